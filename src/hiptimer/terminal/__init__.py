"""Sessions, tables and the player for people who work in a terminal."""

"""What was done, kept in SQLite on the person's own computer."""

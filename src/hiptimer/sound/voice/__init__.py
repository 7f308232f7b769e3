"""The voice: sentences turned into clips of known length before they are due."""

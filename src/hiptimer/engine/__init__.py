"""What is to be done, when, and how far a person has come: no files, no clock, no Qt."""

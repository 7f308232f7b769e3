"""Session files and the catalogue: YAML on one side, engine values on the other."""

"""The painted pieces the pages are made of."""

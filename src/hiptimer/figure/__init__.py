"""The drawn body. Pure geometry: a pose becomes shapes."""

"""Loads the posing tools before any test loads numpy: they tell it to use one thread."""

import tools.posing  # noqa: F401

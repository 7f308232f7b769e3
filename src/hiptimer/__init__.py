"""A guided-workout timer for the desktop: holds, breaths and reps, both sides in full."""

__version__ = "0.1.0"

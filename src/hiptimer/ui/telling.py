"""Sentences for the person that come from beside the window's own thread."""

from PySide6.QtCore import QObject, Signal


class Telling(QObject):
    """Hands on what any thread says, in the thread it was made in."""

    said = Signal(str)

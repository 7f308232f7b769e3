"""Files that the system asks a running program to open, as a Mac does where others start it anew."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent


class OpenedFiles(QObject):
    """Tells of each such file; installed as an event filter on the application."""

    asked = Signal(str)
    """The file's path."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the wish to open a file, and leave every other event alone."""
        if isinstance(event, QFileOpenEvent) and event.file():
            file = event.file()
            # The wish may come before the window has shown its first page, which would then cover the file.
            QTimer.singleShot(0, lambda: self.asked.emit(file))
            return True
        return super().eventFilter(watched, event)

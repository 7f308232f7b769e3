"""The program's sign as a widget."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from hiptimer.ui.icons import paint_logo

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.theme import Theme


class Logo(QWidget):
    """A ring with a lunging figure on the accent's ground."""

    def __init__(self, theme: "Theme", size: int, parent: QWidget | None = None) -> None:
        """Take a square of `size` pixels."""
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw it."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground, mark = self._theme.color("accent"), self._theme.color("on_accent")
            paint_logo(painter, QRectF(self.rect()), ground, mark)

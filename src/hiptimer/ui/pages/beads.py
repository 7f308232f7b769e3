"""How often a session was done of how often it was asked for, as a row of short bars."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from hiptimer.ui.widgets.painting import box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.pages.tiles import Asked
    from hiptimer.ui.theme import Theme


class Beads(QWidget):
    """One short bar for each time asked, filled for each time done."""

    MOST, WIDEST, GAP = 14, 236, 4

    def __init__(self, theme: "Theme", asked: "Asked", parent: QWidget | None = None) -> None:
        """Show `asked`."""
        super().__init__(parent)
        self._theme = theme
        self._asked = asked
        self._count = min(asked.times, self.MOST)
        self._each = min(40, (self.WIDEST + self.GAP) // self._count - self.GAP)
        self.setFixedSize(self._count * (self._each + self.GAP) - self.GAP, 8)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the bars."""
        theme, asked = self._theme, self._asked
        with QPainter(self) as painter:
            for i in range(self._count):
                place = self.rect().toRectF()
                place.setLeft((self._each + self.GAP) * i)
                place.setWidth(self._each)
                done = i < asked.done
                fill = theme.color("accent") if done else None
                edge = None if done else theme.color("line_strong")
                box(painter, place, 4, fill, edge)

"""Left against right: what was done of each exercise, from the middle out to either side."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.widgets.chart import Chart
from hiptimer.ui.widgets.painting import CENTRE, LEFT, RIGHT, box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.theme import Theme

THICK = 14


@dataclass(frozen=True, slots=True)
class SidePair:
    """What was done of an exercise on the left and on the right, as numbers and in words."""

    name: str
    left: float
    right: float
    left_words: str
    right_words: str


class SideBars(Chart):
    """A row for each exercise: its name, then the two bars; the longer one is as long as can be."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(theme, _("Left against right"), parent)
        self._pairs: tuple[SidePair, ...] = ()
        self._places: list[QRectF] = []

    def show_pairs(self, pairs: tuple[SidePair, ...]) -> None:
        """Show these exercises."""
        self._pairs = pairs
        self._dress()
        said = [self.words(i) for i in range(len(pairs))]
        self.set_summary(". ".join(said) + ("." if said else ""))

    def places(self) -> list[QRectF]:
        """Return the row of each exercise."""
        return self._places

    def words(self, cell: int) -> str:
        """Return an exercise with both sides."""
        pair = self._pairs[cell]
        said = _("{name}: left {left}, right {right}")
        return said.format(name=pair.name, left=pair.left_words, right=pair.right_words)

    def step(self, key: Qt.Key) -> int:
        """Go up and down."""
        return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)

    def _row(self) -> int:
        type_ = self._theme.type
        return type_.line("small") + max(THICK, type_.line("caption")) + 12

    def sizeHint(self) -> QSize:
        """Room for every row and the heads."""
        head = self._theme.type.line("small") + 8
        return QSize(480, head + max(1, len(self._pairs)) * self._row())

    def lay_out(self) -> None:
        """Place the rows."""
        head, row = self._theme.type.line("small") + 8, self._row()
        self._places = [
            QRectF(0, head + i * row, self.width(), row - 4) for i in range(len(self._pairs))
        ]

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw heads, names and bars."""
        theme = self._theme
        with QPainter(self) as painter:
            middle, line = self.width() / 2, theme.type.line("small")
            painter.setFont(theme.font("small_strong"))
            painter.setPen(theme.color("left"))
            painter.drawText(QRectF(0, 0, middle - 8, line), RIGHT, _("Left"))
            painter.setPen(theme.color("right"))
            painter.drawText(QRectF(middle + 8, 0, middle - 8, line), LEFT, _("Right"))
            words = QFontMetricsF(theme.font("caption"))
            room = max(
                (
                    words.horizontalAdvance(said)
                    for pair in self._pairs
                    for said in (pair.left_words, pair.right_words)
                ),
                default=0.0,
            )
            longest = max(8.0, middle - 4 - room - 8)
            for pair, place in zip(self._pairs, self._places, strict=True):
                self._paint_pair(painter, pair, place, longest)
            self.paint_ring(painter, 10)

    def _paint_pair(self, painter: QPainter, pair: SidePair, place: QRectF, longest: float) -> None:
        theme, middle = self._theme, self.width() / 2
        line, caption = theme.type.line("small"), theme.type.line("caption")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink"))
        name = painter.fontMetrics().elidedText(
            pair.name, Qt.TextElideMode.ElideRight, round(place.width())
        )
        painter.drawText(QRectF(place.left(), place.top(), place.width(), line), CENTRE, name)
        most = max(pair.left, pair.right) or 1.0
        high = max(THICK, caption)
        y = place.top() + line + 2 + (high - THICK) / 2
        painter.setFont(theme.font("caption"))
        left, right = longest * pair.left / most, longest * pair.right / most
        box(painter, QRectF(middle - 2 - left, y, left, THICK), 4, theme.color("left"))
        box(painter, QRectF(middle + 2, y, right, THICK), 4, theme.color("right"))
        painter.setPen(theme.color("ink_2"))
        top = y + (THICK - caption) / 2
        end = middle - 2 - left - 8
        begin = middle + 2 + right + 8
        for room, side, words in (
            (QRectF(0, top, end, caption), RIGHT, pair.left_words),
            (QRectF(begin, top, self.width() - begin, caption), LEFT, pair.right_words),
        ):
            # The number stands first: cut anywhere else, it would read as a smaller one.
            said = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, round(room.width())
            )
            painter.drawText(room, side, said)

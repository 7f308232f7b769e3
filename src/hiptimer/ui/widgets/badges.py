"""Small signs inside lines of text: the side, a tag, a key of the keyboard."""

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hiptimer.engine.exercise import Side
from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.widgets.painting import CENTRE, box, follow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.theme import Theme

ARROWS = {"←": "arrow-left", "→": "arrow-right", "↑": "arrow-up", "↓": "arrow-down"}


def side_word(side: Side) -> str:
    """Return the word for a side as the screen shows it, in capitals."""
    return _("LEFT") if side is Side.LEFT else _("RIGHT")


def badge_size(theme: "Theme", side: Side, px: float) -> QSizeF:
    """Return the size of a side badge whose word is `px` pixels high."""
    text = QFontMetricsF(theme.type.exact(px, 800)).horizontalAdvance(side_word(side))
    return QSizeF(text + 2.1 * px, round(1.6 * px))


def paint_side_badge(
    painter: QPainter, theme: "Theme", rect: QRectF, side: Side, px: float
) -> None:
    """Draw "← LEFT" or "RIGHT →" on the solid colour of the side."""
    box(painter, rect, 0.42 * px, theme.color(side.value))
    ink = theme.color(f"on_{side.value}")
    arrow = QRectF(0, 0, 1.05 * px, rect.height())
    word = rect.adjusted(0.42 * px, 0, -0.42 * px, 0)
    if side is Side.LEFT:
        arrow.moveTopLeft(word.topLeft())
        word.setLeft(arrow.right() + 0.2 * px)
    else:
        arrow.moveTopRight(word.topRight())
        word.setRight(arrow.left() - 0.2 * px)
    paint_icon(painter, arrow, f"arrow-{side.value}", ink, 3.2)
    painter.setFont(theme.type.exact(px, 800))
    painter.setPen(ink)
    painter.drawText(word, CENTRE | Qt.TextFlag.TextDontClip, side_word(side))


class SideBadge(QLabel):
    """The side as a solid badge with arrow and word."""

    def __init__(
        self, theme: "Theme", side: Side, *, large: bool = False, parent: QWidget | None = None
    ) -> None:
        """Show `side`, 14 px high or, large, 20 px, at the person's text size."""
        super().__init__(parent)
        self._theme = theme
        self._side = side
        self._large = large
        follow(theme, self._dress)

    def set_side(self, side: Side) -> None:
        """Show another side."""
        self._side = side
        self._dress()

    def _dress(self) -> None:
        self.setAccessibleName(side_word(self._side))
        size = badge_size(self._theme, self._side, self._px())
        self.setFixedSize(QSize(round(size.width()), round(size.height())))
        self.update()

    def _px(self) -> float:
        return self._theme.type.px(20 if self._large else 14)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the badge."""
        with QPainter(self) as painter:
            paint_side_badge(painter, self._theme, QRectF(self.rect()), self._side, self._px())


class TagKind(StrEnum):
    """What a tag is about, which decides its colours."""

    NEUTRAL = "neutral"
    DUE = "due"
    DONE = "done"
    WARN = "warn"


_TAG_COLOURS = {
    TagKind.NEUTRAL: ("sunken", "ink_2"),
    TagKind.DUE: ("field_switch", "switch"),
    TagKind.DONE: ("accent_soft", "accent"),
    TagKind.WARN: ("field_warn", "warn"),
}


class Tag(QLabel):
    """A word or two about something, on a soft ground, with an icon if one helps."""

    def __init__(
        self,
        theme: "Theme",
        text: str,
        *,
        kind: TagKind = TagKind.NEUTRAL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show `text` and, before it, the icon of that name."""
        super().__init__(text, parent)
        self._theme = theme
        self._kind = kind
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow(theme, self._dress)

    def _dress(self) -> None:
        self.setFont(self._theme.font("caption_strong"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and words."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 16
        height = self._theme.type.line("caption") + 8
        return QSize(width + (20 if self._icon else 0), height)

    def minimumSizeHint(self) -> QSize:
        """Shrink to a few letters if it must; the words are then cut with an ellipsis."""
        return QSize(min(48, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the tag."""
        ground, ink = (self._theme.color(name) for name in _TAG_COLOURS[self._kind])
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            edge = self._theme.color("ink") if self._theme.tokens.high_contrast else None
            box(painter, rect, 8, ground, edge)
            text = rect.adjusted(8, 0, -8, 0)
            if self._icon:
                paint_icon(painter, QRectF(text.left(), 0, 16, rect.height()), self._icon, ink)
                text.setLeft(text.left() + 20)
            painter.setFont(self.font())
            painter.setPen(ink)
            words = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, round(text.width()) + 1
            )
            painter.drawText(text, CENTRE, words)


class Kbd(QLabel):
    """A key of the keyboard; arrows are drawn, for not every face has them."""

    def __init__(self, theme: "Theme", key: str, parent: QWidget | None = None) -> None:
        """Show `key`, such as "Space", "P" or "→"."""
        super().__init__(key, parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(theme, self._dress)

    def _dress(self) -> None:
        self.setFont(self._theme.font("caption_strong"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """At least as wide as an arrow key."""
        height = self._theme.type.line("caption") + 4
        words = 12 if self.text() in ARROWS else self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(words + 12, height + 4), height)

    def minimumSizeHint(self) -> QSize:
        """Never cut a key."""
        return self.sizeHint()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the key."""
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, 6, self._theme.color("surface"), self._theme.color("line_strong"))
            ink = self._theme.color("ink_2")
            if self.text() in ARROWS:
                inner = QRectF(rect.center().x() - 6, rect.center().y() - 6, 12, 12)
                paint_icon(painter, inner, ARROWS[self.text()], ink, 3)
                return
            painter.setFont(self.font())
            painter.setPen(ink)
            painter.drawText(rect, CENTRE, self.text())

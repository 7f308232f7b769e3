"""Layouts without Qt's own margins, and a label that never pushes its window wider."""

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QLayout

    from hiptimer.ui.theme import Theme

# The only distances there are: a grid of 8, with 4, 12 and 20 inside small groups.
SPACINGS = (0, 4, 8, 12, 16, 20, 24, 32, 40, 48)

Margins: TypeAlias = int | tuple[int, int] | tuple[int, int, int, int]


def vbox(parent: QWidget | None = None, *, spacing: int = 0, margins: Margins = 0) -> QVBoxLayout:
    """Return an upright layout; `margins`: all, (across, upright) or (left, top, right, bottom)."""
    layout = QVBoxLayout(parent) if parent else QVBoxLayout()
    _measure(layout, spacing, margins)
    return layout


def hbox(parent: QWidget | None = None, *, spacing: int = 0, margins: Margins = 0) -> QHBoxLayout:
    """Return a level layout; see `vbox`."""
    layout = QHBoxLayout(parent) if parent else QHBoxLayout()
    _measure(layout, spacing, margins)
    return layout


def grid(
    parent: QWidget | None = None, *, across: int = 16, upright: int = 16, margins: Margins = 0
) -> QGridLayout:
    """Return a grid with its two gaps in pixels; see `vbox` for the margins."""
    layout = QGridLayout(parent) if parent else QGridLayout()
    _measure(layout, across, margins)
    _check(upright)
    layout.setVerticalSpacing(upright)
    return layout


def _measure(layout: "QLayout", spacing: int, margins: Margins) -> None:
    if isinstance(margins, int):
        margins = (margins, margins, margins, margins)
    elif len(margins) == 2:
        margins = (margins[0], margins[1], margins[0], margins[1])
    _check(spacing, *margins)
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)


def _check(*distances: int) -> None:
    for distance in distances:
        if distance not in SPACINGS:
            raise ValueError(f"{distance} px is not on the scale {SPACINGS}")


class Text(QLabel):
    """A label in a role of the type scale and a colour of the theme; it never pushes its window."""

    def __init__(
        self,
        theme: "Theme",
        text: str = "",
        role: str = "body",
        colour: str = "ink",
        *,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`; `wrap` breaks it into lines, `elide` cuts it to the width there is."""
        super().__init__(text, parent)
        self._theme = theme
        self._role = role
        self._colour = colour
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def set_role(self, role: str, colour: str | None = None) -> None:
        """Show the text in another role, and another colour if one is given."""
        self._role = role
        self._colour = colour or self._colour
        self._dress()

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._role))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._theme.color(self._colour))
        self.setPalette(palette)
        self.updateGeometry()

    def showEvent(self, event: "QShowEvent") -> None:
        """Take the theme's colour again: Qt's style sheets forget one that changed before this."""
        super().showEvent(event)
        if self.palette().color(self.foregroundRole()) != self._theme.color(self._colour):
            self._dress()

    def minimumSizeHint(self) -> QSize:
        """Ask for little: a long word must not widen the window."""
        hint = super().minimumSizeHint()
        if self._elide:
            return QSize(min(hint.width(), 40), hint.height())
        if self.wordWrap():
            # How high it must be depends on the width; the layout asks for that by itself.
            return QSize(min(hint.width(), 120), self.fontMetrics().height())
        return hint

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Draw the text, cut with an ellipsis where asked to."""
        if not self._elide:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            text = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width()
            )
            painter.setFont(self.font())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.contentsRect(), self.alignment(), text)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Offer the whole text as a tooltip while it is cut."""
        super().resizeEvent(event)
        if self._elide:
            cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            self.setToolTip(self.text() if cut else "")

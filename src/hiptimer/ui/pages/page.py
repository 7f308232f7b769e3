"""What every page shares: it scrolls upright, keeps its width in bounds, and knows narrow from wide."""

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from hiptimer.ui.figure_painter import paint_figure
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.widgets.moments import Moment
from hiptimer.ui.widgets.painting import box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QLayout

    from hiptimer.ui.theme import Theme
    from hiptimer.ui.widgets.moments import FigureSpec

NARROW = 900
"""Below this many pixels of window, at 100 % text, what stands side by side is stacked."""
WIDEST = 1240
"""No line of a page is longer than this many pixels, at 100 % text."""


def is_narrow(theme: "Theme", widget: QWidget) -> bool:
    """Say whether the window of `widget` is too narrow for two columns at the person's text size."""
    return widget.window().width() < theme.type.px(NARROW)


def stacked(layout: QBoxLayout, upright: bool) -> None:
    """Turn a row into a column, or back."""
    way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
    layout.setDirection(way)


def empty(layout: "QLayout") -> None:
    """Remove all that is in a layout, for something new to be put there."""
    while layout.count():
        item = layout.takeAt(0)
        # Qt's stubs do not say that an item holds only one of the two.
        widget = cast("QWidget | None", item.widget())
        inner = cast("QLayout | None", item.layout())
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


def tab_through(*parts: QWidget) -> None:
    """Let Tab come to what is in `parts` in their order; what is made later comes last otherwise."""
    inside = [[part, *part.findChildren(QWidget)] for part in parts]
    stops = [
        one
        for part in inside
        for one in part
        # The list that a field lets down is a window of its own.
        if one.focusPolicy() & Qt.FocusPolicy.ClickFocus and one.window() is part[0].window()
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def name_of(widget: QWidget | None) -> str:
    """Return the name under which a widget is heard; nothing of no widget."""
    if widget is None:
        return ""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def focus_again(name: str, *parts: QWidget) -> None:
    """Give the focus to what has that name in `parts`, which were built anew, else to the first there."""
    stops = [
        one
        for part in parts
        for one in (part, *part.findChildren(QWidget))
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()
    ]
    here = next((one for one in stops if name_of(one) == name), stops[0] if stops else None)
    if here is not None:
        here.setFocus(Qt.FocusReason.OtherFocusReason)


class Page(QScrollArea):
    """A page; fill its `body`. `arrange` is called with narrow or wide, at first and on change."""

    def __init__(self, theme: "Theme", name: str, parent: QWidget | None = None) -> None:
        """Make an empty page; `name` is said to those who hear it."""
        super().__init__(parent)
        self._theme = theme
        self._narrow: bool | None = None
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setObjectName("page")
        self._inner = QWidget()
        self._inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body = vbox(self._inner, spacing=16, margins=(32, 24))
        middle = hbox(ground)
        middle.addStretch(1)
        middle.addWidget(self._inner, 1000)
        middle.addStretch(1)
        self.setWidget(ground)
        theme.changed.connect(self._measure)

    @property
    def narrow(self) -> bool:
        """Whether columns are stacked."""
        return bool(self._narrow)

    def arrange(self, narrow: bool) -> None:
        """Lay columns side by side, or stack them."""

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Become narrow or wide with the window."""
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: "QShowEvent") -> None:
        """Measure once the window is known."""
        super().showEvent(event)
        self._measure()

    def _measure(self) -> None:
        self._inner.setMaximumWidth(round(max(WIDEST, self._theme.type.px(WIDEST))))
        slim = self.window().width() < NARROW
        self.body.setContentsMargins(*((16, 16, 16, 16) if slim else (32, 24, 32, 24)))
        narrow = is_narrow(self._theme, self)
        if narrow != self._narrow:
            self._narrow = narrow
            self.arrange(narrow)


class Thumb(QWidget):
    """A figure on the field of its kind of moment."""

    def __init__(
        self,
        theme: "Theme",
        figure: "FigureSpec",
        moment: Moment,
        *,
        size: tuple[int, int] = (96, 80),
        parent: QWidget | None = None,
    ) -> None:
        """Show `figure`; `size` is in pixels, width and height."""
        super().__init__(parent)
        self._theme = theme
        self._figure = figure
        self._moment = moment
        self.setMinimumSize(*size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_figure(self, figure: "FigureSpec", moment: Moment) -> None:
        """Show another figure."""
        self._figure, self._moment = figure, moment
        self.update()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw field and figure."""
        with QPainter(self) as painter:
            paint_thumb(painter, self._theme, QRectF(self.rect()), self._figure, self._moment)


def paint_thumb(
    painter: QPainter,
    theme: "Theme",
    rect: QRectF,
    figure: "FigureSpec",
    moment: Moment,
    radius: float = 14,
    clear: float = 0,
) -> None:
    """Draw a figure on its field, with some air round it; `clear` px at the top stay free of it."""
    field = theme.color(f"field_{moment.value}")
    edge = theme.color("line") if theme.tokens.high_contrast else None
    box(painter, rect, radius, field, edge)
    painter.save()
    inside = QPainterPath()
    inside.addRoundedRect(rect, radius, radius)
    painter.setClipPath(inside)
    air = min(rect.width(), rect.height()) * 0.08
    paint_figure(painter, theme, rect.adjusted(air, max(air, clear), -air, -air), figure)
    painter.restore()

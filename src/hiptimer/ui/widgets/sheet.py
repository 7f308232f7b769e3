"""A sheet: a card over a dimmed window, for a real decision."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QWidget,
)
from shiboken6 import isValid

from hiptimer.ui.icons import paint_icon
from hiptimer.ui.layouts import Text, hbox, vbox
from hiptimer.ui.widgets.cards import Card, Line
from hiptimer.ui.widgets.painting import follow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

PADDING = 32
# The corners are round: what scrolls keeps clear of them.
CORNER = 16


class Sign(QWidget):
    """One of our icons as a picture."""

    def __init__(
        self,
        theme: "Theme",
        icon: str,
        colour: str = "ink_2",
        size: int = 24,
        parent: QWidget | None = None,
        *,
        beside: str = "",
    ) -> None:
        """Show the icon of that name in the colour of that token.

        `beside` is the role of the words that it stands before: it grows with them, in their first line.
        """
        super().__init__(parent)
        self._theme, self._icon, self._colour = theme, icon, colour
        self._size, self._beside = size, beside
        follow(theme, self._dress)

    def _dress(self) -> None:
        size = high = self._size
        if self._beside:
            size = round(self._theme.type.px(size))
            high = max(size, self._theme.type.line(self._beside))
        self.setFixedSize(size, high)
        self.update()

    def set_icon(self, icon: str, colour: str) -> None:
        """Show another icon or colour."""
        self._icon, self._colour = icon, colour
        self.update()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the icon."""
        with QPainter(self) as painter:
            side = float(self.width())
            rect = QRectF(0, (self.height() - side) / 2, side, side)
            paint_icon(painter, rect, self._icon, self._theme.color(self._colour))


class Sheet(QWidget):
    """Covers its parent, keeps the focus, and closes by Esc or by `finish`.

    Where its window is too low for it, its body scrolls and its actions stay in view.
    """

    closed = Signal(str)
    key_left = Signal(int)
    """Carries a key that the sheet has no use for."""
    # The row of buttons; Qt's own method of that name is for menus, which a sheet has none of.
    actions: QHBoxLayout  # type: ignore[assignment]

    def __init__(
        self,
        theme: "Theme",
        parent: QWidget,
        title: str,
        *,
        subtitle: str = "",
        icon: str = "",
        icon_colour: str = "accent",
        width: int = 640,
        closable: bool = True,
    ) -> None:
        """Make a sheet over `parent`, unseen until `open`; fill its `body` and `actions`."""
        super().__init__(parent)
        self._parent = parent
        self._theme = theme
        self._width = width
        self._closable = closable
        self._before: QWidget | None = None
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

        self.card = Card(theme, padding=0, radius=24, parent=self)
        self._content = QWidget()
        inside = vbox(self._content, spacing=24, margins=(PADDING, PADDING - CORNER))
        self._inside = inside
        head = hbox(spacing=16)
        if icon:
            sign = Sign(theme, icon, icon_colour, 40, beside="title")
            head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = vbox(spacing=4)
        self.title = Text(theme, title, "title", wrap=True)
        words.addWidget(self.title)
        if subtitle:
            words.addWidget(Text(theme, subtitle, "lead_plain", "ink_2", wrap=True))
        head.addLayout(words, 1)
        inside.addLayout(head)
        self.body = vbox(spacing=16)
        inside.addLayout(self.body)

        # What scrolls is sized here: the scroll area, left to itself, keeps the height it had before
        # the words were broken to the width there is.
        self._scroll = QScrollArea(self.card)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self._content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._edge = Line(theme, self.card)
        self._last = QWidget(self.card)
        self.actions = hbox(
            self._last, spacing=12, margins=(PADDING, 12, PADDING, PADDING - CORNER)
        )
        for part in (self._content, self._last):
            part.installEventFilter(self)
        theme.changed.connect(self._place)

    def open(self, focus: QWidget | None = None) -> None:
        """Show the sheet and give the focus to `focus`, or to the first thing that takes it."""
        # The window's own: a file dialog that is closing still has the focus, and is soon deleted.
        self._before = self._parent.window().focusWidget()
        self._parent.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        self._place()
        first = focus or next(iter(self._stops()), None)
        if first is not None:
            self._focus(first, Qt.FocusReason.TabFocusReason)

    def finish(self, answer: str = "") -> None:
        """Close with an answer; Esc closes with none."""
        if not self.isVisible():
            return
        self._parent.removeEventFilter(self)
        self.hide()
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit(answer)

    def _stops(self) -> list[QWidget]:
        """Return what Tab stops at, in reading order."""
        stops: list[QWidget] = []
        step = self.nextInFocusChain()
        while step is not None and step is not self:
            # What hands the focus on is no stop: the text of a spin box gives it back to the box, and
            # Tab would stay there for ever.
            tabs = step.focusPolicy() & Qt.FocusPolicy.TabFocus and step.focusProxy() is None
            if tabs and self.isAncestorOf(step) and step.isEnabled() and step.isVisibleTo(self):
                stops.append(step)
            step = step.nextInFocusChain()
        return stops

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus round inside the sheet."""
        stops = self._stops()
        here = QApplication.focusWidget()
        if not stops:
            return True
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        if here not in stops:
            self._focus(stops[0], reason)
        else:
            step = stops.index(here) + (1 if forward else -1)
            self._focus(stops[step % len(stops)], reason)
        return True

    def _focus(self, stop: QWidget, reason: Qt.FocusReason) -> None:
        stop.setFocus(reason)
        if self._content.isAncestorOf(stop):
            self._scroll.ensureWidgetVisible(stop, 0, PADDING)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Close on Esc, and scroll; no other key reaches the window behind."""
        bar, key = self._scroll.verticalScrollBar(), event.key()
        if key == Qt.Key.Key_Escape and self._closable:
            self.finish()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            line = 2 * bar.singleStep()
            bar.setValue(bar.value() + (line if key == Qt.Key.Key_Down else -line))
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            page = bar.pageStep()
            bar.setValue(bar.value() + (page if key == Qt.Key.Key_PageDown else -page))
        elif not event.isAutoRepeat():
            self.key_left.emit(key)
        event.accept()

    def mousePressEvent(self, event: "QMouseEvent") -> None:
        """Keep clicks from the window behind."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the parent as it grows, and fitting the card as its content changes."""
        # The kind first: other events still come while the sheet itself is being taken down.
        kind = event.type()
        grown = kind == QEvent.Type.Resize and watched is self._parent
        if grown or (kind == QEvent.Type.LayoutRequest and watched is not self._parent):
            self._place()
        return False

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Keep the card in the middle."""
        self._place()

    def _place(self) -> None:
        parent = self._parent
        if self.geometry() != parent.rect():
            self.setGeometry(parent.rect())
        width = min(self._width, self.width() - 32)
        is_acted_on = self.actions.count() > 0
        self._last.setVisible(is_acted_on)
        foot = _height(self._last, self.actions, width) if is_acted_on else 0
        round_it = 2 * CORNER + foot
        wanted = _height(self._content, self._inside, width)
        height = min(wanted + round_it, self.height() - 32)
        room = max(0, height - round_it)
        fits = wanted <= room
        policy = Qt.ScrollBarPolicy
        bar = policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAlwaysOn
        self._scroll.setVerticalScrollBarPolicy(bar)
        inner = width if fits else width - self._scroll.verticalScrollBar().sizeHint().width()
        self._content.resize(
            inner, wanted if fits else max(wanted, _height(self._content, self._inside, inner))
        )
        x, y = (self.width() - width) // 2, max(16, (self.height() - height) // 2)
        self.card.setGeometry(x, y, width, height)
        self._scroll.setGeometry(0, CORNER, width, room)
        self._last.setGeometry(0, CORNER + room, width, foot)
        self._edge.setGeometry(0, CORNER + room, width, 1)
        self._edge.setVisible(is_acted_on and not fits)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Dim the window behind."""
        scrim = self._theme.color("scrim")
        scrim.setAlphaF(0.66 if self._theme.dark else 0.5)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), scrim)


def _height(part: QWidget, layout: QBoxLayout, width: int) -> int:
    layout.activate()
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return part.sizeHint().height()

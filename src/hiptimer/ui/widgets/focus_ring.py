"""The focus ring: drawn outside the widget that has the focus, once the keyboard is in use."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.theme import Theme

WIDTH = 3
# From the widget's edge to the middle of the stroke: 3 px of air and half the stroke.
AWAY = 4.5
MARGIN = 7

_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)
_KEYS = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    }
)


class FocusRing(QWidget):
    """One for each window; it is only as large as the ring, so it costs the window nothing.

    A widget says how round it is by its property "radius". A widget that draws its own focus has
    the property "own_focus".
    """

    def __init__(self, theme: "Theme", window: QWidget) -> None:
        """Lie over `window`, unseen; `start` begins to follow the focus."""
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._target: QWidget | None = None
        self._watched: list[QObject] = []
        self._keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        theme.changed.connect(self.update)

    def start(self) -> None:
        """Follow the focus from now on."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - a widget cannot exist without one
        app.focusChanged.connect(self._follow)
        self._window.installEventFilter(self)
        self._follow(None, app.focusWidget())

    def target(self) -> QWidget | None:
        """Return the widget the ring is about, or None while it is not shown."""
        return self._target if self.isVisibleTo(self._window) else None

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        window = self._window
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._keyboard = False
        for watched in self._watched:
            if isValid(watched):  # a sheet that is answered is deleted with the focus in it
                watched.removeEventFilter(self)
        self._watched = []
        self._target = new if new is not None and window.isAncestorOf(new) else None
        step = self._target
        while step is not None and step is not window:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice keys and clicks, and that the widget moved."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            if isinstance(event, QKeyEvent) and event.key() in _KEYS and not self._keyboard:
                self._keyboard = True
                self._place()
        elif kind == QEvent.Type.MouseButtonPress:
            self._keyboard = False
            self._place()
        elif kind in _MOVES and watched is not self:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is not None and not isValid(target):
            target = self._target = None
        if not self._keyboard or target is None or not target.isVisible():
            self.hide()
            return
        if target.property("own_focus"):
            self.hide()
            return
        place = self._ring().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        # Inside a scrolled area, only what can be seen of the widget has a ring.
        step = target.parentWidget()
        while step is not None and step is not self._window:
            if step.objectName() == "qt_scrollarea_viewport":
                seen = QRect(step.mapTo(self._window, step.rect().topLeft()), step.size())
                place = place.intersected(seen)
            step = step.parentWidget()
        self.setGeometry(place)
        self.setVisible(not place.isEmpty())
        self.raise_()
        self.update()

    def _ring(self) -> QRect:
        target = self._target
        assert target is not None  # noqa: S101 - only asked for while there is one
        corner = target.mapTo(self._window, target.rect().topLeft())
        return QRect(corner, target.size())

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the ring."""
        if self._target is None or not isValid(self._target):
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self._ring().translated(-self.geometry().topLeft()))
            painter.setPen(QPen(self._theme.color("focus"), WIDTH))
            radius = (self._target.property("radius") or 12) + AWAY
            ring = rect.adjusted(-AWAY, -AWAY, AWAY, AWAY)
            radius = min(radius, ring.height() / 2)
            painter.drawRoundedRect(ring, radius, radius)

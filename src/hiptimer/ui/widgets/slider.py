"""A slider with a thin groove, a big thumb and one marked value."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from hiptimer.ui.widgets.painting import box, set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from hiptimer.ui.theme import Theme

THUMB = 22
GROOVE = 6


class Slider(QSlider):
    """A level slider; a click goes straight to its place, - and + move as the arrow keys do."""

    def __init__(
        self,
        theme: "Theme",
        name: str,
        low: int,
        high: int,
        *,
        step: int = 1,
        marked: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Run from `low` to `high`; `marked` is a value shown on the groove, such as 100 %."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._marked = marked
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setPageStep(step * 2)
        self.setMinimumWidth(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_focus_radius(self, 12)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As high as a control for the pointer needs."""
        return QSize(200, 32)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Move by - and + too."""
        if event.key() == Qt.Key.Key_Minus:
            self.setValue(self.value() - self.singleStep())
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.setValue(self.value() + self.singleStep())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: "QMouseEvent") -> None:
        """Go to the place clicked and follow from there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event.position().x())
            event.accept()

    def mouseMoveEvent(self, event: "QMouseEvent") -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._go(event.position().x())

    def mouseReleaseEvent(self, _event: "QMouseEvent") -> None:
        """Stay where the pointer let go."""
        self.setSliderDown(False)

    def _go(self, x: float) -> None:
        room = max(1.0, self.width() - THUMB)
        part = min(1.0, max(0.0, (x - THUMB / 2) / room))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            part = 1 - part
        step = self.singleStep()
        value = self.minimum() + part * (self.maximum() - self.minimum())
        self.setValue(self.minimum() + round((value - self.minimum()) / step) * step)

    def _x(self, value: int) -> float:
        part = (value - self.minimum()) / max(1, self.maximum() - self.minimum())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            part = 1 - part
        return THUMB / 2 + part * (self.width() - THUMB)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw groove, mark and thumb."""
        theme = self._theme
        with QPainter(self) as painter:
            middle = self.height() / 2
            groove = QRectF(THUMB / 2, middle - GROOVE / 2, self.width() - THUMB, GROOVE)
            empty = theme.color("line")
            box(painter, groove, GROOVE / 2, empty)
            strong = theme.color("accent" if self.isEnabled() else "ink_3")
            filled = QRectF(groove)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                filled.setLeft(self._x(self.value()))
            else:
                filled.setRight(self._x(self.value()))
            box(painter, filled, GROOVE / 2, strong)
            if self._marked is not None:
                painter.setPen(QPen(theme.color("ink_2"), 2))
                x = self._x(self._marked)
                painter.drawLine(QPointF(x, middle - 9), QPointF(x, middle + 9))
            ground = theme.color("accent_soft" if self.underMouse() else "surface")
            painter.setBrush(ground)
            painter.setPen(QPen(strong, 3))
            painter.drawEllipse(
                QPointF(self._x(self.value()), middle), THUMB / 2 - 2, THUMB / 2 - 2
            )

"""What the painted widgets share: rounded boxes, and following the theme."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiptimer.ui.theme import Theme

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1,
) -> None:
    """Draw a rounded rectangle whose border lies wholly inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(border, width))
        rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius -= width / 2
    radius = max(0.0, min(radius, rect.width() / 2, rect.height() / 2))
    painter.drawRoundedRect(rect, radius, radius)


def follow(theme: "Theme", dress: "Callable[[], None]") -> None:
    """Dress a widget now and whenever the theme changes; `dress` is one of its own methods."""
    theme.changed.connect(dress)
    dress()


def set_focus_radius(widget: QWidget, radius: float) -> None:
    """Say how round the focus ring about this widget is, in pixels."""
    widget.setProperty("radius", float(radius))

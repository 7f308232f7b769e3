"""Our own icons as strokes on a grid of 24, and the mark of the app, all drawn from paths."""

import math
import re
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

# Each icon is one SVG path of M, L, H, V, C, Q, A and Z, large letters only.
STROKES = {
    "plus": "M12 5V19M5 12H19",
    "minus": "M5 12H19",
    "cross": "M6 6L18 18M18 6L6 18",
    "tick": "M5 12.5L10 17.5L19 7.5",
    "arrow-left": "M20 12H4M11 5L4 12L11 19",
    "arrow-right": "M4 12H20M13 5L20 12L13 19",
    "arrow-up": "M12 20V4M5 11L12 4L19 11",
    "arrow-down": "M12 4V20M5 13L12 20L19 13",
    "chevron-left": "M14.5 6L8.5 12L14.5 18",
    "chevron-right": "M9.5 6L15.5 12L9.5 18",
    "chevron-up": "M6 15L12 9L18 15",
    "chevron-down": "M6 9L12 15L18 9",
    "octagon": "M8.3 3H15.7L21 8.3V15.7L15.7 21H8.3L3 15.7V8.3ZM12 7.5V12.5M12 16.2V16.3",
    "triangle": "M12 4L21.5 20H2.5ZM12 10V14.5M12 17.2V17.3",
    "speaker": "M4 9.5V14.5H7.5L12 18.5V5.5L7.5 9.5ZM15.5 9A4.2 4.2 0 0 1 15.5 15"
    "M18.2 6.5A8 8 0 0 1 18.2 17.5",
    "speaker-off": "M4 9.5V14.5H7.5L12 18.5V5.5L7.5 9.5ZM16 9.5L21 14.5M21 9.5L16 14.5",
    "full-screen": "M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15",
    "full-screen-exit": "M9 4V9H4M20 9H15V4M15 20V15H20M4 15H9V20",
    "mini": "M6 5H18A2.5 2.5 0 0 1 20.5 7.5V16.5A2.5 2.5 0 0 1 18 19H6"
    "A2.5 2.5 0 0 1 3.5 16.5V7.5A2.5 2.5 0 0 1 6 5ZM13 12.5H17V15.5H13ZM13.5 14H16.5",
    "today": "M16 12A4 4 0 0 1 8 12"
    "A4 4 0 0 1 16 12ZM12 2.5V4.5M12 19.5V21.5M2.5 12H4.5M19.5 12H21.5"
    "M5.3 5.3L6.7 6.7M17.3 17.3L18.7 18.7M18.7 5.3L17.3 6.7M6.7 17.3L5.3 18.7",
    "sessions": "M6 4.5H18A2 2 0 0 1 20 6.5V8.5A2 2 0 0 1 18 10.5H6A2 2 0 0 1 4 8.5V6.5"
    "A2 2 0 0 1 6 4.5Z"
    "M6 13.5H18A2 2 0 0 1 20 15.5V17.5A2 2 0 0 1 18 19.5H6A2 2 0 0 1 4 17.5V15.5A2 2 0 0 1 6 13.5Z",
    "history": "M6 5.5H18A2 2 0 0 1 20 7.5V18.5A2 2 0 0 1 18 20.5H6A2 2 0 0 1 4 18.5V7.5"
    "A2 2 0 0 1 6 5.5Z"
    "M4 10H20M8 3V6.5M16 3V6.5M9 15L11.2 17.2L15.5 13",
    "settings": "M4 8H12M18 8H20M18 8A3 3 0 0 1 12 8A3 3 0 0 1 18 8ZM4 16H6M12 16H20"
    "M12 16A3 3 0 0 1 6 16A3 3 0 0 1 12 16Z",
    "clock": "M20.5 12A8.5 8.5 0 0 1 3.5 12A8.5 8.5 0 0 1 20.5 12ZM12 7V12L15.5 14",
    "mat": "M3 18H17A4.5 4.5 0 1 0 12.5 13.5A2.5 2.5 0 1 0 15 11",
    "chair": "M7 3V13H17V20M7 13V20M7 16.5H17",
    "wall": "M17 3V21M17 6L21 3M17 11L21 8M17 16L21 13M17 21L21 18M4 21H17",
    "band": "M21 12A9 4.5 0 0 1 3 12A9 4.5 0 0 1 21 12Z",
    "person": "M15.5 7.5A3.5 3.5 0 0 1 8.5 7.5A3.5 3.5 0 0 1 15.5 7.5ZM5 20.5V19"
    "A6 5 0 0 1 11 14H13A6 5 0 0 1 19 19V20.5",
    "download": "M12 4V15M6.5 10L12 15.5L17.5 10M5 20H19",
    "drop": "M12 3.5V14M7.5 9.5L12 14L16.5 9.5M4 14.5V18A2.5 2.5 0 0 0 6.5 20.5H17.5"
    "A2.5 2.5 0 0 0 20 18V14.5",
    "search": "M17 10.5A6.5 6.5 0 0 1 4 10.5A6.5 6.5 0 0 1 17 10.5ZM15.3 15.3L20.5 20.5",
    "file": "M14 3H7.5A2 2 0 0 0 5.5 5V19A2 2 0 0 0 7.5 21H16.5"
    "A2 2 0 0 0 18.5 19V7.5ZM13.5 3V8H18.5",
    "folder": "M3.5 7A2 2 0 0 1 5.5 5H9.5L12 8H18.5A2 2 0 0 1 20.5 10V17A2 2 0 0 1 18.5 19H5.5"
    "A2 2 0 0 1 3.5 17Z",
    "swap": "M4 8.5H19M15 4.5L19 8.5M20 15.5H5M9 19.5L5 15.5",
    "undo": "M8.5 5L4 9.5L8.5 14M4.5 9.5H14A5 5 0 0 1 14 19.5H9",
    "repeat": "M5 12A7 7 0 1 0 8 6.3M8.5 2.5L7.5 6.8L11.8 7.6",
    "trash": "M4.5 6.5H19.5M9.5 6.5V4H14.5V6.5M6.5 6.5L7.3 20H16.7L17.5 6.5M10.5 10.5V16"
    "M13.5 10.5V16",
    "help": "M9 9.2A3.1 3.1 0 1 1 13.4 12A2.4 2.4 0 0 0 12 14.3V14.6M12 18.2V18.3",
    "bell": "M6 16.5V11A6 6 0 0 1 18 11V16.5L19.5 18H4.5ZM10 21H14",
    "pencil": "M4.5 19.5L5.5 15L16 4.5L19.5 8L9 18.5ZM13.5 7L17 10.5",
    "copy": "M10.5 8.5H18A2 2 0 0 1 20 10.5V18A2 2 0 0 1 18 20H10.5A2 2 0 0 1 8.5 18V10.5"
    "A2 2 0 0 1 10.5 8.5Z"
    "M5 15.5A1.5 1.5 0 0 1 4 14V6A2 2 0 0 1 6 4H14A1.5 1.5 0 0 1 15.5 5",
    "note": "M5.5 4.5H18.5A1.5 1.5 0 0 1 20 6V14L14.5 19.5H5.5A1.5 1.5 0 0 1 4 18V6"
    "A1.5 1.5 0 0 1 5.5 4.5Z"
    "M20 14H14.5V19.5M8 9H16M8 13H11",
    "drag": "M9 5.5V5.6M15 5.5V5.6M9 12V12.1M15 12V12.1M9 18.5V18.6M15 18.5V18.6",
}
FILLED = {
    "play": "M7.5 5.5L18.5 12L7.5 18.5Z",
    "pause": "M7.5 6H9.5V18H7.5ZM14.5 6H16.5V18H14.5Z",
    "back": "M18.5 6.5V17.5L9.5 12ZM6 6V18",
    "skip": "M5.5 6.5V17.5L14.5 12ZM18 6V18",
}
NAMES = frozenset(STROKES) | frozenset(FILLED)
ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}


@cache
def icon_path(name: str) -> QPainterPath:
    """Return the path of an icon on its grid of 24."""
    return parse_path(STROKES.get(name) or FILLED[name])


def parse_path(text: str) -> QPainterPath:
    """Turn an SVG path of absolute commands into a painter path."""
    path = QPainterPath()
    for command, body in re.findall(r"([A-Z])([^A-Z]*)", text):
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", body)]
        step = ARITY[command]
        if step == 0:
            path.closeSubpath()
        for i in range(0, len(numbers), step or 1):
            _add(path, command, numbers[i : i + step])
    return path


def _add(path: QPainterPath, command: str, n: list[float]) -> None:
    here = path.currentPosition()
    if command == "M":
        path.moveTo(*n)
    elif command == "L":
        path.lineTo(*n)
    elif command == "H":
        path.lineTo(n[0], here.y())
    elif command == "V":
        path.lineTo(here.x(), n[0])
    elif command == "C":
        path.cubicTo(*n)
    elif command == "Q":
        path.quadTo(*n)
    else:
        _arc(path, here, n)


def _arc(path: QPainterPath, here: QPointF, n: list[float]) -> None:
    """Add an SVG arc that is not turned: the centre from its two ends, as the SVG notes have it."""
    rx, ry, _turn, large, clockwise, x, y = n
    # On a unit circle; half of the chord, then the centre across it.
    x1, y1, x2, y2 = here.x() / rx, here.y() / ry, x / rx, y / ry
    half_x, half_y = (x2 - x1) / 2, (y2 - y1) / 2
    half = min(1.0, math.hypot(half_x, half_y))
    away = math.sqrt(max(0.0, 1 - half * half)) / (half or 1)
    if bool(large) == bool(clockwise):
        away = -away
    cx = (x1 + x2) / 2 - away * half_y
    cy = (y1 + y2) / 2 + away * half_x
    start = math.degrees(math.atan2(cy - y1, x1 - cx))
    end = math.degrees(math.atan2(cy - y2, x2 - cx))
    sweep = end - start
    if clockwise and sweep > 0:
        sweep -= 360
    elif not clockwise and sweep < 0:
        sweep += 360
    path.arcTo(QRectF((cx - 1) * rx, (cy - 1) * ry, 2 * rx, 2 * ry), start, sweep)


def paint_icon(
    painter: QPainter, rect: QRectF, name: str, colour: QColor, stroke: float = 2.0
) -> None:
    """Draw an icon in the largest square in the middle of `rect`; `stroke` is on the grid of 24."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 24, side / 24)
    pen = QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(colour if name in FILLED else Qt.BrushStyle.NoBrush)
    painter.drawPath(icon_path(name))
    painter.restore()


def paint_logo(painter: QPainter, rect: QRectF, ground: QColor, mark: QColor) -> None:
    """Draw the mark of the app: on a rounded square, a ring and in it a figure in a lunge."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 40, side / 40)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(0, 0, 40, 40), 11, 11)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(mark, 3.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    # The ring begins at 12 and leaves a gap for the head, which sits on it.
    painter.drawArc(QRectF(8.5, 8.5, 23, 23), 90 * 16, -285 * 16)
    painter.drawPath(parse_path("M14.2 26.5L19 19.2H25.6V26"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark)
    painter.drawEllipse(QPointF(12.3, 11.4), 2.3, 2.3)
    painter.restore()


class _Engine(QIconEngine):
    """Draws one of our paths, or the mark, at whatever size and scale is asked for."""

    def __init__(self, name: str, colour: QColor, disabled: QColor) -> None:
        super().__init__()
        self._name, self._colour, self._disabled = name, colour, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw into `rect`; a disabled icon takes the disabled colour."""
        if self._name == "logo":
            paint_logo(painter, QRectF(rect), self._colour, self._disabled)
        else:
            colour = self._disabled if mode == QIcon.Mode.Disabled else self._colour
            paint_icon(painter, QRectF(rect), self._name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return a picture of the icon on a clear ground."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return picture

    def clone(self) -> "_Engine":
        """Return a copy, as Qt asks for when an icon is changed."""
        return _Engine(self._name, self._colour, self._disabled)


def icon(name: str, colour: QColor, disabled: QColor | None = None) -> QIcon:
    """Return an icon of one colour, sharp at every scale."""
    if name not in NAMES:
        raise KeyError(name)
    return QIcon(_Engine(name, colour, disabled or colour))


def logo_icon(ground: QColor, mark: QColor) -> QIcon:
    """Return the app's icon, for the window and the task bar."""
    return QIcon(_Engine("logo", ground, mark))

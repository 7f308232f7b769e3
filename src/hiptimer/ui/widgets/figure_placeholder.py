"""A flat figure by posture, for where the drawn one is missing or would be too small to read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hiptimer.engine.exercise import Posture, Side
from hiptimer.ui.widgets.painting import box

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme
    from hiptimer.ui.widgets.moments import FigureSpec

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Body:
    """Joints in units of which a person is 300 tall; the floor is 0, the figure faces left."""

    head: tuple[float, float]
    shoulder: tuple[float, float]
    hip: tuple[float, float]
    near_leg: Points
    far_leg: Points
    near_arm: Points
    far_arm: Points
    chair: bool = False


_BODIES = {
    Posture.HALF_KNEELING: _Body(
        (-20, 216),
        (-9, 166),
        (6, 88),
        ((38, 18), (118, 18), (130, 10)),
        ((-70, 84), (-63, 14), (-88, 8)),
        ((-17, 125), (-56, 100)),
        ((-30, 130), (-72, 98)),
    ),
    Posture.STANDING: _Body(
        (0, 297),
        (2, 248),
        (2, 168),
        ((2, 88), (4, 10), (-18, 8)),
        ((16, 90), (22, 10), (2, 8)),
        ((8, 205), (-2, 166)),
        ((-10, 205), (-20, 168)),
    ),
    Posture.CHAIR: _Body(
        (8, 228),
        (16, 180),
        (22, 98),
        ((-56, 96), (-56, 10), (-78, 8)),
        ((-44, 92), (-40, 10), (-60, 8)),
        ((8, 138), (-34, 118)),
        ((-2, 140), (-44, 116)),
        chair=True,
    ),
    Posture.FLOOR_SITTING: _Body(
        (18, 150),
        (26, 104),
        (32, 24),
        ((-46, 26), (-122, 14), (-126, 32)),
        ((-42, 34), (-114, 18), (-118, 36)),
        ((40, 62), (60, 14)),
        ((14, 64), (-16, 40)),
    ),
    Posture.ALL_FOURS: _Body(
        (-92, 116),
        (-46, 102),
        (52, 98),
        ((56, 16), (136, 14), (146, 8)),
        ((44, 16), (120, 14), (130, 8)),
        ((-46, 56), (-48, 12), (-64, 8)),
        ((-58, 56), (-66, 12), (-80, 8)),
    ),
    Posture.KNEELING: _Body(
        (18, 226),
        (26, 178),
        (30, 96),
        ((28, 18), (106, 16), (118, 8)),
        ((18, 18), (94, 16), (106, 8)),
        ((18, 136), (0, 102)),
        ((6, 138), (-14, 106)),
    ),
    Posture.SIDE_LYING: _Body(
        (126, 62),
        (82, 40),
        (-8, 32),
        ((-68, 74), (-126, 122), (-138, 134)),
        ((-70, 14), (-138, 18), (-150, 24)),
        ((58, 32), (34, 8)),
        ((122, 14), (146, 42)),
    ),
    Posture.SUPINE: _Body(
        (134, 26),
        (88, 22),
        (4, 20),
        ((-46, 82), (-78, 12), (-100, 8)),
        ((-56, 76), (-92, 12), (-112, 8)),
        ((48, 12), (8, 10)),
        ((50, 18), (14, 16)),
    ),
    Posture.PRONE: _Body(
        (-134, 30),
        (-88, 24),
        (0, 20),
        ((76, 16), (146, 12), (160, 8)),
        ((74, 22), (140, 18), (154, 14)),
        ((-112, 10), (-152, 10)),
        ((-106, 14), (-142, 14)),
    ),
}


def paint_placeholder(painter: QPainter, theme: "Theme", rect: QRectF, spec: "FigureSpec") -> None:
    """Draw a person in the posture, standing on the foot of `rect`; the right side is the mirror."""
    body = _BODIES[spec.posture]
    points = [body.head, *body.near_leg, *body.far_leg, *body.near_arm, *body.far_arm]
    half = max(abs(x) for x, _ in points) + 30
    top = max(y for _, y in points) + 24
    scale = min(0.95 * rect.width() / (2 * half), rect.height() / (top + 14))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x(), rect.bottom() - 14 * scale)
    painter.scale(-scale if spec.side is Side.RIGHT else scale, -scale)
    floor = max(half, 130.0)
    floor = min(floor, 0.475 * rect.width() / scale)
    box(painter, QRectF(-floor, -13, 2 * floor, 12), 6, theme.color("mat"))
    if body.chair:
        _limb(painter, ((-34, 76), (54, 76), (54, 190)), 10, theme.color("mat"))
        _limb(painter, ((-30, 76), (-30, 6)), 10, theme.color("mat"))
        _limb(painter, ((50, 76), (50, 6)), 10, theme.color("mat"))
    near, torso, far = (theme.color(f"fig_{part}") for part in ("near", "top", "far"))
    _limb(painter, (body.shoulder, *body.far_arm), 17, far)
    _limb(painter, (body.hip, *body.far_leg), 22, far)
    _limb(painter, (body.shoulder, body.head), 18, near)
    _limb(painter, (body.shoulder, body.hip), 40, torso)
    _limb(painter, (body.hip, *body.near_leg), 25, near)
    _limb(painter, (body.shoulder, *body.near_arm), 19, near)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(near)
    painter.drawEllipse(QPointF(*body.head), 19, 20)
    painter.restore()


def _limb(painter: QPainter, points: Points, width: float, colour: QColor) -> None:
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(x, y) for x, y in points])

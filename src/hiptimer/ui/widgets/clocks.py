"""The faces of the clock: a ring of seconds, segments of reps, a disc of breaths."""

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from hiptimer.language import gettext as _
from hiptimer.ui.type_scale import digits_width, fit_text, paint_digits
from hiptimer.ui.widgets.moments import (
    BreathClock,
    Clock,
    Moment,
    OpenClock,
    RepsClock,
    SecondsClock,
)

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

MOST_SEGMENTS = 60
MOST_BEADS = 30


@dataclass(frozen=True, slots=True)
class Face:
    """How a clock is drawn: its colours by kind, its place and its sizes in pixels."""

    rect: QRectF
    moment: Moment = Moment.WORK
    paused: bool = False
    waiting: bool = False
    stroke: float = 24
    digits: float = 0.51
    label: float = 22
    below: float = 20

    @property
    def ink(self) -> str:
        """Name of the colour of what is left or done."""
        return "rest" if self.paused else self.moment.value

    @property
    def track(self) -> str:
        """Name of the colour of the empty part."""
        return "track_paused" if self.paused else f"track_{self.moment.value}"


def face_of(clock: Clock) -> str:
    """Return the kind of face a clock has: "ring", "segments" or "disc"."""
    if isinstance(clock, RepsClock):
        return "segments"
    return "disc" if isinstance(clock, BreathClock) else "ring"


def paint_clock(painter: QPainter, theme: "Theme", clock: Clock, face: Face) -> None:
    """Draw a clock on its face."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(clock, SecondsClock):
        _seconds(painter, theme, clock, face)
    elif isinstance(clock, RepsClock):
        _reps(painter, theme, clock, face)
    elif isinstance(clock, BreathClock):
        _breaths(painter, theme, clock, face)
    else:
        _open(painter, theme, clock, face)


def _seconds(painter: QPainter, theme: "Theme", clock: SecondsClock, face: Face) -> None:
    if theme.reduced_motion:
        clock = replace(clock, elapsed_s=math.floor(clock.elapsed_s + 1e-6))
    ring = _ring(face)
    _arc(painter, theme, ring, face.stroke, face.track, 1.0)
    if face.waiting:
        _arc(painter, theme, ring, face.stroke, face.ink, 1.0)
    else:
        _arc(painter, theme, ring, face.stroke, face.ink, clock.left())
    notch = clock.notch()
    if notch is not None:
        _mark(painter, theme, ring, face.stroke, notch)
    if face.waiting:
        _sentence(painter, theme, face, _("Press Space when you are ready"))
        return
    grow, weight = 1.0, 700
    if clock.last_seconds() and not face.paused:
        left = clock.goal_s - clock.elapsed_s
        since = (math.ceil(left) - left) % 1
        # Four hundredths larger on the second, settled 150 ms later.
        grow = 1.0 if theme.reduced_motion else 1 + 0.04 * max(0.0, 1 - since / 0.15)
        weight = 800
    _three_lines(painter, theme, face, clock.label, clock.digits(), clock.below, weight, grow)


def _reps(painter: QPainter, theme: "Theme", clock: RepsClock, face: Face) -> None:
    ring = _ring(face)
    progress = 0.0 if theme.reduced_motion else min(1.0, max(0.0, clock.progress))
    done = min(float(clock.total), clock.rep - 1 + progress)
    if 0 < clock.total <= MOST_SEGMENTS:
        each = 360 / clock.total
        gap = min(5.0, each * 0.3) if clock.total > 1 else 0.0
        for i in range(clock.total):
            start, length = i * each + gap / 2, each - gap
            part = min(1.0, max(0.0, done - i))
            _segment(painter, theme, ring, face.stroke, face.track, start, length)
            if part > 0:
                _segment(painter, theme, ring, face.stroke, face.ink, start, length * part)
    else:
        _arc(painter, theme, ring, face.stroke, face.track, 1.0)
        _arc(painter, theme, ring, face.stroke, face.ink, done / max(1, clock.total))
    if clock.minimum and clock.minimum < clock.total:
        _mark(painter, theme, ring, face.stroke, clock.minimum / clock.total)
    label = clock.label or _("Rep")
    below = clock.below or _("of {total}").format(total=clock.total)
    larger = replace(face, below=face.below * 1.25, digits=face.digits * 1.05)
    _three_lines(painter, theme, larger, label, str(clock.rep), below, away=0.3)


def _breaths(painter: QPainter, theme: "Theme", clock: BreathClock, face: Face) -> None:
    unit = face.rect.width() / 400
    centre = face.rect.center()
    painter.setPen(Qt.PenStyle.NoPen)
    room = 156 * unit
    painter.setBrush(theme.color("sunken" if face.paused else "breathe_room"))
    painter.drawEllipse(centre, room, room)
    fullness = 0.5 if theme.reduced_motion else min(1.0, max(0.0, clock.fullness))
    size = (120 + 31 * fullness) * unit
    painter.setBrush(theme.color("idle_paused" if face.paused else "breathe_soft"))
    painter.drawEllipse(centre, size, size)
    # The rim a full breath reaches: white, with dashes in the colour of the moment on its edge.
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("surface"), 5 * unit))
    painter.drawEllipse(centre, room - 3 * unit, room - 3 * unit)
    edge = QPen(theme.color(face.ink), max(1.0, 1.2 * unit))
    edge.setDashPattern([3, 4])
    painter.setPen(edge)
    painter.drawEllipse(centre, room, room)
    if clock.total <= MOST_BEADS:
        _beads(painter, theme, clock, face, unit)
    label = clock.label or _("Breath")
    below = clock.below or _("of {total}").format(total=clock.total)
    inner = QRectF(0, 0, 0.8 * face.rect.width(), 0.8 * face.rect.width())
    inner.moveCenter(centre)
    smaller = replace(face, rect=inner, digits=0.5, below=face.below * 1.15)
    _three_lines(painter, theme, smaller, label, str(clock.breath), below, ink="ink")


def _beads(painter: QPainter, theme: "Theme", clock: BreathClock, face: Face, unit: float) -> None:
    colour = theme.color(face.ink)
    away = 184 * unit
    radius = min(11 * unit, 0.36 * math.tau * away / max(1, clock.total))
    line = max(1.5, radius * 0.24)
    for i in range(clock.total):
        angle = math.tau * i / clock.total - math.pi / 2
        centre = face.rect.center() + QPointF(away * math.cos(angle), away * math.sin(angle))
        if i < clock.breath - 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, radius, radius)
        elif i == clock.breath - 1:
            painter.setPen(QPen(colour, radius * 0.5))
            painter.setBrush(theme.color("surface"))
            painter.drawEllipse(centre, radius * 1.18, radius * 1.18)
        else:
            painter.setPen(QPen(colour, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius - line / 2, radius - line / 2)
    if clock.minimum and clock.minimum < clock.total:
        angle = math.tau * (clock.minimum - 0.5) / clock.total - math.pi / 2
        way = QPointF(math.cos(angle), math.sin(angle))
        painter.setPen(QPen(theme.color("ink"), 4 * unit))
        middle = face.rect.center()
        painter.drawLine(middle + way * (away - 12 * unit), middle + way * (away + 12 * unit))


def _open(painter: QPainter, theme: "Theme", clock: OpenClock, face: Face) -> None:
    _arc(painter, theme, _ring(face), face.stroke / 3, face.track, 1.0)
    width = face.rect.width()
    if clock.big:
        thin = replace(face, stroke=face.stroke / 3, digits=face.digits * 0.86)
        _three_lines(painter, theme, thin, clock.label, clock.big, "", raised=0.06)
        _line(painter, theme, thin, clock.words, 0.2, face.below, 500, "ink_2")
        _line(painter, theme, thin, clock.hint, 0.3, face.below, 700, "ink")
        return
    if clock.label:
        _line(painter, theme, face, clock.label, -0.286, face.label, 700, face.ink)
    _sentence(painter, theme, face, clock.words or clock.hint)
    if clock.words and clock.hint:
        _line(painter, theme, face, clock.hint, 0.29, max(face.below, width * 0.045), 600, "ink_2")


def _ring(face: Face) -> QRectF:
    inset = face.stroke / 2 + 2
    return face.rect.adjusted(inset, inset, -inset, -inset)


def _arc(
    painter: QPainter, theme: "Theme", ring: QRectF, stroke: float, colour: str, part: float
) -> None:
    """Draw `part` of a ring from 12 o'clock, clockwise."""
    if part <= 0:
        return
    pen = QPen(theme.color(colour), stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if part >= 1:
        painter.drawEllipse(ring)
    else:
        painter.drawArc(ring, 90 * 16, -round(360 * 16 * part))


def _segment(
    painter: QPainter,
    theme: "Theme",
    ring: QRectF,
    stroke: float,
    colour: str,
    start: float,
    length: float,
) -> None:
    """Draw a flat-ended piece of ring; degrees clockwise from 12 o'clock."""
    path = QPainterPath()
    path.arcMoveTo(ring, 90 - start)
    path.arcTo(ring, 90 - start, -length)
    pen = QPen(theme.color(colour), stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _mark(painter: QPainter, theme: "Theme", ring: QRectF, stroke: float, part: float) -> None:
    """Draw the notch of a minimum across the ring."""
    angle = math.tau * part - math.pi / 2
    way = QPointF(math.cos(angle), math.sin(angle))
    radius = ring.width() / 2
    pen = QPen(theme.color("ink"), max(3.0, stroke / 5))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    inner, outer = radius - stroke * 0.75, radius + stroke * 0.5 + 2
    painter.drawLine(ring.center() + way * inner, ring.center() + way * outer)


def _three_lines(
    painter: QPainter,
    theme: "Theme",
    face: Face,
    label: str,
    digits: str,
    below: str,
    weight: int = 700,
    grow: float = 1.0,
    ink: str = "",
    away: float = 0.288,
    raised: float = 0.008,
) -> None:
    """Write the label above, the digits and what stands below; `away`, `raised`: parts of the size."""
    size = face.rect.width()
    if face.paused:
        label = _("Paused")
    label_px = face.label * (1.25 if face.moment is Moment.REST or face.paused else 1)
    _line(painter, theme, face, label, -away, label_px, 700, ink or face.ink)
    font = theme.type.exact(size * face.digits, weight)
    wide = digits_width(digits, font)
    if wide > 0.66 * size:
        font = theme.type.exact(font.pixelSize() * 0.66 * size / wide, weight)
    if grow != 1.0:
        font = theme.type.exact(font.pixelSize() * grow, weight)
    centre = QPointF(face.rect.center().x(), face.rect.center().y() - raised * size)
    paint_digits(painter, centre, digits, font, theme.color("ink"))
    _line(painter, theme, face, below, away, face.below, 500, ink or "ink_2")


def _line(
    painter: QPainter,
    theme: "Theme",
    face: Face,
    text: str,
    down: float,
    px: float,
    weight: int,
    colour: str,
) -> None:
    """Write a line, or two if need be, about a height given as a part of the ring."""
    if not text:
        return
    font = theme.type.exact(px, weight)
    smallest = max(11, round(px * 0.62))
    free = _free(face, down, px * 0.6)
    fitted = fit_text(text, font, free, smallest_px=max(smallest, round(px * 0.78)))
    if fitted.elided:
        # A second line lies further out, where the ring leaves less room.
        free = _free(face, down, px * 1.2)
        fitted = fit_text(text, font, free, lines=2, smallest_px=smallest, balance=True)
    y = face.rect.center().y() + down * face.rect.width() - fitted.height / 2
    place = QRectF(face.rect.center().x() - free / 2, y, free, fitted.height)
    fitted.paint(painter, place, theme.color(colour), Qt.AlignmentFlag.AlignHCenter)


def _free(face: Face, down: float, half: float) -> float:
    """Return the width inside the ring at a height, for text reaching `half` pixels further out."""
    radius = face.rect.width() / 2 - face.stroke * 1.3
    away = abs(down) * face.rect.width() + half
    return 2 * math.sqrt(max(100.0, radius**2 - away**2))


def _sentence(painter: QPainter, theme: "Theme", face: Face, text: str) -> None:
    """Write a sentence in the place of the digits."""
    size = face.rect.width()
    fitted = fit_text(
        text,
        theme.type.exact(size * 0.09, 700),
        size * 0.68,
        lines=4,
        smallest_px=max(13, round(size * 0.04)),
        balance=True,
    )
    place = QRectF(0, 0, size * 0.68, fitted.height)
    place.moveCenter(face.rect.center())
    fitted.paint(painter, place, theme.color("ink"), Qt.AlignmentFlag.AlignHCenter)

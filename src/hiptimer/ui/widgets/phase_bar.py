"""The phase bar: the parts of a breath or of a rep side by side, the current one lit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from hiptimer.ui.type_scale import digits_width, fit_text, paint_digits
from hiptimer.ui.widgets.moments import Moment, Phase, Phases
from hiptimer.ui.widgets.painting import box

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

GAP = 8


def cells(rect: QRectF, phases: Phases) -> list[QRectF]:
    """Return the place of each part: half way between equal and to scale, so short ones can be read."""
    parts = phases.parts
    gap = GAP * rect.height() / 72
    room = rect.width() - gap * (len(parts) - 1)
    whole = sum(part.seconds for part in parts) or 1.0
    places, x = [], rect.left()
    for part in parts:
        width = room * (0.6 * part.seconds / whole + 0.4 / len(parts))
        places.append(QRectF(x, rect.top(), width, rect.height()))
        x += width + gap
    return places


def paint_phase_bar(
    painter: QPainter,
    theme: "Theme",
    rect: QRectF,
    phases: Phases,
    moment: Moment,
    *,
    paused: bool = False,
) -> None:
    """Draw all parts; the size follows the height of `rect`, 72 px being the measure."""
    unit = rect.height() / 72
    kind = "rest" if paused else moment.value
    idle = "idle_paused" if paused else f"idle_{moment.value}"
    for i, (place, part) in enumerate(zip(cells(rect, phases), phases.parts, strict=True)):
        if i == phases.current:
            _current(painter, theme, place, part, phases, kind, unit)
            continue
        edge = theme.color("ink") if theme.tokens.high_contrast else None
        box(painter, place, 14 * unit, theme.color(idle), edge)
        _idle(painter, theme, place, part, unit)


def _current(
    painter: QPainter,
    theme: "Theme",
    place: QRectF,
    part: Phase,
    phases: Phases,
    kind: str,
    unit: float,
) -> None:
    border = max(2.0, 3 * unit)
    box(painter, place, 14 * unit, theme.color("surface"))
    painter.save()
    inside = QPainterPath()
    inside.addRoundedRect(place, 14 * unit, 14 * unit)
    painter.setClipPath(inside)
    filled = QRectF(place)
    filled.setTop(place.bottom() - 11 * unit)
    filled.setWidth(place.width() * min(1.0, max(0.0, phases.progress)))
    painter.fillRect(filled, theme.color(kind))
    painter.restore()
    box(painter, place, 14 * unit, None, theme.color(kind), border)
    room = place.adjusted(8 * unit, 0, -8 * unit, -4 * unit)
    number = theme.type.exact(36 * unit, 700)
    digits = str(phases.seconds_left)
    wide = digits_width(digits, number)
    gap = 10 * unit
    word = fit_text(
        part.word,
        theme.type.exact(28 * unit, 700),
        room.width() - wide - gap,
        smallest_px=max(12, round(18 * unit)),
    )
    if word.lines[0] == part.word:
        x = room.center().x() - (word.width + gap + wide) / 2
        spot = QRectF(x, room.top(), word.width + 1, room.height())
        word.paint(painter, spot, theme.color("ink"), vertical=Qt.AlignmentFlag.AlignVCenter)
        centre = QPointF(x + word.width + gap + wide / 2, room.center().y())
        paint_digits(painter, centre, digits, number, theme.color(kind))
        return
    # Too narrow for one line: the number below the word.
    top = QRectF(room.left(), room.top() + 6 * unit, room.width(), room.height() * 0.4)
    _fitted(painter, theme, top, part.word, 20 * unit, 700, "ink", lines=1)
    centre = QPointF(room.center().x(), room.top() + room.height() * 0.68)
    paint_digits(painter, centre, digits, theme.type.exact(26 * unit, 700), theme.color(kind))


def _idle(painter: QPainter, theme: "Theme", place: QRectF, part: Phase, unit: float) -> None:
    room = place.adjusted(6 * unit, 0, -6 * unit, 0)
    seconds = f"{part.seconds:g} s"
    font, small = theme.type.exact(20 * unit, 600), theme.type.exact(17 * unit, 500)
    gap = 10 * unit
    length = digits_width(seconds, small)
    word = fit_text(
        part.word, font, room.width() - length - gap, smallest_px=max(12, round(15 * unit))
    )
    ink = theme.color("ink_2")
    if word.lines[0] == part.word:
        x = room.center().x() - (word.width + gap + length) / 2
        spot = QRectF(x, room.top(), word.width + 1, room.height())
        word.paint(painter, spot, ink, vertical=Qt.AlignmentFlag.AlignVCenter)
        centre = QPointF(x + word.width + gap + length / 2, room.center().y())
        paint_digits(painter, centre, seconds, small, ink)
        return
    top = QRectF(room.left(), room.top() + 6 * unit, room.width(), room.height() * 0.52)
    _fitted(painter, theme, top, part.word, 17 * unit, 600, "ink_2")
    below = QRectF(room.left(), top.bottom(), room.width(), room.height() * 0.36)
    _fitted(painter, theme, below, seconds, 15 * unit, 500, "ink_2", lines=1)


def _fitted(
    painter: QPainter,
    theme: "Theme",
    rect: QRectF,
    text: str,
    px: float,
    weight: int,
    colour: str,
    lines: int = 2,
) -> None:
    font = theme.type.exact(px, weight)
    fitted = fit_text(text, font, rect.width(), lines=lines, smallest_px=11, leading=1.1)
    fitted.paint(
        painter,
        rect,
        theme.color(colour),
        Qt.AlignmentFlag.AlignHCenter,
        Qt.AlignmentFlag.AlignVCenter,
    )

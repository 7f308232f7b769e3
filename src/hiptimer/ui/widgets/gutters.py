"""The gutters of the stage, which say the side by place, shape, letter, word and colour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from hiptimer.engine.exercise import Side
from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.type_scale import fit_text
from hiptimer.ui.widgets.badges import side_word
from hiptimer.ui.widgets.moments import SideNote, StageState
from hiptimer.ui.widgets.painting import LEFT, RIGHT

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme
    from hiptimer.ui.widgets.stage_plan import Plan


def paint_gutters(painter: QPainter, theme: "Theme", plan: "Plan", state: StageState) -> None:
    """Draw both gutters, or the band across the head of a narrow stage."""
    for side in Side:
        rect = plan.left if side is Side.LEFT else plan.right
        active = state.side is side
        if active:
            # Paused, the slab loses its fill but keeps arrow, letter and word.
            ink = theme.color("ink_2" if state.paused else f"on_{side.value}")
            if not state.paused:
                painter.fillRect(rect, theme.color(side.value))
            note = _("paused") if state.paused else _note(state, side)
            if plan.narrow:
                _band(painter, theme, plan, rect, side, ink)
            else:
                _slab(painter, theme, plan, rect, side, ink, note)
        elif state.note(side) is not None:
            if plan.narrow:
                _quiet_band(painter, theme, plan, side, state)
            else:
                _quiet(painter, theme, plan, rect, side, state)


def letter(side: Side) -> str:
    """Return the first letter of the word for a side."""
    return side_word(side)[:1]


def _note(state: StageState, side: Side) -> str:
    note = state.note(side)
    return note.words() if note else ""


def _slab(
    painter: QPainter,
    theme: "Theme",
    plan: "Plan",
    rect: QRectF,
    side: Side,
    ink: QColor,
    note: str,
) -> None:
    m, centre = plan.measures, rect.center()
    size = plan.px(m.letter)
    arrow = QRectF(0, 0, size * 0.64, size * 0.64)
    arrow.moveCenter(QPointF(centre.x(), centre.y() - size * 0.81))
    paint_icon(painter, arrow, f"arrow-{side.value}", ink, 2.8)
    _cap(
        painter, theme, QPointF(centre.x(), centre.y() + size * 0.02), letter(side), size, 800, ink
    )
    width = rect.width() - plan.px(8)
    word = QRectF(rect.left() + plan.px(4), 0, width, plan.px(m.word) * 1.3)
    word.moveTop(centre.y() + size * 0.69 - word.height() / 2)
    _words(painter, theme, word, side_word(side), plan.px(m.word), 700, ink)
    below = word.translated(0, plan.px(m.word) * 1.32)
    _words(painter, theme, below, note, plan.px(m.note), 600, ink)


def _quiet(
    painter: QPainter, theme: "Theme", plan: "Plan", rect: QRectF, side: Side, state: StageState
) -> None:
    m, centre = plan.measures, rect.center()
    ink = theme.color("ink_2")
    size = plan.px(m.quiet_letter)
    _cap(
        painter, theme, QPointF(centre.x(), centre.y() - size * 0.62), letter(side), size, 500, ink
    )
    width = rect.width() - plan.px(8)
    word = QRectF(rect.left() + plan.px(4), 0, width, plan.px(m.quiet_word) * 1.4)
    word.moveTop(centre.y() + size * 0.38 - word.height() / 2)
    _words(painter, theme, word, side_word(side), plan.px(m.quiet_word), 500, ink)
    below = word.translated(0, plan.px(m.quiet_word) * 1.76)
    done = state.note(side) is SideNote.DONE
    _words(painter, theme, below, _note(state, side), plan.px(m.note), 600, ink, tick=done)


def _cap(
    painter: QPainter,
    theme: "Theme",
    centre: QPointF,
    text: str,
    px: float,
    weight: int,
    ink: QColor,
) -> None:
    """Draw a capital letter with its ink about `centre`."""
    font = theme.type.exact(px, weight)
    bounds = QFontMetricsF(font).tightBoundingRect(text)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(centre - bounds.center(), text)


def _words(
    painter: QPainter,
    theme: "Theme",
    rect: QRectF,
    text: str,
    px: float,
    weight: int,
    ink: QColor,
    *,
    tick: bool = False,
) -> None:
    if not text:
        return
    px = max(px, 12.0)
    sign = px * 1.1 if tick else 0.0
    smallest = min(11, round(px))
    fitted = fit_text(text, theme.type.exact(px, weight), rect.width() - sign, smallest_px=smallest)
    if tick:
        x = rect.center().x() - (fitted.width + sign) / 2
        place = QRectF(x - px * 0.1, rect.center().y() - px * 0.45, px * 0.95, px * 0.95)
        paint_icon(painter, place, "tick", ink, 3)
        rect = rect.translated(sign / 2, 0)
    fitted.paint(painter, rect, ink, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter)


def _band(
    painter: QPainter, theme: "Theme", plan: "Plan", rect: QRectF, side: Side, ink: QColor
) -> None:
    px = plan.px(plan.measures.word)
    arrow = QRectF(0, 0, px, px)
    pad = plan.px(plan.measures.pad)
    flip = side is Side.RIGHT
    x = rect.right() - pad - px / 2 if flip else rect.left() + pad + px / 2
    arrow.moveCenter(QPointF(x, rect.center().y()))
    paint_icon(painter, arrow, f"arrow-{side.value}", ink, 2.8)
    word = (
        rect.adjusted(pad, 0, -pad - px * 1.3, 0)
        if flip
        else rect.adjusted(pad + px * 1.3, 0, 0, 0)
    )
    fitted = fit_text(side_word(side), theme.type.exact(px, 800), word.width())
    painter.setFont(fitted.font)
    painter.setPen(ink)
    painter.drawText(word, RIGHT if flip else LEFT, fitted.lines[0])


def _quiet_band(
    painter: QPainter, theme: "Theme", plan: "Plan", side: Side, state: StageState
) -> None:
    """Write the resting side into what the slab leaves free, or into its half."""
    pad = plan.px(plan.measures.pad)
    whole = plan.left.united(plan.right)
    if side is Side.LEFT:
        end = plan.right.left() if state.side else whole.center().x()
        rect = QRectF(whole.left() + pad, 0, end - whole.left() - 1.5 * pad, whole.height())
    else:
        start = plan.left.right() if state.side else whole.center().x()
        rect = QRectF(start + pad / 2, 0, whole.right() - start - 1.5 * pad, whole.height())
    ink = theme.color("ink_2")
    text = f"{side_word(side)} {_note(state, side)}".strip()
    px = plan.px(plan.measures.quiet_word)
    sign = px * 1.2 if state.note(side) is SideNote.DONE else 0.0
    fitted = fit_text(text, theme.type.exact(px, 600), rect.width() - sign, smallest_px=12)
    if sign:
        x = rect.left() if side is Side.LEFT else rect.right() - fitted.width - sign
        paint_icon(painter, QRectF(x, rect.center().y() - px / 2, px, px), "tick", ink, 3)
        rect.setLeft(rect.left() + sign)
    painter.setFont(fitted.font)
    painter.setPen(ink)
    painter.drawText(rect, LEFT if side is Side.LEFT else RIGHT, fitted.lines[0])

"""The pose column of the stage: the name, the sets, the cue, or what a rest leads to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.type_scale import FittedText, fit_text
from hiptimer.ui.widgets.badges import badge_size, paint_side_badge
from hiptimer.ui.widgets.painting import box

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme
    from hiptimer.ui.widgets.moments import ComingUp, SetCount, StageState
    from hiptimer.ui.widgets.stage_plan import Plan

VCENTRE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Spaces:
    """What the column leaves: the place of the figure and of the pills of the sets, maybe empty."""

    figure: QRectF
    pills: QRectF


def paint_column(painter: QPainter, theme: "Theme", plan: "Plan", state: "StageState") -> Spaces:
    """Draw the words of the column and return the places of what moves in it."""
    if state.coming_up is not None:
        if plan.narrow:
            return _coming_up_narrow(painter, theme, plan, state.coming_up)
        return _coming_up(painter, theme, plan, state.coming_up)
    y = _name(painter, theme, plan, state)
    column = plan.column
    if plan.narrow:
        column = _beside_clock(plan)
        y = column.top()
    if state.subtitle:
        left = plan.column.left()  # the figure may stand out to the left, the words may not
        width = column.right() - left
        text = _fit(theme, plan, state.subtitle, plan.measures.small, 400, width, 2)
        text.paint(painter, QRectF(left, y, width, 0), theme.color("ink_2"))
        y += text.height + plan.px(4)
    pills = QRectF()
    if state.sets is not None:
        y += plan.px(0 if plan.narrow else 8)
        left = plan.column.left()
        place = QRectF(left, y, column.right() - left, 0)
        pills = _sets(painter, theme, plan, state.sets, place)
        y = pills.bottom() + plan.px(8)
    cue_top = _cue(painter, theme, plan, state)
    foot = column.bottom() if plan.narrow else min(cue_top, plan.cue.top())
    figure = QRectF(column.left(), y + plan.px(8 if plan.narrow else 16), column.width(), 0)
    figure.setBottom(foot - plan.px(0 if plan.narrow else 24))
    return Spaces(figure, pills)


def _beside_clock(plan: "Plan") -> QRectF:
    """Return what a narrow stage has left of the clock."""
    right = plan.clock.left() - plan.px(4)
    left = plan.column.left() - plan.px(8)
    height = plan.clock.height() - plan.px(34)
    return QRectF(left, plan.clock.top() + plan.px(8), right - left, height)


def _fit(
    theme: "Theme",
    plan: "Plan",
    text: str,
    px: float,
    weight: int,
    width: float,
    lines: int,
    *,
    leading: float = 1.25,
    balance: bool = False,
    shrink: float = 0.7,
) -> FittedText:
    size = theme.type.px(plan.px(px))
    smallest = max(11, round(plan.px(px) * shrink))
    font = theme.type.exact(size, weight)
    return fit_text(
        text, font, width, lines=lines, smallest_px=smallest, leading=leading, balance=balance
    )


def _name(painter: QPainter, theme: "Theme", plan: "Plan", state: "StageState") -> float:
    """Write the name, or the call to change sides; return where it ends."""
    m, column = plan.measures, plan.column
    px = m.call if state.headline else m.name
    leading = 1.07 if state.headline else 1.1

    # Two lines, in a narrow window one; a name too long even when smaller takes one more.
    def fitted(lines: int, shrink: float) -> FittedText:
        return _fit(
            theme,
            plan,
            state.name,
            px,
            700,
            column.width(),
            lines,
            leading=leading,
            balance=True,
            shrink=shrink,
        )

    text = fitted(1 if plan.narrow else 2, 0.75)
    if text.elided:
        text = fitted(2 if plan.narrow else 3, 0.5)
    place = QRectF(column.left(), column.top(), column.width(), plan.px(44))
    vertical = VCENTRE if plan.narrow else Qt.AlignmentFlag.AlignTop
    text.paint(painter, place, theme.color("ink"), vertical=vertical)
    return column.top() + text.height + plan.px(4)


def _sets(
    painter: QPainter, theme: "Theme", plan: "Plan", sets: "SetCount", rect: QRectF
) -> QRectF:
    """Write "Set 2 of 3" and return the place of the pills after it."""
    words = _("Set {current} of {total}").format(current=sets.current, total=sets.total)
    share = 1.0 if plan.narrow else 0.6
    text = _fit(theme, plan, words, plan.measures.sets, 700, rect.width() * share, 1)
    text.paint(painter, QRectF(rect.left(), rect.top(), rect.width(), 0), theme.color("ink"))
    if plan.narrow:
        place = QRectF(
            rect.left(), rect.top() + text.height + plan.px(4), rect.width(), plan.px(10)
        )
    else:
        left = rect.left() + text.width + plan.px(16)
        height = plan.px(plan.measures.sets * 0.58)
        middle = rect.top() + text.height / 2
        place = QRectF(left, middle - height / 2, rect.right() - left, height)
        place.setBottom(max(place.bottom(), rect.top() + text.height))
    return place


def paint_pills(
    painter: QPainter, theme: "Theme", plan: "Plan", sets: "SetCount", rect: QRectF, colour: str
) -> None:
    """Draw one pill a set: done, in progress, to come."""
    height = plan.px(10 if plan.narrow else plan.measures.sets * 0.58)
    gap = plan.px(8)
    width = min(4 * height, (rect.width() - gap * (sets.total - 1)) / max(1, sets.total))
    if width < height:
        return
    ink = theme.color(colour)
    for i in range(sets.total):
        pill = QRectF(rect.left() + i * (width + gap), rect.top(), width, height)
        part = min(1.0, max(0.0, sets.current - 1 + sets.progress - i))
        if part > 0:
            painter.save()
            clip = QPainterPath()
            clip.addRoundedRect(pill, height / 2, height / 2)
            painter.setClipPath(clip)
            painter.fillRect(
                QRectF(pill.topLeft(), pill.size()).adjusted(0, 0, -width * (1 - part), 0), ink
            )
            painter.restore()
        box(painter, pill, height / 2, None, ink, max(1.5, plan.px(2)))


def _cue(painter: QPainter, theme: "Theme", plan: "Plan", state: "StageState") -> float:
    """Write what is said, with the speaker before it; return where it begins."""
    if not state.cue:
        return plan.cue.bottom()
    m, rect = plan.measures, QRectF(plan.cue)
    icon = max(plan.px(m.cue_icon), 18.0) if m.cue_icon else 0.0
    rect.setLeft(rect.left() + icon * 1.58)
    leading = m.cue_line / m.cue

    def fitted(px: float, lines: int, shrink: float) -> FittedText:
        return _fit(
            theme,
            plan,
            state.cue,
            px,
            500,
            rect.width(),
            lines,
            leading=leading,
            balance=True,
            shrink=shrink,
        )

    text = fitted(m.cue, 2, 0.75)
    if plan.narrow and text.height > rect.height():
        # Large letters are no larger than what stands free below the clock.
        text = fitted(m.cue * rect.height() / text.height, 2, 0.7)
    if text.elided and not plan.narrow:
        # A long sentence takes a third line from the figure before it loses its end.
        text = fitted(m.cue, 3, 0.6)
    # A single line stands on the upper of the two, as a second one is only now and then there.
    rect.setTop(min(rect.top(), rect.bottom() - text.height))
    if icon:
        top = rect.top() + (text.line_height - icon) / 2
        sign = QRectF(plan.cue.left(), top, icon * 1.1, icon)
        kind = "rest" if state.paused else state.moment.value
        paint_icon(painter, sign, "speaker", theme.color(kind))
    text.paint(painter, rect, theme.color("ink"))
    return rect.top()


def _coming_up(painter: QPainter, theme: "Theme", plan: "Plan", coming: "ComingUp") -> Spaces:
    m = plan.measures
    column = plan.column
    card = QRectF(column.left(), 0, plan.clock.left() - column.left() - plan.px(33), 0)
    card.setTop(column.top() + plan.px(12))
    card.setBottom(column.bottom() - plan.px(m.pad * 0.5))
    box(painter, card, plan.px(24), theme.color("surface"), theme.color("line"), theme.border)
    pad = plan.px(m.pad)
    inner = card.adjusted(pad, pad, -pad, -pad)
    y = inner.top()
    width = inner.width()
    head = _fit(theme, plan, _("Coming up"), m.small * 0.85, 600, width, 1)
    head.paint(painter, QRectF(inner.left(), y, width, 0), theme.color("ink_2"))
    y += head.height + plan.px(2)
    name = _fit(
        theme, plan, coming.name, m.name * 0.8, 700, width, 2, leading=1.2, balance=True, shrink=0.5
    )
    name.paint(painter, QRectF(inner.left(), y, width, 0), theme.color("ink"))
    y += name.height + plan.px(8)
    y += _dose(painter, theme, plan, coming, QRectF(inner.left(), y, width, 0), m.small)
    foot = inner.bottom()
    if coming.words:
        words = _fit(theme, plan, coming.words, m.small, 400, width, 2, leading=1.3)
        foot -= words.height
        words.paint(painter, QRectF(inner.left(), foot, width, 0), theme.color("ink_2"))
        foot -= plan.px(8)
    figure = QRectF(inner.left(), y + plan.px(8), width, max(0.0, foot - y - plan.px(16)))
    return Spaces(figure, QRectF())


def _coming_up_narrow(
    painter: QPainter, theme: "Theme", plan: "Plan", coming: "ComingUp"
) -> Spaces:
    m, column = plan.measures, plan.column
    head = _fit(theme, plan, _("Coming up"), m.small * 0.85, 600, column.width(), 1)
    head.paint(
        painter, QRectF(column.left(), column.top(), column.width(), 0), theme.color("ink_2")
    )
    top = column.top() + head.height
    name = _fit(theme, plan, coming.name, m.name * 0.85, 700, column.width(), 1, shrink=0.5)
    name.paint(painter, QRectF(column.left(), top, column.width(), 0), theme.color("ink"))
    left = _beside_clock(plan)
    place = QRectF(column.left(), left.top(), left.right() - column.left(), 0)
    used = _dose(painter, theme, plan, coming, place, m.small * 0.9, stacked=True)
    if coming.words:
        words = _fit(theme, plan, coming.words, m.cue * 0.9, 400, plan.cue.width(), 2)
        words.paint(painter, plan.cue, theme.color("ink_2"))
    return Spaces(left.adjusted(0, used + plan.px(8), 0, 0), QRectF())


def _dose(
    painter: QPainter,
    theme: "Theme",
    plan: "Plan",
    coming: "ComingUp",
    rect: QRectF,
    px: float,
    *,
    stacked: bool = False,
) -> float:
    """Write side badge and dose, in a line or one above the other; return how high they are."""
    x, y, used = rect.left(), rect.top(), 0.0
    size = plan.px(px)
    if coming.side is not None:
        badge = badge_size(theme, coming.side, size)
        place = QRectF(x, y, badge.width(), badge.height())
        paint_side_badge(painter, theme, place, coming.side, size)
        used = badge.height()
        if stacked:
            y += used + plan.px(4)
        else:
            x += badge.width() + plan.px(12)
    if coming.dose:
        line = used if used and not stacked else size * 1.3
        text = _fit(theme, plan, coming.dose, px, 600, rect.right() - x, 1)
        spot = QRectF(x, y, rect.right() - x, line)
        text.paint(painter, spot, theme.color("ink"), vertical=VCENTRE)
        used = max(used, y + line - rect.top())
    return used

"""The calendar and the chart of pain on the printed adherence sheet; shape alone tells them apart."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from hiptimer.language import gettext as _
from hiptimer.report.facts import Day, Facts, Mark, Week
from hiptimer.report.lettering import SMALL, SMALL_STRONG, Align, Type
from hiptimer.report.pain_chart import LINES, WORST, PainPoint, pain_points
from hiptimer.report.paper import BLACK, LINE, Page, pen
from hiptimer.report.sheet_words import date_words, done_of_asked, mark_words

_ROW, _LOW_ROW = 19.0, 14.0  # points
_MANY_WEEKS: Final = 6
_NAMES: Final = 0.115  # of the width, for the days that weeks begin with
_SUMS: Final = 0.12  # and for their sums
_NUMBER: Final = Type(7.5, grey=0.25)
_AWAY: Final = Type(7.5, grey=0.6)
_TIMES: Final = Type(6.5, grey=0.25)
_SIGN: Final = 3.8  # points from the middle of a sign to its edge
_SIGN_AT: Final = 15.5  # points from the left of a day to the middle of its sign
_DOT: Final = 2.6
_AXIS: Final = 14.0


def row_height(page: Page, weeks: Sequence[Week]) -> float:
    """Return how high a week of the calendar is."""
    return page.pt(_ROW if len(weeks) <= _MANY_WEEKS else _LOW_ROW)


def calendar_height(page: Page, weeks: int, row: float) -> float:
    """Return how high a calendar of so many weeks is, each `row` high, without its legend."""
    return page.line(SMALL_STRONG) + page.pt(3) + weeks * row


def draw_calendar(page: Page, place: QRectF, weeks: Sequence[Week], row: float) -> None:
    """Draw the weeks, a row each: the day it begins with, its days, and the sum of its sessions."""
    sums = any(week.asked is not None for week in weeks)
    first = place.left() + place.width() * _NAMES
    wide = place.width() * (1 - _NAMES - (_SUMS if sums else 0)) / 7
    for at, day in enumerate(weeks[0].days):
        page.text(f"{day.on:%a}", QRectF(first + at * wide, place.top(), wide, 0), SMALL_STRONG)
    top = place.top() + page.line(SMALL_STRONG) + page.pt(3)
    for week in weeks:
        _across(page, place, top)
        line = QRectF(place.left(), top + (row - page.line(SMALL)) / 2, place.width(), 0)
        page.text(date_words(week.days[0].on), line, SMALL)
        for at, day in enumerate(week.days):
            _day(page, QRectF(first + at * wide, top, wide, row), day)
        if week.asked is not None:
            said = done_of_asked(week.done, week.asked)
            page.text(said, line, SMALL_STRONG, Align.RIGHT)
        top += row
    _across(page, place, top)


def _across(page: Page, place: QRectF, y: float) -> None:
    with page.painting() as painter:
        painter.setPen(pen(LINE, 0.4))
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))


def _day(page: Page, cell: QRectF, day: Day) -> None:
    middle = cell.center().y()
    number = QRectF(cell.left(), middle - page.line(_NUMBER) / 2, cell.width(), 0)
    page.text(str(day.on.day), number, _AWAY if day.mark is Mark.OUTSIDE else _NUMBER)
    centre = QPointF(cell.left() + page.pt(_SIGN_AT), middle)
    with page.painting() as painter:
        draw_mark(painter, centre, day, page.factor)
    if day.runs > 1:
        beside = number.translated(page.pt(_SIGN_AT + (10 if day.pain_stop else 5.5)), 0)
        beside.moveTop(middle - page.line(_TIMES) / 2)
        page.text(_("{n}×").format(n=day.runs), beside, _TIMES)  # noqa: RUF001


def draw_mark(painter: QPainter, centre: QPointF, day: Day, factor: float) -> None:
    """Draw what became of a day: full, half, a dot for nothing, and a cross beside for a pain stop."""
    size = _SIGN * factor
    painter.setPen(pen(BLACK, 0.9 * factor))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    circle = QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
    match day.mark:
        case Mark.DONE:
            painter.setBrush(QBrush(BLACK))
            painter.drawEllipse(circle)
        case Mark.PART:
            painter.drawEllipse(circle)
            painter.setBrush(QBrush(BLACK))
            painter.drawPie(circle, 90 * 16, 180 * 16)  # sixteenths of a degree
        case Mark.NOTHING:
            painter.setPen(pen(LINE, 0.9 * factor))
            dash = QPointF(size * 0.6, 0)
            painter.drawLine(centre - dash, centre + dash)
        case Mark.OUTSIDE:
            return
    if day.pain_stop:
        _cross(painter, centre + QPointF(size * 1.75, 0), size * 0.7, factor)


def _cross(painter: QPainter, centre: QPointF, size: float, factor: float) -> None:
    painter.setPen(pen(BLACK, 1.3 * factor))
    for slope in (1, -1):
        step = QPointF(size, slope * size)
        painter.drawLine(centre - step, centre + step)


def draw_legend(page: Page, place: QRectF, facts: Facts) -> float:
    """Say what the signs of the calendar mean, those that are there; return the height it took."""
    days = [day for week in facts.weeks for day in week.days]
    entries = [
        (Day(facts.since, mark), mark_words(mark))
        for mark in (Mark.DONE, Mark.PART, Mark.NOTHING)
        if any(day.mark is mark for day in days)
    ]
    x, top, line = place.left(), place.top(), page.line(SMALL)
    signs: list[tuple[Day | None, str]] = [*entries]
    if any(day.pain_stop for day in days):
        signs.append((None, _("pain stop")))
    for day, said in signs:
        room = page.pt(12) + page.wide(said, SMALL)
        if x + room > place.right() and x > place.left():
            x, top = place.left(), top + line
        centre = QPointF(x + page.pt(4.5), top + line / 2)
        with page.painting() as painter:
            if day is None:
                _cross(painter, centre, page.pt(_SIGN * 0.75), page.factor)
            else:
                draw_mark(painter, centre, day, page.factor)
        page.text(said, QRectF(x + page.pt(12), top, room, 0), SMALL)
        x += room + page.pt(10)
    return top + line - place.top()


def draw_pain(page: Page, place: QRectF, facts: Facts) -> None:
    """Draw pain before and after each session, from 0 to 10, over the days of the period."""
    foot = page.line(_NUMBER)
    field = place.adjusted(page.pt(_AXIS), page.pt(4), -page.pt(3), -foot - page.pt(2))
    for value in LINES:
        y = _height(field, value)
        with page.painting() as painter:
            painter.setPen(pen(LINE, 0.4))
            painter.drawLine(QPointF(field.left(), y), QPointF(place.right(), y))
        number = QRectF(place.left(), y - foot / 2, page.pt(_AXIS - 4), 0)
        page.text(str(value), number, _NUMBER, Align.RIGHT)
    below = QRectF(field.left(), field.bottom() + page.pt(3), field.width(), 0)
    page.text(date_words(facts.since), below, _NUMBER)
    page.text(date_words(facts.until), below, _NUMBER, Align.RIGHT)
    for point in pain_points(facts):
        with page.painting() as painter:
            _point(painter, field, point, page.factor)


def _point(painter: QPainter, field: QRectF, point: PainPoint, factor: float) -> None:
    x = field.left() + point.x * field.width()
    if point.before is not None and point.after is not None:
        painter.setPen(pen(BLACK, 0.7 * factor))
        painter.drawLine(
            QPointF(x, _height(field, point.before)), QPointF(x, _height(field, point.after))
        )
    # The filled one is the smaller, so that both are seen where pain was the same.
    for value, is_after in ((point.before, False), (point.after, True)):
        if value is not None:
            pain_sign(painter, QPointF(x, _height(field, value)), factor, after=is_after)


def pain_sign(painter: QPainter, centre: QPointF, factor: float, *, after: bool) -> None:
    """Draw the sign of pain: a ring before, a disc after, a disc in a ring where both are the same."""
    size = (_DOT * 0.62 if after else _DOT) * factor
    painter.setPen(pen(BLACK, 0.8 * factor) if not after else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(BLACK if after else Qt.GlobalColor.white))
    painter.drawEllipse(centre, size, size)


def draw_pain_legend(page: Page, place: QRectF) -> None:
    """Say which sign is before and which after."""
    x, line = place.left() + page.pt(_AXIS), page.line(SMALL)
    for said, after in ((_("before"), False), (_("after a session"), True)):
        centre = QPointF(x + page.pt(3), place.top() + line / 2)
        with page.painting() as painter:
            pain_sign(painter, centre, page.factor, after=after)
        page.text(said, QRectF(x + page.pt(9), place.top(), page.wide(said, SMALL) + 2, 0), SMALL)
        x += page.pt(9 + 10) + page.wide(said, SMALL)


def _height(field: QRectF, value: int) -> float:
    return field.bottom() - field.height() * value / WORST

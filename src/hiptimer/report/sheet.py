"""The adherence sheet on paper: one page that a person hands to whoever asked them to exercise."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt

from hiptimer.engine.exercise import Side
from hiptimer.language import gettext as _
from hiptimer.report import sheet_words as words
from hiptimer.report.facts import Facts, RunFact, Week
from hiptimer.report.lettering import HEADING, SMALL, STRONG, TITLE, Align, Type
from hiptimer.report.pain_chart import pain_points
from hiptimer.report.paper import BLACK, TIGHTER, Page, Paper, print_pdf
from hiptimer.report.sheet_drawings import (
    calendar_height,
    draw_calendar,
    draw_legend,
    draw_pain,
    draw_pain_legend,
    row_height,
)
from hiptimer.report.sheet_lines import sections
from hiptimer.report.table import Cell, Column, Table

_FIGURE: Final = Type(17, 600, leading=1.15)
_TEXT: Final = Type(8.5)
_LABEL: Final = Type(8.5, 600)
_LABELS: Final = 0.23  # of the width, for the names of the sections at the foot
_CALENDAR: Final = 0.64  # of the width, with the pain beside it
_BESIDE: Final = 0.055  # of the width, between two things side by side
_LEAST_WEEKS: Final = 4  # of a calendar that begins on a page
_PAIN_BESIDE, _PAIN_BELOW = 150.0, 100.0  # points, how high the chart is at most
_FEW_RUNS: Final = 4  # more than so many are set in two tables side by side
_LEAST_ROWS: Final = 2  # of two tables that begin on a page


def sheet_pdf(facts: Facts, *, paper: Paper = Paper.A4, large: bool = False) -> bytes:
    """Return the sheet as a PDF of one page, or of more where there is more to tell or `large` print."""
    return print_pdf(
        lambda page: _fill(page, facts, large=large),
        paper=paper,
        title=f"{facts.title}, {words.period_words(facts.since, facts.until)}",
        footer=words.footer_words(),
        running=facts.title,
        large=large,
        tighter=TIGHTER,
    )


def _fill(page: Page, facts: Facts, *, large: bool) -> None:
    _head(page, facts)
    _figures(page, facts, across=2 if large else 4)
    if not facts.runs:
        page.words(words.nothing_words(facts), STRONG)
        page.gap(14)
    if large or not facts.runs:
        _calendar(page, facts, 1.0 if large else _CALENDAR)
        _pain(page, facts)
    else:
        _calendar_and_pain(page, facts)
    _exercises(page, facts, large=large)
    _sessions(page, facts, beside=not large)
    _sections(page, facts, labels=0.0 if large else _LABELS)


def _head(page: Page, facts: Facts) -> None:
    page.words(words.overline(facts), SMALL)
    page.words(facts.title, TITLE)
    page.gap(2)
    if who := words.who_words(facts):
        page.words(" · ".join(who))
    if note := words.note_words(facts):
        page.words(note, SMALL)
    page.gap(8)
    page.rule(weight=0.9, colour=BLACK)
    page.gap(8)


def _figures(page: Page, facts: Facts, across: int) -> None:
    """Set the few numbers in a row, each above what it is."""
    figures = words.figures(facts)
    wide = page.width / across
    for first in range(0, len(figures), across):
        row = figures[first : first + across]
        room = wide - page.pt(10)
        height = max(
            len(page.lines(number, _FIGURE, room)) * page.line(_FIGURE)
            + len(page.lines(said, SMALL, room)) * page.line(SMALL)
            for number, said in row
        )
        page.need(height)
        for at, (number, said) in enumerate(row):
            place = QRectF(page.left + at * wide, page.y, room, 0)
            place.translate(0, page.text(number, place, _FIGURE))
            page.text(said, place, SMALL)
        page.y += height
        page.gap(4)
    page.gap(8)


def _calendar_and_pain(page: Page, facts: Facts) -> None:
    row = row_height(page, facts.weeks)
    _need_calendar(page, facts, row)
    wide = page.width * _CALENDAR
    beside = page.left + wide + page.width * _BESIDE
    right = QRectF(beside, page.y, page.box.right() - beside, 0)
    page.text(_("Calendar"), QRectF(page.left, page.y, wide, 0), HEADING)
    page.text(_("Pain, 0 to 10"), right, HEADING)
    page.y += page.line(HEADING) + page.pt(2)
    top, air = page.y, page.pt(4)
    right.moveTop(top)
    weeks = _that_fit(page, facts.weeks, row)
    high = calendar_height(page, len(weeks), row)
    draw_calendar(page, QRectF(page.left, top, wide, high), weeks, row)
    below = QRectF(page.left, top + high + air, wide, 0)
    foot = below.top() + draw_legend(page, below, facts)
    if any(True for _point in pain_points(facts)):
        right.setHeight(min(max(high, page.pt(90)), page.pt(_PAIN_BESIDE)))
        draw_pain(page, right, facts)
        draw_pain_legend(page, right.translated(0, right.height() + air))
        foot = max(foot, right.bottom() + air + page.line(SMALL))
    else:
        page.text(words.no_pain_words(), right, SMALL)
    page.y = foot
    page.gap(12)
    _more_weeks(page, facts.weeks[len(weeks) :], row, _CALENDAR)


def _calendar(page: Page, facts: Facts, share: float) -> None:
    row = row_height(page, facts.weeks)
    _need_calendar(page, facts, row)
    page.words(_("Calendar"), HEADING)
    weeks = _that_fit(page, facts.weeks, row)
    place = QRectF(page.left, page.y, page.width * share, calendar_height(page, len(weeks), row))
    draw_calendar(page, place, weeks, row)
    page.y = place.bottom() + page.pt(4)
    page.y += draw_legend(page, QRectF(page.left, page.y, page.width, 0), facts)
    page.gap(12)
    _more_weeks(page, facts.weeks[len(weeks) :], row, share)


def _need_calendar(page: Page, facts: Facts, row: float) -> None:
    least = min(len(facts.weeks), _LEAST_WEEKS)
    high = max(calendar_height(page, least, row), page.pt(90))
    page.need(page.line(HEADING) + high + _below_calendar(page))


def _below_calendar(page: Page) -> float:
    return 3 * page.line(SMALL)


def _that_fit(page: Page, weeks: Sequence[Week], row: float) -> Sequence[Week]:
    room = page.room - calendar_height(page, 0, row) - _below_calendar(page)
    return weeks[: max(1, int(room / row))]


def _more_weeks(page: Page, rest: Sequence[Week], row: float, share: float) -> None:
    while rest:
        least = min(len(rest), _LEAST_WEEKS)
        page.need(calendar_height(page, least, row) + _below_calendar(page))
        weeks = _that_fit(page, rest, row)
        high = calendar_height(page, len(weeks), row)
        draw_calendar(page, QRectF(page.left, page.y, page.width * share, high), weeks, row)
        page.y += high
        page.gap(12)
        rest = rest[len(weeks) :]


def _pain(page: Page, facts: Facts) -> None:
    if not facts.runs:
        return
    height = page.pt(_PAIN_BELOW)
    page.need(page.line(HEADING) + height + 2 * page.line(SMALL))
    page.words(_("Pain, 0 to 10"), HEADING)
    if not any(True for _point in pain_points(facts)):
        page.words(words.no_pain_words(), SMALL)
        page.gap(12)
        return
    draw_pain(page, QRectF(page.left, page.y, page.width, height), facts)
    page.y += height + page.pt(4)
    draw_pain_legend(page, QRectF(page.left, page.y, page.width, 0))
    page.y += page.line(SMALL)
    page.gap(12)


def _exercises(page: Page, facts: Facts, *, large: bool) -> None:
    if not facts.exercises:
        return
    page.need(page.line(HEADING) + 4 * page.line(_TEXT))
    page.words(_("Dose done of asked, exercise by exercise"), HEADING)
    page.gap(1)
    if large:
        _exercises_by_rows(page, facts)
    else:
        _exercises_by_columns(page, facts)
    page.gap(3)
    page.words(words.dose_note(facts), SMALL)
    page.gap(10)


def _exercises_by_columns(page: Page, facts: Facts) -> None:
    right = Align.RIGHT
    columns = (Column(2.5), Column(3.0), Column(1.8, right), Column(1.8, right), Column(1.8, right))
    head = (_("Exercise"), _("Asked for each time"), _("Left"), _("Right"), _("Both together"))
    rows = [
        (
            Cell(one.name, _LABEL),
            words.asked_words(one.asked),
            words.dose_words(one, Side.LEFT),
            words.dose_words(one, Side.RIGHT),
            words.dose_words(one, None),
        )
        for one in facts.exercises
    ]
    page.table(columns, rows, head=head, kind=_TEXT, air=1.8)


def _exercises_by_rows(page: Page, facts: Facts) -> None:
    columns = (Column(5), Column(1), Column(2.8, Align.RIGHT))
    head = (_("Exercise, and what was asked for"), _("Side"), _("Done of asked"))
    rows = [
        (
            f"{one.name}\n{words.asked_words(one.asked)}",
            "\n".join(words.side_words(dose.side) for dose in one.sides),
            "\n".join(words.dose_words(one, dose.side) for dose in one.sides),
        )
        for one in facts.exercises
    ]
    page.table(columns, rows, head=head, kind=_TEXT, air=1.2)


def _sessions(page: Page, facts: Facts, *, beside: bool) -> None:
    if not facts.runs:
        return
    page.need(page.line(HEADING) + 4 * page.line(_TEXT))
    page.words(_("Each session, with pain and effort from 0 to 10"), HEADING)
    page.gap(1)
    rows = [_session_row(one) for one in facts.runs]
    if len(rows) <= _FEW_RUNS or not beside:
        _session_table(page, (0.0, 1.0)).set(rows, _session_head())
    else:
        _sessions_beside(page, rows)
    page.gap(10)


def _sessions_beside(page: Page, rows: Sequence[Sequence[str]]) -> None:
    """Set two tables side by side, as many rows in them as there is room for, until all are set."""
    left = _session_table(page, (0.0, 0.5 - _BESIDE / 2))
    right = _session_table(page, (0.5 + _BESIDE / 2, 1.0))
    head = _session_head()
    above = left.head_height(head)
    heights = [left.height(row) for row in rows]
    at = 0
    while at < len(rows):
        page.need(above + sum(heights[at : at + _LEAST_ROWS]))
        half = _half_that_fits(heights[at:], page.room - above)
        top = page.y
        left.set(rows[at : at + half], head)
        bottom = page.y
        at += half
        if at < len(rows):
            page.y = top
            right.set(rows[at : at + half], head)
            page.y = max(bottom, page.y)
            at += half
        if at < len(rows):
            page.new_page()


def _half_that_fits(heights: Sequence[float], room: float) -> int:
    """Return how many rows are set at the left and beside it, at least one."""
    half = (len(heights) + 1) // 2
    while half > 1 and max(sum(heights[:half]), sum(heights[half : 2 * half])) > room:
        half -= 1
    return half


def _session_table(page: Page, part: tuple[float, float]) -> Table:
    right = Align.RIGHT
    columns = (
        Column(1.7),
        Column(2.7),
        Column(1.35, right),
        Column(1.6, right),
        Column(1.25, right),
        Column(1.1, right),
        Column(1.35, right),
    )
    return page.columns(columns, kind=_TEXT, between=4, air=1.0, part=part)


def _session_head() -> Sequence[str]:
    return (
        _("Day"),
        _("Done"),
        _("Dose"),
        _("Pain before"),
        _("after"),
        _("next day"),
        _("Effort"),
    )


def _session_row(one: RunFact) -> Sequence[str]:
    return (
        words.date_words(one.on),
        f"{words.how_words(one)} {words.by_hand_sign(one)}".rstrip(),
        words.percent_words(one.dose),
        words.number_words(one.answers.pain_before),
        words.number_words(one.answers.pain_after),
        words.number_words(one.answers.pain_next_morning),
        words.number_words(one.answers.effort),
    )


def _sections(page: Page, facts: Facts, labels: float) -> None:
    """Set what is to be read word for word, each section's name beside it, or above it."""
    for name, lines in sections(facts):
        indent = page.width * labels
        page.need((1 if labels else 3) * page.line(_TEXT))
        if labels:
            page.text(name, QRectF(page.left, page.y, indent - page.pt(8), 0), _LABEL)
        else:
            page.words(name, HEADING)
        for line in lines:
            few = min(4, len(page.lines(line, _TEXT, page.width - indent)))
            page.need(few * page.line(_TEXT))
            # A line of ours goes from left to right even if the name that it begins with does not.
            page.words(line, _TEXT, indent=indent, direction=Qt.LayoutDirection.LeftToRight)
        page.gap(5)

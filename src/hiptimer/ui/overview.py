"""The history at a glance, as plain values made from what the journal's calendar answers."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from hiptimer.engine.assignment import asked_between, last_day, per_week, week_begun
from hiptimer.engine.interval import Kind
from hiptimer.engine.pain import PainBand
from hiptimer.engine.session import Assigned
from hiptimer.engine.wording import length_words
from hiptimer.journal import calendar
from hiptimer.journal.calendar import Answered, Day, Period, Plan, SideDone, Week, monday_of
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.pages.finished_content import percent
from hiptimer.ui.pages.history_charts import short_day
from hiptimer.ui.pages.history_content import (
    ALL_SESSIONS,
    DAYS,
    Charts,
    Figure,
    Heat,
    Overview,
    WeekMinutes,
)
from hiptimer.ui.widgets.heatmap import WEEKS, HeatDay
from hiptimer.ui.widgets.side_bars import SidePair
from hiptimer.ui.widgets.trend import TrendPoint

MOST_POINTS, MOST_ANSWERS = 45, 4000
MOST_SIDES = 10
MOST_RUNS = 500  # more than one a day for a year; with others, the page would open late
_DAY, _WEEK, _YEAR = timedelta(days=1), timedelta(days=7), timedelta(days=364)
_MINUTE = 60

BandsOf = Callable[[str], tuple[PainBand, ...]]
"""Answers with the bands of a session by its id; the usual ones for no session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A session that somebody asked for; `work_s` are the seconds of work in one run of it."""

    session_id: str
    title: str
    assigned: Assigned
    work_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is to be looked at: the heat map up to `last` (None: today), the charts `days` back."""

    last: date | None = None
    days: int = DAYS[0]
    session_id: str = ALL_SESSIONS


def overview(
    db: sqlite3.Connection,
    today: date,
    looked: Looked,
    planned: Sequence[Planned],
    bands_of: BandsOf,
    *,
    own_target_min: int = 0,
    dose: float | None = None,
) -> Overview:
    """Return all that stands above and beside the list; `dose` is that of the first session planned."""
    year = Period(monday_of(today) - (WEEKS - 1) * _WEEK, today)
    found = calendar.days(db, year)
    weeks = calendar.weeks(found, year.first, today)
    target = own_target_min or asked_minutes(planned, today)
    asked = _since_begun(db, planned[0], today) if planned else None
    figures = [
        _plan_figure(weeks, own_target_min, asked, today),
        _week_figure(weeks),
        _asked_figure(asked, today, dose),
        _year_figure(found, today),
    ]
    return Overview(
        figures=tuple(figure for figure in figures if figure is not None),
        heat=_heat(db, found, looked.last, today),
        weeks=tuple(
            WeekMinutes(week.monday, week.active_s / _MINUTE)
            for week in _begun(weeks) or weeks[-8:]
        ),
        target_min=target,
        own_target_min=own_target_min,
        charts=_charts(db, today, looked, bands_of),
    )


def asked_minutes(planned: Iterable[Planned], today: date) -> int:
    """Return how many minutes of work a week are asked for at the moment."""
    seconds = sum(
        per_week(one.assigned) * one.work_s
        for one in planned
        if one.assigned.until is None or one.assigned.until >= today
    )
    return round(seconds / _MINUTE)


def _begun(weeks: Sequence[Week]) -> Sequence[Week]:
    """Return the weeks from the first one on in which something was done."""
    first = next((n for n, week in enumerate(weeks) if week.runs), len(weeks))
    return weeks[first:]


def _heat(db: sqlite3.Connection, found: Iterable[Day], last: date | None, today: date) -> Heat:
    if last is not None:
        sunday = monday_of(last) + 6 * _DAY
        found = calendar.days(db, Period(monday_of(last) - (WEEKS - 1) * _WEEK, sunday))
    days = {
        one.day: HeatDay(one.active_s / _MINUTE, one.runs, one.stopped_for_pain) for one in found
    }
    return Heat(days, last or today)


# The tiles.


@dataclass(frozen=True, slots=True)
class _Asked:
    """A session planned, the day from which it is asked for, and the days on which it was done."""

    one: Planned
    begun: date
    days: tuple[Day, ...]

    def between(self, first: date, last: date) -> int:
        """Return how many runs were asked for from a day to another, both counted in."""
        assigned = self.one.assigned
        until = asked_between(assigned, self.begun, last)
        return until - asked_between(assigned, self.begun, first - _DAY)


def _since_begun(db: sqlite3.Connection, one: Planned, today: date) -> _Asked | None:
    """Return what was done since the day in the file; without one, since the first run within a year."""
    begun = one.assigned.start
    if begun is None and (first := calendar.first_day(db, one.session_id)) is not None:
        begun = max(first, today - _YEAR)
    if begun is None or begun > today:
        return None
    return _Asked(one, begun, calendar.days(db, Period(begun, today, one.session_id)))


def _plan_figure(
    weeks: Sequence[Week], own_target_min: int, asked: _Asked | None, today: date
) -> Figure | None:
    if own_target_min:
        plan = calendar.plan(week.active_s >= own_target_min * _MINUTE for week in _begun(weeks))
    elif asked is not None:
        plan = calendar.plan(_weeks_as_asked(asked, today))
    else:
        return None
    if plan.now:
        return Figure(str(plan.now), _weeks_words(plan.now), _longest(plan))
    if plan.all:
        return Figure(str(plan.all), _weeks_words(plan.all), _("in the last 12 months"))
    if own_target_min:
        return Figure(str(own_target_min), _("min a week planned"))
    return None


def _weeks_words(count: int) -> str:
    return ngettext("week on plan", "weeks on plan", count)


def _longest(plan: Plan) -> str:
    said = ngettext("Longest: {n} week", "Longest: {n} weeks", plan.longest)
    return said.format(n=plan.longest)


def _weeks_as_asked(asked: _Asked, today: date) -> list[bool]:
    """Return, week by week of the assignment, whether as many runs were done as were asked for."""
    done: dict[date, int] = {}
    for day in asked.days:
        week = week_begun(asked.begun, day.day)
        done[week] = done.get(week, 0) + day.complete
    last = last_day(asked.one.assigned, today)
    count = max(0, (last - asked.begun).days // 7 + 1)
    begins = [asked.begun + n * _WEEK for n in range(count)]
    wanted = {day: asked.between(day, day + 6 * _DAY) for day in begins}
    return [bool(wanted[day]) and done.get(day, 0) >= wanted[day] for day in begins]


def _week_figure(weeks: Sequence[Week]) -> Figure:
    minutes = round(weeks[-1].active_s / _MINUTE)
    usual = calendar.usual_s(weeks[:-1])
    below = "" if usual is None else _("Usual: {n} min").format(n=round(usual / _MINUTE))
    return Figure(str(minutes), _("min this week"), below)


def _asked_figure(asked: _Asked | None, today: date, dose: float | None) -> Figure | None:
    if asked is None or not asked.one.assigned.times:
        return None
    done = sum(day.complete for day in asked.days)
    wanted = asked.between(asked.begun, last_day(asked.one.assigned, today))
    if not wanted and not done:
        return None
    since = _("{title} since {day}").format(title=asked.one.title, day=short_day(asked.begun))
    more = "" if dose is None else _("{n} % of the dose").format(n=percent(dose))
    words = _("of {n} planned") if done <= wanted else _("done, {n} planned")
    return Figure(str(done), words.format(n=wanted), since, more)


def _year_figure(found: Iterable[Day], today: date) -> Figure:
    this_year = [day for day in found if day.day.year == today.year]
    runs, seconds = sum(day.runs for day in this_year), sum(day.active_s for day in this_year)
    words = ngettext("session this year", "sessions this year", runs)
    return Figure(str(runs), words, _("{time} altogether").format(time=hours_words(seconds)))


def hours_words(seconds: float) -> str:
    """Return a long time: "24 h 10 min", "40 min"."""
    hours, minutes = divmod(round(seconds / _MINUTE), 60)
    if not hours:
        return length_words(minutes * _MINUTE) if minutes else _("{n} min").format(n=0)
    return _("{h} h {m} min").format(h=hours, m=minutes) if minutes else _("{h} h").format(h=hours)


# The lower charts.


def _charts(db: sqlite3.Connection, today: date, looked: Looked, bands_of: BandsOf) -> Charts:
    first = today - timedelta(days=looked.days - 1)
    sessions = calendar.sessions(db, Period(first, today))
    session_id = looked.session_id if looked.session_id in sessions else ALL_SESSIONS
    period = Period(first, today, session_id or None)
    answers = calendar.answers(db, period, MOST_ANSWERS)
    told_of = {one.session_id for one in answers}
    bands = bands_of(next(iter(told_of)) if len(told_of) == 1 else session_id)
    means = len(answers) > MOST_POINTS
    return Charts(
        days=looked.days,
        session_id=session_id,
        sessions=tuple(sessions.items()),
        points=_weekly(answers) if means else tuple(map(_point, answers)),
        means=means,
        bands=bands,
        sides=_pairs(calendar.sides(db, period, MOST_RUNS)),
    )


def _point(one: Answered) -> TrendPoint:
    return TrendPoint(short_day(one.started.date()), one.pain_before, one.pain_after, one.effort)


def _weekly(answers: Iterable[Answered]) -> tuple[TrendPoint, ...]:
    by_week: dict[date, list[Answered]] = {}
    for one in answers:
        by_week.setdefault(monday_of(one.started.date()), []).append(one)
    return tuple(
        TrendPoint(
            short_day(monday),
            _mean(one.pain_before for one in found),
            _mean(one.pain_after for one in found),
            _mean(one.effort for one in found),
        )
        for monday, found in by_week.items()
    )


def _mean(values: Iterable[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(fmean(known), 1) if known else None


def _pairs(sides: Iterable[SideDone]) -> tuple[SidePair, ...]:
    found: dict[tuple[str, bool], dict[str, SideDone]] = {}
    for one in sides:
        key = (one.exercise or one.name, one.done_count is None)
        found.setdefault(key, {})[one.side.value] = one
    pairs = [
        SidePair(
            name=next(iter(both.values())).name,
            left=_amount(both.get("left")),
            right=_amount(both.get("right")),
            left_words=_amount_words(both.get("left")),
            right_words=_amount_words(both.get("right")),
        )
        for both in found.values()
    ]
    return tuple(pairs[:MOST_SIDES])


def _amount(one: SideDone | None) -> float:
    if one is None:
        return 0.0
    return one.done_s if one.done_count is None else float(one.done_count)


def _amount_words(one: SideDone | None) -> str:
    if one is None:
        return _("nothing")
    if one.done_count is None:
        return length_words(one.done_s) if one.done_s < 10 * _MINUTE else hours_words(one.done_s)
    if one.kind is Kind.BREATHE:
        said = ngettext("{n} breath", "{n} breaths", one.done_count)
    else:
        said = ngettext("{n} rep", "{n} reps", one.done_count)
    return said.format(n=one.done_count)

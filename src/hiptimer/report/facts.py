"""What a sheet tells of a session over a time: days, doses, pain, notes, and what was otherwise than asked.

Nothing here is drawn or written. Each run is measured by what it was asked itself, as the journal keeps
it, and never by the file as it stands today.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final

from hiptimer.engine.assignment import asked_between, last_day, week_begun
from hiptimer.engine.session import Assigned, Session
from hiptimer.journal.adherence import summarise
from hiptimer.journal.records import (
    CheckIns,
    PainStop,
    Reason,
    RunRecord,
    Status,
    WholeRun,
    ended_in,
)
from hiptimer.report.departures import Change, LeftOut, changes_in, left_out_in
from hiptimer.report.doses import ExerciseFact, exercises_of, is_told_apart

USUAL_PERIOD: Final = timedelta(days=28)
LONGEST_PERIOD: Final = timedelta(days=84)
"""What a sheet reaches back to by itself; whoever wants more says from when."""
MUCH_PAIN: Final = 7
MUCH_EFFORT: Final = 9
"""From here on, the person who reads the sheet is asked to look."""
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)


class Mark(StrEnum):
    """What became of a day."""

    OUTSIDE = "outside"  # before it was asked for, or still to come
    NOTHING = "nothing"
    PART = "part"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar: its mark, how many sessions were begun, and whether one had a pain stop."""

    on: date
    mark: Mark
    runs: int = 0
    pain_stop: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, the sessions done in them to the end, and how many were asked for, if that is known."""

    days: tuple[Day, ...]
    done: int
    asked: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFact:
    """One run: `dose` is the share of what it was asked for, None where nobody knows.

    `steps` is how many were asked for, `not_reached` how many of them were never come to, and `why` the
    reason that the person gave for ending it before.
    """

    run: RunRecord
    dose: float | None
    steps: int
    not_reached: int
    why: Reason | None
    stops: tuple[PainStop, ...]

    @property
    def on(self) -> date:
        """Return the day on which it was begun."""
        return self.run.started_at.date()

    @property
    def is_done(self) -> bool:
        """Whether it was played to its end."""
        return self.run.status is Status.COMPLETE

    @property
    def has_pain_stop(self) -> bool:
        """Whether something hurt so that it was stopped, for a moment or for good."""
        return bool(self.stops) or self.run.status is Status.PAIN

    @property
    def answers(self) -> CheckIns:
        """Return what the person said of their pain and effort."""
        return self.run.check_ins

    @property
    def is_to_look_at(self) -> bool:
        """Whether much pain, much effort or a note asks for somebody's eyes."""
        said = self.answers
        pains = (said.pain_before, said.pain_after, said.pain_next_morning)
        most = max(
            (one for one in (*pains, *(stop.pain for stop in self.stops)) if one is not None),
            default=0,
        )
        return most >= MUCH_PAIN or (said.effort or 0) >= MUCH_EFFORT or bool(self.run.note)


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of the session's file, its number on the shelf if it has one, and when it was followed.

    One that was gone back to is there again, with the days from then on.
    """

    digest: str
    number: int | None
    first: date
    last: date
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything a sheet tells; runs and all lists are in the order of time.

    `asked` is None where nobody asked for a number of sessions. `dose` is the mean of what was done of
    each run. `unknown` counts the runs of which nobody knows which part was done: they are in no sum
    of doses.
    """

    session_id: str
    title: str
    assigned: Assigned | None
    author: str
    since: date
    until: date
    done: int
    asked: int | None
    dose: float | None
    unknown: int
    weeks: tuple[Week, ...]
    exercises: tuple[ExerciseFact, ...]
    runs: tuple[RunFact, ...]
    left_out: tuple[LeftOut, ...]
    changes: tuple[Change, ...]
    revisions: tuple[Revision, ...]

    @property
    def to(self) -> str:
        """Return for whom the session was written, empty if that is not said."""
        return self.assigned.to if self.assigned else ""

    @property
    def asked_by(self) -> str:
        """Return who asked for it, empty for a session of one's own."""
        return (self.assigned.by or self.author) if self.assigned else ""

    @property
    def stops(self) -> tuple[PainStop, ...]:
        """Return every pain stop."""
        return tuple(stop for one in self.runs for stop in one.stops)

    @property
    def to_look_at(self) -> tuple[RunFact, ...]:
        """Return the runs that ask for somebody's eyes."""
        return tuple(one for one in self.runs if one.is_to_look_at)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `since` to `until`, both counted in; `begun` is when the session was asked for."""

    since: date
    until: date
    begun: date


def period_of(
    assigned: Assigned | None,
    days_done: Sequence[date],
    today: date,
    since: date | None = None,
    until: date | None = None,
) -> Period:
    """Return the period that a sheet is about where it is not said: the assignment's, or four weeks.

    Of a long assignment it is the last twelve weeks.
    `days_done` are the days of the session's runs, in any order.
    """
    first = min(days_done, default=today)
    begun = (assigned.start if assigned else None) or first
    if until is None:
        until = today
        if assigned and assigned.until:
            until = min(today, max(assigned.until, *days_done, begun))
    if since is None:
        usual = until - (LONGEST_PERIOD if assigned else USUAL_PERIOD) + _DAY
        since = max(begun, usual) if assigned else usual
        if since > until:  # it has not begun yet
            since = min(first, until)
    return Period(since, until, begun)


def gather(
    session: Session,
    wholes: Iterable[WholeRun],
    period: Period,
    today: date,
) -> Facts:
    """Return the facts of the runs that lie in the period; those of other sessions, and in hand, are not.

    The session says who asked, and how often; what was asked of each run the run says itself.
    """
    told = [
        whole
        for whole in sorted(wholes, key=lambda one: (one.run.started_at, one.run.id))
        if whole.run.session_id == session.id
        and whole.run.status is not Status.RUNNING
        and whole.run.removed_at is None
        and period.since <= whole.run.started_at.date() <= period.until
    ]
    runs = tuple(map(_run, told))
    known = [whole for whole in told if is_told_apart(whole)]
    shares = [one.dose for one in runs if one.dose is not None]
    return Facts(
        session_id=session.id,
        title=session.title,
        assigned=session.assigned,
        author=session.author,
        since=period.since,
        until=period.until,
        done=sum(one.is_done for one in runs),
        asked=_asked(session.assigned, period, period.since, period.until, today),
        dose=sum(shares) / len(shares) if shares else None,
        unknown=len(told) - len(known),
        weeks=tuple(_weeks(session.assigned, runs, period, today)),
        exercises=exercises_of(known),
        runs=runs,
        left_out=tuple(one for whole in known for one in left_out_in(whole)),
        changes=tuple(changes_in(told)),
        revisions=tuple(_revisions(told)),
    )


def _run(whole: WholeRun) -> RunFact:
    summary = summarise(whole)
    told_apart = is_told_apart(whole)
    ended = ended_in(whole)
    return RunFact(
        run=whole.run,
        dose=summary.share if told_apart else None,
        steps=len(summary.steps),
        not_reached=summary.not_reached if told_apart else 0,
        why=ended.why if ended else None,
        stops=whole.stops,
    )


def _asked(
    assigned: Assigned | None, period: Period, since: date, until: date, today: date
) -> int | None:
    """Return how many sessions were asked for in some days; weeks add up to the whole."""
    if assigned is None or not assigned.times:
        return None
    until = min(until, last_day(assigned, today))
    before = since - _DAY
    return max(
        0,
        asked_between(assigned, period.begun, until)
        - asked_between(assigned, period.begun, before),
    )


def _weeks(
    assigned: Assigned | None, runs: Sequence[RunFact], period: Period, today: date
) -> Iterator[Week]:
    # Weeks of an assignment begin with its first day, others with Monday.
    start = (
        week_begun(period.begun, period.since)
        if assigned
        else period.since - timedelta(days=period.since.weekday())
    )
    while start <= period.until:
        last = start + _WEEK - _DAY
        of_week = [one for one in runs if start <= one.on <= last]
        yield Week(
            days=tuple(
                _day(assigned, of_week, start + timedelta(days=n), period, today) for n in range(7)
            ),
            done=sum(one.is_done for one in of_week),
            asked=_asked(
                assigned, period, max(start, period.since), min(last, period.until), today
            ),
        )
        start += _WEEK


def _day(
    assigned: Assigned | None, runs: Sequence[RunFact], on: date, period: Period, today: date
) -> Day:
    here = [one for one in runs if one.on == on]
    if here:
        mark = Mark.DONE if any(one.is_done for one in here) else Mark.PART
        return Day(on, mark, len(here), any(one.has_pain_stop for one in here))
    first, last = period.since, min(period.until, today)
    if assigned:
        first, last = max(first, period.begun), min(last, last_day(assigned, today))
    return Day(on, Mark.NOTHING if first <= on <= last else Mark.OUTSIDE)


def _revisions(wholes: Sequence[WholeRun]) -> Iterator[Revision]:
    for digest, alike in groupby((one.run for one in wholes), key=lambda run: run.session_hash):
        runs = list(alike)
        first, last = runs[0].started_at.date(), runs[-1].started_at.date()
        yield Revision(digest, runs[0].revision, first, last, len(runs))

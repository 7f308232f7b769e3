"""What was done by day and by week, how it felt, and the runs page by page: asked of the tables alone.

Nothing here reads a whole run, so that a history of many years opens as fast as one of a day. A day is
the one that the clock on the wall showed where the person was. Runs in hand and runs removed count for
nothing but the list, which shows those in hand too.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Final

from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.journal.records import Origin, Status
from hiptimer.journal.rows import microseconds

WORK: Final = tuple(kind.value for kind in Kind if kind.is_work)
_WEEK: Final = timedelta(days=7)
_USUAL_WEEKS: Final = 8
# A wall clock is at most 14 hours ahead of UTC and 12 behind it.
_AHEAD, _BEHIND = timedelta(hours=14), timedelta(hours=12)

_DAYS: Final = """
    SELECT substr(started_at, 1, 10) AS day, sum(active_s) AS active_s, count(*) AS runs,
        sum(status = 'complete') AS complete, max(status = 'pain') AS is_pain
    FROM run WHERE {over} GROUP BY day ORDER BY day"""

_ANSWERS: Final = """
    SELECT started_at, session_id, status, pain_before, pain_after, effort FROM run
    WHERE {over} AND (pain_before IS NOT NULL OR pain_after IS NOT NULL OR effort IS NOT NULL)
    ORDER BY started_us DESC LIMIT :most"""

_SESSIONS: Final = """
    SELECT run.session_id, run.title FROM run JOIN (
        SELECT session_id, max(started_us) AS newest_us FROM run WHERE {over} GROUP BY session_id
    ) AS newest ON run.session_id = newest.session_id AND run.started_us = newest.newest_us
    WHERE removed_at IS NULL ORDER BY newest_us DESC, run.id"""

# A side may be done again: of all its records the last one counts that was not left to begin anew.
_SIDES: Final = """
    SELECT exercise, name, kind, side, sum(done_s) AS done_s, sum(done_count) AS done_count FROM (
        SELECT exercise, name, kind, side, step, done_s, done_count, max(seq)
        FROM (SELECT id FROM run WHERE {over} ORDER BY started_us DESC LIMIT :most) AS newest
        JOIN interval ON interval.run_id = newest.id
        WHERE outcome != 'restarted' AND kind IN ({work})
        GROUP BY newest.id, interval."index"
    ) WHERE side IS NOT NULL
    GROUP BY coalesce(exercise, name), side, done_count IS NULL ORDER BY min(step), name"""

_LINES: Final = """
    SELECT run.id, run.session_id, run.title, run.started_at, run.started_us, run.status, run.origin,
        run.active_s, run.pain_before, run.pain_after, run.effort, run.revision, run.session_hash,
        EXISTS (
            SELECT 1 FROM interval JOIN kept ON kept.id = interval.prescribed
            WHERE run_id = run.id AND kind IN ({work})
            AND outcome IN ('skipped', 'shortened', 'stopped', 'pain')
            AND NOT EXISTS (
                SELECT 1 FROM interval AS later WHERE later.run_id = run.id
                AND later."index" = interval."index" AND later.seq > interval.seq
                AND later.outcome != 'restarted'
            )
            AND coalesce(json_extract(kept.text, '$.optional'), 0) = 0
            AND (json_extract(kept.text, '$.minimum_s') > 0
                OR json_extract(kept.text, '$.pace') = 'self')
        ) AS some_left_out
    FROM run
    WHERE removed_at IS NULL AND started_us <= :before_us
    AND (started_us < :before_us OR id > :before_id)
    ORDER BY started_us DESC, id LIMIT :most"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day on which something was done; `active_s` are seconds of work, `complete` counts whole runs."""

    day: date
    active_s: float
    runs: int
    complete: int
    stopped_for_pain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the person said around one run, 0 to 10; None where nothing was said. `started` is local."""

    started: datetime
    session_id: str
    status: Status
    pain_before: int | None
    pain_after: int | None
    effort: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideDone:
    """What was done of an exercise on one side: a count where breaths or reps are counted, else seconds."""

    exercise: str | None
    name: str
    kind: Kind
    side: Side
    done_s: float
    done_count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """A run as a list shows it. `some_left_out` is whether a part that had to be done was not."""

    id: str
    session_id: str
    title: str
    session_hash: str
    revision: int | None
    started: datetime
    started_us: int
    status: Status
    origin: Origin
    active_s: float
    pain_before: int | None
    pain_after: int | None
    effort: int | None
    some_left_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week that begins on `monday`, with the seconds of work and the runs in it."""

    monday: date
    active_s: float = 0.0
    runs: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """How many weeks went as planned: now in a row, the most in a row, and altogether."""

    now: int = 0
    longest: int = 0
    all: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both counted in, of all sessions or of one."""

    first: date
    last: date
    session_id: str | None = None

    def condition(self) -> str:
        """Return the condition on the table `run`, in the names that `values` gives."""
        said = (
            "run.status != 'running' AND run.removed_at IS NULL"
            " AND run.started_us BETWEEN :first_us AND :last_us"
            " AND substr(run.started_at, 1, 10) BETWEEN :first AND :last"
        )
        return said if self.session_id is None else f"{said} AND run.session_id = :session_id"

    def values(self) -> dict[str, object]:
        """Return the values of the condition."""
        begin = datetime.combine(self.first, time(), UTC) - _AHEAD
        end = datetime.combine(self.last, time(), UTC) + timedelta(days=1) + _BEHIND
        return {
            "first_us": microseconds(begin),
            "last_us": microseconds(end),
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "session_id": self.session_id,
        }


def days(db: sqlite3.Connection, period: Period) -> tuple[Day, ...]:
    """Return the days of the period on which something was done, the earliest first."""
    return tuple(
        Day(
            day=date.fromisoformat(row["day"]),
            active_s=row["active_s"],
            runs=row["runs"],
            complete=row["complete"],
            stopped_for_pain=bool(row["is_pain"]),
        )
        for row in _asked(db, _DAYS, period)
    )


def answers(db: sqlite3.Connection, period: Period, most: int) -> tuple[Answered, ...]:
    """Return what was answered around the newest `most` runs of the period, the earliest first."""
    found = [
        Answered(
            started=datetime.fromisoformat(row["started_at"]),
            session_id=row["session_id"],
            status=Status(row["status"]),
            pain_before=row["pain_before"],
            pain_after=row["pain_after"],
            effort=row["effort"],
        )
        for row in _asked(db, _ANSWERS, period, most=most)
    ]
    return tuple(reversed(found))


def sessions(db: sqlite3.Connection, period: Period) -> dict[str, str]:
    """Return the sessions done in the period by their ids, with their newest titles, the newest first."""
    found: dict[str, str] = {}
    for row in _asked(db, _SESSIONS, period):
        found.setdefault(row["session_id"], row["title"])
    return found


def sides(db: sqlite3.Connection, period: Period, most: int) -> tuple[SideDone, ...]:
    """Return what was done on each side of what has sides, in the newest `most` runs of the period."""
    return tuple(
        SideDone(
            exercise=row["exercise"],
            name=row["name"],
            kind=Kind(row["kind"]),
            side=Side(row["side"]),
            done_s=row["done_s"],
            done_count=row["done_count"],
        )
        for row in _asked(db, _SIDES, period, most=most)
    )


def lines(db: sqlite3.Connection, most: int, after: RunLine | None = None) -> tuple[RunLine, ...]:
    """Return so many runs, newest first, of those that come after another in that order."""
    values = {
        "before_us": after.started_us if after else 2**62,
        "before_id": after.id if after else "",
        "most": most,
    }
    return tuple(map(_line, db.execute(_LINES.format(work=_quoted(WORK)), values)))


def text_of(db: sqlite3.Connection, session_id: str) -> str:
    """Return the session file as it was followed in the newest run, empty if there is none."""
    row = db.execute(
        "SELECT kept.text FROM run JOIN kept ON kept.id = run.session_text"
        " WHERE session_id = ? AND removed_at IS NULL ORDER BY started_us DESC LIMIT 1",
        (session_id,),
    ).fetchone()
    return str(row["text"]) if row else ""


def first_day(db: sqlite3.Connection, session_id: str | None = None) -> date | None:
    """Return the day of the first run, of all sessions or of one."""
    asked = "SELECT started_at FROM run WHERE removed_at IS NULL AND status != 'running'"
    asked += " AND session_id = :id" if session_id is not None else ""
    row = db.execute(f"{asked} ORDER BY started_us LIMIT 1", {"id": session_id}).fetchone()
    return datetime.fromisoformat(row["started_at"]).date() if row else None


def monday_of(day: date) -> date:
    """Return the Monday on or before a day."""
    return day - timedelta(days=day.weekday())


def weeks(found: Iterable[Day], first: date, last: date) -> tuple[Week, ...]:
    """Return every week from that of `first` to that of `last`, with what was done in it."""
    sums: dict[date, tuple[float, int]] = {}
    for one in found:
        seconds, runs = sums.get(monday_of(one.day), (0.0, 0))
        sums[monday_of(one.day)] = seconds + one.active_s, runs + one.runs
    begin = monday_of(first)
    mondays = [begin + _WEEK * n for n in range((monday_of(last) - begin).days // 7 + 1)]
    return tuple(
        Week(
            monday=monday, active_s=sums.get(monday, (0.0, 0))[0], runs=sums.get(monday, (0, 0))[1]
        )
        for monday in mondays
    )


def usual_s(past: Iterable[Week]) -> float | None:
    """Return the seconds of a usual week: the median of the last eight from the first one done on.

    None if there was no week before.
    """
    known = list(past)
    begun = next((n for n, week in enumerate(known) if week.runs), len(known))
    latest = known[begun:][-_USUAL_WEEKS:]
    return median(week.active_s for week in latest) if latest else None


def plan(went: Iterable[bool]) -> Plan:
    """Return how many weeks went as planned, the earliest first; the last is the one in hand.

    A week in hand that is not there yet ends no row: it may still come.
    """
    rows, row = [0], 0
    every = list(went)
    for is_on_plan in every:
        row = row + 1 if is_on_plan else 0
        rows.append(row)
    now = rows[-1] if not every or every[-1] else rows[-2]
    return Plan(now, max(rows), sum(every))


def _asked(
    db: sqlite3.Connection, question: str, period: Period, **values: object
) -> sqlite3.Cursor:
    text = question.format(over=period.condition(), work=_quoted(WORK))
    return db.execute(text, {**period.values(), **values})


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _line(row: sqlite3.Row) -> RunLine:
    return RunLine(
        id=row["id"],
        session_id=row["session_id"],
        title=row["title"],
        session_hash=row["session_hash"],
        revision=row["revision"],
        started=datetime.fromisoformat(row["started_at"]),
        started_us=row["started_us"],
        status=Status(row["status"]),
        origin=Origin(row["origin"]),
        active_s=row["active_s"],
        pain_before=row["pain_before"],
        pain_after=row["pain_after"],
        effort=row["effort"],
        some_left_out=bool(row["some_left_out"]),
    )

"""What a person changes in the journal by hand, and how it is taken back.

Nothing is overwritten for good: a removed run is only marked, and the values that a correction replaces
are kept beside it.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from hiptimer.engine.events import Outcome
from hiptimer.journal.fields import LONGEST_TEXT
from hiptimer.journal.plain import as_json, moment_text
from hiptimer.journal.records import CheckIns, IntervalRecord, Reason, Status, WholeRun
from hiptimer.journal.rows import check_in_values, insert_interval, insert_whole, microseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneCorrection:
    """What was really done of the interval whose record is number `seq`; None leaves a value as it is."""

    seq: int
    outcome: Outcome | None = None
    done_s: float | None = None
    done_count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What to put right in a run; None leaves a value as it is. What was prescribed cannot change.

    `check_ins` take the place of all that was answered, also where nothing is. `missing` are records of
    intervals that have none yet; their `seq` follows those there are. `reasons` say, by `seq`, why
    something was not done as asked; None takes a reason away.
    """

    status: Status | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    active_s: float | None = None
    paused_s: float | None = None
    note: str | None = None
    check_ins: CheckIns | None = None
    done: tuple[DoneCorrection, ...] = ()
    missing: tuple[IntervalRecord, ...] = ()
    reasons: Mapping[int, Reason | None] = field(default_factory=dict)


class ChangeKind(StrEnum):
    """What was done by hand."""

    ADDED = "added"
    CORRECTED = "corrected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One change by hand; `title` is the run's, for the sentence that offers to take it back."""

    run_id: str
    title: str
    kind: ChangeKind
    at: datetime


_LAST: Final = """
    SELECT change.*, run.title FROM change JOIN run ON run.id = change.run_id
    WHERE undone_at IS NULL ORDER BY change.id DESC LIMIT 1"""


def add(db: sqlite3.Connection, whole: WholeRun, at: datetime) -> None:
    """Write a run that was done without the program."""
    insert_whole(db, replace(whole, run=replace(whole.run, note=whole.run.note[:LONGEST_TEXT])))
    _note(db, whole.run.id, ChangeKind.ADDED, at, {}, {})


def correct(db: sqlite3.Connection, run_id: str, correction: Correction, at: datetime) -> None:
    """Put the run right and keep what stood there."""
    started = correction.started_at
    wanted = {
        "status": correction.status and correction.status.value,
        "started_at": moment_text(started),
        "started_us": microseconds(started) if started else None,
        "ended_at": moment_text(correction.ended_at),
        "active_s": correction.active_s,
        "paused_s": correction.paused_s,
        "note": correction.note and correction.note[:LONGEST_TEXT],
        "corrected_at": at.isoformat(),
    }
    answers = check_in_values(correction.check_ins) if correction.check_ins else {}
    before = _replace_in_run(db, run_id, {**_said(wanted), **answers})
    intervals = {one.seq: _done_values(one) for one in correction.done}
    for seq, why in correction.reasons.items():
        intervals[seq] = intervals.get(seq, {}) | {"why": why and why.value}
    intervals_before = {
        seq: _replace_in_interval(db, run_id, seq, values) for seq, values in intervals.items()
    }
    for record in correction.missing:
        insert_interval(db, record)
    missing = tuple(record.seq for record in correction.missing)
    _note(db, run_id, ChangeKind.CORRECTED, at, before, intervals_before, missing)


def remove(db: sqlite3.Connection, run_id: str, at: datetime) -> None:
    """Mark the run as removed."""
    before = _replace_in_run(db, run_id, {"removed_at": at.isoformat()})
    _note(db, run_id, ChangeKind.REMOVED, at, before, {})


def last(db: sqlite3.Connection) -> Change | None:
    """Return the change that `undo` would take back."""
    row = db.execute(_LAST).fetchone()
    return _change(row) if row else None


def undo(db: sqlite3.Connection, at: datetime) -> Change | None:
    """Take back the last change that still stands; None if there is none."""
    row = db.execute(_LAST).fetchone()
    if row is None:
        return None
    change, before = _change(row), json.loads(row["before"])
    if change.kind is ChangeKind.ADDED:
        _replace_in_run(db, change.run_id, {"removed_at": at.isoformat()})
    else:
        _replace_in_run(db, change.run_id, before["run"])
        for seq, values in before["intervals"].items():
            _replace_in_interval(db, change.run_id, int(seq), values)
        for seq in before.get("missing", ()):  # older corrections know of none
            db.execute("DELETE FROM interval WHERE run_id = ? AND seq = ?", (change.run_id, seq))
    db.execute("UPDATE change SET undone_at = ? WHERE id = ?", (at.isoformat(), row["id"]))
    return change


def settle(db: sqlite3.Connection, run_id: str, at: datetime) -> None:
    """Let nothing that was done to the run by hand be taken back: what stands there now is another form."""
    db.execute(
        "UPDATE change SET undone_at = ? WHERE run_id = ? AND undone_at IS NULL",
        (at.isoformat(), run_id),
    )


def _done_values(done: DoneCorrection) -> dict[str, Any]:
    values = {
        "outcome": done.outcome and done.outcome.value,
        "done_s": done.done_s,
        "done_count": done.done_count,
    }
    # What was done after all was not left out for any reason.
    reason = {"why": None} if done.outcome is Outcome.COMPLETE else {}
    return _said(values) | reason


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _replace_in_run(db: sqlite3.Connection, run_id: str, values: dict[str, Any]) -> dict[str, Any]:
    """Put the values in, and return those that stood there. KeyError if there is no such run."""
    row = db.execute("SELECT * FROM run WHERE id = ?", (run_id,)).fetchone()
    if row is None:
        raise KeyError(run_id)
    # What stays as it was is left out: to take the rest back must not touch what is written there later.
    # This also refuses names that are no columns.
    before = {name: row[name] for name, value in values.items() if row[name] != value}
    if before:
        db.execute(
            f"UPDATE run SET {_assignments(before)} WHERE id = :id",  # noqa: S608 - our own names
            {**values, "id": run_id},
        )
    return before


def _replace_in_interval(
    db: sqlite3.Connection, run_id: str, seq: int, values: dict[str, Any]
) -> dict[str, Any]:
    row = db.execute(
        "SELECT * FROM interval WHERE run_id = ? AND seq = ?", (run_id, seq)
    ).fetchone()
    if row is None:
        raise KeyError(run_id, seq)
    before = {name: row[name] for name, value in values.items() if row[name] != value}
    if before:
        db.execute(
            f"UPDATE interval SET {_assignments(before)} WHERE run_id = :id AND seq = :seq",  # noqa: S608 - our own names
            {**values, "id": run_id, "seq": seq},
        )
    return before


def _assignments(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} = :{name}" for name in values)


def _note(
    db: sqlite3.Connection,
    run_id: str,
    kind: ChangeKind,
    at: datetime,
    run_before: dict[str, Any],
    intervals_before: dict[int, dict[str, Any]],
    missing: tuple[int, ...] = (),
) -> None:
    before = as_json({"run": run_before, "intervals": intervals_before, "missing": missing})
    db.execute(
        "INSERT INTO change (run_id, at, what, before) VALUES (?, ?, ?, ?)",
        (run_id, at.isoformat(), kind.value, before),
    )


def _change(row: sqlite3.Row) -> Change:
    return Change(
        row["run_id"], row["title"], ChangeKind(row["what"]), datetime.fromisoformat(row["at"])
    )

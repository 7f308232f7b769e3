"""What stood in the journal of a run before it was put right by hand, or before a newer form of it came."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final

from hiptimer.engine.events import Outcome
from hiptimer.journal.changes import ChangeKind
from hiptimer.journal.faults import UnreadableRowError
from hiptimer.journal.plain import from_json, whole_from_plain
from hiptimer.journal.records import CheckIns, Difficulty, IntervalRecord, Reason, Status, WholeRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """One form of a run that was replaced: when, by what, and whether that came from elsewhere."""

    at: datetime
    is_from_elsewhere: bool
    before: WholeRun
    after: WholeRun


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _as_it_is(value: Any) -> Any:
    return value


# How the columns that a correction may replace are read.
_RUN: Final[Mapping[str, Callable[[Any], Any]]] = {
    "status": Status,
    "started_at": _moment,
    "ended_at": _moment,
    "active_s": _as_it_is,
    "paused_s": _as_it_is,
    "note": _as_it_is,
    "corrected_at": _moment,
}
_ANSWERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    **{one.name: _as_it_is for one in fields(CheckIns)},
    "settled": _flag,
    "difficulty": lambda value: Difficulty(value) if value else None,
}
_INTERVAL: Final[Mapping[str, Callable[[Any], Any]]] = {
    "outcome": Outcome,
    "done_s": _as_it_is,
    "done_count": _as_it_is,
    "why": lambda value: Reason(value) if value else None,
}


def former_forms(db: sqlite3.Connection, whole: WholeRun) -> Iterator[Former]:
    """Yield the forms of the run that were replaced, the last one first.

    Corrections that were taken back are not among them: what stands there now is as it was.
    """
    run_id, after = whole.run.id, whole
    corrections = db.execute(
        "SELECT at, before FROM change WHERE run_id = ? AND what = ? AND undone_at IS NULL"
        " ORDER BY id DESC",
        (run_id, ChangeKind.CORRECTED.value),
    )
    # A form that comes from elsewhere ends what can be taken back here, so all of those are older.
    replaced = db.execute(
        "SELECT at, whole FROM superseded WHERE run_id = ? ORDER BY id DESC", (run_id,)
    )
    try:
        for at, text in corrections:
            before = _before(after, json.loads(text))
            moment = datetime.fromisoformat(at)
            yield Former(at=moment, is_from_elsewhere=False, before=before, after=after)
            after = before
        for at, text in replaced:
            before = whole_from_plain(from_json(text.encode()))
            moment = datetime.fromisoformat(at)
            yield Former(at=moment, is_from_elsewhere=True, before=before, after=after)
            after = before
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableRowError(f"run {run_id}, as it was: {error}") from error


def _before(after: WholeRun, said: Mapping[str, Any]) -> WholeRun:
    """Return the run with the values that a correction replaced."""
    answers = replace(after.run.check_ins, **_read(said["run"], _ANSWERS))
    run = replace(after.run, check_ins=answers, **_read(said["run"], _RUN))
    missing = said.get("missing", ())  # older corrections know of none
    intervals = tuple(
        _interval(one, said["intervals"].get(str(one.seq), {}))
        for one in after.intervals
        if one.seq not in missing
    )
    return replace(after, run=run, intervals=intervals)


def _interval(after: IntervalRecord, said: Mapping[str, Any]) -> IntervalRecord:
    return replace(after, **_read(said, _INTERVAL))


def _read(said: Mapping[str, Any], readers: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    return {name: read(said[name]) for name, read in readers.items() if name in said}

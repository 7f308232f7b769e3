"""Runs got out of whatever can still be read, and put where they are missing or older."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from hiptimer.journal import changes
from hiptimer.journal.faults import UnreadableRowError
from hiptimer.journal.fields import run_id
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.records import Status, WholeRun
from hiptimer.journal.rows import replace_whole, select_runs, select_whole, whole_of

# Each reaches the rows by another way through the file; where one is broken, another may lead on.
_WAYS: Final = (
    "SELECT rowid FROM run NOT INDEXED ORDER BY rowid",
    "SELECT rowid FROM run NOT INDEXED ORDER BY rowid DESC",
    "SELECT rowid FROM run INDEXED BY run_started ORDER BY started_us",
    "SELECT rowid FROM run INDEXED BY run_started ORDER BY started_us DESC",
    "SELECT rowid FROM run ORDER BY id",
    "SELECT rowid FROM run ORDER BY id DESC",
)
_MOMENTS: Final = ("changed_at", "corrected_at", "removed_at", "ended_at")
_STAMP: Final = " || ' ' || ".join(f"coalesce({name}, '')" for name in _MOMENTS)
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_TABLES: Final = ("interval", "pain_stop", "superseded", "change")

_SENSELESS: Final = (UnreadableRowError, ValueError, TypeError, LookupError)

UNREADABLE: Final = (sqlite3.Error, *_SENSELESS)
"""What reading a damaged file may raise; SQLite quotes from it what is no text."""


def put_newer(db: sqlite3.Connection, wholes: Iterable[WholeRun], at: datetime) -> set[str]:
    """Write the runs that are missing or older here; return which."""
    put = set()
    for whole in wholes:
        if is_newer(db, whole):
            changes.settle(db, whole.run.id, at)
            replace_whole(db, whole)
            put.add(whole.run.id)
    return put


def is_newer(db: sqlite3.Connection, whole: WholeRun) -> bool:
    """Say whether the run is missing here, unreadable, or older."""
    try:
        here = select_whole(db, whole.run.id)
        return here is None or age(whole) > age(here)
    except _SENSELESS:
        return True


def age(whole: WholeRun) -> tuple[bool, datetime, datetime, int]:
    """Return what the forms of a run are ordered by; the greatest was written last."""
    run = whole.run
    last = max(filter(None, (run.started_at, run.ended_at, run.corrected_at, run.removed_at)))
    changed_at = run.changed_at or _NEVER
    return run.status is not Status.RUNNING, changed_at, last, len(whole.intervals)


def readable_runs(
    db: sqlite3.Connection, known: dict[str, str], unreadable: set[str]
) -> Iterator[WholeRun]:
    """Yield the runs of a damaged journal that can be read whole and make sense.

    Those that are over and `known` (see `stamps`) to have been written no later are passed over. The
    ids of those of which no more than that can be read are added to `unreadable`.
    """
    for rowid in _rowids(db):
        try:
            found = db.execute(
                f"SELECT id, status, {_STAMP} AS stamp FROM run WHERE rowid = ?",  # noqa: S608 - our own names
                (rowid,),
            )
            row = found.fetchone()
            if row["status"] != Status.RUNNING and known.get(row["id"]) == row["stamp"]:
                continue
            whole = _whole(db, rowid)
        except UNREADABLE:
            with suppress(*UNREADABLE):
                found = db.execute("SELECT id FROM run WHERE rowid = ?", (rowid,))
                unreadable.add(run_id(found.fetchone()["id"]))
            continue
        yield whole


def stamps(db: sqlite3.Connection) -> dict[str, str]:
    """Return when each run was written last, by its id."""
    return {row["id"]: row["stamp"] for row in db.execute(f"SELECT id, {_STAMP} AS stamp FROM run")}  # noqa: S608 - our own names


def drop_unreadable(db: sqlite3.Connection) -> set[str]:
    """Take out of a journal the runs that cannot be read or make no sense; return which."""
    dropped = set()
    for row in db.execute("SELECT rowid, id FROM run NOT INDEXED").fetchall():
        try:
            _whole(db, row["rowid"])
        except UNREADABLE:
            for table in _TABLES:
                db.execute(f"DELETE FROM {table} WHERE run_id = ?", (row["id"],))  # noqa: S608 - our own names
            db.execute("DELETE FROM run WHERE rowid = ?", (row["rowid"],))
            dropped.add(row["id"])
    return dropped


def _rowids(db: sqlite3.Connection) -> Iterator[int]:
    found: set[int] = set()
    for way in _WAYS:
        with suppress(*UNREADABLE):
            for row in db.execute(way):
                if row["rowid"] not in found:
                    found.add(row["rowid"])
                    yield row["rowid"]


def _whole(db: sqlite3.Connection, rowid: int) -> WholeRun:
    """Return a run, having looked at each of its values as if a stranger had written it."""
    (run,) = select_runs(db, "WHERE run.rowid = ?", (rowid,))
    whole = whole_of(db, run)
    return whole_from_plain(from_json(as_json(whole_as_plain(whole)).encode()))

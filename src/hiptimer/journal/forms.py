"""The forms of a run on several computers: the one that was written last counts, and no other is lost."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from hiptimer.journal import changes, rows
from hiptimer.journal.claim import is_claimed
from hiptimer.journal.plain import as_json, whole_as_plain
from hiptimer.journal.records import Status, WholeRun

_BY_ID: Final = "WHERE run.id = ?"
_NEVER: Final = datetime(1, 1, 1, tzinfo=UTC)


class Fate(StrEnum):
    """What came of a form that was offered."""

    ADDED = "added"
    CHANGED = "changed"  # it took the place of an older one
    KNOWN = "known"  # it, or a newer one, was here
    LEFT = "left"  # not to be decided yet


def order(whole: WholeRun) -> tuple[datetime, datetime, str]:
    """Return what the forms of a run are ordered by, the same on every computer; the greatest counts.

    A form that was changed comes after the one as it ended. Which of two forms of the same moment counts
    is of no account, as long as it is the same one everywhere.
    """
    ended_at = whole.run.ended_at or whole.run.started_at
    return _changed(whole), ended_at, as_json(whole_as_plain(whole))


def take(db: Connection, theirs: WholeRun, folder: Path, at: datetime) -> Fate:
    """Take in another computer's form of a run, in the journal of that folder, if that one counts.

    What it replaces is kept whole in the table `superseded`.
    """
    run = theirs.run
    if run.status is Status.RUNNING:
        return Fate.KNOWN  # it comes again when it is over
    here = db.execute("SELECT status, changed_at FROM run WHERE id = ?", (run.id,)).fetchone()
    if here is None:
        rows.insert_whole(db, theirs, is_from_here=False)
        return Fate.ADDED
    if here["status"] == Status.RUNNING:
        # Begun here too, with a copy of the data: as long as it is played here, the other has to wait.
        if is_claimed(folder, run.id):
            return Fate.LEFT
    elif here["changed_at"] and datetime.fromisoformat(here["changed_at"]) > _changed(theirs):
        return Fate.KNOWN  # without a look at the whole of both
    return _replace(db, theirs, at)


def _replace(db: Connection, theirs: WholeRun, at: datetime) -> Fate:
    run_id = theirs.run.id
    (ours,) = (rows.whole_of(db, run) for run in rows.select_runs(db, _BY_ID, (run_id,)))
    if ours.run.status is not Status.RUNNING and order(ours) >= order(theirs):
        return Fate.KNOWN
    is_news = ours != theirs
    if is_news:
        db.execute(
            "INSERT INTO superseded (run_id, at, whole) VALUES (?, ?, ?)",
            (run_id, at.isoformat(), as_json(whole_as_plain(ours))),
        )
        changes.settle(db, run_id, at)
    rows.replace_whole(db, theirs, is_from_here=False)
    return Fate.CHANGED if is_news else Fate.KNOWN


def _changed(whole: WholeRun) -> datetime:
    """Return when the run was last changed; before everything if it is as it ended."""
    run = whole.run
    # In the first form of the journal a change by hand left no more than these.
    by_hand = filter(None, (run.corrected_at, run.removed_at))
    return run.changed_at or max(by_hand, default=_NEVER)

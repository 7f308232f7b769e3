"""The journal: every run of every session, in one SQLite file on the person's own computer.

Each interval is written as it ends, in a transaction of its own, and `synchronous = FULL` waits until it
is on the disk: it is one small row every ten seconds or so, and it has to outlive not only the program
but the computer being switched off at the wall.
"""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from hiptimer.errors import JournalError
from hiptimer.journal import changes, merging, rows
from hiptimer.journal.changes import Change, Correction
from hiptimer.journal.claim import Claim, claim, is_claimed
from hiptimer.journal.fields import LONGEST_TEXT
from hiptimer.journal.former import Former, former_forms
from hiptimer.journal.merging import Merged
from hiptimer.journal.plain import moment_text
from hiptimer.journal.records import (
    CheckIns,
    IntervalRecord,
    PainStop,
    Reason,
    RunRecord,
    Status,
    WholeRun,
)
from hiptimer.journal.restoring import open_or_restore
from hiptimer.journal.store import Now, Store, wall_clock
from hiptimer.language import gettext as _

WEEK: Final = timedelta(days=7)
ASKED_FOR: Final = timedelta(days=2)  # later than that, nobody remembers how a morning was
A_NIGHT: Final = timedelta(hours=4)  # a quarter past midnight is not yet the morning after


class Journal:
    """The journal in one file; every method may raise `JournalError` with a sentence for the person.

    Nothing is created until something is written. Use it from one thread.
    """

    def __init__(self, path: Path, now: Now = wall_clock) -> None:
        """Remember where the file is or will be."""
        self.path = path
        self.store = Store(path, now)
        self._now = now
        self._claims: dict[str, Claim] = {}
        self._listeners: list[Callable[[WholeRun], None]] = []
        self._merge_listeners: list[Callable[[], None]] = []

    def open(self) -> None:
        """Create or open the file now, bringing an older one up to date."""
        self.store.open()

    def follow(self, listener: Callable[[WholeRun], None]) -> None:
        """Tell the listener of every run that is over, as it ends and whenever it is changed later."""
        self._listeners.append(listener)

    def follow_merges(self, listener: Callable[[], None]) -> None:
        """Tell the listener whenever runs have come in from elsewhere."""
        self._merge_listeners.append(listener)

    def open_or_set_aside(self) -> str:
        """Look at the file; set a damaged one aside under another name, and restore what it held.

        Return the sentences that say so, empty if all is well. Raises other `JournalError`s.
        """
        return open_or_restore(self.store, self._now)

    def close(self) -> None:
        """Let the file and all claims go; a run that is still open is offered at the next start."""
        for held in self._claims.values():
            held.let_go()
        self._claims.clear()
        self.store.close()

    # A run as it is played.

    def begin(self, run: RunRecord) -> None:
        """Write that a run has begun, with what is prescribed."""
        self._claim(run.id)
        with self.store.writing() as db:
            rows.insert_run(db, run)

    def write(self, record: IntervalRecord, *, active_s: float, paused_s: float) -> None:
        """Write what became of an interval, and the run's seconds of work and of pause so far.

        Written again, it changes nothing.
        """
        with self.store.writing() as db:
            rows.insert_interval(db, record)
            db.execute(
                "UPDATE run SET active_s = ?, paused_s = ? WHERE id = ? AND status = 'running'",
                (active_s, paused_s, record.run_id),
            )

    def end(
        self, run_id: str, status: Status, ended_at: datetime, *, active_s: float, paused_s: float
    ) -> None:
        """Write how a run ended; one that is over already stays as it is."""
        with self.store.writing() as db:
            db.execute(
                "UPDATE run SET status = ?, ended_at = ?, active_s = ?, paused_s = ?"
                " WHERE id = ? AND status = 'running'",
                (status.value, moment_text(ended_at), active_s, paused_s, run_id),
            )
        self.let_go(run_id)
        self._tell(run_id)

    def note(self, run_id: str, note: str) -> None:
        """Write the person's own words about a run."""
        with self._changing(run_id) as db:
            db.execute("UPDATE run SET note = ? WHERE id = ?", (note[:LONGEST_TEXT], run_id))

    def check_in(
        self, run_id: str, answers: CheckIns, *, ask_next_morning: bool | None = None
    ) -> None:
        """Write what the person answers around a run, in place of what they answered before.

        `ask_next_morning` says whether to ask again the morning after; None leaves that as it is.
        """
        values = rows.check_in_values(answers)
        if ask_next_morning is not None:
            values["ask_next_morning"] = ask_next_morning
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        with self._changing(run_id) as db:
            db.execute(f"UPDATE run SET {assignments} WHERE id = :id", {**values, "id": run_id})  # noqa: S608 - our own names

    def hurt(self, stop: PainStop) -> None:
        """Write a pain stop; written again, what was chosen and how much it hurt is put in."""
        with self._changing(stop.run_id) as db:
            rows.put_stop(db, stop)

    def explain(self, run_id: str, step: int, why: Reason | None) -> None:
        """Write why a step was left out or cut short."""
        with self._changing(run_id) as db:
            db.execute(
                "UPDATE interval SET why = ? WHERE run_id = ? AND step = ?"
                " AND outcome IN ('skipped', 'shortened', 'stopped', 'pain')",
                (why and why.value, run_id, step),
            )

    def to_ask(self) -> tuple[RunRecord, ...]:
        """Return the runs of which it is now to be asked how the morning after was, newest first."""
        now = self._now()
        with self.store.reading() as db:
            found = rows.select_runs(
                db,
                "WHERE ask_next_morning AND removed_at IS NULL AND status != 'running'"
                " AND pain_next_morning IS NULL AND settled IS NULL"
                " AND started_us BETWEEN ? AND ? ORDER BY started_us DESC, run.id",
                (
                    rows.microseconds(now - ASKED_FOR - timedelta(days=2)),
                    rows.microseconds(now - A_NIGHT),
                ),
            )
        # A day is what the wall said then: midnight is not always a whole number of days away.
        ago = ((run, now.date() - run.started_at.date()) for run in found)
        return tuple(run for run, since in ago if timedelta(0) < since <= ASKED_FOR)

    def let_go(self, run_id: str) -> None:
        """Give up playing a run without ending it: it counts as cut off, here and in other windows."""
        if run_id in self._claims:
            self._claims.pop(run_id).let_go()

    # A run that was cut off.

    def unfinished(self) -> tuple[WholeRun, ...]:
        """Return the runs that were cut off, newest first; not those that another window plays."""
        with self.store.reading() as db:
            found = rows.select_runs(
                db,
                "WHERE status = 'running' AND removed_at IS NULL ORDER BY started_us DESC, run.id",
                (),
            )
            return tuple(
                rows.whole_of(db, run) for run in found if not is_claimed(self.path.parent, run.id)
            )

    def resume(self, run_id: str) -> WholeRun:
        """Claim a run that was cut off, to go on with it.

        `JournalError` if another window was quicker, or if it was removed meanwhile.
        """
        self._claim(run_id)
        try:
            return self._still_open(run_id)
        except JournalError:
            self.let_go(run_id)
            raise

    def set_cut_off(self, run_id: str) -> None:
        """Close a run that is not to be resumed; it ended when its last interval was written."""
        self._claim(run_id)
        try:
            with self.store.writing() as db:
                db.execute(
                    "UPDATE run SET status = 'cut_off', ended_at = coalesce("
                    " (SELECT ended_at FROM interval WHERE run_id = run.id"
                    " ORDER BY seq DESC LIMIT 1), started_at)"
                    " WHERE id = ? AND status = 'running'",
                    (run_id,),
                )
        finally:
            self.let_go(run_id)
        self._tell(run_id)

    # What was done.

    def runs(
        self,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        session_id: str | None = None,
    ) -> tuple[RunRecord, ...]:
        """Return the runs, newest first, those in hand too, without those removed."""
        conditions = ["removed_at IS NULL"]
        values: list[object] = []
        if since is not None:
            conditions.append("started_us >= ?")
            values.append(rows.microseconds(since))
        if session_id is not None:
            conditions.append("session_id = ?")
            values.append(session_id)
        rest = f"WHERE {' AND '.join(conditions)} ORDER BY started_us DESC, run.id LIMIT ?"
        with self.store.reading() as db:
            return tuple(rows.select_runs(db, rest, (*values, -1 if limit is None else limit)))

    def run(self, run_id: str) -> RunRecord | None:
        """Return a run, removed or not."""
        whole = self.whole(run_id)
        return None if whole is None else whole.run

    def intervals(self, run_id: str) -> tuple[IntervalRecord, ...]:
        """Return the records of a run's intervals in the order written."""
        with self.store.reading() as db:
            return rows.select_intervals(db, run_id)

    def whole(self, run_id: str) -> WholeRun | None:
        """Return a run with its intervals, removed or not."""
        with self.store.reading() as db:
            return rows.select_whole(db, run_id)

    def former(self, run_id: str) -> tuple[Former, ...]:
        """Return the forms of a run that were replaced by hand or from elsewhere, the last one first."""
        with self.store.reading() as db:
            whole = rows.select_whole(db, run_id)
            return tuple(former_forms(db, whole)) if whole else ()

    def every_run(self) -> Generator[WholeRun]:
        """Yield all there is, oldest first, removed runs too, as it stood at the first one."""
        with self.store.reading() as db:
            yield from rows.each_whole(db)

    def done_since(self, since: datetime | None = None) -> dict[str, int]:
        """Count the completed runs of each session by its id, of the last seven days or since then."""
        since_us = rows.microseconds(since or self._now() - WEEK)
        with self.store.reading() as db:
            # The plus keeps SQLite from walking all of history in the order of its sessions.
            found = db.execute(
                "SELECT session_id, count(*) AS done FROM run WHERE status = 'complete'"
                " AND removed_at IS NULL AND started_us >= ? GROUP BY +session_id",
                (since_us,),
            )
            return {row["session_id"]: row["done"] for row in found}

    # What is changed by hand.

    def add(self, whole: WholeRun) -> None:
        """Write a run that was done without the program."""
        with self.store.writing() as db:
            changes.add(db, whole, self._now())
        self._tell(whole.run.id)

    def correct(self, run_id: str, correction: Correction) -> None:
        """Put a run right; what stood there is kept. KeyError if there is no such run or record."""
        self._refuse_if_played(run_id)
        with self._changing(run_id) as db:
            changes.correct(db, run_id, correction, self._now())

    def remove(self, run_id: str) -> None:
        """Remove a run from all that is shown and counted. KeyError if there is no such run."""
        self._refuse_if_played(run_id)
        with self._changing(run_id) as db:
            changes.remove(db, run_id, self._now())

    def last_change(self) -> Change | None:
        """Return the change by hand that `undo` would take back, of today or of long ago."""
        with self.store.reading() as db:
            return changes.last(db)

    def undo(self) -> Change | None:
        """Take back the last run added, corrected or removed by hand, exactly; return which it was."""
        with self.store.writing() as db:
            undone = changes.undo(db, self._now())
            if undone is not None:
                self._mark(db, undone.run_id)
        if undone is not None:
            self._tell(undone.run_id)
        return undone

    # What comes from elsewhere.

    def merge(self, runs: Iterable[WholeRun]) -> Merged:
        """Take in the runs that are not here, all of them or, if anything is raised, none."""
        with self.store.writing() as db:
            merged = merging.merge(db, runs, write=True)
        if merged.added:
            self.tell_merged()
        return merged

    def tell_merged(self) -> None:
        """Tell whoever follows merges that runs have come in, as through another `Journal` of this file."""
        for listener in self._merge_listeners:
            listener()

    def look(self, runs: Iterable[WholeRun]) -> Merged:
        """Return what `merge` would do."""
        with self.store.reading() as db:
            return merging.merge(db, runs, write=False)

    @contextmanager
    def _changing(self, run_id: str) -> Iterator[sqlite3.Connection]:
        with self.store.writing() as db:
            yield db
            self._mark(db, run_id)
        self._tell(run_id)

    def _mark(self, db: sqlite3.Connection, run_id: str) -> None:
        """Note that the newest form of the run is the one on this computer."""
        at = rows.after_last_change(db, run_id, self._now())
        db.execute(
            "UPDATE run SET changed_at = ?, is_from_here = 1 WHERE id = ?",
            (moment_text(at), run_id),
        )

    def _tell(self, run_id: str) -> None:
        whole = self.whole(run_id) if self._listeners else None
        if whole is not None and whole.run.status is not Status.RUNNING:
            for listener in self._listeners:
                listener(whole)

    def _still_open(self, run_id: str) -> WholeRun:
        whole = self.whole(run_id)
        if whole is None or whole.run.status is not Status.RUNNING or whole.run.removed_at:
            raise JournalError(_("This run is over or was removed; it cannot be resumed."))
        return whole

    def _claim(self, run_id: str) -> None:
        if run_id in self._claims:
            return
        held = claim(self.path.parent, run_id)
        if held is None:
            raise _played_elsewhere()
        self._claims[run_id] = held

    def _refuse_if_played(self, run_id: str) -> None:
        if is_claimed(self.path.parent, run_id):
            raise _played_elsewhere()


def _played_elsewhere() -> JournalError:
    return JournalError(_("This run is being played at the moment, perhaps in another window."))

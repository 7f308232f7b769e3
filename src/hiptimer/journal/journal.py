"""The journal: every run of every session, in one SQLite file on the person's own computer.

Each interval is written as it ends, in a transaction of its own, and `synchronous = FULL` waits until it
is on the disk: it is one small row every ten seconds or so, and it has to outlive not only the program
but the computer being switched off at the wall.
"""

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from hiptimer.errors import JournalBrokenError, JournalError
from hiptimer.journal import changes, merging, rows
from hiptimer.journal.changes import Change, Correction
from hiptimer.journal.claim import Claim, claim, is_claimed
from hiptimer.journal.faults import broken, lacks_right, told
from hiptimer.journal.merging import Merged
from hiptimer.journal.plain import moment_text
from hiptimer.journal.records import IntervalRecord, RunRecord, Status, WholeRun
from hiptimer.journal.schema import free_name, prepare
from hiptimer.language import gettext as _

# Windows write in milliseconds. A guide kept waiting for more than two seconds would think that the
# computer had slept.
BUSY_S: Final = 1.0
WEEK: Final = timedelta(days=7)

Now = Callable[[], datetime]
"""Answers with the moment on the clock on the wall, with its time zone."""


def wall_clock() -> datetime:
    """Return the moment, in the time zone of the computer."""
    return datetime.now(UTC).astimezone()


class Journal:
    """The journal in one file; every method may raise `JournalError` with a sentence for the person.

    Nothing is created until something is written. Use it from one thread.
    """

    def __init__(self, path: Path, now: Now = wall_clock) -> None:
        """Remember where the file is or will be."""
        self.path = path
        self._now = now
        self._db: sqlite3.Connection | None = None
        self._claims: dict[str, Claim] = {}

    def open(self) -> None:
        """Create or open the file now, bringing an older one up to date."""
        with told(self.path):
            self._opened()

    def open_or_set_aside(self) -> str:
        """Look the whole file through; a damaged one is kept under another name and a new one begun.

        Return the sentence that says so, empty if all is well. Raises other `JournalError`s.
        """
        try:
            with self._reading() as db:
                found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
                if found != "ok":
                    raise broken(self.path, found)
        except JournalBrokenError:
            aside = self._set_aside()
            self.open()
            said = _(
                "The journal was damaged. It is kept as {aside}, and a new one was begun in {folder}."
            )
            return said.format(aside=aside.name, folder=aside.parent)
        return ""

    def close(self) -> None:
        """Let the file and all claims go; a run that is still open is offered at the next start."""
        for held in self._claims.values():
            held.let_go()
        self._claims.clear()
        if self._db is not None:
            self._db.close()
            self._db = None

    # A run as it is played.

    def begin(self, run: RunRecord) -> None:
        """Write that a run has begun, with what is prescribed."""
        self._claim(run.id)
        with self._writing() as db:
            rows.insert_run(db, run)

    def write(self, record: IntervalRecord, *, active_s: float, paused_s: float) -> None:
        """Write what became of an interval, and the run's seconds of work and of pause so far.

        Written again, it changes nothing.
        """
        with self._writing() as db:
            rows.insert_interval(db, record)
            db.execute(
                "UPDATE run SET active_s = ?, paused_s = ? WHERE id = ? AND status = 'running'",
                (active_s, paused_s, record.run_id),
            )

    def end(
        self, run_id: str, status: Status, ended_at: datetime, *, active_s: float, paused_s: float
    ) -> None:
        """Write how a run ended; one that is over already stays as it is."""
        with self._writing() as db:
            db.execute(
                "UPDATE run SET status = ?, ended_at = ?, active_s = ?, paused_s = ?"
                " WHERE id = ? AND status = 'running'",
                (status.value, moment_text(ended_at), active_s, paused_s, run_id),
            )
        self.let_go(run_id)

    def note(self, run_id: str, note: str) -> None:
        """Write the person's own words about a run."""
        with self._writing() as db:
            db.execute("UPDATE run SET note = ? WHERE id = ?", (note, run_id))

    def let_go(self, run_id: str) -> None:
        """Give up playing a run without ending it: it counts as cut off, here and in other windows."""
        if run_id in self._claims:
            self._claims.pop(run_id).let_go()

    # A run that was cut off.

    def unfinished(self) -> tuple[WholeRun, ...]:
        """Return the runs that were cut off, newest first; not those that another window plays."""
        with self._reading() as db:
            found = rows.select_runs(
                db,
                "WHERE status = 'running' AND removed_at IS NULL ORDER BY started_us DESC, run.id",
                (),
            )
            return tuple(
                WholeRun(run, rows.select_intervals(db, run.id))
                for run in found
                if not is_claimed(self.path.parent, run.id)
            )

    def resume(self, run_id: str) -> WholeRun:
        """Claim a run that was cut off, to go on with it.

        `JournalError` if another window was quicker.
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
            with self._writing() as db:
                db.execute(
                    "UPDATE run SET status = 'cut_off', ended_at = coalesce("
                    " (SELECT ended_at FROM interval WHERE run_id = run.id"
                    " ORDER BY seq DESC LIMIT 1), started_at)"
                    " WHERE id = ? AND status = 'running'",
                    (run_id,),
                )
        finally:
            self.let_go(run_id)

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
        with self._reading() as db:
            return tuple(rows.select_runs(db, rest, (*values, -1 if limit is None else limit)))

    def run(self, run_id: str) -> RunRecord | None:
        """Return a run, removed or not."""
        whole = self.whole(run_id)
        return None if whole is None else whole.run

    def intervals(self, run_id: str) -> tuple[IntervalRecord, ...]:
        """Return the records of a run's intervals in the order written."""
        with self._reading() as db:
            return rows.select_intervals(db, run_id)

    def whole(self, run_id: str) -> WholeRun | None:
        """Return a run with its intervals, removed or not."""
        with self._reading() as db:
            return rows.select_whole(db, run_id)

    def every_run(self) -> Generator[WholeRun]:
        """Yield all there is, oldest first, removed runs too, as it stood at the first one."""
        with self._reading() as db:
            yield from rows.each_whole(db)

    def done_since(self, since: datetime | None = None) -> dict[str, int]:
        """Count the completed runs of each session by its id, of the last seven days or since then."""
        since_us = rows.microseconds(since or self._now() - WEEK)
        with self._reading() as db:
            found = db.execute(
                "SELECT session_id, count(*) AS done FROM run WHERE status = 'complete'"
                " AND removed_at IS NULL AND started_us >= ? GROUP BY session_id",
                (since_us,),
            )
            return {row["session_id"]: row["done"] for row in found}

    # What is changed by hand.

    def add(self, whole: WholeRun) -> None:
        """Write a run that was done without the program."""
        with self._writing() as db:
            changes.add(db, whole, self._now())

    def correct(self, run_id: str, correction: Correction) -> None:
        """Put a run right; what stood there is kept. KeyError if there is no such run or record."""
        self._refuse_if_played(run_id)
        with self._writing() as db:
            changes.correct(db, run_id, correction, self._now())

    def remove(self, run_id: str) -> None:
        """Remove a run from all that is shown and counted. KeyError if there is no such run."""
        self._refuse_if_played(run_id)
        with self._writing() as db:
            changes.remove(db, run_id, self._now())

    def last_change(self) -> Change | None:
        """Return the change by hand that `undo` would take back, of today or of long ago."""
        with self._reading() as db:
            return changes.last(db)

    def undo(self) -> Change | None:
        """Take back the last run added, corrected or removed by hand, exactly; return which it was."""
        with self._writing() as db:
            return changes.undo(db, self._now())

    # What comes from elsewhere.

    def merge(self, runs: Iterable[WholeRun]) -> Merged:
        """Take in the runs that are not here, all of them or, if anything is raised, none."""
        with self._writing() as db:
            return merging.merge(db, runs, write=True)

    def look(self, runs: Iterable[WholeRun]) -> Merged:
        """Return what `merge` would do."""
        with self._reading() as db:
            return merging.merge(db, runs, write=False)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with told(self.path):
            db = self._opened()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                _leave(db)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with told(self.path), ExitStack() as until_read:
            db = self._readable(until_read)
            db.execute("BEGIN")
            try:
                yield db
            finally:
                _leave(db)

    def _readable(self, until_read: ExitStack) -> sqlite3.Connection:
        """Return what can be read from: nothing where nothing is, and a file that may only be read."""
        if self._db is not None or self.path.exists():
            try:
                return self._opened()
            except sqlite3.OperationalError as error:
                if not (lacks_right(error) and self.path.is_file()):
                    raise
            # In such a place SQLite cannot keep its log, so it must be told that there is none.
            name, is_uri = _name_to_read(self.path), True
        else:
            name, is_uri = ":memory:", False
        db = until_read.enter_context(closing(_connected(name, is_uri=is_uri)))
        prepare(db, self.path, self._now().date())
        return db

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            db = _connected(str(self.path))
            try:
                prepare(db, self.path, self._now().date())
            except BaseException:
                db.close()
                raise
            self._db = db
        return self._db

    def _set_aside(self) -> Path:
        self.close()
        aside = free_name(self.path, "damaged", self._now().date())
        with told(self.path):
            # The logs go first: beside a new file SQLite would take them for that one's.
            for suffix in ("-wal", "-shm", "-journal", ""):
                part = self.path.with_name(self.path.name + suffix)
                if part.exists():
                    part.rename(aside.with_name(aside.name + suffix))
        return aside

    def _still_open(self, run_id: str) -> WholeRun:
        whole = self.whole(run_id)
        if whole is None or whole.run.status is not Status.RUNNING:
            raise JournalError(_("This run is over; it cannot be resumed."))
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


def _name_to_read(path: Path) -> str:
    logs = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    has_log = any(log.exists() for log in logs)
    return f"{path.absolute().as_uri()}?{'mode=ro' if has_log else 'mode=ro&immutable=1'}"


def _connected(name: str, *, is_uri: bool = False) -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=BUSY_S, isolation_level=None, uri=is_uri)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA fullfsync = ON")  # macOS: wait for the disk itself, not for its cache
    return db


def _leave(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")


def _played_elsewhere() -> JournalError:
    return JournalError(_("This run is being played at the moment, perhaps in another window."))

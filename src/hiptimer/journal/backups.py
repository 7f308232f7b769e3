"""Copies of the journal, one a day, and beside them every run that was written since.

    backups/journal-2026-11-23.db     the journal as it was that day; the last ten days are kept
    backups/since-2026-11-23.jsonl    the runs that ended or were changed that day, see `lines`

A copy is checked before it gets its name, and only then may the oldest go: a damaged journal never takes
the place of a whole one.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from datetime import date
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hiptimer.errors import JournalBrokenError, JournalFullError
from hiptimer.journal.claim import claim_file
from hiptimer.journal.damage import remember
from hiptimer.journal.faults import told
from hiptimer.journal.lines import START, Mark, append, runs_in
from hiptimer.journal.records import WholeRun
from hiptimer.journal.salvage import age
from hiptimer.journal.schema import look_through
from hiptimer.language import gettext as _

if TYPE_CHECKING:
    from hiptimer.journal.store import Now

KEPT: Final = 10

_NAME: Final = re.compile(r"(?:journal|since)-\d{4}-\d\d-\d\d")
_DAY_LENGTH: Final = len("2026-11-23")
_PAGES: Final = 1000
_STEPS: Final = 100_000
_TIMES_LEFT: Final = 1  # so many times its size a journal has to itself after it was copied


class StoppedError(Exception):
    """A copy was given up because nobody waits for it any more."""


def _never() -> bool:
    return False


class Backups:
    """The folder with the copies of the journal at `path`.

    Nothing is created until something is written. Any thread may use it.
    """

    def __init__(self, path: Path, now: "Now") -> None:
        """Remember which journal it is."""
        self.path = path
        self.folder = path.parent / "backups"
        self._outdated = self.folder / "outdated"
        self._now = now

    def copies(self) -> tuple[Path, ...]:
        """Return the copies, the newest first."""
        return tuple(reversed(self._by_day(self.folder.glob("journal-*.db"))))

    def since(self) -> tuple[Path, ...]:
        """Return the files of the runs written since, the oldest first."""
        return tuple(self._by_day(self.folder.glob("since-*.jsonl")))

    def note(self, whole: WholeRun) -> None:
        """Write down a run that has ended or was changed. OSError if that cannot be done."""
        append(self.folder / f"since-{self._today()}.jsonl", whole)

    def noted(self) -> dict[str, WholeRun]:
        """Return the runs written down as far as they can be read, each as it was last, by its id."""
        found: dict[str, WholeRun] = {}
        for whole in (whole for path in self.since() for whole in _readable(path)):
            # The order of the files is that of the days, and a clock that went wrong has its own.
            before = found.get(whole.run.id)
            if before is None or age(whole) >= age(before):
                found[whole.run.id] = whole
        return found

    def last_noted(self) -> WholeRun | None:
        """Return the run written down last of those that can be read; None if there is none."""
        for path in reversed(self.since()):
            # Its last line alone, as long as that is whole.
            runs = list(_readable(path, _before_last(path))) or list(_readable(path))
            if runs:
                return runs[-1]
        return None

    def outdate(self) -> None:
        """Let a copy be due: too much has come in at once to be written down a second time."""
        with suppress(OSError):  # where nothing can be written, no copy can be made either
            self.folder.mkdir(parents=True, exist_ok=True)
            self._outdated.touch()

    def is_due(self) -> bool:
        """Say whether there is a journal, and no copy of today, or an outdated one."""
        is_copied = self._copy_of_today().exists() and not self._outdated.exists()
        return self.path.is_file() and not is_copied

    def copy(self, *, is_stopped: Callable[[], bool] = _never) -> bool:
        """Copy the journal if that is due; let the oldest copies go.

        Say whether a copy was made: none is where another window is at it, and none of a journal without
        runs. Raises `JournalError` if it cannot be done, of these `JournalBrokenError` if the journal is
        damaged, and StoppedError as soon as `is_stopped`.
        """
        if not self.is_due():
            return False
        held = claim_file(self.folder / "copying.lock")
        if held is None:
            return False
        try:
            with told(self.path):
                is_made = self.is_due() and self._copied(is_stopped)
                if is_made:
                    self._let_the_oldest_go()
        except JournalBrokenError as error:
            remember(self.path, str(error))
            raise
        finally:
            held.let_go()
        return is_made

    def _copied(self, is_stopped: Callable[[], bool]) -> bool:
        """Make the copy, and say so; a journal without runs is worth none."""
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / "copying.new"
        new.unlink(missing_ok=True)
        self._check_room()
        outdated = _changed_at(self._outdated)
        try:
            name = f"{self.path.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(name, uri=True, isolation_level=None)) as db:
                # Without a transaction the copy would begin anew whenever somebody else writes.
                db.execute("BEGIN")
                if db.execute("SELECT 1 FROM run").fetchone() is None:
                    return False
                _copy(db, new, is_stopped)
            _check(new, self.path, is_stopped)
            _flush(new)
            new.replace(self._copy_of_today())
            if _changed_at(self._outdated) == outdated:  # nothing came in meanwhile
                self._outdated.unlink(missing_ok=True)
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                new.with_name(new.name + suffix).unlink(missing_ok=True)
        return True

    def _check_room(self) -> None:
        """Raise if a copy would take the room that the journal itself needs to go on."""
        size = self.path.stat().st_size
        if shutil.disk_usage(self.folder).free < size * (1 + _TIMES_LEFT):
            said = _("There is too little room in {folder} for a copy of the journal: make some.")
            full = OSError(ENOSPC, os.strerror(ENOSPC))
            raise JournalFullError(said.format(folder=self.folder)) from full

    def _let_the_oldest_go(self) -> None:
        copies = self.copies()
        oldest = min(day_of(path) for path in copies[:KEPT])
        unneeded = [path for path in self.since() if day_of(path) < oldest]
        for path in (*copies[KEPT:], *unneeded):
            path.unlink(missing_ok=True)

    def _by_day(self, paths: Iterable[Path]) -> list[Path]:
        """Sort by the day in the name; a day yet to come is from a clock that went wrong, and long ago."""
        today = self._today().isoformat()
        days = {path: day_of(path) for path in paths if _NAME.fullmatch(path.stem)}
        return sorted(days, key=lambda path: (days[path] <= today, days[path]))

    def _copy_of_today(self) -> Path:
        return self.folder / f"journal-{self._today()}.db"

    def _today(self) -> date:
        return self._now().date()


def day_of(path: Path) -> str:
    """Return the day in the name of a copy, such as 2026-11-23."""
    return path.stem[-_DAY_LENGTH:]


def _readable(path: Path, after: Mark = START) -> Iterator[WholeRun]:
    try:
        yield from runs_in(path, tolerant=True, after=after)
    except OSError:
        return


def _before_last(path: Path) -> Mark:
    """Return the place before the last line of the file."""
    try:
        data = path.read_bytes()
    except OSError:
        return START
    return Mark(size=data.rfind(b"\n", 0, len(data) - 1) + 1)


def _changed_at(path: Path) -> int | None:
    """Return when a file was last written, in nanoseconds; None if there is none."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return None


def _copy(db: sqlite3.Connection, new: Path, is_stopped: Callable[[], bool]) -> None:
    def look(_status: int, _remaining: int, _total: int) -> None:
        if is_stopped():
            raise StoppedError

    with closing(sqlite3.connect(new, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # it is flushed once, when it is whole
        db.backup(copy, pages=_PAGES, progress=look)


def _check(new: Path, path: Path, is_stopped: Callable[[], bool]) -> None:
    with closing(sqlite3.connect(new, isolation_level=None)) as copy:
        copy.set_progress_handler(is_stopped, _STEPS)
        try:
            look_through(copy, path)
        except sqlite3.OperationalError as error:
            raise (StoppedError() if is_stopped() else error) from None


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())

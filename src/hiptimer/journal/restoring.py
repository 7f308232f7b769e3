"""The journal as a start finds it: looked through and, if it is damaged, put together anew.

It is put together beside the damaged file, out of the newest copy that is whole, the runs written down
since, and what can still be read of the damaged file itself. Only when all of that is on the disk does it
take the journal's name, and the damaged file, under another name, stays for good. Cut off before the very
end, it is done again, and takes in what had been put together by then.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from hiptimer.errors import (
    JournalBrokenError,
    JournalError,
    JournalFullError,
    JournalNewerError,
)
from hiptimer.journal.backups import Backups, day_of
from hiptimer.journal.claim import claim_file
from hiptimer.journal.damage import forget, remember, remembered
from hiptimer.journal.faults import broken
from hiptimer.journal.salvage import (
    UNREADABLE,
    drop_unreadable,
    is_newer,
    put_newer,
    readable_runs,
    stamps,
)
from hiptimer.journal.schema import compare, look_through, prepare
from hiptimer.journal.store import Now, Store
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

# A larger file is looked through when its copy of the day is made; here it would be waited for.
LOOKED_THROUGH: Final = 2 * 1024 * 1024

_WAIT_S: Final = 60.0
_AGAIN_S: Final = 0.05
_BLOCK: Final = 1024 * 1024


def open_or_restore(store: Store, now: Now) -> str:
    """Look at the journal and restore it if it is damaged or gone.

    Return the sentences that say so, empty if all is well. Raises `JournalError` if it can be neither used
    nor restored; then nothing has changed.
    """
    backups = Backups(store.path, now)
    # What only showed when it was read, no check of the whole file finds.
    hides = bool(remembered(store.path))
    try:
        return _looked_at(store, backups, now)
    except JournalBrokenError:
        store.close()
    with _alone(backups.folder / "restoring.lock"):
        try:
            return _looked_at(store, backups, now)  # another window may have been quicker
        except JournalBrokenError:
            store.close()
        return _Restoring(store, backups, now, hides=hides).restore()


def _looked_at(store: Store, backups: Backups, now: Now) -> str:
    was_there = backups.copies() or backups.since()
    if _whole(backups).exists() or (_is_gone(store.path) and was_there):
        raise broken(store.path, "0")
    if why := remembered(store.path):
        raise broken(store.path, why)
    with store.reading() as db:
        compare(db, store.path)
        if _size(db) <= LOOKED_THROUGH:
            look_through(db, store.path)
        else:
            db.execute("SELECT * FROM run ORDER BY started_us DESC LIMIT 1").fetchone()
    return _put_back(store, backups, now)


def _put_back(store: Store, backups: Backups, now: Now) -> str:
    """Put back what was written down and is not in the journal: the end of its log may have been lost."""
    last = backups.last_noted()
    if last is None:
        return ""
    with store.reading() as db:
        is_here = not is_newer(db, last)
        if is_here:
            return ""
        look_through(
            db, store.path
        )  # where more than the end of the log was lost, this is not enough
    with store.writing() as db:
        put = put_newer(db, backups.noted().values(), now())
    said = ngettext(
        "{n} run was missing from the journal and was put back.",
        "{n} runs were missing from the journal and were put back.",
        len(put),
    )
    return said.format(n=len(put))


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Keep other windows from restoring at the same time; wait for one that does."""
    until = time.monotonic() + _WAIT_S
    while (held := claim_file(lock)) is None:
        if time.monotonic() > until:
            raise JournalError(_("Another window is restoring the journal. Try again in a while."))
        time.sleep(_AGAIN_S)
    try:
        yield
    finally:
        held.let_go()


class _Restoring:
    """One restoring of a journal that is damaged or gone; nobody has it open."""

    def __init__(self, store: Store, backups: Backups, now: Now, *, hides: bool) -> None:
        self._store = store
        self._backups = backups
        self._now = now
        self._hides = hides
        self._scratch = backups.folder / "restoring"
        self._whole = _whole(backups)
        self._copy: Path | None = None
        self._put: set[str] = set()
        self._lost: set[str] = set()

    def restore(self) -> str:
        """Put the journal together anew; return the sentences that say what happened."""
        is_gone = _is_gone(self._store.path)
        try:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch.mkdir(parents=True)
            self._built().replace(self._whole)
            aside = self._store.set_aside()
            self._whole.replace(self._store.path)
        except JournalNewerError as error:
            self._remember(error)
            raise
        except (JournalError, OSError) as error:
            self._remember(error)
            raise self._failed(error) from error
        finally:
            shutil.rmtree(self._scratch, ignore_errors=True)
        forget(self._store.path)
        return " ".join(self._said(None if is_gone else aside))

    def _remember(self, error: Exception) -> None:
        """Restore at a later start too, even if by then a new journal has been begun in the gap."""
        remember(self._store.path, remembered(self._store.path) or str(error))

    def _built(self) -> Path:
        """Return a whole journal beside the damaged one, with all that could be had."""
        with closing(self._base()) as base, base.writing() as db:
            if self._hides:
                self._lost = drop_unreadable(db)
            self._put = put_newer(db, self._backups.noted().values(), self._now())
            for source in self._sources():
                runs = readable_runs(source, stamps(db), self._lost)
                self._put |= put_newer(db, runs, self._now())
            self._lost -= stamps(db).keys()
        with base.path.open("r+b") as file:
            os.fsync(file.fileno())
        return base.path

    def _base(self) -> Store:
        """Return what to begin with: the newest copy that is whole, else an empty journal."""
        path = self._scratch / "journal.db"
        for copy in self._backups.copies():
            if _is_gone(copy):
                continue  # SQLite would take it for a new one
            store = Store(path, self._now)
            try:
                _copy_file(copy, path)
                with store.reading() as db:
                    compare(db, path)
                    look_through(db, path)
            except (JournalBrokenError, _UnreadableFileError):
                store.close()
            except JournalNewerError as error:
                store.close()
                raise self._newer(copy) from error
            else:
                self._copy = copy
                return store
        path.unlink(missing_ok=True)
        return Store(path, self._now)

    def _sources(self) -> Iterator[sqlite3.Connection]:
        """Open what else there is to read runs from, as it comes."""
        if self._lost:
            for copy in self._backups.copies():
                yield from self._opened(copy)
        for file in (self._whole, self._store.path):
            if not _is_gone(file):
                yield from self._opened(file)

    def _opened(self, path: Path) -> Iterator[sqlite3.Connection]:
        """Open a second copy, so that the file itself stays as it is."""
        source = self._scratch / path.stem / "source.db"
        source.parent.mkdir(exist_ok=True)
        for suffix in ("", "-wal"):
            with suppress(_UnreadableFileError):  # what was read until then may do
                _copy_file(
                    path.with_name(path.name + suffix), source.with_name(source.name + suffix)
                )
        with closing(sqlite3.connect(source, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            # One of an older form is brought up to date; one that cannot be is read as it is.
            with suppress(*UNREADABLE, JournalError):
                prepare(db, source, self._now().date())
            yield db

    def _said(self, aside: Path | None) -> Iterator[str]:
        if aside is None:
            said = _("The journal in {folder} was gone.")
            yield said.format(folder=self._store.path.parent)
        else:
            yield _("The journal was damaged.")
        n = len(self._put)
        if self._copy is None and not n:
            yield _("There was no whole copy of it, and a new one was begun.")
        elif self._copy is None:
            said = ngettext(
                "There was no whole copy of it, and a new one was begun with the {n} run still found.",
                "There was no whole copy of it, and a new one was begun with the {n} runs still found.",
                n,
            )
            yield said.format(n=n)
        elif not n:
            yield _("It was restored from the copy of {day}.").format(day=day_of(self._copy))
        else:
            said = ngettext(
                "It was restored from the copy of {day}, and {n} run since then was added.",
                "It was restored from the copy of {day}, and {n} runs since then were added.",
                n,
            )
            yield said.format(day=day_of(self._copy), n=n)
        if self._lost:
            said = ngettext(
                "{n} run could not be read any more.",
                "{n} runs could not be read any more.",
                len(self._lost),
            )
            yield said.format(n=len(self._lost))
        if aside is not None:
            said = _("The damaged file is kept as {aside} in {folder}.")
            yield said.format(aside=aside.name, folder=aside.parent)

    def _newer(self, copy: Path) -> JournalNewerError:
        said = _(
            "The journal {path} is damaged, and its copy {copy} was written by a newer hiptimer. "
            "Both were left as they are. Install the newer hiptimer to restore it."
        )
        return JournalNewerError(said.format(path=self._store.path, copy=copy))

    def _failed(self, error: JournalError | OSError) -> JournalFullError:
        said = _(
            "The journal {path} is damaged and cannot be restored now ({why}). Nothing of it is lost. "
            "Make room, or see that you may write there, and start hiptimer again."
        )
        cause = error.__cause__ or error
        why = cause.strerror if isinstance(cause, OSError) and cause.strerror else cause
        return JournalFullError(said.format(path=self._store.path, why=why))


def _whole(backups: Backups) -> Path:
    """Return where what was put together waits for the journal's name, if for more than a moment."""
    return backups.folder / "restored.db"


class _UnreadableFileError(Exception):
    """A file is not there, or the disk does not give it."""


def _copy_file(path: Path, target: Path) -> None:
    """Copy a file. OSError if the copy cannot be written."""
    with target.open("wb") as copy:
        try:
            source = path.open("rb")
        except OSError as error:
            raise _UnreadableFileError from error
        with source:
            while block := _read(source):
                copy.write(block)


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(_BLOCK)
    except OSError as error:
        raise _UnreadableFileError from error


def _size(db: sqlite3.Connection) -> int:
    pages: int = db.execute("PRAGMA page_count").fetchone()[0]
    page_size: int = db.execute("PRAGMA page_size").fetchone()[0]
    return pages * page_size


def _is_gone(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return True

"""The journal's file: opened, brought up to date, read and written, a transaction at a time."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from hiptimer.errors import JournalBrokenError
from hiptimer.journal.damage import remember
from hiptimer.journal.faults import broken, lacks_place, told
from hiptimer.journal.schema import free_name, prepare
from hiptimer.language import gettext as _

# Windows write in milliseconds. A guide kept waiting for more than two seconds would think that the
# computer had slept.
BUSY_S: Final = 1.0

_HEAD: Final = b"SQLite format 3\0"

Now = Callable[[], datetime]
"""Answers with the moment on the clock on the wall, with its time zone."""


def wall_clock() -> datetime:
    """Return the moment, in the time zone of the computer."""
    return datetime.now(UTC).astimezone()


class Store:
    """The file of a journal; everything here may raise `JournalError` with a sentence for the person.

    Nothing is created until something is written. Use it from one thread.
    """

    def __init__(self, path: Path, now: Now) -> None:
        """Remember where the file is or will be."""
        self.path = path
        self._now = now
        self._db: sqlite3.Connection | None = None

    def open(self) -> None:
        """Create or open the file now, bringing an older one up to date."""
        with self._told():
            self._opened()

    def close(self) -> None:
        """Let the file go."""
        if self._db is not None:
            self._db.close()
            self._db = None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write in one transaction: all that the block does, or nothing."""
        with self._told():
            db = self._opened()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                _leave(db)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read what stands there at the first question, whoever writes meanwhile."""
        with self._told(), ExitStack() as until_read:
            db = self._readable(until_read)
            db.execute("BEGIN")
            try:
                yield db
            finally:
                _leave(db)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell of failures as `told` does, and remember damage until the next start."""
        try:
            with told(self.path):
                yield
        except JournalBrokenError as error:
            remember(self.path, str(error.__cause__ or error))
            raise

    def _readable(self, until_read: ExitStack) -> sqlite3.Connection:
        """Return what can be read from: nothing where nothing is, and a file that may only be read."""
        if self._db is not None or self.path.exists():
            try:
                return self._opened()
            except sqlite3.OperationalError as error:
                if not (lacks_place(error) and self.path.is_file()):
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
            _look_at_head(self.path)
            db = _connected(str(self.path))
            try:
                prepare(db, self.path, self._now().date())
            except BaseException:
                db.close()
                raise
            self._db = db
        return self._db

    def set_aside(self) -> Path:
        """Give a damaged file and its logs another name, and return that."""
        self.close()
        aside = free_name(self.path, "damaged", self._now().date())
        with told(self.path):
            # The logs go first: beside a new file SQLite would take them for that one's.
            for suffix in ("-wal", "-shm", "-journal", ""):
                part = self.path.with_name(self.path.name + suffix)
                if part.exists():
                    part.rename(aside.with_name(aside.name + suffix))
        return aside


def _look_at_head(path: Path) -> None:
    """Raise if the file is none of SQLite's, before SQLite takes its log for worthless and deletes it."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEAD))
    except OSError:
        return  # whoever opens it next tells
    if head not in (b"", _HEAD):
        raise broken(path, _("its first bytes are not those of a journal"))


def _name_to_read(path: Path) -> str:
    logs = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    has_log = any(log.exists() and log.stat().st_size for log in logs)
    return f"{path.absolute().as_uri()}?{'mode=ro' if has_log else 'mode=ro&immutable=1'}"


def _connected(name: str, *, is_uri: bool = False) -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=BUSY_S, isolation_level=None, uri=is_uri)
    db.row_factory = sqlite3.Row
    try:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA fullfsync = ON")  # macOS: wait for the disk itself, not for its cache
    except BaseException as error:
        db.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            # Nothing is wrong with these words; so SQLite blames some forms of damage.
            raise broken(Path(name), str(error)) from error
        raise
    return db


def _leave(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")

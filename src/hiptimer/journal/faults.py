"""What SQLite and the file system say went wrong, in a person's words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hiptimer.errors import (
    JournalBrokenError,
    JournalError,
    JournalFullError,
    JournalNewerError,
)
from hiptimer.language import gettext as _

_PRIMARY = 0xFF  # the rest of an error code only tells variants apart
_NO_RIGHT = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


class UnreadableRowError(Exception):
    """A row holds what this program would never have written."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the world's failures inside the block into a `JournalError` that says what to do.

    What SQLite blames on our own SQL is a bug, and is left as it is.
    """
    try:
        yield
    except sqlite3.Error as error:
        said = _said(error, path)
        if said is None:
            raise
        raise said from error
    except (UnreadableRowError, UnicodeDecodeError) as error:
        # SQLite may quote from a damaged file what is no text.
        raise broken(path, str(error)) from error
    except OSError as error:
        raise _no_right(path, error.strerror or str(error)) from error


def broken(path: Path, why: str) -> JournalBrokenError:
    """Return that the file cannot be read as a journal."""
    said = _(
        "The journal {path} is damaged, or is no journal of hiptimer ({why}). "
        "When hiptimer is next started, it restores what was done from its copies."
    )
    return JournalBrokenError(said.format(path=path, why=why))


def newer(path: Path, version: int, known: int) -> JournalNewerError:
    """Return that the file has a form of later days."""
    said = _(
        "The journal {path} was written by a newer hiptimer (form {version}; this one knows "
        "up to {known}). It was left as it is. Install the newer hiptimer to use it."
    )
    return JournalNewerError(said.format(path=path, version=version, known=known))


def lacks_place(error: sqlite3.Error) -> bool:
    """Say whether SQLite had no right, or no room, to open or to write something."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    return code in (*_NO_RIGHT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def _said(error: sqlite3.Error, path: Path) -> JournalError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python itself complains about bytes that are not text; it gives no code.
        is_text = isinstance(error, sqlite3.OperationalError)
        return broken(path, str(error)) if is_text else None
    match code & _PRIMARY:
        case sqlite3.SQLITE_FULL:
            said = _(
                "There is no room for the journal {path}: the disk is full. "
                "Free some space; what is not yet written is kept and tried again."
            )
            return JournalFullError(said.format(path=path))
        case code if code in _NO_RIGHT:
            return _no_right(path, str(error))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            said = _(
                "The journal {path} is in use by another program. "
                "Close what else has it open; what is not yet written is kept and tried again."
            )
            return JournalError(said.format(path=path))
        case sqlite3.SQLITE_IOERR:
            said = _(
                "The disk with the journal {path} does not answer as it should ({why}). "
                "Check that it is connected and has room."
            )
            return JournalError(said.format(path=path, why=error))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return broken(path, str(error))
        case _:
            return None


def _no_right(path: Path, why: str) -> JournalFullError:
    said = _(
        "The journal {path} cannot be opened for writing ({why}). "
        "Check that its folder exists and that you may write there."
    )
    return JournalFullError(said.format(path=path, why=why))

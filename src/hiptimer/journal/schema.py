"""The form of the journal's file, and how an older form becomes the newest.

The form's number is SQLite's `user_version`; `application_id` says that the file is a journal at all.
"""

import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from hiptimer.journal.faults import broken, newer

APPLICATION_ID: Final = 0x48697054  # "HipT"

_AGAIN_S = 0.02

FIRST: Final = (
    # Session files and prescriptions, each kept once however often it was followed.
    """CREATE TABLE kept (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL
    )""",
    # started_at keeps the clock on the wall with its zone; started_us orders, in microseconds of UTC.
    """CREATE TABLE run (
        id TEXT PRIMARY KEY,
        session_id TEXT NOT NULL,
        title TEXT NOT NULL,
        session_hash TEXT NOT NULL,
        session_text INTEGER NOT NULL REFERENCES kept (id),
        revision INTEGER,
        author TEXT NOT NULL,
        assigned_by TEXT NOT NULL,
        started_at TEXT NOT NULL,
        started_us INTEGER NOT NULL,
        ended_at TEXT,
        status TEXT NOT NULL CHECK (status IN ('running', 'complete', 'stopped', 'pain', 'cut_off')),
        origin TEXT NOT NULL CHECK (origin IN ('played', 'added')),
        app_version TEXT NOT NULL,
        choices TEXT NOT NULL,
        prescribed INTEGER NOT NULL REFERENCES kept (id),
        active_s REAL NOT NULL,
        paused_s REAL NOT NULL,
        note TEXT NOT NULL,
        removed_at TEXT,
        corrected_at TEXT
    )""",
    "CREATE INDEX run_started ON run (started_us)",
    """CREATE TABLE interval (
        run_id TEXT NOT NULL REFERENCES run (id),
        seq INTEGER NOT NULL,
        "index" INTEGER NOT NULL,
        kind TEXT NOT NULL,
        step INTEGER NOT NULL,
        exercise TEXT,
        name TEXT NOT NULL,
        side TEXT,
        "set" INTEGER NOT NULL,
        round INTEGER NOT NULL,
        prescribed INTEGER NOT NULL REFERENCES kept (id),
        version TEXT,
        outcome TEXT NOT NULL,
        done_s REAL NOT NULL,
        done_count INTEGER,
        extra_s REAL NOT NULL,
        started_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        PRIMARY KEY (run_id, seq)
    ) WITHOUT ROWID""",
    # What was done by hand; `before` holds the values that a correction replaced.
    """CREATE TABLE change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL REFERENCES run (id),
        at TEXT NOT NULL,
        what TEXT NOT NULL CHECK (what IN ('added', 'corrected', 'removed')),
        before TEXT NOT NULL,
        undone_at TEXT
    )""",
)
"""The first form; a new file goes through every later one, so that all files are alike."""

TABLES: Final = frozenset({"kept", "run", "interval", "change"})
"""What every form has."""

Migrations = Mapping[int, Sequence[str]]

MIGRATIONS: Final[Migrations] = {
    # What the person answers around a run, why something was left out, and where it hurt; and what a
    # shared folder needs to know of each run.
    2: (
        *(
            f"ALTER TABLE run ADD COLUMN {name} INTEGER CHECK ({name} BETWEEN 0 AND 10)"
            for name in ("pain_before", "pain_after", "pain_next_morning", "effort")
        ),
        "ALTER TABLE run ADD COLUMN settled INTEGER CHECK (settled IN (0, 1))",
        "ALTER TABLE run ADD COLUMN difficulty TEXT",
        "ALTER TABLE run ADD COLUMN ask_next_morning INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE run ADD COLUMN changed_at TEXT",
        # Whether its newest form was written on this computer: those go into the shared folder.
        "ALTER TABLE run ADD COLUMN is_from_here INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE interval ADD COLUMN why TEXT",
        """CREATE TABLE pain_stop (
            run_id TEXT NOT NULL REFERENCES run (id),
            seq INTEGER NOT NULL,
            "index" INTEGER NOT NULL,
            step INTEGER NOT NULL,
            name TEXT NOT NULL,
            side TEXT,
            at TEXT NOT NULL,
            pain INTEGER CHECK (pain BETWEEN 0 AND 10),
            answer TEXT,
            PRIMARY KEY (run_id, seq)
        ) WITHOUT ROWID""",
        # What a newer form from another computer has replaced, so that nothing is ever lost.
        """CREATE TABLE superseded (
            id INTEGER PRIMARY KEY,
            run_id TEXT NOT NULL REFERENCES run (id),
            at TEXT NOT NULL,
            whole TEXT NOT NULL
        )""",
        # When the form was changed that this computer's own file in the shared folder holds.
        "ALTER TABLE run ADD COLUMN shared_form TEXT",
        # How far each file of the shared folder has been read, so that only what is new is read again.
        """CREATE TABLE taken_in (
            name TEXT PRIMARY KEY,
            size INTEGER NOT NULL,
            mtime_ns INTEGER NOT NULL,
            lines INTEGER NOT NULL,
            last TEXT NOT NULL
        ) WITHOUT ROWID""",
        # All that the calendar asks of a run that is over, so that it need not read the runs themselves.
        """CREATE INDEX run_over ON run (
            started_us, started_at, session_id, status, active_s, pain_before, pain_after, effort
        ) WHERE status != 'running' AND removed_at IS NULL""",
        # A start asks for what was cut off, and for the runs of each session on offer.
        """CREATE INDEX run_open ON run (started_us)
            WHERE status = 'running' AND removed_at IS NULL""",
        "CREATE INDEX run_of_session ON run (session_id, started_us)",
        # After each run the shared folder asks, in just these words, what is missing there.
        """CREATE INDEX run_not_shared ON run (started_us, id)
            WHERE is_from_here AND status != 'running'
            AND shared_form IS NOT coalesce(changed_at, '')""",
        """CREATE INDEX run_from_here ON run (status)
            WHERE is_from_here AND status != 'running'""",
    ),
}
"""What leads to a form from the one before it, by the form's number."""


def prepare(
    db: sqlite3.Connection, path: Path, today: date, migrations: Migrations = MIGRATIONS
) -> None:
    """Make the file a journal in the newest form, or raise the `JournalError` that says why not.

    `db` is open in autocommit mode. A new file is filled; an older one is copied beside itself and
    then brought up form by form; nothing else is touched.
    """
    newest = max(migrations, default=1)
    if _is_empty(db):
        _fill(db, migrations)
    _check(db, path, newest)
    version = _version(db)
    if version < newest:
        _copy(db, free_name(path, f"before-v{newest}", today))
        for number in range(version + 1, newest + 1):
            if number not in migrations:
                raise broken(path, f"user_version {version}")
            _migrate(db, number, migrations[number])


def look_through(db: sqlite3.Connection, path: Path) -> None:
    """Look at every page of the file and at all that one row says of another; raise what is wrong."""
    found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise broken(path, found)
    amiss = db.execute("PRAGMA foreign_key_check").fetchone()
    if amiss is not None:
        raise broken(path, f"a row of {amiss[0]} that belongs to none of {amiss[2]}")


def compare(db: sqlite3.Connection, path: Path) -> None:
    """Look whether the file has every column of the newest form, and raise what it lacks."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as whole:
        _fill(whole, MIGRATIONS)
        missing = _columns(whole) - _columns(db)
    if missing:
        raise broken(path, f"no column {min(missing)}")


def _columns(db: sqlite3.Connection) -> set[str]:
    found = db.execute(
        "SELECT entry.name, field.name FROM sqlite_master AS entry"
        " JOIN pragma_table_info(entry.name) AS field WHERE entry.type = 'table'"
    )
    return {f"{table}.{column}" for table, column in found}


def free_name(path: Path, why: str, today: date) -> Path:
    """Return a name beside `path` that says why and when, and that nothing has yet."""
    stem = f"{path.stem}-{why}-{today.isoformat()}"
    names = (
        path.with_name(f"{stem}{f'-{number}' if number > 1 else ''}{path.suffix}")
        for number in count(1)
    )
    return next(name for name in names if not name.exists())


def _fill(db: sqlite3.Connection, migrations: Migrations) -> None:
    _write_ahead(db)
    db.execute("BEGIN IMMEDIATE")
    with db:
        if not _is_empty(db):  # another window was quicker
            return
        for statement in FIRST:
            db.execute(statement)
        for number in sorted(migrations):
            for statement in migrations[number]:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {max(migrations, default=1)}")


def _write_ahead(db: sqlite3.Connection) -> None:
    """Let one window read while another writes; a file system that has not got that stays as it was."""
    (busy_ms,) = db.execute("PRAGMA busy_timeout").fetchone()
    until = time.monotonic() + busy_ms / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            # For this change SQLite itself does not wait where two windows ask for it at once.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_S)
        else:
            return


def _check(db: sqlite3.Connection, path: Path, newest: int) -> None:
    if _application_id(db) != APPLICATION_ID:
        raise broken(path, f"application_id {_application_id(db)}")
    version = _version(db)
    if version > newest:
        raise newer(path, version, newest)
    missing = TABLES - {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    if missing:
        raise broken(path, f"no table {min(missing)}")


def _migrate(db: sqlite3.Connection, number: int, statements: Sequence[str]) -> None:
    db.execute("BEGIN IMMEDIATE")
    with db:
        if _version(db) >= number:  # another window was quicker
            return
        for statement in statements:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")


def _copy(db: sqlite3.Connection, target: Path) -> None:
    try:
        with closing(sqlite3.connect(target)) as copy:
            db.backup(copy)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _is_empty(db: sqlite3.Connection) -> bool:
    if _version(db) or _application_id(db):
        return False
    return db.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _application_id(db: sqlite3.Connection) -> int:
    application_id: int = db.execute("PRAGMA application_id").fetchone()[0]
    return application_id


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version

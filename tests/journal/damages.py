"""What can happen to the file of a journal that nobody has open."""

import sqlite3
from contextlib import closing

PAGE = 4096


def root_of(path, name):
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,))
        root = found.fetchone()[0]
    return root - 1


def overwrite(path, at, data):
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def pages_overwritten(path):
    pages = path.stat().st_size // PAGE
    overwrite(path, pages // 2 * PAGE, b"\xff" * 4 * PAGE)


def pages_zeroed(path):
    """As after a power cut on a file system that had only made room for them."""
    pages = path.stat().st_size // PAGE
    overwrite(path, pages // 2 * PAGE, b"\0" * 4 * PAGE)


def header_destroyed(path):
    overwrite(path, 0, b"\xa5" * 100)


def first_page_destroyed(path):
    overwrite(path, 0, b"\0" * PAGE)


def cut_in_half(path):
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2 // PAGE * PAGE + 100)


def emptied(path):
    path.write_bytes(b"")


def zeroed(path):
    path.write_bytes(bytes(path.stat().st_size))


def garbage(path):
    path.write_bytes(b"These are my letters.\n" * 5000)


def gone(path):
    path.unlink()


def index_destroyed(path):
    overwrite(path, root_of(path, "run_started") * PAGE, b"\x13" * PAGE)


def key_index_destroyed(path):
    overwrite(path, root_of(path, "sqlite_autoindex_run_1") * PAGE, b"\x13" * PAGE)


def table_root_destroyed(path):
    overwrite(path, root_of(path, "run") * PAGE, b"\x13" * PAGE)


def schema_swapped(path):
    """Let an index be taken for another one: every page is well-formed."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_master WHERE name = 'run_started'")


EVERY = (
    pages_overwritten,
    pages_zeroed,
    header_destroyed,
    first_page_destroyed,
    cut_in_half,
    emptied,
    zeroed,
    garbage,
    gone,
    index_destroyed,
    key_index_destroyed,
    table_root_destroyed,
    schema_swapped,
)

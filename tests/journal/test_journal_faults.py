"""What the world does to the journal: a full disk, a damaged file, somebody else's file."""

import os
import sqlite3
from contextlib import closing, contextmanager
from datetime import date

import pytest
from journal_samples import NOON, a_record, a_run, a_whole, written
from lending import somebody_else

from full_disk import fill, small_disk
from hiptimer.errors import (
    JournalBrokenError,
    JournalError,
    JournalFullError,
    JournalNewerError,
)
from hiptimer.journal import claim as claims
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import Status
from hiptimer.journal.schema import free_name, prepare


@contextmanager
def changed(path):
    """Meddle with the file itself."""
    with closing(sqlite3.connect(path)) as db, db:
        yield db


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter there")
def test_where_nothing_may_be_written_the_history_can_be_read(journals, open_to_all):
    journal = journals(open_to_all)
    run = written(journal).run
    journal.close()
    with somebody_else(open_to_all.parent):
        reader = journals(open_to_all)
        assert reader.runs() == (run,)
        assert len(list(reader.every_run())) == 1
        assert reader.open_or_set_aside() == ""
        with pytest.raises(JournalFullError, match="cannot be opened for writing"):
            reader.note(run.id, "later")
        assert reader.runs() == (run,)
    assert journals(open_to_all).run(run.id).note == run.note


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter there")
def test_where_nothing_may_be_written_a_log_is_not_overlooked(journals, open_to_all):
    journal = journals(open_to_all)
    runs = [written(journal).run]  # it stays open: the newest is in the log alone
    with somebody_else(open_to_all.parent):
        reader = journals(open_to_all)
        assert list(reader.runs()) == runs
        reader.close()


@contextmanager
def full_disk(journal):
    """Let SQLite find no room for another page, and room again afterwards."""
    with journal.store.reading() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
    journal.store._db.execute(f"PRAGMA max_page_count = {pages}")
    yield
    journal.store._db.execute("PRAGMA max_page_count = 1000000")


def test_a_full_disk_is_said_and_harms_nothing(journal):
    whole = written(journal)
    with full_disk(journal), pytest.raises(JournalFullError, match="disk is full"):
        journal.add(a_whole(note="x" * 100_000))
    assert journal.runs() == (whole.run,)
    journal.add(a_whole())
    assert len(journal.runs()) == 2


def test_a_disk_that_fails_is_said(journal):
    journal.open()
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        with pytest.raises(JournalError, match="does not answer as it should"):
            journal.begin(a_run(note="x" * 100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    journal.begin(a_run())
    assert len(journal.runs()) == 1


def test_on_a_full_disk_the_history_can_be_read(tmp_path):
    with small_disk(tmp_path / "disk", 400) as is_small:
        if not is_small:
            pytest.skip("only somebody who may mount can make a small disk")
        path = tmp_path / "disk" / "journal.db"
        with closing(Journal(path, lambda: NOON)) as journal:
            run = written(journal).run
        fill(tmp_path / "disk")
        with closing(Journal(path, lambda: NOON)) as journal:
            assert journal.open_or_set_aside() == ""
            assert journal.runs() == (run,)
            with pytest.raises(JournalError, match=r"disk is full|does not answer"):
                journal.note(run.id, "later")
            assert journal.runs() == (run,)


def test_a_folder_in_the_place_of_the_file_is_said_and_left(journal, path):
    path.mkdir(parents=True)
    for use in (journal.open, journal.runs, journal.open_or_set_aside):
        with pytest.raises(JournalFullError, match="cannot be opened for writing"):
            use()
    assert path.is_dir()


def test_a_file_in_the_place_of_the_folder_is_said(journal, path):
    path.parent.write_text("not a folder")
    with pytest.raises(JournalFullError, match="cannot be opened for writing"):
        journal.begin(a_run())  # the claim comes first, and survives as well


def test_a_journal_held_by_another_program_is_said(journal, path):
    run = written(journal).run
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert journal.runs() == (run,)  # reading goes on
        with pytest.raises(JournalError, match="in use by another program"):
            journal.note(run.id, "later")
    journal.note(run.id, "later")
    assert journal.run(run.id).note == "later"


@pytest.mark.parametrize(
    "content",
    [b"Not a database, but long enough to be taken for one." * 40, b"\x00" * 5000, b"short"],
)
def test_a_file_that_is_no_journal_is_set_aside_whole(journal, path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    path.with_name("journal.db-wal").write_bytes(b"its log")
    with pytest.raises(JournalBrokenError, match="damaged, or is no journal"):
        journal.runs()
    assert path.read_bytes() == content
    said = journal.open_or_set_aside()
    assert "journal-damaged-2026-11-22.db" in said
    assert str(path.parent) in said
    assert path.with_name("journal-damaged-2026-11-22.db").read_bytes() == content
    assert path.with_name("journal-damaged-2026-11-22.db-wal").read_bytes() == b"its log"
    assert journal.runs() == ()
    journal.begin(a_run())


def test_a_second_damaged_file_gets_another_name(journal, path):
    for _turn in range(2):
        journal.close()
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"damaged" * 100)
        journal.open_or_set_aside()
    assert sorted(one.name for one in path.parent.glob("*damaged*")) == [
        "journal-damaged-2026-11-22-2.db",
        "journal-damaged-2026-11-22.db",
    ]


def test_damage_inside_is_found_and_set_aside_with_its_log(journal, journals, path):
    written(journal)
    journal.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
    other = journals()
    assert "new one was begun" in other.open_or_set_aside()
    aside = path.with_name("journal-damaged-2026-11-22.db")
    assert aside.read_bytes()[4096:8192] == b"\xff" * 4096
    assert other.runs() == ()


def test_damage_that_only_a_check_finds_is_found(journal, journals, path):
    written(journal)
    journal.close()
    with changed(path) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_master WHERE name = 'run_started'")
    assert "kept as journal-damaged" in journals().open_or_set_aside()


def test_all_being_well_nothing_is_said(journal, journals):
    assert journal.open_or_set_aside() == ""
    whole = written(journal)
    assert journal.open_or_set_aside() == ""
    assert journals().open_or_set_aside() == ""
    assert journal.whole(whole.run.id) == whole


def test_a_newer_journal_is_refused_and_left_alone(journal, journals, path):
    written(journal)
    journal.close()
    with changed(path) as db:
        db.execute("PRAGMA user_version = 7")
    before = path.read_bytes()
    other = journals()
    for use in (other.open, other.runs, other.open_or_set_aside):
        with pytest.raises(JournalNewerError, match=r"newer hiptimer.*form 7.*up to 2"):
            use()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA application_id = 12",
        "DROP TABLE change",
        "PRAGMA user_version = 0",
    ],
)
def test_another_programs_database_is_refused_and_left_alone(journal, journals, path, statement):
    written(journal)
    journal.close()
    with changed(path) as db:
        db.execute(statement)
    before = path.read_bytes()
    with pytest.raises(JournalBrokenError):
        journals().runs()
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE run SET choices = '{'",
        "UPDATE run SET choices = '[]'",
        "UPDATE run SET choices = '{}'",
        "UPDATE run SET started_at = 'yesterday'",
        "UPDATE run SET title = CAST(x'ff' AS TEXT)",
        "UPDATE kept SET text = '{\"kind\": 1}' WHERE text LIKE '[%'",
        "UPDATE interval SET outcome = 'dreamt'",
    ],
)
def test_rows_that_make_no_sense_are_said(journal, journals, path, statement):
    run = written(journal).run
    journal.close()
    with changed(path) as db:
        db.execute(statement)
    with pytest.raises(JournalBrokenError, match="damaged"):
        journals().whole(run.id)


def test_a_mistake_in_our_own_sql_is_not_blamed_on_the_file(journal):
    with (
        pytest.raises(sqlite3.OperationalError, match="no such table"),
        journal.store.writing() as db,
    ):
        db.execute("SELECT * FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError):
        journal.write(a_record(a_run()), active_s=0, paused_s=0)
    with pytest.raises(sqlite3.ProgrammingError), journal.store.writing() as db:
        db.execute("SELECT ?", ())


# From one form to the next.

OLDEST = """
    CREATE TABLE kept (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, text TEXT NOT NULL);
    CREATE TABLE run (id TEXT PRIMARY KEY, title TEXT NOT NULL);
    CREATE TABLE interval (run_id TEXT NOT NULL, seq INTEGER NOT NULL);
    CREATE TABLE change (id INTEGER PRIMARY KEY);
    INSERT INTO run VALUES ('a', 'Hip session A');
    PRAGMA application_id = 1214869588;
    PRAGMA user_version = 1;
"""
MIGRATIONS = {
    2: ("ALTER TABLE run ADD COLUMN effort INTEGER", "UPDATE run SET effort = 4"),
    3: ("ALTER TABLE run RENAME COLUMN title TO called",),
}
TODAY = date(2026, 11, 22)


@pytest.fixture
def oldest(tmp_path):
    path = tmp_path / "journal.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(OLDEST)
    return path


@contextmanager
def opened(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        yield db


def test_an_old_journal_is_copied_and_brought_up_to_date(oldest):
    with opened(oldest) as db:
        prepare(db, oldest, TODAY, MIGRATIONS)
        assert db.execute("SELECT id, called, effort FROM run").fetchall() == [
            ("a", "Hip session A", 4)
        ]
        assert db.execute("PRAGMA user_version").fetchone() == (3,)
        prepare(db, oldest, TODAY, MIGRATIONS)  # nothing is left to do
    (copy,) = oldest.parent.glob("journal-before-*")
    assert copy.name == "journal-before-v3-2026-11-22.db"
    with opened(copy) as db:
        assert db.execute("SELECT * FROM run").fetchall() == [("a", "Hip session A")]
        assert db.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_migration_that_fails_leaves_the_form_before_it(oldest):
    failing = {**MIGRATIONS, 3: ("DELETE FROM run", "UPDATE nowhere SET x = 1")}
    with opened(oldest) as db:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            prepare(db, oldest, TODAY, failing)
        assert db.execute("SELECT * FROM run").fetchall() == [("a", "Hip session A", 4)]
        assert db.execute("PRAGMA user_version").fetchone() == (2,)
        prepare(db, oldest, TODAY, MIGRATIONS)
        assert db.execute("PRAGMA user_version").fetchone() == (3,)


def test_a_form_nobody_knows_the_way_from_is_refused(oldest):
    with opened(oldest) as db:
        with pytest.raises(JournalBrokenError):
            prepare(db, oldest, TODAY, {3: MIGRATIONS[3]})
        assert db.execute("PRAGMA user_version").fetchone() == (1,)


def test_without_a_copy_nothing_is_migrated(oldest):
    name = free_name(oldest, "before-v3", TODAY)
    name.symlink_to(oldest.parent / "no folder" / "copy.db")
    with opened(oldest) as db:
        with pytest.raises(sqlite3.OperationalError):
            prepare(db, oldest, TODAY, MIGRATIONS)
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert not name.is_symlink()  # half a copy would be taken for a whole one


def test_a_window_that_comes_second_does_not_migrate_again(oldest):
    """Both have seen the old form; the first one's migration then stands."""

    class Late(sqlite3.Connection):
        """Lets the other window go first at the moment of its own first transaction."""

        def execute(self, sql, *values):
            if sql == "BEGIN IMMEDIATE" and not oldest.with_name("gone first").exists():
                oldest.with_name("gone first").touch()
                with opened(oldest) as first:
                    prepare(first, oldest, TODAY, MIGRATIONS)
            return super().execute(sql, *values)

    with closing(sqlite3.connect(oldest, isolation_level=None, factory=Late)) as db:
        prepare(db, oldest, TODAY, MIGRATIONS)
        assert db.execute("SELECT id, called, effort FROM run").fetchall() == [
            ("a", "Hip session A", 4)
        ]


def test_a_window_that_comes_second_does_not_fill_again(path):
    path.parent.mkdir()

    class Late(sqlite3.Connection):
        """Lets the other window create the journal first."""

        def execute(self, sql, *values):
            if sql == "BEGIN IMMEDIATE":
                with opened(path) as first:
                    prepare(first, path, TODAY)
                    first.execute("INSERT INTO kept VALUES (1, 'a', 'of the first')")
            return super().execute(sql, *values)

    with closing(sqlite3.connect(path, isolation_level=None, factory=Late)) as db:
        prepare(db, path, TODAY)
        assert db.execute("SELECT text FROM kept").fetchall() == [("of the first",)]


# Claims where there are no locks.


def test_where_a_claim_cannot_be_made_the_run_is_played_all_the_same(journal, journals, path):
    run = a_run()
    (path.parent / f"playing-{run.id}.lock").mkdir(parents=True)
    journal.begin(run)
    assert [whole.run for whole in journals().unfinished()] == [run]
    journal.end(run.id, Status.COMPLETE, NOON, active_s=0, paused_s=0)
    assert journals().unfinished() == ()


def test_a_file_system_without_locks_stops_nothing(journal, journals, monkeypatch):
    def no_locks(_file):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(claims, "_lock", no_locks)
    run = a_run()
    journal.begin(run)
    assert [whole.run for whole in journals().unfinished()] == [run]

"""A journal that the first program wrote, opened by this one."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from journal_samples import NOON, a_record, a_run, a_whole

from hiptimer.journal import schema
from hiptimer.journal.changes import ChangeKind
from hiptimer.journal.plain import as_json, choices_as_plain
from hiptimer.journal.records import CheckIns, Status, WholeRun
from hiptimer.journal.rows import microseconds

# As the first program wrote them; they must not follow what the tables have become.
_RUN = """INSERT INTO run (
        id, session_id, title, session_hash, session_text, revision, author, assigned_by,
        started_at, started_us, ended_at, status, origin, app_version, choices, prescribed,
        active_s, paused_s, note, removed_at, corrected_at
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_INTERVAL = """INSERT INTO interval (
        run_id, seq, "index", kind, step, exercise, name, side, "set", round, prescribed,
        version, outcome, done_s, done_count, extra_s, started_at, ended_at
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def kept(db, text):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    db.execute(
        "INSERT INTO kept (sha256, text) VALUES (?, ?) ON CONFLICT DO NOTHING", (sha256, text)
    )
    return db.execute("SELECT id FROM kept WHERE sha256 = ?", (sha256,)).fetchone()[0]


def insert(db, whole):
    run = whole.run
    values = (run.id, run.session_id, run.title, run.session_hash, kept(db, run.session_text))
    values += (run.revision, run.author, run.assigned_by, run.started_at.isoformat())
    values += (microseconds(run.started_at), run.ended_at and run.ended_at.isoformat())
    values += (run.status.value, run.origin.value, run.app_version)
    values += (as_json(choices_as_plain(run.choices)), kept(db, as_json(run.prescribed)))
    values += (run.active_s, run.paused_s, run.note)
    values += (run.removed_at and run.removed_at.isoformat(), None)
    db.execute(_RUN, values)
    for one in whole.intervals:
        values = (one.run_id, one.seq, one.index, one.kind.value, one.step, one.exercise, one.name)
        values += (one.side and one.side.value, one.set, one.round)
        values += (kept(db, as_json(one.prescribed)), None, one.outcome.value, one.done_s)
        values += (one.done_count, one.extra_s)
        values += (one.started_at.isoformat(), one.ended_at.isoformat())
        db.execute(_INTERVAL, values)


@pytest.fixture
def wholes():
    """Return runs oldest first: three done, one removed, one that was cut off."""
    done = [a_whole(started_at=NOON - timedelta(days=9 - day)) for day in range(3)]
    removed = a_whole(started_at=NOON - timedelta(days=1), removed_at=NOON)
    run = a_run(active_s=30.0)
    return (*done, removed, WholeRun(run, (a_record(run),)))


@pytest.fixture
def oldest(path, wholes):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        for statement in schema.FIRST:
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
        for whole in wholes:
            insert(db, whole)
        db.execute(
            "INSERT INTO change (run_id, at, what, before) VALUES (?, ?, 'removed', ?)",
            (wholes[3].run.id, NOON.isoformat(), '{"run":{"removed_at":null},"intervals":{}}'),
        )
    return path


@pytest.mark.usefixtures("oldest")
def test_every_run_of_the_first_form_is_there(journal, wholes):
    assert tuple(journal.every_run()) == wholes
    assert [whole.run.status for whole in journal.unfinished()] == [Status.RUNNING]
    assert journal.to_ask() == ()
    assert journal.last_change().kind is ChangeKind.REMOVED
    journal.undo()
    assert journal.run(wholes[3].run.id) == replace(wholes[3].run, removed_at=None)


def test_the_first_form_is_copied_before_it_is_touched(oldest, journal, journals, wholes):
    journal.open()
    (copy,) = oldest.parent.glob("journal-before-*")
    assert copy.name == "journal-before-v2-2026-11-22.db"
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert db.execute("SELECT count(*) FROM run").fetchone() == (len(wholes),)
        columns = {row[1] for row in db.execute("PRAGMA table_info(run)")}
        assert "pain_before" not in columns
    assert tuple(journals(copy).every_run()) == wholes  # it opens as a journal too


@pytest.mark.usefixtures("oldest")
def test_what_the_first_form_had_not_is_written_into_it(journal, wholes):
    run_id = wholes[0].run.id
    journal.check_in(run_id, CheckIns(pain_after=2), ask_next_morning=True)
    assert journal.run(run_id).check_ins == CheckIns(pain_after=2)
    assert [run.id for run in journal.runs(limit=1)] == [wholes[4].run.id]


def test_a_file_brought_up_to_date_has_the_form_of_a_new_one(oldest, journal, journals):
    journal.open()
    fresh = journals(oldest.with_name("fresh.db"))
    fresh.open()

    def form(of):
        with of.store.reading() as db:
            names = [row["name"] for row in db.execute("SELECT name FROM sqlite_master ORDER BY 1")]
            return {
                name: [tuple(row) for row in db.execute(f"PRAGMA table_info({name})")]
                for name in names
            }

    assert form(journal) == form(fresh)

"""Runs in the journal: written, found again, gone on with."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from at_once import at_once
from journal_samples import NOON, TEXT, WORK, a_record, a_run, utc, written

from hiptimer.errors import JournalError
from hiptimer.journal import store as store_module
from hiptimer.journal.changes import Correction
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import Status, WholeRun, resumable_at
from hiptimer.journal.store import wall_clock


def test_reading_creates_nothing(journal, path):
    assert journal.runs() == ()
    assert journal.unfinished() == ()
    assert journal.run("0" * 32) is None
    assert journal.last_change() is None
    assert list(journal.every_run()) == []
    assert not path.parent.exists()


def test_open_creates_folder_and_file(journal, path):
    journal.open()
    assert path.exists()
    assert journal.runs() == ()


def test_the_wall_clock_knows_its_time_zone():
    assert wall_clock().utcoffset() is not None


def test_a_run_comes_back_as_it_was_written(journals, journal):
    whole = written(journal)
    journal.close()
    assert journals().whole(whole.run.id) == whole
    assert journals().run(whole.run.id) == whole.run
    assert journals().intervals(whole.run.id) == whole.intervals


def test_a_run_keeps_its_own_clock_on_the_wall(journal):
    whole = written(journal)
    assert journal.run(whole.run.id).started_at.isoformat() == "2026-11-22T12:00:00+01:00"


def test_what_is_followed_again_is_kept_once(journal, path):
    for _turn in range(3):
        written(journal)
    journal.close()
    with closing(sqlite3.connect(path)) as db:
        texts = [text for (text,) in db.execute("SELECT text FROM kept")]
    assert texts.count(TEXT) == 1
    assert len(texts) == 2 + len(WORK)  # the file, the whole prescription, each work interval's


def test_the_file_outlives_a_power_cut(journal, path):
    journal.open()
    with journal.store.reading() as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert db.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL


def test_an_interval_written_twice_stands_once_as_it_was_first(journal):
    run = a_run()
    journal.begin(run)
    record = a_record(run)
    journal.write(record, active_s=30, paused_s=0)
    journal.write(replace(record, done_s=1.0), active_s=30, paused_s=0)
    assert journal.intervals(run.id) == (record,)


def test_a_run_that_is_over_is_not_ended_again(journal):
    whole = written(journal)
    journal.end(whole.run.id, Status.PAIN, NOON, active_s=0, paused_s=0)
    assert journal.run(whole.run.id) == whole.run


def test_runs_come_newest_first_whatever_their_time_zone(journal):
    early = written(journal, started_at=utc(2026, 11, 22, 10, 59)).run  # by the clock: before
    late = written(journal, started_at=NOON).run  # 11:00 UTC
    latest = written(journal, started_at=utc(2026, 11, 22, 11, 1)).run
    assert [run.id for run in journal.runs()] == [latest.id, late.id, early.id]
    assert [run.id for run in journal.runs(limit=2)] == [latest.id, late.id]
    assert [run.id for run in journal.runs(since=NOON)] == [latest.id, late.id]


def test_runs_of_one_session(journal):
    written(journal)
    other = written(journal, session_id="desk-reset").run
    assert journal.runs(session_id="desk-reset") == (other,)


def test_every_run_comes_oldest_first_removed_ones_too(journal):
    late = written(journal, started_at=NOON)
    early = written(journal, started_at=NOON - timedelta(days=1))
    journal.remove(late.run.id)
    assert [whole.run.id for whole in journal.every_run()] == [early.run.id, late.run.id]


def test_the_last_seven_days_are_counted_by_session(journal):
    for days in (0, 6, 7, 8):
        written(journal, started_at=NOON - timedelta(days=days))
    written(journal, session_id="desk-reset")
    removed = written(journal)
    journal.remove(removed.run.id)
    journal.begin(a_run())  # not done yet
    assert journal.done_since() == {"hip-a": 3, "desk-reset": 1}
    assert journal.done_since(NOON - timedelta(days=1)) == {"hip-a": 1, "desk-reset": 1}


def test_the_note_is_written_after_the_end(journal):
    run = written(journal).run
    journal.note(run.id, "Right hip tighter than left.")
    assert journal.run(run.id) == replace(run, note="Right hip tighter than left.")
    assert journal.last_change() is None


# Cut off and resumed.


def test_a_run_in_hand_is_offered_in_no_window(journal, journals):
    journal.begin(a_run())
    assert journal.unfinished() == ()
    assert journals().unfinished() == ()


def test_a_run_is_offered_when_its_window_is_gone(journal, journals, path):
    older, newer = a_run(started_at=NOON - timedelta(days=1)), a_run()
    for run in (older, newer):
        journal.begin(run)
    record = a_record(newer)
    journal.write(record, active_s=30, paused_s=2)
    journal.close()
    found = journals().unfinished()
    assert [whole.run.id for whole in found] == [newer.id, older.id]
    assert found[0] == WholeRun(replace(newer, active_s=30, paused_s=2), (record,))
    assert resumable_at(found[0]) == WORK[1]
    assert list(path.parent.glob("*.lock")) == []


def test_only_one_window_resumes_a_run(journal, journals):
    run = a_run()
    journal.begin(run)
    journal.close()
    first, second = journals(), journals()
    assert first.resume(run.id) == WholeRun(run)
    with pytest.raises(JournalError, match="another window"):
        second.resume(run.id)
    assert second.unfinished() == ()
    first.let_go(run.id)
    assert second.resume(run.id) == WholeRun(run)
    second.end(run.id, Status.COMPLETE, NOON, active_s=0, paused_s=0)
    for run_id in (run.id, "0" * 32):
        with pytest.raises(JournalError, match="over"):
            first.resume(run_id)
    second.correct(run.id, Correction(note="nobody holds it any more"))


def test_a_run_removed_meanwhile_is_not_resumed(journal, journals):
    """What is played on would count for nothing."""
    run = a_run()
    first = journals()
    first.begin(run)
    first.close()
    journal.remove(run.id)
    with pytest.raises(JournalError, match="it cannot be resumed"):
        first.resume(run.id)
    journal.undo()
    assert first.resume(run.id) == WholeRun(run)


def test_a_run_that_is_not_resumed_ended_with_its_last_interval(journal, journals):
    run, empty = a_run(), a_run()
    journal.begin(run)
    journal.begin(empty)
    journal.write(a_record(run, WORK[0], 0), active_s=30, paused_s=0)
    last = a_record(run, WORK[1], 1)
    journal.write(last, active_s=60, paused_s=0)
    other = journals()
    with pytest.raises(JournalError):
        other.set_cut_off(run.id)
    journal.close()
    other.set_cut_off(run.id)
    other.set_cut_off(empty.id)
    assert other.unfinished() == ()
    found = other.run(run.id)
    assert (found.status, found.ended_at, found.active_s) == (Status.CUT_OFF, last.ended_at, 60)
    assert other.run(empty.id).ended_at == empty.started_at


def test_the_intervals_outlive_kill_9(path, journals):
    child = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("write_until_killed.py"), path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        run_id = child.stdout.readline().strip()
        assert journals().unfinished() == ()  # the child lives
        said = [child.stdout.readline().strip() for _line in range(3)]
        child.kill()
    assert child.returncode == -9
    (found,) = journals().unfinished()
    assert found.run.id == run_id
    written_down = [str(record.index) for record in found.intervals]
    assert written_down[:3] == said
    assert [record.seq for record in found.intervals] == [*range(len(found.intervals))]
    assert resumable_at(found) == WORK[1]
    assert journals().resume(run_id) == found


def test_windows_that_create_the_journal_at_once_share_it(path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from pathlib import Path\n"
        "from journal_samples import written\n"
        "from hiptimer.journal import store as module\n"
        "from hiptimer.journal.journal import Journal\n"
        "module.BUSY_S = 60\n"  # however slow the disk of this machine
        "sys.stdin.readline()\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "written(journal)\n"
        "journal.close()\n"
    )
    assert at_once(code, path, Path(__file__).parent) == [("", "")] * 3
    with closing(Journal(path)) as journal:
        assert len(journal.runs()) == 3


@pytest.fixture
def creating(path):
    """Another window that is just about to create the file."""
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_a_window_waits_for_another_that_is_about_to_create_the_file(
    creating, journal, monkeypatch
):
    monkeypatch.setattr(store_module, "BUSY_S", 60)
    leaves = threading.Timer(0.2, creating.rollback)
    leaves.start()
    written(journal)
    leaves.join()
    assert len(journal.runs()) == 1


def test_a_window_that_waits_in_vain_says_so(creating, journal):
    with pytest.raises(JournalError, match="in use by another program"):
        journal.open()
    creating.rollback()
    written(journal)
    assert len(journal.runs()) == 1


def test_one_window_reads_while_another_writes(journal, journals):
    other = journals()
    mine, yours = a_run(), a_run(started_at=NOON + timedelta(hours=1))
    journal.begin(mine)
    other.begin(yours)
    journal.write(a_record(mine), active_s=30, paused_s=0)
    seen = other.every_run()
    next(seen)
    journal.write(a_record(mine, WORK[1], 1), active_s=60, paused_s=0)  # while the other reads
    assert len(list(seen)) == 1
    assert len(other.intervals(mine.id)) == 2


def test_closing_twice_is_as_good_as_once(journal):
    journal.open()
    journal.close()
    journal.close()


def test_runs_of_one_session_share_its_text(journal):
    """Or a history of some years would not fit into memory."""
    for _turn in range(3):
        written(journal, session_text="x" * 100_000)
    assert len({id(run.session_text) for run in journal.runs()}) == 1

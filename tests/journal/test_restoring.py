"""A journal that was damaged is there again at the next start, with all that was done."""

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import damages
import pytest
from journal_samples import NOON, a_record, a_run, a_whole, written
from lending import somebody_else

from full_disk import fill, small_disk
from hiptimer.engine.events import Outcome
from hiptimer.errors import JournalBrokenError, JournalError, JournalFullError, JournalNewerError
from hiptimer.journal import restoring as module
from hiptimer.journal.backups import Backups
from hiptimer.journal.changes import Correction
from hiptimer.journal.claim import claim_file
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import CheckIns, Reason, Status

OLD, NEW = 30, 3


def on(path, days=0):
    return Backups(path, lambda: NOON + timedelta(days=days))


def everything(journal):
    return {whole.run.id: whole for whole in journal.every_run()}


def aside(path):
    return sorted(one.name for one in path.parent.glob("*damaged*"))


@pytest.fixture
def kept(journals, path):
    """Write runs of two days, the copy made between them; return all of them. Nobody has it open."""
    journal = journals()
    journal.follow(on(path).note)
    old = [a_whole(note="x" * 3000) for _turn in range(OLD)]
    journal.merge(old)
    on(path, days=-1).copy()
    for _turn in range(NEW):
        journal.add(a_whole())
    journal.remove(old[0].run.id)
    journal.check_in(old[1].run.id, CheckIns(pain_after=3))
    journal.correct(old[2].run.id, Correction(note="Put right."))
    found = everything(journal)
    journal.close()
    return found


@pytest.fixture
def untouched(kept):
    """Return the id of a run that the copy has, shown and never changed since; ids are random."""
    own = (one.run for one in kept.values() if one.run.note == "x" * 3000)
    return next(run.id for run in own if run.removed_at is None and run.check_ins == CheckIns())


@pytest.fixture
def copy(path):
    return on(path).folder / "journal-2026-11-21.db"


@pytest.mark.parametrize("damage", damages.EVERY)
def test_everything_is_there_again(journals, path, kept, damage):
    damage(path)
    broken = path.read_bytes() if path.exists() else b""
    journal = journals()
    said = journal.open_or_set_aside()
    assert everything(journal) == kept
    # The runs of today, and those of the copy that were changed today.
    assert "restored from the copy of 2026-11-21, and 6 runs since then were added." in said
    if broken:
        assert said.startswith("The journal was damaged. It was restored")
        assert f"is kept as journal-damaged-2026-11-22.db in {path.parent}." in said
        assert (path.parent / "journal-damaged-2026-11-22.db").read_bytes() == broken
    else:
        assert f"The journal in {path.parent} was gone." in said
    assert journal.open_or_set_aside() == ""
    journal.close()
    again = journals()
    assert again.open_or_set_aside() == ""
    written(again)
    assert len(everything(again)) == len(kept) + 1
    left = {one.name for one in on(path).folder.iterdir()}
    assert left == {"journal-2026-11-21.db", "since-2026-11-22.jsonl"}
    with again.store.reading() as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


@pytest.mark.parametrize("damage", damages.EVERY)
def test_what_was_done_by_hand_before_the_copy_can_still_be_taken_back(
    journals, path, kept, damage
):
    journal = journals()
    run_id = next(iter(kept))
    journal.correct(run_id, Correction(note="before the copy"))
    on(path, days=0).copy()
    journal.close()
    damage(path)
    again = journals()
    again.open_or_set_aside()
    assert again.run(run_id).note == "before the copy"
    assert again.undo().run_id == run_id


@pytest.mark.parametrize(
    "damage",
    [damages.pages_overwritten, damages.pages_zeroed, damages.cut_in_half, damages.garbage],
)
def test_of_a_damaged_file_alone_what_can_be_read_is_kept_as_it_was(journals, path, kept, damage):
    shutil.rmtree(on(path).folder)
    damage(path)
    journal = journals()
    said = journal.open_or_set_aside()
    found = everything(journal)
    assert "There was no whole copy of it, and a new one was begun" in said
    if damage is damages.garbage:
        assert found == {}
    elif damage is not damages.cut_in_half:
        assert found
        assert f"with the {len(found)} run" in said
    for run_id, whole in found.items():
        assert whole.run == kept[run_id].run
        assert all(one in kept[run_id].intervals for one in whole.intervals)


@pytest.mark.parametrize(
    "damage", [damages.index_destroyed, damages.key_index_destroyed, damages.schema_swapped]
)
def test_without_any_copy_a_damaged_index_loses_nothing(journals, path, kept, damage):
    shutil.rmtree(on(path).folder)
    damage(path)
    journal = journals()
    assert "a new one was begun with the 33 runs still found." in journal.open_or_set_aside()
    assert everything(journal) == kept


def test_what_was_never_written_down_since_is_read_from_the_damaged_file(journals, path, kept):
    for file in on(path).since():
        file.unlink()
    damages.index_destroyed(path)
    journal = journals()
    said = journal.open_or_set_aside()
    assert everything(journal) == kept
    assert "and 6 runs since then were added" in said


def test_a_run_cut_off_by_what_damaged_the_file_can_be_resumed(journals, path, kept):
    journal = journals()
    run = a_run()
    journal.begin(run)
    journal.write(a_record(run), active_s=30, paused_s=0)
    journal.close()
    damages.index_destroyed(path)
    again = journals()
    again.open_or_set_aside()
    (found,) = again.unfinished()
    assert (found.run.id, len(found.intervals)) == (run.id, 1)
    assert len(everything(again)) == len(kept) + 1
    assert again.resume(run.id) == found


def test_a_run_that_was_in_hand_when_the_copy_was_made_is_as_it_was_last(journals, path):
    journal = journals()
    journal.follow(on(path).note)
    whole = a_whole(note="")
    run = replace(whole.run, status=Status.RUNNING, ended_at=None, active_s=0.0)
    journal.begin(run)
    journal.write(whole.intervals[0], active_s=1.0, paused_s=0.0)
    on(path, days=-1).copy()
    for record in whole.intervals[1:]:
        journal.write(record, active_s=1.0, paused_s=0.0)
    journal.end(run.id, Status.COMPLETE, whole.run.ended_at, active_s=60.0, paused_s=0.0)
    journal.close()
    damages.header_destroyed(path)
    again = journals()
    again.open_or_set_aside()
    assert everything(again) == {run.id: whole}


# Which copy.


def test_of_a_damaged_copy_the_one_before_it_is_taken(journals, path, kept, copy):
    on(path).copy()
    damages.pages_overwritten(on(path).copies()[0])
    damages.header_destroyed(path)
    journal = journals()
    assert "restored from the copy of 2026-11-21, and 6 runs since" in journal.open_or_set_aside()
    assert everything(journal) == kept
    assert copy.exists()


@pytest.mark.parametrize(
    "damage", [damages.cut_in_half, damages.garbage, damages.emptied, damages.header_destroyed]
)
def test_with_no_whole_copy_what_was_written_down_is_there_again(
    journals, path, kept, copy, damage
):
    damage(copy)
    damages.garbage(path)
    journal = journals()
    said = journal.open_or_set_aside()
    assert "There was no whole copy of it, and a new one was begun with the 6 runs" in said
    assert everything(journal) == {key: kept[key] for key in on(path).noted()}


@pytest.mark.usefixtures("kept")
def test_a_copy_that_cannot_be_read_is_passed_over(journals, path, copy):
    unreadable = on(path).folder / "journal-2026-11-22.db"
    unreadable.mkdir()
    damages.garbage(path)
    journal = journals()
    assert "from the copy of 2026-11-21" in journal.open_or_set_aside()
    assert copy.exists()


def test_a_copy_equal_to_what_was_lost_needs_nothing_more(journals, path, kept):
    on(path).copy()
    damages.garbage(path)
    journal = journals()
    assert "It was restored from the copy of 2026-11-22. The" in journal.open_or_set_aside()
    assert everything(journal) == kept


@pytest.mark.usefixtures("kept")
def test_a_copy_of_a_newer_program_is_left_to_that(journals, path, copy):
    with closing(sqlite3.connect(copy)) as db:
        db.execute("PRAGMA user_version = 7")
    damages.garbage(path)
    before = path.read_bytes(), copy.read_bytes()
    with pytest.raises(JournalNewerError, match=r"journal-2026-11-21.db was written by a newer"):
        journals().open_or_set_aside()
    assert (path.read_bytes(), copy.read_bytes()) == before
    assert aside(path) == []


@pytest.mark.parametrize("why", ["no room", "a newer program"])
def test_what_could_not_be_restored_is_restored_later_whatever_was_begun_meanwhile(
    journals, path, kept, copy, monkeypatch, why
):
    path.unlink()
    with monkeypatch.context() as patched:
        if why == "no room":
            patched.setattr(module, "_copy_file", _full)
        else:
            patched.setattr(module, "compare", _newer)
        with pytest.raises(JournalError):
            journals().open_or_set_aside()
    begun = journals()
    new = written(begun).run.id  # somebody who cannot wait
    begun.close()
    journal = journals()
    assert journal.open_or_set_aside()
    assert everything(journal).keys() == {*kept, new}
    journal.close()
    assert journals().open_or_set_aside() == ""


def _full(_path, _target):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _newer(_db, path):
    raise JournalNewerError(str(path))


# Its log.


def with_log(path, journals, tmp_path):
    """Return the place of a journal whose newest runs are in the log alone, as after a power cut."""
    journal = journals()
    journal.follow(on(path).note)
    journal.open()
    for _turn in range(4):
        written(journal)
    expected = everything(journal)
    there = tmp_path / "after" / "journal.db"
    shutil.copytree(path.parent, there.parent)
    journal.close()
    return there, there.with_name("journal.db-wal"), expected


@pytest.mark.parametrize("cut_to", [0.9, 0.5, 0.1, 0])
@pytest.mark.usefixtures("kept")
def test_what_a_torn_log_took_with_it_is_put_back(journals, path, tmp_path, cut_to):
    there, log, expected = with_log(path, journals, tmp_path)
    with log.open("r+b") as file:
        file.truncate(int(log.stat().st_size * cut_to))
    journal = journals(there)
    said = journal.open_or_set_aside()
    assert "missing from the journal and w" in said
    assert everything(journal) == expected
    assert journal.open_or_set_aside() == ""


@pytest.mark.usefixtures("kept")
def test_what_a_log_of_garbage_took_with_it_is_put_back(journals, path, tmp_path):
    there, log, expected = with_log(path, journals, tmp_path)
    log.write_bytes(b"garbage" * 5000)
    journal = journals(there)
    assert "4 runs were missing from the journal and were put back." in journal.open_or_set_aside()
    assert everything(journal) == expected


@pytest.mark.usefixtures("kept")
def test_a_whole_log_is_no_reason_to_say_anything(journals, path, tmp_path):
    there, _log, expected = with_log(path, journals, tmp_path)
    journal = journals(there)
    assert journal.open_or_set_aside() == ""
    assert everything(journal) == expected


def test_a_damaged_file_takes_its_log_with_it_and_what_is_in_both_is_read(
    journals, path, kept, tmp_path
):
    there, _log, expected = with_log(path, journals, tmp_path)
    for file in on(there).since():
        file.unlink()
    damages.overwrite(there, damages.root_of(path, "run_started") * damages.PAGE, b"\x13" * 4096)
    journal = journals(there)
    journal.open_or_set_aside()
    assert set(kept) < set(expected)
    assert everything(journal) == expected


# Found later.


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE interval SET outcome = 'dreamt' WHERE run_id = ?",
        "UPDATE interval SET started_at = x'00ff' WHERE run_id = ?",
        "UPDATE run SET choices = '{' WHERE id = ?",
        "UPDATE run SET title = CAST(x'ff' AS TEXT) WHERE id = ?",
    ],
)
@pytest.mark.parametrize("days_of_copies", [(), (0,)])
def test_what_only_shows_when_it_is_read_is_put_right_at_the_next_start(
    journals, path, kept, statement, days_of_copies
):
    last = on(path).last_noted().run.id  # a start looks at this one
    run_id = next(key for key in kept if key != last)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement, (run_id,))
    for day in days_of_copies:
        on(path, day).copy()  # every page is well, so the copy has it too
    journal = journals()
    assert journal.open_or_set_aside() == ""
    with pytest.raises(JournalBrokenError, match="When hiptimer is next started, it restores"):
        journal.whole(run_id)
    journal.close()
    again = journals()
    said = again.open_or_set_aside()
    assert everything(again) == kept
    assert "any more" not in said
    assert again.open_or_set_aside() == ""


@pytest.mark.parametrize(
    "change", ["started_at = '2026-11-22T12:00:00'", "choices = '{'", "ended_at = 'then'"]
)
def test_the_run_written_last_is_put_right_at_once(journals, path, kept, change):
    last = on(path).last_noted().run.id
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE run SET {change} WHERE id = ?", (last,))  # noqa: S608
    journal = journals()
    assert journal.open_or_set_aside() == "1 run was missing from the journal and was put back."
    assert everything(journal) == kept


@pytest.mark.parametrize("is_copied", [True, False])
def test_a_run_that_no_copy_has_any_more_is_told_of_and_stands_in_nobodys_way(
    journals, path, kept, copy, is_copied
):
    note = "x" * 3000 if is_copied else ""  # as `kept` writes them
    shown = (one.run for one in kept.values() if one.run.removed_at is None)
    run_id = next(run.id for run in shown if run.note == note)
    for file in (path, copy):
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE run SET choices = '{' WHERE id = ?", (run_id,))
    for file in on(path).since():
        file.unlink()
    with pytest.raises(JournalBrokenError):
        journals().runs()
    journal = journals()
    assert "1 run could not be read any more." in journal.open_or_set_aside()
    assert everything(journal) == {key: kept[key] for key in kept if key != run_id}
    assert journals().open_or_set_aside() == ""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="nothing fails so reliably there")
def test_where_the_disk_does_not_give_a_copy_the_others_are_read(
    journals, path, kept, untouched, copy
):
    """The lost run is in the oldest of three copies; that in the middle cannot be read."""
    oldest = copy.with_name("journal-2026-11-19.db")
    shutil.copyfile(copy, oldest)
    for file in (path, copy):
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE run SET choices = '{' WHERE id = ?", (untouched,))
    copy.with_name("journal-2026-11-20.db").symlink_to("/proc/self/mem")
    with pytest.raises(JournalBrokenError):
        journals().runs()
    journal = journals()
    assert "any more" not in journal.open_or_set_aside()
    assert set(everything(journal)) == set(kept)


def test_a_run_changed_by_hand_that_cannot_be_read_takes_its_changes_with_it(
    journals, path, untouched
):
    journal = journals()
    journal.correct(untouched, Correction(note="once more"))
    journal.close()
    on(path).copy()
    for file in (path, *on(path).copies()):
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE run SET choices = '{' WHERE id = ?", (untouched,))
    for file in on(path).since():
        file.unlink()
    with pytest.raises(JournalBrokenError):
        journals().runs()
    again = journals()
    again.open_or_set_aside()
    assert untouched not in everything(again)
    with again.store.reading() as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.usefixtures("kept")
def test_damage_met_while_writing_is_said_and_put_right_at_the_next_start(journals, path, kept):
    journal = journals()
    journal.open()
    damages.pages_overwritten(path)
    damages.table_root_destroyed(path)
    with pytest.raises(JournalBrokenError, match="damaged"):
        written(journal)
    journal.close()
    again = journals()
    again.open_or_set_aside()
    assert {key: everything(again)[key] for key in kept} == kept


def test_a_large_file_is_not_looked_through_at_the_start_but_with_its_copy(
    journals, path, kept, monkeypatch
):
    monkeypatch.setattr(module, "LOOKED_THROUGH", 4096)
    damages.schema_swapped(path)
    journal = journals()
    assert journal.open_or_set_aside() == ""
    with pytest.raises(JournalBrokenError):
        on(path).copy()
    journal.close()
    again = journals()
    assert "restored from the copy of 2026-11-21" in again.open_or_set_aside()
    assert everything(again) == kept


@pytest.mark.parametrize("damage", [damages.garbage, damages.cut_in_half, damages.gone])
def test_a_large_file_that_is_plainly_damaged_is_restored_at_once(
    journals, path, kept, monkeypatch, damage
):
    monkeypatch.setattr(module, "LOOKED_THROUGH", 4096)
    damage(path)
    journal = journals()
    assert "restored from the copy" in journal.open_or_set_aside()
    assert everything(journal) == kept


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE run SET session_text = 99999",
        "DELETE FROM kept",
        "DELETE FROM run WHERE origin = 'played'",
    ],
)
def test_rows_without_those_they_belong_to_are_damage(
    journals, path, kept, statement, large, monkeypatch
):
    if large:
        monkeypatch.setattr(module, "LOOKED_THROUGH", 4096)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)
    journal = journals()
    said = journal.open_or_set_aside()
    if not said:
        assert large
        with pytest.raises(JournalBrokenError, match="belongs to none"):
            on(path).copy()
        journal.close()
        said = journals().open_or_set_aside()
    assert "restored from the copy of 2026-11-21" in said
    assert everything(journals()) == kept


@pytest.mark.parametrize("of_copy", [False, True])
def test_a_table_that_has_lost_a_column_is_damage(journals, path, kept, copy, of_copy):
    for file in (path, copy) if of_copy else (path,):
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("ALTER TABLE interval RENAME COLUMN extra_s TO extra_t")
    journal = journals()
    said = journal.open_or_set_aside()
    assert ("no whole copy" if of_copy else "restored from the copy") in said
    if not of_copy:
        assert everything(journal) == kept


def test_a_file_format_of_which_sqlite_knows_nothing_is_damage(journals, path, kept):
    damages.overwrite(path, 44, b"\0\0\0\x09")
    with pytest.raises(JournalBrokenError, match="unsupported file format"):
        journals().runs()
    journal = journals()
    journal.open_or_set_aside()
    assert everything(journal) == kept


# Where it cannot be done.


def test_on_a_full_disk_nothing_is_lost_and_it_is_done_when_there_is_room(tmp_path):
    with small_disk(tmp_path / "disk", 2000) as is_small:
        if not is_small:
            pytest.skip("only somebody who may mount can make a small disk")
        path = tmp_path / "disk" / "data" / "journal.db"
        with closing(Journal(path, lambda: NOON)) as journal:
            journal.follow(on(path).note)
            for _turn in range(10):
                written(journal)
            on(path).copy()
            written(journal)
            expected = everything(journal)
        damages.pages_overwritten(path)
        filler = fill(tmp_path / "disk")
        before = path.read_bytes(), [one.read_bytes() for one in on(path).copies()]
        with closing(Journal(path, lambda: NOON)) as journal:
            with pytest.raises(JournalFullError, match="cannot be restored now") as caught:
                journal.open_or_set_aside()
            assert "Nothing was changed" in str(caught.value)
            assert os.strerror(28) in str(caught.value)
            assert (path.read_bytes(), [one.read_bytes() for one in on(path).copies()]) == before
            assert not (on(path).folder / "restoring").exists()
            assert aside(path) == []
            filler.unlink()
            assert "restored from the copy" in journal.open_or_set_aside()
            assert everything(journal) == expected


@pytest.mark.parametrize("room_kb", range(20, 420, 40))
def test_however_little_room_there_is_nothing_is_lost(tmp_path, room_kb):
    with small_disk(tmp_path / "disk", 2000) as is_small:
        if not is_small:
            pytest.skip("only somebody who may mount can make a small disk")
        path = tmp_path / "disk" / "data" / "journal.db"
        with closing(Journal(path, lambda: NOON)) as journal:
            journal.follow(on(path).note)
            for _turn in range(10):
                written(journal, note="x" * 5000)
            on(path).copy()
            expected = everything(journal)
        damages.pages_overwritten(path)
        filler = fill(tmp_path / "disk")
        with filler.open("r+b") as file:
            file.truncate(filler.stat().st_size - room_kb * 1024)
        with closing(Journal(path, lambda: NOON)) as journal:
            try:
                journal.open_or_set_aside()
            except JournalFullError:
                filler.unlink()
                journal.open_or_set_aside()
            assert everything(journal) == expected


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter there")
def test_where_nothing_may_be_written_nothing_is_changed(journals, open_to_all):
    journal = journals(open_to_all)
    journal.follow(on(open_to_all).note)
    written(journal)
    on(open_to_all).copy()
    expected = everything(journal)
    journal.close()
    damages.pages_overwritten(open_to_all)
    before = {one: one.read_bytes() for one in open_to_all.parent.rglob("*") if one.is_file()}
    with somebody_else(open_to_all.parent):
        with pytest.raises(JournalFullError, match=r"cannot be restored now.*Permission denied"):
            journals(open_to_all).open_or_set_aside()
        after = {one: one.read_bytes() for one in open_to_all.parent.rglob("*") if one.is_file()}
    assert after == before
    again = journals(open_to_all)
    assert "restored from the copy" in again.open_or_set_aside()
    assert everything(again) == expected


@pytest.mark.usefixtures("kept")
def test_a_file_in_the_place_of_the_backups_is_said(journals, path):
    shutil.rmtree(on(path).folder)
    on(path).folder.write_text("mine")
    damages.garbage(path)
    with pytest.raises(JournalFullError, match="cannot be restored now"):
        journals().open_or_set_aside()
    assert on(path).folder.read_text() == "mine"


# Two windows at once.


def test_a_window_that_finds_another_restoring_waits_and_gives_up_in_the_end(
    journals, path, kept, monkeypatch
):
    monkeypatch.setattr(module, "_WAIT_S", 0.1)
    damages.garbage(path)
    held = claim_file(on(path).folder / "restoring.lock")
    with pytest.raises(JournalError, match="Another window is restoring"):
        journals().open_or_set_aside()
    held.let_go()
    journal = journals()
    journal.open_or_set_aside()
    assert everything(journal) == kept


def test_a_window_that_waited_finds_what_the_other_restored(journals, path, kept, monkeypatch):
    damages.garbage(path)
    first, second = journals(), journals()
    held = claim_file(on(path).folder / "restoring.lock")

    def restore_meanwhile(_s):
        held.let_go()
        assert first.open_or_set_aside()

    monkeypatch.setattr(module.time, "sleep", restore_meanwhile)
    assert second.open_or_set_aside() == ""
    assert everything(second) == kept
    assert len(aside(path)) == 1


RESTORE = """
import sys
from datetime import datetime
from pathlib import Path
from hiptimer.journal.journal import Journal
now = datetime.fromisoformat(sys.argv[2])
journal = Journal(Path(sys.argv[1]), lambda: now)
sys.stdin.readline()
print(bool(journal.open_or_set_aside()), len(list(journal.every_run())))
journal.close()
"""


def test_windows_that_restore_at_once_restore_once(journals, path, kept):
    damages.pages_overwritten(path)
    children = [
        subprocess.Popen(
            [sys.executable, "-c", RESTORE, path, NOON.isoformat()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _child in range(3)
    ]
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    said = sorted(child.communicate() for child in children)
    count = len(kept)
    assert said == [(f"False {count}\n", "")] * 2 + [(f"True {count}\n", "")]
    assert aside(path) == ["journal-damaged-2026-11-22.db"]
    journal = journals()
    assert journal.open_or_set_aside() == ""
    assert everything(journal) == kept


def test_a_window_that_had_it_open_meanwhile_loses_nothing(journals, path, kept):
    other = journals()
    other.follow(on(path).note)
    run = a_run()
    other.begin(run)
    damages.header_destroyed(path)
    journal = journals()
    journal.open_or_set_aside()  # the other goes on writing into the file that was set aside
    try:
        other.write(a_record(run), active_s=30, paused_s=0)
        other.end(run.id, Status.STOPPED, NOON, active_s=30, paused_s=0)
    except JournalBrokenError:
        pytest.skip("this system let the other window see the damage")
    expected = other.whole(run.id)
    other.close()
    journal.close()
    again = journals()
    again.open_or_set_aside()
    assert everything(again) == {**kept, run.id: expected}


# Whatever happens.


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_damaged_the_next_starts_have_every_run(journals, path, kept, seed):
    dice = random.Random(seed)
    size = path.stat().st_size
    for _turn in range(dice.randint(1, 40)):
        damages.overwrite(path, dice.randrange(size - 64), dice.randbytes(dice.randint(1, 64)))
    for _start in range(len(kept)):
        journal = journals()
        try:
            journal.open_or_set_aside()
            found = everything(journal)
            break
        except JournalBrokenError:
            journal.close()
    assert set(found) == set(kept)
    assert [len(found[key].intervals) for key in kept] == [len(kept[key].intervals) for key in kept]


def test_reasons_and_pain_stops_come_back_too(journals, path):
    journal = journals()
    journal.follow(on(path).note)
    whole = a_whole()
    first, *rest = whole.intervals
    journal.add(replace(whole, intervals=(replace(first, outcome=Outcome.SKIPPED), *rest)))
    journal.explain(whole.run.id, first.step, Reason.KIT)
    expected = everything(journal)
    journal.close()
    damages.garbage(path)
    again = journals()
    assert "with the 1 run still found" in again.open_or_set_aside()
    assert everything(again) == expected
    assert Path(path).exists()

"""A journal that was damaged is there again at the next start, with all that was done."""

import errno
import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import damages
import pytest
from copied import aside, everything, on
from journal_samples import a_record, a_run, a_whole, written

from hiptimer.engine.events import Outcome
from hiptimer.errors import JournalBrokenError, JournalError, JournalNewerError
from hiptimer.journal import restoring as module
from hiptimer.journal.changes import Correction, DoneCorrection
from hiptimer.journal.records import Reason, Status


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


def test_what_was_taken_back_after_the_copy_is_not_taken_back_again(journals, path):
    journal = journals()
    journal.follow(on(path).note)
    run, other = written(journal).run, written(journal).run
    journal.correct(other.id, Correction(note="another"))
    extra = a_record(run, seq=50, done_s=5.0)
    journal.correct(run.id, Correction(missing=(extra,)))
    journal.correct(run.id, Correction(done=(DoneCorrection(seq=50, done_s=3.0),)))
    on(path).copy()
    journal.undo()
    journal.undo()
    before = everything(journal)
    journal.close()
    damages.garbage(path)
    again = journals()
    again.open_or_set_aside()
    assert everything(again) == before
    assert again.undo().run_id == other.id
    assert again.undo() is None


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

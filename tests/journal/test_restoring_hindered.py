"""A damaged journal that cannot be restored at once: no room, no right to write, other windows."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import damages
import pytest
from at_once import at_once
from copied import aside, everything, on
from journal_samples import NOON, a_record, a_run, written
from lending import somebody_else

from full_disk import fill, small_disk
from hiptimer.errors import JournalBrokenError, JournalError, JournalFullError
from hiptimer.journal import restoring as module
from hiptimer.journal.claim import claim_file
from hiptimer.journal.damage import forget
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import Status
from hiptimer.journal.store import Store


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
            assert "Nothing of it is lost" in str(caught.value)
            assert os.strerror(28) in str(caught.value)
            assert (path.read_bytes(), [one.read_bytes() for one in on(path).copies()]) == before
            assert not (on(path).folder / "restoring").exists()
            assert aside(path) == []
            filler.unlink()
            assert "restored from the copy" in journal.open_or_set_aside()
            assert everything(journal) == expected


class _KilledError(BaseException):
    """What no program can hold back."""


@pytest.mark.parametrize("has_copies", [True, False])
@pytest.mark.parametrize("is_begun_anew", [True, False])
@pytest.mark.parametrize("is_remembered", [True, False])
@pytest.mark.parametrize("step", ["set_aside", "replace"])
def test_cut_off_near_its_end_it_is_done_again(
    journals, path, kept, monkeypatch, step, is_remembered, is_begun_anew, has_copies
):
    for file in [*on(path).since(), *([] if has_copies else on(path).copies())]:
        file.unlink()
    damages.index_destroyed(path)  # so that some runs are in this file alone
    whole = Store if step == "set_aside" else Path
    real = getattr(whole, step)

    def cut_off(self, *others):
        if whole is Path and self.name != "restored.db":
            return real(self, *others)
        raise _KilledError

    with monkeypatch.context() as patched:
        patched.setattr(whole, step, cut_off)
        with pytest.raises(_KilledError):
            journals().open_or_set_aside()
    if not is_remembered:
        forget(path)
    new = set()
    if is_begun_anew and step == "replace":
        with closing(journals()) as begun:  # somebody who cannot wait
            new = {written(begun).run.id}
    journal = journals()
    assert journal.open_or_set_aside()
    assert everything(journal).keys() == kept.keys() | new
    assert {key: everything(journal)[key] for key in kept} == kept
    assert not (on(path).folder / "restored.db").exists()
    journal.close()
    assert journals().open_or_set_aside() == ""


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
    said = sorted(at_once(RESTORE, path, NOON.isoformat()))
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

"""A copy of the journal each day, and the runs written down since."""

import os
import shutil
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from at_once import at_once
from journal_samples import NOON, a_whole, written

from full_disk import fill, small_disk
from hiptimer.errors import JournalBrokenError, JournalFullError
from hiptimer.journal import backups as module
from hiptimer.journal import damage
from hiptimer.journal.backups import KEPT, Backups, StoppedError
from hiptimer.journal.claim import claim_file
from hiptimer.journal.journal import Journal


def on(path, days=0):
    """Return the backups as seen so many days after the first."""
    return Backups(path, lambda: NOON + timedelta(days=days))


def names(path):
    return sorted(one.name for one in path.parent.joinpath("backups").iterdir())


def runs_of(copy):
    with closing(Journal(copy)) as journal:
        return sorted(whole.run.id for whole in journal.every_run())


def overwrite_page(path, page=2):
    with path.open("r+b") as file:
        file.seek(4096 * page)
        file.write(b"\xff" * 4096)


def test_the_copy_of_a_day_holds_every_run_of_it(journal, path):
    runs = sorted(written(journal).run.id for _turn in range(3))
    assert on(path).copy()  # the journal is still open, and its log full
    assert names(path) == ["journal-2026-11-22.db"]
    (copy,) = on(path).copies()
    assert runs_of(copy) == runs
    assert damage.remembered(path) == ""


def test_one_copy_a_day_is_enough(journal, path):
    written(journal)
    assert on(path).is_due()
    assert on(path).copy()
    second = written(journal).run.id
    assert not on(path).is_due()
    assert not on(path).copy()
    assert second not in runs_of(on(path).copies()[0])
    on(path).outdate()
    assert on(path).copy()
    assert not on(path).copy()
    assert second in runs_of(on(path).copies()[0])
    assert on(path, days=1).copy()
    assert names(path) == ["journal-2026-11-22.db", "journal-2026-11-23.db"]


def test_of_no_journal_and_of_an_empty_one_there_is_no_copy(journal, path):
    assert not on(path).copy()
    assert not path.parent.exists()
    journal.open()
    assert not on(path).copy()
    assert names(path) == []


def test_the_last_ten_copies_are_kept_with_what_was_written_down_since(journal, path):
    whole = written(journal)
    for day in range(KEPT + 3):
        on(path, day).note(whole)
        assert on(path, day).copy()
    backups = on(path, KEPT + 2)
    assert [one.name for one in backups.copies()] == [
        f"journal-{(NOON + timedelta(days=day)).date()}.db" for day in range(KEPT + 2, 2, -1)
    ]
    assert [one.name for one in backups.since()] == [
        f"since-{(NOON + timedelta(days=day)).date()}.jsonl" for day in range(3, KEPT + 3)
    ]


def test_what_is_from_a_day_yet_to_come_counts_as_the_oldest(journal, path):
    whole = written(journal)
    on(path, days=4000).note(whole)
    on(path, days=4000).copy()
    for day in range(KEPT):
        on(path, day).note(replace(whole, run=replace(whole.run, note=str(day))))
        on(path, day).copy()
    backups = on(path, KEPT - 1)
    assert len(backups.copies()) == KEPT
    assert {one.name[:12] for one in backups.copies()} == {"journal-2026"}
    assert backups.last_noted().run.note == str(KEPT - 1)
    assert backups.noted()[whole.run.id].run.note == str(KEPT - 1)


def test_other_files_in_the_folder_are_left_alone(journal, path):
    written(journal)
    backups = on(path)
    backups.folder.mkdir()
    mine = [backups.folder / name for name in ("journal-mine.db", "since-ever.jsonl", "letter.txt")]
    for one in mine:
        one.write_text("mine")
    for day in range(KEPT + 2):
        on(path, day).copy()
    assert all(one.read_text() == "mine" for one in mine)
    assert not {*mine} & {*backups.copies(), *backups.since()}


def test_of_a_damaged_journal_there_is_no_copy_and_the_good_ones_stay(journal, path):
    for day in range(KEPT):
        written(journal)
        on(path, day).copy()
    journal.close()
    before = names(path)
    overwrite_page(path, path.stat().st_size // 4096 - 2)
    with pytest.raises(JournalBrokenError, match="damaged"):
        on(path, KEPT).copy()
    assert names(path) == sorted([*before, "damaged.txt"])
    assert damage.remembered(path)


def test_a_copy_that_no_longer_fits_what_it_says_of_itself_is_none(journal, path):
    """What only a check finds: each page is well-formed."""
    written(journal)
    journal.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_master WHERE name = 'run_started'")
    with pytest.raises(JournalBrokenError):
        on(path).copy()
    assert on(path).copies() == ()


def test_what_is_no_journal_is_said(path):
    path.parent.mkdir()
    path.write_bytes(b"no journal" * 1000)
    with pytest.raises(JournalBrokenError):
        on(path).copy()
    assert on(path).copies() == ()


@pytest.mark.parametrize("when", ["copying", "checking"])
def test_a_copy_can_be_given_up(journal, path, monkeypatch, when):
    written(journal)
    monkeypatch.setattr(module, "_PAGES", 1)
    monkeypatch.setattr(module, "_STEPS", 1)
    new = path.parent / "backups" / "copying.new"
    pages = []

    def is_stopped():
        pages.append(new.stat().st_size if new.exists() else 0)
        is_whole = pages[-1] >= path.stat().st_size and len(pages) > 2 and pages[-2] == pages[-1]
        return when == "copying" or is_whole

    with pytest.raises(StoppedError):
        on(path).copy(is_stopped=is_stopped)
    assert names(path) == []
    assert on(path).copy()


def test_where_another_window_is_at_it_nothing_is_done(journal, path):
    written(journal)
    held = claim_file(path.parent / "backups" / "copying.lock")
    assert not on(path).copy()
    assert names(path) == ["copying.lock"]
    held.let_go()
    assert on(path).copy()


COPY = """
import sys
from datetime import datetime
from pathlib import Path
from hiptimer.journal.backups import Backups
now = datetime.fromisoformat(sys.argv[2])
sys.stdin.readline()
print(Backups(Path(sys.argv[1]), lambda: now).copy())
"""


def test_windows_that_copy_at_once_make_one_copy(journal, path):
    runs = sorted(written(journal).run.id for _turn in range(5))
    said = at_once(COPY, path, NOON.isoformat())
    assert sorted(said) == [("False\n", ""), ("False\n", ""), ("True\n", "")]
    assert names(path) == ["journal-2026-11-22.db"]
    assert runs_of(on(path).copies()[0]) == runs


def test_a_copy_made_while_runs_are_written_holds_each_of_them_whole(journal, path, monkeypatch):
    monkeypatch.setattr(module, "_PAGES", 1)
    for _turn in range(20):
        written(journal)
    done = threading.Event()

    def copy():
        try:
            on(path).copy()
        finally:
            done.set()

    thread = threading.Thread(target=copy)
    thread.start()
    while not done.is_set():
        written(journal)
    thread.join()
    with closing(Journal(on(path).copies()[0])) as copied:
        wholes = list(copied.every_run())
    assert len(wholes) >= 20
    for whole in wholes:
        here = journal.whole(whole.run.id)
        assert whole.intervals == here.intervals[: len(whole.intervals)]


def test_a_copy_comes_to_its_end_however_much_is_written_meanwhile(journal, path, monkeypatch):
    monkeypatch.setattr(module, "_PAGES", 4)
    before = sorted(written(journal).run.id for _turn in range(3))
    looks = []

    def written_meanwhile():
        looks.append(None)
        if len(looks) < 200:
            journal.add(a_whole())
        return len(looks) > 1000

    assert on(path).copy(is_stopped=written_meanwhile)
    assert len(looks) < 200
    assert runs_of(on(path).copies()[0]) == before


def test_what_was_left_by_a_copy_cut_off_is_cleared_away(journal, path):
    written(journal)
    path.parent.joinpath("backups").mkdir()
    path.parent.joinpath("backups", "copying.new").write_bytes(b"half a copy")
    assert on(path).copy()
    assert names(path) == ["journal-2026-11-22.db"]


def test_a_full_disk_leaves_the_copies_there_are(tmp_path):
    with small_disk(tmp_path / "disk", 600) as is_small:
        if not is_small:
            pytest.skip("only somebody who may mount can make a small disk")
        path = tmp_path / "disk" / "journal.db"
        with closing(Journal(path, lambda: NOON)) as journal:
            whole = written(journal)
            assert on(path).copy()
            filler = fill(tmp_path / "disk")
            before = names(path)
            with pytest.raises(JournalFullError):
                on(path, days=1).copy()
            with pytest.raises(OSError, match=os.strerror(28)):
                on(path, days=1).note(whole)
            assert names(path) in (before, [*before, "since-2026-11-23.jsonl"])
            assert damage.remembered(path) == ""  # it is whole
            filler.unlink()
            on(path, days=1).note(whole)
            assert on(path, days=1).copy()
            assert on(path, days=1).noted() == {whole.run.id: whole}


def test_the_journal_keeps_room_to_go_on(journal, path, monkeypatch):
    written(journal)
    assert on(path).copy()
    size = path.stat().st_size
    usage = type(shutil.disk_usage(path.parent))
    for free, is_copied in ((2 * size - 1, False), (2 * size, True)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _at, free=free: usage(free, 0, free))
        if is_copied:
            assert on(path, days=1).copy()
            continue
        with pytest.raises(JournalFullError, match="too little room"):
            on(path, days=1).copy()
        assert names(path) == ["journal-2026-11-22.db"]


def test_a_copy_is_outdated_until_one_is_made_that_began_later(journal, path):
    yet = on(path)
    yet.outdate()  # of no journal there is nothing to copy
    assert not yet.is_due()
    written(journal)
    assert yet.copy()
    yet.outdate()
    os.utime(yet.folder / "outdated", ns=(0, 0))

    def more_comes_in():
        yet.outdate()
        return False

    assert yet.copy(is_stopped=more_comes_in)
    assert yet.is_due()
    assert yet.copy()
    assert not yet.is_due()
    assert names(path) == ["journal-2026-11-22.db"]


def test_where_it_cannot_be_outdated_nothing_else_goes_wrong(path):
    path.parent.mkdir()
    on(path).folder.write_text("a file in its place")
    on(path).outdate()
    assert not on(path).is_due()

"""The copy of the day, made while the program is open."""

import os
import threading
from contextlib import closing
from datetime import timedelta

import pytest
from journal_samples import NOON, a_whole, written

from hiptimer.errors import JournalBrokenError
from hiptimer.journal import damage
from hiptimer.journal.backups import Backups
from hiptimer.journal.copying import Copying
from hiptimer.journal.journal import Journal


class Days:
    """A clock that a test sets on by days."""

    def __init__(self):
        self.day = 0

    def __call__(self):
        return NOON + timedelta(days=self.day)


@pytest.fixture
def days():
    return Days()


@pytest.fixture
def said():
    return []


@pytest.fixture
def backups(path, days):
    return Backups(path, days)


@pytest.fixture
def copying(journal, backups, said):
    one = Copying(backups, said.append)
    one.follow(journal)
    yield one
    one.close()


def copies(backups):
    return [one.name for one in backups.copies()]


def test_the_first_start_of_a_day_makes_the_copy(journal, backups, copying, said):
    written(journal)
    copying.start()
    copying.wait()
    assert copies(backups) == ["journal-2026-11-22.db"]
    assert said == []


def test_the_first_run_of_all_is_copied_when_it_ends(journal, backups, copying):
    copying.start()
    copying.wait()
    assert copies(backups) == []
    whole = written(journal)
    copying.wait()
    assert copies(backups) == ["journal-2026-11-22.db"]
    assert backups.noted() == {whole.run.id: whole}


def test_where_the_program_stays_open_the_first_run_of_a_day_makes_the_copy(
    journal, backups, copying, days
):
    copying.start()
    written(journal)
    copying.wait()
    days.day = 1
    run = written(journal).run
    copying.wait()
    assert copies(backups) == ["journal-2026-11-23.db", "journal-2026-11-22.db"]
    journal.note(run.id, "Tight.")
    copying.wait()
    assert len(copies(backups)) == 2
    assert backups.last_noted().run.note == "Tight."


def test_whoever_ends_a_run_does_not_wait_for_the_copy(journal, backups, said):
    going, may_go = threading.Event(), threading.Event()

    class Slow(Backups):
        """Copies when it is told to."""

        def copy(self, **how):
            going.set()
            assert may_go.wait(60)
            return super().copy(**how)

    copying = Copying(Slow(backups.path, backups._now), said.append)
    copying.follow(journal)
    copying.start()
    written(journal)
    assert going.wait(60)
    written(journal)  # and begins no second copy
    assert copies(backups) == []
    may_go.set()
    copying.wait()
    assert copies(backups) == ["journal-2026-11-22.db"]


def test_what_is_not_yet_copied_when_the_program_ends_is_given_up(journal, backups, said):
    class Late(Backups):
        """Is still copying when the program ends."""

        def copy(self, *, is_stopped, **how):
            while not is_stopped():
                closing.wait(0.01)
            return super().copy(is_stopped=is_stopped, **how)

    closing = threading.Event()
    copying = Copying(Late(backups.path, backups._now), said.append)
    written(journal)
    copying.start()
    copying.close()
    assert copies(backups) == []
    assert said == []
    assert backups.is_due()


def test_a_damaged_journal_is_told_of_once_and_remembered(journal, path, copying, said):
    written(journal)
    journal.close()
    with path.open("r+b") as file:
        file.seek(4096 * (path.stat().st_size // 4096 - 2))
        file.write(b"\xff" * 8192)
    copying.start()
    copying.wait()
    copying._begin()
    copying.wait()
    (sentence,) = said
    assert "damaged" in sentence
    assert "When hiptimer is next started, it restores" in sentence
    assert damage.remembered(path)


def test_a_copy_that_cannot_be_made_is_told_of_once(journal, backups, copying, said):
    written(journal)
    backups.folder.mkdir(exist_ok=True)
    (backups.folder / "copying.new").mkdir()  # in the place of the file
    for _turn in range(2):
        copying.start()
        copying.wait()
    (sentence,) = said
    assert sentence.startswith("The copy of the journal for today could not be made (")
    assert os.strerror(21) in sentence
    assert damage.remembered(backups.path) == ""


def test_a_run_that_cannot_be_written_down_twice_is_in_the_journal(journal, backups, copying, said):
    copying.start()
    backups.folder.mkdir(parents=True)
    (backups.folder / "since-2026-11-22.jsonl").mkdir()
    whole = written(journal)
    journal.note(whole.run.id, "Tight.")
    copying.wait()
    assert journal.run(whole.run.id).note == "Tight."
    (sentence,) = said
    assert "is in the journal, but could not be kept a second time" in sentence
    assert len(copies(backups)) == 1


def test_what_comes_in_from_elsewhere_is_copied_at_once(journal, backups, copying):
    written(journal)
    copying.start()
    copying.wait()
    others = [a_whole() for _turn in range(3)]
    journal.merge(others)
    copying.wait()
    (copy,) = backups.copies()
    with closing(Journal(copy)) as copied:
        assert len(copied.runs()) == 4
    before = copy.stat().st_mtime_ns
    journal.merge(others)  # nothing new
    copying.wait()
    assert copy.stat().st_mtime_ns == before


def test_what_came_in_just_before_the_end_is_copied_at_the_next_start(journal, backups, said):
    written(journal)
    first = Copying(backups, said.append)
    first.follow(journal)
    first.start()
    first.wait()
    first._closing.set()  # the window is closing
    journal.merge([a_whole() for _turn in range(3)])
    first.close()
    second = Copying(backups, said.append)
    second.start()
    second.close()
    with closing(Journal(backups.copies()[0])) as copied:
        assert len(copied.runs()) in (1, 4)  # it may have been given up again
    third = Copying(backups, said.append)
    third.start()
    third.wait()
    third.close()
    with closing(Journal(backups.copies()[0])) as copied:
        assert len(copied.runs()) == 4


def test_before_the_start_runs_are_written_down_and_nothing_is_copied(journal, backups, copying):
    whole = written(journal)
    journal.merge([a_whole()])
    copying.wait()
    assert copies(backups) == []
    assert set(backups.noted()) == {whole.run.id}
    copying.start()
    copying.wait()
    assert len(copies(backups)) == 1


def test_closing_what_was_never_started_is_no_harm(copying):
    copying.close()


def test_a_journal_that_is_not_there_is_not_copied(journal, path, copying, said):
    path.mkdir(parents=True)  # in the place of the file
    copying.start()
    copying.wait()
    assert said == []
    path.rmdir()
    path.write_bytes(b"no journal" * 1000)
    with pytest.raises(JournalBrokenError):
        journal.runs()

"""A history taken in some runs at a time, while others write: whole, in the end the same, and harmless."""

import pytest
from journal_samples import a_whole

from hiptimer.errors import InputError
from hiptimer.journal.entries import Noted
from hiptimer.journal.exchange import export, foresee, look, take_in, take_in_any
from hiptimer.journal.journal import Journal
from hiptimer.journal.merging import AT_ONCE, Merged
from hiptimer.journal.spill import keep

RUNS = 2 * AT_ONCE + 5


class EnoughError(Exception):
    """Ends the work on the way."""


@pytest.fixture
def history(tmp_path):
    there = Journal(tmp_path / "there.db")
    there.merge([a_whole() for _number in range(RUNS)])
    path = tmp_path / "history.jsonl"
    export(there, path)
    there.close()
    return path


def test_looking_says_how_far_it_has_come(journal, history):
    told = []
    assert look(journal, history, told.append) == Merged(added=RUNS)
    assert told == [AT_ONCE, 2 * AT_ONCE, RUNS]
    assert foresee(journal, history, told.append) == (f"{RUNS} runs would be added.", True)
    assert not journal.path.exists()


def test_taking_in_says_how_far_it_has_come_once_the_file_is_known_to_be_whole(journal, history):
    told = []
    assert take_in_any(journal, history, told.append) == f"{RUNS} runs added."
    assert told == [0, 0, 0, AT_ONCE, 2 * AT_ONCE, RUNS]
    again = take_in_any(journal, history, told.append)
    assert again == f"0 runs added.\n{RUNS} runs were here already."


def test_others_write_in_between(journal, history):
    other = Journal(journal.path)

    def write(count):
        if count:
            other.add(a_whole())

    take_in_any(journal, history, write)
    other.close()
    assert len(journal.runs()) == RUNS + 3


def test_of_a_damaged_file_nothing_is_taken_in(journal, history):
    history.write_bytes(history.read_bytes().replace(b'"title":', b'"titel":', 1))
    with pytest.raises(InputError, match="nothing of it was taken in"):
        take_in_any(journal, history, lambda _count: None)
    assert not journal.path.exists()


def test_what_is_broken_off_on_the_way_is_done_the_next_time(journal, history):
    def enough(count):
        if count:
            raise EnoughError

    with pytest.raises(EnoughError):
        take_in_any(journal, history, enough)
    assert len(journal.runs()) == AT_ONCE
    assert take_in(journal, history) == Merged(added=RUNS - AT_ONCE, known=AT_ONCE)


def test_what_is_the_same_twice_in_a_file_is_counted_as_when_taken_in_at_once(journal, history):
    head, *runs, _end = history.read_text().splitlines()
    twice = "\n".join((head, *runs, runs[0], f'{{"runs": {RUNS + 1}}}', ""))
    history.write_text(twice)
    said = f"{RUNS} runs added.\n1 run was here already."
    assert take_in_any(journal, history, lambda _count: None) == said


def test_what_the_journal_once_refused_is_taken_in_as_ever(journal, tmp_path):
    whole = a_whole()
    left_over = keep([whole.run, Noted(whole.run.id, "Good.")], tmp_path / "kept", ())
    assert take_in_any(journal, left_over.path, lambda _count: None) == "1 run added."
    assert journal.run(whole.run.id).note == "Good."


def test_whoever_follows_merges_can_be_told_of_another_way(journal):
    heard = []
    journal.follow_merges(lambda: heard.append("merged"))
    journal.tell_merged()
    assert heard == ["merged"]

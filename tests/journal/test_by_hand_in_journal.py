"""Runs of the journal changed by hand: added, put right, removed, and each of it taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from journal_samples import NOON, a_run, a_whole, written

from hiptimer.engine.events import Outcome
from hiptimer.errors import JournalError
from hiptimer.journal.changes import ChangeKind, Correction, DoneCorrection
from hiptimer.journal.records import Origin, Status


def test_a_run_is_added_and_taken_back(journal):
    whole = a_whole(origin=Origin.ADDED)
    journal.add(whole)
    assert journal.whole(whole.run.id) == whole
    assert journal.runs() == (whole.run,)
    assert journal.undo().kind is ChangeKind.ADDED
    assert journal.runs() == ()
    assert journal.undo() is None


def test_a_correction_keeps_what_stood_there(journal, journals):
    whole = written(journal)
    journal.correct(
        whole.run.id,
        Correction(
            status=Status.STOPPED,
            started_at=NOON - timedelta(hours=2),
            ended_at=NOON - timedelta(hours=1),
            active_s=50.5,
            paused_s=3.0,
            note="Stopped early.",
            done=(
                DoneCorrection(seq=1, outcome=Outcome.SHORTENED, done_s=12.0, done_count=2),
                DoneCorrection(seq=2),
            ),
        ),
    )
    corrected = journal.whole(whole.run.id)
    assert corrected.run == replace(
        whole.run,
        status=Status.STOPPED,
        started_at=NOON - timedelta(hours=2),
        ended_at=NOON - timedelta(hours=1),
        active_s=50.5,
        paused_s=3.0,
        note="Stopped early.",
        corrected_at=NOON,
    )
    assert corrected.intervals[1] == replace(
        whole.intervals[1], outcome=Outcome.SHORTENED, done_s=12.0, done_count=2
    )
    assert corrected.intervals[2:] == whole.intervals[2:]
    assert journal.runs(since=NOON) == ()  # it is ordered by its new time
    journal.close()
    later = journals()
    change = later.last_change()
    assert (change.run_id, change.title, change.kind, change.at) == (
        whole.run.id,
        "Hip session A",
        ChangeKind.CORRECTED,
        NOON,
    )
    assert later.undo() == change
    assert later.whole(whole.run.id) == whole
    assert later.runs(since=NOON) == (whole.run,)


def test_changes_are_taken_back_last_first(journal):
    whole = written(journal)
    journal.correct(whole.run.id, Correction(note="first"))
    journal.correct(whole.run.id, Correction(note="second"))
    journal.remove(whole.run.id)
    assert journal.runs() == ()
    assert journal.run(whole.run.id).removed_at == NOON
    assert journal.undo().kind is ChangeKind.REMOVED
    assert journal.runs()[0].note == "second"
    journal.undo()
    assert journal.runs()[0].note == "first"
    journal.undo()
    assert journal.whole(whole.run.id) == whole
    assert journal.undo() is None


def test_undo_leaves_what_was_not_part_of_the_change(journal):
    run = written(journal).run
    journal.correct(run.id, Correction(active_s=1.0))
    journal.note(run.id, "written later")
    journal.undo()
    assert journal.run(run.id) == replace(run, note="written later")


def test_a_run_in_hand_is_not_changed_by_hand(journal, journals):
    run = a_run()
    journal.begin(run)
    for window in (journal, journals()):
        with pytest.raises(JournalError, match="played at the moment"):
            window.remove(run.id)
        with pytest.raises(JournalError, match="played at the moment"):
            window.correct(run.id, Correction(note="no"))


def test_what_is_not_there_cannot_be_changed(journal):
    run = written(journal).run
    with pytest.raises(KeyError):
        journal.remove("0" * 32)
    with pytest.raises(KeyError):
        journal.correct(run.id, Correction(note="half", done=(DoneCorrection(seq=99),)))
    assert journal.run(run.id) == run  # all or nothing
    assert journal.last_change() is None

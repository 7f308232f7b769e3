"""What a correction may change beside the run itself: what was answered, and what was never recorded."""

from dataclasses import replace

from journal_samples import WORK, a_record, a_run, a_whole, written

from hiptimer.engine.events import Outcome
from hiptimer.journal.changes import ChangeKind, Correction, DoneCorrection
from hiptimer.journal.exchange import export, look
from hiptimer.journal.fields import LONGEST_TEXT
from hiptimer.journal.merging import Merged
from hiptimer.journal.records import CheckIns, Difficulty, Reason, Status, WholeRun

SAID = CheckIns(pain_before=2, pain_after=3, effort=4, difficulty=Difficulty.TOO_HARD, settled=True)


def test_answers_are_replaced_as_a_whole_and_come_back_exactly(journal):
    run = written(journal, check_ins=SAID).run
    journal.correct(run.id, Correction(check_ins=CheckIns(pain_after=6, settled=False)))
    assert journal.run(run.id).check_ins == CheckIns(pain_after=6, settled=False)
    assert journal.undo().kind is ChangeKind.CORRECTED
    assert journal.run(run.id).check_ins == SAID


def test_what_is_answered_after_a_correction_outlives_its_undoing(journal):
    run = written(journal, check_ins=SAID).run
    journal.correct(run.id, Correction(note="Wrong.", check_ins=replace(SAID, effort=9)))
    journal.check_in(run.id, replace(SAID, effort=9, pain_next_morning=1))
    journal.undo()
    assert journal.run(run.id).check_ins == replace(SAID, pain_next_morning=1)
    assert journal.run(run.id).note == run.note


def test_what_was_done_after_all_was_not_left_out_for_a_reason(journal):
    run = a_run()
    journal.begin(run)
    for seq, index in enumerate(WORK[:2]):
        skipped = a_record(run, index, seq, Outcome.SKIPPED, done_s=0.0, why=Reason.NO_TIME)
        journal.write(skipped, active_s=0.0, paused_s=0.0)
    journal.end(run.id, Status.COMPLETE, run.started_at, active_s=0.0, paused_s=0.0)
    done = DoneCorrection(seq=0, outcome=Outcome.COMPLETE, done_s=30.0)
    part = DoneCorrection(seq=1, outcome=Outcome.SHORTENED, done_s=10.0)
    journal.correct(run.id, Correction(done=(done, part)))
    assert [one.why for one in journal.intervals(run.id)] == [None, Reason.NO_TIME]
    journal.undo()
    assert [one.why for one in journal.intervals(run.id)] == [Reason.NO_TIME] * 2


def test_a_correction_that_says_what_stood_there_changes_nothing(journal):
    whole = written(journal, check_ins=SAID)
    first = whole.intervals[0]
    same = DoneCorrection(seq=first.seq, outcome=first.outcome, done_s=first.done_s)
    journal.correct(whole.run.id, Correction(check_ins=SAID, done=(same,)))
    assert journal.whole(whole.run.id).intervals == whole.intervals
    journal.undo()
    assert journal.whole(whole.run.id) == whole


def test_a_correction_that_says_nothing_of_answers_leaves_them(journal):
    run = written(journal, check_ins=SAID).run
    journal.correct(run.id, Correction(note="Only the note."))
    assert journal.run(run.id).check_ins == SAID


def test_what_was_never_recorded_is_put_in_and_taken_out_again(journal):
    run = a_run(status=Status.STOPPED, active_s=30.0)
    there = a_record(run, WORK[0], 0, outcome=Outcome.SHORTENED, done_s=12.0)
    journal.add(WholeRun(run, (there,)))
    before = journal.whole(run.id)
    missing = tuple(a_record(run, index, seq) for seq, index in enumerate(WORK[1:], start=1))
    done = (DoneCorrection(seq=0, outcome=Outcome.COMPLETE, done_s=30.0),)
    journal.correct(run.id, Correction(status=Status.COMPLETE, done=done, missing=missing))
    corrected = journal.whole(run.id)
    assert corrected.run.status is Status.COMPLETE
    first = replace(there, outcome=Outcome.COMPLETE, done_s=30.0)
    assert corrected.intervals == (first, *missing)
    journal.undo()
    assert journal.whole(run.id) == before


def test_a_correction_written_before_records_could_be_missing_is_undone(journal):
    run = written(journal).run
    journal.correct(run.id, Correction(note="By an older version."))
    with journal.store.writing() as db:
        db.execute("UPDATE change SET before = json_remove(before, '$.missing')")
    journal.undo()
    assert journal.run(run.id).note == run.note


def test_a_note_longer_than_can_be_read_again_is_cut(journal, tmp_path):
    long = "x" * (LONGEST_TEXT + 1)
    noted, corrected, added = written(journal).run, written(journal).run, a_whole(note=long).run
    journal.note(noted.id, long)
    journal.correct(corrected.id, Correction(note=long))
    journal.add(WholeRun(added))
    assert {len(run.note) for run in journal.runs()} == {LONGEST_TEXT}
    export(journal, tmp_path / "history.jsonl")
    assert look(journal, tmp_path / "history.jsonl") == Merged(known=3)

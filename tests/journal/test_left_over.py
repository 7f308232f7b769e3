"""What the journal once refused says of how many runs it tells."""

from dataclasses import replace

import pytest
from journal_samples import NOON, a_record, a_run, a_whole, written

from hiptimer.engine.events import Outcome
from hiptimer.errors import InputError
from hiptimer.journal import lines
from hiptimer.journal.changes import Correction
from hiptimer.journal.entries import Answered, Ended, Explained, Noted, Written
from hiptimer.journal.exchange import export, foresee, take_in_any
from hiptimer.journal.records import CheckIns, PainStop, Reason, Status
from hiptimer.journal.spill import is_left_over, keep, runs_left_over, take_in


def test_each_run_is_counted_once(journal, tmp_path):
    first, second = a_run(), a_run()
    entries = [
        first,
        Written(a_record(first), 1.0, 0.0),
        second,
        Ended(first.id, Status.COMPLETE, NOON, 1.0, 0.0),
        Noted(first.id, "Tight."),
    ]
    kept = keep(entries, tmp_path, ())
    assert is_left_over(kept.path)
    assert runs_left_over(journal, kept.path) == 2
    whole_lines = kept.path.read_bytes().splitlines(keepends=True)
    kept.path.write_bytes(b"".join([*whole_lines[:2], b"damaged\n"]))
    assert runs_left_over(journal, kept.path) == 1
    stray = replace(first, id="c" * 32)
    assert runs_left_over(journal, keep([Noted(stray.id, "x")], tmp_path, ()).path) == 0


def test_it_is_told_what_it_would_add_and_what_it_did(journal, tmp_path):
    run = a_run()
    kept = keep([run, Ended(run.id, Status.COMPLETE, NOON, 1.0, 0.0)], tmp_path, ()).path
    said, is_new = foresee(journal, kept)
    assert said.startswith("1 run would be added, or completed")
    assert is_new
    assert journal.runs() == ()
    assert take_in_any(journal, kept) == "1 run added."
    assert take_in_any(journal, kept).splitlines()[1] == "1 run was here already."
    history = tmp_path / "history.jsonl"
    export(journal, history)
    assert foresee(journal, history) == ("0 runs would be added.\n1 is here already.", False)
    journal.remove(run.id)
    assert take_in_any(journal, history).splitlines()[0] == "0 runs added."


def test_what_was_said_of_a_run_of_days_ago_is_taken_in_too(journal, tmp_path):
    """How the morning after was is answered before the next run begins."""
    before, run = written(journal, check_ins=CheckIns(pain_after=5)).run, a_run()
    answers = CheckIns(pain_after=5, pain_next_morning=2)
    over = [run, Ended(run.id, Status.COMPLETE, NOON, 1.0, 0.0)]
    kept = keep([Answered(before.id, answers), *over], tmp_path, ()).path
    elsewhere = kept.rename(tmp_path / "moved.jsonl")
    assert foresee(journal, elsewhere)[0].startswith("2 runs would be added, or completed")
    assert take_in_any(journal, elsewhere) == "2 runs added."
    assert journal.run(before.id).check_ins == answers
    journal.check_in(before.id, replace(answers, pain_next_morning=4))
    assert take_in_any(journal, elsewhere).splitlines()[0] == "0 runs added."
    assert journal.run(before.id).check_ins.pain_next_morning == 4
    elsewhere.rename(kept)
    assert take_in(journal, tmp_path) == ()
    assert journal.run(before.id).check_ins == answers


def test_the_lines_of_one_damaged_file_stay_when_another_is_damaged_too(journal, tmp_path):
    for turn in range(2):
        path = keep([a_run()], tmp_path, ()).path
        path.write_bytes(path.read_bytes() + b"cut off %d" % turn)
        (said,) = take_in(journal, tmp_path)
        assert f"unsaved-{turn + 1}.damaged could not be read" in said
    kept = sorted(tmp_path.glob("*.damaged"))
    assert [one.read_bytes()[-1:] for one in kept] == [b"0", b"1"]
    assert len(journal.unfinished()) == 2


def test_the_files_of_a_shared_folder_are_none(tmp_path):
    """Their lines begin with a run too, and taken for what was left over it would lose its intervals."""
    path = tmp_path / "hiptimer.jsonl"
    lines.append(path, a_whole())
    assert not is_left_over(path)


def test_a_file_that_cannot_be_read_is_said(journal, tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        runs_left_over(journal, tmp_path / "nowhere.jsonl")


def test_what_was_said_since_is_not_overwritten_by_taking_it_in_again(journal, tmp_path):
    run = a_run()
    skipped = a_record(run, outcome=Outcome.SKIPPED)
    stop = PainStop(run_id=run.id, seq=0, index=skipped.index, step=skipped.step, name="x", at=NOON)
    entries = [
        run,
        Written(skipped, 1.0, 0.0),
        replace(stop, pain=8),
        Ended(run.id, Status.COMPLETE, NOON, 1.0, 0.0),
        Explained(run.id, skipped.step, Reason.NO_TIME),
        Answered(run.id, CheckIns(pain_after=5, effort=4), ask_next_morning=True),
        Noted(run.id, "First."),
    ]
    kept = keep(entries, tmp_path, ()).path
    take_in_any(journal, kept)
    first = journal.whole(run.id)
    assert (first.run.note, first.run.check_ins.effort) == ("First.", 4)
    journal.correct(run.id, Correction(note="Second.", check_ins=CheckIns(pain_after=3)))
    journal.explain(run.id, skipped.step, Reason.KIT)
    journal.hurt(replace(stop, pain=2))
    journal.check_in(run.id, CheckIns(pain_after=3, effort=4, pain_next_morning=1))
    before = journal.whole(run.id)
    assert "was here already" in take_in_any(journal, kept)
    assert journal.whole(run.id) == before
    assert journal.run(run.id).changed_at == before.run.changed_at


def test_what_is_missing_of_a_run_that_is_over_is_put_in(journal, tmp_path):
    run = a_run()
    skipped = a_record(run, outcome=Outcome.SKIPPED)
    stop = PainStop(run_id=run.id, seq=0, index=skipped.index, step=skipped.step, name="x", at=NOON)
    over = [run, Written(skipped, 1.0, 0.0), Ended(run.id, Status.COMPLETE, NOON, 1.0, 0.0)]
    take_in_any(journal, keep(over, tmp_path, ()).path)
    journal.check_in(run.id, CheckIns(pain_after=3))
    said = [
        stop,
        Explained(run.id, skipped.step, Reason.NO_TIME),
        Answered(run.id, CheckIns(pain_after=5, effort=4)),
        Noted(run.id, "First."),
    ]
    assert take_in_any(journal, keep([*over, *said], tmp_path, ()).path) == "1 run added."
    whole = journal.whole(run.id)
    assert whole.run.check_ins == CheckIns(pain_after=3, effort=4)
    assert (whole.run.note, whole.intervals[0].why) == ("First.", Reason.NO_TIME)
    assert whole.stops == (stop,)

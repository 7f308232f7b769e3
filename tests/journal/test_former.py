"""What stood in the journal of a run before it was put right by hand, or replaced by a newer form."""

from dataclasses import replace
from datetime import timedelta

import pytest
from journal_samples import NOON, WORK, a_record, a_run, a_whole, written

from hiptimer.engine.events import Outcome
from hiptimer.errors import JournalBrokenError
from hiptimer.journal.changes import Correction, DoneCorrection
from hiptimer.journal.forms import take
from hiptimer.journal.records import CheckIns, Difficulty, Reason, Status, WholeRun

SAID = CheckIns(pain_before=2, settled=True, difficulty=Difficulty.TOO_HARD)


def put_by(journal, run_id, **changes):
    """Let a newer form of the run come from another computer."""
    whole = journal.whole(run_id)
    newer = whole.run.changed_at or NOON
    run = replace(whole.run, changed_at=newer + timedelta(days=1), **changes)
    with journal.store.writing() as db:
        take(db, replace(whole, run=run), journal.path.parent, NOON + timedelta(days=2))


def test_a_run_that_was_never_changed_was_always_so(journal):
    run = written(journal).run
    assert journal.former(run.id) == ()
    assert journal.former("f" * 32) == ()


def test_all_that_a_correction_replaced(journal):
    run = written(journal, check_ins=SAID).run
    before = journal.whole(run.id)
    first = before.intervals[0]
    journal.correct(
        run.id,
        Correction(
            status=Status.STOPPED,
            started_at=NOON + timedelta(hours=1),
            ended_at=NOON + timedelta(hours=2),
            active_s=5.0,
            paused_s=3.0,
            note="Not so.",
            check_ins=CheckIns(settled=False, effort=3),
            done=(DoneCorrection(seq=0, outcome=Outcome.SHORTENED, done_s=4.0),),
            reasons={first.seq: Reason.NO_TIME},
        ),
    )
    (former,) = journal.former(run.id)
    assert former.before == before
    assert former.after == journal.whole(run.id)
    assert former.at == former.after.run.corrected_at
    assert not former.is_from_elsewhere


def test_what_was_put_in_had_not_been_there(journal):
    run = a_run(status=Status.STOPPED)
    journal.add(WholeRun(run, (a_record(run),)))
    before = journal.whole(run.id)
    missing = (a_record(run, WORK[1], 1),)
    journal.correct(run.id, Correction(missing=missing))
    assert [one.before for one in journal.former(run.id)] == [before]
    with journal.store.writing() as db:  # as an older version wrote it, which put in none
        db.execute("UPDATE change SET before = json_remove(before, '$.missing')")
    assert len(journal.former(run.id)[0].before.intervals) == 2


def test_one_correction_after_another_the_last_one_first(journal):
    run = written(journal).run
    for note in ("One.", "Two.", "Three."):
        journal.correct(run.id, Correction(note=note))
    journal.undo()
    assert [one.before.run.note for one in journal.former(run.id)] == ["One.", run.note]
    assert [one.after.run.note for one in journal.former(run.id)] == ["Two.", "One."]


def test_what_is_said_later_is_no_part_of_it(journal):
    run = written(journal).run
    journal.correct(run.id, Correction(note="Two."))
    journal.check_in(run.id, CheckIns(pain_next_morning=1))
    (former,) = journal.former(run.id)
    assert former.before.run.check_ins == former.after.run.check_ins


def test_removed_runs_and_those_added_by_hand_were_not_put_right(journal):
    whole = a_whole()
    journal.add(whole)
    journal.remove(whole.run.id)
    assert journal.former(whole.run.id) == ()


def test_a_form_from_elsewhere_and_what_was_put_right_after_it(journal):
    run = written(journal, note="One.").run
    put_by(journal, run.id, note="Two.")
    put_by(journal, run.id, note="Three.")
    journal.correct(run.id, Correction(note="Four."))
    found = journal.former(run.id)
    assert [one.is_from_elsewhere for one in found] == [False, True, True]
    assert [one.before.run.note for one in found] == ["Three.", "Two.", "One."]
    assert [one.after.run.note for one in found] == ["Four.", "Three.", "Two."]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE change SET before = '{'",
        "UPDATE change SET before = '{}'",
        """UPDATE change SET before = '{"run":{"status":"flown"},"intervals":{}}'""",
        "UPDATE superseded SET whole = 'nothing'",
    ],
)
def test_what_makes_no_sense_is_damage(journal, damage):
    run = written(journal).run
    put_by(journal, run.id, note="Two.")
    journal.correct(run.id, Correction(note="Three."))
    with journal.store.writing() as db:
        db.execute(damage)
    with pytest.raises(JournalBrokenError, match=run.id):
        journal.former(run.id)

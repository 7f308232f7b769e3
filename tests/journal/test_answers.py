"""What the person says around a run: check-ins, pain stops and reasons, into the journal and out again."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from answer_samples import EVERYTHING, a_stop, with_everything
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_samples import NOON, WORK, a_record, a_run, a_whole, written

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.errors import JournalBrokenError
from hiptimer.journal.changes import Correction
from hiptimer.journal.exchange import export, look, take_in
from hiptimer.journal.journal import Journal
from hiptimer.journal.merging import Merged
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.records import CheckIns, Difficulty, PainAnswer, Reason, Status, WholeRun


# In the journal.
@pytest.mark.parametrize(
    "answers", [EVERYTHING, CheckIns(), CheckIns(settled=True), CheckIns(pain_before=0)]
)
def test_answers_come_back_as_they_were_given(journal, journals, answers):
    run = written(journal).run
    journal.check_in(run.id, answers)
    journal.close()
    assert journals().run(run.id) == replace(run, check_ins=answers)


def test_answers_stand_in_place_of_those_given_before(journal):
    run = written(journal, ask_next_morning=True).run
    journal.check_in(run.id, EVERYTHING)
    journal.check_in(run.id, CheckIns(pain_after=2))
    found = journal.run(run.id)
    assert (found.check_ins, found.ask_next_morning) == (CheckIns(pain_after=2), True)
    journal.check_in(run.id, CheckIns(), ask_next_morning=False)
    assert not journal.run(run.id).ask_next_morning


def test_what_was_answered_before_a_run_is_written_with_its_beginning(journal):
    run = a_run(check_ins=CheckIns(pain_before=4), ask_next_morning=True)
    journal.begin(run)
    assert journal.run(run.id) == run


def test_a_pain_stop_is_written_at_once_and_answered_later(journal, journals):
    run = a_run()
    journal.begin(run)
    stop, second = a_stop(run), a_stop(run, 1, WORK[2])
    journal.hurt(stop)
    journal.hurt(second)
    assert journals().whole(run.id).stops == (stop, second)
    answered = replace(stop, pain=5, answer=PainAnswer.CARRY_ON)
    journal.hurt(answered)
    assert journals().whole(run.id).stops == (answered, second)


def test_the_reason_is_written_for_what_was_not_done_of_the_step_alone(journal):
    run = a_run()
    journal.begin(run)
    outcomes = (Outcome.SKIPPED, Outcome.SHORTENED, Outcome.COMPLETE, Outcome.PAIN)
    for seq, outcome in enumerate(outcomes):
        record = a_record(run, WORK[0], seq, outcome)
        journal.write(record, active_s=0, paused_s=0)
    journal.write(a_record(run, WORK[2], 4, Outcome.SKIPPED), active_s=0, paused_s=0)
    journal.explain(run.id, 0, Reason.KIT)
    whys = [one.why for one in journal.intervals(run.id)]
    assert whys == [Reason.KIT, Reason.KIT, None, Reason.KIT, None]
    journal.explain(run.id, 0, None)
    assert {one.why for one in journal.intervals(run.id)} == {None}


def test_when_a_run_was_last_written_is_noted(journal):
    whole = written(journal)
    assert journal.run(whole.run.id).changed_at is None
    journal.check_in(whole.run.id, CheckIns(effort=5))
    assert journal.run(whole.run.id).changed_at == NOON


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE run SET difficulty = 'as ever'",
        "UPDATE run SET changed_at = 'lately'",
        "UPDATE interval SET why = 'because'",
        "UPDATE pain_stop SET answer = 'swear'",
        "UPDATE pain_stop SET side = 'top'",
        "UPDATE pain_stop SET at = ''",
    ],
)
def test_answers_that_make_no_sense_are_said(journal, journals, path, statement):
    run = written(journal).run
    journal.hurt(a_stop(run))
    journal.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)
    with pytest.raises(JournalBrokenError, match="damaged"):
        journals().whole(run.id)


def test_the_file_itself_takes_no_answer_beyond_the_scale(journal):
    run = written(journal).run
    with pytest.raises(sqlite3.IntegrityError):
        journal.check_in(run.id, CheckIns(pain_after=11))
    with pytest.raises(sqlite3.IntegrityError):
        journal.hurt(a_stop(run, pain=-1))
    assert journal.whole(run.id).run.check_ins == CheckIns()
    assert journal.whole(run.id).stops == ()


# Whoever follows.
@pytest.fixture
def heard(journal):
    runs = []
    journal.follow(runs.append)
    return runs


def test_who_follows_hears_of_a_run_as_it_ends_and_of_every_change(journal, heard):
    run = a_run()
    journal.begin(run)
    journal.hurt(a_stop(run))
    journal.check_in(run.id, CheckIns(pain_before=1))
    journal.write(a_record(run, outcome=Outcome.SKIPPED), active_s=1, paused_s=0)
    assert heard == []  # it is not over
    journal.end(run.id, Status.PAIN, NOON, active_s=1, paused_s=0)
    assert [whole.run.status for whole in heard] == [Status.PAIN]
    changes = (
        lambda: journal.note(run.id, "Tight."),
        lambda: journal.check_in(run.id, CheckIns(pain_after=3)),
        lambda: journal.hurt(a_stop(run, answer=PainAnswer.END)),
        lambda: journal.explain(run.id, 0, Reason.NO_TIME),
        lambda: journal.correct(run.id, Correction(active_s=2)),
        lambda: journal.remove(run.id),
        journal.undo,
    )
    for count, change in enumerate(changes, 2):
        change()
        assert len(heard) == count
        assert heard[-1] == journal.whole(run.id)
    last = heard[-1]
    assert (last.run.note, last.run.check_ins.pain_after) == ("Tight.", 3)
    assert (last.stops[0].answer, last.intervals[0].why) == (PainAnswer.END, Reason.NO_TIME)


def test_who_follows_hears_of_a_run_added_and_of_one_cut_off(journal, journals, heard):
    journal.add(a_whole())
    run = a_run()
    gone = journals()
    gone.begin(run)
    gone.close()
    journal.set_cut_off(run.id)
    assert [whole.run.status for whole in heard] == [Status.COMPLETE, Status.CUT_OFF]


def test_what_changes_nothing_is_not_told(journal, heard):
    assert journal.undo() is None
    with pytest.raises(KeyError):
        journal.remove("0" * 32)
    journal.note("0" * 32, "of no run")
    assert heard == []


# To another computer.
def test_answers_go_to_another_computer_and_are_not_taken_twice(journal, elsewhere, tmp_path):
    whole = with_everything(written(journal))
    journal.check_in(whole.run.id, EVERYTHING, ask_next_morning=True)
    for stop in whole.stops:
        journal.hurt(stop)
    journal.correct(whole.run.id, Correction())
    with journal.store.writing() as db:
        db.execute("UPDATE interval SET outcome = 'shortened', why = 'pain' WHERE seq = 0")
    file = tmp_path / "history.jsonl"
    assert export(journal, file) == 1
    assert take_in(elsewhere, file) == Merged(added=1)
    found = elsewhere.whole(whole.run.id)
    assert found == replace(whole, run=replace(whole.run, corrected_at=NOON))
    assert found.run.changed_at == journal.run(whole.run.id).changed_at >= NOON
    assert take_in(elsewhere, file) == look(elsewhere, file) == Merged(known=1)
    elsewhere.check_in(whole.run.id, CheckIns())
    assert take_in(elsewhere, file) == Merged(kept_yours=1)
    assert elsewhere.run(whole.run.id).check_ins == CheckIns()


def as_in_the_first_form(plain):
    """Return a run as an export of the first program has it."""
    second = ("check_ins", "ask_next_morning", "changed_at", "pain_stops")
    old = {name: value for name, value in plain.items() if name not in second}
    old["intervals"] = [
        {name: value for name, value in one.items() if name != "why"} for one in plain["intervals"]
    ]
    return old


def test_an_export_of_the_first_form_is_still_taken_in(elsewhere, tmp_path):
    whole = a_whole()
    header = {"hiptimer_journal": 1, "app_version": "0.1.0", "written_at": NOON.isoformat()}
    lines = (header, as_in_the_first_form(whole_as_plain(whole)), {"runs": 1})
    file = tmp_path / "history.jsonl"
    file.write_text("".join(as_json(line) + "\n" for line in lines), encoding="utf-8")
    assert take_in(elsewhere, file) == Merged(added=1)
    assert elsewhere.whole(whole.run.id) == whole


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("check_ins", []),
        ("check_ins", {"pain_before": 11}),
        ("check_ins", {"pain_after": -1}),
        ("check_ins", {"effort": "7"}),
        ("check_ins", {"effort": 7.0}),
        ("check_ins", {"pain_next_morning": True}),
        ("check_ins", {"settled": 1}),
        ("check_ins", {"difficulty": "fine"}),
        ("ask_next_morning", "yes"),
        ("changed_at", "2026-11-22"),
        ("pain_stops", {}),
        ("pain_stops", [{}]),
        ("pain_stops", [{"seq": 0, "index": 1, "step": 0, "name": "", "at": "then"}]),
        ("pain_stops", "twice"),
        ("intervals", "why"),
    ],
)
def test_answers_that_make_no_sense_are_refused(name, value):
    plain = json.loads(as_json(whole_as_plain(with_everything(a_whole()))))
    if value == "twice":
        value = [plain["pain_stops"][0]] * 2
    elif value == "why":
        value = [plain["intervals"][0] | {"why": "because"}]
    with pytest.raises(ValueError, match="cannot be used"):
        whole_from_plain(plain | {name: value})


SCALE = st.none() | st.integers(0, 10)


@settings(deadline=None)
@given(
    st.builds(
        CheckIns,
        pain_before=SCALE,
        pain_after=SCALE,
        pain_next_morning=SCALE,
        settled=st.none() | st.booleans(),
        effort=SCALE,
        difficulty=st.none() | st.sampled_from(Difficulty),
    ),
    st.booleans(),
    st.lists(
        st.tuples(
            SCALE,
            st.none() | st.sampled_from(PainAnswer),
            st.none() | st.sampled_from(Side),
            st.none() | st.sampled_from(Reason),
        ),
        max_size=3,
    ),
)
def test_any_answers_survive_the_way_through_a_line_and_the_file(
    tmp_path_factory, answers, asked, details
):
    run = a_run(status=Status.PAIN, check_ins=answers, ask_next_morning=asked)
    whole = WholeRun(
        run,
        tuple(a_record(run, seq=seq, why=detail[3]) for seq, detail in enumerate(details)),
        tuple(
            a_stop(run, seq, pain=pain, answer=answer, side=side)
            for seq, (pain, answer, side, _why) in enumerate(details)
        ),
    )
    assert whole_from_plain(from_json(as_json(whole_as_plain(whole)).encode())) == whole
    with closing(Journal(tmp_path_factory.mktemp("any") / "journal.db")) as journal:
        journal.merge([whole])
        assert journal.whole(run.id) == whole

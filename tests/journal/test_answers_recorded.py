"""Check-ins, pain stops and reasons as the recorder writes them down while a run is played."""

import json
from dataclasses import replace

import pytest
from answer_samples import EVERYTHING, a_stop
from journal_samples import SESSION, TEXT, TIMELINE, WORK, HandClock, player

from hiptimer.engine.events import Outcome, Paused, Why
from hiptimer.engine.session import Ask, When
from hiptimer.engine.settling import Choices
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import CheckIns, PainAnswer, Reason, Status
from hiptimer.journal.spill import take_in as take_in_spilled


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def guide(clock):
    return player(clock)


@pytest.fixture
def recorder(journal, clock):
    return Recorder(journal, clock.now)


def begin(recorder, guide, session=SESSION, **kwargs):
    recorder.begin(session, TEXT, TIMELINE, Choices(), session_hash="ab" * 32, **kwargs)
    recorder.hear(guide.play())
    return recorder.run.id


def go(recorder, guide, clock, to_s):
    while clock.seconds < to_s:
        clock.seconds = min(to_s, clock.seconds + 1)
        recorder.hear(guide.advance())


def test_what_was_asked_before_and_is_to_be_asked_tomorrow_is_in_the_run(journal, recorder, guide):
    asking = replace(SESSION, ask=Ask(pain=(When.BEFORE, When.NEXT_MORNING)))
    run_id = begin(recorder, guide, asking, check_ins=CheckIns(pain_before=2))
    run = journal.run(run_id)
    assert (run.check_ins, run.ask_next_morning) == (CheckIns(pain_before=2), True)
    other = begin(recorder, guide)
    assert (journal.run(other).check_ins, journal.run(other).ask_next_morning) == (
        CheckIns(),
        False,
    )


def test_a_pain_stop_is_recorded_where_it_was_and_answered(journal, recorder, guide, clock):
    run_id = begin(recorder, guide)
    go(recorder, guide, clock, 20)
    recorder.hear(guide.pain())
    stop = a_stop(journal.run(run_id))
    assert journal.whole(run_id).stops == (stop,)
    recorder.answer_pain(PainAnswer.CARRY_ON, 4)
    answered = replace(stop, answer=PainAnswer.CARRY_ON, pain=4)
    assert journal.whole(run_id).stops == (answered,)
    recorder.answer_pain(PainAnswer.SKIP, None)  # thought better of
    assert journal.whole(run_id).stops == (replace(stop, answer=PainAnswer.SKIP),)
    recorder.hear(guide.carry_on())
    go(recorder, guide, clock, clock.seconds + 5)
    recorder.hear([Paused(Why.PAIN)])
    recorder.answer_pain(PainAnswer.END, 8)
    recorder.hear(guide.stop(Why.PAIN))
    whole = journal.whole(run_id)
    assert [(one.seq, one.answer) for one in whole.stops] == [
        (0, PainAnswer.SKIP),
        (1, PainAnswer.END),
    ]
    assert whole.run.status is Status.PAIN


def test_pain_outside_of_an_interval_and_an_answer_to_no_stop_are_no_pain_stop(
    journal, recorder, guide
):
    recorder.answer_pain(PainAnswer.END, 8)
    recorder.begin(SESSION, TEXT, TIMELINE, Choices(), session_hash="")
    recorder.hear([Paused(Why.PAIN)])
    recorder.answer_pain(PainAnswer.END, 8)
    assert journal.whole(recorder.run.id).stops == ()


def test_the_next_run_has_pain_stops_of_its_own(journal, recorder, guide, clock):
    first = begin(recorder, guide)
    recorder.hear(guide.pain())
    recorder.hear(guide.stop(Why.PAIN))
    again = player(clock)
    second = begin(recorder, again)
    recorder.answer_pain(PainAnswer.END, 8)  # too late for the first, and not meant for this one
    recorder.hear(again.pain())
    assert [(one.seq, one.answer) for one in journal.whole(first).stops] == [(0, None)]
    assert [(one.seq, one.answer) for one in journal.whole(second).stops] == [(0, None)]


def test_a_resumed_run_counts_its_pain_stops_on(journal, journals, recorder, guide, clock):
    run_id = begin(recorder, guide)
    recorder.hear(guide.pain())
    recorder.answer_pain(PainAnswer.CARRY_ON, 1)
    journal.close()
    later = journals()
    second, again = Recorder(later, clock.now), player(clock)
    second.resume(run_id)
    second.hear(again.play())
    second.hear(again.pain())
    assert [(one.seq, one.answer) for one in later.whole(run_id).stops] == [
        (0, PainAnswer.CARRY_ON),
        (1, None),
    ]


def test_answers_and_reasons_are_written_after_the_end(journal, recorder, guide, clock):
    run_id = begin(recorder, guide)
    go(recorder, guide, clock, 20)
    recorder.hear(guide.skip_step())
    recorder.hear(guide.stop())
    recorder.explain(run_id, 0, Reason.DONT_LIKE)
    recorder.check_in(run_id, EVERYTHING, ask_next_morning=True)
    whole = journal.whole(run_id)
    assert (whole.run.check_ins, whole.run.ask_next_morning) == (EVERYTHING, True)
    assert {one.why for one in whole.intervals if one.step == 0 and one.kind.is_work} == {
        Reason.DONT_LIKE
    }


@pytest.mark.parametrize("why", [Reason.OTHER, None])
def test_what_the_journal_refuses_of_it_is_taken_in_at_the_next_start(
    journal, journals, recorder, guide, clock, path, why
):
    path.mkdir(parents=True)  # in the place of the file
    run_id = begin(recorder, guide, check_ins=CheckIns(pain_before=2))
    go(recorder, guide, clock, 20)
    recorder.hear(guide.pain())
    recorder.answer_pain(PainAnswer.SKIP, 6)
    recorder.hear(guide.skip_step())
    recorder.hear(guide.stop())
    recorder.explain(run_id, 0, why)
    recorder.check_in(run_id, EVERYTHING, ask_next_morning=True)
    recorder.check_in(run_id, EVERYTHING)
    assert recorder.close(path.parent).path is not None
    journal.close()
    path.rmdir()
    later = journals()
    assert take_in_spilled(later, path.parent) == ()
    whole = later.whole(run_id)
    assert (whole.run.check_ins, whole.run.ask_next_morning) == (EVERYTHING, True)
    assert [(one.index, one.pain, one.answer) for one in whole.stops] == [
        (WORK[0], 6, PainAnswer.SKIP)
    ]
    skipped = [one for one in whole.intervals if one.outcome is Outcome.SKIPPED]
    assert {one.why for one in skipped} == {why}


def test_a_resumed_run_is_spilled_with_its_pain_stops(journal, journals, recorder, guide, clock):
    run_id = begin(recorder, guide)
    recorder.hear(guide.pain())
    recorder.answer_pain(PainAnswer.CARRY_ON, 1)
    journal.close()
    later = journals()
    second = Recorder(later, clock.now)
    second.resume(run_id)
    later.close()
    for part in later.path.parent.glob("journal.db*"):
        part.unlink()
    later.path.mkdir()
    second.note(run_id, "Tight.")
    second.close(later.path.parent)
    later.path.rmdir()
    third = journals()
    assert take_in_spilled(third, later.path.parent) == ()
    whole = third.whole(run_id)
    assert (whole.run.note, len(whole.stops)) == ("Tight.", 1)


@pytest.mark.parametrize(
    "line",
    [
        {"check_ins": {"effort": 11}, "ask_next_morning": None},
        {"check_ins": {}, "ask_next_morning": 1},
        {"check_ins": [], "ask_next_morning": True},
        {"step": 0, "why": "because"},
        {"step": "0", "why": None},
        {"pain_stop": {"seq": 0}},
    ],
)
def test_a_spilled_answer_that_makes_no_sense_is_damage(journal, recorder, guide, path, line):
    path.mkdir(parents=True)
    run_id = begin(recorder, guide)
    kept = recorder.close(path.parent).path
    path.rmdir()
    with kept.open("a") as file:
        file.write(json.dumps({"run_id": run_id, **line}) + "\n")
    (said,) = take_in_spilled(journal, path.parent)
    assert said.startswith("1 line of")
    assert journal.whole(run_id).stops == ()

"""What the person says around a run: check-ins, pain stops and reasons, into the journal and out again."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_samples import (
    NOON,
    SESSION,
    TEXT,
    TIMELINE,
    WORK,
    HandClock,
    a_record,
    a_run,
    a_whole,
    player,
    written,
)

from hiptimer.engine.events import Outcome, Paused, Why
from hiptimer.engine.exercise import Side
from hiptimer.engine.session import Ask, When
from hiptimer.engine.settling import Choices
from hiptimer.errors import JournalBrokenError
from hiptimer.journal.changes import Correction
from hiptimer.journal.exchange import export, look, take_in
from hiptimer.journal.journal import Journal
from hiptimer.journal.merging import Merged
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    PainAnswer,
    PainStop,
    Reason,
    Status,
    WholeRun,
)
from hiptimer.journal.spill import take_in as take_in_spilled

EVERYTHING = CheckIns(
    pain_before=0,
    pain_after=3,
    pain_next_morning=10,
    settled=False,
    effort=7,
    difficulty=Difficulty.ABOUT_RIGHT,
)


def a_stop(run, seq=0, index=WORK[0], **changes):
    interval = TIMELINE.intervals[index]
    stop = PainStop(
        run_id=run.id,
        seq=seq,
        index=index,
        step=interval.step,
        name=interval.name,
        side=interval.side,
        at=NOON + timedelta(seconds=20),
    )
    return replace(stop, **changes)


def with_everything(whole):
    """Return the run with answers to every question, two pain stops and a reason."""
    first, *rest = whole.intervals
    return WholeRun(
        replace(whole.run, check_ins=EVERYTHING, ask_next_morning=True, changed_at=NOON),
        (replace(first, outcome=Outcome.SHORTENED, why=Reason.PAIN), *rest),
        (
            a_stop(whole.run, 0, pain=6, answer=PainAnswer.EASIER),
            a_stop(whole.run, 1, WORK[2]),
        ),
    )


@pytest.fixture
def elsewhere(journals, tmp_path):
    return journals(tmp_path / "elsewhere" / "journal.db")


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


# The morning after.


def test_the_morning_after_is_asked_of_yesterday_and_the_day_before(journal):
    asked = {
        days: written(journal, started_at=NOON - timedelta(days=days), ask_next_morning=True).run
        for days in range(4)
    }
    assert [run.id for run in journal.to_ask()] == [asked[1].id, asked[2].id]


def test_the_days_are_those_of_the_clock_on_the_wall(journal):
    """Where the clock was put on or back meanwhile, and after a journey, midnight is another one."""
    east = timezone(timedelta(hours=9))
    begun = (
        datetime(2026, 11, 22, 0, 0, tzinfo=east),  # there it was today already
        datetime(2026, 11, 21, 23, 59, tzinfo=east),
        NOON.replace(hour=0, minute=0),
        NOON.replace(hour=0, minute=0, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 11, 21, 23, 30, tzinfo=UTC),
        datetime(2026, 11, 20, 0, 0, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 11, 19, 23, 59, tzinfo=timezone(timedelta(hours=-9))),
    )
    ids = [written(journal, started_at=at, ask_next_morning=True).run.id for at in begun]
    assert {run.id for run in journal.to_ask()} == {ids[1], ids[4], ids[5]}


def test_of_what_is_answered_removed_in_hand_or_never_to_be_asked_nothing_is_asked(journal):
    yesterday = NOON - timedelta(days=1)
    told, settled, removed, unasked = (
        written(journal, started_at=yesterday, ask_next_morning=True).run for _turn in range(4)
    )
    written(journal, started_at=yesterday)
    journal.begin(a_run(started_at=yesterday, ask_next_morning=True))
    journal.check_in(told.id, CheckIns(pain_next_morning=0))
    journal.check_in(settled.id, CheckIns(settled=True))
    journal.remove(removed.id)
    assert [run.id for run in journal.to_ask()] == [unasked.id]
    journal.check_in(unasked.id, CheckIns(), ask_next_morning=False)
    assert journal.to_ask() == ()
    journal.undo()
    assert [run.id for run in journal.to_ask()] == [removed.id]


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


# As it is played.


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

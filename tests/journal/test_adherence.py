"""What the finished page says of a run."""

from dataclasses import replace

import pytest
from journal_samples import NOON, HandClock, a_run, a_whole, player

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Breaths, Hold, Move, Reps
from hiptimer.engine.events import Left, Outcome
from hiptimer.engine.exercise import Side, Sides
from hiptimer.engine.plain import prescription
from hiptimer.engine.session import Circuit, OwnExercise, Pace, Session, Step, Timing, Version
from hiptimer.engine.timeline import unroll
from hiptimer.journal.adherence import StepState, summarise
from hiptimer.journal.records import IntervalRecord, WholeRun

COMPLETE, SHORT = StepState.COMPLETE, StepState.SHORT
SKIPPED, NOT_REACHED = StepState.SKIPPED, StepState.NOT_REACHED


def a_step(dose, **said):
    return Step(exercise=OwnExercise(name="Move"), dose=dose, **said)


def a_session(*entries):
    return Session(title="S", id="s", entries=entries)


def played(session, outcomes=None, default=Outcome.COMPLETE):
    """Make up the run in which the nth work interval became (outcome, done), else all of it."""
    timeline = unroll(session, {})
    run = a_run(prescribed=tuple(map(prescription, timeline.intervals)), active_s=61.0)
    records = []
    nth = -1
    for interval in timeline.intervals:
        outcome, done = Outcome.COMPLETE, None
        if interval.kind.is_work:
            nth += 1
            outcome, done = (outcomes or {}).get(nth, (default, None))
        if outcome is None:
            continue
        counted = interval.count is not None
        records.append(
            IntervalRecord(
                run_id=run.id,
                seq=len(records),
                index=interval.index,
                kind=interval.kind,
                step=interval.step,
                name=interval.name,
                side=interval.side,
                prescribed=prescription(interval),
                outcome=outcome,
                done_s=done if done is not None and not counted else interval.duration_s,
                done_count=(interval.count if done is None else done) if counted else None,
                started_at=NOON,
                ended_at=NOON,
            )
        )
    return WholeRun(run, tuple(records))


def line(dose, outcomes=None, **said):
    (step,) = summarise(played(a_session(a_step(dose, **said)), outcomes)).steps
    return step.text, step.state


EXACTLY = Amount.exactly
CUT, SKIP, LOST = Outcome.SHORTENED, (Outcome.SKIPPED, 0), (None, None)


@pytest.mark.parametrize(
    ("dose", "said", "outcomes", "text", "state"),
    [
        (Hold(EXACTLY(30)), {"sides": Sides.EACH}, {}, "2 × 30 s", COMPLETE),  # noqa: RUF001
        (Hold(EXACTLY(90)), {}, {}, "90 s", COMPLETE),
        (Hold(EXACTLY(120)), {"sides": Sides.EACH}, {}, "2 × 2 min", COMPLETE),  # noqa: RUF001
        (Move(EXACTLY(150)), {}, {}, "2 min 30 s", COMPLETE),
        (Breaths(EXACTLY(10)), {"sides": Sides.EACH}, {}, "20 breaths", COMPLETE),
        (Breaths(EXACTLY(1)), {}, {}, "1 breath", COMPLETE),
        (Reps(EXACTLY(8)), {"sets": EXACTLY(2)}, {}, "16 reps", COMPLETE),
        (Reps(EXACTLY(8)), {"sides": Sides.ALTERNATE}, {}, "8 reps on each side", COMPLETE),
        (
            Reps(EXACTLY(8)),
            {"sets": EXACTLY(3), "sides": Sides.EACH},
            {4: (CUT, 6)},
            "46 of 48 reps · set 3, left side cut short",
            SHORT,
        ),
        (Reps(EXACTLY(8)), {"sets": EXACTLY(3)}, {2: SKIP}, "16 of 24 reps · set 3 skipped", SHORT),
        (
            Hold(EXACTLY(30)),
            {"sides": Sides.EACH},
            {1: LOST},
            "30 s of 60 s · right side not reached",
            SHORT,
        ),
        (
            Reps(EXACTLY(8)),
            {"sets": EXACTLY(3)},
            {0: (Outcome.PAIN, 2), 1: SKIP},
            "10 of 24 reps · 2 of 3 not finished",
            SHORT,
        ),
        (Reps(EXACTLY(8)), {}, {0: (Outcome.STOPPED, 0)}, "0 of 8 reps", SHORT),
        (Reps(EXACTLY(8)), {"sets": EXACTLY(2)}, {0: SKIP, 1: SKIP}, "skipped", SKIPPED),
        (Reps(EXACTLY(8)), {"sets": EXACTLY(2)}, {0: SKIP, 1: LOST}, "skipped", SKIPPED),
        (Reps(EXACTLY(8)), {}, {0: LOST}, "not reached", NOT_REACHED),
        # The lower end of a range is all that is asked for, and more may be done.
        (Reps(Amount(8, 12)), {}, {0: (Outcome.COMPLETE, 9)}, "9 reps", COMPLETE),
        (Reps(Amount(8, 12)), {}, {0: (CUT, 7)}, "7 of 8 reps", SHORT),
        (Reps(EXACTLY(8)), {"sets": Amount(2, 3)}, {2: SKIP}, "16 reps", COMPLETE),
        (Reps(EXACTLY(8)), {"sets": Amount(2, 3)}, {2: (CUT, 4)}, "20 reps", COMPLETE),
        (Hold(Amount(30, 45)), {"sets": EXACTLY(2)}, {1: (Outcome.COMPLETE, 33)}, "78 s", COMPLETE),
        (Hold(Amount(20, 20, open=True)), {}, {0: (Outcome.COMPLETE, 31.4)}, "31 s", COMPLETE),
        (Reps(EXACTLY(8)), {"optional": True}, {0: SKIP}, "skipped", SKIPPED),
        (Reps(EXACTLY(8)), {"optional": True}, {0: (CUT, 5)}, "5 of 8 reps", SHORT),
        (Hold(EXACTLY(30)), {"optional": True}, {0: (CUT, 5)}, "5 s of 30 s", SHORT),
        (Reps(EXACTLY(8)), {"timing": Timing(pace=Pace.SELF)}, {}, "8 reps", COMPLETE),
        (Reps(EXACTLY(8)), {"timing": Timing(pace=Pace.SELF)}, {0: SKIP}, "skipped", SKIPPED),
    ],
)
def test_a_line_of_the_finished_page(dose, said, outcomes, text, state):
    assert line(dose, outcomes, **said) == (text, state)


def test_rounds_are_named():
    session = a_session(Circuit(steps=(a_step(Reps(EXACTLY(8))),), rounds=EXACTLY(2)))
    (step,) = summarise(played(session, {1: (CUT, 3)})).steps
    assert step.text == "11 of 16 reps · round 2 cut short"


def test_a_step_knows_its_sides_and_its_share():
    session = a_session(
        a_step(Hold(EXACTLY(30)), sides=Sides.EACH, timing=Timing(first=Side.RIGHT)),
        a_step(Reps(Amount(8, 12))),
        a_step(Reps(EXACTLY(8)), optional=True),
    )
    summary = summarise(
        played(session, {1: (CUT, 15), 2: (Outcome.COMPLETE, 12), 3: (Outcome.SKIPPED, 0)})
    )
    first, second, third = summary.steps
    assert first.sides == (Side.RIGHT, Side.LEFT)
    assert (first.done, first.asked, first.share) == (45, 60, 0.75)
    assert (second.done, second.asked, second.share) == (12, 8, 1.0)
    assert (third.asked, third.share) == (0, None)
    assert summary.share == 0.875


def test_more_on_one_side_makes_up_for_nothing_on_the_other():
    session = a_session(
        a_step(Hold(Amount(30, 30, open=True)), sides=Sides.EACH),
        a_step(Reps(EXACTLY(8)), sets=Amount(2, 3)),
    )
    done = (Outcome.COMPLETE, 60)
    whole = played(session, {0: done, 1: SKIP, 2: SKIP, 3: (CUT, 4), 4: (Outcome.COMPLETE, 8)})
    hold, reps = summarise(whole).steps
    assert (hold.done, hold.asked, hold.share) == (60, 60, 0.5)
    assert (reps.done, reps.asked, reps.share) == (12, 16, 0.25)


def test_the_run_is_summed_up():
    doses = [a_step(Hold(EXACTLY(30))) for _step in range(4)]
    summary = summarise(played(a_session(*doses), {1: (CUT, 15), 2: (Outcome.SKIPPED, 0), 3: LOST}))
    assert (summary.complete, summary.short, summary.skipped, summary.not_reached) == (1, 1, 1, 1)
    assert [step.step for step in summary.steps] == [0, 1, 2, 3]
    assert summary.active_s == 61
    assert summary.other_s == 10 + 3 * 12


def test_a_run_without_a_prescription_has_no_share():
    summary = summarise(WholeRun(a_run(prescribed=(), active_s=600.0)))
    assert (summary.steps, summary.share, summary.active_s, summary.other_s) == ((), None, 600, 0)


def test_the_name_is_as_it_was_last_played():
    whole = a_whole()
    easier = replace(whole.intervals[1], name="Lunge, kneeling", version=Version.EASIER)
    first = summarise(replace(whole, intervals=(whole.intervals[0], easier))).steps[0]
    assert (first.name, first.version) == ("Lunge, kneeling", Version.EASIER)
    untouched = summarise(replace(whole, intervals=())).steps[0]
    assert (untouched.name, untouched.version, untouched.exercise) == ("Lunge", None, None)


def test_what_the_player_says_can_be_summed_up():
    """The real player, a side done again: what was done is told once."""
    session = a_session(a_step(Hold(EXACTLY(30)), sides=Sides.EACH))
    clock = HandClock()
    guide = player(clock, session)
    events = guide.play()
    for second in range(200):
        clock.seconds = float(second)
        events += guide.advance()
        if second == 20:
            events += guide.back()
    done = [event for event in events if isinstance(event, Left)]
    whole = played(session)
    by_index = {one.index: one for one in whole.intervals}
    records = tuple(
        replace(
            by_index[left.interval.index],
            seq=seq,
            outcome=left.done.outcome,
            done_s=left.done.done_s,
        )
        for seq, left in enumerate(done)
    )
    assert [one.outcome for one in records].count(Outcome.RESTARTED) == 1
    (step,) = summarise(replace(whole, intervals=records)).steps
    assert (step.text, step.state, step.done) == ("2 × 30 s", COMPLETE, 60)  # noqa: RUF001

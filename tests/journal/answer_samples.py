"""Answers of a person around a run, for tests."""

from dataclasses import replace
from datetime import timedelta

from journal_samples import NOON, TIMELINE, WORK

from hiptimer.engine.events import Outcome
from hiptimer.journal.records import CheckIns, Difficulty, PainAnswer, PainStop, Reason, WholeRun

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

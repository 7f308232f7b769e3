"""Sessions, runs and clocks for the tests of the journal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from uuid import UUID

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Breaths, Hold, Reps
from hiptimer.engine.events import Done, Outcome
from hiptimer.engine.exercise import Side, Sides
from hiptimer.engine.plain import prescription
from hiptimer.engine.player import Player
from hiptimer.engine.session import Assigned, OwnExercise, Session, Step
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from hiptimer.journal.records import RunRecord, Status, WholeRun, record_of

drawn = Random()
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=1)))
TEXT = "hiptimer: 1\ntitle: Hüften\n"

SESSION = Session(
    title="Hip session A",
    id="hip-a",
    author="Dana",
    assigned=Assigned(to="P-014", by="Dana W., physio"),
    entries=(
        Step(
            exercise=OwnExercise(name="Lunge"),
            dose=Hold(Amount.exactly(30)),
            sides=Sides.EACH,
        ),
        Step(exercise=OwnExercise(name="Twist"), dose=Breaths(Amount.exactly(3))),
        Step(
            exercise=OwnExercise(name="Raise"),
            dose=Reps(Amount(4, 6)),
            sets=Amount.exactly(2),
        ),
    ),
)
TIMELINE = unroll(SESSION, {})
PRESCRIBED = tuple(map(prescription, TIMELINE.intervals))
WORK = tuple(interval.index for interval in TIMELINE.intervals if interval.kind.is_work)


class HandClock:
    """A clock moved by hand: seconds for the player, moments for the journal."""

    def __init__(self, start=NOON):
        self.seconds = 0.0
        self.start = start

    def __call__(self):
        return self.seconds

    def now(self):
        return self.start + timedelta(seconds=self.seconds)


def player(clock, session=SESSION, choices=None):
    return Player(lambda chosen: unroll(session, {}, chosen), clock, choices=choices)


def a_run(**changes):
    run = RunRecord(
        id=UUID(int=drawn.getrandbits(128), version=4).hex,
        session_id="hip-a",
        title="Hip session A",
        session_hash="ab" * 32,
        session_text=TEXT,
        revision=3,
        author="Dana",
        assigned_by="Dana W., physio",
        started_at=NOON,
        app_version="0.1.0",
        choices=Choices(scale=80, week=2, first=Side.RIGHT, left_out=frozenset({1})),
        prescribed=PRESCRIBED,
    )
    return replace(run, **changes)


def a_record(run, index=WORK[0], seq=0, outcome=Outcome.COMPLETE, **changes):
    interval = TIMELINE.intervals[index]
    record = record_of(
        interval,
        Done(outcome, interval.duration_s, interval.count, extra_s=0.0),
        PRESCRIBED[index],
        run_id=run.id,
        seq=seq,
        started_at=NOON + timedelta(seconds=interval.at_s),
        ended_at=NOON + timedelta(seconds=interval.end_s),
    )
    return replace(record, **changes)


def a_whole(**changes):
    run = a_run(
        status=Status.COMPLETE, ended_at=NOON + timedelta(minutes=5), active_s=60.0, **changes
    )
    return WholeRun(run, tuple(a_record(run, index, seq) for seq, index in enumerate(WORK)))


def written(journal, **changes):
    """Write a finished run as if it had been played, and return it."""
    whole = a_whole(**changes)
    journal.begin(replace(whole.run, status=Status.RUNNING, ended_at=None))
    for record in whole.intervals:
        journal.write(record, active_s=1.0, paused_s=0.0)
    journal.end(whole.run.id, whole.run.status, whole.run.ended_at, active_s=60.0, paused_s=0.0)
    return whole


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)

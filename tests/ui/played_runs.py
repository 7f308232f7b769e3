"""A run of a timeline as the journal keeps it, for the tests of what is shown of one."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hiptimer.engine.events import Done, Outcome
from hiptimer.engine.plain import prescription
from hiptimer.journal.records import RunRecord, Status, WholeRun, record_of
from made import breaths, hold, laid, reps, step

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=1)))
TIMELINE = laid(step("lunge", hold(30)), step("bridge", reps(8)), step("twist", breaths(5)))
LEFT, RIGHT, REPS = 1, 3, 5


def whole(timeline, *, but=(), status=Status.COMPLETE, **changes):
    """Return a run of a timeline, all done; `but` holds (index, outcome, seconds, count) or (index,)."""
    run = RunRecord(
        id="r1",
        session_id="made",
        title="Made",
        session_hash="ab" * 32,
        session_text="",
        started_at=NOON,
        ended_at=NOON + timedelta(seconds=timeline.duration_s),
        status=status,
        app_version="0.1.0",
        prescribed=tuple(map(prescription, timeline.intervals)),
        active_s=sum(one.duration_s for one in timeline.intervals if one.kind.is_work),
        **changes,
    )
    other = {change[0]: change[1:] for change in but}
    records = []
    for one in timeline.intervals:
        outcome, done_s, count = Outcome.COMPLETE, one.duration_s, one.count
        if one.index in other:
            if not other[one.index]:
                continue
            outcome, done_s, count = other[one.index]
        records.append(
            record_of(
                one,
                Done(outcome, done_s, count, 0.0),
                prescription(one),
                run_id="r1",
                seq=len(records),
                started_at=NOON,
                ended_at=NOON,
            )
        )
    return WholeRun(run, tuple(records))


def ended_at(index, outcome=Outcome.STOPPED, *, status=Status.STOPPED, why=None):
    """Return a run of the timeline that was ended in an interval; of that, a second was done."""
    after = [(one.index,) for one in TIMELINE.intervals[index + 1 :]]
    done = whole(TIMELINE, but=[(index, outcome, 1.0, None), *after], status=status)
    return replace(done, intervals=(*done.intervals[:-1], replace(done.intervals[-1], why=why)))

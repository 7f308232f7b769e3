"""Runs added and put right by hand, in the form in which the journal takes them."""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from hiptimer import __version__
from hiptimer.engine.events import Done, Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Interval, Kind
from hiptimer.engine.plain import prescription
from hiptimer.engine.session import Version
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import Timeline
from hiptimer.journal.changes import Correction, DoneCorrection
from hiptimer.journal.records import (
    IntervalRecord,
    Origin,
    RunRecord,
    Status,
    WholeRun,
    effective,
    record_of,
)
from hiptimer.library.finding import Loaded
from hiptimer.ui.pages.away_sheet import AwayRun
from hiptimer.ui.pages.history_content import Corrected


def added(away: AwayRun, loaded: Loaded, timeline: Timeline, chosen: Choices) -> WholeRun:
    """Return a run done away from the computer: all of it, the steps told, or nobody knows which part."""
    session, begun = loaded.session, away.when.astimezone()
    done = [
        one
        for one in timeline.intervals
        if one.kind.is_work and (away.status is Status.COMPLETE or one.step in away.steps)
    ]
    run = RunRecord(
        id=uuid4().hex,
        session_id=session.id,
        title=session.title,
        session_hash=sha256(loaded.data).hexdigest(),
        session_text=loaded.data.decode("utf-8-sig"),
        revision=loaded.found.revision,
        author=session.author,
        assigned_by=session.assigned.by if session.assigned else "",
        started_at=begun,
        ended_at=begun + timedelta(seconds=timeline.duration_s),
        status=away.status,
        origin=Origin.ADDED,
        app_version=__version__,
        choices=chosen,
        prescribed=tuple(map(prescription, timeline.intervals)),
        active_s=sum(one.duration_s for one in done),
        note=away.note,
    )
    return WholeRun(run, tuple(_all_done(run, seq, one) for seq, one in enumerate(done)))


def _all_done(run: RunRecord, seq: int, one: Interval) -> IntervalRecord:
    return record_of(
        one,
        Done(Outcome.COMPLETE, one.duration_s, one.count, 0.0),
        prescription(one),
        run_id=run.id,
        seq=seq,
        started_at=run.started_at + timedelta(seconds=one.at_s),
        ended_at=run.started_at + timedelta(seconds=one.end_s),
    )


def correction(whole: WholeRun, said: Corrected) -> Correction | None:
    """Return what is to be put right in a run; None if nothing is otherwise than it stood there."""
    run, counts = whole.run, effective(whole.intervals)
    asked = {int(str(one["index"])): one for one in whole.run.prescribed}
    next_seq = max((one.seq for one in whole.intervals), default=-1) + 1
    done: list[DoneCorrection] = []
    missing: list[IntervalRecord] = []
    more_s = 0.0
    for index, (outcome, amount) in sorted(said.done.items()):
        record = counts.get(index)
        seconds, count = _amounts(asked[index], amount)
        if record is None:
            seq = next_seq + len(missing)
            missing.append(_record(run, seq, asked[index], outcome, seconds, count))
            more_s += seconds
            continue
        if amount == (round(record.done_s) if count is None else record.done_count):
            seconds = record.done_s  # only how it ended is otherwise
        done.append(
            DoneCorrection(seq=record.seq, outcome=outcome, done_s=seconds, done_count=count)
        )
        more_s += seconds - record.done_s
    is_same = (said.status, said.note, said.check_ins) == (run.status, run.note, run.check_ins)
    if is_same and not done and not missing:
        return None
    return Correction(
        status=said.status,
        note=said.note,
        check_ins=said.check_ins,
        active_s=max(0.0, run.active_s + more_s) if done or missing else None,
        done=tuple(done),
        missing=tuple(missing),
    )


def _amounts(asked: Mapping[str, Any], amount: int) -> tuple[float, int | None]:
    """Return the seconds and the count that an amount stands for, in the pace that was asked for."""
    count = asked.get("count")
    if not count:
        return float(amount), None
    return float(asked["duration_s"]) * amount / count, amount


def _record(
    run: RunRecord,
    seq: int,
    asked: Mapping[str, Any],
    outcome: Outcome,
    seconds: float,
    count: int | None,
) -> IntervalRecord:
    begun = run.started_at + timedelta(seconds=float(asked["at_s"]))
    return IntervalRecord(
        run_id=run.id,
        seq=seq,
        index=asked["index"],
        kind=Kind(asked["kind"]),
        step=asked["step"],
        exercise=asked.get("exercise"),
        name=asked["name"],
        side=Side(asked["side"]) if asked.get("side") else None,
        set=asked["set"],
        round=asked["round"],
        prescribed=dict(asked),
        version=Version(asked["version"]) if asked.get("version") else None,
        outcome=outcome,
        done_s=seconds,
        done_count=count,
        started_at=begun,
        ended_at=begun + timedelta(seconds=seconds),
    )

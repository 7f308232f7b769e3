"""Runs added and put right by hand, in the form in which the journal takes them."""

from collections.abc import Mapping
from dataclasses import replace
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
    Reason,
    RunRecord,
    Status,
    WholeRun,
    effective,
    ended_in,
    record_of,
)
from hiptimer.library.finding import Loaded
from hiptimer.ui.pages.away_sheet import AwayRun
from hiptimer.ui.pages.history_content import Corrected
from hiptimer.ui.run_content import is_work


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
    said = _left_for_a_reason(whole, said)
    next_seq = max((one.seq for one in whole.intervals), default=-1) + 1
    done: list[DoneCorrection] = []
    missing: list[IntervalRecord] = []
    more_s = 0.0
    for index, (outcome, amount) in sorted(said.done.items()):
        record = counts.get(index)
        seconds, count = _amounts(asked[index], amount)
        if record is None:
            seq = next_seq + len(missing)
            why = said.reasons.get(index)
            missing.append(_record(run, seq, asked[index], outcome, seconds, count, why))
            more_s += seconds
            continue
        if amount == (round(record.done_s) if count is None else record.done_count):
            seconds = record.done_s  # only how it ended is otherwise
        done.append(
            DoneCorrection(seq=record.seq, outcome=outcome, done_s=seconds, done_count=count)
        )
        more_s += seconds - record.done_s
    is_same = (said.status, said.note, said.check_ins) == (run.status, run.note, run.check_ins)
    reasons = {counts[one].seq: why for one, why in said.reasons.items() if one in counts}
    if is_same and not done and not missing and not reasons:
        return None
    return Correction(
        status=said.status,
        note=said.note,
        check_ins=said.check_ins,
        active_s=max(0.0, run.active_s + more_s) if done or missing else None,
        done=tuple(done),
        missing=tuple(missing),
        reasons=reasons,
    )


def _left_for_a_reason(whole: WholeRun, said: Corrected) -> Corrected:
    """Return what was said with the reason for all that was not come to where it is kept.

    That is the interval in which the run was ended. Where there is none, or it is none any more, all that
    was not come to was left out for that reason.
    """
    ended, counts = ended_in(whole), effective(whole.intervals)
    now = said.done.get(ended.index, (ended.outcome, 0))[0] if ended else None
    if ended and now in (Outcome.STOPPED, Outcome.PAIN):
        if said.why_ended is ended.why:
            return said
        return replace(said, reasons={**said.reasons, ended.index: said.why_ended})
    if said.why_ended is None:
        return said
    work = (int(str(one["index"])) for one in whole.run.prescribed if is_work(one))
    left = [index for index in work if index not in counts and index not in said.done]
    return replace(
        said,
        done={**dict.fromkeys(left, (Outcome.SKIPPED, 0)), **said.done},
        reasons={**dict.fromkeys(left, said.why_ended), **said.reasons},
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
    why: Reason | None,
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
        why=why,
        started_at=begun,
        ended_at=begun + timedelta(seconds=seconds),
    )

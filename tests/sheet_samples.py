"""Four weeks of an assigned session, as they might have been, for the tests of the adherence sheet."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from hashlib import sha256

from hiptimer.engine.events import Done, Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.plain import prescription
from hiptimer.engine.session import Version
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    Origin,
    PainAnswer,
    PainStop,
    Reason,
    RunRecord,
    Status,
    WholeRun,
    record_of,
)
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session_text

CET = timezone(timedelta(hours=1))

# Numbers that are easy to add up: of each exercise, its sets and its dose.
FILE = """\
hiptimer: 1
id: hip-week
title: Hip and lower back, at home
author: Dana W., physiotherapist
assigned:
  to: P-014
  by: Dana W., physiotherapist
  from: 2026-11-23
  until: 2026-12-20
  times: 3 per week
  note: Leave a day between two sessions.
ask: {pain: [before, after, next_morning], effort: yes, difficulty: yes, note: yes}
steps:
  - {exercise: knee-rolls, reps: 5}
  - {exercise: bridge, reps: 10, sets: 3, rest: 60 s}
  - {exercise: side-leg-raise, reps: 10, sets: 2, sides: each, left: {sets: 3}}
  - {exercise: low-lunge, hold: 30 s, sides: each}
  - {exercise: bird-dog, reps: 5, sets: 2}
  - {exercise: reclined-twist, breaths: 5, sides: each}
"""
REVISED = FILE.replace("reps: 10, sets: 3", "reps: 12, sets: 3")
KNEES, BRIDGE, LEG_RAISE, LUNGE, BIRD_DOG, TWIST = range(6)

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def session_of(text=FILE):
    reading = read_session_text(text.encode(), "hip-week.yaml", None, bundled_catalogue())
    assert reading.session is not None, reading.problems
    return reading.session


def played(
    day,
    *,
    month=12,
    hour=18,
    text=FILE,
    revision=1,
    status=Status.COMPLETE,
    choices=None,
    but=(),
    until=None,
    stops=(),
    note="",
    **answers,
):
    """Return a run of a day in which all was done as asked, `but` what is said of a step and side.

    `but` holds (step, side or None for any, what is changed in the record). `until` is the first step
    that was not come to.
    """
    session = session_of(text)
    choices = choices or Choices()
    timeline = unroll(session, bundled_catalogue(), choices)
    begun = datetime(2026, month, day, hour, 0, tzinfo=CET)
    run = RunRecord(
        id=f"{month:02}{day:02}{hour:02}",
        session_id=session.id,
        title=session.title,
        session_hash=sha256(text.encode()).hexdigest(),
        session_text=text,
        revision=revision,
        author=session.author,
        assigned_by=session.assigned.by if session.assigned else "",
        started_at=begun,
        ended_at=begun + timedelta(seconds=timeline.duration_s),
        status=status,
        app_version="0.1.0",
        choices=choices,
        prescribed=tuple(map(prescription, timeline.intervals)),
        active_s=sum(one.duration_s for one in timeline.intervals if one.kind.is_work),
        note=note,
        check_ins=CheckIns(**answers),
    )
    work = [one for one in timeline.intervals if one.kind.is_work]
    records = []
    for one in work:
        if until is not None and one.step >= until:
            continue
        record = record_of(
            one,
            Done(Outcome.COMPLETE, one.duration_s, one.count, 0.0),
            prescription(one),
            run_id=run.id,
            seq=len(records),
            started_at=begun + timedelta(seconds=one.at_s),
            ended_at=begun + timedelta(seconds=one.end_s),
        )
        for step, side, changes in but:
            if step == one.step and side in (None, one.side):
                record = replace(record, **changes)
        records.append(record)
    return WholeRun(run, tuple(records), tuple(stops_of(run, work, stops)))


def stops_of(run, work, stops):
    for seq, (step, side, pain, answer) in enumerate(stops):
        one = next(one for one in work if one.step == step and side in (None, one.side))
        yield PainStop(
            run_id=run.id,
            seq=seq,
            index=one.index,
            step=step,
            name=one.name,
            side=side,
            at=run.started_at + timedelta(seconds=one.at_s + 5),
            pain=pain,
            answer=answer,
        )


def skipped(why=None):
    return {"outcome": Outcome.SKIPPED, "done_s": 0.0, "done_count": None, "why": why}


def counted(done, outcome=Outcome.SHORTENED, why=None):
    return {"outcome": outcome, "done_count": done, "why": why}


def held(seconds, outcome=Outcome.SHORTENED, why=None):
    return {"outcome": outcome, "done_s": seconds, "why": why}


def easier(name="Low lunge, hands on a chair"):
    return {"version": Version.EASIER, "name": name}


def added(whole):
    """Return the run as one that was done away from the computer."""
    return WholeRun(replace(whole.run, origin=Origin.ADDED), whole.intervals)


def corrected(whole):
    at = whole.run.started_at + timedelta(hours=2)
    return replace(whole, run=replace(whole.run, corrected_at=at))


def four_weeks():
    """Return twelve runs: a missed day, exercises left out, pain stops, short holds, a new revision."""
    return [
        played(23, month=11, pain_before=3, pain_after=4, pain_next_morning=2, effort=5),
        played(
            25,
            month=11,
            but=[(BRIDGE, None, skipped(Reason.NO_TIME))],
            pain_before=2,
            pain_after=3,
            effort=4,
            difficulty=Difficulty.ABOUT_RIGHT,
        ),
        played(
            28,
            month=11,
            status=Status.PAIN,
            until=BIRD_DOG,
            but=[(LUNGE, RIGHT, held(12.0, Outcome.PAIN))],
            stops=[(LUNGE, RIGHT, 7, PainAnswer.END)],
            pain_before=4,
            pain_after=7,
            pain_next_morning=3,
            settled=True,
            effort=6,
            difficulty=Difficulty.TOO_HARD,
            note="Sharp at the front of the hip when I went low.",
        ),
        played(30, month=11, but=[(LUNGE, None, easier())], pain_before=3, pain_after=3, effort=4),
        played(2, but=[(LUNGE, LEFT, held(20.0))], pain_before=2, pain_after=3, effort=4),
        played(5, but=[(LUNGE, None, easier())], pain_before=2, pain_after=2, effort=4),
        played(
            7, text=REVISED, revision=2, pain_before=2, pain_after=2, pain_next_morning=1, effort=5
        ),
        played(
            9,
            text=REVISED,
            revision=2,
            choices=Choices(scale=80),
            pain_before=3,
            pain_after=3,
            effort=9,
            note="Long day at work.",
        ),
        added(played(12, text=REVISED, revision=2)),
        played(
            14,
            text=REVISED,
            revision=2,
            but=[(LEG_RAISE, RIGHT, counted(8))],
            pain_before=1,
            pain_after=2,
            effort=4,
        ),
        corrected(played(16, text=REVISED, revision=2, pain_before=1, pain_after=1, effort=3)),
        played(
            18,
            text=REVISED,
            revision=2,
            but=[(LUNGE, LEFT, {"extra_s": 15.0, "done_s": 45.0})],
            pain_before=1,
            pain_after=1,
            effort=3,
            difficulty=Difficulty.TOO_EASY,
            note="Could do more of the lunge now.",
        ),
    ]

"""A year of somebody who exercises now more, now less: made up, and the same at every making."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    Origin,
    PainAnswer,
    PainStop,
    Reason,
    Status,
    WholeRun,
)
from hiptimer.library.finding import load_path
from hiptimer.ui.by_hand import added
from hiptimer.ui.pages.away_sheet import AwayRun

DAYS = 400
ASSIGNED_DAYS = 54
HURT = 12
"""The last day with a pain stop, in days before today."""


def assigned_text(today: date) -> str:
    """Return a session file that was asked for some weeks ago and still holds."""
    since, until = today - timedelta(days=ASSIGNED_DAYS), today + timedelta(days=30)
    return f"""\
hiptimer: 1
id: hip-session-a
title: Hip session A
author: Dana Whitfield
assigned:
  to: J. Example
  by: Dana Whitfield
  from: {since}
  until: {until}
  times: 3 per week
  note: Leave a day between two sessions.
ask: {{pain: [before, after, next_morning], effort: yes, difficulty: yes, note: yes}}
safety:
  stop_rule: Pain up to 5 out of 10 is all right if it has settled by the next morning.
  pain_bands:
    ok_to: 2
    caution_to: 5
    ok: Carry on as you are.
    caution: Go slower, make it smaller or do fewer.
    stop: Leave this one for today, and tell me when we speak next.
cautions: [Keep your hands near a wall for the standing steps.]
steps:
  - {{exercise: knee-rolls, reps: 5}}
  - {{exercise: bridge, reps: 10, sets: 2, rest: 45 s}}
  - {{exercise: low-lunge, hold: 30 s, sides: each, note: Only as far as is easy.}}
  - {{exercise: side-leg-raise, reps: 8, sides: each}}
  - {{exercise: reclined-twist, breaths: 5, sides: each}}
"""


def made_year(
    assigned: Path, routine: Path, desk: Path, catalogue: Catalogue, now: datetime
) -> Iterator[WholeRun]:
    """Yield the runs of a year and a little more, oldest first, up to yesterday."""
    chance = random.Random(7)  # noqa: S311
    for ago in range(DAYS, 0, -1):
        day = (now - timedelta(days=ago)).replace(minute=5)
        is_busy = 170 < ago < 190  # away for some weeks
        if ago <= ASSIGNED_DAYS and (ago % 7 in (1, 3, 5) or ago == HURT):
            said = _assigned_answers(chance, ago)
            yield _run(assigned, day.replace(hour=18), catalogue, said, hurts=ago == HURT)
        elif not is_busy and ago > ASSIGNED_DAYS and chance.random() < 0.3:
            said = CheckIns(pain_before=4, pain_after=3) if chance.random() < 0.4 else CheckIns()
            yield _run(routine, day.replace(hour=19), catalogue, said)
        if not is_busy and day.weekday() < 5 and chance.random() < 0.5:
            yield _run(desk, day.replace(hour=11), catalogue, CheckIns())


def _assigned_answers(chance: random.Random, ago: int) -> CheckIns:
    before = min(6, max(0, round(ago / 12 + chance.random() * 2)))
    return CheckIns(
        pain_before=before,
        pain_after=max(0, before + chance.choice((-2, -1, -1, 0, 1))),
        pain_next_morning=max(0, before - 1) if ago > 1 else None,
        settled=True if ago > 1 else None,
        effort=chance.choice((4, 5, 5, 6)),
        difficulty=Difficulty.ABOUT_RIGHT,
    )


def _run(
    path: Path, when: datetime, catalogue: Catalogue, said: CheckIns, *, hurts: bool = False
) -> WholeRun:
    loaded, _problems = load_path(path, catalogue)
    if loaded is None:
        raise ValueError(f"{path} has errors")
    timeline = unroll(loaded.session, catalogue, Choices())
    away = AwayRun(str(path), when, Status.COMPLETE)
    whole = added(away, loaded, timeline, Choices())
    name = hashlib.sha256(f"{path.stem} {when}".encode()).digest()
    run = replace(whole.run, id=UUID(bytes=name[:16]).hex, origin=Origin.PLAYED, check_ins=said)
    run = replace(run, ask_next_morning=said.pain_after is not None and said.settled is None)
    whole = WholeRun(run, tuple(replace(one, run_id=run.id) for one in whole.intervals))
    return _hurt(whole) if hurts else whole


def _hurt(whole: WholeRun) -> WholeRun:
    """Return a run with something cut short, left out, and a pain stop."""
    run = replace(
        whole.run,
        status=Status.PAIN,
        note="A pinch in the right hip on the way down. It went when I stood up.",
        check_ins=replace(whole.run.check_ins, pain_after=6),
    )
    records, stops = [], []
    for one in whole.intervals:
        if one.step == 2 and one.side == "right":
            hurt = replace(one, outcome=Outcome.PAIN, done_s=11.0)
            records.append(hurt)
            stops.append(
                PainStop(
                    run_id=run.id,
                    seq=0,
                    index=one.index,
                    step=one.step,
                    name=one.name,
                    side=one.side,
                    at=one.started_at + timedelta(seconds=11),
                    pain=6,
                    answer=PainAnswer.SKIP,
                )
            )
        elif one.step == 3:
            skipped = replace(one, outcome=Outcome.SKIPPED, done_s=0.0, done_count=0)
            records.append(replace(skipped, why=Reason.PAIN))
        else:
            records.append(one)
    return WholeRun(run, tuple(records), tuple(stops))

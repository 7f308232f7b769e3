"""Any run that there can be, and lines of an exported history with something put wrong."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st
from journal_samples import NOON, PRESCRIBED, WORK

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Version
from hiptimer.engine.settling import Choices
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    IntervalRecord,
    Origin,
    PainAnswer,
    PainStop,
    Reason,
    RunRecord,
    Status,
    WholeRun,
)

HEADER = {"hiptimer_journal": 1, "app_version": "0.1.0", "written_at": NOON.isoformat()}


def changed(plain, place, value):
    """Return the plain run with the value put at the place; `...` takes it away."""
    plain = json.loads(json.dumps(plain))
    target = plain
    for key in place[:-1]:
        target = target[key]
    if value is ...:
        del target[place[-1]]
    else:
        target[place[-1]] = value
    return plain


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MOMENTS = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001  (the zone is drawn)
    datetime(8999, 12, 30),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
    | st.just(UTC),
)
SECONDS = st.floats(0, 1e7, allow_nan=False)
COUNTS = st.integers(0, 1_000_000)
NUMBERED = st.integers(0, 50)

ZERO_TO_TEN = st.none() | st.integers(0, 10)
CHECK_INS = st.builds(
    CheckIns,
    pain_before=ZERO_TO_TEN,
    pain_after=ZERO_TO_TEN,
    pain_next_morning=ZERO_TO_TEN,
    settled=st.none() | st.booleans(),
    effort=ZERO_TO_TEN,
    difficulty=st.none() | st.sampled_from(Difficulty),
)


@st.composite
def wholes(draw):
    """Draw a run with everything that a record can hold."""
    run = RunRecord(
        id=draw(st.uuids(version=4)).hex,
        session_id=draw(TEXTS),
        title=draw(TEXTS),
        session_hash=draw(TEXTS),
        session_text=draw(TEXTS),
        revision=draw(st.none() | COUNTS),
        author=draw(TEXTS),
        assigned_by=draw(TEXTS),
        started_at=draw(MOMENTS),
        ended_at=draw(st.none() | MOMENTS),
        status=draw(st.sampled_from(sorted(set(Status) - {Status.RUNNING}))),
        origin=draw(st.sampled_from(Origin)),
        app_version=draw(TEXTS),
        choices=draw(
            st.builds(
                Choices,
                scale=COUNTS,
                week=COUNTS,
                first=st.none() | st.sampled_from(Side),
                left_out=st.frozensets(NUMBERED, max_size=3),
                versions=st.dictionaries(NUMBERED, st.sampled_from(Version), max_size=3),
                cycle_percent=st.dictionaries(NUMBERED, COUNTS, max_size=3),
                extra=st.dictionaries(NUMBERED, st.floats(-1e6, 1e6), max_size=3),
            )
        ),
        prescribed=draw(st.sampled_from([PRESCRIBED, PRESCRIBED[:2], ()])),
        active_s=draw(SECONDS),
        paused_s=draw(SECONDS),
        note=draw(TEXTS),
        removed_at=draw(st.none() | MOMENTS),
        corrected_at=draw(st.none() | MOMENTS),
        check_ins=draw(CHECK_INS),
        ask_next_morning=draw(st.booleans()),
        changed_at=draw(st.none() | MOMENTS),
    )
    intervals = st.builds(
        IntervalRecord,
        run_id=st.just(run.id),
        seq=st.just(0),
        index=st.sampled_from(WORK) | COUNTS,
        kind=st.sampled_from(Kind),
        step=COUNTS,
        exercise=st.none() | TEXTS,
        name=TEXTS,
        side=st.none() | st.sampled_from(Side),
        set=COUNTS,
        round=COUNTS,
        prescribed=st.sampled_from(PRESCRIBED),
        version=st.none() | st.sampled_from(Version),
        outcome=st.sampled_from(Outcome),
        done_s=SECONDS,
        done_count=st.none() | COUNTS,
        extra_s=st.floats(-1e6, 1e6),
        why=st.none() | st.sampled_from(Reason),
        started_at=MOMENTS,
        ended_at=MOMENTS,
    )
    stops = st.builds(
        PainStop,
        run_id=st.just(run.id),
        seq=st.just(0),
        index=COUNTS,
        step=COUNTS,
        name=TEXTS,
        side=st.none() | st.sampled_from(Side),
        at=MOMENTS,
        pain=ZERO_TO_TEN,
        answer=st.none() | st.sampled_from(PainAnswer),
    )

    def numbered(some):
        return tuple(replace(one, seq=seq) for seq, one in enumerate(some))

    return WholeRun(
        run,
        numbered(draw(st.lists(intervals, max_size=3))),
        numbered(draw(st.lists(stops, max_size=2))),
    )

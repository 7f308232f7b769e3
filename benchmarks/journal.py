"""Appending an interval to a journal of no runs and to one of 100,000 runs."""

import statistics
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID

from hiptimer.engine.events import Outcome
from hiptimer.engine.interval import Kind
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import IntervalRecord, RunRecord, Status, WholeRun

RUNS = 100_000
INTERVALS = 3
APPENDS = 300
BEGAN = datetime(2020, 1, 1, 8, tzinfo=UTC)


def main() -> int:
    """Print the median time of an append to each."""
    with tempfile.TemporaryDirectory() as folder:
        empty = _append(Journal(Path(folder) / "empty.db"))
        full = Journal(Path(folder) / "full.db")
        full.merge(_run(number) for number in range(RUNS))
        grown = _append(full)
    print(f"Appending an interval (median of {APPENDS}, each safely on the disk)")
    print(f"  to an empty journal  {empty * 1000:7.2f} ms")
    print(f"  to {RUNS:,} runs     {grown * 1000:7.2f} ms   {grown / empty:.2f} times")
    return 0


def _run(number: int) -> WholeRun:
    begun = BEGAN + timedelta(hours=number)
    run = RunRecord(
        id=UUID(int=number).hex,
        session_id=f"session-{number % 7}",
        title="A session",
        session_hash="",
        session_text="",
        started_at=begun,
        ended_at=begun + timedelta(minutes=10),
        status=Status.COMPLETE,
        app_version="0",
    )
    return WholeRun(run, tuple(_interval(run.id, seq, begun) for seq in range(INTERVALS)))


def _interval(run_id: str, seq: int, begun: datetime) -> IntervalRecord:
    return IntervalRecord(
        run_id=run_id,
        seq=seq,
        index=seq,
        kind=Kind.HOLD,
        step=0,
        name="Low lunge",
        prescribed={"index": seq, "kind": "hold", "duration_s": 30.0},
        outcome=Outcome.COMPLETE,
        done_s=30.0,
        started_at=begun,
        ended_at=begun + timedelta(seconds=30),
    )


def _append(journal: Journal) -> float:
    run = replace(_run(RUNS + 1).run, status=Status.RUNNING, ended_at=None)
    journal.begin(run)
    times = []
    for seq in range(APPENDS):
        began = perf_counter()
        journal.write(_interval(run.id, seq, BEGAN), active_s=seq, paused_s=0)
        times.append(perf_counter() - began)
    journal.close()
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())

"""What it takes to write into a journal, safely on the disk: an interval, the begin and the end of a run.

The journals of the folders named are written in turn, for what a disk takes changes from second to second.
"""

import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from benchmarks.made_history import SESSIONS

from hiptimer.engine.events import Outcome
from hiptimer.engine.interval import Kind
from hiptimer.journal.backups import Backups
from hiptimer.journal.copying import Copying
from hiptimer.journal.journal import Journal
from hiptimer.journal.machine import Machine
from hiptimer.journal.records import IntervalRecord, RunRecord, Status
from hiptimer.journal.shared import SharedFolder
from hiptimer.journal.store import wall_clock
from hiptimer.places import Places

RUNS = 60
INTERVALS = 30

Follow = Callable[[Path, Journal, ExitStack], None]


def adding(folders: list[Path]) -> list[dict[str, float]]:
    """Return the seconds of each write, for each folder."""
    told: list[dict[str, float]] = [{} for _folder in folders]
    ways: dict[str, Follow] = {
        "": lambda *_: None,
        ", noted beside the copies": _noted,
        ", with a shared folder": _shared,
    }
    for way, follow in ways.items():
        with ExitStack() as until_done:
            journals = []
            for folder in folders:
                journal = Journal(Places.of(folder).journal_path)
                until_done.enter_context(closing(journal))
                follow(folder, journal, until_done)
                journals.append(journal)
            for one, times in zip(told, _written(journals), strict=True):
                for what, seconds in times.items():
                    if not way or what == "ending a run":
                        one[what + way] = statistics.median(seconds)
    return told


def _noted(data: Path, journal: Journal, until_done: ExitStack) -> None:
    copying = Copying(Backups(Places.of(data).journal_path, wall_clock), sys.exit)
    copying.follow(journal)
    until_done.callback(copying.close)


def _shared(data: Path, journal: Journal, _until_done: ExitStack) -> None:
    """Follow the journal with a shared folder in which all of the history is already."""
    folder = data / "shared"
    folder.mkdir()
    with journal.store.writing() as db:
        db.execute("UPDATE run SET is_from_here = 0")
    shared = SharedFolder(folder, Machine(data), journal)
    shared.exchange()
    with journal.store.writing() as db:
        db.execute("UPDATE run SET is_from_here = 1, shared_form = coalesce(changed_at, '')")
    journal.follow(shared.write)


def _written(journals: list[Journal]) -> list[dict[str, list[float]]]:
    """Return the seconds of each write into each journal."""
    told: list[dict[str, list[float]]] = [defaultdict(list) for _journal in journals]
    # A journal that has just been made lays out its file as it first grows: that is not counted.
    for is_counted in [False] * 5 + [True] * RUNS:
        runs = [_run() for _journal in journals]
        for journal, run, times in zip(journals, runs, told, strict=True):
            began = perf_counter()
            journal.begin(run)
            times["beginning a run"] += [perf_counter() - began] * is_counted
        for seq in range(INTERVALS):
            for journal, run, times in zip(journals, runs, told, strict=True):
                record = _interval(run.id, seq)
                began = perf_counter()
                journal.write(record, active_s=seq, paused_s=0)
                times["appending an interval"] += [perf_counter() - began] * is_counted
        for journal, run, times in zip(journals, runs, told, strict=True):
            began = perf_counter()
            journal.end(run.id, Status.COMPLETE, run.started_at, active_s=30.0, paused_s=0)
            times["ending a run"] += [perf_counter() - began] * is_counted
    return told


def _run() -> RunRecord:
    prescribed = [dict(_interval("", seq).prescribed) for seq in range(INTERVALS)]
    return RunRecord(
        id=uuid4().hex,
        session_id="made-desk-break",
        title="Break at the desk",
        session_hash="",
        session_text=SESSIONS[2],
        started_at=datetime.now(UTC).astimezone(),
        app_version="0",
        prescribed=tuple(prescribed),
    )


def _interval(run_id: str, seq: int) -> IntervalRecord:
    now = datetime.now(UTC).astimezone()
    prescribed = {"index": seq, "kind": "hold", "step": 0, "name": "Low lunge", "duration_s": 30.0}
    return IntervalRecord(
        run_id=run_id,
        seq=seq,
        index=seq,
        kind=Kind.HOLD,
        step=0,
        name="Low lunge",
        prescribed=prescribed,
        outcome=Outcome.COMPLETE,
        done_s=30.0,
        started_at=now,
        ended_at=now + timedelta(seconds=30),
    )


if __name__ == "__main__":
    print(json.dumps(adding([Path(word) for word in sys.argv[1:]])))

"""The last resort: what the journal refused, as a file of JSON Lines beside it.

It is taken in at the next start. Nothing that is in the journal already is written twice.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import assert_never

from hiptimer.engine.plain import Plain
from hiptimer.errors import JournalError
from hiptimer.journal.journal import Journal
from hiptimer.journal.plain import (
    as_json,
    from_json,
    interval_as_plain,
    interval_from_plain,
    run_as_plain,
    run_from_plain,
)
from hiptimer.journal.records import IntervalRecord, RunRecord, Status
from hiptimer.language import gettext as _
from hiptimer.language import ngettext


@dataclass(frozen=True, slots=True)
class Written:
    """An interval's record, and the run's seconds of work and of pause up to its end."""

    record: IntervalRecord
    active_s: float
    paused_s: float


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    run_id: str
    status: Status
    ended_at: datetime
    active_s: float
    paused_s: float


@dataclass(frozen=True, slots=True)
class Noted:
    """The person's own words about a run."""

    run_id: str
    note: str


Entry = RunRecord | Written | Ended | Noted
"""What is written into the journal in one transaction."""


def enter(journal: Journal, entry: Entry) -> None:
    """Write an entry into the journal."""
    match entry:
        case RunRecord():
            journal.begin(entry)
        case Written(record, active_s, paused_s):
            journal.write(record, active_s=active_s, paused_s=paused_s)
        case Ended(run_id, status, ended_at, active_s, paused_s):
            journal.end(run_id, status, ended_at, active_s=active_s, paused_s=paused_s)
        case Noted(run_id, note):
            journal.note(run_id, note)
        case _:
            assert_never(entry)


def spill(folder: Path, entries: Iterable[Entry]) -> Path:
    """Write the entries into a new file in the folder; OSError if that cannot be done."""
    folder.mkdir(parents=True, exist_ok=True)
    names = (folder / f"unsaved-{number}.jsonl" for number in count(1))
    path = next(name for name in names if not name.exists())
    with path.open("x", encoding="utf-8", newline="\n") as file:
        for entry in entries:
            file.write(as_json(_as_plain(entry)) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return path


def take_in(journal: Journal, folder: Path) -> tuple[str, ...]:
    """Write into the journal what was spilled in the folder; return a sentence for each trouble.

    A file is taken away when all of it is written. One with lines that cannot be read keeps them, under
    another name; one that the journal refuses stays for the next time.
    """
    troubles = []
    for path in sorted(folder.glob("unsaved-*.jsonl")):
        try:
            damaged = _take_in(journal, path)
            if damaged:
                path.rename(path.with_suffix(".damaged"))
                said = ngettext(
                    "{count} line of {path} could not be read; the file is kept.",
                    "{count} lines of {path} could not be read; the file is kept.",
                    damaged,
                )
                troubles.append(said.format(count=damaged, path=path.with_suffix(".damaged")))
            else:
                path.unlink()
        except JournalError as error:
            troubles.append(str(error))
        except OSError as error:
            said = _("What was kept in {path} could not be taken into the journal: {why}.")
            troubles.append(said.format(path=path, why=error.strerror or error))
    return tuple(troubles)


def _take_in(journal: Journal, path: Path) -> int:
    """Write what the file holds; return how many lines make no sense, or belong to no run."""
    damaged = 0
    begun: set[str] = set()
    try:
        for line in path.read_bytes().splitlines():
            try:
                entry = _from_plain(from_json(line))
            except ValueError:
                damaged += 1
                continue
            run_id = _run_id(entry)
            if isinstance(entry, RunRecord):
                begun.add(run_id)
            elif run_id not in begun:
                damaged += 1
                continue
            enter(journal, entry)
    finally:
        for run_id in begun:
            journal.let_go(run_id)
    return damaged


def _run_id(entry: Entry) -> str:
    match entry:
        case RunRecord(id=run_id) | Written(IntervalRecord(run_id=run_id)):
            return run_id
        case Ended(run_id=run_id) | Noted(run_id=run_id):
            return run_id
        case _:
            assert_never(entry)


def _as_plain(entry: Entry) -> Plain:
    match entry:
        case RunRecord():
            return {"run": run_as_plain(entry)}
        case Written(record, active_s, paused_s):
            return {
                "run_id": record.run_id,
                "interval": interval_as_plain(record),
                "active_s": active_s,
                "paused_s": paused_s,
            }
        case Ended(run_id, status, ended_at, active_s, paused_s):
            return {
                "run_id": run_id,
                "status": status.value,
                "ended_at": ended_at.isoformat(),
                "active_s": active_s,
                "paused_s": paused_s,
            }
        case Noted(run_id, note):
            return {"run_id": run_id, "note": note}
        case _:
            assert_never(entry)


def _from_plain(plain: object) -> Entry:
    match plain:
        case {"run": run}:
            return run_from_plain(run)
        case {"run_id": str(run_id), "note": str(note)}:
            return Noted(run_id, note)
        case {
            "run_id": str(run_id),
            "interval": interval,
            "active_s": float() | int() as active_s,
            "paused_s": float() | int() as paused_s,
        }:
            return Written(interval_from_plain(run_id, interval), active_s, paused_s)
        case {
            "run_id": str(run_id),
            "status": str(status),
            "ended_at": str(ended_at),
            "active_s": float() | int() as active_s,
            "paused_s": float() | int() as paused_s,
        }:
            moment = datetime.fromisoformat(ended_at)
            return Ended(run_id, Status(status), moment, active_s, paused_s)
        case _:
            raise ValueError

"""The last resort: what the journal refused, as a file of JSON Lines beside it.

It is taken in at the next start. Where there is no room or no right beside the journal, the file lies
elsewhere, and is taken in when the person imports it. Nothing that is in the journal already is written
twice.
"""

import os
import shlex
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, assert_never

from hiptimer.engine.plain import Plain
from hiptimer.errors import InputError, JournalError
from hiptimer.journal.entries import Answered, Ended, Entry, Explained, Noted, Written, enter
from hiptimer.journal.journal import Journal
from hiptimer.journal.merging import Merged
from hiptimer.journal.plain import (
    as_json,
    check_ins_as_plain,
    check_ins_from_plain,
    from_json,
    interval_as_plain,
    interval_from_plain,
    run_as_plain,
    run_from_plain,
    stop_as_plain,
    stop_from_plain,
)
from hiptimer.journal.records import (
    CheckIns,
    IntervalRecord,
    PainStop,
    Reason,
    RunRecord,
    Status,
    WholeRun,
)
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

_LONGEST_LINE: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class LeftOver:
    """The sentence that tells what became of what the journal refused, and the file that keeps it."""

    path: Path | None
    said: str


def keep(entries: Sequence[Entry], folder: Path, elsewhere: Iterable[Path]) -> LeftOver:
    """Write the entries into a new file: in the folder, else in the first that will have it."""
    reasons: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _written(folder, "unsaved", entries)
    except OSError as error:
        reasons.append(_reason(folder, error))
    else:
        said = _("What the journal refused is kept in {path} and taken in at the next start.")
        return LeftOver(path, said.format(path=path))
    for other in elsewhere:
        try:
            path = _written(other, "hiptimer-unsaved", entries)
        except OSError as error:
            reasons.append(_reason(other, error))
        else:
            said = _(
                "What the journal refused is kept in {path}. Once the journal can be written, "
                "`hiptimer import {word}` takes it in."
            )
            return LeftOver(path, said.format(path=path, word=shlex.quote(str(path))))
    said = _("What was done is lost: neither the journal nor a file can be written ({reasons}).")
    return LeftOver(None, said.format(reasons="; ".join(reasons)))


def other_folders() -> Iterator[Path]:
    """Yield where a person's file may lie if not beside the journal: at home, else for a while."""
    with suppress(RuntimeError):  # some users of a computer have no home
        yield Path.home()
    with suppress(OSError):  # there may be none that can be written
        yield Path(tempfile.gettempdir())


def is_left_over(path: Path) -> bool:
    """Say whether the file was written by `keep`; one that cannot be read is none."""
    try:
        with path.open("rb") as file:
            _from_plain(from_json(file.readline(_LONGEST_LINE)))
    except (OSError, ValueError):
        return False
    return True


def runs_left_over(journal: Journal, path: Path) -> int:
    """Return of how many runs such a file tells; InputError if it cannot be read."""
    try:
        entries, _damaged_lines = _read(path, journal)
    except OSError as error:
        said = _("{path} cannot be read: {why}.")
        raise InputError(said.format(path=path, why=error.strerror or error)) from error
    return len({_run_id(entry) for entry in entries})


def take_in_file(journal: Journal, path: Path) -> Merged:
    """Write into the journal what one such file holds; the file stays.

    It only adds: what was said of a run since the file was written stays as it is. What can be read of a
    damaged one is taken in, and InputError says how much could not be.
    """
    try:
        entries, damaged = _read(path, journal)
    except OSError as error:
        said = _("{path} cannot be read: {why}.")
        raise InputError(said.format(path=path, why=error.strerror or error)) from error
    before = {run_id: journal.whole(run_id) for run_id in map(_run_id, entries)}
    _enter_all(journal, _news(entries, before))
    added = sum(journal.whole(run_id) != whole for run_id, whole in before.items())
    if damaged:
        raise InputError(_damaged(path, damaged))
    return Merged(added=added, known=len(before) - added)


def _news(entries: Iterable[Entry], before: Mapping[str, WholeRun | None]) -> Iterator[Entry]:
    """Yield the entries without what speaks against something that stands in the journal already."""
    for entry in entries:
        here = before.get(_run_id(entry))
        if here is None or here.run.status is Status.RUNNING:
            yield entry
            continue
        match entry:
            case Answered(run_id, answers, ask):
                both = _completed(here.run.check_ins, answers)
                if both != here.run.check_ins:
                    yield Answered(run_id, both, ask)
            case Noted():
                if not here.run.note:
                    yield entry
            case Explained(step=step):
                if not any(one.why for one in here.intervals if one.step == step):
                    yield entry
            case PainStop(seq=seq):
                if seq not in {one.seq for one in here.stops if one.pain is not None or one.answer}:
                    yield entry
            case _:
                yield entry  # what is there of these stays of itself


def _completed(here: CheckIns, answers: CheckIns) -> CheckIns:
    said = {one.name: getattr(here, one.name) for one in fields(here)}
    return replace(answers, **{name: one for name, one in said.items() if one is not None})


def take_in(journal: Journal, folder: Path) -> tuple[str, ...]:
    """Write into the journal what was spilled in the folder; return a sentence for each trouble.

    A file is taken away when all of it is written. One with lines that cannot be read keeps them, under
    another name; one that the journal refuses stays for the next time.
    """
    troubles = []
    for path in sorted(folder.glob("unsaved-*.jsonl")):
        try:
            entries, damaged = _read(path, journal)
            _enter_all(journal, entries)
            if damaged:
                kept = path.rename(_free_name(folder, "unsaved", ".damaged"))
                troubles.append(_damaged(kept, damaged))
            else:
                path.unlink()
        except JournalError as error:
            troubles.append(str(error))
        except OSError as error:
            said = _("What was kept in {path} could not be taken into the journal: {why}.")
            troubles.append(said.format(path=path, why=error.strerror or error))
    return tuple(troubles)


def _written(folder: Path, stem: str, entries: Iterable[Entry]) -> Path:
    """Write the entries into a new file; return it. OSError if that cannot be done; then there is none."""
    path = _free_name(folder, stem, ".jsonl")
    # For the person's own eyes: in the system's temporary folder others may look around.
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(fd, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
            file.writelines(as_json(_as_plain(entry)) + "\n" for entry in entries)
            file.flush()
            os.fsync(fd)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    names = (folder / f"{stem}-{number}{suffix}" for number in count(1))
    return next(name for name in names if not name.exists())


def _reason(folder: Path, error: OSError) -> str:
    return _("{path}: {why}").format(path=folder, why=error.strerror or error)


def _damaged(path: Path, lines: int) -> str:
    said = ngettext(
        "{count} line of {path} could not be read; the file is kept.",
        "{count} lines of {path} could not be read; the file is kept.",
        lines,
    )
    return said.format(count=lines, path=path)


def _read(path: Path, journal: Journal) -> tuple[list[Entry], int]:
    """Return what the file holds, and how many lines make no sense, or belong to no run.

    A run is begun in the file, or else it is in the journal: what is said of it may come days later.
    """
    entries: list[Entry] = []
    damaged = 0
    known: set[str] = set()
    for line in path.read_bytes().splitlines():
        try:
            entry = _from_plain(from_json(line))
        except ValueError:
            damaged += 1
            continue
        run_id = _run_id(entry)
        if run_id not in known and not isinstance(entry, RunRecord) and not journal.run(run_id):
            damaged += 1
            continue
        known.add(run_id)
        entries.append(entry)
    return entries, damaged


def _enter_all(journal: Journal, entries: Iterable[Entry]) -> None:
    """Write the entries; a run that does not end among them is open to be gone on with."""
    begun: set[str] = set()
    try:
        for entry in entries:
            begun.add(_run_id(entry))
            enter(journal, entry)
    finally:
        for run_id in begun:
            journal.let_go(run_id)


def _run_id(entry: Entry) -> str:
    match entry:
        case RunRecord(id=run_id) | Written(IntervalRecord(run_id=run_id)):
            return run_id
        case Ended(run_id=run_id) | Noted(run_id=run_id) | Answered(run_id=run_id):
            return run_id
        case Explained(run_id=run_id) | PainStop(run_id=run_id):
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
        case Answered(run_id, answers, ask):
            plain = check_ins_as_plain(answers)
            return {"run_id": run_id, "check_ins": plain, "ask_next_morning": ask}
        case Explained(run_id, step, why):
            return {"run_id": run_id, "step": step, "why": why and why.value}
        case PainStop():
            return {"run_id": entry.run_id, "pain_stop": stop_as_plain(entry)}
        case _:
            assert_never(entry)


def _from_plain(plain: object) -> Entry:
    match plain:
        case {"run": run, **others} if not others:  # the lines of `lines` hold whole runs
            return run_from_plain(run)
        case {"run_id": str(run_id), "note": str(note)}:
            return Noted(run_id, note)
        case {
            "run_id": str(run_id),
            "check_ins": answers,
            "ask_next_morning": bool() | None as ask,
        }:
            return Answered(run_id, check_ins_from_plain(answers), ask)
        case {"run_id": str(run_id), "step": int(step), "why": str() | None as why}:
            return Explained(run_id, step, Reason(why) if why else None)
        case {"run_id": str(run_id), "pain_stop": stop}:
            return stop_from_plain(run_id, stop)
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

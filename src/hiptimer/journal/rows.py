"""Records as rows of the journal's tables, and back."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Version
from hiptimer.journal.faults import UnreadableRowError
from hiptimer.journal.plain import as_json, choices_as_plain, choices_from_plain, moment_text
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

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_INSERT_RUN: Final = """
    INSERT INTO run (
        id, session_id, title, session_hash, session_text, revision, author, assigned_by,
        started_at, started_us, ended_at, status, origin, app_version, choices, prescribed,
        active_s, paused_s, note, removed_at, corrected_at,
        pain_before, pain_after, pain_next_morning, settled, effort, difficulty,
        ask_next_morning, changed_at, is_from_here
    ) VALUES (
        :id, :session_id, :title, :session_hash, :session_text, :revision, :author, :assigned_by,
        :started_at, :started_us, :ended_at, :status, :origin, :app_version, :choices, :prescribed,
        :active_s, :paused_s, :note, :removed_at, :corrected_at,
        :pain_before, :pain_after, :pain_next_morning, :settled, :effort, :difficulty,
        :ask_next_morning, :changed_at, :is_from_here
    ) ON CONFLICT (id) DO NOTHING"""

_INSERT_INTERVAL: Final = """
    INSERT INTO interval (
        run_id, seq, "index", kind, step, exercise, name, side, "set", round, prescribed,
        version, outcome, done_s, done_count, extra_s, why, started_at, ended_at
    ) VALUES (
        :run_id, :seq, :index, :kind, :step, :exercise, :name, :side, :set, :round, :prescribed,
        :version, :outcome, :done_s, :done_count, :extra_s, :why, :started_at, :ended_at
    ) ON CONFLICT (run_id, seq) DO NOTHING"""

_PUT_STOP: Final = """
    INSERT INTO pain_stop (run_id, seq, "index", step, name, side, at, pain, answer)
    VALUES (:run_id, :seq, :index, :step, :name, :side, :at, :pain, :answer)
    ON CONFLICT (run_id, seq) DO UPDATE SET pain = excluded.pain, answer = excluded.answer"""

_SELECT_RUNS: Final = """
    SELECT run.*, file.text AS file, asked.id AS asked_id, asked.text AS asked
    FROM run
    JOIN kept AS file ON file.id = run.session_text
    JOIN kept AS asked ON asked.id = run.prescribed """

_SELECT_INTERVALS: Final = """
    SELECT interval.*, kept.text AS asked
    FROM interval JOIN kept ON kept.id = interval.prescribed
    WHERE run_id = ? ORDER BY seq"""


def insert_run(db: sqlite3.Connection, run: RunRecord, *, is_from_here: bool = True) -> bool:
    """Write a run; one that is there already stays as it is. Say whether it was written.

    `is_from_here` is whether this computer is the one that tells others of it.
    """
    cursor = db.execute(
        _INSERT_RUN,
        {
            "id": run.id,
            "session_id": run.session_id,
            "title": run.title,
            "session_hash": run.session_hash,
            "session_text": _keep(db, run.session_text),
            "revision": run.revision,
            "author": run.author,
            "assigned_by": run.assigned_by,
            "started_at": run.started_at.isoformat(),
            "started_us": microseconds(run.started_at),
            "ended_at": moment_text(run.ended_at),
            "status": run.status.value,
            "origin": run.origin.value,
            "app_version": run.app_version,
            "choices": as_json(choices_as_plain(run.choices)),
            "prescribed": _keep(db, as_json(run.prescribed)),
            "active_s": run.active_s,
            "paused_s": run.paused_s,
            "note": run.note,
            "removed_at": moment_text(run.removed_at),
            "corrected_at": moment_text(run.corrected_at),
            "ask_next_morning": run.ask_next_morning,
            "changed_at": moment_text(run.changed_at),
            "is_from_here": is_from_here,
            **check_in_values(run.check_ins),
        },
    )
    return cursor.rowcount > 0


def check_in_values(answers: CheckIns) -> dict[str, object]:
    """Return the values of the columns that hold what the person answered."""
    return {
        "pain_before": answers.pain_before,
        "pain_after": answers.pain_after,
        "pain_next_morning": answers.pain_next_morning,
        "settled": answers.settled,
        "effort": answers.effort,
        "difficulty": answers.difficulty and answers.difficulty.value,
    }


def insert_interval(db: sqlite3.Connection, record: IntervalRecord) -> None:
    """Write what became of an interval; one that is there already stays as it is."""
    db.execute(
        _INSERT_INTERVAL,
        {
            "run_id": record.run_id,
            "seq": record.seq,
            "index": record.index,
            "kind": record.kind.value,
            "step": record.step,
            "exercise": record.exercise,
            "name": record.name,
            "side": record.side and record.side.value,
            "set": record.set,
            "round": record.round,
            "prescribed": _keep(db, as_json(record.prescribed)),
            "version": record.version and record.version.value,
            "outcome": record.outcome.value,
            "done_s": record.done_s,
            "done_count": record.done_count,
            "extra_s": record.extra_s,
            "why": record.why and record.why.value,
            "started_at": record.started_at.isoformat(),
            "ended_at": record.ended_at.isoformat(),
        },
    )


def put_stop(db: sqlite3.Connection, stop: PainStop) -> None:
    """Write a pain stop, or what the person has said of it since."""
    db.execute(
        _PUT_STOP,
        {
            "run_id": stop.run_id,
            "seq": stop.seq,
            "index": stop.index,
            "step": stop.step,
            "name": stop.name,
            "side": stop.side and stop.side.value,
            "at": stop.at.isoformat(),
            "pain": stop.pain,
            "answer": stop.answer and stop.answer.value,
        },
    )


def insert_whole(db: sqlite3.Connection, whole: WholeRun, *, is_from_here: bool = True) -> None:
    """Write a run with all its intervals and pain stops."""
    insert_run(db, whole.run, is_from_here=is_from_here)
    for record in whole.intervals:
        insert_interval(db, record)
    for stop in whole.stops:
        put_stop(db, stop)


def replace_whole(db: sqlite3.Connection, whole: WholeRun, *, is_from_here: bool = True) -> None:
    """Write a run in place of whatever form of it is there."""
    db.execute("PRAGMA defer_foreign_keys = ON")  # until the run is there again
    for table in ("interval", "pain_stop"):
        db.execute(f"DELETE FROM {table} WHERE run_id = ?", (whole.run.id,))  # noqa: S608 - our own names
    db.execute("DELETE FROM run WHERE id = ?", (whole.run.id,))
    insert_whole(db, whole, is_from_here=is_from_here)


def select_runs(db: sqlite3.Connection, rest: str, values: Iterable[object]) -> list[RunRecord]:
    """Return the runs that the rest of the SELECT, from its WHERE on, names."""
    # Most runs of a session share these.
    prescriptions: dict[int, Any] = {}
    files: dict[int, str] = {}
    runs = []
    for row in db.execute(_SELECT_RUNS + rest, tuple(values)):
        if row["asked_id"] not in prescriptions:
            prescriptions[row["asked_id"]] = _from_json(row["asked"], list)
        file = files.setdefault(row["session_text"], row["file"])
        runs.append(_run(row, file, tuple(prescriptions[row["asked_id"]])))
    return runs


def select_intervals(db: sqlite3.Connection, run_id: str) -> tuple[IntervalRecord, ...]:
    """Return the records of a run's intervals in the order written."""
    return tuple(_interval(row) for row in db.execute(_SELECT_INTERVALS, (run_id,)))


def select_stops(db: sqlite3.Connection, run_id: str) -> tuple[PainStop, ...]:
    """Return the pain stops of a run in the order written."""
    found = db.execute("SELECT * FROM pain_stop WHERE run_id = ? ORDER BY seq", (run_id,))
    return tuple(_stop(row) for row in found)


def whole_of(db: sqlite3.Connection, run: RunRecord) -> WholeRun:
    """Return a run with its intervals and pain stops."""
    return WholeRun(run, select_intervals(db, run.id), select_stops(db, run.id))


def select_whole(db: sqlite3.Connection, run_id: str) -> WholeRun | None:
    """Return a run with its intervals and pain stops; None if there is no such run."""
    runs = select_runs(db, "WHERE run.id = ?", (run_id,))
    return whole_of(db, runs[0]) if runs else None


def each_whole(db: sqlite3.Connection) -> Iterator[WholeRun]:
    """Yield every run with its intervals, oldest first, removed ones too."""
    ids = [row["id"] for row in db.execute("SELECT id FROM run ORDER BY started_us, id")]
    for run_id in ids:
        for run in select_runs(db, "WHERE run.id = ?", (run_id,)):
            yield whole_of(db, run)


def after_last_change(db: sqlite3.Connection, run_id: str, at: datetime) -> datetime:
    """Return the moment, or one just after the run's last change if that is said to be no earlier.

    Clocks are put right, and those of two computers differ; what is changed last has to count all the same.
    """
    for (text,) in db.execute("SELECT changed_at FROM run WHERE id = ?", (run_id,)):
        last = _moment(text)
        if last is not None and last >= at:
            return last + timedelta(microseconds=1)
    return at


def microseconds(moment: datetime) -> int:
    """Return a moment as microseconds of UTC since 1970, which order runs of every time zone."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _keep(db: sqlite3.Connection, text: str) -> int:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    db.execute(
        "INSERT INTO kept (sha256, text) VALUES (?, ?) ON CONFLICT DO NOTHING", (sha256, text)
    )
    row: sqlite3.Row = db.execute("SELECT id FROM kept WHERE sha256 = ?", (sha256,)).fetchone()
    kept_id: int = row["id"]
    return kept_id


def _run(row: sqlite3.Row, file: str, prescribed: tuple[Any, ...]) -> RunRecord:
    try:
        return RunRecord(
            id=row["id"],
            session_id=row["session_id"],
            title=row["title"],
            session_hash=row["session_hash"],
            session_text=file,
            revision=row["revision"],
            author=row["author"],
            assigned_by=row["assigned_by"],
            started_at=datetime.fromisoformat(row["started_at"]),
            ended_at=_moment(row["ended_at"]),
            status=Status(row["status"]),
            origin=Origin(row["origin"]),
            app_version=row["app_version"],
            choices=choices_from_plain(_from_json(row["choices"], dict)),
            prescribed=prescribed,
            active_s=row["active_s"],
            paused_s=row["paused_s"],
            note=row["note"],
            removed_at=_moment(row["removed_at"]),
            corrected_at=_moment(row["corrected_at"]),
            check_ins=CheckIns(
                pain_before=row["pain_before"],
                pain_after=row["pain_after"],
                pain_next_morning=row["pain_next_morning"],
                settled=None if row["settled"] is None else bool(row["settled"]),
                effort=row["effort"],
                difficulty=Difficulty(row["difficulty"]) if row["difficulty"] else None,
            ),
            ask_next_morning=bool(row["ask_next_morning"]),
            changed_at=_moment(row["changed_at"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableRowError(f"run {row['id']}: {error}") from error


def _interval(row: sqlite3.Row) -> IntervalRecord:
    try:
        return IntervalRecord(
            run_id=row["run_id"],
            seq=row["seq"],
            index=row["index"],
            kind=Kind(row["kind"]),
            step=row["step"],
            exercise=row["exercise"],
            name=row["name"],
            side=Side(row["side"]) if row["side"] else None,
            set=row["set"],
            round=row["round"],
            prescribed=_from_json(row["asked"], dict),
            version=Version(row["version"]) if row["version"] else None,
            outcome=Outcome(row["outcome"]),
            done_s=row["done_s"],
            done_count=row["done_count"],
            extra_s=row["extra_s"],
            why=Reason(row["why"]) if row["why"] else None,
            started_at=datetime.fromisoformat(row["started_at"]),
            ended_at=datetime.fromisoformat(row["ended_at"]),
        )
    except (ValueError, TypeError) as error:
        raise UnreadableRowError(f"interval {row['run_id']}/{row['seq']}: {error}") from error


def _stop(row: sqlite3.Row) -> PainStop:
    try:
        return PainStop(
            run_id=row["run_id"],
            seq=row["seq"],
            index=row["index"],
            step=row["step"],
            name=row["name"],
            side=Side(row["side"]) if row["side"] else None,
            at=datetime.fromisoformat(row["at"]),
            pain=row["pain"],
            answer=PainAnswer(row["answer"]) if row["answer"] else None,
        )
    except (ValueError, TypeError) as error:
        raise UnreadableRowError(f"pain_stop {row['run_id']}/{row['seq']}: {error}") from error


# Most runs share what was prescribed, and reading that is half of reading a history.
_read_json = lru_cache(maxsize=256)(json.loads)


def _from_json(text: str, kind: type) -> Any:
    """Return what the text holds; nobody may change it, for others have it too."""
    try:
        value = _read_json(text)
    except (ValueError, TypeError) as error:
        raise UnreadableRowError(str(error)) from error
    if not isinstance(value, kind):
        raise UnreadableRowError(f"{text[:40]!r}")
    return value


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None

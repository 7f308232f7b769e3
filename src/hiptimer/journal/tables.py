"""The history for other programs: a flat table for a spreadsheet, and JSON for scripts."""

import csv
from collections.abc import Iterable
from typing import Final, TextIO

from hiptimer.engine.plain import Plain
from hiptimer.journal.plain import choices_as_plain, moment_text
from hiptimer.journal.records import IntervalRecord, RunRecord, WholeRun

COLUMNS: Final = (
    "run_id",
    "session_id",
    "title",
    "run_started_at",
    "run_ended_at",
    "status",
    "origin",
    "scale",
    "week",
    "index",
    "kind",
    "step",
    "exercise",
    "name",
    "side",
    "set",
    "round",
    "version",
    "prescribed_s",
    "prescribed_count",
    "minimum_s",
    "minimum_count",
    "outcome",
    "done_s",
    "done_count",
    "extra_s",
    "started_at",
    "ended_at",
    "note",
)
"""One row is one interval; a run without intervals has one row of its own."""

# A spreadsheet takes what begins so for a formula, and a formula can do harm.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(wholes: Iterable[WholeRun], file: TextIO) -> None:
    """Write the flat table; the file is opened with `newline=""` and UTF-8."""
    writer = csv.DictWriter(file, COLUMNS, restval="")
    writer.writeheader()
    for whole in wholes:
        of_run = _run_cells(whole.run)
        for of_interval in map(_interval_cells, whole.intervals) if whole.intervals else ({},):
            writer.writerow({name: _cell(value) for name, value in (of_run | of_interval).items()})


def as_plain(wholes: Iterable[WholeRun]) -> list[Plain]:
    """Return the history as JSON values: of each interval what was prescribed and what was done."""
    return [
        {
            "id": whole.run.id,
            "session_id": whole.run.session_id,
            "title": whole.run.title,
            "session_hash": whole.run.session_hash,
            "revision": whole.run.revision,
            "started_at": whole.run.started_at.isoformat(),
            "ended_at": moment_text(whole.run.ended_at),
            "status": whole.run.status.value,
            "origin": whole.run.origin.value,
            "app_version": whole.run.app_version,
            "choices": choices_as_plain(whole.run.choices),
            "active_s": whole.run.active_s,
            "paused_s": whole.run.paused_s,
            "note": whole.run.note,
            "corrected_at": moment_text(whole.run.corrected_at),
            "intervals": [_interval_as_plain(record) for record in whole.intervals],
        }
        for whole in wholes
    ]


def _interval_as_plain(record: IntervalRecord) -> Plain:
    return {
        "prescribed": record.prescribed,
        "done": {
            "outcome": record.outcome.value,
            "name": record.name,
            "version": record.version and record.version.value,
            "done_s": record.done_s,
            "count": record.done_count,
            "extra_s": record.extra_s,
        },
        "started_at": record.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat(),
    }


def _run_cells(run: RunRecord) -> dict[str, object]:
    return {
        "run_id": run.id,
        "session_id": run.session_id,
        "title": run.title,
        "run_started_at": run.started_at.isoformat(),
        "run_ended_at": moment_text(run.ended_at),
        "status": run.status.value,
        "origin": run.origin.value,
        "scale": run.scale,
        "week": run.week,
        "note": run.note,
    }


def _interval_cells(record: IntervalRecord) -> dict[str, object]:
    asked = record.prescribed
    return {
        "index": record.index,
        "kind": record.kind.value,
        "step": record.step,
        "exercise": record.exercise,
        "name": record.name,
        "side": record.side,
        "set": record.set,
        "round": record.round,
        "version": record.version,
        "prescribed_s": asked.get("duration_s"),
        "prescribed_count": asked.get("count"),
        "minimum_s": asked.get("minimum_s"),
        "minimum_count": asked.get("minimum_count"),
        "outcome": record.outcome.value,
        "done_s": record.done_s,
        "done_count": record.done_count,
        "extra_s": record.extra_s,
        "started_at": record.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat(),
    }


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value

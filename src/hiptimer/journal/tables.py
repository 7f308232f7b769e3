"""The history for other programs: flat tables for a spreadsheet, and JSON for scripts.

What each column and each value means is written down in docs/journal-files.md.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import floor
from typing import Final, TextIO

from hiptimer.engine.plain import Plain
from hiptimer.journal.adherence import summarise
from hiptimer.journal.plain import choices_as_plain, moment_text, stop_as_plain
from hiptimer.journal.records import CheckIns, IntervalRecord, PainStop, RunRecord, WholeRun

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
    "pain_before",
    "pain_after",
    "pain_next_morning",
    "settled",
    "effort",
    "difficulty",
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
    "why",
    "pain_stops",
    "pain_stop_pain",
    "pain_stop_answer",
    "started_at",
    "ended_at",
    "note",
)
"""One row is one interval; a run without intervals has one row of its own."""

RUN_COLUMNS: Final = (
    "run_id",
    "session_id",
    "title",
    "revision",
    "assigned_by",
    "started_at",
    "ended_at",
    "status",
    "origin",
    "scale",
    "week",
    "active_s",
    "paused_s",
    "steps_asked",
    "steps_done",
    "steps_in_part",
    "steps_left_out",
    "steps_not_reached",
    "dose_percent",
    "pain_before",
    "pain_after",
    "pain_next_morning",
    "settled",
    "effort",
    "difficulty",
    "pain_stops",
    "pain_stop_pain",
    "reasons",
    "note",
    "corrected_at",
)
"""One row is one run."""

BYTE_ORDER_MARK: Final = "\ufeff"
"""Before the first letter of a file, it tells Excel that what follows is UTF-8."""

# A spreadsheet takes what begins so for a formula, and a formula can do harm.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(wholes: Iterable[WholeRun], file: TextIO) -> None:
    """Write a row for each interval; the file is opened with `newline=""` and UTF-8."""
    _write(COLUMNS, (row for whole in wholes for row in _interval_rows(whole)), file)


def write_runs_csv(wholes: Iterable[WholeRun], file: TextIO) -> None:
    """Write a row for each run; the file is opened with `newline=""` and UTF-8."""
    _write(RUN_COLUMNS, map(_run_row, wholes), file)


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
            "check_ins": _check_in_cells(whole.run.check_ins),
            "corrected_at": moment_text(whole.run.corrected_at),
            "pain_stops": [stop_as_plain(stop) for stop in whole.stops],
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
            "why": record.why and record.why.value,
        },
        "started_at": record.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat(),
    }


def _write(columns: Sequence[str], rows: Iterable[Mapping[str, object]], file: TextIO) -> None:
    writer = csv.DictWriter(file, columns, restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})


def _interval_rows(whole: WholeRun) -> Iterator[dict[str, object]]:
    of_run = {
        "run_id": whole.run.id,
        "session_id": whole.run.session_id,
        "title": whole.run.title,
        "run_started_at": whole.run.started_at.isoformat(),
        "run_ended_at": moment_text(whole.run.ended_at),
        **_common_cells(whole.run),
    }
    stops = _by_record(whole)
    for record in whole.intervals:
        yield of_run | _interval_cells(record) | _stop_cells(stops.get(record.seq, ()))
    if not whole.intervals:
        yield of_run


def _run_row(whole: WholeRun) -> dict[str, object]:
    run, summary = whole.run, summarise(whole)
    reasons = {record.why: None for record in whole.intervals if record.why}
    stops = _stop_cells(whole.stops)
    del stops["pain_stop_answer"]
    return {
        "run_id": run.id,
        "session_id": run.session_id,
        "title": run.title,
        "revision": run.revision,
        "assigned_by": run.assigned_by,
        "started_at": run.started_at.isoformat(),
        "ended_at": moment_text(run.ended_at),
        **_common_cells(run),
        "active_s": run.active_s,
        "paused_s": run.paused_s,
        "steps_asked": len(summary.steps),
        "steps_done": summary.complete,
        "steps_in_part": summary.short,
        "steps_left_out": summary.skipped,
        "steps_not_reached": summary.not_reached,
        # 100 only if none of it is missing.
        "dose_percent": None if summary.share is None else floor(round(summary.share * 100, 6)),
        **stops,
        "reasons": " ".join(reasons),
        "corrected_at": moment_text(run.corrected_at),
    }


def _common_cells(run: RunRecord) -> dict[str, object]:
    return {
        "status": run.status.value,
        "origin": run.origin.value,
        "scale": run.scale,
        "week": run.week,
        **_check_in_cells(run.check_ins),
        "note": run.note,
    }


def _check_in_cells(answers: CheckIns) -> dict[str, object]:
    return {
        "pain_before": answers.pain_before,
        "pain_after": answers.pain_after,
        "pain_next_morning": answers.pain_next_morning,
        "settled": answers.settled,
        "effort": answers.effort,
        "difficulty": answers.difficulty and answers.difficulty.value,
    }


def _by_record(whole: WholeRun) -> dict[int, tuple[PainStop, ...]]:
    """Return the pain stops by the number of the record of the interval that they were in.

    An interval that is begun again has several records, told apart by their times; where the clock was
    put back meanwhile, the first is taken.
    """
    found: dict[int, tuple[PainStop, ...]] = {}
    for stop in whole.stops:
        here = [record for record in whole.intervals if record.index == stop.index]
        during = [record for record in here if record.started_at <= stop.at <= record.ended_at]
        for record in (during or here)[:1]:
            found[record.seq] = (*found.get(record.seq, ()), stop)
    return found


def _stop_cells(stops: Sequence[PainStop]) -> dict[str, object]:
    answers = [stop.answer for stop in stops if stop.answer]
    return {
        "pain_stops": len(stops),
        "pain_stop_pain": max((one.pain for one in stops if one.pain is not None), default=None),
        "pain_stop_answer": answers[-1].value if answers else None,
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
        "why": record.why and record.why.value,
        "started_at": record.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat(),
    }


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value

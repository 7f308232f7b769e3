"""The adherence sheet for a spreadsheet: one flat table, a row for each fact, readable by programs too.

Each row says in `what` which sort of fact it is; columns that have no meaning for that sort are empty.
Numbers are plain, dates are year-month-day, and shares are in percent.
"""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Final

from hiptimer.journal.records import Origin
from hiptimer.report import sheet_words as words
from hiptimer.report.facts import Facts, Mark, RunFact

COLUMNS: Final = (
    "what",
    "date",
    "until",
    "name",
    "side",
    "status",
    "asked",
    "done",
    "unit",
    "percent",
    "pain_before",
    "pain_after",
    "pain_next_morning",
    "settled",
    "effort",
    "difficulty",
    "pain",
    "reason",
    "text",
)
# A spreadsheet takes what begins so for a formula, and a formula can do harm.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")

_Row = dict[str, object]


def sheet_csv(facts: Facts) -> str:
    """Return the table as text, its lines ended as RFC 4180 has them."""
    file = StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS, restval="")
    writer.writeheader()
    for row in _rows(facts):
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return file.getvalue()


def _rows(facts: Facts) -> Iterator[_Row]:
    yield {
        "what": "sheet",
        "date": facts.since,
        "until": facts.until,
        "name": facts.title,
        "asked": facts.asked,
        "done": facts.done,
        "unit": "sessions",
        "percent": _percent(facts.dose),
        "text": " · ".join((*words.who_words(facts), words.footer_words())),
    }
    for week in facts.weeks:
        yield {
            "what": "week",
            "date": week.days[0].on,
            "until": week.days[-1].on,
            "asked": week.asked,
            "done": week.done,
            "unit": "sessions",
        }
    for day in (day for week in facts.weeks for day in week.days):
        if day.mark is not Mark.OUTSIDE:
            yield {
                "what": "day",
                "date": day.on,
                "status": f"{day.mark.value}, pain stop" if day.pain_stop else day.mark.value,
                "done": day.runs,
                "unit": "sessions begun",
            }
    yield from _exercise_rows(facts)
    for one in facts.runs:
        yield _run_row(one)
    yield from _departure_rows(facts)


def _exercise_rows(facts: Facts) -> Iterator[_Row]:
    for one in facts.exercises:
        for asked in one.asked:
            yield {
                "what": "asked for",
                "date": asked.first,
                "until": asked.last,
                "name": one.name,
                "text": asked.text,
            }
        for dose in one.sides:
            yield {
                "what": "exercise",
                "date": facts.since,
                "until": facts.until,
                "name": one.name,
                "side": dose.side.value if dose.side else "both",
                "asked": dose.asked,
                "done": dose.done,
                "unit": one.measure.value,
                "percent": _percent(dose.share),
            }


def _run_row(one: RunFact) -> _Row:
    said = one.answers
    by_hand = ["added by hand"] if one.run.origin is Origin.ADDED else []
    by_hand += ["corrected by hand"] if one.run.corrected_at else []
    return {
        "what": "session",
        "date": one.on,
        "name": one.run.title,
        "status": ", ".join((one.run.status.value, *by_hand)),
        "percent": _percent(one.dose),
        "pain_before": said.pain_before,
        "pain_after": said.pain_after,
        "pain_next_morning": said.pain_next_morning,
        "settled": said.settled,
        "effort": said.effort,
        "difficulty": said.difficulty and said.difficulty.value,
        "text": one.run.note,
    }


def _departure_rows(facts: Facts) -> Iterator[_Row]:
    for stop in facts.stops:
        yield {
            "what": "pain stop",
            "date": stop.at.date(),
            "name": stop.name,
            "side": stop.side and stop.side.value,
            "pain": stop.pain,
            "status": stop.answer and stop.answer.value,
        }
    for left in facts.left_out:
        yield {
            "what": "left out" if left.skipped else "cut short",
            "date": left.on,
            "name": left.name,
            "side": " ".join(side.value for side in left.sides),
            "reason": left.why and left.why.value,
            "text": left.text,
        }
    for one in facts.runs:
        if one.not_reached:
            yield {
                "what": "not begun",
                "date": one.on,
                "asked": one.steps,
                "done": one.steps - one.not_reached,
                "unit": "exercises begun",
                "reason": one.why and one.why.value,
            }
    for change in facts.changes:
        yield {
            "what": "changed",
            "date": change.on,
            "name": change.name,
            "status": change.kind.value,
            "done": change.amount or None,
            "text": change.to,
        }
    for revision in facts.revisions:
        yield {
            "what": "file",
            "date": revision.first,
            "until": revision.last,
            "name": facts.session_id,
            "done": revision.runs,
            "unit": "sessions",
            "status": "" if revision.number is None else f"revision {revision.number}",
            "text": revision.digest,
        }


def _percent(share: float | None) -> int | None:
    return None if share is None else words.percent(share)


def _cell(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value

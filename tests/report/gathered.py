"""What a sheet is told from, gathered as of the last of four weeks."""

from datetime import date

from hiptimer.report.facts import Mark, gather, period_of
from sheet_samples import REVISED, session_of

LAST = date(2026, 12, 20)
FIRST = date(2026, 11, 23)


def facts_of(wholes, today=LAST, text=REVISED, since=None, until=None):
    session = session_of(text)
    days = [whole.run.started_at.date() for whole in wholes]
    period = period_of(session.assigned, days, today, since, until)
    return gather(session, wholes, period, today)


def marks(facts):
    signs = {Mark.OUTSIDE: " ", Mark.NOTHING: ".", Mark.PART: "p", Mark.DONE: "D"}
    return [
        "".join(signs[day.mark] + ("!" if day.pain_stop else "") for day in week.days)
        for week in facts.weeks
    ]


def doses(facts):
    return {
        (one.name, side.side): (side.done, side.asked)
        for one in facts.exercises
        for side in one.sides
    }

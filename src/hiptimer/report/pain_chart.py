"""Where the signs of the small chart of pain stand: the same on paper and in a browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hiptimer.report.facts import Facts

WORST: Final = 10
LINES: Final = (0, 5, 10)
_A_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class PainPoint:
    """The answers around one run; `x` is how far along the period it lies, from 0 to 1."""

    on: date
    x: float
    before: int | None
    after: int | None
    next_morning: int | None


def pain_points(facts: Facts) -> Iterator[PainPoint]:
    """Yield the runs of which pain was told."""
    days = (facts.until - facts.since).days + 1
    for one in facts.runs:
        said = one.answers
        answers = (said.pain_before, said.pain_after, said.pain_next_morning)
        if answers != (None, None, None):
            begun = one.run.started_at
            into = (begun.hour * 3600 + begun.minute * 60 + begun.second) / _A_DAY_S
            x = ((one.on - facts.since).days + into) / days
            yield PainPoint(one.on, x, *answers)

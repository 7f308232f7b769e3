"""The grid of boxes to tick on a printed session: a row for each week, a place for each day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, assert_never

from hiptimer.engine.session import Assigned, Often, When

USUAL_WEEKS: Final = 4
MOST_WEEKS: Final = 12
"""Longer assignments go on on a later sheet."""
MOST_BOXES: Final = 4
"""What has room in a day; more than that is counted in figures."""

_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Day:
    """A place in the grid; `asked` says whether the assignment covers it, `day` is None without dates."""

    weekday: int
    day: date | None
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Week:
    """A row of the grid: the number of the week, from 1, and its seven days."""

    number: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticking:
    """The whole grid.

    `boxes` is how often at most a day is ticked, `of_day` and `of_week` how often is asked for, 0 where
    that is not said. `pain` are the moments at which a figure for pain is written beside the box.
    """

    weeks: tuple[Week, ...]
    boxes: int = 1
    of_day: int = 0
    of_week: int = 0
    pain: tuple[When, ...] = ()


def ticking(
    assigned: Assigned, pain: Collection[When], first: int, weeks: Collection[int] | None = None
) -> Ticking:
    """Return the grid from week `first` on to the end of the assignment, or of `weeks` alone.

    Weeks begin with the day of the assignment, as its progression does.
    """
    begun = assigned.start
    numbers = weeks if weeks is not None else _numbers(assigned, first)
    return Ticking(
        weeks=tuple(_week(number, begun, assigned.until) for number in numbers),
        boxes=_boxes(assigned),
        of_day=assigned.times if assigned.often is Often.PER_DAY else 0,
        of_week=assigned.times if assigned.often is Often.PER_WEEK else 0,
        pain=tuple(one for one in When if one in pain),
    )


def _numbers(assigned: Assigned, first: int) -> range:
    if assigned.start is None or assigned.until is None:
        return range(first, first + USUAL_WEEKS)
    days = (assigned.until - assigned.start).days + 1
    last = max(first, -(-days // _DAYS))
    return range(first, min(last, first + MOST_WEEKS - 1) + 1)


def _week(number: int, begun: date | None, until: date | None) -> Week:
    if begun is None:
        return Week(number, tuple(Day(weekday, None) for weekday in range(_DAYS)))
    first = begun + timedelta(days=_DAYS * (number - 1))
    days = (first + timedelta(days=ahead) for ahead in range(_DAYS))
    if until is not None and first > until:
        until = None  # a week that is printed although nothing is asked for in it any more
    return Week(number, tuple(Day(d.weekday(), d, until is None or d <= until) for d in days))


def _boxes(assigned: Assigned) -> int:
    match assigned.often:
        case Often.PER_DAY:
            return max(1, assigned.times)
        case Often.PER_WEEK:
            return max(1, -(-assigned.times // _DAYS))
        case Often.EVERY_DAYS:
            return 1
        case often:
            assert_never(often)

"""How often an assigned session is asked for: by a day, in a week, on which days.

Weeks here begin with the day of the assignment, as its progression does. Nobody is asked for more than
the share of a week that has gone by.
"""

from datetime import date, timedelta
from typing import Final, assert_never

from hiptimer.engine.session import Assigned, Often

_DAYS: Final = 7


def last_day(assigned: Assigned, today: date) -> date:
    """Return the last day up to now on which something was asked for."""
    return min(assigned.until, today) if assigned.until else today


def asked_between(assigned: Assigned, begun: date, until: date) -> int:
    """Return how many sessions were asked for from `begun` to `until`, both counted in."""
    days = (until - begun).days + 1
    if days <= 0 or not assigned.times:
        return 0
    match assigned.often:
        case Often.PER_DAY:
            return assigned.times * days
        case Often.PER_WEEK:
            weeks, rest = divmod(days, _DAYS)
            return assigned.times * weeks + assigned.times * rest // _DAYS
        case Often.EVERY_DAYS:
            return (days - 1) // assigned.times + 1
        case often:
            assert_never(often)


def week_begun(begun: date, day: date) -> date:
    """Return the first day of the week of the assignment in which `day` lies."""
    return begun + timedelta(days=(day - begun).days // _DAYS * _DAYS)


def in_hand(assigned: Assigned, begun: date | None, today: date) -> tuple[date, date | None] | None:
    """Return since when sessions are counted today, and when that begins anew, None if it does not.

    It is a week of the assignment, or so many days as one session is asked for in, or a day. `begun` is
    the day of the first session, from which an assignment without a first day is counted. None where
    nothing is asked for today.
    """
    start = assigned.start or min(begun or today, today)
    if not assigned.times or not start <= today <= last_day(assigned, today):
        return None
    match assigned.often:
        case Often.PER_DAY:
            days = 1
        case Often.PER_WEEK:
            days = _DAYS
        case Often.EVERY_DAYS:
            days = assigned.times
        case often:
            assert_never(often)
    first = start + timedelta(days=(today - start).days // days * days)
    following = first + timedelta(days=days)
    is_over = assigned.until is not None and following > assigned.until
    return first, None if is_over else following


def per_week(assigned: Assigned) -> float:
    """Return how many sessions a week are asked for, on average."""
    match assigned.often:
        case Often.PER_DAY:
            return float(assigned.times * _DAYS)
        case Often.PER_WEEK:
            return float(assigned.times)
        case Often.EVERY_DAYS:
            return _DAYS / assigned.times if assigned.times else 0.0
        case often:
            assert_never(often)

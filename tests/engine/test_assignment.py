"""How often an assigned session is asked for."""

from datetime import date, timedelta

import pytest

from hiptimer.engine.assignment import asked_between, in_hand, last_day, per_week, week_begun
from hiptimer.engine.session import Assigned, Often

MONDAY = date(2026, 11, 23)


def assigned(times, often, **changes):
    return Assigned(times=times, often=often, **changes)


@pytest.mark.parametrize(
    ("times", "often", "days", "asked"),
    [
        (2, Often.PER_DAY, 1, 2),
        (2, Often.PER_DAY, 10, 20),
        (3, Often.PER_WEEK, 1, 0),
        (3, Often.PER_WEEK, 3, 1),
        (3, Often.PER_WEEK, 7, 3),
        (3, Often.PER_WEEK, 11, 4),
        (2, Often.EVERY_DAYS, 1, 1),
        (2, Often.EVERY_DAYS, 2, 1),
        (2, Often.EVERY_DAYS, 3, 2),
        (0, Often.PER_WEEK, 30, 0),
        (3, Often.PER_WEEK, 0, 0),
    ],
)
def test_so_many_sessions_are_asked_for(times, often, days, asked):
    until = MONDAY + timedelta(days=days - 1)
    assert asked_between(assigned(times, often), MONDAY, until) == asked


THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("often", "days", "expected"),
    [
        (Often.PER_DAY, 9, (9, 10)),
        (Often.PER_WEEK, 0, (0, 7)),
        (Often.PER_WEEK, 4, (0, 7)),  # Monday, which is in the midst of its week
        (Often.PER_WEEK, 6, (0, 7)),
        (Often.PER_WEEK, 7, (7, 14)),
        (Often.EVERY_DAYS, 4, (3, 6)),
        (Often.PER_WEEK, -1, None),
    ],
)
def test_sessions_are_counted_from_the_day_of_the_assignment(often, days, expected):
    today = THURSDAY + timedelta(days=days)
    found = in_hand(assigned(3, often, start=THURSDAY), date(2026, 11, 1), today)
    assert found == (expected and tuple(THURSDAY + timedelta(days=one) for one in expected))


def test_without_a_first_day_they_are_counted_from_the_first_session():
    weekly = assigned(3, Often.PER_WEEK)
    today = THURSDAY + timedelta(days=8)
    week = (THURSDAY + timedelta(days=7), THURSDAY + timedelta(days=14))
    assert in_hand(weekly, THURSDAY, today) == week
    assert in_hand(weekly, None, today) == (today, today + timedelta(days=7))
    assert in_hand(assigned(0, Often.PER_WEEK), None, today) is None


def test_nothing_begins_anew_after_the_last_day():
    ends = assigned(3, Often.PER_WEEK, start=THURSDAY, until=THURSDAY + timedelta(days=6))
    assert in_hand(ends, None, ends.until) == (THURSDAY, None)
    assert in_hand(ends, None, ends.until + timedelta(days=1)) is None


def test_nothing_is_asked_for_after_the_last_day():
    ends = assigned(3, Often.PER_WEEK, until=date(2026, 12, 20))
    assert last_day(ends, date(2026, 12, 24)) == date(2026, 12, 20)
    assert last_day(ends, MONDAY) == MONDAY
    assert last_day(assigned(3, Often.PER_WEEK), MONDAY) == MONDAY


def test_weeks_begin_with_the_assignment():
    wednesday = date(2026, 11, 25)
    assert week_begun(wednesday, wednesday + timedelta(days=6)) == wednesday
    assert week_begun(wednesday, wednesday + timedelta(days=7)) == wednesday + timedelta(days=7)


@pytest.mark.parametrize(
    ("times", "often", "weekly"),
    [
        (2, Often.PER_DAY, 14.0),
        (3, Often.PER_WEEK, 3.0),
        (2, Often.EVERY_DAYS, 3.5),
        (0, Often.EVERY_DAYS, 0.0),
    ],
)
def test_so_many_a_week_on_average(times, often, weekly):
    assert per_week(assigned(times, often)) == weekly

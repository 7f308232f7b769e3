"""The grid of boxes: its weeks, its days and how many boxes a day has."""

from datetime import date, timedelta

import pytest

from hiptimer.engine.session import Assigned, Often, When
from hiptimer.report.ticking import MOST_WEEKS, ticking

THURSDAY = date(2026, 11, 26)


def numbers(grid):
    return [week.number for week in grid.weeks]


def test_without_an_assignment_there_are_four_weeks_without_dates():
    grid = ticking(Assigned(), (), 1)
    assert numbers(grid) == [1, 2, 3, 4]
    assert [day.weekday for day in grid.weeks[0].days] == list(range(7))
    assert {day.day for week in grid.weeks for day in week.days} == {None}
    assert (grid.boxes, grid.of_week, grid.of_day) == (1, 0, 0)


def test_weeks_begin_with_the_day_of_the_assignment_and_end_with_its_last():
    grid = ticking(Assigned(start=THURSDAY, until=THURSDAY + timedelta(days=9), times=3), (), 1)
    assert numbers(grid) == [1, 2]
    first, last = grid.weeks
    assert [day.weekday for day in first.days] == [3, 4, 5, 6, 0, 1, 2]
    assert first.days[0].day == THURSDAY
    assert all(day.asked for day in first.days)
    assert [day.asked for day in last.days] == [True] * 3 + [False] * 4
    assert grid.of_week == 3


def test_a_long_assignment_goes_on_on_a_later_sheet():
    given = Assigned(start=THURSDAY, until=THURSDAY + timedelta(weeks=30), times=3)
    assert numbers(ticking(given, (), 1)) == list(range(1, MOST_WEEKS + 1))
    assert numbers(ticking(given, (), 29)) == [29, 30, 31]


def test_without_a_last_day_there_are_four_weeks_from_the_one_in_hand():
    assert numbers(ticking(Assigned(start=THURSDAY, times=3), (), 3)) == [3, 4, 5, 6]


def test_one_week_alone():
    grid = ticking(Assigned(start=THURSDAY, times=3), (), 3, [3])
    assert numbers(grid) == [3]
    assert grid.weeks[0].days[0].day == date(2026, 12, 10)


def test_a_week_after_the_last_day_can_be_had_all_the_same():
    given = Assigned(start=THURSDAY, until=THURSDAY, times=3)
    (week,) = ticking(given, (), 5, [5]).weeks
    assert all(day.asked for day in week.days)


@pytest.mark.parametrize(
    ("times", "often", "boxes"),
    [
        (0, Often.PER_WEEK, 1),
        (3, Often.PER_WEEK, 1),
        (7, Often.PER_WEEK, 1),
        (8, Often.PER_WEEK, 2),
        (1, Often.PER_DAY, 1),
        (5, Often.PER_DAY, 5),
        (2, Often.EVERY_DAYS, 1),
    ],
)
def test_a_day_has_as_many_boxes_as_it_may_need(times, often, boxes):
    assert ticking(Assigned(times=times, often=often), (), 1).boxes == boxes


def test_pain_is_asked_for_in_the_order_of_the_day():
    grid = ticking(Assigned(), (When.NEXT_MORNING, When.BEFORE), 1)
    assert grid.pain == (When.BEFORE, When.NEXT_MORNING)

"""The calendar file, read back by the library that others read it with, day by day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from hiptimer.engine.session import Assigned, Often
from hiptimer.errors import InputError
from hiptimer.report.schedule import calendar, times_of_day
from made import session, step

NOW = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)
MONDAY = date(2026, 10, 12)
SIX = time(18, 0)
LONDON = ZoneInfo("Europe/London")


def assigned(times=3, often=Often.PER_WEEK, start=MONDAY, until=date(2026, 11, 8), **changes):
    given = Assigned(times=times, often=often, start=start, until=until, **changes)
    return session(step(), title="Hip after surgery", id="hip-after-surgery", assigned=given)


def events(of, at=SIX, now=NOW, duration_s=1210.0, **more):
    return Calendar.from_ical(calendar(of, duration_s, at, now, **more)).walk("VEVENT")


def occurrences(event, until=datetime(2026, 12, 31)):  # noqa: DTZ001  (the wall clock's)
    start = event["DTSTART"].dt
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
    return list(rule.between(start - timedelta(days=1), until))


def days(of, **more):
    return sorted(when for event in events(of, **more) for when in occurrences(event))


def on(*numbers, month=10, at=SIX):
    return [datetime.combine(date(2026, month, number), at) for number in numbers]


def test_three_a_week_have_a_day_between_them_to_the_last_day():
    asked = days(assigned(3))
    assert asked == [*on(12, 14, 16, 19, 21, 23, 26, 28, 30), *on(2, 4, 6, month=11)]


def test_six_in_the_evening_stays_six_in_the_evening_when_summer_time_ends():
    there = [when.replace(tzinfo=LONDON) for when in days(assigned(3))]
    assert {when.time() for when in there} == {SIX}
    in_utc = [when.astimezone(UTC).hour for when in there]
    assert in_utc == [17] * 6 + [18] * 6  # the clocks go back on 25 October


@pytest.mark.parametrize(
    ("times", "weekdays"),
    [
        (1, {0}),
        (2, {0, 3}),
        (4, {0, 1, 3, 4}),
        (5, {0, 1, 2, 3, 4}),
        (6, {0, 1, 2, 3, 4, 5}),
        (7, {0, 1, 2, 3, 4, 5, 6}),
    ],
)
def test_each_week_has_as_many_days_as_asked(times, weekdays):
    asked = days(assigned(times))
    assert {when.weekday() for when in asked} == weekdays
    assert len(asked) == 4 * times


def test_more_than_seven_a_week_fill_every_day_and_some_days_twice():
    asked = days(assigned(10))
    assert len(asked) == 40
    first_week = [when for when in asked if when.date() < date(2026, 10, 19)]
    assert [when.date().day for when in first_week] == [12, 12, 13, 14, 14, 15, 16, 16, 17, 18]
    assert {when.time() for when in asked} == {time(8), SIX}


def test_an_assignment_that_begins_in_the_middle_of_a_week_begins_on_its_next_day():
    (event,) = events(assigned(3, start=date(2026, 10, 13)))
    assert event["DTSTART"].dt == datetime.combine(date(2026, 10, 14), SIX)


def test_daily_and_every_other_day():
    daily = days(assigned(1, Often.PER_DAY))
    assert daily == [datetime.combine(MONDAY + timedelta(days=n), SIX) for n in range(28)]
    alternate = days(assigned(2, Often.EVERY_DAYS))
    assert alternate == [datetime.combine(MONDAY + timedelta(days=n), SIX) for n in range(0, 28, 2)]


def test_several_a_day_are_spread_over_it():
    asked = days(assigned(3, Often.PER_DAY))
    assert len(asked) == 3 * 28
    assert [when.time() for when in asked[:4]] == [time(8), time(13), SIX, time(8)]


@pytest.mark.parametrize(
    ("at", "count", "spread"),
    [
        (time(18), 1, ["18:00"]),
        (time(18), 2, ["08:00", "18:00"]),
        (time(18), 4, ["08:00", "11:20", "14:40", "18:00"]),
        (time(7, 5), 3, ["07:05", "13:30", "20:00"]),
        (time(21, 30), 2, ["08:00", "21:30"]),
        (time(6), 2, ["06:00", "20:00"]),
    ],
)
def test_the_times_of_a_day(at, count, spread):
    assert [f"{one:%H:%M}" for one in times_of_day(at, count)] == spread


@pytest.mark.parametrize("count", range(1, 25))
@pytest.mark.parametrize("at", [time(0), time(7, 59), time(12), time(12, 1), time(23, 59)])
def test_the_times_of_a_day_are_different_and_in_order(at, count):
    spread = times_of_day(at, count)
    assert len(spread) == count
    assert spread == sorted(set(spread))
    assert at in (spread[0], spread[-1])


def test_nothing_of_what_is_exercised_is_told():
    whole = assigned(3, by="Dana W.", to="J. Example", note="Left hip only")
    text = calendar(whole, 600, SIX, NOW).decode().casefold()
    for secret in ("hip after", "surgery", "left", "dana", "example", "made"):
        assert secret not in text.replace("hiptimer", "")


def test_what_an_event_holds():
    (event,) = events(assigned(3), duration_s=1210.0, revision=4)
    assert str(event["SUMMARY"]) == "Exercise session"
    assert "hiptimer" in str(event["DESCRIPTION"])
    assert event["DURATION"].dt == timedelta(minutes=21)
    assert int(event["SEQUENCE"]) == 4
    assert event["DTSTAMP"].dt == NOW
    (alarm,) = event.walk("VALARM")
    assert (str(alarm["ACTION"]), alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(minutes=-10))


def test_the_same_session_has_the_same_events_whenever_it_is_written():
    def uids(of, **more):
        return [str(event["UID"]) for event in events(of, **more)]

    twice = assigned(2, Often.PER_DAY)
    assert uids(twice) == uids(twice, now=NOW + timedelta(days=3), at=time(20), revision=2)
    assert len(set(uids(twice))) == 2
    assert uids(twice)[:1] == uids(assigned(3))  # once a day was asked for, it replaces the first


def test_without_an_end_it_goes_on_and_without_a_beginning_it_begins_today():
    (event,) = events(assigned(1, Often.PER_DAY, start=None, until=None))
    assert "UNTIL" not in event["RRULE"]
    assert event["DTSTART"].dt == datetime.combine(MONDAY, SIX)


def test_one_that_is_not_assigned_is_refused_with_what_to_write():
    for given in (None, Assigned(by="Dana W.")):
        with pytest.raises(InputError, match="times: 3 per week"):
            calendar(session(step(), assigned=given), 600, SIX, NOW)


def test_one_that_is_over_is_refused_with_its_last_day():
    with pytest.raises(InputError, match="11 October 2026"):
        calendar(assigned(until=date(2026, 10, 11)), 600, SIX, NOW)
    assert days(assigned(until=MONDAY)) == on(12)  # the last day still counts


def test_a_time_too_short_for_its_weekday_is_refused():
    tuesday = date(2026, 10, 13)
    with pytest.raises(InputError, match="13 October 2026 to 13 October 2026"):
        calendar(assigned(1, start=tuesday, until=tuesday), 600, SIX, NOW)

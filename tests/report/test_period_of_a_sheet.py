"""The days and weeks that a sheet tells of, and what is asked in them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from gathered import LAST, facts_of, marks

from hiptimer.journal.records import Status
from hiptimer.report.facts import Mark, Period, period_of
from sheet_samples import BRIDGE, FILE, played, session_of


def test_other_sessions_runs_in_hand_and_removed_ones_are_not_there():
    whole = played(2)
    others = [
        replace(whole, run=replace(whole.run, id="a", session_id="desk")),
        replace(whole, run=replace(whole.run, id="b", status=Status.RUNNING)),
        replace(whole, run=replace(whole.run, id="c", removed_at=datetime.now(UTC))),
        played(8),
    ]
    found = facts_of([*others], since=date(2026, 12, 1), until=date(2026, 12, 7))
    assert found.runs == ()
    assert (found.done, found.asked, found.dose) == (0, 3, None)


def test_several_sessions_on_a_day_are_counted():
    found = facts_of([played(2, hour=8), played(2, hour=18, status=Status.STOPPED, until=BRIDGE)])
    day = found.weeks[1].days[2]
    assert (day.mark, day.runs, found.weeks[1].done) == (Mark.DONE, 2, 1)


def test_before_it_was_asked_for_and_after_today_there_is_nothing_to_miss():
    today = date(2026, 12, 10)  # Thursday
    found = facts_of([played(2)], today=today, until=LAST)
    assert marks(found) == [".......", "..D....", "....   ", "       "]
    assert [week.asked for week in found.weeks] == [3, 3, 1, 0]
    assert found.asked == 7


def test_nobody_is_asked_after_the_last_day():
    found = facts_of([], today=date(2027, 1, 31), until=date(2027, 1, 3))
    assert [week.asked for week in found.weeks] == [3, 3, 3, 3, 0, 0]
    assert marks(found)[-1] == " " * 7


@pytest.mark.parametrize("often", ["every 2 days", "2 per day", "daily", "5 per week"])
def test_the_weeks_add_up_to_the_whole(often):
    text = FILE.replace("times: 3 per week", f"times: {often}")
    found = facts_of([], text=text, since=date(2026, 11, 26), until=date(2026, 12, 17))
    assert sum(week.asked for week in found.weeks) == found.asked
    days = (date(2026, 12, 17) - date(2026, 11, 26)).days + 1
    assert (
        found.asked
        == {
            "every 2 days": 11,  # from the 23rd on each second day, so the 27th to 17 December
            "2 per day": 2 * days,
            "daily": days,
            "5 per week": 17
            - 2,  # three weeks and 4 days ask for 17, the first 3 days for 2 of them
        }[often]
    )


def test_weeks_begin_with_the_day_of_the_assignment():
    text = FILE.replace("from: 2026-11-23", "from: 2026-11-26")
    found = facts_of([], text=text, since=date(2026, 11, 28), until=date(2026, 12, 5))
    assert [week.days[0].on for week in found.weeks] == [date(2026, 11, 26), date(2026, 12, 3)]
    assert marks(found) == ["  .....", "...    "]


def own():
    text = FILE.replace(FILE[FILE.index("assigned:") : FILE.index("ask:")], "")
    return text, session_of(text)


def test_a_session_of_ones_own_is_asked_by_nobody():
    text, session = own()
    assert session.assigned is None
    found = facts_of([played(16, text=text)], text=text, today=date(2026, 12, 18))
    assert (found.to, found.asked_by, found.asked, found.done) == ("", "", None, 1)
    assert (found.since, found.until) == (date(2026, 11, 21), date(2026, 12, 18))
    assert [week.days[0].on.weekday() for week in found.weeks] == [0] * 5
    assert [week.asked for week in found.weeks] == [None] * 5
    assert marks(found)[0] == "     .."


@pytest.mark.parametrize(
    ("start", "until", "today", "done", "expected"),
    [
        # since it was asked for, until today
        ("2026-11-23", "2026-12-20", (2026, 12, 1), (), ((2026, 11, 23), (2026, 12, 1))),
        # it is over: until its last day, or the last one done
        ("2026-11-23", "2026-12-20", (2027, 2, 1), (), ((2026, 11, 23), (2026, 12, 20))),
        (
            "2026-11-23",
            "2026-12-20",
            (2027, 2, 1),
            [(2026, 12, 24)],
            ((2026, 11, 23), (2026, 12, 24)),
        ),
        # it has not begun
        ("2026-11-23", "2026-12-20", (2026, 11, 20), (), ((2026, 11, 20), (2026, 11, 20))),
        (
            "2026-11-23",
            "2026-12-20",
            (2026, 11, 20),
            [(2026, 11, 18)],
            ((2026, 11, 18), (2026, 11, 20)),
        ),
    ],
)
def test_the_usual_period(start, until, today, done, expected):
    text = FILE.replace("2026-11-23", start).replace("2026-12-20", until)
    days = [date(*day) for day in done]
    period = period_of(session_of(text).assigned, days, date(*today))
    assert (period.since, period.until) == (date(*expected[0]), date(*expected[1]))


def test_without_a_first_day_it_began_with_the_first_session():
    text = FILE.replace("  from: 2026-11-23\n", "")
    days = [date(2026, 12, 5), date(2026, 12, 2)]
    period = period_of(session_of(text).assigned, days, LAST)
    assert period == Period(date(2026, 12, 2), LAST, date(2026, 12, 2))


def test_of_a_long_assignment_it_is_the_last_twelve_weeks():
    text = FILE.replace("2026-12-20", "2028-12-20")
    today = date(2028, 2, 20)
    period = period_of(session_of(text).assigned, [date(2026, 12, 2)], today)
    assert period == Period(today - timedelta(days=83), today, date(2026, 11, 23))


def test_a_day_is_the_one_on_the_wall_where_the_person_was():
    early = played(2, hour=0)
    assert early.run.started_at.astimezone(UTC).day == 1
    assert facts_of([early]).runs[0].on == date(2026, 12, 2)

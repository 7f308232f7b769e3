"""Of which runs the morning after is asked."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from journal_samples import NOON, a_run, written

from hiptimer.journal.journal import Journal
from hiptimer.journal.records import CheckIns


def test_the_morning_after_is_asked_of_yesterday_and_the_day_before(journal):
    asked = {
        days: written(journal, started_at=NOON - timedelta(days=days), ask_next_morning=True).run
        for days in range(4)
    }
    assert [run.id for run in journal.to_ask()] == [asked[1].id, asked[2].id]


@pytest.mark.parametrize(
    ("hour", "minute", "is_asked"), [(0, 15, False), (3, 49, False), (3, 50, True)]
)
def test_the_morning_after_a_late_session_is_not_a_quarter_past_midnight(
    path, hour, minute, is_asked
):
    late = NOON.replace(hour=23, minute=50) - timedelta(days=1)
    journal = Journal(path, lambda: NOON.replace(hour=hour, minute=minute))
    whole = written(journal, started_at=late, ask_next_morning=True)
    asked = [run.id for run in journal.to_ask()]
    journal.close()
    assert asked == ([whole.run.id] if is_asked else [])


def test_the_days_are_those_of_the_clock_on_the_wall(journal):
    """Where the clock was put on or back meanwhile, and after a journey, midnight is another one."""
    east = timezone(timedelta(hours=9))
    begun = (
        datetime(2026, 11, 22, 0, 0, tzinfo=east),  # there it was today already
        datetime(2026, 11, 21, 23, 59, tzinfo=east),
        NOON.replace(hour=0, minute=0),
        NOON.replace(hour=0, minute=0, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 11, 21, 23, 30, tzinfo=UTC),
        datetime(2026, 11, 20, 0, 0, tzinfo=timezone(timedelta(hours=2))),
        datetime(2026, 11, 19, 23, 59, tzinfo=timezone(timedelta(hours=-9))),
    )
    ids = [written(journal, started_at=at, ask_next_morning=True).run.id for at in begun]
    assert {run.id for run in journal.to_ask()} == {ids[1], ids[4], ids[5]}


def test_of_what_is_answered_removed_in_hand_or_never_to_be_asked_nothing_is_asked(journal):
    yesterday = NOON - timedelta(days=1)
    told, settled, removed, unasked = (
        written(journal, started_at=yesterday, ask_next_morning=True).run for _turn in range(4)
    )
    written(journal, started_at=yesterday)
    journal.begin(a_run(started_at=yesterday, ask_next_morning=True))
    journal.check_in(told.id, CheckIns(pain_next_morning=0))
    journal.check_in(settled.id, CheckIns(settled=True))
    journal.remove(removed.id)
    assert [run.id for run in journal.to_ask()] == [unasked.id]
    journal.check_in(unasked.id, CheckIns(), ask_next_morning=False)
    assert journal.to_ask() == ()
    journal.undo()
    assert [run.id for run in journal.to_ask()] == [removed.id]

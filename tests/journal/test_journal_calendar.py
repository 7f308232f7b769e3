"""The journal by day and by week, what was answered, both sides, and the runs page by page."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from journal_samples import NOON, SESSION, WORK, a_record, a_run, a_whole

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.plain import prescription
from hiptimer.engine.timeline import unroll
from hiptimer.journal import calendar
from hiptimer.journal.calendar import Day, Period, Plan, Week
from hiptimer.journal.records import CheckIns, Origin, Status, WholeRun

DAY = NOON.date()
YEAR = Period(DAY - timedelta(days=365), DAY)


def of(journal, question, *values):
    with journal.store.reading() as db:
        return question(db, *values)


def put(journal, at=NOON, *, seconds=60.0, **changes):
    """Write a run with all its work done, and return it."""
    whole = a_whole(started_at=at, **changes)
    whole = replace(whole, run=replace(whole.run, active_s=seconds))
    journal.add(whole)
    return whole.run


class TestDays:
    def test_one_for_each_day_on_which_something_was_done(self, journal):
        put(journal, NOON - timedelta(days=2), seconds=300)
        put(journal, NOON, seconds=100)
        run = a_run(id="pain", status=Status.PAIN, active_s=40.0, started_at=NOON)
        journal.add(WholeRun(run))
        assert of(journal, calendar.days, YEAR) == (
            Day(
                day=DAY - timedelta(days=2),
                active_s=300,
                runs=1,
                complete=1,
                stopped_for_pain=False,
            ),
            Day(day=DAY, active_s=140, runs=2, complete=1, stopped_for_pain=True),
        )

    def test_the_day_is_the_one_where_the_person_was(self, journal):
        kiribati, baker = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
        put(journal, datetime(2026, 11, 22, 0, 5, tzinfo=kiribati))
        put(journal, datetime(2026, 11, 22, 23, 55, tzinfo=baker))
        put(journal, datetime(2026, 11, 21, 23, 55, tzinfo=kiribati))
        put(journal, datetime(2026, 11, 23, 0, 5, tzinfo=baker))
        [day] = of(journal, calendar.days, Period(DAY, DAY))
        assert (day.day, day.runs) == (DAY, 2)

    def test_of_one_session_or_of_all(self, journal):
        put(journal)
        put(journal, session_id="desk")
        assert of(journal, calendar.days, YEAR)[0].runs == 2
        assert of(journal, calendar.days, replace(YEAR, session_id="desk"))[0].runs == 1

    def test_runs_in_hand_and_runs_removed_count_for_nothing(self, journal):
        journal.begin(a_run())
        journal.remove(put(journal).id)
        assert of(journal, calendar.days, YEAR) == ()
        assert of(journal, calendar.sessions, YEAR) == {}
        assert of(journal, calendar.first_day) is None


class TestAnswers:
    def test_the_newest_in_the_order_of_time(self, journal):
        for days in range(5):
            said = CheckIns(pain_before=days, effort=days + 1)
            put(journal, NOON - timedelta(days=days), check_ins=said)
        found = of(journal, calendar.answers, YEAR, 3)
        assert [(one.pain_before, one.pain_after, one.effort) for one in found] == [
            (2, None, 3),
            (1, None, 2),
            (0, None, 1),
        ]
        assert [one.started for one in found] == [NOON - timedelta(days=n) for n in (2, 1, 0)]
        assert found[-1].status is Status.COMPLETE

    def test_a_run_without_an_answer_is_none(self, journal):
        put(journal)
        put(journal, check_ins=CheckIns(pain_after=3), session_id="desk")
        [found] = of(journal, calendar.answers, YEAR, 10)
        assert (found.session_id, found.pain_after) == ("desk", 3)
        assert of(journal, calendar.answers, replace(YEAR, session_id="hip-a"), 10) == ()


def test_sessions_have_their_newest_title(journal):
    put(journal, NOON - timedelta(days=3), title="Hip, week 1")
    put(journal, NOON - timedelta(days=2), title="Desk break", session_id="desk")
    put(journal, NOON - timedelta(days=1), title="Hip, week 2")
    found = of(journal, calendar.sessions, YEAR)
    assert list(found.items()) == [("hip-a", "Hip, week 2"), ("desk", "Desk break")]


def test_first_day(journal):
    put(journal, NOON - timedelta(days=3))
    put(journal, NOON - timedelta(days=9), session_id="desk")
    assert of(journal, calendar.first_day) == DAY - timedelta(days=9)
    assert of(journal, calendar.first_day, "hip-a") == DAY - timedelta(days=3)
    assert of(journal, calendar.first_day, "none") is None


def test_file_as_it_was_last_followed(journal):
    put(journal, NOON - timedelta(days=3), session_text="old")
    put(journal, NOON, session_text="new")
    journal.remove(put(journal, NOON + timedelta(hours=1), session_text="removed").id)
    assert of(journal, calendar.text_of, "hip-a") == "new"
    assert of(journal, calendar.text_of, "none") == ""


class TestSides:
    def test_what_was_done_on_each(self, journal):
        for days in (0, 1):
            put(journal, NOON - timedelta(days=days))
        found = of(journal, calendar.sides, YEAR, 9)
        assert [(one.name, one.side, one.done_s, one.done_count) for one in found] == [
            ("Lunge", Side.LEFT, 60.0, None),
            ("Lunge", Side.RIGHT, 60.0, None),
        ]
        assert [one.done_s for one in of(journal, calendar.sides, YEAR, 1)] == [30.0, 30.0]

    def test_a_side_done_again_counts_once(self, journal):
        run = a_run(status=Status.COMPLETE)
        records = (
            a_record(run, seq=0, outcome=Outcome.SHORTENED, done_s=12.0),
            a_record(run, seq=1, done_s=30.0),
            a_record(run, seq=2, outcome=Outcome.RESTARTED, done_s=5.0),
        )
        journal.add(WholeRun(run, records))
        [left] = of(journal, calendar.sides, YEAR, 9)
        assert left.done_s == 30.0

    def test_what_is_counted_is_counted(self, journal):
        step = replace(SESSION.entries[2], sides=SESSION.entries[0].sides)
        timeline = unroll(replace(SESSION, entries=(step,)), {})
        run = a_run(status=Status.COMPLETE, prescribed=tuple(map(prescription, timeline.intervals)))
        work = [one for one in timeline.intervals if one.kind.is_work]
        records = tuple(
            replace(
                a_record(run, seq=seq),
                index=one.index,
                kind=one.kind,
                name=one.name,
                side=one.side,
                done_count=4 if one.side is Side.LEFT else 6,
            )
            for seq, one in enumerate(work)
        )
        journal.add(WholeRun(run, records))
        found = of(journal, calendar.sides, YEAR, 9)
        assert [(one.side, one.done_count) for one in found] == [(Side.LEFT, 8), (Side.RIGHT, 12)]


class TestLines:
    def test_page_by_page_none_twice_and_none_missed(self, journal):
        put(journal, NOON, id="c")
        put(journal, NOON, id="a")  # two at the same moment
        put(journal, NOON, id="b")
        put(journal, NOON - timedelta(days=1), id="old")
        put(journal, NOON + timedelta(hours=1), id="new")
        journal.begin(a_run(id="in hand", started_at=NOON + timedelta(hours=2)))
        journal.remove(put(journal, NOON).id)
        first = of(journal, calendar.lines, 3)
        second = of(journal, calendar.lines, 3, first[-1])
        assert [one.id for one in (*first, *second)] == ["in hand", "new", "a", "b", "c", "old"]
        assert of(journal, calendar.lines, 3, second[-1]) == ()

    def test_what_a_line_tells(self, journal):
        run = put(journal, check_ins=CheckIns(pain_before=2, pain_after=3, effort=4), id="r")
        [line] = of(journal, calendar.lines, 3)
        assert (line.title, line.started, line.status) == (run.title, NOON, Status.COMPLETE)
        assert (line.pain_before, line.pain_after, line.effort) == (2, 3, 4)
        assert (line.session_hash, line.revision) == (run.session_hash, 3)
        assert (line.origin, line.active_s, line.some_left_out) == (Origin.PLAYED, 60.0, False)

    @pytest.mark.parametrize(
        ("index", "outcome", "is_missed"),
        [
            (WORK[0], Outcome.SKIPPED, True),
            (WORK[0], Outcome.SHORTENED, True),
            (WORK[0], Outcome.RESTARTED, False),
            (WORK[0] - 1, Outcome.SKIPPED, False),  # getting ready is no part of the dose
        ],
    )
    def test_whether_some_was_left_out(self, journal, index, outcome, is_missed):
        run = a_run(status=Status.COMPLETE)
        journal.add(WholeRun(run, (a_record(run, index, outcome=outcome),)))
        [line] = of(journal, calendar.lines, 3)
        assert line.some_left_out is is_missed

    def test_what_was_left_and_then_done_was_not_left_out(self, journal):
        run = a_run(status=Status.COMPLETE)
        records = (a_record(run, outcome=Outcome.SKIPPED), a_record(run, seq=1))
        journal.add(WholeRun(run, records))
        assert not of(journal, calendar.lines, 3)[0].some_left_out

    def test_what_may_be_left_out_is_not_missed(self, journal):
        run = a_run(status=Status.COMPLETE)
        record = a_record(run, outcome=Outcome.SKIPPED)
        optional = replace(record, prescribed={**record.prescribed, "optional": True})
        journal.add(WholeRun(run, (optional,)))
        assert not of(journal, calendar.lines, 3)[0].some_left_out


class TestWeeks:
    def test_every_week_has_its_sum_also_one_without_anything(self):
        monday = date(2026, 11, 2)
        found = [
            Day(day=day, active_s=60.0, runs=1, complete=1, stopped_for_pain=False)
            for day in (monday, monday + timedelta(days=6), monday + timedelta(days=14))
        ]
        assert calendar.weeks(found, monday + timedelta(days=3), date(2026, 11, 17)) == (
            Week(monday=monday, active_s=120.0, runs=2),
            Week(monday=monday + timedelta(days=7)),
            Week(monday=monday + timedelta(days=14), active_s=60.0, runs=1),
        )

    def test_a_usual_week_begins_with_the_first_one_done(self):
        def week(seconds, runs=1):
            return Week(monday=DAY, active_s=seconds, runs=runs)

        assert calendar.usual_s([]) is None
        assert calendar.usual_s([week(0, 0), week(0, 0)]) is None
        assert calendar.usual_s([week(0, 0), week(100), week(0, 0), week(300)]) == 100
        assert calendar.usual_s([week(9000)] * 5 + [week(60)] * 8) == 60

    @pytest.mark.parametrize(
        ("went", "expected"),
        [
            ([], Plan()),
            ([False], Plan()),
            ([True], Plan(1, 1, 1)),
            ([True, True, False, True], Plan(1, 2, 3)),
            ([True, True, False], Plan(2, 2, 2)),
            ([True, False, False], Plan(0, 1, 1)),
        ],
    )
    def test_weeks_in_a_row_are_not_ended_by_the_one_in_hand(self, went, expected):
        assert calendar.plan(went) == expected


def test_an_empty_journal_answers_too(journal):
    assert of(journal, calendar.lines, 30) == ()
    assert of(journal, calendar.answers, Period(date(1, 1, 2), date(9999, 12, 30)), 5) == ()

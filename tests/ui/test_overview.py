"""The history at a glance, from a real journal."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side, Sides
from hiptimer.engine.pain import bands
from hiptimer.engine.plain import prescription
from hiptimer.engine.session import Assigned, Often, Safety
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import CheckIns, IntervalRecord, RunRecord, Status, WholeRun
from hiptimer.ui.overview import Looked, Planned, hours_words, overview
from hiptimer.ui.pages.history_content import Figure
from hiptimer.ui.widgets.heatmap import HeatDay
from made import breaths, hold, laid, reps, step

ZONE = timezone(timedelta(hours=1))
TODAY = date(2026, 11, 22)  # a Sunday
TIMELINE = laid(
    step("lunge", hold(30), sides=Sides.EACH),
    step("bridge", reps(8), sides=Sides.EACH),
    step("twist", breaths(5), sides=Sides.EACH),
)


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "journal.db")
    yield journal
    journal.close()


def put(journal, day, *, minutes=10.0, session="hip", status=Status.COMPLETE, **changes):
    at = datetime(day.year, day.month, day.day, 18, tzinfo=ZONE)
    run = RunRecord(
        id=uuid4().hex,
        session_id=session,
        title=session.title(),
        session_hash="",
        session_text="",
        started_at=at,
        ended_at=at,
        status=status,
        app_version="0",
        prescribed=tuple(map(prescription, TIMELINE.intervals)),
        active_s=minutes * 60,
        **changes,
    )
    records = tuple(
        IntervalRecord(
            run_id=run.id,
            seq=one.index,
            index=one.index,
            kind=one.kind,
            step=one.step,
            exercise=one.exercise,
            name=one.name,
            side=one.side,
            prescribed=prescription(one),
            outcome=Outcome.COMPLETE,
            done_s=one.duration_s,
            done_count=one.count,
            started_at=at,
            ended_at=at,
        )
        for one in TIMELINE.intervals
    )
    journal.add(WholeRun(run, records))


def planned(**changes):
    assigned = Assigned(times=3, often=Often.PER_WEEK, start=date(2026, 11, 2))
    assigned = replace(assigned, **changes)
    return Planned(session_id="hip", title="Hip session A", assigned=assigned, work_s=600)


def seen(journal, *plans, looked=None, **how):
    with journal.store.reading() as db:
        return overview(db, TODAY, looked or Looked(), plans, lambda _id: bands(Safety()), **how)


def days_ago(count):
    return TODAY - timedelta(days=count)


class TestFigures:
    def test_without_a_plan_there_are_minutes_and_sessions(self, journal):
        put(journal, TODAY, minutes=12)
        put(journal, days_ago(7), minutes=20)
        put(journal, days_ago(14), minutes=30)
        assert seen(journal).figures == (
            Figure("12", "min this week", "Usual: 25 min"),
            Figure("3", "sessions this year", "1 h 2 min altogether"),
        )

    def test_the_year_begins_in_january(self, journal):
        put(journal, date(2025, 12, 31))
        put(journal, date(2026, 1, 1))
        assert seen(journal).figures[-1].number == "1"

    def test_weeks_with_as_many_minutes_as_planned(self, journal):
        for weeks in (1, 2, 4, 5, 6):
            put(journal, days_ago(7 * weeks), minutes=30)
        first = seen(journal, own_target_min=30).figures[0]
        assert first == Figure("2", "weeks on plan", "Longest: 3 weeks")

    def test_a_row_that_has_ended_is_not_told_of(self, journal):
        for weeks in (3, 4, 6):
            put(journal, days_ago(7 * weeks), minutes=30)
        first = seen(journal, own_target_min=30).figures[0]
        assert first == Figure("3", "weeks on plan", "in the last 12 months")

    def test_a_plan_not_reached_yet_is_only_named(self, journal):
        put(journal, TODAY, minutes=5)
        assert seen(journal, own_target_min=30).figures[0] == Figure("30", "min a week planned")

    def test_sessions_done_of_those_asked_for_and_the_dose_of_them(self, journal):
        for days in (0, 2, 4, 7, 9, 11, 14):  # two whole weeks as asked, one of three in the first
            put(journal, days_ago(days))
        put(journal, days_ago(15), status=Status.PAIN)
        put(journal, days_ago(3), session="desk")
        plan, _week, asked, _year = seen(journal, planned(), dose=0.967).figures
        assert asked == Figure("7", "of 9 planned", "Hip session A since 2 Nov", "96 % of the dose")
        assert plan == Figure("2", "weeks on plan", "Longest: 2 weeks")

    def test_more_than_was_asked_for_is_not_so_many_of_fewer(self, journal):
        for day in range(7):
            put(journal, days_ago(day))
        assigned = planned(start=days_ago(6), until=TODAY)
        asked = seen(journal, assigned).figures[-2]
        assert (asked.number, asked.words) == ("7", "done, 3 planned")

    def test_an_assignment_without_a_day_begins_with_its_first_run(self, journal):
        assert len(seen(journal, planned(start=None)).figures) == 2
        put(journal, days_ago(6))
        asked = seen(journal, planned(start=None)).figures[1]
        assert (asked.number, asked.words) == ("1", "of 3 planned")

    def test_an_assignment_still_to_begin_asks_for_nothing(self, journal):
        put(journal, TODAY)
        assert len(seen(journal, planned(start=date(2026, 12, 1))).figures) == 2

    def test_an_assignment_that_is_over_asks_for_no_more(self, journal):
        put(journal, date(2026, 11, 4))
        asked = seen(journal, planned(until=date(2026, 11, 8))).figures[1]
        assert asked.words == "of 3 planned"


class TestTarget:
    def test_ones_own(self, journal):
        found = seen(journal, planned(), own_target_min=45)
        assert (found.target_min, found.own_target_min) == (45, 45)

    def test_else_what_is_asked_for(self, journal):
        found = seen(journal, planned(), planned(until=date(2026, 11, 1)))
        assert (found.target_min, found.own_target_min) == (30, 0)

    def test_else_none(self, journal):
        assert seen(journal).target_min == 0


def test_weeks_from_the_first_one_on(journal):
    put(journal, days_ago(14), minutes=30)
    weeks = seen(journal).weeks
    assert [(one.monday.day, one.minutes) for one in weeks] == [(2, 30), (9, 0), (16, 0)]


class TestHeat:
    def test_minutes_runs_and_pain_of_each_day(self, journal):
        put(journal, TODAY, minutes=4)
        put(journal, TODAY, minutes=3, status=Status.PAIN)
        heat = seen(journal).heat
        assert heat.days == {TODAY: HeatDay(7, 2, is_pain=True)}
        assert heat.last == TODAY

    def test_a_year_before(self, journal):
        put(journal, days_ago(500))
        assert seen(journal).heat.days == {}
        last = days_ago(400)
        heat = seen(journal, looked=Looked(last=last)).heat
        assert (list(heat.days), heat.last) == ([days_ago(500)], last)


class TestCharts:
    def test_what_was_said_around_each_run(self, journal):
        put(journal, days_ago(3), check_ins=CheckIns(pain_before=4, pain_after=5, effort=6))
        put(journal, days_ago(1), check_ins=CheckIns(pain_after=2))
        put(journal, days_ago(60), check_ins=CheckIns(pain_after=9))
        charts = seen(journal).charts
        assert [(one.label, one.before, one.after, one.effort) for one in charts.points] == [
            ("19 Nov", 4, 5, 6),
            ("21 Nov", None, 2, None),
        ]
        assert not charts.means
        assert len(seen(journal, looked=Looked(days=91)).charts.points) == 3

    def test_of_one_session(self, journal):
        put(journal, days_ago(3), check_ins=CheckIns(effort=6))
        put(journal, days_ago(1), check_ins=CheckIns(effort=2), session="desk")
        charts = seen(journal, looked=Looked(session_id="desk")).charts
        assert [one.effort for one in charts.points] == [2]
        assert charts.sessions == (("desk", "Desk"), ("hip", "Hip"))
        assert seen(journal, looked=Looked(session_id="gone")).charts.session_id == ""

    def test_many_runs_are_shown_as_means_of_weeks(self, journal):
        for day in range(60):
            for pain in (2, 5):
                put(journal, days_ago(day), check_ins=CheckIns(pain_before=pain))
        charts = seen(journal, looked=Looked(days=42)).charts
        assert charts.means
        assert len(charts.points) == 6
        assert {one.before for one in charts.points} == {3.5}
        assert {one.effort for one in charts.points} == {None}

    def test_both_sides_of_each_exercise(self, journal):
        put(journal, days_ago(1))
        put(journal, days_ago(3))
        said = [
            (one.name, one.left, one.left_words, one.right_words)
            for one in seen(journal).charts.sides
        ]
        assert said == [
            ("Lunge", 60, "1 min", "1 min"),
            ("Bridge", 16, "16 reps", "16 reps"),
            ("Twist", 10, "10 breaths", "10 breaths"),
        ]

    def test_a_side_never_done_is_nothing(self, journal):
        put(journal, TODAY)
        with journal.store.writing() as db:
            db.execute("DELETE FROM interval WHERE side = ?", (Side.RIGHT.value,))
        lunge = seen(journal).charts.sides[0]
        assert (lunge.left_words, lunge.right, lunge.right_words) == ("30 s", 0, "nothing")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 min"), (120, "2 min"), (3600, "1 h"), (87000, "24 h 10 min")],
)
def test_long_times(seconds, words):
    assert hours_words(seconds) == words

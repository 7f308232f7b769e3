"""The facts of a sheet, against sums made by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hiptimer.engine.events import Outcome
from hiptimer.engine.session import Version
from hiptimer.engine.settling import Choices
from hiptimer.journal.records import PainAnswer, Reason, Status, WholeRun
from hiptimer.report.departures import Change, ChangeKind
from hiptimer.report.facts import Mark, Period, gather, period_of
from sheet_samples import (
    BRIDGE,
    FILE,
    LEFT,
    LUNGE,
    REVISED,
    RIGHT,
    TWIST,
    added,
    counted,
    easier,
    four_weeks,
    held,
    played,
    session_of,
    skipped,
)

LAST = date(2026, 12, 20)
FIRST = date(2026, 11, 23)


def facts_of(wholes, today=LAST, text=REVISED, since=None, until=None):
    session = session_of(text)
    days = [whole.run.started_at.date() for whole in wholes]
    period = period_of(session.assigned, days, today, since, until)
    return gather(session, wholes, period, today)


@pytest.fixture(scope="module")
def facts():
    return facts_of(four_weeks())


def marks(facts):
    signs = {Mark.OUTSIDE: " ", Mark.NOTHING: ".", Mark.PART: "p", Mark.DONE: "D"}
    return [
        "".join(signs[day.mark] + ("!" if day.pain_stop else "") for day in week.days)
        for week in facts.weeks
    ]


def doses(facts):
    return {
        (one.name, side.side): (side.done, side.asked)
        for one in facts.exercises
        for side in one.sides
    }


def test_who_asked_whom_for_what(facts):
    assert (facts.to, facts.asked_by) == ("P-014", "Dana W., physiotherapist")
    assert (facts.since, facts.until) == (FIRST, LAST)
    assert (facts.session_id, facts.title) == ("hip-week", "Hip and lower back, at home")


def test_sessions_done_of_asked_in_each_week_and_in_all(facts):
    assert [(week.done, week.asked) for week in facts.weeks] == [(2, 3), (3, 3), (3, 3), (3, 3)]
    assert (facts.done, facts.asked) == (11, 12)


def test_a_missed_day_is_a_day_on_which_nothing_was_noted(facts):
    # Mon 23, Wed 25, Sat 28 with a pain stop; Friday was left out.
    assert marks(facts) == ["D.D..p!.", "D.D..D.", "D.D..D.", "D.D.D.."]


def test_doses_go_by_what_each_run_was_asked(facts):
    assert doses(facts) == {
        # 11 runs of 5 and one at 80 %, of 4
        ("Knee rolls", LEFT): (59, 59),
        ("Knee rolls", RIGHT): (59, 59),
        # 6 runs of 3 x 10, 5 of 3 x 12, and 80 % of 12 is 10: 180 + 180 + 30; left out once, 30
        ("Bridge", None): (360, 390),
        # 11 runs of 3 x 10 and one of 3 x 8 on the left; 2 sets on the right, twice 8 of 10
        ("Side-lying leg raise", LEFT): (354, 354),
        ("Side-lying leg raise", RIGHT): (232, 236),
        # 11 runs of 30 s and one of 24 s; left 10 s short and 15 s longer, right 18 s short
        ("Low lunge", LEFT): (359, 354),
        ("Low lunge", RIGHT): (336, 354),
        # 11 runs of 2 x 5 and one of 2 x 4; not come to once
        ("Bird dog", LEFT): (108, 118),
        ("Bird dog", RIGHT): (108, 118),
        ("Reclined spinal twist", LEFT): (54, 59),
        ("Reclined spinal twist", RIGHT): (54, 59),
    }


def test_a_share_is_done_of_asked(facts):
    bridge = next(one for one in facts.exercises if one.name == "Bridge")
    assert bridge.of(None).share == pytest.approx(360 / 390)
    assert bridge.of(LEFT) is None


def test_what_was_asked_names_each_dose_with_its_days(facts):
    asked = {one.name: one.asked for one in facts.exercises}
    first, second = asked["Bridge"]
    assert (first.text, first.first, first.last, first.runs) == (
        "3 × 10 reps",  # noqa: RUF001
        FIRST,
        date(2026, 12, 5),
        6,
    )
    assert (second.text, second.first, second.last, second.runs) == (
        "3 × 12 reps",  # noqa: RUF001
        date(2026, 12, 7),
        date(2026, 12, 18),
        5,  # the run at 80 % asked for less, and the file did not
    )
    assert asked["Side-lying leg raise"][0].text == "left 3 × 10 reps, right 2 × 10 reps"  # noqa: RUF001


def test_the_mean_dose_of_the_sessions(facts):
    # 9 whole ones; one of six exercises left out: 5/6; a lunge at 50 of 60: 35/36; a raise at 46 of 50;
    # and the one with the pain stop: 3 whole, 42 of 60, none, none
    shares = [1.0] * 8 + [5 / 6, (5 + 50 / 60) / 6, (5 + 46 / 50) / 6, (3 + 42 / 60) / 6]
    assert facts.dose == pytest.approx(sum(shares) / 12)


def test_what_was_left_out_says_which_side_how_much_and_why(facts):
    found = [
        (one.on.day, one.name, one.sides, one.skipped, one.why, one.hurt) for one in facts.left_out
    ]
    assert found == [
        (25, "Bridge", (), True, Reason.NO_TIME, False),
        (28, "Low lunge", (RIGHT,), False, None, True),
        (2, "Low lunge", (LEFT,), False, None, False),
        (14, "Side-lying leg raise", (RIGHT,), False, None, False),
    ]
    assert [one.text for one in facts.left_out][1:3] == ["12 s of 30 s", "20 s of 30 s"]


def test_a_pain_stop_has_its_place_number_and_choice(facts):
    (stop,) = facts.stops
    assert (stop.name, stop.side, stop.pain, stop.answer) == ("Low lunge", RIGHT, 7, PainAnswer.END)
    run = facts.runs[2]
    assert (run.has_pain_stop, run.is_done, run.not_reached, run.steps) == (True, False, 2, 6)


def test_a_pain_stop_that_was_carried_on_from_is_on_the_day_too():
    whole = played(30, month=11, stops=[(TWIST, LEFT, None, PainAnswer.CARRY_ON)])
    assert marks(facts_of([whole], until=date(2026, 12, 6)))[1] == "D!......"


def test_changes(facts):
    assert list(facts.changes) == [
        Change(
            kind=ChangeKind.EASIER,
            on=date(2026, 11, 30),
            name="Low lunge",
            to="Low lunge, hands on a chair",
        ),
        Change(
            kind=ChangeKind.EASIER,
            on=date(2026, 12, 5),
            name="Low lunge",
            to="Low lunge, hands on a chair",
        ),
        Change(kind=ChangeKind.SCALE, on=date(2026, 12, 9), amount=80),
        Change(kind=ChangeKind.EXTRA, on=date(2026, 12, 18), name="Low lunge", amount=15.0),
    ]


def test_deeper_and_back_to_the_usual_are_changes_too():
    deeper = {"version": Version.DEEPER, "name": "Low lunge, arms up"}
    found = facts_of([played(2, but=[(LUNGE, None, deeper)])])
    assert [(one.kind, one.to) for one in found.changes] == [
        (ChangeKind.DEEPER, "Low lunge, arms up")
    ]
    text = FILE.replace("hold: 30 s,", "hold: 30 s, variant: easier,")
    usual = {"version": None, "name": "Low lunge"}
    found = facts_of([played(2, text=text, but=[(LUNGE, None, usual)])])
    assert [(one.kind, one.to) for one in found.changes] == [(ChangeKind.AS_USUAL, "Low lunge")]
    assert facts_of([played(2, text=text)]).changes == ()  # as it is written


def test_what_was_not_even_begun_is_no_change_of_version():
    wholes = [played(2, but=[(LUNGE, None, easier() | skipped(Reason.PAIN))])]
    found = facts_of(wholes)
    assert found.changes == ()
    assert [(one.sides, one.why) for one in found.left_out] == [((), Reason.PAIN)]


def test_what_was_left_out_beforehand_is_known_by_its_name_from_other_runs():
    text = FILE.replace("breaths: 5,", "breaths: 5, optional: yes,")
    without = played(4, text=text, choices=Choices(left_out=frozenset({TWIST})))
    found = facts_of([played(2, text=text), without])
    assert [(one.kind, one.on.day, one.name) for one in found.changes] == [
        (ChangeKind.LEFT_BEFOREHAND, 4, "Reclined spinal twist")
    ]
    assert facts_of([without]).changes == ()  # nobody knows its name


def test_an_optional_exercise_that_is_skipped_is_nothing_left_out():
    text = FILE.replace("breaths: 5,", "breaths: 5, optional: yes,")
    found = facts_of([played(2, text=text, but=[(TWIST, None, skipped())])])
    assert found.left_out == ()
    twist = found.exercises[TWIST]
    assert twist.asked[0].text == "5 breaths each side (may be left out)"
    assert [(one.asked, one.share) for one in twist.sides] == [(0, None), (0, None)]


def test_revisions_are_told_apart_by_the_file(facts):
    assert [(one.number, one.first.day, one.last.day, one.runs) for one in facts.revisions] == [
        (1, 23, 5, 6),
        (2, 7, 18, 6),
    ]
    assert facts.revisions[0].digest != facts.revisions[1].digest


def test_much_pain_much_effort_and_every_note_are_to_look_at(facts):
    assert [one.on.day for one in facts.to_look_at] == [28, 9, 18]


@pytest.mark.parametrize(
    ("answers", "looked_at"),
    [
        ({"pain_before": 6, "pain_after": 6, "pain_next_morning": 6, "effort": 8}, False),
        ({"pain_before": 7}, True),
        ({"pain_after": 7}, True),
        ({"pain_next_morning": 7}, True),
        ({"effort": 9}, True),
        ({"note": "Stiff."}, True),
        ({"stops": [(LUNGE, LEFT, 7, None)]}, True),
        ({"stops": [(LUNGE, LEFT, 6, None)]}, False),
        ({}, False),
    ],
)
def test_from_where_on_somebody_should_look(answers, looked_at):
    assert bool(facts_of([played(2, **answers)]).to_look_at) is looked_at


def test_a_run_added_by_hand_counts_in_full_where_all_was_done(facts):
    by_hand = next(one for one in facts.runs if one.on.day == 12)
    assert (by_hand.is_done, by_hand.dose) == (True, 1.0)
    assert facts.unknown == 0


def test_a_run_added_by_hand_in_part_is_in_no_sum_of_doses():
    some = added(played(4, status=Status.STOPPED))
    some = WholeRun(some.run)
    found = facts_of([played(2), some])
    assert (found.done, found.unknown, found.dose) == (1, 1, 1.0)
    assert doses(found)["Bridge", None] == (30, 30)
    assert (found.runs[1].dose, found.runs[1].not_reached) == (None, 0)
    assert marks(found)[1] == "..D.p.."


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


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("{exercise: bridge, reps: 8-12, sets: 3-4}", "3-4 × 8-12 reps"),  # noqa: RUF001
        ("{exercise: bridge, reps: 10}", "10 reps"),
        ("{exercise: low-lunge, hold: 30 s or more, sides: each}", "30 s or more each side"),
        ("{exercise: low-lunge, hold: 20-30 s, sides: left}", "20-30 s, left only"),
        ("{exercise: low-lunge, hold: 1-2 min, sides: right}", "1 min - 2 min, right only"),
        ("{exercise: camel, breaths: 5, pace: self, sets: 2}", "2 × 5 breaths"),  # noqa: RUF001
        ("{exercise: bridge, reps: 5 or more}", "5 or more reps"),
        ("circuit: {rounds: 3, steps: [{exercise: bridge, reps: 5}]}", "3 × 5 reps"),  # noqa: RUF001
    ],
)
def test_a_dose_in_words(step, expected):
    text = FILE[: FILE.index("steps:")] + f"steps:\n  - {step}\n"
    found = facts_of([played(2, text=text)])
    assert found.exercises[0].asked[0].text == expected


def test_an_exercise_that_comes_twice_is_one_row_if_it_is_measured_alike():
    steps = "steps:\n  - {exercise: bridge, reps: 5}\n  - {exercise: camel, hold: 20 s}\n"
    text = FILE[: FILE.index("steps:")] + steps + "  - {exercise: bridge, reps: 8}\n"
    found = facts_of([played(2, text=text), played(4, text=text, but=[(2, None, counted(3))])])
    bridge = found.exercises[0]
    assert bridge.asked[0].text == "5 reps + 8 reps"
    assert doses(found)["Bridge", None] == (13 + 8, 26)
    hold = text.replace("reps: 8", "hold: 30 s")
    found = facts_of([played(2, text=hold)])
    assert [one.measure.value for one in found.exercises] == ["reps", "s", "s"]
    assert [one.asked[0].text for one in found.exercises] == ["5 reps", "20 s", "30 s"]


def test_a_side_done_again_counts_once():
    whole = played(2)
    again = next(one for one in whole.intervals if one.step == LUNGE and one.side is LEFT)
    left = replace(again, outcome=Outcome.RESTARTED, done_s=7.0)
    anew = replace(again, seq=len(whole.intervals), **held(25.0))
    intervals = tuple(left if one is again else one for one in whole.intervals)
    found = facts_of([replace(whole, intervals=(*intervals, anew))])
    assert doses(found)["Low lunge", LEFT] == (25, 30)


def test_the_order_is_that_of_the_newest_file_and_of_time():
    text = FILE.replace("  - {exercise: knee-rolls, reps: 5}\n", "")
    found = facts_of([played(4, text=text), played(2)])
    assert [one.on.day for one in found.runs] == [2, 4]
    assert found.exercises[0].name == "Bridge"
    assert found.exercises[-1].name == "Knee rolls"


def test_nothing_is_asked_of_a_step_that_only_waits():
    text = FILE.replace(
        "  - {exercise: bird-dog", "  - wait: Fetch the mat\n  - {exercise: bird-dog"
    )
    found = facts_of([played(2, text=text)])
    assert "Fetch the mat" not in [one.name for one in found.exercises]
    assert len(found.exercises) == 6


def test_a_day_is_the_one_on_the_wall_where_the_person_was():
    early = played(2, hour=0)
    assert early.run.started_at.astimezone(UTC).day == 1
    assert facts_of([early]).runs[0].on == date(2026, 12, 2)

"""The facts of a sheet, against sums made by hand: sessions and doses, done of asked."""

from dataclasses import replace
from datetime import date

import pytest
from gathered import FIRST, LAST, doses, facts_of, marks

from hiptimer.engine.events import Outcome
from hiptimer.journal.records import Status, WholeRun
from sheet_samples import FILE, LEFT, LUNGE, RIGHT, added, counted, held, played


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

"""What a printed session says: doses, sides, weeks and lines in whole phrases."""

from datetime import date, timedelta

import pytest

from hiptimer.engine.dose import Every, Tempo
from hiptimer.engine.exercise import Side, Sides
from hiptimer.engine.session import (
    Ask,
    Assigned,
    Often,
    OwnExercise,
    Pace,
    PainBands,
    Rest,
    Safety,
    SideChange,
    Version,
    Wait,
    When,
)
from hiptimer.report.session_sheet_content import SheetLine, sheet_content
from hiptimer.report.session_sheet_words import how_to_tick, step_words
from made import BOOK, amount, breaths, circuit, hold, move, reps, session, step

TODAY = date(2026, 11, 23)


def content(*entries, today=TODAY, week=None, **changes):
    return sheet_content(session(*entries, **changes), BOOK, today, week)


def printed(one, **changes):
    (entry,) = content(one, **changes).entries
    return entry


@pytest.mark.parametrize(
    ("one", "dose", "sides"),
    [
        (step("camel", hold(30)), "Hold 30 s", ""),
        (step("lunge", hold(30)), "Hold 30 s, each side", "Left hip, then right hip"),
        (
            step("lunge", hold(30), first=Side.RIGHT),
            "Hold 30 s, each side",
            "Right hip, then left hip",
        ),
        (step("lunge", hold(30), sides=Sides.LEFT), "Hold 30 s", "Left hip only"),
        (step("lunge", hold(30, open=True), sets=2), "Hold 30 s or more, 2 sets, each side", ...),
        (step("camel", hold(20, 30)), "Hold 20 to 30 s", ""),
        (step("camel", hold(45, 90)), "Hold 45 s to 1 min 30 s", ""),
        (step("bridge", reps(8), sets=3), "3 sets of 8", ""),
        (step("bridge", reps(8, 12), sets=amount(3, 4)), "3 to 4 sets of 8 to 12", ""),
        (step("bridge", reps(8, open=True)), "8 or more times", ""),
        (step("bridge", reps(1)), "1 time", ""),
        (step("march", reps(6)), "6 times on each side, in turn", "Left hip first"),
        (step("twist", breaths(10)), "Hold for 10 breaths, each side", ...),
        (step("hinge", move(40)), "Keep moving 40 s", ""),
        (
            step("clam", reps(10), sets=2, left=SideChange(sets=amount(3))),
            "Left: 3 sets of 10; Right: 2 sets of 10",
            "Left hip, then right hip",
        ),
    ],
)
def test_a_dose_and_its_sides_are_told_in_whole_phrases(one, dose, sides):
    entry = printed(one)
    assert entry.dose == dose
    assert sides in (..., entry.sides)


@pytest.mark.parametrize(
    ("one", "more"),
    [
        (
            step("bridge", reps(8), sets=3, rest_s=45, rep=Tempo(2, 0, 2, 1)),
            ("Rest 45 s between sets.", "Each time: lower 2 s, lift 2 s, hold 1 s."),
        ),
        (step("bridge", reps(8), rep=Every(6)), ("6 s for each.",)),
        (step("bridge", reps(8), pace=Pace.SELF), ("At your own speed.",)),
        (
            step("twist", breaths(3)),
            ("One breath: breathe in 4 s, breathe out 6 s.", "1 breath to get there, then count."),
        ),
        (step("twist", breaths(3), pace=Pace.SELF), ("Breathe at your own speed.",)),
        (step("camel", hold(30)), ()),
    ],
)
def test_what_belongs_to_a_dose(one, more):
    assert printed(one).more == more


def test_later_weeks_are_told_from_the_week_in_hand_on():
    weeks = {2: SideChange(hold(30)), 3: SideChange(hold(30)), 4: SideChange(hold(40))}
    one = step("camel", hold(20), weeks=weeks)
    begun = Assigned(start=TODAY)
    assert printed(one, assigned=begun).more == (
        "From week 2: hold 30 s.",
        "From week 4: hold 40 s.",
    )
    second = printed(one, assigned=begun, today=TODAY + timedelta(days=7))
    assert (second.dose, second.more) == ("Hold 30 s", ("From week 4: hold 40 s.",))
    alone = printed(one, assigned=begun, week=4)
    assert (alone.dose, alone.more) == ("Hold 40 s", ())


def test_how_it_is_done_is_told_for_the_side_that_is_drawn():
    entry = printed(step("lunge", first=Side.RIGHT))
    assert entry.how == ("Left foot forward, right knee down.", "Tail tucked, ease forward.")
    assert (entry.drawn, entry.drawn_words) == (Side.RIGHT, "right hip")
    assert printed(step("bridge")).drawn is None


def test_an_easier_version_has_its_own_name_and_words():
    entry = printed(step("lunge", variant=Version.EASIER))
    assert (entry.name, entry.version) == ("Lunge at a chair", Version.EASIER)


def test_kit_that_is_worn_or_fetched_is_named_with_the_load():
    assert printed(step("clam", load="red band")).kit == "mini band, red band"
    assert printed(step("lunge")).kit == ""


def test_the_files_own_exercise_brings_its_words_and_its_picture():
    own = OwnExercise(
        name="Wall press",
        instructions=("Stand.", "Press.", "Step back."),
        picture="/there/wall.png",
        picture_source="own photo",
    )
    entry = printed(step(own, move(40)))
    assert (entry.name, entry.exercise) == ("Wall press", "")
    assert entry.how == ("Stand.", "Press.", "Step back.")
    assert (entry.picture, entry.picture_source) == ("/there/wall.png", "own photo")


def test_what_stands_between_the_exercises():
    entries = content(
        Wait(text="Fetch the band."),
        step("lunge"),
        circuit(amount(2, 3), step("clam"), Rest(rest_s=10), step("bridge"), rest_s=45),
        Rest(rest_s=20, say="Take it off.", note="Slowly"),
        circuit(1, step("hinge")),
    ).entries
    lines = [one for one in entries if isinstance(one, SheetLine)]
    assert lines == [
        SheetLine("Fetch the band."),
        SheetLine("Do 2 to 3 one after the other, 2 to 3 rounds. Rest 45 s between rounds."),
        SheetLine("Rest 10 s"),
        SheetLine("Rest 20 s. Take it off.", "Slowly"),
        SheetLine("Do 4, 1 round."),
    ]
    assert [one.number for one in entries if not isinstance(one, SheetLine)] == [1, 2, 3, 4]


def test_who_how_often_how_long_and_with_what():
    given = Assigned(
        to="J. Example",
        by="Dana W.",
        start=TODAY,
        until=date(2026, 12, 20),
        times=3,
        note="Leave a day between.",
    )
    made = content(step("clam", reps(10, open=True)), assigned=given)
    assert made.facts == (
        "For J. Example · From Dana W.",
        "3 times a week, from 23 November to 20 December 2026",
        "At least 2 minutes · You need: mini band, mat",
    )
    assert made.assigned_note == "Leave a day between."
    assert made.footer == "This session was written by Dana W. Follow their advice over ours."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Assigned(times=1, often=Often.PER_DAY), "Once a day"),
        (
            Assigned(times=2, often=Often.EVERY_DAYS, until=TODAY),
            "Every 2 days, until 23 November 2026",
        ),
        (Assigned(start=TODAY), "From 23 November 2026"),
        (
            Assigned(times=1, start=TODAY, until=date(2027, 1, 3)),
            "Once a week, from 23 November 2026 to 3 January 2027",
        ),
    ],
)
def test_how_often(given, words):
    assert words in content(step(), assigned=given).facts


def test_the_authors_words_stand_as_they_are():
    bands = PainBands(ok_to=2, caution_to=5, ok="Carry on.", stop="Leave it.")
    made = content(
        step(),
        author="Dana W.",
        cautions=("Not on a bad day.",),
        safety=Safety(stop_rule="Up to 5 is fine\nif it settles.", pain_bands=bands),
    )
    assert made.stop_rule == "Up to 5 is fine\nif it settles."
    assert made.stop_rule_by == "Dana W."
    assert made.bands == (("Pain 0 to 2", "Carry on."), ("Pain 6 to 10", "Leave it."))
    assert made.cautions == ("Not on a bad day.",)
    assert "999" in made.help


def test_a_band_of_one_figure_is_told_as_one():
    made = content(
        step(), safety=Safety(pain_bands=PainBands(ok_to=0, caution_to=9, ok="A", stop="B"))
    )
    assert made.bands == (("Pain 0", "A"), ("Pain 10", "B"))


def test_one_that_is_over_is_printed_from_its_first_week():
    over = Assigned(start=date(2026, 9, 7), until=date(2026, 9, 20), times=2)
    made = content(step(), assigned=over)
    assert [week.number for week in made.ticking.weeks] == [1, 2]


def test_the_lines_of_a_step_are_in_the_order_in_which_they_are_read():
    entry = printed(step("clam", reps(8), load="red", note="Slowly.", optional=True))
    words = [text for text, _line in step_words(entry)]
    assert words[:3] == [
        "1. Clam (may be left out)",
        "8 times, each side",
        "Left hip, then right hip",
    ]
    assert words[-1] == "Note: Slowly."


@pytest.mark.parametrize(
    ("given", "asks", "words"),
    [
        (Assigned(times=3), (), "Tick the box of each day on which you have done it."),
        (Assigned(times=2, often=Often.PER_DAY), (), "Tick a box each time you have done it."),
        (Assigned(times=6, often=Often.PER_DAY), (), "Write down how many you have done each day."),
        (Assigned(times=3), (When.BEFORE, When.NEXT_MORNING), "0 to 10: before / next morning."),
    ],
)
def test_how_to_tick(given, asks, words):
    made = content(step(), assigned=given, ask=Ask(pain=asks))
    said = how_to_tick(made.ticking)
    assert words in said
    assert said.endswith("A day that was missed is no harm: go on with the next.")

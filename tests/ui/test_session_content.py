"""A session as its tile and its page show it."""

from datetime import date

import pytest

from hiptimer.engine.exercise import Side, Variant
from hiptimer.engine.session import Assigned, Often, OwnExercise, Rest, SideChange, Version, Wait
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from hiptimer.figure.phase import Telling
from hiptimer.ui.pages.detail_content import SessionChoices
from hiptimer.ui.pages.tiles import Asked
from hiptimer.ui.session_content import assigned_words, detail, has_floor, tile
from hiptimer.ui.widgets.moments import Moment
from made import BOOK, breaths, catalogue, circuit, exercise, hold, laid, reps, session, step

PHYSIO = Assigned(by="Dana W.", times=3, until=date(2026, 12, 20), note="Left hip only.")


def a_tile(*entries, asked=None, **changes):
    made = session(*entries, **changes)
    return tile("key", made, unroll(made, BOOK), asked)


def a_page(*entries, book=BOOK, chosen=None, **changes):
    made = session(*entries, **changes)
    return detail("key", made, book, chosen or Choices(), SessionChoices(), first_time=True)


class TestTile:
    def test_says_how_long_how_many_and_with_what(self):
        shown = a_tile(step("lunge", hold(30)), Rest(rest_s=10.0), step("clam", reps(12)))
        assert (shown.key, shown.title, shown.steps) == ("key", "Made", 2)
        assert (
            shown.duration_s
            == laid(step("lunge", hold(30)), Rest(rest_s=10.0), step("clam", reps(12))).duration_s
        )
        assert len(shown.kit) == 2
        assert (shown.figure.exercise, shown.moment) == ("lunge", Moment.WORK)
        assert (shown.asked, shown.by, shown.at_least) == (None, "", False)

    def test_the_figure_is_that_of_the_version_and_side(self):
        figure = a_tile(step("lunge", variant=Version.EASIER, sides="right")).figure
        assert (figure.version, figure.side, figure.at) == (Version.EASIER, Side.RIGHT, Telling())

    def test_an_open_session_is_at_least_so_long(self):
        assert a_tile(step("sit", hold(30, open=True))).at_least

    def test_an_assignment_counts(self):
        shown = a_tile(step(), assigned=PHYSIO, asked=Asked(2, 3))
        assert shown.assigned_words() == "From Dana W. · 2 of 3 this week"

    def test_given_without_a_number(self):
        assert a_tile(step(), assigned=Assigned(by="Dana W.")).assigned_words() == "From Dana W."

    def test_breaths_have_their_field(self):
        assert a_tile(step("twist", breaths(5))).moment is Moment.BREATHE


@pytest.mark.parametrize(
    ("assigned", "words"),
    [
        (PHYSIO, "3 times per week until 20 December 2026"),
        (Assigned(times=1, often=Often.PER_DAY), "1 time per day"),
        (Assigned(times=2, often=Often.PER_DAY), "2 times per day"),
        (Assigned(times=1, often=Often.EVERY_DAYS), "every day"),
        (Assigned(times=2, often=Often.EVERY_DAYS), "every 2 days"),
        (Assigned(until=date(2026, 12, 20)), "until 20 December 2026"),
        (Assigned(), ""),
    ],
)
def test_assignments_in_words(assigned, words):
    assert assigned_words(assigned) == words


def test_whether_the_floor_is_needed():
    assert has_floor(laid(step("bridge")))
    assert has_floor(laid(step("sit"), step("lunge")))
    assert not has_floor(laid(step("sit"), step("hinge")))


class TestDetail:
    def test_the_head(self):
        shown = a_page(
            step(),
            author="Dana",
            description="Ten minutes.",
            cautions=("Stop if it hurts.",),
            assigned=PHYSIO,
        )
        assert (shown.title, shown.author, shown.description) == ("Made", "Dana", "Ten minutes.")
        assert shown.cautions == ("Stop if it hurts.",)
        assert (shown.assigned_by, shown.assigned_note) == ("Dana W.", "Left hip only.")
        assert shown.total_s == laid(step()).duration_s
        assert len(shown.blocks) == len(laid(step()).intervals)
        assert shown.first_time

    def test_steps_rests_and_waits_in_order(self):
        shown = a_page(
            step("lunge", hold(30)), Rest(rest_s=20.0), Wait(text="Fetch it."), step("bridge")
        ).steps
        assert [one.name for one in shown] == ["Lunge", "Rest", "Fetch it.", "Bridge"]
        assert [one.number for one in shown] == [1, 0, 0, 2]
        assert [one.index for one in shown] == [0, 1, 2, 3]
        assert shown[1].dose == "20 s"

    @pytest.mark.parametrize(
        ("made", "dose"),
        [
            (step("lunge", hold(30)), "30 s each side"),
            (step("sit", hold(30)), "30 s"),
            (step("lunge", hold(30), sides="left"), "30 s, left"),
            (step("lunge", hold(30), sides="right"), "30 s, right"),
            (step("march", reps(6)), "6 reps each side, in turn"),
            (step("lunge", hold(30), right=SideChange(dose=hold(20))), "left 30 s, right 20 s"),
            (
                step("lunge", hold(30), right=SideChange(dose=hold(20)), first=Side.RIGHT),
                "left 30 s, right 20 s",
            ),
            (step("sit", hold(20, 30)), "20-30 s"),
            (step("sit", hold(30, open=True)), "30 s or more"),
        ],
    )
    def test_doses(self, made, dose):
        assert a_page(made).steps[0].dose == dose

    def test_sets_with_their_rest(self):
        assert a_page(step("sit", sets=3, rest_s=45.0)).steps[0].sets == "3 sets, 45 s rest"
        assert a_page(step("sit")).steps[0].sets == ""

    def test_rounds(self):
        shown = a_page(circuit(2, step("sit", hold(5)), step("bridge", reps(2)))).steps
        assert [one.sets for one in shown] == ["2 rounds", "2 rounds"]

    def test_what_is_left_out_stays_on_the_page_but_not_in_the_length(self):
        entries = (step("sit", hold(30), optional=True), step("bridge"))
        whole = a_page(*entries)
        less = a_page(*entries, chosen=Choices(left_out=frozenset({0})))
        assert [one.name for one in less.steps] == ["Sit", "Bridge"]
        assert less.steps[0].optional
        assert less.total_s < whole.total_s

    def test_words_of_the_catalogue_for_the_side_in_hand(self):
        book = catalogue(
            exercise(
                "press",
                instructions=("Put the {side} foot down.",),
                feel="{side} hip, in front",
                mistakes=("Leaning to the {other}.",),
                cautions=("Not on a sore {side} knee.",),
                easier=Variant(name="Press at a wall", instructions=("{side} hand to the wall.",)),
            )
        )
        shown = a_page(step("press"), book=book).steps[0]
        assert shown.instructions == ("Put the left foot down.",)
        assert "left" in shown.feel.lower()
        assert shown.mistakes == ("Leaning to the right.",)
        assert shown.cautions == ("Not on a sore left knee.",)
        [easier] = shown.versions
        assert (easier.label, easier.name) == ("Easier", "Press at a wall")
        assert easier.words.lower() == "left hand to the wall."

    def test_an_exercise_of_the_files_own(self):
        own = OwnExercise(name="Wall press", instructions=("Press and breathe.",))
        shown = a_page(step(own, hold(40))).steps[0]
        assert (shown.name, shown.instructions) == ("Wall press", ("Press and breathe.",))
        assert shown.versions == ()

    def test_the_first_side_can_be_chosen_where_the_file_leaves_it_open(self):
        assert a_page(step("lunge")).chooses_side
        assert a_page(step("march")).chooses_side
        assert not a_page(step("lunge", first=Side.RIGHT)).chooses_side
        assert not a_page(step("sit")).chooses_side

    def test_scaling_changes_the_doses(self):
        shown = a_page(step("sit", hold(30)), chosen=Choices(scale=50))
        assert shown.steps[0].dose == "15 s"

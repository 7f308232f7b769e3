"""What stands before, between and after work: rules 2, 7 and 8 of the arithmetic, worked out by hand."""

import pytest

from hiptimer.engine.exercise import Posture, Sides
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import OwnExercise, Rest, Timing, Wait
from hiptimer.engine.settling import Choices
from made import catalogue, circuit, exercise, laid, lengths, move, sketch, step, work


class TestRule2GettingReadyAndChangingSides:
    @pytest.mark.parametrize(
        ("before", "after", "seconds"),
        [
            (Posture.SUPINE, Posture.SUPINE, 8.0),
            (Posture.STANDING, Posture.STANDING, 8.0),
            (Posture.CHAIR, Posture.CHAIR, 8.0),
            (Posture.SUPINE, Posture.PRONE, 12.0),
            (Posture.HALF_KNEELING, Posture.ALL_FOURS, 12.0),
            (Posture.STANDING, Posture.SUPINE, 20.0),
            (Posture.KNEELING, Posture.STANDING, 20.0),
            (Posture.CHAIR, Posture.FLOOR_SITTING, 20.0),
            (Posture.SIDE_LYING, Posture.CHAIR, 20.0),
            # The contract is silent here; read as a change of level, like any other.
            (Posture.CHAIR, Posture.STANDING, 20.0),
            (Posture.STANDING, Posture.CHAIR, 20.0),
            (None, Posture.SUPINE, 12.0),
            (Posture.STANDING, None, 12.0),
            (None, None, 12.0),
        ],
    )
    def test_from_posture_to_posture(self, before, after, seconds):
        book = catalogue(
            exercise("a", posture=before, sides=Sides.BOTH),
            exercise("b", posture=after, sides=Sides.BOTH),
        )
        assert lengths(laid(step("a"), step("b"), book=book), Kind.GET_READY) == [10.0, seconds]

    @pytest.mark.parametrize("before", [Wait(text="Fetch the mat."), Rest(rest_s=5.0)])
    def test_ten_seconds_belong_to_the_first_step_whatever_stands_before_it(self, before):
        timeline = laid(before, step("sit"), step("sit"))
        assert lengths(timeline, Kind.GET_READY) == [10.0, 8.0]

    def test_the_posture_is_remembered_across_rests_and_waits(self):
        timeline = laid(step("bridge"), Rest(rest_s=5.0), Wait(text="Breathe."), step("twist"))
        assert lengths(timeline, Kind.GET_READY) == [10.0, 8.0]

    @pytest.mark.parametrize("kit", ["band", "mini_band", "box", "strap", "weight"])
    def test_kit_takes_five_seconds_more_once(self, kit):
        book = catalogue(
            exercise("plain", sides=Sides.BOTH),
            exercise("kit", sides=Sides.BOTH, equipment=(kit,)),
        )
        timeline = laid(step("plain"), step("kit"), step("plain"), step("kit"), book=book)
        assert lengths(timeline, Kind.GET_READY) == [10.0, 13.0, 8.0, 8.0]
        assert [one.new_kit for one in timeline.intervals if one.kind is Kind.GET_READY] == [
            *((), (kit,), (), ())
        ]

    def test_two_new_pieces_at_once_still_take_five(self):
        book = catalogue(exercise("kit", sides=Sides.BOTH, equipment=("strap", "weight")))
        timeline = laid(step("kit"), book=book)
        assert lengths(timeline, Kind.GET_READY) == [15.0]  # 10 for the first step + 5
        assert timeline.intervals[0].new_kit == ("strap", "weight")

    @pytest.mark.parametrize("kit", ["mat", "wall", "chair", "cushion", "desk"])
    def test_what_stands_there_anyway_takes_no_time(self, kit):
        book = catalogue(exercise("kit", sides=Sides.BOTH, equipment=(kit,)))
        timeline = laid(step("kit"), book=book)
        assert lengths(timeline, Kind.GET_READY) == [10.0]
        assert timeline.intervals[0].new_kit == ()
        assert timeline.equipment == (kit,)

    def test_a_written_time_is_not_added_to(self):
        assert lengths(laid(step("clam", get_ready=6.0)), Kind.GET_READY) == [6.0]

    @pytest.mark.parametrize(
        ("posture", "seconds"),
        [(one, 6.0 if one in (Posture.STANDING, Posture.CHAIR) else 10.0) for one in Posture]
        + [(None, 10.0)],
    )
    def test_changing_sides(self, posture, seconds):
        book = catalogue(exercise("lean", posture=posture))
        assert lengths(laid(step("lean"), book=book), Kind.SWITCH) == [seconds]

    def test_a_step_of_its_own_name_takes_12_s_unless_its_posture_is_known(self):
        known = OwnExercise(name="Wall press", posture=Posture.STANDING)
        unknown = OwnExercise(name="Wall press")
        timeline = laid(step("hinge"), step(known, move(40)), step(unknown, move(40)))
        assert lengths(timeline, Kind.GET_READY) == [10.0, 8.0, 12.0]


class TestRule7Rests:
    SIT = ("get_ready 10", "hold 20")
    AGAIN = ("get_ready 8", "hold 20")

    def test_rest_between_rounds_and_getting_ready_in_each(self):
        assert sketch(laid(circuit(2, step("sit"), step("sit"), rest_s=45.0))) == [
            *(*self.SIT, *self.AGAIN, "rest 45", *self.AGAIN, *self.AGAIN)
        ]

    def test_rounds_are_numbered(self):
        timeline = laid(circuit(2, step("sit")), step("sit"))
        assert [(one.step, one.round, one.rounds) for one in work(timeline)] == [
            *((0, 1, 2), (0, 2, 2), (1, 1, 1))
        ]

    @pytest.mark.parametrize(
        ("in_circuit", "in_file", "rest_s"), [(None, None, 30), (None, 25.0, 25), (45.0, 25.0, 45)]
    )
    def test_rest_between_rounds_comes_from_circuit_or_file_or_is_built_in(
        self, in_circuit, in_file, rest_s
    ):
        timeline = laid(circuit(2, step("sit"), rest_s=in_circuit), defaults=Timing(rest_s=in_file))
        assert lengths(timeline, Kind.REST) == [rest_s]

    def test_rest_after_a_step_but_not_after_the_last(self):
        timeline = laid(step("sit", rest_after_s=15.0), step("sit", rest_after_s=15.0))
        assert sketch(timeline) == [*self.SIT, "rest 15", *self.AGAIN]

    @pytest.mark.parametrize(("after", "written", "stands"), [(15, 20, 20), (25, 20, 25)])
    def test_where_rest_after_meets_a_rest_the_longest_stands(self, after, written, stands):
        timeline = laid(step("sit", rest_after_s=float(after)), Rest(rest_s=written), step("sit"))
        assert sketch(timeline) == [*self.SIT, f"rest {stands}", *self.AGAIN]

    def test_two_written_rests_meet(self):
        timeline = laid(step("sit"), Rest(rest_s=10), Rest(rest_s=25), step("sit"))
        assert lengths(timeline, Kind.REST) == [25.0]

    def test_three_rests_meet_between_rounds(self):
        # rest_after 15, the rest that ends the round 20, between rounds 45: once 45; at the end once
        # the written 20, for no rest ends a session unless its author wrote one
        timeline = laid(circuit(2, step("sit", rest_after_s=15.0), Rest(rest_s=20), rest_s=45.0))
        assert sketch(timeline) == [*self.SIT, "rest 45", *self.AGAIN, "rest 20"]

    def test_a_circuits_last_rest_is_not_between_rounds(self):
        timeline = laid(circuit(2, step("sit"), rest_s=45.0), step("sit"))
        assert sketch(timeline) == [*self.SIT, "rest 45", *self.AGAIN, *self.AGAIN]

    def test_a_rest_written_at_the_end_stands_a_rest_after_it_does_not(self):
        assert sketch(laid(step("sit"), Rest(rest_s=60))) == [*self.SIT, "rest 60"]
        assert sketch(laid(step("sit", rest_after_s=90.0), Rest(rest_s=60))) == [
            *(*self.SIT, "rest 60")
        ]

    def test_a_written_rest_keeps_its_words_when_the_rests_are_equally_long(self):
        timeline = laid(
            step("sit", rest_after_s=20.0), Rest(rest_s=20, say="Drink.", note="Sip"), step("sit")
        )
        (rest,) = [one for one in timeline.intervals if one.kind is Kind.REST]
        assert (rest.say, rest.note) == ("Drink.", "Sip")

    def test_a_wait_keeps_rests_apart(self):
        timeline = laid(
            step("sit", rest_after_s=15.0), Wait(text="Go on?"), Rest(rest_s=20), step("sit")
        )
        assert sketch(timeline) == [*self.SIT, "rest 15", "wait 0+", "rest 20", *self.AGAIN]

    def test_a_circuit_of_which_everything_is_left_out_leaves_no_rest(self):
        optional = step("bridge", optional=True)
        choices = Choices(left_out=frozenset({1}))
        timeline = laid(step("sit"), circuit(3, optional), step("sit"), choices=choices)
        assert sketch(timeline) == [*self.SIT, *self.AGAIN]

    def test_a_circuit_may_hold_rests_and_waits(self):
        timeline = laid(circuit(2, Wait(text="Ready?"), Rest(rest_s=5), step("sit")))
        assert sketch(timeline) == [
            *("wait 0+", "rest 5", *self.SIT, "rest 30", "wait 0+", "rest 5", *self.AGAIN)
        ]
        assert [one.step for one in timeline.intervals] == [0, 1, 2, 2, 0, 0, 1, 2, 2]


class TestRule8Release:
    def test_it_follows_each_work_interval(self):
        assert sketch(laid(step("camel", sets=2))) == [
            *("get_ready 10", "hold 30", "release 8", "rest 30", "hold 30", "release 8")
        ]

    def test_on_each_side(self):
        book = catalogue(exercise("back", release_s=5.0, get_out="Ease the {side} leg down."))
        timeline = laid(step("back"), book=book)
        assert sketch(timeline) == [
            "get_ready 10 left",
            "hold 30 left",
            "release 5 left",
            "switch 10 right",
            "hold 30 right",
            "release 5 right",
        ]
        assert timeline.intervals[2].words == "Ease the left leg down."

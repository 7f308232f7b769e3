"""How long counts take, and sets on their sides: rules 5 and 6 of the arithmetic, worked out by hand."""

import pytest

from hiptimer.engine.dose import Air, Breath, Every, Phase, Phases, Tempo
from hiptimer.engine.exercise import FirstMove, Side, Sides
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import SideChange
from hiptimer.engine.settling import Choices
from made import amount, breaths, catalogue, exercise, hold, laid, lengths, reps, sketch, step, work


class TestRule5PacedIntervals:
    def test_breaths_with_a_lead_in(self):
        # (1 + 5) x (4 + 6) = 60 s, each side
        assert sketch(work(laid(step("twist")))) == ["breathe 60 left", "breathe 60 right"]

    def test_the_step_changes_the_lead_in(self):
        # (0 + 3) x 10 and (2 + 3) x 10
        assert lengths(laid(step("twist", breaths(3), lead_in=0)), Kind.BREATHE) == [30.0] * 2
        assert lengths(laid(step("twist", breaths(3), lead_in=2)), Kind.BREATHE) == [50.0] * 2

    def test_a_written_dose_keeps_the_catalogues_lead_in(self):
        assert lengths(laid(step("twist", breaths(3))), Kind.BREATHE) == [40.0] * 2

    def test_reps_with_a_lead_in(self):
        # (2 + 8) x 6 s
        timeline = laid(step("bridge", reps(8), lead_in=2))
        assert lengths(timeline, Kind.REPS) == [60.0]

    def test_a_hold_has_no_lead_in(self):
        (left, _right) = work(laid(step("twist", hold(20), lead_in=3)))
        assert (left.duration_s, left.lead_in, left.cycle) == (20.0, 0, ())

    @pytest.mark.parametrize(
        ("pace", "seconds"),
        [
            (Tempo(2, 2, 2, 0), 48.0),  # 8 x 6
            (Tempo(3, 1, 2, 1), 56.0),  # 8 x 7
            (Every(4.5), 36.0),  # 8 x 4.5
            (Phases((Phase("Press", 3.1), Phase("Ease", 2.2))), 42.4),  # 8 x 5.3
        ],
    )
    def test_one_rep(self, pace, seconds):
        assert lengths(laid(step("bridge", reps(8), rep=pace)), Kind.REPS) == [seconds]

    def test_breath_phases_of_no_length_are_left_out(self):
        (only,) = work(laid(step("sit", breaths(2), breath=Breath(4, 0, 6, 1))))
        assert [(one.breathe, one.for_s) for one in only.cycle] == [
            *((Air.IN, 4), (Air.OUT, 6), (Air.FREE, 1))
        ]
        assert only.duration_s == 22.0  # 2 x 11

    def test_tempo_is_written_lowering_first_and_done_as_the_exercise_begins(self):
        def phases(first):
            book = catalogue(exercise("raise", sides=Sides.BOTH, dose=reps(1), first_move=first))
            (only,) = work(laid(step("raise", rep=Tempo(3, 1, 2, 4)), book=book))
            return [(one.say, one.for_s) for one in only.cycle]

        assert phases(FirstMove.LOWER) == [("Lower", 3), ("Hold", 1), ("Lift", 2), ("Hold", 4)]
        assert phases(FirstMove.LIFT) == [("Lift", 2), ("Hold", 4), ("Lower", 3), ("Hold", 1)]

    def test_alternating_reps_take_twice_the_count(self):
        # 2 x 6 x 5 s = 60
        timeline = laid(step("march"))
        (only,) = work(timeline)
        assert sketch(timeline) == ["get_ready 10", "reps 60"]
        assert (only.count, only.side, only.first_side) == (6, None, Side.LEFT)
        assert only.names_side == "left hip"

    def test_alternating_reps_with_a_lead_in(self):
        # (1 lead-in rep + 2 x 6) x 5 s = 65
        assert lengths(laid(step("march", lead_in=1)), Kind.REPS) == [65.0]

    def test_first_right_turns_alternating_round(self):
        (only,) = work(laid(step("march", first=Side.RIGHT)))
        assert (only.side, only.first_side, only.names_side) == (None, Side.RIGHT, "right hip")

    def test_a_slower_or_faster_cycle(self):
        # 10 reps x 6 s, at 110 % and at 50 %; other steps keep their pace
        for percent, seconds in ((110, 66.0), (50, 30.0)):
            choices = Choices(cycle_percent={1: percent})
            timeline = laid(step("bridge"), step("bridge"), choices=choices)
            assert lengths(timeline, Kind.REPS) == [60.0, seconds]


class TestRule6SetsAndSides:
    def test_two_sets_of_each_side(self):
        assert sketch(laid(step(sets=2))) == [
            "get_ready 10 left",
            "hold 30 left",
            "switch 10 right",
            "hold 30 right",
            "rest 30",
            "hold 30 left",
            "switch 10 right",
            "hold 30 right",
        ]

    def test_first_right(self):
        timeline = laid(step(sets=2, first=Side.RIGHT))
        assert [one.side for one in work(timeline)] == ["right", "left", "right", "left"]

    def test_the_longer_of_rest_and_switch_stands_before_a_further_set(self):
        # 10 s to change sides against a rest of 4 s; equal ones are a rest
        assert sketch(laid(step(sets=2, rest_s=4.0)))[4] == "switch 10 left"
        assert sketch(laid(step(sets=2, rest_s=10.0)))[4] == "rest 10"

    def test_on_the_same_side_only_the_rest_counts(self):
        assert sketch(laid(step(sets=2, rest_s=4.0, sides=Sides.LEFT))) == [
            "get_ready 10 left",
            "hold 30 left",
            "rest 4",
            "hold 30 left",
        ]

    def test_sets_without_sides(self):
        assert sketch(laid(step("sit", sets=3, rest_s=15.0))) == [
            *("get_ready 10", "hold 20", "rest 15", "hold 20", "rest 15", "hold 20")
        ]

    def test_sets_of_alternating_reps(self):
        assert sketch(laid(step("march", sets=2))) == [
            *("get_ready 10", "reps 60", "rest 30", "reps 60")
        ]

    def test_unequal_sets_alternate_as_long_as_both_sides_have_sets(self):
        change = SideChange(sets=amount(3))
        timeline = laid(step(dose=hold(20), sets=2, left=change))
        assert sketch(timeline) == [
            "get_ready 10 left",
            "hold 20 left",
            "switch 10 right",
            "hold 20 right",
            "rest 30",
            "hold 20 left",
            "switch 10 right",
            "hold 20 right",
            "rest 30",
            "hold 20 left",
        ]
        assert [(one.side, one.set, one.sets) for one in work(timeline)] == [
            *(("left", 1, 3), ("right", 1, 2), ("left", 2, 3), ("right", 2, 2), ("left", 3, 3))
        ]

    def test_unequal_sets_on_the_side_that_comes_second(self):
        # left 1, right 1, then right 2 and 3 on their own: no side changes, so a short rest stands
        change = SideChange(sets=amount(3))
        timeline = laid(step(dose=hold(20), rest_s=4.0, right=change))
        assert sketch(timeline) == [
            "get_ready 10 left",
            "hold 20 left",
            "switch 10 right",
            "hold 20 right",
            "rest 4",
            "hold 20 right",
            "rest 4",
            "hold 20 right",
        ]

    def test_intervals_say_which_set_they_belong_to(self):
        timeline = laid(step(sets=2))
        assert [(one.set, one.sets) for one in timeline.intervals] == [(1, 2)] * 4 + [(2, 2)] * 4

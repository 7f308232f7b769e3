"""Ranges, open doses, no length, scale: rules 9, 10, 11 and 13 of the arithmetic, worked out by hand."""

import pytest

from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Linger, Pace, Rest, SideChange, Timing, Wait
from hiptimer.engine.settling import Choices
from made import (
    amount,
    breaths,
    catalogue,
    circuit,
    exercise,
    hold,
    laid,
    lengths,
    move,
    reps,
    sketch,
    step,
    work,
)


class TestRule9RangesAndOptionalSteps:
    @pytest.mark.parametrize(
        ("dose", "most_s", "least_s"),
        [
            (hold(20, 30), 30.0, 20.0),
            (move(40, 60), 60.0, 40.0),
            (reps(6, 8), 48.0, 36.0),  # x 6 s
            (breaths(4, 5), 50.0, 40.0),  # x 10 s
        ],
    )
    def test_a_range_runs_to_its_upper_end(self, dose, most_s, least_s):
        (only,) = work(laid(step("bridge", dose)))
        assert (only.duration_s, only.minimum_s, only.enough_s) == (most_s, least_s, least_s)
        assert not only.open

    def test_the_counts_of_a_range(self):
        (only,) = work(laid(step("bridge", reps(6, 8))))
        assert (only.minimum_count, only.count) == (6, 8)

    def test_a_lead_in_belongs_to_the_minimum(self):
        # (1 + 4) x 10 and (1 + 5) x 10
        (only,) = work(laid(step("bridge", breaths(4, 5), lead_in=1)))
        assert (only.minimum_s, only.duration_s) == (50.0, 60.0)

    def test_one_number_has_no_moment_of_enough(self):
        (only,) = work(laid(step("bridge", reps(6))))
        assert (only.minimum_s, only.enough_s) == (36.0, None)

    def test_extra_sets_and_their_rests_have_a_minimum_of_nought(self):
        timeline = laid(step("sit", hold(20), sets=amount(2, 4)))
        assert [one.minimum_s for one in timeline.intervals] == [
            *(10.0, 20.0, 30.0, 20.0),  # get ready, set 1, rest, set 2
            *(0.0, 0.0, 0.0, 0.0),  # rest, set 3, rest, set 4
        ]
        # 10 + 4 x 20 + 3 x 30 and 10 + 2 x 20 + 30
        assert (timeline.duration_s, timeline.minimum_s) == (180.0, 80.0)

    def test_extra_sets_on_each_side_with_release(self):
        book = catalogue(exercise("back", dose=hold(10), release_s=5.0))
        timeline = laid(step("back", sets=amount(1, 2)), book=book)
        # 10 + 10 + 5 + 10 + 10 + 5, and the second set adds 30 + 10 + 5 + 10 + 10 + 5
        assert (timeline.duration_s, timeline.minimum_s) == (120.0, 50.0)

    def test_the_lower_end_of_an_extra_set_is_still_noticed(self):
        *_most, last = work(laid(step("sit", hold(20, 30), sets=amount(1, 2))))
        assert (last.minimum_s, last.enough_s) == (0.0, 20.0)

    def test_extra_rounds_and_the_rest_before_them(self):
        timeline = laid(circuit(amount(1, 2), step("sit"), Rest(rest_s=5), rest_s=45.0))
        assert [one.minimum_s for one in timeline.intervals] == [10.0, 20.0, 5.0, 0.0, 0.0, 0.0]
        # between the rounds the rest of 5 s is certain, its 45 s belong to the round that may be left
        assert lengths(timeline, Kind.REST) == [45.0, 5.0]

    def test_optional_steps_count_in_the_duration_alone(self):
        timeline = laid(
            step("sit"), step("sit", hold(40), optional=True, rest_after_s=9), step("sit")
        )
        # 10 + 20, 8 + 40 + 9, 8 + 20
        assert (timeline.duration_s, timeline.minimum_s) == (115.0, 58.0)
        assert [one.optional for one in work(timeline)] == [False, True, False]

    def test_optional_steps_may_be_left_out(self):
        entries = (step("sit"), step("bridge", optional=True, rest_after_s=9), step("sit"))
        timeline = laid(*entries, choices=Choices(left_out=frozenset({1})))
        assert sketch(timeline) == ["get_ready 10", "hold 20", "get_ready 8", "hold 20"]
        assert [one.step for one in timeline.intervals] == [0, 0, 2, 2]

    def test_only_optional_steps_may_be_left_out(self):
        choices = Choices(left_out=frozenset({0}))
        assert sketch(laid(step("sit"), choices=choices)) == ["get_ready 10", "hold 20"]

    def test_kit_of_a_step_left_out_is_not_needed(self):
        choices = Choices(left_out=frozenset({0}))
        timeline = laid(step("clam", optional=True), step("clam"), choices=choices)
        assert lengths(timeline, Kind.GET_READY) == [15.0]
        nothing = laid(step("clam", optional=True), step("sit"), choices=choices)
        assert nothing.equipment == ()


class TestRule10OpenIntervals:
    @pytest.mark.parametrize(
        ("dose", "duration_s", "linger_s"),
        [
            (hold(30, open=True), 30.0, 15.0),
            (move(40, open=True), 40.0, 15.0),
            (breaths(5, open=True), 50.0, 40.0),  # four breaths of 10 s
            (reps(8, open=True), 48.0, 24.0),  # four reps of 6 s
        ],
    )
    def test_or_more_is_certain_of_its_minimum_and_lingers(self, dose, duration_s, linger_s):
        timeline = laid(step("bridge", dose))
        (only,) = work(timeline)
        assert (only.open, only.duration_s, only.minimum_s) == (True, duration_s, duration_s)
        assert (only.enough_s, only.linger_s) == (duration_s, linger_s)
        assert timeline.is_at_least

    @pytest.mark.parametrize(
        ("dose", "linger", "linger_s"),
        [
            (hold(30, open=True), Linger(20), 20.0),
            (hold(30, open=True), Linger(20, in_seconds=True), 20.0),
            (reps(8, open=True), Linger(2), 12.0),  # two reps of 6 s
            (reps(8, open=True), Linger(20, in_seconds=True), 20.0),
            (breaths(8, open=True), Linger(0), 0.0),
        ],
    )
    def test_linger_in_the_doses_own_measure_or_in_seconds(self, dose, linger, linger_s):
        (only,) = work(laid(step("bridge", dose, linger=linger)))
        assert only.linger_s == linger_s

    def test_alternating_counts_linger_on_both_sides(self):
        # four counts x 2 sides x 5 s
        (only,) = work(laid(step("march", reps(6, open=True))))
        assert (only.duration_s, only.linger_s) == (60.0, 40.0)

    @pytest.mark.parametrize("dose", [reps(6, 8), reps(8), reps(8, open=True), breaths(5)])
    def test_self_pace_is_certain_of_nothing_and_waits(self, dose):
        timeline = laid(step("bridge", dose, pace=Pace.SELF, lead_in=1))
        (only,) = work(timeline)
        assert (only.duration_s, only.minimum_s, only.open) == (0.0, 0.0, True)
        assert (only.linger_s, only.paced, only.lead_in) == (None, False, 0)
        assert timeline.is_at_least

    def test_a_wait(self):
        timeline = laid(Wait(text="Fetch the band.", note="Red", say="Take your time."))
        (only,) = timeline.intervals
        assert (only.kind, only.open, only.duration_s, only.linger_s) == (Kind.WAIT, True, 0, None)
        assert (only.words, only.note, only.say) == ("Fetch the band.", "Red", "Take your time.")
        assert timeline.is_at_least

    def test_a_closed_session_is_not_at_least(self):
        assert not laid(step("sit")).is_at_least

    def test_a_hold_keeps_its_own_time_under_a_files_self_pace(self):
        timeline = laid(step("sit"), defaults=Timing(pace=Pace.SELF))
        assert sketch(timeline) == ["get_ready 10", "hold 20"]


class TestRule11IntervalsOfNoLength:
    def test_closed_ones_are_left_out_and_the_rest_are_numbered_on(self):
        timeline = laid(step(sets=2, get_ready=0.0, switch=0.0, rest_s=0.0), Rest(rest_s=0))
        assert sketch(timeline) == [*("hold 30 left", "hold 30 right") * 2]
        assert [one.index for one in timeline.intervals] == [0, 1, 2, 3]

    def test_open_ones_stay(self):
        timeline = laid(step("bridge", pace=Pace.SELF, get_ready=0.0), Wait(text="Well?"))
        assert sketch(timeline) == ["reps 0+", "wait 0+"]


class TestRule13Scale:
    @pytest.mark.parametrize(
        ("dose", "percent", "expected"),
        [
            (hold(30), 50, 15.0),
            (hold(30), 125, 38.0),  # 37.5 rounds half up
            (hold(45), 75, 34.0),  # 33.75
            (hold(5.5), 100, 5.5),  # as written
            (hold(1), 50, 1.0),
            (hold(0.5), 50, 1.0),  # 0.25 would be nothing
            (move(90), 110, 99.0),
            (reps(8), 75, 36.0),  # 6 reps x 6 s
            (reps(5), 50, 18.0),  # 2.5 -> 3 reps x 6 s
            (reps(1), 50, 6.0),
            (breaths(10), 125, 130.0),  # 12.5 -> 13 breaths x 10 s
        ],
    )
    def test_doses_are_scaled_and_rounded_half_up(self, dose, percent, expected):
        (only,) = work(laid(step("bridge", dose), choices=Choices(scale=percent)))
        assert only.duration_s == expected

    def test_nothing_else_is(self):
        timeline = laid(
            step("twist", sets=2), Rest(rest_s=20), step("camel"), choices=Choices(scale=50)
        )
        # lead-in 1 + 3 breaths (half of 5, up) x 10 s; hold 15; every other time as ever
        assert sketch(timeline) == [
            *("get_ready 10 left", "breathe 40 left", "switch 10 right", "breathe 40 right"),
            *("rest 30", "breathe 40 left", "switch 10 right", "breathe 40 right"),
            *("rest 20", "get_ready 12", "hold 15", "release 8"),
        ]

    def test_both_ends_of_a_range_and_an_or_more(self):
        (only,) = work(laid(step("bridge", reps(6, 8)), choices=Choices(scale=50)))
        assert (only.minimum_count, only.count) == (3, 4)
        (only,) = work(laid(step("bridge", hold(30, open=True)), choices=Choices(scale=50)))
        assert (only.open, only.duration_s, only.linger_s) == (True, 15.0, 15.0)

    def test_a_side_of_its_own_is_scaled_too(self):
        one = step(dose=hold(30), left=SideChange(dose=hold(20)))
        timeline = laid(one, choices=Choices(scale=50))
        assert sketch(work(timeline)) == ["hold 10 left", "hold 15 right"]

    def test_a_locked_file_is_never_touched(self):
        timeline = laid(step("sit"), choices=Choices(scale=50), locked=True)
        assert lengths(timeline, Kind.HOLD) == [20.0]


class TestAmounts:
    def test_it_runs_from_low_to_high(self):
        for least, most in ((3, 2), (-1, 2)):
            with pytest.raises(ValueError, match="low to high"):
                amount(least, most)

    def test_an_open_amount_has_one_number(self):
        with pytest.raises(ValueError, match="one number"):
            amount(3, 4, open=True)

    def test_a_range_has_two_ends(self):
        assert amount(3, 4).is_range
        assert not amount(3).is_range

"""The thirteen rules of the session file's arithmetic, each worked out by hand."""

import pytest

from hiptimer.engine.dose import Air, Breath, Every, Phase, Phases, Tempo
from hiptimer.engine.exercise import FirstMove, Posture, Side, Sides, Variant
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import (
    Auto,
    Linger,
    OwnExercise,
    Pace,
    Rest,
    SideChange,
    Timing,
    Version,
    Wait,
)
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from made import (
    BOOK,
    BRIDGE,
    CLAM,
    LUNGE,
    amount,
    breaths,
    catalogue,
    circuit,
    exercise,
    hold,
    laid,
    move,
    reps,
    session,
    sketch,
    step,
    work,
)


def lengths(timeline, kind):
    return [one.duration_s for one in timeline.intervals if one.kind is kind]


class TestRule1WhereAValueComesFrom:
    """From the step, else the file, else the catalogue, else what is built in."""

    USUAL = catalogue(exercise("raise", sides=Sides.BOTH, dose=reps(2), rest_s=45.0))
    BARE = catalogue(exercise("raise", sides=Sides.BOTH, dose=reps(2)))

    @pytest.mark.parametrize(
        ("book", "in_file", "in_step", "rest_s"),
        [
            (BARE, None, None, 30.0),
            (USUAL, None, None, 45.0),
            (USUAL, 20.0, None, 20.0),
            (USUAL, 20.0, 50.0, 50.0),
            (USUAL, 20.0, 5.0, 5.0),
        ],
    )
    def test_rest(self, book, in_file, in_step, rest_s):
        timeline = laid(
            step("raise", sets=2, rest_s=in_step), book=book, defaults=Timing(rest_s=in_file)
        )
        assert lengths(timeline, Kind.REST) == [rest_s]

    def test_a_written_nought_is_a_value(self):
        timeline = laid(step("raise", sets=2, rest_s=0.0), book=self.USUAL)
        assert lengths(timeline, Kind.REST) == []

    # Two breaths each: built in 4+6 = 10 s, catalogue 3+3, file 5+5, step 4+1+5+2.
    @pytest.mark.parametrize(
        ("usual", "in_file", "in_step", "seconds"),
        [
            (None, None, None, 20.0),
            (Breath(3, 0, 3, 0), None, None, 12.0),
            (Breath(3, 0, 3, 0), Breath(5, 0, 5, 0), None, 20.0),
            (Breath(3, 0, 3, 0), Breath(5, 0, 5, 0), Breath(4, 1, 5, 2), 24.0),
        ],
    )
    def test_breath(self, usual, in_file, in_step, seconds):
        book = catalogue(exercise("rest", sides=Sides.BOTH, dose=breaths(2), breath=usual))
        timeline = laid(step("rest", breath=in_step), book=book, defaults=Timing(breath=in_file))
        assert lengths(timeline, Kind.BREATHE) == [seconds]

    NAMED = Phases((Phase("Press", 3, Air.OUT), Phase("Ease", 4, Air.IN)))

    # Two reps each: built in 2-1-2-0 = 5 s; tempo gives way to the file, phases do not.
    @pytest.mark.parametrize(
        ("usual", "in_file", "in_step", "seconds"),
        [
            (None, None, None, 10.0),
            (Tempo(3, 1, 2, 0), None, None, 12.0),
            (Tempo(3, 1, 2, 0), Every(2), None, 4.0),
            (NAMED, Every(2), None, 14.0),
            (NAMED, Every(2), Tempo(1, 1, 1, 1), 8.0),
            (NAMED, None, Every(6), 12.0),
        ],
    )
    def test_one_rep(self, usual, in_file, in_step, seconds):
        book = catalogue(exercise("raise", sides=Sides.BOTH, dose=reps(2), rep=usual))
        timeline = laid(step("raise", rep=in_step), book=book, defaults=Timing(rep=in_file))
        assert lengths(timeline, Kind.REPS) == [seconds]

    def test_first_side_the_step_before_the_person_before_the_file(self):
        def first(in_step, chosen, in_file):
            timeline = laid(
                step(first=in_step), choices=Choices(first=chosen), defaults=Timing(first=in_file)
            )
            return [one.side for one in work(timeline)]

        left_first, right_first = [Side.LEFT, Side.RIGHT], [Side.RIGHT, Side.LEFT]
        assert first(None, None, None) == left_first
        assert first(None, None, Side.RIGHT) == right_first
        assert first(None, Side.LEFT, Side.RIGHT) == left_first
        assert first(Side.RIGHT, Side.LEFT, Side.LEFT) == right_first

    def test_pace_linger_and_rest_after_from_the_file_and_from_the_step(self):
        usual = Timing(pace=Pace.SELF, rest_after_s=7.0, linger=Linger(9))
        timeline = laid(
            step("bridge"),
            step("bridge", pace=Pace.GUIDED, rest_after_s=3.0),
            step("lunge", hold(10, open=True), sides=Sides.BOTH),
            step("lunge", hold(10, open=True), sides=Sides.BOTH, linger=Linger(2)),
            defaults=usual,
        )
        assert [one.open for one in work(timeline)] == [True, False, True, True]
        assert [one.linger_s for one in work(timeline)] == [None, None, 9, 2]
        assert lengths(timeline, Kind.REST) == [7.0, 3.0, 7.0]

    def test_get_ready_and_switch(self):
        usual = Timing(get_ready=5.0, switch=4.0)
        assert sketch(laid(step(), step(get_ready=3.0, switch=2.0), defaults=usual)) == [
            *("get_ready 5 left", "hold 30 left", "switch 4 right", "hold 30 right"),
            *("get_ready 3 left", "hold 30 left", "switch 2 right", "hold 30 right"),
        ]

    def test_a_step_may_ask_for_auto_again(self):
        usual = Timing(get_ready=5.0, switch=4.0)
        timeline = laid(step(get_ready=Auto.AUTO, switch=Auto.AUTO), defaults=usual)
        assert lengths(timeline, Kind.GET_READY) == [10.0]
        assert lengths(timeline, Kind.SWITCH) == [10.0]


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


class TestRule3Sides:
    @pytest.mark.parametrize(
        ("sides", "expected"),
        [
            (None, [Side.LEFT, Side.RIGHT]),
            (Sides.BOTH, [None]),
            (Sides.EACH, [Side.LEFT, Side.RIGHT]),
            (Sides.LEFT, [Side.LEFT]),
            (Sides.RIGHT, [Side.RIGHT]),
        ],
    )
    def test_the_steps_own_sides_else_the_catalogues(self, sides, expected):
        assert [one.side for one in work(laid(step("lunge", sides=sides)))] == expected

    def test_a_step_of_its_own_name_has_both(self):
        (only,) = work(laid(step(OwnExercise(name="Wall press"), hold(20))))
        assert only.side is None
        assert (only.exercise, only.name) == (None, "Wall press")

    def test_a_step_of_its_own_name_needs_a_dose(self):
        with pytest.raises(ValueError, match="Wall press"):
            laid(step(OwnExercise(name="Wall press")))

    def test_each_gives_both_sides_the_same(self):
        assert sketch(work(laid(step(dose=hold(45))))) == ["hold 45 left", "hold 45 right"]

    def test_left_and_right_change_that_side_alone(self):
        timeline = laid(step("clam", reps(12), right=SideChange(dose=reps(6))))
        assert [(one.side, one.count) for one in work(timeline)] == [("left", 12), ("right", 6)]
        timeline = laid(step(dose=hold(30), left=SideChange(dose=hold(20))))
        assert sketch(work(timeline)) == ["hold 20 left", "hold 30 right"]

    def test_a_change_for_a_side_that_is_not_done_changes_nothing(self):
        timeline = laid(step(dose=hold(30), sides=Sides.RIGHT, left=SideChange(dose=hold(20))))
        assert sketch(work(timeline)) == ["hold 30 right"]

    def test_an_unknown_exercise_is_a_key_error(self):
        with pytest.raises(KeyError):
            laid(step("unheard-of"))

    def test_the_side_names_a_part_of_the_body(self):
        assert [one.names_side for one in work(laid(step("clam")))] == ["left hip", "right hip"]


class TestRule4DoseAndSets:
    BOOK = catalogue(
        exercise(
            "squat",
            sides=Sides.BOTH,
            dose=reps(8),
            sets=3,
            easier=Variant(name="Half squat", dose=reps(5)),
            deeper=Variant(name="Deep squat"),
        )
    )

    def doses(self, *args, choices=None, **kwargs):
        timeline = laid(step("squat", *args, **kwargs), book=self.BOOK, choices=choices)
        return [one.count for one in work(timeline)]

    def test_without_a_dose_dose_and_sets_are_the_catalogues(self):
        assert self.doses() == [8, 8, 8]

    def test_a_written_dose_without_sets_is_one_set(self):
        assert self.doses(reps(10)) == [10]

    def test_a_written_dose_with_sets(self):
        assert self.doses(reps(10), sets=2) == [10, 10]

    def test_sets_alone_keep_the_catalogues_dose(self):
        assert self.doses(sets=2) == [8, 8]

    def test_a_variants_dose_counts_if_the_step_writes_none(self):
        assert self.doses(variant=Version.EASIER) == [5, 5, 5]
        assert self.doses(reps(10), variant=Version.EASIER) == [10]
        assert self.doses(variant=Version.DEEPER) == [8, 8, 8]

    def test_the_persons_version_stands_before_the_steps(self):
        choices = Choices(versions={0: Version.EASIER})
        assert self.doses(variant=Version.DEEPER, choices=choices) == [5, 5, 5]

    def test_a_variant_brings_name_posture_equipment_and_words(self):
        easier = Variant(
            name="Lunge at a chair",
            posture=Posture.STANDING,
            equipment=("chair",),
            instructions=("Hold the chair.", "Lean."),
            cue="Stay tall.",
        )
        book = catalogue(exercise("lunge", easier=easier, equipment=("mat",)))
        timeline = laid(step("lunge", variant=Version.EASIER), book=book)
        get_ready, left, switch, _right = timeline.intervals
        assert {one.name for one in timeline.intervals} == {"Lunge at a chair"}
        assert {one.version for one in timeline.intervals} == {Version.EASIER}
        assert switch.duration_s == 6.0
        assert timeline.equipment == ("chair",)
        assert (get_ready.words, left.words) == ("Hold the chair.", "Stay tall.")

    def test_a_variant_with_no_words_has_the_exercises_own(self):
        book = catalogue(exercise("lunge", easier=Variant(name="Low"), equipment=("mat",)))
        timeline = laid(step("lunge", variant=Version.EASIER), book=book)
        get_ready, left, *_rest = timeline.intervals
        assert get_ready.words == "Right foot forward, left knee down."
        assert left.words == "Tail tucked, ease forward."
        assert timeline.equipment == ("mat",)

    def test_a_version_the_catalogue_has_not_is_the_exercise_itself(self):
        timeline = laid(step("bridge", variant=Version.DEEPER))
        assert {(one.name, one.version) for one in timeline.intervals} == {("Bridge", None)}


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


class TestRule12Weeks:
    STEP = step(
        dose=hold(15),
        sides=Sides.BOTH,
        weeks={1: SideChange(dose=hold(20)), 3: SideChange(dose=hold(30), sets=amount(2))},
    )

    @pytest.mark.parametrize(
        ("week", "expected"), [(1, [20]), (2, [20]), (3, [30, 30]), (4, [30, 30]), (99, [30, 30])]
    )
    def test_the_largest_key_not_above_the_week(self, week, expected):
        timeline = laid(self.STEP, choices=Choices(week=week))
        assert lengths(timeline, Kind.HOLD) == expected

    def test_week_one_if_nothing_is_said(self):
        assert lengths(laid(self.STEP), Kind.HOLD) == [20]

    def test_before_the_first_key_the_step_as_written(self):
        later = step(dose=hold(15), sides=Sides.BOTH, weeks={4: SideChange(dose=hold(30))})
        assert lengths(laid(later, choices=Choices(week=3)), Kind.HOLD) == [15]

    def test_a_week_may_change_the_sets_alone(self):
        one = step(dose=hold(15), sides=Sides.BOTH, weeks={1: SideChange(sets=amount(3))})
        assert lengths(laid(one), Kind.HOLD) == [15, 15, 15]

    def test_a_side_keeps_its_own_change_in_every_week(self):
        one = step(
            dose=hold(15), weeks={1: SideChange(dose=hold(30))}, left=SideChange(dose=hold(10))
        )
        assert sketch(work(laid(one))) == ["hold 10 left", "hold 30 right"]


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


class TestTheWholeTimeline:
    def test_at_s_is_the_exact_sum(self):
        # tenths that binary fractions cannot hold: 0.1 + 0.2 + 0.7 = 1 exactly
        entries = [
            Rest(rest_s=0.1),
            Wait(text="a"),
            Rest(rest_s=0.2),
            Wait(text="b"),
            Rest(rest_s=0.7),
        ]
        timeline = laid(*entries, Wait(text="c"))
        assert [one.at_s for one in timeline.intervals] == [0.0, 0.1, 0.1, 0.3, 0.3, 1.0]
        assert timeline.duration_s == 1.0

    def test_milliseconds_add_up_exactly_too(self):
        # 1.001 x 1000 is 1000.9999999999999 in binary fractions; nine of them are 9.009 s
        timeline = laid(*[Rest(rest_s=1.001), Wait(text="a")] * 9)
        assert timeline.duration_s == 9.009
        assert timeline.intervals[-1].at_s == 9.009

    def test_equipment_is_the_files_own_then_what_the_exercises_need_each_once(self):
        timeline = laid(step("clam"), step("clam"), equipment=("cushion", "mat"))
        assert timeline.equipment == ("cushion", "mat", "mini_band")

    def test_title_load_note_and_posture_are_carried(self):
        timeline = laid(step("clam", load="red band", note="Slowly"), title="Hips")
        assert timeline.title == "Hips"
        assert {(one.load, one.note) for one in timeline.intervals} == {("red band", "Slowly")}
        assert {one.posture for one in timeline.intervals} == {Posture.SIDE_LYING}

    def test_with_everything_left_out_it_is_empty(self):
        choices = Choices(left_out=frozenset({0}))
        timeline = laid(step("sit", optional=True), choices=choices)
        assert timeline.intervals == ()
        assert (timeline.duration_s, timeline.minimum_s) == (0.0, 0.0)

    def test_a_session_knows_its_leaves_by_number(self):
        rest, wait = Rest(rest_s=5), Wait(text="Well?")
        made = session(step("sit"), circuit(2, step("bridge"), rest), wait)
        assert list(made.leaves()) == [
            *((0, step("sit")), (1, step("bridge")), (2, rest), (3, wait))
        ]

    def test_the_seeds_own_low_lunge_second_by_second(self):
        timeline = unroll(session(step("lunge"), step("bridge", reps(6))), BOOK)
        # 10, 30, 10, 30; then supine from half kneeling 12, and 6 x 6
        assert [(one.at_s, one.kind) for one in timeline.intervals] == [
            *((0, "get_ready"), (10, "hold"), (40, "switch"), (50, "hold")),
            *((80, "get_ready"), (92, "reps")),
        ]
        assert timeline.duration_s == 128.0


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


def test_a_variant_dose_of_another_kind_is_paced_as_itself():
    easier = Variant(name="Bridge hold", dose=hold(20))
    book = catalogue(exercise("bridge", sides=Sides.BOTH, dose=reps(5), easier=easier))
    timeline = laid(step("bridge", variant=Version.EASIER), book=book)
    assert sketch(timeline) == ["get_ready 10", "hold 20"]


def test_the_made_catalogue_is_what_these_tests_reckon_with():
    assert LUNGE.posture is Posture.HALF_KNEELING
    assert BRIDGE.rep == Tempo(2, 2, 2, 0)
    assert CLAM.dose == reps(12)

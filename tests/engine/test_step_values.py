"""Where each value of a step comes from: rules 1, 3, 4 and 12 of the arithmetic, worked out by hand."""

import pytest

from hiptimer.engine.dose import Air, Breath, Every, Phase, Phases, Tempo
from hiptimer.engine.exercise import Posture, Side, Sides, Variant
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Auto, Linger, OwnExercise, Pace, SideChange, Timing, Version
from hiptimer.engine.settling import Choices
from made import amount, breaths, catalogue, exercise, hold, laid, lengths, reps, sketch, step, work


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


def test_a_variant_dose_of_another_kind_is_paced_as_itself():
    easier = Variant(name="Bridge hold", dose=hold(20))
    book = catalogue(exercise("bridge", sides=Sides.BOTH, dose=reps(5), easier=easier))
    timeline = laid(step("bridge", variant=Version.EASIER), book=book)
    assert sketch(timeline) == ["get_ready 10", "hold 20"]

"""What the stage shows of each kind of interval and each state of the player."""

import pytest

from drawn import header
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Pace, Rest, SideChange, Version, Wait
from hiptimer.figure.phase import Beginning, Held, frames_at
from hiptimer.ui.showing import dose_number, moment_of, stage_state
from hiptimer.ui.widgets.moments import (
    BreathClock,
    Moment,
    OpenClock,
    RepsClock,
    SecondsClock,
    SideNote,
)
from made import Run, breaths, hold, move, reps, step

FIRST, SECOND, NOW, NEXT, DONE, AFTER = (
    SideNote.FIRST,
    SideNote.SECOND,
    SideNote.NOW,
    SideNote.NEXT,
    SideNote.DONE,
    SideNote.AFTER,
)


def begun(*entries, at=None, **changes):
    """Return a run that stands at the start of interval `at`, or of the first work."""
    run = Run(*entries, **changes)
    run.do("play")
    if at is None:
        at = next(one.index for one in run.player.timeline.intervals if one.kind.is_work)
    run.do("jump", at)
    return run


def shown(run, caption=""):
    return stage_state(run.player, caption)


def enter(run, kind, nth=0):
    """Go to the nth interval of a kind."""
    found = [one.index for one in run.player.timeline.intervals if one.kind is kind]
    run.do("jump", found[nth])
    return shown(run)


@pytest.mark.parametrize(
    ("kind", "moment"),
    [
        (Kind.HOLD, Moment.WORK),
        (Kind.MOVE, Moment.WORK),
        (Kind.REPS, Moment.WORK),
        (Kind.BREATHE, Moment.BREATHE),
        (Kind.REST, Moment.REST),
        (Kind.RELEASE, Moment.REST),
        (Kind.SWITCH, Moment.SWITCH),
        (Kind.GET_READY, Moment.SWITCH),
        (Kind.WAIT, Moment.SWITCH),
    ],
)
def test_each_kind_has_its_field(kind, moment):
    assert moment_of(kind) is moment


def test_every_kind_of_interval_has_a_field():
    assert {moment_of(kind) for kind in Kind} == set(Moment)


def test_nothing_before_the_start_and_after_the_end():
    run = Run(step())
    assert shown(run) is None
    run.do("play")
    run.do("stop")
    assert shown(run) is None


class TestHold:
    def test_counts_down_and_names_side_and_cue(self):
        run = begun(step("lunge", hold(30)))
        run.wait(12)
        state = shown(run)
        assert state.clock.digits() == "18"
        assert (state.clock.label, state.clock.below) == ("Hold", "of 30 seconds")
        assert (state.name, state.subtitle) == ("Lunge", "Left hip")
        assert state.cue == "Tail tucked, ease forward."
        assert (state.side, state.left_note, state.right_note) == (Side.LEFT, FIRST, NEXT)
        assert state.clock.notch() is None

    def test_a_caption_takes_the_place_of_the_cue(self):
        assert shown(begun(step()), "Halfway.").cue == "Halfway."

    def test_second_side_says_that_the_first_is_done(self):
        state = enter(begun(step()), Kind.HOLD, 1)
        assert (state.side, state.left_note, state.right_note) == (Side.RIGHT, DONE, SECOND)

    def test_right_first(self):
        state = shown(begun(step(first=Side.RIGHT)))
        assert (state.side, state.left_note, state.right_note) == (Side.RIGHT, NEXT, FIRST)

    def test_one_side_alone(self):
        state = shown(begun(step(sides="left")))
        assert (state.left_note, state.right_note) == (SideNote.PLAIN, None)

    def test_both_sides_have_no_gutter(self):
        state = shown(begun(step("sit")))
        assert (state.side, state.left_note, state.right_note) == (None, None, None)

    def test_range_counts_to_its_minimum_and_on(self):
        run = begun(step("sit", hold(20, 30)))
        assert shown(run).clock.digits() == "20"
        assert shown(run).clock.notch() == pytest.approx(1 / 3)
        run.wait(25)
        assert shown(run).clock.digits() == "+5"

    def test_open_hold_goes_on_past_its_minimum(self):
        run = begun(step("sit", hold(30, open=True)))
        clock = shown(run).clock
        assert (clock.digits(), clock.below) == ("30", "at least 30 s")
        run.wait(34)
        assert shown(run).clock.digits() == "+4"

    def test_a_long_hold_names_minutes(self):
        assert shown(begun(step("sit", hold(90)))).clock.below == "of 1 min 30 s"

    def test_one_second(self):
        assert shown(begun(step("sit", hold(1)))).clock.below == "of 1 second"

    def test_ten_seconds_more(self):
        run = begun(step("sit", hold(20)))
        run.do("longer")
        clock = shown(run).clock
        assert (clock.digits(), clock.below) == ("30", "of 30 seconds")

    def test_moving_for_a_time(self):
        assert shown(begun(step("sit", move(40)))).clock.label == "Keep moving"

    def test_load_and_note_stand_beside_the_side(self):
        state = shown(begun(step(load="red band", note="Slowly.")))
        assert state.subtitle == "Left hip · red band · Slowly."


class TestSets:
    def test_only_where_there_are_several(self):
        assert shown(begun(step("sit"))).sets is None

    def test_which_set_and_how_much_of_it(self):
        run = begun(step("sit", hold(20), sets=3, rest_s=10.0))
        enter(run, Kind.HOLD, 1)
        run.wait(5)
        sets = shown(run).sets
        assert (sets.current, sets.total, sets.progress) == (2, 3, pytest.approx(0.25))


class TestBreath:
    def test_lead_in_is_not_counted(self):
        run = begun(step("twist", breaths(5)))
        clock = shown(run).clock
        assert isinstance(clock, BreathClock)
        assert (clock.breath, clock.total, clock.label) == (0, 5, "Settle in")

    def test_counts_breaths_after_the_lead_in(self):
        run = begun(step("twist", breaths(5)))
        run.wait(10 + 10 + 1)
        clock = shown(run).clock
        assert (clock.breath, clock.label, clock.below) == (2, "Breath", "of 5")

    def test_the_disc_follows_the_breath(self):
        run = begun(step("twist", breaths(5), lead_in=0))
        run.wait(2)
        assert shown(run).clock.fullness == pytest.approx(0.5)
        run.wait(1.99)
        assert shown(run).clock.fullness == pytest.approx(1.0, abs=0.01)
        run.wait(0.02)
        assert shown(run).clock.fullness == pytest.approx(1.0, abs=0.01)
        run.wait(5.98)
        assert shown(run).clock.fullness == pytest.approx(0.0, abs=0.01)

    def test_a_held_breath_stays_full_and_a_pause_empty(self):
        from hiptimer.engine.dose import Breath  # noqa: PLC0415

        run = begun(step("twist", breaths(2), lead_in=0, breath=Breath(2, 3, 2, 3)))
        fullness = []
        for _second in range(10):
            run.wait(0.5)
            fullness.append(shown(run).clock.fullness)
            run.wait(0.5)
        assert fullness[2:5] == [1.0] * 3
        assert fullness[7:] == [0.0] * 3

    def test_phases_have_words_and_seconds(self):
        run = begun(step("twist", breaths(5), lead_in=0))
        run.wait(5)
        phases = shown(run).clock.phases
        assert phases.parts[phases.current].word.lower().startswith("breathe out")
        assert phases.seconds_left == 5

    def test_at_ones_own_pace(self):
        state = shown(begun(step("twist", breaths(5), pace=Pace.SELF)))
        assert isinstance(state.clock, OpenClock)
        assert state.clock.big == "5"
        assert "breaths" in state.clock.words
        assert "Space" in state.clock.hint


class TestReps:
    def test_one_segment_a_rep(self):
        run = begun(step("bridge", reps(8)))
        run.wait(6 + 3)
        clock = shown(run).clock
        assert isinstance(clock, RepsClock)
        assert (clock.rep, clock.total, clock.progress) == (2, 8, pytest.approx(0.5))
        assert (clock.label, clock.below, clock.minimum) == ("Rep", "of 8", None)

    def test_a_range_marks_its_minimum(self):
        clock = shown(begun(step("bridge", reps(6, 8)))).clock
        assert (clock.minimum, clock.below) == (6, "of 6-8")

    def test_or_more_goes_on_counting(self):
        run = begun(step("bridge", reps(3, open=True)))
        run.wait(3 * 6 + 1)
        clock = shown(run).clock
        assert (clock.rep, clock.below) == (4, "of 3+")

    def test_at_ones_own_pace(self):
        run = begun(step("bridge", reps(8), pace=Pace.SELF))
        clock = shown(run).clock
        assert isinstance(clock, OpenClock)
        assert (clock.big, clock.words) == ("8", "reps, at your own pace")

    def test_alternate_sides_change_with_each_rep(self):
        run = begun(step("march", reps(6)))
        one_s = run.interval.count_s / 2
        state = shown(run)
        assert (state.side, state.left_note, state.right_note) == (Side.LEFT, NOW, NEXT)
        run.wait(one_s + 0.01)
        state = shown(run)
        assert (state.side, state.left_note, state.right_note) == (Side.RIGHT, NEXT, NOW)
        assert state.clock.rep == 1
        run.wait(one_s)
        assert (shown(run).side, shown(run).clock.rep) == (Side.LEFT, 2)

    def test_before_alternate_sides_the_first_is_named(self):
        run = Run(step("march", reps(6), first=Side.RIGHT))
        run.do("play")
        state = shown(run)
        assert (state.side, state.left_note, state.right_note) == (None, AFTER, FIRST)

    def test_each_side_is_a_whole_movement_of_the_figure(self):
        run = begun(step("march", reps(6)))
        one_s = run.interval.count_s / 2
        figure = header(frames=101, path=(0, 100))
        frames = {side: [] for side in Side}
        for _tenth in range(20):
            spec = shown(run).figure
            frames[spec.side] += frames_at(figure, spec.at)
            run.wait(one_s / 10, every=one_s)
        # Down in 2 s, a second there, up in 2 s.
        assert frames[Side.LEFT] == pytest.approx([0, 15, 50, 85, 100, 100, 100, 85, 50, 15], abs=1)
        assert frames[Side.RIGHT] == frames[Side.LEFT]

    def test_at_ones_own_pace_the_figure_goes_on_and_on(self):
        run = begun(step("bridge", reps(6), pace=Pace.SELF))
        figure = header(frames=11, path=(0, 10))
        frames = []
        for _second in range(8):
            frames += frames_at(figure, shown(run).figure.at)
            run.wait(1.0)
        # As in the tempo: two seconds down, two there, two up.
        assert frames == [0, 5, 10, 10, 10, 5, 0, 5]


class TestFigure:
    def test_a_hold_breathes_by_the_clock_and_waits_in_a_pause(self):
        run = begun(step("lunge", hold(30)))
        run.wait(3.0)
        assert shown(run).figure.at == Held(pytest.approx(3.0))
        run.do("pause")
        run.wait(5.0)
        assert shown(run).figure.at == Held(pytest.approx(3.0))

    def test_a_guided_breath_and_the_disc_are_one(self):
        run = begun(step("twist", breaths(5)))
        for _half in range(25):
            state = shown(run)
            assert state.figure.at.fullness == state.clock.fullness
            run.wait(0.5)

    def test_moving_for_a_time_goes_forth_and_back(self):
        run = begun(step("march", move(30)))
        figure = header(frames=11, path=(0, 10))
        run.wait(1.5)
        assert frames_at(figure, shown(run).figure.at) == (5,)
        run.wait(1.5)
        assert frames_at(figure, shown(run).figure.at) == (10,)

    def test_the_version_chosen_is_shown(self):
        run = begun(step("lunge", hold(30), variant=Version.EASIER))
        assert shown(run).figure.version is Version.EASIER

    def test_before_and_between_it_shows_how_to_begin(self):
        run = Run(step("lunge", hold(10), sets=2, rest_s=30.0))
        run.do("play")
        assert shown(run).figure.at == Beginning()
        assert enter(run, Kind.SWITCH).figure.at == Beginning()
        state = enter(run, Kind.REST)
        assert (state.figure.at, state.figure.side) == (Beginning(), Side.LEFT)


class TestInBetween:
    def test_get_ready_says_what_comes_and_which_side(self):
        run = Run(step("lunge", hold(30)))
        run.do("play")
        state = shown(run)
        assert state.moment is Moment.SWITCH
        assert (state.clock.label, state.clock.below) == ("Get ready", "then 30 s")
        assert (state.side, state.left_note, state.right_note) == (Side.LEFT, FIRST, NEXT)
        assert state.cue == "Right foot forward, left knee down."
        assert not state.headline

    def test_switch_is_a_call(self):
        state = enter(begun(step()), Kind.SWITCH)
        assert (state.name, state.headline) == ("Switch to your right", True)
        assert (state.side, state.left_note, state.right_note) == (Side.RIGHT, DONE, NOW)
        assert state.clock.label == "Get into position"

    def test_switch_back_for_the_next_set(self):
        run = begun(step("lunge", hold(10), sets=2, rest_s=0.0))
        state = enter(run, Kind.SWITCH, 1)
        assert state.name == "Switch to your left"
        assert (state.side, state.left_note, state.right_note) == (Side.LEFT, NOW, None)

    def test_rest_shows_what_it_leads_to(self):
        run = begun(step("lunge", hold(10), sets=2, rest_s=30.0))
        state = enter(run, Kind.REST)
        assert state.moment is Moment.REST
        assert state.side is None
        assert state.coming_up.name == "Lunge"
        assert state.coming_up.dose == "Set 2 of 2 · 10 s"
        assert state.coming_up.side is Side.LEFT
        assert (state.left_note, state.right_note) == (NEXT, AFTER)
        assert state.clock.below == "1 of 2 sets done"

    def test_rest_before_another_exercise(self):
        run = begun(step("sit"), Rest(rest_s=20.0), step("bridge", reps(8)))
        state = enter(run, Kind.REST)
        assert (state.coming_up.name, state.coming_up.dose) == ("Bridge", "8 reps")
        assert state.clock.below == ""
        assert state.figure.exercise == "bridge"

    def test_rest_at_the_very_end_leads_to_nothing(self):
        run = begun(step("sit"), Rest(rest_s=20.0))
        state = enter(run, Kind.REST)
        assert state.coming_up is None
        assert isinstance(state.clock, SecondsClock)

    def test_release_says_the_way_out(self):
        state = enter(begun(step("camel", hold(20))), Kind.RELEASE)
        assert (state.clock.label, state.clock.below) == ("Ease out", "")
        assert state.cue == "Hands to the hips, come up slowly."

    def test_wait_says_its_sentence_once_and_large(self):
        run = begun(Wait(text="Fetch the band."), step("clam"), at=0)
        state = shown(run)
        assert (state.name, state.headline, state.cue) == ("Fetch the band.", True, "")
        assert state.clock.words == "Press Space to go on"
        assert state.figure is None

    def test_waiting_for_the_person(self):
        run = Run(step(), wait_for_me=True)
        run.do("play")
        assert not shown(run).waiting
        run.wait(60)
        assert shown(run).waiting

    def test_paused(self):
        run = begun(step())
        run.wait(4)
        run.do("pause")
        before = shown(run)
        run.wait(60)
        assert before.paused
        assert shown(run) == before


def test_unequal_sides_show_their_own_dose():
    run = begun(step("bridge", reps(8), sides="each", right=SideChange(dose=reps(6))))
    state = enter(run, Kind.SWITCH)
    assert state.clock.below == "then 6 reps"
    assert dose_number(run.player.following) == "6"

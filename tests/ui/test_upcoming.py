"""What comes next, where the session stands, and the strip's blocks."""

from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Rest, SideChange, Version, Wait
from hiptimer.ui.upcoming import blocks, exercise_steps, place_words, upcoming
from hiptimer.ui.widgets.moments import Moment
from hiptimer.ui.widgets.timeline_strip import BlockState
from made import Run, circuit, hold, laid, reps, step


def at(run, kind, nth=0):
    """Go to the nth interval of a kind and return what comes after it."""
    if run.player.progress is None:
        run.do("play")
    found = [one.index for one in run.player.timeline.intervals if one.kind is kind]
    run.do("jump", found[nth])
    return upcoming(run.player)


def test_after_getting_ready_comes_the_exercise():
    following = at(Run(step("lunge", hold(30))), Kind.GET_READY)
    assert (following.name, following.dose, following.side) == ("Lunge", "30 s", Side.LEFT)
    assert following.moment is Moment.WORK
    assert following.figure.exercise == "lunge"


def test_after_the_first_side_comes_the_other():
    following = at(Run(step("lunge", hold(30))), Kind.HOLD)
    assert (following.name, following.dose) == ("Switch sides", "same again, 30 s")
    assert following.side is Side.RIGHT
    assert following.figure.side is Side.RIGHT


def test_the_easier_version_is_shown_beforehand():
    run = Run(step("sit", hold(10)), step("lunge", hold(30), variant=Version.EASIER))
    assert at(run, Kind.HOLD).figure.version is Version.EASIER


def test_another_dose_is_not_called_the_same_again():
    run = Run(step("bridge", reps(8), sides="each", right=SideChange(dose=reps(6))))
    assert at(run, Kind.REPS).dose == "6 reps"


def test_a_rest_says_what_it_is_for():
    run = Run(step("sit", hold(10), sets=2, rest_s=45.0), step("bridge", reps(8)))
    following = at(run, Kind.HOLD)
    assert (following.name, following.before, following.dose) == ("Rest 45 s", "then", "set 2 of 2")


def test_a_rest_between_exercises_names_the_next():
    run = Run(step("sit"), Rest(rest_s=20.0), step("bridge", reps(8)))
    following = at(run, Kind.HOLD)
    assert (following.name, following.dose) == ("Rest 20 s", "Bridge")


def test_a_rest_at_the_end_leads_to_nothing():
    following = at(Run(step("sit"), Rest(rest_s=20.0)), Kind.HOLD)
    assert (following.name, following.dose, following.figure) == ("Rest 20 s", "", None)


def test_easing_out_and_waiting():
    run = Run(step("camel", hold(20)), Wait(text="Fetch the band."), step("clam"))
    assert at(run, Kind.HOLD).name == "Ease out"
    following = at(run, Kind.RELEASE)
    assert (following.name, following.moment) == ("Fetch the band.", Moment.SWITCH)


def test_the_next_exercise_is_named_with_its_dose():
    following = at(Run(step("sit"), step("bridge", reps(8))), Kind.HOLD)
    assert (following.name, following.dose) == ("Bridge", "8 reps")


def test_the_end():
    assert at(Run(step("sit")), Kind.HOLD).name == "Then you are done"


def test_places_count_exercises_only():
    timeline = laid(step("sit"), Rest(rest_s=20.0), Wait(text="Fetch it."), step("bridge"))
    assert exercise_steps(timeline) == [0, 3]
    words = {one.kind: place_words(one, timeline) for one in timeline.intervals}
    assert words[Kind.HOLD] == "Step 1 of 2"
    assert words[Kind.REST] == words[Kind.WAIT] == words[Kind.REPS] == "Step 2 of 2"


def test_places_name_the_round():
    timeline = laid(circuit(2, step("sit", hold(5)), step("bridge", reps(2))))
    last = timeline.intervals[-1]
    assert place_words(last, timeline) == "Step 2 of 2 · round 2 of 2"


def test_a_block_for_each_interval_grouped_by_exercise():
    timeline = laid(step("lunge", hold(30)), Rest(rest_s=20.0), step("bridge", reps(8)))
    shown = blocks(timeline)
    assert len(shown) == len(timeline.intervals)
    assert [one.seconds for one in shown] == [one.duration_s for one in timeline.intervals]
    groups = {one.kind: block.step for one, block in zip(timeline.intervals, shown, strict=True)}
    assert groups[Kind.HOLD] == groups[Kind.SWITCH] == groups[Kind.REST] == 0
    assert groups[Kind.REPS] == 1
    assert [one.label for one in shown if one.step == 1] == ["Bridge"] * 2


def test_a_session_may_begin_with_a_wait():
    shown = blocks(laid(Wait(text="Fetch it."), step("sit"), step("bridge")))
    assert [one.step for one in shown] == [0, 0, 0, 1, 1]


def test_a_step_of_a_circuit_has_the_same_number_in_each_round():
    timeline = laid(circuit(2, step("sit", hold(5)), step("bridge", reps(2))))
    shown = zip(timeline.intervals, blocks(timeline), strict=True)
    numbers = {(one.exercise, block.step) for one, block in shown if one.kind.is_work}
    assert numbers == {("sit", 0), ("bridge", 1)}


def test_what_was_left_out_is_shown_so():
    shown = blocks(laid(step("lunge")), frozenset({0, 1, 2}), frozenset({1}))
    states = [BlockState.DONE, BlockState.SKIPPED, BlockState.DONE, BlockState.TO_DO]
    assert [one.state for one in shown] == states


def test_what_is_over_is_done():
    shown = blocks(laid(step("lunge")), frozenset({0, 1}))
    done = [one.state is BlockState.DONE for one in shown]
    assert done == [True, True, False, False]


def test_titles_name_kind_side_and_set():
    timeline = laid(step("lunge", hold(10), sets=2, rest_s=10.0))
    titles = [block.title for block in blocks(timeline)]
    assert titles[0] == "Lunge, get ready, left, set 1 of 2"
    assert titles[1] == "Lunge, left, set 1 of 2"

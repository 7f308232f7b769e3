"""The player moved about at the person's word: on, past a step, back, again, anywhere."""

import pytest
from answered import dones, entered, kinds, outcomes, spoken, tones

from hiptimer.engine.cues import Tone
from hiptimer.engine.events import Finished, Left, Outcome
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Pace
from made import Run, circuit, reps, step


class TestNext:
    def test_work_hardly_begun_is_skipped(self, run):
        run.wait(10.5)
        assert outcomes(run.do("next")) == [(1, Outcome.SKIPPED)]
        assert run.interval.index == 2

    def test_work_left_on_the_way_is_shortened(self, run):
        run.wait(22)
        ((index, done),) = dones(run.do("next"))
        assert (index, done.outcome, done.done_s, done.extra_s) == (1, Outcome.SHORTENED, 12.0, 0.0)

    def test_reps_left_on_the_way_count_whole_ones(self, run):
        run.wait(100 + 12)
        ((_index, done),) = dones(run.do("next"))
        assert (done.outcome, done.count) == (Outcome.SHORTENED, 2)

    def test_getting_ready_left_early_is_complete(self, run):
        run.wait(2)
        assert outcomes(run.do("next")) == [(0, Outcome.COMPLETE)]

    def test_the_lower_end_of_a_range_is_complete(self):
        one = Run(step("hinge", reps(6, 8)))
        one.do("play")
        one.wait(10 + 31)
        ((_index, done),) = dones(one.do("next"))
        assert (done.outcome, done.count) == (Outcome.COMPLETE, 6)

    def test_after_the_very_last_comes_the_finale(self, run):
        run.do("jump", 5)
        events = run.do("next")
        assert tones(events) == [Tone.FINISHED]
        assert spoken(events) == ["Session done. Well worked."]
        assert kinds(events) == [Left, Finished]
        assert run.player.is_over

    def test_while_paused_it_moves_on_and_stays_paused(self, run):
        run.do("pause")
        assert entered(run.do("next")) == [1]
        assert run.player.is_paused
        assert run.late(59) == []
        assert run.player.progress.elapsed_s == 0.0


class TestSkippingAStep:
    def test_the_rest_of_the_step_is_skipped_with_its_other_side(self, run):
        run.wait(20)
        events = run.do("skip_step")
        assert outcomes(events) == [(1, Outcome.SKIPPED), (3, Outcome.SKIPPED)]
        assert dones(events)[1][1].done_s == 0.0
        assert entered(events) == [4]

    def test_because_of_pain(self, run):
        run.wait(20)
        run.do("pain")
        events = run.do("skip_step", Outcome.PAIN)
        assert outcomes(events) == [(1, Outcome.PAIN), (3, Outcome.SKIPPED)]
        assert run.player.is_paused

    def test_counts_not_done_are_nought(self):
        one = Run(step("clam"), step("hinge"))
        one.do("play")
        events = one.do("skip_step")
        assert [(index, done.count) for index, done in dones(events)] == [(0, None), (1, 0), (3, 0)]

    def test_only_this_round_is_skipped(self):
        one = Run(circuit(2, step("sit"), rest_s=20.0))
        one.do("play")
        assert entered(one.do("skip_step")) == [2]
        assert one.interval.kind is Kind.REST

    def test_the_last_step_ends_the_session(self, run):
        run.do("jump", 4)
        assert isinstance(run.do("skip_step")[-1], Finished)


class TestGoingBack:
    def test_once_begins_this_side_again(self, run):
        run.wait(60)  # 10 s into the right side
        events = run.do("back")
        assert outcomes(events) == [(3, Outcome.RESTARTED)]
        assert entered(events) == [3]
        assert run.player.progress.elapsed_s == 0.0

    def test_twice_goes_to_the_side_before_from_getting_into_position(self, run):
        run.wait(60)
        run.do("back")
        assert entered(run.do("back")) == [0]

    def test_while_changing_sides_it_first_begins_the_change_again(self, run):
        run.wait(45)
        assert entered(run.do("back")) == [2]
        assert entered(run.do("back")) == [0]

    def test_at_the_very_beginning_it_stays_there(self, run):
        run.wait(1)
        assert entered(run.do("back")) == [0]

    def test_cues_are_given_again(self, run):
        run.wait(30)
        events = run.do("back") + run.wait(20)
        assert spoken(events)[0] == "Hold, 30 seconds."
        assert "Halfway." in spoken(events)


class TestRepeating:
    def test_the_side_in_hand_from_getting_into_position(self, run):
        run.wait(60)
        assert entered(run.do("repeat")) == [2]

    def test_between_two_sides_the_one_just_done(self, run):
        run.wait(45)
        assert entered(run.do("repeat")) == [0]

    def test_at_the_very_beginning(self, run):
        assert entered(run.do("repeat")) == [0]


class TestJumping:
    def test_ahead_work_jumped_over_is_skipped(self, run):
        run.wait(20)
        events = run.do("jump", 4)
        assert outcomes(events) == [(1, Outcome.SHORTENED), (3, Outcome.SKIPPED)]
        assert entered(events) == [4]

    def test_behind_or_here_it_is_done_again(self, run):
        run.wait(60)
        assert outcomes(run.do("jump", 3)) == [(3, Outcome.RESTARTED)]
        assert entered(run.do("jump", 0)) == [0]

    @pytest.mark.parametrize("index", [-1, 6, 100])
    def test_to_nowhere_is_nothing(self, run, index):
        assert run.do("jump", index) == []
        assert run.interval.index == 0

    @pytest.mark.parametrize(
        ("seconds", "outcome"), [(0.5, Outcome.SKIPPED), (2.0, Outcome.SHORTENED)]
    )
    def test_away_from_ones_own_pace_nobody_has_said_that_it_is_done(self, seconds, outcome):
        one = Run(step("bridge", pace=Pace.SELF, get_ready=0.0), step("sit"))
        one.do("play")
        one.wait(seconds)
        ((_index, done),) = dones(one.do("jump", 2))
        assert (done.outcome, done.done_s, done.count) == (outcome, seconds, None)

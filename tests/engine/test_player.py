"""The player from its first command to its end: time that passes, and where it has come to."""

import pytest
from answered import LUNGE_THEN_HINGE, dones, entered, kinds, spoken

from hiptimer.engine.cues import Tone, ToneCue
from hiptimer.engine.dose import Every
from hiptimer.engine.events import CueDue, Entered, Finished, Left, Outcome, Stopped, Why
from hiptimer.engine.exercise import Side, Sides
from hiptimer.engine.session import Linger
from hiptimer.engine.settling import Choices
from made import Run, breaths, hold, move, of, reps, sketch, step


class TestBeginning:
    def test_before_it_nothing_is_in_hand(self):
        one = Run(*LUNGE_THEN_HINGE)
        player = one.player
        assert (player.progress, player.interval, player.following) == (None, None, None)
        assert not player.is_paused
        assert not player.is_over
        assert not player.is_waiting
        assert player.left_s == player.timeline.duration_s == 140.0
        assert player.position_s == 0.0

    @pytest.mark.parametrize(
        "command",
        [
            *("advance", "pause", "next", "back", "repeat", "longer", "shorter", "easier"),
            *("slower", "faster", "pain", "carry_on", "slept", "stop", "skip_step"),
        ],
    )
    def test_before_it_every_other_command_answers_with_nothing(self, command):
        one = Run(*LUNGE_THEN_HINGE)
        assert one.do(command) == []
        assert one.player.progress is None

    def test_before_it_there_is_nowhere_to_jump(self):
        assert Run(*LUNGE_THEN_HINGE).do("jump", 2) == []

    def test_play_enters_the_first_interval_and_its_first_words_are_due(self):
        one = Run(*LUNGE_THEN_HINGE)
        events = one.do("play")
        assert entered(events) == [0]
        assert spoken(events) == ["First: lunge. Left hip."]

    def test_play_again_changes_nothing(self, run):
        run.wait(4)
        assert run.do("play") == []
        assert run.player.progress.elapsed_s == 4.0

    @pytest.mark.parametrize(("at", "first"), [(0, 0), (1, 0), (2, 2), (3, 2), (4, 4), (5, 4)])
    def test_play_at_begins_with_getting_into_position(self, at, first):
        assert entered(Run(*LUNGE_THEN_HINGE).do("play", at)) == [first]

    def test_play_at_a_rest_begins_there(self):
        assert entered(Run(step("sit", sets=2)).do("play", 2)) == [2]

    def test_a_session_of_which_nothing_is_left_is_over_at_once(self):
        one = Run(step("sit", optional=True), choices=Choices(left_out=frozenset({0})))
        events = one.do("play")
        assert of(Finished, events)
        assert one.player.is_over

    def test_toggle_begins(self):
        assert entered(Run(*LUNGE_THEN_HINGE).do("toggle")) == [0]


class TestTimePassing:
    def test_each_interval_is_entered_when_it_is_due(self, run):
        run.wait(9.75)
        assert run.interval.index == 0
        run.wait(0.25)
        assert run.interval.index == 1
        assert run.player.progress.elapsed_s == 0.0

    def test_one_late_ask_tells_everything_in_order(self, run):
        events = run.late(45.0)
        assert kinds(events) == [Left, Entered, Left, Entered]
        assert entered(events) == [1, 2]
        assert run.player.progress.elapsed_s == 5.0
        assert run.player.position_s == 45.0
        assert run.player.left_s == 95.0

    def test_to_the_end(self, run):
        events = run.wait(140)
        assert entered(events) == [1, 2, 3, 4, 5]
        assert kinds(events)[-2:] == [Left, Finished]
        assert spoken(events)[-2:] == ["7. Last one.", "Session done. Well worked."]
        player = run.player
        assert player.is_over
        assert (player.progress, player.left_s, player.position_s) == (None, 0.0, 140.0)
        assert run.do("play") == run.do("next") == run.do("advance") == []

    def test_what_was_done(self, run):
        events = run.wait(140)
        assert [(done.outcome, done.done_s, done.count) for _i, done in dones(events)] == [
            (Outcome.COMPLETE, 10.0, None),
            (Outcome.COMPLETE, 30.0, None),
            (Outcome.COMPLETE, 10.0, None),
            (Outcome.COMPLETE, 30.0, None),
            (Outcome.COMPLETE, 20.0, None),
            (Outcome.COMPLETE, 40.0, 8),
        ]

    def test_asked_late_or_often_the_same_was_done(self):
        for dose, linger in ((reps(8, open=True), 2), (hold(20, open=True), 7), (reps(3), None)):
            done = []
            for every in (0.25, 500.0):
                one = Run(step("bridge", dose, linger=linger and Linger(linger)))
                one.do("play")
                done.append([event.done for event in of(Left, one.wait(500, every=every))])
            assert done[0] == done[1]

    def test_cues_tell_how_late_they_are(self, run):
        events = run.late(45.0)
        late = {
            (event.cue.tone if isinstance(event.cue, ToneCue) else event.cue.text): event.late_s
            for event in of(CueDue, events)
        }
        assert late[Tone.START] == 35.0  # due at 10
        assert late["Halfway."] == 20.0  # due at 25
        assert late[Tone.END] == 5.0  # due at 40
        assert late[Tone.SWITCH] == pytest.approx(3.8)  # due at 41.2, after the words

    def test_the_last_words_tell_how_late_they_are(self, run):
        events = run.late(150.0)
        (finished,) = [
            one
            for one in of(CueDue, events)
            if one.cue.at_s == 140 and isinstance(one.cue, ToneCue)
        ]
        assert (finished.cue.tone, finished.late_s) == (Tone.FINISHED, 10.0)


class TestStopping:
    def test_what_was_done_stays_done(self, run):
        run.wait(22)
        events = run.do("stop")
        ((_index, done),) = dones(events)
        assert (done.outcome, done.done_s) == (Outcome.STOPPED, 12.0)
        assert events[-1] == Stopped(Why.PERSON)
        assert run.player.is_over
        assert run.late(100) == []


class TestProgress:
    def test_where_in_the_breath(self):
        one = Run(step("twist", sides=Sides.BOTH))  # lead-in 1, five breaths of 4 + 6
        one.do("play")
        one.wait(10 + 2)
        beat = one.player.progress.beat
        assert (beat.number, beat.phase.say, beat.phase_elapsed_s) == (0, "Breathe in", 2.0)
        assert beat.part == pytest.approx(0.2)
        assert one.player.progress.counts_done == 0
        one.wait(13)
        beat = one.player.progress.beat
        assert (beat.number, beat.phase_index, beat.phase_elapsed_s) == (1, 1, 1.0)
        assert beat.part == pytest.approx(0.5)
        assert beat.side is None

    def test_whose_turn_it_is(self):
        one = Run(step("march", first=Side.RIGHT))
        one.do("play")
        one.wait(10 + 1)
        assert (one.player.progress.beat.number, one.player.progress.beat.side) == (1, Side.RIGHT)
        one.wait(5)
        assert (one.player.progress.beat.number, one.player.progress.beat.side) == (1, Side.LEFT)
        assert one.player.progress.counts_done == 0
        one.wait(5)
        assert (one.player.progress.beat.number, one.player.progress.beat.side) == (2, Side.RIGHT)
        assert one.player.progress.counts_done == 1

    def test_at_the_very_end_it_is_still_the_last_rep(self):
        one = Run(step("hinge", reps(3), rep=Every(2)))
        one.do("play")
        one.wait(10)
        one.clock.now += 6
        beat = one.player.progress.beat
        assert (beat.number, beat.phase_elapsed_s, beat.part) == (3, 2.0, 1.0)

    def test_a_hold_has_no_beat_and_no_count(self, run):
        run.wait(15)
        assert run.player.progress.beat is None
        assert run.player.progress.counts_done is None
        assert run.player.progress.part == pytest.approx(5 / 30)

    def test_what_follows(self, run):
        assert run.player.following.index == 1
        run.do("jump", 5)
        assert run.player.following is None


def test_the_kinds_of_work_and_what_they_say_at_the_start():
    for dose, words in (
        (hold(10), "Hold, 10 seconds."),
        (move(10), "Begin. 10 seconds."),
        (reps(2), "2 reps. Lower."),
        (breaths(2), "Breathe in."),
    ):
        one = Run(step("sit", dose, get_ready=5.0))
        one.do("play")
        assert spoken(one.wait(5))[-1] == words


def test_these_tests_reckon_with_the_timeline_they_name():
    one = Run(*LUNGE_THEN_HINGE)
    assert sketch(one.player.timeline) == [
        *("get_ready 10 left", "hold 30 left", "switch 10 right", "hold 30 right"),
        *("get_ready 20", "reps 40"),
    ]

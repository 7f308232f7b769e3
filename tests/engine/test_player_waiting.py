"""The player where the person says when: wait for me, doses of or more, waits and their own pace."""

import pytest
from answered import LUNGE_THEN_HINGE, dones, entered, kinds, outcomes, spoken, tones

from hiptimer.engine.cues import Tone, ToneCue
from hiptimer.engine.events import CueDue, Left, MinimumReached, Outcome, Paused, Resumed, Waiting
from hiptimer.engine.session import Linger, Pace, Rest, Wait
from hiptimer.engine.settling import Choices
from made import Run, breaths, hold, of, reps, step


class TestWaitForMe:
    def begun(self):
        one = Run(*LUNGE_THEN_HINGE, wait_for_me=True)
        one.do("play")
        return one

    def test_getting_ready_holds_at_nought_and_says_so_once(self):
        one = self.begun()
        events = one.wait(300)
        assert [event.interval.index for event in of(Waiting, events)] == [0]
        assert entered(events) == []
        assert one.player.is_waiting
        assert one.player.progress.remaining_s == 0.0
        assert one.player.left_s == 130.0

    @pytest.mark.parametrize("command", ["next", "toggle"])
    def test_the_person_says_when(self, command):
        one = self.begun()
        one.wait(300)
        events = one.do(command)
        ((index, done),) = dones(events)
        assert (index, done.outcome, done.done_s) == (0, Outcome.COMPLETE, 10.0)
        assert entered(events) == [1]
        assert one.player.progress.elapsed_s == 0.0

    def test_before_nought_the_big_key_pauses(self):
        one = self.begun()
        one.wait(5)
        assert not one.player.is_waiting
        assert kinds(one.do("toggle")) == [Paused]

    def test_changing_sides_holds_too_and_work_does_not(self):
        one = self.begun()
        one.wait(12)
        one.do("next")
        assert entered(one.wait(30)) == [2]
        assert [event.interval.index for event in of(Waiting, one.wait(30))] == [2]

    def test_a_rest_goes_on_by_itself(self):
        one = Run(Rest(rest_s=5), step("sit"), wait_for_me=True)
        one.do("play")
        assert entered(one.wait(6)) == [1]

    def test_ten_seconds_more_run_down_again(self):
        one = self.begun()
        one.wait(60)
        one.do("longer")
        assert not one.player.is_waiting
        assert one.player.progress.remaining_s == 10.0
        events = one.wait(30)
        assert len(of(Waiting, events)) == 1

    def test_nothing_is_counted_down_to_but_the_wait_is_said(self):
        one = self.begun()
        events = one.wait(60)
        assert Tone.READY_COUNTDOWN not in tones(events)
        assert spoken(events)[-1] == "Ready when you are."
        one.do("next")
        events = one.wait(40)
        assert Tone.COUNTDOWN in tones(events)  # the end of the work is

    def test_nothing_can_be_taken_from_nought(self):
        one = self.begun()
        one.wait(60)
        assert one.do("shorter") == []

    def test_paused_while_waiting_the_big_key_goes_on(self):
        one = self.begun()
        one.wait(60)
        one.do("pause")
        assert kinds(one.do("toggle")) == [Resumed]
        assert one.interval.index == 0
        assert entered(one.do("toggle")) == [1]


class TestOpenDoses:
    def test_an_or_more_tells_its_minimum_once_and_moves_on_by_itself(self):
        one = Run(step("sit", hold(30, open=True)), step("sit"))
        one.do("play")
        events = one.wait(10 + 44.75)
        assert [event.interval.index for event in of(MinimumReached, events)] == [1]
        assert Tone.MINIMUM in tones(events)
        assert "30 seconds. 15 more if it feels good, or ease out." in spoken(events)
        assert Tone.END not in tones(events)
        events = one.wait(0.25)
        assert tones(events) == [Tone.END]
        assert spoken(events)[0] == "And release."
        assert outcomes(events) == [(1, Outcome.COMPLETE)]

    def test_its_last_words_tell_how_late_they_are(self):
        one = Run(step("sit", hold(30, open=True)), step("sit"))
        one.do("play")
        events = one.late(10 + 45 + 2)
        (end,) = [
            event
            for event in of(CueDue, events)
            if isinstance(event.cue, ToneCue) and event.cue.tone is Tone.END
        ]
        assert end.late_s == 2.0

    def test_past_the_minimum_time_counts_on(self):
        one = Run(step("sit", hold(30, open=True)))
        one.do("play")
        one.wait(10 + 37)
        progress = one.player.progress
        assert (progress.elapsed_s, progress.remaining_s, progress.part) == (37.0, -7.0, 1.0)
        assert one.player.left_s == 0.0
        assert one.player.position_s == 40.0

    def test_the_person_may_end_it_with_its_end_note(self):
        one = Run(step("sit", hold(30, open=True)), step("sit"))
        one.do("play")
        one.wait(10 + 37)
        events = one.do("next")
        assert tones(events)[0] is Tone.END
        assert (dones(events)[0][1].outcome, dones(events)[0][1].done_s) == (Outcome.COMPLETE, 37.0)

    def test_skipped_before_the_minimum_there_is_no_end_note(self):
        one = Run(step("sit", hold(30, open=True)), step("sit"))
        one.do("play")
        one.wait(10 + 7)
        assert Tone.END not in tones(one.do("next"))

    def test_as_the_last_of_the_session_the_finale_is_the_end_note(self):
        one = Run(step("sit", hold(30, open=True)))
        one.do("play")
        events = one.wait(60)
        assert Tone.END not in tones(events)
        assert spoken(events)[-1] == "And release. Session done. Well worked."

    def test_counts_beyond_the_minimum_are_counted(self):
        one = Run(step("hinge", reps(8, open=True)))
        one.do("play")
        one.wait(10 + 40 + 11)
        assert one.player.progress.counts_done == 10
        assert one.player.progress.beat.number == 11
        ((_index, done),) = dones(one.wait(60))
        assert (done.count, done.done_s) == (12, 60.0)

    def test_a_range_tells_its_lower_end_and_goes_on(self):
        one = Run(step("sit", hold(20, 30)))
        one.do("play")
        events = one.wait(10 + 20)
        assert len(of(MinimumReached, events)) == 1
        events = one.wait(10)
        assert of(MinimumReached, events) == []
        assert outcomes(events) == [(1, Outcome.COMPLETE)]

    def test_a_linger_of_nought_moves_on_at_the_minimum(self):
        one = Run(step("sit", hold(30, open=True), linger=Linger(0)))
        one.do("play")
        ((_index, done),) = dones(one.wait(41))[1:]
        assert done.done_s == 30.0


class TestWaitingForThePerson:
    def test_a_wait_waits_for_ever(self):
        one = Run(Wait(text="Fetch the band."), step("sit"))
        events = one.do("play")
        assert spoken(events) == ["Fetch the band."]
        assert of(Left, one.late(100_000)) == []
        assert not one.player.is_paused
        assert entered(one.do("toggle")) == [1]

    def test_self_pace_waits_for_ever_and_done_means_all_of_them(self):
        one = Run(step("bridge", reps(8), pace=Pace.SELF))
        one.do("play")
        events = one.wait(10)
        assert spoken(events)[-1] == "8 reps in your own time."
        assert of(Left, one.late(5000)) == []
        assert one.player.progress.part == 0.0
        assert one.player.progress.beat is None
        events = one.do("toggle")
        ((_index, done),) = dones(events)
        assert (done.outcome, done.count, done.done_s) == (Outcome.COMPLETE, 8, 5000.0)

    def test_breaths_in_ones_own_time(self):
        one = Run(step("bridge", breaths(1), pace=Pace.SELF, get_ready=0.0))
        assert spoken(one.do("play")) == ["First: bridge. 1 breath in your own time."]

    @pytest.mark.parametrize("command", ["stop", "skip_step", "back"])
    def test_left_in_the_middle_nobody_knows_how_many(self, command):
        one = Run(step("bridge", reps(8), pace=Pace.SELF), step("sit"))
        one.do("play")
        one.wait(30)
        (_index, done), *_rest = dones(one.do(command))
        assert done.count is None

    def test_its_time_can_not_be_stretched_from_outside(self):
        one = Run(step("bridge", reps(8), pace=Pace.SELF), choices=Choices(extra={1: 4.0}))
        assert one.player.timeline.duration_s == 10.0

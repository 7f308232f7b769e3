"""The player standing still: paused, paused for long, for pain, and after the computer slept."""

import pytest
from answered import LUNGE_THEN_HINGE, dones, entered, kinds, outcomes, spoken, tones

from hiptimer.engine.cues import Priority, Tone, Topic
from hiptimer.engine.events import (
    CueDue,
    Entered,
    Finished,
    Left,
    Outcome,
    Paused,
    Resumed,
    Stopped,
    Why,
)
from hiptimer.engine.session import Pace
from made import Run, cues_in, of, step


class TestPausing:
    def test_it_keeps_the_fraction_of_a_second(self, run):
        run.wait(12.37, every=0.1)
        assert run.do("pause") == [Paused(Why.PERSON)]
        assert run.player.is_paused
        assert entered(run.late(300)) == []
        assert run.player.progress.elapsed_s == pytest.approx(2.37)
        assert run.do("play") == [Resumed()]
        run.late(7.63)
        assert run.player.progress.elapsed_s == pytest.approx(10.0)

    def test_many_short_pauses_lose_nothing(self, run):
        for _turn in range(30):
            run.wait(0.333, every=0.333)
            run.do("pause")
            run.late(1.777)
            run.do("play")
        assert run.player.progress.elapsed_s == pytest.approx(9.99)

    def test_a_pause_while_paused_is_nothing(self, run):
        run.do("pause")
        assert run.do("pause") == []

    def test_toggle_pauses_and_goes_on(self, run):
        assert kinds(run.do("toggle")) == [Paused]
        assert kinds(run.do("toggle")) == [Resumed]

    def test_cues_already_given_are_not_given_again(self, run):
        run.wait(26)
        run.do("pause")
        run.late(5)
        events = run.do("play") + run.wait(10)
        assert "Halfway." not in spoken(events)

    def test_ten_minutes_keep_the_place(self, run):
        run.wait(20)
        run.do("pause")
        run.late(600)
        assert run.do("play") == [Resumed()]

    def test_after_more_than_ten_minutes_the_side_begins_anew(self, run):
        run.wait(65)  # 15 s into the right side
        run.do("pause")
        run.late(600.5)
        events = run.do("play")
        assert kinds(events) == [Resumed, Left, Entered]
        assert outcomes(events) == [(3, Outcome.RESTARTED)]
        assert dones(events)[0][1].done_s == 15.0
        assert entered(events) == [2]
        assert run.player.progress.elapsed_s == 0.0

    def test_a_clock_that_begins_at_nought_makes_no_difference(self):
        one = Run(*LUNGE_THEN_HINGE)
        one.clock.now = 0.0
        one.do("play")
        one.do("pause")
        one.late(700)
        assert kinds(one.do("play")) == [Resumed, Left, Entered]


class TestPausedForLong:
    def test_it_is_said_once_a_minute(self, run):
        run.wait(15)
        run.do("pause")
        events = run.wait(185, every=0.5)
        assert spoken(events) == ["Paused."] * 3
        assert [event.late_s for event in of(CueDue, events)] == [0.0] * 3
        assert {(cue.topic, cue.priority) for cue in cues_in(events)} == {
            (Topic.PAUSED, Priority.FORM)
        }
        assert run.player.progress.elapsed_s == 5.0

    def test_nothing_is_said_after_a_paused_session_was_ended(self, run):
        run.do("pause")
        while not run.player.is_over:
            run.do("next")
        assert run.late(200) == []

    def test_asked_late_it_is_said_once(self, run):
        run.do("pause")
        (told,) = of(CueDue, run.late(200))
        assert told.late_s == 20.0
        assert run.late(30) == []

    def test_who_has_gone_away_is_not_called_after(self, run):
        run.do("pause")
        run.wait(600, every=1)
        assert run.wait(3600, every=1) == []

    def test_a_new_pause_counts_anew(self, run):
        run.do("pause")
        run.wait(61)
        run.do("play")
        run.do("pause")
        assert spoken(run.wait(59)) == []
        assert spoken(run.wait(2)) == ["Paused."]


class TestPain:
    def test_it_stops_at_once_and_stays(self, run):
        run.wait(20)
        events = run.do("pain")
        assert Paused(Why.PAIN) in events
        assert spoken(events)[-1] == "Stopped. Ease out slowly."
        assert cues_in(events)[-1].priority is Priority.STOP
        assert run.late(400) == []
        assert run.player.is_paused

    def test_while_already_paused_the_reason_is_told(self, run):
        run.do("pause")
        events = run.do("pain")
        assert kinds(events)[:1] == [Paused]
        assert spoken(events) == ["Stopped. Ease out slowly."]
        assert run.wait(200, every=10) == []  # nobody in pain is reminded
        run.do("carry_on")
        run.do("pause")
        assert spoken(run.wait(61)) == ["Paused."]

    def test_as_the_last_interval_ends_there_is_nothing_left_to_stop(self, run):
        run.clock.now += 200
        events = run.player.pain()
        assert isinstance(events[-1], Finished)

    def test_carrying_on_gets_into_position_first(self, run):
        run.wait(60)
        run.do("pain")
        run.late(20)
        events = run.do("carry_on")
        assert kinds(events) == [Resumed, Left, Entered]
        assert outcomes(events) == [(3, Outcome.RESTARTED)]
        assert dones(events)[0][1].done_s == 10.0
        assert entered(events) == [2]
        assert entered(run.wait(10)) == [3]

    def test_carrying_on_while_getting_ready_stays_with_this_step(self, run):
        run.wait(85)  # 5 s into getting ready for the hinge
        run.do("pain")
        assert entered(run.do("carry_on")) == [4]

    def test_carrying_on_needs_a_stop(self, run):
        run.wait(20)
        assert run.do("carry_on") == []
        assert run.player.progress.elapsed_s == 10.0

    def test_the_easier_version_then_play(self):
        one = Run(step("lunge"))
        one.do("play")
        one.wait(20)
        one.do("pain")
        assert one.do("easier")
        assert one.player.is_paused
        assert one.do("play") == [Resumed()]
        assert one.interval.name == "Lunge at a chair"

    def test_stopping(self, run):
        run.wait(20)
        run.do("pain")
        events = run.do("stop", Why.PAIN)
        assert outcomes(events) == [(1, Outcome.PAIN)]
        assert events[-1] == Stopped(Why.PAIN)
        assert run.player.is_over


class TestSleep:
    def test_it_stands_at_the_start_of_the_side(self, run):
        run.wait(22)
        run.clock.now += 5000
        assert run.player.slept() == [Paused(Why.SLEEP)]
        assert run.interval.index == 1
        assert run.player.progress.elapsed_s == 0.0
        assert run.player.is_paused

    def test_its_cues_are_given_again(self, run):
        run.wait(22)
        run.player.slept()
        assert run.do("play") == [Resumed()]
        assert tones(run.wait(0.25)) == [Tone.START]

    def test_the_one_big_key_goes_on_even_where_it_would_mean_done(self):
        one = Run(step("bridge", pace=Pace.SELF, get_ready=0.0), step("sit"))
        one.do("play")
        one.player.slept()
        assert one.do("toggle") == [Resumed()]
        assert entered(one.do("toggle")) == [1]

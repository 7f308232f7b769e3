"""The exercise in hand made longer, shorter, easier, slower or faster."""

import pytest
from answered import LUNGE_THEN_HINGE, dones, entered, kinds, outcomes, spoken, tones

from hiptimer.engine.cues import Tone
from hiptimer.engine.events import (
    Entered,
    Left,
    Lengthened,
    MinimumReached,
    Outcome,
    TimelineChanged,
)
from hiptimer.engine.exercise import Posture, Side, Sides, Variant
from hiptimer.engine.session import Pace, Rest, Version, Wait
from made import Run, catalogue, circuit, exercise, hold, of, reps, sketch, step


class TestLongerAndShorter:
    def test_ten_seconds_more(self, run):
        run.wait(20)
        events = run.do("longer")
        assert kinds(events) == [Lengthened, TimelineChanged]
        assert events[0].by_s == 10.0
        assert run.interval.duration_s == 40.0
        assert (run.player.progress.elapsed_s, run.player.left_s) == (10.0, 130.0)
        ((_index, done),) = dones(run.wait(30))
        assert (done.outcome, done.done_s, done.extra_s) == (Outcome.COMPLETE, 40.0, 10.0)

    def test_ten_seconds_less(self, run):
        run.wait(15)
        assert run.do("shorter")[0] == Lengthened(-10.0)
        assert run.interval.duration_s == 20.0
        ((_index, done),) = dones(run.wait(15))
        assert (done.outcome, done.done_s, done.extra_s) == (Outcome.SHORTENED, 20.0, -10.0)

    def test_asked_late_a_shortened_hold_is_still_shortened(self, run):
        run.wait(15)
        run.do("shorter")
        (_index, done), *_more = dones(run.late(60))
        assert (done.outcome, done.done_s) == (Outcome.SHORTENED, 20.0)

    @pytest.mark.parametrize("at_s", [34.0, 34.0001, 34.0004, 34.0007])
    def test_with_less_than_ten_seconds_left_it_ends_now_with_its_end_note(self, at_s):
        one = Run(*LUNGE_THEN_HINGE)
        one.do("play")
        one.wait(at_s)
        events = one.do("shorter") + one.wait(0.01)
        assert entered(events) == [2]
        assert Tone.END in tones(events)
        assert spoken(events)[0] == "And release."

    def test_more_and_less_again(self, run):
        run.wait(15)
        run.do("longer")
        run.do("shorter")
        assert run.interval.duration_s == 30.0
        assert run.interval.extra_s == 0.0

    def test_the_halfway_word_moves_with_the_middle(self, run):
        run.wait(20)
        run.do("longer")
        assert "Halfway." not in spoken(run.wait(9.75))
        assert "Halfway." in spoken(run.wait(0.5))

    def test_one_rep_more_and_one_less(self, run):
        run.do("jump", 5)
        run.wait(12)
        assert run.do("longer")[0] == Lengthened(5.0)
        assert (run.interval.count, run.interval.duration_s) == (9, 45.0)
        run.do("shorter")
        run.do("shorter")
        assert (run.interval.count, run.interval.duration_s) == (7, 35.0)
        *_before, (_index, done) = dones(run.wait(23))
        assert (done.outcome, done.count, done.extra_s) == (Outcome.SHORTENED, 7, -5.0)

    def test_the_rep_in_hand_is_not_taken_away(self, run):
        run.do("jump", 5)
        run.wait(36)
        assert run.do("shorter") == []

    def test_the_only_rep_is_not_taken_away_during_the_lead_in(self):
        one = Run(step("hinge", reps(1), lead_in=1))
        one.do("play")
        one.wait(11)
        assert one.do("shorter") == []

    def test_an_alternating_rep_is_one_on_each_side(self):
        one = Run(step("march"))
        one.do("play")
        one.wait(11)
        one.do("longer")
        assert (one.interval.count, one.interval.duration_s) == (7, 70.0)

    def test_done_again_it_has_its_written_length(self, run):
        run.wait(20)
        run.do("longer")
        events = run.do("back")
        assert kinds(events) == [Left, TimelineChanged, Entered]
        assert run.interval.duration_s == 30.0
        assert run.player.timeline.duration_s == 140.0

    def test_a_longer_getting_ready_ticks_anew(self, run):
        run.wait(8)  # the ticks began at 7
        run.do("longer")
        assert Tone.READY_COUNTDOWN in tones(run.wait(9.5))
        assert run.interval.index == 0

    def test_an_or_more_loses_its_linger_before_its_minimum(self):
        one = Run(step("sit", hold(30, open=True)))
        one.do("play")
        one.wait(15)
        one.do("shorter")
        assert (one.interval.duration_s, one.interval.linger_s) == (30.0, 5.0)
        one.do("shorter")
        assert (one.interval.duration_s, one.interval.linger_s) == (25.0, 0.0)
        assert one.player.left_s == 20.0
        ((_index, done),) = dones(one.wait(20))
        assert (done.outcome, done.done_s) == (Outcome.SHORTENED, 25.0)

    def test_an_or_more_lingers_longer(self):
        one = Run(step("sit", hold(30, open=True)))
        one.do("play")
        one.wait(45)
        assert one.do("longer")[0] == Lengthened(10.0)
        assert of(Left, one.wait(19)) == []
        ((_index, done),) = dones(one.wait(1))
        assert (done.outcome, done.done_s) == (Outcome.COMPLETE, 55.0)

    @pytest.mark.parametrize("command", ["longer", "shorter"])
    def test_what_waits_for_the_person_has_no_length_to_change(self, command):
        one = Run(Wait(text="Fetch the band."), step("bridge", pace=Pace.SELF, get_ready=0.0))
        one.do("play")
        assert one.do(command) == []
        one.do("next")
        assert one.do(command) == []

    def test_a_range_cut_below_its_lower_end_is_never_said_to_be_enough(self):
        one = Run(step("sit", hold(20, 30)))
        one.do("play")
        one.wait(15)
        one.do("shorter")
        one.do("shorter")
        events = one.late(60)
        assert of(MinimumReached, events) == []
        assert Tone.MINIMUM not in tones(events)
        assert outcomes(events)[0][1] is Outcome.SHORTENED

    def test_an_easier_version_with_less_than_was_taken_away(self):
        # 25 of 30 s are taken from the left side; the easier version holds for 10 s only
        easier = Variant(name="Low lunge", dose=hold(10))
        one = Run(step("lunge"), book=catalogue(exercise("lunge", easier=easier)))
        one.do("play")
        one.wait(12)
        for _press in range(3):
            one.do("shorter")
        one.wait(5)
        one.do("easier")
        assert [run_.duration_s >= 0 for run_ in one.player.timeline.intervals] == [True] * 4


class TestEasier:
    EASIER = Variant(name="Lunge at a chair", posture=Posture.STANDING, dose=hold(15))
    BOOK = catalogue(exercise("lunge", easier=EASIER), exercise("plain"))

    def begun(self, *entries):
        one = Run(*(entries or (step("lunge"), step("plain"))), book=self.BOOK)
        one.do("play")
        return one

    def test_it_begins_again_from_getting_into_position(self):
        one = self.begun()
        one.wait(20)
        events = one.do("easier")
        assert kinds(events) == [Left, TimelineChanged, Entered]
        assert outcomes(events) == [(1, Outcome.RESTARTED)]
        assert (one.interval.index, one.interval.name) == (0, "Lunge at a chair")
        assert one.player.choices.versions == {0: Version.EASIER}
        one.wait(10)
        assert one.interval.duration_s == 15.0

    def test_on_the_second_side_it_begins_with_the_change_of_sides(self):
        one = self.begun()
        one.wait(55)
        assert entered(one.do("easier")) == [2]
        assert one.interval.side is Side.RIGHT

    def test_while_getting_ready(self):
        one = self.begun()
        one.wait(4)
        events = one.do("easier")
        assert outcomes(events) == [(0, Outcome.COMPLETE)]
        assert (entered(events), one.player.progress.elapsed_s) == ([0], 0.0)

    def test_without_an_easier_version_nothing_happens(self):
        one = self.begun(step("plain"))
        one.wait(15)
        assert one.do("easier") == []
        assert one.player.progress.elapsed_s == 5.0
        assert one.player.choices.versions == {}

    def test_already_easier_nothing_happens(self):
        one = self.begun()
        one.do("easier")
        assert one.do("easier") == []

    def test_between_steps_there_is_nothing_to_ease(self):
        one = self.begun(Rest(rest_s=20), step("lunge"))
        assert one.do("easier") == []

    def test_all_rounds_are_easier(self):
        one = self.begun(circuit(2, step("lunge", sides=Sides.LEFT)))
        one.do("easier")
        assert sketch(one.player.timeline) == [
            *("get_ready 10 left", "hold 15 left", "rest 30", "get_ready 8 left", "hold 15 left")
        ]


class TestSlowerAndFaster:
    def test_a_tenth_slower_in_the_same_place(self, run):
        run.do("jump", 5)
        run.wait(12.5)  # half way through the third rep
        assert run.do("slower") == [TimelineChanged()]
        assert run.interval.duration_s == 44.0
        beat = run.player.progress.beat
        assert (beat.number, beat.part) == (3, pytest.approx(0.5))
        run.do("faster")
        run.do("faster")
        assert run.interval.duration_s == 36.0
        assert run.player.progress.beat.part == pytest.approx(0.5)

    def test_counts_stay_right(self, run):
        run.do("jump", 5)
        run.wait(12.5)
        run.do("slower")
        *_before, (_index, done) = dones(run.wait(31))
        assert (done.outcome, done.count) == (Outcome.COMPLETE, 8)

    def test_not_beyond_half_or_twice(self, run):
        run.do("jump", 5)
        assert [bool(run.do("faster")) for _press in range(6)] == [True] * 5 + [False]
        assert run.interval.duration_s == 20.0
        assert [bool(run.do("slower")) for _press in range(16)] == [True] * 15 + [False]
        assert run.interval.duration_s == 80.0

    def test_a_hold_has_no_pace(self, run):
        run.wait(15)
        assert run.do("slower") == run.do("faster") == []

    @pytest.mark.parametrize("command", ["slower", "faster"])
    def test_ones_own_pace_is_the_persons_and_keeps_its_time(self, command):
        one = Run(step("bridge", pace=Pace.SELF, get_ready=0.0))
        one.do("play")
        one.wait(30)
        assert one.do(command) == []
        assert one.player.progress.elapsed_s == 30.0

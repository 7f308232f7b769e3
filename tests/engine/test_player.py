"""The player at the person's word: every command, and what it answers."""

import pytest

from hiptimer.engine.cues import Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.dose import Every
from hiptimer.engine.events import (
    CueDue,
    Entered,
    Finished,
    Left,
    Lengthened,
    MinimumReached,
    Outcome,
    Paused,
    Resumed,
    Stopped,
    TimelineChanged,
    Waiting,
    Why,
)
from hiptimer.engine.exercise import Posture, Side, Sides, Variant
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Linger, Pace, Rest, Version, Wait
from hiptimer.engine.settling import Choices
from made import (
    BOOK,
    Run,
    amount,
    breaths,
    catalogue,
    circuit,
    cues_in,
    exercise,
    hold,
    move,
    of,
    reps,
    session,
    sketch,
    step,
)

# What most tests play. 0 get ready 10 s, 1 hold 30 s left, 2 switch 10 s, 3 hold 30 s right;
# 4 get ready 20 s (to standing), 5 eight reps of 5 s.
LUNGE_THEN_HINGE = (step("lunge"), step("hinge"))


@pytest.fixture
def run():
    one = Run(*LUNGE_THEN_HINGE)
    one.do("play")
    return one


def kinds(events):
    return [type(event) for event in events if not isinstance(event, CueDue)]


def tones(events):
    return [cue.tone for cue in cues_in(events) if isinstance(cue, ToneCue)]


def spoken(events):
    return [cue.text for cue in cues_in(events) if isinstance(cue, VoiceCue)]


def entered(events):
    return [event.interval.index for event in of(Entered, events)]


def dones(events):
    return [(event.interval.index, event.done) for event in of(Left, events)]


def outcomes(events):
    return [(event.interval.index, event.done.outcome) for event in of(Left, events)]


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


class TestStopping:
    def test_what_was_done_stays_done(self, run):
        run.wait(22)
        events = run.do("stop")
        ((_index, done),) = dones(events)
        assert (done.outcome, done.done_s) == (Outcome.STOPPED, 12.0)
        assert events[-1] == Stopped(Why.PERSON)
        assert run.player.is_over
        assert run.late(100) == []


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
    assert session(*LUNGE_THEN_HINGE).entries == LUNGE_THEN_HINGE
    assert amount(3).most == 3
    assert BOOK["hinge"].posture is Posture.STANDING
    assert isinstance(VoiceCue(0, "", Topic.NEXT, 1), VoiceCue)

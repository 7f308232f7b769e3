"""What is sounded and said, and when, second by second."""

import pytest

from hiptimer.engine.cueing import closing
from hiptimer.engine.cues import Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.dose import Air, Breath, Every, Phase, Phases, Tempo
from hiptimer.engine.exercise import Posture, Side, Sides, Variant
from hiptimer.engine.interval import Kind
from hiptimer.engine.lengths import spoken_s
from hiptimer.engine.sayings import kit_word, unplanned_words
from hiptimer.engine.session import Linger, OwnExercise, Pace, Rest, Version, Wait
from hiptimer.engine.settling import Choices
from made import (
    amount,
    breaths,
    catalogue,
    circuit,
    exercise,
    hold,
    laid,
    move,
    reps,
    step,
    work,
)


def heard(interval):
    """Return the tones of an interval with their moments from its own start."""
    return [
        (round(cue.at_s - interval.at_s, 3), cue.tone.value)
        for cue in interval.cues
        if isinstance(cue, ToneCue)
    ]


def said(interval):
    return [
        (round(cue.at_s - interval.at_s, 3), cue.text)
        for cue in interval.cues
        if isinstance(cue, VoiceCue)
    ]


def texts(interval):
    return [text for _at_s, text in said(interval)]


def without_form(interval):
    return [(at_s, text) for at_s, text in said(interval) if text != "Tail tucked, ease forward."]


def voices(interval):
    return [cue for cue in interval.cues if isinstance(cue, VoiceCue)]


def cue_saying(text, interval):
    (one,) = (cue for cue in interval.cues if isinstance(cue, VoiceCue) and cue.text == text)
    return one


def only(kind, timeline):
    return next(one for one in timeline.intervals if one.kind is kind)


class TestAHoldOfThirtySecondsOnEachSide:
    """The low lunge of the plan: 10 s to get ready, 30 left, 10 to change, 30 right, then another."""

    TIMELINE = laid(step("lunge"), step("hinge"))

    def test_getting_into_position(self):
        get_ready = self.TIMELINE.intervals[0]
        assert heard(get_ready) == [(7, "ready-countdown")]
        assert said(get_ready) == [
            (0, "First: lunge. Left hip."),
            (2.2, "Right foot forward, left knee down."),  # when the words before are said
        ]
        name, setup = (cue for cue in get_ready.cues if isinstance(cue, VoiceCue))
        assert name.end_by_s == setup.end_by_s == 9.5  # half a second before the start
        assert (setup.topic, setup.priority) == (Topic.SETUP, Priority.CHANGE)

    def test_the_first_side(self):
        left = self.TIMELINE.intervals[1]
        assert heard(left) == [(0, "start"), (15, "halfway"), (27, "last-three"), (30, "end")]
        assert said(left) == [
            (0, "Hold, 30 seconds."),
            (7.5, "Tail tucked, ease forward."),
            (15, "Halfway."),
            (30, "And release."),
        ]

    def test_changing_sides_waits_for_the_word_that_ended_the_work(self):
        switch = self.TIMELINE.intervals[2]
        assert heard(switch) == [(1.2, "switch"), (7, "ready-countdown")]
        assert said(switch) == [
            (1.8, "Change sides. Right hip."),
            (3.97, "Left foot forward, right knee down."),
        ]

    def test_the_form_cue_is_said_once(self):
        assert texts(self.TIMELINE.intervals[3]) == [
            *("Hold, 30 seconds.", "Halfway.", "And release.")
        ]

    def test_a_form_cue_that_names_the_side_is_said_on_each(self):
        book = catalogue(exercise("lunge", cue="{side} knee out."))
        left, right = work(laid(step("lunge"), book=book))
        assert (texts(left)[1], texts(right)[1]) == ("Left knee out.", "Right knee out.")

    def test_the_last_ends_with_the_finale(self):
        last = self.TIMELINE.intervals[-1]
        assert (40, "end") not in heard(last)
        assert said(last)[-1] == (35, "7. Last one.")  # that all is done the finale says
        tone, voice = self.TIMELINE.finale
        assert (tone.tone, tone.at_s, tone.priority) == (Tone.FINISHED, 140, Priority.STOP)
        assert (voice.text, voice.topic) == ("Session done. Well worked.", Topic.FINISHED)


class TestShortAndLongTimes:
    @pytest.mark.parametrize(
        ("seconds", "tones"),
        [
            (5, [(0, "start"), (5, "end")]),
            (6, [(0, "start"), (3, "last-three"), (6, "end")]),
            (19, [(0, "start"), (16, "last-three"), (19, "end")]),
            (20, [(0, "start"), (10, "halfway"), (17, "last-three"), (20, "end")]),
        ],
    )
    def test_a_hold_has_the_tones_it_has_room_for(self, seconds, tones):
        (one,) = work(laid(step("sit", hold(seconds)), Rest(rest_s=5)))
        assert heard(one) == tones

    def test_a_short_hold_has_no_form_cue(self):
        assert texts(work(laid(step("sit", hold(11)), Rest(rest_s=5)))[0]) == [
            *("Hold, 11 seconds.", "And release.")
        ]

    @pytest.mark.parametrize(("seconds", "at_s"), [(30, 18), (10, 4), (7, 1), (5, None)])
    def test_the_authors_sentence_leaves_the_end_of_a_hold_quiet(self, seconds, at_s):
        (one,) = work(laid(step("sit", hold(seconds), say="Soft jaw.")))
        moments = [at for at, text in said(one) if text == "Soft jaw."]
        assert moments == ([] if at_s is None else [at_s])
        for cue in one.cues:
            if isinstance(cue, VoiceCue) and cue.text == "Soft jaw.":
                assert cue.end_by_s == one.end_s - 4

    def test_the_authors_sentence_follows_the_word_to_begin_with(self):
        (shortest,) = work(laid(step("sit", hold(6), say="Soft jaw.")))
        assert said(shortest)[:2] == [(0, "Hold."), (0.9, "Soft jaw.")]
        assert cue_saying("Soft jaw.", shortest).end_by_s == shortest.at_s + 2
        (moving,) = work(laid(step("sit", move(1), say="Soft jaw.")))
        assert said(moving) == [(0, "Begin. Soft jaw.")]  # no pause has room for it
        (own,) = work(laid(step("hinge", reps(8), pace=Pace.SELF, say="Soft jaw.")))
        assert said(own) == [(0, "8 reps in your own time."), (2.14, "Soft jaw.")]

    def test_the_authors_sentence_is_said_while_moving_too(self):
        (one,) = work(laid(step("hinge", reps(4), say="Soft jaw.")))
        assert (13.29, "Soft jaw.") in said(one)  # the first pause after three fifths of 20 s

    def test_the_authors_sentence_is_said_even_where_there_is_no_pause(self):
        (one,) = work(laid(step("bridge", reps(3), rep=Every(1), say="Let your jaw be soft.")))
        assert said(one) == [
            (0, "3 reps."),
            (1, "1. Let your jaw be soft."),
        ]  # "2. Last one." falls in it

    def test_a_range_of_a_hold(self):
        (one,) = work(laid(step("sit", hold(20, 30)), Rest(rest_s=5)))
        assert (20, "minimum") in heard(one)
        assert (20, "20 seconds. 10 more if it feels good, or ease out.") in said(one)

    def test_the_chime_gives_way_to_the_last_three(self):
        (one,) = work(laid(step("sit", hold(27, 30)), Rest(rest_s=5)))
        assert [tone for at, tone in heard(one) if at > 20] == ["last-three", "end"]
        assert [at for at, _text in said(one) if 26 < at < 30] == []

    def test_an_or_more(self):
        (one,) = work(laid(step("sit", hold(30, open=True)), Rest(rest_s=5)))
        assert heard(one) == [(0, "start"), (30, "minimum")]
        assert texts(one)[-1] == "30 seconds. 15 more if it feels good, or ease out."

    def test_an_or_more_that_goes_on_at_once_invites_nobody_to_stay(self):
        (one,) = work(laid(step("sit", hold(30, open=True), linger=Linger(0)), Rest(rest_s=5)))
        assert texts(one)[-1] == "30 seconds."

    def test_moving_begins_and_is_done(self):
        (one,) = work(laid(step("sit", move(10))))
        assert texts(one) == ["Begin. 10 seconds."]  # the finale says that all is done
        (one,) = work(laid(step("sit", move(10)), Rest(rest_s=5)))
        assert texts(one) == ["Begin. 10 seconds.", "Done."]

    @pytest.mark.parametrize(
        ("dose", "words"),
        [
            (hold(5), "Hold."),
            (hold(6), "Hold, 6 seconds."),
            (hold(60), "Hold, 1 minute."),
            (hold(90), "Hold, 90 seconds."),
            (hold(120), "Hold, 2 minutes."),
            (hold(20, 30), "Hold, 20 to 30 seconds."),
            (hold(30, open=True), "Hold, 30 seconds."),
            (move(5), "Begin."),
            (move(60), "Begin. 1 minute."),
            (move(90), "Begin. 90 seconds."),
        ],
    )
    def test_how_long_it_is_to_be_is_said_as_it_begins(self, dose, words):
        (one,) = work(laid(step("sit", dose), Rest(rest_s=5)))
        assert texts(one)[0] == words

    @pytest.mark.parametrize("dose", [hold(10), breaths(2)])
    def test_what_is_held_is_released_at_the_very_end_too(self, dose):
        timeline = laid(step("sit", dose))
        (one,) = work(timeline)
        assert "And release." not in texts(one)
        assert timeline.finale[1].text == "And release. Session done. Well worked."

    def test_a_get_ready_too_short_for_words_has_none_outside_itself(self):
        for seconds in (1.0, 2.0, 3.0, 4.0, 6.0, 6.5):
            get_ready = only(Kind.GET_READY, laid(step("clam", get_ready=seconds)))
            assert all(at_s <= seconds for at_s, _text in said(get_ready))
            assert all(at_s <= seconds for at_s, _tone in heard(get_ready))


class TestBreaths:
    def test_each_glide_and_the_words(self):
        (one,) = work(laid(step("sit", breaths(3))))
        assert heard(one)[:5] == [
            *((0, "start"), (0.2, "breath-in"), (4, "breath-out")),
            *((10, "breath-count"), (10.1, "breath-in")),
        ]
        lengths = [cue.length_s for cue in one.cues if isinstance(cue, ToneCue)]
        assert lengths[:5] == [0, 3.8, 6, 0, 3.9]  # what begins late ends at the turn all the same

    def test_in_and_out_are_said_twice_the_number_at_half_and_the_last(self):
        (one,) = work(laid(step("bridge", breaths(10))))
        assert [(at, text) for at, text in said(one) if text != "Ribs down."] == [
            *((0, "Breathe in."), (4, "Breathe out."), (10, "Breathe in."), (14, "Breathe out.")),
            (50, "5 more breaths."),
            (90, "Last breath."),
        ]

    def test_the_lead_in_is_not_counted(self):
        left, _right = work(laid(step("twist", breaths(4))))
        assert (30, "2 more breaths.") in said(left)  # one lead-in and two of four counted
        assert (40, "Last breath.") in said(left)

    def test_what_is_done_is_said_before_the_next_breath_in_one_sentence(self):
        (one,) = work(laid(step("sit", breaths(3))))
        assert (10, "2 more breaths. Breathe in.") in said(one)
        (one,) = work(laid(step("sit", breaths(2))))
        assert (10, "Last breath. Breathe in.") in said(one)

    def test_a_range_of_breaths_tells_the_number_once(self):
        (one,) = work(laid(step("sit", breaths(3, 6), breath=Breath(4, 0, 6, 0))))
        assert (30, "3 done. 3 more if it feels good, or ease out.") in said(one)
        (one,) = work(laid(step("sit", breaths(4, 5))))
        assert (40, "4 done. 1 more if it feels good, or ease out. Last breath.") in said(one)

    def test_the_last_seconds_are_quiet_however_few_the_breaths(self):
        short = Breath(3, 0, 3, 0)
        (one,) = work(laid(step("sit", breaths(2), breath=short)))
        assert [(at, text) for at, text in said(one) if at >= 6] == [
            (6, "Last breath. Breathe in."),
        ]
        assert (9, "breath-out") in heard(one)
        (one,) = work(laid(step("sit", breaths(1, open=True), breath=short)))
        assert (3, "Breathe out.") in said(one)  # nobody knows when it ends

    def test_a_held_breath_is_told_too(self):
        (one,) = work(laid(step("sit", breaths(2), breath=Breath(4, 2, 6, 0.5))))
        held = [cue for cue in one.cues if isinstance(cue, VoiceCue) and cue.text == "Hold."]
        assert [(cue.at_s - one.at_s, cue.topic) for cue in held] == [
            *((4, Topic.TEMPO), (16.5, Topic.TEMPO))
        ]

    def test_one_breath_is_not_called_the_last(self):
        (one,) = work(laid(step("sit", breaths(1))))
        assert "Last breath." not in texts(one)

    def test_the_guide_goes_on_past_an_or_more(self):
        (one,) = work(laid(step("sit", breaths(3, open=True))))
        assert [at for at, tone in heard(one) if tone == "breath-in"] == [
            *(0.2, 10.1, 20, 30.95, 40, 50, 60)  # the start, the number at half and the chime first
        ]
        assert "Last breath." not in texts(one)
        assert (30, "3 done. Go on if it feels good.") in said(one)


class TestReps:
    def test_each_is_ticked_and_counted_at_its_end_the_last_by_the_end_note(self):
        (one,) = work(laid(step("hinge", reps(3), rep=Every(5)), Rest(rest_s=5)))
        assert heard(one) == [(0, "start"), (5, "rep"), (10, "rep"), (15, "end")]
        assert without_form(one) == [
            *((0, "3 reps."), (5, "1."), (10, "2. Last one."), (15, "3. Done."))
        ]

    def test_the_phases_are_told_for_the_first_two(self):
        (one,) = work(laid(step("hinge", reps(4)), Rest(rest_s=5)))
        assert said(one) == [
            *((0, "4 reps. Lower."), (2, "Hold."), (3, "Lift.")),
            *((5, "1. Lower."), (7, "Hold."), (8, "Lift.")),
            *(
                (10, "2."),
                (10.9, "Tail tucked, ease forward."),
                (15, "3. Last one."),
                (20, "4. Done."),
            ),
        ]
        assert cue_saying("Lift.", work(laid(step("hinge", reps(1))))[0]).topic is Topic.TEMPO

    def test_a_phase_under_a_second_is_not_told(self):
        (one,) = work(laid(step("hinge", reps(2), rep=Tempo(1, 0.9, 2, 0))))
        assert "Hold." not in texts(one)
        assert (1.9, "Lift.") in said(one)

    def test_the_lead_in_is_neither_ticked_nor_counted(self):
        (one,) = work(laid(step("hinge", reps(2), lead_in=1)))
        assert [at for at, tone in heard(one) if tone == "rep"] == [10]
        assert [at for at, text in said(one) if at and text[0].isdigit()] == [10]
        assert said(one)[-1] == (10, "1. Last one.")
        assert (5, "Lower.") in said(one)  # it is one of the first two

    def test_reps_that_follow_the_breath_begin_with_it(self):
        press = Phases((Phase("Breathe out and press", 3, Air.OUT), Phase("Ease", 2, Air.IN)))
        (one,) = work(laid(step("hinge", reps(4), rep=press)))
        assert texts(one)[:2] == ["4 reps. Breathe out and press.", "Ease."]
        assert next(cue for cue in voices(one) if cue.text == "Ease.").topic is Topic.BREATH
        assert [at for at, tone in heard(one) if tone == "breath-out"] == [0.2, 5, 10, 15]

    def test_reps_that_follow_the_breath_are_counted_without_ticks(self):
        press = Phases((Phase("Press", 3, Air.OUT), Phase("Ease", 2)))
        (one,) = work(laid(step("hinge", reps(4), rep=press)))
        assert "rep" not in [tone for _at, tone in heard(one)]
        assert (10, "2.") in said(one)

    def test_alternating_reps_name_the_side_for_the_first_two_and_count_pairs(self):
        (one,) = work(laid(step("march", reps(3), first=Side.RIGHT, rep=Every(5)), Rest(rest_s=5)))
        assert without_form(one) == [
            *((0, "Right hip."), (5, "Left hip."), (10, "1. Right."), (15, "Left.")),
            *((20, "2. Last one each side."), (30, "3. Done.")),
        ]
        assert cue_saying("1. Right.", one).topic is Topic.COUNT
        assert [at for at, tone in heard(one) if tone == "rep"] == [5, 10, 15, 20, 25]

    def test_the_side_is_said_before_the_phase(self):
        (one,) = work(laid(step("march", reps(3))))
        assert said(one)[0] == (0, "Left hip. Lower.")
        right = cue_saying("Right hip. Lower.", one)
        assert (right.at_s - one.at_s, right.topic) == (5, Topic.SIDE)

    def test_alternating_reps_are_announced_with_the_side_that_leads(self):
        get_ready = only(Kind.GET_READY, laid(step("march")))
        assert texts(get_ready) == [
            *("First: march.", "Stand tall.", "6 each side.", "Left hip first, then take turns.")
        ]

    def test_with_less_time_the_turns_are_announced_in_two_words(self):
        get_ready = only(Kind.GET_READY, laid(step("march", get_ready=6.0)))
        assert texts(get_ready) == ["First: march.", "Stand tall.", "6 each side.", "Left first."]

    def test_how_many_goes_before_the_side_which_is_said_as_it_begins(self):
        get_ready = only(Kind.GET_READY, laid(step("march", get_ready=5.0)))
        assert texts(get_ready) == ["First: march.", "Stand tall.", "6 each side."]

    def test_a_range_to_each_side(self):
        get_ready = only(Kind.GET_READY, laid(step("march", reps(6, 8))))
        assert "6 to 8 each side." in texts(get_ready)

    @pytest.mark.parametrize(
        ("dose", "words"), [(reps(6, 8), "6 to 8 reps."), (reps(1), "1 rep."), (reps(8), "8 reps.")]
    )
    def test_how_many_is_said_as_they_begin(self, dose, words):
        (one,) = work(laid(step("hinge", dose, rep=Every(5))))
        assert said(one)[0] == (0, words)

    def test_a_range_of_reps(self):
        (one,) = work(laid(step("hinge", reps(6, 8))))
        assert (25, "5.") in said(one)
        assert (30, "6 done. 2 more if it feels good, or rest.") in said(
            one
        )  # and not "6." as well
        assert (35, "7. Last one.") in said(one)

    def test_a_number_of_reps_with_some_added_is_counted_through(self):
        timeline = laid(step("hinge", reps(4)), choices=Choices(extra={1: 2.0}))
        assert (20, "4.") in said(work(timeline)[0])

    def test_an_or_more_of_reps_counts_on(self):
        (one,) = work(laid(step("hinge", reps(2, open=True), rep=Every(3))))
        assert [(at, text) for at, text in said(one) if text[0].isdigit()] == [
            *((0, "2 reps."), (3, "1."), (6, "2 done. Go on if it feels good.")),
            *((9, "3."), (12, "4."), (15, "5."), (18, "6.")),
        ]
        assert "Last one." not in texts(one)

    def test_ones_own_pace_is_not_counted_along(self):
        (one,) = work(laid(step("hinge", reps(8), pace=Pace.SELF)))
        assert heard(one) == [(0, "start")]
        assert texts(one) == ["8 reps in your own time."]

    @pytest.mark.parametrize(
        ("dose", "words"),
        [
            (reps(6, 8), "6 to 8 reps in your own time."),
            (breaths(3, 5), "3 to 5 breaths in your own time."),
            (breaths(1), "1 breath in your own time."),
        ],
    )
    def test_ones_own_pace_names_the_range(self, dose, words):
        (one,) = work(laid(step("hinge", dose, pace=Pace.SELF)))
        assert texts(one) == [words]


class TestBetween:
    def test_a_rest_before_another_set_names_it_and_its_side(self):
        rest = only(Kind.REST, laid(step("lunge", sets=2)))
        assert heard(rest) == [(1.2, "rest"), (20, "rest-ending"), (27, "ready-countdown")]
        assert said(rest) == [
            (1.55, "Rest, 30 seconds. Next: lunge. Set 2 of 2. Left hip."),
            (20, "Ten seconds left."),
            (22.48, "Right foot forward, left knee down."),  # the last one done was the other side
        ]
        assert {cue.end_by_s for cue in voices(rest)} == {rest.at_s + 29.5, rest.at_s + 22}

    def test_in_a_short_rest_the_way_into_position_is_said_if_there_is_time(self):
        position = "Right foot forward, left knee down."
        rest = only(Kind.REST, laid(step("lunge", sets=2, rest_s=12.0)))
        assert said(rest)[1:] == [(6.26, position)]
        rest = only(Kind.REST, laid(step("lunge", sets=2, rest_s=10.0, switch=1.0)))
        assert position in texts(rest)
        rest = only(Kind.REST, laid(step("lunge", sets=2, rest_s=8.0, switch=1.0)))
        assert position not in texts(rest)

    def test_without_a_side_the_way_into_position_is_said_again_too(self):
        rest = only(Kind.REST, laid(step("bridge", sets=2)))
        assert texts(rest) == [
            "Rest, 30 seconds. Next: bridge. Set 2 of 2.",
            "Ten seconds left.",
            "Lie on your back, feet flat.",
        ]

    def test_the_name_of_a_further_set_needs_room(self):
        rest = only(Kind.REST, laid(step("bridge", sets=2, rest_s=7.0)))
        assert texts(rest)[0] == "Rest, 7 seconds. Next: set 2 of 2."

    def test_how_many_sets_there_will_be_is_announced(self):
        get_ready = only(Kind.GET_READY, laid(step("lunge", sets=3)))
        assert texts(get_ready)[0] == "First: lunge. 3 sets. Left hip."

    def test_the_first_and_the_last_are_announced_as_such(self):
        timeline = laid(step("sit"), step("sit"), step("sit", sets=2))
        announced = [texts(one)[0] for one in timeline.intervals if one.kind is Kind.GET_READY]
        assert announced == ["First: sit.", "Next: sit.", "Last exercise: sit. 2 sets."]

    def test_breaths_are_counted_beforehand_if_there_is_room(self):
        timeline = laid(step("twist", get_ready=10.0, switch=10.0, lead_in=0))
        assert texts(timeline.intervals[0])[-1] == "5 breaths."
        assert texts(timeline.intervals[2])[-1] == "5 breaths."
        timeline = laid(step("twist", get_ready=5.0, lead_in=0))
        assert "5 breaths." not in texts(timeline.intervals[0])
        assert said(timeline.intervals[1])[0] == (0, "5 breaths. Breathe in.")

    def test_a_breath_that_leads_in_is_over_before_they_are_counted(self):
        timeline = laid(step("twist", get_ready=10.0, lead_in=1))
        assert "5 breaths" not in " ".join(texts(timeline.intervals[0]))
        first, *_others = work(timeline)
        assert (first.cycle[0].for_s, first.cycle[1].for_s) == (4, 6)
        assert said(first)[0] == (0, "Breathe in.")
        assert (10, "Now 5 breaths. Breathe in.") in said(first)

    def test_a_way_into_position_that_is_late_names_the_side_alone(self):
        switch = only(Kind.SWITCH, laid(step("lunge", switch=6.0)))
        assert texts(switch) == ["Change sides.", "Left foot forward, right knee down."]
        book = catalogue(exercise("lunge", setup="One foot forward."))
        switch = only(Kind.SWITCH, laid(step("lunge", switch=6.0), book=book))
        assert texts(switch) == ["Change sides. Right hip.", "One foot forward."]

    def test_a_rest_before_another_exercise_names_that(self):
        rest = only(Kind.REST, laid(step("sit"), Rest(rest_s=15, say="Drink."), step("hinge")))
        assert said(rest) == [(1.55, "Rest, 15 seconds. Then: hinge."), (5.1, "Drink.")]
        assert heard(rest) == [(1.2, "rest")]

    def test_a_rest_with_nothing_to_announce(self):
        timeline = laid(Rest(rest_s=1), Wait(text="Well?"), Rest(rest_s=2, say="Drink."))
        first, wait, last = timeline.intervals
        assert texts(first) == ["Rest, 1 second."]
        assert said(last) == [(0, "Rest, 2 seconds."), (1.73, "Drink.")]
        assert heard(wait) == [(0, "switch")]

    def test_what_is_said_in_a_rest_stays_inside_it(self):
        rest = only(Kind.REST, laid(Rest(rest_s=1, say="Drink.")))
        assert said(rest) == [(0, "Rest, 1 second. Drink.")]

    @pytest.mark.parametrize(("seconds", "at_s"), [(1.2, 0), (1.3, 0.6), (5.4, 0.6), (5.5, 1.2)])
    def test_a_tone_waits_for_the_end_note_if_there_is_time(self, seconds, at_s):
        switch = only(Kind.SWITCH, laid(step("lunge", switch=seconds)))
        assert heard(switch)[0] == (at_s, "switch")
        rest = only(Kind.REST, laid(step("sit"), Rest(rest_s=seconds)))
        assert heard(rest) == [(at_s, "rest")]

    def test_a_wait_after_work_lets_it_end(self):
        wait = only(Kind.WAIT, laid(step("sit"), Wait(text="Fetch the band.", say="The red one.")))
        assert heard(wait) == [(1.2, "switch")]
        assert said(wait) == [(1.8, "Fetch the band."), (3.06, "The red one.")]

    def test_a_wait_says_its_text_and_the_authors_sentence(self):
        (wait,) = laid(Wait(text="Fetch the band.", say="The red one.")).intervals
        assert texts(wait) == ["Fetch the band.", "The red one."]

    def test_the_way_out_is_said(self):
        release = only(Kind.RELEASE, laid(step("camel")))
        assert said(release) == [(0.6, "Hands to the hips, come up slowly.")]
        assert heard(release) == []

    def test_a_way_out_without_words_is_silent(self):
        book = catalogue(exercise("camel", release_s=5.0))
        assert only(Kind.RELEASE, laid(step("camel"), book=book)).cues == ()

    def test_new_kit_is_named_once_and_does_not_drown_the_way_into_position(self):
        timeline = laid(step("clam"), step("clam"))
        first, second = (one for one in timeline.intervals if one.kind is Kind.GET_READY)
        assert said(first) == [
            (0, "First: clam. Left hip."),
            (1.98, "Lie on your right side."),
            (3.9, "You need: mini band, mat."),  # as the session begins all that it needs is named
        ]
        assert "need" not in " ".join(texts(second))
        _sit, clam = (
            one for one in laid(step("sit"), step("clam")).intervals if one.kind is Kind.GET_READY
        )
        assert said(clam)[:4] == [
            (1.5, "Last exercise: clam. Left hip."),
            (4.36, "Come down to the floor."),
            (6.28, "You need: mini band."),
            (8.23, "Lie on your right side."),
        ]

    def test_an_own_exercise_is_led_into_by_its_first_instruction(self):
        own = OwnExercise(name="Wall press", instructions=("Face the wall.", "Press."))
        get_ready = only(Kind.GET_READY, laid(step(own, move(20))))
        assert texts(get_ready) == ["First: Wall press.", "Face the wall.", "Press."]

    @pytest.mark.parametrize(("seconds", "is_said"), [(2.7, False), (2.8, True)])
    def test_the_way_into_position_is_said_if_it_can_begin_in_time(self, seconds, is_said):
        get_ready = only(Kind.GET_READY, laid(step("lunge", get_ready=seconds)))
        assert (len(said(get_ready)) == 2) is is_said

    def test_without_words_there_is_only_the_name(self):
        own = OwnExercise(name="TKE")
        get_ready = only(Kind.GET_READY, laid(step(own, move(20))))
        assert texts(get_ready) == ["First: TKE."]

    def test_names_keep_their_capitals_in_other_languages(self):
        book = catalogue(
            exercise("lunge", name="Ausfallschritt", sides=Sides.BOTH, setup="", cue="")
        )
        get_ready = only(Kind.GET_READY, laid(step("lunge"), book=book, language="de"))
        assert texts(get_ready) == ["First: Ausfallschritt."]

    def test_abbreviations_keep_their_capitals(self):
        book = catalogue(exercise("lunge", name="TKE", sides=Sides.BOTH, setup="", cue=""))
        assert texts(only(Kind.GET_READY, laid(step("lunge"), book=book))) == ["First: TKE."]

    def test_a_rest_before_a_further_round(self):
        rest = only(Kind.REST, laid(circuit(amount(2), step("sit"))))
        assert texts(rest)[0] == "Rest, 30 seconds. Then: sit."


def test_a_range_cut_to_its_lower_end_has_one_end():
    timeline = laid(step("sit", hold(20, 30)), Rest(rest_s=5), choices=Choices(extra={1: -10.0}))
    (one,) = work(timeline)
    assert [tone for _at, tone in heard(one) if tone in ("minimum", "end")] == ["end"]


def test_an_easier_version_has_its_own_way_into_position():
    easier = Variant(name="Chair lunge", instructions=("Stand behind a chair.",))
    book = catalogue(exercise("lunge", easier=easier, posture=Posture.STANDING, sides=Sides.LEFT))
    get_ready = only(Kind.GET_READY, laid(step("lunge", variant=Version.EASIER), book=book))
    assert texts(get_ready) == ["First: chair lunge. Left hip.", "Stand behind a chair."]


@pytest.mark.parametrize(
    ("kit", "word"), [("mini_band", "mini band"), ("mat", "mat"), ("foam_roller", "foam roller")]
)
def test_kit_in_a_persons_words(kit, word):
    assert kit_word(kit) == word


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [
        ("Hold.", 0.9),
        ("On ya trip, all.", 1.73),  # four syllables and a stop
        ("12 reps.", 1.04),
        ("85 reps.", 1.7),  # "eigh-ty-five": four at most
        ("Тихо.", 1.04),  # letters of which none is known for a vowel
    ],
)
def test_how_long_a_sentence_takes(sentence, seconds):
    assert spoken_s(sentence) == pytest.approx(seconds)


def test_sentences_of_one_moment_are_one_with_the_highest_priority():
    (one,) = work(laid(step("hinge", reps(4), rep=Every(5), say="")))
    form = cue_saying("Tail tucked, ease forward.", one)
    assert (form.topic, form.priority, form.end_by_s) == (Topic.FORM, Priority.FORM, one.end_s - 4)
    assert form.at_s == one.at_s + 5.9  # at a quarter of 20 s the number is said
    last = cue_saying("3. Last one.", one)
    assert (last.topic, last.priority) == (Topic.COUNT, Priority.COUNTDOWN)
    (half,) = work(laid(step("sit", hold(15, 30)), Rest(rest_s=5)))
    both = cue_saying("15 seconds. 15 more if it feels good, or ease out. Halfway.", half)
    assert (both.topic, both.priority) == (Topic.MINIMUM, Priority.COUNTDOWN)


def test_what_no_timeline_holds_is_known_beforehand():
    # The end of an open dose comes when the person says so: nobody knows how many it has been.
    assert unplanned_words() == (
        *("Paused.", "Stopped. Ease out slowly.", "Ready when you are.", "And release.", "Done."),
    )
    timeline = laid(step("hinge", reps(8, open=True)), Rest(rest_s=5))
    (one,) = work(timeline)
    assert "Done" not in " ".join(texts(one))
    assert [cue.text for cue in closing(one, only(Kind.REST, timeline))[1:]] == ["Done."]


def test_no_two_sentences_have_one_moment():
    for interval in laid(step("lunge"), step("march"), step("twist"), step("bridge")).intervals:
        moments = [at_s for at_s, _text in said(interval)]
        assert len(set(moments)) == len(moments)

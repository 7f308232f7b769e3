"""What is sounded and said, and when, second by second."""

import pytest

from hiptimer.engine.cueing import kit_word
from hiptimer.engine.cues import Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.dose import Air, Every, Phase, Phases
from hiptimer.engine.exercise import Posture, Side, Sides, Variant
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import OwnExercise, Pace, Rest, Version, Wait
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


def only(kind, timeline):
    return next(one for one in timeline.intervals if one.kind is kind)


class TestAHoldOfThirtySecondsOnEachSide:
    """The low lunge of the plan: 10 s to get ready, 30 left, 10 to change, 30 right, then another."""

    TIMELINE = laid(step("lunge"), step("hinge"))

    def test_getting_into_position(self):
        get_ready = self.TIMELINE.intervals[0]
        assert heard(get_ready) == [(7, "ready-countdown")]
        assert said(get_ready) == [
            (0, "Next: lunge. Left hip."),
            (3, "Right foot forward, left knee down."),
        ]
        name, setup = (cue for cue in get_ready.cues if isinstance(cue, VoiceCue))
        assert name.end_by_s == 9.5  # half a second before the start it announces
        assert setup.end_by_s == 6.5  # half a second before the ticks

    def test_the_first_side(self):
        left = self.TIMELINE.intervals[1]
        assert heard(left) == [(0, "start"), (15, "halfway"), (27, "last-three"), (30, "end")]
        assert said(left) == [
            (0, "Hold."),
            (7.5, "Tail tucked, ease forward."),
            (15, "Halfway."),
            (30, "And release."),
        ]

    def test_changing_sides_waits_for_the_word_that_ended_the_work(self):
        switch = self.TIMELINE.intervals[2]
        assert heard(switch) == [(0, "switch"), (7, "ready-countdown")]
        assert said(switch) == [
            (1.5, "Change sides. Right hip."),
            (4.5, "Left foot forward, right knee down."),
        ]

    def test_the_form_cue_is_said_once(self):
        assert texts(self.TIMELINE.intervals[3]) == ["Hold.", "Halfway.", "And release."]

    def test_a_form_cue_that_names_the_side_is_said_on_each(self):
        book = catalogue(exercise("lunge", cue="{side} knee out."))
        left, right = work(laid(step("lunge"), book=book))
        assert (texts(left)[1], texts(right)[1]) == ("Left knee out.", "Right knee out.")

    def test_the_last_ends_with_the_finale(self):
        last = self.TIMELINE.intervals[-1]
        assert (40, "end") not in heard(last)
        assert said(last)[-1] == (40, "Done.")
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
        assert texts(work(laid(step("sit", hold(11))))[0]) == ["Hold.", "And release."]

    @pytest.mark.parametrize(("seconds", "at_s"), [(30, 18), (10, 4), (6, 0), (5, None)])
    def test_the_authors_sentence_leaves_the_end_of_a_hold_quiet(self, seconds, at_s):
        (one,) = work(laid(step("sit", hold(seconds), say="Soft jaw.")))
        moments = [at for at, text in said(one) if text == "Soft jaw."]
        assert moments == ([] if at_s is None else [at_s])
        for cue in one.cues:
            if isinstance(cue, VoiceCue) and cue.text == "Soft jaw.":
                assert cue.end_by_s == one.end_s - 4

    def test_the_authors_sentence_is_said_while_moving_too(self):
        (one,) = work(laid(step("hinge", reps(4), say="Soft jaw.")))
        assert (12, "Soft jaw.") in said(one)  # three fifths of 20 s

    def test_a_range_of_a_hold(self):
        (one,) = work(laid(step("sit", hold(20, 30)), Rest(rest_s=5)))
        assert (20, "minimum") in heard(one)
        assert (20, "20 seconds. Stay if it feels good.") in said(one)

    def test_a_range_that_is_nearly_over_is_only_chimed(self):
        (one,) = work(laid(step("sit", hold(27, 30)), Rest(rest_s=5)))
        assert (27, "minimum") in heard(one)
        assert [at for at, _text in said(one) if 26 < at < 30] == []

    def test_an_or_more(self):
        (one,) = work(laid(step("sit", hold(30, open=True)), Rest(rest_s=5)))
        assert heard(one) == [(0, "start"), (30, "minimum")]
        assert texts(one)[-1] == "30 seconds. Stay if it feels good."

    def test_moving_begins_and_is_done(self):
        (one,) = work(laid(step("sit", move(10))))
        assert texts(one) == ["Begin.", "Done."]

    def test_a_get_ready_too_short_for_words_has_none_outside_itself(self):
        for seconds in (1.0, 2.0, 3.0, 4.0, 6.0, 6.5):
            get_ready = only(Kind.GET_READY, laid(step("clam", get_ready=seconds)))
            assert all(at_s <= seconds for at_s, _text in said(get_ready))
            assert all(at_s <= seconds for at_s, _tone in heard(get_ready))


class TestBreaths:
    def test_each_glide_and_the_words(self):
        (one,) = work(laid(step("sit", breaths(3))))
        assert heard(one)[:5] == [
            *((0, "start"), (0, "breath-in"), (4, "breath-out")),
            *((10, "breath-in"), (10, "breath-count")),
        ]
        assert [cue.length_s for cue in one.cues if isinstance(cue, ToneCue)][1:3] == [4, 6]

    def test_in_and_out_are_said_twice_the_number_at_half_and_the_last(self):
        (one,) = work(laid(step("bridge", breaths(10))))
        assert [(at, text) for at, text in said(one) if text != "Ribs down."] == [
            *((0, "Breathe in."), (4, "Breathe out."), (10, "Breathe in."), (14, "Breathe out.")),
            (50, "5 breaths done."),
            (90, "Last breath."),
            (100, "And release."),
        ]

    def test_the_lead_in_is_not_counted(self):
        left, _right = work(laid(step("twist", breaths(4))))
        assert (30, "2 breaths done.") in said(left)  # one lead-in and two counted, 10 s each
        assert (40, "Last breath.") in said(left)

    def test_one_breath_is_not_called_the_last(self):
        (one,) = work(laid(step("sit", breaths(1))))
        assert "Last breath." not in texts(one)

    def test_the_guide_goes_on_past_an_or_more(self):
        (one,) = work(laid(step("sit", breaths(3, open=True))))
        assert [at for at, tone in heard(one) if tone == "breath-in"] == [0, 10, 20, 30, 40, 50, 60]
        assert "Last breath." not in texts(one)
        assert (30, "3 done. Go on if it feels good.") in said(one)


class TestReps:
    def test_each_is_ticked_and_counted_at_its_end_the_last_by_the_end_note(self):
        (one,) = work(laid(step("hinge", reps(3)), Rest(rest_s=5)))
        assert heard(one) == [(0, "start"), (5, "rep"), (10, "rep"), (15, "end")]
        assert [(at, text) for at, text in said(one) if text != "Tail tucked, ease forward."] == [
            *((0, "Begin."), (5, "1"), (10, "2"), (10, "Last one."), (15, "Done."))
        ]

    def test_the_lead_in_is_neither_ticked_nor_counted(self):
        (one,) = work(laid(step("hinge", reps(2), lead_in=1)))
        assert [at for at, tone in heard(one) if tone == "rep"] == [10]
        assert (10, "1") in said(one)

    def test_reps_that_follow_the_breath_begin_with_it(self):
        press = Phases((Phase("Breathe out and press", 3, Air.OUT), Phase("Ease", 2, Air.IN)))
        (one,) = work(laid(step("hinge", reps(4), rep=press)))
        assert texts(one)[:2] == ["Breathe out and press.", "Ease."]
        assert [at for at, tone in heard(one) if tone == "breath-out"] == [0, 5, 10, 15]

    def test_alternating_reps_name_the_side_for_the_first_two_and_count_pairs(self):
        (one,) = work(laid(step("march", reps(3), first=Side.RIGHT)))
        assert [(at, text) for at, text in said(one) if text != "Tail tucked, ease forward."] == [
            *((0, "Begin."), (0, "Right."), (5, "Left."), (10, "1"), (10, "Right.")),
            *((15, "Left."), (20, "2"), (20, "Last one."), (30, "Done.")),
        ]
        assert [at for at, tone in heard(one) if tone == "rep"] == [5, 10, 15, 20, 25]

    def test_alternating_reps_are_announced_with_the_side_that_leads(self):
        get_ready = only(Kind.GET_READY, laid(step("march")))
        assert texts(get_ready)[0] == "Next: march. Left hip first, then change each time."

    def test_a_range_of_reps(self):
        (one,) = work(laid(step("hinge", reps(6, 8))))
        assert (30, "6 done. 2 more if it feels good.") in said(one)
        assert (35, "Last one.") in said(one)

    def test_an_or_more_of_reps_counts_on(self):
        (one,) = work(laid(step("hinge", reps(2, open=True), rep=Every(3))))
        assert [(at, text) for at, text in said(one) if text.isdigit()] == [
            *((3, "1"), (6, "2"), (9, "3"), (12, "4"), (15, "5"), (18, "6"))
        ]
        assert "Last one." not in texts(one)

    def test_ones_own_pace_is_not_counted_along(self):
        (one,) = work(laid(step("hinge", reps(8), pace=Pace.SELF)))
        assert heard(one) == [(0, "start")]
        assert texts(one) == ["8 reps in your own time."]


class TestBetween:
    def test_a_rest_before_another_set_names_it_and_its_side(self):
        rest = only(Kind.REST, laid(step("lunge", sets=2)))
        assert heard(rest) == [(0, "rest"), (20, "rest-ending"), (27, "ready-countdown")]
        assert said(rest) == [
            (1.5, "Rest, 30 seconds. Next: set 2 of 2. Left hip."),
            (20, "Ten seconds."),
        ]

    def test_a_rest_before_another_exercise_names_that(self):
        rest = only(Kind.REST, laid(step("sit"), Rest(rest_s=15, say="Drink."), step("hinge")))
        assert said(rest) == [(1.5, "Rest, 15 seconds. Then: hinge."), (4.5, "Drink.")]
        assert heard(rest) == [(0, "rest")]

    def test_a_rest_with_nothing_to_announce(self):
        timeline = laid(Rest(rest_s=1), Wait(text="Well?"), Rest(rest_s=2, say="Drink."))
        first, wait, last = timeline.intervals
        assert texts(first) == ["Rest, 1 second."]
        assert said(last)[-1] == (2, "Drink.")
        assert heard(wait) == [(0, "switch")]

    def test_a_wait_says_its_text_and_the_authors_sentence(self):
        (wait,) = laid(Wait(text="Fetch the band.", say="The red one.")).intervals
        assert texts(wait) == ["Fetch the band.", "The red one."]

    def test_the_way_out_is_said(self):
        release = only(Kind.RELEASE, laid(step("camel")))
        assert said(release) == [(1.5, "Hands to the hips, come up slowly.")]
        assert heard(release) == []

    def test_a_way_out_without_words_is_silent(self):
        book = catalogue(exercise("camel", release_s=5.0))
        assert only(Kind.RELEASE, laid(step("camel"), book=book)).cues == ()

    def test_new_kit_is_named_once_and_does_not_drown_the_way_into_position(self):
        timeline = laid(step("clam"), step("clam"))
        first, second = (one for one in timeline.intervals if one.kind is Kind.GET_READY)
        assert said(first) == [
            (0, "Next: clam. Left hip."),
            (3, "You need: mini band."),
            (6, "Lie on your right side."),
        ]
        assert "You need: mini band." not in texts(second)

    def test_an_own_exercise_is_led_into_by_its_first_instruction(self):
        own = OwnExercise(name="Wall press", instructions=("Face the wall.", "Press."))
        get_ready = only(Kind.GET_READY, laid(step(own, move(20))))
        assert texts(get_ready) == ["Next: wall press.", "Face the wall."]

    def test_without_words_there_is_only_the_name(self):
        own = OwnExercise(name="TKE")
        get_ready = only(Kind.GET_READY, laid(step(own, move(20))))
        assert texts(get_ready) == ["Next: TKE."]

    def test_names_keep_their_capitals_in_other_languages(self):
        own = OwnExercise(name="Wanddrücken")
        get_ready = only(Kind.GET_READY, laid(step(own, move(20)), language="de"))
        assert texts(get_ready) == ["Next: Wanddrücken."]

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
    assert texts(get_ready) == ["Next: chair lunge. Left hip.", "Stand behind a chair."]


@pytest.mark.parametrize(
    ("kit", "word"), [("mini_band", "mini band"), ("mat", "mat"), ("foam_roller", "foam roller")]
)
def test_kit_in_a_persons_words(kit, word):
    assert kit_word(kit) == word

"""Words that lead: what the body does, what is new as it begins, up and down, the band on and off."""

import pytest
from by_ear import first, guide, said

from hiptimer.engine.cues import Topic, VoiceCue
from hiptimer.engine.dose import Every, Tempo
from hiptimer.engine.exercise import Posture, Side, Sides
from hiptimer.engine.interval import Kind
from hiptimer.engine.sayings import kit_off_words, level_words
from hiptimer.engine.session import OwnExercise, Pace, Rest, Wait
from hiptimer.engine.transcript import transcript
from made import BOOK, breaths, catalogue, exercise, hold, laid, move, reps, step, work


class TestWhatTheBodyDoes:
    CAMEL = exercise(
        "camel", sides=Sides.BOTH, posture=Posture.KNEELING, does="Lean back, hands to heels."
    )
    FOLD = exercise(
        "fold", sides=Sides.BOTH, dose=breaths(3), lead_in=1, does="Fold from the hips."
    )
    LEG = exercise("leg", dose=reps(4), rep=Tempo(2, 0, 2, 0), does="Lift the {side} leg.")
    BOOK = catalogue(CAMEL, FOLD, LEG)

    def test_it_is_said_after_the_way_into_position(self):
        get_ready = first(Kind.GET_READY, laid(step("camel"), book=self.BOOK))
        assert said(get_ready)[-1][1] == "Lean back, hands to heels."

    def test_without_time_for_it_it_is_said_as_the_work_begins(self):
        timeline = laid(step("camel", get_ready=5.0), step("leg", get_ready=6.0), book=self.BOOK)
        camel, left, right = work(timeline)
        assert said(camel)[0] == (0, "Lean back, hands to heels. Hold, 30 seconds.")
        # The word of the next phase waits.
        assert said(left)[0] == (0, "4 reps. Lift the left leg. Lower.")
        assert said(left)[1] == (pytest.approx(2.56), "Lift.")
        assert said(right)[0] == (0, "4 reps. Lower.")

    def test_where_no_phase_has_a_word_it_is_said_once(self):
        timeline = laid(step("leg", get_ready=3.0, rep=Every(6)), book=self.BOOK)
        left, right = work(timeline)
        assert said(left)[0] == (0, "4 reps. Lift the left leg.")
        assert said(right)[0] == (0, "4 reps.")

    def test_it_goes_before_what_is_needed(self):
        leg = exercise(
            "leg",
            posture=Posture.CHAIR,
            sides=Sides.BOTH,
            does="Lift one leg.",
            setup="Sit.",
            equipment=("mini_band",),
        )
        timeline = laid(step("sit"), step("leg", get_ready=7.0), book=BOOK | {"leg": leg})
        told = [text for _at, text in said(timeline.intervals[2])]
        assert told == ["Last exercise: leg.", "Sit.", "Lift one leg."]

    def test_where_there_is_never_time_it_is_left_out(self):
        (camel,) = work(laid(step("camel", hold(8), get_ready=5.0), book=self.BOOK))
        assert said(camel)[0] == (0, "Hold, 8 seconds.")

    def test_with_all_the_time_in_the_world_it_is_said(self):
        (leg, _) = work(laid(step("leg", get_ready=3.0, pace=Pace.SELF), book=self.BOOK))
        assert said(leg)[0] == (0, "4 reps in your own time. Lift the left leg.")

    def test_the_breath_that_leads_in_tells_it(self):
        timeline = laid(step("fold"), book=self.BOOK)
        (one,) = work(timeline)
        assert said(one)[:2] == [(0, "Breathe in."), (4, "Breathe out. Fold from the hips.")]
        assert "Fold from the hips." not in " ".join(
            text for _at, text in said(first(Kind.GET_READY, timeline))
        )
        told = [cue for cue in one.cues if isinstance(cue, VoiceCue)][1]
        assert told.topic is Topic.BREATH

    def test_an_own_exercise_has_its_second_instruction(self):
        own = OwnExercise(name="Wall press", instructions=("Face the wall.", "Press.", "Go."))
        get_ready = first(Kind.GET_READY, laid(step(own, move(20))))
        assert [text for _at, text in said(get_ready)][-1] == "Press."


class TestNobodyIsTakenUnawares:
    def test_what_no_time_was_given_for_is_announced_as_it_begins(self):
        timeline = laid(step("lunge", sets=2, switch=0.0, rest_s=0.0, get_ready=0.0), step("sit"))
        told = [said(one)[0] for one in work(timeline)[:4]]
        assert told == [
            (0, "First: lunge. 2 sets. Left hip. Hold, 30 seconds."),
            (1.5, "Change sides. Right hip. Hold, 30 seconds."),  # after "And release."
            (1.5, "Next: set 2 of 2. Left hip. Hold, 30 seconds."),
            (1.5, "Change sides. Right hip. Hold, 30 seconds."),
        ]
        assert said(laid(step("march", get_ready=0.0)).intervals[0])[0][1].startswith(
            "First: march. Left hip first, then take turns. 6 each side."
        )
        assert guide(work(timeline)[1])[0] == (0.6, "start", 0, Side.RIGHT)  # after the end note

    def test_a_way_out_announces_nothing(self):
        one, other = work(laid(step("camel", sets=2, rest_s=0.0)))
        assert said(other)[0] == (0, "Next: set 2 of 2. Hold, 30 seconds.")
        assert "And release." not in [
            text for _at, text in said(one)
        ]  # the way out is what is said

    def test_the_end_is_said_even_where_it_cuts_a_sentence_off(self):
        short = laid(step("sit", hold(2.5), sets=2, rest_s=0.0), Rest(rest_s=5))
        assert said(work(short)[1]) == [(0.833, "Next: set 2 of 2. Hold."), (2.5, "And release.")]

    def test_no_word_of_what_begins_is_said_over_the_end_of_what_was_before(self):
        timeline = laid(step("sit"), step("hinge", get_ready=0.0), step("march", get_ready=0.0))
        _sit, hinge, march = work(timeline)
        assert said(hinge)[:2] == [(1.5, "Next: hinge. 8 reps."), (5, "1. Lower.")]
        turns = "Left hip first, then take turns."
        assert said(march)[0] == (1.5, f"Last exercise: march. {turns} 6 each side.")

    def test_ones_own_pace_too_is_announced_after_what_ended(self):
        own = step("bridge", pace=Pace.SELF, get_ready=0.0, say="Jaw.")
        _sit, bridge = work(laid(step("sit"), own))
        assert guide(bridge) == [(0.6, "start", 0, None)]
        assert said(bridge) == [
            (1.5, "Last exercise: bridge. 10 reps in your own time."),
            (5.68, "Jaw."),
        ]


class TestGettingUpAndDown:
    @pytest.mark.parametrize(
        ("before", "after", "words"),
        [
            (None, Posture.SUPINE, ""),
            (Posture.SUPINE, None, ""),
            (Posture.SUPINE, Posture.PRONE, ""),
            (Posture.STANDING, Posture.STANDING, ""),
            (Posture.CHAIR, Posture.SUPINE, "Come down to the floor."),
            (Posture.SUPINE, Posture.STANDING, "Stand up slowly."),
            (Posture.STANDING, Posture.CHAIR, "Sit down on the chair."),
        ],
    )
    def test_in_words(self, before, after, words):
        assert level_words(before, after) == words

    def test_it_is_said_before_the_way_into_position(self):
        timeline = laid(step("sit"), step("hinge"))
        texts = [text for _at, text in said(timeline.intervals[2])]
        assert texts[1:] == ["Stand up slowly.", "Stand tall."]

    @pytest.mark.parametrize(
        ("last", "words"),
        [
            ("bridge", "Well worked. Roll to your side. Take your time sitting up."),
            ("clam", "Well worked. Take your time getting up."),
            ("hinge", "Well worked."),
        ],
    )
    def test_the_end_of_it_all(self, last, words):
        assert laid(step(last)).finale[1].text == f"Session done. {words}"

    def test_after_a_posture_nobody_named(self):
        own = OwnExercise(name="TKE")
        assert laid(step(own, move(5))).finale[1].text == "Session done. Well worked."
        assert laid(step("sit", optional=True)).finale[1].text.startswith("And release.")


class TestTheBand:
    BAND = exercise("band", equipment=("mini_band",), sides=Sides.BOTH)
    BOOK = BOOK | {"band": BAND}

    def test_it_comes_off_before_what_is_done_without(self):
        timeline = laid(step("band"), step("lunge"), step("lunge"), book=self.BOOK)
        get_ready = [one for one in timeline.intervals if one.kind is Kind.GET_READY]
        told = [" ".join(text for _at, text in said(one)) for one in get_ready]
        assert ["Take off the mini band." in one for one in told] == [False, True, False]

    @pytest.mark.parametrize("between", [Wait(text="Band off."), Rest(rest_s=9, say="Band off.")])
    def test_an_author_who_tells_it_has_told_it(self, between):
        timeline = laid(step("band"), between, step("sit"), book=self.BOOK)
        assert "Take off" not in "\n".join(transcript(timeline))

    def test_nothing_to_take_off_is_nothing_said(self):
        assert kit_off_words(()) == ""

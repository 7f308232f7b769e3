"""What is sounded and said between one piece of work and the next, second by second."""

import pytest
from by_ear import first, heard, said, texts, voices

from hiptimer.engine.exercise import Posture, Sides, Variant
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import OwnExercise, Rest, Version, Wait
from made import amount, catalogue, circuit, exercise, laid, move, step, work


class TestBetween:
    def test_a_rest_before_another_set_names_it_and_its_side(self):
        rest = first(Kind.REST, laid(step("lunge", sets=2)))
        assert heard(rest) == [(1.2, "rest"), (20, "rest-ending"), (27, "ready-countdown")]
        assert said(rest) == [
            (1.55, "Rest, 30 seconds. Next: lunge. Set 2 of 2. Left hip."),
            (20, "Ten seconds left."),
            (22.48, "Right foot forward, left knee down."),  # the last one done was the other side
        ]
        assert {cue.end_by_s for cue in voices(rest)} == {rest.at_s + 29.5, rest.at_s + 22}

    def test_in_a_short_rest_the_way_into_position_is_said_if_there_is_time(self):
        position = "Right foot forward, left knee down."
        rest = first(Kind.REST, laid(step("lunge", sets=2, rest_s=12.0)))
        assert said(rest)[1:] == [(6.26, position)]
        rest = first(Kind.REST, laid(step("lunge", sets=2, rest_s=10.0, switch=1.0)))
        assert position in texts(rest)
        rest = first(Kind.REST, laid(step("lunge", sets=2, rest_s=8.0, switch=1.0)))
        assert position not in texts(rest)

    def test_without_a_side_the_way_into_position_is_said_again_too(self):
        rest = first(Kind.REST, laid(step("bridge", sets=2)))
        assert texts(rest) == [
            "Rest, 30 seconds. Next: bridge. Set 2 of 2.",
            "Ten seconds left.",
            "Lie on your back, feet flat.",
        ]

    def test_the_name_of_a_further_set_needs_room(self):
        rest = first(Kind.REST, laid(step("bridge", sets=2, rest_s=7.0)))
        assert texts(rest)[0] == "Rest, 7 seconds. Next: set 2 of 2."

    def test_how_many_sets_there_will_be_is_announced(self):
        get_ready = first(Kind.GET_READY, laid(step("lunge", sets=3)))
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
        switch = first(Kind.SWITCH, laid(step("lunge", switch=6.0)))
        assert texts(switch) == ["Change sides.", "Left foot forward, right knee down."]
        book = catalogue(exercise("lunge", setup="One foot forward."))
        switch = first(Kind.SWITCH, laid(step("lunge", switch=6.0), book=book))
        assert texts(switch) == ["Change sides. Right hip.", "One foot forward."]

    def test_a_rest_before_another_exercise_names_that(self):
        rest = first(Kind.REST, laid(step("sit"), Rest(rest_s=15, say="Drink."), step("hinge")))
        assert said(rest) == [(1.55, "Rest, 15 seconds. Then: hinge."), (5.1, "Drink.")]
        assert heard(rest) == [(1.2, "rest")]

    def test_a_rest_with_nothing_to_announce(self):
        timeline = laid(Rest(rest_s=1), Wait(text="Well?"), Rest(rest_s=2, say="Drink."))
        first, wait, last = timeline.intervals
        assert texts(first) == ["Rest, 1 second."]
        assert said(last) == [(0, "Rest, 2 seconds."), (1.73, "Drink.")]
        assert heard(wait) == [(0, "switch")]

    def test_what_is_said_in_a_rest_stays_inside_it(self):
        rest = first(Kind.REST, laid(Rest(rest_s=1, say="Drink.")))
        assert said(rest) == [(0, "Rest, 1 second. Drink.")]

    @pytest.mark.parametrize(("seconds", "at_s"), [(1.2, 0), (1.3, 0.6), (5.4, 0.6), (5.5, 1.2)])
    def test_a_tone_waits_for_the_end_note_if_there_is_time(self, seconds, at_s):
        switch = first(Kind.SWITCH, laid(step("lunge", switch=seconds)))
        assert heard(switch)[0] == (at_s, "switch")
        rest = first(Kind.REST, laid(step("sit"), Rest(rest_s=seconds)))
        assert heard(rest) == [(at_s, "rest")]

    def test_a_wait_after_work_lets_it_end(self):
        wait = first(Kind.WAIT, laid(step("sit"), Wait(text="Fetch the band.", say="The red one.")))
        assert heard(wait) == [(1.2, "switch")]
        assert said(wait) == [(1.8, "Fetch the band."), (3.06, "The red one.")]

    def test_a_wait_says_its_text_and_the_authors_sentence(self):
        (wait,) = laid(Wait(text="Fetch the band.", say="The red one.")).intervals
        assert texts(wait) == ["Fetch the band.", "The red one."]

    def test_the_way_out_is_said(self):
        release = first(Kind.RELEASE, laid(step("camel")))
        assert said(release) == [(0.6, "Hands to the hips, come up slowly.")]
        assert heard(release) == []

    def test_a_way_out_without_words_is_silent(self):
        book = catalogue(exercise("camel", release_s=5.0))
        assert first(Kind.RELEASE, laid(step("camel"), book=book)).cues == ()

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
        get_ready = first(Kind.GET_READY, laid(step(own, move(20))))
        assert texts(get_ready) == ["First: Wall press.", "Face the wall.", "Press."]

    @pytest.mark.parametrize(("seconds", "is_said"), [(2.7, False), (2.8, True)])
    def test_the_way_into_position_is_said_if_it_can_begin_in_time(self, seconds, is_said):
        get_ready = first(Kind.GET_READY, laid(step("lunge", get_ready=seconds)))
        assert (len(said(get_ready)) == 2) is is_said

    def test_without_words_there_is_only_the_name(self):
        own = OwnExercise(name="TKE")
        get_ready = first(Kind.GET_READY, laid(step(own, move(20))))
        assert texts(get_ready) == ["First: TKE."]

    def test_names_keep_their_capitals_in_other_languages(self):
        book = catalogue(
            exercise("lunge", name="Ausfallschritt", sides=Sides.BOTH, setup="", cue="")
        )
        get_ready = first(Kind.GET_READY, laid(step("lunge"), book=book, language="de"))
        assert texts(get_ready) == ["First: Ausfallschritt."]

    def test_abbreviations_keep_their_capitals(self):
        book = catalogue(exercise("lunge", name="TKE", sides=Sides.BOTH, setup="", cue=""))
        assert texts(first(Kind.GET_READY, laid(step("lunge"), book=book))) == ["First: TKE."]

    def test_a_rest_before_a_further_round(self):
        rest = first(Kind.REST, laid(circuit(amount(2), step("sit"))))
        assert texts(rest)[0] == "Rest, 30 seconds. Then: sit."

    def test_a_rest_with_no_time_to_get_ready_after_it_names_what_comes_in_full(self):
        timeline = laid(step("sit"), Rest(rest_s=15), step("lunge", sets=2, get_ready=0.0))
        assert texts(first(Kind.REST, timeline)) == [
            "Rest, 15 seconds. Next: lunge. 2 sets. Left hip."
        ]
        rounds = laid(circuit(2, step("march", get_ready=0.0)))
        assert texts(first(Kind.REST, rounds))[0] == (
            "Rest, 30 seconds. Next: march. Left hip first, then take turns. 6 each side."
        )


def test_an_easier_version_has_its_own_way_into_position():
    easier = Variant(name="Chair lunge", instructions=("Stand behind a chair.",))
    book = catalogue(exercise("lunge", easier=easier, posture=Posture.STANDING, sides=Sides.LEFT))
    get_ready = first(Kind.GET_READY, laid(step("lunge", variant=Version.EASIER), book=book))
    assert texts(get_ready) == ["First: chair lunge. Left hip.", "Stand behind a chair."]

"""Tempo, sides and breath by ear."""

import pytest
from by_ear import first, guide, said

from hiptimer.engine.cues import Tone, ToneCue
from hiptimer.engine.dose import Air, Every, Phase, Phases, Tempo, Way
from hiptimer.engine.exercise import Side, Sides
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Rest
from hiptimer.engine.tempo import ways
from hiptimer.library.exercises import bundled_catalogue
from made import catalogue, exercise, laid, reps, step, work

UP, LEVEL, DOWN = Way.UP, Way.LEVEL, Way.DOWN


def cycle(*words):
    return tuple(Phase(word, 2.0) for word in words)


class TestTheWayOfAPhase:
    @pytest.mark.parametrize(
        ("phases", "way"),
        [
            (cycle("Reach", "Hold", "Return"), (UP, LEVEL, DOWN)),
            (cycle("Turn", "Stay", "Return"), (UP, LEVEL, DOWN)),
            (cycle("Step", "Follow"), (UP, DOWN)),
            (cycle("Step", "Hold"), (UP, LEVEL)),
            (cycle("Lean", "Further", "Return"), (UP, UP, DOWN)),
            (cycle("Left", "Middle", "Right", "Middle"), (UP, DOWN, UP, DOWN)),
            (cycle("Stand up", "Sit down"), (UP, DOWN)),
            (cycle("Sit down", "Stand up"), (DOWN, UP)),
            (cycle("Fold", "Rise"), (DOWN, UP)),  # what is not told is the other way
            (cycle("Squat", "Pause", "Push"), (DOWN, LEVEL, UP)),
            (cycle("Roll", "Return"), (DOWN, UP)),
            (cycle("Lean back", "Hold", "Return"), (DOWN, LEVEL, UP)),
            (cycle("Lean", "Come back"), (UP, DOWN)),
            (cycle("Move"), (None,)),  # there and back in one
            (cycle("Lift"), (UP,)),
            (cycle("Hold", "Wait"), (LEVEL, LEVEL)),
            (cycle(""), (None,)),
            ((Phase("Sway", 1, moves=False), Phase("Go", 1)), (LEVEL, UP)),
            (
                (Phase("Press", 3, Air.OUT), Phase("Ease", 2)),
                (None, None),
            ),  # the breath has its own
        ],
    )
    def test_words_tell_it_else_its_place(self, phases, way):
        assert ways(phases) == way

    def test_every_rep_of_the_catalogue_but_the_breathed_ones_is_told(self):
        for one in bundled_catalogue().values():
            if isinstance(one.rep, Phases):
                told = ways(one.rep.cycle)
                breathed = any(phase.breathe is not Air.FREE for phase in one.rep.cycle)
                assert (None in told) is breathed, one.id


class TestTempoTones:
    def test_up_level_and_down(self):
        (one,) = work(laid(step("bridge", reps(2), rep=Tempo(2, 0.5, 1, 1.5)), Rest(rest_s=5)))
        assert guide(one) == [
            (0, "start", 0, None),
            *((0.2, "tempo-down", 1.8, None), (2, "tempo-level", 0.5, None)),
            *((2.5, "tempo-up", 1, None), (3.5, "tempo-level", 1.5, None)),
            (5, "rep", 0, None),  # heard before the next begins
            *((5.1, "tempo-down", 1.9, None), (7, "tempo-level", 0.5, None)),
            *((7.5, "tempo-up", 1, None), (8.5, "tempo-level", 1.5, None)),
            (10, "end", 0, None),
        ]

    def test_a_long_pause_is_told_by_its_seconds(self):
        (one,) = work(laid(step("bridge", reps(1), rep=Tempo(1, 6, 1, 5.9))))
        levels = [(at, length) for at, tone, length, _side in guide(one) if tone == "tempo-level"]
        assert levels == [*((at, 0.4) for at in range(1, 7)), (8, 5.9)]

    def test_a_very_short_phase_has_none(self):
        (one,) = work(laid(step("bridge", reps(1), rep=Tempo(0.3, 0.3, 1, 0))))
        assert [tone for _at, tone, *_ in guide(one)] == ["start", "tempo-up"]

    def test_a_rep_in_one_has_its_tick_alone(self):
        (one,) = work(laid(step("bridge", reps(2), rep=Every(3))))
        assert [tone for _at, tone, *_ in guide(one)] == ["start", "rep"]

    def test_the_chime_has_the_moment_to_itself(self):
        (one,) = work(laid(step("bridge", reps(1, 2), rep=Tempo(2, 0, 2, 0))))
        assert [(at, tone) for at, tone, *_ in guide(one) if 2 < at < 6] == [
            *((4, "minimum"), (4.95, "tempo-down"))
        ]


class TestSides:
    def test_each_side_is_heard_from_there(self):
        timeline = laid(step("clam", reps(1)), step("sit"))
        left, right, _sit = work(timeline)
        heard = {side for _at, tone, _length, side in guide(left) if tone != "end"}
        assert heard == {Side.LEFT}
        assert guide(right)[0][3] is Side.RIGHT
        assert guide(right)[-1][1:] == ("end", 0, None)
        (tone,) = [one for one in first(Kind.SWITCH, timeline).cues if isinstance(one, ToneCue)][:1]
        assert (tone.tone, tone.side) == (Tone.SWITCH, Side.RIGHT)

    def test_reps_that_alternate_are_heard_from_the_side_whose_turn_it_is(self):
        (one,) = work(laid(step("march", reps(1), first=Side.RIGHT, rep=Every(2)), Rest(rest_s=5)))
        assert guide(one) == [
            (0, "start", 0, Side.RIGHT),
            (2, "rep", 0, Side.RIGHT),
            (4, "end", 0, None),
        ]

    def test_a_turn_is_named_in_full_and_then_in_short(self):
        book = catalogue(exercise("turn", sides=Sides.ALTERNATE, side_means="turn to the {side}"))
        (one,) = work(laid(step("turn", reps(3), rep=Every(6)), book=book))
        turns = [text for _at, text in said(one) if "eft" in text or "ight" in text]
        assert turns == ["Turn to the left.", "Turn to the right.", "1. Left.", "Right."]

    @pytest.mark.parametrize(
        ("names", "words", "turns"),
        [
            ("turn to the {side}", "Turn", ["Turn to the left.", "Turn to the right."]),
            ("knees to the {side}", "Roll", ["Left. Roll.", "Right. Roll."]),
            ("{side} leg", "Reach", ["Left leg. Reach.", "Right leg. Reach."]),
        ],
    )
    def test_a_turn_and_its_first_phase_are_one_command(self, names, words, turns):
        book = catalogue(exercise("turn", sides=Sides.ALTERNATE, side_means=names))
        rep = Phases((Phase(words, 1.0), Phase("Stay", 3.0), Phase("Return", 1.0)))
        (one,) = work(laid(step("turn", reps(3), rep=rep), book=book))
        told = [text for _at, text in said(one)]
        assert [told[0], told[3]] == turns

    def test_the_word_of_a_phase_waits_for_those_before_it(self):
        rep = Phases((Phase("Turn", 1.0), Phase("Stay", 3.0), Phase("Return", 1.0)))
        (one,) = work(laid(step("bridge", reps(3), rep=rep)))
        assert said(one)[:3] == [(0, "3 reps. Turn."), (1, "Stay."), (4, "Return.")]
        book = catalogue(exercise("turn", sides=Sides.ALTERNATE, side_means="turn to the {side}"))
        (one,) = work(laid(step("turn", reps(3), rep=rep), book=book))
        assert said(one)[:3] == [(0, "Turn to the left."), (1, "Stay."), (4, "Return.")]
        step_aside = Phases((Phase("Step", 1.0), Phase("Follow", 2.0)))
        (one,) = work(laid(step("march", reps(3), rep=step_aside)))
        assert [at for at, text in said(one) if text == "Follow."] == [1, 4, 7.46, 10]


class TestOneSentenceAtATime:
    def test_the_one_of_more_weight_stands(self):
        press = Phases((Phase("Go", 1.0), Phase("Come back slowly to the middle", 1.0)))
        (one,) = work(laid(step("bridge", reps(2), rep=press), Rest(rest_s=5)))
        assert said(one) == [(0, "2 reps. Go."), (2, "1. Last one. Go."), (4, "2. Done.")]

    def test_the_words_of_both_turns_are_told_twice(self):
        book = catalogue(exercise("roll", sides=Sides.ALTERNATE, rep=Phases(cycle("Roll", "Back"))))
        (one,) = work(laid(step("roll", reps(4)), book=book))
        assert [text for _at, text in said(one)].count("Back.") == 4

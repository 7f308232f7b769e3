"""Tempo, sides and breath by ear, and what a session sounds like when it is written down."""

import pytest

from hiptimer.engine.cues import Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.dose import Air, Every, Phase, Phases, Tempo, Way
from hiptimer.engine.exercise import Posture, Side, Sides
from hiptimer.engine.interval import Kind
from hiptimer.engine.sayings import kit_off_words, level_words
from hiptimer.engine.session import OwnExercise, Pace, Rest, Wait
from hiptimer.engine.tempo import ways
from hiptimer.engine.transcript import transcript
from hiptimer.library.exercises import bundled_catalogue
from made import BOOK, breaths, catalogue, exercise, hold, laid, move, reps, step, work

UP, LEVEL, DOWN = Way.UP, Way.LEVEL, Way.DOWN


def cycle(*words):
    return tuple(Phase(word, 2.0) for word in words)


def guide(interval):
    """Return the tones of an interval, each with its moment, its length and its side."""
    return [
        (round(cue.at_s - interval.at_s, 3), cue.tone.value, cue.length_s, cue.side)
        for cue in interval.cues
        if isinstance(cue, ToneCue)
    ]


def said(interval):
    return [
        (round(cue.at_s - interval.at_s, 3), cue.text)
        for cue in interval.cues
        if isinstance(cue, VoiceCue)
    ]


def first(kind, timeline):
    return next(one for one in timeline.intervals if one.kind is kind)


class TestTheLowLungeSecondBySecond:
    """The plan that the cues were designed by, of a lunge after something else, with 12 s to get ready."""

    LUNGE = bundled_catalogue()["low-lunge"]
    BOOK = BOOK | {"low-lunge": LUNGE}
    LINES = tuple(
        transcript(
            laid(
                Rest(rest_s=5.0),
                step("low-lunge", get_ready=12.0),
                step("lunge"),
                book=BOOK,
            )
        )
    )

    def test_it_is_heard_like_this(self):
        assert list(self.LINES[2:22]) == [
            "  0:05.0  voice  First: low lunge. Left hip. (over by 0:16.5)",
            "  0:07.4  voice  Right foot forward, left knee down. (over by 0:16.5)",
            "  0:14.0  tone   READY_COUNTDOWN",
            "  0:17.0  tone   START left",
            "  0:17.0  voice  Hold, 30 seconds.",
            "  0:24.5  voice  Tuck your tail and ease the hips forward. (over by 0:43.0)",
            "  0:32.0  tone   HALFWAY",
            "  0:32.0  voice  Halfway.",
            "  0:44.0  tone   COUNTDOWN",
            "  0:47.0  tone   END",
            "  0:47.0  voice  And release.",
            "  0:48.2  tone   SWITCH right",
            "  0:48.8  voice  Change sides. Right hip. (over by 0:56.5)",
            "  0:51.0  voice  Left foot forward, right knee down. (over by 0:56.5)",
            "  0:54.0  tone   READY_COUNTDOWN",
            "  0:57.0  tone   START right",
            "  0:57.0  voice  Hold, 30 seconds.",
            "  1:12.0  tone   HALFWAY",
            "  1:12.0  voice  Halfway.",
            "  1:24.0  tone   COUNTDOWN",
        ]
        assert "  1:28.5  voice  Last exercise: lunge. Left hip. (over by 1:34.5)" in self.LINES


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


class TestTheTranscript:
    def test_every_cue_has_its_line(self):
        lines = list(transcript(laid(step("sit", breaths(1)))))
        assert lines[-2:] == [
            "  0:20.0  tone   FINISHED",
            "  0:20.0  voice  And release. Session done. Well worked.",
        ]
        assert "  0:10.2  tone   BREATH_IN 3.8 s" in lines

    def test_where_the_person_decides_it_says_so(self):
        lines = list(
            transcript(
                laid(
                    step("sit", hold(30, open=True)),
                    Wait(text="Well?"),
                    step("hinge", pace=Pace.SELF, get_ready=0.0),
                )
            )
        )
        end = lines.index("  0:40.0  wait   until the person goes on, at most 15 s")
        assert lines[end + 1 : end + 3] == [
            "  0:40.0  tone   END",
            "  0:40.0  voice  And release.",
        ]
        assert lines.count("  0:40.0  wait   until the person goes on") == 2
        assert "0:40.0  tone   FINISHED" in lines[-2]

    def test_long_times_have_their_minutes(self):
        lines = list(transcript(laid(step("sit", move(3599)), Rest(rest_s=5))))
        assert " 60:09.0  tone   END" in lines

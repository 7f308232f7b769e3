"""What is sounded and said in breaths and reps, second by second."""

import pytest
from by_ear import cue_saying, first, heard, said, texts, voices

from hiptimer.engine.cues import ToneCue, Topic, VoiceCue
from hiptimer.engine.dose import Air, Breath, Every, Phase, Phases, Tempo
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Linger, Pace, Rest
from hiptimer.engine.settling import Choices
from made import breaths, laid, reps, step, work


def without_form(interval):
    return [(at_s, text) for at_s, text in said(interval) if text != "Tail tucked, ease forward."]


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

    def test_an_or_more_that_goes_on_at_once_invites_nobody_to_go_on(self):
        for dose in (breaths(3, open=True), reps(3, open=True)):
            (one,) = work(laid(step("sit", dose, linger=Linger(0))))
            assert texts(one)[-1] == "3 done."


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
        get_ready = first(Kind.GET_READY, laid(step("march")))
        assert texts(get_ready) == [
            *("First: march.", "Stand tall.", "6 each side.", "Left hip first, then take turns.")
        ]

    def test_with_less_time_the_turns_are_announced_in_two_words(self):
        get_ready = first(Kind.GET_READY, laid(step("march", get_ready=6.0)))
        assert texts(get_ready) == ["First: march.", "Stand tall.", "6 each side.", "Left first."]

    def test_how_many_goes_before_the_side_which_is_said_as_it_begins(self):
        get_ready = first(Kind.GET_READY, laid(step("march", get_ready=5.0)))
        assert texts(get_ready) == ["First: march.", "Stand tall.", "6 each side."]

    def test_a_range_to_each_side(self):
        get_ready = first(Kind.GET_READY, laid(step("march", reps(6, 8))))
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

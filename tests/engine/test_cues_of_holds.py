"""What is sounded and said in a hold or a movement, second by second."""

import pytest
from by_ear import cue_saying, first, heard, said, texts

from hiptimer.engine.cues import Priority, Tone, Topic, VoiceCue
from hiptimer.engine.dose import Every
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Linger, Pace, Rest
from hiptimer.engine.settling import Choices
from made import breaths, catalogue, exercise, hold, laid, move, reps, step, work


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
            get_ready = first(Kind.GET_READY, laid(step("clam", get_ready=seconds)))
            assert all(at_s <= seconds for at_s, _text in said(get_ready))
            assert all(at_s <= seconds for at_s, _tone in heard(get_ready))


def test_a_range_cut_to_its_lower_end_has_one_end():
    timeline = laid(step("sit", hold(20, 30)), Rest(rest_s=5), choices=Choices(extra={1: -10.0}))
    (one,) = work(timeline)
    assert [tone for _at, tone in heard(one) if tone in ("minimum", "end")] == ["end"]

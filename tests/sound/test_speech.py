"""Who speaks when, with a clock moved by hand and sentences of known length."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiptimer.engine.cues import Priority, Topic, VoiceCue
from hiptimer.sound.speech import Speech

NEXT = "Next: low lunge. Left hip."


class Voice:
    """Says a sentence in half a second for each word, if it knows the words."""

    live = None

    def clip(self, text):
        return None if "unknown" in text else Path(text)

    def length_s(self, text):
        return None if "unknown" in text else len(text.split()) / 2


class Mouth:
    """Writes down what is begun and cut off, and when."""

    def __init__(self, clock):
        self._clock = clock
        self.heard = []

    def speak(self, text, clip):
        self.heard.append((self._clock.now, text if clip else f"live: {text}"))

    def hush(self):
        self.heard.append((self._clock.now, "hush"))


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Table:
    """A speech with all that it needs."""

    def __init__(self, speed=1.0):
        self.clock = Clock()
        self.mouth = Mouth(self.clock)
        self.speech = Speech(Voice(), self.mouth, self.clock, speed)

    def later(self, seconds, step=0.05):
        """Let time go by as a program does, in small steps."""
        until = self.clock.now + seconds
        while self.clock.now < until - 1e-9:
            self.clock.now = min(until, self.clock.now + step)
            self.speech.go_on()

    @property
    def heard(self):
        return [(round(at - 100, 2), words) for at, words in self.mouth.heard]


@pytest.fixture
def table():
    return Table()


def cue(text, priority=Priority.CHANGE, end_by_s=None, at_s=0.0):
    return VoiceCue(at_s, text, Topic.NEXT, priority, end_by_s)


def test_a_sentence_is_said_at_its_moment(table):
    assert table.speech.say(cue("Hold."))
    assert table.heard == [(0.0, "Hold.")]
    assert table.speech.is_speaking
    table.later(0.6)
    assert not table.speech.is_speaking


def test_what_nobody_can_say_is_not_said(table):
    assert not table.speech.say(cue("unknown words"))
    assert not table.speech.say(cue("unknown words", end_by_s=10.0))
    assert table.heard == []


def test_the_important_waits_for_its_turn(table):
    table.speech.say(cue("And release.", Priority.END))
    assert table.speech.say(cue(NEXT, end_by_s=8.0))
    table.later(2)
    assert table.heard == [(0.0, "And release."), (1.2, NEXT)]


def test_several_wait_in_order(table):
    for words in ("One one.", "Two.", "Three."):
        assert table.speech.say(cue(words))
    table.later(4)
    assert [words for _at, words in table.heard] == ["One one.", "Two.", "Three."]


def test_the_unimportant_is_dropped_never_queued(table):
    table.speech.say(cue("Begin now.", Priority.CHANGE))
    assert not table.speech.say(cue("Tail tucked.", Priority.FORM))
    table.later(5)
    assert table.heard == [(0.0, "Begin now.")]


def test_the_important_cuts_the_unimportant_off(table):
    table.speech.say(cue("Tuck your tail and ease forward slowly.", Priority.FORM))
    table.later(1)
    assert table.speech.say(cue("And release.", Priority.END))
    assert table.heard[1:] == [(1.0, "hush"), (1.0, "And release.")]


def test_a_stop_cuts_a_change_off_and_what_waits(table):
    table.speech.say(cue(NEXT))
    table.speech.say(cue("Right foot forward."))
    table.speech.say(cue("Session done. " * 5, Priority.STOP))
    table.later(12)
    said = [words for _at, words in table.heard]
    assert said[0] == NEXT
    assert said[-1].startswith("Session done.")


def test_a_stop_that_cannot_wait_is_said_at_once(table):
    table.speech.say(cue(" ".join(["long"] * 30), Priority.CHANGE))
    table.speech.say(cue("Stopped.", Priority.STOP))
    assert table.heard[1:] == [(0.0, "hush"), (0.0, "Stopped.")]


def test_speech_is_over_by_its_time_or_not_begun(table):
    assert table.speech.say(cue("Tail tucked and forward.", Priority.FORM, end_by_s=2.0))
    table.later(3)
    assert not table.speech.say(cue("Tail tucked and forward.", Priority.FORM, end_by_s=1.9))
    assert table.heard == [(0.0, "Tail tucked and forward.")]


def test_an_announcement_too_long_for_its_time_leaves_its_end_out(table):
    assert table.speech.say(cue(NEXT, end_by_s=1.2))
    assert table.heard == [(0.0, "Next: low lunge.")]
    assert not table.speech.say(cue(NEXT, end_by_s=0.9))


def test_lateness_counts_against_the_time_there_is(table):
    assert not table.speech.say(cue("Tail tucked.", Priority.FORM, end_by_s=2.0), late_s=1.1)
    assert not table.speech.say(cue("Tail tucked.", Priority.FORM), late_s=0.4)
    assert table.speech.say(cue("Tail tucked.", Priority.FORM), late_s=0.2)


def test_a_fast_session_leaves_less_time():
    table = Table(speed=10)
    assert not table.speech.say(cue("Tail tucked.", Priority.FORM, end_by_s=8.0))
    assert table.speech.say(cue("Tail tucked.", Priority.FORM, end_by_s=12.0))


def test_what_waited_too_long_is_dropped(table):
    table.speech.say(cue("One two three.", Priority.CHANGE))
    table.speech.say(cue("Release.", Priority.END, end_by_s=2.2))
    table.clock.now += 5  # the program stood still
    table.speech.go_on()
    assert [words for _at, words in table.heard] == ["One two three."]


def test_silence_forgets_everything(table):
    table.speech.say(cue(NEXT))
    table.speech.say(cue("Right foot forward."))
    table.speech.silence()
    table.later(5)
    assert table.heard == [(0.0, NEXT), (0.0, "hush")]
    table.speech.silence()
    assert len(table.heard) == 2


def test_after_a_pause_what_it_cut_off_is_said_again(table):
    table.speech.say(cue(NEXT, end_by_s=8.0))
    table.later(1)
    table.speech.pause()
    table.later(60)
    table.speech.resume()
    assert table.heard[1:] == [(1.0, "hush"), (61.0, NEXT)]
    table.speech.resume()
    assert len(table.heard) == 3


def test_after_a_pause_nothing_is_said_again_that_was_over_or_small(table):
    table.speech.say(cue(NEXT))
    table.later(10)
    table.speech.pause()
    table.speech.resume()
    table.speech.say(cue("Tail tucked now.", Priority.FORM))
    table.speech.pause()
    table.speech.resume()
    assert [words for _at, words in table.heard] == [NEXT, "Tail tucked now.", "hush"]


class Live:
    def estimated_s(self, text):
        return len(text.split()) / 3


def test_whoever_speaks_by_themselves_is_trusted_with_the_text(table, monkeypatch):
    monkeypatch.setattr(Voice, "live", Live())
    table.speech.say(cue("unknown words here"))
    table.speech.say(cue("And then these."))
    table.later(2)
    assert table.heard == [(0.0, "live: unknown words here"), (1.2, "live: And then these.")]


@given(
    st.lists(
        st.tuples(
            st.floats(0, 3),
            st.sampled_from(["Hold.", NEXT, "Tuck your tail and ease forward.", "Halfway."]),
            st.sampled_from(Priority),
            st.none() | st.floats(0.5, 8),
        ),
        max_size=25,
    )
)
def test_never_two_at_once_and_never_past_its_time(cues):
    table = Table()
    for pause_s, text, priority, room_s in cues:
        table.later(pause_s, step=0.5)
        at_s = table.clock.now
        end_by_s = None if room_s is None else at_s + room_s
        table.speech.say(VoiceCue(at_s, text, Topic.NEXT, priority, end_by_s))
    table.later(20, step=0.5)
    over_at = 0.0
    for at, words in table.mouth.heard:
        if words == "hush":
            over_at = at
            continue
        assert at >= over_at - 1e-6
        over_at = at + len(words.split()) / 2

"""Captions: each stands long enough to be read, and the last ones can be read again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiptimer.ui.captions import KEPT, STANDS_S, TOGETHER, Captions
from made import HandClock

LONG = "Right foot forward, left knee down, and the hands on the thigh."


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def captions(clock):
    return Captions(clock)


def test_a_sentence_stands_three_seconds(captions, clock):
    captions.say("Halfway.")
    clock.now += STANDS_S - 0.01
    assert captions.text() == "Halfway."
    clock.now += 0.02
    assert captions.text() == ""


def test_two_short_ones_stand_together(captions, clock):
    captions.say("And release.")
    clock.now += 1.5
    captions.say("Change sides. Right hip.")
    assert captions.text() == "And release. Change sides. Right hip."
    clock.now += 1.6
    assert captions.text() == "Change sides. Right hip."
    clock.now += 1.3
    assert captions.text() == "Change sides. Right hip."
    clock.now += 0.2
    assert captions.text() == ""


def test_of_two_long_ones_the_next_follows(captions, clock):
    captions.say(LONG)
    clock.now += 1
    captions.say("Next: low lunge. Left hip.")
    assert captions.text() == LONG
    clock.now += 2.1
    assert captions.text() == "Next: low lunge. Left hip."
    clock.now += STANDS_S - 0.1
    assert captions.text() == "Next: low lunge. Left hip."


def test_a_third_waits_for_its_turn(captions, clock):
    for text in ("One.", "Two.", "Three."):
        captions.say(text)
    assert captions.text() == "One. Two."
    clock.now += STANDS_S
    assert captions.text() == "Three."


def test_the_same_one_again_is_not_written_twice(captions):
    captions.say("Hold.")
    captions.show("Hold.")
    assert captions.text() == "Hold."


def test_what_no_longer_holds_is_dropped_and_still_to_be_read_again(captions, clock):
    captions.say(LONG)
    captions.say("Two.")
    captions.drop()
    assert captions.text() == ""
    clock.now += 1
    assert [one.text for one in captions.said] == ["Two.", LONG]


def test_the_last_ten_the_newest_first_with_their_times(captions, clock):
    for number in range(15):
        clock.now += 2
        captions.say(f"Sentence {number}.")
    assert [one.text for one in captions.said] == [f"Sentence {n}." for n in range(14, 4, -1)]
    assert len(captions.said) == KEPT == 10
    assert captions.said[0].at_s == clock.now
    assert captions.said[1].at_s == clock.now - 2
    assert captions.last == "Sentence 14."
    captions.forget()
    assert captions.said == ()
    assert captions.last == ""


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=80), st.floats(0, 4)), max_size=12))
def test_every_sentence_stands_three_seconds_whatever_comes(said):
    clock = HandClock()
    captions = Captions(clock)
    stood = dict.fromkeys((f"{n}{text}" for n, (text, _gap) in enumerate(said)), 0.0)

    def look(seconds):
        for _step in range(round(seconds / 0.1)):
            text = captions.text()
            for one in stood:
                stood[one] += 0.1 if one in text else 0.0
            assert len(captions._standing) <= 2
            assert len(captions._standing) < 2 or len(text) <= TOGETHER + 1
            clock.now += 0.1

    for one, (_text, gap) in zip(stood, said, strict=True):
        captions.say(one)
        look(gap)
    look(STANDS_S * (len(said) + 1))
    assert all(seconds >= STANDS_S - 0.11 for seconds in stood.values())
    assert captions.text() == ""

"""Texts are cut into sentences, and what could harm a program that speaks is left out."""

import pytest

from hiptimer.engine.cues import Topic
from hiptimer.sound.voice.generic import of_side, of_topic
from hiptimer.sound.voice.sentences import MOST_CHARACTERS, can_be_said, cut, key, plain


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Next: low lunge. Left hip.", ("Next:", "low lunge.", "Left hip.")),
        ("Rest, 30 seconds. Next: set 2 of 3.", ("Rest, 30 seconds.", "Next:", "set 2 of 3.")),
        ("Hold 2.5 kg.", ("Hold 2.5 kg.",)),
        ("7. Breathe in.", ("7.", "Breathe in.")),
        ("Ready? Go on!", ("Ready?", "Go on!")),
        ("No mark at its end", ("No mark at its end",)),
        ("... - 😀", ()),
        ("", ()),
    ],
)
def test_cutting(text, sentences):
    assert cut(text) == sentences


def test_control_characters_become_spaces():
    assert plain("one\0two\nthree\x1b[31m\ud800four") == "one two three [31m four"


def test_a_long_text_ends_at_a_word():
    text = plain("word " * 100_000)
    assert len(text) <= MOST_CHARACTERS
    assert set(text.split()) == {"word"}


def test_a_long_word_is_cut():
    assert plain("x" * 100_000) == "x" * MOST_CHARACTERS


def test_other_letters_are_kept():
    assert plain("تمرين الورك، ثم استرح.") == "تمرين الورك، ثم استرح."
    assert can_be_said("تمرين")


def test_sentences_that_sound_the_same_have_one_key():
    assert key("Next: Low lunge.") == key("next:  low lunge")
    assert key("Left hip.") != key("Right hip.")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Left knee in the loop.", "Left side."),
        ("Lie on your right.", "Right side."),
        ("Left foot over right knee.", ""),
        ("Leftover.", ""),
        ("Both feet.", ""),
    ],
)
def test_a_side_is_told_when_one_is_named(sentence, said):
    assert of_side(sentence) == said


def test_a_form_cue_has_no_stand_in():
    assert of_topic(Topic.NEXT) == "Next exercise."
    assert of_topic(Topic.FORM) == of_topic(Topic.COUNT) == of_topic(Topic.SETUP) == ""

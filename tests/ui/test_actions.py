"""The table of what can be done while a session plays: words and keys."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt

from hiptimer.ui.actions import Action, action_of, table

Key = Qt.Key


def test_every_action_has_words_and_a_key():
    assert set(table()) == set(Action)
    for entry in table().values():
        assert entry.keys
        assert entry.written
        assert entry.does
        assert not entry.does.endswith(("!", "."))


def test_no_key_means_two_things():
    keys = Counter(key for entry in table().values() for key in entry.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    words = Counter(entry.does for entry in table().values())
    assert max(words.values()) == 1


@pytest.mark.parametrize(
    ("key", "action"),
    [
        (Key.Key_Space, Action.TOGGLE),
        (Key.Key_MediaPlay, Action.TOGGLE),
        (Key.Key_MediaTogglePlayPause, Action.TOGGLE),
        (Key.Key_Right, Action.NEXT),
        (Key.Key_PageDown, Action.NEXT),
        (Key.Key_Left, Action.BACK),
        (Key.Key_PageUp, Action.BACK),
        (Key.Key_Up, Action.LONGER),
        (Key.Key_Down, Action.SHORTER),
        (Key.Key_BracketLeft, Action.SLOWER),
        (Key.Key_BracketRight, Action.FASTER),
        (Key.Key_P, Action.PAIN),
        (Key.Key_E, Action.EASIER),
        (Key.Key_R, Action.AGAIN),
        (Key.Key_L, Action.WORDS),
        (Key.Key_V, Action.VOICE),
        (Key.Key_B, Action.BEEPS),
        (Key.Key_M, Action.MINI),
        (Key.Key_F11, Action.FAR),
        (Key.Key_Escape, Action.LEAVE),
        (Key.Key_Question, Action.KEYS),
    ],
)
def test_the_keys_of_the_design(key, action):
    assert action_of(key) is action


def test_single_letters_can_be_off_and_the_others_stay():
    letters = {Key.Key_P, Key.Key_E, Key.Key_R, Key.Key_L, Key.Key_V, Key.Key_B, Key.Key_M}
    for entry in table().values():
        for key in entry.keys:
            off = action_of(key, single_letters=False) is None
            assert off == (key in letters)
            assert entry.single_letter == (key in letters)


def test_other_keys_mean_nothing():
    assert action_of(Key.Key_Q) is None

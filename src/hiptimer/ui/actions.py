"""What can be done while a session plays, with its words and its keys, in one table."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt

from hiptimer.language import gettext as _

Key = Qt.Key


class Action(StrEnum):
    """Something the person can ask of the player's page."""

    TOGGLE = "toggle"
    NEXT = "next"
    BACK = "back"
    LONGER = "longer"
    SHORTER = "shorter"
    SLOWER = "slower"
    FASTER = "faster"
    PAIN = "pain"
    EASIER = "easier"
    AGAIN = "again"
    WORDS = "words"
    VOICE = "voice"
    BEEPS = "beeps"
    MINI = "mini"
    FAR = "far"
    LEAVE = "leave"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: the keys that ask for it, how they are written, and what it does."""

    keys: tuple[Qt.Key, ...]
    written: tuple[str, ...]
    does: str
    single_letter: bool = False


def table() -> dict[Action, Entry]:
    """Return every action of the player's page in the order of the key list."""
    return {
        Action.TOGGLE: Entry(
            (Key.Key_Space, Key.Key_MediaPlay, Key.Key_MediaTogglePlayPause, Key.Key_MediaPause),
            (_("Space"),),
            _("Pause, or go on"),
        ),
        Action.NEXT: Entry(
            (Key.Key_Right, Key.Key_PageDown, Key.Key_MediaNext),
            ("→", _("Page down")),
            _("Skip, or “I'm ready”"),
        ),
        Action.BACK: Entry(
            (Key.Key_Left, Key.Key_PageUp, Key.Key_MediaPrevious),
            ("←", _("Page up")),
            _("Start this side again; twice, the one before"),
        ),
        Action.LONGER: Entry((Key.Key_Up,), ("↑",), _("10 seconds or 1 rep more")),
        Action.SHORTER: Entry((Key.Key_Down,), ("↓",), _("10 seconds or 1 rep less")),
        Action.SLOWER: Entry((Key.Key_BracketLeft,), ("[",), _("Slower breath or tempo")),
        Action.FASTER: Entry((Key.Key_BracketRight,), ("]",), _("Faster breath or tempo")),
        Action.PAIN: Entry((Key.Key_P,), ("P",), _("Pain: stop"), single_letter=True),
        Action.EASIER: Entry((Key.Key_E,), ("E",), _("Easier version"), single_letter=True),
        Action.AGAIN: Entry((Key.Key_R,), ("R",), _("Say it again"), single_letter=True),
        Action.WORDS: Entry((Key.Key_L,), ("L",), _("What was said last"), single_letter=True),
        Action.VOICE: Entry((Key.Key_V,), ("V",), _("Captions on or off"), single_letter=True),
        Action.BEEPS: Entry((Key.Key_B,), ("B",), _("Sound on or off"), single_letter=True),
        Action.MINI: Entry((Key.Key_M,), ("M",), _("Small window"), single_letter=True),
        Action.FAR: Entry((Key.Key_F11,), ("F11",), _("Full screen")),
        Action.LEAVE: Entry(
            (Key.Key_Escape,), ("Esc",), _("Leave full screen; twice, end the session")
        ),
        Action.KEYS: Entry((Key.Key_Question, Key.Key_F1), ("?",), _("This list")),
    }


def action_of(key: int, *, single_letters: bool = True) -> Action | None:
    """Return what a key asks for, if anything."""
    for action, entry in table().items():
        if key in entry.keys and (single_letters or not entry.single_letter):
            return action
    return None

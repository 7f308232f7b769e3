"""What is said instead of a sentence that nothing here can speak: less, but never wrong."""

import re

from hiptimer.engine.cues import Topic
from hiptimer.engine.exercise import Side, side_word
from hiptimer.language import gettext as _

_WORDS = re.compile(r"\w+")


def of_topic(topic: Topic) -> str:
    """Return the sentence that stands for any other of its topic; empty where silence is better.

    Set-up, form, phases and numbers are shown: a sentence for any of them would say nothing, or a
    wrong thing.
    """
    match topic:
        case Topic.NEXT:
            return _("Next exercise.")
        case Topic.START:
            return _("Begin.")
        case Topic.HALFWAY:
            return _("Halfway.")
        case Topic.END:
            return _("Done.")
        case Topic.SWITCH:
            return _("Change sides.")
        case Topic.REST:
            return _("Rest.")
        case Topic.WAIT:
            return _("Go on when you are ready.")
        case Topic.FINISHED:
            return _("Session done. Well worked.")
        case _:
            return ""


def of_side(sentence: str) -> str:
    """Return the plain sentence for the side that a sentence names; empty if it names none or both."""
    words = {word.casefold() for word in _WORDS.findall(sentence)}
    named = [side for side in Side if side_word(side).casefold() in words]
    if len(named) != 1:
        return ""
    return _("Left side.") if named[0] is Side.LEFT else _("Right side.")

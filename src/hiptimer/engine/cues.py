"""Cues: what is sounded, said and shown to lead a person, each with its moment.

A cue belongs to the timeline; it knows nothing of loudspeakers. How long a sentence takes to say is
the voice's knowledge, so a voice cue carries the earliest moment it may begin and, where it announces
something, the moment by which it must be over.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Tone(StrEnum):
    """The name of a sound; `assets/sounds/` holds a file for each, breaths one for each length."""

    READY_COUNTDOWN = "ready-countdown"  # one clip: soft ticks 3, 2 and 1 s before a start
    START = "start"
    HALFWAY = "halfway"
    COUNTDOWN = "last-three"  # one clip: three equal notes 3, 2 and 1 s before an end
    END = "end"
    SWITCH = "switch"
    REST = "rest"
    REST_ENDING = "rest-ending"
    REP = "rep"
    BREATH_IN = "breath-in"
    BREATH_OUT = "breath-out"
    BREATH_COUNT = "breath-count"
    MINIMUM = "minimum"
    PAUSED = "paused"
    FINISHED = "finished"


class Priority(IntEnum):
    """Which cue gives way when two want the same moment: the higher one stands."""

    FORM = 1
    HALFWAY = 2
    COUNTDOWN = 3
    END = 4
    CHANGE = 5
    STOP = 6


class Topic(StrEnum):
    """What a spoken sentence is about."""

    NEXT = "next"
    SETUP = "setup"
    START = "start"
    FORM = "form"
    HALFWAY = "halfway"
    COUNT = "count"
    SIDE = "side"
    TEMPO = "tempo"
    BREATH = "breath"
    MINIMUM = "minimum"
    END = "end"
    SWITCH = "switch"
    REST = "rest"
    WAIT = "wait"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class ToneCue:
    """A sound to begin at `at_s` seconds from the start of the session.

    `length_s` is the length of a breath's glide, and 0 for every tone of a fixed length.
    """

    at_s: float
    tone: Tone
    priority: Priority
    length_s: float = 0.0


@dataclass(frozen=True, slots=True)
class VoiceCue:
    """A sentence that may begin at `at_s` and, if `end_by_s` is given, must be over by then.

    Both are seconds from the start of the session. The same sentence is the caption on the screen.
    """

    at_s: float
    text: str
    topic: Topic
    priority: Priority
    end_by_s: float | None = None


Cue = ToneCue | VoiceCue

"""Cues: what is sounded, said and shown to lead a person, each with its moment.

A cue belongs to the timeline; it knows nothing of loudspeakers. How long a sentence takes to say is
the voice's knowledge, so a voice cue carries the earliest moment it may begin and, where it announces
something, the moment by which it must be over.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from hiptimer.engine.exercise import Side


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
    TEMPO_UP = "tempo-up"  # away from where a rep begins: lifting, reaching, leaning
    TEMPO_LEVEL = "tempo-level"  # staying there
    TEMPO_DOWN = "tempo-down"  # the way back: lowering, returning
    MINIMUM = "minimum"
    PAUSED = "paused"
    FINISHED = "finished"


NOTE_S = {
    Tone.READY_COUNTDOWN: 2.15,
    Tone.START: 0.2,
    Tone.HALFWAY: 0.3,
    Tone.COUNTDOWN: 2.15,
    Tone.END: 0.4,
    Tone.SWITCH: 0.6,
    Tone.REST: 0.35,
    Tone.REST_ENDING: 0.25,
    Tone.REP: 0.1,
    Tone.BREATH_COUNT: 0.1,
    Tone.MINIMUM: 0.95,
    Tone.PAUSED: 0.5,
    Tone.FINISHED: 1.5,
}
"""How long each tone of a fixed length is heard, in seconds; glides are as long as their cue says."""


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
    PAUSED = "paused"
    STOP = "stop"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class ToneCue:
    """A sound to begin at `at_s` seconds from the start of the session.

    `length_s` is the length of a glide, of a breath or a tempo, and 0 for every tone of a fixed length.
    `side` is the side from which it is heard; None is the middle.
    """

    at_s: float
    tone: Tone
    priority: Priority
    length_s: float = 0.0
    side: Side | None = None


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

"""What lights the border of the window: each change, or each cue for a person who hears none."""

from hiptimer.engine.cues import Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.events import (
    CueDue,
    Entered,
    Event,
    Finished,
    Lengthened,
    MinimumReached,
    Paused,
    Stopped,
)
from hiptimer.sound.levels import GUIDES

COUNTED = frozenset({Topic.COUNT, Topic.SIDE, Topic.TEMPO})
"""What the clock, the slab and the phase bar show already; said over and over, it is no caption."""

_COUNTDOWNS = frozenset({Tone.READY_COUNTDOWN, Tone.COUNTDOWN})
_CHANGES = frozenset(Tone) - GUIDES - _COUNTDOWNS


def is_change(event: Event) -> bool:
    """Tell whether something is another from now on: what is done, on which side, whether it runs."""
    match event:
        case CueDue(cue=ToneCue(tone=tone)):
            return tone in _CHANGES
        case Entered() | MinimumReached() | Lengthened() | Paused() | Finished() | Stopped():
            return True
        case _:
            return False


def is_cue(event: Event) -> bool:
    """Tell whether an event is a change, a countdown, or a sentence that stands as a caption.

    The tones that guide breaths and reps have a twin that never stops: the disc and the phase bar.
    """
    match event:
        case CueDue(cue=ToneCue(tone=tone)):
            return tone not in GUIDES
        case CueDue(cue=VoiceCue(topic=topic)):
            return topic not in COUNTED
        case _:
            return is_change(event)

"""What a run sounds like: the player's events, as the speaker hears of them."""

from collections.abc import Iterable

from hiptimer.engine.cues import ToneCue
from hiptimer.engine.events import (
    CueDue,
    Event,
    Left,
    Lengthened,
    Outcome,
    Paused,
    Stopped,
    TimelineChanged,
)
from hiptimer.sound.speaker import Speaker


def hear(speaker: Speaker, events: Iterable[Event]) -> None:
    """Sound what has come due, and cut off a countdown or a breath that no longer holds true."""
    for event in events:
        match event:
            case CueDue(cue=ToneCue() as cue, late_s=late_s):
                speaker.sound(cue, late_s)
            case Paused():
                speaker.pause()
            case Left(done=done) if done.outcome is not Outcome.COMPLETE:
                speaker.stop_all()
            case Lengthened() | TimelineChanged() | Stopped():
                speaker.stop_all()
            case _:
                pass

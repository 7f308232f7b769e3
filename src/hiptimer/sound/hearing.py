"""What a run sounds like: the player's events, as the speaker hears of them."""

from collections.abc import Iterable, Iterator, Sequence

from hiptimer.engine.cues import Cue, Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.events import (
    CueDue,
    Entered,
    Event,
    Left,
    Lengthened,
    Outcome,
    Paused,
    Resumed,
    Stopped,
    TimelineChanged,
    Why,
)
from hiptimer.engine.interval import Interval
from hiptimer.engine.sayings import unplanned_words
from hiptimer.engine.timeline import Timeline
from hiptimer.sound.speaker import Speaker

SOON_S = 0.35  # so long before a sentence others are asked to be quiet


def every_cue(timeline: Timeline) -> Iterator[Cue]:
    """Yield all that a session can sound and say."""
    for interval in timeline.intervals:
        yield from interval.cues
    yield from timeline.finale
    for words in unplanned_words():
        yield VoiceCue(0.0, words, Topic.WAIT, Priority.CHANGE)


def expect(speaker: Speaker, interval: Interval | None, position_s: float) -> None:
    """Have other programs be quiet if something is about to be said in the interval in hand.

    `position_s` is where the session is; call this as often as the player is asked.
    """
    cues = interval.cues if interval is not None else ()
    for cue in cues:
        soon = position_s < cue.at_s <= position_s + SOON_S
        if soon and isinstance(cue, VoiceCue) and speaker.heard.has(cue):
            speaker.make_room()
            return


def hear(speaker: Speaker, events: Iterable[Event], intervals: Sequence[Interval]) -> None:
    """Sound and say what has come due, and cut off what no longer holds true.

    `intervals` are the timeline's, of which the one in hand and the next are made ready to be said.
    """
    for event in events:
        match event:
            case Entered(interval=interval):
                speaker.lead(intervals[interval.index : interval.index + 2])
            case CueDue(cue=ToneCue() as cue, late_s=late_s):
                speaker.sound(cue, late_s)
            case CueDue(cue=VoiceCue() as cue, late_s=late_s):
                speaker.say(cue, late_s)
            case Paused(why=Why.PAIN):
                speaker.stop_all()
                speaker.sound_tone(Tone.PAUSED)
            case Paused():
                speaker.pause()
            case Resumed():
                speaker.resume()
            case Left(done=done) if done.outcome is not Outcome.COMPLETE:
                speaker.stop_all()
            case Lengthened():
                speaker.stop_tones()
            case TimelineChanged() | Stopped():
                speaker.stop_all()
            case _:
                pass

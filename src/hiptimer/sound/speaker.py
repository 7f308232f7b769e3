"""The speaker: hears of the player's cues and sounds those that the person has chosen to hear."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from hiptimer.engine.cues import Cue, Tone, ToneCue, VoiceCue
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Interval
from hiptimer.engine.session import SoundLevel
from hiptimer.sound.clips import Clips
from hiptimer.sound.levels import Heard
from hiptimer.sound.output import Output
from hiptimer.sound.speech import Speech, shortened

LATEST_S = 0.25  # a tone later than this misleads more than it helps
FASTEST = (
    10.0  # a session run faster than this is only looked at: its sounds would lie on each other
)
ROOM_S = 0.5  # room that nobody has spoken in by then is given back


class Live(Protocol):
    """Who speaks by themselves, on a device of their own."""

    def estimated_s(self, text: str) -> float:
        """Return roughly how long the text takes to say."""

    def say(self, text: str, language: str, volume: float = 1.0) -> None:
        """Begin to speak; `volume` is 0 to 1."""

    def stop(self) -> None:
        """Be silent."""


class Voice(Protocol):
    """Who makes clips of sentences; `sound.voice.speaking.Voice` is one."""

    @property
    def live(self) -> Live | None:
        """Return who speaks by themselves, if that is the choice; there are no clips then."""

    def prepare(self, texts: Iterable[VoiceCue], language: str = "en") -> None:
        """Begin to make clips of these, and return at once."""

    def clip(self, text: str) -> Path | None:
        """Return the clip of a text, if there is one by now."""

    def length_s(self, text: str) -> float | None:
        """Return how long the clip is, if there is one."""

    def close(self) -> None:
        """Make no more."""


class Quiet(Protocol):
    """Who has other programs be quiet while something is said; `sound.ducking.Ducking` is one."""

    def begin(self) -> None:
        """Have them be quiet from now on, and return at once."""

    def end(self) -> None:
        """Let them be as they were."""

    def close(self) -> None:
        """Let them be as they were, now and for good."""


class Speaker:
    """Sounds tones and sentences; what is heard of them may change at any moment.

    The output is opened when first needed, since that takes a tenth of a second that belongs after a
    window's first paint.
    """

    def __init__(
        self,
        clips: Clips,
        voice: Voice,
        open_output: Callable[[], Output],
        heard: Heard | None = None,
        *,
        quiet: Quiet | None = None,
        clock: Callable[[], float] = time.monotonic,
        speed: float = 1.0,
    ) -> None:
        """Take where clips are found and how an output is opened.

        `quiet` has other programs be quiet. `clock` runs at real speed, and `speed` tells how many times
        as fast as written sessions run.
        """
        self._clips = clips
        self._voice = voice
        self._open_output = open_output
        self._output: Output | None = None
        self._cues: list[Cue] = []
        self._language = "en"
        self._loaded: frozenset[Path] = frozenset()
        self._spoken: Path | None = None
        self._begun: set[Path] = set()  # tones
        self._quiet = quiet
        self._room_until = 0.0
        self._clock = clock
        self._speed = speed
        self._speech = Speech(voice, self, clock, speed)
        self._heard = Heard()
        self.heard = heard or Heard()

    @property
    def heard(self) -> Heard:
        """What is heard, and how loud."""
        return self._heard

    @heard.setter
    def heard(self, heard: Heard) -> None:
        before, self._heard = self._heard, heard
        self._clips.pitch, self._clips.mono = heard.pitch, heard.mono
        if before.tone_gain and not heard.tone_gain:
            self.stop_all()
        elif before.voice_gain and not heard.voice_gain:
            self._speech.silence()

    @property
    def level(self) -> SoundLevel:
        """How much is heard."""
        return self._heard.level

    @level.setter
    def level(self, level: SoundLevel) -> None:
        self.heard = replace(self._heard, level=level)

    @property
    def output(self) -> Output:
        """The output in use, opened by asking for it."""
        if self._output is None:
            self._output = self._open_output()
        return self._output

    @property
    def trouble(self) -> str:
        """A sentence for a banner if nothing may be heard though something should be; else empty."""
        return self._output.trouble if self._output is not None and self.is_wanted else ""

    @property
    def is_wanted(self) -> bool:
        """Tell whether anything at all is to be heard."""
        return self._heard.tone_gain > 0 or self._heard.voice_gain > 0

    @property
    def is_speaking(self) -> bool:
        """Tell whether a sentence is being said."""
        return self._speech.is_speaking

    def prepare(self, cues: Iterable[Cue], language: str = "en") -> None:
        """Make all that a session will sound, and load its tones; best done while its overview is shown.

        `language` is the session's.
        """
        self._cues, self._language = list(cues), language
        spoken = [cue for cue in self._cues if isinstance(cue, VoiceCue) and self._heard.has(cue)]
        self._voice.prepare([short for cue in spoken for short in shortened(cue)], language)
        tones = [cue for cue in self._cues if isinstance(cue, ToneCue) and self._heard.has(cue)]
        always = [self._clips.path(Tone.PAUSED), self._clips.path(Tone.FINISHED)]
        clips = self._clips.for_cues(tones)
        self.output.prepare(dict.fromkeys([*clips, *filter(None, always)]))

    def lead(self, intervals: Iterable[Interval]) -> None:
        """Load what is said in these intervals, and let go of what was said in others.

        All sentences of a session at once would be more streams than a sound server has.
        """
        wanted = frozenset(
            clip
            for interval in intervals
            for cue in interval.cues
            if isinstance(cue, VoiceCue) and self._heard.has(cue)
            if (clip := self._voice.clip(cue.text)) is not None
        )
        if self._speed > FASTEST:
            return
        needed = wanted | self._speech.clips
        self.output.let_go(self._loaded - needed)
        self.output.prepare(wanted - self._loaded)
        self._loaded = (self._loaded & needed) | wanted

    def sound(self, cue: ToneCue, late_s: float = 0.0) -> bool:
        """Sound a cue that came due `late_s` seconds ago, if not too late; tell whether that was so."""
        if late_s > LATEST_S or self._speed > FASTEST:
            return False
        return self.sound_tone(cue.tone, cue.length_s, cue.side)

    def sound_tone(self, tone: Tone, length_s: float = 0.0, side: Side | None = None) -> bool:
        """Sound a tone now, if it is among those heard; tell whether it is."""
        if not self._heard.has_tone(tone) or not self._heard.tone_gain:
            return False
        clip = self._clips.path(tone, length_s, side)
        if clip is None:
            return False
        self._begun.add(clip)
        self.output.play(clip, self._heard.tone_gain)
        return True

    def say(self, cue: VoiceCue, late_s: float = 0.0) -> bool:
        """Say a cue that came due `late_s` seconds ago; tell whether it is said, or will be shortly."""
        if self._speed > FASTEST:
            return False
        return self._heard.has(cue) and self._speech.say(cue, late_s)

    def make_room(self) -> None:
        """Have other programs be quiet for what is about to be said."""
        if self._quiet is not None:
            self._quiet.begin()
            self._room_until = self._clock() + ROOM_S

    def speak(self, text: str, clip: Path | None) -> None:
        """Begin a sentence; for `Speech`, which says when."""
        self._spoken = clip
        self.make_room()
        if clip is not None:
            self._loaded |= {clip}  # if it was made only now
            self.output.play(clip, self._heard.voice_gain)
        elif (live := self._voice.live) is not None:
            live.say(text, self._language, self._heard.voice_gain)

    def hush(self) -> None:
        """Cut off the sentence that was begun last."""
        if (live := self._voice.live) is not None:
            live.stop()
        if self._output is not None and self._spoken is not None:
            self._output.stop(self._spoken)

    def pause(self) -> None:
        """Cut off a countdown or breath that no longer holds true, and sound the pause."""
        self._speech.pause()
        self.stop_tones()
        self.sound_tone(Tone.PAUSED)

    def resume(self) -> None:
        """Say again what the pause cut off, if it still matters."""
        self._speech.resume()

    def stop_tones(self) -> None:
        """Cut off tones that no longer hold true, and let a sentence be said to its end."""
        if self._output is not None:
            for clip in self._begun:
                self._output.stop(clip)
        self._begun.clear()

    def stop_all(self) -> None:
        """Cut off everything at once: for pain, a skip, a stop."""
        self._speech.silence()
        self._give_room_back()
        if self._output is not None:
            self._output.stop()

    def go_on(self) -> None:
        """Begin the sentence that has waited for its turn: call every 50 ms or so."""
        self._speech.go_on()
        if self._room_until and not self.is_speaking and self._clock() >= self._room_until:
            self._give_room_back()

    def tend(self) -> None:
        """Go on, and keep the sound going where no Qt event loop runs: call every 10 ms or so."""
        self.go_on()
        if self._output is not None:
            self._output.tend()

    def reopen(self) -> None:
        """Look for an output again, for a person who has plugged one in since."""
        self._close_output()
        self.prepare(self._cues, self._language)

    def close(self) -> None:
        """Fall silent and let go of the device and the voice."""
        self._close_output()
        self._voice.close()
        if self._quiet is not None:
            self._quiet.close()

    def _give_room_back(self) -> None:
        self._room_until = 0.0
        if self._quiet is not None:
            self._quiet.end()

    def _close_output(self) -> None:
        self._speech.silence()
        self._give_room_back()
        self._loaded = frozenset()
        if self._output is not None:
            self._output.close()
            self._output = None

"""The speaker: hears of the player's tone cues and sounds those that the level allows."""

from collections.abc import Callable, Iterable

from hiptimer.engine.cues import Cue, Tone, ToneCue
from hiptimer.engine.session import SoundLevel
from hiptimer.sound.clips import Clips
from hiptimer.sound.output import Output

LATEST_S = 0.25  # a cue later than this misleads more than it helps

# No beeps over the breathing (domain facts, 6.4): the screen counts it.
_STANDARD = frozenset(Tone) - {Tone.BREATH_COUNT}
_SPARSE = frozenset(
    {
        Tone.START,
        Tone.COUNTDOWN,
        Tone.END,
        Tone.SWITCH,
        Tone.MINIMUM,
        Tone.PAUSED,
        Tone.FINISHED,
    }
)
_SOFT = frozenset({Tone.START, Tone.END, Tone.BREATH_IN, Tone.BREATH_OUT})

HEARD_AT: dict[SoundLevel, frozenset[Tone]] = {
    SoundLevel.FULL: frozenset(Tone),
    SoundLevel.STANDARD: _STANDARD,
    SoundLevel.SPARSE: _SPARSE,
    SoundLevel.SOFT: _SOFT,
    SoundLevel.SILENT: frozenset(),
}

_SOFT_GAIN = 0.35  # some 9 dB quieter: for the edge of sleep


class Speaker:
    """Sounds tones at a level and a volume, both of which may change at any moment.

    The output is opened when first needed, since that takes a tenth of a second that belongs after a
    window's first paint.
    """

    def __init__(
        self,
        clips: Clips,
        open_output: Callable[[], Output],
        level: SoundLevel = SoundLevel.STANDARD,
        volume: float = 0.8,
    ) -> None:
        """Take where clips are found and how an output is opened; `volume` is 0 to 1."""
        self._clips = clips
        self._open_output = open_output
        self._output: Output | None = None
        self._cues: list[ToneCue] = []
        self._level = level
        self._volume = volume

    @property
    def level(self) -> SoundLevel:
        """How much is heard."""
        return self._level

    @level.setter
    def level(self, level: SoundLevel) -> None:
        self._level = level
        if level is SoundLevel.SILENT:
            self.stop_all()

    @property
    def volume(self) -> float:
        """The master volume, 0 to 1, in even steps of loudness to the ear."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(max(volume, 0.0), 1.0)
        if not self._volume:
            self.stop_all()

    @property
    def output(self) -> Output:
        """The output in use, opened by asking for it."""
        if self._output is None:
            self._output = self._open_output()
        return self._output

    @property
    def trouble(self) -> str:
        """A sentence for a banner if nothing may be heard though something should be; else empty."""
        wanted = self._level is not SoundLevel.SILENT and self._volume > 0
        return self._output.trouble if self._output is not None and wanted else ""

    def prepare(self, cues: Iterable[Cue]) -> None:
        """Make and load all that a session will sound; best done while its overview is shown."""
        self._cues = [cue for cue in cues if isinstance(cue, ToneCue)]
        always = [self._clips.path(Tone.PAUSED), self._clips.path(Tone.FINISHED)]
        clips = self._clips.for_cues(self._cues)
        self.output.prepare(dict.fromkeys([*clips, *filter(None, always)]))

    def sound(self, cue: ToneCue, late_s: float = 0.0) -> bool:
        """Sound a cue that came due `late_s` seconds ago, if not too late; tell whether that was so."""
        return late_s <= LATEST_S and self.sound_tone(cue.tone, cue.length_s)

    def sound_tone(self, tone: Tone, length_s: float = 0.0) -> bool:
        """Sound a tone now, if the level allows it; tell whether it did."""
        if tone not in HEARD_AT[self._level] or not self._volume:
            return False
        clip = self._clips.path(tone, length_s)
        if clip is None:
            return False
        self.output.play(clip, self.gain)
        return True

    @property
    def gain(self) -> float:
        """The linear gain, 0 to 1, that the volume and the level amount to; speech uses it too."""
        # Squared, because the ear hears ratios: half the slider then sounds about half as loud.
        return self._volume**2 * (_SOFT_GAIN if self._level is SoundLevel.SOFT else 1.0)

    def pause(self) -> None:
        """Cut off a countdown or breath that no longer holds true, and sound the pause."""
        self.stop_all()
        self.sound_tone(Tone.PAUSED)

    def stop_all(self) -> None:
        """Cut off everything at once: for pain, a skip, a stop."""
        if self._output is not None:
            self._output.stop()

    def tend(self) -> None:
        """Keep the sound going where no Qt event loop runs: call every 10 ms or so."""
        if self._output is not None:
            self._output.tend()

    def reopen(self) -> None:
        """Look for an output again, for a person who has plugged one in since."""
        self.close()
        self.prepare(self._cues)

    def close(self) -> None:
        """Fall silent and let go of the device; the next sound opens it again."""
        if self._output is not None:
            self._output.close()
            self._output = None

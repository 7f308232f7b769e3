"""What is heard: five levels from everything to nothing, and kinds of cues to be switched on and off."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from hiptimer.engine.cues import Cue, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.session import SoundLevel
from hiptimer.preferences import Preferences
from hiptimer.sound.synthesis import Pitch


class Kind(StrEnum):
    """A kind of cue that a person can do without, whatever the level."""

    DIRECTIONS = "directions"  # spoken: what comes, which side, begin, change, release
    FORM = "form"  # spoken: how to do it well
    COUNTS = "counts"  # spoken: halfway, numbers, the words of breaths and phases
    SIGNALS = "signals"  # tones: start, countdown, end, change, rest
    GUIDE = "guide"  # tones: the glides and ticks of breaths and reps


@dataclass(frozen=True, slots=True)
class Heard:
    """What a person has chosen to hear; volumes are 0 to 1, in even steps of loudness to the ear."""

    level: SoundLevel = SoundLevel.STANDARD
    kinds: frozenset[Kind] = frozenset(Kind)
    tone_volume: float = 0.8
    voice_volume: float = 0.8
    pitch: Pitch = Pitch.MID
    mono: bool = False

    @property
    def tone_gain(self) -> float:
        """The linear gain, 0 to 1, of the tones."""
        return self._gain(self.tone_volume)

    @property
    def voice_gain(self) -> float:
        """The linear gain, 0 to 1, of what is spoken."""
        return self._gain(self.voice_volume)

    def _gain(self, volume: float) -> float:
        if self.level is SoundLevel.SILENT:
            return 0.0
        # Squared, because the ear hears ratios: half the slider then sounds about half as loud.
        return volume**2 * (_SOFT_GAIN if self.level is SoundLevel.SOFT else 1.0)

    def has(self, cue: Cue) -> bool:
        """Tell whether a cue is heard."""
        match cue:
            case ToneCue(tone=tone):
                return bool(self.tone_gain) and self.has_tone(tone)
            case VoiceCue():
                return bool(self.voice_gain) and self._has_sentence(cue)
            case _:
                assert_never(cue)

    def has_tone(self, tone: Tone) -> bool:
        """Tell whether a tone belongs to the level and to a kind that is wanted."""
        kind = Kind.GUIDE if tone in GUIDES else Kind.SIGNALS
        return kind in self.kinds and tone in _TONES[self.level]

    def _has_sentence(self, cue: VoiceCue) -> bool:
        kind = _KINDS.get(cue.topic, Kind.DIRECTIONS)
        if kind not in self.kinds:
            return False
        match self.level:
            case SoundLevel.FULL | SoundLevel.STANDARD:
                return True
            case SoundLevel.SPARSE:
                return kind is Kind.DIRECTIONS or (kind is Kind.COUNTS and _is_landmark(cue))
            case SoundLevel.SOFT:
                return kind is Kind.DIRECTIONS
            case SoundLevel.SILENT:
                return False
            case _:
                assert_never(self.level)


def heard(preferences: Preferences, level: SoundLevel | None = None) -> Heard:
    """Return what a person has chosen to hear, at the level of the session in hand if it has one."""
    wanted = {
        Kind.DIRECTIONS: preferences.hear_directions,
        Kind.FORM: preferences.hear_form,
        Kind.COUNTS: preferences.hear_counts,
        Kind.SIGNALS: preferences.hear_signals,
        Kind.GUIDE: preferences.hear_guide,
    }
    return Heard(
        level or SoundLevel(preferences.sound_level),
        frozenset(kind for kind, is_wanted in wanted.items() if is_wanted),
        tone_volume=preferences.tone_volume / 100,
        voice_volume=preferences.voice_volume / 100,
        pitch=Pitch(preferences.pitch),
        mono=preferences.mono,
    )


GUIDES = frozenset(
    {
        Tone.REP,
        Tone.BREATH_IN,
        Tone.BREATH_OUT,
        Tone.BREATH_COUNT,
        Tone.TEMPO_UP,
        Tone.TEMPO_LEVEL,
        Tone.TEMPO_DOWN,
    }
)

# No beeps over the breathing (domain facts, 6.4): the voice and the screen count it.
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
# Bedtime: no beeps and no counts, but how to breathe, and that something begins and ends.
_SOFT = frozenset({Tone.START, Tone.END, Tone.BREATH_IN, Tone.BREATH_OUT})

_TONES: dict[SoundLevel, frozenset[Tone]] = {
    SoundLevel.FULL: frozenset(Tone),
    SoundLevel.STANDARD: _STANDARD,
    SoundLevel.SPARSE: _SPARSE,
    SoundLevel.SOFT: _SOFT,
    SoundLevel.SILENT: frozenset(),
}

_SOFT_GAIN = 0.35  # some 9 dB quieter: for the edge of sleep

_KINDS: dict[Topic, Kind] = {
    Topic.FORM: Kind.FORM,
    Topic.HALFWAY: Kind.COUNTS,
    Topic.COUNT: Kind.COUNTS,
    Topic.TEMPO: Kind.COUNTS,
    Topic.BREATH: Kind.COUNTS,
}
_EVERY = 5  # of the numbers, where few are wanted (domain facts, 6.5)


def _is_landmark(cue: VoiceCue) -> bool:
    """Tell whether a number or word is one of the few: every fifth, the last, those that announce."""
    number = cue.text.rstrip(".")
    if number.isdecimal():
        return int(number) % _EVERY == 0
    return cue.topic is not Topic.TEMPO and cue.topic is not Topic.HALFWAY

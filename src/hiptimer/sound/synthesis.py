"""The tones themselves: how each is made, from notes and partials to a 16-bit WAV.

Every note is a soft mallet stroke: a fundamental between 400 and 2000 Hz (heard by ageing ears and
by small loudspeakers alike) with a few partials that die away sooner than it does. Breaths and tempo
are led by one lasting note that glides, or stays level, and is silent at its turns.
"""

import cmath
import functools
import io
import math
import sys
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from hiptimer.engine.cues import Tone
from hiptimer.engine.exercise import Side

RATE_HZ = 24_000
LEAD_IN_S = 0.005  # the same silence opens every clip, so that no output swallows an attack
# Qt 6.11 stops its stream 35 ms before the end of a clip and begins its next one with what was left,
# heard as a blip 35 ms before the note. With silence there to be left, beginnings spread by 1 ms.
TAIL_S = 0.1
BREATHS = frozenset({Tone.BREATH_IN, Tone.BREATH_OUT})
TEMPO = frozenset({Tone.TEMPO_UP, Tone.TEMPO_LEVEL, Tone.TEMPO_DOWN})
LASTING = (
    BREATHS | TEMPO
)  # these last as long as what they lead; all others have a length of their own

_FULL_SCALE = 32_767
_FADE_OUT_SHARE = 0.3  # of a note's length, and never under 15 ms

# Partials above it are weaker the higher they are, or the high tones would be shrill.
_BRIGHT_HZ = 2_000


class Pitch(StrEnum):
    """Where the tones lie, for ears that hear high or low sounds less well.

    All are moved alike, so what stands between two of them stays. Breaths lie where voices do, always.
    """

    LOW = "low"  # the start at 540 Hz, the end at 720
    MID = "mid"  # at 660 and 880
    HIGH = "high"  # at 1320 and 1760

    @property
    def factor(self) -> float:
        """What a frequency is multiplied by."""
        return 2 ** (_SEMITONES[self] / 12)


# As far as the lowest and the highest note may go.
_SEMITONES = {Pitch.LOW: -3.5, Pitch.MID: 0.0, Pitch.HIGH: 12.0}

# In decibels. The ear takes a higher tone for a louder one.
_TRIM_DB = {Pitch.LOW: 0.0, Pitch.MID: 0.0, Pitch.HIGH: -2.0}


@dataclass(frozen=True, slots=True)
class Partial:
    """One ingredient of a note: a multiple of its frequency, a share of its loudness, and its life.

    `decay_s` is the time in which it falls to a third; infinite for a note that is held.
    """

    multiple: float
    share: float
    decay_s: float = math.inf


# A wooden bar tuned as a marimba's is: two octaves above the fundamental rings with it, briefly.
_MALLET = (
    Partial(1, 1.0, 0.20),
    Partial(2, 0.30, 0.10),
    Partial(3, 0.12, 0.06),
    Partial(4, 0.18, 0.05),
)
# The same bar, damped: for ticks.
_WOOD = (Partial(1, 1.0, 0.035), Partial(2, 0.35, 0.02), Partial(4, 0.15, 0.012))
# A small bell: the partial a little off the octave makes it shimmer.
_CHIME = (
    Partial(1, 1.0, 0.55),
    Partial(2.01, 0.35, 0.30),
    Partial(3.0, 0.12, 0.15),
    Partial(4.2, 0.10, 0.08),
)
# Something between a voice and a reed organ, held while the breath lasts.
_BREATH = (Partial(1, 1.0), Partial(2, 0.32), Partial(3, 0.14), Partial(4, 0.05))
# Hollow, as a clarinet or a stopped organ pipe is: nothing at the octave.
_PIPE = (Partial(1, 1.0), Partial(3, 0.20), Partial(5, 0.06))


@dataclass(frozen=True, slots=True)
class Note:
    """One stroke: when it begins within its clip, how high, how long, and how it is struck."""

    at_s: float
    pitch_hz: float
    length_s: float
    timbre: tuple[Partial, ...] = _MALLET
    attack_s: float = 0.008


@dataclass(frozen=True, slots=True)
class Recipe:
    """The notes of a clip, and the peak it reaches in decibels below full scale."""

    notes: tuple[Note, ...]
    peak_dbfs: float


@dataclass(frozen=True, slots=True)
class Glide:
    """A lasting note from one frequency to another, which need not differ, and the peak it reaches.

    `swells` tells whether it comes and goes as a breath does, or is there at once and stays.
    """

    begin_hz: float
    end_hz: float
    timbre: tuple[Partial, ...]
    peak_dbfs: float
    swells: bool = False


_B4, _CSHARP5, _E5, _FSHARP5, _A5 = 493.88, 554.37, 659.26, 739.99, 880.0

# All belong to the pentatonic scale of A, so that no two of them, close together, are ever sour; and
# to less than an octave of it, so that there is room to move them all up or down (`Pitch`).
RECIPES: dict[Tone, Recipe] = {
    Tone.READY_COUNTDOWN: Recipe(
        tuple(Note(second, _B4, 0.09, _WOOD, 0.005) for second in (0, 1, 2)), -13
    ),
    Tone.START: Recipe((Note(0, _E5, 0.20),), -6),
    Tone.HALFWAY: Recipe((Note(0, _FSHARP5, 0.11), Note(0.17, _FSHARP5, 0.13)), -9),
    Tone.COUNTDOWN: Recipe(tuple(Note(second, _CSHARP5, 0.14) for second in (0, 1, 2)), -6),
    Tone.END: Recipe((Note(0, _A5, 0.40),), -6),
    Tone.SWITCH: Recipe((Note(0, _E5, 0.16), Note(0.17, _A5, 0.16), Note(0.34, _E5, 0.26)), -7),
    Tone.REST: Recipe((Note(0, _B4, 0.35),), -6),
    Tone.REST_ENDING: Recipe((Note(0, _CSHARP5, 0.25, attack_s=0.03),), -15),
    Tone.REP: Recipe((Note(0, _A5, 0.05, _WOOD, 0.005),), -13),
    Tone.BREATH_COUNT: Recipe((Note(0, _E5, 0.06, _WOOD, 0.006),), -17),
    Tone.MINIMUM: Recipe((Note(0, _FSHARP5, 0.90, _CHIME), Note(0.12, _A5, 0.78, _CHIME)), -7),
    Tone.PAUSED: Recipe((Note(0, _E5, 0.18), Note(0.19, _B4, 0.30)), -8),
    Tone.FINISHED: Recipe(
        (
            Note(0, _CSHARP5, 1.40, _CHIME),
            Note(0.09, _E5, 1.31, _CHIME),
            Note(0.18, _A5, 1.22, _CHIME),
        ),
        -6,
    ),
}

# A fifth, as wide as a sung sigh.
BREATH_LOW_HZ, BREATH_HIGH_HZ = 440.0, 660.0
_BREATH_PEAK_DBFS = -14
# A fourth, hollow, and at the middle pitch above every breath: nobody is to take a movement for one.
TEMPO_LOW_HZ, TEMPO_LEVEL_HZ, TEMPO_HIGH_HZ = _E5, _FSHARP5, _A5
_TEMPO_PEAK_DBFS = -19

GLIDES: dict[Tone, Glide] = {
    Tone.BREATH_IN: Glide(BREATH_LOW_HZ, BREATH_HIGH_HZ, _BREATH, _BREATH_PEAK_DBFS, swells=True),
    Tone.BREATH_OUT: Glide(BREATH_HIGH_HZ, BREATH_LOW_HZ, _BREATH, _BREATH_PEAK_DBFS, swells=True),
    Tone.TEMPO_UP: Glide(TEMPO_LOW_HZ, TEMPO_HIGH_HZ, _PIPE, _TEMPO_PEAK_DBFS),
    Tone.TEMPO_LEVEL: Glide(TEMPO_LEVEL_HZ, TEMPO_LEVEL_HZ, _PIPE, _TEMPO_PEAK_DBFS),
    Tone.TEMPO_DOWN: Glide(TEMPO_HIGH_HZ, TEMPO_LOW_HZ, _PIPE, _TEMPO_PEAK_DBFS),
}
_TEMPO_RISE_S, _TEMPO_FALL_S = 0.015, 0.12

# One turn of a lasting note's wave, looked up instead of reckoned: a third of the time, and what it
# is wrong by lies 80 dB below it.
_WAVE_SIZE = 2**14

# Left and right: twelve decibels between the ears and, since the ears compare when as well as how
# loud, a quarter of a millisecond.
_NEAR, _FAR = math.cos(math.atan(10 ** (-12 / 20))), math.sin(math.atan(10 ** (-12 / 20)))
_FAR_LATER_S = 0.000_25


def render(tone: Tone, length_s: float = 0.0, pitch: Pitch = Pitch.MID) -> bytes:
    """Give the WAV file of a tone, in one channel; `length_s` is for the `LASTING` ones alone.

    The sound lies between `LEAD_IN_S` and `TAIL_S` seconds of silence.
    """
    if tone in LASTING:
        if length_s <= 0:
            raise ValueError(f"a {tone} needs a length, not {length_s}")
        return _glided(GLIDES[tone], length_s, Pitch.MID if tone in BREATHS else pitch)
    recipe = RECIPES[tone]
    mix = [0.0] * _samples(max(note.at_s + note.length_s for note in recipe.notes))
    for note in recipe.notes:
        for position, value in enumerate(_stroke(note, pitch.factor), _samples(note.at_s)):
            mix[position] += value
    return _wav(_levelled(mix, recipe.peak_dbfs + _TRIM_DB[pitch]))


def panned(wav: bytes, side: Side) -> bytes:
    """Give a sound of one channel as one of two that comes from a side.

    Both ears together get what one ear got; a loudspeaker that mixes them never gets more.
    """
    sound = _read(wav)
    delay = _samples(_FAR_LATER_S)  # the silence at the end of every sound has room for it
    near = array("h", (round(value * _NEAR) for value in sound.values))
    far = array("h", [0] * delay)
    far.extend(round(value * _FAR) for value in sound.values[:-delay])
    both = array("h", bytes(2 * len(near) * near.itemsize))
    both[0::2], both[1::2] = (near, far) if side is Side.LEFT else (far, near)
    return _wav(both, channels=2, rate_hz=sound.rate_hz)


def scaled(wav: bytes, gain: float) -> bytes:
    """Give the same sound quieter, for an output that has no volume of its own; `gain` is 0 to 1."""
    sound = _read(wav)
    quieter = array("h", (round(value * gain) for value in sound.values))
    return _wav(quieter, channels=sound.channels, rate_hz=sound.rate_hz)


def _stroke(note: Note, factor: float) -> list[float]:
    pitch_hz = note.pitch_hz * factor
    values = [0.0] * _samples(note.length_s)
    for partial in note.timbre:
        # A number turning about the origin and drawing nearer to it is a sine that dies away.
        turning = complex(_share(partial, pitch_hz))
        step = cmath.exp(
            complex(-1 / partial.decay_s, math.tau * pitch_hz * partial.multiple) / RATE_HZ
        )
        for index in range(len(values)):
            values[index] += turning.imag
            turning *= step
    return _faded(values, note.attack_s, note.length_s * _FADE_OUT_SHARE)


def _glided(glide: Glide, length_s: float, pitch: Pitch) -> bytes:
    begin_hz, end_hz = glide.begin_hz * pitch.factor, glide.end_hz * pitch.factor
    values = list(_gliding(begin_hz, end_hz, length_s, glide.timbre))
    if glide.swells:
        last = len(values) - 1
        for index, value in enumerate(values):
            # Half a sine, raised a little so that the middle of the breath is a plain, not a peak.
            values[index] = value * max(0.0, math.sin(math.pi * index / last)) ** 0.8
    else:
        values = _faded(values, _TEMPO_RISE_S, _TEMPO_FALL_S)
    return _wav(_levelled(values, glide.peak_dbfs + _TRIM_DB[pitch]))


def _gliding(
    begin_hz: float, end_hz: float, length_s: float, timbre: tuple[Partial, ...]
) -> Iterator[float]:
    count = _samples(length_s)
    table = _one_turn(timbre, math.sqrt(begin_hz * end_hz))
    # The ear hears ratios: an even glide multiplies by the same amount in each second.
    ratio = (end_hz / begin_hz) ** (1 / count)
    place, step = 0.0, begin_hz * _WAVE_SIZE / RATE_HZ
    for _ in range(count):
        yield table[int(place) % _WAVE_SIZE]
        place += step
        step *= ratio


@functools.cache
def _one_turn(timbre: tuple[Partial, ...], pitch_hz: float) -> list[float]:
    return [
        sum(
            _share(partial, pitch_hz) * math.sin(math.tau * place / _WAVE_SIZE * partial.multiple)
            for partial in timbre
        )
        for place in range(_WAVE_SIZE)
    ]


def _share(partial: Partial, pitch_hz: float) -> float:
    return partial.share * min(1.0, _BRIGHT_HZ / (partial.multiple * pitch_hz)) ** 2


def _faded(values: list[float], rise_s: float, fall_s: float) -> list[float]:
    """Lead a sound up from silence and down to it."""
    rise, fall, last = _samples(rise_s), _samples(fall_s), len(values) - 1
    for index in range(rise):
        values[index] *= _eased(index / rise)
    for index in range(fall):
        values[last - index] *= _eased(index / fall)
    return values


def _eased(part: float) -> float:
    """Rise from 0 to 1 without a corner at either end, so that nothing clicks."""
    return 1.0 if part >= 1 else (1 - math.cos(math.pi * part)) / 2


def _samples(seconds: float) -> int:
    return round(seconds * RATE_HZ)


def _levelled(values: list[float], peak_dbfs: float) -> "array[int]":
    gain = _FULL_SCALE * 10 ** (peak_dbfs / 20) / max(abs(value) for value in values)
    lead_in, tail = ([0] * _samples(seconds) for seconds in (LEAD_IN_S, TAIL_S))
    return array("h", lead_in + [round(value * gain) for value in values] + tail)


@dataclass(frozen=True, slots=True)
class _Sound:
    values: "array[int]"  # of two channels by turns, if there are two
    channels: int
    rate_hz: int


def _read(wav: bytes) -> _Sound:
    with wave.open(io.BytesIO(wav), "rb") as file:
        values = _little_endian(array("h", file.readframes(file.getnframes())))
        return _Sound(values, file.getnchannels(), file.getframerate())


def _wav(values: "array[int]", *, channels: int = 1, rate_hz: int = RATE_HZ) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(_little_endian(values).tobytes())
    return out.getvalue()


def _little_endian(values: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        values.byteswap()
    return values

"""The tones themselves: how each is made, from notes and partials to a 16-bit mono WAV.

Every note is a soft mallet stroke: a fundamental between 400 and 2000 Hz (heard by ageing ears and
by small loudspeakers alike) with a few partials that die away sooner than it does. A breath is one
continuous note that glides and is silent at its turns.
"""

import io
import math
import sys
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from hiptimer.engine.cues import Tone

RATE_HZ = 24_000
LEAD_IN_S = 0.005  # the same silence opens every clip, so that no output swallows an attack
# Qt 6.11 stops its stream 35 ms before the end of a clip and begins its next one with what was left,
# heard as a blip 35 ms before the note. With silence there to be left, beginnings spread by 1 ms.
TAIL_S = 0.1
BREATHS = frozenset({Tone.BREATH_IN, Tone.BREATH_OUT})

_FULL_SCALE = 32_767
_FADE_OUT_SHARE = 0.3  # of a note's length, and never under 15 ms


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


_A4, _CSHARP5, _E5, _FSHARP5, _A5, _CSHARP6 = 440.0, 554.37, 659.26, 739.99, 880.0, 1108.73

# All belong to the pentatonic scale of A, so that no two of them, close together, are ever sour.
RECIPES: dict[Tone, Recipe] = {
    Tone.READY_COUNTDOWN: Recipe(
        tuple(Note(second, _A4, 0.09, _WOOD, 0.005) for second in (0, 1, 2)), -16
    ),
    Tone.START: Recipe((Note(0, _E5, 0.20),), -6),
    Tone.HALFWAY: Recipe((Note(0, _FSHARP5, 0.11), Note(0.17, _FSHARP5, 0.13)), -9),
    Tone.COUNTDOWN: Recipe(tuple(Note(second, _CSHARP5, 0.14) for second in (0, 1, 2)), -6),
    Tone.END: Recipe((Note(0, _A5, 0.40),), -6),
    Tone.SWITCH: Recipe((Note(0, _E5, 0.16), Note(0.17, _A5, 0.16), Note(0.34, _E5, 0.26)), -6),
    Tone.REST: Recipe((Note(0, _A4, 0.35),), -8),
    Tone.REST_ENDING: Recipe((Note(0, _CSHARP5, 0.25, attack_s=0.03),), -15),
    Tone.REP: Recipe((Note(0, _A5, 0.05, _WOOD, 0.005),), -13),
    Tone.BREATH_COUNT: Recipe((Note(0, _E5, 0.06, _WOOD, 0.006),), -22),
    Tone.MINIMUM: Recipe((Note(0, _CSHARP6, 0.90, _CHIME), Note(0.05, _A5, 0.85, _CHIME)), -9),
    Tone.PAUSED: Recipe((Note(0, _E5, 0.18), Note(0.19, _A4, 0.30)), -8),
    Tone.FINISHED: Recipe(
        (
            Note(0, _A4, 1.40, _CHIME),
            Note(0.09, _CSHARP5, 1.31, _CHIME),
            Note(0.18, _E5, 1.22, _CHIME),
        ),
        -6,
    ),
}

# A fifth, as wide as a sung sigh; silent at both turns.
BREATH_LOW_HZ, BREATH_HIGH_HZ = _A4, 660.0
_BREATH_PEAK_DBFS = -11


def render(tone: Tone, length_s: float = 0.0) -> bytes:
    """Give the WAV file of a tone; `length_s` is the length of a breath and means nothing else.

    The sound lies between `LEAD_IN_S` and `TAIL_S` seconds of silence.
    """
    if tone in BREATHS:
        if length_s <= 0:
            raise ValueError(f"a breath needs a length, not {length_s}")
        rising = tone is Tone.BREATH_IN
        low_to_high = (BREATH_LOW_HZ, BREATH_HIGH_HZ)
        begin_hz, end_hz = low_to_high if rising else low_to_high[::-1]
        return _wav(_levelled(_glide(begin_hz, end_hz, length_s), _BREATH_PEAK_DBFS))
    recipe = RECIPES[tone]
    mix = [0.0] * _samples(max(note.at_s + note.length_s for note in recipe.notes))
    for note in recipe.notes:
        for position, value in enumerate(_stroke(note), _samples(note.at_s)):
            mix[position] += value
    return _wav(_levelled(mix, recipe.peak_dbfs))


def scaled(wav: bytes, gain: float) -> bytes:
    """Give the same sound quieter, for an output that has no volume of its own; `gain` is 0 to 1."""
    with wave.open(io.BytesIO(wav), "rb") as sound:
        parameters = sound.getparams()
        values = _little_endian(array("h", sound.readframes(sound.getnframes())))
    quieter = array("h", (round(value * gain) for value in values))
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams(parameters)
        sound.writeframes(_little_endian(quieter).tobytes())
    return out.getvalue()


def _stroke(note: Note) -> Iterator[float]:
    count, attack = _samples(note.length_s), _samples(note.attack_s)
    fade = round(count * _FADE_OUT_SHARE)
    for index in range(count):
        moment = index / RATE_HZ
        value = sum(
            partial.share
            * math.exp(-moment / partial.decay_s)
            * math.sin(math.tau * note.pitch_hz * partial.multiple * moment)
            for partial in note.timbre
        )
        yield value * _eased(index / attack) * _eased((count - 1 - index) / fade)


def _glide(begin_hz: float, end_hz: float, length_s: float) -> Iterator[float]:
    count = _samples(length_s)
    # The ear hears ratios: an even glide multiplies by the same amount in each second.
    ratio = (end_hz / begin_hz) ** (1 / count)
    pitch_hz, turn = begin_hz, 0.0
    for index in range(count):
        # Half a sine, raised a little so that the middle of the breath is a plain rather than a peak.
        loudness = max(0.0, math.sin(math.pi * index / (count - 1))) ** 0.8
        value = sum(
            partial.share * math.sin(math.tau * turn * partial.multiple) for partial in _BREATH
        )
        yield value * loudness
        turn += pitch_hz / RATE_HZ
        pitch_hz *= ratio


def _eased(part: float) -> float:
    """Rise from 0 to 1 without a corner at either end, so that nothing clicks."""
    return 1.0 if part >= 1 else (1 - math.cos(math.pi * part)) / 2


def _samples(seconds: float) -> int:
    return round(seconds * RATE_HZ)


def _levelled(values: Iterator[float] | list[float], peak_dbfs: float) -> "array[int]":
    shape = list(values)
    gain = _FULL_SCALE * 10 ** (peak_dbfs / 20) / max(abs(value) for value in shape)
    lead_in, tail = ([0] * _samples(seconds) for seconds in (LEAD_IN_S, TAIL_S))
    return array("h", lead_in + [round(value * gain) for value in shape] + tail)


def _wav(values: "array[int]") -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE_HZ)
        sound.writeframes(_little_endian(values).tobytes())
    return out.getvalue()


def _little_endian(values: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        values.byteswap()
    return values

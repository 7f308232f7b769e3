"""Finds clips in a recording by their own samples, also where several sound at once."""

import math
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from tools.listening.recording import RATE_HZ, Heard, Samples

_FROM_S, _UNTIL_S = -0.03, 0.6  # a clip is looked for so long after it was asked for
_PART_NEAR_S = 0.35  # and a part of it so near to where the clip is
_ENOUGH_S = 1.0  # of a clip tells where it begins
_FAR_EAR_S = 0.0005  # the two ears may hear a clip that far apart

_HEARD_SCORE = 0.6
_HEARD_GAIN = 0.35  # of what was asked for; what comes from the middle has 0.71 in either channel
WHOLE_SCORE = 0.9  # one with a gap in it, from then on late, has less

# One with many gaps is found piece by piece.
_PIECE_S = 0.15
_PIECE_SCORE = 0.75
_PIECES_SHARE = 0.4  # of its power


@dataclass(frozen=True, slots=True)
class Sound:
    """A clip, when it was asked for on `time.monotonic`, how loud, and how long until it was cut off."""

    clip: Path
    asked_at: float
    volume: float
    cut_after_s: float = math.inf


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clip was found: a sample, how like its beginning and all of it are, from -1 to 1.

    `gains` tells how loud its beginning is in either channel, beside the file.
    """

    index: int
    score: float
    whole_score: float
    gains: tuple[float, float]

    def is_heard(self, sound: Sound) -> bool:
        """Tell whether this is the sound, and not merely the likeliest place for it."""
        return self.score >= _HEARD_SCORE and max(self.gains) >= _HEARD_GAIN * sound.volume


@cache
def samples_of(clip: Path) -> Samples:
    """Return the samples of a WAV file at the recording's rate, in two channels."""
    with wave.open(str(clip), "rb") as file:
        values = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
        channels, rate_hz = file.getnchannels(), file.getframerate()
    plain = values.reshape(-1, channels).T.astype(np.float64) / 32768
    common = math.gcd(rate_hz, RATE_HZ)
    step, step_here = rate_hz // common, RATE_HZ // common
    steps = -(-plain.shape[1] // step) + 8  # silence, for its end not to ring on in its beginning
    padded = np.pad(plain, ((0, 0), (0, steps * step - plain.shape[1])))
    wanted = steps * step_here
    spectrum = np.fft.rfft(padded)
    resampled = np.fft.irfft(spectrum, wanted) * (wanted / padded.shape[1])
    length = round(plain.shape[1] * RATE_HZ / rate_hz)
    return np.repeat(resampled[:, :length], 3 - channels, axis=0).astype(np.float32)


def heard_of(sound: Sound) -> Samples:
    """Return the samples of a clip as far as it was to be heard."""
    samples = samples_of(sound.clip)
    if math.isinf(sound.cut_after_s):
        return samples
    return samples[:, : max(1, round(sound.cut_after_s * RATE_HZ))]


def find(near: Samples, wanted: Samples) -> tuple[int, float]:
    """Return where in the recorded samples the wanted ones are likeliest, and the score there."""
    length, size = wanted.shape[1], near.shape[1]
    turns = 1 << (size - 1).bit_length()
    spectra = np.fft.rfft(near, turns) * np.conj(np.fft.rfft(wanted, turns))
    products = np.fft.irfft(spectra.sum(axis=0), turns)[: size - length + 1]
    power = np.concatenate(([0.0], np.cumsum((near.astype(np.float64) ** 2).sum(axis=0))))
    powers = power[length:] - power[:-length]
    own = float((wanted.astype(np.float64) ** 2).sum())
    scores = products / np.sqrt(np.maximum(powers, 1e-6 * own) * own)
    best = int(np.argmax(scores))
    return best, float(scores[best])


def likeness(here: Samples, wanted: Samples) -> float:
    """Return how like two stretches of sound are, from -1 to 1, however loud either is."""
    powers = float((here**2).sum()) * float((wanted**2).sum())
    return float((here * wanted).sum()) / math.sqrt(max(powers, 1e-12))


def gains_of(near: Samples, at: int, wanted: Samples) -> tuple[float, float]:
    """Return how loud each channel of the wanted samples is in the recorded ones, from `at` on."""
    here = near[:, at : at + wanted.shape[1]]
    left, right = (
        float(np.dot(here[channel], wanted[channel]))
        / max(float(np.dot(wanted[channel], wanted[channel])), 1e-9)
        for channel in (0, 1)
    )
    return left, right


class Listening:
    """What was recorded, and where in it each of the sounds is."""

    def __init__(self, heard: Heard, sounds: Sequence[Sound]) -> None:
        """Find each sound, then once more with all others taken away."""
        self.heard = heard
        self.sounds = list(sounds)
        self._longest = max((heard_of(one).shape[1] for one in self.sounds), default=0)
        self.places: list[Place] = []
        self.places = [self._look(number) for number in range(len(self.sounds))]
        self.places = [self._look(number) for number in range(len(self.sounds))]

    def moment(self, number: int) -> float:
        """Return when a sound began, on `time.monotonic`."""
        return self.heard.moment(self.places[number].index)

    def is_heard(self, number: int) -> bool:
        """Tell whether a sound is there at all."""
        return self.places[number].is_heard(self.sounds[number])

    def cleaned(self, number: int | None, start: int, stop: int) -> Samples:
        """Return a part of the recording without any sound but one, or without any."""
        samples = self.heard.part(start, stop)
        for other, (sound, place) in enumerate(zip(self.sounds, self.places, strict=False)):
            is_near = start - self._longest < place.index < stop
            if other == number or not is_near or not place.is_heard(sound):
                continue
            own = heard_of(sound) * np.array(place.gains, dtype=np.float32)[:, np.newaxis]
            first, last = max(start, place.index), min(stop, place.index + own.shape[1])
            if first < last:
                samples[:, first - start : last - start] -= own[
                    :, first - place.index : last - place.index
                ]
        return samples

    def part_of(self, number: int, start: int, length: int) -> tuple[int, float]:
        """Return how much later than in its clip a part of a sound was heard, in samples, and the score."""
        place, near = self.places[number], round(_PART_NEAR_S * RATE_HZ)
        wanted = heard_of(self.sounds[number])[:, start : start + length]
        first = place.index + start - near
        best, score = find(self.cleaned(number, first, first + length + 2 * near), wanted)
        return best - near, score

    def ears_db(self, number: int) -> float:
        """Return how much louder a sound was on the left than on the right, in decibels."""
        place, wanted = self.places[number], heard_of(self.sounds[number])
        near = round(_FAR_EAR_S * RATE_HZ)
        length = wanted.shape[1]
        samples = self.cleaned(number, place.index - near, place.index + length + near)
        shape = wanted[int(np.argmax((wanted**2).sum(axis=1)))]
        loudest = [
            max(abs(float(np.dot(row[lag : lag + length], shape))) for lag in range(2 * near + 1))
            for row in samples
        ]
        return 20 * math.log10(max(loudest[0], 1e-9) / max(loudest[1], 1e-9))

    def pitch_hz(self, number: int, after_s: float) -> float:
        """Return how high a sound is, some seconds from its beginning."""
        half = round(0.06 * RATE_HZ)
        middle = self.places[number].index + round(after_s * RATE_HZ)
        samples = self.cleaned(number, middle - half, middle + half).sum(axis=0)
        turns = 1 << 17
        spectrum = np.abs(np.fft.rfft(samples * np.hanning(2 * half), turns))
        low, high = (round(hz * turns / RATE_HZ) for hz in (350, 2000))
        return (low + int(np.argmax(spectrum[low:high]))) * RATE_HZ / turns

    def _look(self, number: int) -> Place:
        sound = self.sounds[number]
        wanted = heard_of(sound)
        enough = wanted[:, : round(_ENOUGH_S * RATE_HZ)]
        start = self.heard.index(sound.asked_at + _FROM_S)
        widest = round((_UNTIL_S - _FROM_S) * RATE_HZ)
        near = self.cleaned(number, start, start + widest + wanted.shape[1])
        best, score = find(near[:, : widest + enough.shape[1]], enough)
        whole = likeness(near[:, best : best + wanted.shape[1]], wanted)
        place = Place(start + best, score, whole, gains_of(near, best, enough))
        if place.is_heard(sound):
            return place
        return _in_pieces(near, wanted, widest, start) or place


def _in_pieces(near: Samples, wanted: Samples, widest: int, start: int) -> Place | None:
    """Return where the first piece that is there says that a torn sound began, if enough of it is there."""
    size = round(_PIECE_S * RATE_HZ)
    least = 0.01 * float((wanted**2).sum())
    found: list[Place] = []
    power = 0.0
    for first in range(0, wanted.shape[1], size):
        piece = wanted[:, first : first + size]
        own = float((piece**2).sum())
        if own < least:
            continue
        here = near[:, first : first + widest + piece.shape[1]]
        late, score = find(here, piece)
        if score >= _PIECE_SCORE:
            power += own
            found.append(Place(start + late, score, 0.0, gains_of(here, late, piece)))
    return found[0] if power >= _PIECES_SHARE * 100 * least else None

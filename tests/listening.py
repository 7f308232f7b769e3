"""Ears for tests: where sounds begin in a row of samples, how loud they are and how high."""

import io
import math
import sys
import wave
from array import array


def read_channels(content):
    """Give the samples of each channel, from -1 to 1, and the rate of a 16-bit WAV file's bytes."""
    with wave.open(io.BytesIO(content), "rb") as sound:
        assert sound.getsampwidth() == 2
        values = array("h", sound.readframes(sound.getnframes()))
        if sys.byteorder == "big":
            values.byteswap()
        channels = sound.getnchannels()
        split = [[value / 32768 for value in values[first::channels]] for first in range(channels)]
        return split, sound.getframerate()


def read_wav(content):
    """Give the samples, from -1 to 1, and the rate of a 16-bit mono WAV file's bytes."""
    channels, rate = read_channels(content)
    (samples,) = channels
    return samples, rate


def strength(samples, rate, frequency):
    """Answer the amplitude of one frequency (Goertzel, under a Hann window)."""
    count = len(samples)
    factor = 2 * math.cos(math.tau * frequency / rate)
    before, now = 0.0, 0.0
    for index, value in enumerate(samples):
        hann = 1 - math.cos(math.tau * index / count)
        before, now = now, value * hann + factor * now - before
    return 2 * math.sqrt(max(0.0, now**2 + before**2 - factor * now * before)) / count


def pitch(samples, rate, lowest=300, highest=2400):
    """Answer the strongest frequency in Hz, to within 1 Hz."""
    coarse = max(range(lowest, highest, 8), key=lambda hz: strength(samples, rate, hz))
    return max(range(coarse - 10, coarse + 11), key=lambda hz: strength(samples, rate, hz))


def onsets(samples, rate, threshold=0.02, quiet_s=0.1):
    """Answer the seconds at which the level first passes the threshold after being quiet."""
    found, last_loud = [], -math.inf
    for index, value in enumerate(samples):
        if abs(value) > threshold:
            if index - last_loud > quiet_s * rate:
                found.append(index / rate)
            last_loud = index
    return found


def peak(samples):
    """Answer the largest level, 0 to 1."""
    return max(abs(value) for value in samples)


def mean_square(samples):
    """Answer the power of a whole sound."""
    return sum(value * value for value in samples) / len(samples)


def loudness(samples, rate):
    """Answer how loud it is to the ear at its loudest, in decibels: a sound level meter's dB(A), fast.

    Its two filters that matter between 100 Hz and 6 kHz, so that 1 kHz counts as it is, and its
    needle, which takes an eighth of a second to rise.
    """
    for corner_hz in (107.7, 737.9):
        keep = 1 / (1 + math.tau * corner_hz / rate)
        passed, before = [], 0.0
        level = 0.0
        for value in samples:
            level = keep * (level + value - before)
            before = value
            passed.append(level)
        samples = passed
    at_1_khz = math.prod(1 / math.hypot(1, corner / 1000) for corner in (107.7, 737.9))
    needle, highest, share = 0.0, 0.0, 1 - math.exp(-1 / (0.125 * rate))
    for value in samples:
        needle += share * (value * value - needle)
        highest = max(highest, needle)
    return 10 * math.log10(highest / at_1_khz**2)


def dbfs(level):
    """Bring a level from 0 to 1 to decibels below full scale."""
    return 20 * math.log10(level)

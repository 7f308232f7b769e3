"""A spoken sentence as samples: trimmed, brought to the loudness of all the others, and joined."""

import io
import math
import sys
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from hiptimer.sound.synthesis import LEAD_IN_S, TAIL_S

LEVEL_DBFS = -20.0  # of the voiced parts, so that pauses make no sentence louder
PEAK_DBFS = -3.0
FADE_S = 0.005
BETWEEN_S = 0.28  # from one sentence to the next: a short breath
MARGIN_S = 0.01  # left where silence was cut off, for the softest of consonants
LONGEST_S = 60.0

_FULL_SCALE = 32_768
_FRAME_S = 0.02
_WINDOW_S = 0.005
_SILENT = 10 ** (-50 / 20)  # against the loudest sample
_GATE = 10 ** (-10 / 10)  # against the mean power: what is quieter is a pause
_SMALLEST_BYTES = 2


@dataclass(frozen=True, slots=True)
class Recording:
    """One channel of 16-bit samples and their rate in Hz."""

    samples: "array[int]"
    rate_hz: int

    @property
    def length_s(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate_hz


def read_wav(file: bytes) -> Recording:
    """Return what a 16-bit WAV file holds, its channels mixed into one.

    Raises ValueError for any other file. A length of the data that is wrong, as a program writes which
    cannot go back in its output, is put right.
    """
    try:
        with wave.open(io.BytesIO(file), "rb") as sound:
            channels, width, rate_hz = sound.getparams()[:3]
            most = round(LONGEST_S * rate_hz)
            raw = sound.readframes(min(sound.getnframes(), most))
    except (EOFError, wave.Error) as error:
        raise ValueError(f"not a WAV file: {error}") from error
    if width != _SMALLEST_BYTES or not rate_hz:
        raise ValueError(f"not 16-bit: {8 * width} bits at {rate_hz} Hz")
    values = array("h", raw[: len(raw) // (width * channels) * width * channels])
    if sys.byteorder == "big":
        values.byteswap()
    if channels > 1:
        parts = [values[channel::channels] for channel in range(channels)]
        values = array("h", (sum(at) // channels for at in zip(*parts, strict=True)))
    return Recording(values, rate_hz)


def levelled(recording: Recording) -> Recording:
    """Return it without the silence around it, as loud as every other, with soft ends.

    Raises ValueError if there is nothing to be heard.
    """
    trimmed = _trimmed(recording)
    gain = _gain(trimmed, recording.rate_hz)
    values = array("h", (round(value * gain) for value in trimmed))
    fade = max(1, round(FADE_S * recording.rate_hz))
    for index in range(min(fade, len(values) // 2)):
        for place in (index, -1 - index):
            values[place] = round(values[place] * index / fade)
    return Recording(values, recording.rate_hz)


def joined(sentences: Sequence[Recording]) -> Recording:
    """Return the sentences one after another, with a breath between and the silence an output needs.

    All must have one rate.
    """
    rate_hz = sentences[0].rate_hz
    values = _silence(LEAD_IN_S, rate_hz)
    for index, sentence in enumerate(sentences):
        if sentence.rate_hz != rate_hz:
            raise ValueError(f"{sentence.rate_hz} Hz after {rate_hz} Hz")
        if index:
            values.extend(_silence(BETWEEN_S, rate_hz))
        values.extend(sentence.samples)
    values.extend(_silence(TAIL_S, rate_hz))
    return Recording(values, rate_hz)


def wav(recording: Recording) -> bytes:
    """Return the recording as a WAV file."""
    values = array("h", recording.samples)
    if sys.byteorder == "big":
        values.byteswap()
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(_SMALLEST_BYTES)
        sound.setframerate(recording.rate_hz)
        sound.writeframes(values.tobytes())
    return out.getvalue()


def loudness_dbfs(recording: Recording) -> float:
    """Return the loudness of its voiced parts, in decibels against full scale."""
    power = _voiced_power(recording.samples, round(_FRAME_S * recording.rate_hz))
    return 10 * math.log10(power / _FULL_SCALE**2) if power else -math.inf


def _trimmed(recording: Recording) -> "array[int]":
    values, window = recording.samples, max(1, round(_WINDOW_S * recording.rate_hz))
    peak = max(max(values, default=0), -min(values, default=0))
    if not peak:
        raise ValueError("nothing to be heard")
    heard = [
        start
        for start in range(0, len(values), window)
        if max(map(abs, values[start : start + window])) > peak * _SILENT
    ]
    margin = round(MARGIN_S * recording.rate_hz)
    return values[max(0, heard[0] - margin) : heard[-1] + window + margin]


def _gain(values: "array[int]", rate_hz: int) -> float:
    power = _voiced_power(values, round(_FRAME_S * rate_hz))
    by_level = _FULL_SCALE * 10 ** (LEVEL_DBFS / 20) / math.sqrt(power)
    peak = max(*values, -min(values))
    return min(by_level, _FULL_SCALE * 10 ** (PEAK_DBFS / 20) / peak)


def _voiced_power(values: "array[int]", frame: int) -> float:
    powers = [
        sum(value * value for value in values[start : start + frame]) / frame
        for start in range(0, len(values), frame)
    ]
    mean = sum(powers) / len(powers) if powers else 0.0
    voiced = [power for power in powers if power >= mean * _GATE]
    return sum(voiced) / len(voiced) if voiced else 0.0


def _silence(seconds: float, rate_hz: int) -> "array[int]":
    return array("h", bytes(_SMALLEST_BYTES * round(seconds * rate_hz)))

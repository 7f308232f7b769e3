"""Recordings are trimmed, brought to one loudness, and joined with a breath between."""

import io
import math
import struct
import wave
from array import array

import pytest

from hiptimer.sound.synthesis import LEAD_IN_S, TAIL_S
from hiptimer.sound.voice.recording import (
    BETWEEN_S,
    LEVEL_DBFS,
    MARGIN_S,
    PEAK_DBFS,
    Recording,
    joined,
    levelled,
    loudness_dbfs,
    read_wav,
    wav,
)

RATE_HZ = 16_000


def spoken(peak=3_000.0, seconds=0.5, silence_s=0.0, rate_hz=RATE_HZ) -> Recording:
    """A humming of some seconds between silences."""
    quiet = [0] * round(silence_s * rate_hz)
    count = round(seconds * rate_hz)
    hum = [round(peak * math.sin(math.tau * 200 * at / rate_hz)) for at in range(count)]
    return Recording(array("h", quiet + hum + quiet), rate_hz)


def peak_dbfs(recording: Recording) -> float:
    return 20 * math.log10(max(map(abs, recording.samples)) / 32_768)


@pytest.mark.parametrize("peak", [60, 3_000, 32_000])
def test_all_are_equally_loud(peak):
    assert loudness_dbfs(levelled(spoken(peak))) == pytest.approx(LEVEL_DBFS, abs=0.5)


def test_a_pause_makes_a_sentence_no_louder():
    one = spoken(seconds=0.4)
    pause = array("h", [0] * RATE_HZ)
    both = Recording(one.samples + pause + one.samples, RATE_HZ)
    assert loudness_dbfs(levelled(both)) == pytest.approx(LEVEL_DBFS, abs=0.5)


def test_a_sharp_peak_is_kept_under_the_limit():
    samples = spoken(1_000).samples
    samples[2_000] = 32_000
    assert peak_dbfs(levelled(Recording(samples, RATE_HZ))) <= PEAK_DBFS + 0.01


def test_silence_is_cut_off_at_both_ends():
    length_s = levelled(spoken(silence_s=0.4)).length_s
    assert 0.5 <= length_s <= 0.5 + 2 * MARGIN_S + 0.02


def test_the_ends_are_soft():
    samples = levelled(spoken()).samples
    assert samples[0] == samples[-1] == 0


@pytest.mark.parametrize("samples", [[], [0] * 4_000])
def test_silence_is_no_speech(samples):
    with pytest.raises(ValueError):
        levelled(Recording(array("h", samples), RATE_HZ))


def test_a_text_is_as_long_as_its_sentences_and_the_breaths_between():
    one, other = spoken(seconds=0.5), spoken(seconds=0.7)
    length_s = joined([one, other]).length_s
    assert length_s == pytest.approx(LEAD_IN_S + 0.5 + BETWEEN_S + 0.7 + TAIL_S, abs=0.001)


def test_it_ends_with_the_silence_that_an_output_needs():
    samples = joined([spoken()]).samples
    assert not any(samples[-round(TAIL_S * RATE_HZ) :])


def test_two_rates_do_not_mix():
    with pytest.raises(ValueError):
        joined([spoken(), spoken(rate_hz=22_050)])


def test_a_file_comes_back_as_it_was():
    recording = spoken()
    assert read_wav(wav(recording)) == recording


def test_two_channels_become_one():
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((2, 2, RATE_HZ, 0, "NONE", ""))
        sound.writeframes(struct.pack("<6h", 100, 300, -50, 50, 7, 7))
    assert list(read_wav(out.getvalue()).samples) == [200, 0, 7]


def test_a_length_that_was_never_written_is_survived():
    """Programs that write to a pipe cannot go back to put it right."""
    file = bytearray(wav(spoken(seconds=0.1)))
    struct.pack_into("<I", file, 40, 0x7FFF_FFF0)
    assert read_wav(bytes(file)).length_s == pytest.approx(0.1)


@pytest.mark.parametrize("file", [b"", b"RIFF1234WAVE", b"junk" * 20])
def test_anything_else_is_refused(file):
    with pytest.raises(ValueError):
        read_wav(file)

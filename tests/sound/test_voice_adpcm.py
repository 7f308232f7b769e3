"""The compressed clips: near to what they were made of, standard, and not trusted blindly."""

import math
import shutil
import struct
import subprocess
import wave
from array import array

import pytest

from hiptimer.sound.voice.adpcm import BLOCK_SAMPLES, decode, encode

RATE_HZ = 16_000


def tone(count: int, peak: float = 12_000) -> list[int]:
    return [round(peak * math.sin(math.tau * 440 * at / RATE_HZ)) for at in range(count)]


@pytest.mark.parametrize("count", [1, 2, BLOCK_SAMPLES, BLOCK_SAMPLES + 1, 8_000])
def test_all_samples_come_back(count):
    samples, rate_hz = decode(encode(tone(count), RATE_HZ))
    assert (len(samples), rate_hz) == (count, RATE_HZ)


def test_what_comes_back_is_near_to_what_went_in():
    made = tone(RATE_HZ)
    back, _rate = decode(encode(made, RATE_HZ))
    noise = sum((one - other) ** 2 for one, other in zip(made, back, strict=True))
    signal = sum(one**2 for one in made)
    assert 10 * math.log10(signal / noise) > 25


def test_the_loudest_and_the_quickest_stay_within_bounds():
    made = [32_767 if at // 7 % 2 else -32_768 for at in range(4_000)]
    back, _rate = decode(encode(made, RATE_HZ))
    assert max(back) > 30_000
    assert min(back) < -30_000


def test_it_is_a_quarter_of_the_size():
    assert len(encode(tone(40 * BLOCK_SAMPLES), RATE_HZ)) < 0.26 * 2 * 40 * BLOCK_SAMPLES


@pytest.mark.skipif(shutil.which("sox") is None, reason="sox, to read what we wrote, is not here")
def test_another_program_reads_the_same(tmp_path):
    file, plain = tmp_path / "ours.wav", tmp_path / "theirs.wav"
    file.write_bytes(encode(tone(5_000), RATE_HZ))
    subprocess.run(["sox", file, "-e", "signed-integer", "-b", "16", plain], check=True)
    with wave.open(str(plain)) as sound:
        theirs = array("h", sound.readframes(sound.getnframes()))
    ours, _rate = decode(file.read_bytes())
    assert max(abs(one - other) for one, other in zip(ours, theirs, strict=False)) <= 1


def spoilt(change):
    file = bytearray(encode(tone(2_000), RATE_HZ))
    change(file)
    return bytes(file)


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"RIFF",
        spoilt(lambda file: file.__setitem__(slice(0, 4), b"JUNK")),
        spoilt(lambda file: file.__delitem__(slice(-10, None))),
        spoilt(lambda file: struct.pack_into("<H", file, 20, 1)),
        spoilt(lambda file: struct.pack_into("<I", file, 24, 0)),
        spoilt(lambda file: struct.pack_into("<I", file, 48, 2**31)),
        spoilt(lambda file: file.__setitem__(62, 89)),
    ],
    ids=[
        "empty",
        "short",
        "no-riff",
        "half",
        "other-format",
        "no-rate",
        "too-many",
        "no-such-step",
    ],
)
def test_a_spoilt_file_is_refused(file):
    with pytest.raises(ValueError):
        decode(file)

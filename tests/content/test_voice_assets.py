"""The shipped clips: one for each sentence that can be said, whole, equally loud, and small."""

import shutil

import numpy as np
import pytest

from hiptimer.engine.cues import VoiceCue
from hiptimer.engine.timeline import unroll
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session
from hiptimer.resources import asset, bundled_sessions
from hiptimer.sound.voice.adpcm import decode
from hiptimer.sound.voice.recording import LEVEL_DBFS, PEAK_DBFS
from hiptimer.sound.voice.sentences import cut
from hiptimer.sound.voice.shipped import INDEX, Shipped, read_index
from tools.make_voice import faults

MOST_BYTES = 10 * 1024 * 1024
LONGEST_MS = 6_000
FRAME = 320
COMPRESSION_DB = 1.0  # what four bits a sample may add to a peak


def test_every_sentence_that_can_be_said_has_its_clip():
    assert faults(asset("voice")) == [], "make voice"


@pytest.mark.parametrize("path", bundled_sessions(), ids=lambda path: path.stem)
def test_a_bundled_session_is_spoken_throughout(path):
    catalogue = bundled_catalogue()
    timeline = unroll(read_session(path, catalogue).session, catalogue)
    cues = [cue for interval in timeline.intervals for cue in interval.cues] + [*timeline.finale]
    texts = {cue.text for cue in cues if isinstance(cue, VoiceCue)}
    shipped = Shipped(asset("voice"))
    assert len(texts) > 10
    assert [one for text in texts for one in cut(text) if not shipped.has(one)] == []


def test_a_missing_clip_and_one_too_many_would_be_noticed(tmp_path):
    folder = tmp_path / "voice"
    shutil.copytree(asset("voice"), folder)
    lines = (folder / INDEX).read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.endswith("\tChange sides.\n")]
    (folder / INDEX).write_text("".join(kept) + "old.wav\t900\tmark\tRoll the penguin.\n")
    (folder / "hold.wav").unlink()
    assert set(faults(folder)) == {
        "new: Change sides.",
        "gone: Roll the penguin.",
        "without its file: Hold.",
        "not in the list: change-sides.wav",
    }


def test_every_clip_is_whole_and_as_long_as_the_list_says():
    for entry in read_index(asset("voice")):
        samples, rate_hz = decode((asset("voice") / entry.file).read_bytes())
        length_ms = 1000 * len(samples) / rate_hz
        assert abs(length_ms - entry.length_ms) <= 1, entry
        assert 150 <= length_ms <= LONGEST_MS, entry


def test_every_clip_is_heard_and_none_is_louder_than_the_others():
    for entry in read_index(asset("voice")):
        samples, _rate = decode((asset("voice") / entry.file).read_bytes())
        values = np.asarray(samples, dtype=float) / 32_768
        frames = np.square(values[: len(values) // FRAME * FRAME]).reshape(-1, FRAME).mean(axis=1)
        voiced = frames[frames >= 0.1 * frames.mean()].mean()
        assert 10 * np.log10(voiced) == pytest.approx(LEVEL_DBFS, abs=1.0), entry
        assert 20 * np.log10(np.abs(values).max()) <= PEAK_DBFS + COMPRESSION_DB, entry


def test_they_take_little_room():
    assert sum(path.stat().st_size for path in asset("voice").iterdir()) <= MOST_BYTES


def test_their_licence_stands_beside_them():
    licence = (asset("voice") / "LICENSE.txt").read_text()
    assert "Carnegie Mellon University" in licence
    assert "Permission is hereby granted, free of charge" in licence

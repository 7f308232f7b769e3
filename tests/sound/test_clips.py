import os
import subprocess
import sys
from pathlib import Path

import pytest

from hiptimer.engine.cues import Priority, Tone, ToneCue
from hiptimer.sound.clips import Clips, clip_name
from listening import read_wav

CHECKOUT = Path(__file__).resolve().parents[2]
SHIPPED = CHECKOUT / "assets" / "sounds"
MAKE_SOUNDS = CHECKOUT / "tools" / "make_sounds.py"


@pytest.fixture
def clips(tmp_path):
    return Clips(SHIPPED, tmp_path)


def cue(tone, length_s=0.0):
    return ToneCue(0.0, tone, Priority.CHANGE, length_s)


def files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_every_tone_of_a_fixed_length_ships(clips, tmp_path):
    for tone in Tone:
        path = clips.path(tone, 4.0)
        assert path == SHIPPED / clip_name(tone, 4.0)
        assert path.is_file()
    assert files(tmp_path) == []


def test_a_breath_of_another_length_is_made_once_and_kept(clips, tmp_path):
    path = clips.path(Tone.BREATH_IN, 2.5)
    samples, rate = read_wav(path.read_bytes())
    assert len(samples) / rate == pytest.approx(2.605)
    assert files(tmp_path) == ["breath-in-2.5.wav"]
    path.write_bytes(b"kept")
    assert clips.path(Tone.BREATH_IN, 2.52) == path
    assert path.read_bytes() == b"kept"


def test_the_clips_of_a_session_come_once_each(clips):
    cues = [cue(Tone.START), cue(Tone.BREATH_IN, 4.0), cue(Tone.START), cue(Tone.BREATH_IN, 4.0)]
    assert [path.name for path in clips.for_cues(cues)] == ["start.wav", "breath-in-4.wav"]


def test_where_nothing_can_be_kept_a_shorter_shipped_breath_leads(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    clips = Clips(SHIPPED, in_the_way)
    assert clips.path(Tone.BREATH_IN, 4.7) == SHIPPED / "breath-in-4.wav"
    assert clips.path(Tone.BREATH_IN, 1.0) is None


def test_an_absurd_length_does_not_fill_the_disk(clips):
    assert clip_name(Tone.BREATH_OUT, 100_000.0) == "breath-out-60.wav"
    assert clips.path(Tone.BREATH_OUT, 0.0).name == "breath-out-0.5.wav"


def run_make_sounds(*words):
    return subprocess.run(
        [sys.executable, MAKE_SOUNDS, *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
    )


def test_the_shipped_sounds_are_as_their_recipes_make_them():
    done = run_make_sounds("--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_check_names_what_is_missing_changed_and_foreign(tmp_path):
    folder = tmp_path / "sounds"
    folder.mkdir()
    for path in SHIPPED.glob("*.wav"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "start.wav").unlink()
    (folder / "end.wav").write_bytes((folder / "rest.wav").read_bytes())
    (folder / "gong.wav").write_bytes(b"RIFF")
    done = run_make_sounds("--check", "--folder", folder)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "start.wav is missing",
        "gong.wav is not made by any recipe",
        "end.wav differs from its recipe",
    ]


def test_the_shipped_sounds_stay_small():
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 2_500_000

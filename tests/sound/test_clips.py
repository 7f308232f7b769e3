import os
import subprocess
import sys
from pathlib import Path

import pytest

from full_disk import no_room
from hiptimer.engine.cues import Priority, Tone, ToneCue
from hiptimer.engine.exercise import Side
from hiptimer.sound.clips import KEPT_VERSION, Clips, clip_name
from hiptimer.sound.synthesis import BREATHS, TEMPO, Pitch, panned, render
from listening import mean_square, pitch, read_channels, read_wav

CHECKOUT = Path(__file__).resolve().parents[2]
SHIPPED = CHECKOUT / "assets" / "sounds"
MAKE_SOUNDS = CHECKOUT / "tools" / "make_sounds.py"
USUAL_S = dict.fromkeys(BREATHS, 4.0) | dict.fromkeys(TEMPO, 2.0) | {Tone.TEMPO_UP: 1.9}


@pytest.fixture
def clips(tmp_path):
    return Clips(SHIPPED, tmp_path)


def cue(tone, length_s=0.0, side=None):
    return ToneCue(0.0, tone, Priority.CHANGE, length_s, side)


def files(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_every_tone_ships_at_its_usual_length(clips, tmp_path):
    for tone in Tone:
        path = clips.path(tone, USUAL_S.get(tone, 0.0))
        assert path == SHIPPED / clip_name(tone, USUAL_S.get(tone, 0.0))
        assert path.is_file()
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("tone", "length_s", "name"),
    [(Tone.BREATH_IN, 2.5, "breath-in-2.5.wav"), (Tone.TEMPO_UP, 2.5, "tempo-up-2.5.wav")],
)
def test_a_glide_of_another_length_is_made_once_and_kept(clips, tmp_path, tone, length_s, name):
    path = clips.path(tone, length_s)
    samples, rate = read_wav(path.read_bytes())
    assert len(samples) / rate == pytest.approx(length_s + 0.105)
    assert files(tmp_path) == [name]
    path.write_bytes(b"kept")
    assert clips.path(tone, length_s + 0.02) == path
    assert path.read_bytes() == b"kept"


def test_the_clips_of_a_session_come_once_each(clips):
    cues = [cue(Tone.START), cue(Tone.BREATH_IN, 4.0), cue(Tone.START), cue(Tone.BREATH_IN, 4.0)]
    assert [path.name for path in clips.for_cues(cues)] == ["start.wav", "breath-in-4.wav"]


def test_all_that_a_session_needs_is_made_beforehand(clips, tmp_path):
    clips.pitch = Pitch.LOW
    cues = [
        cue(Tone.START, side=Side.LEFT),
        cue(Tone.TEMPO_UP, 0.7, Side.RIGHT),
        cue(Tone.BREATH_OUT, 6.3),
        cue(Tone.END),
    ]
    paths = clips.for_cues(cues)
    names = [
        "start-low-left.wav",
        "tempo-up-0.7-low-right.wav",
        "breath-out-6.3.wav",
        "end-low.wav",
    ]
    assert [path.name for path in paths] == names
    assert files(tmp_path) == sorted(names)
    stamps = [path.stat().st_mtime_ns for path in paths]
    assert [clips.path(cue.tone, cue.length_s, cue.side) for cue in cues] == paths
    assert [path.stat().st_mtime_ns for path in paths] == stamps


@pytest.mark.parametrize("side", Side)
def test_a_side_is_heard_from_that_side(clips, side):
    (left, right), _ = read_channels(clips.path(Tone.START, side=side).read_bytes())
    near, far = (left, right) if side is Side.LEFT else (right, left)
    assert mean_square(near) > 10 * mean_square(far) > 0


def test_with_mono_all_comes_from_the_middle_until_it_is_taken_back(tmp_path):
    clips = Clips(SHIPPED, tmp_path, mono=True)
    assert clips.path(Tone.START, side=Side.LEFT) == SHIPPED / "start.wav"
    both = [cue(Tone.START, side=side) for side in Side]
    assert clips.for_cues(both) == [SHIPPED / "start.wav"]
    assert files(tmp_path) == []
    clips.mono = False
    assert [path.name for path in clips.for_cues(both)] == ["start-left.wav", "start-right.wav"]


def test_the_pitch_may_be_changed_at_any_time(clips):
    heard_hz = []
    for level in (Pitch.LOW, Pitch.MID, Pitch.HIGH):
        clips.pitch = level
        samples, rate = read_wav(clips.path(Tone.END).read_bytes())
        heard_hz.append(pitch(samples[rate // 50 : rate // 5], rate))
    assert heard_hz == pytest.approx([719, 880, 1760], rel=0.01)


def test_a_breath_is_the_same_at_every_pitch(clips):
    clips.pitch = Pitch.HIGH
    assert clips.path(Tone.BREATH_IN, 4.0) == SHIPPED / "breath-in-4.wav"


@pytest.fixture
def nowhere(tmp_path):
    """Clips that nothing can be kept for."""
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    return Clips(SHIPPED, in_the_way)


def test_where_nothing_can_be_kept_a_shorter_shipped_glide_leads(nowhere):
    assert nowhere.path(Tone.BREATH_IN, 4.7) == SHIPPED / "breath-in-4.wav"
    assert nowhere.path(Tone.BREATH_IN, 1.0) is None
    assert nowhere.path(Tone.TEMPO_DOWN, 2.5, Side.LEFT) == SHIPPED / "tempo-down-2.wav"
    assert nowhere.path(Tone.TEMPO_LEVEL, 14.0) == SHIPPED / "tempo-level-2.wav"
    assert nowhere.path(Tone.TEMPO_UP, 0.6) == SHIPPED / "tempo-up-0.4.wav"
    assert nowhere.path(Tone.TEMPO_UP, 0.3) is None


def test_where_nobody_may_look_for_kept_clips_the_shipped_ones_lead(tmp_path):
    closed = Clips(SHIPPED, tmp_path / ("a" * 300))
    assert closed.path(Tone.START) == SHIPPED / "start.wav"
    assert closed.path(Tone.BREATH_IN, 4.7) == SHIPPED / "breath-in-4.wav"


def test_where_nothing_can_be_kept_a_side_comes_from_the_middle_at_the_usual_pitch(nowhere):
    assert nowhere.path(Tone.START, side=Side.LEFT) == SHIPPED / "start.wav"
    nowhere.pitch = Pitch.HIGH
    assert nowhere.path(Tone.END) == SHIPPED / "end.wav"
    assert nowhere.path(Tone.START, side=Side.RIGHT) == SHIPPED / "start.wav"


def test_a_disk_that_fills_up_leaves_no_half_of_a_sound(tmp_path):
    clips = Clips(SHIPPED, tmp_path)
    kept = clips.path(Tone.START, side=Side.LEFT)
    with no_room():
        assert clips.path(Tone.START, side=Side.RIGHT) == SHIPPED / "start.wav"
        assert clips.path(Tone.TEMPO_UP, 1.5, Side.RIGHT) == SHIPPED / "tempo-up-0.9.wav"
    # What was kept before goes on being used.
    assert clips.path(Tone.START, side=Side.LEFT) == kept
    assert files(tmp_path) == ["start-left.wav"]


def test_sounds_kept_by_an_older_version_are_cleared_away(tmp_path):
    old = tmp_path / f"tones-{KEPT_VERSION - 1}"
    scaled = tmp_path / "scaled"
    for folder in (old, scaled):
        folder.mkdir()
        (folder / "breath-in-2.5.wav").write_bytes(b"old")
    clips = Clips(SHIPPED, tmp_path)
    path = clips.path(Tone.BREATH_IN, 2.5)
    assert path.read_bytes() == render(Tone.BREATH_IN, 2.5)
    assert not old.exists()
    assert scaled.exists()
    clips.path(Tone.BREATH_IN, 2.6)
    assert path.exists()


def test_a_glide_that_ships_is_panned_as_it_is(clips):
    made = clips.path(Tone.TEMPO_DOWN, 2.0, Side.LEFT).read_bytes()
    assert made == panned((SHIPPED / "tempo-down-2.wav").read_bytes(), Side.LEFT)


@pytest.mark.parametrize(
    ("tone", "shortest", "longest"),
    [
        (Tone.BREATH_OUT, "breath-out-0.5.wav", "breath-out-60.wav"),
        (Tone.TEMPO_LEVEL, "tempo-level-0.3.wav", "tempo-level-15.wav"),
    ],
)
def test_an_absurd_length_does_not_fill_the_disk(clips, tone, shortest, longest):
    assert clip_name(tone, 100_000.0) == longest
    assert clips.path(tone, 0.0).name == shortest


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
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 3_000_000

"""Plays through a real sound server and listens to what arrives there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import hiptimer
from hiptimer.engine.cues import Tone
from hiptimer.sound.synthesis import RECIPES
from listening import onsets, peak, pitch, read_wav
from sound_server import RECORDING_RATE, needs_sound_server

pytestmark = [pytest.mark.sound, needs_sound_server]

PROGRAM = Path(__file__).with_name("playing.py")
SOURCE = Path(hiptimer.__file__).resolve().parents[1]
NOTE_S = 0.08
SHIPPED = PROGRAM.parents[2] / "assets" / "sounds"
SETTLE = "0.6"  # for the effects to load


def command(kind, kept, *words):
    return [sys.executable, str(PROGRAM), kind, str(kept), SETTLE, *words]


def with_source(environment):
    path = os.pathsep.join([str(SOURCE), environment.get("PYTHONPATH", "")])
    return environment | {"PYTHONPATH": path, "QT_LOGGING_RULES": "*.debug=false"}


@pytest.fixture
def hear(sound_server, tmp_path):
    """Play words as a window or a terminal does; give what was said and what was recorded."""

    def hear(kind, *words):
        with sound_server.recording(tmp_path / "heard.raw") as recording:
            done = subprocess.run(
                command(kind, tmp_path / "kept", *words),
                env=with_source(sound_server.environment),
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            recording.wait_for(0.3)
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines(), recording.samples()

    return hear


def note_at(samples, moment_s, length_s=NOTE_S):
    start = round((moment_s + 0.01) * RECORDING_RATE)
    return samples[start : start + round(length_s * RECORDING_RATE)]


def pitches(samples):
    return [
        pitch(note_at(samples, at_s), RECORDING_RATE) for at_s in onsets(samples, RECORDING_RATE)
    ]


def pitch_of(tone, note=0):
    return pytest.approx(RECIPES[tone].notes[note].pitch_hz, rel=0.02)


@pytest.mark.parametrize("kind", ["window", "terminal"])
def test_start_countdown_and_end_are_heard_in_order_and_at_their_pitch(hear, kind):
    said, samples = hear(kind, Tone.START, "0.8", Tone.COUNTDOWN, "3.0", Tone.END, "0.9")
    assert said[0] == "QtOutput|Null Output"
    assert said[-1] == "trouble|"
    beats = onsets(samples, RECORDING_RATE)
    assert len(beats) == 5
    assert pitches(samples) == [
        pitch_of(Tone.START),
        *[pitch_of(Tone.COUNTDOWN)] * 3,
        pitch_of(Tone.END),
    ]
    # To the sample in the file; a busy machine may add to it on the way.
    assert beats[2] - beats[1] == pytest.approx(1.0, abs=0.2)
    assert beats[3] - beats[2] == pytest.approx(1.0, abs=0.2)
    # Releases of Qt differ by 3 dB in how they spread one channel over two; none may clip.
    assert 0.3 < peak(samples) < 0.55


def test_every_tone_is_heard(hear):
    said, samples = hear(
        "terminal", *[word for tone in Tone for word in (tone, "0.4", "stop", "0.2")]
    )
    assert [line.split()[1] for line in said[1:-1]] == ["True"] * len(Tone)
    assert len(onsets(samples, RECORDING_RATE)) == len(Tone)


@pytest.mark.parametrize("kind", ["window", "terminal"])
def test_a_sound_is_heard_to_its_end(hear, kind):
    """Qt stops its stream a little early, which the silence at the end of a clip is there for."""
    _, samples = hear(kind, Tone.START, "1.0")
    # By what is sounding, not by when: a busy machine may put gaps between, but loses nothing.
    shipped, rate = read_wav((SHIPPED / "start.wav").read_bytes())
    wanted_s = sum(abs(value) > 0.005 for value in shipped) / rate
    # What was left out comes when the program ends, too late to count.
    note = note_at(samples, onsets(samples, RECORDING_RATE)[0] - 0.02, 0.6)
    heard_s = sum(abs(value) > 0.005 for value in note) / RECORDING_RATE
    assert heard_s == pytest.approx(wanted_s, rel=0.04)


def test_pausing_cuts_a_countdown_off_and_sounds_the_falling_pair(hear):
    _, samples = hear("window", Tone.COUNTDOWN, "1.4", "pause", "2.5")
    assert pitches(samples)[:3] == [
        pitch_of(Tone.COUNTDOWN),
        pitch_of(Tone.COUNTDOWN),
        pitch_of(Tone.PAUSED),
    ]
    pause_s = onsets(samples, RECORDING_RATE)[2]
    second = RECIPES[Tone.PAUSED].notes[1].at_s
    falling = pitch(note_at(samples, pause_s + second + 0.02), RECORDING_RATE)
    assert falling == pitch_of(Tone.PAUSED, 1)
    assert peak(note_at(samples, pause_s + 0.6, 1.2)) < 0.01


def test_a_breath_cut_off_by_a_pause_leaves_nothing_behind(hear):
    _, samples = hear("window", Tone.BREATH_IN, "1.5", "pause", "1.0", Tone.START, "0.8")
    breath_s, start_s = onsets(samples, RECORDING_RATE, quiet_s=0.3)
    after_pause = note_at(samples, breath_s + 1.5 + 0.6, start_s - breath_s - 2.15)
    assert peak(after_pause) < 0.001
    assert pitch(note_at(samples, start_s), RECORDING_RATE) == pitch_of(Tone.START)
    from_start = samples[round((start_s - 0.1) * RECORDING_RATE) :]
    assert len(onsets(from_start, RECORDING_RATE, quiet_s=0.01)) == 1


def test_half_the_volume_is_a_quarter_of_the_amplitude(hear):
    _, samples = hear("terminal", Tone.START, "0.8", "volume=0.5", Tone.START, "0.8")
    loud_s, quiet_s = onsets(samples, RECORDING_RATE)
    loud, quiet = (peak(note_at(samples, at_s, 0.2)) for at_s in (loud_s, quiet_s))
    assert quiet / loud == pytest.approx(0.25, abs=0.02)


def start_holding(server, tmp_path, *words):
    program = subprocess.Popen(
        command("terminal", tmp_path / "kept", *words),
        env=with_source(server.environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    until_holding(program)
    return program


def until_holding(program):
    said = ""
    while "holding" not in said:
        line = program.stdout.readline()
        assert line, "the program ended early"
        said += line
    return said


def test_sound_goes_on_in_the_loudspeaker_that_becomes_the_usual_one(sound_server, tmp_path):
    sound_server.control("load-module", "module-null-sink", "sink_name=second", "rate=48000")
    sound_server.control("set-default-sink", "null")
    words = (Tone.START, "0.6", "hold", "0.6", Tone.END, "1.0")
    program = start_holding(sound_server, tmp_path, *words)
    sound_server.control("set-default-sink", "second")
    with sound_server.recording(tmp_path / "second.raw", sink="second") as recording:
        program.communicate("\n", timeout=30)
        recording.wait_for(0.3)
    assert program.returncode == 0
    assert pitches(recording.samples()) == [pitch_of(Tone.END)]


def test_a_server_that_dies_is_told_and_the_program_lives_on(sound_server, tmp_path):
    # What a person would try next; libpulse aborts a program that lets Qt do it.
    again = ("reopen", Tone.END, "0.5")
    words = (Tone.START, "0.5", "hold", Tone.START, "5.0", "trouble", *again, "hold", *again)
    program = start_holding(sound_server, tmp_path, *words)
    sound_server.die()
    program.stdin.write("\n")
    program.stdin.flush()
    assert "trouble|The sound has stopped working" in until_holding(program)
    sound_server.start()
    said, _ = program.communicate("\n", timeout=30)
    assert program.returncode == 0
    assert "start the program again" in said


def test_without_a_server_the_program_goes_on_in_silence_and_says_so(tmp_path):
    (tmp_path / "run").mkdir(mode=0o700)
    nobody = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PULSE_", "XDG_", "DBUS_"))
    } | {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path / "run"), "PATH": str(tmp_path)}
    done = subprocess.run(
        command("terminal", tmp_path / "kept", Tone.START, "0.3"),
        env=with_source(nobody),
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0] == "Silence|"
    assert said[-1].startswith("trouble|No loudspeaker or headphones were found")

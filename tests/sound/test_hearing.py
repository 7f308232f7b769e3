"""Plays through a real sound server and listens to what arrives there."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import hiptimer
from hiptimer.engine.cues import Tone
from hiptimer.sound.synthesis import RECIPES
from listening import onsets, peak, pitch, read_wav
from sound_server import RECORDING_RATE, needs_sound_server, wait_until

pytestmark = [pytest.mark.sound, needs_sound_server]

PROGRAM = Path(__file__).with_name("playing.py")
SOURCE = Path(hiptimer.__file__).resolve().parents[1]
NOTE_S = 0.08
SHIPPED = PROGRAM.parents[2] / "assets" / "sounds"
SETTLE = "0.6"  # for the effects to load


def command(kind, kept, *words, device=""):
    return [sys.executable, str(PROGRAM), kind, str(kept), device, SETTLE, *words]


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
                timeout=120,
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
    assert said[0] == "EitherOutput|Null Output|"
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


@pytest.fixture
def start(sound_server, tmp_path):
    """Start the program, and end it with the test."""
    programs = []

    def start(*words, device="", environment=None, kind="terminal"):
        program = subprocess.Popen(
            command(kind, tmp_path / "kept", *words, device=device),
            env=with_source(environment or sound_server.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        programs.append(program)
        return program

    yield start
    for program in programs:
        program.kill()
        program.communicate()


def until_holding(program):
    said = ""
    while "holding" not in said:
        line = program.stdout.readline()
        assert line, "the program ended early"
        said += line
    return said


def go_on(program):
    program.stdin.write("\n")
    program.stdin.flush()


def end(program):
    said, _ = program.communicate("\n", timeout=60)
    assert program.returncode == 0
    return said


def is_only(tone, recording):
    """Tell whether a tone, and no other, was heard; a busy machine may tear it into pieces."""
    near = [pytest.approx(RECIPES[tone].notes[0].pitch_hz, rel=0.06)]
    found = pitches(recording.samples())
    return found != [] and found == near * len(found)


def add_sink(server, name):
    words = (f"sink_name={name}", "rate=48000", f"sink_properties=device.description={name}")
    return server.control("load-module", "module-null-sink", *words).strip()


def test_sound_goes_on_in_the_loudspeaker_that_becomes_the_usual_one(sound_server, start, tmp_path):
    add_sink(sound_server, "second")
    sound_server.control("set-default-sink", "null")
    program = start(Tone.START, "0.6", "hold", "0.6", Tone.END, "1.0")
    until_holding(program)
    sound_server.control("set-default-sink", "second")
    with sound_server.recording(tmp_path / "second.raw", sink="second") as recording:
        end(program)
        recording.wait_for(0.3)
    assert is_only(Tone.END, recording)


def test_a_device_is_chosen_lost_in_the_middle_of_a_hold_and_found_again(
    sound_server, start, tmp_path
):
    module = add_sink(sound_server, "headphones")
    sound_server.control("set-default-sink", "null")
    program = start(
        *("devices", "hold", "on=Null Output", "0.6", Tone.END, "1.0", "hold"),
        *("on=headphones", "0.6", Tone.START, "1.0", "hold"),
        device="headphones",
    )
    said = until_holding(program)
    assert said.startswith("EitherOutput|headphones|")
    assert "('null', 'Null Output')|('headphones', 'headphones')" in said

    sound_server.control("unload-module", module)
    with sound_server.recording(tmp_path / "null.raw") as recording:
        go_on(program)
        assert "on|Null Output|\n" in until_holding(program)
        recording.wait_for(0.3)
    assert is_only(Tone.END, recording)

    add_sink(sound_server, "headphones")
    # Whatever the server thinks is the usual one, this is the one that was chosen.
    sound_server.control("set-default-sink", "null")
    with sound_server.recording(tmp_path / "back.raw", sink="headphones") as recording:
        go_on(program)
        assert "on|headphones|\n" in until_holding(program)
        recording.wait_for(0.3)
    assert is_only(Tone.START, recording)
    end(program)


@pytest.mark.parametrize("again", [[], ["reopen"]], ids=["by itself", "try again"])
def test_a_server_that_dies_is_told_and_its_successor_is_heard(
    sound_server, start, tmp_path, again
):
    program = start(
        *(Tone.START, "0.5", "hold", "lost", Tone.START, "0.5", "hold"),
        *(*again, "found", "0.6", Tone.END, "1.0", "trouble", "hold"),
    )
    until_holding(program)
    sound_server.die()
    go_on(program)
    assert "lost||The sound has stopped working" in until_holding(program)
    sound_server.start()
    with sound_server.recording(tmp_path / "after.raw") as recording:
        go_on(program)
        said = until_holding(program)
        recording.wait_for(0.3)
    assert "found|Null Output|\n" in said
    assert "trouble|\n" in said
    assert is_only(Tone.END, recording)
    end(program)


def players_of(program):
    """Give the numbers of the processes that play for the program."""
    tasks = Path(f"/proc/{program.pid}/task").iterdir()
    children = [number for task in tasks for number in (task / "children").read_text().split()]
    return [
        int(number)
        for number in children
        if "player_process" in Path(f"/proc/{number}/cmdline").read_text()
    ]


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_a_player_that_dies_or_hangs_is_replaced(sound_server, start, tmp_path, blow):
    program = start(
        *(Tone.START, "0.5", "hold", "lost", "found", "0.6", "hold"),
        *(Tone.END, "1.0", "trouble", "hold"),
    )
    until_holding(program)
    (player,) = players_of(program)
    os.kill(player, blow)
    go_on(program)
    said = until_holding(program)
    assert "lost||The sound has stopped working" in said
    assert "found|Null Output|\n" in said
    assert player not in players_of(program)
    with sound_server.recording(tmp_path / "after.raw") as recording:
        go_on(program)
        assert "trouble|\n" in until_holding(program)
        recording.wait_for(0.3)
    assert is_only(Tone.END, recording)
    end(program)


def test_a_server_that_comes_late_is_heard(sound_server, start, tmp_path):
    sound_server.die()
    program = start("hold", "found", "0.6", Tone.END, "1.0", "hold")
    assert "|No loudspeaker or headphones were found" in until_holding(program)
    sound_server.start()
    with sound_server.recording(tmp_path / "late.raw") as recording:
        go_on(program)
        assert "found|Null Output|\n" in until_holding(program)
        recording.wait_for(0.3)
    assert is_only(Tone.END, recording)
    end(program)


def test_a_server_that_dies_leaves_the_sound_to_another_player(sound_server, start, tmp_path):
    """The card and the player are make-believe; that nothing else is asked to play is not."""
    played = tmp_path / "played"
    program = start(
        *(Tone.START, "0.5", "hold", "lost", Tone.END, "0.5", "hold"),
        environment=sound_server.environment | with_card(tmp_path, played),
    )
    assert not played.exists()
    until_holding(program)
    sound_server.die()
    go_on(program)
    assert "lost|alsa|\n" in until_holding(program)
    wait_until(played.exists, "the other player")
    assert played.read_text().split()[-1].endswith("end.wav")
    end(program)


def with_card(folder, played):
    """Return variables for a computer with a sound card and `aplay`, which writes down what it plays."""
    programs = folder / "bin"
    programs.mkdir()
    player = programs / "aplay"
    player.write_text(f'#!/bin/sh\n[ "$1" = --version ] && exit\necho "$@" >> {played}\n')
    player.chmod(0o755)
    (folder / "cards").write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n")
    return {"PATH": f"{programs}:{os.environ['PATH']}", "PLAYING_CARDS": str(folder / "cards")}


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
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0].startswith("EitherOutput||No loudspeaker or headphones were found")
    assert said[-1].startswith("trouble|No loudspeaker or headphones were found")

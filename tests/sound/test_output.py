import stat
import sys
import threading
import time
import wave
from pathlib import Path

import pytest

from hiptimer.sound import child_output, output, process_output
from hiptimer.sound.output import Silence, open_output
from hiptimer.sound.process_output import ProcessOutput, find_player, has_sound_card

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "sounds"
CARDS = " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n"
PATIENCE_S = 40.0

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ALSA is Linux's own")


@pytest.fixture
def cards(tmp_path):
    path = tmp_path / "cards"
    path.write_text(CARDS)
    return path


@pytest.fixture
def aplay(tmp_path, monkeypatch):
    """A program called aplay that writes down what it was given, and does as it is told after."""
    folder = tmp_path / "bin"
    folder.mkdir()
    notes = tmp_path / "played"

    def install(then="exit 0"):
        program = folder / "aplay"
        program.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && exit\necho "$@" >> {notes}\n{then}\n'
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return notes

    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    return install


def until(condition):
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("content", ["", "--- no soundcards ---\n"])
def test_a_computer_without_cards_has_no_sound_card(tmp_path, content):
    assert not has_sound_card(tmp_path / "missing")
    (tmp_path / "cards").write_text(content)
    assert not has_sound_card(tmp_path / "cards")


@on_linux
def test_no_player_is_chosen_where_it_would_succeed_in_silence(tmp_path, aplay):
    aplay()
    assert find_player(tmp_path / "missing") is None


@on_linux
def test_aplay_alone_is_enough(cards, aplay):
    aplay()
    assert find_player(cards) == "alsa"


@on_linux
def test_no_player_is_invented(cards, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_player(cards) is None


@pytest.fixture
def no_server(tmp_path, monkeypatch):
    """A person without a sound server."""
    for name in ("HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def opened(tmp_path, no_server):
    """Open the output; it is closed with the test."""
    outputs = []

    def opened(device=""):
        outputs.append(open_output(tmp_path, device))
        return outputs[-1]

    yield opened
    for one in outputs:
        one.close()


@on_linux
def test_without_a_server_and_cards_there_is_silence_with_a_reason(opened, monkeypatch):
    monkeypatch.setattr(process_output, "find_player", lambda: None)
    chosen = opened()
    until(lambda: chosen.trouble)
    assert "shown but not heard" in chosen.trouble
    assert chosen.device == ""
    assert chosen.devices() == []
    chosen.prepare([SHIPPED / "start.wav"])
    chosen.play(SHIPPED / "start.wav", 1.0)
    chosen.stop()
    chosen.let_go([SHIPPED / "start.wav"])
    chosen.tend()


@on_linux
def test_without_a_server_a_card_and_a_player_are_used(opened, aplay, monkeypatch):
    notes = aplay()
    monkeypatch.setattr(process_output, "find_player", lambda: "alsa")
    chosen = opened()
    until(lambda: chosen.device)
    assert (chosen.device, chosen.trouble) == ("alsa", "")
    chosen.prepare([SHIPPED / "end.wav"])
    chosen.play(SHIPPED / "end.wav", 1.0)
    until(notes.exists)


@on_linux
def test_where_the_library_is_missing_it_is_told(opened, tmp_path, monkeypatch):
    # What importing it does where libpulse is missing.
    broken = tmp_path / "PySide6"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('libpulse.so.0')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(process_output, "find_player", lambda: None)
    chosen = opened()
    until(lambda: chosen.trouble)
    assert "shown but not heard" in chosen.trouble


@on_linux
def test_where_no_process_can_be_started_it_is_told(opened, monkeypatch):
    monkeypatch.setattr(child_output, "words_for", lambda _module: ("/no/such/program",))
    monkeypatch.setattr(process_output, "find_player", lambda: None)
    chosen = opened()
    until(lambda: chosen.trouble)
    assert "shown but not heard" in chosen.trouble


@on_linux
def test_closing_leaves_no_process_behind(tmp_path, no_server):
    child = child_output.ChildOutput()
    child.begin()
    child.close()
    assert "sound" not in {thread.name for thread in threading.enumerate()}


def test_a_wish_for_silence_is_no_trouble():
    assert Silence().trouble == ""


def test_the_rest_of_sound_does_not_need_qt():
    assert "PySide6" not in vars(output)
    source = Path(output.__file__).parent
    users = sorted(path.name for path in source.glob("*.py") if "from PySide6" in path.read_text())
    # The first runs in a process of its own, the second in a thread that begins with the first sentence.
    assert users == ["player_process.py", "players.py", "qt_output.py"]


@on_linux
class TestAProcessForEachSound:
    def played(self, notes):
        return [Path(line.split()[-1]) for line in notes.read_text().splitlines()]

    def test_plays_the_clip_itself_at_full_volume(self, aplay, tmp_path):
        notes = aplay()
        player = ProcessOutput("alsa", tmp_path)
        player.prepare([])
        player.play(SHIPPED / "end.wav", 1.0)
        until(notes.exists)
        player.close()
        assert self.played(notes) == [SHIPPED / "end.wav"]

    def test_plays_a_quieter_copy_at_less_and_keeps_it(self, aplay, tmp_path):
        notes = aplay()
        player = ProcessOutput("alsa", tmp_path)
        for _ in range(2):
            player.play(SHIPPED / "rep.wav", 0.5)
        until(lambda: notes.exists() and len(self.played(notes)) == 2)
        player.close()
        first, second = self.played(notes)
        assert first == second != SHIPPED / "rep.wav"
        with wave.open(str(first), "rb") as quieter, wave.open(str(SHIPPED / "rep.wav")) as whole:
            assert quieter.getnframes() == whole.getnframes()

    def test_plays_nothing_at_no_volume(self, aplay, tmp_path):
        notes = aplay()
        player = ProcessOutput("alsa", tmp_path)
        player.play(SHIPPED / "end.wav", 0.0)
        player.close()
        assert not notes.exists()

    def test_stopping_ends_the_process(self, aplay, tmp_path):
        notes = aplay("exec sleep 60")
        player = ProcessOutput("alsa", tmp_path)
        player.play(SHIPPED / "end.wav", 1.0)
        until(notes.exists)
        begun = time.monotonic()
        player.stop()
        assert time.monotonic() - begun < 30
        assert player.trouble == ""

    def test_a_player_that_fails_is_told(self, aplay, tmp_path):
        notes = aplay("exit 1")
        player = ProcessOutput("alsa", tmp_path)
        player.play(SHIPPED / "end.wav", 1.0)
        until(notes.exists)

        def told():
            player.tend()
            return "could not be played" in player.trouble

        until(told)

    def test_a_player_that_is_gone_is_told(self, tmp_path, monkeypatch):
        monkeypatch.setenv("PATH", str(tmp_path))
        player = ProcessOutput("alsa", tmp_path)
        player.play(SHIPPED / "end.wav", 1.0)
        assert "could not be played" in player.trouble

import subprocess
import sys

from hiptimer.sound.own_process import words_for

PLAYER = "hiptimer.sound.player_process"


def test_python_is_told_the_module():
    assert words_for(PLAYER) == (sys.executable, "-P", "-m", PLAYER)


def test_a_frozen_program_is_told_which_part_of_itself_to_be(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/hiptimer/hiptimer")
    assert words_for(PLAYER) == ("/opt/hiptimer/hiptimer", f"--part={PLAYER}")


def test_the_program_is_that_part():
    words = [sys.executable, "-m", "hiptimer", f"--part={PLAYER}"]
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"{")

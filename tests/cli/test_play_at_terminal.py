"""`hiptimer play`, the real one, at a terminal: its keys, its questions, and how it leaves the terminal."""

import shutil
import signal
import sys

import pytest
from plays import SILENT, outcomes


def test_keys_pause_go_on_and_skip(history, terminal, long_one):
    shown = terminal("play", long_one, *SILENT)
    shown.until("Stop if it hurts.")
    shown.until("HOLD")
    shown.press(" ")
    shown.until("PAUSED")
    shown.press("\r")
    shown.until("HOLD")
    shown.press("\x1b[A\x1b[C")
    shown.until("Low lunge")
    shown.until("left hip")
    shown.press("q")
    shown.until("End the session here?")
    shown.press("x")
    shown.until("space pause")
    shown.press("q")
    shown.until("End the session here?")
    shown.press("q")
    assert shown.end() == 0
    assert "ended early" in shown.text
    (run,) = history()
    assert run["status"] == "stopped"
    assert run["intervals"][0]["done"]["extra_s"] == 10.0


@pytest.mark.parametrize(
    ("key", "status"), [("c", None), ("e", None), ("s", None), ("q", "pain"), ("\x1b", "asked")]
)
def test_the_pain_stop_offers_four_ways(history, terminal, long_one, key, status):
    shown = terminal("play", long_one, *SILENT)
    shown.until("HOLD")
    shown.press("p")
    shown.until("PAUSED")
    shown.until("The author's own rule.")
    shown.until("carry on")
    shown.press(key)
    match key:
        case "c":
            shown.until("space pause")
        case "e":
            shown.until("Camel with toes tucked")
        case "s":
            shown.until("Low lunge")
        case "\x1b":
            # Not one of the four: it still stands still, and asks.
            shown.press("c")
            shown.until("space pause")
        case _:
            assert shown.end() == 0
    if status != "pain":
        shown.process.send_signal(signal.SIGINT)
        assert shown.end() == 130
    (run,) = history()
    assert run["status"] == ("pain" if status == "pain" else "running")
    assert outcomes(run)[:1] == {"s": ["pain"], "q": ["pain"]}.get(key, ["restarted"])


@pytest.mark.parametrize("way", ["left", "interrupted", "ended", "killed by a bug"])
def test_the_terminal_is_left_as_it_was_found(terminal, long_one, way):
    if way == "killed by a bug":
        program = (
            "import sys; from hiptimer.terminal import playing;"
            "playing.Playing._command = lambda self, key: 1 // 0;"
            "from hiptimer.cli import main; sys.exit(main(sys.argv[1:]))"
        )
        command = [sys.executable, "-c", program, "play", str(long_one), *SILENT]
        shown = terminal(command=command)
    else:
        speed = ("--speed", "1000") if way == "ended" else ()
        shown = terminal("play", long_one, *SILENT, *speed)
    if way != "ended":
        shown.until("HOLD")
        assert shown.modes != shown.modes_before
    if way == "left":
        shown.press("q")
        shown.until("End")
        shown.press("q")
    elif way == "interrupted":
        shown.press("\x03")
    elif way == "killed by a bug":
        shown.press("x")
    assert shown.end() == {"left": 0, "ended": 0, "interrupted": 130}.get(way, 1)
    assert shown.modes == shown.modes_before
    assert shown.raw.count("\x1b[?1049h") == shown.raw.count("\x1b[?1049l") == 1
    assert shown.raw.rindex("\x1b[?25h") > shown.raw.rindex("\x1b[?25l")


@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell with job control")
def test_the_shell_can_have_the_terminal_for_a_while(terminal, long_one):
    shell = terminal(command=[shutil.which("bash"), "--norc", "-i"], PS1="ready> ")
    shell.until("ready>")
    shell.press(f"{sys.executable} -m hiptimer play {long_one} --sound silent\n")
    shell.until("HOLD")
    shell.press("\x1a")
    shell.until("Stopped")
    shell.until("ready>")
    shell.press("echo $((6 * 7))\n")
    shell.until("42")
    shell.press("fg\n")
    shell.until("PAUSED")
    shell.press(" ")
    shell.until("HOLD")
    shell.press("\x03")
    shell.until("ready>")
    shell.press("echo code $?\n")
    shell.until("code 130")
    shell.press("exit\n")
    shell.end()


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_and_drawing_can_be_had_without(terminal, long_one, variables):
    shown = terminal("play", long_one, *SILENT, **variables)
    shown.until("Camel")
    shown.press("?")
    shown.until("the easier version")
    shown.press("\x03")
    assert shown.end() == 130
    assert "\x1b[1;32m" not in shown.raw
    assert ("\x1b" in shown.raw) == ("NO_COLOR" in variables)


@pytest.mark.parametrize(("rows", "columns"), [(8, 30), (24, 80), (60, 200)])
def test_what_is_asked_is_in_sight_on_every_screen(terminal, long_one, rows, columns):
    shown = terminal("play", long_one, *SILENT, rows=rows, columns=columns)
    shown.until("HOLD")
    shown.press("p")
    shown.until("q end the session")
    last = shown.picture
    assert "c carry on" in "".join(last)
    assert len(last) <= rows
    assert max(map(len, last)) <= columns

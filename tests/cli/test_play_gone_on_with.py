"""`hiptimer play`, the real one, interrupted and cut off, and gone on with."""

import signal
import subprocess

import pytest
from plays import COMMAND, NEVER_ENDS, SILENT, outcomes


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_it_can_be_gone_on_with(
    history, hiptimer, environment, long_one, tmp_path, number
):
    process = subprocess.Popen(
        [*COMMAND, "play", str(long_one), "--speed", "2", *SILENT],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        while "Hold" not in process.stdout.readline():
            pass
        process.send_signal(number)
        said = process.stderr.read()
    assert process.returncode == 130
    assert "--resume" in said
    assert "Traceback" not in said
    (run,) = history()
    assert (run["status"], outcomes(run)) == ("running", [])
    if number is signal.SIGTERM:
        resumed = hiptimer("play", long_one, "--resume", "--speed", "1000", *SILENT)
        assert resumed.returncode == 0
        (run,) = history()
        assert (run["status"], outcomes(run)) == ("complete", ["complete"] * 4)


def test_it_resumes_at_its_interval_and_as_it_was_written_then(
    history, terminal, hiptimer, long_one
):
    shown = terminal("play", long_one, *SILENT)
    shown.until("HOLD")
    shown.press("\x1b[C")
    shown.until("Low lunge")
    shown.process.terminate()
    assert shown.end() == 130
    long_one.write_text(
        NEVER_ENDS.replace("Wall press", "Another press").replace("100", "90"), encoding="utf-8"
    )
    resumed = hiptimer("play", long_one, "--resume", "--speed", "1000", *SILENT)
    assert "Camel" not in resumed.stdout
    assert "Wall press" in resumed.stdout
    (run,) = history()
    assert run["status"] == "complete"
    assert outcomes(run)[-3:] == ["complete"] * 3


@pytest.fixture
def cut_off(terminal, long_one):
    """Leave a run that was cut off in the second of its sides."""
    shown = terminal("play", long_one, *SILENT)
    shown.until("HOLD")
    shown.press("\x1b[C")
    shown.until("Low lunge")
    shown.process.kill()
    shown.end()


@pytest.mark.usefixtures("cut_off")
def test_where_nobody_can_be_asked_a_run_that_was_cut_off_stays_to_be_gone_on_with(
    history, hiptimer, long_one
):
    anew = hiptimer("play", long_one, "--speed", "1000", *SILENT)
    assert f"hiptimer play {long_one} --resume" in anew.stderr
    assert [run["status"] for run in history()] == ["complete", "running"]
    resumed = hiptimer("play", long_one, "--resume", "--speed", "1000", *SILENT)
    assert resumed.returncode == 0
    assert "Camel" not in resumed.stdout
    assert [run["status"] for run in history()] == ["complete", "complete"]


@pytest.mark.usefixtures("cut_off")
@pytest.mark.parametrize(("key", "statuses"), [("\r", ["stopped"]), ("n", ["stopped", "cut_off"])])
def test_in_a_terminal_it_is_asked_whether_to_go_on(history, terminal, long_one, key, statuses):
    shown = terminal("play", long_one, *SILENT)
    shown.until("Low lunge, left hip. Go on with it?")
    shown.press(f"x{key}")
    shown.until("space pause")
    shown.press("q")
    shown.until("End the session here?")
    shown.press("q")
    assert shown.end() == 0
    assert [run["status"] for run in history()] == statuses


@pytest.mark.usefixtures("cut_off")
def test_who_leaves_at_the_question_has_lost_nothing(history, terminal, long_one):
    for leave in ("\x03", signal.SIGTERM):
        shown = terminal("play", long_one, *SILENT)
        shown.until("Go on with it?")
        if isinstance(leave, str):
            shown.press(leave)
        else:
            shown.process.send_signal(leave)
        assert shown.end() == 130
        assert shown.modes == shown.modes_before
    assert [run["status"] for run in history()] == ["running"]

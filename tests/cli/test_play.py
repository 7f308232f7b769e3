"""`hiptimer play`, the real one: by itself, at a terminal with keys, interrupted and gone on with."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hiptimer.engine.plain import timeline_as_plain
from hiptimer.engine.timeline import unroll
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import WholeRun
from hiptimer.journal.tables import as_plain
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session
from hiptimer.resources import bundled_sessions

COMMAND = [sys.executable, "-m", "hiptimer"]
SILENT = ("--sound", "silent")

WAITS = """\
hiptimer: 1
title: In your own time
steps:
  - wait: Fetch the band.
  - {name: Wall press, reps: 4, every: 2 s, pace: self, get_ready: 5 s}
"""
NEVER_ENDS = """\
hiptimer: 1
title: Long one
cautions: [Stop if it hurts.]
safety: {stop_rule: The author's own rule.}
steps:
  - {exercise: camel, hold: 100 s, get_ready: 0 s}
  - {exercise: low-lunge, hold: 100 s, sides: each}
  - {name: Wall press, time: 100 s, get_ready: 1 s}
"""


@pytest.fixture
def long_one(tmp_path):
    path = tmp_path / "long.yaml"
    path.write_text(NEVER_ENDS, encoding="utf-8")
    return path


@pytest.fixture
def history(data_dir):
    """Return what `hiptimer history --json` prints, without starting it."""

    def read():
        with closing(Journal(data_dir / "journal.db")) as journal:
            return as_plain([WholeRun(run, journal.intervals(run.id)) for run in journal.runs()])

    return read


def unrolled(name):
    book = bundled_catalogue()
    path = next(path for path in bundled_sessions() if path.stem == name)
    return unroll(read_session(path, book).session, book)


def outcomes(run, *kinds):
    return [
        one["done"]["outcome"]
        for one in run["intervals"]
        if one["prescribed"]["kind"] in (kinds or ("hold", "move", "reps", "breathe"))
    ]


def test_a_bundled_session_plays_to_its_end_and_is_written_down(history, hiptimer):
    done = hiptimer("play", "desk-break", "--speed", "200", *SILENT)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split()[0] == "0:00"
    assert lines[-1].endswith("Done.")
    (run,) = history()
    assert run["status"] == "complete"
    plain = timeline_as_plain(unrolled("desk-break"))
    assert [one["prescribed"]["index"] for one in run["intervals"]] == list(
        range(len(plain["intervals"]))
    )
    assert {one["done"]["outcome"] for one in run["intervals"]} == {"complete"}
    assert [one["done"]["done_s"] for one in run["intervals"]] == [
        one["duration_s"] for one in plain["intervals"]
    ]


def test_without_a_terminal_waits_go_on_by_themselves(history, hiptimer, tmp_path):
    (tmp_path / "waits.yaml").write_text(WAITS, encoding="utf-8")
    done = hiptimer("play", "waits.yaml", "--speed", "100", "--wait-for-me", *SILENT)
    assert done.returncode == 0
    assert "Fetch the band." in done.stdout
    (run,) = history()
    assert outcomes(run) == ["complete"]
    # Nobody counts, so it is given the time that the guide would take.
    assert run["intervals"][-1]["done"]["done_s"] >= 8.0


def test_playing_begins_where_it_is_told(history, hiptimer, short):
    done = hiptimer("play", short, "--speed", "500", "--from", "5", *SILENT)
    assert "Wall press" not in done.stdout
    assert len(history()[0]["intervals"]) == 3


def test_where_nothing_can_be_heard_that_alone_is_said_on_stderr(hiptimer, short):
    # A locale and a sound server that Qt has something to say about.
    done = hiptimer("play", short, "--speed", "10", PATH="/nowhere", LC_ALL="C")
    assert done.returncode == 0
    heard, ended = done.stderr.splitlines()
    assert "shown but not heard" in heard
    assert ended == "Short one: done."
    assert "not heard" not in done.stdout


def test_a_journal_that_cannot_be_written_stops_nobody(hiptimer, short, data_dir):
    (data_dir / "journal.db").mkdir(parents=True)
    done = hiptimer("play", short, "--speed", "500", *SILENT)
    assert done.returncode == 0
    assert done.stdout.endswith("Done.\n")
    why, ended, kept = done.stderr.splitlines()
    assert "journal" in why
    assert ended == "Short one: done."
    assert f"kept in {data_dir / 'unsaved-1.jsonl'}" in kept


def limited(*words, bytes_a_file):
    """Return the command as run by somebody whose files can grow no longer."""
    program = (
        "import os, resource, sys; n = int(sys.argv[1]);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (n, n)); os.execv(sys.argv[2], sys.argv[2:])"
    )
    return [sys.executable, "-c", program, str(bytes_a_file), *COMMAND, *map(str, words)]


def test_what_can_be_written_nowhere_is_not_called_done_and_kept(environment, short, tmp_path):
    done = subprocess.run(
        limited("play", short, "--speed", "500", *SILENT, bytes_a_file=0),
        env=environment | {"HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "What was done is lost" in done.stderr.splitlines()[-1]
    assert str(tmp_path) in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.rglob("*unsaved*")) == []


def test_what_is_kept_elsewhere_is_taken_in_by_an_import(
    hiptimer, history, short, tmp_path, data_dir
):
    (data_dir / "journal.db").mkdir(parents=True)
    # Nothing seems to have that name, and yet no file can be made under it.
    (data_dir / "unsaved-1.jsonl").symlink_to(tmp_path / "nowhere" / "file")
    home = tmp_path / "home"
    home.mkdir()
    done = hiptimer("play", short, "--speed", "500", *SILENT, HOME=str(home))
    assert done.returncode == 0
    (kept,) = home.glob("*.jsonl")
    assert f"`hiptimer import {kept}`" in done.stderr
    shutil.rmtree(data_dir)
    first, again = hiptimer("import", kept), hiptimer("import", kept)
    assert (first.stdout, first.returncode) == ("1 run added.\n", 0)
    assert "1 run was here already." in again.stdout
    (run,) = history()
    assert run["status"] == "complete"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_output_that_cannot_be_written_stops_nobody(environment, history, short):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "play", str(short), "--speed", "500", *SILENT],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 0
    why, ended = done.stderr.splitlines()
    assert os.strerror(28) in why
    assert ended == "Short one: done."
    assert history()[0]["status"] == "complete"


def test_a_reader_that_has_seen_enough_ends_the_run(environment, history, long_one):
    playing = subprocess.Popen(
        [*COMMAND, "play", str(long_one), "--speed", "50", *SILENT],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with playing:
        playing.stdout.readline()
        playing.stdout.close()
        said = playing.stderr.read().splitlines()
    assert playing.returncode == 0
    assert "Nobody reads" in said[0]
    assert "ended early" in said[1]
    assert [run["status"] for run in history()] == ["stopped"]


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
    shown.until("c carry on")
    last = shown.text[shown.text.rindex("Long one") :].replace("\r", "").split("\n")
    assert len(last) <= rows
    assert max(map(len, last)) <= columns

"""`hiptimer play`, the real one, by itself: to its end, and where little or nothing can be written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from plays import COMMAND, SILENT, outcomes

from hiptimer.engine.plain import timeline_as_plain
from hiptimer.engine.timeline import unroll
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session
from hiptimer.resources import bundled_sessions

WAITS = """\
hiptimer: 1
title: In your own time
steps:
  - wait: Fetch the band.
  - {name: Wall press, reps: 4, every: 2 s, pace: self, get_ready: 5 s}
"""


def unrolled(name):
    book = bundled_catalogue()
    path = next(path for path in bundled_sessions() if path.stem == name)
    return unroll(read_session(path, book).session, book)


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

"""`hiptimer play` asks what the session wants to know, at a real terminal, and the journal keeps it."""

import shutil
import signal
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from hiptimer.journal.journal import Journal
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    PainAnswer,
    Reason,
    Status,
)
from hiptimer.journal.store import wall_clock

SILENT = ("--sound", "silent")

ASKS = """\
hiptimer: 1
title: Asked for
assigned: {to: P-014, by: Dana W., times: 3 per week}
ask: {pain: [before, after, next_morning], effort: yes, difficulty: yes, note: yes}
safety:
  stop_rule: The author's own rule.
  pain_bands: {ok_to: 2, caution_to: 5, stop: Leave this one for today.}
steps:
  - {exercise: camel, hold: 100 s, get_ready: 0 s}
  - {exercise: low-lunge, hold: 100 s, sides: each, get_ready: 0 s}
  - {name: Wall press, time: 100 s, get_ready: 0 s}
"""


@pytest.fixture
def asks(tmp_path):
    path = tmp_path / "asks.yaml"
    path.write_text(ASKS, encoding="utf-8")
    return path


@pytest.fixture
def written(data_dir):
    """Return the runs in the journal, newest first, with all that belongs to them."""

    def read():
        with closing(Journal(data_dir / "journal.db")) as journal:
            return [journal.whole(run.id) for run in journal.runs()]

    return read


def quit_early(shown):
    shown.press("q")
    shown.until("End the session here?")
    shown.press("q")


@pytest.mark.parametrize("lines", [(), ("--lines",)])
def test_before_at_a_pain_stop_and_after(written, terminal, asks, lines):
    shown = terminal("play", asks, *SILENT, *lines)
    shown.until("Pain now, before you begin, 0 to 10?")
    shown.press("1")
    shown.until("Camel")
    shown.press("p")
    shown.until("The author's own rule.")
    shown.until("How much, 0 to 10?")
    shown.press("10")
    shown.until("How much: 10.")
    shown.until("Leave this one for today.")
    shown.press("s")
    shown.until("Low lunge")
    quit_early(shown)
    shown.until("How hard was it")
    shown.press("6")
    shown.until("Pain now, 0 to 10 (before the session: 1)?")
    shown.press("4")
    shown.until("3–5: Acceptable")  # noqa: RUF001
    shown.until("How was the session")
    shown.press("h")
    shown.until("Not finished: Low lunge. Why?")
    shown.press("t")
    shown.until("A note")
    shown.press("tight, äußerst\x7f\r")
    assert shown.end() == 0
    assert shown.modes == shown.modes_before
    (whole,) = written()
    assert whole.run.status is Status.STOPPED
    assert whole.run.check_ins == CheckIns(
        pain_before=1, pain_after=4, effort=6, difficulty=Difficulty.TOO_HARD
    )
    assert whole.run.ask_next_morning
    assert whole.run.note == "tight, äußers"
    (stop,) = whole.stops
    assert (stop.name, stop.pain, stop.answer) == ("Camel", 10, PainAnswer.SKIP)
    why = {one.name: one.why for one in whole.intervals if one.kind.is_work}
    assert why == {"Camel": Reason.PAIN, "Low lunge": Reason.NO_TIME}


def test_a_session_is_over_in_a_few_keys_where_nothing_is_answered(written, terminal, asks):
    shown = terminal("play", asks, *SILENT, "--speed", "500")
    shown.until("Pain now, before you begin")
    shown.press("\r")
    shown.until("How hard was it")
    shown.press("\x1b")
    assert shown.end() == 0
    (whole,) = written()
    assert (whole.run.status, whole.run.check_ins) == (Status.COMPLETE, CheckIns())


def test_where_nobody_is_at_the_keys_nothing_is_asked(written, hiptimer, asks):
    done = hiptimer("play", asks, *SILENT, "--speed", "500")
    assert done.returncode == 0
    assert "0 to 10" not in done.stdout + done.stderr
    (whole,) = written()
    assert (whole.run.status, whole.run.check_ins) == (Status.COMPLETE, CheckIns())
    assert whole.run.ask_next_morning


@pytest.mark.parametrize("leave", ["\x03", signal.SIGHUP])
def test_who_leaves_at_the_first_question_has_begun_nothing(written, terminal, asks, leave):
    shown = terminal("play", asks, *SILENT)
    shown.until("Pain now, before you begin")
    if isinstance(leave, str):
        shown.press(leave)
    else:
        shown.process.send_signal(leave)
    assert shown.end() == 130
    assert shown.modes == shown.modes_before
    assert written() == []


def test_who_leaves_at_a_later_question_has_lost_nothing(written, terminal, asks):
    shown = terminal("play", asks, *SILENT, "--speed", "500")
    shown.until("Pain now, before you begin")
    shown.press("2")
    shown.until("How hard was it")
    shown.press("8")
    shown.until("Pain now")
    shown.press("\x03")
    assert shown.end() == 0
    assert shown.modes == shown.modes_before
    (whole,) = written()
    assert whole.run.status is Status.COMPLETE
    assert whole.run.check_ins == CheckIns(pain_before=2, effort=8)


def test_a_run_that_is_gone_on_with_is_not_asked_again(written, terminal, asks):
    shown = terminal("play", asks, *SILENT)
    shown.until("Pain now, before you begin")
    shown.press("3")
    shown.until("Camel")
    shown.press("p")
    shown.until("How much, 0 to 10?")
    shown.press("7")
    shown.until("How much: 7.")
    shown.process.terminate()
    assert shown.end() == 130
    again = terminal("play", asks, "--resume", *SILENT, "--speed", "500")
    again.until("How hard was it")
    again.press("5\x1b")
    assert again.end() == 0
    assert "before you begin" not in again.text
    (whole,) = written()
    assert whole.run.check_ins == CheckIns(pain_before=3, effort=5)
    (stop,) = whole.stops
    assert (stop.pain, stop.answer) == (7, None)


@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell with job control")
def test_the_shell_can_have_the_terminal_at_a_question(written, terminal, asks):
    shell = terminal(command=[shutil.which("bash"), "--norc", "-i"], PS1="ready> ")
    shell.until("ready>")
    shell.press(f"{sys.executable} -m hiptimer play {asks} --sound silent --speed 500\n")
    shell.until("Pain now, before you begin, 0 to 10?")
    shell.press("\x1a")
    shell.until("Stopped")
    shell.until("ready>")
    shell.press("fg\n")
    shell.until("Pain now, before you begin, 0 to 10?")
    shell.press("4")
    shell.until("How hard was it")
    shell.press("\x1b")
    shell.until("ready>")
    shell.press("exit\n")
    shell.end()
    (whole,) = written()
    assert whole.run.check_ins == CheckIns(pain_before=4)


@pytest.fixture
def yesterday(hiptimer, asks, data_dir, written):
    """Leave a run of yesterday that wants to know how the morning was."""
    hiptimer("play", asks, *SILENT, "--speed", "500")
    (whole,) = written()
    (data_dir / "journal.db").unlink()
    moment = wall_clock() - timedelta(days=1)
    moved = replace(whole, run=replace(whole.run, started_at=moment))
    with closing(Journal(data_dir / "journal.db")) as journal:
        journal.merge([replace(moved, run=replace(moved.run, title="Of yesterday"))])


@pytest.mark.usefixtures("yesterday")
@pytest.mark.parametrize(
    ("key", "pain", "is_asked_again"), [("6", 6, False), ("\r", None, False), ("\x1b", None, True)]
)
def test_the_morning_after_is_asked_of(written, terminal, short, key, pain, is_asked_again):
    shown = terminal("play", short, *SILENT, "--speed", "500")
    shown.until("Pain this morning, after Of yesterday yesterday, 0 to 10?")
    shown.press(key)
    assert shown.end() == 0
    run = next(one.run for one in written() if one.run.title == "Of yesterday")
    assert run.check_ins == CheckIns(pain_next_morning=pain)
    again = terminal("play", short, *SILENT, "--speed", "500")
    if is_asked_again:
        again.until("Pain this morning")
        again.press("\x03")
        assert again.end() == 130
        assert len(written()) == 2
    else:
        assert again.end() == 0
        assert "Pain this morning" not in again.text

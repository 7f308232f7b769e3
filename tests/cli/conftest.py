"""The real command as a process of its own, by itself and at a terminal."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from contextlib import closing
from pathlib import Path

import pytest
from plays import COMMAND, NEVER_ENDS

from hiptimer.cli import main
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import WholeRun
from hiptimer.journal.tables import as_plain

# A machine with other things to do may be slow; nothing waits so long when all is well.
LONGEST_S = 120

# Makes the terminal the one that Ctrl-C and Ctrl-Z come from, as a shell would.
AT_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)

SHORT = """\
hiptimer: 1
title: Short one
steps:
  - {name: Wall press, time: 20 s, get_ready: 5 s, posture: standing, sides: each, switch: 4 s}
  - {exercise: camel, hold: 20 s, get_ready: 5 s}
"""


@pytest.fixture
def environment(tmp_path):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HIPTIMER", "COV"))}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR"):
        kept.pop(name, None)
    return kept | {
        "HIPTIMER_DATA_DIR": str(tmp_path / "data"),
        "XDG_RUNTIME_DIR": str(tmp_path / "no-sound-server"),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture
def hiptimer(environment, tmp_path):
    """Run the command and return what came of it."""

    def run(*words, **env):
        return subprocess.run(
            [*COMMAND, *map(str, words)],
            cwd=tmp_path,
            env=environment | env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )

    return run


@pytest.fixture
def quickly(capsys, monkeypatch, environment, tmp_path):
    """Run the command in this process, for the many short answers."""
    for name in set(os.environ) - set(environment):
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)

    def run(*words):
        code = main(list(map(str, words)))
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess(words, code, out, err)

    return run


@pytest.fixture
def short(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text(SHORT, encoding="utf-8")
    return path


class Terminal:
    """A person at a terminal in which a program runs."""

    def __init__(self, command, cwd, environment, rows=30, columns=100):
        self.fd, inner = pty.openpty()
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(inner, termios.TIOCSWINSZ, size)
        self.inner = inner
        self.modes_before = termios.tcgetattr(inner)
        self.process = subprocess.Popen(
            [sys.executable, "-c", AT_TERMINAL, *command],
            cwd=cwd,
            env=environment,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        self.raw = ""
        self._seen = 0

    def until(self, wanted):
        """Read on until the words are there, after the last ones that were waited for."""
        until = time.monotonic() + LONGEST_S
        while (at := self.text.find(wanted, self._seen)) < 0:
            assert time.monotonic() < until, f"{wanted!r} did not come:\n{plain(self.raw)[-3000:]}"
            if not self._read():
                pytest.fail(f"{wanted!r} never came:\n{plain(self.raw)[-3000:]}")
        self._seen = at + len(wanted)

    @property
    def picture(self):
        """The lines of what was drawn last, so far."""
        return plain(self.raw.rpartition("\x1b[H")[2]).replace("\r", "").split("\n")

    def press(self, keys):
        os.write(self.fd, keys.encode())

    def end(self):
        """Read on to the end and return the exit code."""
        until = time.monotonic() + LONGEST_S
        while self.process.poll() is None or select.select([self.fd], [], [], 0)[0]:
            assert time.monotonic() < until, plain(self.raw)[-3000:]
            if not self._read():
                break
        return self.process.wait(LONGEST_S)

    @property
    def text(self):
        return plain(self.raw)

    @property
    def modes(self):
        return termios.tcgetattr(self.inner)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.fd)
        os.close(self.inner)

    def _read(self):
        if select.select([self.fd], [], [], 0.05)[0]:
            try:
                self.raw += os.read(self.fd, 65536).decode("utf-8", "replace")
            except OSError:
                return False
        return True


def plain(raw):
    # One that has not come whole yet is no text either.
    return re.sub(r"\x1b(\[[0-9;?]*([A-Za-z]|$)|$)", "", raw)


@pytest.fixture
def terminal(environment, tmp_path):
    """Begin a command at a terminal."""
    opened = []

    def begin(*words, command=None, rows=30, columns=100, **env):
        one = Terminal(
            command or [*COMMAND, *map(str, words)], tmp_path, environment | env, rows, columns
        )
        opened.append(one)
        return one

    yield begin
    for one in opened:
        one.close()


@pytest.fixture
def data_dir(tmp_path) -> Path:
    return tmp_path / "data"


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

"""A hiptimer in a process of its own, watched through a pipe, and killed."""

import json
import os
import pty
import select
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

CHECKOUT: Final = Path(__file__).resolve().parents[2]
PATIENCE_S: Final = 60.0
NEVER: Final = -1

QUESTION: Final = b"Go on with it?"
MENTION: Final = b"was cut off."

Line = Mapping[str, Any]


class StuckError(Exception):
    """The process neither told anything nor ended."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so many seconds after the `nth` line that says `say`; and of `what`, if it is a write.

    An empty `say` is the start of the process itself.
    """

    say: str
    delay_s: float
    what: str = ""
    nth: int = 1

    def is_in(self, line: Line) -> bool:
        """Say whether the line is one to count."""
        return line["say"] == self.say and self.what in ("", line.get("entry", {}).get("what"))


class Victim:
    """The process. Where it has a terminal, `answer` is pressed at the question whether to go on."""

    def __init__(
        self,
        program: str,
        words: list[str],
        complaints: Path,
        *,
        on_terminal: bool,
        answer: bytes,
        pain_at: int,
    ) -> None:
        """Start one of the programs beside this one with these words.

        On a terminal, the pain key is pressed at the end of interval `pain_at`.
        """
        self.lines: list[Line] = []
        self._unread = b""
        self._answer, self._pain_at = answer, pain_at
        self._complaints = complaints
        self._screen = b""
        self._terminal: int | None = None
        self._pipe, told = os.pipe()
        try:
            if on_terminal:
                self._terminal, behind = pty.openpty()
                try:
                    self.process = self._start(program, words, told, behind, behind, behind)
                finally:
                    os.close(behind)
                watch = threading.Thread(target=self._watch, args=[self._terminal], daemon=True)
                watch.start()
            else:
                with complaints.open("wb") as stderr:
                    nowhere = subprocess.DEVNULL
                    self.process = self._start(
                        program, words, told, nowhere, nowhere, stderr.fileno()
                    )
        finally:
            os.close(told)

    @staticmethod
    def _start(
        program: str, words: list[str], told: int, stdin: int, stdout: int, stderr: int
    ) -> "subprocess.Popen[bytes]":
        environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"} | {
            "PYTHONPATH": os.pathsep.join(map(str, (CHECKOUT, CHECKOUT / "src"))),
            "QT_QPA_PLATFORM": "offscreen",
            "LANGUAGE": "en",
            "TERM": "xterm-256color",
            # A screen saver and other players are left alone.
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        }
        return subprocess.Popen(  # noqa: S603 - a script of our own
            [sys.executable, "-m", f"tools.killing.{program}", str(told), *words],
            env=environment,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            pass_fds=[told],
            start_new_session=True,
        )

    @property
    def screen(self) -> bytes:
        """Return what it has told the person, on its terminal or on stderr."""
        return self._screen if self._terminal is not None else self._complaints.read_bytes()

    def kill_at(self, moment: Moment) -> bool:
        """Kill it at that moment; say whether it was alive until then."""
        seen = 0
        if moment.say:
            while seen < moment.nth:
                line = self._next(PATIENCE_S)
                if line is None or line["say"] == "over":
                    self.process.kill()  # a window stays open
                    self.wait()
                    return False
                seen += moment.is_in(line)
        until = time.monotonic() + moment.delay_s
        while (left_s := until - time.monotonic()) > 0 and self._next(left_s, raises=False):
            pass
        time.sleep(max(0.0, until - time.monotonic()))
        self.process.kill()
        return self.wait() < 0

    def read_until_over(self) -> None:
        """Read until it says that the session is over, or ends."""
        while (line := self._next(PATIENCE_S)) is not None and line["say"] != "over":
            pass

    def wait(self) -> int:
        """Read what is left in the pipe, and return how the process ended."""
        while self._next(PATIENCE_S) is not None:
            pass
        code = self.process.wait()
        os.close(self._pipe)
        return code

    def _next(self, patience_s: float, *, raises: bool = True) -> Line | None:
        """Return the next line; None at the end of all, or if there was none in time."""
        deadline = time.monotonic() + patience_s
        while b"\n" not in self._unread:
            left_s = max(0.0, deadline - time.monotonic())
            if not select.select([self._pipe], [], [], left_s)[0]:
                if raises:
                    self.process.kill()
                    raise StuckError(f"{self.lines[-1:]} and then nothing: {self.screen!r}")
                return None
            new = os.read(self._pipe, 65536)
            if not new:
                return None
            self._unread += new
        text, self._unread = self._unread.split(b"\n", 1)
        line: Line = json.loads(text)
        self.lines.append(line)
        if line["say"] == "ended" and line["index"] == self._pain_at:
            self._press(b"pc")  # it hurts; carry on, which begins this side anew
            self._pain_at = NEVER
        return line

    def _watch(self, terminal: int) -> None:
        with suppress(OSError):  # the other side is gone
            while new := os.read(terminal, 65536):
                was_asked = QUESTION in self._screen
                self._screen += new
                if QUESTION in self._screen and not was_asked:
                    self._press(self._answer)

    def _press(self, keys: bytes) -> None:
        if self._terminal is not None:
            with suppress(OSError):
                os.write(self._terminal, keys)

    def close(self) -> None:
        """Let its terminal go."""
        if self._terminal is not None:
            os.close(self._terminal)

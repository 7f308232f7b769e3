"""The output of choice on Linux: Qt's sound effects, in a process of their own that may die unharmed.

A sound server that ends leaves Qt deaf for good, or aborts the program. Here that takes one small process,
and another begins as soon as there is a server again.
"""

import contextlib
import json
import os
import select
import subprocess
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, cast

from hiptimer.log import log
from hiptimer.sound.output import nothing_found, stopped_working
from hiptimer.sound.own_process import words_for
from hiptimer.sound.pulse import find_server, is_gone
from hiptimer.sound.unstopped import unstopped

# What has waited longer in the pipe than this would mislead. Before the process is there, a preview
# still wants to be heard.
_LATEST_S = 0.25
_LATEST_AT_FIRST_S = 2.0

# It tells each second that it is alive. A machine that is very busy may keep it from that for a while,
# and may take ten times as long as usual to start it.
_PATIENCE_S = 5.0
_PATIENCE_AT_FIRST_S = 30.0
_LOOK_S = 0.5  # between two looks for a server
_LONGEST_PAUSE_S = 60.0  # between two tries where there is a server, but no process lives
_LONG_S = 2.0  # so long a life is not cut short by what another try would meet again
_PLAYER = "hiptimer.sound.player_process"
_NO_LIBRARY = 3  # how the process ends where Qt's multimedia library cannot be loaded


class ChildOutput:
    """Tells a process what to play, and begins another one when it has ended."""

    def __init__(self, device: str = "") -> None:
        """Take the id of the device that is wanted; nothing runs until `begin`."""
        self._wanted = device
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._clips: dict[Path, None] = {}
        self._told: dict[str, Any] = {}
        self._was_heard = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._keep_one, name="sound", daemon=True)

    def begin(self) -> None:
        """Start the process; what is played meanwhile is heard a little late."""
        self._thread.start()

    @property
    def is_usable(self) -> bool:
        """Tell whether what is played is heard, as far as is known."""
        return bool(self.device) if self._told or not self._thread.is_alive() else True

    @property
    def device(self) -> str:
        """Say in words where sound goes; empty if nowhere, or not known yet."""
        return str(self._told.get("device", ""))

    def devices(self) -> list[tuple[str, str]]:
        """Return the id and the words of each device."""
        return [(str(one), str(words)) for one, words in self._told.get("devices", ())]

    @property
    def trouble(self) -> str:
        """Say in a sentence why nothing may be heard; empty if all is well."""
        if not self._told:
            return ""
        if self._told["device"]:
            return stopped_working() if self._told["trouble"] else ""
        return stopped_working() if self._was_heard else nothing_found()

    def prepare(self, clips: Iterable[Path]) -> None:
        """Load these files."""
        with self._lock:
            for clip in clips:
                self._clips[clip] = None
                self._send("prepare", clip)

    def play(self, clip: Path, volume: float) -> None:
        """Begin a file from its start."""
        latest_s = _LATEST_S if self._told else _LATEST_AT_FIRST_S
        with self._lock:
            self._clips[clip] = None
            self._send("play", clip, volume=volume, by=time.monotonic() + latest_s)

    def stop(self, clip: Path | None = None) -> None:
        """Cut off one file, or everything that is sounding."""
        with self._lock:
            self._send("stop", clip)

    def let_go(self, clips: Iterable[Path]) -> None:
        """Forget files that were loaded; one that is sounding falls silent."""
        with self._lock:
            for clip in clips:
                self._clips.pop(clip, None)
                self._send("let go", clip)

    def tend(self) -> None:
        """Do nothing: a thread does."""

    def close(self) -> None:
        """End the process."""
        self._closing.set()
        with self._lock:
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()
        self._thread.join(_PATIENCE_S)

    def _send(self, wish: str, clip: Path | None = None, **more: float) -> None:
        """Write a line, if somebody reads: a process that is stuck must not hold this one up."""
        process = self._process
        if process is None or process.stdin is None or process.stdin.closed:
            return
        line = json.dumps({"do": wish, "clip": str(clip or ""), **more}).encode() + b"\n"
        # Up to that length a line is written whole or not at all.
        if len(line) <= select.PIPE_BUF:
            try:
                os.write(process.stdin.fileno(), line)
            except OSError:
                log.debug("sound: not sent: %s", wish)

    def _keep_one(self) -> None:
        """See to it that a process runs whenever there is sound to be had; for the thread."""
        pause_s = _LOOK_S
        while not self._closing.is_set():
            begun_at = time.monotonic()
            code = self._run_one()
            if code == _NO_LIBRARY:
                return
            if code is None:
                continue
            lived_s = time.monotonic() - begun_at
            pause_s = _LOOK_S if lived_s > _LONG_S else min(2 * pause_s, _LONGEST_PAUSE_S)
            # Tried again when there is somebody to answer.
            while not self._closing.wait(pause_s) and not find_server().is_known:
                pause_s = _LOOK_S

    def _run_one(self) -> int | None:
        """Run a process until it ends; return its exit code, or None if it was to make way."""
        try:
            with unstopped():
                process = subprocess.Popen(  # noqa: S603 - this very program, in part
                    [*words_for(_PLAYER), self._wanted],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    bufsize=0,
                    # Ctrl+C and Ctrl+Z are for the program to answer. Not a session of its own: on a busy
                    # machine Linux then lets it wait, and sounds come up to 80 ms late.
                    process_group=0,
                )
        except OSError as error:
            log.warning("sound: %s", error)
            self._told = _NOTHING
            return _NO_LIBRARY
        with process:
            os.set_blocking(cast("IO[bytes]", process.stdin).fileno(), False)
            with self._lock:
                self._process = process
                for clip in self._clips:
                    self._send("prepare", clip)
            makes_way = self._listen(cast("IO[bytes]", process.stdout).fileno())
            with self._lock:
                self._process = None
            if not makes_way:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_LOOK_S)  # for its exit code
            process.kill()
        self._told = _NOTHING
        log.info("sound: the process has ended: %s", process.returncode)
        return None if makes_way else process.returncode

    def _listen(self, line_in: int) -> bool:
        """Take in what the process tells until it tells no more, or is to make way for another."""
        unread, patience_s = b"", _PATIENCE_AT_FIRST_S
        while not self._closing.is_set():
            ready, _, _ = select.select([line_in], [], [], patience_s)
            chunk = os.read(line_in, 65_536) if ready else b""
            if not chunk:
                break
            patience_s = _PATIENCE_S
            *lines, unread = (unread + chunk).split(b"\n")
            if self._wanted and self._told.get("id") == self._wanted and is_gone(self._wanted):
                return True
            for told in filter(None, map(json.loads, lines)):
                if "bug" in told:
                    log.error("sound: %s", told["bug"])
                    continue
                self._told = told
                self._was_heard = self._was_heard or bool(told["device"])
        return self._closing.is_set()


_NOTHING: dict[str, Any] = {"device": "", "devices": (), "trouble": True}

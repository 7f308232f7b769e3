"""A sound server of the test's own, with nothing behind it, and a recording of what it was given."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

RECORDING_RATE = 48_000
PATIENCE_S = 20.0

NEEDED = ("pulseaudio", "parec", "pactl")
missing = [program for program in NEEDED if shutil.which(program) is None]
needs_sound_server = pytest.mark.skipif(
    bool(missing), reason=f"not installed: {', '.join(missing)} (apt: pulseaudio pulseaudio-utils)"
)


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Return as soon as the condition holds; fail, naming what was waited for, if it never does."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {PATIENCE_S:.0f} s for {what}")
        time.sleep(0.02)


@dataclass
class Recording:
    """What a sink was given so far, as 16-bit mono at `RECORDING_RATE`."""

    path: Path

    def samples(self) -> list[float]:
        """Give every sample recorded so far, as floats from -1 to 1."""
        raw = self.path.read_bytes()
        whole = array("h", raw[: len(raw) // 2 * 2])
        return [value / 32768 for value in whole]

    def wait_for(self, seconds: float) -> None:
        """Wait until this much more has been recorded, so that nothing on its way is missed."""
        wanted = self.path.stat().st_size + int(seconds * RECORDING_RATE) * 2
        wait_until(lambda: self.path.stat().st_size >= wanted, f"{seconds} s more of recording")


@dataclass
class SoundServer:
    """A running private pulseaudio with one null sink called `null`."""

    home: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, or start it again, and wait until it answers."""
        with (self.home / "pulseaudio.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"),
                    *("-L", "module-native-protocol-unix"),
                    *("-L", f"module-null-sink sink_name=null rate={RECORDING_RATE} channels=2"),
                    *("-L", "module-always-sink"),
                ],
                env=self.environment,
                stdout=log,
                stderr=log,
            )

        def answers() -> bool:
            asked = subprocess.run(
                ["pactl", "info"], env=self.environment, capture_output=True, check=False
            )
            return asked.returncode == 0

        wait_until(answers, f"pulseaudio (its words are in {self.home}/pulseaudio.log)")

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which a program finds this server and no other."""
        return _environment(self.home)

    def control(self, *words: str) -> str:
        """Give `pactl` a command and return its answer."""
        done = subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    @contextlib.contextmanager
    def recording(self, path: Path, sink: str = "null") -> Iterator[Recording]:
        """Record all that reaches the sink into a file for as long as the block lasts."""
        with path.open("wb") as raw:
            recorder = subprocess.Popen(
                [
                    "parec",
                    *("-d", f"{sink}.monitor", f"--rate={RECORDING_RATE}"),
                    *("--format=s16le", "--channels=1", "--latency-msec=5"),
                ],
                env=self.environment,
                stdout=raw,
            )
            try:
                wait_until(lambda: path.stat().st_size > 0, "the first recorded sample")
                yield Recording(path)
            finally:
                _end(recorder)

    def die(self) -> None:
        """Kill the server, as a crash would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.process = None


def _environment(home: Path) -> dict[str, str]:
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PULSE_", "DBUS_", "XDG_"))
    }
    return plain | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "QT_QPA_PLATFORM": "offscreen",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def private_sound_server(home: Path) -> Iterator[SoundServer]:
    """Run a sound server whose socket, settings and cookie are all inside `home`."""
    (home / "run").mkdir(parents=True, mode=0o700)
    server = SoundServer(home)
    try:
        server.start()
        yield server
    finally:
        if server.process is not None:
            _end(server.process)

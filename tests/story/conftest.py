"""A screen, a window manager and a sound server of the story's own, and real keys for real windows."""

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sound_server import private_sound_server

NEEDED = ("Xvfb", "openbox", "xdotool", "pulseaudio", "parec", "pactl")
PATIENCE_S = 30.0  # for a machine with much else to do; nothing here takes a tenth of it alone
HAND_S = 0.5  # a person's pace: the same key sooner counts as a hand that shakes


def pytest_collection_modifyitems(items):
    """Everything here opens a window; where it cannot, it is left out with the reason."""
    here = Path(__file__).parent
    missing = [program for program in NEEDED if shutil.which(program) is None]
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.gui)
            if missing:
                reason = f"not installed: {', '.join(missing)}"
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """Run a screen with a window manager, and return its name for DISPLAY."""
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with _running(words, pass_fds=[write], stderr=subprocess.DEVNULL):
        os.close(write)
        with open(read) as told:  # noqa: PTH123  (a pipe has no path)
            name = f":{told.readline().strip()}"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with _running(["openbox"], env=os.environ | {"DISPLAY": name}, **quiet):
            yield name


@pytest.fixture(scope="session")
def heard_on(tmp_path_factory) -> Iterator[dict[str, str]]:
    """Run a sound server with nothing behind it, and return the environment that finds it."""
    with private_sound_server(tmp_path_factory.mktemp("sound")) as server:
        yield server.environment


@pytest.fixture
def data(tmp_path) -> Path:
    """Return the folder of a person who has chosen not to be waited for."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "preferences.toml").write_text(
        'wait_for_me = "never"\nsound_checked = true\n', encoding="utf-8"
    )
    return folder


@pytest.fixture
def open_window(screen, heard_on, data, tmp_path) -> Iterator[Callable[..., "Opened"]]:
    """Open hiptimer's real window; what is still open after the test is closed."""
    opened: list[Opened] = []

    def _open(*file: Path, **environment: str) -> Opened:
        window = Opened(
            data,
            file,
            # No message bus either: a screen saver is not the story's concern.
            heard_on
            | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "LANGUAGE": "en"}
            | {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none"}
            | {"PYTHONFAULTHANDLER": "1"}
            | environment,
        )
        opened.append(window)
        window.wait("the window", lambda now: now["page"])
        window.come_forward()
        return window

    yield _open
    for window in opened:
        window.kill()
    complaints = [
        line for window in opened if not window.may_complain for line in window.complaints()
    ]
    assert complaints == []


def _script(environment: dict[str, str]) -> str:
    return "on_a_day.py" if "STORY_NOW" in environment else "shown.py"


class Opened:
    """A hiptimer in a process of its own, seen from outside."""

    def __init__(self, data: Path, file: tuple[Path, ...], environment: dict[str, str]) -> None:
        """Start it."""
        self.may_complain = False
        self._environment = environment
        self._complaints = data.parent / f"stderr-{time.monotonic_ns()}.txt"
        with self._complaints.open("wb") as stderr:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    str(Path(__file__).with_name(_script(environment))),
                    str(data),
                    *map(str, file),
                ],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                text=True,
            )
        self.state: dict[str, object] = {}
        self.events: list[dict[str, object]] = []
        self._pressed: set[str] = set()
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def wait(self, what: str = "", condition=None, **wanted: object) -> dict[str, object]:
        """Wait until the window shows what is wanted; return all it shows then."""
        deadline = time.monotonic() + PATIENCE_S
        while not (
            self.state
            and all(self.state.get(key) == value for key, value in wanted.items())
            and (condition is None or condition(self.state))
        ):
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"waited for {what or wanted}; the window shows {self.state}")
            if line is None:
                code = self.process.wait()
                pytest.fail(f"the window is gone ({code}): {self._complaints.read_text()}")
            self._take(json.loads(line))
        return self.state

    def _take(self, told: dict) -> None:
        if "state" in told:
            self.state = told["state"]
        else:
            self.events.append(told)

    def come_forward(self) -> None:
        """Take the focus, which a window manager may leave to another window that was typed in just now."""
        found = ["search", "--sync", "--onlyvisible", "--pid", str(self.process.pid)]
        subprocess.run(
            ["xdotool", *found, "windowactivate"],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=PATIENCE_S,
        )
        self.wait("the focus", active=True)

    def press(self, *keys: str) -> None:
        """Press keys, as on the keyboard, when the window has the focus."""
        self.wait("the focus", active=True)
        for key in keys:
            # From now and not from the last time: a busy window may only just have taken that in.
            if key != "Tab" and key in self._pressed:
                time.sleep(HAND_S)
            self._pressed.add(key)
            subprocess.run(["xdotool", "key", key], env=self._environment, check=True)

    def press_until(self, key: str, what: str, condition=None, **wanted: object) -> None:
        """Press a key again and again, each time it has had an effect, until the window shows something."""
        for _time in range(40):
            before = self.state
            try_now = all(before.get(name) == value for name, value in wanted.items())
            if try_now and (condition is None or condition(before)):
                return
            self.press(key)
            self.wait(f"an effect of {key}", lambda now, old=before: now != old)
        pytest.fail(f"{key} does not lead to {what}: {self.state}")

    def go_to(self, focus: str) -> None:
        """Move the focus by Tab."""
        self.press_until("Tab", focus, focus=focus)

    def stops(self) -> list[str]:
        """Return where Tab leads, once round the page."""
        stops: list[str] = []
        while self.state["focus"] not in stops:
            before = self.state["focus"]
            stops.append(before)
            self.press("Tab")
            self.wait("the next stop", lambda now, old=before: now["focus"] != old)
        return stops

    def run_fast(self, speed: float) -> None:
        """Make the player's clock run so many times as fast from now on."""
        self.process.stdin.write(f"fast {speed}\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it without a word, as `kill -9` and a power cut do."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                stream.close()

    def complaints(self) -> list[str]:
        """Return what it said on stderr."""
        with self._complaints.open() as said:
            return [line.rstrip() for line, _few in zip(said, range(20), strict=False)]


@contextlib.contextmanager
def _running(words: list[str], **how: object) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(words, **how)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()

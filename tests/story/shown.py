"""hiptimer with a clock that can be made faster, telling on stdout what it shows.

A program of its own, because the story starts it, kills it and presses its keys from outside. A line
"fast 150" on stdin makes the player's clock run 150 times as fast from then on.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel

import hiptimer.app
from hiptimer.places import Places
from hiptimer.ui import performing, playback
from hiptimer.ui.pages.problems import ProblemsPage
from hiptimer.ui.widgets.sheet import Sheet

LOOK_MS = 20


class Gear:
    """A speed that may change on the way; the program takes it for a number to multiply seconds by.

    What it is now is what the program divides by.
    """

    def __init__(self) -> None:
        self._speed = 1.0
        self._real_s = 0.0  # the latest moment asked about, and what it was answered with
        self._played_s = 0.0

    def shift(self, speed: float) -> None:
        self._speed = speed

    def __rtruediv__(self, seconds: float) -> float:
        return seconds / self._speed

    def __gt__(self, speed: float) -> bool:
        return self._speed > speed

    def __rmul__(self, real_s: float) -> float:
        if real_s < self._real_s:  # another run has begun
            self._real_s = self._played_s = 0.0
        self._played_s += (real_s - self._real_s) * self._speed
        self._real_s = real_s
        return self._played_s


class Telling(performing.Playback):
    """Tells each event of the player as it happens."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.happened.connect(self._tell_events)

    def _tell_events(self, events) -> None:
        for event in events:
            interval = getattr(event, "interval", None)
            told = {"event": type(event).__name__}
            if interval is not None:
                told |= {"index": interval.index, "kind": interval.kind, "side": interval.side}
            if hasattr(event, "done"):
                told["outcome"] = event.done.outcome
            _print(told)


class Shown(hiptimer.app.App):
    """Tells what the window shows, whenever that has changed."""

    def start(self, file: Path | None = None, **named) -> None:
        self._before: dict[str, object] = {}
        self._look = QTimer(self.window)
        self._look.timeout.connect(self._tell)
        self._look.start(LOOK_MS)
        super().start(file, **named)

    def _tell(self) -> None:
        now = self._state()
        if now != self._before:
            self._before = now
            _print({"state": now})

    def _state(self) -> dict[str, object]:
        window = self.window
        focus = QApplication.focusWidget()
        sheet = next((one for one in window.findChildren(Sheet) if one.isVisible()), None)
        state: dict[str, object] = {
            "page": window.shell.page_name if window.isVisible() else "",
            "active": window.isActiveWindow(),
            "full_screen": window.isFullScreen(),
            "focus": _name(focus),
            "sheet": sheet.accessibleName() if sheet else "",
            "toast": window.toast.accessibleName() if window.toast.isVisible() else "",
            "banner": window.player.view.banner.accessibleName(),
        }
        page = window.shell.stack.currentWidget()
        if isinstance(page, ProblemsPage):
            state["problems"] = [one.accessibleName() for one in page.found]
        elif page is window.finished:
            state["words"] = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
        playback = self.performing.playback
        progress = playback.player.progress if playback else None
        if playback is not None and progress is not None:
            interval = progress.interval
            state |= {
                "index": interval.index,
                "kind": interval.kind,
                "name": interval.name,
                "length_s": interval.duration_s,
                "second": int(progress.elapsed_s),
                "played_s": int(playback.player.position_s),
                "paused": playback.player.is_paused,
                "waiting": playback.player.is_waiting,
            }
        return state


def _name(widget) -> str:
    if isinstance(widget, QAbstractItemView):
        return str(widget.currentIndex().data())
    if isinstance(widget, QAbstractButton):
        return widget.text() or widget.accessibleName()
    return widget.accessibleName() if widget is not None else ""


def _print(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _obey(lines: str, gear: Gear) -> None:
    for line in lines.splitlines():
        gear.shift(float(line.split()[1]))


def main() -> int:
    """Open the window; the folder of a person's files comes first, then perhaps a session file."""
    folder, *file = map(Path, sys.argv[1:])
    gear = Gear()
    # Made before `run`, which takes the one there is: the notifier needs it.
    qt = QApplication(sys.argv[:1])
    orders = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, qt)
    # Read as it comes: a second line that Python had read along would wake nobody.
    orders.activated.connect(lambda: _obey(os.read(sys.stdin.fileno(), 4096).decode(), gear))
    # A machine too busy to draw for some seconds would be taken for one that slept, and paused.
    playback.SLEEP_S = 60.0
    hiptimer.app.App = Shown
    performing.Playback = Telling
    return hiptimer.app.run(Places.of(folder), *file, speed=gear)


if __name__ == "__main__":
    sys.exit(main())

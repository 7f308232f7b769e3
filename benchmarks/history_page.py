"""From the call until a page of the real window is painted, over the history in the folder named."""

import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from hiptimer.app import App
from hiptimer.places import Places

TIMES = 7
SLOW_S = 3.0  # what takes longer is measured once
PATIENCE_S = 5.0
SETTLED_S = 0.5  # after so long without paint a page is as it stays


def pages(data: Path) -> dict[str, float]:
    """Return what the pages of the real window take, from the call until they are painted."""
    qt = QApplication([])
    app = App(qt, Places.of(data))
    app.start()
    painted = _Painted(qt)
    painted.after(lambda: None, app.window.today)
    wanted: dict[str, tuple[Callable[[], object], QWidget]] = {
        "the first page": (app.choosing.show_today, app.window.today),
        "the history page": (app.looking_back.show, app.window.history),
    }
    name = "the history page, for the first time"
    told = dict(
        zip((name, f"{name}, whole"), painted.after(*wanted["the history page"]), strict=True)
    )
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in wanted}
    for _time in range(TIMES):
        for name, (show, page) in wanted.items():
            if not times[name] or times[name][-1][0] < SLOW_S:
                times[name].append(painted.after(show, page))
    for name, both in times.items():
        told[name] = statistics.median(first_s for first_s, _last_s in both)
        told[f"{name}, until nothing moves"] = statistics.median(last_s for _, last_s in both)
    app.window.close()
    return told


class _Painted(QObject):
    """Tells when a page of the window has been painted."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__()
        self._qt = qt
        self._page: QWidget | None = None
        self._paints = 0
        self._over_at = 0.0
        qt.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own word
        """Count what is painted of the page; what happens next tells that its first picture is there."""
        page = self._page
        if page is None:
            return False
        if event.type() == QEvent.Type.Paint:
            if isinstance(watched, QWidget):
                self._paints += watched is page or page.isAncestorOf(watched)
        elif self._paints and not self._over_at:
            self._over_at = perf_counter()
        return False

    def after(self, show: Callable[[], object], page: QWidget) -> tuple[float, float]:
        """Return the seconds from the call to the page's picture, and until nothing more is painted."""
        self._qt.processEvents()
        self._page, self._paints, self._over_at = page, 0, 0.0
        began = perf_counter()
        show()
        while not self._paints:
            self._qt.processEvents()
        last = perf_counter()
        first = self._over_at or last
        seen = self._paints
        while perf_counter() - last < SETTLED_S and perf_counter() - began < PATIENCE_S:
            self._qt.processEvents()
            if self._paints != seen:
                seen, last = self._paints, perf_counter()
        return first - began, last - began


if __name__ == "__main__":
    print(json.dumps(pages(Path(sys.argv[1]))))

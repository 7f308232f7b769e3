"""One window, bare or ours, that says when it was painted, or what ten seconds of it cost."""

import resource
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

PLAYED_S = 10


class FirstPaint(QObject):
    """Says "painted" once, when the window has been drawn for the first time."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own word
        """Wait for the paint to be over before saying so."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: print("painted", flush=True))
            self.parent().removeEventFilter(self)
        return False


def main() -> int:
    """Open the window named on the command line."""
    which, what, folder = sys.argv[1:4]
    qt = QApplication([])
    window, start = _bare() if which == "bare" else _ours(qt, Path(folder))
    if what == "paint":
        window.installEventFilter(FirstPaint(window))
    start()
    if what == "play":
        QTimer.singleShot(2000, lambda: _measure(qt))
    return qt.exec()


def _bare() -> tuple[QWidget, object]:
    window = QWidget()
    window.resize(1180, 760)
    return window, window.show


def _ours(qt: QApplication, folder: Path) -> tuple[QWidget, object]:
    from hiptimer.app import App
    from hiptimer.places import Places

    app = App(qt, Places.of(folder))

    def start() -> None:
        app.start()
        if sys.argv[2] == "play":
            QTimer.singleShot(500, lambda: _play(app))

    return app.window, start


def _play(app: object) -> None:
    """Begin the complete routine in a window at its first long hold."""
    from hiptimer.resources import bundled_sessions

    path = next(one for one in bundled_sessions() if one.stem == "complete-routine")
    app.choosing.open_key(str(path))
    app.window.detail.start.emit(app.window.detail.choices)
    app.window.set_far(False)
    playback = app.performing.playback
    hold = next(one for one in playback.player.timeline.intervals if one.kind == "hold")
    playback.jump(hold.index)


def _measure(qt: QApplication) -> None:
    before, at = time.process_time(), time.monotonic()

    def told() -> None:
        spent = time.process_time() - before
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(100 * spent / (time.monotonic() - at), memory, flush=True)
        qt.quit()

    QTimer.singleShot(PLAYED_S * 1000, told)


if __name__ == "__main__":
    sys.exit(main())

"""A screen saver service on the session bus, and a session that is played before it.

Run on a bus of its own: `dbus-run-session -- python screen_saver.py FOLDER`. Each line of stdout is
what the service was asked, or what the session did meanwhile.
"""

import os
import subprocess
import sys
from math import inf
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication

NAME = "org.freedesktop.ScreenSaver"
FIRST_COOKIE = 3_000_000_000  # a number that only fits without a sign
SESSION = """\
hiptimer: 1
title: Short
sound: silent
defaults: {get_ready: 30 s}
steps: [{name: Press, hold: 100 s}]
"""


@ClassInfo({"D-Bus Interface": NAME})
class ScreenSaver(QObject):
    """Says what it is asked."""

    def __init__(self):
        super().__init__()
        self._cookie = FIRST_COOKIE

    @Slot(str, str, result="uint")
    def Inhibit(self, who, why):  # noqa: N802  (the bus's own word)
        cookie, self._cookie = self._cookie, self._cookie + 1
        print("Inhibit", who, why, cookie, flush=True)
        return cookie

    @Slot("uint")
    def UnInhibit(self, cookie):  # noqa: N802
        print("UnInhibit", cookie, flush=True)


def serve():
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    service = ScreenSaver()
    every = QDBusConnection.RegisterOption.ExportAllSlots
    assert bus.registerObject("/org/freedesktop/ScreenSaver", service, every)
    assert bus.registerService(NAME)
    print("ready", flush=True)
    return app.exec()


def play(folder):
    """Play a session, pause it, go on and end it; how long that takes does not matter."""
    from hiptimer.app import App  # noqa: PLC0415
    from hiptimer.places import Places  # noqa: PLC0415
    from hiptimer.ui import playback  # noqa: PLC0415
    from hiptimer.ui.window import DETAIL, FINISHED  # noqa: PLC0415

    playback.SLEEP_S = inf  # a machine with much else to do is not one that slept
    (folder / "preferences.toml").write_text('wait_for_me = "never"\n')
    file = folder / "short.yaml"
    file.write_text(SESSION)
    qt = QApplication([])
    app = App(qt, Places.of(folder))
    app.start(file)
    while app.window.shell.page_name != DETAIL:
        qt.processEvents()
    app.window.detail.start.emit(app.window.detail.choices)
    for step in ("next", "longer", "toggle", "toggle", "next"):
        getattr(app.performing.playback, step)()
    assert app.window.shell.page_name == FINISHED
    app.window.close()


def main():
    if sys.argv[1] == "serve":
        return serve()
    with subprocess.Popen(
        [sys.executable, __file__, "serve"], stdout=subprocess.PIPE, text=True
    ) as service:
        assert service.stdout.readline() == "ready\n"
        try:
            play(Path(sys.argv[1]))
        finally:
            service.terminate()
        print(service.stdout.read(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())

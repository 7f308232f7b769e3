"""The screen stays awake while a session runs, asked for on a real message bus of the test's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hiptimer.ui.awake import ScreenSaverBus, Unasked, awake

needs_bus = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="not installed: dbus-run-session (apt: dbus)"
)


@needs_bus
def test_asked_once_while_it_runs_and_taken_back_at_pause_and_end(tmp_path):
    played = subprocess.run(
        [
            *("dbus-run-session", "--", sys.executable),
            *(str(Path(__file__).with_name("screen_saver.py")), str(tmp_path)),
        ],
        env=os.environ | {"LANGUAGE": "en"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert played.stdout.splitlines() == [
        "Inhibit hiptimer A session is running 3000000000",
        "UnInhibit 3000000000",
        "Inhibit hiptimer A session is running 3000000001",
        "UnInhibit 3000000001",
    ], played.stderr


def test_without_a_bus_nothing_happens(tmp_path):
    program = (
        "from PySide6.QtCore import QCoreApplication\n"
        "from hiptimer.ui.awake import ScreenSaverBus\n"
        "app = QCoreApplication([])\n"
        "bus = ScreenSaverBus()\n"
        "bus.keep(); bus.keep(); bus.let_go(); bus.let_go()\n"
        "print('on we go')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/none"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "on we go\n", done.stderr


def test_a_bus_that_says_no_is_asked_once_until_the_next_pause(qapp):
    class Refused(ScreenSaverBus):
        asked = 0

        def _service(self):
            self.asked += 1

    bus = Refused()
    for _tone in range(10):
        bus.keep()
    assert bus.asked == 1
    bus.let_go()
    bus.keep()
    assert bus.asked == 2


def test_where_there_is_nobody_to_ask():
    nobody = Unasked()
    nobody.keep()
    nobody.let_go()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the way of Linux")
def test_on_linux_the_bus_is_asked(qapp):
    assert isinstance(awake(), ScreenSaverBus)

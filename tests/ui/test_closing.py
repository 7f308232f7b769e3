"""The program is ended while a session runs, by the system or a key, in the large or the small window."""

import subprocess
import sys

import pytest

from hiptimer.app import INTERRUPTED
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import Status

# The signal comes from the window's own loop: nothing here depends on how fast the machine is.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import hiptimer.app
from hiptimer.places import Places
from hiptimer.ui.window import DETAIL, PLAYER

qt = QApplication([])

class App(hiptimer.app.App):
    def _after_first_paint(self, file, ready):
        super()._after_first_paint(file, ready)
        assert self.window.shell.page_name == DETAIL
        self.window.detail.start.emit(self.window.detail.choices)
        assert self.window.shell.page_name == PLAYER
        self.window.set_mini(sys.argv[2] == "small")
        QTimer.singleShot(0, self._end)

    def _end(self):
        if sys.argv[3] == "signal":
            os.kill(os.getpid(), signal.SIGTERM)
            return
        window = qt.activeWindow()
        if window is None or (window is self.window) != (sys.argv[2] == "large"):
            QTimer.singleShot(10, self._end)  # it is shown, but not yet the one that is written into
            return
        QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

hiptimer.app.App = App
data = Path(sys.argv[1])
sys.exit(hiptimer.app.run(Places.of(data), data / "one.yaml"))
"""


@pytest.mark.parametrize(("by", "code"), [("signal", INTERRUPTED), ("key", 0)])
@pytest.mark.parametrize("size", ["large", "small"])
def test_the_program_ends_and_the_session_can_be_gone_on_with(tmp_path, size, by, code):
    (tmp_path / "preferences.toml").write_text('sound_checked = true\nwait_for_me = "never"\n')
    (tmp_path / "one.yaml").write_text(
        "hiptimer: 1\ntitle: One\nsound: silent\nsteps: [{name: Press, hold: 100 s}]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), size, by],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == code, done.stderr
    journal = Journal(tmp_path / "journal.db")
    (run,) = journal.runs()
    journal.close()
    assert run.title == "One"
    assert run.status is Status.RUNNING

"""A second start opens its file in the first window: real sockets, real processes."""

import subprocess
import sys

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from hiptimer.ui import single
from hiptimer.ui.single import FirstWindow, call_first_window, first_or_call, name_for

CALL = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from hiptimer.ui.single import call_first_window
app = QCoreApplication([])
file = Path(sys.argv[2]) if len(sys.argv) > 2 else None
print(call_first_window(Path(sys.argv[1]), file))
"""


@pytest.fixture
def first(qapp, tmp_path):
    window = FirstWindow(tmp_path)
    window.take_place()
    window.listen()
    window.files = []
    window.called.connect(window.files.append)
    yield window
    window.close()


def second_start(qapp, *words):
    """Start a process that calls, while ours answers; return what it says."""
    process = subprocess.Popen(
        [sys.executable, "-c", CALL, *map(str, words)], stdout=subprocess.PIPE, text=True
    )
    deadline = QDeadlineTimer(100_000)
    while process.poll() is None and not deadline.hasExpired():
        qapp.processEvents()
    said, _nothing = process.communicate(timeout=1)
    for _turn in range(20):
        qapp.processEvents()
    return said.strip()


def test_a_second_start_hands_over_its_file(qapp, first, tmp_path):
    assert second_start(qapp, tmp_path, "hüften.yaml") == "True"
    (file,) = first.files
    assert file.endswith("/hüften.yaml")
    assert file.startswith("/")


def test_a_second_start_without_a_file_only_calls(qapp, first, tmp_path):
    assert second_start(qapp, tmp_path) == "True"
    assert first.files == [""]


def test_a_start_while_the_first_window_is_being_built_waits_for_it(qapp, tmp_path):
    window = first_or_call(tmp_path, None)
    process = subprocess.Popen(
        [sys.executable, "-c", CALL, str(tmp_path), "a.yaml"], stdout=subprocess.PIPE, text=True
    )
    while not window._server.hasPendingConnections():
        qapp.processEvents()
    files = []
    window.called.connect(files.append)
    window.listen()
    while not files:
        qapp.processEvents()
    assert process.communicate(timeout=30)[0].strip() == "True"
    for _turn in range(20):
        qapp.processEvents()
    window.close()


def test_of_starts_in_the_same_moment_one_is_the_first(qapp, tmp_path):
    code = (
        "import sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from hiptimer.ui.single import first_or_call\napp = QCoreApplication([])\n"
        "sys.stdin.read()\nfirst = first_or_call(Path(sys.argv[1]), None)\n"
        "print(first is not None, flush=True)\n"
        "if first is not None:\n"
        "    calls = []\n"
        "    first.called.connect(lambda file: (calls.append(file), len(calls) == 5 and app.quit()))\n"
        "    first.listen()\n    app.exec()\n    first.close()\n"
    )
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _start in range(6)
    ]
    for start in starts:
        start.stdin.close()
        start.stdin = None
    said = [start.communicate(timeout=60)[0].strip() for start in starts]
    assert sorted(said) == ["False"] * 5 + ["True"]


def test_another_folder_has_a_window_of_its_own(qapp, first, tmp_path):
    assert second_start(qapp, tmp_path / "other") == "False"
    assert first.files == []


def test_after_the_window_is_closed_there_is_none(qapp, first, tmp_path):
    first.close()
    assert second_start(qapp, tmp_path) == "False"


def test_what_a_killed_window_left_behind_is_no_hindrance(qapp, tmp_path):
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "from hiptimer.ui.single import FirstWindow\napp = QCoreApplication([])\n"
        "window = FirstWindow(Path(sys.argv[1]))\nwindow.take_place()\nos.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, timeout=60)
    assert not call_first_window(tmp_path, None)
    window = first_or_call(tmp_path, None)
    window.listen()
    files = []
    window.called.connect(files.append)
    assert second_start(qapp, tmp_path, "a.yaml") == "True"
    assert len(files) == 1
    window.close()


@pytest.fixture
def impatient(monkeypatch):
    """Have a start give up on a window that hangs after a moment."""
    monkeypatch.setattr(single, "_ANSWER_MS", 20)


def test_a_window_that_hangs_does_not_keep_a_person_from_another(qapp, tmp_path, impatient):
    deaf = QLocalServer()
    assert deaf.listen(name_for(tmp_path))
    assert not call_first_window(tmp_path, None)
    deaf.close()


def test_a_window_that_hung_leaves_its_successor_to_be_called(qapp, tmp_path, impatient):
    hung = first_or_call(tmp_path, None)
    successor = first_or_call(tmp_path, None)
    assert successor is not None
    hung.listen()
    hung.close()
    successor.listen()
    files = []
    successor.called.connect(files.append)
    assert second_start(qapp, tmp_path, "a.yaml") == "True"
    assert len(files) == 1
    successor.close()
    assert not call_first_window(tmp_path, None)


def test_a_window_that_hung_does_not_open_what_another_has_opened_since(qapp, tmp_path, impatient):
    hung = first_or_call(tmp_path, None)
    files = []
    hung.called.connect(files.append)
    assert not call_first_window(tmp_path, tmp_path / "a.yaml")
    hung.listen()
    for _turn in range(20):
        qapp.processEvents()
    assert files == []
    hung.close()


@pytest.mark.parametrize("said", [b"nonsense\n", b"[]\n", b'{"open": 3}\n', b'{"close": ""}\n'])
def test_nonsense_opens_nothing(qapp, first, said):
    caller = QLocalSocket()
    caller.connectToServer(first._name)
    assert caller.waitForConnected(5_000)
    caller.write(said)
    deadline = QDeadlineTimer(10_000)
    while (
        caller.state() != QLocalSocket.LocalSocketState.UnconnectedState
        and not deadline.hasExpired()
    ):
        qapp.processEvents()
    assert caller.state() == QLocalSocket.LocalSocketState.UnconnectedState
    assert first.files == []

"""A file that the system asks the running program to open."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent

from hiptimer.ui.opened_files import OpenedFiles


def test_each_file_is_told_of_once_and_other_events_go_their_way(qapp, tmp_path):
    opened = OpenedFiles()
    asked = []
    opened.asked.connect(asked.append)
    qapp.installEventFilter(opened)
    others = []
    try:
        qapp.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "short.yaml")))
        assert asked == []  # the window is given the time to show its first page
        qapp.processEvents()
        assert asked == [str(tmp_path / "short.yaml")]
        others.append(opened.eventFilter(qapp, QEvent(QEvent.Type.User)))
        qapp.sendEvent(qapp, QEvent(QEvent.Type.User))
        qapp.processEvents()
    finally:
        qapp.removeEventFilter(opened)
    assert len(asked) == 1
    assert others == [False]

"""What nobody foresaw: the log, the details without the person in them, and a page that waits its turn."""

import logging
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hiptimer import __version__
from hiptimer.log import LOG_BYTES
from hiptimer.ui import failures
from hiptimer.ui.failures import watch_for_failures
from hiptimer.ui.pages.failure_sheet import FailureSheet
from hiptimer.ui.window import PLAYER, SETTINGS, Window


@pytest.fixture
def watched(tmp_path, monkeypatch, capsys):
    """Watch, and give what is told; the process is as before afterwards."""
    told = []
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    before = qInstallMessageHandler(None)
    qInstallMessageHandler(before)
    watch_for_failures(tmp_path / "logs" / "hiptimer.log", told.append)
    qInstallMessageHandler(before)
    yield told
    for handler in list(failures.log.handlers):
        failures.log.removeHandler(handler)
        handler.close()
    logging.raiseExceptions = True
    capsys.readouterr()


def fail():
    try:
        (Path.home() / "no" / "such").read_text()
    except OSError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_a_failure_is_logged_and_told_without_the_persons_folder(watched, tmp_path):
    fail()
    (details,) = watched
    assert details.startswith(f"hiptimer {__version__}, Python ")
    assert "FileNotFoundError" in details
    assert "~/no/such" in details
    assert str(Path.home()) not in details
    assert "FileNotFoundError" in (tmp_path / "logs" / "hiptimer.log").read_text()


def test_a_failure_aside_is_logged_and_interrupts_nobody(watched, tmp_path, capsys):
    aside = threading.Thread(target=lambda: Path("/no/such").read_text())
    aside.start()
    aside.join()
    assert watched == []
    assert "FileNotFoundError" in (tmp_path / "logs" / "hiptimer.log").read_text()
    assert "FileNotFoundError" in capsys.readouterr().err


def test_the_log_does_not_grow_for_ever(watched, tmp_path):
    for _time in range(60):
        failures.log.error("x" * 50_000)
    sizes = [one.stat().st_size for one in (tmp_path / "logs").iterdir()]
    assert len(sizes) == 2
    assert max(sizes) <= LOG_BYTES


@pytest.fixture
def window(theme, show):
    window = Window(theme)
    window.show_page(SETTINGS)
    return show(window, 1180, 760)


def sheets(window):
    return [one for one in window.findChildren(FailureSheet) if one.isVisible()]


def test_the_details_can_be_copied(window):
    window.fail("all about it", "/log")
    (sheet,) = sheets(window)
    QTest.mouseClick(sheet.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "all about it"
    assert sheet.copied.isVisible()
    sheet.close_button.click()
    QApplication.processEvents()
    assert sheets(window) == []


def test_a_session_is_not_covered_and_the_details_come_after_it(window):
    window.show_page(PLAYER)
    window.fail("all about it", "/log")
    assert sheets(window) == []
    assert "The session goes on" in window.toast.accessibleName()
    window.show_page(SETTINGS)
    (sheet,) = sheets(window)
    assert sheet.details.toPlainText() == "all about it"


def test_a_second_failure_does_not_cover_the_first(window):
    window.fail("first", "/log")
    window.fail("second", "/log")
    assert [one.details.toPlainText() for one in sheets(window)] == ["first"]

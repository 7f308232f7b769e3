"""The sheet about a newer version of a session."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from hiptimer.ui.pages.revision_sheet import KEEP_OLD, USE_NEW, NewRevisionSheet


@pytest.fixture
def sheet(theme, show):
    window = show(QWidget(), 800, 600)
    sheet = NewRevisionSheet(theme, window, "Hip reset")
    sheet.answers = []
    sheet.closed.connect(sheet.answers.append)
    sheet.open()
    return sheet


def test_asks_and_says_that_the_past_stays(sheet):
    said = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "This is a newer version of “Hip reset”. Use it from now on?" in said
    assert "keeps the version that you followed then" in said


@pytest.mark.parametrize(("button", "answer"), [("use", USE_NEW), ("keep", KEEP_OLD)])
def test_answers(sheet, button, answer):
    getattr(sheet, button).click()
    assert sheet.answers == [answer]


def test_escape_decides_nothing(sheet):
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.answers == [""]

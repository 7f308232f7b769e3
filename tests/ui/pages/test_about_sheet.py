"""About hiptimer: what it is, which version runs, and what it is made of."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from test_fit import SIZES, settle, sticking_out

from hiptimer import __version__
from hiptimer.preferences import Preferences
from hiptimer.resources import notices
from hiptimer.ui.pages.about_sheet import AboutSheet, parts_in, versions
from hiptimer.ui.pages.detail_content import disclaimer
from hiptimer.ui.pages.settings import SettingsPage

NOTICES = """\
hiptimer: what it is made of
============================

Everything else is named below, with
its licence.


Qt
--
  The window and
  its sound.
  Licence: LGPL.

  Put it there:

      lib/one.so
      lib/two.so

XCB: cursor
-----------
  Licence: MIT.
"""


@pytest.fixture
def window(theme, show):
    return show(QWidget(), 1180, 760)


@pytest.fixture
def sheet(theme, window):
    sheet = AboutSheet(theme, window, notices())
    sheet.open()
    return sheet


def test_lines_become_paragraphs_and_places_stay_lines():
    assert parts_in(NOTICES) == (
        ("hiptimer: what it is made of", "Everything else is named below, with its licence."),
        (
            "Qt",
            "The window and its sound. Licence: LGPL.\nPut it there:\nlib/one.so\nlib/two.so",
        ),
        ("XCB: cursor", "Licence: MIT."),
    )


def test_words_before_any_name_are_not_lost():
    assert parts_in("All of it.\n\nQt\n--\n  LGPL\n") == (("", "All of it."), ("Qt", "LGPL"))


def test_every_licence_that_must_be_named_is_found_in_what_is_shipped():
    parts = dict(parts_in(notices()))
    for name in ("Qt", "PySide6 and shiboken6"):
        assert "Lesser General Public License" in parts[name]
    assert "Flite" in parts["The voice"]
    assert all(parts.values())


def test_it_says_what_hiptimer_is_in_the_one_text_for_it(sheet):
    assert sheet.intended_use.text() == disclaimer()
    assert __version__ in sheet.version.text()
    for name, told in parts_in(notices()):
        if name:
            assert name in sheet.parts.toPlainText()
            assert told in sheet.parts.toPlainText()


def test_all_of_it_is_reached_and_selected_by_keys(sheet, qapp):
    seen = []
    while QApplication.focusWidget() not in seen:
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    paragraphs = [sheet.version, sheet.intended_use, sheet.where, sheet.parts]
    assert {*paragraphs, sheet.copy, sheet.close_button} <= set(seen)
    sheet.intended_use.setFocus()
    QTest.keyClick(sheet.intended_use, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert sheet.intended_use.selectedText() == disclaimer()
    sheet.parts.setFocus()
    QTest.keyClick(sheet.parts, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "PySide6" in sheet.parts.textCursor().selectedText()


def test_versions_are_copied_and_say_nothing_of_the_person(sheet):
    QTest.keyClick(sheet.copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == versions()
    assert sheet.copied.isVisible()
    assert versions().startswith(f"hiptimer {__version__}\nQt 6.")
    assert "/" not in versions()


def test_the_settings_lead_to_it_and_get_the_focus_back(theme, show, qapp):
    page = SettingsPage(theme)
    page.show_content(Preferences(), "/home/j/hiptimer")
    show(page, 1180, 760)
    page.about.setFocus()
    QTest.keyClick(page.about, Qt.Key.Key_Space)
    (sheet,) = page.findChildren(AboutSheet)
    assert sheet.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert page.about.hasFocus()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", SIZES)
def test_it_fits(theme, show, qapp, size, percent):
    theme.set_text_percent(percent)
    window = show(QWidget(), *size)
    sheet = AboutSheet(theme, window, notices())
    sheet.open()
    settle()
    assert sticking_out(sheet) == []
    assert sheet.rect().contains(sheet.card.geometry())
    theme.set_text_percent(100)

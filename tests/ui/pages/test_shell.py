"""The rail, the bar, the keys of the window, and pages that fill it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from hiptimer.ui.shell import KeyList, Shell
from hiptimer.ui.widgets.sheet import Sheet


@pytest.fixture
def shell(theme, show):
    shell = Shell(theme)
    for name in ("today", "history", "settings"):
        shell.add_page(name, QWidget())
    shell.add_page("player", QWidget(), bare=True)
    shell.show_page("today")
    return show(shell, 1180, 760)


@pytest.fixture
def asked(shell):
    names = []
    shell.page_chosen.connect(names.append)
    shell.open_file_wanted.connect(lambda: names.append("file"))
    return names


def press(shell, key, modifier=Qt.KeyboardModifier.ControlModifier):
    QTest.keyClick(shell, key, modifier)


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_1, "today"),
        (Qt.Key.Key_2, "history"),
        (Qt.Key.Key_3, "settings"),
        (Qt.Key.Key_Comma, "settings"),
        (Qt.Key.Key_O, "file"),
    ],
)
def test_keys_ask_for_pages(shell, asked, key, page):
    press(shell, key)
    assert asked == [page]


def test_rail_asks_and_marks_what_is_shown(shell, asked):
    QTest.mouseClick(shell.rail.items["history"], Qt.MouseButton.LeftButton)
    assert asked == ["history"]
    shell.show_page("settings")
    assert shell.rail.items["settings"].isChecked()
    assert not shell.rail.items["history"].isChecked()
    assert shell.stack.currentWidget() is shell.page("settings")


def test_narrow_window_has_the_bar_below(shell, qapp):
    assert shell.rail.width() < shell.rail.height()
    shell.resize(420, 560)
    qapp.processEvents()
    assert shell.rail.geometry().bottom() == 559
    assert shell.rail.width() == 420
    assert shell.stack.geometry().bottom() < shell.rail.geometry().top()
    assert all(item.width() >= 64 for item in shell.rail.items.values())


def test_bare_page_has_the_window_and_the_keys_to_itself(shell, asked):
    shell.show_page("player")
    assert not shell.rail.isVisible()
    assert shell.stack.geometry() == shell.rect()
    press(shell, Qt.Key.Key_2)
    press(shell, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    assert asked == []
    assert shell.findChildren(KeyList) == []
    shell.show_page("today")
    press(shell, Qt.Key.Key_2)
    assert asked == ["history"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_key_list_opens_and_escape_closes_it(shell, key):
    press(shell, key, Qt.KeyboardModifier.NoModifier)
    (keys,) = shell.findChildren(KeyList)
    assert keys.isVisible()
    QTest.keyClick(keys, Qt.Key.Key_Escape)
    assert not keys.isVisible()


def test_no_page_changes_under_an_open_sheet(shell, asked, theme):
    sheet = Sheet(theme, shell, "A question")
    sheet.open()
    press(shell, Qt.Key.Key_2)
    assert asked == []
    sheet.finish()
    press(shell, Qt.Key.Key_2)
    assert asked == ["history"]


def test_question_mark_can_be_typed(shell, show):
    field = QLineEdit(shell.page("today"))
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "well?")
    assert field.text() == "well?"
    assert shell.findChildren(KeyList) == []

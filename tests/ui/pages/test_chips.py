"""Short answers as chips: one stop of Tab, arrows and digits, and an answer that can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from hiptimer.ui.layouts import vbox
from hiptimer.ui.pages.chips import Chips

Key = Qt.Key
OPTIONS = (("easy", "Too easy"), ("right", "About right"), ("hard", "Too hard"))


@pytest.fixture
def between(theme, show):
    def lay(**how):
        holder = QWidget()
        column = vbox(holder)
        before, after = QLineEdit(), QLineEdit()
        chips = Chips(theme, "It was", OPTIONS, **how)
        for part in (before, chips, after):
            column.addWidget(part)
        heard = []
        chips.chosen.connect(heard.append)
        show(holder, 600, 200)
        return before, chips, after, heard

    return lay


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize("value", ["", "hard"])
def test_tab_stops_once_at_what_is_chosen_or_the_first(between, value):
    before, chips, after, _heard = between(value=value)
    before.setFocus()
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is chips.answers[value or "easy"]
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is after


@pytest.mark.parametrize(
    "keys",
    [(Key.Key_2,), (Key.Key_Right, Key.Key_Space), (Key.Key_Left, Key.Key_Up, Key.Key_Return)],
)
def test_chosen_by_key(between, keys):
    _before, chips, _after, heard = between()
    chips.setFocus()
    press(*keys)
    assert (chips.value(), heard) == ("right", ["right"])
    assert QApplication.focusWidget() is chips.answers["right"]


def test_only_one_is_chosen_and_pressed_again_it_is_taken_back(between):
    _before, chips, _after, heard = between()
    for key in ("easy", "hard", "hard"):
        QTest.mouseClick(chips.answers[key], Qt.MouseButton.LeftButton)
    assert heard == ["easy", "hard", ""]
    assert chips.value() == ""


def test_the_same_digit_twice_takes_nothing_back(between):
    _before, chips, _after, heard = between()
    chips.setFocus()
    press(Key.Key_3, Key.Key_3, Key.Key_7)
    assert heard == ["hard"]


def test_with_an_icon_each_press_is_told_and_nothing_stays_chosen(between):
    _before, chips, _after, heard = between(icon="plus")
    chips.setFocus()
    press(Key.Key_Space, Key.Key_2, Key.Key_Return)
    assert heard == ["easy", "right", "right"]
    assert chips.value() == ""


def test_each_is_heard_with_what_is_asked(between):
    _before, chips, _after, _heard = between()
    assert chips.answers["hard"].accessibleName() == "It was: Too hard"

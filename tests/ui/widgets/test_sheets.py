"""A sheet: where the focus is, what it answers, how high it is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hiptimer.ui.layouts import vbox
from hiptimer.ui.widgets.buttons import Button
from hiptimer.ui.widgets.cards import Note
from hiptimer.ui.widgets.sheet import Sheet


def _sheet(theme, show):
    window = QWidget()
    behind = Button(theme, "Behind")
    vbox(window).addWidget(behind)
    show(window, 800, 600)
    behind.setFocus()
    sheet = Sheet(theme, window, "Stopped. Ease out slowly.", subtitle="Paused.", icon="octagon")
    buttons = [Button(theme, words) for words in ("End session", "Carry on")]
    for button in buttons:
        sheet.actions.addWidget(button)
    sheet.open()
    QApplication.processEvents()
    return window, behind, sheet, buttons


def test_a_sheet_keeps_the_focus_and_gives_it_back(theme, show):
    window, behind, sheet, (end, carry_on) = _sheet(theme, show)
    assert sheet.geometry() == window.rect()
    assert QApplication.focusWidget() is end
    seen = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [carry_on, end, carry_on, end]
    QTest.keyClick(end, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is carry_on
    answers = []
    sheet.closed.connect(answers.append)
    QTest.keyClick(carry_on, Qt.Key.Key_Escape)
    assert answers == [""]
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is behind


def test_a_sheet_answers_once_and_follows_its_window(theme, show):
    window, _behind, sheet, _buttons = _sheet(theme, show)
    window.resize(420, 560)
    assert sheet.geometry() == window.rect()
    answers = []
    sheet.closed.connect(answers.append)
    sheet.finish("end")
    sheet.finish("end")
    assert answers == ["end"]


def test_a_sheet_is_as_high_as_what_is_on_it(theme, show):
    _window, _behind, sheet, _buttons = _sheet(theme, show)
    before = sheet.card.height()
    sheet.body.addWidget(
        Note(theme, "Too much. Stop this one. Call me if it stays. " * 4, kind="warn")
    )
    # Once to show what was added, once for the height it then asks for.
    QApplication.processEvents()
    QApplication.processEvents()
    assert sheet.card.height() > before
    assert sheet.card.geometry().bottom() <= sheet.height()


def test_a_sheet_that_must_be_answered_ignores_escape(theme, show):
    window = QWidget()
    show(window, 500, 400)
    sheet = Sheet(theme, window, "Welcome", closable=False)
    button = Button(theme, "Go on")
    sheet.actions.addWidget(button)
    sheet.open()
    QTest.keyClick(button, Qt.Key.Key_Escape)
    assert sheet.isVisible()

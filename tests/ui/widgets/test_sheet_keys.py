"""What a sheet does with the focus: round it goes, and back to where it was."""

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QDialog,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

from hiptimer.ui.widgets.sheet import Sheet


@pytest.fixture
def window(show):
    window = QWidget()
    window.button = QPushButton("behind", window)
    show(window, 800, 600)
    window.button.setFocus()
    return window


@pytest.fixture
def sheet(theme, window):
    return Sheet(theme, window, "A question")


def focus():
    return QApplication.focusWidget()


@pytest.mark.parametrize("field", [QSpinBox, lambda: QDateEdit(QDate(2026, 11, 23))])
def test_tab_passes_through_a_field_for_a_number_or_a_day(sheet, field):
    first, middle, last = QPushButton("first"), field(), QPushButton("last")
    for one in (first, middle, last):
        sheet.body.addWidget(one)
    sheet.open()
    seen = []
    for _press in range(8):
        seen.append(focus())
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert [one for one, before in zip(seen, [None, *seen], strict=False) if one is not before][
        :4
    ] == [first, middle, last, first]


def test_gives_the_focus_back(sheet, window):
    sheet.body.addWidget(QPushButton("yes"))
    sheet.open()
    assert focus() is not window.button
    sheet.finish()
    assert focus() is window.button


def test_opened_while_a_dialog_closes_it_gives_the_focus_to_its_own_window(sheet, window, qapp):
    dialog = QDialog(window)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.show()
    dialog.activateWindow()
    qapp.processEvents()
    field.setFocus()
    assert focus() is field
    sheet.body.addWidget(QPushButton("yes"))
    sheet.open()
    dialog.close()
    delete(dialog)
    window.activateWindow()
    qapp.processEvents()
    sheet.finish()
    assert focus() is window.button


def test_what_had_the_focus_may_be_gone_by_then(sheet, window):
    sheet.body.addWidget(QPushButton("yes"))
    sheet.open()
    delete(window.button)
    sheet.finish()
    assert not sheet.isVisible()

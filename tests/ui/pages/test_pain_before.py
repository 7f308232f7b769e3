"""The page of a session asks for the pain right now, where the file does, and never stands in the way."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from hiptimer.engine.pain import bands
from hiptimer.engine.session import PainBands, Safety
from hiptimer.ui.pages.detail import DetailPage
from hiptimer.ui.pages.detail_content import DetailContent, SessionChoices, StepContent

Key = Qt.Key
ASKING = DetailContent(
    key="hips",
    title="Hip session A",
    total_s=800,
    locked=True,
    steps=(StepContent(index=0, number=1, name="Low lunge"),),
    asks_pain=True,
    bands=bands(Safety(pain_bands=PainBands(caution="Slower today."))),
    written_by="Dana W.",
)


@pytest.fixture
def page(theme, show):
    page = DetailPage(theme)
    page.show_content(ASKING)
    show(page, 1092, 760)
    page.focus_start()
    return page


@pytest.fixture
def started(page):
    started = []
    page.start.connect(lambda choices: started.append(choices.pain_before))
    return started


def words(page):
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_start_has_the_focus_and_the_question_may_be_left_out(page, started):
    assert "Pain right now" in words(page)
    assert "Dana W.'s file asks before each session." in words(page)
    assert QApplication.focusWidget() is page.begin
    press(Key.Key_Return)
    assert started == [None]


def test_one_key_answers_and_enter_starts(page, started):
    press(Key.Key_4)
    assert QApplication.focusWidget() is page.begin
    press(Key.Key_Return)
    assert started == [4]


def test_in_the_scale_itself_by_key_and_by_mouse(page, started):
    page.pain.setFocus()
    press(Key.Key_1, Key.Key_0)
    assert page.pain.value() == 10
    cell = next(one for one in page.findChildren(QRadioButton) if one.text() == "3")
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    page.begin.click()
    assert started == [3]


def test_the_words_of_the_band_are_the_files(page):
    press(Key.Key_4)
    assert "Dana W.'s note for 3–5: “Slower today.”" in words(page)  # noqa: RUF001
    press(Key.Key_1)
    assert "0–2: Carry on." in words(page)  # noqa: RUF001
    assert not any("Slower" in said for said in words(page))
    page.pain.scale.take_back()
    assert not any("Carry on" in said for said in words(page))


def test_no_answer_changes_the_dose(page):
    changed = []
    page.choices_changed.connect(changed.append)
    press(Key.Key_9)
    assert changed == [SessionChoices(pain_before=9)]
    assert page.begin.text() == "Start 13:20"


def test_the_answer_stays_when_the_window_becomes_narrow(page):
    press(Key.Key_4)
    page.resize(480, 760)
    QApplication.processEvents()
    assert page.pain.value() == 4


def test_opened_anew_it_is_asked_anew(page):
    press(Key.Key_4)
    page.show_content(ASKING)
    assert page.pain.value() is None


def test_not_asked_where_the_file_does_not(page, started):
    page.show_content(replace(ASKING, key="other", asks_pain=False))
    page.focus_start()
    assert "Pain right now" not in words(page)
    press(Key.Key_4, Key.Key_Return)
    assert started == [None]


def test_without_a_name_it_is_the_files(page):
    page.show_content(replace(ASKING, key="other", written_by=""))
    assert "This file asks before each session." in words(page)

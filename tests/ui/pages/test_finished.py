"""The page after a session: what was done, whether it is kept, and the note."""

from dataclasses import replace
from datetime import date

import pytest
from finished_samples import CONTENT, finished_page, words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hiptimer.engine.session import Often
from hiptimer.ui.pages.tiles import Asked
from hiptimer.ui.widgets.cards import Note


@pytest.fixture
def page(theme, show):
    return finished_page(theme, show)


@pytest.fixture
def told(page):
    told = []
    page.done.connect(lambda: told.append("done"))
    page.again.connect(lambda: told.append("again"))
    page.note_changed.connect(lambda run, note: told.append((run, note)))
    return told


def test_tells_what_was_done(page):
    shown = words(page)
    for said in (
        "All done",
        "Hip session A · 13 min 42 s",
        "44 of 48 reps",
        "Active 10:00 · rest and changing over 3:42",
        "Saved on this computer at 14:32",
    ):
        assert said in shown
    heard = [part.accessibleName() for part in page.findChildren(QWidget)]
    assert "Low lunge: 60 s, done" in heard
    assert "Leg raise: 44 of 48 reps, cut short" in heard
    assert "Bridge: not done, left out" in heard


def test_stopping_early_is_told_calmly(page):
    page.show_content(replace(CONTENT, run_id="r2", complete=False))
    assert "Stopped here" in words(page)
    assert "All done" not in words(page)


def test_trouble_with_the_journal_stands_in_place_of_saved(page):
    page.show_content(replace(CONTENT, saved_at="", trouble="The disk is full."))
    (note,) = (note for note in page.findChildren(Note) if note.isVisible())
    assert note.accessibleName() == "The disk is full."
    assert not any(said.startswith("Saved") for said in words(page))


def test_note_is_told_before_the_page_is_left(page, told):
    page.note.setFocus()
    QTest.keyClicks(page.note, "  Right hip tighter.  ")
    page.focus_done()
    assert QApplication.focusWidget() is page.done_button
    QTest.keyClick(page.done_button, Qt.Key.Key_Space)
    assert told == [("r1", "Right hip tighter."), "done"]


def test_no_note_no_word_of_it(page, told):
    page.again_button.click()
    assert told == ["again"]


def test_typing_survives_news_of_the_same_run(page):
    QTest.keyClicks(page.note, "Half a sent")
    page.show_content(replace(CONTENT, saved_at="14:33"))
    assert page.note.toPlainText() == "Half a sent"
    page.show_content(replace(CONTENT, run_id="r2", note="Another."))
    assert page.note.toPlainText() == "Another."


def test_tab_leaves_the_note(page):
    page.note.setFocus()
    QTest.keyClick(page.note, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.again_button
    assert page.note.toPlainText() == ""


def test_some_left_out_is_not_called_all_done(page):
    page.show_content(replace(CONTENT, run_id="r2", complete=False, to_end=True, part=0.996))
    shown = words(page)
    assert "Finished, some left out" in shown
    assert "Hip session A · 13 min 42 s · 99 % of the dose" in shown


def test_stopping_for_pain_is_told_calmly(page):
    page.show_content(replace(CONTENT, run_id="r2", complete=False, pain=True))
    assert "Stopped because of pain" in words(page)


def test_note_is_told_when_typing_pauses(page, told):
    QTest.keyClicks(page.note, "Tighter")
    assert told == []
    assert page._pause.isActive()
    assert not any(said.startswith("Saved") for said in words(page))
    page._pause.timeout.emit()
    assert told == [("r1", "Tighter")]
    assert any(said.startswith("Saved on this computer at") for said in words(page))
    page.done_button.click()
    assert told == [("r1", "Tighter"), "done"]


def test_note_is_told_when_the_window_is_about_to_close(page, told):
    QTest.keyClicks(page.note, "Tighter")
    page.flush()
    page.flush()
    assert told == [("r1", "Tighter")]


def test_note_is_told_when_the_page_is_hidden(page, told):
    QTest.keyClicks(page.note, "Tighter")
    page.hide()
    assert told == [("r1", "Tighter")]


def test_note_of_the_run_before_is_told_under_its_own_run(page, told):
    QTest.keyClicks(page.note, "Tighter")
    page.show_content(replace(CONTENT, run_id="r2"))
    assert told == [("r1", "Tighter")]
    assert page.note.toPlainText() == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button(page, told, key):
    page.focus_done()
    QTest.keyClick(page.done_button, key)
    assert told == ["done"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(2, 3), ["2 of 3 this week."]),
        (Asked(2, 3, following=date(2026, 12, 3)), ["2 of 3 this week."]),
        (
            Asked(3, 3, following=date(2026, 12, 3)),
            ["3 of 3 this week.", "Next one from Thursday."],
        ),
        (Asked(4, 3), ["3 of 3 this week, and 1 more."]),
        (
            Asked(2, 2, Often.PER_DAY, date(2026, 12, 3)),
            ["2 of 2 today.", "Next one from tomorrow."],
        ),
        (Asked(2, 2, Often.EVERY_DAYS), []),
        (None, []),
    ],
)
def test_how_often_this_week(page, asked, said):
    page.show_content(replace(CONTENT, run_id="r9", asked=asked))
    shown = words(page)
    assert [one for one in shown if "week" in one or "today" in one or "Next" in one] == said

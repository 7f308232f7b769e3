"""What the page after a session asks: how it was, and why something was left out or ended early."""

from dataclasses import replace

import pytest
from finished_samples import ASKING, CONTENT, Asking, Key, finished_page, words
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from hiptimer.journal.records import CheckIns, Difficulty, Reason
from hiptimer.ui.pages.finished import Questions
from hiptimer.ui.pages.finished_content import EndedEarly, effort_words
from hiptimer.ui.pages.finished_parts import FinishedRow
from hiptimer.ui.widgets.scale010 import Scale010


@pytest.fixture
def page(theme, show):
    return finished_page(theme, show)


@pytest.fixture
def asked(page):
    return Asking(page)


class TestQuestions:
    def test_all_of_it_by_keys_alone_each_answer_told_at_once(self, asked):
        asked.press(Key.Key_4, Key.Key_Tab)
        given = CheckIns(pain_before=2, effort=4)
        assert asked.told == [(given, True)]
        asked.press(Key.Key_3, Key.Key_Tab)
        given = replace(given, pain_after=3)
        assert asked.told[1:] == [(given, True)]
        asked.press(Key.Key_Tab)  # past the switch
        asked.press(Key.Key_2, Key.Key_Tab)
        given = replace(given, difficulty=Difficulty.ABOUT_RIGHT)
        assert asked.told[2:] == [(given, True)]
        asked.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)  # past the note, its chips, and again
        assert QApplication.focusWidget() is asked.page.done_button
        asked.press(Key.Key_Return)
        assert asked.told[3:] == ["done"]

    def test_all_of_it_can_be_left_out(self, asked):
        for _stop in range(10):
            if QApplication.focusWidget() is asked.page.done_button:
                break
            asked.press(Key.Key_Tab)
        asked.press(Key.Key_Return)
        assert asked.told == ["done"]

    def test_an_answer_can_be_taken_back(self, asked):
        asked.press(Key.Key_9, Key.Key_Delete)
        assert [answers.effort for answers, _tomorrow in asked.told] == [9, None]

    def test_what_is_asked_stands_there_with_what_was_said_before(self, asked):
        shown = words(asked.page)
        for said in (
            "How hard was it?",
            "0 Rest",
            "10 As hard as I can",
            "Pain now",
            "before the session: 2",
            "For you it was",
            "Ask tomorrow",
        ):
            assert said in shown

    def test_the_authors_words_for_the_band_are_quoted(self, asked):
        assert asked.notes() == ["Tomorrow you are asked how you were in the morning."]
        asked.page.form.pain.scale.type_digit("4")
        assert asked.notes() == ["Dana's note for 3–5: “Fine if settled by morning.”"]  # noqa: RUF001
        asked.page.form.pain.scale.type_digit("7")
        (said,) = asked.notes()
        assert said.startswith("6–10: Too much.")  # noqa: RUF001
        asked.page.form.pain.scale.take_back()
        assert asked.notes() == ["Tomorrow you are asked how you were in the morning."]

    def test_effort_is_put_into_words(self, asked):
        asked.press(Key.Key_4)
        assert "4 · Somewhat easy" in words(asked.page)
        assert effort_words(0) == "Rest"
        assert effort_words(10) == "As hard as I can"

    def test_being_asked_tomorrow_can_be_declined(self, asked):
        asked.press(Key.Key_Tab, Key.Key_Tab)
        assert QApplication.focusWidget() is asked.page.form.tomorrow
        asked.press(Key.Key_Space)
        assert asked.told == [(CheckIns(pain_before=2), False)]

    def test_only_what_the_file_asks_for(self, page):
        page.show_content(replace(ASKING, run_id="r9", questions=Questions(effort=True)))
        page.focus_first()
        shown = words(page)
        assert "How hard was it?" in shown
        for not_asked in ("Pain now", "For you it was", "Ask tomorrow", "Note"):
            assert not_asked not in shown
        assert not page.note.isVisible()
        QTest.keyClick(QApplication.focusWidget(), Key.Key_5)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert QApplication.focusWidget() is page.again_button

    def test_a_session_that_asks_nothing_keeps_the_note(self, page):
        page.focus_first()
        assert page.note.isVisible()
        assert QApplication.focusWidget() is page.done_button
        assert [one for one in page.findChildren(Scale010) if one.isVisible()] == []
        assert "Tight" not in [chip.text() for chip in page.findChildren(QAbstractButton)]

    def test_the_morning_alone(self, page):
        page.show_content(replace(ASKING, run_id="r9", questions=Questions(tomorrow=True)))
        page.focus_first()
        assert QApplication.focusWidget() is page.form.tomorrow

    def test_answers_given_before_are_shown(self, page):
        given = CheckIns(effort=6, pain_after=1, difficulty=Difficulty.TOO_HARD)
        page.show_content(replace(ASKING, run_id="r9", check_ins=given, ask_next_morning=False))
        form = page.form
        assert (form.effort.value(), form.pain.value()) == (6, 1)
        assert form.difficulty.value() == "too_hard"
        assert not form.tomorrow.isChecked()

    def test_answers_survive_a_window_that_becomes_narrow(self, asked):
        asked.press(Key.Key_4, Key.Key_Tab, Key.Key_3)
        QTest.keyClicks(asked.page.note, "Half a sent")
        asked.page.resize(480, 760)
        QApplication.processEvents()
        form = asked.page.form
        assert (form.effort.value(), form.pain.value()) == (4, 3)
        assert asked.page.note.toPlainText() == "Half a sent"
        form.difficulty.answers["too_easy"].click()
        answers, _tomorrow = asked.told[-1]
        assert (answers.effort, answers.pain_after) == (4, 3)
        # What is asked stands above what was done, and comes first with Tab too.
        top = form.mapTo(asked.page, form.rect().topLeft()).y()
        assert top < asked.row().mapTo(asked.page, asked.row().rect().topLeft()).y()
        asked.page.done_button.setFocus()
        asked.press(Key.Key_Tab)
        assert QApplication.focusWidget() is asked.row().link

    def test_what_could_not_be_kept_is_not_called_saved(self, asked):
        asked.page.show_trouble("The disk is full.")
        assert not any(said.startswith("Saved") for said in words(asked.page))
        asked.press(Key.Key_4)
        assert not any(said.startswith("Saved") for said in words(asked.page))
        assert "The disk is full." in asked.notes()
        asked.page.show_trouble("")
        assert any(said.startswith("Saved") for said in words(asked.page))


class TestQuickNotes:
    def test_are_put_into_the_note_and_taken_out_again(self, asked):
        QTest.keyClicks(asked.page.note, "Cold")
        asked.page.quick.answers["Tight"].click()
        asked.page.quick.answers["Tired"].click()
        assert asked.page.note.toPlainText() == "Cold. Tight. Tired."
        asked.page.quick.answers["Tight"].click()
        assert asked.told[-1] == ("asking", "Cold. Tired.")

    def test_are_one_stop_of_tab(self, asked):
        asked.page.note.setFocus()
        asked.press(Key.Key_Tab, Key.Key_Space, Key.Key_Tab)
        assert asked.told == [("asking", "Felt easy.")]
        assert QApplication.focusWidget() is asked.page.again_button


class TestReasons:
    def test_only_for_what_was_left_out(self, asked):
        asks = [one for one in asked.page.findChildren(FinishedRow) if one.link is not None]
        assert [one.link.accessibleName() for one in asks] == ["Say why not all of Leg raise"]

    def test_by_key(self, asked):
        row = asked.row()
        row.link.setFocus()
        asked.press(Key.Key_Return)
        assert QApplication.focusWidget().text() == "No time"
        asked.press(Key.Key_Right, Key.Key_Right, Key.Key_Space)
        assert asked.told == [("asking", 2, Reason.KIT)]
        assert row.link.text() == "Why: No kit"
        assert QApplication.focusWidget() is row.link
        assert not row.reasons.isVisible()

    def test_by_mouse_and_taken_back(self, asked):
        row = asked.row()
        for _time in range(2):
            QTest.mouseClick(row.link, Qt.MouseButton.LeftButton)
            QTest.mouseClick(row.reasons.answers["dont_like"], Qt.MouseButton.LeftButton)
        assert asked.told == [("asking", 2, Reason.DONT_LIKE), ("asking", 2, None)]
        assert row.link.text() == "Say why"

    def test_escape_leaves_it_unsaid(self, asked):
        row = asked.row()
        row.link.setFocus()
        asked.press(Key.Key_Space, Key.Key_Escape)
        assert not row.reasons.isVisible()
        assert QApplication.focusWidget() is row.link
        assert asked.told == []

    def test_what_is_known_is_said(self, page):
        steps = (replace(ASKING.steps[1], why=Reason.PAIN),)
        page.show_content(replace(ASKING, run_id="r9", steps=steps))
        (row,) = page.findChildren(FinishedRow)[-1:]
        assert row.link.text() == "Why: Pain"


class TestEndedEarly:
    ENDED = replace(
        ASKING, run_id="ended", complete=False, ended_early=EndedEarly(step=2, not_begun=3)
    )

    @pytest.fixture
    def ended(self, page):
        told = []
        page.explained.connect(lambda *what: told.append(what))
        page.show_content(self.ENDED)
        QApplication.processEvents()
        page.focus_first()
        return told

    def test_it_is_asked_once_for_all_that_was_not_begun(self, page, ended):
        assert ended == []
        shown = words(page)
        assert "Why did you stop here?" in shown
        assert "3 exercises were not begun." in shown
        page.show_content(
            replace(self.ENDED, run_id="one", ended_early=EndedEarly(step=0, not_begun=1))
        )
        assert "1 exercise was not begun." in words(page)
        page.show_content(ASKING)
        assert page.why_ended is None
        assert "Why did you stop here?" not in words(page)

    def test_one_key_answers_and_the_same_takes_back(self, ended):
        for _question in ("effort", "pain", "tomorrow", "difficulty"):
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert QApplication.focusWidget().text() == "No time"
        QTest.keyClick(QApplication.focusWidget(), Key.Key_1)
        assert ended == [("ended", 2, Reason.NO_TIME)]
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Space)
        assert ended[1:] == [("ended", 2, None)]

    def test_it_can_be_left_out_by_key_alone(self, page, ended):
        for _stop in range(12):
            if QApplication.focusWidget() is page.done_button:
                break
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        assert QApplication.focusWidget() is page.done_button
        assert ended == []

    def test_by_mouse_it_stays_when_the_window_becomes_narrow(self, page, ended):
        QTest.mouseClick(page.why_ended.reasons.answers["kit"], Qt.MouseButton.LeftButton)
        page.resize(420, 560)
        QApplication.processEvents()
        assert page.why_ended.reasons.value() == "kit"
        assert ended == [("ended", 2, Reason.KIT)]

    def test_where_nothing_else_is_asked_done_comes_first(self, page):
        alone = replace(
            CONTENT, run_id="own", complete=False, ended_early=EndedEarly(step=2, not_begun=1)
        )
        page.show_content(alone)
        QApplication.processEvents()
        page.focus_first()
        assert QApplication.focusWidget() is page.done_button
        assert page.why_ended.isVisible()

"""The page after a session: what was done, whether it is kept, and the note."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from hiptimer.engine.pain import bands
from hiptimer.engine.session import Often, PainBands, Safety
from hiptimer.journal.records import CheckIns, Difficulty, Reason
from hiptimer.ui.pages.finished import (
    FinishedContent,
    FinishedPage,
    FinishedStep,
    Questions,
    StepMark,
)
from hiptimer.ui.pages.finished_content import effort_words
from hiptimer.ui.pages.finished_parts import FinishedRow
from hiptimer.ui.pages.tiles import Asked
from hiptimer.ui.widgets.cards import Note
from hiptimer.ui.widgets.scale010 import Scale010

CONTENT = FinishedContent(
    run_id="r1",
    title="Hip session A",
    complete=True,
    total_s=822,
    active_s=600,
    between_s=222,
    steps=(
        FinishedStep(name="Low lunge", done="60 s"),
        FinishedStep(name="Leg raise", done="44 of 48 reps", mark=StepMark.CUT_SHORT),
        FinishedStep(name="Bridge", done="not done", mark=StepMark.LEFT_OUT),
    ),
    saved_at="14:32",
)


@pytest.fixture
def page(theme, show):
    page = FinishedPage(theme)
    page.show_content(CONTENT)
    return show(page, 1180, 760)


@pytest.fixture
def told(page):
    told = []
    page.done.connect(lambda: told.append("done"))
    page.again.connect(lambda: told.append("again"))
    page.note_changed.connect(lambda run, note: told.append((run, note)))
    return told


def words(page):
    QApplication.processEvents()  # what is new in a layout is shown later
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


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


ASKS = Questions(
    effort=True,
    pain=True,
    tomorrow=True,
    difficulty=True,
    note=True,
    bands=bands(
        Safety(pain_bands=PainBands(ok="Carry on.", caution="Fine if settled by morning."))
    ),
    name="Dana",
)
ASKING = replace(
    CONTENT,
    run_id="asking",
    questions=ASKS,
    check_ins=CheckIns(pain_before=2),
    ask_next_morning=True,
    steps=(
        FinishedStep(name="Low lunge", done="60 s", step=0),
        FinishedStep(
            name="Leg raise", done="44 of 48 reps", mark=StepMark.CUT_SHORT, step=2, asks_why=True
        ),
    ),
)


class Asking:
    """The page with its questions, and all that it tells."""

    def __init__(self, page):
        self.page = page
        self.told = []
        page.show_content(ASKING)
        page.answered.connect(self._hear)
        page.explained.connect(lambda *what: self.told.append(what))
        page.note_changed.connect(lambda *what: self.told.append(what))
        page.done.connect(lambda: self.told.append("done"))
        QApplication.processEvents()
        page.focus_first()

    def _hear(self, run_id, answers, tomorrow):
        assert run_id == "asking"
        self.told.append((answers, tomorrow))

    def press(self, *keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page, key)

    def notes(self):
        QApplication.processEvents()
        return [one.accessibleName() for one in self.page.findChildren(Note) if one.isVisible()]

    def row(self):
        return next(one for one in self.page.findChildren(FinishedRow) if one.link is not None)


@pytest.fixture
def asked(page):
    return Asking(page)


Key = Qt.Key


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


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(2, 3), ["2 of 3 this week."]),
        (Asked(3, 3), ["3 of 3 this week.", "Next one from Monday."]),
        (Asked(2, 2, Often.PER_DAY), ["2 of 2 today.", "Next one from tomorrow."]),
        (Asked(2, 2, Often.EVERY_DAYS), []),
        (None, []),
    ],
)
def test_how_often_this_week(page, asked, said):
    page.show_content(replace(CONTENT, run_id="r9", asked=asked))
    shown = words(page)
    assert [one for one in shown if "week" in one or "today" in one or "Next" in one] == said

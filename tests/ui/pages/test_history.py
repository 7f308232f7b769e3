"""The list of runs, the run that is chosen, and putting it right."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hiptimer.journal.records import Status
from hiptimer.ui.pages.finished import StepMark
from hiptimer.ui.pages.history import HistoryContent, HistoryPage
from hiptimer.ui.pages.run_sheets import AwayRun, AwaySheet, CorrectSheet
from hiptimer.ui.pages.runs import DoneSide, DoneStep, Run, status_words

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=timezone(timedelta(hours=1)))
STEPS = (
    DoneStep(
        name="Low lunge",
        sides=(
            DoneSide(side="Left", asked="30 s", done="30 s"),
            DoneSide(side="Right", asked="30 s", done="22 s", mark=StepMark.CUT_SHORT),
        ),
    ),
)
NEW = Run(
    run_id="new",
    title="Hip session A",
    started=NOW - timedelta(hours=1),
    status=Status.COMPLETE,
    active_s=570,
    part=0.92,
    note="Right hip tighter.",
    steps=STEPS,
)
OLD = Run(
    run_id="old",
    title="Desk break",
    started=NOW - timedelta(days=30),
    status=Status.STOPPED,
    active_s=0,
    away=True,
)
CONTENT = HistoryContent(
    runs=(OLD, NEW), now=NOW, sessions=(("a", "Hip session A"), ("d", "Desk break"))
)


@pytest.fixture
def page(theme, show):
    page = HistoryPage(theme)
    page.show_content(CONTENT)
    return show(page, 1092, 760)


def words(page):
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def heard(page):
    model = page.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def test_newest_first_with_day_status_and_amount(page):
    assert heard(page) == [
        "Hip session A, Today 14:00:00, All done, 9 min 30 s active · 92 % of the dose",
        "Desk break, 23 Oct 15:00:00, Part done, away from the computer",
    ] or heard(page) == [
        "Hip session A, Today 14:00, All done, 9 min 30 s active · 92 % of the dose",
        "Desk break, 23 Oct 15:00, Part done, away from the computer",
    ]


def test_days_as_people_say_them():
    today = NOW.date()
    said = [
        replace(NEW, started=NOW - timedelta(days=days)).when_words(today).rsplit(" ", 1)[0]
        for days in (0, 1, 2, 6, 7, 400)
    ]
    assert said == ["Today", "Yesterday", "Fri", "Mon", "15 Nov", "18 Oct 2025"]


def test_every_status_has_words():
    assert len({status_words(status) for status in Status}) == len(Status)


def test_run_that_is_chosen_is_shown_side_by_side(page):
    shown = words(page)
    for said in (
        "Left: 30 s",
        "Right: 22 s",
        "asked for: 30 s",
        "9 min 30 s active · 92 % of the dose",
    ):
        assert said in shown
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert "Left: 30 s" not in words(page)
    assert "Desk break" in words(page)


def test_remove_and_undo(page):
    told = []
    page.remove_run.connect(told.append)
    page.undo_remove.connect(lambda: told.append("undo"))
    page.remove_button.click()
    assert told == ["new"]
    page.show_content(replace(CONTENT, runs=(OLD,)))
    page.tell_removed("Hip session A")
    assert page.toast.isVisible()
    assert page.toast.accessibleName() == "Removed: Hip session A"
    QTest.mouseClick(page.toast._action, Qt.MouseButton.LeftButton)
    assert told == ["new", "undo"]
    assert not page.toast.isVisible()


def test_chosen_run_stays_chosen_when_a_newer_one_comes(page):
    newer = replace(NEW, run_id="newer", started=NOW)
    page.show_content(replace(CONTENT, runs=(OLD, NEW, newer)))
    assert page.list.chosen() == NEW


def test_correct(page):
    told = []
    page.correct_run.connect(lambda *said: told.append(said))
    page.correct_button.click()
    (sheet,) = page.window().findChildren(CorrectSheet)
    assert sheet.status.value() == "complete"
    assert sheet.note.toPlainText() == "Right hip tighter."
    sheet.status.answers["stopped"].click()
    sheet.note.setPlainText("Both the same.")
    sheet.save.click()
    assert told == [("new", Status.STOPPED, "Both the same.")]
    assert not sheet.isVisible()


def test_escape_corrects_nothing(page):
    told = []
    page.correct_run.connect(lambda *said: told.append(said))
    page.correct_button.click()
    (sheet,) = page.window().findChildren(CorrectSheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert told == []


def test_add_a_run_done_elsewhere(page):
    told = []
    page.add_run.connect(told.append)
    page.add_button.click()
    (sheet,) = page.window().findChildren(AwaySheet)
    sheet.session.setCurrentIndex(1)
    sheet.day.setDate(QDate(2026, 11, 20))
    sheet.time.setTime(QTime(7, 30))
    sheet.status.answers["stopped"].click()
    sheet.note.setPlainText("On the train.")
    sheet.save.click()
    when = datetime(2026, 11, 20, 7, 30, tzinfo=NOW.tzinfo)
    assert told == [AwayRun("d", when, Status.STOPPED, "On the train.")]


def test_run_to_come_is_not_taken(page):
    told = []
    page.add_run.connect(told.append)
    page.add_button.click()
    (sheet,) = page.window().findChildren(AwaySheet)
    sheet.time.setTime(QTime(15, 30))
    sheet.save.click()
    assert told == []
    assert "That time is still to come." in words(page)
    assert sheet.isVisible()


def test_nothing_done_yet(page):
    page.show_content(HistoryContent(runs=(), now=NOW))
    assert "Nothing here yet. What you do is listed here, newest first." in words(page)
    assert not page.list.isVisible()
    assert not page.add_button.isVisible()


def test_narrow_window_opens_a_run_over_the_list_and_comes_back(page, qapp):
    page.resize(420, 560)
    qapp.processEvents()
    assert page.list.isVisible()
    assert "Left: 30 s" not in words(page)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert not page.list.isVisible()
    assert "Left: 30 s" in words(page)
    assert QApplication.focusWidget() is page.back_button
    QTest.keyClick(page.back_button, Qt.Key.Key_Space)
    assert page.list.isVisible()
    assert QApplication.focusWidget() is page.list


def test_ten_thousand_runs_have_no_widget_each(page):
    runs = tuple(
        replace(OLD, run_id=str(i), started=NOW - timedelta(hours=i)) for i in range(10_000)
    )
    page.show_content(replace(CONTENT, runs=runs))
    assert page.list.model().rowCount() == 10_000
    assert len(page.list.findChildren(QLabel)) == 0


def test_a_day_to_come_is_told_not_changed(page):
    told = []
    page.add_run.connect(told.append)
    page.add_button.click()
    (sheet,) = page.window().findChildren(AwaySheet)
    sheet.day.setDate(QDate(2026, 12, 24))
    sheet.save.click()
    assert told == []
    assert sheet.day.date() == QDate(2026, 12, 24)
    assert "That time is still to come." in words(page)
    assert QApplication.focusWidget() is sheet.day


def test_the_run_added_is_chosen(page):
    added = replace(OLD, run_id="added", started=NOW - timedelta(days=2))
    page.add_run.connect(lambda _away: page.show_content(replace(CONTENT, runs=(OLD, added, NEW))))
    page.add_button.click()
    (sheet,) = page.window().findChildren(AwaySheet)
    sheet.save.click()
    assert page.list.chosen().run_id == "added"
    page.list.show_runs(CONTENT.runs, NOW.date(), "old")
    page.show_content(replace(CONTENT, runs=(OLD, added, NEW)))
    assert page.list.chosen().run_id == "old"


def test_some_left_out_is_said_in_the_row_and_in_the_run(page):
    page.show_content(replace(CONTENT, runs=(replace(NEW, whole=False, part=0.996),)))
    [said] = heard(page)
    assert "Finished, some left out" in said
    assert "99 % of the dose" in said
    assert "Finished, some left out" in words(page)


def test_part_done_not_told_apart_has_no_steps(page):
    page.show_content(replace(CONTENT, runs=(replace(OLD, told_apart=False),)))
    assert "Part of it was done; which part was not told." in words(page)


def test_the_version_done_is_named(page):
    step = replace(STEPS[0], version="Easier version: Standing stretch")
    page.show_content(replace(CONTENT, runs=(replace(NEW, steps=(step,)),)))
    assert "Easier version: Standing stretch" in words(page)

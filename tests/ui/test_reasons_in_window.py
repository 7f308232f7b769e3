"""Why not all of a session was done: said in the real window by key and mouse, and told on the sheet."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from real_window import key, only_run, window_with, words

from hiptimer.engine.events import Outcome
from hiptimer.journal.forms import take
from hiptimer.journal.records import Reason, Status, ended_in
from hiptimer.journal.store import wall_clock
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.report.handing_over import Diary
from hiptimer.report.sheet_lines import sections
from hiptimer.ui.pages.away_sheet import AwayRun
from hiptimer.ui.pages.correct_sheet import CorrectSheet
from hiptimer.ui.window import FINISHED

FILE = """\
hiptimer: 1
id: hip
title: Hip session A
assigned: {to: P-014, by: Dana W., from: 2026-01-01, times: 3 per week}
ask: {effort: yes}
steps:
  - {exercise: low-lunge, hold: 30 s, sides: each}
  - {exercise: bridge, reps: 8}
  - {exercise: bird-dog, reps: 5}
"""
Key = Qt.Key


@pytest.fixture
def app(qapp, tmp_path):
    with window_with(qapp, tmp_path, FILE) as app:
        yield app


def left_out(app):
    """Return what the sheet tells of what was left out, without the days."""
    diary = Diary(app.journal, app.places.shelf_dir, bundled_catalogue(), wall_clock().date())
    before = diary.today - timedelta(days=2)  # midnight may be between the run and this
    facts = diary.facts(diary.session("hip"), before, diary.today)
    found = dict(sections(facts)).get("Left out or cut short", [])
    return [line[: line.rindex(" (")] for line in found]


def ended_at_once(app):
    """Begin the session and end it while getting ready, and return the page that follows."""
    detail = app.window.detail
    QTest.mouseClick(detail.begin, Qt.MouseButton.LeftButton)
    app.performing.playback.stop()
    QApplication.processEvents()
    assert app.window.shell.page_name == FINISHED
    return app.window.finished


def opened(app):
    """Open the only run in the history, and return the page."""
    app.looking_back.show()
    page = app.window.history
    page.open_run.emit(only_run(app).run.id)
    QApplication.processEvents()
    return page


def correcting(page):
    QTest.mouseClick(page.one.correct_button, Qt.MouseButton.LeftButton)
    [sheet] = [one for one in page.window().findChildren(CorrectSheet) if one.isVisible()]
    return sheet


def choose(select, text):
    """Choose in a list by the keys that spell it."""
    select.setFocus()
    QTest.keyClick(select, Key.Key_Home)
    for _entry in range(select.count()):
        if select.currentText() == text:
            break
        QTest.keyClick(select, Key.Key_Down)
    assert select.currentText() == text


def undo(page):
    QTest.keyClick(page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def test_one_key_after_a_session_ended_early_and_it_is_on_the_sheet(app):
    page = ended_at_once(app)
    assert left_out(app) == ["Session ended early with 3 of 3 exercises not begun"]
    assert "3 exercises were not begun." in words(page)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)  # past the effort
    QTest.keyClick(QApplication.focusWidget(), Key.Key_1)
    assert ended_in(only_run(app)).why is Reason.NO_TIME
    assert left_out(app) == ["Session ended early with 3 of 3 exercises not begun, no time"]
    page = opened(app)
    assert "3 exercises were not begun. Reason: No time" in words(page)


def test_it_may_be_left_out_and_said_later_with_undo(app):
    page = ended_at_once(app)
    QTest.mouseClick(page.done_button, Qt.MouseButton.LeftButton)
    page = opened(app)
    assert "3 exercises were not begun." in words(page)
    sheet = correcting(page)
    choose(sheet.why_ended, "No kit")
    QTest.keyClick(sheet.save, Key.Key_Return)
    assert "3 exercises were not begun. Reason: No kit" in words(page)
    assert left_out(app) == ["Session ended early with 3 of 3 exercises not begun, kit not at hand"]
    undo(page)
    assert ended_in(only_run(app)).why is None
    assert "3 exercises were not begun." in words(page)


def add(app, status=Status.COMPLETE, steps=frozenset()):
    when = wall_clock() - timedelta(minutes=1)
    app.window.history.add_run.emit(AwayRun(key(app), when, status, "", steps))


def test_a_reason_of_one_bout_is_given_changed_and_taken_back(app):
    add(app)
    page = opened(app)
    sheet = correcting(page)
    left = next(iter(sheet.bouts.values()))
    assert not left.why.isVisible()
    choose(left.ended, "Left out")
    assert left.why.isVisible()
    choose(left.why, "Pain")
    QTest.keyClick(sheet.save, Key.Key_Return)
    first = only_run(app).intervals[0]
    assert (first.outcome, first.why) == (Outcome.SKIPPED, Reason.PAIN)
    assert "Reason: Pain" in words(page)
    assert left_out(app) == ["Low lunge, left: left out, it hurt"]
    sheet = correcting(page)
    left = next(iter(sheet.bouts.values()))
    assert left.why.currentText() == "Pain"
    choose(left.why, "No time")
    QTest.keyClick(sheet.save, Key.Key_Return)
    assert left_out(app) == ["Low lunge, left: left out, no time"]
    undo(page)
    assert only_run(app).intervals[0].why is Reason.PAIN
    undo(page)
    assert only_run(app).intervals[0].why is None
    assert left_out(app) == []


def test_what_was_done_after_all_has_no_reason_any_more(app):
    add(app)
    page = opened(app)
    for outcome, why in (("Left out", "Other"), ("Done", None)):
        sheet = correcting(page)
        left = next(iter(sheet.bouts.values()))
        choose(left.ended, outcome)
        if why:
            choose(left.why, why)
        QTest.keyClick(sheet.save, Key.Key_Return)
    first = only_run(app).intervals[0]
    assert (first.outcome, first.why) == (Outcome.COMPLETE, None)
    assert not any(line.startswith("Reason") for line in words(page))


def test_one_reason_for_all_that_was_not_done_away_from_the_computer(app):
    add(app, Status.STOPPED, frozenset({0}))
    page = opened(app)
    sheet = correcting(page)
    choose(sheet.why_ended, "No time")
    QTest.keyClick(sheet.save, Key.Key_Return)
    assert left_out(app) == ["Bridge: left out, no time", "Bird dog: left out, no time"]
    undo(page)
    assert len(only_run(app).intervals) == 2


def test_of_a_run_whose_parts_nobody_knows_no_rest_is_asked_for(app):
    add(app, Status.STOPPED)
    assert correcting(opened(app)).why_ended is None


def test_what_stood_there_before_stands_below_it_calmly(app):
    add(app)
    page = opened(app)
    assert "What stood here before" not in words(page)
    sheet = correcting(page)
    left = next(iter(sheet.bouts.values()))
    left.amount.setValue(12)
    choose(left.why, "Pain")
    sheet.answers["pain_after"].setCurrentIndex(4)
    sheet.note.setPlainText("Not so much.")
    QTest.keyClick(sheet.save, Key.Key_Return)
    shown = words(page.one)
    below = shown[shown.index("What stood here before") + 1 :]
    assert below[0].startswith("Put right on ")
    assert below[1:] == [
        "What was done: All done",
        "Pain before and after: not said",
        "Note: none",
        "Low lunge, Left: 30 s",
    ]
    undo(page)
    assert "What stood here before" not in words(page)


def test_what_another_computer_replaced_is_said_to_be_so(app):
    add(app)
    whole = only_run(app)
    later = wall_clock() + timedelta(hours=1)
    newer = replace(whole.run, note="From the laptop.", changed_at=later)
    with app.journal.store.writing() as db:
        take(db, replace(whole, run=newer), app.places.data_dir, wall_clock())
    shown = words(opened(app).one)
    below = shown[shown.index("What stood here before") + 1 :]
    assert below[0].startswith("Replaced on ")
    assert below[0].endswith("by what was written on another computer")
    assert below[1:] == ["Note: none"]

"""Looking back in the real window, on a real journal, with keys and the mouse."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from real_window import key, only_run, window_with, words

from hiptimer.engine.events import Outcome
from hiptimer.errors import JournalError
from hiptimer.journal.forms import take
from hiptimer.journal.records import CheckIns, Status
from hiptimer.journal.store import wall_clock
from hiptimer.preferences import read_preferences
from hiptimer.ui.pages.away_sheet import AwayRun, AwaySheet
from hiptimer.ui.pages.correct_sheet import CorrectSheet
from hiptimer.ui.widgets.cards import Note
from hiptimer.ui.window import HISTORY

FILE = """\
hiptimer: 1
id: hip
title: Hip session A
assigned: {to: P-014, by: Dana W., from: 2026-01-01, times: 3 per week}
ask: {pain: [before, after], effort: yes}
safety:
  pain_bands: {ok_to: 1, caution_to: 3, caution: Ease off a little}
steps:
  - {exercise: low-lunge, hold: 30 s, sides: each}
  - {exercise: bridge, reps: 8}
"""


@pytest.fixture
def app(qapp, tmp_path):
    with window_with(qapp, tmp_path, FILE) as app:
        yield app


@pytest.fixture
def page(app):
    app.looking_back.show()
    QApplication.processEvents()
    return app.window.history


def add(app, days=0, status=Status.COMPLETE, note="", steps=frozenset()):
    when = wall_clock() - timedelta(days=days, minutes=1)
    app.window.history.add_run.emit(AwayRun(key(app), when, status, note, steps))


def rows(page):
    model = page.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def sheet(page, kind):
    [found] = [one for one in page.window().findChildren(kind) if one.isVisible()]
    return found


def test_nothing_done_yet_leads_to_the_sessions(app, page):
    assert app.window.shell.page_name == HISTORY
    assert not page.list.isVisible()
    assert not page.overview.report_button.isVisible()
    QTest.mouseClick(page.overview.begin_button, Qt.MouseButton.LeftButton)
    assert app.window.shell.page_name == "today"


def test_a_run_is_added_opened_removed_and_brought_back(app, page):
    QTest.mouseClick(page.overview.add_button, Qt.MouseButton.LeftButton)
    asking = sheet(page, AwaySheet)
    asking.session.setCurrentIndex(asking.session.findText("Hip session A"))
    asking.status.answers["stopped"].click()
    assert list(asking.steps) == [0, 1]
    asking.steps[0].click()
    asking.note.setPlainText("Only the lunge.")
    asking.save.click()
    whole = only_run(app)
    assert [one.step for one in whole.intervals] == [0, 0]
    assert page.toast.accessibleName() == "Added: Hip session A"
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.is_run_open
    shown = words(page)
    assert "Left: 30 s" in shown
    assert "not done" in shown
    assert any("Only the lunge." in said for said in shown)
    QTest.keyClick(page.one.remove_button, Qt.Key.Key_Space)
    assert rows(page) == []
    assert not page.is_run_open
    QTest.mouseClick(page.toast._action, Qt.MouseButton.LeftButton)
    assert len(rows(page)) == 1


def test_what_could_not_be_written_is_told_and_can_be_tried_again(app, page, monkeypatch):
    def refuse(*_asked):
        raise JournalError("The history cannot be written.")

    add(app)
    page.open_run.emit(only_run(app).run.id)
    with monkeypatch.context() as full_disk:
        full_disk.setattr(app.journal, "remove", refuse)
        QTest.keyClick(page.one.remove_button, Qt.Key.Key_Space)
    assert page.is_run_open
    assert page.toast.isVisible()
    assert page.toast.accessibleName() == "The history cannot be written."
    QTest.keyClick(page.one.remove_button, Qt.Key.Key_Space)
    assert rows(page) == []
    with monkeypatch.context() as full_disk:
        full_disk.setattr(app.journal, "undo", refuse)
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    notes = [one.accessibleName() for one in page.findChildren(Note) if one.isVisible()]
    assert notes == ["The history cannot be written."]
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(rows(page)) == 1


def test_ctrl_z_takes_back_what_was_done_here_and_nothing_else(app, page):
    add(app)
    before = only_run(app)
    page.remove_run.emit(before.run.id)
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only_run(app).run.id == before.run.id
    assert page.toast.accessibleName() == "Taken back: Hip session A is as it was."
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert app.journal.runs() == ()  # the run that was added here
    app.journal.undo()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert app.journal.last_change() is None


def test_a_change_of_an_earlier_day_is_not_taken_back(app, page):
    add(app)
    app.looking_back._changes.clear()  # as after another start
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(app.journal.runs()) == 1


def test_where_a_change_was_made_good_elsewhere_no_older_one_is_taken_back(app, page):
    add(app)
    old = only_run(app)
    app.journal.remove(old.run.id)
    app.looking_back._changes.clear()  # as after another start
    add(app)
    changed = only_run(app)
    newer = replace(changed.run, note="Elsewhere.", changed_at=wall_clock() + timedelta(hours=1))
    with app.journal.store.writing() as db:
        take(db, replace(changed, run=newer), app.places.data_dir, wall_clock())
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only_run(app).run.note == "Elsewhere."
    assert app.journal.run(old.run.id).removed_at is not None
    assert app.window.toast.accessibleName().startswith("That was changed elsewhere since")


def test_a_run_is_put_right_and_comes_back_exactly(app, page):
    add(app)
    before = only_run(app)
    page.open_run.emit(before.run.id)
    QTest.mouseClick(page.one.correct_button, Qt.MouseButton.LeftButton)
    asking = sheet(page, CorrectSheet)
    left, _right, bridge = asking.bouts.values()
    left.amount.setValue(12)
    assert left.ended.currentText() == "Cut short"
    bridge.ended.setCurrentIndex(bridge.ended.findText("Left out"))
    bridge.ended.activated.emit(bridge.ended.currentIndex())
    assert bridge.amount.value() == 0
    asking.answers["pain_before"].setCurrentIndex(3)
    asking.answers["pain_after"].setCurrentIndex(4)
    asking.answers["effort"].setCurrentIndex(6)
    asking.note.setPlainText("Left side only half.")
    asking.save.click()
    after = only_run(app)
    assert [(one.outcome, one.done_s) for one in after.intervals][:2] == [
        (Outcome.SHORTENED, 12.0),
        (Outcome.COMPLETE, 30.0),
    ]
    assert (after.intervals[2].outcome, after.intervals[2].done_count) == (Outcome.SKIPPED, 0)
    assert after.run.check_ins == CheckIns(pain_before=2, pain_after=3, effort=5)
    assert after.run.note == "Left side only half."
    assert page.is_run_open
    shown = words(page)
    assert "Left: 12 s" in shown
    assert "2 → 3" in shown
    [said] = rows(page)
    assert said.endswith("effort 5, pain before 2, pain after 3")
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undone = only_run(app)
    assert undone.intervals == before.intervals
    assert undone.run == before.run
    assert "Left: 30 s" in words(page)


def test_saving_without_a_change_writes_nothing(app, page):
    add(app)
    page.open_run.emit(only_run(app).run.id)
    page.one.correct_button.click()
    sheet(page, CorrectSheet).save.click()
    assert only_run(app).run.corrected_at is None


def test_all_of_it_was_done_after_all(app, page):
    add(app, status=Status.STOPPED)
    page.open_run.emit(only_run(app).run.id)
    page.one.correct_button.click()
    asking = sheet(page, CorrectSheet)
    asking.all_done.click()
    asking.save.click()
    whole = only_run(app)
    assert whole.run.status is Status.COMPLETE
    assert [one.done_s for one in whole.intervals][:2] == [30.0, 30.0]
    assert "100 % of the dose" in words(page)[3]


def test_the_list_is_read_a_page_at_a_time(app, page):
    for number in range(65):
        add(app, days=number)
    app.looking_back.show()
    assert 30 <= page.list.model().rowCount() < 65
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_End)
    QApplication.processEvents()
    assert page.list.model().rowCount() > 30
    while page.list.model().canFetchMore(page.list.rootIndex()):
        page.list.model().fetchMore(page.list.rootIndex())
    assert page.list.model().rowCount() == 65
    assert len(set(rows(page))) == 65
    page.remove_run.emit(page.list.model().index(64, 0).data(Qt.ItemDataRole.UserRole).run_id)
    assert page.list.model().rowCount() == 64  # what was read before stays read


def test_a_day_of_the_heat_map_leads_to_its_run(app, page):
    for number in range(65):
        add(app, days=2 * number)
    app.looking_back.show()
    QApplication.processEvents()
    heatmap = page.overview.heat.heatmap
    heatmap.setFocus()
    for _weeks in range(16):
        QTest.keyClick(heatmap, Qt.Key.Key_Left)
    day = (wall_clock() - timedelta(days=112, minutes=1)).date()
    QTest.keyClick(heatmap, Qt.Key.Key_Return)
    assert page.list.chosen().started.date() == day
    assert QApplication.focusWidget() is page.list
    heatmap.setFocus()
    QTest.keyClick(heatmap, Qt.Key.Key_Up)  # a day without a run
    QTest.keyClick(heatmap, Qt.Key.Key_Return)
    assert page.list.chosen().started.date() == day


def test_the_bands_are_those_of_the_session(app, page):
    add(app)
    run = only_run(app).run
    app.journal.check_in(run.id, CheckIns(pain_before=1, pain_after=3))
    app.looking_back.refresh()
    [row] = [page.list.model().index(0, 0).data(Qt.ItemDataRole.UserRole)]
    assert row.level.value == "caution"
    bands = page.overview.trend.plot._bands
    assert [(one.low, one.high) for one in bands] == [(0, 1), (2, 3), (4, 10)]


def test_the_bands_of_a_session_that_is_gone_are_those_it_had(app, page):
    add(app)
    run = only_run(app).run
    app.journal.check_in(run.id, CheckIns(pain_after=3))
    for path in app.places.shelf_dir.rglob("*.yaml"):
        path.unlink()
    app.looking_back.show()
    [row] = [page.list.model().index(0, 0).data(Qt.ItemDataRole.UserRole)]
    assert (row.title, row.level.value) == ("Hip session A", "caution")


def test_sessions_and_dose_done_of_what_was_asked_for(app, page):
    add(app)
    add(app, days=1, status=Status.STOPPED, steps=frozenset({0}))
    app.looking_back.show()

    def planned():
        return next(one for one in page.overview.tiles._figures if "planned" in one.words)

    deadline = QDeadlineTimer(10_000)
    while not planned().more and not deadline.hasExpired():  # reckoned a little at a time
        QApplication.processEvents()
    asked = planned()
    assert (asked.number, asked.below[:13]) == ("1", "Hip session A")
    assert asked.more == "75 % of the dose"


def test_the_weekly_target_is_kept(app, page):
    add(app)
    target = page.overview.weeks.target
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Up)
    assert app.keeping.preferences.weekly_target_min == 10
    kept = read_preferences(app.places.preferences_path).preferences
    assert kept.weekly_target_min == 10
    assert page.overview.weeks.bars._target == 10


def test_the_year_before_and_back(app, page):
    add(app, days=400)
    add(app)
    heat = page.overview.heat
    assert len(heat.heatmap.found()) == 1
    QTest.mouseClick(heat.earlier, Qt.MouseButton.LeftButton)
    assert [day.year for day, _one in heat.heatmap.found()] == [
        (wall_clock() - timedelta(days=400)).year
    ]
    assert heat.later.isEnabled()
    QTest.mouseClick(heat.later, Qt.MouseButton.LeftButton)
    assert heat.heatmap.last == wall_clock().date()
    assert not heat.later.isEnabled()


def test_a_journal_that_cannot_be_read_is_told_of(app, page):
    add(app)
    app.journal.close()
    app.places.journal_path.write_bytes(b"no database" * 1000)
    for log in app.places.journal_path.parent.glob("*.db-*"):
        log.unlink()
    app.looking_back.show()
    assert page.overview._trouble.isVisible()
    assert not page.list.isVisible()

"""The sheets of the history page: putting a run right, and adding one done away from the computer."""

import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from looked_back import CONTENT, NOW, RUN
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hiptimer.engine.events import Outcome
from hiptimer.journal.records import CheckIns, Status
from hiptimer.ui.pages.away_sheet import AwayRun, AwaySheet
from hiptimer.ui.pages.correct_sheet import CorrectSheet
from hiptimer.ui.pages.history import HistoryPage
from hiptimer.ui.pages.history_content import Corrected


@pytest.fixture
def page(theme, show):
    page = HistoryPage(theme, lambda: NOW)
    page.show_content(CONTENT)
    return show(page, 1092, 760)


def words(page):
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def asked(page, kind):
    [sheet] = [one for one in page.window().findChildren(kind) if one.isVisible()]
    return sheet


class TestCorrecting:
    @pytest.fixture
    def sheet(self, page):
        page.show_run(RUN)
        page.one.correct_button.click()
        return asked(page, CorrectSheet)

    @pytest.fixture
    def told(self, page):
        told = []
        page.correct_run.connect(told.append)
        return told

    def test_untouched_it_tells_what_is_known(self, sheet, told):
        sheet.save.click()
        assert told == [
            Corrected(
                run_id="new",
                status=Status.COMPLETE,
                note="Right hip tighter.",
                check_ins=RUN.check_ins,
            )
        ]
        assert not sheet.isVisible()

    def test_seconds_and_how_it_ended_follow_each_other(self, sheet, told):
        hold, bridge = sheet.bouts[1], sheet.bouts[3]
        hold.amount.setFocus()
        hold.amount.selectAll()
        QTest.keyClicks(hold.amount, "12")
        assert hold.ended.currentText() == "Cut short"
        hold.amount.setValue(25)
        assert hold.ended.currentText() == "Done"
        hold.amount.setValue(0)
        assert hold.ended.currentText() == "Left out"
        hold.amount.setValue(9)
        assert bridge.ended.currentText() == "Not done"
        bridge.ended.setCurrentIndex(bridge.ended.findText("Done"))
        bridge.ended.activated.emit(bridge.ended.currentIndex())
        assert bridge.amount.value() == 8
        sheet.save.click()
        [corrected] = told
        assert corrected.done == {1: (Outcome.SHORTENED, 9), 3: (Outcome.COMPLETE, 8)}

    def test_pain_stays_the_reason_when_the_amount_changes(self, sheet):
        hold = sheet.bouts[1]
        hold.ended.setCurrentIndex(hold.ended.findText("Stopped for pain"))
        hold.amount.setValue(7)
        assert hold.changed() == (Outcome.PAIN, 7)

    def test_answers_can_be_changed_and_taken_away(self, sheet, told):
        sheet.answers["pain_before"].setCurrentIndex(0)
        sheet.answers["pain_after"].setCurrentIndex(11)
        sheet.difficulty.setCurrentIndex(0)
        sheet.status.answers["pain"].click()
        sheet.note.setPlainText(" Both the same. ")
        sheet.save.click()
        [corrected] = told
        assert corrected.check_ins == CheckIns(pain_after=10, effort=4)
        assert (corrected.status, corrected.note) == (Status.PAIN, "Both the same.")

    def test_the_next_morning_is_asked_for_where_it_was(self, page, sheet):
        assert "pain_next_morning" not in sheet.answers
        sheet.finish()
        page.show_run(replace(RUN, asks_next_morning=True))
        page.one.correct_button.click()
        assert "pain_next_morning" in asked(page, CorrectSheet).answers

    def test_a_run_that_was_cut_off_stays_so_unless_said_otherwise(self, page, told):
        page.show_run(replace(RUN, status=Status.CUT_OFF))
        page.one.correct_button.click()
        sheet = asked(page, CorrectSheet)
        assert sheet.status.value() == "stopped"
        sheet.save.click()
        assert told[0].status is Status.CUT_OFF

    def test_what_was_ended_early_stays_so(self, page, told):
        stopped = replace(RUN.bouts[0], outcome=Outcome.STOPPED, done=12)
        page.show_run(replace(RUN, bouts=(stopped,)))
        page.one.correct_button.click()
        sheet = asked(page, CorrectSheet)
        sheet.bouts[1].amount.setValue(15)
        sheet.save.click()
        assert told[0].done == {1: (Outcome.STOPPED, 15)}

    def test_escape_corrects_nothing(self, sheet, told):
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert not sheet.isVisible()
        assert told == []


@pytest.fixture
def zone(monkeypatch):
    """Return what sets the time zone of the computer, and put it back afterwards."""

    def set_zone(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


class TestAdding:
    @pytest.fixture
    def told(self, page):
        told = []
        page.add_run.connect(told.append)
        return told

    @pytest.fixture
    def sheet(self, page):
        page.overview.add_button.click()
        return asked(page, AwaySheet)

    def test_a_part_of_it_with_the_steps(self, sheet, told):
        sheet.day.setDate(QDate(2026, 11, 20))
        sheet.time.setTime(QTime(7, 30))
        assert not sheet.steps
        sheet.status.answers["stopped"].click()
        assert list(sheet.steps) == [0, 2]
        sheet.steps[2].click()
        sheet.note.setPlainText("On the train.")
        sheet.save.click()
        when = datetime(2026, 11, 20, 7, 30)  # noqa: DTZ001 - as on the wall
        assert told == [AwayRun("a", when, Status.STOPPED, "On the train.", frozenset({2}))]

    def test_tab_comes_to_the_steps_before_the_note(self, sheet):
        sheet.status.answers["stopped"].click()
        QApplication.processEvents()
        stops = sheet._stops()
        order = [sheet.status.answers["stopped"], sheet.steps[0], sheet.note, sheet.save]
        places = [stops.index(one) for one in order]
        assert places == sorted(places)

    def test_the_time_is_asked_without_seconds(self, sheet):
        assert sheet.time.text() in ("15:00", "3:00 PM")

    def test_another_session_has_other_steps(self, sheet, told):
        sheet.status.answers["stopped"].click()
        sheet.session.setCurrentIndex(1)
        assert not sheet.steps
        sheet.save.click()
        assert told[0] == AwayRun("d", NOW.replace(tzinfo=None), Status.STOPPED)

    def test_run_to_come_is_not_taken(self, page, sheet, told):
        sheet.time.setTime(QTime(15, 30))
        sheet.save.click()
        assert told == []
        assert "That time is still to come." in words(page)
        assert sheet.isVisible()
        assert QApplication.focusWidget() is sheet.time

    def test_what_was_still_to_come_when_the_page_was_opened_is_taken(self, theme, show, told):
        now = [NOW]
        page = HistoryPage(theme, lambda: now[0])
        page.add_run.connect(told.append)
        page.show_content(CONTENT)
        show(page, 1092, 760)
        now[0] += timedelta(hours=3)
        page.overview.add_button.click()
        sheet = asked(page, AwaySheet)
        assert sheet.time.time() == QTime(18, 0)
        sheet.time.setTime(QTime(16, 0))
        sheet.save.click()
        assert [one.when.hour for one in told] == [16]

    @pytest.mark.skipif(not hasattr(time, "tzset"), reason="no other zone can be set")
    def test_a_time_in_summer_is_summer_time_in_winter_too(self, sheet, told, zone):
        zone("Europe/London")
        sheet.day.setDate(QDate(2026, 7, 20))
        sheet.time.setTime(QTime(14, 0))
        sheet.save.click()
        assert told[0].when.astimezone().isoformat() == "2026-07-20T14:00:00+01:00"

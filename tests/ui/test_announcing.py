"""What has just changed is told to those who hear the screen."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from hiptimer.resources import notices
from hiptimer.ui.announcing import announce
from hiptimer.ui.pages.about_sheet import AboutSheet
from hiptimer.ui.pages.morning import MorningCard, MorningContent
from hiptimer.ui.widgets.toast import Toast

Politeness = QAccessible.AnnouncementPoliteness


@pytest.fixture
def heard(monkeypatch):
    heard = []

    def hear(event):
        heard.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def test_only_what_cannot_wait_breaks_off_what_is_being_said(theme, heard):
    widget = QWidget()
    announce(widget, "Paused")
    announce(widget, "Stopped.", assertive=True)
    assert heard == [("Paused", Politeness.Polite), ("Stopped.", Politeness.Assertive)]


def test_a_message_that_goes_away_by_itself_is_heard(theme, show, heard):
    window = show(QWidget(), 600, 400)
    Toast(theme, window).show_message("Removed: Hip session A", action="Undo")
    assert [words for words, _politeness in heard] == ["Removed: Hip session A"]


def test_that_something_was_copied_or_kept_is_heard(theme, show, heard):
    window = show(QWidget(), 1180, 760)
    sheet = AboutSheet(theme, window, notices())
    sheet.open()
    sheet.copy.click()
    card = MorningCard(theme, MorningContent(run_id="r", title="Hips", when="yesterday"), window)
    card.tell_saved()
    card.pain.scale.type_digit("3")
    card.tell_saved()
    assert [words for words, _politeness in heard] == ["Copied.", "Saved on this computer"]

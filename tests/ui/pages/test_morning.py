"""The card on Today that asks how the morning after was."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from hiptimer.ui.pages.morning import MorningContent
from hiptimer.ui.pages.tiles import Tile
from hiptimer.ui.pages.today import TodayContent, TodayPage

Key = Qt.Key
HIPS = Tile(key="hips", title="Hip session A", duration_s=800)
MORNING = MorningContent(run_id="r1", title="Hip session A", when="yesterday")
CONTENT = TodayContent(greeting="Good morning", date_text="", morning=MORNING, hero=HIPS)


@pytest.fixture
def page(theme, show):
    page = TodayPage(theme)
    page.show_content(CONTENT)
    return show(page, 1092, 760)


@pytest.fixture
def told(page):
    told = []
    page.morning_answered.connect(lambda *said: told.append(said))
    page.morning_put_off.connect(lambda run_id: told.append(("put off", run_id)))
    page.morning_refused.connect(lambda run_id: told.append(("refused", run_id)))
    return told


def words(page):
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def press(*keys):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_asks_on_top_of_all(page):
    shown = words(page)
    assert shown.index("How was it this morning?") < shown.index("Hip session A, yesterday")
    card = page._morning_card
    assert card.y() < page._hero.itemAt(0).widget().y()
    assert "Settled by this morning" in shown


def test_each_answer_is_told_at_once_by_one_key(page, told):
    page._morning_card.pain.setFocus()
    press(Key.Key_3)
    assert told == [("r1", 3, None)]
    press(Key.Key_Tab, Key.Key_1)
    assert told == [("r1", 3, None), ("r1", 3, True)]


def test_by_mouse_and_no_means_no(page, told):
    QTest.mouseClick(page._morning_card.settled.answers["no"], Qt.MouseButton.LeftButton)
    assert told == [("r1", None, False)]


def test_what_is_kept_is_said_when_it_is(page, told):
    page._morning_card.settled.answers["yes"].click()
    assert "Saved on this computer" not in words(page)
    page.tell_morning_saved()
    assert "Saved on this computer" in words(page)
    assert not page._morning_card.later.isVisible()


def test_can_be_put_off_or_refused(page, told):
    page._morning_card.later.click()
    page._morning_card.never.click()
    assert told == [("put off", "r1"), ("refused", "r1")]


def test_a_morning_that_is_over_is_not_called_this_one(page):
    before = replace(MORNING, when="Saturday", is_today=False)
    page.show_content(replace(CONTENT, morning=before))
    shown = words(page)
    assert "How was it the morning after?" in shown
    assert "Hip session A, Saturday" in shown


def test_nothing_to_ask_nothing_there(page):
    page.show_content(replace(CONTENT, morning=None))
    assert not any("morning" in said for said in words(page) if said != "Good morning")
    page.tell_morning_saved()


class TestTab:
    def test_comes_through_the_page_as_it_is_read(self, page):
        card = page._morning_card
        begin = next(one for one in page.findChildren(QPushButton) if one.text() == "Start")
        first = here = card.pain.scale.focusProxy()
        stops = []
        while (here := here.nextInFocusChain()) is not first:
            stops.append(here)
        order = (card.settled.answers["yes"], card.later, begin, page.zone)
        places = [stops.index(one) for one in order]
        assert places == sorted(places)

    def test_a_new_question_has_the_focus_and_an_answered_one_keeps_out_of_the_way(self, page):
        assert page._morning_card.pain.scale.isAncestorOf(QApplication.focusWidget())
        page.show_content(CONTENT)
        QApplication.processEvents()
        assert page._morning_card.pain.scale.isAncestorOf(QApplication.focusWidget())
        page.zone.setFocus()
        page.show_content(CONTENT)
        QApplication.processEvents()
        assert QApplication.focusWidget() is page.zone

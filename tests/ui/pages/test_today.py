"""The page of the day: what it tells, and what the person can ask of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStackedWidget

from hiptimer.engine.session import Often
from hiptimer.ui.pages.tiles import Asked, Tile
from hiptimer.ui.pages.today import ResumeCard, TodayContent, TodayPage
from hiptimer.ui.widgets.badges import Tag, TagKind
from hiptimer.ui.widgets.buttons import Button
from hiptimer.ui.widgets.drop_zone import DropState

DESK = Tile(key="desk", title="Desk break", duration_s=250, steps=6, kit=("chair",))
HIPS = Tile(
    key="hips",
    title="Hip session A",
    duration_s=800,
    at_least=True,
    steps=5,
    by="Dana W.",
    asked=Asked(2, 3),
)
BROKEN = Tile(key="bad", title="knee.yaml", broken="3 things to put right")
RESUME = ResumeCard(
    run_id="r1",
    title="Desk break",
    stopped_at="11:40",
    step=4,
    steps=6,
    next_words="right side next",
)
CONTENT = TodayContent(
    greeting="Good afternoon",
    date_text="Sunday 22 November",
    resume=RESUME,
    hero=HIPS,
    hero_label="Due today",
    hero_is_due=True,
    tiles=(DESK, HIPS, BROKEN),
)


@pytest.fixture
def page(theme, show):
    page = TodayPage(theme)
    page.show_content(CONTENT)
    return show(page, 1092, 760)


@pytest.fixture
def told(page):
    told = []
    for name in (
        "open_session",
        "start_session",
        "open_problems",
        "resume_run",
        "dismiss_run",
        "open_file",
    ):
        getattr(page, name).connect(lambda value, name=name: told.append((name, value)))
    page.choose_file.connect(lambda: told.append(("choose_file", None)))
    return told


def words(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def button(page, text):
    return next(one for one in page.findChildren(Button) if one.text() == text)


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_tells_the_day_the_hero_and_the_run_cut_off(page):
    shown = words(page)
    for said in (
        "Good afternoon",
        "Sunday 22 November",
        "Due today",
        "From Dana W.",
        "Hip session A",
        "at least 13 min · 5 steps · no kit",
        "2 of 3 this week",
        "Desk break, stopped at 11:40",
        "Step 4 of 6, right side next",
    ):
        assert said in shown


def test_only_what_is_due_has_the_colour_of_that(page):
    assert tag(page, "Due today") is TagKind.DUE
    page.show_content(replace(CONTENT, hero_label="Last done", hero_is_due=False))
    assert tag(page, "Last done") is TagKind.NEUTRAL


def tag(page, label):
    return next(one._kind for one in page.findChildren(Tag) if one.text() == label)


def test_buttons_say_what_they_are_for(page, told):
    for text in ("Start", "See the steps", "Resume", "Let it rest"):
        click(button(page, text))
    assert told == [
        ("start_session", "hips"),
        ("open_session", "hips"),
        ("resume_run", "r1"),
        ("dismiss_run", "r1"),
    ]


def test_tiles_by_keyboard(page, told):
    page.tiles.setFocus()
    QTest.keyClick(page.tiles, Qt.Key.Key_Return)
    QTest.keyClick(page.tiles, Qt.Key.Key_Right)
    QTest.keyClick(page.tiles, Qt.Key.Key_Space)
    assert told == [("open_session", "desk"), ("open_session", "hips")]


def test_broken_file_opens_its_problems(page, told):
    page.tiles.setFocus()
    QTest.keyClick(page.tiles, Qt.Key.Key_End)
    QTest.keyClick(page.tiles, Qt.Key.Key_Return)
    assert told == [("open_problems", "bad")]


def test_tile_by_mouse(page, told):
    page.ensureWidgetVisible(page.tiles)
    index = page.tiles.model().index(1, 0)
    place = page.tiles.visualRect(index).center()
    QTest.mouseClick(page.tiles.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [("open_session", "hips")]


def test_tile_is_heard_whole(page):
    model = page.tiles.model()
    heard = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert heard == [
        "Desk break, 4 min, 6 steps · chair",
        "Hip session A, at least 13 min, 5 steps · no kit, From Dana W. · 2 of 3 this week",
        "knee.yaml: cannot be played. 3 things to put right",
    ]


def test_assignments_by_day_and_by_days():
    assert Asked(1, 2, Often.PER_DAY).words() == "1 of 2 today"
    assert Asked(1, 2, Often.EVERY_DAYS).words() == "every 2 days"


def test_tab_goes_in_reading_order(page):
    order = [
        button(page, "Start"),
        button(page, "See the steps"),
        button(page, "Let it rest"),
        button(page, "Resume"),
    ]
    order[0].setFocus(Qt.FocusReason.TabFocusReason)
    for here in order:
        assert QApplication.focusWidget() is here
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.zone
    QTest.keyClick(page.zone, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.tiles


def drag(page, kind, *names):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in names])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    place = page.viewport().rect().center()
    if kind is QDropEvent:
        event = QDropEvent(QPointF(place), copy, data, left, none)
    else:
        event = kind(place, copy, data, left, none)
    QApplication.sendEvent(page.viewport(), event)
    return event


def test_file_dropped_anywhere_on_the_page(page, told, tmp_path):
    name = str(tmp_path / "hips.yaml")
    assert drag(page, QDragEnterEvent, name).isAccepted()
    assert page.zone.state() is DropState.OVER
    drag(page, QDropEvent, name)
    assert told == [("open_file", Path(name))]
    assert page.zone.state() is DropState.IDLE


def test_another_kind_of_file_is_refused_with_the_reason(page, told):
    drag(page, QDragEnterEvent, "/photo.jpg")
    drag(page, QDropEvent, "/photo.jpg")
    assert told == []
    assert page.zone.state() is DropState.BAD
    assert "photo.jpg" in page.zone.accessibleName()


def test_zone_asks_for_a_file(page, told):
    click(page.zone)
    assert told == [("choose_file", None)]


def test_empty_day_says_what_to_do(page):
    page.show_content(TodayContent(greeting="Good morning", date_text="Monday"))
    for _ in range(4):  # a page is laid out from the outside in
        QApplication.processEvents()
    shown = words(page)
    assert "No sessions yet. Drop a session file below, or choose one." in shown
    assert not page.tiles.isVisible()
    assert page.zone.isVisible()
    assert page.zone.width() > 900, "nothing stands beside it"
    assert "Desk break, stopped at 11:40" not in shown


def test_note_is_shown_when_there_is_one(page):
    note = page.findChildren(type(page._note))[0]
    assert not note.isVisible()
    page.show_content(TodayContent(greeting="", date_text="", note="No sound was found."))
    assert note.isVisible()
    assert "No sound was found." in note.accessibleName()


def test_grid_has_one_column_in_a_narrow_window(page, qapp):
    wide = page.tiles.columns()
    page.resize(420, 560)
    for _ in range(3):  # a page is laid out from the outside in
        qapp.processEvents()
    assert page.tiles.columns() == 1 < wide
    assert page.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("assigned", [False, True])
def test_three_sessions_need_no_scroll_bar(theme, show, assigned):
    hips = HIPS if assigned else replace(HIPS, by="", asked=None)
    page = TodayPage(theme)
    page.show_content(replace(CONTENT, resume=None, hero=DESK, tiles=(DESK, hips, DESK)))
    show(page, 1092, 760)
    assert page.verticalScrollBar().maximum() == 0


def test_who_assigned_it_may_take_two_lines(page):
    view = page.tiles
    lines = view._look._lines(replace(HIPS, asked=Asked(0, 3)), 200)
    assert [fitted.elided for fitted, _colour in lines] == [False, False, False]
    plain = view._look._lines(DESK, 200)
    sizes = [fitted.font.pixelSize() for fitted, _colour in lines[:2]]
    assert sizes == [fitted.font.pixelSize() for fitted, _colour in plain]


class TestFocus:
    """Whoever cannot see the page goes by where the focus is."""

    def test_stays_where_it_was_when_something_else_is_new(self, page, qapp):
        button(page, "See the steps").setFocus()
        page.show_content(replace(CONTENT, note="Three runs came from another computer."))
        qapp.processEvents()
        assert QApplication.focusWidget().text() == "See the steps"

    def test_goes_to_what_comes_first_when_its_card_is_gone(self, page, qapp):
        button(page, "Let it rest").setFocus()
        page.show_content(replace(CONTENT, resume=None))
        qapp.processEvents()
        assert QApplication.focusWidget().text() == "Start"
        page.show_content(replace(CONTENT, resume=None, hero=None))
        qapp.processEvents()
        assert QApplication.focusWidget() is page.tiles

    def test_is_not_taken_from_what_stays(self, page, qapp):
        page.zone.setFocus()
        page.show_content(replace(CONTENT, resume=None))
        qapp.processEvents()
        assert QApplication.focusWidget() is page.zone

    def test_is_there_again_when_one_comes_back_to_the_page(self, theme, show, qapp):
        page, other = TodayPage(theme), QPushButton("Other")
        stack = QStackedWidget()
        for one in (page, other):
            stack.addWidget(one)
        page.show_content(CONTENT)
        show(stack, 1092, 760)
        button(page, "Start").setFocus()
        stack.setCurrentWidget(other)
        assert QApplication.focusWidget() is other
        page.show_content(replace(CONTENT, resume=None))
        qapp.processEvents()
        assert QApplication.focusWidget() is other, "the page is not seen yet"
        stack.setCurrentWidget(page)
        qapp.processEvents()
        assert QApplication.focusWidget().text() == "Start"


def test_the_tiles_are_as_high_with_the_bar_of_the_page_as_without(theme, show):
    """Else it would come and go without end at the height at which lower tiles need none."""
    page = TodayPage(theme)
    page.show_content(replace(CONTENT, tiles=(DESK, HIPS, BROKEN) * 3))
    show(page, 1092, 500)
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() > 0
    with_bar = page.tiles.cell()
    page.resize(1092, 2000)
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() == 0
    without = page.tiles.cell()
    assert without.width() > with_bar.width()
    assert without.height() == with_bar.height()

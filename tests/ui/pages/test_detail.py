"""The page of one session: its words, the choices, and Start."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hiptimer.engine.exercise import Side
from hiptimer.ui.pages.detail import DetailPage
from hiptimer.ui.pages.detail_content import (
    DetailContent,
    SessionChoices,
    StepContent,
    VersionWords,
)
from hiptimer.ui.widgets.cards import Note
from hiptimer.ui.widgets.moments import Moment
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.widgets.slider import Slider
from hiptimer.ui.widgets.timeline_strip import Block

STEPS = (
    StepContent(
        index=0,
        number=1,
        name="Low lunge",
        kind_words="Hold",
        dose="30 s each side",
        sets="2 sets, 30 s rest",
        length_s=78,
        note="Only as far as is easy.",
        load="red band",
        instructions=("Kneel on one knee.",),
        feel="At the front of the hip.",
        mistakes=("Arching the low back.",),
        cautions=("Cushion the knee.",),
        versions=(VersionWords("Easier", "Standing stretch", "Stand in a long step."),),
    ),
    StepContent(index=1, number=0, name="Fetch the band.", kind_words="Wait", at_least=True),
    StepContent(index=2, number=2, name="Bridge", dose="8 reps", length_s=60, optional=True),
)
CONTENT = DetailContent(
    key="hips",
    title="Hip session A",
    total_s=800,
    kit=("mat", "band"),
    author="Dana W., physiotherapist",
    cautions=("Stop if it is sharp.",),
    stop_rule="Up to 5 is fine.",
    assigned="3 per week",
    assigned_by="Dana W.",
    assigned_note="Left hip only.",
    steps=STEPS,
    blocks=(Block(Moment.WORK, 78, 0, "Low lunge"), Block(Moment.WORK, 60, 2, "Bridge")),
)


@pytest.fixture
def page(theme, show):
    page = DetailPage(theme)
    page.show_content(CONTENT)
    return show(page, 1092, 760)


@pytest.fixture
def chosen(page):
    chosen = []
    page.choices_changed.connect(chosen.append)
    return chosen


def words(page):
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def notes(page):
    QApplication.processEvents()
    return [note.accessibleName() for note in page.findChildren(Note) if note.isVisible()]


def test_tells_what_the_session_is(page):
    shown = words(page)
    for said in ("Hip session A", "13 min 20 s", "mat, band", "Dana W., physiotherapist"):
        assert said in shown
    assert notes(page) == [
        "Stop if it is sharp.",
        "From Dana W.: “Up to 5 is fine.”",
        "Note from Dana W.: Left hip only.",
    ]
    assert page.strip.blocks() == CONTENT.blocks


def test_tells_each_step(page):
    shown = words(page)
    for said in (
        "1. Low lunge",
        "Hold · red band",
        "30 s each side",
        "2 sets, 30 s rest",
        "1:18",
        "Only as far as is easy.",
        "Fetch the band.",
        "2. Bridge",
    ):
        assert said in shown


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_step_opens_and_closes_by_key(page, key):
    head = page._rows[0].head
    assert "Kneel on one knee." not in words(page)
    head.setFocus()
    QTest.keyClick(head, key)
    for said in (
        "Kneel on one knee.",
        "At the front of the hip.",
        "Arching the low back.",
        "Cushion the knee.",
        "Easier: Standing stretch",
        "Stand in a long step.",
    ):
        assert said in words(page)
    QTest.keyClick(head, key)
    assert "Kneel on one knee." not in words(page)


def test_start_has_the_focus_and_enter_presses_it(page):
    started = []
    page.start.connect(started.append)
    page.focus_start()
    assert QApplication.focusWidget() is page.begin
    assert page.begin.text() == "Start 13:20"
    QTest.keyClick(page.begin, Qt.Key.Key_Space)
    QTest.keyClick(page.begin, Qt.Key.Key_Return)
    assert started == [SessionChoices(), SessionChoices()]


def test_lower_bound_is_called_at_least(page):
    page.show_content(replace(CONTENT, at_least=True))
    assert "at least 13 min 20 s" in words(page)
    assert page.begin.text() == "Start 13:20+"


def test_dose_slider_tells_and_shows_the_new_total(page, chosen):
    page.dose.setFocus()
    QTest.keyClick(page.dose, Qt.Key.Key_Left)
    assert [one.scale for one in chosen] == [95]
    assert "95 %" in words(page)
    step = replace(STEPS[0], dose="29 s each side", length_s=76)
    slider = page.dose
    page.show_content(replace(CONTENT, total_s=780, choices=chosen[-1], steps=(step, *STEPS[1:])))
    assert page.begin.text() == "Start 13:00"
    assert "29 s each side" in words(page)
    assert page.dose is slider, "the slider in the hand is not replaced by another"


def test_dose_keeps_to_its_bounds(page, chosen):
    page.dose.setFocus()
    QTest.keyClick(page.dose, Qt.Key.Key_End)
    QTest.keyClick(page.dose, Qt.Key.Key_Home)
    assert [one.scale for one in chosen] == [125, 50]


def test_locked_file_has_no_slider(page):
    page.show_content(replace(CONTENT, locked=True))
    assert "The dose is set by the author of this file." in words(page)
    assert [one for one in page.findChildren(Slider) if one.isVisible()] == []


def test_optional_step_can_be_left_out_and_taken_back(page, chosen):
    toggle = page._rows[2].toggle
    assert toggle.isChecked()
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    assert [one.left_out for one in chosen] == [frozenset({2}), frozenset()]


def test_first_side_sound_and_full_screen(page, chosen):
    page.sides._row._cells["right"].click()
    page.sound.setCurrentIndex(page.sound.findData("silent"))
    page.sound.activated.emit(page.sound.currentIndex())
    page.full.click()
    assert chosen[-1] == SessionChoices(first=Side.RIGHT, sound_level="silent", full_screen=False)


def test_no_side_to_choose_where_none_is_open(page):
    page.show_content(replace(CONTENT, chooses_side=False, key="other"))
    assert "Begin with" not in words(page)


def test_what_hiptimer_is_stands_there_the_first_time(page):
    assert not any("does not diagnose" in note for note in notes(page))
    page.show_content(replace(CONTENT, first_time=True))
    assert any("does not diagnose" in note for note in notes(page))


def test_help_is_one_press_away_and_gives_no_verdict(page, qapp):
    page.help_link.click()
    (sheet,) = page.window().findChildren(Sheet)
    assert sheet.isVisible()
    assert any(
        "Having none of these does not rule out a problem." in note.accessibleName()
        for note in sheet.findChildren(Note)
    )
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_back(page):
    went = []
    page.back.connect(lambda: went.append(True))
    page.back_button.click()
    assert went == [True]


def test_narrow_page_brings_start_before_the_steps(page, qapp):
    page.resize(420, 700)
    qapp.processEvents()
    start = page.begin.mapTo(page.widget(), page.begin.rect().center()).y()
    first = page._rows[0].mapTo(page.widget(), page._rows[0].rect().center()).y()
    assert start < first
    page.resize(1092, 760)
    qapp.processEvents()
    start = page.begin.mapTo(page.widget(), page.begin.rect().center()).x()
    first = page._rows[0].mapTo(page.widget(), page._rows[0].rect().center()).x()
    assert start > first


def test_the_hint_stands_only_while_enter_starts(page):
    page.focus_start()
    assert page.hint.isVisible()
    page.help_link.setFocus()
    assert not page.hint.isVisible()


def test_a_locked_file_offers_no_side_to_begin_with(page):
    page.show_content(replace(CONTENT, chooses_side=True))
    assert "Begin with" in words(page)
    page.show_content(replace(CONTENT, chooses_side=True, locked=True))
    assert "Begin with" not in words(page)


def test_help_can_be_closed_without_scrolling(page):
    page.resize(1092, 560)
    page.help_link.click()
    QApplication.processEvents()
    (sheet,) = page.window().findChildren(Sheet)
    close = QApplication.focusWidget()
    assert close.text() == "Close"
    assert sheet.card.rect().contains(close.geometry().translated(close.parent().pos()))
    bar = sheet._scroll.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(close, Qt.Key.Key_PageDown)
    assert bar.value() > 0

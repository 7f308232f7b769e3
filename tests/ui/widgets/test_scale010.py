"""The scale from 0 to 10: one key for an answer, one stop of Tab, and words that are never cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QWidget

from hiptimer.ui.layouts import vbox
from hiptimer.ui.widgets.scale010 import SHAKE_S, Band, BandKind, Scale010
from made import HandClock

Key = Qt.Key
USUAL = (
    Band(0, 2, BandKind.OK, "Carry on"),
    Band(3, 5, BandKind.CAUTION, "Acceptable"),
    Band(6, 10, BandKind.WARN, "Too much", "Too much. Stop this one."),
)
BARE = tuple(Band(one.low, one.high, one.kind) for one in USUAL)


@pytest.fixture
def between(theme, show):
    """A scale with a field before it and one after it."""
    holder = QWidget()
    column = vbox(holder)
    before, after = QLineEdit(), QLineEdit()
    scale = Scale010(theme, "Pain now", USUAL, clock=HandClock())
    for part in (before, scale, after):
        column.addWidget(part)
    show(holder, 600, 300)
    return before, scale, after


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)


def cells(scale):
    return scale.findChildren(QRadioButton)


@pytest.mark.parametrize("chosen", [None, 0, 7])
def test_tab_stops_once_whatever_is_chosen(between, chosen):
    before, scale, after = between
    scale.set_value(chosen)
    before.setFocus()
    press(Key.Key_Tab)
    assert QApplication.focusWidget().text() == str(chosen or 0)
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is after
    QTest.keyClick(after, Key.Key_Backtab)
    assert QApplication.focusWidget().text() == str(chosen or 0)


def test_a_digit_and_tab_answer_and_go_on(between):
    before, scale, after = between
    before.setFocus()
    for key in (Key.Key_Tab, Key.Key_4, Key.Key_Tab):
        press(key)
    assert scale.value() == 4
    assert QApplication.focusWidget() is after


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_an_answer_can_be_taken_back_by_key(between, key):
    _before, scale, after = between
    heard = []
    scale.value_changed.connect(heard.append)
    scale.setFocus()
    press(Key.Key_4)
    press(key)
    press(key)
    assert scale.value() is None
    assert heard == [4, None]
    press(Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_a_click_on_the_chosen_number_takes_it_back_but_not_a_shaking_hand(theme, show):
    clock = HandClock()
    scale = Scale010(theme, "Pain now", clock=clock)
    show(scale, 600, 80)

    def click(number):
        QTest.mouseClick(cells(scale)[number], Qt.MouseButton.LeftButton)

    click(4)
    clock.now += SHAKE_S / 2
    click(4)
    assert scale.value() == 4
    clock.now += SHAKE_S
    click(4)
    assert scale.value() is None
    click(5)
    clock.now += SHAKE_S
    click(6)
    assert scale.value() == 6


def test_a_click_takes_back_what_was_typed(theme, show):
    clock = HandClock()
    scale = Scale010(theme, "Pain now", clock=clock)
    show(scale, 600, 80)
    scale.type_digit("3")
    clock.now += 1
    QTest.mouseClick(cells(scale)[3], Qt.MouseButton.LeftButton)
    assert scale.value() is None


def test_a_typed_digit_leaves_the_focus_where_it_is(between):
    before, scale, _after = between
    before.setFocus()
    assert scale.type_digit("1")
    assert scale.type_digit("0")
    assert not scale.type_digit("x")
    assert not scale.type_digit("")
    assert not scale.type_digit("²")
    assert scale.value() == 10
    assert QApplication.focusWidget() is before


@pytest.mark.parametrize(
    ("percent", "width", "rows"), [(100, 312, 1), (200, 312, 2), (200, 900, 1)]
)
def test_numbers_that_do_not_fit_stand_in_two_rows(theme, show, percent, width, rows):
    theme.set_text_percent(percent)
    scale = Scale010(theme, "Pain now")
    show(scale, width, scale.heightForWidth(width))
    tops = {cell.geometry().top() for cell in cells(scale)}
    assert len(tops) == rows
    for cell in cells(scale):
        assert cell.width() >= cell.minimumSizeHint().width()
        assert scale.rect().contains(cell.geometry())
        assert cell.height() >= 48


def inked_rows(scale, theme):
    """Return how many lines of words stand below the numbers."""
    image = scale.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    below = cells(scale)[-1].geometry().bottom() + 2
    kinds = {theme.color(kind.value).rgb() for kind in BandKind}
    inked = [
        any(image.pixel(x, y) in kinds for x in range(image.width()))
        for y in range(below, image.height())
    ]
    return sum(here and not before for before, here in zip([False, *inked], inked, strict=False))


@pytest.mark.parametrize(
    ("bands", "width", "lines"), [(USUAL, 640, 1), (USUAL, 320, 3), (BARE, 640, 1), (BARE, 320, 1)]
)
def test_words_stand_below_their_numbers_or_below_each_other(theme, show, bands, width, lines):
    scale = Scale010(theme, "Pain now", bands)
    show(scale, width, scale.heightForWidth(width))
    each = theme.type.line("small") + 4
    with_one_line = scale.heightForWidth(640)
    assert scale.heightForWidth(width) == with_one_line + (lines - 1) * each
    assert inked_rows(scale, theme) >= lines


def test_words_for_one_band_alone_are_not_shown_as_if_the_others_had_none(theme, show):
    some = (USUAL[0], *BARE[1:])
    scale = Scale010(theme, "Pain now", some)
    bare = Scale010(theme, "Pain now", BARE)
    for one in (scale, bare):
        show(one, 320, 90)
    assert scale.heightForWidth(320) == bare.heightForWidth(320)


def test_what_a_number_means_can_be_heard(theme):
    scale = Scale010(theme, "Pain now", USUAL)
    cell = cells(scale)[6]
    assert cell.accessibleName() == "Pain now 6, Too much"
    assert cell.accessibleDescription() == "Too much. Stop this one."


def test_one_number_alone_is_a_band_too():
    assert Band(4, 4, BandKind.CAUTION, "Slower").text == "4 Slower"

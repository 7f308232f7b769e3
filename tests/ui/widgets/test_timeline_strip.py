"""The timeline strip: to scale, told by colour and height and words, worked by pointer and keys."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from hiptimer.ui.widgets.moments import Moment
from hiptimer.ui.widgets.timeline_strip import Block, BlockState, TimelineStrip, length_text


def _blocks(steps=3, sets=2):
    out = []
    for step in range(steps):
        for _ in range(sets):
            label = f"Stretch {step + 1}"
            out.append(Block(Moment.SWITCH, 8, step, label, f"Get ready: {label}"))
            out.append(Block(Moment.WORK, 32, step, label, f"{label}, left"))
    return tuple(out)


@pytest.fixture
def strip(theme, show):
    strip = TimelineStrip(theme)
    strip.set_blocks(_blocks())
    show(strip, 900, 56)
    return strip


def test_bars_are_to_scale_and_work_stands_taller(strip):
    switch, work = strip.places()[:2]
    assert (work.height(), switch.height()) == (16, 6)
    assert work.center().y() == switch.center().y()
    assert work.width() / switch.width() == pytest.approx(4, rel=0.25)


def test_steps_stand_ten_pixels_apart_and_the_strip_is_filled(strip):
    places, blocks = strip.places(), strip.blocks()
    gaps = [b.left() - a.right() for a, b in pairwise(places)]
    for (a, b), gap in zip(pairwise(blocks), gaps, strict=True):
        assert gap == pytest.approx(10 if a.step != b.step else 2)
    assert places[0].left() == 0
    assert places[-1].right() == pytest.approx(900)


@pytest.mark.parametrize("width", [120, 420, 1132])
@pytest.mark.parametrize(("steps", "sets"), [(1, 1), (40, 6), (6, 60)])
def test_a_session_of_any_length_fits(theme, show, width, steps, sets):
    strip = TimelineStrip(theme)
    show(strip, width, 56)
    strip.set_blocks(_blocks(steps, sets))
    strip.set_position(0, 0.5)
    places = strip.places()
    assert places[-1].right() == pytest.approx(width)
    assert all(a.right() <= b.left() + 0.01 for a, b in pairwise(places))
    assert all(place.width() > 0 for place in places)
    strip.grab()


def test_an_open_block_of_no_length_can_still_be_seen(theme, show):
    strip = TimelineStrip(theme)
    show(strip, 600, 56)
    strip.set_blocks((Block(Moment.WORK, 0, 0, "Wait"), Block(Moment.WORK, 100, 1, "Go")))
    assert strip.places()[0].width() >= 2.5


def test_done_is_solid_to_do_is_a_tint(strip, theme):
    blocks = list(strip.blocks())
    blocks[1] = Block(Moment.WORK, 32, 0, "Stretch 1", state=BlockState.DONE)
    strip.set_blocks(tuple(blocks))
    image = strip.grab().toImage()
    done, to_do = (strip.places()[i].center().toPoint() for i in (1, 3))
    assert image.pixelColor(done) == theme.color("work")
    assert image.pixelColor(to_do) == theme.color("todo_work")


def test_the_block_in_progress_is_filled_up_to_the_playhead(strip, theme):
    strip.set_position(1, 0.5)
    place = strip.places()[1]
    image = strip.grab().toImage()
    y = round(place.center().y())
    assert image.pixelColor(round(place.left() + 0.25 * place.width()), y) == theme.color("work")
    assert image.pixelColor(round(place.left() + 0.8 * place.width()), y) == theme.color(
        "todo_work"
    )
    assert image.pixelColor(round(place.center().x()), y) == theme.color("ink")


def test_a_click_asks_to_jump(strip):
    heard = []
    strip.jump_requested.connect(heard.append)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.places()[5].center().toPoint())
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(899, 50))
    assert heard == [5, 11]


def test_keys_go_from_block_to_block(strip):
    heard = []
    strip.jump_requested.connect(heard.append)
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return):
        QTest.keyClick(strip, key)
    QTest.keyClick(strip, Qt.Key.Key_End)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Space)
    QTest.keyClick(strip, Qt.Key.Key_Home)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    QTest.keyClick(strip, Qt.Key.Key_Enter)
    assert heard == [1, 11, 0]


def test_the_strip_is_put_into_words(strip):
    strip.clearFocus()
    assert strip.accessibleName() == "Timeline of the session"
    assert strip.accessibleDescription() == "3 steps: Stretch 1, Stretch 2, Stretch 3"
    strip.set_position(5, 0.1)
    assert strip.accessibleDescription().endswith("now: Stretch 2, left, 32 s")
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.accessibleDescription().startswith("Get ready: Stretch 1, 8 s")


def test_labels_shrink_to_a_number_and_to_nothing(strip):
    metrics = QFontMetricsF(strip.font())
    label = [strip._label(1, 4, metrics, room, bare=False) for room in (300, 30, 2)]
    assert label == ["2 Stretch 2", "2", ""]
    assert strip._label(1, 4, metrics, 300, bare=True) == "Stretch 2"


def test_without_blocks_the_strip_is_quiet(theme, show):
    strip = TimelineStrip(theme)
    show(strip, 300, 56)
    strip.set_position(3, 0.5)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton)
    strip.grab()
    assert strip.accessibleDescription() == ""


def test_a_shorter_session_after_a_longer_one_has_no_place_yet(strip):
    strip.set_position(len(_blocks()) - 1, 0.5)
    strip.set_blocks(_blocks(steps=1))
    empty = strip.grab().toImage()
    strip.set_position(0, 0.5)
    assert strip.grab().toImage() != empty


def test_lengths_are_short():
    assert (length_text(45), length_text(59.6), length_text(125)) == ("45 s", "1:00", "2:05")

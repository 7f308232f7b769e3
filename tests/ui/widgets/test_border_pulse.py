"""The border of a window: lit once, softly enough for everyone, and in nobody's way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton, QWidget

from hiptimer.ui.widgets import border_pulse
from hiptimer.ui.widgets.border_pulse import (
    DARK_MS,
    PULSE_MS,
    STILL_PULSE_MS,
    WIDTH,
    BorderPulse,
)


@pytest.fixture
def window(show):
    return show(QWidget(), 420, 560)


@pytest.fixture
def border(theme, window):
    return BorderPulse(theme, window)


def lit(window, theme):
    """Return where the ink of the border is found along a line through the middle of the window."""
    picture = window.grab().toImage()
    ink = theme.color("ink")
    ratio = picture.devicePixelRatio()
    row = [picture.pixelColor(int(x * ratio), 280) for x in range(window.width())]
    return [x for x, colour in enumerate(row) if colour == ink]


def test_is_eight_pixels_of_ink_at_every_edge(border, window, theme):
    assert lit(window, theme) == []
    border.pulse()
    width = window.width()
    assert lit(window, theme) == [*range(WIDTH), *range(width - WIDTH, width)]


def test_stays_at_the_edge_as_the_window_grows(border, window, theme, qapp, monkeypatch):
    monkeypatch.setattr(border_pulse, "PULSE_MS", 600_000)  # lit for as long as the test takes
    border.pulse()
    window.resize(900, 600)
    qapp.processEvents()
    assert lit(window, theme) == [*range(WIDTH), *range(900 - WIDTH, 900)]


def test_lies_over_what_comes_later(border, window, theme, qapp):
    later = QWidget(window)
    later.setGeometry(window.rect())
    later.setAutoFillBackground(True)
    later.show()
    border.pulse()
    assert len(lit(window, theme)) == 2 * WIDTH


def test_a_second_change_at_once_lights_nothing_more(border):
    border.pulse()
    border._lit.stop()  # as if its time were over
    border._lit.timeout.emit()
    border.pulse()
    assert not border.pulsing()
    assert not border.isVisible()
    border._between.stop()
    border.pulse()
    assert border.pulsing()


def test_never_more_than_one_a_second_and_long_enough_to_be_safe():
    assert PULSE_MS >= 350
    assert PULSE_MS + DARK_MS >= 1000


def test_goes_out_by_itself(border, window, theme):
    border.pulse()
    assert QSignalSpy(border._lit.timeout).wait(30_000)
    assert not border.isVisible()
    assert lit(window, theme) == []


def test_in_reduced_motion_it_stands_for_a_second(border, theme):
    theme.set_motion("on")
    border.pulse()
    theme.set_motion("off")
    assert border._lit.interval() == STILL_PULSE_MS == 1000
    assert border._between.interval() > STILL_PULSE_MS


def test_takes_no_click_and_no_focus(border, window, show):
    pressed = []
    button = QPushButton("x", window)
    button.setGeometry(0, 0, 40, 40)
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    border.pulse()
    found = window.childAt(3, 3)
    assert found is button
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [1]
    assert not border.focusPolicy()

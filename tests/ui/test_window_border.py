"""The border of each window lights up when the player's page asks for it: large, narrow, far, mini."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from hiptimer.ui.layouts import Text
from hiptimer.ui.mini import MiniPlayer
from hiptimer.ui.widgets.border_pulse import WIDTH, BorderPulse
from hiptimer.ui.widgets.moments import Moment, SecondsClock, StageState
from hiptimer.ui.window import PLAYER, Window


def is_lit(window, theme):
    """Tell whether all four edges of the window are ink, and no more than the edges."""
    picture = window.grab().toImage()
    width, height = picture.width(), picture.height()
    ink = theme.color("ink")
    middles = [
        (3, height // 2),
        (width - 4, height // 2),
        (width // 2, 3),
        (width // 2, height - 4),
    ]
    inside = picture.pixelColor(WIDTH, height - WIDTH - 1)
    return all(picture.pixelColor(*place) == ink for place in middles) and inside != ink


@pytest.fixture
def window(theme, show):
    window = Window(theme)
    window.show_page(PLAYER)
    return show(window, 1180, 760)


@pytest.mark.parametrize(("width", "far"), [(1180, False), (480, False), (1920, True)])
def test_of_the_window(window, theme, width, far):
    window.resize(width, 760)
    window.player.set_far(far)
    QApplication.processEvents()
    assert not is_lit(window, theme)
    window.player.pulse_wanted.emit()
    assert is_lit(window, theme)


def test_of_the_small_window(window, theme):
    window.set_mini(True)
    small = window._mini
    assert isinstance(small, MiniPlayer)
    assert small.isVisible()
    window.player.pulse_wanted.emit()
    assert small.findChild(BorderPulse).isVisible()
    assert is_lit(small, theme)
    window.set_mini(False)


def test_the_small_window_is_told_anew_only_when_it_looks_other(window, qapp):
    said = []
    small = window._mini
    small.setAccessibleName, name = (
        lambda words: (said.append(words), name(words)),
        small.setAccessibleName,
    )
    show = window.player.showing.emit
    show(held(1.0), "Next: twist", 0.1)
    assert said == []  # nobody sees it
    window.set_mini(True)
    assert said == ["Lunge, 29"]
    for elapsed_s in (1.1, 1.2, 1.3):
        show(held(elapsed_s), "Next: twist", 0.1)
    assert said == ["Lunge, 29"]
    show(held(2.0), "Next: twist", 0.1)
    show(held(2.0), "Next: twist", 0.2)
    show(replace(held(2.0), paused=True), "Next: twist", 0.2)
    assert said == ["Lunge, 29", "Lunge, 28", "Lunge, 28", "Lunge, 28"]
    window.set_mini(False)


def held(elapsed_s):
    return StageState(moment=Moment.WORK, clock=SecondsClock(elapsed_s, 30), name="Lunge")


def test_words_first_shown_after_the_colours_changed_wear_the_new_ones(theme, show):
    words = Text(theme, "Sit.")
    theme.set_scheme("dark")
    show(words)
    assert words.palette().color(words.foregroundRole()) == theme.color("ink")

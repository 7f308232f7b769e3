"""A window opens where it was, and always where it can be seen."""

import pytest
from PySide6.QtCore import QRect

from hiptimer.ui.window import SMALLEST, Geometry, Window, on_a_screen

LARGE, BESIDE = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 1000)


@pytest.mark.parametrize(
    ("kept", "screens", "place"),
    [
        ((100, 80, 1180, 760), [LARGE], (100, 80, 1180, 760)),
        ((1950, 40, 1180, 760), [LARGE, BESIDE], (1950, 40, 1180, 760)),
        # The second screen is gone.
        ((2500, 40, 1180, 760), [LARGE], (740, 40, 1180, 760)),
        ((-4000, -3000, 1180, 760), [LARGE], (0, 0, 1180, 760)),
        # Only a corner of it would be seen.
        ((1900, 1030, 1180, 760), [LARGE], (740, 280, 1180, 760)),
        # Its screen is smaller now.
        ((0, 0, 2500, 1400), [BESIDE], (1920, 0, 1280, 1000)),
        ((0, 0, 1180, 760), [QRect(0, 0, 320, 240)], (0, 0, 420, 560)),
        ((7, 7, 1180, 760), [], (7, 7, 1180, 760)),
    ],
)
def test_a_place_on_the_screens_there_are(kept, screens, place):
    assert on_a_screen(QRect(*kept), screens) == QRect(*place)


def test_what_is_kept_is_what_is_shown(theme, show, qapp):
    window = Window(theme)
    window.show_restored(Geometry(9000, 9000, 500, 600, maximized=False))
    qapp.processEvents()
    frame = 8  # what the platform draws round a window
    screen = qapp.primaryScreen().availableGeometry().adjusted(0, 0, frame, frame)
    assert screen.contains(window.geometry())
    assert window.size().width() >= SMALLEST.width()
    kept = window.geometry_now()
    assert (kept.width, kept.height, kept.maximized) == (500, 600, False)
    show(window)

"""The values the stage is shown: what the digits say, how much of the ring is left."""

import pytest

from hiptimer.ui.widgets.moments import Phase, Phases, SecondsClock, seconds_text


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(59.2, "1:00"), (59.0, "59"), (18.0, "18"), (17.01, "18"), (0.4, "1"), (0.0, "0"), (-2, "0")],
)
def test_a_countdown_shows_the_second_in_progress(seconds, shown):
    assert seconds_text(seconds) == shown


def test_a_minute_and_more_is_shown_with_a_colon():
    assert seconds_text(125) == "2:05"
    assert seconds_text(60) == "1:00"


def test_a_hold_counts_down_and_its_ring_drains():
    clock = SecondsClock(12, 30)
    assert (clock.digits(), clock.left(), clock.notch()) == ("18", pytest.approx(0.6), None)
    assert not clock.beyond
    assert SecondsClock(30, 30).left() == 0


def test_a_range_counts_to_its_minimum_and_then_up():
    early, late = SecondsClock(12, 45, 30), SecondsClock(36.4, 45, 30)
    assert early.digits() == "18"
    assert early.notch() == pytest.approx(1 / 3)
    assert (late.digits(), late.beyond) == ("+6", True)
    assert late.left() == pytest.approx(8.6 / 45)


def test_at_the_minimum_the_ring_stands_at_the_notch():
    clock = SecondsClock(30, 45, 30)
    assert clock.left() == pytest.approx(clock.notch())
    assert clock.digits() == "+0"


def test_an_open_hold_counts_up_past_its_minimum():
    clock = SecondsClock(95, None, 30)
    assert (clock.digits(), clock.left(), clock.notch()) == ("+1:05", 0.0, None)
    assert SecondsClock(15, None, 30).left() == 0.5


@pytest.mark.parametrize(
    ("clock", "last"),
    [
        (SecondsClock(26.9, 30), False),
        (SecondsClock(27.1, 30), True),
        (SecondsClock(29, None, 30), False),
        (SecondsClock(44, 45, 30), False),
    ],
)
def test_the_last_three_seconds_are_those_of_a_known_length(clock, last):
    assert clock.last_seconds() is last


def test_a_phase_shows_its_seconds_down_to_one():
    parts = (Phase("In", 4), Phase("Out", 6))
    assert [Phases(parts, 1, p).seconds_left for p in (0, 0.5, 0.99, 1)] == [6, 3, 1, 1]

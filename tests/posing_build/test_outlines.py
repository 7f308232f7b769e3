"""From points to polygons."""

import numpy as np
import pytest

from posing.polygons import area, to_outline
from tools.posing.outlines import around, of_field, of_share, simplified

ROWS, COLUMNS = np.mgrid[0:120, 0:140] + 0.5
AT = (67.3, 58.8)


def disc(radius: float):
    """How far inside a disc each point is."""
    return radius - np.hypot(COLUMNS - AT[0], ROWS - AT[1])


@pytest.mark.parametrize("radius", [12, 30, 45])
def test_a_circle_keeps_its_area_and_its_place(radius):
    (found,) = of_field(disc(radius), 0.0, 4, 0.05)
    assert area([found]) == pytest.approx(np.pi * radius**2, rel=0.005)
    away = np.hypot(*(found - AT).T)
    assert away.min() > radius - 0.4
    assert away.max() < radius + 0.4


def test_what_covers_points_in_part_keeps_its_area_too():
    share = np.clip(disc(30) + 0.5, 0, 1)
    (found,) = of_share(share, 0.6, 0.5, 4, 0.05)
    assert area([found]) == pytest.approx(np.pi * 900, rel=0.005)


def test_holes_are_kept():
    outer, inner = of_field(np.minimum(disc(40), -disc(15)), 0.0, 4, 0.05)
    areas = sorted(area([one]) for one in (outer, inner))
    assert areas == pytest.approx([np.pi * 225, np.pi * 1600], rel=0.01)


def test_what_reaches_the_border_is_closed_there():
    (found,) = of_field(np.ones((20, 30)), 0.5, 1, 0.01)
    assert area([found]) == pytest.approx(600, rel=0.05)


def test_specks_are_left_out():
    field = np.maximum(disc(20), 2 - np.hypot(COLUMNS - 10, ROWS - 10))
    assert len(of_field(field, 0.0, 1, 0.05)) == 2
    assert len(of_field(field, 0.0, 30, 0.05)) == 1


def test_of_nothing_there_is_no_outline():
    assert of_field(np.zeros((10, 10)), 0.5, 1, 0.1) == []
    assert of_share(np.zeros((10, 10)), 0.6, 0.5, 1, 0.1) == []


@pytest.mark.parametrize("slack", [0.05, 0.2, 1.0])
def test_what_is_left_out_lies_within_the_slack(slack):
    angles = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    whole = np.stack([50 * np.cos(angles), 30 * np.sin(angles) + 3 * np.sin(5 * angles)], axis=1)
    kept = simplified(whole, slack)
    assert len(kept) < len(whole) / 3
    assert {tuple(one) for one in kept} <= {tuple(one) for one in whole}
    assert max(to_outline(point, kept) for point in whole) <= slack + 1e-9


def test_straight_sides_need_only_corners():
    (found,) = of_field(np.pad(np.ones((20, 30)), 10), 0.5, 1, 0.3)
    assert len(found) <= 12


def test_a_window_holds_the_mask_and_a_margin():
    mask = np.zeros((20, 30), bool)
    mask[5:8, 1:4] = True
    assert around(mask, 2) == (slice(3, 10), slice(0, 6))
    assert mask[around(mask, 0)].all()
    assert mask[around(np.zeros_like(mask), 2)].size == 0

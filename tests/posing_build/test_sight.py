"""A picture whose edges are finer than its points."""

import numpy as np
import pytest

from posing.views import view_of_cube
from tools.posing.build import STATURE_M
from tools.posing.profiles import profiles
from tools.posing.sight import Sight, look
from tools.posing.solids import Builder
from tools.posing.zones import Zone

RADII = profiles(STATURE_M)
HIGH = np.array([0, 0, 2.0])  # above the floor
PIXEL_M = 0.01


def seen(into: Builder, middle=HIGH) -> Sight:
    view = view_of_cube(0, 0, 0.5, 100)
    view = type(view)(view.right, view.up, view.towards, view.corner + middle, PIXEL_M, 100, 100)
    return look(into.built(), {}, view, RADII)


@pytest.mark.parametrize("share", [0, 1 / 3, 2 / 3])
def test_a_point_on_an_edge_is_covered_in_part(share):
    into = Builder()
    half = 0.2 + share * PIXEL_M  # the picture's middle lies between two points
    into.box("prop:prop:0", HIGH, np.eye(3), (0.1, half, 0.3), 0.0)
    cover = seen(into).cover([Zone.PROP])
    np.testing.assert_allclose(cover[50, 30:70], 1)
    np.testing.assert_allclose(cover[50, [29, 70]], share)
    np.testing.assert_allclose(cover[50, 71:], 0)


def test_a_ball_covers_its_area():
    into = Builder()
    into.ellipsoid("bun", HIGH, np.eye(3), (0.2, 0.2, 0.2), 0.01)
    sight = seen(into)
    area = sight.cover([Zone.HAIR]).sum() * PIXEL_M**2
    assert area == pytest.approx(np.pi * 0.04, rel=0.01)
    assert sight.there[50, 50]
    assert not sight.there[0].any()


def test_two_zones_share_a_point_between_them():
    into = Builder()
    into.box("prop:prop:0", HIGH, np.eye(3), (0.1, 0.4, 0.4), 0.0)
    half = 0.1 + PIXEL_M / 3
    into.box("prop:cushion:1", HIGH + np.array([0.2, 0, 0]), np.eye(3), (0.05, half, 0.1), 0.0)
    sight = seen(into)
    cushion, both = sight.cover([Zone.CUSHION]), sight.cover([Zone.CUSHION, Zone.PROP])
    assert cushion[50, 60] == pytest.approx(1 / 3)
    np.testing.assert_allclose(both[50, 15:85], 1)


def test_the_floor_hides_what_is_pressed_into_it():
    into = Builder()
    into.ellipsoid("bun", np.zeros(3), np.eye(3), (0.2, 0.2, 0.2), 0.01)
    cover = seen(into, np.zeros(3)).cover([Zone.HAIR])
    assert cover[:50].sum() * PIXEL_M**2 == pytest.approx(np.pi * 0.02, rel=0.02)
    np.testing.assert_allclose(cover[51:], 0)


def test_the_floor_may_end_within_a_point():
    into = Builder()
    into.box("prop:prop:0", np.zeros(3), np.eye(3), (0.1, 0.3, 0.3), 0.0)
    cover = seen(into, np.array([0, 0, 0.004])).cover([Zone.PROP])
    # the point's rays are 2 mm above the floor, 1 mm below, which still counts, and 4 mm below
    np.testing.assert_allclose(cover[49:52, 50], [1, 2 / 3, 0])

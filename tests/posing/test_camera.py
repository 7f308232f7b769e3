"""From where a picture is taken, and what stands where in it."""

import numpy as np
import pytest

from posing.views import view_of_cube
from tools.posing.camera import directions


@pytest.mark.parametrize("azimuth", [-130, 0, 55, 90])
@pytest.mark.parametrize("elevation", [0, 11, 60])
def test_the_directions_are_square_to_each_other(azimuth, elevation):
    turn = np.array(directions(azimuth, elevation))
    np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(turn) == pytest.approx(1)
    assert turn[1][2] == pytest.approx(np.cos(np.radians(elevation)))


def test_the_left_flank_is_seen_by_who_looks_from_the_left():
    right, up, towards = directions(90, 0)
    np.testing.assert_allclose(towards, [0, 1, 0], atol=1e-12)
    np.testing.assert_allclose(right, [-1, 0, 0], atol=1e-12)  # who faces +X looks to the left
    np.testing.assert_allclose(up, [0, 0, 1], atol=1e-12)
    np.testing.assert_allclose(directions(0, 0)[2], [1, 0, 0], atol=1e-12)


def test_from_the_world_to_the_picture_and_back():
    view = view_of_cube(57, 11, size_px=40)
    depth = np.random.default_rng(2).uniform(-1, 1, (40, 40))
    places = view.pixels(view.points(depth))
    columns, rows = np.meshgrid(np.arange(40) + 0.5, np.arange(40) + 0.5)
    np.testing.assert_allclose(places, np.stack([columns, rows], axis=-1), atol=1e-9)
    np.testing.assert_allclose(view.points(depth) @ view.towards, depth, atol=1e-12)


def test_higher_is_further_up_in_the_picture():
    view = view_of_cube(57, 11)
    low, high = view.pixels(np.array([[0, 0, 0], [0, 0, 0.5]]))
    assert high[1] < low[1]
    assert high[0] == pytest.approx(low[0])

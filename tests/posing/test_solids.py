"""Shapes as rows of numbers."""

import numpy as np
import pytest

from posing.views import standing
from tools.posing import oracle
from tools.posing.build import BUILDS, STATURE_M
from tools.posing.fingers import HandShape
from tools.posing.flesh import add_body
from tools.posing.profiles import profiles
from tools.posing.solids import COLUMNS, PART, Builder, metres, place


def test_parts_are_numbered_as_they_come():
    into = Builder()
    into.cone("thighL", np.zeros(3), np.array([0, 0, 1.0]), (0.1, 0.2), 0.01)
    into.ellipsoid("torso", np.zeros(3), np.eye(3), (0.1, 0.2, 0.3), 0.01)
    into.ellipsoid("thighL", np.zeros(3), np.eye(3), (0.1, 0.2, 0.3), 0.01)
    into.seam("torso", "thighL", 0.05)
    built = into.built()
    assert built.parts == ("thighL", "torso")
    assert built.rows.shape == (3, COLUMNS)
    assert built.rows[:, PART].tolist() == [0, 1, 0]
    assert built.seams.tolist() == [[1, 0, 0.05]]


def test_nothing_is_something_too():
    built = Builder().built()
    assert built.rows.shape == (0, COLUMNS)
    assert built.balls.shape == (0, 4)
    assert built.seams.shape == (0, 3)


@pytest.mark.parametrize("build", BUILDS.values(), ids=BUILDS)
def test_the_ball_around_a_shape_holds_all_of_it(build):
    """What stood out of its ball would be cut off at the border of a tile."""
    into = Builder()
    add_body(into, standing(build), build, {"L": HandShape.GRIP}, breath=1.0)
    into.box("prop:prop:0", np.ones(3), np.eye(3), (0.3, 0.2, 0.1), 0.01)
    into.band("prop:band:1", np.ones(3), np.eye(3), ((0, -0.2, 0.1), (0, 0.2, 0.12)), 0.05, 0.007)
    built = into.built()
    table = profiles(STATURE_M)
    for row, ball in zip(built.rows, built.balls, strict=True):
        for middle, _turn, axes, _cut in oracle._balls(row, table):
            out = np.linalg.norm(middle - ball[:3]) + max(axes) - ball[3]
            assert out < 0.002, built.parts[int(row[PART])]


def test_fractions_of_stature_become_metres():
    assert metres(0.1, 0.2, -0.3) == pytest.approx((0.17, 0.34, -0.51))
    frame = standing(lum_flex=30)["tho"]
    np.testing.assert_allclose(place(frame, 0, 0, 0.1) - frame.at, frame.turn[:, 2] * 0.17)

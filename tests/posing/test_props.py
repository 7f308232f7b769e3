"""Props as solids: where they stand, and how they are worn and held."""

import numpy as np
import pytest

from posing.views import standing
from tools.posing.build import SLENDER, STATURE_M
from tools.posing.pose import Band, Box, Chair, Cushion, Desk, Mat, Strap, Weight
from tools.posing.props import add_props, mat_of
from tools.posing.sites import locate
from tools.posing.skeleton import LENGTHS
from tools.posing.solids import OWN, PLACE, SHAPE, TURN, Builder, Shape, Solids

FRAMES = standing(hipL_abd=15, hipR_abd=15)
MAT = Mat(-1.0, 0.8, -0.3, 0.3)


def built(*props) -> Solids:
    into = Builder()
    add_props(into, props, FRAMES, SLENDER)
    return into.built()


def only(found: Solids, shape: Shape) -> np.ndarray:
    return found.rows[found.rows[:, SHAPE] == shape]


def at(rows: np.ndarray) -> np.ndarray:
    return rows[:, PLACE : PLACE + 3]


def on_bone(bone: str, t: float) -> np.ndarray:
    frame = FRAMES[bone]
    return frame.at - frame.turn[:, 2] * LENGTHS[bone[:-1]] * STATURE_M * t


def test_a_mat_is_no_solid():
    assert len(built(MAT).rows) == 0
    assert mat_of([Box(0, 1, 0, 1, 0, 1), MAT]) == (-1.0, 0.8, -0.3, 0.3)
    assert mat_of([]) is None


def test_each_prop_has_a_part_that_says_its_kind():
    found = built(MAT, Box(0, 1, 0, 1, 0, 1), Cushion(0, 0, 0, 0.3, 0.3, 0.1), Weight("handL"))
    assert found.parts == ("prop:prop:1", "prop:cushion:2", "prop:weight:3")


def test_a_box_is_where_it_was_put():
    (row,) = built(Box(-0.8, -0.4, -0.2, 0.2, 0.0, 0.42)).rows
    np.testing.assert_allclose(row[PLACE : PLACE + 3], [-0.6, 0, 0.21])
    np.testing.assert_allclose(row[OWN : OWN + 3], [0.2, 0.2, 0.21])


@pytest.mark.parametrize("arms", [False, True])
def test_a_chair_stands_on_four_legs(arms):
    found = built(Chair((0.5, 0.1), 90.0, 0.45, arms))
    seat, back = only(found, Shape.BOX)
    assert seat[PLACE + 2] + seat[OWN + 2] == pytest.approx(0.45)
    np.testing.assert_allclose(back[PLACE : PLACE + 2], [0.5, 0.1 - 0.215], atol=0.01)
    cones = only(found, Shape.CONE)
    feet = cones[cones[:, OWN + 2] < 0.02][:, OWN : OWN + 3]
    assert len(feet) == 4
    np.testing.assert_allclose(feet.mean(axis=0)[:2], [0.5, 0.1], atol=1e-9)
    assert np.ptp(feet[:, 0]) == pytest.approx(0.35)
    assert len(cones) == (10 if arms else 6)


def test_a_desk_stands_on_four_legs():
    found = built(Desk((0.4, 0.0), (0.6, 1.2), 0.73))
    (top,) = only(found, Shape.BOX)
    assert top[PLACE + 2] + top[OWN + 2] == pytest.approx(0.73)
    assert len(only(found, Shape.CONE)) == 4


@pytest.mark.parametrize("limb", ["thigh", "shin"])
def test_a_band_lies_round_both_legs(limb):
    (row,) = built(Band((f"{limb}L", f"{limb}R"), 0.8)).rows
    turn, own = row[TURN : TURN + 9].reshape(3, 3), row[OWN : OWN + 8]
    for bone, (x, y, thick) in zip((f"{limb}L", f"{limb}R"), (own[:3], own[3:6]), strict=True):
        middle = row[PLACE : PLACE + 3] + turn @ [x, y, 0]
        np.testing.assert_allclose(middle, on_bone(bone, 0.8), atol=1e-9)
        assert 0.02 < thick < 0.1
    np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-9)
    assert turn[2, 2] > 0.9


def test_a_strap_goes_from_point_to_point():
    found = built(Strap(("palmL", (0.5, 0.0, 0.2), "ballL")))
    palm, ball = (locate(FRAMES, site, SLENDER)[0] for site in ("palmL", "ballL"))
    np.testing.assert_allclose(at(found.rows), [palm, [0.5, 0, 0.2]])
    np.testing.assert_allclose(found.rows[:, OWN : OWN + 3], [[0.5, 0, 0.2], ball])


@pytest.mark.parametrize("side", ["L", "R"])
def test_a_dumbbell_lies_in_the_palm(side):
    found = built(Weight("hand" + side))
    (bar,) = only(found, Shape.CONE)
    start, end = bar[PLACE : PLACE + 3], bar[OWN : OWN + 3]
    palm, skin = locate(FRAMES, "palm" + side, SLENDER)
    way = (end - start) / np.linalg.norm(end - start)
    away = np.linalg.norm(np.cross(palm - start, way))
    assert skin / 2 < away < 0.04
    inward = FRAMES["hand" + side].turn[:, 1] * (-1 if side == "L" else 1)
    assert ((start + end) / 2 - palm) @ inward > 0
    np.testing.assert_allclose(at(only(found, Shape.BOX)).mean(axis=0), (start + end) / 2)


def test_an_ankle_weight_is_a_cuff():
    (cuff,) = built(Weight("shinR")).rows
    middle = (cuff[PLACE : PLACE + 3] + cuff[OWN : OWN + 3]) / 2
    np.testing.assert_allclose(middle, on_bone("shinR", 0.885), atol=0.003)
    assert 0.03 < cuff[OWN + 3] < 0.08

import numpy as np
import pytest

from tools.posing.build import SLENDER, STURDY
from tools.posing.obstacles import slabs
from tools.posing.pose import Axis, Box, Chair, Cushion, Facet, Fixed, Level, Touch
from tools.posing.residuals import Placed, facet_axis, misses, residuals
from tools.posing.sites import CAPSULE_INDEX, PAIRS, capsules
from tools.posing.skeleton import COUNT, HIGHEST, LOWEST, angles_from, neutral


@pytest.fixture
def postures() -> np.ndarray:
    chance = np.random.default_rng(5)
    return LOWEST + (HIGHEST - LOWEST) * chance.random((30, COUNT))


def test_overlaps_are_those_of_the_closest_points(postures):
    placed = Placed.of(postures, STURDY)
    depth = placed.overlaps(PAIRS)
    radius = capsules(STURDY).radius_m
    shares = np.linspace(0, 1, 101)[:, None]
    for column, (one, other) in enumerate(PAIRS[::7]):
        first, second = CAPSULE_INDEX[one], CAPSULE_INDEX[other]
        for row in range(len(postures)):
            ends, far = placed.ends[row, first], placed.ends[row, second]
            a, b = ends[0] + shares * (ends[1] - ends[0]), far[0] + shares * (far[1] - far[0])
            apart = np.linalg.norm(a[:, None] - b[None], axis=-1)
            s, t = np.unravel_index(np.argmin(apart), apart.shape)
            radii = np.interp(s / 100, [0, 1], radius[first]) + np.interp(
                t / 100, [0, 1], radius[second]
            )
            assert depth[row, column * 7] == pytest.approx(radii - apart[s, t], abs=0.004)


def test_wishes_are_missed_by_metres():
    placed = Placed.of(angles_from({"tz": 0.905}), SLENDER)
    assert misses(Level("", 1, "heelL", 0.02), placed)[0] == pytest.approx(-0.02, abs=0.005)
    heel = placed.site("heelL")
    off = misses(Fixed("", 1, "heelL", (float(heel[0]) - 0.1, None, float(heel[2]))), placed)
    assert off == pytest.approx([0.1, 0])


def test_a_hand_on_the_wrong_side_of_a_thigh_is_told():
    behind = Placed.of(angles_from({"shoL.flex": -20, "shoL.abd": 0}), SLENDER)
    front = misses(Touch("", 1, "palmL", "thighL", Facet.FRONT, 0), behind)
    back = misses(Touch("", 1, "palmL", "thighL", Facet.BACK, 0), behind)
    assert front[0] == back[0]
    assert front[1] < back[1] <= 0


def test_inner_and_outer_are_mirrored():
    assert facet_axis("kneeL", Facet.OUTER, SLENDER) == Axis("shinL", "left", 1)
    assert facet_axis("thighR", Facet.OUTER, SLENDER) == Axis("thighR", "left", -1)
    assert facet_axis("thighR", Facet.INNER, SLENDER) == Axis("thighR", "left", 1)


def test_clearance_of_props():
    seat, back = slabs([Chair((1, 0), 90, 0.45, arms=False)])
    assert seat.clearance(np.array([1, 0, 0.55])) == pytest.approx(0.10)
    assert seat.clearance(np.array([1.3, 0, 0.44])) == pytest.approx(0.10)
    assert back.middle[1] < -0.19  # behind one who looks along +Y
    assert back.clearance(back.middle) < 0
    (block,) = slabs([Box(0, 1, 0, 1, 0, 1)])
    points = np.array([(0.5, 0.5, 0.9), (2, 0.5, 0.5), (2, 2, 0.5)])
    assert block.clearance(points) == pytest.approx([-0.1, 1, np.sqrt(2)])


def test_a_cushion_gives_way_and_a_box_does_not():
    angles = neutral()[None]

    def wrong(prop):
        return float(np.abs(residuals([], SLENDER, slabs([prop]), ())(angles)).sum())

    under = (-0.3, 0.3, -0.3, 0.3, 0.0, 0.3)
    assert wrong(Box(*under)) > wrong(Cushion(0, 0, 0, 0.6, 0.6, 0.3)) + 0.1

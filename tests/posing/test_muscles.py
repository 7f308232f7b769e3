"""Where a movement is felt."""

import numpy as np
import pytest

from posing.views import standing
from tools.posing.build import STATURE_M
from tools.posing.muscles import ELSEWHERE, MUSCLES, spread

FRAMES = standing()
FLIP = np.array([1, -1, 1])


def line_of(name: str, side="L") -> np.ndarray:
    """The points of a muscle's line in the world."""
    sign = 1 if side == "L" else -1
    points = []
    for bone, fwd, left, up in MUSCLES[name].line:
        frame = FRAMES[bone if bone in FRAMES else bone + side]
        points.append(frame.at + frame.turn @ np.array([fwd, sign * left, up]) * STATURE_M)
    return np.array(points)


def value(name: str, points, part: str) -> np.ndarray:
    points = np.atleast_2d(points)
    return spread(name, FRAMES, points, ("earL", part), np.ones(len(points), np.int16))


def part_of(name: str, side="L") -> str:
    part = min(MUSCLES[name].on)
    return part if part in ("torso", "neck") else part + side


@pytest.mark.parametrize("name", MUSCLES)
def test_it_is_one_in_the_middle_and_none_at_the_edge(name):
    line = line_of(name)
    middle = (line[0] + line[1]) / 2
    assert value(name, [*line, middle], part_of(name)) == pytest.approx(1)
    along = line[1] - line[0]
    aside = np.cross(along, [0.3, 0.5, 0.8])
    aside *= MUSCLES[name].half_width * STATURE_M / np.linalg.norm(aside)
    assert value(name, line[0] + aside * 0.5 - along * 1e-6, part_of(name)) >= 0.5 - 1e-6
    end = line[0] - along / np.linalg.norm(along) * MUSCLES[name].half_width * STATURE_M
    assert value(name, end, part_of(name)) == pytest.approx(0, abs=1e-9)
    assert value(name, middle + np.array([0, 0, 3.0]), part_of(name)) < 0


def test_it_is_felt_only_on_its_own_parts():
    line = line_of("quads")
    assert value("quads", line, "thighL") == pytest.approx(1)
    for other in ("thighR", "shinL", "torso", "handL"):
        assert value("quads", line, other) == pytest.approx(ELSEWHERE)


def test_the_left_is_meant_unless_another_side_is_named():
    left, right = line_of("quads"), line_of("quads", "R")
    np.testing.assert_allclose(left, right * FLIP, atol=1e-9)
    assert value("quads", right, "thighR") == pytest.approx(ELSEWHERE)
    assert value("quads_right", right, "thighR") == pytest.approx(1)
    assert value("quads_right", left, "thighL") == pytest.approx(ELSEWHERE)
    assert value("quads_both", left, "thighL") == pytest.approx(1)
    assert value("quads_both", right, "thighR") == pytest.approx(1)


def test_an_unknown_muscle_is_refused():
    with pytest.raises(KeyError):
        value("wings", (0, 0, 0), "torso")

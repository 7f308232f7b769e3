"""Lines where something nearer ends."""

import numpy as np
import pytest

from posing.views import view_of_cube
from tools.posing.build import STATURE_M
from tools.posing.edges import SMALL, Edges, edges
from tools.posing.profiles import profiles
from tools.posing.sight import Sight, look
from tools.posing.solids import Builder
from tools.posing.zones import Zone

RADII = profiles(STATURE_M)
HIGH = np.array([0, 0, 2.0])  # above the floor
WIDTH_PX = 3.0
BACK, FRONT = "prop:prop:0", "prop:cushion:1"


def drawn(into: Builder, groups: dict[str, int], width_px=WIDTH_PX) -> tuple[Sight, Edges]:
    solids = into.built()
    view = view_of_cube(0, 0, 0.5, 100)
    view = type(view)(view.right, view.up, view.towards, view.corner + HIGH, view.pixel_m, 100, 100)
    sight = look(solids, {}, view, RADII)
    group = np.array([*(groups[name] for name in solids.parts), -1], np.int16)[sight.seen.part]
    facing = np.clip(sight.seen.normal @ view.towards, 0, 1)
    return sight, edges(sight, group, facing, view.pixel_m, width_px)


def plates(step_m: float, groups=(1, 2), width_px=WIDTH_PX, wider_px=0.0) -> tuple[Sight, Edges]:
    """A small plate `step_m` before a large one."""
    into = Builder()
    into.box(BACK, HIGH, np.eye(3), (0.1, 0.35, 0.35), 0.0)
    ahead = np.array([step_m + 0.05, 0, 0])
    into.box(FRONT, HIGH + ahead, np.eye(3), (0.05, 0.15 + wider_px * 0.01, 0.15), 0.0)
    return drawn(into, dict(zip((BACK, FRONT), groups, strict=True)), width_px)


def test_a_line_lies_on_what_is_farther():
    sight, found = plates(0.2)
    assert found.strength[50, 50] == 0
    np.testing.assert_array_equal(found.strength[36:64, 36:64], 0)
    for beside in (found.strength[50, 65:67], found.strength[50, 33:35], found.strength[65:67, 50]):
        np.testing.assert_allclose(beside, 1)
    around = (sight.zone == Zone.PROP) & (found.strength > 0.5)
    assert around[50, 60:75].sum() == pytest.approx(WIDTH_PX, abs=1)
    assert set(found.zone[around]) <= {Zone.CUSHION, Zone.PROP}
    assert found.zone[50, 66] == Zone.CUSHION


def test_a_line_follows_an_edge_within_a_point():
    ends = [plates(0.2, wider_px=share)[1].strength[50, 65:80].sum() for share in (0, 1 / 3, 2 / 3)]
    np.testing.assert_allclose(np.diff(ends), 1 / 3, atol=0.01)


def test_the_outline_lies_outside():
    sight, found = plates(0.2)
    outside = (sight.zone == Zone.NONE) & (found.strength > 0.5)
    assert outside[50, 85:].sum() == pytest.approx(WIDTH_PX, abs=1)
    assert set(found.zone[outside]) == {Zone.PROP}


def strongest(sight: Sight, found: Edges) -> float:
    """Around the plate in front."""
    return float(found.strength[50, 62:72].max() * (found.strength[50, 62:72] > 0).sum())


def test_a_deeper_step_has_a_heavier_line():
    wide = [strongest(*plates(step, (1, 1))) for step in (0.002, 0.026, 0.1)]
    assert wide[0] == 0
    assert 0 < wide[1] < wide[2]


def test_two_things_are_told_apart_without_a_step():
    assert strongest(*plates(0.002, (1, 1))) == 0
    assert strongest(*plates(0.002, (1, 2))) > 0


def test_between_digits_a_thin_line_is_enough():
    thin, full = (plates(0.05, groups, 5.0) for groups in ((SMALL, SMALL + 1), (1, 2)))
    assert 0 < strongest(*thin) < strongest(*full)


def test_a_surface_that_leans_away_has_no_lines_of_its_own():
    into = Builder()
    into.ellipsoid("bun", HIGH, np.eye(3), (0.3, 0.3, 0.3), 0.01)
    sight, found = drawn(into, {"bun": 0})
    columns, rows = np.meshgrid(np.arange(100) - 49.5, np.arange(100) - 49.5)
    away = np.hypot(columns, rows)
    assert found.strength[away < 27].max() == 0
    assert found.strength[(away > 30.5) & (away < 32)].min() > 0.9
    assert found.strength[away > 36].max() == 0
    assert sight.there[away < 29].all()

"""What is seen along rays, held against what geometry says."""

import numpy as np
import pytest

from posing.views import view_of_cube
from tools.posing.build import STATURE_M
from tools.posing.profiles import LIMBS, profiles
from tools.posing.solids import Builder
from tools.posing.tracing import distances, trace

RADII = profiles(STATURE_M)
UPRIGHT = np.eye(3)
MIDDLE = np.zeros(3)


def runs(values) -> list[int]:
    """The values along a line, each once for as long as it lasts."""
    return [int(one) for n, one in enumerate(values) if n == 0 or one != values[n - 1]]


@pytest.mark.parametrize(("azimuth", "elevation"), [(0, 0), (57, 11), (-120, 80)])
def test_a_ball_has_the_depth_and_the_slope_of_a_ball(azimuth, elevation):
    into = Builder()
    into.ellipsoid("bun", MIDDLE, UPRIGHT, (0.3, 0.3, 0.3), 0.01)
    view = view_of_cube(azimuth, elevation, 0.5, 128)
    seen = trace(into.built(), view, RADII)
    flat = view.points(np.zeros((128, 128)))
    away = np.linalg.norm(flat, axis=-1)
    inside = away < 0.297
    np.testing.assert_array_equal(seen.part[inside], 0)
    np.testing.assert_array_equal(seen.part[away > 0.303], -1)
    assert np.all(np.isneginf(seen.depth_m[seen.part < 0]))
    depth = np.sqrt(0.09 - away[inside] ** 2)
    steep = depth > 0.05
    np.testing.assert_allclose(seen.depth_m[inside][steep], depth[steep], atol=0.002)
    points = flat[inside] + seen.depth_m[inside][:, None] * view.towards
    out = points / np.linalg.norm(points, axis=1)[:, None]
    assert np.sum(out * seen.normal[inside], axis=1).min() > 0.9999
    np.testing.assert_allclose(seen.open_air[inside], 1, atol=0.05)


def test_what_is_nearer_hides_what_is_behind():
    into = Builder()
    into.box("prop:prop:0", np.array([0.3, 0, 0]), UPRIGHT, (0.02, 0.1, 0.1), 0.005)
    into.ellipsoid("bun", MIDDLE, UPRIGHT, (0.2, 0.2, 0.2), 0.01)
    solids = into.built()
    front, back = (trace(solids, view_of_cube(az, 0, 0.5, 100), RADII) for az in (0, 180))
    assert front.part[50, 50] == 0
    assert front.depth_m[50, 50] == pytest.approx(0.32, abs=0.001)
    assert front.part[50, 65] == 1
    assert back.part[50, 50] == 1
    assert back.depth_m[50, 50] == pytest.approx(0.2, abs=0.001)


def test_a_turned_box_shows_its_edge():
    into = Builder()
    half = np.sqrt(0.5)
    turn = np.array([[half, -half, 0], [half, half, 0], [0, 0, 1.0]])
    into.box("prop:prop:0", MIDDLE, turn, (0.2, 0.2, 0.1), 0.001)
    seen = trace(into.built(), view_of_cube(0, 0, 0.5, 200), RADII)
    there = seen.part >= 0
    assert there.any(axis=0).sum() * 0.005 == pytest.approx(0.4 * np.sqrt(2), abs=0.011)
    assert there.any(axis=1).sum() * 0.005 == pytest.approx(0.2, abs=0.011)
    np.testing.assert_allclose(seen.normal[100, 140], [half, half, 0], atol=0.01)
    np.testing.assert_allclose(seen.normal[100, 60], [half, -half, 0], atol=0.01)


def test_a_cap_is_cut_off():
    into = Builder()
    into.cap("prop:prop:0", MIDDLE, UPRIGHT, (0.3, 0.3, 0.3), (0, 0, 1, 0.1), 0.01)
    seen = trace(into.built(), view_of_cube(0, 0, 0.5, 200), RADII)
    rows = np.flatnonzero((seen.part >= 0).any(axis=1))
    assert rows[0] == pytest.approx(40, abs=1)
    assert rows[-1] == pytest.approx(79, abs=2)


def test_a_limb_is_as_thick_as_its_profile():
    into = Builder()
    kind = LIMBS.index("shin")
    into.limb("shinL", np.array([0, 0, 0.2]), UPRIGHT, 0.4, kind, 1.0, 1.0, 0.01, 0.06)
    seen = trace(into.built(), view_of_cube(0, 0, 0.5, 400), RADII)
    for t in (0.1, 0.3, 0.6, 0.9):
        row = round((0.5 - 0.2 + 0.4 * t) * 400)
        wide = (seen.part[row] >= 0).sum() / 400
        assert wide == pytest.approx(2 * RADII[kind, 0, round(t * 95)], abs=0.004)


def test_a_band_is_seen_before_both_legs_and_behind_them():
    into = Builder()
    for side, y in (("L", 0.1), ("R", -0.1)):
        into.cone("shin" + side, np.array([0, y, -0.5]), np.array([0, y, 0.5]), (0.05, 0.05), 0.01)
    discs = (0.0, -0.1, 0.055), (0.0, 0.1, 0.055)
    into.band("prop:band:0", MIDDLE, UPRIGHT, discs, 0.05, 0.007)
    solids = into.built()
    left, _right, band = (solids.parts.index(name) for name in ("shinL", "shinR", "prop:band:0"))
    seen = trace(solids, view_of_cube(0, 30, 0.4, 400), RADII)
    # between the legs: its far side above, a gap, its near side below
    assert runs(seen.part[:, 200]) == [-1, band, -1, band, -1]
    far, near = (np.flatnonzero(seen.part[:, 200] == band)[n] for n in (0, -1))
    assert seen.depth_m[far, 200] < seen.depth_m[near, 200]
    # on a leg (at the right: the picture is taken from the front): only its near side
    assert runs(seen.part[:, 250]) == [left, band, left]


def test_parts_that_are_joined_flow_into_each_other():
    def depth(*, joined: bool) -> float:
        into = Builder()
        into.ellipsoid("torso", np.array([0, 0.1, 0]), UPRIGHT, (0.11, 0.11, 0.11), 0.01)
        into.ellipsoid("thighL", np.array([0, -0.1, 0]), UPRIGHT, (0.11, 0.11, 0.11), 0.01)
        if joined:
            into.seam("torso", "thighL", 0.05)
        return trace(into.built(), view_of_cube(0, 0, 0.3, 101), RADII).depth_m[50, 50]

    assert depth(joined=False) == pytest.approx(np.sqrt(0.11**2 - 0.1**2), abs=0.003)
    assert depth(joined=True) > depth(joined=False) + 0.008


def test_a_fold_has_less_air_than_a_ball():
    into = Builder()
    for y in (0.1, -0.1):
        into.ellipsoid("torso", np.array([0, y, 0]), UPRIGHT, (0.11, 0.11, 0.11), 0.01)
    seen = trace(into.built(), view_of_cube(0, 0, 0.3, 101), RADII)
    assert seen.open_air[50, 51] < 0.6
    assert seen.open_air[50, 67] > 0.95


def test_tiles_show_no_borders():
    """A shape that reaches over many tiles is the same, wherever the tiles' borders lie."""
    into = Builder()
    into.cone("bun", np.array([0, -0.4, -0.3]), np.array([0, 0.4, 0.35]), (0.02, 0.05), 0.01)
    one, other = (view_of_cube(20, 10, 0.5, 160) for _ in range(2))
    aside = 7 * one.pixel_m
    other = type(one)(
        one.right, one.up, one.towards, one.corner + (one.right - one.up) * aside,
        one.pixel_m, one.width, one.height,
    )  # fmt: skip
    first, second = (trace(into.built(), view, RADII) for view in (one, other))
    np.testing.assert_array_equal(first.part[7:, 7:], second.part[:-7, :-7])
    both = second.part[:-7, :-7] >= 0
    difference = first.depth_m[7:, 7:][both] - second.depth_m[:-7, :-7][both]
    assert np.abs(difference).max() < 0.003


def test_distances_are_those_to_the_nearest_surface():
    into = Builder()
    into.ellipsoid("bun", MIDDLE, UPRIGHT, (0.3, 0.3, 0.3), 0.01)
    into.box("prop:prop:0", np.array([1.0, 0, 0]), UPRIGHT, (0.1, 0.1, 0.1), 0.0)
    points = np.array([[0, 0, 0.35], [0, 0, 0.25], [0.85, 0, 0], [1, 0, 0.12]])
    found = distances(into.built(), RADII, points)
    np.testing.assert_allclose(found, [0.05, -0.05, 0.05, 0.02], atol=1e-9)


def test_more_parts_than_there_is_room_for_are_refused():
    into = Builder()
    for number in range(97):
        into.ellipsoid(f"prop:prop:{number}", MIDDLE, UPRIGHT, (0.1, 0.1, 0.1), 0.01)
    with pytest.raises(ValueError, match="97 parts"):
        trace(into.built(), view_of_cube(0, 0), RADII)

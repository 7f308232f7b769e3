"""The plain way to see a picture, against which the other is held."""

import numpy as np
import pytest

from posing.views import view_of_cube
from tools.posing.build import STATURE_M
from tools.posing.oracle import zones_seen
from tools.posing.profiles import LIMBS, profiles
from tools.posing.solids import Builder
from tools.posing.zones import Zone

HIGH = np.array([0, 0, 2.0])  # above the floor, so that nothing is pressed into it
RADII = profiles(STATURE_M)


def seen(into: Builder, azimuth=0.0, elevation=0.0, size_px=200) -> np.ndarray:
    """Look at the metre around HIGH."""
    view = view_of_cube(azimuth, elevation, 0.5, size_px)
    return zones_seen(into.built(), {}, moved(view), RADII)


def moved(view):
    return type(view)(
        view.right, view.up, view.towards, view.corner + HIGH, view.pixel_m, view.width, view.height
    )


def ball(into: Builder, x: float, radius_m=0.1) -> None:
    into.ellipsoid("bun", HIGH + np.array([x, 0, 0]), np.eye(3), (radius_m,) * 3, 0.01)


def test_a_ball_is_a_disc():
    into = Builder()
    ball(into, 0.0, 0.2)
    found = seen(into)
    assert set(np.unique(found)) == {Zone.NONE, Zone.HAIR}
    assert (found > 0).sum() * 0.005**2 == pytest.approx(np.pi * 0.04, rel=0.01)
    assert found[100, 100] == Zone.HAIR


@pytest.mark.parametrize("first", ["ball", "box"])
@pytest.mark.parametrize(("x", "zone"), [(0.4, Zone.HAIR), (-0.4, Zone.PROP)])
def test_what_is_nearer_hides_what_is_behind(x, zone, first):
    into = Builder()
    if first == "ball":
        ball(into, x)
    into.box("prop:prop:0", HIGH, np.eye(3), (0.1, 0.3, 0.3), 0.01)
    if first == "box":
        ball(into, x)
    found = seen(into)
    assert found[100, 100] == zone
    assert (found == Zone.HAIR).any() == (zone is Zone.HAIR)
    assert (seen(into, azimuth=180)[100, 100] == Zone.HAIR) == (zone is Zone.PROP)


def test_what_is_pressed_into_the_floor_is_not_seen():
    into = Builder()
    into.ellipsoid("bun", np.array([0, 0, 0.0]), np.eye(3), (0.2, 0.2, 0.2), 0.01)
    view = view_of_cube(0, 0, 0.5, 100)
    found = zones_seen(into.built(), {}, view, RADII)
    assert found[45, 50] == Zone.HAIR
    assert not found[51:].any()


AREAS = {  # seen from the front, in square metres
    "box": 0.4 * 0.2,
    "cushion": 0.4 * 0.2 - (4 - np.pi) * 0.09**2,
    "cone": 0.3 * 0.2 + np.pi * 0.01,
    "cap": np.pi * 0.04 / 2,
    "band": 0.6 * 0.05,
}


@pytest.mark.parametrize("shape", AREAS)
def test_every_shape_is_as_large_as_it_is(shape):
    into = Builder()
    part = "prop:prop:0"
    match shape:
        case "box":
            into.box(part, HIGH, np.eye(3), (0.3, 0.2, 0.1), 0.005)
        case "cushion":
            into.box(part, HIGH, np.eye(3), (0.3, 0.2, 0.1), 0.09)
        case "cone":
            half = np.array([0, 0, 0.15])
            into.cone(part, HIGH - half, HIGH + half, (0.1, 0.1), 0.01)
        case "cap":
            into.cap(part, HIGH, np.eye(3), (0.2, 0.2, 0.2), (0, 0, 1, 0), 0.01)
        case "band":
            discs = (0, -0.2, 0.1), (0, 0.2, 0.1)
            into.band(part, HIGH, np.eye(3), discs, 0.05, 0.007)
    found = seen(into) > 0
    assert found.sum() * 0.005**2 == pytest.approx(AREAS[shape], rel=0.03)


def test_a_limb_hangs_down_from_its_place():
    into = Builder()
    into.limb("thighL", HIGH, np.eye(3), 0.4, LIMBS.index("thigh"), 1.0, 1.0, 0.01, 0.08)
    view = moved(view_of_cube(90, 0, 0.5, 200))
    frames = {"thighL": type("At", (), {"at": HIGH, "turn": np.eye(3)})}
    rows = np.flatnonzero((zones_seen(into.built(), frames, view, RADII) > 0).any(axis=1))
    assert rows[0] == pytest.approx(100 - RADII[0, 0, 0] / 0.005, abs=2)
    assert rows[-1] == pytest.approx(100 + (0.4 + RADII[0, 0, -1]) / 0.005, abs=2)

"""Builds small scenes for the tests of what draws: views of a cube, a body that stands."""

from collections.abc import Mapping

import numpy as np

from tools.posing.build import SLENDER, Build
from tools.posing.camera import View, directions
from tools.posing.pose import Variant
from tools.posing.skeleton import Frame, angles_from, forward
from tools.posing.solved import Key, Solved


def view_of_cube(azimuth_deg: float, elevation_deg: float, half_m=1.0, size_px=100) -> View:
    """Look at the middle of the world; the picture is a square `2 * half_m` wide."""
    right, up, towards = directions(azimuth_deg, elevation_deg)
    corner = (up - right) * half_m
    return View(right, up, towards, corner, 2 * half_m / size_px, size_px, size_px)


def standing(build: Build = SLENDER, **changes: float) -> Mapping[str, Frame]:
    """Place the bones of a body that stands; `changes` are degrees, with `_` for the dot."""
    return forward(angles_of(changes), build)


def angles_of(changes: Mapping[str, float]) -> np.ndarray:
    return angles_from({name.replace("_", "."): value for name, value in changes.items()})


def solved(*keys: Mapping[str, float], build="slender") -> Solved:
    """Make up what a solver would have found."""
    found = (Key(angles_of(changes), station=str(place)) for place, changes in enumerate(keys))
    return Solved("standing", Variant.BASE, build, tuple(found))

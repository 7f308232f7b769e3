"""Lines where something nearer ends in front of something farther."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tools.posing.sight import Sight
from tools.posing.solids import Array

SMALL = 100
"""Groups from here on are toes and fingers: between two of them a thin line is enough."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Where lines lie (height, width): how strong, 0 to 1, and the zone of what is nearer there."""

    strength: Array
    zone: NDArray[np.int8]


def edges(
    sight: Sight, group: NDArray[np.int16], facing: Array, pixel_m: float, width_px: float
) -> Edges:
    """Find the edges of a picture and draw them `width_px` wide on the farther side.

    `group` numbers parts that are one to the eye: between two groups there is always a line, within
    one only over a step. `facing` is how far each surface faces the eye (1 straight on).
    """
    shape = sight.zone.shape
    strength = np.zeros(shape)
    near_zone = np.zeros(shape, np.int8)
    depth = np.where(np.isfinite(sight.seen.depth_m), sight.seen.depth_m, -1e6)
    fine = np.where(np.isfinite(sight.fine_depth_m), sight.fine_depth_m, -1e6)
    ground = _Ground(depth, facing, group, sight.zone, sight.edge, fine)
    _stamp(ground, pixel_m, width_px, strength, near_zone)
    return Edges(strength, near_zone)


_Place = tuple[int, int]
"""Row and column of a point."""


class _Ground(NamedTuple):
    """What lines are drawn upon, as bare arrays: see `Seen`, `Sight` and `edges`."""

    depth: Array
    facing: Array
    group: NDArray[np.int16]
    zone: NDArray[np.int8]
    edge: NDArray[np.int64]
    fine: Array


@njit(cache=True)
def _share(ground: _Ground, j: int, i: int, over_m: float) -> float:
    """Answer the share of a point that lies nearer than depth `over_m`."""
    n = ground.edge[j, i]
    if n < 0:
        return 1.0 if ground.depth[j, i] > over_m else 0.0
    fine = ground.fine[n]
    count = 0
    for k in range(len(fine)):
        if fine[k] > over_m:
            count += 1
    return count / len(fine)


@njit(cache=True)
def _room(ground: _Ground, here: _Place, other: int, gap_px: float) -> float:
    """Answer 1 where lines between digits have room, falling to 0 where a third, nearer digit is close.

    Of toes seen from the side only slivers show: a line for each would run into one blot.
    """
    depth, group = ground.depth, ground.group
    j, i = here
    reach = math.ceil(gap_px)
    height, width = depth.shape
    nearest = gap_px
    for y in range(max(0, j - reach), min(height, j + reach + 1)):
        for x in range(max(0, i - reach), min(width, i + reach + 1)):
            third = group[y, x]
            if third < SMALL or third in (group[j, i], other) or depth[y, x] <= depth[j, i]:
                continue
            nearest = min(nearest, math.sqrt((y - j) ** 2 + (x - i) ** 2))
    return min(1.0, max(0.0, 2.5 * nearest / gap_px - 1.5))


@njit(cache=True)
def _wide_px(
    ground: _Ground, here: _Place, there: _Place, pixel_m: float, width_px: float
) -> float:
    """Answer how wide the line is between a point and the farther one beside it; 0 for none."""
    step = ground.depth[here] - ground.depth[there]
    if step <= 0.0:
        return 0.0
    mine, other = ground.group[here], ground.group[there]
    digits = int(mine >= SMALL) + int(other >= SMALL)
    apart = mine != other and digits != 1
    lean = pixel_m / max(ground.facing[there], 0.12) if ground.zone[there] != 0 else 0.0
    extra = step - 2.0 * lean  # beyond what a surface that leans away falls by anyway
    if digits == 2:
        strong = 0.25 if apart or extra > 0.003 else 0.0
    elif apart:
        strong = min(1.0, max(0.35, extra / 0.010))
    else:
        strong = min(1.0, (extra - 0.004) / 0.014)
    if strong <= 0.0:
        return 0.0
    wide = width_px * (0.45 + 0.55 * strong)
    if digits == 2 and apart:
        wide *= _room(ground, here, other, 2.0 * width_px)
        if wide < 0.4:
            return 0.0
    return float(wide)


@njit(cache=True)
def _dab(
    ground: _Ground,
    here: _Place,
    there: _Place,
    wide_px: float,
    strength: Array,
    near_zone: NDArray[np.int8],
) -> None:
    """Set down one round dab where a point ends before another, on what lies farther than both's middle."""
    depth = ground.depth
    height, width = depth.shape
    j, i = here
    # the edge lies where the nearer one's share of both points says
    over_m = (depth[here] + depth[there]) / 2
    moved = _share(ground, there[0], there[1], over_m) + _share(ground, j, i, over_m) - 1.0
    cy = j + (there[0] - j) * (0.5 + moved)
    cx = i + (there[1] - i) * (0.5 + moved)
    farther = depth[here] - (depth[here] - depth[there]) * 0.5
    reach = math.ceil(wide_px) + 2
    for y in range(max(0, int(cy) - reach), min(height, int(cy) + reach + 2)):
        for x in range(max(0, int(cx) - reach), min(width, int(cx) + reach + 2)):
            if depth[y, x] > farther and (y != j or x != i):
                continue
            cover = min(1.0, max(0.0, wide_px + 0.5 - math.sqrt((y - cy) ** 2 + (x - cx) ** 2)))
            if cover > strength[y, x]:
                strength[y, x] = cover
                near_zone[y, x] = ground.zone[here]


@njit(cache=True)
def _stamp(
    ground: _Ground,
    pixel_m: float,
    width_px: float,
    strength: Array,
    near_zone: NDArray[np.int8],
) -> None:
    """Draw all edges into `strength` and `near_zone`, dab by dab."""
    height, width = ground.depth.shape
    for j in range(height):
        for i in range(width):
            if ground.zone[j, i] == 0:
                continue
            for dj, di in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                v, u = j + dj, i + di
                if v < 0 or u < 0 or v >= height or u >= width:
                    continue
                wide_px = _wide_px(ground, (j, i), (v, u), pixel_m, width_px)
                if wide_px > 0.0:
                    _dab(ground, (j, i), (v, u), wide_px, strength, near_zone)

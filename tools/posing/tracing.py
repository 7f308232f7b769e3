"""Looks at solids along parallel rays and answers, for every point of a picture, what is seen there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.posing.camera import View
from tools.posing.rays import (
    FAR_M,
    FINE,
    MOST_PARTS,
    TILE,
    Index,
    Matter,
    Numbers,
    Rays,
    Share,
    Tiles,
    measure,
    see,
    see_within,
)
from tools.posing.solids import PART, Array, Solids

_AROUND_M = 0.03  # flowing into others, a shape may stand out of its own ball by so much


@dataclass(frozen=True, slots=True)
class Seen:
    """What a picture shows, one value for each of its points (height, width).

    `depth_m` grows towards the eye and is -inf where nothing is; `part` is a number of
    `Solids.parts`, -1 for nothing; `normal` (…, 3) points out of the surface; `open_air` is 1 where
    nothing is near the surface and falls to 0 in a fold.
    """

    depth_m: NDArray[np.float64]
    part: NDArray[np.int16]
    normal: NDArray[np.float64]
    open_air: NDArray[np.float64]


def trace(solids: Solids, view: View, profiles: Array) -> Seen:
    """Look at `solids` through `view`; `profiles` (kinds, 2, samples) are the radii of limbs."""
    depth = np.full((view.height, view.width), -np.inf)
    part = np.full((view.height, view.width), -1, np.int16)
    normal = np.zeros((view.height, view.width, 3))
    air = np.ones((view.height, view.width))
    matter, tiles, rays = _matter(solids, profiles), _tiles(solids, view), _rays(view)
    see(matter, tiles, rays, depth, part, normal, air)
    return Seen(depth, part, normal, air)


def trace_within(
    solids: Solids, view: View, profiles: Array, places: Index, start_m: Array, stop_m: Array
) -> tuple[Array, Numbers]:
    """Look closer at some points of a picture (n, 2: row, column), from depth `start_m` to `stop_m` (n,).

    Answers depth and part of FINE x FINE rays within each (n, FINE * FINE), as in `Seen`.
    """
    depth = np.full((len(places), FINE * FINE), -np.inf)
    part = np.full((len(places), FINE * FINE), -1, np.int16)
    matter, tiles, rays = _matter(solids, profiles), _tiles(solids, view), _rays(view)
    places = np.ascontiguousarray(places)
    see_within(matter, tiles, rays, view.width, places, start_m, stop_m, depth, part)
    return depth, part


def distances(solids: Solids, profiles: Array, points: Array) -> Array:
    """Answer how far `points` (n, 3) are from the nearest surface, in metres; inside it is negative."""
    found = np.empty(len(points))
    everything = Share(
        np.arange(len(solids.rows)), np.arange(MOST_PARTS), np.arange(len(solids.seams))
    )
    measure(_matter(solids, profiles), everything, np.ascontiguousarray(points), found)
    return found


def _matter(solids: Solids, profiles: Array) -> Matter:
    if len(solids.parts) > MOST_PARTS:
        raise ValueError(f"{len(solids.parts)} parts in one picture; the most are {MOST_PARTS}")
    return Matter(solids.rows, solids.balls, solids.seams, profiles)


def _rays(view: View) -> Rays:
    return Rays(view.corner, view.right * view.pixel_m, -view.up * view.pixel_m, view.towards)


def _tiles(solids: Solids, view: View) -> Tiles:
    down, across = -(-view.height // TILE), -(-view.width // TILE)
    left = np.tile(np.arange(across) * TILE, down)[:, None]
    top = np.repeat(np.arange(down) * TILE, across)[:, None]
    x, y = view.pixels(solids.balls[:, :3]).T
    reach = (solids.balls[:, 3] + _AROUND_M) / view.pixel_m
    aside = np.maximum(np.maximum(left - x, x - left - TILE), 0)
    above = np.maximum(np.maximum(top - y, y - top - TILE), 0)
    rows = aside**2 + above**2 < reach**2  # (tiles, rows)
    of_row = solids.rows[:, PART].astype(np.intp)
    parts = np.zeros((len(rows), len(solids.parts)), bool)
    for part in range(len(solids.parts)):
        parts[:, part] = rows[:, of_row == part].any(axis=1)
    seams = (
        parts[:, solids.seams[:, 0].astype(np.intp)] & parts[:, solids.seams[:, 1].astype(np.intp)]
    )
    depth, around = solids.balls[:, :3] @ view.towards, solids.balls[:, 3] + _AROUND_M
    span_m = np.stack(
        [
            np.where(rows, depth + around, -FAR_M).max(axis=1),
            np.where(rows, depth - around, FAR_M).min(axis=1),
        ],
        axis=1,
    )
    return Tiles(*_strung(rows), *_strung(parts), *_strung(seams), span_m)


def _strung(held: NDArray[np.bool_]) -> tuple[Index, Index]:
    """Answer where each tile's share begins in the list of all, and that list."""
    starts = np.concatenate([[0], held.sum(axis=1).cumsum()])
    together = held.nonzero()[1]
    return starts.astype(np.int64), together.astype(np.int64)

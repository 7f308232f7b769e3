"""A picture with edges finer than its points: which share of a point each thing covers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter, minimum_filter

from tools.posing.camera import View
from tools.posing.outlines import Mask
from tools.posing.rays import FINE
from tools.posing.skeleton import Frame
from tools.posing.solids import Array, Solids
from tools.posing.tracing import Seen, trace, trace_within
from tools.posing.zones import Zone, zones

_APART_M = 0.02
_PRESSED_M = -0.002  # what lies lower is hidden by the floor


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen at each point (height, width), and within the points on edges.

    `points` are world points; `edge` is the number of a point among those looked at closely, or -1;
    `fine_depth_m` and `fine_zone` (edges, FINE * FINE) are what was found in them.
    """

    seen: Seen
    zone: NDArray[np.int8]
    points: Array
    edge: NDArray[np.int64]
    fine_depth_m: Array
    fine_zone: NDArray[np.int8]

    @property
    def there(self) -> Mask:
        """Say where something is seen."""
        return self.zone > 0

    def cover(self, those: Collection[Zone]) -> Array:
        """Answer the share of each point that `those` zones cover, 0 to 1."""
        share = np.isin(self.zone, list(those)).astype(np.float64)
        close = self.edge >= 0
        fine = np.isin(self.fine_zone, list(those)).mean(axis=1)
        share[close] = fine[self.edge[close]]
        return share


def look(solids: Solids, frames: Mapping[str, Frame], view: View, profiles: Array) -> Sight:
    """Look at solids that hang on a skeleton."""
    seen = trace(solids, view, profiles)
    points = view.points(np.where(np.isfinite(seen.depth_m), seen.depth_m, 0.0))
    pressed = (seen.part >= 0) & (points[..., 2] < _PRESSED_M)
    seen.part[pressed], seen.depth_m[pressed] = -1, -np.inf
    there = seen.part >= 0
    zone = np.zeros(seen.part.shape, np.int8)
    zone[there] = zones(solids.parts, seen.part[there], points[there], frames)
    places = np.argwhere(_edges(zone, seen, view.pixel_m))
    edge = np.full(zone.shape, -1, np.int64)
    edge[places[:, 0], places[:, 1]] = np.arange(len(places))
    # what a point shows within itself lies between what its neighbours show
    at = places[:, 0], places[:, 1]
    start = maximum_filter(seen.depth_m, size=3)[at] + _APART_M
    found = np.where(np.isfinite(seen.depth_m), seen.depth_m, np.inf)
    stop = minimum_filter(found, size=3)[at] - _APART_M
    depth, part = trace_within(solids, view, profiles, places, start, stop)
    fine_points = _within(view, places, depth)
    hidden = fine_points[..., 2] < _PRESSED_M
    depth[hidden], part[hidden] = -np.inf, -1
    fine_zone = np.zeros(part.shape, np.int8)
    hit = part >= 0
    fine_zone[hit] = zones(solids.parts, part[hit], fine_points[hit], frames)
    return Sight(seen, zone, points, edge, depth, fine_zone)


def _edges(zone: NDArray[np.int8], seen: Seen, pixel_m: float) -> Mask:
    found = np.zeros(zone.shape, bool)
    depth = np.where(np.isfinite(seen.depth_m), seen.depth_m, -1e3)
    for one, other in ((np.s_[:-1, :], np.s_[1:, :]), (np.s_[:, :-1], np.s_[:, 1:])):
        differ = (zone[one] != zone[other]) | (
            (seen.part[one] != seen.part[other]) & (np.abs(depth[one] - depth[other]) > 0.002)
        )
        differ |= np.abs(depth[one] - depth[other]) > 0.004 + 4 * pixel_m
        found[one] |= differ
        found[other] |= differ
    return found


def _within(view: View, places: NDArray[np.int64], depth_m: Array) -> Array:
    steps = (np.arange(FINE) + 0.5) / FINE
    across = (places[:, 1, None] + np.tile(steps, FINE)) * view.pixel_m
    down = (places[:, 0, None] + np.repeat(steps, FINE)) * view.pixel_m
    depth = np.where(np.isfinite(depth_m), depth_m, 1e3)  # far above the floor: not pressed into it
    found: Array = (
        view.corner
        + across[..., None] * view.right
        - down[..., None] * view.up
        + depth[..., None] * view.towards
    )
    return found

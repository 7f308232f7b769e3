"""A second, plain way to see a picture: balls and blocks laid into a depth buffer, shape by shape.

It shares nothing with the tracer but the shapes, so that the two can be held against each other.
"""

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray

from tools.posing.camera import View
from tools.posing.skeleton import Frame
from tools.posing.solids import OWN, PART, PLACE, SHAPE, TURN, Array, Shape, Solids
from tools.posing.zones import zones

_ALONG = 28  # balls along a cone or a limb
_PRESSED_M = -0.002
_SHARP_M = 0.012  # an edge that is rounded less than this is taken for a sharp one


def zones_seen(
    solids: Solids, frames: Mapping[str, Frame], view: View, profiles: Array
) -> NDArray[np.int8]:
    """Answer the zone that is seen at each point of `view` (height, width), 0 where nothing is."""
    depth = np.full((view.height, view.width), -np.inf)
    part = np.full(depth.shape, -1, np.int16)
    for row in solids.rows:
        if int(row[SHAPE]) == Shape.BOX:
            for half in _blocks(row[OWN:]):
                _block(depth, part, int(row[PART]), view, row, half)
        for at, turn, axes, cut in _balls(row, profiles):
            _splat(depth, part, int(row[PART]), view, at, turn, axes, cut)
    points = view.points(np.where(np.isfinite(depth), depth, 0.0))
    part[points[..., 2] < _PRESSED_M] = -1
    zone = np.zeros(depth.shape, np.int8)
    there = part >= 0
    zone[there] = zones(solids.parts, part[there], points[there], frames)
    return zone


_Ball = tuple[Array, Array, Array, Array | None]


def _balls(row: Array, profiles: Array) -> Iterator[_Ball]:
    """Answer a shape, but not a box's blocks, as ellipsoids: middle, turn, half axes, cutting plane."""
    at, turn, own = row[PLACE : PLACE + 3], row[TURN : TURN + 9].reshape(3, 3), row[OWN:]
    match Shape(int(row[SHAPE])):
        case Shape.CONE:
            yield from _of_cone(at, own)
        case Shape.ELLIPSOID:
            yield at, turn, own[:3], None
        case Shape.CAP:
            yield at, turn, own[:3], own[3:7]
        case Shape.LIMB:
            yield from _of_limb(at, turn, own, profiles)
        case Shape.BAND:
            yield from _of_band(at, turn, own)
        case Shape.BOX:
            if own[3] >= _SHARP_M:
                yield from _of_edges(at, turn, own)


def _of_cone(at: Array, own: Array) -> Iterator[_Ball]:
    for t in np.linspace(0, 1, _ALONG):
        size = own[3] + (own[4] - own[3]) * t
        yield at + (own[:3] - at) * t, np.eye(3), np.full(3, size), None


def _of_limb(at: Array, turn: Array, own: Array, profiles: Array) -> Iterator[_Ball]:
    samples = profiles.shape[2] - 1
    for t in np.linspace(0, 1, _ALONG):
        size, shift = profiles[int(own[1]), :, round(t * samples)] * own[2]
        middle = at - turn[:, 2] * own[0] * t + turn[:, 0] * shift
        yield middle, turn, np.array([size, size * own[3], size]), None


def _of_band(at: Array, turn: Array, own: Array) -> Iterator[_Ball]:
    (x, y, r), (u, v, s), size = own[:3], own[3:6], own[7] * 1.6
    tall = max(0.0, own[6] - size)
    line = []
    for angle in np.linspace(0, 2 * np.pi, 90, endpoint=False):
        way = np.array([np.cos(angle), np.sin(angle)])
        ends = np.array([[x, y] + way * r, [u, v] + way * s])
        line.append(ends[int(np.argmax(ends @ way))])
    for t in np.linspace(0, 1, 40):
        flat = np.array([x, y]) * (1 - t) + np.array([u, v]) * t
        aside = np.array([r * (1 - t) + s * t, 0.0])
        line += [flat + aside, flat - aside]
    for place in line:
        for up in np.linspace(-tall, tall, 7):
            yield at + turn @ np.array([*place, up]), turn, np.full(3, size), None


def _of_edges(at: Array, turn: Array, own: Array) -> Iterator[_Ball]:
    """Answer the rounded edges of a box."""
    size = own[3]
    inner = own[:3] - size
    for axis in range(3):
        one, other = (n for n in range(3) if n != axis)
        steps = np.linspace(-inner[axis], inner[axis], 2 + int(inner[axis] / size * 6))
        for a, b, along in product((-inner[one], inner[one]), (-inner[other], inner[other]), steps):
            place = np.zeros(3)
            place[axis], place[one], place[other] = along, a, b
            yield at + turn @ place, np.eye(3), np.full(3, size), None


def _blocks(own: Array) -> Iterator[Array]:
    """Answer the half sizes of the blocks that are a box without its edges, or with sharp ones."""
    if own[3] < _SHARP_M:
        yield own[:3]
        return
    for axis in range(3):
        half = own[:3] - own[3]
        half[axis] += own[3]
        yield half


def _block(
    depth: Array, part: NDArray[np.int16], number: int, view: View, row: Array, half: Array
) -> None:
    """Lay a block into the buffer: where a ray is between all three pairs of its sides."""
    at, turn = row[PLACE : PLACE + 3], row[TURN : TURN + 9].reshape(3, 3)
    start = (view.points(np.zeros(depth.shape)) - at) @ turn
    way = view.towards @ turn
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    one, other = (-half - start) / way, (half - start) / way
    enters = np.minimum(one, other).max(axis=-1)
    leaves = np.maximum(one, other).min(axis=-1)  # where the eye sees it
    hit = (enters < leaves) & (leaves > depth)
    depth[hit], part[hit] = leaves[hit], number


def _splat(
    depth: Array,
    part: NDArray[np.int16],
    number: int,
    view: View,
    at: Array,
    turn: Array,
    axes: Array,
    cut: Array | None,
) -> None:
    looking = np.stack([view.right, -view.up, view.towards])
    spread = looking @ ((turn * axes**2) @ turn.T) @ looking.T
    flat, lean, thick = spread[:2, :2], spread[:2, 2], spread[2, 2]
    x, y = view.pixels(at)
    reach = np.sqrt(np.diag(flat)) / view.pixel_m
    left, right = max(0, int(x - reach[0])), min(view.width, int(x + reach[0]) + 2)
    top, bottom = max(0, int(y - reach[1])), min(view.height, int(y + reach[1]) + 2)
    if left >= right or top >= bottom:
        return
    across = (np.arange(left, right) + 0.5 - x) * view.pixel_m
    down = (np.arange(top, bottom)[:, None] + 0.5 - y) * view.pixel_m
    inverse = np.linalg.inv(flat)
    inside = 1 - (
        inverse[0, 0] * across**2 + 2 * inverse[0, 1] * across * down + inverse[1, 1] * down**2
    )
    slope = inverse @ lean
    bulge = np.sqrt(max(float(thick - lean @ slope), 0.0)) * np.sqrt(np.maximum(inside, 0))
    middle = slope[0] * across + slope[1] * down
    window = np.s_[top:bottom, left:right]
    for side in (1.0, -1.0):
        found = at @ view.towards + middle + side * bulge
        hit = (inside > 0) & (found > depth[window])
        if cut is not None:
            points = (
                view.corner
                + (np.arange(left, right) + 0.5)[None, :, None] * view.pixel_m * view.right
                - (np.arange(top, bottom) + 0.5)[:, None, None] * view.pixel_m * view.up
                + found[..., None] * view.towards
            )
            hit &= (points - at) @ turn @ cut[:3] > cut[3]
        depth[window][hit], part[window][hit] = found[hit], number
        if cut is None:
            return

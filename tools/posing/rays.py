"""The arithmetic of looking: how far it is to a surface, and what a ray meets, compiled to machine code.

What can be compiled has plain loops over plain numbers; `tracing` is the way in.
"""

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from tools.posing.solids import BLEND, OWN, PART, PLACE, SHAPE, TURN, Array, Shape

TILE = 8
BLOCK = 8
FINE = 3  # rays across and down a point that lies on an edge
FAR_M = 1e9
MOST_PARTS = 96
"""How many parts there may be in one picture."""

_CLOSE_M = 0.0003
_STEPS = 96
_CAUTION = 0.8  # the distances of scaled shapes are estimates: a ray goes a little less far
_LEAN_M = 0.006  # how far around a point its slope is felt: enough to be smooth, too little to blur
_FAST = {"contract", "reassoc", "arcp", "nsz"}  # all but the promise that nothing is infinite
_REACH_M = 0.075  # more than the widest blend, and than the softest shadow
_CREASE_NEAR_M, _CREASE_FAR_M = 0.025, 0.06  # how far above a surface one looks for a fold

_CONE, _ELLIPSOID, _LIMB, _BOX, _BAND, _CAP = (int(shape) for shape in Shape)

Index = NDArray[np.int64]
Numbers = NDArray[np.int16]
Triple = tuple[float, float, float]


class Matter(NamedTuple):
    """All that stands in a picture: `Solids` as bare arrays, and the radii of limbs."""

    rows: Array
    balls: Array
    seams: Array
    profiles: Array


class Share(NamedTuple):
    """The rows, parts and seams that count at some place."""

    rows: Index
    parts: Index
    seams: Index


class Tiles(NamedTuple):
    """What each tile of a picture may show.

    Three lists, each with the places where a tile's share of it begins; `span_m` (tiles, 2) is the
    nearest and the farthest depth.
    """

    row_starts: Index
    rows: Index
    part_starts: Index
    parts: Index
    seam_starts: Index
    seams: Index
    span_m: Array


class Rays(NamedTuple):
    """Parallel rays: where that of the upper left corner is, the steps to the next ones, and their way."""

    corner: Array
    across: Array
    down: Array
    towards: Array


# --- How far it is to a surface -------------------------------------------------------------------


@njit(cache=True, fastmath=_FAST)
def _cone_m(row: Array, dx: float, dy: float, dz: float) -> float:
    bx = row[OWN] - row[PLACE]
    by = row[OWN + 1] - row[PLACE + 1]
    bz = row[OWN + 2] - row[PLACE + 2]
    length2 = bx * bx + by * by + bz * bz + 1e-12
    t = min(1.0, max(0.0, (dx * bx + dy * by + dz * bz) / length2))
    ex, ey, ez = dx - bx * t, dy - by * t, dz - bz * t
    away = math.sqrt(ex * ex + ey * ey + ez * ez)
    return float(away - row[OWN + 3] - (row[OWN + 4] - row[OWN + 3]) * t)


@njit(cache=True, fastmath=_FAST)
def _limb_m(row: Array, profiles: Array, x: float, y: float, z: float) -> float:
    length = row[OWN]
    t = min(1.0, max(0.0, -z / length))
    samples = profiles.shape[2] - 1
    f = t * samples
    k = min(int(f), samples - 1)
    f -= k
    which = int(row[OWN + 1])
    radius = (profiles[which, 0, k] * (1 - f) + profiles[which, 0, k + 1] * f) * row[OWN + 2]
    shift = (profiles[which, 1, k] * (1 - f) + profiles[which, 1, k + 1] * f) * row[OWN + 2]
    ex, ey, ez = x - shift, y / row[OWN + 3], z + t * length
    return float(math.sqrt(ex * ex + ey * ey + ez * ez) - radius)


@njit(cache=True, fastmath=_FAST)
def _box_m(row: Array, x: float, y: float, z: float) -> float:
    r = row[OWN + 3]
    ex, ey, ez = abs(x) - row[OWN] + r, abs(y) - row[OWN + 1] + r, abs(z) - row[OWN + 2] + r
    ox, oy, oz = max(ex, 0.0), max(ey, 0.0), max(ez, 0.0)
    return float(math.sqrt(ox * ox + oy * oy + oz * oz) + min(max(ex, ey, ez), 0.0) - r)


@njit(cache=True, fastmath=_FAST)
def _band_m(row: Array, x: float, y: float, z: float) -> float:
    ax, ay, ra = row[OWN], row[OWN + 1], row[OWN + 2]
    bx, by = row[OWN + 3] - ax, row[OWN + 4] - ay
    t = min(1.0, max(0.0, ((x - ax) * bx + (y - ay) * by) / (bx * bx + by * by + 1e-12)))
    ex, ey = x - ax - bx * t, y - ay - by * t
    flat = abs(math.sqrt(ex * ex + ey * ey) - ra - (row[OWN + 5] - ra) * t) - row[OWN + 7]
    tall = abs(z) - row[OWN + 6]
    outside = math.sqrt(max(flat, 0.0) ** 2 + max(tall, 0.0) ** 2)
    return float(outside + min(max(flat, tall), 0.0))


@njit(cache=True, fastmath=_FAST)
def _ellipsoid_m(row: Array, x: float, y: float, z: float) -> float:
    sx, sy, sz = row[OWN], row[OWN + 1], row[OWN + 2]
    ux, uy, uz = x / sx, y / sy, z / sz
    near = math.sqrt(ux * ux + uy * uy + uz * uz)
    gx, gy, gz = ux / sx, uy / sy, uz / sz
    slope = math.sqrt(gx * gx + gy * gy + gz * gz)
    return float(-min(sx, sy, sz) if slope < 1e-9 else near * (near - 1.0) / slope)


@njit(cache=True, fastmath=_FAST)
def _shape_m(row: Array, profiles: Array, x: float, y: float, z: float) -> float:
    """Answer the distance to one shape, as if it were alone."""
    kind = int(row[SHAPE])
    dx, dy, dz = x - row[PLACE], y - row[PLACE + 1], z - row[PLACE + 2]
    if kind == _CONE:
        return _cone_m(row, dx, dy, dz)
    # into the shape's own axes
    lx = row[TURN] * dx + row[TURN + 3] * dy + row[TURN + 6] * dz
    ly = row[TURN + 1] * dx + row[TURN + 4] * dy + row[TURN + 7] * dz
    lz = row[TURN + 2] * dx + row[TURN + 5] * dy + row[TURN + 8] * dz
    if kind == _LIMB:
        return _limb_m(row, profiles, lx, ly, lz)
    if kind == _BOX:
        return _box_m(row, lx, ly, lz)
    if kind == _BAND:
        return _band_m(row, lx, ly, lz)
    distance = _ellipsoid_m(row, lx, ly, lz)
    if kind == _CAP:
        cut = row[OWN + 6] - (lx * row[OWN + 3] + ly * row[OWN + 4] + lz * row[OWN + 5])
        h = max(0.012 - abs(distance - cut), 0.0)
        distance = max(distance, cut) + h * h / 0.048
    return distance


@njit(cache=True, fastmath=_FAST)
def _field(
    matter: Matter, share: Share, x: float, y: float, z: float, scratch: Array
) -> tuple[float, int]:
    """Answer the distance to the nearest surface and the part it belongs to."""
    for part in share.parts:
        scratch[part] = FAR_M
    for n in share.rows:
        row, ball = matter.rows[n], matter.balls[n]
        part = int(row[PART])
        dx, dy, dz = x - ball[0], y - ball[1], z - ball[2]
        away = math.sqrt(dx * dx + dy * dy + dz * dz) - ball[3]
        if away > _REACH_M:  # too far to flow into anything here: its ball says enough
            scratch[part] = min(scratch[part], away)
            continue
        distance = _shape_m(row, matter.profiles, x, y, z)
        over = row[BLEND]
        before = scratch[part]
        h = over - abs(before - distance)
        least = min(before, distance)
        if h > 0.0:
            least -= h * h / (4.0 * over)
        scratch[part] = least
    best, nearest = FAR_M, -1
    for part in share.parts:
        if scratch[part] < best:
            best, nearest = scratch[part], part
    least = best
    for n in share.seams:
        a, b = scratch[int(matter.seams[n, 0])], scratch[int(matter.seams[n, 1])]
        over = matter.seams[n, 2]
        h = over - abs(a - b)
        if h > 0.0:
            least = min(least, min(a, b) - h * h / (4.0 * over))
    return least, nearest


@njit(cache=True, fastmath=_FAST)
def measure(matter: Matter, share: Share, points: Array, found: Array) -> None:
    """Write into `found` (n,) how far each of `points` (n, 3) is from the nearest surface."""
    scratch = np.full(MOST_PARTS, FAR_M)
    for k in range(points.shape[0]):
        x, y, z = points[k, 0], points[k, 1], points[k, 2]
        found[k] = _field(matter, share, x, y, z, scratch)[0]


# --- What a ray meets -----------------------------------------------------------------------------


@njit(cache=True, fastmath=_FAST)
def _march(
    matter: Matter,
    share: Share,
    start: Triple,
    towards: Array,
    near: float,
    far: float,
    scratch: Array,
) -> tuple[float, int]:
    """Follow a ray from depth `near` to `far`; answer the depth where it ends and the part hit, or -1."""
    gx, gy, gz = start
    at = near
    distance, who = FAR_M, -1
    for _ in range(_STEPS):
        x, y, z = gx + towards[0] * at, gy + towards[1] * at, gz + towards[2] * at
        distance, who = _field(matter, share, x, y, z, scratch)
        if distance < _CLOSE_M:
            return at, who
        at -= distance * _CAUTION
        if at < far:
            return -np.inf, -1
    return (at, who) if distance < 4 * _CLOSE_M else (-np.inf, -1)


@njit(cache=True, fastmath=_FAST)
def _go_ahead(
    matter: Matter,
    share: Share,
    start: Triple,
    towards: Array,
    near: float,
    far: float,
    thick: float,
    scratch: Array,
) -> float:
    """Follow a thick ray; answer the depth up to which all rays within it miss everything."""
    gx, gy, gz = start
    at = near
    for _ in range(_STEPS):
        x, y, z = gx + towards[0] * at, gy + towards[1] * at, gz + towards[2] * at
        free = _field(matter, share, x, y, z, scratch)[0] - thick
        if free < thick * 0.5:
            break
        at -= free * _CAUTION
        if at < far:
            break
    return at


@njit(cache=True, fastmath=_FAST)
def _slope(matter: Matter, share: Share, x: float, y: float, z: float, scratch: Array) -> Triple:
    """Answer which way is out of the surface, felt at the corners of a tetrahedron."""
    e = _LEAN_M * 0.577
    one = _field(matter, share, x + e, y - e, z - e, scratch)[0]
    two = _field(matter, share, x - e, y - e, z + e, scratch)[0]
    three = _field(matter, share, x - e, y + e, z - e, scratch)[0]
    four = _field(matter, share, x + e, y + e, z + e, scratch)[0]
    nx = one - two - three + four
    ny = -one - two + three + four
    nz = -one + two - three + four
    size = math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12
    return nx / size, ny / size, nz / size


@njit(cache=True, fastmath=_FAST)
def _open_air(matter: Matter, share: Share, at: Triple, out: Triple, scratch: Array) -> float:
    """Answer 1 where nothing is near above a surface, less in a fold, down to 0."""
    near, step = _CREASE_NEAR_M, _CREASE_FAR_M - _CREASE_NEAR_M
    x, y, z = at[0] + out[0] * near, at[1] + out[1] * near, at[2] + out[2] * near
    one = _field(matter, share, x, y, z, scratch)[0]
    x, y, z = x + out[0] * step, y + out[1] * step, z + out[2] * step
    two = _field(matter, share, x, y, z, scratch)[0]
    return float(min(1.0, max(0.0, (one / _CREASE_NEAR_M + two / _CREASE_FAR_M) / 2)))


@njit(cache=True, fastmath=_FAST)
def _start(rays: Rays, u: float, v: float) -> Triple:
    """Answer where the ray through a point of the picture stands at depth 0."""
    corner, across, down = rays.corner, rays.across, rays.down
    return (
        corner[0] + across[0] * u + down[0] * v,
        corner[1] + across[1] * u + down[1] * v,
        corner[2] + across[2] * u + down[2] * v,
    )


@njit(cache=True, fastmath=_FAST)
def _share_of(tiles: Tiles, tile: int) -> Share:
    return Share(
        tiles.rows[tiles.row_starts[tile] : tiles.row_starts[tile + 1]],
        tiles.parts[tiles.part_starts[tile] : tiles.part_starts[tile + 1]],
        tiles.seams[tiles.seam_starts[tile] : tiles.seam_starts[tile + 1]],
    )


@njit(cache=True, fastmath=_FAST)
def see(
    matter: Matter, tiles: Tiles, rays: Rays, depth: Array, part: Numbers, normal: Array, air: Array
) -> None:
    """Follow a ray through each point of a picture; fill in what `Seen` tells of it."""
    height, width = depth.shape
    tiles_across = -(-width // TILE)
    scratch = np.full(MOST_PARTS, FAR_M)
    towards = rays.towards
    pixel = math.sqrt(rays.across[0] ** 2 + rays.across[1] ** 2 + rays.across[2] ** 2)
    thick = pixel * BLOCK * 0.71
    for tile in range(len(tiles.row_starts) - 1):
        share = _share_of(tiles, tile)
        if len(share.rows) == 0:
            continue
        near, far = tiles.span_m[tile, 0], tiles.span_m[tile, 1]
        for block in range((TILE // BLOCK) ** 2):
            top = (tile // tiles_across) * TILE + (block // (TILE // BLOCK)) * BLOCK
            left = (tile % tiles_across) * TILE + (block % (TILE // BLOCK)) * BLOCK
            middle = _start(rays, left + BLOCK / 2, top + BLOCK / 2)
            begin = _go_ahead(matter, share, middle, towards, near, far, thick, scratch)
            if begin < far:
                continue
            for place in range(BLOCK * BLOCK):
                j, i = top + place // BLOCK, left + place % BLOCK
                if j >= height or i >= width:
                    continue
                start = _start(rays, i + 0.5, j + 0.5)
                at, who = _march(matter, share, start, towards, begin, far, scratch)
                if who < 0:
                    continue
                x = start[0] + towards[0] * at
                y = start[1] + towards[1] * at
                z = start[2] + towards[2] * at
                out = _slope(matter, share, x, y, z, scratch)
                depth[j, i] = at
                part[j, i] = who
                normal[j, i, 0], normal[j, i, 1], normal[j, i, 2] = out
                air[j, i] = _open_air(matter, share, (x, y, z), out, scratch)


@njit(cache=True, fastmath=_FAST)
def see_within(
    matter: Matter,
    tiles: Tiles,
    rays: Rays,
    width: int,
    places: Index,
    start: Array,
    stop: Array,
    depth: Array,
    part: Numbers,
) -> None:
    """Follow FINE x FINE rays through each of some points (n, 2); fill in their depths and parts."""
    tiles_across = -(-width // TILE)
    scratch = np.full(MOST_PARTS, FAR_M)
    for n in range(places.shape[0]):
        j, i = places[n, 0], places[n, 1]
        tile = (j // TILE) * tiles_across + i // TILE
        share = _share_of(tiles, tile)
        if len(share.rows) == 0:
            continue
        near = min(start[n], tiles.span_m[tile, 0])
        far = max(stop[n], tiles.span_m[tile, 1])
        for k in range(FINE * FINE):
            ray = _start(rays, i + (k % FINE + 0.5) / FINE, j + (k // FINE + 0.5) / FINE)
            depth[n, k], part[n, k] = _march(matter, share, ray, rays.towards, near, far, scratch)

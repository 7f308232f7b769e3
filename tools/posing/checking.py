"""Measures a solved pose: against what holds for every body, and against the pose's own checks."""

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tools.posing.build import Build
from tools.posing.measuring import measured
from tools.posing.obstacles import Slab, slabs
from tools.posing.pose import Check, Fixed, Level, Pose
from tools.posing.residuals import Placed
from tools.posing.sites import PAIRS, SITE_INDEX, SITE_NAMES, SOLID_INDEX, SOLID_SITES, sites
from tools.posing.skeleton import (
    COUNT,
    FRAMES,
    HIGHEST,
    LIMITS_DEG,
    LOWEST,
    Vector,
    mirrored,
    other_side,
)
from tools.posing.solved import Solved

SINK_M = 0.015
OVERLAP_M = 0.02
SLIP_M = 0.005
_NEAR_M = 0.02  # what is no further from floor or prop bears weight
_FOOT_M = 0.03  # and how wide such a place is, to each side
_AT_LIMIT = math.radians(0.5)


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found: the value and its bounds, in `unit`s, and whether it lies in them."""

    text: str
    value: float
    low: float
    high: float
    unit: str
    ok: bool
    note: str = ""


def _result(text: str, value: float, low: float, high: float, unit: str, note: str = "") -> Result:
    return Result(text, value, low, high, unit, low <= value <= high, note)


def check_pose(pose: Pose, solved: Solved, build: Build) -> list[Result]:
    """Take every check of a pose, the general ones first."""
    placed = Placed.of(solved.angles, build)
    results = [
        _sunk(placed),
        *_in_props(pose, placed),
        _beyond_limits(solved.angles),
        _overlap(pose, placed),
        _mirror(placed),
    ]
    if not pose.unbalanced:
        results.append(_balance(pose, placed))
    results += _slips(pose, placed)
    if pose.motion is not None:
        results.append(_jerk(solved, placed))
    results += [result for check in pose.checks for result in _own(check, pose, solved, placed)]
    return results


def at_limits(angles: Vector) -> list[str]:
    """Answer the joints that are within half a degree of a limit in one posture."""
    near = (angles < LOWEST + _AT_LIMIT) | (angles > HIGHEST - _AT_LIMIT)
    return [
        name
        for name, is_near in zip(LIMITS_DEG, near[COUNT - len(LIMITS_DEG) :], strict=True)
        if is_near
    ]


def _sunk(placed: Placed) -> Result:
    depth = sites(placed.build).radius_m[SOLID_INDEX] - placed.points[..., SOLID_INDEX, 2]
    return _deepest("nothing sinks into the floor", depth, SINK_M)


def _deepest(text: str, depth: Vector, high: float) -> Result:
    _, place = np.unravel_index(int(np.argmax(depth)), depth.shape)
    return _result(text, float(depth.max()), -math.inf, high, "m", SOLID_SITES[int(place)])


def _in_props(pose: Pose, placed: Placed) -> list[Result]:
    solid = [slab for slab in slabs(pose.props) if not slab.soft]
    if not solid:
        return []
    skin = sites(placed.build).radius_m[SOLID_INDEX]
    depth = np.max(
        [skin - slab.clearance(placed.points[..., SOLID_INDEX, :]) for slab in solid], axis=0
    )
    return [_deepest("nothing sinks into a prop", depth, SINK_M)]


def _beyond_limits(angles: Vector) -> Result:
    beyond = np.maximum(LOWEST - angles, angles - HIGHEST)[..., 6:]
    worst = float(np.degrees(beyond.max()))
    return _result("joints stay within their limits", worst, -math.inf, 0.01, "deg")


def _overlap(pose: Pose, placed: Placed) -> Result:
    loose = {frozenset(pair) for pair in pose.allow_overlap}
    pairs = [pair for pair in PAIRS if frozenset(pair) not in loose]
    depth = placed.overlaps(pairs)
    _, place = np.unravel_index(int(np.argmax(depth)), depth.shape)
    note = " in ".join(pairs[int(place)])
    return _result("no limb is in another", float(depth.max()), -math.inf, OVERLAP_M, "m", note)


def _mirror(placed: Placed) -> Result:
    other = [FRAMES.index(other_side(name)) for name in FRAMES]
    image = Placed.of(mirrored(placed.angles), placed.build)
    off = image.joints[..., other, :] * np.array([1, -1, 1]) - placed.joints
    return _result("the other side is its exact mirror", float(np.abs(off).max()), 0, 1e-9, "m")


def _balance(pose: Pose, placed: Placed) -> Result:
    """Measure the centre of mass above what bears the body, at the worst key."""
    props = slabs(pose.props)
    worst = max(
        outside(placed.points[key, SITE_INDEX["mass"], :2], support(placed, key, props))
        for key in range(len(placed.angles))
    )
    return _result("the weight is over what bears it", worst, -math.inf, 0.0, "m")


def support(placed: Placed, key: int, props: Iterable[Slab]) -> Vector:
    """Answer the places on the ground (n, 2) under everything of the body that rests on floor or prop."""
    table = sites(placed.build)
    skin, points = table.radius_m[SOLID_INDEX], placed.points[key, SOLID_INDEX]
    bearing = points[:, 2] - skin < _NEAR_M
    for slab in props:
        bearing |= slab.clearance(points) - skin < _NEAR_M
    spread = np.array([(1, 0), (-1, 0), (0, 1), (0, -1)]) * _FOOT_M
    places: Vector = (points[bearing, None, :2] + spread).reshape(-1, 2)
    return places


def outside(point: Vector, places: Vector) -> float:
    """Answer how far a point lies outside the hull of places, in metres; negative inside."""
    hull = _hull(places)
    if len(hull) < 3:
        return math.inf
    edges = np.roll(hull, -1, axis=0) - hull
    normals = np.stack([edges[:, 1], -edges[:, 0]], axis=1)
    normals /= np.linalg.norm(normals, axis=1)[:, None]
    return float(np.max(np.sum((point - hull) * normals, axis=1)))


def _hull(places: Vector) -> Vector:
    """Answer the convex hull, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted({(float(x), float(y)) for x, y in places})

    def chain(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for point in points:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return np.array(chain(ordered) + chain(reversed(ordered)))


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _slips(pose: Pose, placed: Placed) -> list[Result]:
    """Measure how far planted sites wander over the movement, or over the breath."""
    if pose.motion is None:
        planted = {wish.site for wish in pose.wishes if isinstance(wish, Level)}
        planted |= {
            wish.site for wish in pose.wishes if isinstance(wish, Fixed) and None not in wish.at
        }
    else:
        planted = set(pose.motion.planted)
    if not planted:
        return []
    names = sorted(planted)
    points = placed.points[:, [SITE_INDEX[name] for name in names]]
    slip = np.linalg.norm(points - points[:1], axis=-1)
    _, place = np.unravel_index(int(np.argmax(slip)), slip.shape)
    return [
        _result(
            "what is planted does not slip", float(slip.max()), 0, SLIP_M, "m", names[int(place)]
        )
    ]


def _jerk(solved: Solved, placed: Placed) -> Result:
    """Measure how unevenly a site moves: the change of its step against an even, eased way.

    Eased over twelve steps, a site's step changes by at most 3.5 % of its way; twice that and
    a centimetre are allowed.
    """
    worst, note, path = -math.inf, "", solved.path
    for start, end in itertools.pairwise(path):
        points = placed.points[start : end + 1]
        steps = np.diff(points, axis=0)
        way = np.linalg.norm(steps, axis=-1).sum(axis=0)
        change = np.linalg.norm(np.diff(steps, axis=0), axis=-1).max(axis=0) - 0.07 * way
        if change.max() > worst:
            worst, note = float(change.max()), SITE_NAMES[int(np.argmax(change))]
    return _result("it moves evenly", worst, -math.inf, 0.01, "m", note)


def _own(check: Check, pose: Pose, solved: Solved, placed: Placed) -> list[Result]:
    """Take a pose's own check at its station, or at every station; for a hold, with empty lungs."""
    if pose.motion is None:
        moments = {"": 0}
    else:
        moments = {str(solved.keys[place].station): place for place in solved.path}
        if check.at is not None:
            moments = {check.at: moments[check.at]}
    results = []
    for name, place in moments.items():
        value, unit = measured(check.measure, Placed.of(placed.angles[place], placed.build))
        text = f"{check.text} ({name})" if name else check.text
        results.append(_result(text, value, check.low, check.high, unit))
    return results

"""What is wrong with a posture: wishes, floor, props and limbs in each other as one row of residuals.

Built once for a list of wishes, then evaluated for many postures at a time, which gives the
solver its derivatives in a single pass. Lengths are metres; turns are weighed against them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tools.posing.build import Build
from tools.posing.obstacles import Slab
from tools.posing.pose import Along, Axis, Bent, Direction, Facet, Fixed, Level, Over, Touch, Wish
from tools.posing.sites import (
    CAPSULE_INDEX,
    PAIRS,
    SITE_INDEX,
    SOLID_INDEX,
    capsules,
    sites,
)
from tools.posing.skeleton import AXES, FRAME_INDEX, INDEX, Vector, stacked

_TURN = 0.4  # metres that a bone's axis off by one radian counts for
_BEND = 0.3  # and a joint's angle
_SOLID = 2.0  # weight of staying out of floor and props
_SINK_M = 0.003  # flesh that gives way there
_OVERLAP_M = 0.008  # and between two limbs
_FACET = {
    Facet.FRONT: ("fwd", 1.0),
    Facet.BACK: ("fwd", -1.0),
    Facet.INNER: ("left", -1.0),
    Facet.OUTER: ("left", 1.0),
    Facet.TOP: ("up", 1.0),
}


@dataclass(frozen=True)
class Placed:
    """Bones, sites and capsules of one or many postures, in metres."""

    angles: Vector
    build: Build
    turns: Vector
    joints: Vector

    @classmethod
    def of(cls, angles: Vector, build: Build) -> "Placed":
        """Place the bones for angles (..., 47)."""
        return cls(angles, build, *stacked(angles, build))

    @cached_property
    def points(self) -> Vector:
        """Every site (..., sites, 3)."""
        return sites(self.build).place(self.turns, self.joints)

    @cached_property
    def ends(self) -> Vector:
        """Both ends of every capsule (..., capsules, 2, 3)."""
        return capsules(self.build).place(self.turns, self.joints)

    def site(self, name: str) -> Vector:
        """Answer a site's point (..., 3)."""
        point: Vector = self.points[..., SITE_INDEX[name], :]
        return point

    def skin(self, name: str) -> float:
        """Answer a site's radius of skin."""
        return float(sites(self.build).radius_m[SITE_INDEX[name]])

    def clear(self, name: str) -> Vector:
        """Answer how far a site's skin is above the floor (...)."""
        clear: Vector = self.site(name)[..., 2] - self.skin(name)
        return clear

    def axis(self, axis: Axis) -> Vector:
        """Answer an axis of a bone (..., 3)."""
        way: Vector = self.turns[..., FRAME_INDEX[axis.frame], :, AXES[axis.name]] * axis.sign
        return way

    def way(self, way: Direction) -> Vector:
        """Answer a direction, of the world or of a bone."""
        return self.axis(way) if isinstance(way, Axis) else np.array(way)

    def angle(self, name: str) -> Vector:
        """Answer a joint's angle in radians (...)."""
        value: Vector = self.angles[..., INDEX[name]]
        return value

    def apart(self, site: str, target: str) -> tuple[Vector, Vector, float]:
        """Answer, from a target's core to a site, the way, the gap of skins and both radii."""
        point = self.site(site)
        if target in CAPSULE_INDEX:
            place = CAPSULE_INDEX[target]
            start, end = self.ends[..., place, 0, :], self.ends[..., place, 1, :]
            along = end - start
            share = np.sum((point - start) * along, -1) / np.sum(along * along, -1)
            share = np.clip(share, 0, 1)[..., None]
            off = point - start - share * along
            first, second = capsules(self.build).radius_m[place]
            radii = self.skin(site) + first + (second - first) * share[..., 0]
        else:
            off = point - self.site(target)
            radii = np.asarray(self.skin(site) + self.skin(target))
        gap: Vector = np.sqrt(np.sum(off * off, -1) + 1e-12) - radii
        return off, gap, float(np.mean(radii))

    def overlaps(self, pairs: Sequence[tuple[str, str]]) -> Vector:
        """Answer how deep pairs of capsules are in each other (..., pairs); negative when apart."""
        one = np.array([CAPSULE_INDEX[first] for first, _ in pairs], dtype=np.intp)
        other = np.array([CAPSULE_INDEX[second] for _, second in pairs], dtype=np.intp)
        radius = capsules(self.build).radius_m
        return _overlaps(
            self.ends[..., one, :, :], self.ends[..., other, :, :], radius[one], radius[other]
        )


def _overlaps(one: Vector, other: Vector, first: Vector, second: Vector) -> Vector:
    """Answer the overlap of round cones whose cores come closest at the points of two segments."""
    along, across = one[..., 1, :] - one[..., 0, :], other[..., 1, :] - other[..., 0, :]
    off = one[..., 0, :] - other[..., 0, :]
    a, e = np.sum(along * along, -1), np.sum(across * across, -1)
    b, c, f = np.sum(along * across, -1), np.sum(along * off, -1), np.sum(across * off, -1)
    square = a * e - b * b
    s = np.where(square > 1e-9, np.clip((b * f - c * e) / np.maximum(square, 1e-9), 0, 1), 0.0)
    t = (b * s + f) / e
    held = np.clip(t, 0, 1)
    s = np.where(t == held, s, np.clip((b * held - c) / a, 0, 1))
    apart = off + s[..., None] * along - held[..., None] * across
    radii = first[:, 0] + (first[:, 1] - first[:, 0]) * s
    radii = radii + second[:, 0] + (second[:, 1] - second[:, 0]) * held
    depth: Vector = radii - np.sqrt(np.sum(apart * apart, -1) + 1e-12)
    return depth


def bone_of(target: str, build: Build) -> str:
    """Answer the bone that a site or capsule hangs on."""
    bones = tuple(FRAME_INDEX)
    if target in CAPSULE_INDEX:
        return bones[int(capsules(build).bone[CAPSULE_INDEX[target]])]
    return bones[int(sites(build).bone[SITE_INDEX[target]])]


def facet_axis(target: str, side: Facet, build: Build) -> Axis:
    """Answer the axis that points out of a facet of a site or capsule."""
    name, sign = _FACET[side]
    if side in (Facet.INNER, Facet.OUTER) and target.endswith("R"):
        sign = -sign
    return Axis(bone_of(target, build), name, sign)


def misses(wish: Wish, placed: Placed) -> Vector:
    """Answer by how much a wish is missed (..., parts): metres or radians, unweighted."""
    off: Vector
    match wish:
        case Level():
            off = placed.clear(wish.site)[..., None] - wish.height
        case Fixed():
            bound = [axis for axis, value in enumerate(wish.at) if value is not None]
            wanted = np.array([value for value in wish.at if value is not None])
            off = placed.site(wish.site)[..., bound] - wanted
        case Touch():
            way, gap, radii = placed.apart(wish.site, wish.target)
            rows = [gap - wish.gap]
            if wish.side is not None:
                axis = placed.axis(facet_axis(wish.target, wish.side, placed.build))
                rows.append(np.minimum(0, np.sum(way * axis, -1) - 0.8 * radii))
            off = np.stack(rows, -1)
        case Over():
            axes = list(wish.axes)
            off = placed.site(wish.site)[..., axes] - placed.site(wish.other)[..., axes]
            off = off - np.array(wish.offset)
        case Along():
            axis, way = placed.axis(wish.axis), placed.way(wish.way)
            off = np.sum(axis * way, -1)[..., None] if wish.across else axis - way
        case Bent():
            off = placed.angle(wish.angle)[..., None] - np.radians(wish.value)
    return off


def _weight(wish: Wish) -> float:
    if isinstance(wish, Along):
        return _TURN * wish.w
    return _BEND * wish.w if isinstance(wish, Bent) else wish.w


def residuals(
    wishes: Iterable[Wish],
    build: Build,
    slabs: Iterable[Slab],
    allowed: Iterable[tuple[str, str]],
) -> Callable[[Vector], Vector]:
    """Answer a function from angles (many, 47) to weighted residuals (many, rows)."""
    listed = [(wish, _weight(wish)) for wish in wishes if wish.w > 0]
    stopping = [slab for slab in slabs if not slab.soft]
    loose = {frozenset(pair) for pair in allowed}
    pairs = [pair for pair in PAIRS if frozenset(pair) not in loose]
    skin = sites(build).radius_m[SOLID_INDEX]

    def evaluate(angles: Vector) -> Vector:
        placed = Placed.of(angles, build)
        rows = [misses(wish, placed) * weight for wish, weight in listed]
        solid = placed.points[..., SOLID_INDEX, :]
        rows.append(_SOLID * np.minimum(0, solid[..., 2] - skin + _SINK_M))
        rows += [
            _SOLID * np.minimum(0, slab.clearance(solid) - skin + _SINK_M) for slab in stopping
        ]
        rows.append(np.maximum(0, placed.overlaps(pairs) - _OVERLAP_M))
        return np.concatenate(rows, axis=-1)

    return evaluate

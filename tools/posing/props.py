"""The things that stand, lie or are held in a picture, as solids."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from tools.posing.build import STATURE_M, Build
from tools.posing.obstacles import Slab, slabs
from tools.posing.pose import Band, Chair, Cushion, Desk, Mat, Prop, Strap, Weight
from tools.posing.profiles import radius
from tools.posing.sites import locate
from tools.posing.skeleton import LENGTHS, Frame
from tools.posing.solids import Array, Builder

_BAND_WIDE_M, _BAND_THICK_M = 0.050, 0.007
_BAND_AROUND = (
    1.10  # wider than the leg, which would break through where the band is not square to it
)
_STRAP_M = 0.009
_LEG_M = 0.017


def add_props(
    into: Builder, props: Sequence[Prop], frames: Mapping[str, Frame], build: Build
) -> None:
    """Add all but the mat, which lies flat and is drawn by itself."""
    for number, prop in enumerate(props):
        match prop:
            case Mat():
                continue
            case Band(around, t):
                _band(into, f"prop:band:{number}", around, t, frames, build)
            case Strap(over):
                _strap(into, f"prop:strap:{number}", over, frames, build)
            case Weight(bone):
                _weight(into, f"prop:weight:{number}", bone, frames, build)
            case Cushion():
                for slab in slabs([prop]):
                    _slab(into, f"prop:cushion:{number}", slab, round_m=min(slab.half) * 0.95)
            case _:
                for slab in slabs([prop]):
                    _slab(into, f"prop:prop:{number}", slab, round_m=0.008)
                _legs(into, f"prop:prop:{number}", prop)


def mat_of(props: Sequence[Prop]) -> tuple[float, float, float, float] | None:
    """Answer the mat's x and y on the floor, if there is one."""
    return next(((one.x0, one.x1, one.y0, one.y1) for one in props if isinstance(one, Mat)), None)


def _slab(into: Builder, part: str, slab: Slab, round_m: float) -> None:
    cos, sin = math.cos(slab.turn), math.sin(slab.turn)
    turn = np.array([[cos, -sin, 0.0], [sin, cos, 0.0], [0.0, 0.0, 1.0]])
    x, y, z = (float(value) for value in slab.half)
    into.box(part, slab.middle, turn, (x, y, z), round_m)


def _legs(into: Builder, part: str, prop: Prop) -> None:
    match prop:
        case Chair(at, facing, seat, arms):
            middle, turn, half_x, half_y = at, math.radians(facing), 0.175, 0.175
            top = seat - 0.02
        case Desk(at, (dx, dy), height):
            middle, turn, half_x, half_y = at, 0.0, dx / 2 - 0.04, dy / 2 - 0.04
            top, arms = height - 0.02, False
        case _:
            return
    cos, sin = math.cos(turn), math.sin(turn)

    def at_corner(x: float, y: float, z: float) -> Array:
        return np.array([middle[0] + cos * x - sin * y, middle[1] + sin * x + cos * y, z])

    for x in (-half_x, half_x):
        for y in (-half_y, half_y):
            into.cone(
                part, at_corner(x, y, top), at_corner(x, y, 0.01), (_LEG_M, _LEG_M * 0.8), 0.0
            )
    if isinstance(prop, Chair):
        for y in (-half_y, half_y):
            post = at_corner(-half_x - 0.035, y, top + 0.40)
            into.cone(
                part, at_corner(-half_x - 0.015, y, top), post, (_LEG_M * 0.9, _LEG_M * 0.8), 0.0
            )
            if arms:
                rest = at_corner(half_x - 0.03, y * 1.18, top + 0.22)
                back = at_corner(-half_x - 0.02, y * 1.18, top + 0.22)
                into.cone(part, back, rest, (_LEG_M, _LEG_M), 0.0)
                into.cone(
                    part, rest, at_corner(half_x - 0.03, y * 1.18, top), (_LEG_M, _LEG_M), 0.0
                )


def _band(
    into: Builder,
    part: str,
    around: Sequence[str],
    t: float,
    frames: Mapping[str, Frame],
    build: Build,
) -> None:
    middles = [
        frames[bone].at - frames[bone].turn[:, 2] * LENGTHS[bone[:-1]] * STATURE_M * t
        for bone in around
    ]
    up = np.sum([frames[bone].turn[:, 2] for bone in around], axis=0)
    up /= np.linalg.norm(up)
    across = middles[-1] - middles[0] if len(middles) > 1 else frames[around[0]].turn[:, 1]
    up = up - across * (up @ across) / (across @ across)  # the loop's plane holds both legs
    up /= np.linalg.norm(up)
    left = across / np.linalg.norm(across)
    turn = np.stack([np.cross(left, up), left, up], axis=1)
    middle = np.mean(middles, axis=0)
    thick = radius(around[0][:-1], t) * build.leg * STATURE_M * _BAND_AROUND + 0.004
    discs = [(0.0, float((one - middle) @ left), thick) for one in (middles[0], middles[-1])]
    into.band(part, middle, turn, (discs[0], discs[1]), _BAND_WIDE_M, _BAND_THICK_M)


def _strap(
    into: Builder,
    part: str,
    over: Sequence[str | tuple[float, float, float]],
    frames: Mapping[str, Frame],
    build: Build,
) -> None:
    points = [
        locate(frames, one, build)[0] if isinstance(one, str) else np.array(one) for one in over
    ]
    for start, end in pairwise(points):
        into.cone(part, start, end, (_STRAP_M, _STRAP_M), 0.004)


def _weight(into: Builder, part: str, bone: str, frames: Mapping[str, Frame], build: Build) -> None:
    frame = frames[bone]
    if bone.startswith("shin"):
        low, high = (
            frame.at - frame.turn[:, 2] * LENGTHS["shin"] * STATURE_M * t for t in (0.93, 0.84)
        )
        thick = radius("shin", 0.88) * build.leg * STATURE_M + 0.014
        into.cone(part, low, high, (thick, thick), 0.0)
        return
    palmward = -1.0 if bone.endswith("L") else 1.0
    middle = frame.at + frame.turn @ (np.array([0.002, palmward * 0.0155, -0.042]) * STATURE_M)
    along = frame.turn[:, 0]
    into.cone(part, middle - along * 0.075, middle + along * 0.075, (0.0125, 0.0125), 0.0)
    turn = np.stack([along, frame.turn[:, 1], frame.turn[:, 2]], axis=1)
    for sign in (1.0, -1.0):
        into.box(part, middle + along * sign * 0.078, turn, (0.024, 0.040, 0.040), 0.016)

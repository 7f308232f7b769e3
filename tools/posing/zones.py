"""Which piece of skin or cloth a point of the surface belongs to."""

from collections.abc import Mapping
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from tools.posing import hair
from tools.posing.build import STATURE_M
from tools.posing.skeleton import LENGTHS, Frame
from tools.posing.solids import Array


class Zone(IntEnum):
    """What can have a colour of its own; `forearm` and `calf` are cloth or skin, as a look says."""

    NONE = 0
    SKIN = 1
    TOP = 2
    FOREARM = 3
    BOTTOM = 4
    CALF = 5
    HAIR = 6
    PROP = 7
    CUSHION = 8
    BAND = 9
    STRAP = 10
    WEIGHT = 11


BODY_ZONES = (Zone.SKIN, Zone.TOP, Zone.FOREARM, Zone.BOTTOM, Zone.CALF, Zone.HAIR)
PROP_ZONES = (Zone.PROP, Zone.CUSHION, Zone.BAND, Zone.STRAP, Zone.WEIGHT)
SLEEVE_END, SLEEVE_LONG_END, SHORTS_END, LEGGING_END = 0.46, 0.95, 0.56, 0.80
"""Where hems lie, as fractions of the upper arm, forearm, thigh and shin."""
WAIST = 0.050


def zones(
    parts: tuple[str, ...], part: NDArray[np.int16], points: Array, frames: Mapping[str, Frame]
) -> NDArray[np.int8]:
    """Answer the zone of each of `points` (n, 3), whose parts are numbered in `part` (n,)."""
    zone = np.zeros(len(points), np.int8)
    for number, name in enumerate(parts):
        mine = np.flatnonzero(part == number)
        if len(mine):
            zone[mine] = _of_part(name, points[mine], frames)
    return zone


def _of_part(name: str, points: Array, frames: Mapping[str, Frame]) -> NDArray[np.int8]:
    bare, side = (name[:-1], name[-1]) if name[-1] in "LR" else (name, "")
    everywhere = np.full(len(points), Zone.SKIN, np.int8)
    if bare.startswith("prop:"):
        kind = name.split(":")[1]
        return np.full(len(points), Zone[kind.upper()], np.int8)
    if name in ("bun", "fringe"):
        return np.full(len(points), Zone.HAIR, np.int8)
    if name == "head":
        return np.where(hair.grows(frames["head"], points), Zone.HAIR, Zone.SKIN).astype(np.int8)
    if name in ("torso", "neck"):
        return _trunk(points, frames, name == "neck")
    if bare == "thigh":
        return np.where(
            _along(points, frames[name], "thigh") < SHORTS_END, Zone.BOTTOM, Zone.CALF
        ).astype(np.int8)
    if bare == "shin":
        return np.where(
            _along(points, frames[name], "shin") < LEGGING_END, Zone.CALF, Zone.SKIN
        ).astype(np.int8)
    if bare == "upper":
        return np.where(
            _along(points, frames[name], "upper") < SLEEVE_END, Zone.TOP, Zone.FOREARM
        ).astype(np.int8)
    if bare == "fore":
        return np.where(
            _along(points, frames["fore" + side], "fore") < SLEEVE_LONG_END, Zone.FOREARM, Zone.SKIN
        ).astype(np.int8)
    return everywhere


def _along(points: Array, frame: Frame, limb: str) -> Array:
    found: Array = -((points - frame.at) @ frame.turn[:, 2]) / (LENGTHS[limb] * STATURE_M)
    return found


# The neckline is where a tilted egg about the neck meets the skin: place and half axes in the
# thorax's frame, and how much lower it lies in front. A funnel that bends with the neck is bare too:
# where it starts above the neck's joint and how wide it is there.
_NECK_AT, _NECK_HALF, _NECK_TILT = (0.004, 0.0, 0.174), (0.060, 0.049, 0.036), 0.28
_FUNNEL_FROM, _FUNNEL_HALF = 0.016, 0.040


def _trunk(points: Array, frames: Mapping[str, Frame], neck: bool) -> NDArray[np.int8]:
    thorax, pelvis, nape = frames["tho"], frames["pelvis"], frames["neck"]
    x, y, z = ((points - thorax.at) @ thorax.turn / STATURE_M - _NECK_AT).T
    above = z + _NECK_TILT * x
    around = (x / _NECK_HALF[0]) ** 2 + (y / _NECK_HALF[1]) ** 2
    bare = around + (np.minimum(above, 0.0) / _NECK_HALF[2]) ** 2 < 1.0
    ahead, aside, up = ((points - nape.at) @ nape.turn / STATURE_M).T
    up -= _FUNNEL_FROM
    if neck:
        bare |= above > 0.0
    bare |= (up > 0.0) & (np.hypot(ahead, aside) < _FUNNEL_HALF + up)
    height = (points - pelvis.at) @ pelvis.turn[:, 2] / STATURE_M
    zone = np.where(height < WAIST, Zone.BOTTOM, Zone.TOP)
    zone = np.where(bare, Zone.SKIN, zone)
    return np.where(hair.grows(frames["head"], points), Zone.HAIR, zone).astype(np.int8)

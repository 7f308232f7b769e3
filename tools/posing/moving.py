"""From a pose to its keys: breathing for a hold, the way between stations for a movement."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tools.posing.build import Build
from tools.posing.pose import Along, Axis, Bent, Fixed, Level, Motion, Over, Pose, Touch, Wish
from tools.posing.residuals import Placed
from tools.posing.skeleton import INDEX, Vector, angles_from
from tools.posing.solved import Key, Solved
from tools.posing.solving import solve, solve_thoroughly

BREATHS = 6
"""Keys of a hold, from empty lungs to full ones."""
STEPS, STEPS_OF_MANY = 24, 12
"""Steps from one station to the next."""
_PLANTED = 8.0  # weight of what must not slip
_PULL = 0.12  # towards the angles between two stations
_ARC_M = 0.10  # a free limb that goes further follows its joints, not a straight line
_BREATH_DEG = {"tho.flex": -0.8, "lum.flex": -1.2}
_TRUNK = ("pelvis", "lum", "tho", "neck", "head")


def solve_pose(pose: Pose, build: Build) -> Solved:
    """Solve every key of a pose."""
    keys = _hold(pose, build) if pose.motion is None else _movement(pose, build, pose.motion)
    return Solved(pose.id, pose.variant, build.name, keys)


def _hold(pose: Pose, build: Build) -> tuple[Key, ...]:
    empty = solve_thoroughly(pose, build, pose.wishes, angles_from(pose.guess))
    full = _inhaled(pose, build, empty)
    shares = [number / (BREATHS - 1) for number in range(BREATHS)]
    return tuple(Key(empty + (full - empty) * share, breath=share) for share in shares)


def _inhaled(pose: Pose, build: Build, empty: Vector) -> Vector:
    guess, wishes = empty.copy(), _between(pose.wishes, pose.wishes, empty, empty, 0.0, build)
    wishes = [wish for wish in wishes if not _of_trunk(wish)]
    for name, change in _BREATH_DEG.items():
        guess[INDEX[name]] += math.radians(change)
        value = math.degrees(guess[INDEX[name]])
        wishes.append(Bent(name, 4.0, name, value))
    head = Placed.of(empty, build)
    for axis in ("fwd", "left"):
        way = head.axis(Axis("head", axis))
        wishes.append(Along("head", 1.0, Axis("head", axis), _point(way), across=False))
    return solve(pose, build, wishes, guess, pull=_PULL)


def _of_trunk(wish: Wish) -> bool:
    if isinstance(wish, Bent):
        return wish.angle.split(".")[0] in _TRUNK
    return isinstance(wish, Along) and wish.axis.frame in _TRUNK


def _movement(pose: Pose, build: Build, motion: Motion) -> tuple[Key, ...]:
    solved: dict[str, Vector] = {}
    pins: list[Wish] = []
    before = angles_from(pose.guess)
    for station in motion.stations:
        if station.name in solved:
            continue
        guess = angles_from(station.guess, before)
        again = angles_from({**pose.guess, **station.guess})
        angles = solve_thoroughly(pose, build, (*station.wishes, *pins), guess, (again,))
        before = angles
        solved[station.name] = angles
        if not pins:
            placed = Placed.of(angles, build)
            pins = [_pin(site, _PLANTED, placed.site(site)) for site in motion.planted]
    first = motion.stations[0]
    keys = [Key(solved[first.name], station=first.name)]
    steps = STEPS if len(motion.stations) == 2 else STEPS_OF_MANY
    for leaving, arriving in itertools.pairwise(motion.stations):
        start, end = solved[leaving.name], solved[arriving.name]
        for step in range(1, steps):
            share = step / steps  # even steps: whoever plays it eases
            wishes = _between(leaving.wishes, arriving.wishes, start, end, share, build)
            guess = start + (end - start) * share
            angles = solve(pose, build, (*wishes, *pins), guess, pull=_PULL)
            keys.append(Key(angles))
        keys.append(Key(end, station=arriving.name))
    return tuple(keys)


def _point(values: Vector) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in values)
    return x, y, z


def _pin(site: str, weight: float, at: Vector) -> Fixed:
    return Fixed(f"{site}.planted", weight, site, _point(at))


def _between(
    before: Sequence[Wish],
    after: Sequence[Wish],
    start: Vector,
    end: Vector,
    share: float,
    build: Build,
) -> list[Wish]:
    """Make wishes part of the way: those of both stations, between what the solved stations reached.

    At either end they are met exactly, so the way leaves and arrives without a jump.
    """
    one, other = Placed.of(start, build), Placed.of(end, build)
    kept = {(wish.id, type(wish)) for wish in before} & {(wish.id, type(wish)) for wish in after}
    laid = {wish.site for wish in before if isinstance(wish, Level)}
    laid &= {wish.site for wish in after if isinstance(wish, Level)}
    wishes: list[Wish] = []
    for wish in after:
        if (wish.id, type(wish)) not in kept:
            continue
        match wish:
            case Level(w=weight, site=site) | Fixed(w=weight, site=site):
                here, there = one.site(site), other.site(site)
                if site in laid or float(np.linalg.norm(there - here)) < _ARC_M:
                    at = here + (there - here) * share
                    weight = max(weight, _PLANTED) if site in laid else weight
                    wishes.append(_pin(site, weight, at))
            case Touch():
                gaps = [float(each.apart(wish.site, wish.target)[1]) for each in (one, other)]
                gap = gaps[0] + (gaps[1] - gaps[0]) * share
                wishes.append(replace(wish, gap=gap, side=None, w=max(wish.w, 3.0)))
            case Over():
                axes = list(wish.axes)
                offs = [each.site(wish.site) - each.site(wish.other) for each in (one, other)]
                off = (offs[0] + (offs[1] - offs[0]) * share)[axes]
                wishes.append(replace(wish, offset=tuple(float(value) for value in off)))
            case Along():
                ways = [each.axis(wish.axis) for each in (one, other)]
                way = ways[0] + (ways[1] - ways[0]) * share
                length = float(np.linalg.norm(way))
                if length > 0.3:
                    wishes.append(replace(wish, way=_point(way / length), across=False))
            case Bent():
                ends = [float(each.angle(wish.angle)) for each in (one, other)]
                value = math.degrees(ends[0] + (ends[1] - ends[0]) * share)
                wishes.append(replace(wish, value=value))
    return wishes

"""Where a movement is felt: muscles as lines on the body, from origin to insertion, across its joints."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tools.posing.build import STATURE_M
from tools.posing.skeleton import Frame
from tools.posing.solids import Array

Point = tuple[str, float, float, float]


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle of the left side: points (frame, fwd, left, up in fractions of stature) and its half width.

    It is seen on the parts of `on` (without their side) and only there.
    """

    line: tuple[Point, ...]
    half_width: float
    on: frozenset[str]


def _muscle(half_width: float, on: str, *line: Point) -> Muscle:
    return Muscle(line, half_width, frozenset(on.split()))


# Drawn after the usual anatomy charts: a region as a person would point at it, not a dissection.
MUSCLES: dict[str, Muscle] = {
    "hip_flexors": _muscle(
        0.036, "torso thigh",
        ("lum", 0.040, 0.030, 0.000), ("pelvis", 0.048, 0.052, 0.020), ("thigh", 0.046, 0.006, -0.020),
        ("thigh", 0.050, 0.004, -0.090),
    ),
    "quads": _muscle(
        0.042, "thigh", ("thigh", 0.050, 0.004, -0.040), ("thigh", 0.050, 0.004, -0.130),
        ("thigh", 0.038, 0, -0.205),
    ),
    "hamstrings": _muscle(
        0.038, "thigh", ("thigh", -0.048, 0, -0.045), ("thigh", -0.040, 0, -0.130),
        ("thigh", -0.032, 0, -0.215),
    ),
    "glutes": _muscle(
        0.056, "torso thigh", ("pelvis", -0.062, 0.036, 0.014), ("pelvis", -0.066, 0.048, -0.020),
        ("thigh", -0.046, 0.022, -0.025),
    ),
    "side_hip": _muscle(
        0.044, "torso thigh", ("pelvis", -0.008, 0.078, 0.034), ("pelvis", -0.010, 0.092, 0.000),
        ("thigh", -0.006, 0.050, -0.030), ("thigh", 0.0, 0.046, -0.060),
    ),
    "outer_thigh": _muscle(
        0.034, "torso thigh", ("pelvis", 0.010, 0.086, 0.020), ("thigh", 0.006, 0.052, -0.030),
        ("thigh", 0.004, 0.046, -0.130), ("thigh", 0.002, 0.034, -0.210),
    ),
    "inner_thigh": _muscle(
        0.034, "thigh", ("thigh", 0.004, -0.044, -0.050), ("thigh", 0.004, -0.042, -0.120),
        ("thigh", 0.0, -0.034, -0.195),
    ),
    "side_waist": _muscle(
        0.036, "torso", ("tho", 0.0, 0.070, 0.060), ("tho", 0.0, 0.068, 0.010), ("lum", 0.0, 0.064, 0.030),
        ("pelvis", 0.0, 0.078, 0.040),
    ),
    "side_ribs": _muscle(
        0.036, "torso", ("tho", -0.006, 0.064, 0.095), ("tho", 0.0, 0.072, 0.050), ("tho", 0.0, 0.068, 0.0)
    ),
    "belly": _muscle(
        0.040, "torso", ("tho", 0.052, 0.014, 0.010), ("lum", 0.046, 0.014, 0.040),
        ("pelvis", 0.048, 0.014, 0.040),
    ),
    "front_trunk": _muscle(
        0.046, "torso", ("tho", 0.052, 0.022, 0.070), ("lum", 0.044, 0.020, 0.050),
        ("pelvis", 0.046, 0.030, 0.025),
    ),
    "chest": _muscle(0.040, "torso", ("tho", 0.052, 0.010, 0.080), ("tho", 0.045, 0.045, 0.088)),
    "low_back": _muscle(
        0.036, "torso", ("lum", -0.044, 0.018, 0.080), ("lum", -0.044, 0.018, 0.020),
        ("pelvis", -0.050, 0.018, 0.050),
    ),
    "upper_back": _muscle(
        0.044, "torso", ("tho", -0.046, 0.020, 0.105), ("tho", -0.050, 0.022, 0.060),
        ("tho", -0.050, 0.020, 0.020),
    ),
    "calf": _muscle(
        0.034, "shin", ("shin", -0.034, 0, -0.040), ("shin", -0.034, 0, -0.100), ("shin", -0.022, 0, -0.15)
    ),
    "neck": _muscle(0.026, "neck torso", ("tho", -0.010, 0.018, 0.150), ("neck", -0.010, 0.020, 0.030)),
}  # fmt: skip

ELSEWHERE = -9.0
"""What a part is given that does not show a target."""


def spread(
    name: str,
    frames: Mapping[str, Frame],
    points: Array,
    part_of: tuple[str, ...],
    part: NDArray[np.int16],
) -> Array:
    """Answer how much each of `points` (n, 3) belongs to a target.

    That is 1 at its middle, 0 at its edge, less beyond, and ELSEWHERE on parts that do not show it.
    `name` is a muscle's, of the left side; with `_both` of both, with `_right` of the right side.
    `part` numbers the points' parts in `part_of`. Raises KeyError for an unknown name.
    """
    bare, sides = name, "L"
    for ending, which in (("_both", "LR"), ("_right", "R")):
        if name.endswith(ending):
            bare, sides = name.removesuffix(ending), which
    muscle = MUSCLES[bare]
    most = np.full(len(points), ELSEWHERE)
    for side in sides:
        sign = 1.0 if side == "L" else -1.0
        line = [_world(frames, point, side, sign) for point in muscle.line]
        near = np.full(len(points), np.inf)
        for start, end in pairwise(line):
            along = end - start
            t = np.clip((points - start) @ along / (along @ along), 0, 1)
            near = np.minimum(near, np.linalg.norm(points - start - t[:, None] * along, axis=1))
        seen = np.array([_counts(one, muscle.on, side) for one in part_of])[part]
        value = 1 - near / (muscle.half_width * STATURE_M)
        most = np.maximum(most, np.where(seen, value, ELSEWHERE))
    return most


def _world(frames: Mapping[str, Frame], point: Point, side: str, sign: float) -> Array:
    name, fwd, left, up = point
    frame = frames[name if name in frames else name + side]
    return frame.at + frame.turn @ (np.array([fwd, sign * left, up]) * STATURE_M)


def _counts(part: str, on: frozenset[str], side: str) -> bool:
    return part in on or (part[-1:] == side and part[:-1] in on)

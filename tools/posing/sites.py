"""Named places on the skin, and the capsules that keep limbs out of each other.

All sizes are fractions of stature. Offsets are forward, outward (left on the midline), up in
the frame of a bone. Where flesh is pressed flat by lying or sitting on it (ischium, buttock,
outer hip, shoulder blade, sacrum) the radius is up to 1.5 cm less than the drawn flesh.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tools.posing.build import STATURE_M, Build
from tools.posing.mass import centre_of_mass
from tools.posing.skeleton import FRAME_INDEX, FRAMES, Frame, Vector

_Offset = tuple[float, float, float]

_SIDED: dict[str, tuple[str, _Offset, float]] = {
    "knee": ("shin", (0.003, 0, 0), 0.028),
    "innerknee": ("shin", (0.002, -0.014, 0), 0.016),
    "outerknee": ("shin", (0.002, 0.014, 0), 0.016),
    "midshin": ("shin", (-0.007, 0, -0.100), 0.029),
    "calf": ("shin", (-0.008, 0, -0.080), 0.031),
    "lowshin": ("shin", (-0.002, 0, -0.180), 0.021),
    "ankle": ("foot", (0, 0, 0), 0.019),
    "innerankle": ("foot", (0.002, -0.011, 0.003), 0.009),
    "outerankle": ("foot", (0, 0.011, 0.001), 0.009),
    "heel": ("foot", (-0.024, 0, -0.0205), 0.0185),
    "instep": ("foot", (0.034, 0, -0.008), 0.013),
    "outerfoot": ("foot", (0.036, 0.010, -0.022), 0.011),
    "ball": ("toes", (0, 0, 0), 0.0150),
    "toe": ("toes", (0.036, 0, -0.005), 0.0100),
    "hip": ("thigh", (0, 0, 0), 0.044),
    "outerhip": ("thigh", (0, 0.014, -0.008), 0.030),
    "midthigh": ("thigh", (0.005, 0, -0.135), 0.041),
    "lowthigh": ("thigh", (0.004, 0, -0.190), 0.034),
    "sit": ("pelvis", (-0.026, 0.042, -0.030), 0.027),
    "buttock": ("pelvis", (-0.030, 0.038, -0.020), 0.034),
    "hipbone": ("pelvis", (0.010, 0.048, 0.050), 0.020),
    "scap": ("tho", (-0.012, 0.050, 0.085), 0.031),
    "ribside": ("tho", (0.003, 0.030, 0.045), 0.036),
    "shoulder": ("upper", (0, 0, 0), 0.030),
    "midarm": ("upper", (0.003, 0, -0.090), 0.025),
    "elbow": ("fore", (0, 0, 0), 0.0195),
    "forearm": ("fore", (0.002, 0, -0.073), 0.018),
    "wrist": ("hand", (0, 0, 0), 0.0130),
    "palm": ("hand", (0, 0, -0.045), 0.0100),
    "knuckles": ("hand", (0, 0, -0.056), 0.010),
    "thumb": ("hand", (0.026, 0, -0.050), 0.006),
    "tip": ("hand", (0, 0, -0.104), 0.005),
    "ear": ("head", (-0.002, 0.0435, 0.043), 0.005),
    "headside": ("head", (0, 0.012, 0.066), 0.037),
}
_MIDDLE: dict[str, tuple[str, _Offset, float]] = {
    "pelvis": ("pelvis", (0, 0, 0), 0.060),
    "sacrum": ("pelvis", (-0.012, 0, 0.030), 0.040),
    "lumb": ("lum", (-0.004, 0, 0.030), 0.036),
    "navel": ("lum", (0.030, 0, 0.020), 0.015),
    "backribs": ("tho", (-0.008, 0, 0.045), 0.036),
    "chest": ("tho", (0.050, 0, 0.090), 0.0),
    "neck": ("neck", (0, 0, 0), 0.030),
    "chin": ("head", (0.040, 0, 0.009), 0.015),
    "nose": ("head", (0.063, 0, 0.0325), 0.005),
    "forehead": ("head", (0.040, 0, 0.075), 0.018),
    "headback": ("head", (-0.010, 0, 0.062), 0.052),
    "headtop": ("head", (0.010, 0, 0.120), 0.0),
    "crown": ("head", (0, 0, 0.085), 0.038),
    "mass": ("pelvis", (0, 0, 0), 0.0),  # the body's centre of mass, put in its place by `place`
}
# What must stay above the floor and outside solid props.
_SOLID_SIDED = (
    "knee", "innerknee", "outerknee", "midshin", "lowshin", "ankle", "heel", "instep", "outerfoot",
    "ball", "toe", "hip", "outerhip", "midthigh", "lowthigh", "sit", "buttock", "scap", "shoulder",
    "midarm", "elbow", "forearm", "wrist", "palm", "tip", "headside",
)  # fmt: skip
_SOLID_MIDDLE = ("sacrum", "lumb", "backribs", "chin", "forehead", "headback", "crown")

# Frame, two ends, a radius at each; flesh that gives way is left out.
_SIDED_CAPSULES: dict[str, tuple[str, _Offset, _Offset, float, float]] = {
    "thigh": ("thigh", (0, 0, -0.03), (0, 0, -0.245), 0.042, 0.030),
    "shin": ("shin", (-0.003, 0, -0.02), (0, 0, -0.246), 0.029, 0.018),
    "foot": ("foot", (-0.02, 0, -0.02), (0.072, 0, -0.024), 0.018, 0.014),
    "upper": ("upper", (0.002, 0, -0.07), (0, 0, -0.186), 0.025, 0.0195),
    "fore": ("fore", (0, 0, -0.03), (0, 0, -0.146), 0.020, 0.0135),
    "hand": ("hand", (0, 0, -0.02), (0, 0, -0.095), 0.010, 0.008),
    "ribs": ("tho", (0.003, 0.020, 0.02), (0.004, 0.020, 0.095), 0.047, 0.046),
    "flank": ("lum", (0.002, 0.016, -0.03), (0.003, 0.016, 0.085), 0.044, 0.044),
}
_MIDDLE_CAPSULES: dict[str, tuple[str, _Offset, _Offset, float, float]] = {
    "belly": ("lum", (0.004, 0, -0.04), (0.004, 0, 0.09), 0.045, 0.047),
    "chest": ("tho", (0.006, 0, 0), (0.009, 0, 0.09), 0.048, 0.050),
    "face": ("head", (0.016, 0, 0.03), (0.002, 0, 0.066), 0.036, 0.047),
}
_TRUNK = ("pelvis", "lum", "tho")


def _pairs() -> tuple[tuple[str, str], ...]:
    pairs = [("thighL", "thighR"), ("shinL", "shinR"), ("footL", "footR"), ("handL", "handR")]
    pairs += [("foreL", "foreR"), ("foreL", "handR"), ("foreR", "handL")]
    for one, other in ("LR", "RL"):
        pairs += [(f"thigh{one}", f"shin{other}"), (f"thigh{one}", f"foot{other}")]
        pairs += [(f"foot{one}", f"shin{other}"), (f"thigh{one}", "chest"), (f"shin{one}", "chest")]
        for arm in ("fore", "hand"):
            pairs += [(arm + one, leg + side) for leg in ("thigh", "shin", "foot") for side in "LR"]
            pairs += [(arm + one, trunk + side) for trunk in ("ribs", "flank") for side in "LR"]
            pairs += [(arm + one, trunk) for trunk in ("chest", "belly", "face")]
        pairs += [(f"upper{one}", f"ribs{one}"), (f"upper{one}", "chest"), (f"upper{one}", "face")]
    return tuple(pairs)


PAIRS = _pairs()
"""Capsules that are kept apart."""


@dataclass(frozen=True, slots=True)
class Sites:
    """Every site of one build, as arrays: bone, offset in it and radius of skin, in metres."""

    names: tuple[str, ...]
    bone: NDArray[np.intp]
    offset_m: Vector
    radius_m: Vector

    def place(self, turns: Vector, joints: Vector) -> Vector:
        """Answer world points (..., sites, 3) for the stacked bones of `skeleton.stacked`."""
        turned = (turns[..., self.bone, :, :] @ self.offset_m[..., None])[..., 0]
        placed: Vector = joints[..., self.bone, :] + turned
        placed[..., SITE_INDEX["mass"], :] = centre_of_mass(turns, joints)
        return placed


@dataclass(frozen=True, slots=True)
class Capsules:
    """Every capsule of one build: bone, both ends (capsules, 2, 3) and radii (capsules, 2), metres."""

    names: tuple[str, ...]
    bone: NDArray[np.intp]
    ends_m: Vector
    radius_m: Vector

    def place(self, turns: Vector, joints: Vector) -> Vector:
        """Answer world ends (..., capsules, 2, 3)."""
        turned = turns[..., self.bone, None, :, :] @ self.ends_m[..., None]
        placed: Vector = joints[..., self.bone, None, :] + turned[..., 0]
        return placed


SITE_NAMES = (*(name + side for name in _SIDED for side in "LR"), *_MIDDLE)
SITE_INDEX = {name: place for place, name in enumerate(SITE_NAMES)}
SOLID_SITES = (*(name + side for name in _SOLID_SIDED for side in "LR"), *_SOLID_MIDDLE)
SOLID_INDEX = np.array([SITE_INDEX[name] for name in SOLID_SITES])
CAPSULE_NAMES = (*(name + side for name in _SIDED_CAPSULES for side in "LR"), *_MIDDLE_CAPSULES)
CAPSULE_INDEX = {name: place for place, name in enumerate(CAPSULE_NAMES)}


def _factors(bone: str, build: Build) -> tuple[Vector, float]:
    """Answer what a build does to offsets (forward, outward, up) and to the radius at a bone."""
    if bone in _TRUNK:
        return np.array([build.trunk_depth, build.trunk_width, 1.0]), build.trunk_depth
    if bone in ("thigh", "shin"):
        return np.array([build.leg, build.leg, 1.0]), build.leg
    if bone in ("upper", "fore"):
        return np.array([build.arm, build.arm, 1.0]), build.arm
    return np.ones(3), 1.0


def _mirrored(offset: Vector, side: str) -> Vector:
    turned: Vector = offset * np.array([1.0, -1.0 if side == "R" else 1.0, 1.0])
    return turned


@cache
def sites(build: Build) -> Sites:
    """Answer the sites of a build."""
    bones, offsets, radii = [], [], []
    rows = [(*row, side) for row in _SIDED.values() for side in "LR"]
    rows += [(*row, "") for row in _MIDDLE.values()]
    for bone, offset, radius, side in rows:
        scale, girth = _factors(bone, build)
        frame = bone if bone in FRAME_INDEX else bone + side
        bones.append(FRAME_INDEX[frame])
        offsets.append(_mirrored(np.array(offset) * scale, side) * STATURE_M)
        radii.append(radius * girth * STATURE_M)
    return Sites(SITE_NAMES, np.array(bones), np.array(offsets), np.array(radii))


@cache
def capsules(build: Build) -> Capsules:
    """Answer the capsules of a build."""
    bones, ends, radii = [], [], []
    rows = [(*row, side) for row in _SIDED_CAPSULES.values() for side in "LR"]
    rows += [(*row, "") for row in _MIDDLE_CAPSULES.values()]
    for bone, start, end, first, second, side in rows:
        scale, girth = _factors(bone, build)
        frame = bone if bone in FRAME_INDEX else bone + side
        bones.append(FRAME_INDEX[frame])
        both = [_mirrored(np.array(point) * scale, side) for point in (start, end)]
        ends.append(np.array(both) * STATURE_M)
        radii.append(np.array([first, second]) * girth * STATURE_M)
    return Capsules(CAPSULE_NAMES, np.array(bones), np.array(ends), np.array(radii))


def locate(frames: Mapping[str, Frame], name: str, build: Build) -> tuple[Vector, float]:
    """Answer a site's world point and its radius of skin, both in metres."""
    table, place = sites(build), SITE_INDEX[name]
    turns = np.stack([frames[bone].turn for bone in FRAMES])
    joints = np.stack([frames[bone].at for bone in FRAMES])
    return table.place(turns, joints)[place], float(table.radius_m[place])

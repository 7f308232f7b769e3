"""The skeleton: named angles with limits, and where they put every bone.

World: X forward, Y left, Z up, metres, floor at z = 0. Each bone's frame has the
columns forward, left, up; limbs run along their own -up. All of it works on one
row of angles or on many at once (any leading shape), which makes solving quick.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.posing.build import STATURE_M, Build

Vector = NDArray[np.float64]
_Put = Callable[[str, Vector, Vector], None]
_Both = Callable[[str], Vector]

# Fractions of stature. Limbs: Drillis and Contini (1966) as given by Winter, "Biomechanics and
# Motor Control of Human Movement". The split of the trunk puts the neck's base at 0.830.
LENGTHS = {
    "thigh": 0.245,
    "shin": 0.246,
    "upper": 0.186,
    "fore": 0.146,
    "hand": 0.108,
    "pelvis": 0.060,
    "lumbar": 0.095,
    "thorax": 0.145,
    "neck": 0.052,
    "head": 0.130,
}
HIP_HEIGHT = 0.530

ROOT = ("tx", "ty", "tz", "yaw", "pitch", "roll")
_SPINE_LIMITS_DEG = {
    "lum.flex": (-28, 38),
    "lum.side": (-25, 25),
    "lum.twist": (-12, 12),
    "tho.flex": (-28, 38),
    "tho.side": (-25, 25),
    "tho.twist": (-38, 38),
    "neck.flex": (-45, 40),
    "neck.side": (-35, 35),
    "neck.twist": (-60, 60),
}
# Clinical tables (AAOS), widened where a yoga shape needs it: with this order of turns a flat
# 90/90 asks for 80 degrees at the hip, which people spread over pelvis, knee and shin.
# The clavicle's own range is what remains above the share that follows the arm.
_SIDE_LIMITS_DEG = {
    "clav.elev": (-12, 20),
    "clav.prot": (-25, 25),
    "sho.flex": (-60, 180),
    "sho.abd": (-40, 180),
    "sho.rot": (-90, 90),
    "elb.flex": (0, 148),
    "elb.pron": (-90, 90),
    "wri.flex": (-75, 80),
    "wri.dev": (-25, 30),
    "hip.flex": (-25, 130),
    "hip.abd": (-28, 65),
    "hip.rot": (-60, 80),
    "kne.flex": (0, 150),
    "ank.flex": (-70, 28),
    "ank.inv": (-20, 35),
    "toe.ext": (-30, 70),
}


def _sided(name: str, side: str) -> str:
    joint, motion = name.split(".")
    return f"{joint}{side}.{motion}"


LIMITS_DEG: dict[str, tuple[float, float]] = {
    **_SPINE_LIMITS_DEG,
    **{_sided(name, side): limits for side in "LR" for name, limits in _SIDE_LIMITS_DEG.items()},
}
NAMES = (*ROOT, *LIMITS_DEG)
INDEX = {name: place for place, name in enumerate(NAMES)}
COUNT = len(NAMES)
LOWEST: Vector = np.array(
    [-5, -5, -1, -9, -9, -9, *(math.radians(a) for a, _ in LIMITS_DEG.values())]
)
HIGHEST: Vector = np.array([5, 5, 5, 9, 9, 9, *(math.radians(b) for _, b in LIMITS_DEG.values())])

FRAMES = (
    "pelvis", "lum", "tho", "neck", "head",
    "upperL", "foreL", "handL", "thighL", "shinL", "footL", "toesL",
    "upperR", "foreR", "handR", "thighR", "shinR", "footR", "toesR",
)  # fmt: skip
FRAME_INDEX = {name: place for place, name in enumerate(FRAMES)}
AXES = {"fwd": 0, "left": 1, "up": 2}

# The shoulder blade follows the arm: a third of what it lifts, between these elevations.
_RHYTHM_FROM, _RHYTHM_TO = math.radians(25), math.radians(155)
_RHYTHM_MOST = math.radians(38)

_SIGN: Vector = np.array([1.0, -1.0])
_COLUMNS = {
    name: np.array([INDEX[_sided(name, side)] for side in "LR"]) for name in _SIDE_LIMITS_DEG
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A bone's place: `turn` has the columns forward, left, up; `at` is its joint in metres."""

    turn: Vector
    at: Vector


def neutral() -> Vector:
    """Stand, arms hanging a little away from the body."""
    angles = np.zeros(COUNT)
    angles[INDEX["tz"]] = HIP_HEIGHT * STATURE_M
    for side in "LR":
        angles[INDEX[f"sho{side}.abd"]] = math.radians(6)
        angles[INDEX[f"elb{side}.flex"]] = math.radians(8)
    return angles


def expanded(name: str) -> tuple[str, ...]:
    """Answer the angles a name stands for: `sho*.flex` is both sides. Empty if there are none."""
    if "*" in name:
        both = tuple(name.replace("*", side) for side in "LR")
        return both if all(each in INDEX for each in both) else ()
    return (name,) if name in INDEX else ()


def angles_from(guess: Mapping[str, float], start: Vector | None = None) -> Vector:
    """Replace some values of `start`, or of the neutral stance: degrees, tx ty tz in metres."""
    angles = neutral() if start is None else start.copy()
    for name, value in guess.items():
        places = expanded(name)
        if not places:
            raise KeyError(name)
        for place in places:
            angles[INDEX[place]] = value if place in ROOT[:3] else math.radians(value)
    return angles


def _mirror_tables() -> tuple[NDArray[np.intp], Vector]:
    other, sign = np.arange(COUNT), np.ones(COUNT)
    for name, place in INDEX.items():
        if name in ("ty", "yaw", "roll") or name.endswith((".side", ".twist")):
            sign[place] = -1.0
        joint, _, motion = name.partition(".")
        if motion and name not in _SPINE_LIMITS_DEG:
            swapped = joint[:-1] + ("R" if joint[-1] == "L" else "L")
            other[place] = INDEX[f"{swapped}.{motion}"]
    return other, sign


_OTHER, _OTHER_SIGN = _mirror_tables()


def mirrored(angles: Vector) -> Vector:
    """Answer the same posture with left and right exchanged (reflected in y = 0)."""
    turned: Vector = angles[..., _OTHER] * _OTHER_SIGN
    return turned


def other_side(name: str) -> str:
    """Answer the frame or site of the other side: `kneeL` for `kneeR`; middle ones stay."""
    swap = {"L": "R", "R": "L"}
    return name[:-1] + swap[name[-1]] if name[-1] in swap else name


def _turned(about_y: Vector, about_x: Vector, about_z: Vector) -> Vector:
    """Answer the product Ry Rx Rz, written out."""
    cos_y, sin_y = np.cos(about_y), np.sin(about_y)
    cos_x, sin_x = np.cos(about_x), np.sin(about_x)
    cos_z, sin_z = np.cos(about_z), np.sin(about_z)
    turn = np.empty((*cos_y.shape, 3, 3))
    turn[..., 0, 0] = cos_y * cos_z + sin_y * sin_x * sin_z
    turn[..., 0, 1] = sin_y * sin_x * cos_z - cos_y * sin_z
    turn[..., 0, 2] = sin_y * cos_x
    turn[..., 1, 0] = cos_x * sin_z
    turn[..., 1, 1] = cos_x * cos_z
    turn[..., 1, 2] = -sin_x
    turn[..., 2, 0] = cos_y * sin_x * sin_z - sin_y * cos_z
    turn[..., 2, 1] = sin_y * sin_z + cos_y * sin_x * cos_z
    turn[..., 2, 2] = cos_y * cos_x
    return turn


def _swap(turn: Vector) -> Vector:
    return np.swapaxes(turn, -1, -2)


def _moved(turn: Vector, offset: Vector) -> Vector:
    """`turn` applied to an offset (its own or one for all)."""
    moved: Vector = (turn @ offset[..., None])[..., 0]
    return moved


def _along(*fractions: float) -> Vector:
    return np.array(fractions) * STATURE_M


def _blade_lift(flex: Vector, abduction: Vector) -> Vector:
    """Answer how far the shoulder blade rises with the arm, in radians."""
    elevation = np.arccos(np.clip(np.cos(flex) * np.cos(abduction), -1, 1))
    share = np.clip((elevation - _RHYTHM_FROM) / (_RHYTHM_TO - _RHYTHM_FROM), 0, 1)
    lift: Vector = _RHYTHM_MOST * share * share * (3 - 2 * share)
    return lift


def stacked(angles: Vector, build: Build) -> tuple[Vector, Vector]:
    """Answer turns (..., bones, 3, 3) and joints (..., bones, 3) of bones, ordered as in `FRAMES`."""
    lead = angles.shape[:-1]
    turns, joints = np.empty((*lead, len(FRAMES), 3, 3)), np.empty((*lead, len(FRAMES), 3))
    zero = np.zeros(lead)

    def put(name: str, turn: Vector, at: Vector) -> None:
        turns[..., FRAME_INDEX[name], :, :] = turn
        joints[..., FRAME_INDEX[name], :] = at

    def put_both(bone: str, turn: Vector, at: Vector) -> None:
        for place, side in enumerate("LR"):
            put(bone + side, turn[..., place, :, :], at[..., place, :])

    def one(name: str) -> Vector:
        return angles[..., INDEX[name]]

    def both(name: str) -> Vector:
        return angles[..., _COLUMNS[name]]

    def spine(joint: str) -> Vector:
        return _turned(one(f"{joint}.flex"), -one(f"{joint}.side"), one(f"{joint}.twist"))

    hips = angles[..., :3]
    # Yaw, then pitch, then roll: the same written-out product, in two steps.
    pelvis = _turned(zero, zero, one("yaw")) @ _turned(one("pitch"), one("roll"), zero)
    put("pelvis", pelvis, hips)
    waist = hips + _moved(pelvis, _along(0, 0, LENGTHS["pelvis"]))
    lumbar = pelvis @ spine("lum")
    put("lum", lumbar, waist)
    ribs = waist + _moved(lumbar, _along(0, 0, LENGTHS["lumbar"]))
    thorax = lumbar @ spine("tho")
    put("tho", thorax, ribs)
    nape = ribs + _moved(thorax, _along(0.004, 0, LENGTHS["thorax"]))
    neck = thorax @ spine("neck")
    put("neck", neck, nape)
    skull = nape + _moved(neck, _along(0.012, 0, LENGTHS["neck"]))
    put("head", neck @ _turned(0.35 * one("neck.flex"), zero, zero), skull)

    _arms(put_both, both, (thorax, ribs), build)
    _legs(put_both, both, (pelvis, hips), build)
    return turns, joints


def _arms(put_both: _Put, both: _Both, root: tuple[Vector, Vector], build: Build) -> None:
    thorax, ribs = root
    flex, abduction, rotation = both("sho.flex"), both("sho.abd"), both("sho.rot")
    lift = both("clav.elev") + _blade_lift(flex, abduction)
    forward = both("clav.prot")
    half = build.shoulder_half * STATURE_M
    collar = np.stack(
        [
            np.sin(forward) * half - 0.004 * STATURE_M,
            _SIGN * np.cos(forward) * np.cos(lift) * half,
            np.cos(forward) * np.sin(lift) * half + 0.097 * STATURE_M,
        ],
        axis=-1,
    )
    chest, none = thorax[..., None, :, :], np.zeros_like(flex)
    shoulder = ribs[..., None, :] + _moved(chest, collar)
    upper = chest @ _turned(-flex, _SIGN * abduction, _SIGN * rotation)
    put_both("upper", upper, shoulder)
    elbow = shoulder - upper[..., 2] * (LENGTHS["upper"] * STATURE_M)
    fore = upper @ _turned(-both("elb.flex"), none, none)
    put_both("fore", fore, elbow)
    wrist = elbow - fore[..., 2] * (LENGTHS["fore"] * STATURE_M)
    # The hand turns about the forearm first, so its product is the other way about.
    hand = _swap(_turned(both("wri.dev"), _SIGN * both("wri.flex"), _SIGN * both("elb.pron")))
    put_both("hand", fore @ hand, wrist)


def _legs(put_both: _Put, both: _Both, root: tuple[Vector, Vector], build: Build) -> None:
    pelvis, hips = root
    flex = both("hip.flex")
    basin, none = pelvis[..., None, :, :], np.zeros_like(flex)
    aside = np.array([[0, 1, 0], [0, -1, 0]]) * (build.hip_half * STATURE_M)
    hip = hips[..., None, :] + _moved(basin, aside)
    thigh = basin @ _turned(-flex, _SIGN * both("hip.abd"), _SIGN * both("hip.rot"))
    put_both("thigh", thigh, hip)
    knee = hip - thigh[..., 2] * (LENGTHS["thigh"] * STATURE_M)
    shin = thigh @ _turned(both("kne.flex"), none, none)
    put_both("shin", shin, knee)
    ankle = knee - shin[..., 2] * (LENGTHS["shin"] * STATURE_M)
    foot = shin @ _turned(-both("ank.flex"), -_SIGN * both("ank.inv"), none)
    put_both("foot", foot, ankle)
    ball = ankle + _moved(foot, _along(0.070, 0, -0.024))
    put_both("toes", foot @ _turned(-both("toe.ext"), none, none), ball)


def forward(angles: Vector, build: Build) -> dict[str, Frame]:
    """Answer where every bone is, by name; for many rows of angles each frame holds them all."""
    turns, joints = stacked(angles, build)
    return {
        name: Frame(turns[..., place, :, :], joints[..., place, :])
        for place, name in enumerate(FRAMES)
    }

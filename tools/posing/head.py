"""The head: neck, skull, jaw, nose, ears and the hair's volume.

All sizes are fractions of stature unless a name says otherwise, in the head's frame, whose origin
is where the neck carries the skull; forward, left, up.
"""

from collections.abc import Mapping

import numpy as np

from tools.posing.build import STATURE_M, Build
from tools.posing.hair import BUN_AT
from tools.posing.skeleton import Frame
from tools.posing.solids import Array, Builder, metres, place

_Point = tuple[float, float, float]

# Place, half axes, over how many metres it flows into what was added before. The middle of the face.
_MIDDLE: tuple[tuple[_Point, _Point, float], ...] = (
    ((0.0030, 0, 0.0660), (0.0535, 0.0430, 0.0500), 0.0),  # skull
    ((0.0185, 0, 0.0370), (0.0340, 0.0330, 0.0340), 0.030),  # face
    ((0.0405, 0, 0.0080), (0.0110, 0.0125, 0.0105), 0.020),  # chin
    ((0.0455, 0, 0.0625), (0.0100, 0.0270, 0.0080), 0.020),  # brows
    ((0.0440, 0, 0.0200), (0.0105, 0.0165, 0.0110), 0.015),  # round the mouth
    ((0.0535, 0, 0.0222), (0.0038, 0.0095, 0.0034), 0.008),  # upper lip
    ((0.0522, 0, 0.0148), (0.0036, 0.0085, 0.0034), 0.008),  # lower lip
)
# The same for the left side; the right one mirrors it.
_SIDES: tuple[tuple[_Point, _Point, float], ...] = (
    ((0.0325, 0.0220, 0.0370), (0.0135, 0.0120, 0.0120), 0.022),  # cheek
    ((0.0550, 0.0052, 0.0325), (0.0055, 0.0042, 0.0042), 0.006),  # wing of the nose
)
_CHIN, _JAW, _JAW_RADII = (0.0375, 0.0060, 0.0085), (0.0050, 0.0275, 0.0200), (0.0070, 0.0085)
_BRIDGE, _TIP, _NOSE_RADII = (0.0510, 0, 0.0560), (0.0628, 0, 0.0355), (0.0036, 0.0052)
EAR_AT, EAR_HALF = (-0.0025, 0.0442, 0.0452), (0.0090, 0.0034, 0.0172)
_EAR_FLARE, _EAR_LEAN = np.radians(24), np.radians(12)


def add_head(into: Builder, frames: Mapping[str, Frame], build: Build) -> None:
    """Add the neck, the head and its hair."""
    head = frames["head"]
    _neck(into, frames, build)
    for at, axes, over_m in _MIDDLE:
        into.ellipsoid("head", place(head, *at), head.turn, metres(*axes), over_m)
    for sign in (1.0, -1.0):
        for (x, y, z), axes, over_m in _SIDES:
            into.ellipsoid("head", place(head, x, sign * y, z), head.turn, metres(*axes), over_m)
        _cone(into, head, _mirrored(_CHIN, sign), _mirrored(_JAW, sign), _JAW_RADII, 0.034)
    _cone(into, head, _BRIDGE, _TIP, _NOSE_RADII, 0.012)
    _hair(into, head, build)
    for sign in (1.0, -1.0):
        _ear(into, head, sign)


def _neck(into: Builder, frames: Mapping[str, Frame], build: Build) -> None:
    head, thorax, nape = frames["head"], frames["tho"], frames["neck"]
    size = STATURE_M * (0.5 + build.arm / 2)
    low, high = place(thorax, -0.006, 0, 0.126), place(head, -0.005, 0, 0.028)
    into.cone("neck", low, high, (0.0340 * size, 0.0300 * size), 0.0)
    # the muscle that slopes from the back of the skull to the shoulder, and rises with the arm
    for side, sign in (("L", 1.0), ("R", -1.0)):
        start = place(nape, -0.010, sign * 0.014, 0.022)
        shoulder = frames["upper" + side].at + thorax.turn[:, 2] * 0.016 * STATURE_M
        end = 0.45 * place(thorax, -0.012, sign * 0.020, 0.140) + 0.55 * shoulder
        into.cone("torso", start, end, (0.0120 * size, 0.0150 * size), 0.03)


def _ear(into: Builder, head: Frame, sign: float) -> None:
    """Add an ear that stands a little away from the head at its back and leans with the jaw."""
    flare, lean = sign * _EAR_FLARE, -_EAR_LEAN
    about_up = np.array(
        [[np.cos(flare), -np.sin(flare), 0], [np.sin(flare), np.cos(flare), 0], [0, 0, 1]]
    )
    about_left = np.array(
        [[np.cos(lean), 0, np.sin(lean)], [0, 1, 0], [-np.sin(lean), 0, np.cos(lean)]]
    )
    turn: Array = head.turn @ about_left @ about_up.T
    into.ellipsoid("head", place(head, *_mirrored(EAR_AT, sign)), turn, metres(*EAR_HALF), 0.006)


def _hair(into: Builder, head: Frame, build: Build) -> None:
    """Add what the hair adds to the skull; where it is hair, and where skin, is painted."""
    if build.bun:
        into.ellipsoid(
            "head",
            place(head, -0.0045, 0, 0.0700),
            head.turn,
            metres(0.0570, 0.0475, 0.0525),
            0.015,
        )
        into.ellipsoid("bun", place(head, *BUN_AT), head.turn, metres(0.0195, 0.0215, 0.0195), 0.0)
        into.seam("head", "bun", 0.008)
    else:
        into.ellipsoid(
            "head",
            place(head, -0.0045, 0, 0.0740),
            head.turn,
            metres(0.0575, 0.0465, 0.0520),
            0.015,
        )
        roll = np.radians(14)
        about_fwd = np.array(
            [[1, 0, 0], [0, np.cos(roll), -np.sin(roll)], [0, np.sin(roll), np.cos(roll)]]
        )
        at, turn = place(head, 0.0150, -0.0030, 0.1000), head.turn @ about_fwd
        into.ellipsoid("fringe", at, turn, metres(0.0440, 0.0370, 0.0230), 0.0)
        into.seam("head", "fringe", 0.010)


def _mirrored(at: _Point, sign: float) -> _Point:
    return at[0], sign * at[1], at[2]


def _cone(
    into: Builder,
    head: Frame,
    start: _Point,
    end: _Point,
    radii: tuple[float, float],
    over_m: float,
    part: str = "head",
) -> None:
    in_m = (radii[0] * STATURE_M, radii[1] * STATURE_M)
    into.cone(part, place(head, *start), place(head, *end), in_m, over_m)

"""Hands: a palm, four fingers of three bones and a thumb, bent into a shape.

All sizes are fractions of stature. A hand's own axes are fwd (to the thumb's side), palm (out of the
palm) and up (to the wrist); the palm's skin lies 0.010 from the line of wrist and fingers.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tools.posing.build import STATURE_M
from tools.posing.skeleton import Frame
from tools.posing.solids import Array, Builder

_Point = tuple[float, float, float]


class HandShape(StrEnum):
    """What a hand does."""

    REST = "rest"  # loosely curved
    FLAT = "flat"  # fingers together and straight
    SPREAD = "spread"  # fingers straight and apart, to lean on
    GRIP = "grip"  # bent round something as thick as an ankle
    FIST = "fist"  # closed round something as thin as a handle
    PRESS = "press"  # flat, fingers together, thumb along them
    CLASP = "clasp"  # interlaced with the other hand
    POINT = "point"  # the first finger straight, the others closed


@dataclass(frozen=True, slots=True)
class _Bent:
    """A hand's shape, angles in degrees.

    `first` and `last` are the bends of the three joints of the first and of the last finger, `fan` is
    the angle from one finger to the next, `thumb` is where the thumb's three bones point.
    """

    first: tuple[float, float, float]
    last: tuple[float, float, float]
    fan: float
    thumb: tuple[_Point, _Point, _Point]


_FLAT = (1.5, 0.5, 0.5)  # the fingers taper: this lays their palm side flat
_CLOSED = (80.0, 104.0, 66.0)
_THUMB_OVER = ((0.42, 0.78, -0.50), (-0.04, 0.76, -0.66), (-0.94, 0.10, -0.30))
_SHAPES: dict[HandShape, _Bent] = {
    HandShape.REST: _Bent(
        (16, 20, 12),
        (30, 32, 18),
        -0.4,
        ((0.58, 0.36, -0.72), (0.24, 0.30, -0.90), (0.06, 0.24, -0.96)),
    ),
    HandShape.FLAT: _Bent(
        _FLAT, _FLAT, -0.8, ((0.66, 0.08, -0.75), (0.46, 0.06, -0.88), (0.36, 0.05, -0.92))
    ),
    HandShape.SPREAD: _Bent(
        _FLAT, _FLAT, 8.0, ((0.78, 0.08, -0.62), (0.70, 0.06, -0.70), (0.62, 0.05, -0.76))
    ),
    HandShape.GRIP: _Bent(
        (28, 40, 34),
        (34, 44, 36),
        0.0,
        ((0.50, 0.70, -0.40), (0.30, 0.84, -0.36), (0.06, 0.80, -0.58)),
    ),
    HandShape.FIST: _Bent(_CLOSED, _CLOSED, -0.6, _THUMB_OVER),
    HandShape.PRESS: _Bent(
        _FLAT, _FLAT, -1.0, ((0.52, 0.08, -0.85), (0.14, 0.06, -0.99), (0.0, 0.05, -1.0))
    ),
    HandShape.CLASP: _Bent(
        (36, 70, 26),
        (40, 70, 26),
        2.0,
        ((0.62, 0.34, -0.70), (0.30, 0.50, -0.80), (0.10, 0.72, -0.68)),
    ),
    HandShape.POINT: _Bent((6, 8, 4), _CLOSED, -0.4, _THUMB_OVER),
}
# Knuckle aside (towards the thumb), its place along the hand, three bones, thickness there and at the tip.
_FINGERS = (
    (0.0162, -0.0478, (0.0242, 0.0142, 0.0098), 0.0062, 0.0045),
    (0.0056, -0.0500, (0.0260, 0.0160, 0.0104), 0.0063, 0.0046),
    (-0.0050, -0.0486, (0.0245, 0.0152, 0.0102), 0.0060, 0.0044),
    (-0.0150, -0.0452, (0.0195, 0.0114, 0.0093), 0.0054, 0.0041),
)
_WRIST_ASIDE = 0.45  # how far aside the hand's bones start, as a share of where the knuckles are
_THUMB = ((0.0240, 0.0088, 0.0076), (0.0180, 0.0076, 0.0066), (0.0140, 0.0066, 0.0052))
_THUMB_ROOT = (0.0100, 0.0012, -0.0120)
_PALM_SKIN = 0.010
_INTERLACED = (
    0.0026  # in a clasp, how far one hand's fingers lie above the middle and the other's below
)


def add_hand(into: Builder, hand: Frame, side: str, shape: HandShape) -> None:
    """Add a hand; its fwd axis points to the thumb's side, its palm faces the body when the arm hangs."""
    palmward = -1.0 if side == "L" else 1.0  # along the frame's left axis
    bent = _SHAPES[shape]
    part = "hand" + side
    lift = -palmward * _INTERLACED if shape is HandShape.CLASP else 0.0

    def turned(point: Array | _Point) -> Array:
        fwd, palm, up = point
        found: Array = hand.turn @ np.array([fwd, palmward * palm, up]) * STATURE_M
        return found

    def cone(
        name: str, ends: tuple[Array, Array], first: float, second: float, over_m: float
    ) -> None:
        into.cone(name, *ends, (first * STATURE_M, second * STATURE_M), over_m)

    for aside, knuckle, _, thick, _ in _FINGERS:
        start = hand.at + turned((aside * _WRIST_ASIDE, 0.0, -0.006))
        end = hand.at + turned((aside * 0.96, _PALM_SKIN - 0.0005 - thick * 1.22, knuckle + 0.002))
        cone(part, (start, end), 0.0088, thick * 1.22, 0.006)
    ball = hand.at + turned((0.0085, 0.0010, -0.014)), hand.at + turned((0.0120, 0.0025, -0.036))
    heel = hand.at + turned((-0.0080, 0.0010, -0.014)), hand.at + turned((-0.0125, 0.0020, -0.034))
    cone(part, ball, 0.0080, 0.0068, 0.008)
    cone(part, heel, 0.0080, 0.0068, 0.008)

    for number, (aside, knuckle, bones, thick, tip) in enumerate(_FINGERS):
        name = f"finger{number}{side}"
        at = hand.at + turned((aside + lift, _PALM_SKIN - 0.0002 - thick, knuckle))
        spread = np.radians(bent.fan * (1.4 - number))
        bend, gone = 0.0, 0.0
        share = _share(shape, number)
        for length, (first, last) in zip(
            bones, zip(bent.first, bent.last, strict=True), strict=True
        ):
            bend += np.radians(first + (last - first) * share)
            along = (np.sin(spread) * np.cos(bend), np.sin(bend), -np.cos(spread) * np.cos(bend))
            end = at + turned(along) * length
            slim = (thick - tip) / sum(bones)
            cone(name, (at, end), thick - slim * gone, thick - slim * (gone + length), 0.0)
            at, gone = end, gone + length
        into.seam(part, name, 0.010)

    at = hand.at + turned(_THUMB_ROOT) + hand.turn[:, 0] * 2 * lift * STATURE_M
    for (length, first, last), towards in zip(_THUMB, bent.thumb, strict=True):
        along = np.array(towards) / np.linalg.norm(towards)
        end = at + turned(along) * length
        cone(f"finger4{side}", (at, end), first, last, 0.0)
        at = end
    into.seam(part, f"finger4{side}", 0.016)


def _share(shape: HandShape, number: int) -> float:
    """Answer how much of the last finger's bend finger `number` has."""
    if shape is HandShape.POINT:
        return min(1.0, float(number))
    return number / 3

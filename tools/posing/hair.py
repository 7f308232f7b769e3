"""The hair: where it grows on the head, and strands in the light that say which way it is combed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.posing.build import STATURE_M
from tools.posing.skeleton import Frame
from tools.posing.solids import Array


def _rounded(corners: Array, rounds: int = 3) -> Array:
    """Cut the corners off a closed polygon, again and again (Chaikin)."""
    for _ in range(rounds):
        after = np.roll(corners, -1, axis=0)
        corners = np.stack(
            [0.75 * corners + 0.25 * after, 0.25 * corners + 0.75 * after], axis=1
        ).reshape(-1, 2)
    return corners


# The hairline as seen from the side: forward, up; fractions of stature in the head's frame.
_HAIRLINE = _rounded(
    np.array(
        [
            (0.0900, 0.0990), (0.0520, 0.0990), (0.0420, 0.0975), (0.0310, 0.0880), (0.0240, 0.0740),
            (0.0140, 0.0640), (0.0120, 0.0480), (0.0060, 0.0460), (0.0050, 0.0640), (-0.0040, 0.0680),
            (-0.0120, 0.0620), (-0.0140, 0.0440), (-0.0180, 0.0340), (-0.0300, 0.0240), (-0.0400, 0.0090),
            (-0.1000, 0.0000), (-0.1000, 0.2000), (0.0900, 0.2000),
        ]
    )
)  # fmt: skip

_Strand = tuple[float, float, float, float]
_BESIDE_DEG = 60.0  # beyond this a meridian is no longer near, but on the other side
_MIDDLE, _REACH = (0.0, 0.0, 0.0640), 0.066
BUN_AT = (-0.0430, 0.0, 0.1130)


@dataclass(frozen=True, slots=True)
class Style:
    """How hair is combed: away from a pole, like the meridians of a globe about `middle`.

    A strand is a meridian (degrees, 0 to the forehead, 90 to the left), from and to which angle away
    from the pole (degrees), and its half width. `swirl` is how many degrees a strand turns about the
    pole for each degree away from it.
    """

    pole: tuple[float, float, float]
    middle: tuple[float, float, float]
    swirl: float
    strands: tuple[_Strand, ...]


BACK = Style(
    BUN_AT,
    _MIDDLE,
    0.0,
    (
        (0, 30, 78, 0.0013), (24, 34, 94, 0.0015), (-22, 40, 92, 0.0013), (47, 30, 80, 0.0014),
        (-48, 32, 96, 0.0016), (72, 42, 100, 0.0016), (-74, 30, 84, 0.0014), (98, 32, 84, 0.0014),
        (-102, 40, 98, 0.0015), (130, 34, 92, 0.0015), (-132, 30, 80, 0.0014), (168, 34, 84, 0.0014),
    ),
)  # fmt: skip
"""Combed back into a bun."""
KNOT = Style(
    (-0.0630, 0.0, 0.1330),
    BUN_AT,
    1.1,
    ((0, 24, 100, 0.0013), (90, 24, 100, 0.0013), (180, 24, 100, 0.0013), (-90, 24, 100, 0.0013)),
)
"""Wound into the bun itself."""
SHORT = Style(
    (-0.0380, 0.0120, 0.1080),
    _MIDDLE,
    0.35,
    (
        (20, 24, 80, 0.0014), (48, 14, 66, 0.0014), (78, 30, 84, 0.0014), (108, 22, 66, 0.0013),
        (140, 30, 80, 0.0014), (172, 18, 60, 0.0013), (-156, 30, 76, 0.0014), (-124, 20, 64, 0.0013),
        (-92, 30, 80, 0.0014), (-58, 18, 70, 0.0014), (-22, 30, 88, 0.0014),
    ),
)  # fmt: skip
"""Short, from the whorl at the back of the crown to all sides."""


def grows(head: Frame, points: Array) -> NDArray[np.bool_]:
    """Say which of `points` (n, 3) on the head, and on the nape close to it, lie within the hairline."""
    own = _own(head, points)
    inside = np.zeros(len(points), bool)
    near = np.flatnonzero(((own - _MIDDLE) ** 2).sum(axis=1) < _REACH**2)
    if not len(near):
        return inside
    x, _, z = own[near].T
    crossed = np.zeros(len(near), bool)
    for (a, b), (c, d) in zip(_HAIRLINE, np.roll(_HAIRLINE, -1, axis=0), strict=True):
        if b != d:
            crossed ^= ((b > z) != (d > z)) & (x < a + (z - b) * (c - a) / (d - b))
    inside[near] = crossed
    return inside


def strands(head: Frame, points: Array, normal: Array, light: Array, style: Style) -> Array:
    """Answer how far inside a strand that catches the light each of `points` (n, 3) lies, in metres.

    `normal` (n, 3) are the surface's; `light` points to where the light comes from.
    """
    turn, away, off = _combed(_own(head, points), style)
    lit = np.clip((normal @ light - 0.15) / 0.55, 0.0, 1.0)
    best = np.full(len(points), -1.0)
    for meridian, start, end, half in style.strands:
        along = np.clip((away - start) / (end - start), 0.0, 1.0)
        aside = np.abs((turn - meridian + 180.0) % 360.0 - 180.0)
        width = half * 4.0 * along * (1.0 - along) * lit
        best = np.maximum(
            best,
            np.where((aside < _BESIDE_DEG) & (width > 0.0), width - np.radians(aside) * off, -1.0),
        )
    return best * STATURE_M


def _own(head: Frame, points: Array) -> Array:
    found: Array = (points - head.at) @ head.turn / STATURE_M
    return found


def _combed(own: Array, style: Style) -> tuple[Array, Array, Array]:
    """Answer each point's meridian and angle from the pole in degrees, and its distance from the axis."""
    middle = np.array(style.middle)
    pole = np.array(style.pole) - middle
    pole = pole / np.linalg.norm(pole)
    left = np.cross(pole, np.cross(np.array([0.0, 1.0, 0.0]), pole))
    left /= np.linalg.norm(left)
    out = own - middle
    along, ahead, aside = out @ pole, out @ np.cross(left, pole), out @ left
    off = np.hypot(ahead, aside)
    away = np.degrees(np.arctan2(off, along))
    return np.degrees(np.arctan2(aside, ahead)) + style.swirl * away, away, off

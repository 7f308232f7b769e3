"""The face: closed lids, brows, nose and a mouth, as curves on the head that fade where it turns away."""

from itertools import pairwise

import numpy as np
from scipy.interpolate import PchipInterpolator

from tools.posing.build import STATURE_M
from tools.posing.skeleton import Frame
from tools.posing.solids import Array

# Curves over the front of the head: left, up, half width; in fractions of stature.
_Row = tuple[float, float, float]


def _curve(*rows: _Row, steps: int = 12) -> Array:
    """Answer a smooth curve through `rows`, as (steps + 1, 3)."""
    table = np.array(rows)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(table[:, :2], axis=0).T))])
    found: Array = PchipInterpolator(along, table)(np.linspace(0.0, along[-1], steps + 1))
    return found


_LID = _curve(
    (0.0100, 0.0508, 0.0006), (0.0140, 0.0484, 0.0014), (0.0190, 0.0473, 0.0018), (0.0240, 0.0479, 0.0019),
    (0.0285, 0.0500, 0.0013), (0.0312, 0.0504, 0.0004),
)  # fmt: skip
_BROW = _curve(
    (0.0092, 0.0612, 0.0011), (0.0150, 0.0637, 0.0017), (0.0220, 0.0650, 0.0014), (0.0310, 0.0622, 0.0005),
)  # fmt: skip
_MOUTH = _curve(
    (-0.0120, 0.0212, 0.0005), (-0.0065, 0.0188, 0.0013), (0.0, 0.0182, 0.0017), (0.0065, 0.0188, 0.0013),
    (0.0120, 0.0212, 0.0005),
)  # fmt: skip
_NOSE = _curve(
    (-0.0062, 0.0300, 0.0004), (-0.0035, 0.0288, 0.0011), (0.0, 0.0291, 0.0008), (0.0035, 0.0288, 0.0011),
    (0.0062, 0.0300, 0.0004),
)  # fmt: skip

_EAR = _curve(
    (0.0010, 0.0545, 0.0004), (-0.0035, 0.0570, 0.0010), (-0.0075, 0.0525, 0.0012),
    (-0.0072, 0.0460, 0.0011), (-0.0030, 0.0415, 0.0010), (0.0010, 0.0430, 0.0004),
)  # fmt: skip
"""Within the rim of an ear, as seen from the side: forward, up, half width."""

# How far forward a point lies at least to be of the face at all; an ear's lie behind and outside.
_EYES_FROM, _MOUTH_FROM, _NOSE_FROM, _EAR_FROM = 0.015, 0.030, 0.050, (0.010, 0.040)

# A smooth egg near the face says how far each place of it is turned to the eye: nose and cheeks
# would make a lid flicker.
_EGG_AT, _EGG_HALF = np.array([0.0, 0.0, 0.045]), np.array([0.056, 0.044, 0.070])
_EYE_AT = (0.0200, 0.0550)


def ink(head: Frame, points: Array, towards: Array) -> Array:
    """Answer how far inside the lids and brows each of `points` (n, 3) lies, in metres; else below 0.

    `towards` points to the eye that looks at them.
    """
    x, y, z = _own(head, points)
    # beyond the nose an eye goes as one: of a brow that goes bit by bit a dot would remain
    fade = _fade(head, points, towards, -0.04, 0.20)
    middle = np.array([[0.0, sign * _EYE_AT[0], _EYE_AT[1]] for sign in (1.0, -1.0)]) * STATURE_M
    left, right = _fade(head, head.at + middle @ head.turn.T, towards, 0.08, 0.32)
    far = y * (head.turn[:, 1] @ towards) < 0.0
    fade = np.where(far, np.where(y > 0.0, left, right), fade)
    best = np.full(len(points), -1.0)
    for curve in (_LID, _BROW):
        best = np.maximum(best, _inside(curve, np.abs(y), z, fade))
    return np.where(x > _EYES_FROM, best, -1.0) * STATURE_M


def mouth(head: Frame, points: Array, towards: Array) -> Array:
    """Answer how far inside the mouth's line each of `points` lies, in metres."""
    x, y, z = _own(head, points)
    inside = _inside(_MOUTH, y, z, _fade(head, points, towards, -0.30, 0.00))
    return np.where(x > _MOUTH_FROM, inside, -1.0) * STATURE_M


def contours(head: Frame, points: Array, towards: Array) -> Array:
    """Answer how far inside the skin's own lines, under the nose and in the ears, each of `points` lies."""
    x, y, z = _own(head, points)
    nose = np.where(
        x > _NOSE_FROM, _inside(_NOSE, y, z, _fade(head, points, towards, 0.10, 0.35)), -1.0
    )
    aside = _eased(np.abs(head.turn[:, 1] @ towards) * np.ones(len(points)), 0.60, 0.85)
    ear = np.where(
        (np.abs(y) > _EAR_FROM[1]) & (x < _EAR_FROM[0]), _inside(_EAR, x, z, aside), -1.0
    )
    return np.maximum(nose, ear) * STATURE_M


def _own(head: Frame, points: Array) -> Array:
    found: Array = ((points - head.at) @ head.turn / STATURE_M).T
    return found


def _fade(head: Frame, points: Array, towards: Array, none: float, full: float) -> Array:
    """Answer how much of a line's width remains, 0 to 1, between two cosines of the angle to the eye."""
    away = (_own(head, points).T - _EGG_AT) / _EGG_HALF
    away[:, 0] = np.sqrt(np.maximum(1.0 - away[:, 1] ** 2 - away[:, 2] ** 2, 0.04))
    normal = away / _EGG_HALF
    facing = normal @ (head.turn.T @ towards) / np.linalg.norm(normal, axis=1)
    return _eased(facing, none, full)


def _eased(value: Array, none: float, full: float) -> Array:
    share = np.clip((value - none) / (full - none), 0.0, 1.0)
    found: Array = share * share * (3.0 - 2.0 * share)
    return found


def _inside(curve: Array, y: Array, z: Array, fade: Array) -> Array:
    best = np.full(len(y), -1.0)
    for (a, b, one), (c, d, other) in pairwise(curve):
        t = np.clip(((y - a) * (c - a) + (z - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2), 0, 1)
        half = (one + (other - one) * t) * fade
        away = np.hypot(y - a - t * (c - a), z - b - t * (d - b))
        best = np.maximum(best, np.where(fade > 0.0, half - away, -1.0))
    return best

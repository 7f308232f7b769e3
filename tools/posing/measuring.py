"""Takes the measures that a pose's checks name."""

import math

import numpy as np

from tools.posing.pose import (
    Angle,
    Apart,
    Asymmetry,
    Bend,
    Difference,
    Height,
    Measure,
    Offset,
    OnFloor,
    Tilt,
    Touching,
)
from tools.posing.residuals import Placed
from tools.posing.sites import SITE_INDEX, SITE_NAMES
from tools.posing.skeleton import FRAME_INDEX, Vector, other_side


def measured(measure: Measure, placed: Placed) -> tuple[float, str]:
    """Answer the value of a measure in one posture, with its unit (`m` or `deg`)."""
    match measure:
        case Offset(first, second, axes):
            off = placed.site(first) - placed.site(second)
            return float(np.linalg.norm(off[list(axes)])), "m"
        case OnFloor(sites, level):
            return max(float(placed.clear(site)) - level for site in sites), "m"
        case Height(site):
            return float(placed.clear(site)), "m"
        case Touching(first, second):
            return float(placed.apart(first, second)[1]), "m"
        case Difference(first, second, axis):
            return float((placed.site(first) - placed.site(second))[axis]), "m"
        case Asymmetry():
            return _asymmetry(placed), "m"
        case Tilt(axis, way):
            return _between_deg(placed.axis(axis), placed.way(way)), "deg"
        case Apart(first_axis, second_axis):
            return _between_deg(placed.axis(first_axis), placed.axis(second_axis)), "deg"
        case Angle(name):
            return math.degrees(float(placed.angle(name))), "deg"
        case Bend((one, middle, other)):
            before, after = (
                placed.site(middle) - placed.site(one),
                placed.site(other) - placed.site(middle),
            )
            return _between_deg(before, after), "deg"


def _between_deg(one: Vector, other: Vector) -> float:
    cosine = float(one @ other) / float(np.linalg.norm(one) * np.linalg.norm(other))
    return math.degrees(math.acos(min(1.0, max(-1.0, cosine))))


def _asymmetry(placed: Placed) -> float:
    """Measure, from the pelvis, the largest distance of a site from its twin's reflection."""
    pelvis = FRAME_INDEX["pelvis"]
    own = (placed.points - placed.joints[pelvis]) @ placed.turns[pelvis]
    twins = [SITE_INDEX[other_side(name)] for name in SITE_NAMES]
    off = own[twins] * np.array([1, -1, 1]) - own
    return float(np.linalg.norm(off, axis=-1).max())

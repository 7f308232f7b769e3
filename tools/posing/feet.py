"""Feet: heel, tendon, arch, ball and five toes, hung between the shin, the ankle and the ball of the foot.

All sizes are fractions of stature. `y` counts outward, to the little toe.
"""

from collections.abc import Mapping

from tools.posing.build import STATURE_M, Build
from tools.posing.skeleton import Frame
from tools.posing.solids import Array, Builder, metres, place

_Point = tuple[float, float, float]

# Root and tip in the frame of the toes, a radius at each; the great toe first.
_TOES: tuple[tuple[_Point, _Point, float, float], ...] = (
    ((0.006, -0.0115, -0.0030), (0.0355, -0.0105, -0.0052), 0.0106, 0.0097),
    ((0.018, -0.0005, -0.0070), (0.0350, 0.0018, -0.0090), 0.0068, 0.0062),
    ((0.014, 0.0060, -0.0072), (0.0305, 0.0088, -0.0092), 0.0066, 0.0060),
    ((0.010, 0.0120, -0.0074), (0.0247, 0.0150, -0.0093), 0.0064, 0.0059),
    ((0.004, 0.0176, -0.0076), (0.0180, 0.0206, -0.0094), 0.0063, 0.0058),
)


def add_foot(
    into: Builder, frames: Mapping[str, Frame], _build: Build, side: str, sign: float
) -> None:
    """Add a foot; standing, its heel and its ball reach 0.039 below the ankle."""
    foot, toes, shin = frames["foot" + side], frames["toes" + side], frames["shin" + side]
    name = "foot" + side
    ball = float((toes.at - foot.at) @ foot.turn[:, 0]) / STATURE_M  # how far ahead of the ankle

    def at(point: _Point, frame: Frame = foot) -> Array:
        x, y, z = point
        return place(frame, x, sign * y, z)

    def cone(start: Array, end: Array, first: float, second: float, over_m: float) -> None:
        into.cone(name, start, end, (first * STATURE_M, second * STATURE_M), over_m)

    heel, arch = (-0.0235, 0.0, -0.0205), (0.42 * ball, -0.0035, -0.0135)
    inner, outer = (ball, -0.0128, -0.0250), (ball - 0.013, 0.0155, -0.0275)
    into.ellipsoid(name, at(heel), foot.turn, metres(0.0172, 0.0160, 0.0185), 0.0)
    # one line from the calf to the heel, however the foot is bent: a heel alone would stand out like a ball
    cone(at((-0.006, 0, -0.205), shin), at((-0.0225, 0, -0.0150)), 0.0140, 0.0165, 0.012)
    cone(at((0.000, 0, -0.001)), at(arch), 0.0172, 0.0158, 0.02)
    cone(at(arch), at((ball + 0.004, -0.006, -0.0235)), 0.0158, 0.0125, 0.004)
    cone(at((-0.012, 0.000, -0.0200)), at(outer), 0.0150, 0.0113, 0.012)
    cone(at((-0.005, -0.002, -0.0210)), at(inner), 0.0135, 0.0139, 0.012)
    cone(at(inner), at(outer), 0.0138, 0.0113, 0.008)
    cone(
        at((0.018, -0.0060, -0.0060), toes),
        at((-0.002, 0.0170, -0.0070), toes),
        0.0082,
        0.0068,
        0.012,
    )
    into.ellipsoid(name, at((0.000, 0.0108, 0.002)), foot.turn, metres(0.010, 0.008, 0.012), 0.02)
    into.ellipsoid(name, at((0.003, -0.0108, 0.004)), foot.turn, metres(0.010, 0.008, 0.012), 0.02)
    for number, (root, tip, first, second) in enumerate(_TOES):
        part = f"toe{number}{side}"
        into.cone(part, at(root, toes), at(tip, toes), (first * STATURE_M, second * STATURE_M), 0.0)
        into.seam(name, part, 0.012)

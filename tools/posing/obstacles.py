"""What props a body cannot pass through, as slabs; the pictures draw the same slabs."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tools.posing.pose import Box, Chair, Cushion, Desk, Prop
from tools.posing.skeleton import Vector

SEAT_M = 0.40
"""The width and the depth of a chair's seat."""
SEAT_THICK_M = 0.035
BACK_M = (0.63, 0.90)
"""From which height to which the rest of a chair's back goes, with a seat at 0.45."""
BACK_THICK_M = 0.03
DESK_THICK_M = 0.03


@dataclass(frozen=True, slots=True)
class Slab:
    """A block: its middle, its half sizes, its turn about the upright axis in radians.

    A soft one gives way: it bears a body but does not stop it.
    """

    middle: Vector
    half: Vector
    turn: float = 0.0
    soft: bool = False

    def clearance(self, points: Vector) -> Vector:
        """Answer the distance of points (..., 3) from the surface; negative inside."""
        off = points - self.middle
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        own = np.stack(
            [
                cos * off[..., 0] + sin * off[..., 1],
                cos * off[..., 1] - sin * off[..., 0],
                off[..., 2],
            ],
            axis=-1,
        )
        beyond = np.abs(own) - self.half
        outside = np.sqrt(np.sum(np.maximum(beyond, 0) ** 2, axis=-1))
        distance: Vector = outside + np.minimum(np.max(beyond, axis=-1), 0)
        return distance


def _between(x0: float, x1: float, y0: float, y1: float, z0: float, z1: float) -> Slab:
    low, high = np.array([x0, y0, z0]), np.array([x1, y1, z1])
    return Slab((low + high) / 2, (high - low) / 2)


def _chair(chair: Chair) -> tuple[Slab, Slab]:
    turn = math.radians(chair.facing)
    seat = np.array([*chair.at, chair.seat - SEAT_THICK_M / 2])
    low, high = (height - 0.45 + chair.seat for height in BACK_M)
    behind = SEAT_M / 2 + BACK_THICK_M / 2
    back = np.array(
        [
            chair.at[0] - behind * math.cos(turn),
            chair.at[1] - behind * math.sin(turn),
            (low + high) / 2,
        ]
    )
    return (
        Slab(seat, np.array([SEAT_M / 2, SEAT_M / 2, SEAT_THICK_M / 2]), turn),
        Slab(back, np.array([BACK_THICK_M / 2, SEAT_M / 2, (high - low) / 2]), turn),
    )


def slabs(props: Iterable[Prop]) -> tuple[Slab, ...]:
    """Answer the slabs of props: a block, a wall, a desk's top, a chair's seat and back, a cushion."""
    found: list[Slab] = []
    for prop in props:
        match prop:
            case Box(x0, x1, y0, y1, z0, z1):
                found.append(_between(x0, x1, y0, y1, z0, z1))
            case Desk((x, y), (dx, dy), height):
                low = height - DESK_THICK_M
                found.append(_between(x - dx / 2, x + dx / 2, y - dy / 2, y + dy / 2, low, height))
            case Chair():
                found.extend(_chair(prop))
            case Cushion(x, y, z0, dx, dy, dz):
                middle = np.array([x, y, z0 + dz / 2])
                found.append(Slab(middle, np.array([dx, dy, dz]) / 2, soft=True))
            case _:
                pass
    return tuple(found)

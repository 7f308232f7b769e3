"""Solid shapes in space, as rows of numbers that the tracer reads: flesh and props are made of them."""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from tools.posing.build import STATURE_M
from tools.posing.skeleton import Frame

Array = NDArray[np.float64]


class Shape(IntEnum):
    """What a row describes. Every shape has a place and a turn; the rest is in its own numbers."""

    CONE = 0  # a round cone: from the place to a second point, with a radius at each end
    ELLIPSOID = 1  # three half axes
    LIMB = 2  # a length along -up, a row of the profiles, a girth, a width
    BOX = 3  # three half sizes and the radius of its edges
    BAND = 4  # a loop round two discs in the place's plane
    CAP = 5  # an ellipsoid of which a plane cuts off one side


COLUMNS = 28
SHAPE, PART, BLEND, PLACE, TURN, OWN = 0, 1, 2, 3, 6, 15
"""Where a row keeps what: the shape, the part, the blend in metres, then place, turn and own numbers."""


@dataclass(frozen=True, slots=True)
class Solids:
    """Everything that stands in a picture.

    `rows` (n, COLUMNS) are the shapes, `balls` (n, 4) a ball around each (centre, radius in metres).
    `parts` names the parts that rows belong to; `seams` (m, 3) are pairs of parts that flow into each
    other, and over how many metres.
    """

    rows: Array
    balls: Array
    parts: tuple[str, ...]
    seams: Array


@dataclass(slots=True)
class Builder:
    """Collects shapes, part by part."""

    rows: list[Array] = field(default_factory=list)
    balls: list[tuple[float, float, float, float]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    seams: list[tuple[int, int, float]] = field(default_factory=list)

    def part(self, name: str) -> int:
        """Answer the number of the part `name`, a new one at need."""
        if name not in self.parts:
            self.parts.append(name)
        return self.parts.index(name)

    def seam(self, one: str, other: str, over_m: float) -> None:
        """Let two parts flow into each other over `over_m` metres."""
        self.seams.append((self.part(one), self.part(other), over_m))

    def cone(
        self, part: str, start: Array, end: Array, radii_m: tuple[float, float], blend_m: float
    ) -> None:
        """Add a round cone from `start` to `end`."""
        own = (*end, *radii_m)
        middle = (start + end) / 2
        reach = float(np.linalg.norm(end - start)) / 2 + max(radii_m)
        self._add(Shape.CONE, part, blend_m, start, np.eye(3), own, (middle, reach))

    def ellipsoid(
        self, part: str, at: Array, turn: Array, axes_m: tuple[float, float, float], blend_m: float
    ) -> None:
        """Add an ellipsoid with half axes along fwd, left and up of `turn`."""
        self._add(Shape.ELLIPSOID, part, blend_m, at, turn, axes_m, (at, max(axes_m)))

    def cap(
        self,
        part: str,
        at: Array,
        turn: Array,
        axes_m: tuple[float, float, float],
        plane: tuple[float, float, float, float],
        blend_m: float,
    ) -> None:
        """Add what is left of an ellipsoid where normal . point > offset (metres), the four of `plane`."""
        self._add(Shape.CAP, part, blend_m, at, turn, (*axes_m, *plane), (at, max(axes_m)))

    def limb(
        self,
        part: str,
        at: Array,
        turn: Array,
        length_m: float,
        profile: int,
        girth: float,
        width: float,
        blend_m: float,
        widest_m: float,
    ) -> None:
        """Add a limb from `at` along -up, with radii from row `profile` of the table."""
        own = (length_m, float(profile), girth, width)
        middle = at - turn[:, 2] * length_m / 2
        ball = (middle, length_m / 2 + widest_m * girth * max(1.0, width) * 1.15)
        self._add(Shape.LIMB, part, blend_m, at, turn, own, ball)

    def box(
        self,
        part: str,
        at: Array,
        turn: Array,
        half_m: tuple[float, float, float],
        round_m: float,
        blend_m: float = 0.0,
    ) -> None:
        """Add a box with rounded edges; `half_m` counts to the outside."""
        reach = float(np.linalg.norm(half_m))
        self._add(Shape.BOX, part, blend_m, at, turn, (*half_m, round_m), (at, reach))

    def band(
        self,
        part: str,
        at: Array,
        turn: Array,
        discs: tuple[tuple[float, float, float], tuple[float, float, float]],
        height_m: float,
        thick_m: float,
    ) -> None:
        """Add a loop around two discs (x, y, radius) in the plane of `turn`'s fwd and left."""
        (x, y, r), (u, v, s) = discs
        reach = max(np.hypot(x, y) + r, np.hypot(u, v) + s) + height_m + thick_m
        own = (x, y, r, u, v, s, height_m / 2, thick_m / 2)
        self._add(Shape.BAND, part, 0.0, at, turn, own, (at, float(reach)))

    def built(self) -> Solids:
        """Answer all that was added."""
        return Solids(
            rows=np.array(self.rows).reshape(-1, COLUMNS),
            balls=np.array(self.balls).reshape(-1, 4),
            parts=tuple(self.parts),
            seams=np.array(self.seams, dtype=np.float64).reshape(-1, 3),
        )

    def _add(
        self,
        shape: Shape,
        part: str,
        blend_m: float,
        at: Array,
        turn: Array,
        own: tuple[float, ...],
        ball: tuple[Array, float],
    ) -> None:
        row = np.zeros(COLUMNS)
        row[SHAPE], row[PART], row[BLEND] = shape, self.part(part), blend_m
        row[PLACE : PLACE + 3] = at
        row[TURN : TURN + 9] = turn.ravel()
        row[OWN : OWN + len(own)] = own
        self.rows.append(row)
        (x, y, z), reach = ball
        self.balls.append((float(x), float(y), float(z), float(reach)))


def place(frame: Frame, fwd: float, left: float, up: float) -> Array:
    """Answer the world point at an offset in a frame, given in fractions of stature."""
    point: Array = frame.at + frame.turn @ (np.array([fwd, left, up]) * STATURE_M)
    return point


def metres(fwd: float, left: float, up: float) -> tuple[float, float, float]:
    """Answer three fractions of stature in metres."""
    return fwd * STATURE_M, left * STATURE_M, up * STATURE_M

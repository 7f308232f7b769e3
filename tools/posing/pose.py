"""What a pose is: places to keep, aims, props, movement and checks, as read from a pose file.

Lengths are metres and angles degrees throughout.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tools.posing.fingers import HandShape

Point = tuple[float, float, float]
LoosePoint = tuple[float | None, float | None, float | None]


class Variant(StrEnum):
    """Which of an exercise's pictures a pose belongs to."""

    BASE = "base"
    EASIER = "easier"
    DEEPER = "deeper"


class Facet(StrEnum):
    """A side of a limb or of the trunk, in its own frame."""

    FRONT = "front"
    BACK = "back"
    INNER = "inner"
    OUTER = "outer"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a bone's frame, turned about by `sign`."""

    frame: str
    name: str
    sign: float = 1.0


Direction = Point | Axis


@dataclass(frozen=True, slots=True)
class Level:
    """A site's skin rests at a height: 0 is the floor, .45 a seat."""

    id: str
    w: float
    site: str
    height: float


@dataclass(frozen=True, slots=True)
class Fixed:
    """A site is at a point; a coordinate that is None is free."""

    id: str
    w: float
    site: str
    at: LoosePoint


@dataclass(frozen=True, slots=True)
class Touch:
    """Skin of a site on the skin of another site or of a capsule, `gap` metres apart."""

    id: str
    w: float
    site: str
    target: str
    side: Facet | None
    gap: float


@dataclass(frozen=True, slots=True)
class Over:
    """A site stands off another along some axes: first minus second is `offset`, one for each axis."""

    id: str
    w: float
    site: str
    other: str
    axes: tuple[int, ...]
    offset: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Along:
    """An axis of a bone points a way; `across` turns it into: stands at right angles to it."""

    id: str
    w: float
    axis: Axis
    way: Direction
    across: bool


@dataclass(frozen=True, slots=True)
class Bent:
    """A joint's angle has a value in degrees."""

    id: str
    w: float
    angle: str
    value: float


Wish = Level | Fixed | Touch | Over | Along | Bent
"""Anything the solver is asked for; `id` names it for `drop`, `w` is its weight."""


@dataclass(frozen=True, slots=True)
class Mat:
    """A mat on the floor."""

    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class Box:
    """A solid block; a wall is one too."""

    x0: float
    x1: float
    y0: float
    y1: float
    z0: float
    z1: float
    wall: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """A table: the middle of its top, its size along x and y, the height of the upper side."""

    at: tuple[float, float]
    size: tuple[float, float]
    height: float


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair: the middle of its seat, where a sitter looks (0 is +X, 90 is +Y), seat height."""

    at: tuple[float, float]
    facing: float
    seat: float
    arms: bool


@dataclass(frozen=True, slots=True)
class Cushion:
    """A soft block: its middle x and y, its underside z0, and its full size."""

    x: float
    y: float
    z0: float
    dx: float
    dy: float
    dz: float


@dataclass(frozen=True, slots=True)
class Band:
    """A loop of band round two bones at a fraction of their length."""

    around: tuple[str, ...]
    t: float


@dataclass(frozen=True, slots=True)
class Strap:
    """A line over sites and points."""

    over: tuple[str | Point, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """A dumbbell in a hand (`handL`) or a cuff at an ankle (`shinL`)."""

    bone: str


Prop = Mat | Box | Desk | Chair | Cushion | Band | Strap | Weight


@dataclass(frozen=True, slots=True)
class Camera:
    """From where it is drawn: degrees round and above; `mirror` flips the picture."""

    az: float = 55.0
    el: float = 10.0
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class Offset:
    """Distance of two sites over some axes."""

    first: str
    second: str
    axes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OnFloor:
    """The largest clearance of some sites' skin over the floor (or over `level`)."""

    sites: tuple[str, ...]
    level: float


@dataclass(frozen=True, slots=True)
class Height:
    """The clearance of one site's skin over the floor."""

    site: str


@dataclass(frozen=True, slots=True)
class Tilt:
    """The angle between an axis and a direction."""

    axis: Axis
    way: Direction


@dataclass(frozen=True, slots=True)
class Angle:
    """A joint's angle."""

    name: str


@dataclass(frozen=True, slots=True)
class Touching:
    """The gap between the skin of a site and of a site or capsule; negative is overlap."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Difference:
    """First minus second, along one axis."""

    first: str
    second: str
    axis: int


@dataclass(frozen=True, slots=True)
class Apart:
    """The angle between two axes."""

    first: Axis
    second: Axis


@dataclass(frozen=True, slots=True)
class Bend:
    """How far three sites are from a straight line: 0 when straight."""

    sites: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """The largest distance between a site and the reflection of its twin in the pelvis's middle."""


Measure = (
    Offset | OnFloor | Height | Tilt | Angle | Touching | Difference | Apart | Bend | Asymmetry
)


@dataclass(frozen=True, slots=True)
class Check:
    """A measure that must lie between `low` and `high` (metres or degrees), at a station or at all."""

    text: str
    measure: Measure
    low: float = -math.inf
    high: float = math.inf
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """A pose on the way of a movement; of the base, the wishes that it keeps are in it.

    Its `guess` holds only its own: it is laid over the station before, for the first one over the pose's.
    """

    name: str
    wishes: tuple[Wish, ...]
    guess: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Motion:
    """A repeated movement: stations along a path; sites that must not slip on it."""

    stations: tuple[Station, ...]
    """The stations along the path, in order; one may come twice."""
    phases: tuple[tuple[int, int], ...] | None = None
    planted: tuple[str, ...] = ()
    shown: str | None = None
    """The station that stands for the whole in a still picture; else the last, or a loop's middle."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One picture of an exercise, before it is solved."""

    id: str
    variant: Variant
    title: str
    camera: Camera = Camera()
    props: tuple[Prop, ...] = ()
    guess: Mapping[str, float] = field(default_factory=dict)
    wishes: tuple[Wish, ...] = ()
    hands: Mapping[str, HandShape] = field(default_factory=dict)
    target: tuple[str, ...] = ()
    breath: str = "chest"
    motion: Motion | None = None
    checks: tuple[Check, ...] = ()
    allow_overlap: tuple[tuple[str, str], ...] = ()
    symmetric: bool = False
    """Both sides alike: it is solved as its own mirror image."""
    unbalanced: str = ""
    """Why the body need not be balanced, or nothing if it must be."""

    @property
    def picture(self) -> str:
        """The name of its picture: ID, ID.easier or ID.deeper."""
        return self.id if self.variant is Variant.BASE else f"{self.id}.{self.variant}"

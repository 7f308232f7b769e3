"""The builds of body the figure is drawn with."""

from dataclasses import dataclass

STATURE_M = 1.70
"""Height of every figure in metres; all proportions are fractions of it."""


@dataclass(frozen=True, slots=True)
class Build:
    """Proportions that differ between bodies of the same height.

    The half widths are fractions of stature between the midline and the joint; arm, leg and
    trunk are factors on the girth of the slender body; `belly` is how far it stands out, a
    fraction of stature; `bun` says how the hair is worn.
    """

    name: str
    shoulder_half: float
    hip_half: float
    arm: float
    leg: float
    trunk_width: float
    trunk_depth: float
    belly: float = 0.0
    bun: bool = False


SLENDER = Build("slender", 0.091, 0.054, 1.0, 1.0, 1.0, 1.0, bun=True)
STURDY = Build("sturdy", 0.098, 0.056, 1.16, 1.14, 1.14, 1.24, belly=0.006)
BUILDS = {build.name: build for build in (SLENDER, STURDY)}

"""The body's surface: ellipsoids, cones and limbs hung into the skeleton, flowing into each other.

All sizes are fractions of stature unless a name says otherwise; fwd, left and up are a frame's axes.
"""

from collections.abc import Mapping

from tools.posing.build import STATURE_M, Build
from tools.posing.feet import add_foot
from tools.posing.fingers import HandShape, add_hand
from tools.posing.head import add_head
from tools.posing.profiles import LIMBS, radius
from tools.posing.skeleton import LENGTHS, Frame
from tools.posing.solids import Builder, metres, place

SEAMS: tuple[tuple[str, str, float], ...] = (
    ("torso", "thigh", 0.05),
    ("thigh", "shin", 0.03),
    ("shin", "foot", 0.025),
    ("torso", "upper", 0.035),
    ("upper", "fore", 0.022),
    ("fore", "hand", 0.02),
)
"""Parts that meet at a joint, and over how many metres the surface is rounded there."""


def add_body(
    into: Builder,
    frames: Mapping[str, Frame],
    build: Build,
    hands: Mapping[str, HandShape],
    breath: float,
) -> None:
    """Add the whole body; `breath` is 0 for empty lungs and 1 for full ones."""
    _torso(into, frames, build, breath)
    add_head(into, frames, build)
    for side, sign in (("L", 1.0), ("R", -1.0)):
        for limb in LIMBS:
            _limb(into, frames, build, limb, side)
        _shoulder(into, frames, build, side, sign)
        _knee(into, frames, side)
        add_foot(into, frames, build, side, sign)
        add_hand(into, frames["hand" + side], side, hands.get(side, HandShape.REST))
        for one, other, over_m in SEAMS:
            into.seam("torso" if one == "torso" else one + side, other + side, over_m)
    into.seam("torso", "neck", 0.035)
    into.seam("neck", "head", 0.02)


def _torso(into: Builder, frames: Mapping[str, Frame], build: Build, breath: float) -> None:
    deep, wide = build.trunk_depth, build.trunk_width
    air = 1.0 + 0.05 * breath

    def blob(
        frame: str,
        at: tuple[float, float, float],
        axes: tuple[float, float, float],
        over_m: float = 0.045,
    ) -> None:
        x, y, z = at
        fwd, left, up = axes
        into.ellipsoid(
            "torso",
            place(frames[frame], x * deep, y * wide, z),
            frames[frame].turn,
            metres(fwd * deep, left * wide, up),
            over_m,
        )

    blob("pelvis", (-0.004, 0, 0.034), (0.049, 0.0760, 0.062))
    blob("pelvis", (-0.006, 0, -0.012), (0.047, 0.0785, 0.042))
    blob("lum", (0.002, 0, 0.030), (0.0435, 0.0665, 0.078))
    blob("tho", (0.003, 0, 0.030), (0.050, 0.0690, 0.078))
    blob("tho", (0.003, 0, 0.078), (0.049 * air, 0.0720, 0.050))
    blob("tho", (-0.004, 0, 0.116), (0.032, 0.0640, 0.026))
    if build.belly:
        blob("lum", (0.016 + build.belly, 0, 0.020), (0.036, 0.056, 0.058), 0.06)
    for sign in (1.0, -1.0):
        blob("pelvis", (-0.030, sign * 0.038, -0.020), (0.043, 0.042, 0.046), 0.03)
        blob("tho", (0.031 * air, sign * 0.032, 0.069), (0.024, 0.031, 0.029), 0.03)


def _shoulder(
    into: Builder, frames: Mapping[str, Frame], build: Build, side: str, sign: float
) -> None:
    """Carry the shoulder's contour from the neck over the collar bone, and from the ribs to the arm."""
    thorax, arm = frames["tho"], frames["upper" + side]
    joint = arm.at
    size = STATURE_M * build.arm
    neck = place(thorax, -0.010, sign * 0.016, 0.146)
    into.cone(
        "torso",
        neck,
        joint + thorax.turn[:, 2] * 0.004 * STATURE_M,
        (0.021 * size, 0.021 * size),
        0.03,
    )
    front = place(thorax, 0.016 * build.trunk_depth, sign * 0.045 * build.trunk_width, 0.092)
    into.cone(
        "torso",
        front,
        joint - arm.turn[:, 2] * 0.012 * STATURE_M,
        (0.027 * size, 0.020 * size),
        0.03,
    )
    back = place(thorax, -0.020 * build.trunk_depth, sign * 0.050 * build.trunk_width, 0.075)
    into.cone(
        "torso",
        back,
        joint - arm.turn[:, 2] * 0.012 * STATURE_M,
        (0.027 * size, 0.019 * size),
        0.03,
    )
    # the deltoid lies on the outside of the arm and turns with it
    cap = place(arm, 0.0, sign * 0.006, -0.018)
    into.ellipsoid("upper" + side, cap, arm.turn, metres(0.029, 0.024, 0.040), 0.02)


def _limb(into: Builder, frames: Mapping[str, Frame], build: Build, limb: str, side: str) -> None:
    frame = frames[limb + side]
    girth = build.leg if limb in ("thigh", "shin") else build.arm
    width = 1.06 if limb == "thigh" else 1.0
    into.limb(
        limb + side,
        frame.at,
        frame.turn,
        LENGTHS[limb] * STATURE_M,
        LIMBS.index(limb),
        girth,
        width,
        0.015,
        max(radius(limb, t) for t in (0.0, 0.1, 0.3)) * STATURE_M,
    )


def _knee(into: Builder, frames: Mapping[str, Frame], side: str) -> None:
    shin = frames["shin" + side]
    into.ellipsoid(
        "shin" + side, place(shin, 0.010, 0, 0.002), shin.turn, metres(0.021, 0.022, 0.026), 0.02
    )
    into.ellipsoid(
        "shin" + side, place(shin, 0.014, 0, -0.030), shin.turn, metres(0.013, 0.014, 0.02), 0.02
    )

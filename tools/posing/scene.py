"""A solved pose as a scene: solids, one view for the whole movement, and what its figure's file says."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hiptimer.figure.baked import UNITS, Header, Sort
from tools.posing.build import BUILDS, STATURE_M
from tools.posing.camera import View, directions
from tools.posing.flesh import add_body
from tools.posing.pose import Pose
from tools.posing.profiles import LIMBS, radius
from tools.posing.props import add_props, mat_of
from tools.posing.skeleton import Frame, forward
from tools.posing.solids import OWN, PLACE, SHAPE, TURN, Array, Builder, Shape, Solids
from tools.posing.solved import Key, Solved

_MARGIN_M = 0.052  # room for the softest shadow


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be drawn: the solids, the skeleton under them, what to point out, and the mat."""

    solids: Solids
    frames: Mapping[str, Frame]
    target: tuple[str, ...]
    mat: tuple[float, float, float, float] | None


def scene_of(pose: Pose, build_name: str, key: Key) -> Scene:
    """Answer what is to be seen at one key of a pose."""
    build = BUILDS[build_name]
    frames = forward(key.angles, build)
    into = Builder()
    add_body(into, frames, build, pose.hands, key.breath)
    add_props(into, pose.props, frames, build)
    return Scene(into.built(), frames, pose.target, mat_of(pose.props))


def view_of(pose: Pose, solved: Solved, longer_px: int) -> View:
    """Answer the view that holds a pose in all its keys, `longer_px` on its longer side."""
    right, up, towards = directions(pose.camera.az, pose.camera.el)
    spans = []
    for key in solved.keys:
        scene = scene_of(pose, solved.build, key)
        spans.append(_span(scene, right, up))
    left, low = (min(span[n] for span in spans) - _MARGIN_M for n in (0, 2))
    most_right, high = (max(span[n] for span in spans) + _MARGIN_M for n in (1, 3))
    width_m, height_m = most_right - left, high - low
    pixel_m = max(width_m, height_m) / longer_px
    return View(
        right=right,
        up=up,
        towards=towards,
        corner=right * left + up * high,
        pixel_m=pixel_m,
        width=max(1, round(width_m / pixel_m)),
        height=max(1, round(height_m / pixel_m)),
    )


def header_of(pose: Pose, solved: Solved, view: View) -> Header:
    """Answer what the figure's file says of itself."""
    longer = max(view.width, view.height)
    motion = pose.motion
    names = [station.name for station in motion.stations] if motion else []
    return Header(
        id=pose.picture,
        build=solved.build,
        box=(round(view.width * UNITS / longer), round(view.height * UNITS / longer)),
        scale=UNITS / (longer * view.pixel_m),
        frames=len(solved.keys),
        sort=Sort.MOTION if motion else Sort.HOLD,
        path=solved.path,
        phases=tuple(motion.phases) if motion and motion.phases else (),
        loop=len(names) > 2 and names[0] == names[-1],
        shown=solved.path[names.index(motion.shown)] if motion and motion.shown else None,
    )


def _span(scene: Scene, right: Array, up: Array) -> tuple[float, float, float, float]:
    """Answer how far a scene reaches to the left, right, below and above, in metres."""
    found = []
    for axis in (right, up):
        low, high = _reach(scene.solids, axis)
        if scene.mat is not None:
            x0, x1, y0, y1 = scene.mat
            corners = np.array(
                [(x, y, z) for x in (x0, x1) for y in (y0, y1) for z in (-0.014, 0.0)]
            )
            low, high = min(low, (corners @ axis).min()), max(high, (corners @ axis).max())
        found += [float(low), float(high)]
    return found[0], found[1], found[2], found[3]


def _reach(solids: Solids, axis: Array) -> tuple[float, float]:
    lows, highs = [], []
    widest = max(radius(limb, t) for limb in LIMBS for t in (0.0, 0.2, 0.3)) * STATURE_M
    for row, ball in zip(solids.rows, solids.balls, strict=True):
        at = row[PLACE : PLACE + 3] @ axis
        own = axis @ row[TURN : TURN + 9].reshape(3, 3)
        shape = int(row[SHAPE])
        spans: tuple[tuple[float, float], ...]
        if shape == Shape.CONE:
            spans = ((at, row[OWN + 3]), (row[OWN : OWN + 3] @ axis, row[OWN + 4]))
        elif shape in (Shape.ELLIPSOID, Shape.CAP):
            spans = ((at, float(np.linalg.norm(own * row[OWN : OWN + 3]))),)
        elif shape == Shape.BOX:
            spans = ((at, float(np.abs(own) @ row[OWN : OWN + 3])),)
        elif shape == Shape.LIMB:
            spans = ((at, widest * 0.6), (at - own[2] * row[OWN], widest * 0.6))
        else:
            spans = ((ball[:3] @ axis, ball[3] * 0.7),)
        for middle, half in spans:
            lows.append(middle - half)
            highs.append(middle + half)
    return min(lows), max(highs)

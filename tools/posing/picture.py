"""Draws the keys of a solved pose, all in one view."""

from dataclasses import dataclass

import numpy as np

from hiptimer.figure.baked import UNITS, Header
from tools.posing.build import STATURE_M
from tools.posing.camera import View
from tools.posing.drawing import Layer, draw
from tools.posing.pose import Pose
from tools.posing.profiles import profiles
from tools.posing.scene import header_of, scene_of, view_of
from tools.posing.solved import Key, Solved

LONGER_PX, PASSING_PX = 820, 620
"""How finely a key is drawn that is looked at, and one that is passed on the way: points on the longer
side. Edges are finer than these points."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is needed to draw any key of a pose in the same view."""

    pose: Pose
    solved: Solved
    view: View
    passing: View

    def layers(self, key: Key) -> list[Layer]:
        """Draw a key; corners are in units of the figure's box."""
        on_the_way = self.pose.motion is not None and key.station is None
        view = self.passing if on_the_way else self.view
        per_px = UNITS / (max(self.view.width, self.view.height) * self.view.pixel_m) * view.pixel_m
        wide = self.view.width * UNITS / max(self.view.width, self.view.height)
        drawn = []
        scene = scene_of(self.pose, self.solved.build, key)
        for role, polygons in draw(scene, view, profiles(STATURE_M)):
            scaled = [polygon * per_px for polygon in polygons]
            if self.pose.camera.mirror:
                scaled = [np.stack([wide - p[:, 0], p[:, 1]], axis=1) for p in scaled]
            drawn.append((role, scaled))
        return drawn

    def header(self) -> Header:
        """Answer what the figure's file says of itself."""
        return header_of(self.pose, self.solved, self.view)


def picture(pose: Pose, solved: Solved, longer_px: int = LONGER_PX) -> Picture:
    """Find the view that holds a pose in all its keys."""
    passing_px = longer_px * PASSING_PX // LONGER_PX
    return Picture(
        pose, solved, view_of(pose, solved, longer_px), view_of(pose, solved, passing_px)
    )

"""Where a picture is taken from: parallel rays, so that nothing shrinks with distance."""

import math
from dataclasses import dataclass

import numpy as np

from tools.posing.solids import Array


@dataclass(frozen=True, slots=True)
class View:
    """A picture's place in the world.

    `right`, `up` and `towards` (the eye) are unit vectors of the world; `corner` is the world point
    of the picture's upper left corner at depth 0; `pixel_m` is the size of one point in metres.
    """

    right: Array
    up: Array
    towards: Array
    corner: Array
    pixel_m: float
    width: int
    height: int

    def pixels(self, points: Array) -> Array:
        """Answer where world points (…, 3) stand in the picture, x to the right and y down (…, 2)."""
        away = points - self.corner
        return np.stack([away @ self.right, -(away @ self.up)], axis=-1) / self.pixel_m

    def points(self, depth_m: Array) -> Array:
        """Answer the world points (height, width, 3) at `depth_m` under each point of the picture."""
        across = (np.arange(self.width) + 0.5)[None, :, None] * self.pixel_m * self.right
        down = (np.arange(self.height) + 0.5)[:, None, None] * self.pixel_m * -self.up
        return self.corner + across + down + depth_m[..., None] * self.towards


def directions(azimuth_deg: float, elevation_deg: float) -> tuple[Array, Array, Array]:
    """Answer right, up and towards the eye; azimuth 0 looks at the front of a figure facing +X."""
    a, e = math.radians(azimuth_deg), math.radians(elevation_deg)
    towards = np.array([math.cos(a) * math.cos(e), math.sin(a) * math.cos(e), math.sin(e)])
    right = np.array([-math.sin(a), math.cos(a), 0.0])
    return right, np.cross(towards, right), towards

"""How far a figure solved and drawn anew is from the one that is kept."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from hiptimer.figure.baked import Figure, Header, Sort, read_figure
from hiptimer.figure.looks import Ground, LookName
from hiptimer.report.figure_drawing import picture as painted
from tools.posing.build import BUILDS
from tools.posing.drawing import Layer
from tools.posing.packing import write_figure
from tools.posing.skeleton import forward
from tools.posing.solved import Solved

SIZE_PX = 200
_CLEARLY = 48  # of 255: what an edge a tenth of a point aside does not reach
_GROUND = Ground(dark=False, mat="#B9C9C0", surface="#FFFFFF", target="#2273CC")
_TURNS_FROM = 3  # before them in a key stands where the pelvis is


@dataclass(frozen=True, slots=True)
class Apart:
    """What lies between two figures.

    The farthest joint in metres, the most turned one in degrees, and the share of the points of their
    first frames that differ clearly.
    """

    joint_m: float
    turn_deg: float
    points: float

    @property
    def close(self) -> bool:
        """Say whether another machine may be the reason: 2 mm, half a degree, a two hundredth."""
        return self.joint_m <= 0.002 and self.turn_deg <= 0.5 and self.points < 0.005


def apart(ours: Solved, theirs: Solved) -> tuple[float, float]:
    """Answer how far the joints of all keys are apart, in metres and degrees; infinite if none match."""
    if len(ours.keys) != len(theirs.keys):
        return np.inf, np.inf
    build = BUILDS[ours.build]
    far_m = 0.0
    for our_key, their_key in zip(ours.keys, theirs.keys, strict=True):
        one, other = (forward(key.angles, build) for key in (our_key, their_key))
        far_m = max(far_m, *(float(np.linalg.norm(one[bone].at - other[bone].at)) for bone in one))
    turned = np.abs(ours.angles - theirs.angles)[:, _TURNS_FROM:]
    return far_m, float(np.degrees(turned.max()))


def differing(layers: list[Layer], header: Header, kept: Figure) -> float:
    """Answer the share of points that differ clearly between `layers` and the first frame that is kept."""
    alone = replace(header, frames=1, sort=Sort.HOLD, path=(), phases=(), loop=False, shown=None)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "anew.figure"
        write_figure(file, alone, [layers])
        one, other = _points(read_figure(file)), _points(kept)
    if max(abs(one.shape[n] - other.shape[n]) for n in (0, 1)) > 1:
        return 1.0
    high, wide = (min(one.shape[n], other.shape[n]) for n in (0, 1))
    away = np.abs(one[:high, :wide] - other[:high, :wide]).max(axis=2)
    return float((away > _CLEARLY).mean())


def _points(figure: Figure) -> NDArray[np.int16]:
    """Paint a figure's first frame on white, as the window does; answer (height, width, 3), 0 to 255."""
    drawn = painted(figure, 0, QSizeF(SIZE_PX, SIZE_PX), LookName.TEAL, _GROUND)
    image = QImage(drawn.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.drawImage(0, 0, drawn)
    raw = np.frombuffer(image.constBits(), np.uint8)
    rows = raw.reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), :3].astype(np.int16)

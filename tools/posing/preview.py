"""Draws a pose as it would be baked: `python -m tools.posing.preview ID`, for who writes pose files."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF

from hiptimer.figure.looks import LOOKS, Ground, LookName, Paint, paints
from tools.posing.build import BUILDS
from tools.posing.drawing import Layer
from tools.posing.moving import solve_pose
from tools.posing.picture import Picture, picture
from tools.posing.pose import Variant
from tools.posing.posefile import FOLDER, read_pose
from tools.posing.posetree import PoseFileError
from tools.posing.solved import Key

_LIGHT = Ground(dark=False, mat="#B9C9C0", surface="#FFFFFF", target="#2273CC")
_DARK = Ground(dark=True, mat="#3A4A45", surface="#1E2422", target="#3583D6")
_FIELD = {False: "#D2EAE0", True: "#103A31"}


def main() -> int:
    """Write one PNG: a hold, or each station of a movement, or the same from several sides."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("id", help="the exercise's id, as in assets/poses/ID.yaml")
    parser.add_argument("--variant", choices=[one.value for one in Variant], default="base")
    parser.add_argument("--build", choices=list(BUILDS), default="slender")
    parser.add_argument("--look", choices=[one.value for one in LookName], default="teal")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument(
        "--size", type=int, default=600, help="longer side of each picture in pixels"
    )
    parser.add_argument("--cameras", nargs="*", metavar="AZ,EL", help="other cameras to look from")
    parser.add_argument("--steps", type=int, default=0, help="that many moments along the movement")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pose files are")
    parser.add_argument("--out", type=Path, default=Path("preview.png"))
    wanted = parser.parse_args()
    try:
        pose = read_pose(wanted.id, Variant(wanted.variant), wanted.folder)
    except PoseFileError as error:
        print(error, file=sys.stderr)
        return 2
    solved = solve_pose(pose, BUILDS[wanted.build])
    if wanted.steps:
        last = len(solved.keys) - 1
        keys = [solved.keys[round(n * last / (wanted.steps - 1))] for n in range(wanted.steps)]
    else:
        keys = [solved.keys[place] for place in solved.path] or [solved.keys[0]]
    cameras = [pose.camera]
    for pair in wanted.cameras or ():
        azimuth, elevation = (float(value) for value in pair.split(","))
        cameras.append(replace(pose.camera, az=azimuth, el=elevation))
    colours = paints(LOOKS[LookName(wanted.look)], _DARK if wanted.dark else _LIGHT)
    images = []
    for camera in cameras:
        taken = picture(replace(pose, camera=camera), solved, wanted.size)
        images += [image(taken, key, colours, wanted.size) for key in keys]
    strip(images, QColor(_FIELD[wanted.dark])).save(str(wanted.out))
    print(f"{wanted.out}: {len(images)} pictures")
    return 0


def image(taken: Picture, key: Key, colours: dict[str, Paint], size: int) -> QImage:
    """Draw one key on nothing, `size` pixels on the longer side."""
    width, height = taken.header().box
    scale = size / max(width, height)
    drawn = QImage(
        round(width * scale), round(height * scale), QImage.Format.Format_ARGB32_Premultiplied
    )
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    _fill(painter, taken.layers(key), colours)
    painter.end()
    return drawn


def _fill(painter: QPainter, layers: list[Layer], colours: dict[str, Paint]) -> None:
    for role, polygons in layers:
        paint = colours.get(role)
        if paint is None:
            continue
        colour = QColor(paint.colour)
        colour.setAlphaF(paint.alpha)
        path = QPainterPath()
        for polygon in polygons:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in polygon.tolist()]))
            path.closeSubpath()
        painter.fillPath(path, colour)


def strip(images: list[QImage], ground: QColor, air: int = 16) -> QImage:
    """Put pictures beside each other, standing on one line."""
    height = max(one.height() for one in images)
    width = sum(one.width() + air for one in images) + air
    found = QImage(width, height + 2 * air, QImage.Format.Format_RGB32)
    found.fill(ground)
    painter = QPainter(found)
    at = air
    for one in images:
        painter.drawImage(at, air + height - one.height(), one)
        at += one.width() + air
    painter.end()
    return found


if __name__ == "__main__":
    sys.exit(main())

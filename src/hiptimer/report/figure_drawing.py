"""Turns frames of figures into pictures and print: the window, pages and `hiptimer picture` share it."""

import struct
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QDataStream, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPainterPath

from hiptimer.figure.baked import Figure, Outline
from hiptimer.figure.looks import LOOKS, Ground, LookName, Paint, paints

FACES_FROM: Final = 90
"""Pixels per metre from which eyes, mouth and nails are more than specks."""
_PATHS_KEPT: Final = 96

Painted = tuple[tuple[str, QPainterPath], ...]


def picture(
    figure: Figure,
    number: int,
    size: QSizeF,
    look: LookName,
    ground: Ground,
    *,
    mirrored: bool = False,
) -> QImage:
    """Return a frame as a picture on a transparent ground, as large as fits into `size` pixels.

    The mirrored one is the other turned round, pixel by pixel. FigureFileError if the frame is damaged.
    """
    box = QSizeF(*figure.header.box)
    fitted = box.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    width, height = max(1, round(fitted.width())), max(1, round(fitted.height()))
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    scale = min(width / box.width(), height / box.height())
    colours = _paints(look, ground)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(width / box.width(), height / box.height())
        replay(
            painter, _paths(figure, number), colours, fine=scale * figure.header.scale >= FACES_FROM
        )
    return _turned(image) if mirrored else image


def draw_figure(
    painter: QPainter,
    rect: QRectF,
    figure: Figure,
    number: int,
    look: LookName,
    ground: Ground,
    *,
    mirrored: bool = False,
) -> None:
    """Draw a frame as outlines, which print sharply, as large as fits, standing on the foot of `rect`.

    FigureFileError if the frame is damaged.
    """
    width, height = figure.header.box
    scale = min(rect.width() / width, rect.height() / height)
    painted = _paths(figure, number)
    painter.save()
    painter.translate(rect.center().x() - width * scale / 2, rect.bottom() - height * scale)
    if mirrored:
        painter.translate(width * scale, 0)
        painter.scale(-1, 1)
    painter.scale(scale, scale)
    replay(painter, painted, _paints(look, ground))
    painter.restore()


def _turned(image: QImage) -> QImage:
    if hasattr(image, "flipped"):
        return image.flipped(Qt.Orientation.Horizontal)
    return image.mirrored(True, False)  # before Qt 6.9, and frowned on from there on


def png(image: QImage) -> bytes:
    """Return a picture as the bytes of a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def replay(
    painter: QPainter, painted: Painted, colours: Mapping[str, Paint], *, fine: bool = True
) -> None:
    """Paint the outlines of a frame, in its units, in the colours of a look; faces only where `fine`."""
    for role, path in painted:
        paint = colours.get(role)
        if paint is not None and (fine or not role.startswith(("face", "nail"))):
            painter.fillPath(path, _colour(paint))


@lru_cache(maxsize=16)
def _paints(look: LookName, on: Ground) -> dict[str, Paint]:
    return paints(LOOKS[look], on)


@lru_cache(maxsize=256)
def _colour(paint: Paint) -> QColor:
    colour = QColor(paint.colour)
    colour.setAlphaF(paint.alpha)
    return colour


@lru_cache(maxsize=_PATHS_KEPT)
def _paths(figure: Figure, number: int) -> Painted:
    return tuple((outline.role, _path(outline)) for outline in figure.frame(number))


def _path(outline: Outline) -> QPainterPath:
    """Return the outline as a path. Read from a stream of bytes it needs no object for each corner."""
    count = len(outline.xs)
    kinds = [1] * count  # a line to it; 0 moves there
    at = 0
    begin = 0
    for length in outline.lengths:
        kinds[at] = 0
        begin, at = at, at + length
    elements: list[int] = [0] * (3 * count)
    elements[0::3] = kinds
    elements[1::3] = outline.xs
    elements[2::3] = outline.ys
    even_odd = 0
    packed = struct.pack(f">i{'idd' * count}ii", count, *elements, begin, even_odd)
    path = QPainterPath()
    stream = QDataStream(QByteArray(packed))
    stream >> path
    return path

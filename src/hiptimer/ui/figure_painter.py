"""Draws the figure of an exercise in any theme, at any size: the one place that turns frames into pixels.

A frame is painted once for a size and a look and then kept as a picture, so that what stands still costs
nothing and a movement that comes round again costs little. What cannot be drawn falls back to the flat
figure of the posture.
"""

import logging
import struct
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QDataStream, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPainterPath

from hiptimer.engine.exercise import Side
from hiptimer.figure.baked import Figure, FigureFileError, Outline
from hiptimer.figure.finding import find_figure
from hiptimer.figure.looks import LOOKS, Ground, LookName, Paint, Person, paints
from hiptimer.figure.phase import frames_at
from hiptimer.ui.tokens import figure_ground
from hiptimer.ui.widgets.figure_placeholder import paint_placeholder
from hiptimer.ui.widgets.own_picture import paint_picture

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme
    from hiptimer.ui.widgets.moments import FigureSpec

log = logging.getLogger(__name__)

SMALLEST = 32
"""Below so many pixels of height the flat figure reads better."""
FACES_FROM = 90
"""Pixels per metre from which eyes, mouth and nails are more than specks."""
_BETWEEN = 0.04  # of the room, between two stations
_KEPT_BYTES = 48 * 1024 * 1024
_PATHS_KEPT = 96

Painted = tuple[tuple[str, QPainterPath], ...]


def shown_frames(theme: "Theme", spec: "FigureSpec") -> tuple[int, ...]:
    """Return the frames that `paint_figure` draws for a spec; nothing where it draws a plainer one."""
    figure = find_figure(theme.person.build, spec.exercise, spec.version)
    if figure is None:
        return ()
    return frames_at(figure.header, spec.at, reduced_motion=theme.reduced_motion)


def paint_figure(
    painter: QPainter,
    theme: "Theme",
    rect: QRectF,
    spec: "FigureSpec",
    person: Person | None = None,
) -> None:
    """Draw the figure as large as fits, standing on the foot of `rect`; the right side is the mirror.

    A picture of the file's own takes its place, unturned: nobody knows which side it shows.
    `person` is drawn instead of the one that was chosen.
    """
    if spec.picture and paint_picture(painter, rect, spec.picture):
        return
    who = person or theme.person
    figure = find_figure(who.build, spec.exercise, spec.version)
    if figure is None or rect.height() < SMALLEST or rect.width() < SMALLEST:
        paint_placeholder(painter, theme, rect, spec)
        return
    numbers = frames_at(figure.header, spec.at, reduced_motion=theme.reduced_motion)
    places = _places(rect, len(numbers), figure)
    dress = (who.look, figure_ground(theme.tokens, spec.side))
    try:
        for place, number in zip(places, numbers, strict=True):
            _paint_frame(painter, place, figure, number, *dress, mirrored=spec.side is Side.RIGHT)
    except FigureFileError as error:
        _tell_once(str(error))
        paint_placeholder(painter, theme, rect, spec)


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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a kept picture shows."""

    figure: Figure
    number: int
    width: int
    height: int
    look: LookName
    ground: Ground
    mirrored: bool


class _Pictures:
    """The pictures used last, up to a number of bytes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Wanted, QImage] = OrderedDict()
        self._bytes = 0

    def get(self, wanted: _Wanted) -> QImage:
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        size = QSizeF(wanted.width, wanted.height)
        look, on = wanted.look, wanted.ground
        image = picture(wanted.figure, wanted.number, size, look, on, mirrored=wanted.mirrored)
        self._kept[wanted] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
            _oldest, gone = self._kept.popitem(last=False)
            self._bytes -= gone.sizeInBytes()
        return image


_pictures = _Pictures()


def _places(rect: QRectF, count: int, figure: Figure) -> list[QRectF]:
    """Return a place for each of so many pictures: side by side, or below each other if that is larger."""
    if count == 1:
        return [rect]
    across, upright = rect.width() * _BETWEEN, rect.height() * _BETWEEN
    width = (rect.width() - across * (count - 1)) / count
    height = (rect.height() - upright * (count - 1)) / count
    box_width, box_height = figure.header.box
    beside = min(width / box_width, rect.height() / box_height)
    below = min(rect.width() / box_width, height / box_height)
    if beside >= below:
        return [
            QRectF(rect.left() + i * (width + across), rect.top(), width, rect.height())
            for i in range(count)
        ]
    return [
        QRectF(rect.left(), rect.top() + i * (height + upright), rect.width(), height)
        for i in range(count)
    ]


def _paint_frame(
    painter: QPainter,
    rect: QRectF,
    figure: Figure,
    number: int,
    look: LookName,
    on: Ground,
    *,
    mirrored: bool,
) -> None:
    ratio = painter.device().devicePixelRatioF()
    width, height = int(rect.width() * ratio), int(rect.height() * ratio)
    image = _pictures.get(_Wanted(figure, number, width, height, look, on, mirrored))
    size = QSizeF(image.width() / ratio, image.height() / ratio)
    left = rect.center().x() - size.width() / 2
    top = rect.bottom() - size.height()
    # On whole pixels, or it would be blurred.
    corner = QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio)
    painter.drawImage(QRectF(corner, size), image)


@lru_cache(maxsize=64)
def _tell_once(said: str) -> None:
    log.warning(said)


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

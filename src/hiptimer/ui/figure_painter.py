"""Draws the figure of an exercise in any theme, at any size, and keeps the pictures it took.

A frame is painted once for a size and a look and then kept as a picture, so that what stands still costs
nothing and a movement that comes round again costs little. What cannot be drawn falls back to the flat
figure of the posture.
"""

import logging
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from hiptimer.engine.exercise import Side
from hiptimer.figure.baked import Figure, FigureFileError
from hiptimer.figure.finding import find_figure
from hiptimer.figure.looks import Ground, LookName, Person
from hiptimer.figure.phase import frames_at
from hiptimer.report.figure_drawing import picture
from hiptimer.ui.tokens import figure_ground
from hiptimer.ui.widgets.figure_placeholder import paint_placeholder
from hiptimer.ui.widgets.own_picture import paint_picture

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme
    from hiptimer.ui.widgets.moments import FigureSpec

log = logging.getLogger(__name__)

SMALLEST = 32
"""Below so many pixels of height the flat figure reads better."""
_BETWEEN = 0.04  # of the room, between two stations
_KEPT_BYTES = 48 * 1024 * 1024


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

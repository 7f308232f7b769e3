"""The pictures of a printed session: which there are, where they stand, and how they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPen, QPolygonF

from hiptimer.figure.baked import Frame, Outline
from hiptimer.report.lettering import Type
from hiptimer.report.paper import Page
from hiptimer.report.session_sheet_content import SheetStep
from hiptimer.report.session_sheet_figures import (
    INK,
    WIDE,
    Drawn,
    drawings,
    paper_paints,
    pen_pt,
)
from hiptimer.report.session_sheet_words import picture_words

_HIGHEST: Final = 122.0  # points, of one picture
_HIGHEST_IN_A_ROW: Final = 104.0
_FLATTEST: Final = 76.0  # of one of two that lie one below the other
_BETWEEN: Final = 8.0
_PIXELS: Final = 1600  # of the longer side of a file's own picture: sharp on paper


@dataclass(frozen=True, slots=True)
class SheetPicture:
    """A drawing or a file's own picture, `size` in units of its own, and the words below it."""

    size: QSizeF
    words: str
    outlines: tuple[tuple[str, QPainterPath], ...] = ()
    mirrored: bool = False
    image: QImage | None = None

    @property
    def is_wide(self) -> bool:
        """Return whether it has more room below another than beside it."""
        return self.size.width() > WIDE * self.size.height()


def pictures_of(step: SheetStep) -> tuple[SheetPicture, ...]:
    """Return the file's own picture of a step, or the drawings of a catalogue exercise."""
    if step.picture:
        own = _own_picture(step.picture, step.picture_source)
        return (own,) if own else ()
    drawn = drawings(step)
    return tuple(_drawing(one, step.drawn_words if at == 0 else "") for at, one in enumerate(drawn))


def _drawing(drawn: Drawn, side: str) -> SheetPicture:
    return SheetPicture(
        QSizeF(*drawn.header.box),
        picture_words(drawn.called, side),
        outlines=_outlines(drawn.frame),
        mirrored=drawn.mirrored,
    )


def _own_picture(path: str, source: str) -> SheetPicture | None:
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _PIXELS:
        reader.setScaledSize(size.scaled(_PIXELS, _PIXELS, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None  # one that is gone by now costs nobody the sheet
    return SheetPicture(QSizeF(image.size()), source, image=image)


def _outlines(frame: Frame) -> tuple[tuple[str, QPainterPath], ...]:
    paints = paper_paints()
    return tuple((one.role, _path(one)) for one in frame if one.role in paints)


def _path(outline: Outline) -> QPainterPath:
    path = QPainterPath()
    at = 0
    for length in outline.lengths:
        end = at + length
        corners = zip(outline.xs[at:end], outline.ys[at:end], strict=True)
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        path.closeSubpath()
        at = end
    return path


def places(
    page: Page,
    pictures: Sequence[SheetPicture],
    wide: float,
    kind: Type,
    *,
    in_a_row: bool = False,
) -> tuple[list[QRectF], float]:
    """Return the place of each picture, counted from where the page is filled to, and their height.

    They are `wide` together, with a line of words of a `kind` below.
    """
    if not pictures:
        return [], 0.0
    below = page.line(kind) if any(one.words for one in pictures) else 0.0
    count = len(pictures)
    if not in_a_row and count > 1 and all(one.is_wide for one in pictures):
        found, y = [], 0.0
        for one in pictures:
            high = min(_FLATTEST, wide * one.size.height() / one.size.width())
            found.append(QRectF(page.left, y, wide, high))
            y += high + below + _BETWEEN
        return found, y - _BETWEEN
    each = (wide - _BETWEEN * (count - 1)) / count
    highest = _HIGHEST_IN_A_ROW if in_a_row else _HIGHEST
    high = min(highest, max(each * one.size.height() / one.size.width() for one in pictures))
    lefts = (page.left + at * (each + _BETWEEN) for at in range(count))
    return [QRectF(left, 0, each, high) for left in lefts], high + below


def draw(page: Page, pictures: Sequence[SheetPicture], where: Sequence[QRectF], kind: Type) -> None:
    """Draw the pictures at their places, with their words; the page is not filled further by it."""
    for one, place in zip(pictures, where, strict=True):
        here = place.translated(0, page.y)
        with page.painting() as painter:
            _paint(painter, one, here)
        if one.words:
            words = QRectF(here.left(), here.bottom(), here.width(), page.line(kind))
            page.text(page.lines(one.words, kind, here.width())[0], words, kind)


def _paint(painter: QPainter, picture: SheetPicture, place: QRectF) -> None:
    """Paint a picture as large as fits, at the left and on the foot of its place."""
    size = picture.size.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    here = QRectF(QPointF(place.left(), place.bottom() - size.height()), size)
    if picture.image is not None:
        painter.drawImage(here, picture.image)
        return
    paints = paper_paints()
    painter.translate(here.topLeft())
    scale = here.width() / picture.size.width()
    if picture.mirrored:
        painter.translate(here.width(), 0)
    painter.scale(-scale if picture.mirrored else scale, scale)
    for role, path in picture.outlines:
        colour = QColor(paints[role].colour)
        painter.fillPath(path, colour)
        if wide := pen_pt(role):
            painter.strokePath(path, _pen(wide / scale))


def _pen(wide: float) -> QPen:
    pen = QPen(QColor(INK))
    pen.setWidthF(wide)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen

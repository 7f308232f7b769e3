"""The drawing ground of a printed page: words, tables and drawings on A4 or Letter, black on white.

All sizes are points (1/72 inch) and y grows downwards. A page is filled from the top by a function:

    def fill(page: Page) -> None:
        page.words(_("What was asked for"), HEADING)
        page.words(long_text)                  # wraps, and goes on over the foot of the page
        page.gap(8)
        page.need(120)                         # a new page first, unless so much room is left
        page.table((Column(3), Column(1, Align.RIGHT)), rows, head=(_("Exercise"), _("Left")))
        with page.drawing(60) as (painter, box):   # a QPainter in points, and the place to draw in
            draw_figure(painter, box, figure, number, look, ground)   # report/figure_drawing.py
        page.text(_("once"), QRectF(...), SMALL)   # words at a place of your own

The sizes of print (TITLE, HEADING, BODY, SMALL ...) are in lettering.py, Column and Cell in table.py.

    data = print_pdf(fill, paper=Paper.A4, title=..., footer=..., large=False)
    with claiming(path) as file: file.write(data)

`fill` is called at least twice, since the pages are counted first. `large` makes all type larger, so
sizes that go with the type are given as `page.pt(9)`. The PDF knows greys only, whatever is drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from hiptimer import __version__
from hiptimer.language import gettext as _
from hiptimer.report.lettering import BODY, SMALL, Align, Type, broken, font, paragraphs, start_qt
from hiptimer.report.table import Cell, Column, Table

POINTS_PER_INCH: Final = 72
_DOTS_PER_INCH: Final = 1200
_DOTS: Final = _DOTS_PER_INCH / POINTS_PER_INCH  # of the printer, in a point

MARGIN: Final = 40.0
"""Points between the edge of the paper and the words: what every printer can reach, and a hole punch."""
LARGE: Final = 1.65
"""How much larger large print is: 8.5 points become 14, 9.5 become 16. Headings need less."""
_READ: Final = 10.0  # points; what is larger is read at a glance
TIGHTER: Final = (0.96, 0.92, 0.88)
"""What is tried, one after the other, to save a page."""
MOST_TO_TIGHTEN: Final = 6
"""Of more pages than that, one more is no matter."""


class Paper(StrEnum):
    """The sizes of paper."""

    A4 = "a4"
    LETTER = "letter"


BLACK: Final = QColor(0, 0, 0)
LINE: Final = QColor(150, 150, 150)
"""A thin rule."""
PALE: Final = QColor(224, 224, 224)
"""A ground that print still reads well on."""


class Page:
    """The page being filled, and the pages after it; `y` is where the next thing comes."""

    def __init__(
        self, writer: QPdfWriter, painter: QPainter, factor: float, feet: tuple[str, str, int]
    ) -> None:
        """Print on `writer`; `feet`: the words of the foot, those at the head of later pages, how many."""
        self._writer = writer
        self._painter = painter
        self._footer, self._running, self._total = feet
        self.factor = factor
        """How much larger the type is than usual."""
        size = writer.pageLayout().fullRect(QPageLayout.Unit.Point)
        self.box = QRectF(size).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        """The place between the margins; the foot of the page is in it."""
        self.y = self.box.top()
        self.number = 1

    @property
    def left(self) -> float:
        """Return where lines begin."""
        return self.box.left()

    @property
    def width(self) -> float:
        """Return how long lines may be."""
        return self.box.width()

    @property
    def bottom(self) -> float:
        """Return how far down the page may be filled."""
        return self.box.bottom() - self._foot_height - self.pt(4)

    @property
    def room(self) -> float:
        """Return how much height is left on this page."""
        return self.bottom - self.y

    def pt(self, points: float) -> float:
        """Return a size that grows with the type."""
        return points * self.factor

    def line(self, kind: Type = BODY) -> float:
        """Return the height of a line."""
        return self.size(kind) * kind.leading

    def size(self, kind: Type) -> float:
        """Return how large a type is printed; what is large already grows less in large print."""
        if self.factor <= 1:
            return self.pt(kind.size)
        over = max(0.0, kind.size - _READ)
        return self.pt(kind.size - over) + over

    def gap(self, points: float) -> None:
        """Leave so much room; at the head of a page it is not needed."""
        if self.y > self.box.top():
            self.y += self.pt(points)

    def need(self, height: float) -> None:
        """Begin a new page if less than `height` is left; what is higher than a page begins where it is."""
        if height > self.room and self.y > self._head:
            self.new_page()

    def new_page(self) -> None:
        """End this page and begin another."""
        self._end_page()
        self._writer.newPage()
        self.number += 1
        self.y = self.box.top()
        if self._running:
            face = QFontMetricsF(self._font(SMALL))
            words = face.elidedText(self._running, Qt.TextElideMode.ElideRight, self.width * _DOTS)
            self._text(words, QRectF(self.left, self.y, self.width, 0), SMALL)
        self.y = self._head

    def words(
        self,
        text: str,
        kind: Type = BODY,
        *,
        indent: float = 0.0,
        width: float | None = None,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
    ) -> None:
        """Set a paragraph; it goes on over the foot of the page.

        Its `direction` is by itself that of its first letter, which may be one of a name in it.
        """
        line = self.line(kind)
        wide = (self.width if width is None else width) - indent
        for words in self.lines(text, kind, wide):
            self.need(line)
            place = QRectF(self.left + indent, self.y, wide, line)
            self._text(words, place, kind, direction=direction)
            self.y += line

    def text(self, text: str, place: QRectF, kind: Type = BODY, align: Align = Align.LEFT) -> float:
        """Set words at a place, as wide as it is; return the height they took."""
        line = self.line(kind)
        y = place.top()
        for words in self.lines(text, kind, place.width()):
            self._text(words, QRectF(place.left(), y, place.width(), line), kind, align)
            y += line
        return y - place.top()

    def lines(self, text: str, kind: Type, width: float) -> list[str]:
        """Return the lines that `text` is broken into."""
        face = self._font(kind)
        return [line for part in paragraphs(text) for line in broken(part, face, width * _DOTS)]

    def wide(self, text: str, kind: Type = BODY) -> float:
        """Return how wide words are on one line."""
        return QFontMetricsF(self._font(kind)).horizontalAdvance(text) / _DOTS

    def rule(
        self,
        *,
        weight: float = 0.5,
        colour: QColor = LINE,
        across: tuple[float, float] | None = None,
    ) -> None:
        """Draw a line across the page, or from one place to another."""
        begin, end = across or (self.left, self.box.right())
        with self.painting() as painter:
            painter.setPen(pen(colour, weight))
            painter.drawLine(QPointF(begin, self.y), QPointF(end, self.y))

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str | Cell]],
        *,
        head: Sequence[str] = (),
        kind: Type = BODY,
        between: float = 8.0,
        air: float = 2.5,
        part: tuple[float, float] = (0.0, 1.0),
    ) -> None:
        """Set a table: a rule below each row, its head again on each page, no row on two pages.

        `between` is the room between two columns, `air` that above and below the words of a row. `part`
        is how far across the page it begins and ends, (0, 0.48) for one that another is set beside.
        """
        self.columns(columns, kind=kind, between=between, air=air, part=part).set(rows, head)

    def columns(
        self,
        columns: Sequence[Column],
        *,
        kind: Type = BODY,
        between: float = 8.0,
        air: float = 2.5,
        part: tuple[float, float] = (0.0, 1.0),
    ) -> Table:
        """Return a table that is not set yet, to be measured first; see `table`."""
        begin, end = part
        return Table(
            page=self,
            columns=tuple(columns),
            kind=kind,
            between=between,
            air=air,
            left=self.left + self.width * begin,
            width=self.width * (end - begin),
        )

    @contextmanager
    def drawing(self, height: float) -> Iterator[tuple[QPainter, QRectF]]:
        """Yield a painter in points and a place of that height, kept on one page, and go on below it."""
        self.need(height)
        place = QRectF(self.left, self.y, self.width, height)
        with self.painting() as painter:
            yield painter, place
        self.y += height

    @contextmanager
    def painting(self) -> Iterator[QPainter]:
        """Yield a painter in points for the whole page; `y` stays where it is."""
        painter = self._painter
        painter.save()
        painter.scale(_DOTS, _DOTS)
        try:
            yield painter
        finally:
            painter.restore()

    def finish(self) -> None:
        """Set the foot of the last page."""
        self._end_page()

    @property
    def _head(self) -> float:
        later = self.line(SMALL) + self.pt(6) if self._running and self.number > 1 else 0.0
        return self.box.top() + later

    @property
    def _foot_height(self) -> float:
        return max(1, len(self._foot_lines)) * self.line(SMALL) + self.pt(6)

    @property
    def _foot_lines(self) -> list[str]:
        return self.lines(self._footer, SMALL, self.width - self.wide(self._numbered, SMALL) - 18)

    @property
    def _numbered(self) -> str:
        return _("Page {n} of {all}").format(n=self.number, all=max(self._total, self.number))

    def _end_page(self) -> None:
        self.y = self.box.bottom() - self._foot_height
        self.rule()
        self.y += self.pt(6)
        line = self.line(SMALL)
        place = QRectF(self.left, self.y, self.width, line)
        for words in self._foot_lines:
            self._text(words, place, SMALL)
            place.translate(0, line)
        place.moveTop(self.y)
        self._text(self._numbered, place, SMALL, Align.RIGHT)

    def _text(
        self,
        words: str,
        place: QRectF,
        kind: Type,
        align: Align = Align.LEFT,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
    ) -> None:
        face = self._font(kind)
        metrics = QFontMetricsF(face)
        wide = metrics.horizontalAdvance(words)
        spare = place.width() * _DOTS - wide
        x = (
            place.left() * _DOTS
            + {Align.LEFT: 0.0, Align.CENTRE: spare / 2, Align.RIGHT: spare}[align]
        )
        over = self.line(kind) * _DOTS - metrics.ascent() - metrics.descent()
        self._painter.setFont(face)
        self._painter.setLayoutDirection(direction)
        shade = round(255 * kind.grey)
        self._painter.setPen(QColor(shade, shade, shade))
        self._painter.drawText(QPointF(x, place.top() * _DOTS + over / 2 + metrics.ascent()), words)

    def _font(self, kind: Type) -> QFont:
        return font(round(self.size(kind) * _DOTS), kind.weight)


def print_pdf(
    fill: Callable[[Page], None],
    *,
    paper: Paper = Paper.A4,
    title: str,
    footer: str = "",
    running: str = "",
    large: bool = False,
    tighter: Sequence[float] = (),
) -> bytes:
    """Return the pages that `fill` fills as a PDF, called `title` where a program lists it.

    `footer` stands at the foot of every page beside its number, `running` at the head of all but the
    first. All is set a little smaller, as `tighter` says, where that saves a page; large print is not.
    """
    start_qt()

    def pages(factor: float) -> int:
        return _printed(fill, paper, title, factor, (footer, running, 0))[1]

    factor = LARGE if large else 1.0
    counted = pages(factor)
    if 1 < counted <= MOST_TO_TIGHTEN and not large:
        saving = ((size, fewer) for size in tighter if (fewer := pages(size)) < counted)
        factor, counted = next(saving, (factor, counted))
    data, _pages = _printed(fill, paper, title, factor, (footer, running, counted))
    return data


def _printed(
    fill: Callable[[Page], None],
    paper: Paper,
    title: str,
    factor: float,
    feet: tuple[str, str, int],
) -> tuple[bytes, int]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    sizes = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
    writer.setPageSize(QPageSize(sizes[paper]))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setColorModel(QPdfWriter.ColorModel.Grayscale)
    writer.setTitle(title)
    writer.setCreator(f"hiptimer {__version__}")
    with QPainter(writer) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = Page(writer, painter, factor, feet)
        fill(page)
        page.finish()
    return bytes(data.data()), page.number


def pen(colour: QColor, weight: float) -> QPen:
    """Return a pen that draws so many points thick."""
    drawn = QPen(colour)
    drawn.setWidthF(weight)
    drawn.setCapStyle(Qt.PenCapStyle.FlatCap)
    return drawn

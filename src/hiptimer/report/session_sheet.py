"""A session printed for the fridge door: drawn positions, doses, what to heed, and boxes to tick."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPen

from hiptimer.language import gettext as _
from hiptimer.report.lettering import Type
from hiptimer.report.paper import BLACK, LARGE, TIGHTER, Page, Paper, print_pdf
from hiptimer.report.session_sheet_content import SheetContent, SheetLine, SheetStep
from hiptimer.report.session_sheet_grid import draw_grid
from hiptimer.report.session_sheet_pictures import SheetPicture, draw, pictures_of, places
from hiptimer.report.session_sheet_words import Line, heed_words, note_words, step_words

_PICTURES: Final = 0.4  # of the width of a page, beside the words
_BESIDE: Final = 16.0
_INSIDE: Final = 9.0  # of a frame
_RULE: Final = QColor(90, 90, 90)

_Words = tuple[str, Type]
_Entry = tuple[SheetStep | SheetLine, Sequence[SheetPicture]]


@dataclass(frozen=True, slots=True)
class _Types:
    """The sizes of print on a sheet."""

    title: Type
    heading: Type
    name: Type
    dose: Type
    body: Type
    strong: Type
    small: Type


_USUAL: Final = _Types(
    title=Type(21, 600, leading=1.2),
    heading=Type(12, 600),
    name=Type(13, 600, leading=1.25),
    dose=Type(12.5, 600, leading=1.3),
    body=Type(10.5),
    strong=Type(10.5, 600),
    small=Type(9),
)
_SMALLEST: Final = 16.2 / LARGE  # what large print makes larger: it is then 16 points and a little
_LARGE: Final = _Types(
    title=Type(1.8 * _SMALLEST, 600, leading=1.2),
    heading=Type(1.1 * _SMALLEST, 600),
    name=Type(1.2 * _SMALLEST, 600, leading=1.2),
    dose=Type(1.15 * _SMALLEST, 600, leading=1.2),
    body=Type(_SMALLEST, leading=1.25),
    strong=Type(_SMALLEST, 600, leading=1.25),
    small=Type(_SMALLEST, leading=1.25),
)


def session_pdf(content: SheetContent, *, paper: Paper = Paper.A4, large: bool = False) -> bytes:
    """Return the sheet as a PDF of as many pages as it takes; in large print nothing is below 16 points.

    Foot and head of the pages excepted.
    """
    entries: list[_Entry] = [
        (one, pictures_of(one) if isinstance(one, SheetStep) else ()) for one in content.entries
    ]
    kinds = _LARGE if large else _USUAL

    def fill(page: Page) -> None:
        sheet = _Sheet(page, kinds, large=large)
        sheet.head(content)
        sheet.heed(content)
        for at, (entry, shown) in enumerate(entries):
            if isinstance(entry, SheetStep):
                sheet.step(entry, shown)
            else:
                following = entries[at + 1] if at + 1 < len(entries) else None
                sheet.line(entry, following)
        draw_grid(page, content.ticking, kinds.heading, kinds.body, kinds.small)

    return print_pdf(
        fill,
        paper=paper,
        title=content.title,
        footer=content.footer,
        running=content.title,
        large=large,
        tighter=TIGHTER[:2],
    )


class _Sheet:
    """Sets the parts of a sheet on a page and those after it."""

    def __init__(self, page: Page, kinds: _Types, *, large: bool) -> None:
        self._page = page
        self._kinds = kinds
        self._large = large

    def head(self, content: SheetContent) -> None:
        page, kinds = self._page, self._kinds
        page.words(content.title, kinds.title)
        page.gap(3)
        for fact in content.facts:
            page.words(fact, kinds.strong)
        if content.description:
            page.gap(4)
            page.words(content.description, kinds.body)
        if note := note_words(content):
            page.gap(4)
            page.words(note, kinds.strong)

    def heed(self, content: SheetContent) -> None:
        """Set what to heed, in a frame of its own if it is whole on a page."""
        page = self._page
        lines = [(_("Take care"), self._kinds.heading), *self._typed(heed_words(content))]
        inside = page.pt(_INSIDE)
        high = self._height(lines, page.width - 2 * inside) + 2 * inside
        page.gap(10)
        page.need(high)
        place = QRectF(page.left, page.y, page.width, high)
        framed = high <= page.room
        page.y += inside
        for text, kind in lines:
            page.words(text, kind, indent=inside, width=page.width - inside)
        page.y += inside
        if framed:
            with page.painting() as painter:
                pen = QPen(BLACK)
                pen.setWidthF(1.4)
                painter.setPen(pen)
                painter.drawRoundedRect(place, 4, 4)

    def line(self, line: SheetLine, following: _Entry | None) -> None:
        """Set a line on the page of the exercise that follows it."""
        page, kinds = self._page, self._kinds
        words = [(line.text, kinds.strong), *([(line.note, kinds.body)] if line.note else [])]
        height = self._height(words, page.width) + page.pt(4)
        if following is not None and isinstance(following[0], SheetStep):
            height += self._measured(following[0], following[1])[0] + page.pt(9)
        page.gap(8)
        page.need(height)
        self._set(words)

    def step(self, step: SheetStep, pictures: Sequence[SheetPicture]) -> None:
        """Set an exercise with its pictures, whole on one page if it fits on any."""
        page, small = self._page, self._kinds.small
        height, lines, where, high = self._measured(step, pictures)
        page.gap(9)
        page.need(height)
        self._rule()
        if self._large:
            self._set(lines[:1])
            page.y += self._air(high)
            draw(page, pictures, where, small)
            page.y += high + self._air(high)
            self._set(lines[1:])
            return
        number, top = page.number, page.y
        draw(page, pictures, where, small)
        self._set(lines, indent=self._indent)
        if page.number == number:
            page.y = max(page.y, top + high)

    def _measured(
        self, step: SheetStep, pictures: Sequence[SheetPicture]
    ) -> tuple[float, list[_Words], list[QRectF], float]:
        """Return the height of an exercise, its lines, the places of its pictures and their height.

        The pictures stand beside the words; large print needs the whole line and has them in a row.
        """
        page, small = self._page, self._kinds.small
        lines = self._typed(step_words(step))
        if self._large:
            where, high = places(page, pictures, page.width, small, in_a_row=True)
            height = self._height(lines, page.width) + high + 2 * self._air(high)
        else:
            where, high = places(page, pictures, page.width * _PICTURES, small)
            height = max(high, self._height(lines, page.width - self._indent))
        return height + page.pt(6), lines, where, high

    @property
    def _indent(self) -> float:
        return self._page.width * _PICTURES + _BESIDE

    def _air(self, high: float) -> float:
        return self._page.pt(3) if high else 0.0

    def _kind(self, line: Line) -> Type:
        kinds = self._kinds
        match line:
            case Line.NAME:
                return kinds.name
            case Line.DOSE:
                return kinds.dose
            case Line.STRONG:
                return kinds.strong
            case Line.BODY | Line.POINT:
                return kinds.body
            case Line.SMALL:
                return kinds.small
            case _:
                assert_never(line)

    def _typed(self, lines: Iterable[tuple[str, Line]]) -> list[_Words]:
        return [
            (f"• {text}" if line is Line.POINT else text, self._kind(line)) for text, line in lines
        ]

    def _set(self, lines: Sequence[_Words], *, indent: float = 0.0) -> None:
        for text, kind in lines:
            self._page.words(text, kind, indent=indent)

    def _height(self, lines: Sequence[_Words], wide: float) -> float:
        page = self._page
        return sum(len(page.lines(text, kind, wide)) * page.line(kind) for text, kind in lines)

    def _rule(self) -> None:
        self._page.rule(weight=0.8, colour=_RULE)
        self._page.y += self._page.pt(6)

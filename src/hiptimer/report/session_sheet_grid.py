"""The boxes to tick, set on a page: a row for each week, a place for each day."""

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from hiptimer.language import gettext as _
from hiptimer.report.lettering import Align, Type
from hiptimer.report.paper import BLACK, Page
from hiptimer.report.session_sheet_words import (
    day_words,
    how_to_tick,
    moment_words,
    week_words,
    weekday_words,
)
from hiptimer.report.ticking import MOST_BOXES, Day, Ticking, Week

_LABEL: Final = 58.0  # points, for the name of a week
_DONE: Final = 52.0  # for how many were done in it
_BOX: Final = 15.0
_AIR: Final = 5.0
_DARK: Final = QColor(90, 90, 90)  # enough for a copier
_BLANK: Final = 12.0  # the height to write a figure in
_STEP: Final = 14.0  # from one line to the next below
_NARROWEST: Final = 12.0  # to write one on


def draw_grid(page: Page, ticking: Ticking, heading: Type, body: Type, small: Type) -> None:
    """Set the grid with its heading; no week is on two pages."""
    grid = _Grid(page, ticking, body, small)
    words = how_to_tick(ticking)
    lines = len(page.lines(words, body, page.width))
    page.gap(14)
    above = page.line(heading) + (lines + 1) * page.line(body) + page.pt(14)
    page.need(above + len(ticking.weeks) * grid.row)
    page.rule(weight=0.8, colour=BLACK)
    page.y += page.pt(6)
    page.words(_("What I have done"), heading)
    page.words(words, body)
    page.gap(4)
    grid.head()
    for week in ticking.weeks:
        number = page.number
        page.need(grid.row)
        if page.number != number:
            grid.head()
        grid.week(week)


class _Grid:
    """Sets the rows of one grid."""

    def __init__(self, page: Page, ticking: Ticking, body: Type, small: Type) -> None:
        self._page = page
        self._ticking = ticking
        self._body = Type(body.size, 600)
        self._small = small
        self._label = page.pt(_LABEL)
        self._slant = page.pt(5)
        self._done = page.pt(_DONE) if ticking.of_week else 0.0
        self._day = (page.width - self._label - self._done) / 7
        self._dated = ticking.weeks[0].days[0].day is not None
        above = page.line(small) if self._dated else page.pt(_AIR)
        self.row = above + page.pt(2 * _AIR + _BOX)
        self._stacked = self._blank(len(ticking.pain)) < _NARROWEST
        if ticking.pain:
            self.row += page.pt(_BLANK + _AIR)
        if self._stacked:
            self.row += page.pt((len(ticking.pain) - 1) * _STEP - _AIR)

    def head(self) -> None:
        """Set the names of the days."""
        page = self._page
        for at, day in enumerate(self._ticking.weeks[0].days):
            place = QRectF(self._left(at), page.y, self._day, page.line(self._body))
            page.text(weekday_words(day.weekday), place, self._body, Align.CENTRE)
        if self._done:
            place = QRectF(self._left(7), page.y, self._done, page.line(self._body))
            page.text(_("Done"), place, self._body, Align.CENTRE)
        page.y += page.line(self._body) + page.pt(2)
        page.rule(weight=0.9, colour=BLACK)

    def week(self, week: Week) -> None:
        """Set the row of a week."""
        page = self._page
        top = page.y
        name, date = week_words(week)
        line = page.line(self._body)
        page.text(name, QRectF(page.left, top + page.pt(_AIR), self._label, line), self._body)
        below = QRectF(page.left, top + page.pt(_AIR) + line, self._label, line)
        page.text(date, below, self._small)
        if self._stacked:
            for one, y in zip(self._ticking.pain, self._lines(top + self.row), strict=True):
                low = page.line(self._small)
                place = QRectF(page.left, y - low + page.pt(2), self._label, low)
                page.text(moment_words(one), place, self._small)
        for at, day in enumerate(week.days):
            if day.asked:
                self._cell(QRectF(self._left(at), top, self._day, self.row), day)
        if self._done:
            of = _("of {n}").format(n=self._ticking.of_week)
            self._blank_of(QRectF(self._left(7), top, self._done, self.row), of)
        with page.painting() as painter:
            painter.setPen(_thin())
            for at in range(8 if self._done else 7):
                x = self._left(at)
                painter.drawLine(QPointF(x, top), QPointF(x, top + self.row))
        page.y = top + self.row
        page.rule(weight=0.7, colour=_DARK)

    def _left(self, at: int) -> float:
        return self._page.left + self._label + at * self._day

    def _cell(self, place: QRectF, day: Day) -> None:
        page = self._page
        line = page.line(self._small)
        date = str(day.day.day) if day.day else ""
        page.text(
            date, QRectF(place.left() + 3, place.top() + 1, place.width() - 6, line), self._small
        )
        top = place.top() + (line + page.pt(2) if self._dated else page.pt(1.5 * _AIR))
        count = self._ticking.boxes
        if count > MOST_BOXES:
            words = day_words(self._ticking)
            self._blank_of(QRectF(place.left(), place.top() + line, place.width(), line), words)
        else:
            between = page.pt(3)
            room = (place.width() - 2 * between - (count - 1) * between) / count
            side = min(page.pt(_BOX), room)
            left = place.center().x() - (count * side + (count - 1) * between) / 2
            with page.painting() as painter:
                painter.setPen(_thick())
                for number in range(count):
                    painter.drawRect(QRectF(left + number * (side + between), top, side, side))
        with page.painting() as painter:
            painter.setPen(_thin())
            if self._stacked:
                for y in self._lines(place.bottom()):
                    painter.drawLine(QLineF(place.left() + 6, y, place.right() - 6, y))
            else:
                self._blanks(painter, place, place.bottom() - page.pt(_AIR))

    def _lines(self, bottom: float) -> list[float]:
        """Return where the figures for pain are written, each below the other."""
        count = len(self._ticking.pain)
        step = self._page.pt(_STEP)
        return [bottom - self._page.pt(_AIR) - step * (count - 1 - at) for at in range(count)]

    def _blank(self, count: int) -> float:
        """Return how wide a place for a figure is, with so many beside each other."""
        return (self._day - 6 - self._slant * (count - 1)) / count if count else self._day

    def _blanks(self, painter: QPainter, place: QRectF, y: float) -> None:
        """Draw a place to write on for each figure, with a stroke between two."""
        count = len(self._ticking.pain)
        each, slant = self._blank(count), self._slant
        for number in range(count):
            x = place.left() + 3 + number * (each + slant)
            painter.drawLine(QLineF(x, y, x + each, y))
            if number:
                high = self._page.pt(_BLANK)
                painter.drawLine(QLineF(x - slant + 1, y, x - 1, y - high))

    def _blank_of(self, place: QRectF, words: str) -> None:
        """Set a place to write a number on, and what it is out of."""
        page = self._page
        line = page.line(self._small)
        wide = page.wide(words, self._small)
        blank = max(page.pt(8), min(page.pt(16), place.width() - wide - 6))
        left = place.center().x() - (blank + 3 + wide) / 2
        middle = place.center().y() + line / 2
        with page.painting() as painter:
            painter.setPen(_thin())
            painter.drawLine(QLineF(left, middle - 2, left + blank, middle - 2))
        page.text(words, QRectF(left + blank + 3, middle - line, wide + 4, line), self._small)


def _thin() -> QPen:
    pen = QPen(_DARK)
    pen.setWidthF(0.7)
    return pen


def _thick() -> QPen:
    pen = QPen(BLACK)
    pen.setWidthF(1.1)
    return pen

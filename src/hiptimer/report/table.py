"""A table on a printed page: columns by their share of the width, and a rule below each row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from hiptimer.report.lettering import Align, Type

if TYPE_CHECKING:
    from hiptimer.report.paper import Page

_BELOW_HEAD, _BELOW_ROW = 0.9, 0.4  # points
_BLACK, _LINE = QColor(0, 0, 0), QColor(150, 150, 150)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width, and where its words stand."""

    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table that are set otherwise than the rest of it."""

    text: str
    type: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table from `left` on, `width` points wide; see `Page.table`."""

    page: "Page"
    columns: tuple[Column, ...]
    kind: Type
    between: float
    air: float
    left: float
    width: float

    def set(self, rows: Sequence[Sequence[str | Cell]], head: Sequence[str]) -> None:
        """Set the rows, with the head again on each page that they come to."""
        page = self.page
        heads = self._heads(head)
        page.need(self.height(heads) + (self.height(rows[0]) if rows else 0.0))
        self._row(heads, _BELOW_HEAD, _BLACK)
        for row in rows:
            number = page.number
            page.need(self.height(row))
            if page.number != number:
                self._row(heads, _BELOW_HEAD, _BLACK)
            self._row(row, _BELOW_ROW, _LINE)

    def head_height(self, head: Sequence[str]) -> float:
        """Return how high the head is."""
        return self.height(self._heads(head))

    def height(self, row: Sequence[str | Cell]) -> float:
        """Return how high a row is."""
        if not row:
            return 0.0
        page = self.page
        heights = [page.line(self.kind)]
        for cell, (_x, wide) in zip(self._cells(row), self._places(), strict=True):
            heights.append(len(page.lines(cell.text, cell.type, wide)) * page.line(cell.type))
        return max(heights) + 2 * page.pt(self.air)

    def _row(self, row: Sequence[str | Cell], weight: float, colour: QColor) -> None:
        if not row:
            return
        page = self.page
        height = self.height(row)
        top = page.y + page.pt(self.air)
        cells = self._cells(row)
        for column, cell, (x, wide) in zip(self.columns, cells, self._places(), strict=True):
            page.text(cell.text, QRectF(x, top, wide, 0), cell.type, column.align)
        page.y += height
        page.rule(weight=weight, colour=colour, across=(self.left, self.left + self.width))

    def _heads(self, head: Sequence[str]) -> list[Cell]:
        kind = replace(self.kind, weight=600, size=self.kind.size - 0.5)
        return [Cell(one, kind) for one in head]

    def _cells(self, row: Sequence[str | Cell]) -> list[Cell]:
        return [one if isinstance(one, Cell) else Cell(one, self.kind) for one in row]

    def _places(self) -> list[tuple[float, float]]:
        room = self.width - self.between * (len(self.columns) - 1)
        shares = sum(column.share for column in self.columns)
        places, x = [], self.left
        for column in self.columns:
            wide = room * column.share / shares
            places.append((x, wide))
            x += wide + self.between
        return places

"""A table in plain text: columns as wide as they must be, and none for what nobody said."""

import unicodedata
from collections.abc import Iterator, Sequence


def width_of(text: str) -> int:
    """Return how many cells of a terminal the text takes."""
    return sum(map(_cells, text))


def cut(text: str, width: int) -> str:
    """Return the text shortened to so many cells, with a mark where something is missing."""
    if width_of(text) <= width:
        return text
    kept, room = "", width - 1
    for letter in text:
        room -= _cells(letter)
        if room < 0:
            break
        kept += letter
    return kept + "…" if width > 0 else ""


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: int = 0) -> Iterator[str]:
    """Yield the lines of a table; the first `right` columns are set to the right.

    A column in which no row has anything is left out.
    """
    used = [column for column in range(len(heads)) if any(row[column] for row in rows)]
    widths = [max(width_of(row[column]) for row in (heads, *rows)) for column in used]
    for row in (heads, *rows):
        cells = []
        for column, width in zip(used, widths, strict=True):
            padding = " " * (width - width_of(row[column]))
            cells.append(padding + row[column] if column < right else row[column] + padding)
        yield "  ".join(cells).rstrip()


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1

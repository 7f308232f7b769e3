"""Where tabs stand in a YAML file other than in quotes and comments: there they are refused."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from hiptimer.library.syntax import BREAK

_COMMENT = re.compile(r"(?:^|(?<=\s))#")


@dataclass(frozen=True, slots=True)
class Span:
    """A text in quotes, or one in a block (after `|` or `>`): where it begins and where it has ended.

    Lines and columns count from 0.
    """

    first_line: int
    first_column: int
    last_line: int
    end_column: int
    in_quotes: bool


def stray_tabs(text: str, spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """Return line and column, counted from 1, of the first stray tab in each line that has one."""
    lines = BREAK.split(text)
    by_line = defaultdict(list)
    for span in spans:
        # What follows the sign of a block in its own line is no part of its text.
        first = span.first_line + (not span.in_quotes)
        for number in range(first, min(span.last_line + 1, len(lines))):
            by_line[number].append(span)
    found = []
    for number, line in enumerate(lines):
        if "\t" not in line:
            continue
        plain = _masked(line, number, by_line[number])
        tab = _COMMENT.split(plain, maxsplit=1)[0].find("\t")
        if tab >= 0:
            found.append((number + 1, tab + 1))
    return tuple(found)


def _masked(line: str, number: int, spans: Iterable[Span]) -> str:
    """Return a line in which no sign of a span can be taken for a comment or a stray tab."""
    pieces, at = [], 0
    for span in spans:
        start = span.first_column if number == span.first_line else 0
        end = span.end_column if number == span.last_line else len(line)
        inside = line[start:end].replace("#", "x")
        pieces += [line[at:start], inside.replace("\t", "x") if span.in_quotes else inside]
        at = end
    return "".join([*pieces, line[at:]])

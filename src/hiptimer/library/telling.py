"""Remembering every problem of one file, and the sentences that offer the right word for a wrong one."""

import difflib
from collections.abc import Callable, Iterable, Mapping

from hiptimer.errors import Problem
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.library.quantities import shown
from hiptimer.library.tree import Node

MOST_PROBLEMS = 100
_LONGEST_GUESSED = 40
_MOST_LISTED = 12
_NEAR, _VERY_NEAR = 0.6, 0.8


class Reader:
    """Collects what is wrong, and what is doubtful, in one file."""

    def __init__(self, file: str, home: Callable[[str], str] = lambda _key: "") -> None:
        """Begin with no problems.

        `home` returns the sentence that says where a key belongs, or an empty one.
        """
        self._file = file
        self._home = home
        self._problems: dict[Problem, None] = {}  # what is repeated by an alias is told once
        self._guesses = 0
        self.has_errors = False

    def wrong(self, at: Node, said: str, meant: str) -> None:
        """Note an error at a place."""
        self.wrong_at(at.line, at.column, said, meant)

    def wrong_at(self, line: int, column: int, said: str, meant: str) -> None:
        """Note an error at a line and a column, which count from 1."""
        self.has_errors = True
        self._problems[Problem(self._file, line, column, said, meant)] = None

    def doubt(self, line: int, column: int, said: str, meant: str) -> None:
        """Note a warning: it is legal, but perhaps not meant."""
        self._problems[Problem(self._file, line, column, said, meant, is_warning=True)] = None

    def nearest(self, word: str, right: Iterable[str]) -> str:
        """Return the sentence that offers the right word nearest to a wrong one."""
        words = list(right)
        near = self.guess(word, {one: one for one in words})
        if near:
            return _("Did you mean {word}?").format(word=shown(near))
        listed = ", ".join(words[:_MOST_LISTED]) + (", …" if len(words) > _MOST_LISTED else "")
        return _("It can be: {words}.").format(words=listed)

    def where(self, key: str, right: Iterable[str]) -> str:
        """Return the sentence that says where a key belongs, else the nearest that is right here."""
        words = {one: one for one in right}
        home = self._home(key)
        return home if home and not self.guess(key, words, _VERY_NEAR) else self.nearest(key, words)

    def guess(self, word: str, right: Mapping[str, str], cutoff: float = _NEAR) -> str | None:
        """Return what the nearest of some words stands for, if one is near enough.

        Comparing is slow, so in a flood of wrong words only the first are compared.
        """
        wanted = _alike(word)
        if len(wanted) > _LONGEST_GUESSED or self._guesses >= MOST_PROBLEMS:
            return None
        self._guesses += 1
        by_form = {_alike(one): meant for one, meant in right.items()}
        near = difflib.get_close_matches(wanted, list(by_form), n=1, cutoff=cutoff)
        return by_form[near[0]] if near else None

    def problems(self) -> tuple[Problem, ...]:
        """Return everything noted, in the file's order; a flood of it is cut short, and says so."""
        found = sorted(self._problems, key=lambda one: (one.line, one.column))
        if len(found) <= MOST_PROBLEMS:
            return tuple(found)
        found.sort(key=lambda one: one.is_warning)
        kept, rest = found[:MOST_PROBLEMS], found[MOST_PROBLEMS:]
        more = ngettext("There is {n} more problem.", "There are {n} more problems.", len(rest))
        last = Problem(
            self._file,
            kept[-1].line,
            kept[-1].column,
            more.format(n=len(rest)),
            _("Put these right first."),
            is_warning=kept[-1].is_warning,
        )
        return (*sorted(kept, key=lambda one: (one.line, one.column)), last)


def _alike(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")

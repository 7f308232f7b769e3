"""Questions in the terminal, a line each: one key answers, Enter leaves one out, Esc all that follow."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, TextIO, TypeVar

from hiptimer.terminal.keys import HungUpError, Key, Keys
from hiptimer.terminal.signals import Asked, listening, stand_still
from hiptimer.terminal.table import width_of

MOMENT_S: Final = 1.0  # how long a 1 may still become a 10
SETTLE_S: Final = 0.4  # a key meant for what was before must not answer
_LOOK_S: Final = 0.05
_LONGEST_NOTE: Final = 1000
_SKIPS: Final = (Key.ENTER, " ")
_BACKSPACES: Final = ("\x7f", "\b")

_T = TypeVar("_T")


class EnoughError(Exception):
    """The person wants to be asked nothing more."""


class CalledAwayError(Exception):
    """The system asked to end, or the terminal is gone."""


def may_ask(keys: Keys) -> bool:
    """Say whether somebody is there to read a question and to answer it."""
    return keys.answers and sys.stderr.isatty()


class Questions:
    """Asks and reads the answers; each method may raise EnoughError or CalledAwayError."""

    def __init__(
        self, keys: Keys, out: TextIO, asked: Asked, real: Callable[[], float] = time.monotonic
    ) -> None:
        """Take open keys, the stream to write to, what the system asks, and a clock in seconds."""
        self._keys = keys
        self._out = out
        self._asked = asked
        self._real = real
        self._typed: list[str] = []
        self._line = ""

    def tell(self, sentence: str) -> None:
        """Write a line."""
        self._write(sentence + "\n")

    def settle(self) -> None:
        """Pass over the keys of the next moment."""
        until = self._real() + SETTLE_S
        while self._real() < until:
            self._look()
            self._keys.wait(_LOOK_S)

    def number(self, question: str) -> int | None:
        """Ask for a number from 0 to 10; None if it is left out."""
        self._ask(question)
        key = self._one_of("0123456789")
        if key is None:
            self._write("-\n")
            return None
        self._put(key)
        if key == "1":
            key += self._zero()
        self._write("\n")
        return int(key)

    def choice(self, question: str, answers: Mapping[str, tuple[_T, str]]) -> _T | None:
        """Ask for one of the answers, each a value and its word by its key; None if it is left out."""
        self._ask(question)
        key = self._one_of(answers)
        if key is None:
            self._write("-\n")
            return None
        value, word = answers[key]
        self._write(word + "\n")
        return value

    def decision(self, question: str, answers: Mapping[str, _T]) -> _T:
        """Ask for one of the answers, by its key; this one cannot be left out."""
        self._ask(question)
        while (key := self._key()) is None or key.casefold() not in answers:
            pass
        self._write("\n")
        return answers[key.casefold()]

    def words(self, question: str) -> str:
        """Ask for a line of the person's own words; nothing if it is left out."""
        self._ask(question)
        said = ""
        while (key := self._key()) != Key.ENTER:
            if key == Key.ESCAPE:
                self._write("\n")
                raise EnoughError
            if key in _BACKSPACES and said:
                self._take_back(said[-1])
                said = said[:-1]
            elif key and len(key) == 1 and key.isprintable() and len(said) < _LONGEST_NOTE:
                self._put(key)
                said += key
        self._write("\n")
        return said.strip()

    def _ask(self, question: str) -> None:
        self._line = ""
        self._put(question + " ")

    def _put(self, text: str) -> None:
        """Write more of the line in hand."""
        self._line += text
        self._write(text)

    def _take_back(self, letter: str) -> None:
        self._line = self._line[:-1]
        cells = width_of(letter)
        self._write("\b" * cells + " " * cells + "\b" * cells)

    def _write(self, text: str) -> None:
        try:
            self._out.write(text)
            self._out.flush()
        except OSError as error:
            raise HungUpError from error

    def _one_of(self, wanted: Mapping[str, object] | str) -> str | None:
        """Return the first key that is an answer; None if the question is left out."""
        while True:
            key = self._key() or ""
            if key == Key.ESCAPE:
                self._write("\n")
                raise EnoughError
            if key in _SKIPS:
                return None
            if len(key) == 1 and key.casefold() in wanted:
                return key.casefold()

    def _zero(self) -> str:
        """Return the 0 that makes a 1 a 10, if it comes at once."""
        key = self._key(MOMENT_S)
        if key == "0":
            self._put(key)
            return key
        if key is not None and key not in _SKIPS:
            self._typed.insert(0, key)  # it was meant for what comes next
        return ""

    def _key(self, within_s: float | None = None) -> str | None:
        """Return the next key; None if there is none in so many seconds."""
        until = None if within_s is None else self._real() + within_s
        while not self._typed:
            self._look()
            if until is not None and self._real() >= until:
                return None
            self._typed += self._keys.wait(_LOOK_S)
        return self._typed.pop(0)

    def _look(self) -> None:
        asked = self._asked
        if asked.to_end:
            raise CalledAwayError
        if not (asked.to_step_aside or asked.came_back):
            return
        if asked.to_step_aside:
            self._keys.close()
            stand_still()
        self._keys.open()
        asked.to_step_aside = asked.came_back = False
        self._write(self._line)


@contextmanager
def questions(
    keys: Keys, out: TextIO, real: Callable[[], float] = time.monotonic
) -> Iterator[Questions]:
    """Open the keys for questions, and leave the terminal as it was found."""
    with listening() as asked:
        try:
            keys.open()
            yield Questions(keys, out, asked, real)
        except HungUpError as error:
            raise CalledAwayError from error
        finally:
            keys.close()

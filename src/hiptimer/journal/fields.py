"""The values of a JSON object, each checked as if a stranger had written it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any, Final, TypeVar

from hiptimer.language import gettext as _

_T = TypeVar("_T")

# Far above what anybody does, and far below what makes a computer stumble.
MOST_INTERVALS: Final = 100_000
MOST_SECONDS: Final = 10_000_000
_MOST: Final = 1_000_000
_LONGEST_FILE: Final = 1_048_576
LONGEST_TEXT: Final = 100_000
_TOP_OF_SCALE: Final = 10
_YEARS: Final = range(1970, 9000)


@dataclass(frozen=True, slots=True)
class Fields:
    """The named values of one JSON object."""

    values: Mapping[str, object]

    @classmethod
    def of(cls, value: object, name: str) -> "Fields":
        """Return the values of an object; `name` says what it should have been."""
        if not isinstance(value, dict):
            raise unusable(name)
        return cls(value)

    def read(self, name: str, reader: Callable[[Any], _T]) -> _T:
        """Return what stands under the name, as the reader understands it."""
        if name not in self.values:
            raise unusable(name)
        try:
            return reader(self.values[name])
        except UnusableError:
            raise
        except (ValueError, TypeError) as error:
            raise unusable(name) from error

    def maybe(self, name: str, reader: Callable[[Any], _T]) -> _T | None:
        """Return the same, or None where nothing stands there."""
        return None if self.values.get(name) is None else self.read(name, reader)


class UnusableError(ValueError):
    """A value that cannot be used; the text names it."""


def unusable(name: str) -> UnusableError:
    """Return that what is named cannot be used."""
    return UnusableError(_("“{name}” is missing or cannot be used.").format(name=name))


def _check(holds: bool) -> None:
    if not holds:
        raise ValueError


def text(value: object) -> str:
    """Return a text of some lines at most."""
    _check(isinstance(value, str) and len(value) <= LONGEST_TEXT)
    return str(value)


def file_text(value: object) -> str:
    """Return a text as long as a session file may be."""
    _check(isinstance(value, str) and len(value) <= _LONGEST_FILE)
    return str(value)


def run_id(value: object) -> str:
    """Return the id of a run, which also becomes part of a file's name."""
    _check(isinstance(value, str) and re.fullmatch("[0-9a-f]{32}", value) is not None)
    return str(value)


def flag(value: object) -> bool:
    """Return true or false, and nothing that only looks like it."""
    _check(isinstance(value, bool))
    return bool(value)


def whole_number(value: Any) -> int:
    """Return a whole number from 0 on."""
    _check(isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST)
    return int(value)


def zero_to_ten(value: Any) -> int:
    """Return an answer on the scale from 0 to 10."""
    _check(whole_number(value) <= _TOP_OF_SCALE)
    return int(value)


def number(value: Any) -> float:
    """Return a number that is neither endless nor absurd."""
    _check(isinstance(value, int | float) and not isinstance(value, bool))
    _check(isfinite(value) and abs(value) <= MOST_SECONDS)
    return float(value)


def seconds(value: Any) -> float:
    """Return a number from 0 on."""
    _check(number(value) >= 0)
    return float(value)


def moment(value: Any) -> datetime:
    """Return a moment with its time zone."""
    read = datetime.fromisoformat(value)
    _check(read.tzinfo is not None and read.year in _YEARS)
    return read


def list_of(reader: Callable[[Any], _T]) -> Callable[[Any], tuple[_T, ...]]:
    """Return what reads a list, each of its values by the reader."""

    def read(value: Any) -> tuple[_T, ...]:
        _check(isinstance(value, list) and len(value) <= MOST_INTERVALS)
        return tuple(reader(one) for one in value)

    return read


def by_number(reader: Callable[[Any], _T]) -> Callable[[Any], dict[int, _T]]:
    """Return what reads an object whose names are whole numbers."""

    def read(value: Any) -> dict[int, _T]:
        _check(isinstance(value, dict) and len(value) <= MOST_INTERVALS)
        return {whole_number(int(name)): reader(one) for name, one in value.items()}

    return read

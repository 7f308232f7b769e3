"""A tree read from a pose file, of which every value knows its path, so that errors can name it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class PoseFileError(Exception):
    """A pose file that cannot be read; the text names the file, the path and what is allowed."""


class _Loader(yaml.SafeLoader):
    """Plain YAML 1.2 scalars: `on` is a word and -.33 a number, which YAML 1.1 has otherwise."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - PyYAML's own shape

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                where = f"line {key.start_mark.line + 1}"
                raise PoseFileError(f"{where}: '{key.value}' stands twice in one mapping")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _resolvers() -> None:
    number = re.compile(r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$")
    _Loader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(r"^(yes|no|true|false)$"), list("yntf")
    )
    _Loader.add_implicit_resolver("tag:yaml.org,2002:float", number, list("-+.0123456789"))
    _Loader.add_implicit_resolver(
        "tag:yaml.org,2002:null", re.compile(r"^(~|null|)$"), ["~", "n", ""]
    )


_resolvers()


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f"'{value}'"


@dataclass(frozen=True, slots=True)
class Tree:
    """A value of the file with the path that leads to it."""

    file: str
    path: str
    value: Any

    def wrong(self, said: str) -> PoseFileError:
        """Answer an error about this value."""
        return PoseFileError(f"{self.file}: {self.path or 'top'}: {said}")

    def _part(self, key: str | int, value: Any) -> "Tree":
        step = f"[{key}]" if isinstance(key, int) else f".{key}" if self.path else str(key)
        return Tree(self.file, self.path + step, value)

    def fields(self, allowed: Collection[str], needed: Collection[str] = ()) -> dict[str, "Tree"]:
        """Answer the values of a mapping that has only allowed keys, and all that are needed."""
        entries = self.entries()
        for key in entries:
            if key not in allowed:
                raise self.wrong(f"unknown key '{key}'; allowed are {', '.join(allowed)}")
        for key in needed:
            if key not in entries:
                raise self.wrong(f"'{key}' is missing")
        return entries

    def entries(self) -> dict[str, "Tree"]:
        """Answer the values of a mapping with any keys."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"a mapping is needed, not {_kind(self.value)}")
        return {str(key): self._part(str(key), value) for key, value in self.value.items()}

    def items(self) -> list["Tree"]:
        """Answer the values of a list."""
        if not isinstance(self.value, list):
            raise self.wrong(f"a list is needed, not {_kind(self.value)}")
        return [self._part(number, value) for number, value in enumerate(self.value)]

    def __iter__(self) -> Iterator["Tree"]:
        """Go over the values of a list."""
        return iter(self.items())

    def one_or_more(self) -> list["Tree"]:
        """Answer the values of a list, or the one value that stands instead."""
        return self.items() if isinstance(self.value, list) else [self]

    def number(self) -> float:
        """Answer the value as a number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.wrong(f"a number is needed, not {_kind(self.value)}")
        return float(self.value)

    def numbers(self, count: int) -> tuple[float, ...]:
        """Answer the value as a list of so many numbers."""
        items = self.items()
        if len(items) != count:
            raise self.wrong(f"{count} numbers are needed, not {len(items)}")
        return tuple(item.number() for item in items)

    def yes(self) -> bool:
        """Answer the value as yes or no."""
        if not isinstance(self.value, bool):
            raise self.wrong(f"yes or no is needed, not {_kind(self.value)}")
        return self.value

    def word(self, allowed: Collection[str] = ()) -> str:
        """Answer the value as a word, one of the allowed ones if there are any."""
        if not isinstance(self.value, str):
            raise self.wrong(f"a word is needed, not {_kind(self.value)}")
        if allowed and self.value not in allowed:
            raise self.wrong(f"unknown '{self.value}'; allowed are {', '.join(sorted(allowed))}")
        return self.value


def read_tree(file: Path) -> Tree:
    """Read a YAML file."""
    try:
        value = yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    except OSError as error:
        raise PoseFileError(f"{file.name}: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise PoseFileError(f"{file.name}: {error}") from error
    except PoseFileError as error:
        raise PoseFileError(f"{file.name}: {error}") from None
    return Tree(file.name, "", value)

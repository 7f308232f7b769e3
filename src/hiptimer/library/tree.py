"""The tree of a YAML file: its raw words, lists and mappings, each with the place where it begins.

Nothing is interpreted here: `1:30`, `no` and `010` stay the words that the person typed.
"""

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Word:
    """A single value as it was typed. `plain` says that no quotes stood round it."""

    value: str
    plain: bool
    line: int
    column: int

    @property
    def is_nothing(self) -> bool:
        """Say whether nothing was written, or YAML's own word for it."""
        return self.plain and self.value in _NOTHING


@dataclass(slots=True, eq=False)
class Row:
    """A list. `size` and `height` count what is in it, itself included."""

    line: int
    column: int
    items: "list[Node]" = field(default_factory=list)
    size: int = 1
    height: int = 1


@dataclass(slots=True, eq=False)
class Keys:
    """A mapping: by each key's word, the key where it stands and what stands after it."""

    line: int
    column: int
    pairs: "dict[str, tuple[Word, Node]]" = field(default_factory=dict)
    size: int = 1
    height: int = 1


Node = Word | Row | Keys

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})

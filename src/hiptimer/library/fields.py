"""Reading a tree key by key, and remembering every problem on the way.

A Form says which keys a mapping may have and what Kind of value each takes. The reader and the JSON
Schema are made from the same forms, so neither can know a key that the other does not.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from hiptimer.errors import Problem
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.library.quantities import NO, YES, Misread, shown, yes_or_no
from hiptimer.library.tree import Keys, Node, Row, Word

Schema = dict[str, Any]
T = TypeVar("T")

TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}

MOST_PROBLEMS = 100
_LONGEST_QUANTITY = 100
_LONGEST_GUESSED = 40
_MOST_LISTED = 12
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Reader:
    """Collects what is wrong, and what is doubtful, in one file."""

    def __init__(self, file: str) -> None:
        """Begin with no problems."""
        self._file = file
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

    def guess(self, word: str, right: Mapping[str, str]) -> str | None:
        """Return what the nearest of some words stands for, if one is near enough.

        Comparing is slow, so in a flood of wrong words only the first are compared.
        """
        wanted = _alike(word)
        if len(wanted) > _LONGEST_GUESSED or self._guesses >= MOST_PROBLEMS:
            return None
        self._guesses += 1
        by_form = {_alike(one): meant for one, meant in right.items()}
        near = difflib.get_close_matches(wanted, list(by_form), n=1, cutoff=0.6)
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


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand after a key: how it is read, and what the JSON Schema says of it.

    `read` takes the reader, the node, and the name of the key for the messages; it returns None after
    noting a problem.
    """

    read: Callable[[Reader, Node, str], Any]
    schema: Schema


@dataclass(frozen=True, slots=True)
class Form:
    """A mapping with known keys.

    `at_most_one` names groups of keys of which one at most may be there. `rules` adds to the JSON
    Schema what the code that builds the value checks.
    """

    keys: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    at_most_one: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Schema, ...] = ()

    def schema(self) -> Schema:
        """Return the JSON Schema of such a mapping."""
        made: Schema = {
            "type": "object",
            "properties": {key: kind.schema for key, kind in self.keys.items()},
            "additionalProperties": False,
            "minProperties": 1,
        }
        if self.required:
            made["required"] = list(self.required)
        pairs = [
            {"not": {"required": [one, other]}}
            for group in self.at_most_one
            for index, one in enumerate(group)
            for other in group[index + 1 :]
        ]
        if pairs or self.rules:
            made["allOf"] = [*pairs, *self.rules]
        return made


@dataclass(frozen=True, slots=True)
class Fields:
    """What a mapping holds: the values that could be read, and where each key stands."""

    node: Keys
    values: dict[str, Any] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        """Say whether the key was written, rightly or wrongly."""
        return key in self.node.pairs

    def get(self, key: str, otherwise: Any = None) -> Any:
        """Return the value read, or `otherwise` if it is not there or not right."""
        return self.values.get(key, otherwise)

    def key(self, key: str) -> Word:
        """Return the key itself, as the place of a problem."""
        return self.node.pairs[key][0]

    def node_of(self, key: str) -> Node:
        """Return what stands after the key."""
        return self.node.pairs[key][1]

    def written(self, *keys: str) -> list[str]:
        """Return those of the keys that were written."""
        return [key for key in keys if key in self.node.pairs]


def read_fields(reader: Reader, node: Node, what: str, form: Form) -> Fields | None:
    """Return the fields of a mapping, or None if it is none. `what` names it in messages."""
    keys = as_keys(reader, node, what)
    return None if keys is None else read_keys(reader, keys, what, form)


def read_keys(reader: Reader, keys: Keys, what: str, form: Form) -> Fields:
    """Return the fields of a mapping that has some. `what` names it in messages."""
    fields = Fields(keys)
    for name, (key, value) in keys.pairs.items():
        kind = form.keys.get(name)
        if kind is None:
            unknown_key(reader, key, what, form.keys)
        elif type(value) is Word and value.is_nothing:
            nothing_written(reader, value, name)
        else:
            read = kind.read(reader, value, name)
            if read is not None:
                fields.values[name] = read
    for name in form.required:
        if name not in keys.pairs:
            said = _("{what} has no {key}.").format(what=what, key=shown(name))
            reader.wrong(keys, said, _("Add {key}.").format(key=shown(name + ":")))
    for group in form.at_most_one:
        one_at_most(reader, fields, group)
    return fields


def one_at_most(reader: Reader, fields: Fields, group: tuple[str, ...]) -> None:
    """Note keys that cannot stand side by side."""
    there = fields.written(*group)
    for extra in there[1:]:
        said = _("{one} and {other} cannot stand together.").format(
            one=shown(there[0]), other=shown(extra)
        )
        meant = _("Keep one of {all}.").format(all=", ".join(map(shown, there)))
        reader.wrong(fields.key(extra), said, meant)


def tell_repeated(reader: Reader, repeated: Iterable[tuple[Word, Word]]) -> None:
    """Note every key that was written twice in one mapping, given with the one it repeats."""
    for key, first in repeated:
        said = _("{key} is written twice; the first is in line {line}.").format(
            key=shown(key.value), line=first.line
        )
        reader.wrong(key, said, _("Keep one of them."))


def unknown_key(reader: Reader, key: Word, what: str, known: Iterable[str]) -> None:
    """Note a key that does not belong there, with the nearest one that does."""
    if key.value == "<<":
        said = _("Merging with `<<` is not read.")
        reader.wrong(key, said, _("Write the keys out."))
        return
    said = _("{what} has no key {key}.").format(what=what, key=shown(key.value))
    reader.wrong(key, said, reader.nearest(key.value, known))


def nothing_written(reader: Reader, node: Word, name: str) -> None:
    """Note a key with nothing after it."""
    said = _("Nothing stands after {key}.").format(key=shown(name + ":"))
    reader.wrong(node, said, _("Write a value, or leave the key out."))


def _alike(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")


def as_word(reader: Reader, node: Node, name: str) -> Word | None:
    """Return a node that is a single value, else note that it is not."""
    if type(node) is Word:
        if node.is_nothing:
            said = _("Nothing is written here for {key}.").format(key=shown(name))
            reader.wrong(node, said, _("Write a value, or leave it out."))
            return None
        return node
    if isinstance(node, Row):
        said = _("A single value is wanted for {key}, not a list.").format(key=shown(name))
        reader.wrong(node, said, _("Take out the brackets or dashes."))
    else:
        said = _("A single value is wanted for {key}, not keys and values.").format(key=shown(name))
        reader.wrong(node, said, _("Put quotes round a text with braces or colons in it."))
    return None


def as_row(reader: Reader, node: Node, name: str) -> Row | None:
    """Return a node that is a list, else note that it is not."""
    if isinstance(node, Row):
        return node
    said = _("A list is wanted for {key}.").format(key=shown(name))
    if isinstance(node, Word) and node.value:
        meant = _("Write it in brackets: {list}.").format(
            list=f"{name}: [{node.value.strip()[:60]}]"
        )
    else:
        meant = _("Begin each entry with a dash.")
    reader.wrong(node, said, meant)
    return None


def as_keys(reader: Reader, node: Node, what: str) -> Keys | None:
    """Return a node that is a mapping with something in it, else note that it is not."""
    if not isinstance(node, Keys):
        said = _("Keys and values are wanted here.")
        reader.wrong(node, said, _("Write them as `key: value`, one in a line."))
        return None
    if not node.pairs:
        reader.wrong(node, _("Nothing stands in {what}.").format(what=what), _("Leave it out."))
        return None
    return node


def read_text(reader: Reader, node: Node, name: str) -> str | None:
    """Return a text for people, as it was typed."""
    word = as_word(reader, node, name)
    if word is None:
        return None
    value = word.value
    if not value.isprintable() and _UNSHOWABLE.search(value):
        said = _("{key} holds a character that cannot be shown.").format(key=shown(name))
        reader.wrong(word, said, _("Take it out."))
        return None
    if not value.strip():
        said = _("The text of {key} is blank.").format(key=shown(name))
        reader.wrong(word, said, _("Write a text, or leave the key out."))
        return None
    return value


def text() -> Kind:
    """Return the kind of a text for people."""
    return Kind(read_text, TEXT_SCHEMA)


def quantity(read: Callable[[str], Any], schema: Schema) -> Kind:
    """Return the kind of something that `quantities` understands."""

    def read_it(reader: Reader, node: Node, name: str) -> Any:
        word = as_word(reader, node, name)
        if word is None:
            return None
        if len(word.value) > _LONGEST_QUANTITY:
            said = _("{text} is too long.").format(text=shown(word.value))
            reader.wrong(word, said, _("Write it shorter."))
            return None
        try:
            return read(word.value)
        except Misread as misread:
            reader.wrong(word, misread.said, misread.meant)
            return None

    return Kind(read_it, schema)


def yes_no() -> Kind:
    """Return the kind of a yes or a no."""
    pattern = "^ *(?:" + "|".join(_any_case(word) for word in YES + NO) + ") *$"
    schema = {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": pattern}]}
    return quantity(yes_or_no, schema)


def _any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


def choice(words: type[StrEnum]) -> Kind:
    """Return the kind of one word out of several."""
    by_word = {member.value: member for member in words}

    def read(reader: Reader, node: Node, name: str) -> StrEnum | None:
        word = as_word(reader, node, name)
        if word is None:
            return None
        chosen = by_word.get(word.value)
        if chosen is None:
            said = _("{key} cannot be {text}.").format(text=shown(word.value), key=shown(name))
            reader.wrong(word, said, reader.nearest(word.value, by_word))
        return chosen

    return Kind(read, {"enum": list(by_word)})


def rows(kind: Kind, *, distinct: bool = False) -> Kind:
    """Return the kind of a list with at least one entry, each of the same kind."""

    def read(reader: Reader, node: Node, name: str) -> tuple[Any, ...] | None:
        row = as_row(reader, node, name)
        if row is None:
            return None
        if not row.items:
            said = _("The list of {key} is empty.").format(key=shown(name))
            reader.wrong(row, said, _("Write an entry, or leave the key out."))
            return None
        entries = [(item, kind.read(reader, item, name)) for item in row.items]
        if distinct:
            _tell_doubles(reader, entries, name)
        return tuple(entry for _item, entry in entries if entry is not None)

    schema: Schema = {"type": "array", "items": kind.schema, "minItems": 1}
    return Kind(read, schema | ({"uniqueItems": True} if distinct else {}))


def _tell_doubles(reader: Reader, entries: list[tuple[Node, Any]], name: str) -> None:
    seen = set()
    for item, entry in entries:
        if entry is not None and entry in seen:
            said = _("{text} stands twice in {key}.").format(
                text=shown(str(entry)), key=shown(name)
            )
            reader.wrong(item, said, _("Keep it once."))
        seen.add(entry)


def mapping(form: Form, build: Callable[[Reader, Fields], Any]) -> Kind:
    """Return the kind of a mapping of a form, from which `build` makes the value."""

    def read(reader: Reader, node: Node, name: str) -> Any:
        fields = read_fields(reader, node, shown(name), form)
        return None if fields is None else build(reader, fields)

    return Kind(read, form.schema())

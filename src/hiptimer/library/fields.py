"""Reading a tree key by key, and remembering every problem on the way.

A Form says which keys a mapping may have and what Kind of value each takes. The reader and the JSON
Schema are made from the same forms, so neither can know a key that the other does not.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from hiptimer.language import gettext as _
from hiptimer.library.letters import UNSHOWABLE, letter_told
from hiptimer.library.quantities import NO, YES, Misread, any_case, shown, yes_or_no
from hiptimer.library.telling import Reader
from hiptimer.library.tree import Keys, Node, Row, Word

Schema = dict[str, Any]
T = TypeVar("T")

_NONE: Mapping[str, str] = {}
TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}

_LONGEST_QUANTITY = 100


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
    Schema what the code that builds the value checks. `heads` are keys that say what the mapping is,
    so that leaving them out is no advice either. `hints` give the sentence for a needed key that is
    missing or has nothing after it; `called` gives the key meant by a word used elsewhere.
    """

    keys: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    at_most_one: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Schema, ...] = ()
    heads: tuple[str, ...] = ()
    hints: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    def hint(self, key: str, otherwise: str) -> str:
        """Return what to write for a needed key."""
        return self.hints[key]() if key in self.hints else otherwise

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
            unknown_key(reader, key, what, form.keys, form.called)
        elif name in (*form.required, *form.heads) and _is_blank(value):
            said = _("Nothing stands after {key}.").format(key=shown(name + ":"))
            reader.wrong(value, said, form.hint(name, _("Write a value.")))
        elif type(value) is Word and value.is_nothing:
            nothing_written(reader, value, name)
        else:
            read = kind.read(reader, value, name)
            if read is not None:
                fields.values[name] = read
    for name in form.required:
        if name not in keys.pairs:
            said = _("{what} has no {key}.").format(what=what, key=shown(name))
            meant = _("Add {key}.").format(key=shown(name + ":"))
            reader.wrong(keys, said, form.hint(name, meant))
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


def unknown_key(
    reader: Reader, key: Word, what: str, known: Iterable[str], called: Mapping[str, str] = _NONE
) -> None:
    """Note a key that does not belong there, with the one that does, or where it belongs."""
    if key.value == "<<":
        said = _("Merging with `<<` is not read.")
        reader.wrong(key, said, _("Write the keys out."))
        return
    said = _("{what} has no key {key}.").format(what=what, key=shown(key.value))
    if key.value in called:
        meant = _("Here the word is {word}.").format(word=shown(called[key.value]))
    else:
        meant = reader.where(key.value, known)
    reader.wrong(key, said, meant)


def nothing_written(reader: Reader, node: Word, name: str) -> None:
    """Note a key with nothing after it."""
    said = _("Nothing stands after {key}.").format(key=shown(name + ":"))
    reader.wrong(node, said, _("Write a value, or leave the key out."))


def _is_blank(node: Node) -> bool:
    if isinstance(node, Word):
        return node.is_nothing or not node.value.strip()
    return not (node.items if isinstance(node, Row) else node.pairs)


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
    unfit = None if value.isprintable() else UNSHOWABLE.search(value)
    if unfit:
        said = _("{key} holds the character {letter}, which cannot be shown.").format(
            key=shown(name), letter=letter_told(unfit[0])
        )
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
        written = " ".join(word.value.split())  # how wide a gap is does not matter
        if len(written) > _LONGEST_QUANTITY:
            said = _("{text} is too long.").format(text=shown(written))
            reader.wrong(word, said, _("Write it shorter."))
            return None
        try:
            return read(written)
        except Misread as misread:
            reader.wrong(word, misread.said, misread.meant)
            return None

    return Kind(read_it, schema)


def yes_no() -> Kind:
    """Return the kind of a yes or a no."""
    pattern = rf"^\s*(?:{any_case('|'.join(YES + NO))})\s*$"
    schema = {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": pattern}]}
    return quantity(yes_or_no, schema)


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

"""From the bytes of a file to a checked tree: everything that could harm or mislead stops here.

The events of PyYAML's parser are walked one by one, so that depth and size are known before anything
is built; no object is ever made from a file.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hiptimer.language import gettext as _
from hiptimer.library.letters import TURNS, letter_told
from hiptimer.library.quantities import shown
from hiptimer.library.syntax import BREAK, explained
from hiptimer.library.tabs import Span, stray_tabs
from hiptimer.library.telling import MOST_PROBLEMS, Reader
from hiptimer.library.tree import Keys, Node, Row, Word

MOST_BYTES = 1024 * 1024
DEEPEST = 8
MOST_VALUES = 50_000
MOST_REPEATED = 10_000

_PARSER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_TAG = "tag:yaml.org,2002:"
_WORD_TAGS = frozenset({None, *(_TAG + kind for kind in ("str", "int", "float", "bool", "null"))})
_ROW_TAGS = frozenset({None, _TAG + "seq"})
_KEYS_TAGS = frozenset({None, _TAG + "map"})

_UNFIT = re.compile(
    f"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{TURNS}]"
)


class Unreadable(Exception):  # noqa: N818  (told to the person as it stands, not an error of ours)
    """The file has no tree: the one thing that stands in the way, and what to do about it."""

    def __init__(self, line: int, column: int, said: str, meant: str) -> None:
        """Keep the place, which counts from 1, and the two sentences."""
        super().__init__(said)
        self.line, self.column, self.said, self.meant = line, column, said, meant


@dataclass(frozen=True, slots=True)
class Tree:
    """What a file holds, and which of its keys were written a second time."""

    root: Node
    repeated: tuple[tuple[Word, Word], ...]
    """Each repeated key with the one it repeats; the tree keeps the first."""
    tabs: tuple[tuple[int, int], ...]
    """Line and column, counted from 1, of tabs that stand neither in quotes nor in a comment."""


def read_bytes(path: Path) -> bytes:
    """Return what is in the file, or raise Unreadable in plain words.

    Only ordinary files are opened, so that no device or pipe can keep us waiting.
    """
    try:
        if path.is_dir():
            raise Unreadable(1, 1, _("This is a folder."), _("Name a session file in it."))
        if not path.exists():
            raise Unreadable(
                1, 1, _("There is no such file."), _("See whether its name is spelt right.")
            )
        if not path.is_file():
            raise Unreadable(
                1, 1, _("This is not an ordinary file."), _("Save it as a file first.")
            )
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except PermissionError:
        said = _("There is no permission to read this file.")
        raise Unreadable(1, 1, said, _("Allow reading it, or copy it elsewhere.")) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        said = _("This file cannot be read ({why}).").format(why=why)
        raise Unreadable(1, 1, said, _("Copy it elsewhere and try again.")) from None


def grow_tree(data: bytes) -> Tree:
    """Return the tree of a file's bytes, or raise Unreadable."""
    text = _text(data)
    try:
        return _Growth().tree(text)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(*explained(error, text)) from None


def tell_slips(reader: Reader, tree: Tree) -> None:
    """Note what the tree came through with, but should not stay: repeated keys, and tabs."""
    for key, first in tree.repeated:
        said = _("{key} is written twice; the first is in line {line}.").format(
            key=shown(key.value), line=first.line
        )
        reader.wrong(key, said, _("Keep one of them."))
    for line, column in tree.tabs[: MOST_PROBLEMS + 1]:
        reader.wrong_at(line, column, _("A tab stands here."), _("Use spaces instead."))


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise Unreadable(
            1, 1, _("This file is larger than 1 MiB."), _("A session takes a few kilobytes.")
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(1, 1, _("This file is UTF-16 text."), _("Save it as UTF-8."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = _place(before, len(before))
        said = _("Byte {number} of the file ({byte}) is not UTF-8.").format(
            number=error.start + 1, byte=f"0x{data[error.start]:02x}"
        )
        raise Unreadable(line, column, said, _("Save the file as UTF-8.")) from None
    unfit = _UNFIT.search(text)
    if unfit:
        said = _("The character {letter} cannot stand in a text file.").format(
            letter=letter_told(unfit[0])
        )
        raise Unreadable(*_place(text, unfit.start()), said, _("Take it out."))
    return text


def _place(text: str, index: int) -> tuple[int, int]:
    lines = BREAK.split(text[:index])
    return len(lines), len(lines[-1]) + 1


class _Growth:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self) -> None:
        self._open: list[Row | Keys] = []
        self._keys: list[Word | None] = []  # for each open one, the key that waits for its value
        self._named: dict[str, Node | None] = {}
        self._names: list[str | None] = []
        self._repeated: list[tuple[Word, Word]] = []
        self._values = 0
        self._repeats = 0
        self._root: Node | None = None
        self._spans: list[Span] = []

    def tree(self, text: str) -> Tree:
        parser = _PARSER(text)
        try:
            while True:
                event = parser.get_event()
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    self._word(event)
                elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                    self._begin(event, kind)
                elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                    self._end()
                elif kind is yaml.AliasEvent:
                    self._alias(event)
                elif kind is yaml.DocumentStartEvent and self._root is not None:
                    said = _("A second document begins here.")
                    raise _at(event, said, _("Keep one session in a file, without `---` in it."))
                elif kind is yaml.StreamEndEvent:
                    break
        finally:
            parser.dispose()
        if self._root is None:
            said = _("This file is empty.")
            raise Unreadable(1, 1, said, _("Begin with `hiptimer: 1` and a title."))
        tabs = stray_tabs(text, self._spans) if "\t" in text else ()
        return Tree(self._root, tuple(self._repeated), tabs)

    def _word(self, event: Any) -> None:
        if event.tag not in _WORD_TAGS:
            raise _strange_tag(event)
        self._count(event)
        mark, end = event.start_mark, event.end_mark
        if event.style:
            in_quotes = event.style in "'\""
            self._spans.append(Span(mark.line, mark.column, end.line, end.column, in_quotes))
        word = Word(event.value, not event.style, mark.line + 1, mark.column + 1)
        if event.tag == _TAG + "str":
            word.plain = False
        if event.anchor is not None:
            self._named[event.anchor] = word
        self._place(word, word)

    def _begin(self, event: Any, kind: type[Any]) -> None:
        self._count(event)
        mark = event.start_mark
        if len(self._open) >= DEEPEST:
            raise _too_deep(event)
        grown: Row | Keys
        if kind is yaml.MappingStartEvent:
            if event.tag not in _KEYS_TAGS:
                raise _strange_tag(event)
            grown = Keys(mark.line + 1, mark.column + 1)
        else:
            if event.tag not in _ROW_TAGS:
                raise _strange_tag(event)
            grown = Row(mark.line + 1, mark.column + 1)
        self._refuse_as_key(event)
        if event.anchor is not None:
            self._named[event.anchor] = None  # not before it is complete
        self._open.append(grown)
        self._keys.append(None)
        self._names.append(event.anchor)

    def _end(self) -> None:
        grown = self._open.pop()
        self._keys.pop()
        name = self._names.pop()
        if name is not None:
            self._named[name] = grown
        self._place(grown, None)

    def _alias(self, event: Any) -> None:
        name = event.anchor
        node = self._named.get(name)
        if node is None:
            said = _("`*{name}` repeats something that is not there.").format(name=name)
            meant = _('A text that begins with * needs quotes: "*{name}".').format(name=name)
            raise _at(event, said, meant)
        if not isinstance(node, Word):
            self._refuse_as_key(event)
            self._repeats += node.size
            if self._repeats > MOST_REPEATED:
                said = _("The repeats (`*{name}`) would swell to a monstrous size.").format(
                    name=name
                )
                raise _at(event, said, _("Write out what is meant."))
            if len(self._open) + node.height > DEEPEST:
                raise _too_deep(event)
        self._place(node, node if isinstance(node, Word) else None)

    def _count(self, event: Any) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            said = _("More than {most} keys and values are too many.").format(
                most=f"{MOST_VALUES:,}"
            )
            raise _at(event, said, _("Write a session that a person can do."))

    def _refuse_as_key(self, event: Any) -> None:
        if self._open and isinstance(self._open[-1], Keys) and self._keys[-1] is None:
            said = _("A list or a mapping stands where a key is wanted.")
            raise _at(event, said, _("Write a key, such as `title:`; texts in braces need quotes."))

    def _place(self, node: Node, key: Word | None) -> None:
        # A word can be a key; lists and mappings have been refused there when they began.
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Row):
            parent.items.append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = key
            return
        else:
            key, self._keys[-1] = self._keys[-1], None
            first = parent.pairs.setdefault(key.value, (key, node))[0]
            if first is not key:
                self._repeated.append((key, first))
        if isinstance(node, Word):
            parent.size += 1
        else:
            parent.size += node.size
            parent.height = max(parent.height, node.height + 1)


def _at(event: Any, said: str, meant: str) -> Unreadable:
    return Unreadable(event.start_mark.line + 1, event.start_mark.column + 1, said, meant)


def _too_deep(event: Any) -> Unreadable:
    said = _("Things are nested more than {deepest} deep here.").format(deepest=DEEPEST)
    return _at(
        event, said, _("A circuit holds no circuits; else see whether the indentation is right.")
    )


def _strange_tag(event: Any) -> Unreadable:
    tag = event.tag.replace(_TAG, "!!")[:40]
    said = _("The tag `{tag}` is not read: a file may not build objects.").format(tag=tag)
    return _at(event, said, _("Take it out; a text that begins with ! needs quotes."))

"""The clips that ship with the program: one small file for each sentence, and a list of them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from hiptimer.sound.voice.adpcm import decode
from hiptimer.sound.voice.recording import Recording
from hiptimer.sound.voice.sentences import key

INDEX = "index.tsv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: the file, how long it is, what it was made of, and the sentence.

    `made_of` is a mark that changes with the words as they were given to the engine, and its settings.
    """

    file: str
    length_ms: int
    made_of: str
    sentence: str


def read_index(folder: Path) -> list[Entry]:
    """Return the lines of a folder's list; none if there is no list. Lines with `#` are comments."""
    try:
        text = (folder / INDEX).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return []
    rows = (line.split("\t", 3) for line in text.splitlines() if not line.startswith("#"))
    return [
        Entry(file, int(length_ms), made_of, sentence)
        for file, length_ms, made_of, sentence in (row for row in rows if len(row) == len(_FIELDS))
        if length_ms.isascii() and length_ms.isdecimal()
    ]


_FIELDS = Entry.__slots__


class Shipped:
    """The sentences that need no engine. The list is read when first asked for."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of `assets/voice/`."""
        self._folder = folder
        self._read: list[Entry] | None = None
        self._files: dict[str, str] | None = None

    @property
    def mark(self) -> str:
        """A name that changes with the clips, so that what was joined of older ones is not used."""
        made_of = "".join(sorted(one.made_of for one in self._entries()))
        return f"shipped-{hashlib.sha256(made_of.encode()).hexdigest()[:12]}"

    def has(self, sentence: str) -> bool:
        """Say whether there is a clip of the sentence."""
        return key(sentence) in self._by_key()

    def recording(self, sentence: str) -> Recording | None:
        """Return the sentence as samples; None if there is no whole clip of it."""
        name = self._by_key().get(key(sentence))
        if name is None:
            return None
        try:
            return Recording(*decode((self._folder / name).read_bytes()))
        except (OSError, ValueError):
            return None

    def _by_key(self) -> dict[str, str]:
        if self._files is None:
            self._files = {key(one.sentence): one.file for one in self._entries()}
        return self._files

    def _entries(self) -> list[Entry]:
        if self._read is None:
            self._read = read_index(self._folder)
        return self._read

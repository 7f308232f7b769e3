"""What there is to play, and which session file a word means."""

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import assert_never

from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.session import Circuit, Entry, Leaf, Rest, Session, Step, Wait
from hiptimer.errors import InputError, Problem
from hiptimer.language import gettext as _
from hiptimer.library.reading import Unreadable, read_bytes
from hiptimer.library.sessions import Reading, read_session, read_session_text
from hiptimer.library.shelf import Book, Shelf
from hiptimer.resources import bundled_sessions

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Found:
    """A session file, and the word that meant it; `revision` is its number on the shelf, else None."""

    path: Path
    word: str
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class OnOffer:
    """A session that can be played by its id; `book` is None for one that ships with the program."""

    id: str
    title: str
    path: Path
    reading: Reading
    book: Book | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A session with the bytes of its file, read once: a pipe gives them only once."""

    session: Session
    data: bytes
    found: Found


def on_offer(shelf_dir: Path, catalogue: Catalogue) -> Iterator[OnOffer]:
    """Yield the person's own sessions, then those that ship with the program."""
    for book in Shelf(shelf_dir, catalogue).books():
        yield OnOffer(book.id, book.title, book.path, book.reading, book)
    for path in bundled_sessions():
        reading = read_session(path, catalogue)
        session = reading.session
        title = session.title if session else path.stem
        yield OnOffer(session.id if session else path.stem, title, path, reading)


def find(word: str, shelf_dir: Path, catalogue: Catalogue) -> Found:
    """Return the file that `word` means: a path, else the id or the title of a session on offer.

    Raises InputError, with the nearest word that is right, if there is no such session.
    """
    path = Path(word)
    try:
        path = path.expanduser()
        is_no_folder = path.exists() and not path.is_dir()
    except (OSError, RuntimeError):  # no right to look, a name too long; nobody with such a home
        is_no_folder = False
    if is_no_folder or _looks_like_path(word):
        return Found(path, word)  # one that is not there is told of when it is read
    offers = list(on_offer(shelf_dir, catalogue))
    wanted = word.casefold()
    for offer in offers:
        if wanted in (offer.id.casefold(), offer.title.casefold(), offer.path.stem.casefold()):
            return Found(offer.path, word, offer.book.revision if offer.book else None)
    said = _("There is no file and no session called {word}.").format(word=word)
    ids = list(dict.fromkeys(offer.id for offer in offers))
    raise InputError(f"{said} {nearest_words(word, ids, _('`hiptimer sessions` lists them.'))}")


def load(found: Found, catalogue: Catalogue) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Return the session in a file, None if it has errors, and every problem found."""
    try:
        data = read_bytes(found.path)
    except Unreadable:
        return None, read_session(found.path, catalogue).problems
    reading = read_session_text(data, str(found.path), found.path.parent, catalogue)
    if reading.session is None:
        return None, reading.problems
    session = with_pictures_in(reading.session, found.path.parent)
    return Loaded(session, data, found), reading.problems


def with_pictures_in(session: Session, folder: Path) -> Session:
    """Return the session with the paths of its pictures made whole, from the folder of its file."""

    def whole(entry: Entry) -> Entry:
        match entry:
            case Circuit(steps=steps):
                return replace(entry, steps=tuple(_whole(leaf, folder) for leaf in steps))
            case Step() | Rest() | Wait():
                return _whole(entry, folder)
            case _:
                assert_never(entry)

    return replace(session, entries=tuple(whole(entry) for entry in session.entries))


def _whole(leaf: Leaf, folder: Path) -> Leaf:
    if not isinstance(leaf, Step) or isinstance(leaf.exercise, str) or not leaf.exercise.picture:
        return leaf
    picture = str(folder / leaf.exercise.picture)
    return replace(leaf, exercise=replace(leaf.exercise, picture=picture))


def load_path(path: Path, catalogue: Catalogue) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """Return the session in a file that is on offer, None if it has errors, and every problem found."""
    folder = path.parent.parent  # a file on the shelf lies in REVISION/files/
    on_shelf = path.parent.name == "files" and folder.name.isdecimal()
    return load(Found(path, str(path), int(folder.name) if on_shelf else None), catalogue)


def nearest_words(word: str, right: list[str], otherwise: str) -> str:
    """Return the sentence that offers the right word nearest to a wrong one, else `otherwise`."""
    alike = {one.casefold(): one for one in right}
    near = difflib.get_close_matches(word.casefold(), alike, n=1)
    return _("Did you mean {word}?").format(word=alike[near[0]]) if near else otherwise


def _looks_like_path(word: str) -> bool:
    separators = [os.sep, *filter(None, [os.altsep])]
    return word.lower().endswith(_SUFFIXES) or any(one in word for one in separators)

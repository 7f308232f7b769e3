"""A person's own shelf: the session files that they added, each with every revision it ever had.

A shelf is a folder. Each session has a folder in it, and each of its revisions a numbered folder in that:
`files/` with the file and its pictures, byte for byte, and `origin.json` with where they came from. A
revision appears as a whole or not at all, and is never written again.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.session import OwnExercise, Session, Step
from hiptimer.errors import InputError, Problem, SessionError
from hiptimer.language import gettext as _
from hiptimer.library.reading import Unreadable, read_bytes
from hiptimer.library.sessions import Reading, read_session, read_session_text
from hiptimer.resources import bundled_sessions

_FILES = "files"
_ORIGIN = "origin.json"
_LONGEST_NAME = 40


class ArrivalKind(StrEnum):
    """What a file is to the shelf."""

    NEW = "new"
    IDENTICAL = "identical"  # to the newest revision on the shelf
    EARLIER = "earlier"  # identical to a revision that has a newer one
    REVISION = "revision"  # the next of a session on the shelf
    BUNDLED = "bundled"  # its id belongs to a session that ships with the program
    WRONG = "wrong"  # has errors, and cannot be put on the shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One revision of one session on the shelf.

    `origin` is the path it was added from, `added` when, in UTC; both are lost if the shelf was damaged.
    `sha256` is the hash of the file as it was added.
    """

    id: str
    title: str
    path: Path
    revision: int
    origin: str
    added: datetime | None
    sha256: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file that somebody wants to add, and what it is to the shelf.

    `on_shelf` is the book it is identical to or comes after, if there is one.
    """

    kind: ArrivalKind
    reading: Reading
    sha256: str
    on_shelf: Book | None = None


@dataclass(frozen=True, slots=True)
class _Delivery:
    """The bytes of a file and of its pictures, read once."""

    name: str
    data: bytes
    reading: Reading
    pictures: dict[str, bytes]

    @property
    def sha256(self) -> str:
        return _sha256(self.data)

    @property
    def contents(self) -> dict[str, str]:
        return {self.name: self.sha256} | {
            written: _sha256(data) for written, data in self.pictures.items()
        }


class Shelf:
    """The sessions a person added, in one folder."""

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        *,
        bundled: Callable[[], Iterable[Path]] = bundled_sessions,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep where the shelf is; the folder is made when the first session is put there."""
        self._folder = folder
        self._catalogue = catalogue
        self._bundled = bundled
        self._now = now

    def books(self) -> list[Book]:
        """Return the newest revision of each session, by title; damaged ones with their problems."""
        newest = (self._newest(folder) for folder in _folders(self._folder))
        return sorted(
            (book for book in newest if book is not None),
            key=lambda book: (book.title.casefold(), book.id),
        )

    def revisions(self, session_id: str) -> list[Book]:
        """Return every revision of a session, oldest first."""
        folder = self._folder_of(session_id)
        return [self._book(folder, number) for number in _numbers(folder)]

    def revision(self, session_id: str, number: int) -> Book | None:
        """Return one revision of a session, if there is such a one."""
        folder = self._folder_of(session_id)
        return self._book(folder, number) if number in _numbers(folder) else None

    def look_at(self, path: Path) -> Arrival:
        """Return what a file would be to the shelf, without changing anything."""
        return self._arrival(self._delivery(path))

    def put(self, path: Path) -> Book:
        """Copy a file and its pictures to the shelf as the next revision of its session.

        What is identical to the newest revision is left as it is. Raises SessionError for a file with
        errors, InputError if the shelf cannot be written.
        """
        delivery = self._delivery(path)
        arrival = self._arrival(delivery)
        session = delivery.reading.session
        if session is None:
            raise SessionError(delivery.reading.errors)
        if arrival.kind is ArrivalKind.IDENTICAL and arrival.on_shelf is not None:
            return arrival.on_shelf
        origin = {
            "id": session.id,
            "title": session.title,
            "file": delivery.name,
            "origin": str(path.absolute()),
            "added": self._now().isoformat(),
            "contents": delivery.contents,
        }
        folder = self._folder_of(session.id)
        try:
            return self._book(folder, _add(self._folder, folder, delivery, origin))
        except OSError as error:
            said = _("The session cannot be put on the shelf ({why}).").format(why=error.strerror)
            raise InputError(said) from error

    def _delivery(self, path: Path) -> _Delivery:
        data, reading = self._read(path)
        try:
            pictures = {one: (path.parent / one).read_bytes() for one in _pictures(reading.session)}
        except OSError as error:
            raise InputError(
                _("A picture of the session cannot be read ({why}).").format(why=error.strerror)
            ) from error
        return _Delivery(path.name, data, reading, pictures)

    def _read(self, path: Path) -> tuple[bytes, Reading]:
        try:
            data = read_bytes(path)
        except Unreadable:
            return b"", read_session(path, self._catalogue)
        return data, read_session_text(data, str(path), path.parent, self._catalogue)

    def _arrival(self, delivery: _Delivery) -> Arrival:
        reading, sha256 = delivery.reading, delivery.sha256
        if reading.session is None:
            return Arrival(kind=ArrivalKind.WRONG, reading=reading, sha256=sha256)
        session_id = reading.session.id
        folder = self._folder_of(session_id)
        numbers = _numbers(folder)
        for number in reversed(numbers):
            if _origin(folder, number).get("contents") != delivery.contents:
                continue
            book = self._book(folder, number)
            if book.sha256 == sha256 and not book.reading.errors:  # still there, and whole
                last = number == numbers[-1]
                kind = ArrivalKind.IDENTICAL if last else ArrivalKind.EARLIER
                return Arrival(kind=kind, reading=reading, sha256=sha256, on_shelf=book)
        if numbers:
            newest = self._book(folder, numbers[-1])
            kind = ArrivalKind.REVISION
            return Arrival(kind=kind, reading=reading, sha256=sha256, on_shelf=newest)
        bundled = (read_session(path, self._catalogue).session for path in self._bundled())
        ids = {session.id for session in bundled if session}
        kind = ArrivalKind.BUNDLED if session_id in ids else ArrivalKind.NEW
        return Arrival(kind=kind, reading=reading, sha256=sha256)

    def _folder_of(self, session_id: str) -> Path:
        # Two ids may differ in case alone, or in letters that a disk does not take.
        words = re.sub("[^a-z0-9]+", "-", session_id.lower()).strip("-")[:_LONGEST_NAME]
        return self._folder / f"{words or 'session'}-{_sha256(session_id.encode())[:12]}"

    def _newest(self, folder: Path) -> Book | None:
        numbers = _numbers(folder)
        return self._book(folder, numbers[-1]) if numbers else None

    def _book(self, folder: Path, number: int) -> Book:
        origin = _origin(folder, number)
        files = folder / str(number) / _FILES
        path = files / _plain_name(origin.get("file")) if "file" in origin else _only_file(files)
        data, reading = self._read(path)
        session, sha256 = reading.session, _sha256(data)
        if origin.get("contents", {}).get(path.name, sha256) != sha256:
            said = _("This file was changed after it was put on the shelf.")
            changed = Problem(str(path), 1, 1, said, _("Add it again."), is_warning=True)
            reading = Reading(session, (changed, *reading.problems))
        return Book(
            id=origin.get("id") or (session.id if session else folder.name),
            title=session.title if session else origin.get("title") or path.stem,
            path=path,
            revision=number,
            origin=origin.get("origin", ""),
            added=_moment(origin.get("added", "")),
            sha256=sha256,
            reading=reading,
        )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _pictures(session: Session | None) -> set[str]:
    steps = (leaf for _number, leaf in session.leaves()) if session else ()
    owns = (step.exercise for step in steps if isinstance(step, Step))
    return {own.picture for own in owns if isinstance(own, OwnExercise) and own.picture}


def _folders(folder: Path) -> list[Path]:
    try:
        return [one for one in folder.iterdir() if one.is_dir() and not one.name.startswith(".")]
    except OSError:
        return []


def _numbers(folder: Path) -> list[int]:
    """Return the numbers of the revisions in a session's folder, oldest first."""
    names = [one.name for one in _folders(folder)]
    return sorted(int(name) for name in names if re.fullmatch("[1-9][0-9]{0,8}", name))


def _origin(folder: Path, number: int) -> dict[str, Any]:
    """Return what was noted of a revision; of a damaged note, what has the right form."""
    try:
        noted = json.loads((folder / str(number) / _ORIGIN).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(noted, dict):
        return {}
    return {
        key: value
        for key, value in noted.items()
        if isinstance(value, dict if key == "contents" else str)
    }


def _plain_name(name: Any) -> str:
    return Path(str(name)).name


def _only_file(files: Path) -> Path:
    """Return the session file of a revision whose note is lost."""
    try:
        found = sorted(one for one in files.iterdir() if one.suffix in {".yaml", ".yml"})
    except OSError:
        found = []
    return found[0] if found else files / "session.yaml"


def _moment(noted: str) -> datetime | None:
    try:
        return datetime.fromisoformat(noted)
    except ValueError:
        return None


def _add(shelf: Path, folder: Path, delivery: _Delivery, origin: dict[str, Any]) -> int:
    """Write a revision aside, then move it to its place as a whole; return its number."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".adding-", dir=shelf))
    try:
        for written, data in {delivery.name: delivery.data, **delivery.pictures}.items():
            _write(aside / _FILES / written, data)
        _write(aside / _ORIGIN, json.dumps(origin, indent=2).encode())
        number = max(_numbers(folder), default=0) + 1
        while not _moved(aside, folder / str(number)):
            number += 1
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return number


def _moved(aside: Path, place: Path) -> bool:
    """Move a folder to a place, or return False if somebody else has just put one there."""
    try:
        aside.rename(place)
    except OSError:
        if not place.exists():
            raise
        return False
    return True


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

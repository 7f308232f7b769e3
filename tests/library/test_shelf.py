"""The shelf keeps every file as it came, every revision of it, and bears being damaged."""

import hashlib
import json
import os
import shutil
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hiptimer.errors import InputError, SessionError
from hiptimer.library.shelf import ArrivalKind, Shelf

FIRST = "hiptimer: 1\ntitle: Hip reset\nid: hip-reset\nsteps: [{exercise: camel}]\n"
SECOND = FIRST.replace("camel", "bridge")
THIRD = FIRST.replace("Hip reset", "Better hips")
PICTURED = "hiptimer: 1\ntitle: Wall\nsteps: [{name: Press, hold: 5, picture: pictures/wall.png}]\n"
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 4, 4)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def arrive(inbox):
    def write(text, name="hip.yaml"):
        path = inbox / name
        path.write_bytes(text.encode())
        return path

    return write


@pytest.fixture
def shelf(tmp_path, catalogue):
    return Shelf(tmp_path / "home" / "shelf", catalogue, bundled=list, now=lambda: NOON)


def test_an_empty_shelf_has_no_books(shelf, tmp_path):
    assert shelf.books() == []
    assert shelf.revisions("hip-reset") == []
    assert shelf.revision("hip-reset", 1) is None
    assert not (tmp_path / "home").exists()


def test_a_file_is_kept_byte_for_byte_with_where_it_came_from(shelf, arrive):
    path = arrive(FIRST.replace("\n", "\r\n"))
    book = shelf.put(path)
    assert book.path.read_bytes() == path.read_bytes()
    assert book.path != path
    assert (book.id, book.title, book.revision) == ("hip-reset", "Hip reset", 1)
    assert (book.origin, book.added) == (str(path), NOON)
    assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert book.reading.session.title == "Hip reset"
    assert shelf.books() == [book]


def test_what_a_file_is_to_the_shelf(shelf, arrive):
    path = arrive(FIRST)
    arrival = shelf.look_at(path)
    assert (arrival.kind, arrival.on_shelf) == (ArrivalKind.NEW, None)
    assert shelf.books() == []
    first = shelf.put(path)
    assert shelf.look_at(path).kind is ArrivalKind.IDENTICAL
    arrive(SECOND)
    arrival = shelf.look_at(path)
    assert (arrival.kind, arrival.on_shelf) == (ArrivalKind.REVISION, first)
    second = shelf.put(path)
    assert shelf.look_at(path).on_shelf == second
    arrival = shelf.look_at(arrive(FIRST))
    assert (arrival.kind, arrival.on_shelf) == (ArrivalKind.EARLIER, first)
    assert arrival.sha256 == first.sha256


def test_every_revision_stays(shelf, arrive):
    books = [shelf.put(arrive(text)) for text in (FIRST, SECOND, THIRD, FIRST)]
    assert [book.revision for book in books] == [1, 2, 3, 4]
    assert shelf.revisions("hip-reset") == books
    assert shelf.revision("hip-reset", 2) == books[1]
    assert shelf.revision("hip-reset", 5) is None
    assert shelf.books() == [books[3]]
    assert books[0].path.read_text() == FIRST


def test_an_identical_file_is_not_put_twice(shelf, arrive):
    path = arrive(FIRST)
    assert shelf.put(path) == shelf.put(path)
    assert len(shelf.revisions("hip-reset")) == 1


def test_books_stand_by_title_and_ids_that_look_alike_stay_apart(shelf, arrive):
    for number, name in enumerate(["hip reset", "Hip-Reset", "HIP RESET", "...", "ä"]):
        shelf.put(
            arrive(f'hiptimer: 1\ntitle: T{9 - number}\nid: "{name}"\nsteps: [{{rest: 5}}]\n')
        )
    assert [book.id for book in shelf.books()] == [
        "ä",
        "...",
        "HIP RESET",
        "Hip-Reset",
        "hip reset",
    ]


def test_a_file_without_an_id_keeps_its_name(shelf, arrive):
    path = arrive(FIRST.replace("id: hip-reset\n", ""), name="Evening (1).yaml")
    book = shelf.put(path)
    assert (book.id, book.path.name) == ("Evening (1)", "Evening (1).yaml")
    assert shelf.look_at(path).kind is ArrivalKind.IDENTICAL


def _linked(path):
    try:
        path.symlink_to("../real.png")
    except OSError:  # not everybody may make links on Windows
        path.write_bytes(PNG)


def test_pictures_come_along_and_a_changed_one_is_a_revision(shelf, arrive, inbox):
    (inbox / "pictures").mkdir()
    (inbox / "real.png").write_bytes(PNG)
    _linked(inbox / "pictures" / "wall.png")
    path = arrive(PICTURED)
    book = shelf.put(path)
    shutil.rmtree(inbox / "pictures")
    kept = shelf.revision(book.id, 1)
    assert kept.reading.problems == ()
    picture = kept.path.parent / "pictures" / "wall.png"
    assert picture.read_bytes() == PNG
    assert not picture.is_symlink()
    (inbox / "pictures").mkdir()
    (inbox / "pictures" / "wall.png").write_bytes(PNG + b"more")
    assert shelf.look_at(path).kind is ArrivalKind.REVISION


def test_a_picture_that_goes_away_meanwhile_is_told(shelf, arrive, inbox, monkeypatch):
    (inbox / "pictures").mkdir()
    (inbox / "pictures" / "wall.png").write_bytes(PNG)
    path = arrive(PICTURED)

    def gone(_path):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "read_bytes", gone)
    with pytest.raises(InputError, match="picture of the session cannot be read"):
        shelf.put(path)


def test_a_bundled_id_is_noticed(tmp_path, catalogue, arrive):
    bundled = tmp_path / "bundled.yaml"
    bundled.write_text(SECOND)
    broken = tmp_path / "broken.yaml"
    broken.write_text("a: [")
    shelf = Shelf(tmp_path / "shelf", catalogue, bundled=lambda: [broken, bundled])
    path = arrive(FIRST)
    assert shelf.look_at(path).kind is ArrivalKind.BUNDLED
    assert shelf.put(path).added is not None
    assert shelf.look_at(path).kind is ArrivalKind.IDENTICAL


def test_the_bundled_sessions_are_those_of_the_program(tmp_path, catalogue, arrive):
    assert Shelf(tmp_path / "shelf", catalogue).look_at(arrive(FIRST)).kind in ArrivalKind


@pytest.mark.parametrize("name", ["hip.yaml", "missing.yaml"])
def test_a_wrong_file_is_not_put(shelf, arrive, inbox, name):
    arrive("hiptimer: 1\n")
    path = inbox / name
    arrival = shelf.look_at(path)
    assert arrival.kind is ArrivalKind.WRONG
    assert arrival.reading.errors
    with pytest.raises(SessionError) as caught:
        shelf.put(path)
    assert caught.value.problems == arrival.reading.errors
    assert shelf.books() == []


def test_a_shelf_that_cannot_be_written_is_told(tmp_path, catalogue, arrive):
    (tmp_path / "shelf").write_text("not a folder")
    shelf = Shelf(tmp_path / "shelf", catalogue, bundled=list)
    assert shelf.books() == []
    with pytest.raises(InputError, match="cannot be put on the shelf"):
        shelf.put(arrive(FIRST))


def test_a_failed_writing_leaves_nothing_behind(shelf, arrive, tmp_path, monkeypatch):
    def full(_fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        shelf.put(arrive(FIRST))
    assert shelf.books() == []
    assert [path for path in (tmp_path / "home").rglob("*") if path.is_file()] == []


def test_a_failed_move_is_told(shelf, arrive, monkeypatch):
    def refuse(_path, _target):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(InputError, match="cross-device"):
        shelf.put(arrive(FIRST))


def test_two_programs_that_put_at_once_get_a_number_each(shelf, arrive, monkeypatch):
    rename = Path.rename

    def overtaken(path, target):
        monkeypatch.setattr(Path, "rename", rename)
        shelf.put(arrive(SECOND, name="other.yaml"))
        return rename(path, target)

    path = arrive(FIRST)
    monkeypatch.setattr(Path, "rename", overtaken)
    assert shelf.put(path).revision == 2
    assert [book.path.name for book in shelf.revisions("hip-reset")] == ["other.yaml", "hip.yaml"]


def damage(book, how):
    folder = book.path.parent.parent
    note = folder / "origin.json"
    match how:
        case "note lost":
            note.unlink()
        case "note torn":
            note.write_bytes(note.read_bytes()[:20] + b"\xff")
        case "note of another form":
            note.write_text('["a", "list"]')
        case "note with wrong values":
            note.write_text('{"id": 3, "file": [], "added": "yesterday", "contents": "none"}')
        case "note that leads out":
            note.write_text(json.dumps({"file": "../../../../../etc/passwd"}))
        case "file lost":
            book.path.unlink()
        case "all lost":
            shutil.rmtree(folder)
            folder.mkdir()


@pytest.mark.parametrize(
    ("how", "plays"),
    [
        ("note lost", True),
        ("note torn", True),
        ("note of another form", True),
        ("note with wrong values", True),
        ("note that leads out", False),
        ("file lost", False),
        ("all lost", False),
    ],
)
def test_a_damaged_book_is_shown_with_its_problems(shelf, arrive, how, plays):
    damage(shelf.put(arrive(FIRST)), how)
    other = shelf.put(arrive(THIRD.replace("hip-reset", "other"), name="other.yaml"))
    books = shelf.books()
    assert len(books) == 2
    assert other in books
    (damaged,) = (book for book in books if book != other)
    assert damaged.revision == 1
    assert (damaged.reading.session is not None) == plays
    assert bool(damaged.reading.errors) != plays
    assert damaged.title
    assert damaged.id
    if "note" in how:
        assert damaged.added is None
    assert shelf.put(arrive(FIRST)).revision == 2


def test_a_book_that_was_changed_on_the_shelf_says_so(shelf, arrive):
    book = shelf.put(arrive(FIRST))
    book.path.write_text(SECOND)
    (changed,) = shelf.books()
    assert "was changed after it was put on the shelf" in changed.reading.warnings[0].said
    assert changed.reading.session is not None
    assert changed.sha256 == hashlib.sha256(SECOND.encode()).hexdigest()


def test_what_does_not_belong_on_the_shelf_is_left_alone(shelf, arrive, tmp_path):
    book = shelf.put(arrive(FIRST))
    root = tmp_path / "home" / "shelf"
    (root / "readme.txt").write_text("mine")
    (root / ".adding-x").mkdir()
    (root / "empty").mkdir()
    (book.path.parents[2] / "notes").mkdir()
    (book.path.parents[2] / "01").mkdir()
    assert shelf.books() == [book]

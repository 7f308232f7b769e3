"""What a session file reaches on the disk: itself, and the pictures beside it."""

import os
import struct
import sys

import pytest
from trial import HEAD

from hiptimer.library.sessions import read_session


def png(width=4, height=4):
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


@pytest.fixture
def with_picture(read_steps, tmp_path):
    def read_it(written):
        text = f"  - {{name: Own, hold: 5, picture: '{written}'}}\n"
        return read_steps(text, folder=tmp_path)

    return read_it


def test_a_picture_beside_the_file_is_taken(with_picture, tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "wall.png").write_bytes(png())
    reading = with_picture("pictures/wall.png")
    assert reading.problems == ()
    assert reading.session.entries[0].exercise.picture == "pictures/wall.png"


UNIX = pytest.mark.skipif(sys.platform == "win32", reason="needs FIFOs, devices and links")


@UNIX
@pytest.mark.parametrize(
    ("written", "make", "words"),
    [
        ("/etc/passwd", None, "begins at the root"),
        ("http://example.org/a.png", None, "cannot come from elsewhere"),
        ("file:a.png", None, "cannot come from elsewhere"),
        ("C:/a.png", None, "cannot come from elsewhere"),
        ("../a.png", None, "may not have `..` in it"),
        ("pictures/../pictures/ok.png", None, "may not have `..` in it"),
        ("missing.png", None, "no such picture"),
        ("pictures", os.mkdir, "not an ordinary file"),
        ("pipe.png", getattr(os, "mkfifo", None), "not an ordinary file"),
        ("zero.png", lambda path: path.symlink_to("/dev/zero"), "outside this file"),
        ("passwd.png", lambda path: path.symlink_to("/etc/passwd"), "outside this file"),
        ("circle.png", lambda path: path.symlink_to(path), "cannot be read"),
        ("a" * 300 + ".png", None, "cannot be read"),
    ],
)
def test_a_picture_from_elsewhere_is_refused(with_picture, tmp_path, written, make, words):
    if make:
        make(tmp_path / written)
    (error,) = with_picture(written).errors
    assert words in error.said


@UNIX
def test_a_picture_behind_a_link_inside_the_folder_is_taken(with_picture, tmp_path):
    (tmp_path / "real.png").write_bytes(png())
    (tmp_path / "link.png").symlink_to("real.png")
    assert with_picture("link.png").problems == ()


def test_a_picture_that_is_too_large_is_refused(with_picture, tmp_path):
    (tmp_path / "wide.png").write_bytes(png(10_000, 5_001))
    assert "50 million pixels (10000 by 5001)" in with_picture("wide.png").errors[0].said
    with (tmp_path / "heavy.png").open("wb") as file:
        file.write(png())
        file.truncate(20 * 1024 * 1024 + 1)
    assert "larger than 20 MiB" in with_picture("heavy.png").errors[0].said


def test_without_a_folder_only_the_path_of_a_picture_is_judged(read_steps):
    assert read_steps("  - {name: Own, hold: 5, picture: a.png}\n").problems == ()
    assert read_steps("  - {name: Own, hold: 5, picture: ../a.png}\n").errors


def test_a_file_is_read_from_the_disk(tmp_path, catalogue):
    path = tmp_path / "hip.yaml"
    path.write_text(HEAD + "steps: [{exercise: camel}]\n")
    assert read_session(path, catalogue).session.title == "Trial"


@UNIX
@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.yaml", "no such file"), (".", "folder"), ("pipe", "not an ordinary")],
)
def test_what_cannot_be_opened_is_told_at_the_first_place(tmp_path, catalogue, name, words):
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / name
    (problem,) = read_session(path, catalogue).problems
    assert (problem.file, problem.line, problem.column) == (str(path), 1, 1)
    assert words in problem.said

"""Files are written whole or not at all: by real writing, and a real limit on a file's size."""

import os

import pytest

from full_disk import no_room
from hiptimer.errors import InputError
from hiptimer.files import claiming, is_file, replacing


def test_the_old_stays_until_the_new_is_whole(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text("old")
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_are_made(tmp_path):
    with replacing(tmp_path / "one" / "two" / "a") as file:
        file.write(b"here")
    assert (tmp_path / "one" / "two" / "a").read_text() == "here"


def break_off(file, stop):
    file.write(b"half")
    raise stop


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_what_is_broken_off_leaves_all_as_it_was(tmp_path, stop):
    path = tmp_path / "a"
    path.write_text("old")
    with pytest.raises(stop), replacing(path) as file:
        break_off(file, stop)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_all_as_it_was(tmp_path):
    path = tmp_path / "a"
    path.write_text("old")
    with no_room(), pytest.raises(OSError, match="too large"), replacing(path) as file:
        file.write(b"x" * 1000)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_claimed_name_was_free(tmp_path):
    path = tmp_path / "a"
    with claiming(path) as file:
        file.write(b"mine")
    assert path.read_text() == "mine"
    with pytest.raises(InputError, match="exists already"), claiming(path) as file:
        file.write(b"theirs")
    assert path.read_text() == "mine"


def test_what_is_replaced_may_be_read_by_those_who_could_before(tmp_path):
    path = tmp_path / "a"
    path.write_text("old")
    path.chmod(0o640)
    with replacing(path) as file:
        file.write(b"new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_claimed_file_may_be_read_as_the_person_has_settled(tmp_path):
    before = os.umask(0o022)
    try:
        with claiming(tmp_path / "a") as file:
            file.write(b"mine")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_a_claimed_name_is_free_again_when_the_disk_is_full(tmp_path):
    told = pytest.raises(InputError, match="cannot be written: File too large")
    with no_room(), told, claiming(tmp_path / "a") as file:
        file.write(b"x" * 1000)
    assert list(tmp_path.iterdir()) == []


def test_a_name_in_no_folder_is_told(tmp_path):
    with pytest.raises(InputError, match="No such file"), claiming(tmp_path / "no" / "a"):
        pass
    assert not (tmp_path / "no").exists()


def test_where_nobody_may_look_there_is_no_file(tmp_path):
    (tmp_path / "here").touch()
    assert is_file(tmp_path / "here")
    assert not is_file(tmp_path)
    assert not is_file(tmp_path / "missing")
    assert not is_file(tmp_path / ("a" * 300))

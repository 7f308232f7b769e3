"""Where a person's own files live."""

from pathlib import Path

import pytest

from hiptimer.errors import InputError
from hiptimer.places import Places


def test_a_given_folder_holds_everything(tmp_path, monkeypatch):
    monkeypatch.setenv("HIPTIMER_DATA_DIR", "/somewhere/else")
    places = Places.of(tmp_path / "mine")
    assert places.journal_path == tmp_path / "mine" / "journal.db"
    for path in (
        places.shelf_dir,
        places.preferences_path,
        places.log_path,
        places.sound_cache_dir,
    ):
        assert path.is_relative_to(tmp_path / "mine")


def test_the_environment_names_the_folder_when_nobody_else_does(tmp_path, monkeypatch):
    monkeypatch.setenv("HIPTIMER_DATA_DIR", str(tmp_path))
    assert Places.of() == Places.of(tmp_path)


@pytest.mark.parametrize("empty", [True, False])
def test_otherwise_the_platform_says_where(tmp_path, monkeypatch, empty):
    if empty:
        monkeypatch.setenv("HIPTIMER_DATA_DIR", "")
    else:
        monkeypatch.delenv("HIPTIMER_DATA_DIR", raising=False)
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    places = Places.of()
    assert places.journal_path == tmp_path / "data" / "hiptimer" / "journal.db"
    assert places.preferences_path == tmp_path / "config" / "hiptimer" / "preferences.toml"
    assert places.sound_cache_dir.is_relative_to(tmp_path / "cache" / "hiptimer")
    assert places.log_path.is_relative_to(tmp_path / "state" / "hiptimer")


def test_a_relative_folder_does_not_move_with_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    places = Places.of(Path("here"))
    monkeypatch.chdir("/")
    assert places.journal_path == tmp_path / "here" / "journal.db"


def test_a_tilde_is_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Places.of(Path("~/training")).data_dir == tmp_path / "training"


def test_asking_creates_nothing(tmp_path):
    places = Places.of(tmp_path / "mine")
    assert places.log_path.name == "hiptimer.log"
    assert not (tmp_path / "mine").exists()


def test_a_home_that_nobody_has_is_told():
    with pytest.raises(InputError, match="--data-dir"):
        Places.of(Path("~nobody-called-so/training"))

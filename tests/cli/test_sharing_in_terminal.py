"""Two computers with one shared folder, used from the terminal: `play` writes, `history` reads."""

import json
from contextlib import closing

import pytest

from hiptimer.journal.backups import Backups
from hiptimer.journal.journal import Journal
from hiptimer.journal.store import wall_clock
from hiptimer.preferences import Preferences, write_preferences


@pytest.fixture
def at(tmp_path, hiptimer):
    """Return what runs the command at one of two computers that share a folder."""
    folder = tmp_path / "shared"
    folder.mkdir()

    def run(computer, *words):
        data = tmp_path / computer
        write_preferences(data / "preferences.toml", Preferences(shared_folder=str(folder)))
        return hiptimer(*words, HIPTIMER_DATA_DIR=str(data))

    return run


def test_what_was_played_at_one_is_in_the_history_of_the_other(at, short, tmp_path):
    played = at("desk", "play", short, "--speed", "200", "--sound", "silent")
    assert played.returncode == 0, played.stderr
    (file,) = (tmp_path / "shared").iterdir()
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1
    read = at("laptop", "history", "--json")
    assert (read.returncode, read.stderr) == (0, "")
    (run,) = json.loads(read.stdout)
    assert (run["title"], run["status"]) == ("Short one", "complete")
    assert run["intervals"]


def test_without_the_folder_it_is_said_and_written_later(at, short, tmp_path):
    folder = tmp_path / "shared"
    folder.rename(tmp_path / "on the stick")
    played = at("desk", "play", short, "--speed", "200", "--sound", "silent")
    assert played.returncode == 0
    assert "The folder is not there just now;" in played.stderr + played.stdout
    assert "The folder is not there just now;" in at("laptop", "history").stderr
    (tmp_path / "on the stick").rename(folder)
    at("desk", "history")
    assert "Short one" in at("laptop", "history").stdout


def test_a_journal_that_is_gone_is_restored_before_the_folder_is_written(at, short, tmp_path):
    words = ("play", short, "--speed", "200", "--sound", "silent")
    assert at("desk", *words).returncode == 0
    with closing(Journal(tmp_path / "desk" / "journal.db")) as journal:
        (done,) = journal.runs()
        Backups(journal.path, wall_clock).copy()
    for file in (tmp_path / "desk").glob("journal.db*"):
        file.unlink()
    for since in (tmp_path / "desk" / "backups").glob("since-*"):
        since.unlink()
    for file in (tmp_path / "shared").iterdir():
        file.unlink()  # as another stick would have it
    assert at("desk", *words).returncode == 0
    runs = json.loads(at("desk", "history", "--json").stdout)
    assert done.id in {run["id"] for run in runs}
    assert len(runs) == 2

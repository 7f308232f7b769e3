"""What goes wrong is written into a file of its own, and never onto the screen of a session."""

import logging

import pytest

from hiptimer.log import log, off_the_screen


@pytest.fixture(autouse=True)
def nobody_else_listens(monkeypatch):
    """As in the real program, where nothing but what is tested takes the log's words."""
    monkeypatch.setattr(log, "propagate", False)
    monkeypatch.setattr(log, "level", log.level)
    monkeypatch.setattr(logging, "raiseExceptions", True)


def test_a_failure_in_a_session_is_in_the_file_and_not_on_the_screen(tmp_path, capsys):
    path = tmp_path / "logs" / "hiptimer.log"
    with off_the_screen(path):
        log.warning("the voice did not speak")
    assert path.read_text(encoding="utf-8").endswith(": the voice did not speak\n")
    assert capsys.readouterr() == ("", "")
    before = path.stat().st_size
    log.warning("afterwards")
    assert path.stat().st_size == before


@pytest.mark.parametrize("in_the_way", ["logs", "logs/hiptimer.log/deeper"])
def test_where_nothing_can_be_written_it_is_still_not_on_the_screen(tmp_path, capsys, in_the_way):
    """A file stands where the folder should be; a folder where the file should be."""
    way = tmp_path / in_the_way
    way.parent.mkdir(parents=True, exist_ok=True)
    way.touch()
    with off_the_screen(tmp_path / "logs" / "hiptimer.log"):
        log.error("unheard")
    assert capsys.readouterr() == ("", "")


def test_without_a_failure_there_is_no_file(tmp_path):
    with off_the_screen(tmp_path / "hiptimer.log"):
        pass
    assert list(tmp_path.iterdir()) == []

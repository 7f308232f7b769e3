import socket
import tempfile
from pathlib import Path

import pytest

from hiptimer.sound.pulse import ask_server, find_server, is_gone

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")


@pytest.fixture
def runtime(monkeypatch):
    # Not tmp_path: the path of a socket may have no more than 107 characters.
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.delenv("PULSE_SERVER", raising=False)
        monkeypatch.delenv("PULSE_RUNTIME_PATH", raising=False)
        (Path(folder) / "pulse").mkdir()
        yield Path(folder) / "pulse"


def listen(path):
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()
    return server


def test_a_server_answers_until_it_is_gone(runtime):
    with listen(runtime / "native"):
        server = find_server()
        assert server.answers
    assert not server.answers


def test_a_successor_is_not_the_same_server(runtime):
    (runtime / "pid").write_text("100\n")
    with listen(runtime / "native"):
        server = find_server()
        assert server.answers
        (runtime / "pid").write_text("200\n")
        assert not server.answers


def test_where_there_is_no_such_server_nothing_is_missed(runtime):
    assert find_server().answers


def test_a_server_may_be_named_by_the_person(runtime, monkeypatch):
    monkeypatch.setenv("PULSE_SERVER", f"unix:{runtime / 'other'}")
    with listen(runtime / "other"):
        server = find_server()
    assert not server.answers


def test_a_server_that_nobody_can_ask_has_lost_nothing(runtime, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ask_server("info") is None
    assert not is_gone("headphones")

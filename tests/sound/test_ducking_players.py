"""Real music players on a real bus: where no sound server is known, they are asked themselves."""

import os
import queue
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hiptimer.sound.ducking import Ducking, Music
from sound_server import PATIENCE_S

pytestmark = [
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="there is nothing of the kind elsewhere yet"
    ),
    pytest.mark.skipif(
        shutil.which("dbus-daemon") is None, reason="not installed: dbus-daemon (apt: dbus)"
    ),
]

PLAYER = Path(__file__).with_name("music_player.py")


@pytest.fixture
def ducking(tmp_path):
    ducking = Ducking(Music.LOWER, tmp_path / "kept")
    yield ducking
    ducking.close()


class MusicPlayer:
    """Another program, and what it says of what it was told."""

    def __init__(self, name, status, bus):
        self._process = subprocess.Popen(
            [sys.executable, str(PLAYER), name, status],
            env=os.environ | {"DBUS_SESSION_BUS_ADDRESS": bus},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._said = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def says(self):
        """Return its next line."""
        return self._said.get(timeout=PATIENCE_S)

    def set_volume(self, volume):
        """Turn it up or down, as its own person would."""
        self._process.stdin.write(f"{volume}\n")
        self._process.stdin.flush()

    def end(self):
        """End it; return all that it has said since."""
        if not self._process.stdin.closed:
            self._process.stdin.close()
        self._process.wait(PATIENCE_S)
        self._reader.join()
        return [self._said.get() for _ in range(self._said.qsize())]

    def _read(self):
        with self._process.stdout as lines:
            for line in lines:
                self._said.put(line.strip())


class TestPlayers:
    """Music players on the session bus, where nothing is known of the sound server."""

    @pytest.fixture
    def bus(self, tmp_path, monkeypatch):
        address = f"unix:path={tmp_path}/bus"
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address={address}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert daemon.stdout.readline()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        (tmp_path / "run").mkdir()
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.delenv("PULSE_SERVER", raising=False)
        yield address
        daemon.kill()
        daemon.communicate()

    @pytest.fixture
    def player(self, bus):
        started = []

        def player(name="song", status="Playing"):
            started.append(MusicPlayer(name, status, bus))
            assert started[-1].says() == "ready"
            return started[-1]

        yield player
        for one in started:
            one.end()

    def test_a_player_is_paused_and_goes_on(self, player, ducking):
        playing, resting = player(), player("other", "Paused")
        ducking.mode = Music.PAUSE
        ducking.begin()
        assert playing.says() == "Pause"
        ducking.end()
        assert playing.says() == "Play"
        ducking.close()
        assert resting.end() == []

    def test_closing_lets_it_go_on(self, player, ducking):
        playing = player()
        ducking.mode = Music.PAUSE
        ducking.begin()
        assert playing.says() == "Pause"
        ducking.close()
        assert playing.end() == ["Play"]

    def test_without_a_sound_server_a_player_is_turned_down_itself(self, player, ducking):
        playing = player()
        ducking.begin()
        assert playing.says() == "volume 0.20"
        ducking.end()
        assert playing.says() == "volume 0.80"

    def test_a_player_turned_up_by_its_person_is_left_so(self, player, ducking):
        playing = player()
        ducking.begin()
        assert playing.says() == "volume 0.20"
        playing.set_volume(0.5)
        assert playing.says() == "volume 0.50"
        ducking.close()
        assert playing.end() == []

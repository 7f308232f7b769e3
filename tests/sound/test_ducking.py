"""Real songs on a real sound server: they are turned down while something is said."""

import json
import math
import os
import signal
import subprocess
import sys
import time
import wave
from array import array
from contextlib import suppress
from pathlib import Path

import pytest

import hiptimer
from hiptimer.sound.ducking import Ducking, Music
from listening import peak
from sound_server import RECORDING_RATE, needs_sound_server, wait_until

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="there is nothing of the kind elsewhere yet"
)

SOURCE = Path(hiptimer.__file__).resolve().parents[1]
TONE_S, TONE_HZ, TONE_PEAK = 300, 440, 0.5
RATE = 8000
LOOK_S = 0.2

# A program that turns the music down and then lives on until it is killed.
BEGINS = """
import sys
from pathlib import Path
from hiptimer.sound.ducking import Ducking, Music
Ducking(Music.LOWER, Path(sys.argv[1])).begin()
sys.stdin.read()
"""


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kept"


@pytest.fixture
def ducking(kept):
    ducking = Ducking(Music.LOWER, kept)
    yield ducking
    ducking.close()


def wait_a_moment():
    """Give what must not happen the time to happen."""
    time.sleep(LOOK_S)


class TestStreams:
    """What other programs play, through the sound server."""

    pytestmark = [pytest.mark.sound, needs_sound_server]  # noqa: RUF012 - pytest's own way

    @pytest.fixture
    def server(self, sound_server, monkeypatch, tmp_path):
        for name in os.environ:
            if name.startswith(("PULSE_", "DBUS_", "XDG_")):
                monkeypatch.delenv(name)
        for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, sound_server.environment[name])
        # No bus, so that nobody asks for one.
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/no-bus")
        return sound_server

    @pytest.fixture
    def song(self, tmp_path):
        path = tmp_path / "song.wav"
        values = (
            round(32767 * TONE_PEAK * math.sin(math.tau * TONE_HZ * index / RATE))
            for index in range(RATE)
        )
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(array("h", values).tobytes() * TONE_S)
        return path

    @pytest.fixture
    def play(self, server, song):
        """Start another program's song; it ends with the test."""
        playing = []

        def play(*words):
            before = playing_now(server)
            # Not a child of this program: those are its own.
            shell = f"paplay {' '.join(words)} {song} & echo $!; wait"
            parent = subprocess.Popen(
                ["sh", "-c", shell], env=server.environment, stdout=subprocess.PIPE, text=True
            )
            number = int(parent.stdout.readline())
            playing.append((parent, number))
            wait_until(lambda: playing_now(server) == before + 1, "the song")
            return number

        yield play
        for parent, number in playing:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGTERM)
            parent.communicate()

    def test_a_song_is_heard_less_while_something_is_said_and_then_as_before(
        self, server, play, ducking, tmp_path
    ):
        play()
        with server.recording(tmp_path / "raw") as recording:
            wait_until(lambda: level(recording) > 0.4, "the song")
            loud = level(recording)
            asked_at = time.monotonic()
            ducking.begin()
            # Nothing at all, as where the machine is too busy to play, would not be less of it.
            wait_until(lambda: loud / 10 < level(recording) < loud / 3, "less of it")
            print(f"low after {time.monotonic() - asked_at:.2f} s")
            ducking.end()
            wait_until(lambda: level(recording) > loud * 0.98, "as much as before")

    def test_it_stays_low_from_one_sentence_to_the_next(self, server, play, ducking, kept):
        play()
        (before,) = volumes(server)
        ducking.begin()
        wait_until(lambda: volumes(server)[0] < before, "less of it")
        (low,) = volumes(server)
        ducking.end()
        ducking.begin()
        wait_a_moment()
        wait_a_moment()
        assert volumes(server) == [low]
        ducking.end()
        wait_until(lambda: volumes(server) == [before], "as much as before")
        wait_until(lambda: not (kept / "turned-down.json").exists(), "nothing more to put right")

    def test_a_song_that_was_changed_meanwhile_is_left_as_it_is_liked(self, server, play, ducking):
        play()
        (before,) = volumes(server)
        ducking.begin()
        wait_until(lambda: volumes(server)[0] < before, "less of it")
        server.control("set-sink-input-volume", "0", "30000")
        ducking.close()
        assert volumes(server) == [30000]

    def test_closing_in_the_middle_turns_it_up_again(self, server, play, ducking):
        play()
        (before,) = volumes(server)
        ducking.begin()
        wait_until(lambda: volumes(server)[0] < before, "less of it")
        ducking.close()
        assert volumes(server) == [before]

    def test_a_program_that_is_killed_in_the_middle_is_put_right_by_the_next(
        self, server, play, ducking, kept
    ):
        play("--volume=40000")
        assert volumes(server) == [40000]
        doomed = begin_elsewhere(server, kept)
        wait_until(lambda: volumes(server)[0] < 40000, "less of it")
        doomed.kill()
        doomed.communicate()
        wait_a_moment()
        assert volumes(server)[0] < 40000
        ducking.mend()
        wait_until(lambda: volumes(server) == [40000], "as much as before")

    def test_what_is_low_from_before_is_not_taken_for_how_it_is_liked(
        self, server, play, ducking, kept
    ):
        play()
        (before,) = volumes(server)
        doomed = begin_elsewhere(server, kept)
        wait_until(lambda: volumes(server)[0] < before, "less of it")
        (low,) = volumes(server)
        doomed.kill()
        doomed.communicate()
        ducking.begin()
        wait_a_moment()
        wait_until(lambda: volumes(server) == [low], "low again")
        ducking.close()
        assert volumes(server) == [before]

    def test_the_next_song_of_a_player_is_turned_up_too(self, server, play, ducking):
        """The server remembers how loud a program was, and gives its next song the same volume."""
        server.control("load-module", "module-stream-restore")
        first = play()
        (before,) = volumes(server)
        ducking.begin()
        wait_until(lambda: volumes(server)[0] < before, "less of it")
        os.kill(first, signal.SIGTERM)
        wait_until(lambda: not volumes(server), "the end of the song")
        ducking.end()
        wait_a_moment()
        wait_a_moment()
        play()
        wait_until(lambda: volumes(server) == [before], "the next song as loud as the first")

    def test_a_call_and_our_own_sound_are_left_alone(self, server, play, song, ducking):
        play("--property=media.role=phone")
        own = subprocess.Popen(["paplay", str(song)], env=server.environment)
        try:
            wait_until(lambda: playing_now(server) == 2, "our own")
            before = volumes(server)
            play()
            ducking.begin()
            wait_until(lambda: min(volumes(server)) < min(before), "less of it")
            assert volumes(server)[:2] == before
        finally:
            own.kill()
            own.wait()

    def test_where_nothing_can_be_written_down_nothing_is_turned_down(
        self, server, play, ducking, kept
    ):
        kept.write_text("A file where there should be a folder.")
        play()
        before = volumes(server)
        ducking.begin()
        wait_a_moment()
        ducking.close()
        assert volumes(server) == before

    def test_music_is_left_alone_where_that_was_chosen(self, server, play, ducking):
        play()
        before = volumes(server)
        ducking.mode = Music.LEAVE
        ducking.begin()
        wait_a_moment()
        ducking.close()
        assert volumes(server) == before


def test_where_nobody_can_be_asked_nothing_happens(tmp_path, kept, ducking, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/no-bus")
    ducking.begin()
    ducking.close()
    assert not kept.exists()


def test_a_file_that_is_not_ours_is_no_trouble(kept, ducking):
    kept.mkdir()
    (kept / "turned-down.json").write_text(json.dumps({"a": 1}))
    ducking.mend()
    ducking.close()


def test_where_nobody_may_look_for_the_file_is_no_trouble(tmp_path):
    ducking = Ducking(Music.LOWER, tmp_path / ("a" * 300))
    ducking.mend()
    ducking.close()


def begin_elsewhere(server, kept):
    return subprocess.Popen(
        [sys.executable, "-c", BEGINS, str(kept)],
        env=server.environment | {"PYTHONPATH": str(SOURCE)},
        stdin=subprocess.PIPE,
    )


def streams(server):
    return json.loads(server.control("-f", "json", "list", "sink-inputs"))


def playing_now(server):
    """Return how many streams are under way."""
    return sum(not one["corked"] for one in streams(server))


def volumes(server):
    """Return the volume of each stream, in the order in which they began."""
    return [next(iter(one["volume"].values()))["value"] for one in streams(server)]


def level(recording):
    """Return how loud it was just now."""
    count = round(LOOK_S * RECORDING_RATE) * 2
    raw = recording.path.read_bytes()[-count - 2 :]
    whole = array("h", raw[: len(raw) // 2 * 2])
    return peak([value / 32768 for value in whole])

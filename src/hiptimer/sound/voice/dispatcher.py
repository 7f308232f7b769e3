"""Speech Dispatcher on Linux: the speech of the desktop and of screen readers, which plays by itself.

It is spoken to through its own small program `spd-say`: Qt's way to it holds up the window for a
second and a half when it is opened.
"""

import contextlib
import shutil
import subprocess

from hiptimer.sound.unstopped import unstopped
from hiptimer.sound.voice.engines import Engine
from hiptimer.sound.voice.sentences import cut, plain

_WORDS_PER_S = 2.5
_STARTS_S = 0.2  # before its first word
_BETWEEN_S = 0.3
_LEAST_S = 0.6
_SLOWER = "-10"  # of -100 to 100: its usual pace is brisker than ours


class SpeechDispatcher:
    """Speaks through Speech Dispatcher; a `LiveEngine`, so its lengths are estimates."""

    engine = Engine.SPEECH_DISPATCHER
    name = "spd-say"

    def __init__(self) -> None:
        """Start nothing yet."""
        self._running: list[subprocess.Popen[bytes]] = []

    def is_here(self) -> bool:
        """Say whether its program is installed; whether its server starts is seen when it speaks."""
        return shutil.which(self.name) is not None

    def estimated_s(self, text: str) -> float:
        """Return roughly how many seconds the text will take."""
        lengths = [max(_LEAST_S, len(one.split()) / _WORDS_PER_S) for one in cut(text)]
        return _STARTS_S + sum(lengths) + _BETWEEN_S * (len(lengths) - 1) if lengths else 0.0

    def say(self, text: str, language: str, volume: float = 1.0) -> None:
        """Begin to speak, in place of what is being said."""
        words = plain(text)
        if not cut(words):
            return
        loudness = round(200 * min(max(volume, 0.0), 1.0)) - 100
        # After `--` nothing is an option, whatever it begins with; in a list of words is no shell.
        self._start("-r", _SLOWER, "-i", str(loudness), *_language(language), "--", words)

    def stop(self) -> None:
        """Be silent."""
        if self._running:
            self._start("-S")

    def close(self) -> None:
        """Be silent, and leave no process behind."""
        self.stop()
        for one in self._running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                one.wait(timeout=1.0)
            one.kill()
            one.wait()
        self._running.clear()

    def _start(self, *words: str) -> None:
        self._running = [one for one in self._running if one.poll() is None]
        with contextlib.suppress(OSError), unstopped():
            self._running.append(
                subprocess.Popen(  # noqa: S603 - a list of words, no shell
                    [self.name, *words],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )


def _language(language: str) -> tuple[str, ...]:
    plain_form = language.strip().partition("-")[0].lower()
    return ("-l", plain_form) if plain_form.isascii() and plain_form.isalpha() else ()

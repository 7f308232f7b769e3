"""Engines that are programs of their own, started for each sentence.

What is said may come from anybody's file: it reaches the program on its standard input, never on its
command line and never through a shell, and is cut to a bearable length beforehand (`sentences.plain`).
"""

import functools
import shutil
import subprocess
import tempfile
import threading
import unicodedata
from pathlib import Path

from hiptimer.log import log
from hiptimer.sound.unstopped import unstopped
from hiptimer.sound.voice.engines import Engine
from hiptimer.sound.voice.recording import Recording, levelled, read_wav
from hiptimer.sound.voice.sentences import can_be_said, plain

WORDS_PER_MINUTE = 150  # a calm voice
FLITE_VOICE = "rms"  # the same as of the shipped clips
FLITE_STRETCH = 0.95  # which brings it to WORDS_PER_MINUTE

LONGEST_RUN_S = 20.0  # some hundred times what a sentence takes
_FAILURES = 3  # after so many in a row it is not tried again


class Program:
    """Starts a program, hands it the sentence, and reads the WAV file that it writes."""

    engine: Engine
    name: str

    def __init__(self) -> None:
        """Look for nothing yet."""
        self._failed = 0
        self._lock = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._closed = False

    def is_here(self) -> bool:
        """Say whether the program is installed."""
        return shutil.which(self.name) is not None

    def render(self, sentence: str, voice: str) -> Recording | None:
        """Return the sentence as spoken; None if that did not work."""
        text = self._prepared(plain(sentence))
        if not can_be_said(text) or self._failed >= _FAILURES:
            return None
        try:
            with tempfile.TemporaryDirectory(prefix="hiptimer-voice-") as folder:
                file = Path(folder) / "said.wav"
                self._run(self._command(voice, file), text)
                recording = levelled(read_wav(file.read_bytes()))
        except ValueError:  # there was nothing to be heard
            return None
        except (OSError, subprocess.SubprocessError) as error:
            if not self._closed:
                self._failed += 1
                log.warning("%s did not speak: %s", self.name, error)
            return None
        self._failed = 0
        return recording

    def close(self) -> None:
        """End the program if it is running."""
        with self._lock:
            self._closed = True
            if self._running is not None:
                self._running.kill()

    def _command(self, voice: str, file: Path) -> list[str]:
        """Return the words of the command that writes what it reads into the file, spoken."""
        raise NotImplementedError

    def _prepared(self, text: str) -> str:
        """Return the text without what the program would take for anything but words."""
        return text

    def _run(self, command: list[str], text: str) -> None:
        with self._lock:
            if self._closed:
                raise OSError("closed")
            self._running = _started(command)
        with (
            self._running as running
        ):  # which closes its pipes and takes leave of it, however it ends
            try:
                _out, said = running.communicate(f"{text}\n".encode(), timeout=LONGEST_RUN_S)
            finally:
                running.kill()
        if running.returncode:
            raise OSError(said.decode(errors="replace").strip()[:200] or "failed")


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    with unstopped():
        return subprocess.Popen(  # noqa: S603 - a fixed list of words, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


class EspeakNg(Program):
    """espeak-ng: robotic and clear, in some hundred languages."""

    engine = Engine.ESPEAK_NG
    name = "espeak-ng"

    def voice_for(self, language: str) -> str | None:
        """Return the voice of the language, else of its plain form or another of its forms.

        That is "de" for "de-AT", and "fr-fr" for "fr", which espeak-ng does not know by itself.
        """
        if not self.is_here():
            return None
        wanted = language.strip().lower().replace("_", "-") or "en"
        plain_form = wanted.partition("-")[0]
        known = _espeak_languages()
        for name in (wanted, "en-gb" if plain_form == "en" else plain_form):
            if name in known:
                return name
        own = f"{plain_form}-{plain_form}"
        others = sorted(name for name in known if name.startswith(f"{plain_form}-"))
        return own if own in known else next(iter(others), None)

    def _command(self, voice: str, file: Path) -> list[str]:
        return [self.name, "-v", voice, "-s", str(WORDS_PER_MINUTE), "-b", "1", "--stdin",
                "-w", str(file)]  # fmt: skip

    def _prepared(self, text: str) -> str:
        # Two opening brackets would begin phonemes.
        return text.replace("[", " ").replace("]", " ")


@functools.cache
def _espeak_languages() -> frozenset[str]:
    try:
        with unstopped():
            listed = subprocess.run(
                ["espeak-ng", "--voices"],  # noqa: S607 - wherever the person has it
                capture_output=True,
                timeout=LONGEST_RUN_S,
                check=True,
                stdin=subprocess.DEVNULL,
            ).stdout
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    rows = (line.split() for line in listed.decode(errors="replace").splitlines()[1:])
    return frozenset(row[1].lower() for row in rows if len(row) > 1)


class Flite(Program):
    """flite: more natural, English only. It has the voice of the shipped clips."""

    engine = Engine.FLITE
    name = "flite"

    def voice_for(self, language: str) -> str | None:
        """Return its one voice for English."""
        english = language.strip().lower().replace("_", "-").partition("-")[0] in ("en", "")
        return FLITE_VOICE if english and self.is_here() else None

    def _command(self, voice: str, file: Path) -> list[str]:
        return [self.name, "-voice", voice, "--setf", f"duration_stretch={FLITE_STRETCH}",
                "-o", str(file), "/dev/stdin"]  # fmt: skip

    def _prepared(self, text: str) -> str:
        # It reads bytes: of anything but ASCII it makes nothing, or noise. Accents are dropped; of what
        # is written in other letters it would say no more than the digits.
        apart = unicodedata.normalize("NFKD", text.translate(_PLAIN_MARKS))
        left = apart.encode("ascii", "ignore").decode()
        return left if 2 * _letters(left) >= _letters(text) else ""


def _letters(text: str) -> int:
    return sum(one.isalnum() for one in text)


_PLAIN_MARKS = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": " - ", "—": " - ", "…": "...", "°": " degrees"}  # noqa: RUF001
)

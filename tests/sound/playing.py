"""A program for the tests that hear: plays tones one after another, as a window or a terminal would.

Arguments: `window` or `terminal`, the folder for kept clips, the device that is wanted, then words: a
tone, a number of seconds to wait, `pause`, `stop`, `reopen`, `trouble`, `devices`, `volume=0.5`; `lost`,
`found` or `on=DEVICE`, which wait for that; or `hold`, which waits for a line on standard input.
"""

import os
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from hiptimer.engine.cues import Tone
from hiptimer.engine.session import SoundLevel
from hiptimer.sound import process_output
from hiptimer.sound.clips import Clips
from hiptimer.sound.levels import Heard
from hiptimer.sound.output import open_output
from hiptimer.sound.speaker import Speaker

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "sounds"
TURN_S = 0.01
BREATH_S = 3.0
PATIENCE_S = 40.0


class NothingToSay:
    """A voice for tests of tones."""

    live = None

    def prepare(self, texts, language=""):
        """Do nothing."""

    def clip(self, text):
        """Have none."""

    def length_s(self, text):
        """Have none."""

    def close(self):
        """Do nothing."""


def until(condition):
    """Wait for something; who reads what is printed sees whether it came."""
    latest_at = time.monotonic() + PATIENCE_S
    while not condition() and time.monotonic() < latest_at:
        time.sleep(TURN_S)


def until_known(speaker):
    """Wait until it is known where sound goes, or that it goes nowhere."""
    until(lambda: speaker.output.device or speaker.trouble)
    said = (type(speaker.output).__name__, speaker.output.device, speaker.trouble)
    print(*said, sep="|", flush=True)


def do(speaker, word):
    """Carry out one word; give the seconds to wait after it."""
    if word.startswith("volume="):
        volume = float(word.removeprefix("volume="))
        speaker.heard = replace(speaker.heard, tone_volume=volume)
    elif word == "pause":
        speaker.pause()
    elif word == "trouble":
        print(f"trouble|{speaker.trouble}", flush=True)
    elif word == "reopen":
        speaker.reopen()
    elif word in {"lost", "found"}:
        until(lambda: (speaker.output.device not in {"", "alsa"}) == (word == "found"))
        print(word, speaker.output.device, speaker.trouble, sep="|", flush=True)
    elif word.startswith("on="):
        device = word.removeprefix("on=")
        until(lambda: speaker.output.device == device)
        print("on", speaker.output.device, speaker.trouble, sep="|", flush=True)
    elif word == "devices":
        print(*speaker.output.devices(), sep="|", flush=True)
    elif word == "stop":
        speaker.stop_all()
    elif word == "hold":
        print("holding", flush=True)
        sys.stdin.readline()
    elif word in list(Tone):
        print(f"{time.monotonic():.4f} {speaker.sound_tone(Tone(word), BREATH_S)}", flush=True)
    else:
        return float(word)
    return 0.0


def play_in_terminal(speaker, words):
    """Let a plain loop tend the speaker."""
    for word in words:
        until = time.monotonic() + do(speaker, word)
        while time.monotonic() < until:
            speaker.tend()
            time.sleep(TURN_S)


def play_in_window(speaker, words, application):
    """Let Qt's event loop tend the speaker."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - a terminal starts without

    left = iter(words)

    def turn():
        word = next(left, None)
        if word is None:
            application.quit()
        else:
            QTimer.singleShot(round(1000 * do(speaker, word)), turn)

    QTimer.singleShot(0, turn)
    application.exec()


def main(kind, kept, device, *words):
    """Play the words."""
    if "PLAYING_CARDS" in os.environ:
        cards = Path(os.environ["PLAYING_CARDS"])
        process_output.has_sound_card.__defaults__ = (cards,)
        process_output.find_player.__defaults__ = (cards,)
    speaker = Speaker(
        Clips(SHIPPED, Path(kept)),
        NothingToSay(),
        partial(open_output, Path(kept), device),
        Heard(SoundLevel.FULL, tone_volume=1.0),
    )
    application = None
    if kind == "window":
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

        application = QGuiApplication([])
    speaker.prepare([])
    until_known(speaker)
    if application is None:
        play_in_terminal(speaker, words)
    else:
        play_in_window(speaker, words, application)
    print(f"trouble|{speaker.trouble}", flush=True)
    speaker.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

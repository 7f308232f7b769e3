"""A program for the tests that hear: plays tones one after another, as a window or a terminal would.

Arguments: `window` or `terminal`, the folder for kept clips, then words: a tone, a number of seconds
to wait, `pause`, `stop`, `reopen`, `trouble`, `volume=0.5`, or `hold`, which waits for a line on
standard input.
"""

import sys
import time
from functools import partial
from pathlib import Path

from hiptimer.engine.cues import Tone
from hiptimer.engine.session import SoundLevel
from hiptimer.sound.clips import Clips
from hiptimer.sound.output import open_output
from hiptimer.sound.speaker import Speaker

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "sounds"
TURN_S = 0.01
BREATH_S = 3.0


def do(speaker, word):
    """Carry out one word; give the seconds to wait after it."""
    if word.startswith("volume="):
        speaker.volume = float(word.removeprefix("volume="))
    elif word == "pause":
        speaker.pause()
    elif word == "trouble":
        print(f"trouble|{speaker.trouble}", flush=True)
    elif word == "reopen":
        speaker.reopen()
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


def main(kind, kept, *words):
    """Play the words."""
    speaker = Speaker(
        Clips(SHIPPED, Path(kept)), partial(open_output, Path(kept)), SoundLevel.FULL, 1.0
    )
    application = None
    if kind == "window":
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

        application = QGuiApplication([])
    speaker.prepare([])
    print(type(speaker.output).__name__, speaker.output.device, sep="|", flush=True)
    if application is None:
        play_in_terminal(speaker, words)
    else:
        play_in_window(speaker, words, application)
    print(f"trouble|{speaker.trouble}", flush=True)
    speaker.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What every way to a loudspeaker can do, the silent one, and the choice between them."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from hiptimer.language import gettext as _


class Output(Protocol):
    """A way for WAV files to be heard.

    A file ends with a tenth of a second of silence (`synthesis.TAIL_S`), or its end may not be heard.
    Nothing here raises because of a missing device: what is wrong is told by `trouble`, and every cue
    has its twin on the screen.
    """

    @property
    def device(self) -> str:
        """Say in words where sound goes; empty if nowhere."""

    @property
    def trouble(self) -> str:
        """Say in a sentence, fit for a banner, why nothing may be heard; empty if all is well."""

    def prepare(self, clips: Iterable[Path]) -> None:
        """Load these files, so that each begins at once when it is played."""

    def play(self, clip: Path, volume: float) -> None:
        """Begin a file from its start and return at once; `volume` is a linear gain, 0 to 1."""

    def stop(self) -> None:
        """Cut off everything that is sounding."""

    def tend(self) -> None:
        """Do what is due. A program without Qt's event loop calls this every 10 ms or so."""

    def close(self) -> None:
        """Stop and let go of the device; the output is not used again."""


class Silence:
    """An output that is never heard, and says why."""

    def __init__(self, reason: str = "") -> None:
        """Take the sentence for the banner; empty where silence is what was wanted."""
        self.trouble = reason
        self.device = ""

    def prepare(self, clips: Iterable[Path]) -> None:
        """Do nothing."""

    def play(self, clip: Path, volume: float) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""

    def tend(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


def open_output(kept: Path) -> Output:
    """Choose the best way to be heard on this computer; `kept` is a folder for files made on the way.

    Costs a tenth of a second, so a window asks for it after its first paint. Where no Qt application
    exists yet, a windowless one is made.
    """
    # Qt is asked for here, not above: its multimedia library does not load where libpulse is
    # missing, and a program without sound must still run.
    try:
        from hiptimer.sound.qt_output import QtOutput  # noqa: PLC0415
    except ImportError:
        pass
    else:
        qt = QtOutput()
        # Elsewhere than on Linux, Qt speaks to the system itself, and notices a device plugged in later.
        if qt.device or not sys.platform.startswith("linux"):
            return qt
        qt.close()
    from hiptimer.sound.process_output import ProcessOutput, find_player  # noqa: PLC0415

    player = find_player()
    if player is not None:
        return ProcessOutput(player, kept)
    # Qt never notices a server that comes later, not even when asked again.
    return Silence(
        _(
            "No loudspeaker or headphones were found, so sessions are shown but not heard. "
            "Once there are some, start the program again."
        )
    )

"""What every way to a loudspeaker can do, the silent one, and the choice between them."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from hiptimer.language import gettext as _

_ON_LINUX = sys.platform.startswith("linux")


class Output(Protocol):
    """A way for WAV files to be heard.

    A file ends with a tenth of a second of silence (`synthesis.TAIL_S`), or its end may not be heard.
    Nothing here raises because of a missing device: what is wrong is told by `trouble`, and every cue
    has its twin on the screen.
    """

    @property
    def device(self) -> str:
        """Say in words where sound goes; empty if nowhere."""

    def devices(self) -> list[tuple[str, str]]:
        """Return the id and the words of each device that a person can choose among."""

    @property
    def trouble(self) -> str:
        """Say in a sentence, fit for a banner, why nothing may be heard; empty if all is well."""

    def prepare(self, clips: Iterable[Path]) -> None:
        """Load these files, so that each begins at once when it is played."""

    def play(self, clip: Path, volume: float) -> None:
        """Begin a file from its start and return at once; `volume` is a linear gain, 0 to 1."""

    def stop(self, clip: Path | None = None) -> None:
        """Cut off one file, or everything that is sounding."""

    def let_go(self, clips: Iterable[Path]) -> None:
        """Forget files that were loaded; one that is sounding falls silent."""

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

    def devices(self) -> list[tuple[str, str]]:
        """Return none."""
        return []

    def prepare(self, clips: Iterable[Path]) -> None:
        """Do nothing."""

    def play(self, clip: Path, volume: float) -> None:
        """Do nothing."""

    def stop(self, clip: Path | None = None) -> None:
        """Do nothing."""

    def let_go(self, clips: Iterable[Path]) -> None:
        """Do nothing."""

    def tend(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


def nothing_found() -> str:
    """Return the sentence for a computer without a loudspeaker."""
    return _("No loudspeaker or headphones were found, so sessions are shown but not heard.")


def stopped_working() -> str:
    """Return the sentence for sound that was there and is gone."""
    return _("The sound has stopped working, so watch the screen for the changes.")


def open_output(kept: Path, device: str = "") -> Output:
    """Choose the best way to be heard on this computer, now and as devices and servers come and go.

    `kept` is a folder for files made on the way; `device` is one of `Output.devices`, used whenever it
    is there, and empty for the usual one. Returns at once on Linux, and in a tenth of a second elsewhere,
    where a windowless Qt application is made if there is none yet.
    """
    from hiptimer.sound.process_output import ProcessOutput, find_player  # noqa: PLC0415

    if _ON_LINUX:
        from hiptimer.sound.child_output import ChildOutput  # noqa: PLC0415
        from hiptimer.sound.either_output import EitherOutput  # noqa: PLC0415

        player = find_player()
        child = ChildOutput(device)
        child.begin()
        return EitherOutput(child, ProcessOutput(player, kept) if player else Silence())
    # Qt speaks to the system itself there, and notices a device plugged in later.
    try:
        from hiptimer.sound.qt_output import QtOutput  # noqa: PLC0415
    except ImportError:
        player = find_player()
        return ProcessOutput(player, kept) if player else Silence(nothing_found())
    return QtOutput(device)

"""Two outputs in one: the second is heard whenever the first is not."""

from collections.abc import Iterable
from pathlib import Path

from hiptimer.sound.child_output import ChildOutput
from hiptimer.sound.output import Output


class EitherOutput:
    """Plays through the first output while it can be heard, else through the second."""

    def __init__(self, first: ChildOutput, second: Output) -> None:
        """Take both, open."""
        self._first = first
        self._second = second

    @property
    def _current(self) -> Output:
        usable = self._first.is_usable or not self._second.device
        return self._first if usable else self._second

    @property
    def device(self) -> str:
        """Say in words where sound goes; empty if nowhere."""
        return self._current.device

    def devices(self) -> list[tuple[str, str]]:
        """Return the id and the words of each device that a person can choose among."""
        return self._current.devices()

    @property
    def trouble(self) -> str:
        """Say in a sentence why nothing may be heard; empty if all is well."""
        return self._current.trouble

    def prepare(self, clips: Iterable[Path]) -> None:
        """Load these files."""
        clips = list(clips)
        self._first.prepare(clips)
        if self._current is self._second:
            self._second.prepare(clips)

    def play(self, clip: Path, volume: float) -> None:
        """Begin a file from its start."""
        self._current.play(clip, volume)

    def stop(self, clip: Path | None = None) -> None:
        """Cut off one file, or everything that is sounding."""
        self._first.stop(clip)
        self._second.stop(clip)

    def let_go(self, clips: Iterable[Path]) -> None:
        """Forget files that were loaded."""
        clips = list(clips)
        self._first.let_go(clips)
        self._second.let_go(clips)

    def tend(self) -> None:
        """Do what is due."""
        self._first.tend()
        self._second.tend()

    def close(self) -> None:
        """Let go of both."""
        self._first.close()
        self._second.close()

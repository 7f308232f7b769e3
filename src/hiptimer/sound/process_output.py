"""The output for computers on which Qt finds no sound server: a small player process for each sound."""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from hiptimer.files import replacing
from hiptimer.language import gettext as _
from hiptimer.sound.synthesis import scaled
from hiptimer.sound.unstopped import unstopped

if TYPE_CHECKING:
    from playsound3.playsound3 import Sound

_CARDS = Path("/proc/asound/cards")
_NO_CARDS = "no soundcards"
_ON_LINUX = sys.platform.startswith("linux")

# playsound3's name for each player, by the program that it runs. Named outright, because by itself
# it passes over aplay unless mpg123, which WAV files do not need, is there too.
_LINUX_PLAYERS = {"aplay": "alsa", "gst-play-1.0": "gstreamer", "ffplay": "ffplay"}
_STEPS = 20  # volumes are rounded to so many, to keep the number of scaled files small


def has_sound_card(cards: Path = _CARDS) -> bool:
    """Tell whether the kernel knows a sound card; without one, every player "succeeds" in silence."""
    try:
        listed = cards.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return bool(listed.strip()) and _NO_CARDS not in listed


def find_player(cards: Path = _CARDS) -> str | None:
    """Give playsound3's name of a player that would be heard here, or None."""
    if _ON_LINUX:
        if not has_sound_card(cards):
            return None
        found = (name for program, name in _LINUX_PLAYERS.items() if shutil.which(program))
        return next(found, None)
    # Imported late: it starts programs to see which of them there are.
    from playsound3 import playsound3  # noqa: PLC0415

    return playsound3.DEFAULT_BACKEND


class ProcessOutput:
    """Plays each sound in a process of its own; begins some 20 to 150 ms late, and has no volume.

    So that there is one, each clip is kept scaled to the volume it was asked for.
    """

    def __init__(self, player: str, kept: Path) -> None:
        """Take a player's name from `find_player`, and a folder for the scaled clips."""
        self.device = player
        self.trouble = ""
        self._kept = kept / "scaled"
        self._running: list[tuple[Path, Sound]] = []

    def devices(self) -> list[tuple[str, str]]:
        """Return none: a player takes the usual device."""
        return []

    def prepare(self, clips: Iterable[Path]) -> None:  # noqa: ARG002 - a process loads its own
        """Load playsound3 while there is time."""
        import playsound3  # noqa: F401, PLC0415

    def play(self, clip: Path, volume: float) -> None:
        """Start a process that plays the clip, unless the volume is as good as nothing."""
        from playsound3.playsound3 import PlaysoundException, playsound  # noqa: PLC0415

        self.tend()
        step = round(min(max(volume, 0.0), 1.0) * _STEPS)
        if not step:
            return
        try:
            with unstopped():
                sound = playsound(self._at(clip, step), block=False, backend=self.device)
        except (OSError, PlaysoundException):
            self.trouble = self._complaint()
        else:
            self._running.append((clip, sound))

    def stop(self, clip: Path | None = None) -> None:
        """End the processes that are still playing one file, or any."""
        self.tend()
        ended = [one for one in self._running if clip in (None, one[0])]
        for one in ended:
            self._running.remove(one)
            one[1].stop()
            one[1].wait()

    def let_go(self, clips: Iterable[Path]) -> None:
        """Do nothing: each process loads its own."""

    def tend(self) -> None:
        """Take leave of the processes that have ended, and notice those that failed."""
        for one in [one for one in self._running if not one[1].is_alive()]:
            self._running.remove(one)
            sound = one[1]
            # Only a real process tells how it ended; the players of Windows give no number.
            failed = sound.subprocess.poll() not in (0, None)
            self.trouble = self._complaint() if failed else ""

    def close(self) -> None:
        """Leave no process behind."""
        self.stop()

    def _at(self, clip: Path, step: int) -> Path:
        if step == _STEPS:
            return clip
        stamp = clip.stat()
        # The same name may hold another sound after an update.
        path = self._kept / f"{clip.stem}-{stamp.st_size}-{int(stamp.st_mtime)}-{step}.wav"
        if not path.is_file():
            with replacing(path) as file:
                file.write(scaled(clip.read_bytes(), step / _STEPS))
        return path

    def _complaint(self) -> str:
        return _("The sound could not be played, so watch the screen for the changes.")

"""Rendered clips, kept between sessions: bounded in size, the oldest leave first."""

import contextlib
import hashlib
import os
from collections.abc import Container
from pathlib import Path

from hiptimer.files import replacing

# Raised whenever the same text would come out as another sound, so that older clips are not used.
KEPT_VERSION = 1

MOST_BYTES = 64 * 1024 * 1024


class ClipCache:
    """A folder of WAV files, each named by what was spoken and by whom."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        """Take a folder that is this cache's alone; it is made when the first clip is kept."""
        self._folder = folder
        self._most_bytes = most_bytes

    def path(self, speaker: str, sentences: tuple[str, ...]) -> Path:
        """Return where the clip of these sentences by this speaker belongs, there or not."""
        said = "\0".join((str(KEPT_VERSION), speaker, *sentences))
        return self._folder / f"{hashlib.sha256(said.encode()).hexdigest()[:32]}.wav"

    def use(self, path: Path) -> bool:
        """Say whether the clip is there; if so it counts as new."""
        try:
            os.utime(path)
        except OSError:
            return False
        return path.stat().st_size > 0

    def keep(self, path: Path, wav: bytes) -> bool:
        """Write a clip; say whether it could be written."""
        try:
            with replacing(path) as file:
                file.write(wav)
        except OSError:
            return False
        return True

    def prune(self, in_use: Container[Path]) -> None:
        """Remove the oldest clips until the rest fits, but none that is in use."""
        found = []
        with contextlib.suppress(OSError):
            for path in self._folder.glob("*.wav"):
                with contextlib.suppress(OSError):  # another copy of the program may prune too
                    about = path.stat()
                    found.append((about.st_mtime_ns, about.st_size, path))
        too_much = sum(size for _time, size, _path in found) - self._most_bytes
        for _time, size, path in sorted(found):
            if too_much <= 0:
                return
            if path not in in_use:
                with contextlib.suppress(OSError):
                    path.unlink()
                    too_much -= size

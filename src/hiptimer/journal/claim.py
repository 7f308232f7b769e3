"""A claim on a run: as long as a living process holds it, no other window offers or plays that run.

It is a lock on a small file, which the operating system lets go when the process ends, however it
ends. Nothing has to be guessed from process numbers or from the age of a record.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

if (
    sys.platform == "win32"
):  # pragma: no cover  (the other branch is the one that can be tested here)
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _take_away(path: Path, file: BinaryIO) -> None:
        file.close()  # what is open stays; so it also stays for whoever else has it open
        with suppress(OSError):
            path.unlink(missing_ok=True)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _take_away(path: Path, file: BinaryIO) -> None:
        # Not the other way round: once it is unlocked, the name may stand for the next one's file.
        with suppress(OSError):
            path.unlink(missing_ok=True)
        file.close()


# Far more than others can get in between; some file systems say of one file that it is two.
_ATTEMPTS: Final = 100


class Claim:
    """This process's claim on one run, until it is let go."""

    def __init__(self, path: Path, file: BinaryIO | None) -> None:
        """Hold the locked file; None where the place knows no locks."""
        self._path = path
        self._file = file

    def let_go(self) -> None:
        """Give up the claim and take its file away."""
        if self._file is not None:
            # Who finds it in use, or the disk read-only, loses nothing by its staying.
            _take_away(self._path, self._file)
            self._file = None


def claim(folder: Path, run_id: str) -> Claim | None:
    """Claim a run; None if a living process has it.

    Where there are no locks, or no room for one, the claim is given without: not to play at all would
    be worse than a run offered twice.
    """
    return claim_file(_path(folder, run_id))


def claim_file(path: Path) -> Claim | None:
    """Claim whatever a file of that name stands for, as `claim` does."""
    for _attempt in range(_ATTEMPTS):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("ab")
        except OSError:
            return Claim(path, None)
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            file.close()
            return None
        except OSError:
            file.close()
            return Claim(path, None)
        if _has_the_name(path, file):
            return Claim(path, file)
        file.close()
    return Claim(path, None)


def is_claimed(folder: Path, run_id: str) -> bool:
    """Say whether a living process has the run."""
    path = _path(folder, run_id)
    with suppress(OSError), path.open("r+b") as file:
        try:
            _lock(file)
        except (BlockingIOError, PermissionError):
            return True
    return False


def _has_the_name(path: Path, file: BinaryIO) -> bool:
    """Say whether the file was not taken away by its last holder before it was locked here."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


def _path(folder: Path, run_id: str) -> Path:
    return folder / f"playing-{run_id}.lock"

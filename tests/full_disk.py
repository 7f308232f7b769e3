"""A disk without room: no file grows beyond a few bytes."""

import errno
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def no_room() -> Iterator[None]:
    """Let the system itself refuse what is written, with an error such as a full disk gives."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def small_disk(folder: Path, size_kb: int) -> Iterator[bool]:
    """Let the folder be a disk of its own, as small as that; say whether that could be done."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size_kb}k,mode=755", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    if not done or done.returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder: Path) -> Path:
    """Fill the disk that the folder is on with one file, to its last byte; return the file."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file, _until_full():
        while True:
            file.write(b"\0" * 4096)
    return path


@contextmanager
def _until_full() -> Iterator[None]:
    """Go on when the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise

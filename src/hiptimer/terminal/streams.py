"""The standard streams, however they were handed over: closed, on a full disk, or without a reader."""

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

_LAST_STANDARD = 2


def open_closed_streams() -> None:
    """Let what goes to a stream that was closed, or that a windowed program never had, go nowhere."""
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return
    # A file opened later must not come to lie where others take stderr for granted.
    while (fd := os.open(os.devnull, os.O_RDWR)) <= _LAST_STANDARD:
        pass
    os.close(fd)
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()


def drop(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: Python would complain of it again at its exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def in_utf_8(stream: TextIO) -> None:
    """Let what is written from now on be UTF-8, whatever the system's own letters are."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  (open as long as we run)

"""Runs in an append-only file, a line each: what a backup and a shared folder are made of.

A line is `{"run": …, "sha256": …}`: the run as in an export, and the SHA-256 of its JSON. A run that is
changed comes again further down, and the last of its lines counts. Whoever writes the file only adds to
its end, so a copy that is cut off, or still on its way, is known by its last line.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from hiptimer.files import replacing
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.records import WholeRun

LONGEST_LINE: Final = 32 * 1024 * 1024


class CutOffError(Exception):
    """A line of the file is damaged, or not wholly there yet; `number` counts from 1."""

    def __init__(self, path: Path, number: int) -> None:
        """Remember which line of which file it is."""
        super().__init__(f"{path}, line {number}")
        self.path = path
        self.number = number


def line_of(whole: WholeRun) -> bytes:
    """Return the line of a run, with its end."""
    plain = whole_as_plain(whole)
    return as_json({"run": plain, "sha256": _sum(plain)}).encode() + b"\n"


def append(path: Path, whole: WholeRun) -> None:
    """Add a run to the end of the file, and wait until it is on the disk. OSError if that fails."""
    line = line_of(whole)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        # What was cut off here once must not swallow this line too.
        is_torn = file.tell() > 0 and not _ends_a_line(path)
        file.write(b"\n" + line if is_torn else line)
        file.flush()
        os.fsync(file.fileno())


def write_anew(path: Path, wholes: Iterable[WholeRun]) -> None:
    """Write the file with these runs in place of what it holds, whole or not at all. OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.writelines(map(line_of, wholes))


def runs_in(path: Path, *, tolerant: bool = False) -> Iterator[WholeRun]:
    """Yield the runs of the file in the order written; a changed one comes several times.

    CutOffError at the first line that is not whole; a `tolerant` reader passes over such lines. OSError
    if the file cannot be read.
    """
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
            try:
                yield _run_of(line)
            except ValueError:
                if not tolerant:
                    raise CutOffError(path, number) from None


def newest(wholes: Iterable[WholeRun]) -> dict[str, WholeRun]:
    """Return the last form of each run by its id."""
    return {whole.run.id: whole for whole in wholes}


def _run_of(line: bytes) -> WholeRun:
    value = from_json(line) if line.endswith(b"\n") else None
    if not isinstance(value, dict) or value.get("sha256") != _sum(value.get("run")):
        raise ValueError
    return whole_from_plain(value["run"])


def _sum(plain: object) -> str:
    return hashlib.sha256(as_json(plain).encode()).hexdigest()


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"

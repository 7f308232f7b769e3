"""Runs in an append-only file, a line each: what a backup and a shared folder are made of.

A line is `{"form":1,"run":…,"sha256":"…"}`, in that order and without spaces: the run as in an export, and
the SHA-256 of all bytes of the line before `,"sha256"`. A run that is changed comes again further down, and
the last of its lines counts. Whoever writes the file only adds to its end, so a copy that is cut off, or
still on its way, is known by its last line, and what was read once need not be read again. Later forms
keep the place and the meaning of both numbers, whatever else they change.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from itertools import islice
from pathlib import Path
from typing import Final

from hiptimer.files import replacing
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.records import WholeRun

FORM: Final = 1
LONGEST_LINE: Final = 32 * 1024 * 1024

_SUM: Final = b',"sha256":"'
_END: Final = b'"}\n'
_HEX: Final = 64
_TAIL: Final = len(_SUM) + _HEX + len(_END)
_FORM: Final = re.compile(rb'\{"form":(\d{1,9}),')


class CutOffError(Exception):
    """A line of the file is damaged, or not wholly there yet.

    `number` counts from 1, from the place where reading began.
    """

    def __init__(self, path: Path, number: int) -> None:
        """Remember which line of which file it is."""
        super().__init__(f"{path}, line {number}")
        self.path = path
        self.number = number


class NewerLineError(Exception):
    """A line of the file is whole, and of a form that only a newer program knows."""

    def __init__(self, path: Path) -> None:
        """Remember which file it is."""
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file: after so many bytes and lines, the last with this checksum; the start has none."""

    size: int = 0
    lines: int = 0
    last: str = ""


START: Final = Mark()


def line_of(whole: WholeRun) -> bytes:
    """Return the line of a run, with its end."""
    said = as_json({"form": FORM, "run": whole_as_plain(whole)}).encode()[:-1]
    return said + _SUM + _sum(said) + _END


def append(path: Path, whole: WholeRun) -> None:
    """Add a run to the end of the file, and wait until it is on the disk.

    OSError if that fails; the file then is as it was, as far as the disk allows.
    """
    append_all(path, (whole,))


def append_all(path: Path, wholes: Iterable[WholeRun]) -> None:
    """Add runs to the end of the file, all of them or none, as `append` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Without a buffer, which would still be written after what failed was taken back.
    with path.open("ab", buffering=0) as file:
        before = file.tell()
        try:
            if before and not _ends_a_line(path):
                _write(file, b"\n")  # what was cut off here once must not swallow the next line too
            for whole in wholes:
                _write(file, line_of(whole))
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):  # whoever reads this file would wait for the rest of the line
                file.truncate(before)
            raise


def write_anew(path: Path, wholes: Iterable[WholeRun]) -> None:
    """Write the file with these runs in place of what it holds, whole or not at all. OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.writelines(map(line_of, wholes))


def runs_in(
    path: Path, *, tolerant: bool = False, after: Mark = START, until: Mark | None = None
) -> Iterator[WholeRun]:
    """Yield the runs of the file in the order written; a changed one comes several times.

    CutOffError at the first line that is not whole, NewerLineError at one of a later form; a `tolerant`
    reader passes over such lines. OSError if the file cannot be read.
    """
    count = None if until is None else until.lines - after.lines
    for number, line in enumerate(islice(_lines(path, after), count), 1):
        try:
            yield _run_of(path, line)
        except (ValueError, NewerLineError) as error:
            if tolerant:
                continue
            if isinstance(error, NewerLineError):
                raise
            raise CutOffError(path, number) from None


def is_past(path: Path, mark: Mark) -> bool:
    """Say whether the file still is what it was up to the mark, whatever was added. OSError."""
    if mark == START:
        return True
    with path.open("rb") as file:
        file.seek(mark.size - _TAIL)
        return file.read(_TAIL) == _SUM + mark.last.encode() + _END


def end_of(path: Path, after: Mark = START) -> Mark:
    """Return the end of the file, having looked through all lines after the mark without reading the runs.

    CutOffError, NewerLineError and OSError as `runs_in`.
    """
    size, last, number = after.size, after.last.encode(), 0
    for number, line in enumerate(_lines(path, after), 1):
        try:
            _said(path, line)
        except ValueError:
            raise CutOffError(path, number) from None
        size, last = size + len(line), line[-_HEX - len(_END) : -len(_END)]
    return Mark(size, after.lines + number, last.decode())


def _lines(path: Path, after: Mark) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(after.size)
        yield from iter(lambda: file.readline(LONGEST_LINE), b"")


def _run_of(path: Path, line: bytes) -> WholeRun:
    return whole_from_plain(from_json(_said(path, line) + b"}").get("run"))


def _said(path: Path, line: bytes) -> bytes:
    """Return what the line's checksum vouches for. ValueError if it does not."""
    said = line[:-_TAIL]
    if line[-_TAIL:] != _SUM + _sum(said) + _END:
        raise ValueError
    form = _FORM.match(said)
    if form is None:
        raise ValueError
    if int(form[1]) > FORM:
        raise NewerLineError(path)
    return said


def _sum(said: bytes) -> bytes:
    return hashlib.sha256(said).hexdigest().encode()


def _write(file: FileIO, data: bytes) -> None:
    while data:  # a disk that is nearly full takes a part
        data = data[file.write(data) :]


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"

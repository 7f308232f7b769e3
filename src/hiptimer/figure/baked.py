"""A `.figure` file: the frames of one illustration as outlines with roles instead of colours.

The file: `_START` (magic, version, length of the header, its CRC), the header as JSON, then for each frame
a zlib stream of its own, so that the first is quick to have. Later frames are packed against the first
(zlib's preset dictionary), for mat, props and all that stands still are the same in each.

A frame unpacked is columns: per outline its role and its number of polygons, per polygon its number of
corners, where each polygon begins, the steps in x and the steps in y from corner to corner as signed
bytes, and the steps too wide for a byte (`WIDE` stands in their place). All other numbers have 16 bits.
"""

import json
import struct
import sys
import zlib
from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from hiptimer.errors import HiptimerError
from hiptimer.language import gettext as _

MAGIC: Final = b"HTFG"
VERSION: Final = 1
UNITS: Final = 4096
"""Units along the longer side of the box."""
WIDE: Final = -128
"""Stands among the steps for one that a signed byte cannot hold."""
START: Final = struct.Struct("<4sHHII")  # magic, version, 0, length of the header, its CRC-32
COUNTS: Final = struct.Struct("<4H")  # outlines, polygons, corners after the first, wide steps

_MOST_BYTES: Final = 4 * 1024 * 1024  # of one frame unpacked; a drawing has some ten thousand
_FRAMES_KEPT: Final = 32


class FigureFileError(HiptimerError):
    """A figure cannot be drawn from its file; a plainer one takes its place."""


class Sort(StrEnum):
    """What the frames of a figure are."""

    HOLD = "hold"  # one breath in, from empty to full
    MOTION = "motion"  # the way of a movement, from station to station


@dataclass(frozen=True, slots=True)
class Header:
    """What a figure is, before any of it is drawn.

    `box` is width and height in units, the longer one `UNITS`; `scale` is units per metre. `path` is the
    frame of each station of a movement, in order; `phases` are the stations between which each phase of
    the exercise's own cycle goes. A `loop` ends where it began. `shown` is the frame that tells the most.
    """

    id: str
    build: str
    box: tuple[int, int]
    scale: float
    frames: int
    sort: Sort
    path: tuple[int, ...] = ()
    phases: tuple[tuple[int, int], ...] = ()
    loop: bool = False
    shown: int | None = None

    @property
    def telling(self) -> int:
        """Return the frame for a picture that stands still."""
        if self.shown is not None:
            return self.shown
        if self.sort is Sort.HOLD:
            return 0
        return self.path[len(self.path) // 2 if self.loop else -1]


@dataclass(frozen=True, slots=True)
class Outline:
    """Closed polygons filled by the even-odd rule in the colour of a role.

    The corners of all polygons follow each other in `xs` and `ys`; `lengths` tells how many each has.
    """

    role: str
    xs: list[int]
    ys: list[int]
    lengths: list[int]


Frame = tuple[Outline, ...]
"""Outlines in the order in which they are painted."""


class Figure:
    """One figure file in hand; frames are unpacked when they are first asked for."""

    def __init__(
        self, header: Header, roles: tuple[str, ...], packed: tuple[bytes, ...], name: str
    ) -> None:
        """Keep what the file held; `name` is the file's, for messages."""
        self.header = header
        self._roles = roles
        self._packed = packed
        self._name = name
        self._kept: OrderedDict[int, Frame] = OrderedDict()

    def frame(self, number: int) -> Frame:
        """Return a frame; FigureFileError if it is damaged."""
        if number in self._kept:
            self._kept.move_to_end(number)
            return self._kept[number]
        try:
            frame = _unpack(self._raw(number), self._roles)
        except (zlib.error, struct.error, ValueError, IndexError) as error:
            raise _damaged(self._name, error) from error
        self._kept[number] = frame
        if len(self._kept) > _FRAMES_KEPT:
            self._kept.popitem(last=False)
        return frame

    def _raw(self, number: int) -> bytes:
        if number == 0:
            return self._first
        return _inflated(zlib.decompressobj(zdict=self._first), self._packed[number])

    @cached_property
    def _first(self) -> bytes:
        return _inflated(zlib.decompressobj(), self._packed[0])


def read_figure(path: Path) -> Figure:
    """Read a figure file; FigureFileError, with a sentence, if it is damaged, newer or not to be had."""
    try:
        data = path.read_bytes()
    except OSError as error:
        said = _("The figure {path} cannot be read: {why}.")
        raise FigureFileError(said.format(path=path, why=error.strerror or error)) from error
    try:
        return _read(data, path)
    except (ValueError, struct.error, LookupError, TypeError) as error:
        raise _damaged(str(path), error) from error


def _read(data: bytes, path: Path) -> Figure:
    magic, version, _zero, length, crc = START.unpack_from(data)
    if magic != MAGIC:
        raise ValueError("the first letters are wrong")
    if version > VERSION:
        said = _("The figure {path} was made for a newer hiptimer.")
        raise FigureFileError(said.format(path=path))
    text = data[START.size : START.size + length]
    if zlib.crc32(text) != crc:
        raise ValueError("the header does not add up")
    return _figure(json.loads(text), data[START.size + length :], path)


def _figure(plain: dict[str, Any], body: bytes, path: Path) -> Figure:
    sizes = [int(size) for size in plain["sizes"]]
    ends = list(accumulate(sizes))
    if not sizes or min(sizes) <= 0 or ends[-1] != len(body):
        raise ValueError("its length is wrong")
    width, height = plain["box"]
    header = Header(
        id=str(plain["id"]),
        build=str(plain["build"]),
        box=(int(width), int(height)),
        scale=float(plain["scale"]),
        frames=len(sizes),
        sort=Sort(plain["kind"]),
        path=tuple(map(int, plain.get("path") or ())),
        phases=tuple((int(one), int(other)) for one, other in plain.get("phases") or ()),
        loop=bool(plain.get("loop", False)),
        shown=None if plain.get("shown") is None else int(plain["shown"]),
    )
    check_header(header)
    packed = tuple(body[end - size : end] for size, end in zip(sizes, ends, strict=True))
    return Figure(header, tuple(map(str, plain["roles"])), packed, path.name)


def check_header(header: Header) -> None:
    """Raise ValueError for a header that contradicts itself."""
    if min(header.box) <= 0 or max(header.box) != UNITS:
        raise ValueError(f"the longer side of the box is not {UNITS}: {header.box}")
    if header.scale <= 0:
        raise ValueError(f"{header.scale} units per metre")
    numbers = range(header.frames)
    stops = header.path if header.shown is None else (*header.path, header.shown)
    if any(frame not in numbers for frame in stops):
        raise ValueError("a station is no frame")
    if header.sort is Sort.MOTION and len(header.path) in (0, 1):
        raise ValueError("a movement has two stations or more")
    stations = range(len(header.path))
    if any(station not in stations for pair in header.phases for station in pair):
        raise ValueError("a phase goes to no station")


def _inflated(stream: "zlib._Decompress", packed: bytes) -> bytes:
    raw = stream.decompress(packed, _MOST_BYTES)
    if not stream.eof:
        raise ValueError("a frame is cut off")
    return raw


def _unpack(raw: bytes, roles: tuple[str, ...]) -> Frame:
    """Return the outlines of a frame."""
    outlines, polygons, corners, wide = COUNTS.unpack_from(raw)
    columns = _Columns(raw, COUNTS.size)
    role_of = columns.take("B", outlines)
    parts = columns.take("H", outlines)
    lengths = columns.take("H", polygons)
    begin_x = list(accumulate(columns.take("h", polygons)))
    begin_y = list(accumulate(columns.take("h", polygons)))
    step_x = columns.take("b", corners)
    step_y = columns.take("b", corners)
    wides = iter(columns.take("h", wide))
    columns.end()
    if sum(parts) != polygons or sum(lengths) - polygons != corners or 0 in lengths:
        raise ValueError("the corners do not add up")
    for steps in (step_x, step_y):
        _widen(steps, wides)
    frame = []
    polygon = at = 0
    for role, count in zip(role_of, parts, strict=True):
        xs: list[int] = []
        ys: list[int] = []
        for number in range(polygon, polygon + count):
            end = at + lengths[number] - 1
            xs += accumulate(step_x[at:end], initial=begin_x[number])
            ys += accumulate(step_y[at:end], initial=begin_y[number])
            at = end
        frame.append(Outline(roles[role], xs, ys, lengths[polygon : polygon + count]))
        polygon += count
    return tuple(frame)


def _widen(steps: list[int], wides: Iterator[int]) -> None:
    """Put the wide steps where they belong."""
    at = -1
    for _each in range(steps.count(WIDE)):
        at = steps.index(WIDE, at + 1)
        try:
            steps[at] = next(wides)
        except StopIteration:
            raise ValueError("a wide step is missing") from None


class _Columns:
    """Takes one column after the other; numbers stand low byte first."""

    def __init__(self, raw: bytes, at: int) -> None:
        self._raw = raw
        self._at = at

    def take(self, code: str, count: int) -> list[int]:
        numbers = array(code)
        end = self._at + count * numbers.itemsize
        if end > len(self._raw):
            raise ValueError("a column is cut off")
        numbers.frombytes(self._raw[self._at : end])
        if sys.byteorder == "big":
            numbers.byteswap()
        self._at = end
        return numbers.tolist()

    def end(self) -> None:
        if self._at != len(self._raw):
            raise ValueError("there is more than was told")


def _damaged(name: str, error: Exception) -> FigureFileError:
    said = _("The figure {path} is damaged: {why}.")
    return FigureFileError(said.format(path=name, why=error))

"""Writes `.figure` files, which `hiptimer.figure.baked` reads: plain sequences in, so arrays too."""

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from hiptimer.figure.baked import (
    COUNTS,
    MAGIC,
    START,
    VERSION,
    WIDE,
    Header,
    check_header,
)
from hiptimer.figure.looks import is_role
from hiptimer.files import replacing

Polygon = Iterable[Sequence[float]]
"""A closed polygon: (x, y) in units, x to the right, y downwards; the first corner is not repeated."""
Drawn = Sequence[tuple[str, Iterable[Polygon]]]
"""One frame: roles with their polygons, in the order in which they are painted."""

_FARTHEST = 32767
_LEAST_CORNERS = 3


def write_figure(path: Path, header: Header, frames: Sequence[Drawn]) -> int:
    """Write a figure file, whole or not at all; return its size in bytes.

    Corners are rounded to whole units; polygons that vanish by it are left out. ValueError for a header
    that contradicts itself or the frames, and for a role that no look has a colour for.
    """
    if len(frames) != header.frames:
        raise ValueError(f"{header.id}: {header.frames} frames are told, {len(frames)} are drawn")
    check_header(header)
    roles: dict[str, int] = {}
    raws = [_packed(drawn, roles) for drawn in frames]
    streams = [zlib.compress(raws[0], 9)]
    for raw in raws[1:]:
        stream = zlib.compressobj(level=9, zdict=raws[0])
        streams.append(stream.compress(raw) + stream.flush())
    text = json.dumps(_plain(header, list(roles), [len(one) for one in streams])).encode()
    start = START.pack(MAGIC, VERSION, 0, len(text), zlib.crc32(text))
    data = b"".join((start, text, *streams))
    with replacing(path) as file:
        file.write(data)
    return len(data)


def _plain(header: Header, roles: list[str], sizes: list[int]) -> dict[str, Any]:
    return {
        "id": header.id,
        "build": header.build,
        "box": list(header.box),
        "scale": header.scale,
        "kind": header.sort.value,
        "path": list(header.path),
        "phases": [list(pair) for pair in header.phases],
        "loop": header.loop,
        "shown": header.shown,
        "roles": roles,
        "sizes": sizes,
    }


@dataclass
class _Columns:
    """The columns of one frame, as `baked` tells them."""

    roles: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    begin: list[tuple[int, int]] = field(default_factory=list)
    step_x: list[int] = field(default_factory=list)
    step_y: list[int] = field(default_factory=list)


def _packed(drawn: Drawn, roles: dict[str, int]) -> bytes:
    """Return a frame unpacked; `roles` takes up those that are new."""
    columns = _Columns()
    for role, polygons in drawn:
        rounded = [corners for polygon in polygons if (corners := _rounded(polygon))]
        if not rounded:
            continue
        if not is_role(role):
            raise ValueError(f"no look has a colour for the role {role!r}")
        columns.roles.append(roles.setdefault(role, len(roles)))
        columns.parts.append(len(rounded))
        for corners in rounded:
            columns.lengths.append(len(corners))
            columns.begin.append(corners[0])
            columns.step_x += _steps([x for x, _y in corners])
            columns.step_y += _steps([y for _x, y in corners])
    return _bytes(columns)


def _bytes(columns: _Columns) -> bytes:
    wide = [
        step
        for steps in (columns.step_x, columns.step_y)
        for step in steps
        if not WIDE < step <= -WIDE - 1
    ]
    try:
        counts = COUNTS.pack(
            len(columns.roles), len(columns.lengths), len(columns.step_x), len(wide)
        )
    except struct.error as error:
        raise ValueError("a frame has more than 65,535 corners") from error
    begin = [(0, 0), *columns.begin]
    return b"".join(
        (
            counts,
            _column("B", columns.roles),
            _column("H", columns.parts),
            _column("H", columns.lengths),
            _column("h", _steps([x for x, _y in begin])),
            _column("h", _steps([y for _x, y in begin])),
            _column("b", _narrow(columns.step_x)),
            _column("b", _narrow(columns.step_y)),
            _column("h", wide),
        )
    )


def _rounded(polygon: Polygon) -> list[tuple[int, int]]:
    """Return the corners in whole units, or nothing if no area is left of them."""
    corners: list[tuple[int, int]] = []
    for x, y in polygon:
        corner = (round(float(x)), round(float(y)))
        if max(abs(corner[0]), abs(corner[1])) > _FARTHEST // 2:
            raise ValueError(f"a corner is far outside the box: {corner}")
        if not corners or corner != corners[-1]:
            corners.append(corner)
    while len(corners) > 1 and corners[-1] == corners[0]:
        corners.pop()
    turned = zip(corners, corners[1:] + corners[:1], strict=True)
    area = sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in turned)
    return corners if len(corners) >= _LEAST_CORNERS and area else []


def _steps(values: list[int]) -> list[int]:
    return [after - before for before, after in pairwise(values)]


def _narrow(steps: list[int]) -> list[int]:
    return [step if WIDE < step <= -WIDE - 1 else WIDE for step in steps]


def _column(code: str, values: Iterable[int]) -> bytes:
    numbers = array(code, values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()

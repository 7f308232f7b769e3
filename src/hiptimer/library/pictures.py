"""Whether a picture that a file brings along may be shown: where it lies, and how large it is.

Only the head of a picture is read, and only of the four formats that are shown.
"""

import re
import struct
from pathlib import Path
from typing import BinaryIO

from hiptimer.language import gettext as _
from hiptimer.library.quantities import Misread

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000

_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HEAD = 32
# Start of frame: the segments of a JPEG that tell its size (C4, C8 and CC are something else).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_FILL = 0xFF
_MOST_SEGMENTS = 2000


def check_path(written: str) -> None:
    """Raise Misread unless the path leads to a place inside the file's own folder, by its words."""
    if _REMOTE.match(written):
        raise Misread(
            _("A picture cannot come from elsewhere."),
            _("Put it beside this file and write its name, as in pictures/wall-press.png."),
        )
    if "\\" in written:
        raise Misread(_("A picture's path has a backslash in it."), _("Write it with / instead."))
    if written.startswith("/"):
        raise Misread(
            _("A picture's path begins at the root of the disk."),
            _("Put it beside this file and write its name, as in pictures/wall-press.png."),
        )
    if ".." in written.split("/"):
        raise Misread(
            _("A picture's path may not have `..` in it."),
            _("Put it beside this file and write its name, as in pictures/wall-press.png."),
        )


def check_picture(written: str, folder: Path) -> None:
    """Raise Misread unless there is a picture at a path relative to a folder, and it may be shown."""
    try:
        path = (folder / written).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise Misread(
                _("The picture lies outside this file's folder."),
                _("Put a copy beside this file."),
            )
        if not path.exists():
            raise Misread(
                _("There is no such picture."),
                _("See whether it was sent along, and its spelling."),
            )
        if not path.is_file():
            raise Misread(_("The picture is not an ordinary file."), _("Save it as a file."))
        if path.stat().st_size > MOST_BYTES:
            raise Misread(_("The picture is larger than 20 MiB."), _("Make it smaller."))
        with path.open("rb") as file:
            width, height = picture_size(file)
    except (OSError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or _("its links go in a circle")
        said = _("The picture cannot be read ({why}).").format(why=why)
        raise Misread(said, _("Put a copy beside this file.")) from None
    if width * height > MOST_PIXELS:
        said = _("The picture has more than 50 million pixels ({width} by {height}).").format(
            width=width, height=height
        )
        raise Misread(said, _("Make it smaller."))


def picture_size(file: BinaryIO) -> tuple[int, int]:
    """Return width and height in pixels, or raise Misread if it is no picture of a known format."""
    head = file.read(_HEAD)
    try:
        width, height = _size(head, file)
    except struct.error:
        width = height = 0
    if not width or not height:
        raise Misread(
            _("This is not a picture that can be shown."), _("Save it as PNG, JPEG, GIF or WebP.")
        )
    return width, height


def _size(head: bytes, file: BinaryIO) -> tuple[int, int]:
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    if head.startswith((b"GIF87a", b"GIF89a")):
        width, height = struct.unpack("<HH", head[6:10])
        return width, height
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp_size(head)
    if head.startswith(b"\xff\xd8"):
        return _jpeg_size(file)
    return 0, 0


def _webp_size(head: bytes) -> tuple[int, int]:
    match head[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", head[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack("<I", head[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            if len(head) < 30:  # noqa: PLR2004  (where the height ends)
                return 0, 0
            width = int.from_bytes(head[24:27], "little") + 1
            return width, int.from_bytes(head[27:30], "little") + 1
        case _:
            return 0, 0


def _jpeg_size(file: BinaryIO) -> tuple[int, int]:
    file.seek(2)
    for _segment in range(_MOST_SEGMENTS):
        begin, marker = struct.unpack("BB", file.read(2))
        if begin != _FILL:
            break
        if marker == _FILL:
            file.seek(-1, 1)
        elif marker not in _WITHOUT_LENGTH:
            (length,) = struct.unpack(">H", file.read(2))
            if marker in _FRAMES:
                height, width = struct.unpack(">xHH", file.read(5))
                return width, height
            file.seek(max(length - 2, 0), 1)
    return 0, 0

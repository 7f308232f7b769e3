"""The size of a picture from its head alone, for the four formats, and of what only looks like one."""

import struct
from io import BytesIO

import pytest

from hiptimer.library.pictures import picture_size
from hiptimer.library.quantities import Misread


def jpeg(*segments):
    return b"\xff\xd8" + b"".join(segments)


def segment(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


FRAME = segment(0xC2, struct.pack(">BHH", 8, 30, 40) + b"\x03")
EXIF = segment(0xE1, b"Exif" * 100)
HUFFMAN = segment(0xC4, struct.pack(">BHH", 8, 1, 1))


def webp(kind, body):
    return b"RIFF\0\0\0\0WEBP" + kind + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 40, 30),
        b"GIF87a" + struct.pack("<HH", 40, 30),
        b"GIF89a" + struct.pack("<HH", 40, 30) + b"rest",
        jpeg(FRAME),
        jpeg(EXIF, HUFFMAN, b"\xff\xff", FRAME[1:]),
        jpeg(b"\xff\x01", EXIF, FRAME),
        webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 40, 30) + b"\0\0"),
        webp(b"VP8L", b"\x2f" + struct.pack("<I", 39 | 29 << 14)),
        webp(b"VP8X", b"\0\0\0\0" + (39).to_bytes(3, "little") + (29).to_bytes(3, "little")),
    ],
)
def test_the_size_of_a_picture(data):
    assert picture_size(BytesIO(data)) == (40, 30)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg width='4' height='4'/>",
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 0, 30),
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sI", 13, b"IHDR", 40),
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IDAT", 4, 4),
        b"GIF89a\x01",
        jpeg(),
        jpeg(b"no segment"),
        jpeg(EXIF),
        jpeg(b"\xff\xd0" * 5000, FRAME),
        jpeg(b"\xff\xe1\0\0" * 3, b"x"),
        webp(b"VP8 ", b""),
        webp(b"VP8L", b""),
        webp(b"VP8X", b"\0\0\0\0"),
        webp(b"ALPH", b"\0" * 20),
    ],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(Misread, match="not a picture"):
        picture_size(BytesIO(data))

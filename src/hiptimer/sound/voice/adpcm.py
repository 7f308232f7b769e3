"""IMA ADPCM in a WAV file: four bits a sample, the standard format 0x11, one channel."""

import struct
from array import array
from collections.abc import Sequence
from itertools import pairwise

BLOCK_BYTES = 256
BLOCK_SAMPLES = (BLOCK_BYTES - 4) * 2 + 1  # the first one stands in the block's header
FORMAT = 0x11

_HEADER = struct.Struct("<4sI4s4sIHHIIHHHH4sII4sI")
_LOWEST, _HIGHEST = -32_768, 32_767

# The two tables of the standard: step sizes grow by a tenth each, and a large difference makes the
# next step larger, a small one smaller.
_STEPS = (
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66,
    73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449,
    494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272,
    2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442,
    11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
)  # fmt: skip
_CHANGES = (-1, -1, -1, -1, 2, 4, 6, 8)
_LAST_STEP = len(_STEPS) - 1


def _difference(step: int, code: int) -> int:
    size = step >> 3
    if code & 4:
        size += step
    if code & 2:
        size += step >> 1
    if code & 1:
        size += step >> 2
    return -size if code & 8 else size


# By step * 16 + code: what is added to the sample, and sixteen times the next step.
_ADDED = [_difference(step, code) for step in _STEPS for code in range(16)]
_NEXT = [
    16 * min(max(place + _CHANGES[code & 7], 0), _LAST_STEP)
    for place in range(len(_STEPS))
    for code in range(16)
]


def encode(samples: Sequence[int], rate_hz: int) -> bytes:
    """Return a WAV file of these 16-bit samples at a quarter of the size."""
    place, blocks = 0, []
    for start in range(0, len(samples), BLOCK_SAMPLES):
        block, place = _encode_block(samples[start : start + BLOCK_SAMPLES], place)
        blocks.append(block)
    data = b"".join(blocks)
    header = _HEADER.pack(
        b"RIFF", _HEADER.size - 8 + len(data), b"WAVE",
        b"fmt ", 20, FORMAT, 1, rate_hz, rate_hz * BLOCK_BYTES // BLOCK_SAMPLES,
        BLOCK_BYTES, 4, 2, BLOCK_SAMPLES,
        b"fact", 4, len(samples),
        b"data", len(data),
    )  # fmt: skip
    return header + data


def _encode_block(samples: Sequence[int], place: int) -> tuple[bytes, int]:
    value = samples[0]
    head = struct.pack("<hBB", value, place, 0)
    codes = []
    for sample in samples[1:]:
        step, wanted = _STEPS[place], sample - value
        code = 8 if wanted < 0 else 0
        size = abs(wanted)
        for bit, part in ((4, step), (2, step >> 1), (1, step >> 2)):
            if size >= part:
                code |= bit
                size -= part
        at = 16 * place + code
        value = min(max(value + _ADDED[at], _LOWEST), _HIGHEST)
        place = _NEXT[at] >> 4
        codes.append(code)
    codes += [0] * (BLOCK_SAMPLES - 1 - len(codes))
    pairs = zip(codes[::2], codes[1::2], strict=True)
    return head + bytes(low | high << 4 for low, high in pairs), place


def decode(file: bytes) -> tuple["array[int]", int]:
    """Return the samples of a file that `encode` made, and their rate in Hz.

    Raises ValueError for any other file, or half of one.
    """
    if len(file) < _HEADER.size:
        raise ValueError("too short for a sound")
    fields = _HEADER.unpack_from(file)
    rate_hz, count, size = fields[7], fields[15], fields[17]
    known = (fields[0], fields[2], fields[5], fields[6], fields[9], fields[13], fields[16])
    data = memoryview(file)[_HEADER.size :]
    if known != (b"RIFF", b"WAVE", FORMAT, 1, BLOCK_BYTES, b"fact", b"data") or not rate_hz:
        raise ValueError("not a sound of the voice")
    if len(data) != size or size % BLOCK_BYTES or count > size // BLOCK_BYTES * BLOCK_SAMPLES:
        raise ValueError("not whole")
    values: list[int] = []
    starts = range(0, size + 1, BLOCK_BYTES)
    for start, end in pairwise(starts):
        _decode_block(data[start:end], values)
    return array("h", values[:count]), rate_hz


def _decode_block(block: memoryview, values: list[int]) -> None:
    value, place, _reserved = struct.unpack_from("<hBB", block)
    if place > _LAST_STEP:
        raise ValueError("no such step")
    at, added, following, append = 16 * place, _ADDED, _NEXT, values.append
    append(value)
    # Written out for both halves of a byte: this loop is what a session waits for.
    for byte in block[4:]:
        code = at + (byte & 15)
        value += added[code]
        if value > _HIGHEST:
            value = _HIGHEST
        elif value < _LOWEST:
            value = _LOWEST
        append(value)
        at = following[code]
        code = at + (byte >> 4)
        value += added[code]
        if value > _HIGHEST:
            value = _HIGHEST
        elif value < _LOWEST:
            value = _LOWEST
        append(value)
        at = following[code]

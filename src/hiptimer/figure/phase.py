"""Which frame of a figure stands for a moment of the exercise; the player's clock tells every second."""

import math
from dataclasses import dataclass

from hiptimer.figure.baked import Header, Sort

CALM_IN_S, CALM_OUT_S = 4.0, 6.0
_STILL_WORDS = frozenset({"hold", "keep", "pause", "rest", "stay", "wait"})


@dataclass(frozen=True, slots=True)
class Telling:
    """No moment at all: the one picture that tells the most of the exercise, as in a list."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """Before it begins: the position to get into."""


@dataclass(frozen=True, slots=True)
class Held:
    """Staying still: `elapsed_s` seconds into it, the breath `fullness` full (0-1) where it is guided."""

    elapsed_s: float
    fullness: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A phase of the exercise's cycle; `moves` is None where only its word tells whether one moves."""

    seconds: float
    moves: bool | None = None
    word: str = ""

    @property
    def is_still(self) -> bool:
        """Whether nothing moves while it lasts."""
        if self.moves is not None:
            return not self.moves
        return self.word.casefold().split(" ")[0] in _STILL_WORDS


FORTH_AND_BACK = (Part(3.0, moves=True), Part(3.0, moves=True))
"""A cycle for moving without a count."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """Repeating a movement: part `index` of the cycle, `into` it (0-1), `elapsed_s` since it all began."""

    parts: tuple[Part, ...]
    index: int
    into: float
    elapsed_s: float = 0.0


def repeated_at(parts: tuple[Part, ...], elapsed_s: float) -> Repeated:
    """Return the moment of a cycle that goes round and round by itself."""
    rest_s = elapsed_s % sum(part.seconds for part in parts)
    index = 0
    while index < len(parts) - 1 and rest_s >= parts[index].seconds:
        rest_s -= parts[index].seconds
        index += 1
    return Repeated(parts, index, min(1.0, rest_s / parts[index].seconds), elapsed_s)


At = Telling | Beginning | Held | Repeated


def frames_at(header: Header, at: At, *, reduced_motion: bool = False) -> tuple[int, ...]:
    """Return the number of the frame to show: with motion reduced, begin and end of a movement."""
    match at:
        case Telling():
            return (header.telling,)
        case Beginning():
            return (header.path[0] if header.sort is Sort.MOTION else 0,)
        case Held() if header.sort is Sort.MOTION:
            return (header.telling,)  # a movement that is to be held is held at its far end
        case Repeated() if header.sort is Sort.MOTION:
            if reduced_motion:
                return (header.path[0], header.telling)
            return (round(_along(header, at)),)
        case Held() | Repeated():
            if reduced_motion:
                return (0,)
            fullness = at.fullness if isinstance(at, Held) else None
            if fullness is None:
                fullness = calm_fullness(at.elapsed_s)
            return (frame_part(header, fullness),)


def frame_part(header: Header, part: float) -> int:
    """Return the frame at a part (0-1) of the way of a movement, or of a breath in."""
    if header.sort is Sort.HOLD:
        return round(part * (header.frames - 1))
    first, last = header.path[0], header.path[-1]
    return round(first + (last - first) * part)


def calm_fullness(elapsed_s: float) -> float:
    """Return how full (0-1) a slow breath that nobody counts is."""
    into_s = elapsed_s % (CALM_IN_S + CALM_OUT_S)
    if into_s < CALM_IN_S:
        return eased(into_s / CALM_IN_S)
    return 1 - eased((into_s - CALM_IN_S) / CALM_OUT_S)


def eased(part: float) -> float:
    """Return a part (0-1) that begins and ends gently."""
    return (1 - math.cos(math.pi * min(1.0, max(0.0, part)))) / 2


def _along(header: Header, at: Repeated) -> float:
    """Return where among the frames of a movement it is, as a broken number."""
    if _fits(header, at.parts):
        begin, end = (header.path[station] for station in header.phases[at.index])
        return begin + (end - begin) * eased(at.into)
    return _between(header, *_leg(header, at), at.into)


def _fits(header: Header, parts: tuple[Part, ...]) -> bool:
    """Say whether the phases that the figure lists are those of this cycle."""
    if len(parts) != len(header.phases):
        return False
    pairs = zip(parts, header.phases, strict=True)
    return all(part.moves is None or part.moves == (one != other) for part, (one, other) in pairs)


def _leg(header: Header, at: Repeated) -> tuple[float, float]:
    """Return where on the way (0-1) the part in hand begins and ends; a way there and back ends at 2."""
    moving = [index for index, part in enumerate(at.parts) if not part.is_still]
    if not moving:
        return 1.0, 1.0
    legs = _legs(len(moving), loop=header.loop)
    if at.index in moving:
        return legs[moving.index(at.index)]
    before = sum(index < at.index for index in moving)
    here = legs[before - 1][1] if before else legs[0][0]
    return here, here


def _legs(count: int, *, loop: bool) -> list[tuple[float, float]]:
    """Return the part of the way that each of so many moving phases goes."""
    if loop:
        return [(i / count, (i + 1) / count) for i in range(count)]
    if count == 1:
        return [(0.0, 2.0)]
    if count % 2 == 0:
        return [(0.0, 1.0), (1.0, 0.0)] * (count // 2)
    forth = count - 1
    return [*((i / forth, (i + 1) / forth) for i in range(forth)), (1.0, 0.0)]


def _between(header: Header, begin: float, end: float, into: float) -> float:
    way = begin + (end - begin) * eased(into)
    if way > 1:
        way = 2 - way
    first, last = header.path[0], header.path[-1]
    return first + (last - first) * way

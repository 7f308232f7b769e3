"""Which way a rep goes: up, level or down, for each of its phases."""

from hiptimer.engine.dose import Air, Cycle, Phase, Way

# An author writes phases in words of their own; these few tell by themselves which way they go.
_STILL = frozenset({"hold", "keep", "pause", "rest", "stay", "wait"})
_UP = frozenset({"lift", "raise", "rise", "stand", "up"})
_DOWN = frozenset({"bend", "crouch", "down", "lower", "roll", "sink", "sit", "squat"})
_BACK_BEND = frozenset({"lean", "back"})  # the head goes down behind


def ways(cycle: Cycle) -> tuple[Way | None, ...]:
    """Return the way of each phase of a rep; None where no tone is to tell it.

    A word such as "lift", "sit" or "stay" tells its own way. What the others do is told by their place:
    moving phases lead out and back by turns, and of an odd number only the last leads back. Out is up,
    unless a word says that this rep goes down first, as in "bend, lift". A rep that is one movement
    there and back has no way, and one that follows the breath has the breath's tones.
    """
    if any(phase.breathe is not Air.FREE for phase in cycle):
        return (None,) * len(cycle)
    told = [_told(phase) for phase in cycle]
    moving = [index for index, way in enumerate(told) if way is not Way.LEVEL]
    if len(cycle) == 1 and told[0] is None:
        return (None,)
    out = _out([told[index] for index in moving])
    for place, index in enumerate(moving):
        told[index] = told[index] or (out if _leads_out(place, len(moving)) else _other(out))
    return tuple(told)


def _told(phase: Phase) -> Way | None:
    """Return the way that a phase tells by itself."""
    if phase.way is not None:
        return phase.way
    if phase.moves is False:
        return Way.LEVEL
    words = phase.say.casefold().split()
    if words[:1] and words[0] in _STILL:
        return Way.LEVEL
    if _UP.intersection(words):
        return Way.UP
    down = _DOWN.intersection(words) or _BACK_BEND.issubset(words)
    return Way.DOWN if down else None


def _out(told: list[Way | None]) -> Way:
    """Return the way that leads out, as the first telling word among the moving phases has it."""
    for place, way in enumerate(told):
        if way is not None:
            return way if _leads_out(place, len(told)) else _other(way)
    return Way.UP


def _leads_out(place: int, count: int) -> bool:
    """Say whether the phase at `place` among so many moving ones leads away from the beginning."""
    if count % 2 == 0:
        return place % 2 == 0
    return count == 1 or place < count - 1


def _other(way: Way) -> Way:
    return Way.DOWN if way is Way.UP else Way.UP

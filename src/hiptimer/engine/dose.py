"""The dose of a step: stay still, breathe, repeat, or keep moving, and how much of it.

A closed union: a new dose does not type-check until every place that matches on it knows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from hiptimer.engine.amount import Amount


@dataclass(frozen=True, slots=True)
class Hold:
    """Stay still for some seconds."""

    time: Amount


@dataclass(frozen=True, slots=True)
class Breaths:
    """Stay still for some breaths."""

    count: Amount


@dataclass(frozen=True, slots=True)
class Reps:
    """Repeat a movement some times."""

    count: Amount


@dataclass(frozen=True, slots=True)
class Move:
    """Keep moving for some seconds."""

    time: Amount


Dose = Hold | Breaths | Reps | Move


def amount_of(dose: Dose) -> Amount:
    """Return how much is asked for: seconds of a hold or a movement, counts of breaths or reps."""
    match dose:
        case Hold(amount) | Breaths(amount) | Reps(amount) | Move(amount):
            return amount
        case _:
            assert_never(dose)


def with_amount(dose: Dose, change: Callable[[Amount], Amount]) -> Dose:
    """Return the same kind of dose with its amount changed."""
    match dose:
        case Hold(time):
            return Hold(change(time))
        case Breaths(count):
            return Breaths(change(count))
        case Reps(count):
            return Reps(change(count))
        case Move(time):
            return Move(change(time))
        case _:
            assert_never(dose)


class Air(StrEnum):
    """What the breath does while a phase of a movement lasts."""

    IN = "in"
    OUT = "out"
    FREE = "free"


class Way(StrEnum):
    """Where the body goes while a phase of a rep lasts."""

    UP = "up"
    LEVEL = "level"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a cycle: what to do (`say`), for how many seconds, and with which breath.

    `moves` says whether the body moves meanwhile, and `way` where to; None where an author's word is
    all that tells it.
    """

    say: str
    for_s: float
    breathe: Air = Air.FREE
    moves: bool | None = None
    way: Way | None = None


Cycle = tuple[Phase, ...]
"""The phases of one breath or one rep, in the order in which they are done."""


def cycle_s(cycle: Cycle) -> float:
    """Return how many seconds one breath or one rep takes."""
    return sum(phase.for_s for phase in cycle)


@dataclass(frozen=True, slots=True)
class Breath:
    """The seconds of one guided breath: in, held, out, and the pause before the next."""

    in_s: float = 4.0
    hold_s: float = 0.0
    out_s: float = 6.0
    pause_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Tempo:
    """The seconds of one rep, lowering first whatever the exercise starts with."""

    lower_s: float = 2.0
    bottom_s: float = 1.0
    lift_s: float = 2.0
    top_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Every:
    """One rep each so many seconds, with no phases told apart."""

    each_s: float


@dataclass(frozen=True, slots=True)
class Phases:
    """A named cycle of the author's own."""

    cycle: Cycle


RepPace = Tempo | Every | Phases
"""How long one rep takes, as it was written: at most one of these."""

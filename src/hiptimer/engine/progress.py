"""How far the interval in hand has come."""

from dataclasses import dataclass, replace
from math import floor, inf

from hiptimer.engine.cues import Cue
from hiptimer.engine.dose import Phase, cycle_s
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Interval

_HAIR_S = 1e-6  # sums of phases may fall a hair short of a whole count
_MOMENT_S = 0.001  # the grain of the timeline


@dataclass(frozen=True, slots=True)
class Beat:
    """Where in its breaths or reps an interval is.

    `number` counts from 1 and is 0 during the lead-in; `phase` is the part of the cycle in hand,
    `phase_index` its place in it, and `phase_elapsed_s` the seconds spent in it. `part` is how much of
    the count in hand is done, from 0 to 1. `side` is whose turn it is in reps that alternate.
    """

    number: int
    phase_index: int
    phase: Phase
    phase_elapsed_s: float
    part: float
    side: Side | None


@dataclass(frozen=True, slots=True)
class Progress:
    """An interval and the seconds spent in it, pauses left out.

    Cues up to `heard_s` seconds into it have been given.
    """

    interval: Interval
    elapsed_s: float = 0.0
    heard_s: float = -1.0
    said_enough: bool = False
    said_waiting: bool = False

    def after(self, seconds: float) -> "Progress":
        """Return this so many seconds later, but not past its end, however late one asks."""
        return replace(self, elapsed_s=min(self.elapsed_s + seconds, self.length_s))

    @property
    def length_s(self) -> float:
        """Return when it ends by itself, in seconds; infinity if it waits for the person."""
        if not self.interval.open:
            return self.interval.duration_s
        if self.interval.linger_s is None:
            return inf
        return self.interval.duration_s + self.interval.linger_s

    @property
    def remaining_s(self) -> float:
        """Return the seconds left to its certain end; negative past the minimum of an open one."""
        return self.interval.duration_s - self.elapsed_s

    @property
    def part(self) -> float:
        """Return how much of it is done, from 0 to 1."""
        if self.interval.duration_s <= 0:
            return 0.0
        return min(1.0, self.elapsed_s / self.interval.duration_s)

    @property
    def is_up(self) -> bool:
        """Say whether its time is over."""
        return self.elapsed_s >= self.length_s

    @property
    def is_enough(self) -> bool:
        """Say whether the prescribed dose, or the lower end of it, is done."""
        return self.elapsed_s + _HAIR_S >= self.interval.prescribed_s

    @property
    def counts_done(self) -> int | None:
        """Return the whole breaths or reps done, each side's own if they alternate."""
        interval = self.interval
        if interval.count is None:
            return None
        if not interval.paced:
            return interval.count
        counted_s = self.elapsed_s - interval.lead_in * cycle_s(interval.cycle)
        done = max(0, floor((counted_s + _HAIR_S) / interval.count_s))
        return done if interval.open else min(done, interval.count)

    @property
    def beat(self) -> Beat | None:
        """Return where in its breaths or reps it is; None if nothing is counted or paced."""
        interval = self.interval
        if not interval.cycle or not interval.paced:
            return None
        one_s = cycle_s(interval.cycle)
        turns = 2 if interval.first_side else 1
        cycle = floor((self.elapsed_s + _HAIR_S) / one_s)
        if not interval.open:  # at the very end it is still in the last one
            cycle = min(cycle, interval.lead_in + (interval.count or 0) * turns - 1)
        into_s = max(0.0, self.elapsed_s - cycle * one_s)
        number, turn = divmod(cycle - interval.lead_in, turns)
        side = interval.first_side
        if side is not None and turn:
            side = side.other
        index = 0
        while index < len(interval.cycle) - 1 and into_s >= interval.cycle[index].for_s:
            into_s -= interval.cycle[index].for_s
            index += 1
        done_s = self.elapsed_s - interval.lead_in * one_s - number * interval.count_s
        return Beat(
            number=max(0, number + 1),
            phase_index=index,
            phase=interval.cycle[index],
            phase_elapsed_s=into_s,
            part=min(1.0, max(0.0, done_s / interval.count_s)),
            side=side,
        )

    def due(self) -> list[tuple[Cue, float]]:
        """Return the cues not yet given whose moment has come, each with how many seconds ago."""
        ages = ((cue, self.interval.at_s + self.elapsed_s - cue.at_s) for cue in self.interval.cues)
        unheard_s = self.elapsed_s - self.heard_s
        return [(cue, max(0.0, age_s)) for cue, age_s in ages if -_HAIR_S <= age_s < unheard_s]

    def heard_until(self, elapsed_s: float) -> "Progress":
        """Return this with all cues up to `elapsed_s` seconds into it given."""
        return replace(self, heard_s=elapsed_s + _HAIR_S)

    def moved_to(self, interval: Interval, elapsed_s: float) -> "Progress":
        """Return this in the same interval laid anew, with what was due until now given.

        What tells its end is not given yet, even where the new end is now.
        """
        moved = replace(self, interval=interval, elapsed_s=elapsed_s, said_waiting=False)
        return moved.heard_until(min(elapsed_s, moved.length_s - _MOMENT_S))

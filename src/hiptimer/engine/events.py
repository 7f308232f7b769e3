"""What has happened in a session: the player answers with these, in the order they happened.

Who shows, sounds or writes them down is not the player's concern. Names are in the past tense.
"""

from dataclasses import dataclass
from enum import StrEnum

from hiptimer.engine.cues import Cue
from hiptimer.engine.interval import Interval


class Outcome(StrEnum):
    """How an interval ended."""

    COMPLETE = "complete"
    SHORTENED = "shortened"
    SKIPPED = "skipped"
    RESTARTED = "restarted"  # left to be done again: the later one counts
    PAIN = "pain"
    STOPPED = "stopped"


class Why(StrEnum):
    """Why the session stands still."""

    PERSON = "person"
    SLEEP = "sleep"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done of an interval.

    `done_s` are the seconds spent in it, pauses left out; `count` the whole breaths or reps, None where
    nothing is counted; `extra_s` what the person added to its length by hand, negative if taken away.
    """

    outcome: Outcome
    done_s: float
    count: int | None
    extra_s: float


@dataclass(frozen=True, slots=True)
class Entered:
    """An interval has begun."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class Left:
    """An interval is over; `interval` is as it was played."""

    interval: Interval
    done: Done


@dataclass(frozen=True, slots=True)
class CueDue:
    """A cue's moment has come, `late_s` seconds ago."""

    cue: Cue
    late_s: float = 0.0


@dataclass(frozen=True, slots=True)
class MinimumReached:
    """The lower end of the dose is done; the guide goes on."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class Waiting:
    """Getting ready is over, and the session waits for the person to say so."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class Paused:
    """The session stands still."""

    why: Why


@dataclass(frozen=True, slots=True)
class Resumed:
    """The session goes on."""


@dataclass(frozen=True, slots=True)
class Lengthened:
    """The interval in hand was made longer by `by_s` seconds, or shorter if that is negative."""

    by_s: float


@dataclass(frozen=True, slots=True)
class TimelineChanged:
    """The intervals have other lengths or words than before: another version, another pace."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The last interval is over."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person has ended the session early."""

    why: Why


Event = (
    Entered
    | Left
    | CueDue
    | MinimumReached
    | Waiting
    | Paused
    | Resumed
    | Lengthened
    | TimelineChanged
    | Finished
    | Stopped
)

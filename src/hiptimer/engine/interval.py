"""An interval: a stretch of time in which one thing happens."""

from dataclasses import dataclass
from enum import StrEnum

from hiptimer.engine.cues import Cue
from hiptimer.engine.dose import Cycle, cycle_s
from hiptimer.engine.exercise import Posture, Side
from hiptimer.engine.session import Version


class Kind(StrEnum):
    """What an interval asks of the person."""

    GET_READY = "get_ready"
    HOLD = "hold"
    BREATHE = "breathe"
    REPS = "reps"
    MOVE = "move"
    SWITCH = "switch"
    REST = "rest"
    RELEASE = "release"
    WAIT = "wait"

    @property
    def is_work(self) -> bool:
        """Say whether the dose is done in it."""
        return self in (Kind.HOLD, Kind.BREATHE, Kind.REPS, Kind.MOVE)

    @property
    def is_still(self) -> bool:
        """Say whether a position is stayed in, and let go of at the end."""
        return self in (Kind.HOLD, Kind.BREATHE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of time in which one thing happens.

    `at_s` is the exact sum of the durations before it. `minimum_s` is what must be done of it, 0 in a
    set, a round or a step that may be left out; `enough_s` is where the lower end of its own dose is
    reached, None where the dose has one end. An `open` interval lasts at least `duration_s` and then
    goes on for `linger_s`, or with None until the person moves on. `step` is the number of the step
    among all steps, rests and waits of the session, from 0. For reps that alternate `side` is None and
    `first_side` leads; `count` is then each side's. `names_side` is what the side names, "left hip",
    and `names_other` what the other one does, "right hip".
    `extra_s` is what the person has added to its length by hand, negative if taken away.
    `picture` is the path of the file's own picture, if the exercise is the file's own.
    `words` is the sentence for the screen: how to get into position, the form cue, the way out.
    `new_kit` is what is first needed now, `kit_off` what was worn before and is to be taken off.
    `does` is what the body does once it is in position.
    """

    index: int = 0
    kind: Kind
    at_s: float = 0.0
    duration_s: float
    minimum_s: float
    open: bool = False
    linger_s: float | None = None
    enough_s: float | None = None
    step: int
    exercise: str | None = None
    name: str
    version: Version | None = None
    posture: Posture | None = None
    side: Side | None = None
    first_side: Side | None = None
    names_side: str = ""
    names_other: str = ""
    set: int = 1
    sets: int = 1
    round: int = 1
    rounds: int = 1
    count: int | None = None
    minimum_count: int | None = None
    lead_in: int = 0
    cycle: Cycle = ()
    paced: bool = True
    optional: bool = False
    new_kit: tuple[str, ...] = ()
    kit_off: tuple[str, ...] = ()
    words: str = ""
    does: str = ""
    load: str = ""
    note: str = ""
    picture: str = ""
    say: str = ""
    extra_s: float = 0.0
    cues: tuple[Cue, ...] = ()

    @property
    def end_s(self) -> float:
        """Return when it is due to end, if nobody stays longer."""
        return to_ms(self.at_s + self.duration_s)

    @property
    def waits_for_person(self) -> bool:
        """Say whether it goes on until the person moves on, however long that is."""
        return self.open and self.linger_s is None

    @property
    def prescribed_s(self) -> float:
        """Return the seconds after which the dose, or its lower end, is done as prescribed."""
        if self.enough_s is not None:
            return self.enough_s
        return to_ms(self.duration_s - self.extra_s)

    @property
    def count_s(self) -> float:
        """Return how many seconds one count takes: a breath, a rep, or a rep on each side."""
        return cycle_s(self.cycle) * (2 if self.first_side else 1)


def to_ms(seconds: float) -> float:
    """Return the time to the millisecond, so that sums are exact and the same for every reader."""
    return round(seconds * 1000) / 1000

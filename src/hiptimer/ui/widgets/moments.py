"""What the stage and the timeline are shown: plain frozen values, made by the player's page."""

import math
from dataclasses import dataclass
from enum import StrEnum

from hiptimer.engine.exercise import Posture, Side
from hiptimer.engine.session import Version
from hiptimer.figure.phase import At, Telling
from hiptimer.language import gettext as _


class Moment(StrEnum):
    """What kind of moment it is; the value is also the name of its colour token."""

    WORK = "work"  # a hold, reps, moving for a time
    BREATHE = "breathe"  # a hold counted in breaths
    REST = "rest"  # a rest, easing out
    SWITCH = "switch"  # getting ready, changing sides, fetching something


class SideNote(StrEnum):
    """What a gutter says below the word of its side."""

    FIRST = "first"
    SECOND = "second"
    NOW = "now"
    NEXT = "next"
    DONE = "done"
    AFTER = "after"
    PLAIN = "plain"

    def words(self) -> str:
        """Return the words, in the person's language."""
        return {
            SideNote.FIRST: _("first side"),
            SideNote.SECOND: _("second side"),
            SideNote.NOW: _("now"),
            SideNote.NEXT: _("next"),
            SideNote.DONE: _("done"),
            SideNote.AFTER: _("after"),
            SideNote.PLAIN: "",
        }[self]


def seconds_text(seconds: float) -> str:
    """Return a countdown as digits: the seconds alone below a minute, else m:ss."""
    whole = max(0, math.ceil(seconds - 1e-6))
    return str(whole) if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of one breath or rep: the word for it, and how long it takes."""

    word: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Phases:
    """The parts of one cycle in order, the one in progress, and how much of it is over (0-1)."""

    parts: tuple[Phase, ...]
    current: int
    progress: float

    @property
    def seconds_left(self) -> int:
        """Whole seconds left of the current part, at least 1."""
        left = self.parts[self.current].seconds * (1 - self.progress)
        return max(1, math.ceil(left - 1e-6))


@dataclass(frozen=True, slots=True)
class SecondsClock:
    """A ring with digits. Times in seconds since the interval began.

    `total_s` is None where it is open at the end ("30 s or more"). `minimum_s` makes it a range:
    the digits count down to it and then up with a "+". `label` stands above the digits, `below`
    below them.
    """

    elapsed_s: float
    total_s: float | None
    minimum_s: float | None = None
    label: str = ""
    below: str = ""

    @property
    def goal_s(self) -> float:
        """What the digits count down to."""
        if self.minimum_s is not None:
            return self.minimum_s
        return self.total_s or 0.0

    @property
    def beyond(self) -> bool:
        """Whether the minimum is reached and the digits count up."""
        open_end = self.total_s is None or self.minimum_s is not None
        return open_end and self.elapsed_s >= self.goal_s

    def digits(self) -> str:
        """Return the digits as they are shown now."""
        if not self.beyond:
            return seconds_text(self.goal_s - self.elapsed_s)
        over = math.floor(self.elapsed_s - self.goal_s + 1e-6)
        return f"+{over}" if over < 60 else f"+{over // 60}:{over % 60:02d}"

    def left(self) -> float:
        """Return the part of the ring that is left, 0-1."""
        whole = self.total_s or self.goal_s
        return min(1.0, max(0.0, 1 - self.elapsed_s / whole)) if whole else 0.0

    def notch(self) -> float | None:
        """Return where on the ring the minimum is, as the part left when it is reached."""
        if self.minimum_s is None or not self.total_s or self.minimum_s >= self.total_s:
            return None
        return 1 - self.minimum_s / self.total_s

    def last_seconds(self) -> bool:
        """Say whether these are the last three seconds of a length known beforehand."""
        return self.total_s is not None and not self.beyond and self.goal_s - self.elapsed_s <= 3


@dataclass(frozen=True, slots=True)
class RepsClock:
    """One segment a rep; the current one fills with the tempo.

    `rep` counts from 1; `progress` is how much of it is over (0-1). `minimum` marks the rep that
    counts as enough, in a range.
    """

    rep: int
    total: int
    progress: float = 0.0
    phases: Phases | None = None
    minimum: int | None = None
    label: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class BreathClock:
    """A disc that grows and shrinks with the breath, and a bead for each breath.

    `breath` counts from 1; `fullness` is how far the disc is open (0 empty, 1 full).
    """

    breath: int
    total: int
    fullness: float = 0.0
    phases: Phases | None = None
    minimum: int | None = None
    label: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class OpenClock:
    """Nothing runs: the person goes on by hand. A number, or nothing, and what to do.

    `big` is drawn as large as the digits ("8"); `words` stands below it ("reps, at your own pace")
    or, without `big`, in its place; `hint` says how to go on ("Press Space to go on").
    """

    big: str = ""
    words: str = ""
    hint: str = ""
    label: str = ""


Clock = SecondsClock | RepsClock | BreathClock | OpenClock


@dataclass(frozen=True, slots=True)
class SetCount:
    """Which set of how many, and how much of it is over (0-1)."""

    current: int
    total: int
    progress: float = 0.0


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """What the figure shows: an exercise or a version of it, which side works, and where in it one is.

    `picture` is the path of a picture that the session file brings along in its place.
    """

    exercise: str = ""
    posture: Posture = Posture.HALF_KNEELING
    side: Side | None = None
    at: At = Telling()
    picture: str = ""
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class ComingUp:
    """What a rest leads to; it stands on a card in the place of the pose."""

    name: str
    dose: str = ""
    side: Side | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageState:
    """Everything the stage shows at one moment.

    `side` is the side of the slab, or None; the two notes are what the gutters say, None leaves
    that gutter empty. `headline` draws the name as a call ("Switch to your right"). `waiting` puts
    "Press Space when you are ready" in the place of the digits. `spoken_time` is how the clock is
    put to those who hear it; left empty, it is made from the digits.
    """

    moment: Moment
    clock: Clock
    name: str = ""
    subtitle: str = ""
    cue: str = ""
    side: Side | None = None
    left_note: SideNote | None = None
    right_note: SideNote | None = None
    sets: SetCount | None = None
    figure: FigureSpec | None = None
    coming_up: ComingUp | None = None
    headline: bool = False
    paused: bool = False
    waiting: bool = False
    spoken_time: str = ""

    def note(self, side: Side) -> SideNote | None:
        """Return what the gutter of a side says."""
        return self.left_note if side is Side.LEFT else self.right_note

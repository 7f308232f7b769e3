"""A session as it was written: steps and circuits, each with what its author said and nothing more.

`None` in a step or in the defaults means "not said": `timeline.unroll` settles it from the file's
defaults, the catalogue and what is built in, in that order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Breath, Dose, RepPace
from hiptimer.engine.exercise import Posture, Side, Sides


class Pace(StrEnum):
    """Who sets the speed of breaths and reps: the guide, or the person."""

    GUIDED = "guided"
    SELF = "self"


class Version(StrEnum):
    """Which version of an exercise is done."""

    EASIER = "easier"
    DEEPER = "deeper"


class Auto(Enum):
    """A time that is worked out from the postures."""

    AUTO = "auto"


class SoundLevel(StrEnum):
    """How much is heard."""

    FULL = "full"
    STANDARD = "standard"
    SPARSE = "sparse"
    SOFT = "soft"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Linger:
    """How long past an "or more" before the session moves on by itself.

    `20 s` is seconds for every dose; a bare `4` is in the dose's own measure: seconds of a hold or a
    movement, counts of breaths or reps.
    """

    amount: float
    in_seconds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What a step may say of its timing, and the file's defaults may say for all steps."""

    get_ready: float | Auto | None = None
    switch: float | Auto | None = None
    rest_s: float | None = None
    rest_after_s: float | None = None
    linger: Linger | None = None
    pace: Pace | None = None
    breath: Breath | None = None
    rep: RepPace | None = None
    first: Side | None = None


@dataclass(frozen=True, slots=True)
class SideChange:
    """What `left:` or `right:` changes of a step's dose for that side alone."""

    dose: Dose | None = None
    sets: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExercise:
    """An exercise that is not in the catalogue: the file brings its words and its picture.

    `picture` is a path relative to the file's own folder.
    """

    name: str
    posture: Posture | None = None
    instructions: tuple[str, ...] = ()
    picture: str = ""
    picture_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One exercise at one dose. `exercise` is an id of the catalogue or the file's own exercise."""

    exercise: str | OwnExercise
    dose: Dose | None = None
    sides: Sides | None = None
    sets: Amount | None = None
    lead_in: int | None = None
    timing: Timing = field(default_factory=Timing)
    left: SideChange | None = None
    right: SideChange | None = None
    weeks: Mapping[int, SideChange] = field(default_factory=dict)
    variant: Version | None = None
    optional: bool = False
    load: str = ""
    note: str = ""
    say: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A rest the author wrote as a step of its own."""

    rest_s: float
    note: str = ""
    say: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Says something and waits until the person goes on."""

    text: str
    note: str = ""
    say: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Circuit:
    """Steps done one after another, several times round. `rest_s` stands between the rounds."""

    steps: tuple[Step | Rest | Wait, ...]
    rounds: Amount
    rest_s: float | None = None
    line: int = 0


Entry = Step | Rest | Wait | Circuit
Leaf = Step | Rest | Wait


class When(StrEnum):
    """When a person is asked for their pain."""

    BEFORE = "before"
    AFTER = "after"
    NEXT_MORNING = "next_morning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to ask the person around a session."""

    pain: tuple[When, ...] = ()
    effort: bool = False
    difficulty: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PainBands:
    """Where the author draws the lines on 0-10, with words for each band if they gave any."""

    ok_to: int = 2
    caution_to: int = 5
    ok: str = ""
    caution: str = ""
    stop: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """The author's own words on when to stop."""

    stop_rule: str = ""
    pain_bands: PainBands | None = None


class Often(StrEnum):
    """What the number of an assignment counts."""

    PER_DAY = "per day"
    PER_WEEK = "per week"
    EVERY_DAYS = "every days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Who was given this session, by whom, for how long, and how often."""

    to: str = ""
    by: str = ""
    start: date | None = None
    until: date | None = None
    times: int = 0
    often: Often = Often.PER_WEEK
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A whole session file."""

    title: str
    id: str
    entries: tuple[Entry, ...]
    description: str = ""
    author: str = ""
    language: str = "en"
    tags: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    assigned: Assigned | None = None
    ask: Ask = field(default_factory=Ask)
    safety: Safety = field(default_factory=Safety)
    sound: SoundLevel | None = None
    locked: bool = False
    defaults: Timing = field(default_factory=Timing)

    def leaves(self) -> Iterator[tuple[int, Leaf]]:
        """Yield every step, rest and wait with its number, circuits opened, in the order written."""
        number = 0
        for entry in self.entries:
            for leaf in entry.steps if isinstance(entry, Circuit) else (entry,):
                yield number, leaf
                number += 1

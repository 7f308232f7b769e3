"""An exercise of the catalogue: one movement or position, its words, and its usual dose."""

from dataclasses import dataclass
from enum import StrEnum

from hiptimer.engine.dose import Breath, Dose, RepPace
from hiptimer.language import gettext as _


class Side(StrEnum):
    """The left or the right of the person's own body."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """Return the opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Sides(StrEnum):
    """Which sides a step works, and in what order."""

    BOTH = "both"  # one position, no side
    EACH = "each"  # one side in full, then the other in full
    ALTERNATE = "alternate"  # the side changes with every rep
    LEFT = "left"
    RIGHT = "right"


class Posture(StrEnum):
    """What an exercise starts from. It decides how long it takes to get ready and to change sides."""

    STANDING = "standing"
    CHAIR = "chair"
    FLOOR_SITTING = "floor_sitting"
    ALL_FOURS = "all_fours"
    KNEELING = "kneeling"
    HALF_KNEELING = "half_kneeling"
    SIDE_LYING = "side_lying"
    SUPINE = "supine"
    PRONE = "prone"

    @property
    def is_floor(self) -> bool:
        """Say whether the person is down on the floor."""
        return self not in (Posture.STANDING, Posture.CHAIR)


class FirstMove(StrEnum):
    """Which way a rep begins: the words of a tempo follow it, its four numbers do not."""

    LOWER = "lower"
    LIFT = "lift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """An easier or a deeper version of an exercise, with words of its own.

    Empty fields mean: as in the exercise itself; but `does` is its own, and empty if it has none.
    """

    name: str
    instructions: tuple[str, ...] = ()
    does: str = ""
    cue: str = ""
    posture: Posture | None = None
    equipment: tuple[str, ...] | None = None
    dose: Dose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise.

    `name`, `setup`, `instructions`, `cue` and the rest are sentences for people; in them `{side}` and
    `{other}` stand for "left" and "right". `side_means` says what a side names, as "{side} hip".
    `setup` is the one sentence that gets a person into position, `does` what the body does from there,
    `cue` the one form cue, `feel` where it should be felt. `get_out` tells the way
    out, and `release_s` gives it seconds of its own.
    `lead_in` is the number of breaths guided before the count starts.
    """

    id: str
    name: str
    posture: Posture | None
    sides: Sides
    dose: Dose
    side_means: str = "{side} side"
    aliases: tuple[str, ...] = ()
    sets: int = 1
    rest_s: float | None = None
    breath: Breath | None = None
    lead_in: int = 0
    rep: RepPace | None = None
    first_move: FirstMove = FirstMove.LOWER
    release_s: float = 0.0
    equipment: tuple[str, ...] = ()
    optional_equipment: tuple[str, ...] = ()
    setup: str = ""
    does: str = ""
    instructions: tuple[str, ...] = ()
    cue: str = ""
    feel: str = ""
    get_out: str = ""
    mistakes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    easier: Variant | None = None
    deeper: Variant | None = None
    eyes_closed: bool = False


Catalogue = dict[str, Exercise]
"""Every exercise by its id."""


def told(text: str, side: Side | None) -> str:
    """Return a sentence with `{side}` and `{other}` filled in; without a side they are left out."""
    left_out = "" if side is None else side_word(side)
    other = "" if side is None else side_word(side.other)
    words = " ".join(text.replace("{side}", left_out).replace("{other}", other).split())
    return words[:1].upper() + words[1:] if text.startswith("{") else words


def side_word(side: Side) -> str:
    """Return "left" or "right" in the person's language."""
    return _("left") if side is Side.LEFT else _("right")

"""What the page of one session shows, as plain values."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiptimer.engine.exercise import Side
from hiptimer.language import gettext as _
from hiptimer.ui.widgets.moments import FigureSpec, Moment

if TYPE_CHECKING:
    from hiptimer.engine.pain import PainBand
    from hiptimer.ui.widgets.timeline_strip import Block


@dataclass(frozen=True, slots=True)
class VersionWords:
    """An easier or a deeper version: "Easier", its name, and how it is done."""

    label: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepContent:
    """One step. `index` is its number among all steps of the file, from 0, as choices name it.

    `number` counts from 1 what there is to do, 0 for a rest or a wait. `dose` is "30 s each side",
    `sets` "3 sets, 30 s rest", `length_s` all of it with its changes and rests.
    """

    index: int
    number: int
    name: str
    kind_words: str = ""
    moment: Moment = Moment.WORK
    dose: str = ""
    sets: str = ""
    length_s: float = 0.0
    at_least: bool = False
    optional: bool = False
    load: str = ""
    note: str = ""
    instructions: tuple[str, ...] = ()
    feel: str = ""
    mistakes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    versions: tuple[VersionWords, ...] = ()
    figure: FigureSpec = FigureSpec()

    @property
    def has_more(self) -> bool:
        """Say whether there is something to open the step for."""
        return bool(
            self.instructions or self.feel or self.mistakes or self.cautions or self.versions
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChoices:
    """What the person chose for this run: the dose in percent, the side to begin with, the rest.

    `pain_before` is what they answered to the pain right now, from 0 to 10, if they did.
    """

    scale: int = 100
    first: Side | None = None
    left_out: frozenset[int] = frozenset()
    sound_level: str = "standard"
    full_screen: bool = True
    pain_before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailContent:
    """Everything the page shows, at the choices made so far.

    `total_s` is a lower bound where `at_least`. `assigned` is the sentence of an assignment ("3 times
    per week until 20 December"), `assigned_note` the author's words with it. `chooses_side` says whether
    any step leaves the first side open. `first_time` shows what hiptimer is and is not, once.
    `has_days` says whether it is asked for on any days that a calendar could hold. `asks_pain` is
    whether to ask for the pain right now, with the bands of the file in the words of `written_by`.
    """

    key: str
    title: str
    total_s: float
    at_least: bool = False
    kit: tuple[str, ...] = ()
    author: str = ""
    description: str = ""
    cautions: tuple[str, ...] = ()
    stop_rule: str = ""
    assigned: str = ""
    assigned_by: str = ""
    assigned_note: str = ""
    has_days: bool = False
    steps: tuple[StepContent, ...] = ()
    blocks: tuple["Block", ...] = ()
    locked: bool = False
    chooses_side: bool = True
    choices: SessionChoices = SessionChoices()
    first_time: bool = False
    asks_pain: bool = False
    bands: tuple["PainBand", ...] = ()
    written_by: str = ""


def disclaimer() -> str:
    """Return what hiptimer is and is not, as it is said once."""
    return _(
        "hiptimer is a timer and guide for general exercise. It does not diagnose or treat anything "
        "and does not replace your own clinician. If you are pregnant, recovering from surgery or "
        "injury, or have a heart, bone or joint condition, ask a clinician first. Move within "
        "comfort. Stop if something feels wrong. See “When to get help”."
    )


def sound_levels() -> tuple[tuple[str, str, str], ...]:
    """Return each sound level with its name and one line of what is heard."""
    return (
        ("full", _("Full"), _("Every sentence and every tone, with a tick for each breath")),
        ("standard", _("Standard"), _("Every sentence and tone that leads you")),
        ("sparse", _("Sparse"), _("Only where something begins or ends")),
        ("soft", _("Soft"), _("For bedtime: quiet, without beeps or counting")),
        ("silent", _("Silent"), _("Nothing; the border lights up at every cue instead")),
    )

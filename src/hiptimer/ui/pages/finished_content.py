"""What the page after a session shows and asks, as plain values."""

from dataclasses import dataclass, field
from enum import StrEnum
from math import floor
from typing import TYPE_CHECKING

from hiptimer.journal.records import CheckIns, Difficulty, Reason
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.widgets.moments import FigureSpec, Moment

if TYPE_CHECKING:
    from hiptimer.engine.pain import PainBand
    from hiptimer.ui.pages.tiles import Asked


class StepMark(StrEnum):
    """What became of a step."""

    DONE = "done"
    CUT_SHORT = "cut short"
    LEFT_OUT = "left out"


# Sign, its colour, and the words for those who do not see it.
MARKS = {
    StepMark.DONE: ("tick", "ok"),
    StepMark.CUT_SHORT: ("skip", "caution"),
    StepMark.LEFT_OUT: ("minus", "ink_3"),
}


def percent(part: float) -> int:
    """Return a share from 0 to 1 in percent; 100 only if no part of it is missing."""
    return floor(round(part * 100, 6))


def mark_words(mark: StepMark) -> str:
    """Return the words for what became of a step."""
    return {
        StepMark.DONE: _("done"),
        StepMark.CUT_SHORT: _("cut short"),
        StepMark.LEFT_OUT: _("left out"),
    }[mark]


def reason_words(why: Reason) -> str:
    """Return the words for why a step was not done as asked."""
    return {
        Reason.NO_TIME: _("No time"),
        Reason.PAIN: _("Pain"),
        Reason.KIT: _("No kit"),
        Reason.DONT_LIKE: _("Don't like it"),
        Reason.OTHER: _("Other"),
    }[why]


def not_begun_words(count: int) -> str:
    """Return how many exercises were never come to."""
    said = ngettext("{n} exercise was not begun.", "{n} exercises were not begun.", count)
    return said.format(n=count)


def difficulty_words(difficulty: Difficulty) -> str:
    """Return the words for how difficult a session was."""
    return {
        Difficulty.TOO_EASY: _("Too easy"),
        Difficulty.ABOUT_RIGHT: _("About right"),
        Difficulty.TOO_HARD: _("Too hard"),
    }[difficulty]


def effort_words(effort: int) -> str:
    """Return a word or two for an effort from 0 to 10; they are our own, not those of a known scale."""
    for most, words in (
        (0, _("Rest")),
        (2, _("Very easy")),
        (4, _("Somewhat easy")),
        (6, _("Somewhat hard")),
        (8, _("Hard")),
        (9, _("Very hard")),
    ):
        if effort <= most:
            return words
    return _("As hard as I can")


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedStep:
    """A step and what was done of it: `done` is "2 of 30 s" or "44 of 48 reps, set 3 cut short".

    `step` is its number among all steps of the file. `asks_why` is whether something of it was left out
    that a reason can be given for, `why` the reason as far as it is known.
    """

    name: str
    done: str
    mark: StepMark = StepMark.DONE
    figure: FigureSpec = FigureSpec()
    moment: Moment = Moment.WORK
    step: int = 0
    asks_why: bool = False
    why: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedEarly:
    """That the person ended the session before all its steps were begun: where, how many, and why.

    `step` is the number of the step it was ended in, `not_begun` how many steps were never come to, and
    `why` the reason for all of that, as far as it is known.
    """

    step: int
    not_begun: int
    why: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What the session's file asks afterwards. `bands` are those of the pain, in the words of `name`.

    `tomorrow` is whether it asks for the morning after.
    """

    effort: bool = False
    pain: bool = False
    tomorrow: bool = False
    difficulty: bool = False
    note: bool = False
    bands: tuple["PainBand", ...] = ()
    name: str = ""

    @property
    def any(self) -> bool:
        """Whether anything at all is asked."""
        return self.effort or self.pain or self.tomorrow or self.difficulty or self.note


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedContent:
    """Everything the page shows; times in seconds.

    `complete` is whether all of it was done; `to_end` is whether it was played to its end, whatever was
    left out; `pain` is whether it was ended because of pain. `part` is how much of the dose was done, 0-1.
    `saved_at` is a time as read, empty while it is not saved; `trouble` is the journal's sentence where
    it could not be. `asked` is how often an assigned session was asked for and done so far.
    `ended_early` is there where a reason is asked for what was never begun.
    """

    run_id: str
    title: str
    complete: bool
    to_end: bool = False
    pain: bool = False
    part: float | None = None
    total_s: float
    active_s: float
    between_s: float
    steps: tuple[FinishedStep, ...] = ()
    ended_early: EndedEarly | None = None
    saved_at: str = ""
    trouble: str = ""
    note: str = ""
    questions: Questions = Questions()
    check_ins: CheckIns = field(default_factory=CheckIns)
    ask_next_morning: bool = False
    asked: "Asked | None" = None

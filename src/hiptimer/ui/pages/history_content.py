"""What the history page shows, as plain values, and what it asks to be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from hiptimer.engine.events import Outcome
from hiptimer.engine.pain import PainBand
from hiptimer.journal.records import CheckIns, Reason, Status
from hiptimer.ui.pages.run_rows import Row
from hiptimer.ui.widgets.heatmap import HeatDay
from hiptimer.ui.widgets.side_bars import SidePair
from hiptimer.ui.widgets.trend import TrendPoint

ALL_SESSIONS = ""
DAYS = (42, 91, 365)
"""How many days back the lower charts may show."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A tile: "17", "of 18 planned", and a line below; `more` is a second line where there is one."""

    number: str
    words: str
    below: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """What was done on each day that a heat map may show, up to the week of `last`."""

    days: Mapping[date, HeatDay]
    last: date


@dataclass(frozen=True, slots=True)
class WeekMinutes:
    """A week by its Monday, and its minutes."""

    monday: date
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Charts:
    """The lower charts over the last `days` days, of one session or of all.

    `sessions` are those that can be chosen, by their ids. `means` is whether a point is a week's mean.
    """

    days: int = DAYS[0]
    session_id: str = ALL_SESSIONS
    sessions: tuple[tuple[str, str], ...] = ()
    points: tuple[TrendPoint, ...] = ()
    means: bool = False
    bands: tuple[PainBand, ...] = ()
    sides: tuple[SidePair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything above and beside the list.

    `target_min` is the weekly target in force, 0 for none, and `own_target_min` the one that the person
    has set, 0 where it comes from what is assigned.
    """

    figures: tuple[Figure, ...] = ()
    heat: Heat = field(default_factory=lambda: Heat({}, date(2000, 1, 1)))
    weeks: tuple[WeekMinutes, ...] = ()
    target_min: int = 0
    own_target_min: int = 0
    charts: Charts = field(default_factory=Charts)


def _no_steps(_key: str) -> tuple[tuple[int, str], ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryContent:
    """Everything the page shows. `sessions` are those a run can be added for, as (key, title).

    `rows` are the newest runs, and `is_all` says whether there are no others. `now` is the moment at
    which it is looked at, with its time zone. `steps_of` answers with the steps of a session by its key,
    as (number, name).
    """

    rows: tuple[Row, ...]
    now: datetime
    is_all: bool = True
    overview: Overview = field(default_factory=Overview)
    sessions: tuple[tuple[str, str], ...] = ()
    steps_of: Callable[[str], tuple[tuple[int, str], ...]] = _no_steps
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a person put right in a run.

    `done` holds, by the interval's place on the timeline, how it ended and how much was done of it: a
    count where breaths or reps are counted, else seconds; only what was changed. `reasons` hold in the
    same way why something was not done as asked, None where there is no reason any more. `why_ended` is
    the reason for all that was not come to.
    """

    run_id: str
    status: Status
    note: str
    check_ins: CheckIns
    done: Mapping[int, tuple[Outcome, int]] = field(default_factory=dict)
    reasons: Mapping[int, Reason | None] = field(default_factory=dict)
    why_ended: Reason | None = None

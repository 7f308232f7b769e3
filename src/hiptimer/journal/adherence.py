"""What was done of what was asked for: one line for each step of a run, and the sums.

Adherence here is the dose done in percent of the dose asked for, exercise by exercise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, Final, assert_never

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Version
from hiptimer.journal.records import IntervalRecord, WholeRun, effective
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

_SECONDS_UP_TO: Final = 90  # "90 s" is read at a glance, "150 s" is not
_A_MINUTE: Final = 60


class StepState(StrEnum):
    """What became of a step."""

    COMPLETE = "complete"
    SHORT = "short"
    SKIPPED = "skipped"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSummary:
    """What was asked for and done in a step, over all its sets, sides and rounds.

    `done`, `asked` and `met` are counts where breaths or reps are counted, else seconds. `asked` is the
    lower end of the dose, without what may be left out, and `met` how much of that was done: more on
    one side, or in one set, stands for nothing on the other. `text` is the line for the screen:
    "20 breaths", "44 of 48 reps · set 3 cut short". `name` is as it was last played.
    """

    step: int
    name: str
    exercise: str | None
    version: Version | None
    sides: tuple[Side, ...]
    state: StepState
    done: float
    asked: float
    met: float
    text: str

    @property
    def share(self) -> float | None:
        """Return how much of what was asked for was done, from 0 to 1; None if nothing was."""
        return self.met / self.asked if self.asked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """A run at a glance. `active_s` is work, `other_s` rest and changing over; pauses are in neither."""

    steps: tuple[StepSummary, ...]
    active_s: float
    other_s: float

    @property
    def complete(self) -> int:
        """Return how many steps were done as asked."""
        return self._count(StepState.COMPLETE)

    @property
    def short(self) -> int:
        """Return how many steps were done in part."""
        return self._count(StepState.SHORT)

    @property
    def skipped(self) -> int:
        """Return how many steps were left out."""
        return self._count(StepState.SKIPPED)

    @property
    def not_reached(self) -> int:
        """Return how many steps the run did not come to."""
        return self._count(StepState.NOT_REACHED)

    @property
    def share(self) -> float | None:
        """Return the mean of the steps' shares, from 0 to 1; None if nothing was asked for."""
        shares = [step.share for step in self.steps if step.share is not None]
        return sum(shares) / len(shares) if shares else None

    def _count(self, state: StepState) -> int:
        return sum(step.state is state for step in self.steps)


@dataclass(frozen=True, slots=True)
class _Bout:
    """One work interval: what was asked for, and its record if it was reached."""

    asked: Mapping[str, Any]
    record: IntervalRecord | None

    @property
    def is_counted(self) -> bool:
        return self.asked.get("count") is not None

    @property
    def may_be_left(self) -> bool:
        # With self pace nothing has a length, so the length says nothing.
        if self.asked.get("optional"):
            return True
        return not self.asked["minimum_s"] and self.asked.get("pace") != "self"

    @property
    def least(self) -> float:
        """Return the lower end of the dose."""
        if self.is_counted:
            return float(self.asked.get("minimum_count") or 0)
        return float(self.asked["minimum_s"] or self.asked["duration_s"])

    @property
    def done(self) -> float:
        if self.record is None:
            return 0.0
        return float((self.record.done_count or 0) if self.is_counted else self.record.done_s)

    @property
    def state(self) -> StepState:
        if self.record is None:
            return StepState.NOT_REACHED
        match self.record.outcome:
            case Outcome.COMPLETE:
                return StepState.COMPLETE
            case Outcome.SKIPPED:
                return StepState.SKIPPED
            case _:
                return StepState.SHORT


def summarise(whole: WholeRun) -> RunSummary:
    """Return a run at a glance."""
    counts = effective(whole.intervals)
    bouts = [
        _Bout(asked, counts.get(int(asked["index"])))
        for asked in map(dict[str, Any], whole.run.prescribed)
        if Kind(asked["kind"]).is_work
    ]
    by_step = groupby(
        sorted(bouts, key=lambda bout: int(bout.asked["step"])),
        key=lambda bout: int(bout.asked["step"]),
    )
    return RunSummary(
        steps=tuple(_step(step, list(of_step)) for step, of_step in by_step),
        active_s=whole.run.active_s,
        other_s=sum(one.done_s for one in whole.intervals if not one.kind.is_work),
    )


def _step(step: int, bouts: list[_Bout]) -> StepSummary:
    first = bouts[0].asked
    played = [bout.record for bout in bouts if bout.record is not None]
    named = played[-1] if played else None
    sides = dict.fromkeys(Side(bout.asked["side"]) for bout in bouts if bout.asked.get("side"))
    due = [bout for bout in bouts if not bout.may_be_left]
    return StepSummary(
        step=step,
        name=named.name if named else first["name"],
        exercise=first.get("exercise"),
        version=named.version if named else None,
        sides=tuple(sides),
        state=_state(bouts),
        done=sum(bout.done for bout in bouts),
        asked=sum(bout.least for bout in due),
        met=sum(min(bout.done, bout.least) for bout in due),
        text=_text(bouts),
    )


def _due(bouts: list[_Bout]) -> list[_Bout]:
    """Return what had to be done; where all may be left out, what was done of it nevertheless."""
    return (
        [bout for bout in bouts if not bout.may_be_left]
        or [bout for bout in bouts if bout.done]
        or bouts
    )


def _state(bouts: list[_Bout]) -> StepState:
    states = {bout.state for bout in _due(bouts)}
    if len(states) == 1:
        return states.pop()
    is_begun = states & {StepState.COMPLETE, StepState.SHORT}
    return StepState.SHORT if is_begun else StepState.SKIPPED


def _text(bouts: list[_Bout]) -> str:
    match _state(bouts):
        case StepState.COMPLETE:
            return _as_asked(bouts)
        case StepState.SHORT:
            return _in_part(_due(bouts))
        case StepState.SKIPPED:
            return _("skipped")
        case StepState.NOT_REACHED:
            return _("not reached")
        case state:
            assert_never(state)


def _as_asked(bouts: list[_Bout]) -> str:
    done = [bout.done for bout in bouts if bout.done]
    if bouts[0].is_counted:
        return _counts(bouts[0], round(sum(done)))
    if len(done) > 1 and len({round(seconds) for seconds in done}) == 1:
        return _("{times} × {time}").format(times=len(done), time=_seconds(done[0]))  # noqa: RUF001
    return _seconds(sum(done))


def _in_part(due: list[_Bout]) -> str:
    asked, done = sum(bout.least for bout in due), sum(bout.done for bout in due)
    of = _("{done} of {asked}")
    if due[0].is_counted:
        amount = of.format(done=round(done), asked=_counts(due[0], round(asked)))
    else:
        amount = of.format(done=_seconds(done), asked=_seconds(asked))
    wanting = [bout for bout in due if bout.state is not StepState.COMPLETE]
    if len(due) == 1:
        return amount
    if len(wanting) == 1:
        return f"{amount} · {_wanting(wanting[0])}"
    said = _("{count} of {among} not finished").format(count=len(wanting), among=len(due))
    return f"{amount} · {said}"


def _wanting(bout: _Bout) -> str:
    if bout.state is StepState.SKIPPED:
        said = _("{which} skipped")
    elif bout.state is StepState.NOT_REACHED:
        said = _("{which} not reached")
    else:
        said = _("{which} cut short")
    return said.format(which=", ".join(_which(bout.asked)))


def _which(asked: Mapping[str, Any]) -> Iterator[str]:
    if asked["rounds"] > 1:
        yield _("round {number}").format(number=asked["round"])
    if asked["sets"] > 1:
        yield _("set {number}").format(number=asked["set"])
    if asked.get("side"):
        yield _("left side") if asked["side"] == Side.LEFT else _("right side")


def _counts(bout: _Bout, number: int) -> str:
    if bout.asked["kind"] == Kind.BREATHE:
        said = ngettext("{number} breath", "{number} breaths", number)
    elif bout.asked.get("first_side"):
        said = ngettext("{number} rep on each side", "{number} reps on each side", number)
    else:
        said = ngettext("{number} rep", "{number} reps", number)
    return said.format(number=number)


def _seconds(seconds: float) -> str:
    whole = round(seconds)
    if whole <= _SECONDS_UP_TO:
        return _("{seconds} s").format(seconds=whole)
    minutes, rest = divmod(whole, _A_MINUTE)
    if rest:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    return _("{minutes} min").format(minutes=minutes)

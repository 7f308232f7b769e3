"""What was otherwise than asked for in a run: left out or cut short and why, easier, deeper, more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.session import Version
from hiptimer.journal.adherence import StepState, StepSummary, summarise
from hiptimer.journal.records import IntervalRecord, Reason, WholeRun, effective
from hiptimer.report.doses import Asked, only, sides_of, work_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A step that was not done as asked for.

    `sides` are those that wanted something, empty where that is all of it. `text` says how much of that
    was done, `why` is the person's reason, `hurt` whether it was a pain stop that ended it.
    """

    on: date
    name: str
    sides: tuple[Side, ...]
    skipped: bool
    text: str
    why: Reason | None
    hurt: bool


class ChangeKind(StrEnum):
    """What the person did otherwise, and was free to."""

    EASIER = "easier"
    DEEPER = "deeper"
    AS_USUAL = "as_usual"  # neither, where the file asks for an easier or a deeper one
    EXTRA = "extra"
    SCALE = "scale"
    LEFT_BEFOREHAND = "left_beforehand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change in one run: `amount` is seconds of EXTRA, and percent of SCALE.

    `name` is the exercise's, empty for the whole session; `to` is the name of the version.
    """

    kind: ChangeKind
    on: date
    name: str = ""
    to: str = ""
    amount: float = 0.0


_KINDS: Final = {
    Version.EASIER: ChangeKind.EASIER,
    Version.DEEPER: ChangeKind.DEEPER,
    None: ChangeKind.AS_USUAL,
}


def left_out_in(whole: WholeRun) -> Iterator[LeftOut]:
    """Yield the steps that were begun or passed and not done in full; what was not come to is not here."""
    counts = effective(whole.intervals)
    work = work_of(whole)
    for whole_step in summarise(whole).steps:
        step = whole_step
        if step.state in (StepState.COMPLETE, StepState.NOT_REACHED) or not step.asked:
            continue
        bouts = [one for one in work if one["step"] == step.step]
        records = [counts[one["index"]] for one in bouts if one["index"] in counts]
        wanting = [one for one in records if one.outcome is not Outcome.COMPLETE]
        sides = _wanting_sides(whole, step, bouts)
        if sides:
            of_sides = [one for one in bouts if set(sides_of(one)).issubset(sides)]
            step = summarise(only(whole, of_sides)).steps[0]
        yield LeftOut(
            on=whole.run.started_at.date(),
            name=step.name,
            sides=sides,
            skipped=step.state is StepState.SKIPPED,
            text=step.text,
            why=next((one.why for one in wanting if one.why), None),
            hurt=any(one.outcome is Outcome.PAIN for one in wanting),
        )


def changes_in(wholes: Sequence[WholeRun]) -> Iterator[Change]:
    """Yield what was changed in each of the runs."""
    # What was left out beforehand is in no prescription of that run, but in those of other runs.
    names = {
        (whole.run.session_hash, one["step"]): str(one["name"])
        for whole in wholes
        for one in work_of(whole)
    }
    for whole in wholes:
        run, on = whole.run, whole.run.started_at.date()
        if run.scale != 100:  # noqa: PLR2004 - percent
            yield Change(kind=ChangeKind.SCALE, on=on, amount=run.scale)
        for step in sorted(run.choices.left_out):
            name = names.get((run.session_hash, step))
            if name:
                yield Change(kind=ChangeKind.LEFT_BEFOREHAND, on=on, name=name)
        yield from _of_steps(whole, on)


def _of_steps(whole: WholeRun, on: date) -> Iterator[Change]:
    counts = effective(whole.intervals)
    for _number, of_step in groupby(work_of(whole), key=lambda one: one["step"]):
        bouts = list(of_step)
        pairs = [(one, counts[one["index"]]) for one in bouts if one["index"] in counts]
        other = [record for asked, record in pairs if _is_other(asked, record)]
        if other:
            kind = _KINDS[other[-1].version]
            yield Change(kind=kind, on=on, name=str(bouts[0]["name"]), to=other[-1].name)
        extra_s = sum(max(0.0, record.extra_s) for _asked, record in pairs)
        if extra_s:
            yield Change(kind=ChangeKind.EXTRA, on=on, name=str(bouts[0]["name"]), amount=extra_s)


def _is_other(asked: Asked, record: IntervalRecord) -> bool:
    return (record.version or "") != (asked.get("version") or "") and record.done_s > 0


def _wanting_sides(whole: WholeRun, step: StepSummary, bouts: Sequence[Asked]) -> tuple[Side, ...]:
    """Return the sides of a step that were not done in full, unless they all were not."""
    states = {
        side: summarise(only(whole, [one for one in bouts if side in sides_of(one)])).steps[0].state
        for side in step.sides
    }
    wanting = tuple(side for side, state in states.items() if state is not StepState.COMPLETE)
    return wanting if len(wanting) < len(step.sides) else ()

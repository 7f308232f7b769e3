"""The dose of each exercise over several runs: what was asked for, what was done, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

from hiptimer.engine.exercise import Side, side_word
from hiptimer.engine.interval import Kind
from hiptimer.engine.wording import length_words
from hiptimer.journal.adherence import summarise
from hiptimer.journal.records import Origin, WholeRun
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

Asked = Mapping[str, Any]
"""A prescribed interval, as `engine.plain.prescription` writes it."""

_A_MINUTE: Final = 60


class Measure(StrEnum):
    """What a dose is measured in."""

    SECONDS = "s"
    BREATHS = "breaths"
    REPS = "reps"


@dataclass(frozen=True, slots=True)
class AskedDose:
    """A dose in words, the days between which it was asked for, and in how many runs on end."""

    text: str
    first: date
    last: date
    runs: int


@dataclass(frozen=True, slots=True)
class SideDose:
    """What was asked of a side (None: of both at once) and done, in the measure of the exercise.

    `asked` is the lower end of the dose, without what may be left out; `done` is the real figure. Both
    are whole, so that the share is that of the figures that stand beside it.
    """

    side: Side | None
    asked: int
    done: int

    @property
    def share(self) -> float | None:
        """Return what was done of what was asked for, 1 for all of it; None if nothing was asked for."""
        return self.done / self.asked if self.asked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseFact:
    """An exercise over all runs in which it was asked for."""

    name: str
    measure: Measure
    asked: tuple[AskedDose, ...]
    sides: tuple[SideDose, ...]

    def of(self, side: Side | None) -> SideDose | None:
        """Return the dose of a side."""
        return next((one for one in self.sides if one.side is side), None)


def is_told_apart(whole: WholeRun) -> bool:
    """Say whether it is known which part of a run was done.

    Of one that was added by hand it is, if the person has told it.
    """
    return whole.run.origin is not Origin.ADDED or bool(whole.intervals)


def exercises_of(wholes: Sequence[WholeRun]) -> tuple[ExerciseFact, ...]:
    """Return every exercise of the runs, in the order of the newest run, older ones after them."""
    found: dict[tuple[str, Measure], list[tuple[WholeRun, list[Asked]]]] = {}
    for whole in reversed(wholes):
        for key, bouts in _by_exercise(whole):
            found.setdefault(key, []).append((whole, bouts))
    return tuple(
        ExerciseFact(
            name=str(parts[0][1][0]["name"]),
            measure=measure,
            asked=_asked(parts[::-1]),
            sides=_sides(parts),
        )
        for (_exercise, measure), parts in found.items()
    )


def work_of(whole: WholeRun) -> list[Asked]:
    """Return what was asked for, the work alone, in the order of the steps."""
    work = (dict[str, Any](one) for one in whole.run.prescribed)
    return sorted((one for one in work if Kind(one["kind"]).is_work), key=lambda one: one["step"])


def only(whole: WholeRun, bouts: Sequence[Asked]) -> WholeRun:
    """Return the run as if nothing had been asked for but these."""
    return replace(whole, run=replace(whole.run, prescribed=tuple(map(dict[str, object], bouts))))


def sides_of(bout: Asked) -> tuple[Side | None, ...]:
    """Return the sides that work in an interval; both in turn where they alternate."""
    if bout.get("first_side"):
        return (Side.LEFT, Side.RIGHT)
    return (Side(bout["side"]) if bout.get("side") else None,)


def dose_words(bouts: Sequence[Asked]) -> str:
    """Return what a step asks for, over all its sets and rounds: "3 × 10 reps each side"."""  # noqa: RUF002
    by_side: dict[Side | None, list[Asked]] = {}
    for bout in bouts:
        for side in sides_of(bout):
            by_side.setdefault(side, []).append(bout)
    said = {side: _sets_words(of_side) for side, of_side in by_side.items()}
    words = set(said.values())
    if None in said:
        dose = said[None]
    elif len(said) == 1:
        side, dose = next(iter(said.items()))
        dose = _("{dose}, {side} only").format(dose=dose, side=side_word(side or Side.LEFT))
    elif len(words) == 1:
        dose = _("{dose} each side").format(dose=words.pop())
    else:
        dose = ", ".join(
            _("{side} {dose}").format(side=side_word(side), dose=said[side])
            for side in (Side.LEFT, Side.RIGHT)
        )
    return _("{dose} (may be left out)").format(dose=dose) if bouts[0].get("optional") else dose


def _by_exercise(whole: WholeRun) -> Iterator[tuple[tuple[str, Measure], list[Asked]]]:
    found: dict[tuple[str, Measure], list[Asked]] = {}
    for bout in work_of(whole):
        key = (str(bout.get("exercise") or bout["name"]), _measure(bout))
        found.setdefault(key, []).append(bout)
    yield from found.items()


def _measure(bout: Asked) -> Measure:
    if bout.get("count") is None:
        return Measure.SECONDS
    return Measure.BREATHS if bout["kind"] == Kind.BREATHE else Measure.REPS


def _asked(parts: Sequence[tuple[WholeRun, list[Asked]]]) -> tuple[AskedDose, ...]:
    # What the person scaled for a day is told among the changes; here is what the file asks for.
    usual = [part for part in parts if part[0].run.scale == 100]  # noqa: PLR2004 - percent
    told = [(_steps_words(bouts), whole.run.started_at.date()) for whole, bouts in usual or parts]
    return tuple(_asked_dose(list(alike)) for _text, alike in groupby(told, key=lambda one: one[0]))


def _asked_dose(told: Sequence[tuple[str, date]]) -> AskedDose:
    (text, first), (_text, last) = told[0], told[-1]
    return AskedDose(text, first, last, len(told))


def _steps_words(bouts: Sequence[Asked]) -> str:
    steps = (list(of_step) for _n, of_step in groupby(bouts, key=lambda one: one["step"]))
    return " + ".join(map(dose_words, steps))


def _sides(parts: Sequence[tuple[WholeRun, list[Asked]]]) -> tuple[SideDose, ...]:
    sums: dict[Side | None, tuple[float, float]] = {}
    for whole, bouts in parts:
        for side in dict.fromkeys(side for bout in bouts for side in sides_of(bout)):
            steps = summarise(only(whole, [one for one in bouts if side in sides_of(one)])).steps
            asked, done = sums.get(side, (0.0, 0.0))
            sums[side] = (
                asked + sum(step.asked for step in steps),
                done + sum(step.done for step in steps),
            )
    order = (None, Side.LEFT, Side.RIGHT)
    return tuple(SideDose(side, *map(round, sums[side])) for side in order if side in sums)


def _sets_words(bouts: Sequence[Asked]) -> str:
    """Return the sets of one side, those that may be left out counted at the end: "3-4 × 10 reps"."""  # noqa: RUF002
    groups = [list(alike) for _said, alike in groupby(bouts, key=amount_words)]
    return ", ".join(_times_words(alike) for alike in groups)


def _times_words(alike: Sequence[Asked]) -> str:
    amount = amount_words(alike[0])
    most = len(alike)
    least = most if alike[0].get("optional") else sum(not _is_spare(one) for one in alike)
    if most == 1:
        return amount
    times = str(most) if least in (0, most) else f"{least}-{most}"
    return _("{times} × {dose}").format(times=times, dose=amount)  # noqa: RUF001


def _is_spare(bout: Asked) -> bool:
    """Say whether a set may be left out; with self pace nothing has a length, and none says so."""
    return not bout["minimum_s"] and bout.get("pace") != "self"


def amount_words(bout: Asked) -> str:
    """Return what was asked for in one bout: "30 s", "20-30 s", "8 or more reps"."""
    count = bout.get("count")
    if count is None:
        return _seconds_words(bout)
    least = bout.get("minimum_count") or count
    number = f"{least}-{count}" if least < count else str(count)
    if bout["open"] and bout.get("pace") != "self":  # in one's own time nothing ends by itself
        number = _("{n} or more").format(n=number)
    if bout["kind"] == Kind.BREATHE:
        return ngettext("{n} breath", "{n} breaths", count).format(n=number)
    return ngettext("{n} rep", "{n} reps", count).format(n=number)


def _seconds_words(bout: Asked) -> str:
    most, least = float(bout["duration_s"]), float(bout["minimum_s"] or bout["duration_s"])
    if bout["open"]:
        return _("{n} or more").format(n=length_words(most))
    if least >= most:
        return length_words(most)
    if most < _A_MINUTE:
        return f"{round(least)}-{length_words(most)}"
    return f"{length_words(least)} - {length_words(most)}"

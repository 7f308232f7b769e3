"""A step's dose and sides in whole phrases, for a page that is read without the program."""

from collections.abc import Iterator
from typing import assert_never

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Breaths, Cycle, Dose, Every, Hold, Move, Reps
from hiptimer.engine.exercise import Catalogue, Side, Sides, side_word, told
from hiptimer.engine.sayings import capital
from hiptimer.engine.session import Session
from hiptimer.engine.settling import Choices, Settled, SideDose, settle
from hiptimer.engine.wording import length_words
from hiptimer.language import gettext as _
from hiptimer.language import ngettext


def dose_line(settled: Settled) -> str:
    """Return how much of it: "3 sets of 8, each side", "Hold 30 s"."""
    doses = list(dict.fromkeys(settled.per_side.values()))
    if len(doses) == 1:
        words = _side_dose(doses[0])
        if settled.sides is Sides.EACH:
            return _("{dose}, each side").format(dose=words)
        if settled.sides is Sides.ALTERNATE:
            return _("{dose} on each side, in turn").format(dose=words)
        return words
    return "; ".join(
        f"{capital(side_word(side))}: {_side_dose(dose)}"
        for side, dose in settled.per_side.items()
        if side is not None
    )


def _side_dose(one: SideDose) -> str:
    several = one.sets.most > 1
    sets = ngettext("{n} set", "{n} sets", int(one.sets.most)).format(n=number_words(one.sets))
    if isinstance(one.dose, Reps) and several:
        return _("{sets} of {n}").format(sets=sets, n=_count_words(one.dose.count))
    return f"{_once(one.dose)}, {sets}" if several else _once(one.dose)


def _once(dose: Dose) -> str:
    match dose:
        case Reps(count):
            words = ngettext("{n} time", "{n} times", int(count.most))
            return words.format(n=_count_words(count))
        case Breaths(count):
            words = ngettext("Hold for {n} breath", "Hold for {n} breaths", int(count.most))
            return words.format(n=_count_words(count))
        case Hold(time):
            return _("Hold {time}").format(time=_time_words(time))
        case Move(time):
            return _("Keep moving {time}").format(time=_time_words(time))
        case _:
            assert_never(dose)


def number_words(amount: Amount) -> str:
    """Return a count, or a range of them."""
    least, most = int(amount.least), int(amount.most)
    return _("{least} to {most}").format(least=least, most=most) if least < most else str(most)


def _count_words(amount: Amount) -> str:
    words = number_words(amount)
    return _("{n} or more").format(n=words) if amount.open else words


def _time_words(amount: Amount) -> str:
    words = length_words(amount.most)
    if amount.open:
        return _("{n} or more").format(n=words)
    if amount.is_range:
        in_seconds = round(amount.most) < 60  # noqa: PLR2004
        least = f"{round(amount.least)}" if in_seconds else length_words(amount.least)
        return _("{least} to {most}").format(least=least, most=words)
    return words


def sides_line(settled: Settled) -> str:
    """Return which side comes when, by what a side names; nothing where there are no sides."""
    if settled.sides is Sides.BOTH:
        return ""
    one = named(settled, settled.first)
    other = named(settled, settled.first.other)
    match settled.sides:
        case Sides.EACH:
            return capital(_("{one}, then {other}").format(one=one, other=other))
        case Sides.ALTERNATE:
            return capital(_("{one} first").format(one=one))
        case Sides.LEFT | Sides.RIGHT:
            only = named(settled, Side(settled.sides.value))
            return capital(_("{one} only").format(one=only))
        case _:
            assert_never(settled.sides)


def named(settled: Settled, side: Side) -> str:
    """Return what a side names, as it stands inside a sentence: "left hip"."""
    words = told(settled.exercise.side_means, side)
    return words[:1].lower() + words[1:]


def more_lines(
    settled: Settled, week: int, session: Session, catalogue: Catalogue, *, alone: bool
) -> Iterator[str]:
    """Yield what belongs to the dose: rests, the parts of one rep, and later weeks unless `alone`."""
    doses = list(settled.per_side.values())
    if any(one.sets.most > 1 for one in doses) and settled.rest_s:
        yield _("Rest {time} between sets.").format(time=length_words(settled.rest_s))
    yield from _pace(settled, doses[0].dose)
    if alone:
        return
    before = dose_line(settled)
    for later in sorted(key for key in settled.step.weeks if key > week):
        then = settle(settled.number, settled.step, session, catalogue, Choices(week=later))
        dose = dose_line(then)
        if dose != before:
            yield _("From week {n}: {dose}.").format(n=later, dose=dose[:1].lower() + dose[1:])
        before = dose


def _pace(settled: Settled, dose: Dose) -> Iterator[str]:
    match dose:
        case Breaths():
            if not settled.paced:
                yield _("Breathe at your own speed.")
                return
            yield _("One breath: {phases}.").format(phases=_cycle_words(settled.cycle))
            if settled.lead_in:
                yield ngettext(
                    "{n} breath to get there, then count.",
                    "{n} breaths to get there, then count.",
                    settled.lead_in,
                ).format(n=settled.lead_in)
        case Reps():
            if not settled.paced:
                yield _("At your own speed.")
            elif len(settled.cycle) == 1 and isinstance(_written(settled), Every):
                each = length_words(settled.cycle[0].for_s)
                yield _("{time} for each.").format(time=each)
            elif settled.cycle:
                yield _("Each time: {phases}.").format(phases=_cycle_words(settled.cycle))
        case Hold() | Move():
            return
        case _:
            assert_never(dose)


def _written(settled: Settled) -> object:
    return settled.step.timing.rep or settled.exercise.rep


def _cycle_words(cycle: Cycle) -> str:
    return ", ".join(
        _("{phase} {n} s").format(phase=phase.say.lower(), n=f"{phase.for_s:g}") for phase in cycle
    )

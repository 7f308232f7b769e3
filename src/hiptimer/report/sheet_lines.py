"""What the adherence sheet tells line by line: what to look at, pain stops, what was otherwise and why."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import TypeVar, assert_never

from hiptimer.engine.exercise import side_word
from hiptimer.engine.wording import length_words
from hiptimer.journal.records import PainAnswer, PainStop, Reason, Status
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.report.departures import Change, ChangeKind, LeftOut
from hiptimer.report.facts import MUCH_EFFORT, MUCH_PAIN, Facts, RunFact
from hiptimer.report.sheet_words import ADDED, CORRECTED, by_hand_sign, date_words, difficulty_words

_T = TypeVar("_T")


def sections(facts: Facts) -> list[tuple[str, list[str]]]:
    """Return what is to be read word for word, by the names of its sections; empty ones are left out."""
    every = [
        (_("Look at these"), look_lines(facts)),
        (_("Pain stops"), stop_lines(facts)),
        (_("Left out or cut short"), [*left_out_lines(facts), *not_reached_lines(facts)]),
        (_("Said afterwards"), said_lines(facts)),
        (_("Changed"), change_lines(facts)),
    ]
    return [(name, lines) for name, lines in every if lines]


def left_out_lines(facts: Facts) -> list[str]:
    """Return what was left out or cut short, and why, the same things of several days in one line."""
    return _lines(facts.left_out, _left_out, lambda one: one.on)


def _left_out(one: LeftOut) -> str:
    name = ", ".join((one.name, *map(side_word, one.sides)))
    what = _("left out") if one.skipped else one.text
    why = "" if one.why is None else reason_words(one.why)
    if one.hurt and not why:
        why = _("pain stop")
    said = f"{name}: {what}"
    return f"{said}, {why}" if why else said


def reason_words(why: Reason) -> str:
    """Return why something was left out, as the person said."""
    words = {
        Reason.NO_TIME: _("no time"),
        Reason.PAIN: _("it hurt"),
        Reason.KIT: _("kit not at hand"),
        Reason.DONT_LIKE: _("does not like it"),
        Reason.OTHER: _("another reason"),
    }
    return words[why]


def not_reached_lines(facts: Facts) -> list[str]:
    """Return the sessions that were ended before all exercises were come to, and why."""
    ended = [one for one in facts.runs if one.not_reached]
    return _lines(ended, _not_reached, lambda one: one.on)


def _not_reached(one: RunFact) -> str:
    said = ngettext(
        "Session ended {how} with {n} of {all} exercises not begun",
        "Session ended {how} with {n} of {all} exercises not begun",
        one.not_reached,
    )
    is_pain = one.run.status is Status.PAIN
    how = _("by a pain stop") if is_pain else _("early")
    words = said.format(how=how, n=one.not_reached, all=one.steps)
    is_said = is_pain and one.why is Reason.PAIN
    return f"{words}, {reason_words(one.why)}" if one.why and not is_said else words


def stop_lines(facts: Facts) -> list[str]:
    """Return every pain stop: when, where, how much, and what was chosen; alike ones in one line."""
    found = _days_by(facts.stops, _stop, lambda stop: stop.at.date())
    return [f"{_dates(days)}: {said}" for said, days in found.items()]


def _stop(stop: PainStop) -> str:
    name = ", ".join((stop.name, *([side_word(stop.side)] if stop.side else [])))
    pain = _("pain {n} of 10").format(n=stop.pain) if stop.pain is not None else _("pain not told")
    answer = answer_words(stop.answer)
    return f"{name}, {pain}; {answer}" if answer else f"{name}, {pain}"


def answer_words(answer: PainAnswer | None) -> str:
    """Return what was chosen after a pain stop."""
    words = {
        None: "",
        PainAnswer.CARRY_ON: _("carried on"),
        PainAnswer.EASIER: _("went on with the easier version"),
        PainAnswer.SKIP: _("left the exercise out"),
        PainAnswer.END: _("ended the session"),
    }
    return words[answer]


def said_lines(facts: Facts) -> list[str]:
    """Return how hard the sessions were felt to be, and whether what was felt had gone by next morning."""
    settled = {True: _("settled by the next morning"), False: _("not settled by the next morning")}
    said = [
        (one.on, words)
        for one in facts.runs
        for words in (
            difficulty_words(one.answers.difficulty),
            "" if one.answers.settled is None else settled[one.answers.settled],
        )
        if words
    ]
    return [", ".join(_lines(said, lambda one: one[1], lambda one: one[0]))] if said else []


def change_lines(facts: Facts) -> list[str]:
    """Return what was changed: versions, scale, more than asked for, files, entries by hand."""
    lines = _lines(facts.changes, _change, lambda one: one.on)
    for said, sign in (
        (_("{sign} Session added by hand").format(sign=ADDED), ADDED),
        (_("{sign} Session corrected by hand").format(sign=CORRECTED), CORRECTED),
    ):
        days = [one.on for one in facts.runs if sign in by_hand_sign(one)]
        if days:
            lines.append(f"{said} ({_dates(days)})")
    return [*lines, *_revision_lines(facts)]


def _change(one: Change) -> str:
    match one.kind:
        case ChangeKind.EASIER:
            return _("{name}: easier version").format(name=one.name)
        case ChangeKind.DEEPER:
            return _("{name}: deeper version").format(name=one.name)
        case ChangeKind.AS_USUAL:
            return _("{name}: usual version").format(name=one.name)
        case ChangeKind.EXTRA:
            more = length_words(one.amount)
            return _("{name}: {time} added").format(name=one.name, time=more)
        case ChangeKind.SCALE:
            return _("Whole session at {n} % of the dose").format(n=round(one.amount))
        case ChangeKind.LEFT_BEFOREHAND:
            return _("{name}: left out beforehand, as it may be").format(name=one.name)
        case kind:
            assert_never(kind)


def _revision_lines(facts: Facts) -> Iterator[str]:
    for one in facts.revisions[1:]:
        number = "" if one.number is None else _(" (revision {n})").format(n=one.number)
        said = _("Another version of the session's file{number} from {date}")
        yield said.format(number=number, date=date_words(one.first))


def look_lines(facts: Facts) -> list[str]:
    """Return what somebody should look at: much pain, much effort, and every note."""
    return [_look(one) for one in facts.to_look_at]


def _look(one: RunFact) -> str:
    said, parts = one.answers, []
    for pain, when in (
        (said.pain_before, _("pain {n} before")),
        (said.pain_after, _("pain {n} after")),
        (said.pain_next_morning, _("pain {n} next morning")),
    ):
        if pain is not None and pain >= MUCH_PAIN:
            parts.append(when.format(n=pain))
    hurt = [stop.pain for stop in one.stops if stop.pain is not None]
    if hurt and max(hurt) >= MUCH_PAIN:
        parts.append(_("pain {n} at a stop").format(n=max(hurt)))
    if said.effort is not None and said.effort >= MUCH_EFFORT:
        parts.append(_("effort {n}").format(n=said.effort))
    if one.run.note:
        note = " ".join(one.run.note.split())
        parts.append(_("“{note}”").format(note=note))
    return f"{date_words(one.on)}: {', '.join(parts)}"


def _lines(
    all_of_them: Iterable[_T], words: Callable[[_T], str], on: Callable[[_T], date]
) -> list[str]:
    found = _days_by(all_of_them, words, on)
    return [f"{said} ({_dates(days)})" for said, days in found.items()]


def _days_by(
    all_of_them: Iterable[_T], words: Callable[[_T], str], on: Callable[[_T], date]
) -> dict[str, list[date]]:
    days: dict[str, list[date]] = {}
    for one in all_of_them:
        days.setdefault(words(one), []).append(on(one))
    return days


def _dates(days: Iterable[date]) -> str:
    """Return days with each month named once, and how often where that is more: "2, 5 (2×) Dec"."""  # noqa: RUF002
    months = []
    times = Counter(days)
    for _month, of_month in groupby(times, key=lambda one: (one.year, one.month)):
        dates = list(of_month)
        said = ", ".join(_day(one, times[one]) for one in dates)
        months.append(f"{said} {dates[0]:%b}")
    return ", ".join(months)


def _day(on: date, times: int) -> str:
    if times == 1:
        return str(on.day)
    return _("{day} ({n}×)").format(day=on.day, n=times)  # noqa: RUF001

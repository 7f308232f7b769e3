"""The sentences of the adherence sheet, the same on paper, in a browser and in a spreadsheet."""

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from hiptimer import __version__
from hiptimer.engine.exercise import Side
from hiptimer.engine.session import Assigned, Often
from hiptimer.journal.records import (
    Difficulty,
    Origin,
    Status,
)
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.report.doses import AskedDose, ExerciseFact, Measure, SideDose
from hiptimer.report.facts import Facts, Mark, RunFact

ADDED, CORRECTED = "*", "†"
"""Beside a session that was added, or corrected, by hand."""


def footer_words() -> str:
    """Return what stands at the foot of every sheet."""
    said = _("Self-reported diary made with hiptimer {version}. Not a medical record.")
    return said.format(version=__version__)


def day_words(on: date) -> str:
    """Return a day in short: "Wed 9 Dec"."""
    return f"{on:%a} {on.day} {on:%b}"


def date_words(on: date) -> str:
    """Return a day without its weekday: "9 Dec"."""
    return f"{on.day} {on:%b}"


def period_words(since: date, until: date) -> str:
    """Return a time from day to day: "23 Nov to 20 Dec 2026"."""
    first = date_words(since) if since.year == until.year else f"{date_words(since)} {since.year}"
    return _("{first} to {last}").format(first=first, last=f"{date_words(until)} {until.year}")


def often_words(assigned: Assigned) -> str:
    """Return how often a session is asked for: "3 times a week"."""
    n = assigned.times
    match assigned.often:
        case Often.PER_DAY:
            said = ngettext("once a day", "{n} times a day", n)
        case Often.PER_WEEK:
            said = ngettext("once a week", "{n} times a week", n)
        case Often.EVERY_DAYS:
            said = ngettext("every day", "every {n} days", n)
        case often:
            assert_never(often)
    return said.format(n=n)


def who_words(facts: Facts) -> list[str]:
    """Return for whom the session is, who asked for it and how often; of one's own, nothing."""
    lines = []
    if facts.to:
        lines.append(_("For {name}").format(name=facts.to))
    if facts.asked_by:
        lines.append(_("Asked for by {name}").format(name=facts.asked_by))
    if facts.assigned and facts.assigned.times:
        lines.append(_often_until(facts.assigned))
    return lines


def note_words(facts: Facts) -> str:
    """Return what the one who asked wrote beside it, empty if there is nothing."""
    return " ".join(facts.assigned.note.split()) if facts.assigned else ""


def _often_until(assigned: Assigned) -> str:
    words = often_words(assigned)
    if assigned.start and assigned.until:
        return f"{words}, {period_words(assigned.start, assigned.until)}"
    if assigned.start:
        said = _("{often}, from {date}")
        return said.format(often=words, date=f"{date_words(assigned.start)} {assigned.start.year}")
    return words


def overline(facts: Facts) -> str:
    """Return what the sheet is, and the time it is about."""
    return _("Exercise diary, {period}").format(period=period_words(facts.since, facts.until))


def nothing_words(facts: Facts) -> str:
    """Return the sentence for a time in which nothing was noted."""
    said = _("No session was noted in this diary from {period}.")
    return said.format(period=period_words(facts.since, facts.until))


def no_pain_words() -> str:
    """Return the sentence in place of a chart without any answers."""
    return _("No pain was noted, since it was not asked for or the question was passed over.")


def dose_note(facts: Facts) -> str:
    """Return how the dose is counted."""
    said = _("Measured by what each session asked for, of a range its lower end.")
    if not facts.unknown:
        return said
    more = ngettext(
        "{n} session added by hand is not in it, since its parts are not known.",
        "{n} sessions added by hand are not in it, since their parts are not known.",
        facts.unknown,
    )
    return f"{said} {more.format(n=facts.unknown)}"


def sessions_words(facts: Facts) -> tuple[str, str]:
    """Return how many sessions were done, and what that number is."""
    if not facts.asked:
        return str(facts.done), ngettext("session done", "sessions done", facts.done)
    return done_of_asked(facts.done, facts.asked), _("sessions done of asked")


def done_of_asked(done: int, asked: int) -> str:
    """Return "2 of 3", or "3 of 3 + 1"; where nothing was asked for, what was done, if anything."""
    if not asked:
        return str(done) if done else ""
    if done > asked:
        return _("{asked} of {asked} + {more}").format(asked=asked, more=done - asked)
    return _("{done} of {asked}").format(done=done, asked=asked)


def figures(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return the few numbers that the sheet begins with, each with what it is."""
    stops = sum(one.has_pain_stop for one in facts.runs)
    work = hours_words(sum(one.run.active_s for one in facts.runs))
    return (
        sessions_words(facts),
        (percent_words(facts.dose), _("of the dose in these sessions")),
        (str(stops), ngettext("session with a pain stop", "sessions with a pain stop", stops)),
        (work, _("of exercise, rests left out")),
    )


def percent_words(share: float | None) -> str:
    """Return a share in percent, 100 only if none of it is missing; a dash where nobody knows."""
    if share is None:
        return "–"  # noqa: RUF001
    return f"{percent(share)}\N{NO-BREAK SPACE}%"


def percent(share: float) -> int:
    """Return a share in whole percent, rounded down."""
    return int(share * 100 + 1e-6)


def hours_words(seconds: float) -> str:
    """Return a long time to the minute: "2 h 57 min"."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return _("{n} min").format(n=minutes)
    return _("{h} h {m} min").format(h=hours, m=minutes)


def mark_words(mark: Mark) -> str:
    """Return what became of a day, in words."""
    words = {
        Mark.DONE: _("done"),
        Mark.PART: _("in part"),
        Mark.NOTHING: _("nothing noted"),
        Mark.OUTSIDE: "",
    }
    return words[mark]


def how_words(one: RunFact) -> str:
    """Return how a session ended."""
    match one.run.status:
        case Status.COMPLETE:
            return _("all left out") if one.dose == 0 else _("to the end")
        case Status.PAIN:
            return _("ended: pain")
        case Status.STOPPED:
            return _("ended early")
        case Status.CUT_OFF | Status.RUNNING:
            return _("cut off")
        case status:
            assert_never(status)


def by_hand_sign(one: RunFact) -> str:
    """Return the sign of what was put into the diary by hand, or corrected; `change_lines` tells of it."""
    return (ADDED if one.run.origin is Origin.ADDED else "") + (
        CORRECTED if one.run.corrected_at else ""
    )


def difficulty_words(difficulty: Difficulty | None) -> str:
    """Return how hard a session was felt to be."""
    words = {
        None: "",
        Difficulty.TOO_EASY: _("too easy"),
        Difficulty.ABOUT_RIGHT: _("about right"),
        Difficulty.TOO_HARD: _("too hard"),
    }
    return words[difficulty]


def number_words(number: int | None) -> str:
    """Return an answer from 0 to 10, or a dash where there is none."""
    return "–" if number is None else str(number)  # noqa: RUF001


def asked_words(doses: Sequence[AskedDose]) -> str:
    """Return what was asked for each time: with a new dose, from when on."""
    first, *later = doses
    since = _("from {date}: {dose}")
    return "\n".join(
        (first.text, *(since.format(date=date_words(one.first), dose=one.text) for one in later))
    )


def done_words(fact: ExerciseFact, dose: SideDose) -> str:
    """Return what was done of what was asked for, in its own measure: "354 of 354", "336 of 354 s"."""
    unit = _("{amount} s") if fact.measure is Measure.SECONDS else "{amount}"
    if not dose.asked:
        return unit.format(amount=dose.done)
    said = _("{done} of {asked}").format(done=dose.done, asked=dose.asked)
    return unit.format(amount=said)


def dose_words(fact: ExerciseFact, side: Side | None) -> str:
    """Return what was done of a side with its share in percent, nothing where there is no such side."""
    dose = fact.of(side)
    if dose is None:
        return ""
    share = dose.share
    done = done_words(fact, dose)
    return done if share is None else f"{done}, {percent_words(share)}"


def side_words(side: Side | None) -> str:
    """Return the side of a row of the table."""
    words = {None: _("both"), Side.LEFT: _("left"), Side.RIGHT: _("right")}
    return words[side]

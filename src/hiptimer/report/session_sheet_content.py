"""What a printed session says, as plain words: the same for the PDF and for the HTML.

A sheet hangs on a door and is read without the program, so a dose is told in whole phrases, and a side by
what it names: "left hip, then right hip".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from hiptimer.engine.exercise import Catalogue, Side, Sides, told
from hiptimer.engine.progression import week_in_hand
from hiptimer.engine.sayings import capital, kit_word
from hiptimer.engine.session import (
    Assigned,
    Circuit,
    Often,
    OwnExercise,
    Rest,
    Session,
    Step,
    Version,
    Wait,
)
from hiptimer.engine.settling import Choices, settle
from hiptimer.engine.timeline import unroll
from hiptimer.engine.wording import length_words
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.report.session_sheet_doses import (
    dose_line,
    more_lines,
    named,
    number_words,
    sides_line,
)
from hiptimer.report.ticking import Ticking, ticking

_BETWEEN = " · "
_UNDERSTOOD = frozenset({"mat", "chair"})  # said once for the whole session, and drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetStep:
    """One exercise on the sheet.

    `dose` is the line that is read from afar, `more` what belongs to it: rests, the parts of a rep, the
    dose of later weeks. `how` are the sentences of how it is done, the first for getting into position.
    `exercise` and `version` name its drawing, in which `drawn` works; `picture` is the path of the
    file's own.
    """

    number: int
    name: str
    dose: str
    sides: str = ""
    more: tuple[str, ...] = ()
    kit: str = ""
    how: tuple[str, ...] = ()
    feel: str = ""
    note: str = ""
    optional: bool = False
    exercise: str = ""
    version: Version | None = None
    drawn: Side | None = None
    drawn_words: str = ""
    picture: str = ""
    picture_source: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line between the exercises: a rest, something to wait for, or how often a circuit goes round."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContent:
    """All that a sheet says. `facts` are lines: for and from whom, how often, how long and with what."""

    title: str
    language: str
    facts: tuple[str, ...]
    description: str
    assigned_note: str
    stop_rule: str
    stop_rule_by: str
    bands: tuple[tuple[str, str], ...]
    cautions: tuple[str, ...]
    help: str
    entries: tuple[SheetStep | SheetLine, ...]
    ticking: Ticking
    footer: str


def sheet_content(
    session: Session, catalogue: Catalogue, today: date, week: int | None = None
) -> SheetContent:
    """Return what the sheet of a session says; with `week`, of that week of its progression alone."""
    assigned = session.assigned or Assigned()
    here = week or _week(assigned, today)
    weeks = range(here, here + 1) if week else None
    entries = tuple(_entries(session, catalogue, here, alone=week is not None))
    return SheetContent(
        title=session.title,
        language=session.language,
        facts=tuple(_facts(session, catalogue, here)),
        description=session.description,
        assigned_note=assigned.note,
        stop_rule=session.safety.stop_rule,
        stop_rule_by=assigned.by or session.author,
        bands=tuple(_bands(session)),
        cautions=session.cautions,
        help=_help(),
        entries=entries,
        ticking=ticking(assigned, session.ask.pain, here, weeks),
        footer=_footer(session),
    )


def _week(assigned: Assigned, today: date) -> int:
    over = assigned.until is not None and assigned.until < today
    return 1 if over else week_in_hand(assigned.start, today)


def _facts(session: Session, catalogue: Catalogue, week: int) -> Iterator[str]:
    assigned = session.assigned
    people = []
    if assigned and assigned.to:
        people.append(_("For {name}").format(name=assigned.to))
    by = (assigned.by if assigned else "") or session.author
    if by:
        people.append(_("From {name}").format(name=by))
    if people:
        yield _BETWEEN.join(people)
    if assigned and (words := often_words(assigned)):
        yield words
    timeline = unroll(session, catalogue, Choices(week=week))
    minutes = max(1, round(timeline.duration_s / 60))
    if timeline.is_at_least:
        said = ngettext("At least {n} minute", "At least {n} minutes", minutes)
    else:
        said = ngettext("About {n} minute", "About {n} minutes", minutes)
    facts = [said.format(n=minutes)]
    if timeline.equipment:
        kit = ", ".join(map(kit_word, timeline.equipment))
        facts.append(_("You need: {kit}").format(kit=kit))
    yield _BETWEEN.join(facts)


def often_words(assigned: Assigned) -> str:
    """Return how often and from when to when: "3 times a week, from 23 November to 20 December 2026"."""
    often = ""
    if assigned.times:
        often = {
            Often.PER_DAY: ngettext("Once a day", "{n} times a day", assigned.times),
            Often.PER_WEEK: ngettext("Once a week", "{n} times a week", assigned.times),
            Often.EVERY_DAYS: ngettext("Every day", "Every {n} days", assigned.times),
        }[assigned.often].format(n=assigned.times)
    begun, until = assigned.start, assigned.until
    if begun and until:
        same = begun.year == until.year
        first = f"{begun.day} {begun:%B}" if same else day_words(begun)
        days = _("from {begun} to {until}").format(begun=first, until=day_words(until))
    elif until:
        days = _("until {date}").format(date=day_words(until))
    elif begun:
        days = _("from {date}").format(date=day_words(begun))
    else:
        days = ""
    return capital(", ".join(filter(None, (often, days))))


def day_words(day: date) -> str:
    """Return a date as people write it: "20 December 2026"."""
    return f"{day.day} {day:%B %Y}"


def _bands(session: Session) -> Iterator[tuple[str, str]]:
    bands = session.safety.pain_bands
    if bands is None:
        return
    for first, last, words in (
        (0, bands.ok_to, bands.ok),
        (bands.ok_to + 1, bands.caution_to, bands.caution),
        (bands.caution_to + 1, 10, bands.stop),
    ):
        if words and first <= last:
            yield (
                _("Pain {range}").format(
                    range=str(first) if first == last else _("{n} to {m}").format(n=first, m=last)
                ),
                words,
            )


def _help() -> str:
    return _(
        "With back or hip pain, call for emergency help at once (999 in the UK, 112 in Europe) if any of "
        "these is new: numbness between the legs or round the back passage, trouble with passing water or "
        "with the bowels, weakness or tingling in both legs, chest pain, or after a serious accident. The "
        "whole list is in hiptimer under “When to get help”. If you are worried, ask."
    )


def _footer(session: Session) -> str:
    by = session.assigned and (session.assigned.by or session.author)
    if by:
        said = _("This session was written by {name}. Follow their advice over ours.")
        return said.format(name=by.rstrip("."))
    return _("General information. Not everyone should do every exercise.")


def _entries(
    session: Session, catalogue: Catalogue, week: int, *, alone: bool
) -> Iterator[SheetStep | SheetLine]:
    leaf_number = shown = 0
    for entry in session.entries:
        leaves = entry.steps if isinstance(entry, Circuit) else (entry,)
        if isinstance(entry, Circuit):
            yield _circuit(session, entry, shown)
        for leaf in leaves:
            match leaf:
                case Step():
                    shown += 1
                    at = leaf_number
                    yield _step(shown, at, leaf, session, catalogue, week, alone=alone)
                case Rest(rest_s=rest_s, note=note, say=say):
                    words = _("Rest {time}").format(time=length_words(rest_s))
                    yield SheetLine(f"{words}. {say}".strip() if say else words, note)
                case Wait(text=text, note=note):
                    yield SheetLine(text, note)
                case _:
                    assert_never(leaf)
            leaf_number += 1


def _circuit(session: Session, circuit: Circuit, shown: int) -> SheetLine:
    count = sum(isinstance(leaf, Step) for leaf in circuit.steps)
    first, last = shown + 1, shown + count
    rounds = number_words(circuit.rounds)
    usual = session.defaults.rest_s
    rest_s = circuit.rest_s if circuit.rest_s is not None else 30.0 if usual is None else usual
    if count > 1:
        said = ngettext(
            "Do {first} to {last} one after the other, {n} round.",
            "Do {first} to {last} one after the other, {n} rounds.",
            int(circuit.rounds.most),
        )
    else:
        said = ngettext(
            "Do {first}, {n} round.", "Do {first}, {n} rounds.", int(circuit.rounds.most)
        )
    words = said.format(first=first, last=last, n=rounds)
    if circuit.rounds.most > 1 and rest_s:
        between = _("Rest {time} between rounds.").format(time=length_words(rest_s))
        words = f"{words} {between}"
    return SheetLine(words)


def _step(
    shown: int,
    number: int,
    step: Step,
    session: Session,
    catalogue: Catalogue,
    week: int,
    *,
    alone: bool,
) -> SheetStep:
    settled = settle(number, step, session, catalogue, Choices(week=week))
    side = None if settled.sides is Sides.BOTH else next(iter(settled.per_side)) or settled.first
    own = step.exercise if isinstance(step.exercise, OwnExercise) else None
    how = own.instructions if own else (settled.setup, settled.does, settled.cue)
    kit = [kit_word(one) for one in settled.equipment if one not in _UNDERSTOOD]
    return SheetStep(
        number=shown,
        name=settled.name,
        dose=dose_line(settled),
        sides=sides_line(settled),
        more=tuple(more_lines(settled, week, session, catalogue, alone=alone)),
        kit=", ".join(filter(None, (*kit, step.load))),
        how=tuple(filter(None, (told(one, side) if not own else one for one in how))),
        feel=told(settled.exercise.feel, side),
        note=step.note,
        optional=step.optional,
        exercise="" if own else settled.exercise.id,
        version=settled.version,
        drawn=side,
        drawn_words=named(settled, side) if side else "",
        picture=own.picture if own else "",
        picture_source=own.picture_source if own else "",
    )

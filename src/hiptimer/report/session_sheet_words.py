"""The lines of a printed session in the order in which they are read, on paper as in a browser."""

from collections.abc import Iterator
from enum import StrEnum

from hiptimer.engine.session import When
from hiptimer.language import gettext as _
from hiptimer.report.session_sheet_content import SheetContent, SheetStep
from hiptimer.report.ticking import MOST_BOXES, Ticking, Week


class Line(StrEnum):
    """What a line is, which tells how it is set."""

    NAME = "name"
    DOSE = "dose"
    STRONG = "strong"
    BODY = "body"
    POINT = "point"
    SMALL = "small"


def heed_words(content: SheetContent) -> Iterator[tuple[str, Line]]:
    """Yield what is to be heeded: the author's own words first, and when to get help last."""
    if content.stop_rule and content.stop_rule_by:
        words = _("When to stop, in the words of {name}:")
        yield words.format(name=content.stop_rule_by), Line.BODY
    if content.stop_rule:
        yield content.stop_rule, Line.STRONG
    for band, words in content.bands:
        yield f"{band}: {words}", Line.BODY
    for caution in content.cautions:
        yield caution, Line.POINT
    yield content.help, Line.SMALL


def step_words(step: SheetStep) -> Iterator[tuple[str, Line]]:
    """Yield the lines of one exercise."""
    name = f"{step.number}. {step.name}"
    if step.optional:
        name = _("{name} (may be left out)").format(name=name)
    yield name, Line.NAME
    yield step.dose, Line.DOSE
    if step.sides:
        yield step.sides, Line.STRONG
    if step.more:
        yield " ".join(step.more), Line.BODY
    if step.kit:
        yield _("With: {kit}").format(kit=step.kit), Line.STRONG
    for sentence in step.how:
        yield sentence, Line.POINT
    if step.feel:
        yield _("Where you feel it: {where}").format(where=step.feel), Line.SMALL
    if step.note:
        yield _("Note: {note}").format(note=step.note), Line.STRONG


def note_words(content: SheetContent) -> str:
    """Return the author's note to the whole session; nothing if there is none."""
    if not content.assigned_note:
        return ""
    return _("Note: {note}").format(note=content.assigned_note)


def picture_words(called: str, side: str) -> str:
    """Return what stands below a picture: "Start, left hip"."""
    words = ", ".join(filter(None, (called, side)))
    return words[:1].upper() + words[1:]


def weekday_words(weekday: int) -> str:
    """Return the short name of a day of the week, 0 for Monday."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[weekday]


def week_words(week: Week) -> tuple[str, str]:
    """Return the name of a week and the day on which it begins, if that is known."""
    begun = week.days[0].day
    date = f"{begun.day} {begun:%b}" if begun else ""
    return _("Week {n}").format(n=week.number), date


def how_to_tick(ticking: Ticking) -> str:
    """Return the sentences above the grid."""
    if ticking.boxes > MOST_BOXES:
        first = _("Write down how many you have done each day.")
    elif ticking.boxes > 1:
        first = _("Tick a box each time you have done it.")
    else:
        first = _("Tick the box of each day on which you have done it.")
    pain = ""
    if ticking.pain:
        moments = " / ".join(map(_moment, ticking.pain))
        pain = _("Below it, write your pain from 0 to 10: {moments}.").format(moments=moments)
    more = _("A day that was missed is no harm: go on with the next.")
    return " ".join(filter(None, (first, pain, more)))


def day_words(ticking: Ticking) -> str:
    """Return "of 6" where a day has more than there are boxes for; else nothing."""
    if ticking.boxes <= MOST_BOXES:
        return ""
    return _("of {n}").format(n=ticking.boxes)


def moment_words(moment: When) -> str:
    """Return when a figure for pain is written, in a word beside it."""
    words = {
        When.BEFORE: _("before"),
        When.AFTER: _("after"),
        When.NEXT_MORNING: _("morning"),
    }
    return words[moment]


def _moment(moment: When) -> str:
    return _("next morning") if moment is When.NEXT_MORNING else moment_words(moment)

"""In what a run was otherwise before it was put right, line by line."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from hiptimer.journal.former import Former
from hiptimer.language import gettext as _
from hiptimer.ui.pages.run_detail import FormerForm, Run
from hiptimer.ui.pages.run_rows import clock_time


def former_content(formers: Iterable[tuple[Former, Run, Run]]) -> tuple[FormerForm, ...]:
    """Return what stood in a run, for each time that it was replaced by something else to be seen.

    Each form comes with the run before and after as the history shows them.
    """
    found = (
        FormerForm(when=_when(one), lines=tuple(_lines(one, before, after)))
        for one, before, after in formers
    )
    return tuple(one for one in found if one.lines)


def _when(former: Former) -> str:
    said = (
        _("Replaced on {day} at {time} by what was written on another computer")
        if former.is_from_elsewhere
        else _("Put right on {day} at {time}")
    )
    return said.format(day=_day(former.at), time=clock_time(former.at))


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def _lines(former: Former, before: Run, after: Run) -> Iterator[str]:
    was, became = former.before.run, former.after.run
    if was.removed_at and not became.removed_at:
        yield _("It had been removed.")
    if was.started_at != became.started_at:
        yield _("Begun: {when}").format(when=before.long_when())
    if before.status_words() != after.status_words():
        yield _("What was done: {words}").format(words=before.status_words())
    answers, answers_now = dict(before.answers()), dict(after.answers())
    for name in answers | answers_now:
        if answers.get(name) != answers_now.get(name):
            yield f"{name}: {answers.get(name, _('not said'))}"
    if was.note != became.note:
        note = _("“{note}”").format(note=was.note) if was.note else _("none")
        yield _("Note: {words}").format(words=note)
    yield from (stop for stop in before.stops if stop not in after.stops)
    yield from _parts(before, after)
    if before.not_begun and before.not_begun != after.not_begun:
        yield before.not_begun


def _parts(before: Run, after: Run) -> Iterator[str]:
    """Yield what was done of each bout, and why not all of it, where that is otherwise now."""
    if not before.told_apart and after.told_apart:
        yield _("Which part of it was done was not told.")
        return
    for was, now in zip(before.steps, after.steps, strict=False):
        changed = [
            one
            for one, other in zip(was.bouts, now.bouts, strict=True)
            if (one.done, one.more) != (other.done, other.more)
        ]
        for bout in changed:
            name = ", ".join(part for part in (was.name, bout.which) if part)
            done = " · ".join(part for part in (bout.done, bout.more) if part)
            yield f"{name}: {done}"
        if was.why != now.why and (was.why or not changed):
            yield f"{was.name} · {was.why or _('no reason given')}"

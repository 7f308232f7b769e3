"""What a person is asked around a session in the terminal: pain, effort, a note, how the morning was.

Which questions there are is for the session's `ask` to say, and every one of them can be left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Final, TextIO

from hiptimer.engine.events import Event, Left, Outcome
from hiptimer.engine.pain import band_of, bands_of, written_by
from hiptimer.engine.session import Ask, Session, When
from hiptimer.errors import JournalError
from hiptimer.journal.journal import Journal
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import CheckIns, Difficulty, Reason, RunRecord
from hiptimer.journal.store import wall_clock
from hiptimer.language import gettext as _
from hiptimer.terminal.asking import (
    CalledAwayError,
    EnoughError,
    Questions,
    may_ask,
    questions,
)
from hiptimer.terminal.keys import Keys
from hiptimer.terminal.words import band_words, plain

_MOST_REASONS: Final = 3  # more steps than this are asked about together: it is to be quick


@dataclass(slots=True)
class Said:
    """What the person has answered so far; `why` is by the number of the step."""

    answers: CheckIns = field(default_factory=CheckIns)
    note: str = ""
    why: dict[int, Reason] = field(default_factory=dict)


class CheckIn:
    """Asks around one run, where somebody is there to answer, and keeps the answers with it."""

    def __init__(self, keys: Keys, recorder: Recorder, out: TextIO) -> None:
        """Take where the answers come from, what keeps them, and where the questions are written."""
        self.answers = CheckIns()
        self._keys = keys
        self._recorder = recorder
        self._out = out
        self._run_id = ""
        self._not_done = NotDone()

    def mornings(self, journal: Journal) -> bool:
        """Ask how the mornings after were; say whether to go on with what the person came for."""
        if not may_ask(self._keys):
            return True
        try:
            runs = journal.to_ask()
        except JournalError:
            return True  # told already when the journal was opened
        return not runs or self._ask(lambda ask: self._ask_mornings(runs, ask))

    def before(self, session: Session) -> bool:
        """Ask what is to be asked before the session; say whether to begin it."""
        if When.BEFORE not in session.ask.pain or not may_ask(self._keys):
            return True
        said = Said(self.answers)
        may_begin = self._ask(lambda ask: ask_before(session, said, ask))
        self.answers = said.answers
        return may_begin

    def follow(self) -> None:
        """Take the run that the recorder has in hand, with what was answered about it before."""
        run = self._recorder.run
        if run is not None:
            self._run_id, self.answers = run.id, run.check_ins

    def hear(self, events: Iterable[Event]) -> None:
        """Take note of what happened in the run."""
        self._not_done.hear(events)

    def after(self, session: Session) -> None:
        """Ask what is to be asked after the session, and keep the answers, however far they get."""
        steps = self._not_done.unexplained()
        if not asks_after(session, steps) or not may_ask(self._keys):
            return
        said = Said(self.answers)
        self._ask(lambda ask: ask_after(session, steps, said, ask))
        if said.answers != self.answers:
            self._recorder.check_in(self._run_id, said.answers)
        for step, why in said.why.items():
            self._recorder.explain(self._run_id, step, why)
        if said.note:
            self._recorder.note(self._run_id, said.note)

    def _ask(self, asking: Callable[[Questions], None]) -> bool:
        """Ask; say whether the person is still there."""
        try:
            with suppress(EnoughError), questions(self._keys, self._out) as ask:
                asking(ask)
        except CalledAwayError:
            return False
        return True

    def _ask_mornings(self, runs: Iterable[RunRecord], ask: Questions) -> None:
        for run, pain in ask_morning(runs, wall_clock(), ask):
            answers = replace(run.check_ins, pain_next_morning=pain)
            # Left out, it is asked no more.
            self._recorder.check_in(run.id, answers, ask_next_morning=pain is not None)


@dataclass(slots=True)
class NotDone:
    """Remembers which work of a run was left out or broken off; where it hurt, the reason is known."""

    _last: dict[int, tuple[int, str, Outcome]] = field(default_factory=dict)

    def hear(self, events: Iterable[Event]) -> None:
        """Take note of what happened."""
        for event in events:
            if not isinstance(event, Left):
                continue
            interval, outcome = event.interval, event.done.outcome
            if interval.kind.is_work and outcome is not Outcome.RESTARTED:
                self._last[interval.index] = (interval.step, plain(interval.name), outcome)
            elif outcome is Outcome.STOPPED:  # between two bouts, and so before what follows
                rest = _("the rest of the session")
                self._last[interval.index] = (interval.step, rest, outcome)

    def unexplained(self) -> dict[int, str]:
        """Return the names of the steps that were left out or broken off without saying why."""
        left = self._last.values()
        hurt = {step for step, _name, outcome in left if outcome is Outcome.PAIN}
        return {
            step: name
            for step, name, outcome in left
            if outcome in (Outcome.SKIPPED, Outcome.STOPPED) and step not in hurt
        }


def asks_after(session: Session, not_done: Mapping[int, str]) -> bool:
    """Say whether there is a question when it is over."""
    ask = session.ask
    is_asked = When.AFTER in ask.pain or ask.effort or ask.difficulty or ask.note
    return is_asked or (_wants_reasons(session) and bool(not_done))


def ask_before(session: Session, said: Said, ask: Questions) -> None:
    """Ask what is to be asked before the session, and put the answers into `said`."""
    ask.tell(_how_to())
    pain = ask.number(_("Pain now, before you begin, 0 to 10?"))
    said.answers = replace(said.answers, pain_before=pain)
    band = band_of(bands_of(session), pain)
    if band is not None and band.is_own:
        ask.tell("  " + band_words(band, written_by(session)))


def ask_after(session: Session, not_done: Mapping[int, str], said: Said, ask: Questions) -> None:
    """Ask what is to be asked after the session, and put the answers into `said` as they come."""
    ask.settle()
    ask.tell(_how_to())
    wanted = session.ask
    if wanted.effort:
        effort = ask.number(_("How hard was it, 0 (rest) to 10 (as hard as you can)?"))
        said.answers = replace(said.answers, effort=effort)
    if When.AFTER in wanted.pain:
        _ask_pain_after(session, said, ask)
    if wanted.difficulty:
        difficulty = ask.choice(
            _("How was the session: e too easy, r about right, h too hard?"), _difficulties()
        )
        said.answers = replace(said.answers, difficulty=difficulty)
    if _wants_reasons(session):
        _ask_why(not_done, said, ask)
    if wanted.note:
        said.note = ask.words(_("A note, if you like, and Enter:"))


def ask_morning(
    runs: Iterable[RunRecord], now: datetime, ask: Questions
) -> Iterator[tuple[RunRecord, int | None]]:
    """Ask once for each day how the morning after was; yield each of its runs with the answer."""
    by_day = groupby(runs, lambda run: run.started_at.astimezone(now.tzinfo).date())
    for number, (day, of_day) in enumerate(by_day):
        done = list(of_day)
        if number == 0:
            ask.tell(_how_to())
        if (now.date() - day).days == 1:
            question = _("Pain this morning, after {titles} yesterday, 0 to 10?")
        else:
            question = _("Pain yesterday morning, after {titles} the day before, 0 to 10?")
        titles = dict.fromkeys(plain(run.title) for run in done)
        pain = ask.number(question.format(titles=", ".join(titles)))
        for run in done:
            yield run, pain


def _ask_pain_after(session: Session, said: Said, ask: Questions) -> None:
    before = said.answers.pain_before
    question = _("Pain now, 0 to 10?")
    if before is not None:
        question = _("Pain now, 0 to 10 (before the session: {n})?").format(n=before)
    pain = ask.number(question)
    said.answers = replace(said.answers, pain_after=pain)
    band = band_of(bands_of(session), pain)
    if band is not None and band.is_own:
        ask.tell("  " + band_words(band, written_by(session)))
    elif band is not None and band.label:
        ask.tell("  " + _("{range}: {label}").format(range=band.range_words, label=band.label))


def _ask_why(not_done: Mapping[int, str], said: Said, ask: Questions) -> None:
    together = len(not_done) > _MOST_REASONS
    groups = [list(not_done)] if together else [[step] for step in not_done]
    for steps in groups:
        names = ", ".join(dict.fromkeys(not_done[step] for step in steps))
        question = _("Not finished: {names}. Why?").format(names=names)
        keys = _("t no time, p pain, k no kit, d I did not like it, o something else:")
        why = ask.choice(f"{question} {keys}", _reasons())
        if why is not None:
            said.why.update(dict.fromkeys(steps, why))


def _wants_reasons(session: Session) -> bool:
    """Say whether anybody will read the reasons: who writes down questions, or assigns a file, will."""
    return session.ask != Ask() or session.assigned is not None


def _how_to() -> str:
    return _("One key for each answer. Enter leaves it out, Esc leaves out all.")


def _difficulties() -> dict[str, tuple[Difficulty, str]]:
    return {
        "e": (Difficulty.TOO_EASY, _("too easy")),
        "r": (Difficulty.ABOUT_RIGHT, _("about right")),
        "h": (Difficulty.TOO_HARD, _("too hard")),
    }


def _reasons() -> dict[str, tuple[Reason, str]]:
    return {
        "t": (Reason.NO_TIME, _("no time")),
        "p": (Reason.PAIN, _("pain")),
        "k": (Reason.KIT, _("no kit")),
        "d": (Reason.DONT_LIKE, _("I did not like it")),
        "o": (Reason.OTHER, _("something else")),
    }

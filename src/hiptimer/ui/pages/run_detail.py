"""One run as a page: what was said around it, and what was asked for and done, bout by bout."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal

from hiptimer.engine.events import Outcome
from hiptimer.engine.pain import PainLevel
from hiptimer.engine.wording import length_words
from hiptimer.journal.records import CheckIns, Reason, Status
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import grid, hbox, vbox
from hiptimer.ui.pages.finished_content import (
    MARKS,
    StepMark,
    difficulty_words,
    mark_words,
    percent,
)
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.page import Page, empty
from hiptimer.ui.pages.run_rows import LEVEL_SIGNS, clock_time, pain_words, status_words
from hiptimer.ui.pages.words import Link, WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card, Line, Note
from hiptimer.ui.widgets.sheet import Sign

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

    from hiptimer.ui.theme import Theme

WIDEST_DETAIL = 760


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneBout:
    """What was asked of one bout of a step, and what was done: "30 s" and "22 s".

    `which` tells it from the others of its step: "Left, set 2". `more` are further words, such as
    seconds that were added.
    """

    asked: str
    done: str
    which: str = ""
    more: str = ""
    mark: StepMark = StepMark.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneStep:
    """A step of a run with its bouts; `version` names an easier or deeper one done, `why` a reason."""

    name: str
    version: str = ""
    why: str = ""
    bouts: tuple[DoneBout, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditableBout:
    """A bout as it can be put right: how it ended and how much was done, None where nobody knows.

    `index` is its place on the timeline. `least` is the lower end of the dose, `most` the upper, in
    counts or seconds. `why` is the reason for what was not done of it, and `is_end` whether the session
    was ended in it, so that the reason is that of all that follows too.
    """

    index: int
    name: str
    which: str
    asked: str
    is_counted: bool
    least: int
    most: int
    done: int | None = None
    outcome: Outcome | None = None
    why: Reason | None = None
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class FormerForm:
    """A form of a run that was replaced: by what and when, and what stood there in its place."""

    when: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run. `part` is how much of the dose was done, 0-1, None where nobody knows.

    `away` is a run done away from the computer and added by hand. `whole` is whether nothing of it was
    cut short or left out. `told_apart` is whether it is known what was done of each step. `not_begun`
    says how many steps were never come to, and why if that was told; `why_ended` is the reason alone.
    `stops` are the pain stops in words. `corrected` says when it was put right, and `former` what stood
    there before, the last form first.
    """

    run_id: str
    title: str
    started: datetime
    status: Status
    active_s: float
    part: float | None = None
    away: bool = False
    whole: bool = True
    told_apart: bool = True
    note: str = ""
    check_ins: CheckIns = field(default_factory=CheckIns)
    level: PainLevel | None = None
    asks_next_morning: bool = False
    not_begun: str = ""
    why_ended: Reason | None = None
    stops: tuple[str, ...] = ()
    steps: tuple[DoneStep, ...] = ()
    bouts: tuple[EditableBout, ...] = ()
    corrected: str = ""
    former: tuple[FormerForm, ...] = ()

    def status_words(self) -> str:
        """Return the words for how far it has come."""
        return status_words(self.status, whole=self.whole)

    def percent(self) -> int | None:
        """Return how much of the dose was done, in percent; 100 only if no part of it is missing."""
        return None if self.part is None else percent(self.part)

    def long_when(self) -> str:
        """Return day and time in full."""
        locale, day = QLocale(), self.started.date()
        shown = QDate(day.year, day.month, day.day)
        return (
            f"{locale.toString(shown, QLocale.FormatType.LongFormat)}, {clock_time(self.started)}"
        )

    def amount_words(self) -> str:
        """Return active time and how much was done: "9 min 30 s active · 92 % of the dose"."""
        parts = []
        if self.active_s:
            parts.append(_("{time} active").format(time=length_words(self.active_s)))
        if (done := self.percent()) is not None:
            parts.append(_("{n} % of the dose").format(n=done))
        if self.away:
            parts.append(_("away from the computer"))
        return " · ".join(parts)

    def answers(self) -> list[tuple[str, str]]:
        """Return what the person said, each with its name."""
        said, rows = self.check_ins, []
        if pain := pain_words(said.pain_before, said.pain_after):
            rows.append((_("Pain before and after"), pain))
        if said.pain_next_morning is not None:
            rows.append((_("Pain the next morning"), str(said.pain_next_morning)))
        if said.settled is not None:
            settled = _("yes") if said.settled else _("not yet")
            rows.append((_("Settled by the next morning"), settled))
        if said.effort is not None:
            rows.append((_("Effort"), _("{n} of 10").format(n=said.effort)))
        if said.difficulty is not None:
            rows.append((_("How it was"), difficulty_words(said.difficulty)))
        return rows


class RunPage(Page):
    """Shows a `Run`; Esc goes back to the list."""

    back = Signal()
    correct = Signal(Run)
    remove = Signal(str)

    def __init__(self, theme: "Theme", parent: "QWidget | None" = None) -> None:
        """Show none yet."""
        super().__init__(theme, _("A session done"), parent)
        self.run: Run | None = None
        self._middle = vbox(spacing=16)
        self.body.addLayout(self._middle)
        self.body.addStretch(1)

    def _measure(self) -> None:
        super()._measure()
        self._inner.setMaximumWidth(round(max(WIDEST_DETAIL, self._theme.type.px(WIDEST_DETAIL))))

    def show_run(self, run: Run) -> None:
        """Show a run from its top."""
        is_other = self.run is None or self.run.run_id != run.run_id
        self.run = run
        empty(self._middle)
        self._fill_head(run)
        self._fill_answers(run)
        self._fill_steps(run)
        self._fill_former(run)
        if is_other:
            self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def _fill_head(self, run: Run) -> None:
        theme, column = self._theme, self._middle
        self.back_button = Link(theme, _("History"), icon="chevron-left")
        self.back_button.clicked.connect(self.back)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        words = vbox(spacing=4)
        words.addWidget(Words(theme, run.title, "title"))
        words.addWidget(Words(theme, run.long_when(), "body", "ink_2"))
        words.addWidget(Words(theme, run.status_words(), "lead"))
        if run.amount_words():
            words.addWidget(Words(theme, run.amount_words(), "body", "ink_2"))
        if run.not_begun:
            words.addWidget(Words(theme, run.not_begun, "body", "ink_2"))
        if run.corrected:
            words.addWidget(Words(theme, run.corrected, "small", "ink_2"))
        column.addLayout(words)
        buttons = Flow(across=12, upright=12)
        self.correct_button = WordButton(
            theme, _("Correct"), kind=ButtonKind.SECONDARY, icon="pencil"
        )
        self.remove_button = WordButton(theme, _("Remove"), kind=ButtonKind.SECONDARY, icon="trash")
        self.correct_button.clicked.connect(lambda: self.correct.emit(run))
        self.remove_button.clicked.connect(lambda: self.remove.emit(run.run_id))
        buttons.addWidget(self.correct_button)
        buttons.addWidget(self.remove_button)
        column.addWidget(buttons)

    def _fill_answers(self, run: Run) -> None:
        theme = self._theme
        if run.note:
            self._middle.addWidget(Note(theme, run.note))
        rows = run.answers()
        if not rows and not run.stops:
            return
        card = Card(theme, padding=(24, 20), spacing=12)
        card.body.addWidget(Words(theme, _("What you said"), "section"))
        if rows:
            places = grid(across=16, upright=8)
            places.setColumnStretch(0, 1)
            places.setColumnStretch(1, 1)
            for number, (name, value) in enumerate(rows):
                self._answer(places, number, name, value)
            card.body.addLayout(places)
        for stop in run.stops:
            row = hbox(spacing=12)
            mark = Sign(theme, "octagon", "warn", 20, beside="body")
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Words(theme, stop, "body"), 1)
            card.body.addLayout(row)
        self._middle.addWidget(card)

    def _answer(self, places: "QGridLayout", number: int, name: str, value: str) -> None:
        theme, run = self._theme, self.run
        places.addWidget(Words(theme, name, "body", "ink_2"), number, 0)
        row = hbox(spacing=8)
        if number == 0 and run is not None and run.level and name == _("Pain before and after"):
            sign, colour = LEVEL_SIGNS[run.level]
            mark = Sign(theme, sign, colour, 20, beside="body")
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Words(theme, value, "body_strong"), 1)
        places.addLayout(row, number, 1)

    def _fill_steps(self, run: Run) -> None:
        theme = self._theme
        if not run.told_apart:
            if run.status is not Status.COMPLETE:
                said = _("Part of it was done; which part was not told.")
                self._middle.addWidget(Words(theme, said, "body", "ink_2"))
            return
        card = Card(theme, padding=(24, 20), spacing=16)
        card.body.addWidget(Words(theme, _("What was asked for and done"), "section"))
        for step in run.steps:
            card.body.addWidget(Line(theme))
            card.body.addLayout(self._step(step))
        self._middle.addWidget(card)

    def _fill_former(self, run: Run) -> None:
        theme = self._theme
        if not run.former:
            return
        card = Card(theme, padding=(24, 20), spacing=12)
        card.body.addWidget(Words(theme, _("What stood here before"), "section"))
        for form in run.former:
            column = vbox(spacing=4)
            column.addWidget(Words(theme, form.when, "body_strong"))
            for line in form.lines:
                column.addWidget(Words(theme, line, "small", "ink_2"))
            card.body.addLayout(column)
        self._middle.addWidget(card)

    def _step(self, step: DoneStep) -> "QVBoxLayout":
        theme = self._theme
        column = vbox(spacing=8)
        column.addWidget(Words(theme, step.name, "body_strong"))
        for line in (step.version, step.why):
            if line:
                column.addWidget(Words(theme, line, "small", "ink_2"))
        for bout in step.bouts:
            row = hbox(spacing=12)
            icon, colour = MARKS[bout.mark]
            sign = Sign(theme, icon, colour, 20, beside="body")
            sign.setAccessibleName(mark_words(bout.mark))
            sign.setToolTip(mark_words(bout.mark))
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            words = vbox()
            done = f"{bout.which}: {bout.done}" if bout.which else bout.done
            words.addWidget(Words(theme, done, "body"))
            asked = _("asked for: {dose}").format(dose=bout.asked)
            said = " · ".join(part for part in (asked, bout.more) if part)
            words.addWidget(Words(theme, said, "small", "ink_2"))
            row.addLayout(words, 1)
            column.addLayout(row)
        return column

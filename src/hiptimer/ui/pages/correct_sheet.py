"""Putting a run right: how it ended, what was said around it, and what was really done of each bout."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from hiptimer.engine.events import Outcome
from hiptimer.journal.records import Difficulty, Reason, Status
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import vbox
from hiptimer.ui.pages.finished_content import difficulty_words, reason_words
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.history_content import Corrected
from hiptimer.ui.pages.run_detail import EditableBout, Run
from hiptimer.ui.pages.run_form import Boxed, Form, note_field, placed, statuses, under
from hiptimer.ui.pages.run_rows import status_words
from hiptimer.ui.pages.setting_rows import RadioList
from hiptimer.ui.pages.words import Link, Words
from hiptimer.ui.widgets.cards import Line
from hiptimer.ui.widgets.fields import Select

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from hiptimer.ui.theme import Theme

NOT_SAID: Final = ""
MOST: Final = 3600  # seconds of a hold, and more than anybody counts


def _outcome_words() -> tuple[tuple[Outcome, str], ...]:
    return (
        (Outcome.COMPLETE, _("Done")),
        (Outcome.SHORTENED, _("Cut short")),
        (Outcome.SKIPPED, _("Left out")),
        (Outcome.PAIN, _("Stopped for pain")),
    )


class _Amount(QSpinBox):
    """How much was done; the wheel is left to the sheet."""

    def wheelEvent(self, event: "QWheelEvent") -> None:
        """Scroll on: a number must not change by scrolling past it."""
        event.ignore()


def why_select(theme: "Theme", name: str, why: Reason | None) -> Select:
    """Return a list of the reasons there may be, and of none."""
    select = Select(theme, name)
    select.addItem(_("no reason given"), NOT_SAID)
    for one in Reason:
        select.addItem(reason_words(one), one.value)
    select.setCurrentIndex(select.findData(why.value if why else NOT_SAID))
    return select


def reason_in(select: Select) -> Reason | None:
    """Return the reason that is chosen."""
    chosen = select.currentData()
    return Reason(chosen) if chosen else None


class BoutRow(QWidget):
    """One bout: how much was done of it, how it ended, and why where that was not as asked.

    One follows the other where that is plain. `asks_why` is whether a reason is asked for here at all.
    """

    def __init__(self, theme: "Theme", bout: EditableBout, *, asks_why: bool) -> None:
        """Begin with what is known."""
        super().__init__()
        self._bout = bout
        name = ", ".join(part for part in (bout.name, bout.which) if part)
        column = vbox(self, spacing=4)
        asked = _("asked for: {dose}").format(dose=bout.asked)
        said = f"{bout.which} · {asked}" if bout.which else asked
        column.addWidget(Words(theme, said, "small", "ink_2"))
        row = Flow(across=8, upright=8)
        self.amount = _Amount()
        self.amount.setRange(0, MOST)
        self.amount.setValue(bout.done or 0)
        self.amount.setSuffix("" if bout.is_counted else _(" s"))
        self.amount.setAccessibleName(_("{bout}: done").format(bout=name))
        self.ended = Select(theme, _("{bout}: how it ended").format(bout=name))
        if bout.outcome is None:
            self.ended.addItem(_("Not done"), NOT_SAID)
        for outcome, words in _outcome_words():
            self.ended.addItem(words, outcome.value)
        known = Outcome.SHORTENED if bout.outcome is Outcome.STOPPED else bout.outcome
        self.ended.setCurrentIndex(max(0, self.ended.findData(known.value if known else NOT_SAID)))
        row.addWidget(Boxed(theme, self.amount))
        row.addWidget(self.ended)
        self.why: Select | None = None
        if asks_why:
            self.why = why_select(theme, _("{bout}: why").format(bout=name), bout.why)
            row.addWidget(self.why)
        column.addWidget(row)
        self._begun = self._now()
        self._row = row
        self._show_why()
        self.amount.valueChanged.connect(self._follow_amount)
        self.ended.activated.connect(self._follow_end)
        self.ended.currentIndexChanged.connect(self._show_why)

    def changed(self) -> tuple[Outcome, int] | None:
        """Return how it ended and how much was done, None if that is as it was."""
        ended, amount = self._now()
        if self._now() == self._begun or ended == NOT_SAID:
            return None
        outcome = Outcome(ended)
        if self._bout.outcome is Outcome.STOPPED and outcome is Outcome.SHORTENED:
            outcome = Outcome.STOPPED
        return outcome, amount

    def new_reasons(self) -> dict[int, Reason | None]:
        """Return the reason by the bout's place on the timeline, nothing if it is as it was."""
        if self.why is None:
            return {}
        why = reason_in(self.why) if self._wants_reason() else None
        return {} if why is self._bout.why else {self._bout.index: why}

    def set_done(self) -> None:
        """Say that all of it was done as asked, at least."""
        if self.amount.value() < self._bout.least:
            self.amount.setValue(self._bout.most)
        self._choose(Outcome.COMPLETE)

    def _now(self) -> tuple[str, int]:
        return str(self.ended.currentData()), self.amount.value()

    def _wants_reason(self) -> bool:
        return self.ended.currentData() not in (NOT_SAID, Outcome.COMPLETE.value)

    def _show_why(self) -> None:
        if self.why is not None:
            self.why.setVisible(self._wants_reason())
            self._row.updateGeometry()

    def _choose(self, outcome: Outcome) -> None:
        self.ended.setCurrentIndex(self.ended.findData(outcome.value))

    def _follow_amount(self, amount: int) -> None:
        if not amount:
            self._choose(Outcome.SKIPPED)
        elif self.ended.currentData() != Outcome.PAIN.value:
            is_done = amount >= self._bout.least
            self._choose(Outcome.COMPLETE if is_done else Outcome.SHORTENED)

    def _follow_end(self, _index: int) -> None:
        ended = self.ended.currentData()
        if ended == Outcome.COMPLETE.value:
            self.set_done()
        elif ended in (Outcome.SKIPPED.value, NOT_SAID):
            blocked = self.amount.blockSignals(True)
            self.amount.setValue(0)
            self.amount.blockSignals(blocked)


class CorrectSheet(Form):
    """Asks what became of a run; what is not touched stays as it is."""

    corrected = Signal(Corrected)

    def __init__(self, theme: "Theme", parent: QWidget, run: Run) -> None:
        """Ask about `run`."""
        super().__init__(theme, parent, _("Correct"), _("Save"))
        self._run = run
        said = f"{run.title} · {run.long_when()}"
        self.body.addWidget(Words(theme, said, "body", "ink_2"))
        known = run.status.value
        known = known if any(known == one[0] for one in statuses()) else Status.STOPPED.value
        self._begun = known
        # What was left out of a run that went to its end stays left out; the words must not say otherwise.
        end = status_words(Status.COMPLETE, whole=run.whole)
        answers = tuple(
            (value, end if value == Status.COMPLETE.value else words, line)
            for value, words, line in statuses()
        )
        self.status = RadioList(theme, _("What was done"), answers, known)
        self.body.addWidget(self.status)
        self._ask_answers()
        self.note = note_field(run.note)
        self.body.addLayout(under(theme, _("Note"), self.note))
        self.bouts: dict[int, BoutRow] = {}
        self.why_ended: Select | None = None
        if run.bouts:
            self._ask_bouts()
        self._end()

    def _ask_answers(self) -> None:
        theme, said = self._theme, self._run.check_ins
        row = Flow(across=12, upright=12)
        self.answers = {
            "pain_before": self._number(_("Pain before"), said.pain_before),
            "pain_after": self._number(_("Pain after"), said.pain_after),
            "effort": self._number(_("Effort"), said.effort),
        }
        if self._run.asks_next_morning or said.pain_next_morning is not None:
            name = _("Pain the next morning")
            self.answers["pain_next_morning"] = self._number(name, said.pain_next_morning)
        for select in self.answers.values():
            row.addWidget(placed(theme, select.accessibleName(), select))
        self.difficulty = Select(theme, _("How it was"))
        self.difficulty.addItem(_("not said"), NOT_SAID)
        for one in Difficulty:
            self.difficulty.addItem(difficulty_words(one), one.value)
        now = said.difficulty.value if said.difficulty else NOT_SAID
        self.difficulty.setCurrentIndex(self.difficulty.findData(now))
        row.addWidget(placed(theme, _("How it was"), self.difficulty))
        self.body.addWidget(row)

    def _number(self, name: str, value: int | None) -> Select:
        select = Select(self._theme, name)
        select.addItem(_("not said"), None)
        for number in range(11):
            select.addItem(str(number), number)
        select.setCurrentIndex(0 if value is None else value + 1)
        return select

    def _ask_bouts(self) -> None:
        theme = self._theme
        self.body.addWidget(Line(theme))
        self.body.addWidget(Words(theme, _("What was really done"), "section"))
        self.all_done = Link(theme, _("All of it was done as asked for"), icon="tick")
        self.all_done.clicked.connect(self._set_all_done)
        self.body.addWidget(self.all_done, 0, Qt.AlignmentFlag.AlignLeft)
        # Of a run whose parts nobody knows, it is not known either what was left out.
        if self._run.told_apart and any(bout.outcome is None for bout in self._run.bouts):
            question = _("Why the rest was not done")
            self.why_ended = why_select(theme, question, self._run.why_ended)
            self.body.addLayout(under(theme, question, self.why_ended))
        name = None
        for bout in self._run.bouts:
            if bout.name != name:
                name = bout.name
                self.body.addWidget(Words(theme, name, "body_strong"))
            asks_why = self.why_ended is None or not bout.is_end
            self.bouts[bout.index] = BoutRow(theme, bout, asks_why=asks_why)
            self.body.addWidget(self.bouts[bout.index])

    def _set_all_done(self) -> None:
        for row in self.bouts.values():
            row.set_done()
        self.status.set_value(Status.COMPLETE.value)

    def _save(self) -> None:
        numbers = {name: select.currentData() for name, select in self.answers.items()}
        chosen = self.difficulty.currentData()
        difficulty = Difficulty(chosen) if chosen else None
        # One that was cut off and is still called part done stays cut off.
        value = self.status.value()
        status = self._run.status if value == self._begun else Status(value)
        done = {index: now for index, row in self.bouts.items() if (now := row.changed())}
        reasons = {
            one: why for row in self.bouts.values() for one, why in row.new_reasons().items()
        }
        why_ended = reason_in(self.why_ended) if self.why_ended else self._run.why_ended
        self.corrected.emit(
            Corrected(
                run_id=self._run.run_id,
                status=status,
                note=self.note.toPlainText().strip(),
                check_ins=replace(self._run.check_ins, difficulty=difficulty, **numbers),
                done=done,
                reasons=reasons,
                why_ended=why_ended,
            )
        )
        self.finish("saved")

"""Putting a run right, and adding one that was done away from the computer."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QRectF, Qt, QTime, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QDateEdit,
    QDateTimeEdit,
    QFrame,
    QPlainTextEdit,
    QSizePolicy,
    QTimeEdit,
    QWidget,
)

from hiptimer.journal.records import Status
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.runs import Run, status_words
from hiptimer.ui.pages.setting_rows import RadioList
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.fields import Select
from hiptimer.ui.widgets.painting import box, set_focus_radius
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QVBoxLayout

    from hiptimer.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class AwayRun:
    """A run done away from the computer, at a time of the clock on the wall."""

    session_key: str
    when: datetime
    status: Status
    note: str = ""


def _statuses() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (status.value, status_words(status), "")
        for status in (Status.COMPLETE, Status.STOPPED, Status.PAIN)
    )


def _under(theme: "Theme", name: str, control: QWidget) -> "QVBoxLayout":
    column = vbox(spacing=4)
    column.addWidget(Words(theme, name, "small_strong", "ink_2"))
    column.addWidget(control)
    return column


def _note(text: str) -> QPlainTextEdit:
    note = QPlainTextEdit(text)
    note.setAccessibleName(_("Note"))
    note.setTabChangesFocus(True)
    note.setFixedHeight(120)
    note.setProperty("radius", 12.0)
    return note


class _Boxed(QFrame):
    """Draws the border of a field that has none of its own."""

    def __init__(self, theme: "Theme", field: QDateTimeEdit) -> None:
        super().__init__()
        self._theme = theme
        field.setFrame(False)
        field.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        # The border and the air round the words are drawn here, not by the field's inside.
        field.lineEdit().setStyleSheet("border: none; padding: 0; min-height: 0;")
        field.setMinimumHeight(theme.type.line("body"))
        set_focus_radius(field, 4)
        self.setMinimumHeight(40)
        row = hbox(self, margins=(12, 4))
        row.addWidget(field)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the border."""
        theme = self._theme
        with QPainter(self) as painter:
            colours = theme.color("surface"), theme.color("line_strong")
            box(painter, QRectF(self.rect()), 12, *colours, theme.border)


class _Form(Sheet):
    """A sheet with Cancel and one thing to do."""

    def __init__(self, theme: "Theme", parent: QWidget, title: str, does: str) -> None:
        super().__init__(theme, parent, title, width=480)
        self._foot = Flow(across=12, upright=12)
        self.cancel = WordButton(theme, _("Cancel"), kind=ButtonKind.SECONDARY)
        self.save = WordButton(theme, does, kind=ButtonKind.PRIMARY)
        self.cancel.clicked.connect(lambda: self.finish())
        self.save.clicked.connect(self._save)
        self.closed.connect(lambda _answer: self.deleteLater())

    def _end(self) -> None:
        self._foot.addWidget(self.cancel)
        self._foot.addWidget(self.save)
        self.actions.addWidget(self._foot)

    def _save(self) -> None:
        raise NotImplementedError


class CorrectSheet(_Form):
    """Asks what became of a run, and for its note."""

    corrected = Signal(str, Status, str)

    def __init__(self, theme: "Theme", parent: QWidget, run: Run) -> None:
        """Ask about `run`."""
        super().__init__(theme, parent, _("Correct"), _("Save"))
        self._run = run
        said = f"{run.title} · {run.long_when()}"
        self.body.addWidget(Words(theme, said, "body", "ink_2"))
        known = run.status if run.status.value in dict(_pairs()) else Status.STOPPED
        # What was left out of a run that went to its end stays left out; the words must not say otherwise.
        end = status_words(Status.COMPLETE, whole=run.whole)
        answers = tuple(
            (value, end if value == Status.COMPLETE.value else words, line)
            for value, words, line in _statuses()
        )
        self.status = RadioList(theme, _("What was done"), answers, known.value)
        self.body.addWidget(self.status)
        self.note = _note(run.note)
        self.body.addLayout(_under(theme, _("Note"), self.note))
        self._end()

    def _save(self) -> None:
        status = Status(self.status.value())
        self.corrected.emit(self._run.run_id, status, self.note.toPlainText().strip())
        self.finish("saved")


def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((value, words) for value, words, _line in _statuses())


class AwaySheet(_Form):
    """Asks which session was done away from the computer, when, and whether all of it."""

    added = Signal(AwayRun)

    def __init__(
        self,
        theme: "Theme",
        parent: QWidget,
        sessions: tuple[tuple[str, str], ...],
        now: datetime,
    ) -> None:
        """Offer `sessions` as (key, title); a time later than `now` is told and not taken."""
        title = _("Done away from the computer")
        super().__init__(theme, parent, title, _("Add"))
        self.session = Select(theme, _("Session"))
        for key, name in sessions:
            self.session.addItem(name, key)
        self.body.addLayout(_under(theme, _("Session"), self.session))
        self.day = QDateEdit(QDate(now.year, now.month, now.day))
        self.day.setAccessibleName(_("Day"))
        self.day.setDisplayFormat("d MMM yyyy")
        self.time = QTimeEdit(QTime(now.hour, now.minute))
        self.time.setAccessibleName(_("Time"))
        when = Flow(across=12)
        for field, name in ((self.day, _("Day")), (self.time, _("Time"))):
            place = QWidget()
            column = vbox(place, spacing=4)
            column.addWidget(Words(theme, name, "small_strong", "ink_2"))
            column.addWidget(_Boxed(theme, field))
            when.addWidget(place)
        self.body.addWidget(when)
        self._late = Words(theme, _("That time is still to come."), "small_strong", "warn")
        self._late.hide()
        self.body.addWidget(self._late)
        some = tuple(one for one in _statuses() if one[0] != Status.PAIN.value)
        self.status = RadioList(theme, _("What was done"), some, Status.COMPLETE.value)
        self.body.addWidget(self.status)
        self.note = _note("")
        self.body.addLayout(_under(theme, _("Note"), self.note))
        self._now = now
        self._end()

    def _save(self) -> None:
        moment = QDateTime(self.day.date(), self.time.time()).toPython()
        assert isinstance(moment, datetime)  # noqa: S101 - what Qt's stubs do not say
        when = moment.replace(tzinfo=self._now.tzinfo)
        self._late.setVisible(when > self._now)
        if when > self._now:
            wrong = self.day if when.date() > self._now.date() else self.time
            self._focus(wrong, Qt.FocusReason.OtherFocusReason)
            return
        key = str(self.session.currentData())
        status = Status(self.status.value())
        self.added.emit(AwayRun(key, when, status, self.note.toPlainText().strip()))
        self.finish("added")

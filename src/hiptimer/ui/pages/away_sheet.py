"""Adding a run that was done away from the computer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtWidgets import QDateEdit, QTimeEdit, QWidget

from hiptimer.journal.records import Status
from hiptimer.journal.store import Now
from hiptimer.language import gettext as _
from hiptimer.ui.announcing import announce
from hiptimer.ui.layouts import vbox
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.page import empty, tab_through
from hiptimer.ui.pages.run_form import Boxed, Form, note_field, placed, statuses, under
from hiptimer.ui.pages.run_rows import clock_format
from hiptimer.ui.pages.setting_rows import RadioList, labelled
from hiptimer.ui.pages.words import Words
from hiptimer.ui.widgets.choices import Toggle
from hiptimer.ui.widgets.fields import Select

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

StepsOf = Callable[[str], tuple[tuple[int, str], ...]]
"""Answers with the steps of a session by its key, as (number, name)."""


@dataclass(frozen=True, slots=True)
class AwayRun:
    """A run done away from the computer.

    `when` is a time of the clock on the wall, without a zone: the zone is that of its day, and summer
    time may have ended since. `steps` are the numbers of the steps done where only a part was, empty
    where that is not told.
    """

    session_key: str
    when: datetime
    status: Status
    note: str = ""
    steps: frozenset[int] = frozenset()


class AwaySheet(Form):
    """Asks which session was done away from the computer, when, and how much of it."""

    added = Signal(AwayRun)

    def __init__(
        self,
        theme: "Theme",
        parent: QWidget,
        sessions: tuple[tuple[str, str], ...],
        clock: Now,
        steps_of: StepsOf = lambda _key: (),
    ) -> None:
        """Offer `sessions` as (key, title); a time that is still to come by `clock` is not taken."""
        title = _("Done away from the computer")
        super().__init__(theme, parent, title, _("Add"))
        self._steps_of = steps_of
        self._clock = clock
        now = clock()
        self.steps: dict[int, Toggle] = {}
        self.session = Select(theme, _("Session"))
        for key, name in sessions:
            self.session.addItem(name, key)
        self.body.addLayout(under(theme, _("Session"), self.session))
        self.day = QDateEdit(QDate(now.year, now.month, now.day))
        self.day.setAccessibleName(_("Day"))
        self.day.setDisplayFormat("d MMM yyyy")
        self.time = QTimeEdit(QTime(now.hour, now.minute))
        self.time.setAccessibleName(_("Time"))
        self.time.setDisplayFormat(clock_format())
        when = Flow(across=12)
        for field, name in ((self.day, _("Day")), (self.time, _("Time"))):
            when.addWidget(placed(theme, name, Boxed(theme, field)))
        self.body.addWidget(when)
        self._late = Words(theme, _("That time is still to come."), "small_strong", "warn")
        self._late.hide()
        self.body.addWidget(self._late)
        some = tuple(one for one in statuses() if one[0] != Status.PAIN.value)
        self.status = RadioList(theme, _("What was done"), some, Status.COMPLETE.value)
        self.body.addWidget(self.status)
        self._which = QWidget()
        self._which_column = vbox(self._which, spacing=8)
        self.body.addWidget(self._which)
        self.note = note_field("")
        self.body.addLayout(under(theme, _("Note"), self.note))
        self.status.chosen.connect(self._ask_steps)
        self.session.currentIndexChanged.connect(self._ask_steps)
        self._ask_steps()
        self._end()

    def _ask_steps(self, _changed: object = None) -> None:
        """Ask which steps were done, where only a part was."""
        empty(self._which_column)
        self.steps = {}
        is_part = self.status.value() == Status.STOPPED.value
        known = self._steps_of(str(self.session.currentData())) if is_part else ()
        self._which.setVisible(bool(known))
        if not known:
            return
        said = _("Which steps did you do? Leave all off if you do not remember.")
        self._which_column.addWidget(Words(self._theme, said, "small", "ink_2"))
        for number, name in known:
            toggle = Toggle(self._theme, name)
            self.steps[number] = toggle
            self._which_column.addLayout(labelled(self._theme, name, toggle))
        tab_through(self.status, self._which, self.note, self.cancel, self.save)

    def _save(self) -> None:
        when = QDateTime(self.day.date(), self.time.time()).toPython()
        assert isinstance(when, datetime)  # noqa: S101 - what Qt's stubs do not say
        now = self._clock().replace(tzinfo=None)
        self._late.setVisible(when > now)
        if when > now:
            announce(self, self._late.text())
            wrong = self.day if when.date() > now.date() else self.time
            self._focus(wrong, Qt.FocusReason.OtherFocusReason)
            return
        key = str(self.session.currentData())
        status = Status(self.status.value())
        done = frozenset(number for number, toggle in self.steps.items() if toggle.isChecked())
        self.added.emit(AwayRun(key, when, status, self.note.toPlainText().strip(), done))
        self.finish("added")

"""What has been done: a list of runs, and what was asked and done in the one that is chosen."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hiptimer.journal.records import Status
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.finished import MARKS, mark_words
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.page import NARROW, empty, is_narrow, stacked
from hiptimer.ui.pages.run_sheets import AwayRun, AwaySheet, CorrectSheet
from hiptimer.ui.pages.runs import DoneStep, Run, RunList
from hiptimer.ui.pages.words import Link, WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card, Line, Note
from hiptimer.ui.widgets.sheet import Sign
from hiptimer.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from hiptimer.ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryContent:
    """Everything the page shows. `sessions` are those a run can be added for, as (key, title).

    `now` is the moment at which it is looked at, with its time zone.
    """

    runs: tuple[Run, ...]
    now: datetime
    sessions: tuple[tuple[str, str], ...] = ()
    trouble: str = ""


class HistoryPage(QWidget):
    """Shows a `HistoryContent`. Where there is no room for two columns, a run covers the list."""

    remove_run = Signal(str)
    undo_remove = Signal()
    correct_run = Signal(str, Status, str)
    add_run = Signal(AwayRun)

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make the page; `show_content` fills it."""
        super().__init__(parent)
        self._theme = theme
        self._content: HistoryContent | None = None
        self._narrow = False
        self._inside = False
        self._before_adding: frozenset[str] | None = None
        self.setAccessibleName(_("History"))
        self._column = vbox(self, spacing=16, margins=(32, 24))
        self._head = hbox(spacing=16)
        self._head.addWidget(Words(theme, _("History"), "title"), 1)
        add_words = _("Add a run done away from the computer")
        self.add_button = WordButton(theme, add_words, kind=ButtonKind.SECONDARY, icon="plus")
        self.add_button.clicked.connect(self._add)
        self._head.addWidget(self.add_button)
        self._top = QWidget()
        top = vbox(self._top, spacing=16)
        top.addLayout(self._head)
        self._trouble = Note(theme, "")
        top.addWidget(self._trouble)
        self._column.addWidget(self._top)
        self._empty = Words(theme, "", "lead_plain", "ink_2")
        self._empty.setText(_("Nothing here yet. What you do is listed here, newest first."))
        self._column.addWidget(self._empty)
        self._columns = hbox(spacing=16)
        self._list_card = Card(theme, padding=8)
        self.list = RunList(theme)
        self._list_card.body.addWidget(self.list)
        self._one = Card(theme, padding=0)
        self._columns.addWidget(self._list_card, 1)
        self._columns.addWidget(self._one, 1)
        self._column.addLayout(self._columns, 1)
        self._fill = QWidget()
        self._column.addWidget(self._fill, 1)
        self._detail = self._scrolled()
        self.toast = Toast(theme, self)
        self.toast.action_taken.connect(self.undo_remove)
        self.list.selected.connect(lambda _id: self._show_one())
        self.list.opened.connect(lambda _id: self._open())
        theme.changed.connect(self._measure)

    def _scrolled(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("page")
        self._inner = vbox(inner, spacing=16, margins=24)
        scroll.setWidget(inner)
        self._one.body.addWidget(scroll)
        return scroll

    def show_content(self, content: HistoryContent) -> None:
        """Show these runs; the one chosen stays chosen."""
        before = self.list.chosen()
        self._content = content
        self._trouble.set_text(content.trouble)
        self._trouble.setVisible(bool(content.trouble))
        chosen = before.run_id if before else ""
        if self._before_adding is not None:
            added = (run.run_id for run in content.runs if run.run_id not in self._before_adding)
            chosen = next(added, chosen)
        if not any(run.run_id == chosen for run in content.runs):
            self._inside = False
        self.list.show_runs(content.runs, content.now.date(), chosen)
        self.add_button.setVisible(bool(content.sessions))
        self._show_one()
        self._arrange()

    def tell_removed(self, title: str) -> None:
        """Say that a run was removed, and offer to take that back."""
        said = _("Removed: {title}").format(title=title)
        self.toast.show_message(said, icon="trash", colour="ink_2", action=_("Undo"))

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Show one column or two."""
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: "QShowEvent") -> None:
        """Measure once the window is known."""
        super().showEvent(event)
        self._measure()

    def _measure(self) -> None:
        slim = self.window().width() < NARROW
        self._column.setContentsMargins(*((16, 16, 16, 16) if slim else (32, 24, 32, 24)))
        narrow = is_narrow(self._theme, self)
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_one()
        self._arrange()

    def _arrange(self) -> None:
        some = bool(self._content and self._content.runs)
        stacked(self._head, self._narrow)
        self._empty.setVisible(not some)
        self._fill.setVisible(not some)
        inside = self._narrow and self._inside
        self._list_card.setVisible(some and not inside)
        self._one.setVisible(some and (inside or not self._narrow))
        self._top.setVisible(not inside)

    def _open(self) -> None:
        if not self._narrow:
            return
        self._inside = True
        self._show_one()
        self._arrange()
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._inside = False
        self._arrange()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_one(self) -> None:
        empty(self._inner)
        run = self.list.chosen()
        if run is None:
            return
        theme, inner = self._theme, self._inner
        if self._narrow:
            self.back_button = Link(theme, _("History"), icon="chevron-left")
            self.back_button.clicked.connect(self._close)
            inner.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        words = vbox(spacing=4)
        words.addWidget(Words(theme, run.title, "heading"))
        words.addWidget(Words(theme, run.long_when(), "body", "ink_2"))
        words.addWidget(Words(theme, run.status_words(), "body_strong"))
        if run.amount_words():
            words.addWidget(Words(theme, run.amount_words(), "body", "ink_2"))
        inner.addLayout(words)
        if run.note:
            inner.addWidget(Note(theme, run.note))
        if not run.told_apart and run.status is not Status.COMPLETE:
            said = _("Part of it was done; which part was not told.")
            inner.addWidget(Words(theme, said, "body", "ink_2"))
        for step in run.steps:
            inner.addWidget(Line(theme))
            inner.addLayout(self._step(step))
        inner.addWidget(Line(theme))
        buttons = Flow(across=12, upright=12)
        self.correct_button = WordButton(
            theme, _("Correct"), kind=ButtonKind.SECONDARY, icon="pencil"
        )
        self.remove_button = WordButton(theme, _("Remove"), kind=ButtonKind.SECONDARY, icon="trash")
        self.correct_button.clicked.connect(lambda: self._correct(run))
        self.remove_button.clicked.connect(lambda: self.remove_run.emit(run.run_id))
        buttons.addWidget(self.correct_button)
        buttons.addWidget(self.remove_button)
        inner.addWidget(buttons)
        inner.addStretch(1)

    def _step(self, step: DoneStep) -> QVBoxLayout:
        theme = self._theme
        column = vbox(spacing=8)
        column.addWidget(Words(theme, step.name, "body_strong"))
        if step.version:
            column.addWidget(Words(theme, step.version, "small", "ink_2"))
        for side in step.sides:
            row = hbox(spacing=12)
            icon, colour = MARKS[side.mark]
            sign = Sign(theme, icon, colour, 20)
            sign.setAccessibleName(mark_words(side.mark))
            sign.setToolTip(mark_words(side.mark))
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            words = vbox()
            done = f"{side.side}: {side.done}" if side.side else side.done
            words.addWidget(Words(theme, done, "body"))
            asked = _("asked for: {dose}").format(dose=side.asked)
            words.addWidget(Words(theme, asked, "small", "ink_2"))
            row.addLayout(words, 1)
            column.addLayout(row)
        return column

    def _correct(self, run: Run) -> None:
        sheet = CorrectSheet(self._theme, self.window(), run)
        sheet.corrected.connect(self.correct_run)
        sheet.open()

    def _add(self) -> None:
        content = self._content
        if content is None:
            return
        sheet = AwaySheet(self._theme, self.window(), content.sessions, content.now)
        sheet.added.connect(self._added)
        sheet.open()

    def _added(self, away: AwayRun) -> None:
        runs = self._content.runs if self._content else ()
        self._before_adding = frozenset(run.run_id for run in runs)
        self.add_run.emit(away)
        self._before_adding = None

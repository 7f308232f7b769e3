"""The page after a session: what was done, that it is saved, and a word about it."""

from dataclasses import dataclass
from enum import StrEnum
from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTime, QTimer, Signal, SignalInstance
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from hiptimer.engine.wording import clock_words, length_words
from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.page import Page, Thumb, empty, stacked
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card, Line, Note, NoteKind
from hiptimer.ui.widgets.moments import FigureSpec, Moment
from hiptimer.ui.widgets.sheet import Sign

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent

    from hiptimer.ui.theme import Theme

MARK = 72
PAUSE_MS = 1000


class StepMark(StrEnum):
    """What became of a step."""

    DONE = "done"
    CUT_SHORT = "cut short"
    LEFT_OUT = "left out"


# Sign, its colour, and the words for those who do not see it.
MARKS = {
    StepMark.DONE: ("tick", "ok"),
    StepMark.CUT_SHORT: ("skip", "caution"),
    StepMark.LEFT_OUT: ("minus", "ink_3"),
}


def percent(part: float) -> int:
    """Return a share from 0 to 1 in percent; 100 only if no part of it is missing."""
    return floor(round(part * 100, 6))


def mark_words(mark: StepMark) -> str:
    """Return the words for what became of a step."""
    return {
        StepMark.DONE: _("done"),
        StepMark.CUT_SHORT: _("cut short"),
        StepMark.LEFT_OUT: _("left out"),
    }[mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedStep:
    """A step and what was done of it: `done` is "2 of 30 s" or "44 of 48 reps, set 3 cut short"."""

    name: str
    done: str
    mark: StepMark = StepMark.DONE
    figure: FigureSpec = FigureSpec()
    moment: Moment = Moment.WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedContent:
    """Everything the page shows; times in seconds.

    `complete` is whether all of it was done; `to_end` is whether it was played to its end, whatever was
    left out; `pain` is whether it was ended because of pain. `part` is how much of the dose was done, 0-1.
    `saved_at` is a time as read, empty while it is not saved; `trouble` is the journal's sentence where
    it could not be.
    """

    run_id: str
    title: str
    complete: bool
    to_end: bool = False
    pain: bool = False
    part: float | None = None
    total_s: float
    active_s: float
    between_s: float
    steps: tuple[FinishedStep, ...] = ()
    saved_at: str = ""
    trouble: str = ""
    note: str = ""


class _Mark(QWidget):
    """The large round sign at the top."""

    def __init__(self, theme: "Theme") -> None:
        super().__init__()
        self._theme = theme
        self._complete = True
        self._sign = "tick"
        self.setFixedSize(MARK, MARK)
        theme.changed.connect(self.update)

    def show_end(self, content: FinishedContent) -> None:
        """Show a tick in colour, a quiet one, or the calm sign of a session that ended early."""
        self._complete = content.complete
        self._sign = "tick" if content.complete or content.to_end else "pause"
        self.update()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the sign."""
        theme = self._theme
        ground, ink = ("accent", "on_accent") if self._complete else ("sunken", "ink_2")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawEllipse(QPointF(MARK / 2, MARK / 2), MARK / 2, MARK / 2)
            place = self.rect().adjusted(16, 16, -16, -16).toRectF()
            paint_icon(painter, place, self._sign, theme.color(ink), 2.4)


class FinishedPage(Page):
    """Shows a `FinishedContent`; the note is told soon after it is typed, and when the page is left."""

    done = Signal()
    again = Signal()
    note_changed = Signal(str, str)

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make the page; `show_content` fills it."""
        super().__init__(theme, _("Session finished"), parent)
        self._content: FinishedContent | None = None
        self._kept = ""
        self._saved_at = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._mark = _Mark(theme)
        self._head = Words(theme, "", "title")
        self._facts = Words(theme, "", "lead_plain", "ink_2")
        self._list = Card(theme, padding=(16, 8), spacing=0)
        self._card = Card(theme, radius=24)
        self._columns = hbox(spacing=24)
        left = vbox(spacing=24)
        top = hbox(spacing=16)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = vbox(spacing=4)
        words.addWidget(self._head)
        words.addWidget(self._facts)
        top.addLayout(words, 1)
        left.addLayout(top)
        left.addWidget(self._list)
        left.addStretch(1)
        self._columns.addLayout(left, 1)
        right = vbox()
        right.addWidget(self._card)
        right.addStretch(1)
        self._columns.addLayout(right, 1)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)
        self._fill_card()

    def _fill_card(self) -> None:
        theme, body = self._theme, self._card.body
        body.addWidget(Words(theme, _("Note"), "section"))
        hint = _("For yourself, or for your physio. It stays on this computer.")
        body.addWidget(Words(theme, hint, "small", "ink_2"))
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(_("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(120)
        self.note.setProperty("radius", 12.0)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        body.addWidget(self.note)
        self.note.textChanged.connect(self._typed)
        self._saved = QWidget()
        self._foot = hbox(spacing=12)
        row = hbox(self._saved, spacing=8)
        row.addWidget(Sign(theme, "tick", "ok", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._saved_words = Words(theme, "", "body_strong", "ok")
        row.addWidget(self._saved_words, 1)
        self._trouble = Note(theme, "", kind=NoteKind.WARN)
        body.addWidget(self._trouble)
        buttons = Flow(across=12, upright=12)
        self.again_button = WordButton(theme, _("Do it again"), kind=ButtonKind.SECONDARY, size=48)
        self.done_button = WordButton(theme, _("Done"), kind=ButtonKind.PRIMARY, size=48)
        self.again_button.clicked.connect(lambda: self._leave(self.again))
        self.done_button.clicked.connect(lambda: self._leave(self.done))
        buttons.addWidget(self.again_button)
        buttons.addWidget(self.done_button)
        self._foot.addWidget(self._saved, 1, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(buttons)
        self._foot.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(self._foot)

    def show_content(self, content: FinishedContent) -> None:
        """Show a run that is over; for the run already shown, what is being typed stays."""
        same = self._content is not None and self._content.run_id == content.run_id
        if not same:
            self.flush()
        self._content = content
        self._saved_at = content.saved_at
        self._mark.show_end(content)
        self._head.setText(_head(content))
        facts = [content.title, length_words(content.total_s)]
        if content.part is not None and not content.complete:
            facts.append(_("{n} % of the dose").format(n=percent(content.part)))
        self._facts.setText(" · ".join(facts))
        if not same:
            self._kept = content.note
            self.note.setPlainText(content.note)
        self._show_saved()
        self._trouble.set_text(content.trouble)
        self._trouble.setVisible(bool(content.trouble))
        empty(self._list.body)
        for step in content.steps:
            self._list.body.addWidget(_row(self._theme, step))
            self._list.body.addWidget(Line(self._theme))
        said = _("Active {active} · rest and changing over {between}")
        said = said.format(
            active=clock_words(content.active_s), between=clock_words(content.between_s)
        )
        foot = vbox(margins=(0, 16))
        foot.addWidget(Words(self._theme, said, "small", "ink_2"))
        self._list.body.addLayout(foot)

    def flush(self) -> None:
        """Tell the note now, if it is not told yet; also before the window closes."""
        self._pause.stop()
        content = self._content
        if content is None or not self._is_unsaved():
            return
        self._kept = self._note_text()
        self.note_changed.emit(content.run_id, self._kept)
        if self._saved_at:
            self._saved_at = QTime.currentTime().toString("HH:mm")
        self._show_saved()

    def hideEvent(self, event: "QHideEvent") -> None:
        """Tell the note when the page is left by another way."""
        super().hideEvent(event)
        self.flush()

    def _typed(self) -> None:
        if self._is_unsaved():
            self._pause.start()
        else:
            self._pause.stop()
        self._show_saved()

    def _note_text(self) -> str:
        return self.note.toPlainText().strip()

    def _is_unsaved(self) -> bool:
        return self._note_text() != self._kept

    def _show_saved(self) -> None:
        content = self._content
        if content is None:
            return
        said = _("Saved on this computer at {time}")
        self._saved_words.setText(said.format(time=self._saved_at))
        is_saved = bool(self._saved_at) and not content.trouble
        # Its place stays while the note is not yet saved, so that nothing jumps at every key.
        policy = self._saved.sizePolicy()
        policy.setRetainSizeWhenHidden(is_saved)
        self._saved.setSizePolicy(policy)
        self._saved.setVisible(is_saved and not self._is_unsaved())

    def focus_done(self) -> None:
        """Give the focus to Done, as when the page is opened."""
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, narrow: bool) -> None:
        """Stack the columns."""
        stacked(self._columns, narrow)
        stacked(self._foot, narrow)

    def _leave(self, way: SignalInstance) -> None:
        self.flush()
        way.emit()


def _head(content: FinishedContent) -> str:
    if content.complete:
        return _("All done")
    if content.pain:
        return _("Stopped because of pain")
    return _("Finished, some left out") if content.to_end else _("Stopped here")


def _row(theme: "Theme", step: FinishedStep) -> QWidget:
    row = QWidget()
    line = hbox(row, spacing=16, margins=(0, 8))
    line.addWidget(Thumb(theme, step.figure, step.moment, size=(72, 60)))
    words = vbox(spacing=4)
    words.addStretch(1)
    words.addWidget(Words(theme, step.name, "body_strong"))
    words.addWidget(Words(theme, step.done, "small", "ink_2"))
    words.addStretch(1)
    line.addLayout(words, 1)
    icon, colour = MARKS[step.mark]
    sign = Sign(theme, icon, colour, 24)
    sign.setAccessibleName(mark_words(step.mark))
    sign.setToolTip(mark_words(step.mark))
    line.addWidget(sign)
    row.setAccessibleName(f"{step.name}: {step.done}, {mark_words(step.mark)}")
    return row

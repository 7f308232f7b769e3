"""The page after a session: what was done, that it is saved, and a word about it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTime, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from hiptimer.engine.wording import clock_words, length_words
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.check_in_form import CheckInForm
from hiptimer.ui.pages.chips import Chips
from hiptimer.ui.pages.finished_content import (
    MARKS,
    FinishedContent,
    FinishedStep,
    Questions,
    StepMark,
    mark_words,
    percent,
)
from hiptimer.ui.pages.finished_parts import EndMark, FinishedRow, WeekCard, WhyEnded
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.page import Page, empty, stacked
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card, Line, Note, NoteKind
from hiptimer.ui.widgets.sheet import Sign

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

    from hiptimer.journal.records import CheckIns, Reason
    from hiptimer.ui.theme import Theme

__all__ = [
    "MARKS",
    "FinishedContent",
    "FinishedPage",
    "FinishedStep",
    "Questions",
    "StepMark",
    "mark_words",
    "percent",
]

PAUSE_MS = 1000
NOTE, SLIM_NOTE = 192, 88  # px, the height of the note alone, and below questions


class FinishedPage(Page):
    """Shows a `FinishedContent` and asks what the session's file asks.

    Every answer is told as it is given; the note soon after it is typed, and when the page is left.
    """

    done = Signal()
    again = Signal()
    note_changed = Signal(str, str)
    answered = Signal(str, object, bool)
    """Carries the run, all of its `CheckIns`, and whether to ask again tomorrow."""
    explained = Signal(str, int, object)
    """Carries the run, the number of a step, and the `Reason` why it was not done as asked, or None."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make the page; `show_content` fills it."""
        super().__init__(theme, _("Session finished"), parent)
        self._content: FinishedContent | None = None
        self._shown_narrow = False
        self._kept = ""
        self._saved_at = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._mark = EndMark(theme)
        self._head = Words(theme, "", "title")
        self._facts = Words(theme, "", "lead_plain", "ink_2")
        self._week = WeekCard(theme)
        self._list = Card(theme, padding=(16, 8), spacing=0)
        self._card = Card(theme, radius=24)
        self._columns = hbox(spacing=24)
        self._foot = hbox(spacing=12)
        self._left, self._right = vbox(spacing=16), vbox(spacing=16)
        top = hbox(spacing=16)
        top.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = vbox(spacing=4)
        words.addWidget(self._head)
        words.addWidget(self._facts)
        top.addLayout(words, 1)
        self._left.addLayout(top)
        self._left.addSpacing(8)
        self._left.addWidget(self._week)
        self._left.addWidget(self._list)
        self._left.addStretch(1)
        self._columns.addLayout(self._left, 1)
        self._right.addWidget(self._card)
        self._right.addStretch(1)
        self._columns.addLayout(self._right, 1)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    def show_content(self, content: FinishedContent) -> None:
        """Show a run that is over; of the run already shown, answers and what is being typed stay."""
        before = self._content
        same = before is not None and before.run_id == content.run_id
        if not same:
            self.flush()
            self._kept = content.note
        elif before is not None:
            content = replace(
                content,
                check_ins=before.check_ins,
                ask_next_morning=before.ask_next_morning,
                note=self.note.toPlainText(),
            )
        self._content = content
        self._saved_at = content.saved_at
        self._mark.show_end(content)
        self._head.setText(_head(content))
        facts = [content.title, length_words(content.total_s)]
        if content.part is not None and not content.complete:
            facts.append(_("{n} % of the dose").format(n=percent(content.part)))
        self._facts.setText(" · ".join(facts))
        self._week.show_asked(content.asked)
        self._build(content)
        if not same:
            self.verticalScrollBar().setValue(0)

    def _build(self, content: FinishedContent) -> None:
        """Make all that can be pressed, in the order in which it is read, which is also that of Tab."""
        self._shown_narrow = self.narrow
        first, last = self._show_steps, self._fill_card
        if self._asks_first(content):
            first, last = last, first
        first(content)
        last(content)
        self._place(content)
        self._trouble.set_text(content.trouble)
        self._trouble.setVisible(bool(content.trouble))
        self._show_saved()

    def _asks_first(self, content: FinishedContent) -> bool:
        """Say whether what is asked stands above what was done: below it, it would be out of sight."""
        return self.narrow and (content.questions.any or content.ended_early is not None)

    def _place(self, content: FinishedContent) -> None:
        narrow, below = self.narrow, self._asks_first(content)
        stacked(self._columns, narrow)
        stacked(self._foot, narrow)
        self.form.fit(self.window().width())
        asks = self.form.first is not None and not narrow
        self._columns.setStretch(0, 11 if asks else 1)
        self._columns.setStretch(1, 17 if asks else 1)
        column, at = (self._right, 1) if below else (self._left, 2)
        for offset, part in enumerate((self._week, self._list)):
            for old in (self._left, self._right):
                old.removeWidget(part)
            column.insertWidget(at + offset, part)

    def _show_steps(self, content: FinishedContent) -> None:
        empty(self._list.body)
        for step in content.steps:
            row = FinishedRow(self._theme, step)
            row.explained.connect(self._explain)
            self._list.body.addWidget(row)
            self._list.body.addWidget(Line(self._theme))
        said = _("Active {active} · rest and changing over {between}")
        said = said.format(
            active=clock_words(content.active_s), between=clock_words(content.between_s)
        )
        foot = vbox(margins=(0, 16))
        foot.addWidget(Words(self._theme, said, "small", "ink_2"))
        self._list.body.addLayout(foot)

    def _fill_card(self, content: FinishedContent) -> None:
        theme, body = self._theme, self._card.body
        empty(body)
        self.form = CheckInForm(theme, content)
        self.form.answered.connect(self._answer)
        body.addWidget(self.form)
        if self.form.first is None:
            self.form.hide()
        self.why_ended: WhyEnded | None = None
        if content.ended_early is not None:
            self.why_ended = WhyEnded(theme, content.ended_early)
            self.why_ended.explained.connect(self._explain)
            body.addWidget(self.why_ended)
        self._add_note(content)
        self._saved = QWidget()
        row = hbox(self._saved, spacing=8)
        row.addWidget(Sign(theme, "tick", "ok", 20, beside="body"), 0, Qt.AlignmentFlag.AlignTop)
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
        self._foot = hbox(spacing=12)
        self._foot.addWidget(self._saved, 1, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addWidget(buttons)
        self._foot.setAlignment(buttons, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(self._foot)

    def _add_note(self, content: FinishedContent) -> None:
        theme = self._theme
        part = QWidget()
        column = vbox(part, spacing=8)
        column.addWidget(Words(theme, _("Note"), "section"))
        hint = _("For yourself, or for your physio. It stays on this computer.")
        column.addWidget(Words(theme, hint, "small", "ink_2"))
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(_("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(round(theme.type.px(NOTE if self._is_alone() else SLIM_NOTE)))
        self.note.setProperty("radius", 12.0)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.note.setPlainText(content.note)
        column.addWidget(self.note)
        self.note.textChanged.connect(self._typed)
        if content.questions.note:
            words = (_("Felt easy"), _("Tight"), _("Wobbly"), _("Tired"), _("In a hurry"))
            options = [(one, one) for one in words]
            self.quick = Chips(theme, _("Add to the note"), options, icon="plus")
            self.quick.chosen.connect(self._add_words)
            column.addWidget(self.quick)
        self._card.body.addWidget(part)
        if content.questions.any and not content.questions.note:
            part.hide()

    def _is_alone(self) -> bool:
        """Say whether the note is all that the card asks for."""
        return self.form.first is None and self.why_ended is None

    def _add_words(self, words: str) -> None:
        """Put a quick note at the end of the note, or take it away where it stands there already."""
        sentence, text = f"{words}.", self._note_text()
        if sentence in text:
            self.note.setPlainText(text.replace(f" {sentence}", "").replace(sentence, "").strip())
        else:
            ended = not text or text[-1] in ".,;:!?"
            self.note.setPlainText(f"{text}{'' if ended else '.'} {sentence}".strip())
        self.flush()

    def _answer(self, answers: "CheckIns", ask_tomorrow: bool) -> None:
        if self._content is None:
            return
        self._content = replace(self._content, check_ins=answers, ask_next_morning=ask_tomorrow)
        self.answered.emit(self._content.run_id, answers, ask_tomorrow)
        self._saved_now()

    def _explain(self, step: int, why: "Reason | None") -> None:
        if self._content is None:
            return
        steps = (
            replace(one, why=why) if one.step == step and one.asks_why else one
            for one in self._content.steps
        )
        ended = self._content.ended_early
        if ended is not None and ended.step == step:
            ended = replace(ended, why=why)
        self._content = replace(self._content, steps=tuple(steps), ended_early=ended)
        self.explained.emit(self._content.run_id, step, why)
        self._saved_now()

    def _saved_now(self) -> None:
        if self._saved_at:
            self._saved_at = QTime.currentTime().toString("HH:mm")
        self._show_saved()

    def show_trouble(self, sentence: str) -> None:
        """Say why an answer could not be kept; nothing, once all of it is."""
        if self._content is None or sentence == self._content.trouble:
            return
        self._content = replace(self._content, trouble=sentence)
        self._saved_at = "" if sentence else QTime.currentTime().toString("HH:mm")
        self._trouble.set_text(sentence)
        self._trouble.setVisible(bool(sentence))
        self._show_saved()

    def flush(self) -> None:
        """Tell the note now, if it is not told yet; also before the window closes."""
        self._pause.stop()
        content = self._content
        if content is None or not self._is_unsaved():
            return
        self._kept = self._note_text()
        self.note_changed.emit(content.run_id, self._kept)
        self._saved_now()

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

    def focus_first(self) -> None:
        """Give the focus to the first question, or to Done, as when the page is opened."""
        content = self._content
        first = self.form.first if content is not None else None
        # What is new in a layout is shown later, and only what is shown can have the focus.
        stop = first or self.done_button
        self.form.setVisible(first is not None)
        stop.show()
        stop.setFocus(Qt.FocusReason.TabFocusReason if first else Qt.FocusReason.OtherFocusReason)

    def focus_done(self) -> None:
        """Give the focus to Done."""
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Let the questions fit."""
        super().resizeEvent(event)
        if self._content is not None:
            self.form.fit(self.window().width())

    def arrange(self, narrow: bool) -> None:
        """Stack the columns; what is asked has more room than what was done."""
        content = self._content
        if content is None or narrow == self._shown_narrow:
            return
        ready = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._build(replace(content, note=self.note.toPlainText()))
        if ready:
            self.focus_first()

    def _leave(self, way: SignalInstance) -> None:
        self.flush()
        way.emit()


def _head(content: FinishedContent) -> str:
    if content.complete:
        return _("All done")
    if content.pain:
        return _("Stopped because of pain")
    return _("Finished, some left out") if content.to_end else _("Stopped here")

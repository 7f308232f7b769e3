"""Parts of the page after a session: how it ended, how often this week, what was done of each step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from hiptimer.engine.session import Often
from hiptimer.journal.records import Reason
from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.beads import Beads
from hiptimer.ui.pages.chips import Chips
from hiptimer.ui.pages.finished_content import (
    MARKS,
    EndedEarly,
    FinishedContent,
    FinishedStep,
    mark_words,
    not_begun_words,
    reason_words,
)
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.page import Thumb, empty
from hiptimer.ui.pages.words import Link, Words
from hiptimer.ui.widgets.cards import Card
from hiptimer.ui.widgets.sheet import Sign

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QVBoxLayout

    from hiptimer.ui.pages.tiles import Asked
    from hiptimer.ui.theme import Theme

MARK = 72


class EndMark(QWidget):
    """The large round sign at the top."""

    def __init__(self, theme: "Theme") -> None:
        """Show the tick of a session that is complete."""
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


class WeekCard(Card):
    """How often an assigned session was done of how often it was asked for."""

    def __init__(self, theme: "Theme") -> None:
        """Show nothing yet."""
        super().__init__(theme, padding=(24, 20), spacing=8)
        self.hide()

    def show_asked(self, asked: "Asked | None") -> None:
        """Show "2 of 3 this week"; nothing where no such sum makes sense."""
        empty(self.body)
        shown = asked is not None and asked.often is not Often.EVERY_DAYS
        self.setVisible(shown)
        if asked is None or not shown:
            return
        beads = Flow()
        beads.addWidget(Beads(self._theme, asked))
        self.body.addWidget(beads)
        row = Flow(across=4, upright=4)
        row.addWidget(Words(self._theme, _("{sum}.").format(sum=asked.words()), "body_strong"))
        if asked.following and not asked.is_due:
            weekly = asked.often is Often.PER_WEEK
            day = f"{asked.following:%A}" if weekly else _("tomorrow")
            following = _("Next one from {day}.").format(day=day)
            row.addWidget(Words(self._theme, following, "body", "ink_2"))
        self.body.addWidget(row)


class FinishedRow(QWidget):
    """One step; where something was left out, a quiet link opens the reasons there may be."""

    explained = Signal(int, object)
    """Carries the step's number in the file and the `Reason`, None when it was taken back."""

    def __init__(self, theme: "Theme", step: FinishedStep, parent: QWidget | None = None) -> None:
        """Show `step`."""
        super().__init__(parent)
        self._step = step
        self._why = step.why
        column = vbox(self, spacing=8, margins=(0, 8))
        line = hbox(spacing=16)
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
        column.addLayout(line)
        self.setAccessibleName(f"{step.name}: {step.done}, {mark_words(step.mark)}")
        self.link: Link | None = None
        self.reasons: Chips | None = None
        if step.asks_why:
            self._ask_why(theme, words, column)

    def _ask_why(self, theme: "Theme", words: "QVBoxLayout", column: "QVBoxLayout") -> None:
        self.link = Link(theme, "")
        self.link.clicked.connect(self._open)
        words.insertWidget(3, self.link, 0, Qt.AlignmentFlag.AlignLeft)
        question = _("Why not all of {name}").format(name=self._step.name)
        options = [(one.value, reason_words(one)) for one in Reason]
        self.reasons = Chips(theme, question, options, self._why.value if self._why else "")
        self.reasons.chosen.connect(self._chosen)
        self.reasons.hide()
        column.addWidget(self.reasons)
        self._write()

    def _write(self) -> None:
        if self.link is None:
            return
        name = self._step.name
        if self._why is None:
            self.link.setText(_("Say why"))
            self.link.setAccessibleName(_("Say why not all of {name}").format(name=name))
        else:
            words = reason_words(self._why)
            self.link.setText(_("Why: {reason}").format(reason=words))
            said = _("Why not all of {name}: {reason}").format(name=name, reason=words)
            self.link.setAccessibleName(said)

    def _open(self) -> None:
        if self.reasons is None:
            return
        if self.reasons.isVisible():
            self.reasons.hide()
        else:
            self.reasons.show()
            self.reasons.setFocus(Qt.FocusReason.TabFocusReason)

    def _chosen(self, value: str) -> None:
        self._why = Reason(value) if value else None
        self._write()
        self.explained.emit(self._step.step, self._why)
        self._close()

    def _close(self) -> None:
        # The focus first: what is hidden hands it to whatever comes next.
        if self.link is not None and self.reasons is not None:
            self.link.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reasons.hide()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Close the reasons with Esc."""
        is_open = self.reasons is not None and self.reasons.isVisible()
        if event.key() == Qt.Key.Key_Escape and is_open:
            self._close()
        else:
            super().keyPressEvent(event)


class WhyEnded(QWidget):
    """Asks why a session was ended before all of it was begun; a digit answers, and it may be left out."""

    explained = Signal(int, object)
    """Carries the number of the step it was ended in and the `Reason`, None when it was taken back."""

    def __init__(self, theme: "Theme", ended: EndedEarly, parent: QWidget | None = None) -> None:
        """Ask, with the reason that is known already."""
        super().__init__(parent)
        self._step = ended.step
        question = _("Why did you stop here?")
        column = vbox(self, spacing=8)
        head = Flow(across=12, upright=4)
        head.addWidget(Words(theme, question, "section"))
        head.addWidget(Words(theme, not_begun_words(ended.not_begun), "body", "ink_2"))
        column.addWidget(head)
        options = [(one.value, reason_words(one)) for one in Reason]
        self.reasons = Chips(theme, question, options, ended.why.value if ended.why else "")
        self.reasons.chosen.connect(self._chosen)
        column.addWidget(self.reasons)

    def _chosen(self, value: str) -> None:
        self.explained.emit(self._step, Reason(value) if value else None)

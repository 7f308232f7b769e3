"""What is asked after a session, as far as its file asks: effort, pain, how difficult it was."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from hiptimer.journal.records import Difficulty
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.chips import Chips
from hiptimer.ui.pages.finished_content import difficulty_words, effort_words
from hiptimer.ui.pages.page import stacked
from hiptimer.ui.pages.pain_scale import BandNote, PainScale, ends
from hiptimer.ui.pages.words import Words
from hiptimer.ui.widgets.choices import Toggle
from hiptimer.ui.widgets.scale010 import Scale010

if TYPE_CHECKING:
    from hiptimer.ui.pages.finished_content import FinishedContent
    from hiptimer.ui.theme import Theme


# Windows narrower than this, in px at 100 % text, have no room for a switch beside a sentence, and none
# for a few words beside a question.
TIGHT, CRAMPED = 640, 400


class CheckInForm(QWidget):
    """The questions of one run; every answer is told at once, and every one may be left out."""

    answered = Signal(object, bool)
    """Carries all `CheckIns` given so far, and whether to ask again tomorrow."""

    def __init__(
        self, theme: "Theme", content: "FinishedContent", parent: QWidget | None = None
    ) -> None:
        """Ask what `content` says, with the answers already given."""
        super().__init__(parent)
        self._theme = theme
        self.answers = content.check_ins
        self.asks_tomorrow = content.ask_next_morning
        self.first: QWidget | None = None
        self.effort: Scale010 | None = None
        self.pain: PainScale | None = None
        self.tomorrow: Toggle | None = None
        self.difficulty: Chips | None = None
        self._note: BandNote | None = None
        self._heads: list[QBoxLayout] = []
        self._column = vbox(self, spacing=24)
        # Made in the order in which they are read, which is also that of Tab.
        if content.questions.effort:
            self._ask_effort()
        if content.questions.pain or content.questions.tomorrow:
            self._ask_pain(content)
        if content.questions.difficulty:
            self._ask_difficulty()

    def fit(self, width: int) -> None:
        """Put below each other what does not fit side by side in a window of that width."""
        if self._note is not None:
            stacked(self._note.row, width < self._theme.type.px(TIGHT))
        for head in self._heads:
            stacked(head, width < self._theme.type.px(CRAMPED))

    def _ask_effort(self) -> None:
        theme = self._theme
        column = vbox(spacing=8)
        words = Words(theme, "", "body", "ink_2")
        column.addLayout(self._head(_("How hard was it?"), words))
        effort = Scale010(theme, _("How hard was it?"))
        effort.set_value(self.answers.effort)
        column.addWidget(effort)
        least, most = _("{n} Rest").format(n=0), _("{n} As hard as I can").format(n=10)
        column.addWidget(ends(theme, least, most))
        self._column.addLayout(column)

        def show(number: int | None) -> None:
            said = f"{number} · {effort_words(number)}" if number is not None else ""
            words.setText(said)

        show(self.answers.effort)
        effort.value_changed.connect(show)
        effort.value_changed.connect(lambda number: self._answer(effort=number))
        self.effort = effort
        self.first = effort

    def _ask_pain(self, content: "FinishedContent") -> None:
        theme, questions = self._theme, content.questions
        before = _("Tomorrow you are asked how you were in the morning.")
        self._note = note = BandNote(theme, before if questions.tomorrow else "")
        column = vbox(spacing=8)
        if questions.pain:
            earlier = self.answers.pain_before
            said = _("before the session: {n}").format(n=earlier) if earlier is not None else ""
            column.addLayout(self._head(_("Pain now"), Words(theme, said, "body", "ink_2")))
            pain = PainScale(
                theme, _("Pain now"), questions.bands, questions.name, show_bands=True, below=note
            )
            pain.set_value(self.answers.pain_after)
            pain.answered.connect(lambda number: self._answer(pain_after=number))
            column.addWidget(pain)
            self.pain = pain
            self.first = self.first or pain
        else:
            column.addWidget(note)
        if questions.tomorrow:
            switch = QWidget()
            row = hbox(switch, spacing=8)
            row.addWidget(Words(theme, _("Ask tomorrow"), "body_strong"))
            self.tomorrow = Toggle(theme, _("Ask tomorrow"))
            self.tomorrow.setChecked(self.asks_tomorrow)
            self.tomorrow.toggled.connect(self._ask_tomorrow)
            row.addWidget(self.tomorrow)
            note.add_widget(switch)
            self.first = self.first or self.tomorrow
        self._column.addLayout(column)

    def _ask_difficulty(self) -> None:
        theme = self._theme
        column = vbox(spacing=8)
        column.addWidget(Words(theme, _("For you it was"), "section"))
        given = self.answers.difficulty
        options = [(one.value, difficulty_words(one)) for one in Difficulty]
        chips = Chips(theme, _("For you it was"), options, given.value if given else "")
        chips.chosen.connect(
            lambda value: self._answer(difficulty=Difficulty(value) if value else None)
        )
        column.addWidget(chips)
        self._column.addLayout(column)
        self.difficulty = chips
        self.first = self.first or chips

    def _answer(self, **given: Any) -> None:
        self.answers = replace(self.answers, **given)
        self.answered.emit(self.answers, self.asks_tomorrow)

    def _ask_tomorrow(self, on: bool) -> None:
        self.asks_tomorrow = on
        self.answered.emit(self.answers, on)

    def _head(self, question: str, beside: Words) -> QBoxLayout:
        row = hbox(spacing=12)
        row.addWidget(Words(self._theme, question, "section"), 1)
        beside.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(beside)
        self._heads.append(row)
        return row

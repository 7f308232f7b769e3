"""The card that asks how the morning after a session was."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.announcing import announce
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.chips import Chips
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.page import stacked
from hiptimer.ui.pages.pain_scale import PainScale
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card
from hiptimer.ui.widgets.sheet import Sign

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningContent:
    """A run to ask about; `when` is the day it was done ("yesterday").

    `is_today` says that the morning after it is the one of today.
    """

    run_id: str
    title: str
    when: str
    is_today: bool = True


class MorningCard(Card):
    """Asks for the pain and whether it has settled; each answer is told at once."""

    answered = Signal(str, object, object)
    """Carries the run, the pain or None, and whether it has settled or None."""
    put_off = Signal(str)
    refused = Signal(str)

    def __init__(
        self, theme: "Theme", content: MorningContent, parent: QWidget | None = None
    ) -> None:
        """Ask about a run."""
        super().__init__(theme, spacing=16, parent=parent)
        self._content = content
        question = (
            _("How was it this morning?")
            if content.is_today
            else _("How was it the morning after?")
        )
        head = vbox(spacing=4)
        head.addWidget(Words(theme, question, "section"))
        about = _("{title}, {day}").format(title=content.title, day=content.when)
        head.addWidget(Words(theme, about, "small", "ink_2"))
        self.body.addLayout(head)
        self.pain = PainScale(theme, question)
        self.body.addWidget(self.pain)
        settled = _("Settled by this morning") if content.is_today else _("Settled by that morning")
        self._row = hbox(spacing=16)
        self.settled = Chips(theme, settled, ((YES, _("Yes")), (NO, _("No"))))
        pair = Flow(across=12)
        pair.addWidget(Words(theme, settled, "body_strong"))
        pair.addWidget(self.settled)
        self._row.addWidget(pair, 1, Qt.AlignmentFlag.AlignVCenter)
        buttons = Flow(across=8)
        self.later = WordButton(theme, _("Not now"), kind=ButtonKind.QUIET)
        self.later.setAccessibleDescription(_("Asks again the next time hiptimer is opened"))
        self.never = WordButton(theme, _("Don't ask"), kind=ButtonKind.QUIET)
        self.never.setAccessibleDescription(_("Does not ask about this session again"))
        buttons.addWidget(self.never)
        buttons.addWidget(self.later)
        self._row.addWidget(buttons, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(self._row)
        self._buttons = buttons
        self._saved = QWidget()
        line = hbox(self._saved, spacing=8)
        line.addWidget(Sign(theme, "tick", "ok", 20, beside="body"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Words(theme, _("Saved on this computer"), "body_strong", "ok"), 1)
        self._saved.hide()
        self._row.addWidget(self._saved)
        self.pain.answered.connect(self._tell)
        self.settled.chosen.connect(self._tell)
        self.later.clicked.connect(lambda: self.put_off.emit(content.run_id))
        self.never.clicked.connect(lambda: self.refused.emit(content.run_id))

    def stack(self, narrow: bool) -> None:
        """Put what stands side by side below each other, or back."""
        stacked(self._row, narrow)

    def _tell(self) -> None:
        said = self.settled.value()
        settled = None if not said else said == YES
        pain = self.pain.value()
        self._saved.hide()
        # Once it is answered there is nothing left to put off.
        self._buttons.setVisible(settled is None and pain is None)
        self.answered.emit(self._content.run_id, pain, settled)

    def tell_saved(self) -> None:
        """Say that what was answered last is kept."""
        is_answered = self._buttons.isHidden()
        self._saved.setVisible(is_answered)
        if is_answered:
            announce(self, _("Saved on this computer"))

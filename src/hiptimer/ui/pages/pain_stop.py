"""What is asked after a pain stop: what to do now and, if the person likes, how much it hurts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hiptimer.engine.exercise import side_word
from hiptimer.engine.interval import Interval
from hiptimer.engine.timeline import Timeline
from hiptimer.journal.records import PainAnswer
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import grid, hbox, vbox
from hiptimer.ui.pages.help_sheet import help_sheet
from hiptimer.ui.pages.pain_scale import BandNote, PainScale
from hiptimer.ui.pages.words import Link, Words
from hiptimer.ui.showing import next_work
from hiptimer.ui.widgets.buttons import Button, ButtonKind
from hiptimer.ui.widgets.cards import Note, NoteKind
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hiptimer.ui.pages.player import Run
    from hiptimer.ui.theme import Theme

TILE = 72
TWO_TILES = 600  # narrower than this, two side by side would cut their words


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysOn:
    """What can be done after a pain stop, in words.

    `side` says where carrying on begins, `following` what comes after this one, `easier` is the name of
    the easier version, empty where there is none.
    """

    side: str
    following: str
    easier: str = ""


def ways_on(timeline: Timeline, here: Interval, easier_of: Callable[[str], str]) -> WaysOn:
    """Return what can be done after a pain stop in `here`, which is work or leads to it.

    `easier_of` answers with the name of an exercise's easier version, empty where there is none.
    """
    work = next_work(timeline, here.index) or here
    easier = "" if work.version else easier_of(work.exercise or "")
    ahead = timeline.intervals[here.index :]
    after = next((one.name for one in ahead if one.kind.is_work and one.step != work.step), "")
    side = (
        _("from the start of {side}").format(side=side_word(work.side))
        if work.side
        else _("from the start of this one")
    )
    following = _("next: {name}").format(name=after) if after else _("then you are done")
    return WaysOn(side=side, following=following, easier=easier)


class PainSheet(Sheet):
    """Closes with one of the values of `PainAnswer`.

    Nothing here waits for an answer, and closing it leaves the session paused. A digit says how much it
    hurts wherever the focus is.
    """

    pain_given = Signal(object)
    """Carries the number from 0 to 10 at once as it is chosen, or None when it was taken back."""

    def __init__(self, theme: "Theme", parent: QWidget, ways: WaysOn, run: "Run") -> None:
        """Offer `ways`; the run brings its author's words."""
        super().__init__(
            theme,
            parent,
            _("Stopped. Ease out slowly."),
            subtitle=_("Paused until you choose. Stopping is a good decision."),
            icon="octagon",
            icon_colour="warn",
            width=round(theme.type.px(640)),
        )
        self._offer(ways, parent)
        question = _("How much, 0 to 10?")
        part = vbox(spacing=8)
        head = hbox(spacing=16)
        head.addWidget(Words(theme, question, "lead"), 1)
        optional = Words(theme, _("Optional"), "small", "ink_2")
        optional.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(optional)
        part.addLayout(head)
        note = BandNote(theme)
        self.pain = PainScale(theme, question, run.bands, run.written_by, below=note)
        self.pain.answered.connect(self.pain_given)
        # Typed while the focus is elsewhere, the answer may be below the edge of a low window.
        self.pain.answered.connect(lambda _pain: self._scroll.ensureWidgetVisible(self.pain))
        part.addWidget(self.pain)
        self.body.addLayout(part)
        if run.stop_rule:
            lead = _("From {name}:").format(name=run.written_by) if run.written_by else ""
            said = f"“{run.stop_rule}”"
            self.body.addWidget(Note(theme, said, kind=NoteKind.CAUTION, lead=lead))
        self.help_link = Link(theme, _("When to get help"))
        self.help_link.clicked.connect(self._help)
        self.body.addWidget(self.help_link, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer(self, ways: WaysOn, parent: QWidget) -> None:
        theme = self._theme
        tiles = grid(across=12, upright=12)
        choices = [
            (PainAnswer.END, _("End session"), _("saves what you did"), "tick"),
            (PainAnswer.SKIP, _("Skip this one"), ways.following, "skip"),
            (PainAnswer.EASIER, _("Easier version"), ways.easier, "swap"),
            (PainAnswer.CARRY_ON, _("Carry on"), ways.side, "play"),
        ]
        shown = [one for one in choices if one[0] is not PainAnswer.EASIER or ways.easier]
        across = 2 if parent.width() >= theme.type.px(TWO_TILES) else 1
        for place, (answer, words, subtitle, icon) in enumerate(shown):
            first = answer is PainAnswer.END
            button = Button(
                theme,
                words,
                kind=ButtonKind.PRIMARY if first else ButtonKind.SECONDARY,
                size=round(theme.type.px(TILE)),
                icon=icon,
                subtitle=subtitle,
            )
            button.clicked.connect(lambda _on=False, answer=answer: self.finish(answer.value))
            tiles.addWidget(button, *divmod(place, across))
        self.body.addLayout(tiles)

    def _help(self) -> None:
        sheet = help_sheet(self._theme, self._parent)
        sheet.closed.connect(lambda _answer: sheet.deleteLater())
        sheet.open()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Take a digit for how much it hurts."""
        if self.pain.scale.type_digit(event.text()):
            event.accept()
        else:
            super().keyPressEvent(event)

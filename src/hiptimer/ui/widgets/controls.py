"""The player's controls: back, pause, go on, more, and the breath's or the rep's pace."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hiptimer.engine.dose import Air, Cycle
from hiptimer.engine.interval import Interval, Kind
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import hbox
from hiptimer.ui.widgets.buttons import Captioned, PauseButton, RoundButton
from hiptimer.ui.widgets.fields import PacePill

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme


class Controls(QWidget):
    """One row of round buttons; which ones, follows the kind of interval."""

    back = Signal()
    toggle = Signal()
    next = Signal()
    longer = Signal()
    slower = Signal()
    faster = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show what every interval has."""
        super().__init__(parent)
        self._pace = PacePill(theme)
        self._back = RoundButton(theme, _("Start this side again"), icon="back", key="←")
        self.pause = PauseButton(theme)
        self._next = RoundButton(theme, _("Skip"), icon="skip", key="→")
        self._more = RoundButton(theme, _("10 seconds more"), text="+10", key="↑")
        self._captioned_pause = Captioned(theme, self.pause, _("Pause"), (_("Space"),))
        self._captioned_next = Captioned(theme, self._next, _("Skip"), ("→",))
        self._captioned_more = Captioned(theme, self._more, _("Add 10 s"), ("↑",))
        self._captioned_pace = Captioned(theme, self._pace, _("Pace"), ("[", "]"))
        self._all = (
            self._captioned_pace,
            Captioned(theme, self._back, _("Back"), ("←",)),
            self._captioned_pause,
            self._captioned_next,
            self._captioned_more,
        )
        row = hbox(self, spacing=12)
        for captioned in self._all:
            row.addWidget(captioned, 0, Qt.AlignmentFlag.AlignTop)
        self._back.clicked.connect(self.back)
        self.pause.clicked.connect(self.toggle)
        self._next.clicked.connect(self.next)
        self._more.clicked.connect(self.longer)
        self._pace.slower.connect(self.slower)
        self._pace.faster.connect(self.faster)

    def show_interval(self, interval: Interval, *, waits: bool) -> None:
        """Offer what fits this interval; `waits` says that the person must say when to go on."""
        ready = waits or interval.kind in (Kind.GET_READY, Kind.SWITCH)
        self._next.set_icon("tick" if ready else "skip")
        words = self._next_words(interval, waits=waits) if ready else _("Skip")
        self._next.set_name(words)
        self._captioned_next.set_caption(words)
        paced = bool(interval.cycle) and interval.paced
        self._captioned_pace.setVisible(paced and interval.kind is Kind.BREATHE)
        if paced:
            self._pace.set_lines(*_pace_lines(interval.cycle))
        counted = interval.kind is Kind.REPS and interval.paced
        self._captioned_more.setVisible(not (paced and interval.kind is Kind.BREATHE) and not waits)
        self._more.set_sign("+1" if counted else "+10")
        self._more.set_name(_("1 rep more") if counted else _("10 seconds more"))
        self._captioned_more.set_caption(_("Add rep") if counted else _("Add 10 s"))

    def show_paused(self, paused: bool) -> None:
        """Offer to go on while paused."""
        self.pause.set_paused(paused)
        self._captioned_pause.set_caption(_("Resume") if paused else _("Pause"))

    def show_keys(self, shown: bool) -> None:
        """Show or hide the keys below the words."""
        for captioned in self._all:
            captioned.show_keys(shown)

    @staticmethod
    def _next_words(interval: Interval, *, waits: bool) -> str:
        if waits and interval.kind.is_work:
            return _("Done")
        if interval.kind is Kind.WAIT:
            return _("Go on")
        return _("I'm ready")


def _pace_lines(cycle: Cycle) -> tuple[str, ...]:
    words = {Air.IN: _("{n} s in"), Air.OUT: _("{n} s out")}
    return tuple(
        words[phase.breathe].format(n=f"{phase.for_s:.2g}")
        for phase in cycle
        if phase.breathe in words
    )

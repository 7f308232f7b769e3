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
from hiptimer.ui.widgets.painting import set_focus_radius

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme


LARGE, SMALL = 64, 48


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
        self._narrow = False
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
        self._row = row = hbox(self, spacing=12)
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
        self._captioned_next.setVisible(not waits)  # Space says it then, and so does its button
        self._next.set_icon("tick" if ready else "skip")
        words = self.next_words(interval, waits=waits) if ready else _("Skip")
        self._next.set_name(words)
        self._captioned_next.set_caption(words)
        paced = bool(interval.cycle) and interval.paced
        breathes = paced and interval.kind is Kind.BREATHE
        # There is no room for it in a narrow window; the keys [ and ] still work.
        self._captioned_pace.setVisible(breathes and not self._narrow)
        if paced:
            self._pace.set_lines(*_pace_lines(interval.cycle))
        counted = interval.kind is Kind.REPS and interval.paced
        self._captioned_more.setVisible(not breathes and not waits)
        self._more.set_sign("+1" if counted else "+10")
        self._more.set_name(_("1 rep more") if counted else _("10 seconds more"))
        self._captioned_more.set_caption(_("Add rep") if counted else _("Add 10 s"))

    def show_paused(self, paused: bool, *, ready: str = "") -> None:
        """Offer to go on while paused; `ready` is the word for going on where the session waits."""
        self.pause.set_paused(paused)
        self._captioned_pause.set_caption(_("Resume") if paused else _("Pause"))
        if ready and not paused:
            self.pause.set_icon("tick")
            self.pause.set_name(ready)
            self._captioned_pause.set_caption(ready)

    def set_narrow(self, narrow: bool) -> None:
        """Use smaller buttons, and leave the pace to its keys, in a narrow window."""
        self._narrow = narrow
        self._row.setSpacing(8 if narrow else 12)
        size = SMALL if narrow else LARGE
        for button, width in (
            (self._back, size),
            (self.pause, round(size * 88 / 64)),
            (self._next, size),
            (self._more, size),
        ):
            button.setFixedSize(width, size)
            set_focus_radius(button, size / 2)

    def show_keys(self, shown: bool) -> None:
        """Show or hide the keys below the words."""
        for captioned in self._all:
            captioned.show_keys(shown)

    @staticmethod
    def next_words(interval: Interval, *, waits: bool) -> str:
        """Return the word for going on from an interval."""
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

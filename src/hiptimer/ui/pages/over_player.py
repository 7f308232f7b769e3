"""What lies over the player until it is answered or closed: the pain stop, a question, a list to read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from hiptimer.engine.events import Why
from hiptimer.journal.records import PainAnswer
from hiptimer.language import gettext as _
from hiptimer.ui.announcing import announce
from hiptimer.ui.captions import Said
from hiptimer.ui.pages import asking
from hiptimer.ui.pages.last_words import LastWords
from hiptimer.ui.pages.pain_stop import PainSheet, ways_on
from hiptimer.ui.theme import Enlarged
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from hiptimer.ui.pages.player import Run
    from hiptimer.ui.pages.player_view import PlayerView
    from hiptimer.ui.playback import Playback
    from hiptimer.ui.theme import Theme

FAR_TEXT = 1.7  # what is asked stands in letters so much larger on a whole screen


class OverPlayer(QObject):
    """Opens one sheet at a time over the player's page, and does what is answered."""

    opens = Signal()
    closed = Signal()
    key_left = Signal(int)
    """Carries a key that the open sheet has no use for."""
    pain_answered = Signal(object, object)
    """Carries the `PainAnswer` and the pain from 0 to 10, each None as long as it was not given."""

    def __init__(self, theme: "Theme", page: "QWidget", view: "PlayerView") -> None:
        """Open nothing yet; sheets cover the page."""
        super().__init__(page)
        self._theme = theme
        self._page = page
        self._view = view
        self._sheet: Sheet | None = None

    @property
    def asks_pain(self) -> bool:
        """Whether the pain stop is open."""
        return isinstance(self._sheet, PainSheet)

    def close(self) -> None:
        """Close what is open, without an answer."""
        if self._sheet is not None:
            self._sheet.finish()

    def ask_pain(self, playback: "Playback", run: "Run") -> None:
        """Ask how to go on after a pain stop."""
        interval = playback.player.interval
        if self._sheet is not None or interval is None:
            return
        ways = ways_on(playback.player.timeline, interval, run.easier)
        sheet = PainSheet(self._sheet_theme(), self._page, ways, run)
        commands = {
            PainAnswer.END: lambda: playback.stop(Why.PAIN),
            PainAnswer.SKIP: playback.skip_step,
            PainAnswer.EASIER: playback.go_on_easier,
            PainAnswer.CARRY_ON: playback.carry_on,
        }

        def answered(answer: str) -> None:
            if answer:
                # Told first: what is done next may end the run.
                self.pain_answered.emit(PainAnswer(answer), sheet.pain.value())
                commands[PainAnswer(answer)]()

        # Told at once: whoever closes the sheet or the window has said it.
        sheet.pain_given.connect(lambda pain: self.pain_answered.emit(None, pain))
        announce(self._page, _("Stopped. Ease out slowly."), assertive=True)
        self._open(sheet, answered)

    def ask_end(self, playback: "Playback") -> None:
        """Ask whether to end the session here; it pauses meanwhile."""
        if self._sheet is not None:
            return
        was_paused = playback.player.is_paused
        playback.pause()

        def answered(answer: str) -> None:
            if answer == asking.END:
                playback.stop()
            elif not was_paused:
                playback.toggle()

        self._open(asking.end_sheet(self._sheet_theme(), self._page), answered)

    def ask_jump(self, playback: "Playback", index: int) -> None:
        """Ask whether to go to another interval."""
        if self._sheet is not None:
            return
        name = playback.player.timeline.intervals[index].name

        def answered(answer: str) -> None:
            if answer == asking.JUMP:
                playback.jump(index)

        self._open(asking.jump_sheet(self._sheet_theme(), self._page, name), answered)

    def show_keys(self) -> None:
        """Show what every key does."""
        if self._sheet is None:
            self._open(asking.key_sheet(self._sheet_theme(), self._page))

    def show_said(self, said: "Sequence[Said]", now_s: float) -> None:
        """Show what was said last; `now_s` is the moment by the captions' clock."""
        if self._sheet is None:
            sheet = LastWords(self._sheet_theme(), self._page)
            sheet.show_said(said, now_s)
            self._open(sheet)

    def go_on(self, said: "Sequence[Said]", now_s: float) -> None:
        """Keep what was said last up to date, if it is being read."""
        if isinstance(self._sheet, LastWords):
            self._sheet.show_said(said, now_s)

    def _sheet_theme(self) -> "Theme":
        """Return the theme of what is asked: in large letters where it is read from the mat."""
        if not self._view.is_far:
            return self._theme
        percent = round(self._theme.type.percent * FAR_TEXT)
        return cast("Theme", Enlarged(self._theme, percent))

    def _open(self, sheet: Sheet, answered: Callable[[str], None] = lambda _answer: None) -> None:
        def closed(answer: str) -> None:
            self._sheet = None
            sheet.deleteLater()
            answered(answer)
            self.closed.emit()

        self.opens.emit()
        self._sheet = sheet
        sheet.closed.connect(closed)
        sheet.key_left.connect(self.key_left)
        sheet.open()

"""What the player's page is made of and where its parts stand: in a window, narrow, or from afar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from hiptimer.engine.interval import Interval
from hiptimer.engine.player import Player
from hiptimer.engine.wording import clock_words
from hiptimer.language import gettext as _
from hiptimer.ui.actions import Action
from hiptimer.ui.layouts import Text, hbox, vbox
from hiptimer.ui.upcoming import blocks, place_words, upcoming
from hiptimer.ui.widgets.buttons import Button, ButtonKind, Captioned, RoundButton
from hiptimer.ui.widgets.cards import Note, NoteKind
from hiptimer.ui.widgets.controls import LARGE, SMALL, Controls
from hiptimer.ui.widgets.logo import Logo
from hiptimer.ui.widgets.moments import StageState
from hiptimer.ui.widgets.next_up import FarStrip, NextUpCard
from hiptimer.ui.widgets.stage import Stage
from hiptimer.ui.widgets.stage_plan import NARROW_BELOW
from hiptimer.ui.widgets.timeline_strip import TimelineStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from hiptimer.ui.theme import Theme


KEYS_FROM = 860  # below this there is no room for the keys beside the words, at 100 % text
PLACE_FROM = 460  # below this the step's number takes all room from the title, at 100 % text
LABELS_FROM = 640  # px of height; below this a narrow stage needs the room of what is less needed
BESIDE_FROM = 1000  # below this what comes next stands above the controls


class PlayerView(QWidget):
    """Shows a player; what is pressed on it is told as an action."""

    acted = Signal(Action)
    end_wanted = Signal()
    jump_wanted = Signal(int)
    try_sound_again = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing until `show_player`."""
        super().__init__(parent)
        self._theme = theme
        self._far = False
        self._foot_is_narrow = False
        self._trouble = ""
        self._offered: tuple[Interval, bool, bool] | None = None
        self.stage = Stage(theme)
        self.strip = TimelineStrip(theme)
        self.next_up = NextUpCard(theme)
        self.far_strip = FarStrip(theme)
        self.controls = Controls(theme)
        self.pain = Button(
            theme, _("Pain \N{EN DASH} stop"), kind=ButtonKind.PAIN, size=64, icon="octagon"
        )
        self._captioned_pain = Captioned(theme, self.pain, _("Ends safely, logs why"), ("P",))
        self.banner = Note(theme, "", kind=NoteKind.CAUTION)
        self.try_again = Button(theme, _("Try again"), kind=ButtonKind.SECONDARY, icon="repeat")
        self.banner.add_widget(self.try_again)
        self.banner.hide()
        self._top = self._top_bar()
        self._lay_out()
        self._connect()
        for button in self.findChildren(QPushButton):
            # After a click the keys must go on to mean what they mean on the stage.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.installEventFilter(self)
        self._arrange()
        theme.changed.connect(self._arrange)

    @property
    def is_far(self) -> bool:
        """Say whether the page is laid out to be seen from the mat."""
        return self._far

    def set_far(self, far: bool) -> None:
        """Lay the page out for a whole screen seen from the mat, or for a window."""
        self._far = far
        self.banner.set_large(far)
        self._arrange()

    def set_title(self, title: str) -> None:
        """Show the session's title."""
        self._title.setText(title)

    def set_sound(self, on: bool) -> None:
        """Show whether sound is on."""
        self._sound.set_icon("speaker" if on else "speaker-off")
        self._sound.set_name(_("Sound off") if on else _("Sound on"))

    def show_trouble(self, sentence: str, *, sound: bool = False) -> None:
        """Show a sentence about something that does not work, or none; the session goes on.

        `sound` says that nothing is heard, which can be tried again.
        """
        self.try_again.setVisible(sound)
        if sentence != self._trouble:
            self._trouble = sentence
            self.banner.set_text(sentence)
            self.banner.setVisible(bool(sentence))
            self._arrange()

    def lay_strip(
        self, player: Player, done: frozenset[int], not_done: frozenset[int] = frozenset()
    ) -> None:
        """Show the whole session to scale; `done` are over, `not_done` were left out."""
        shown = blocks(player.timeline, done, not_done)
        self.strip.set_blocks(shown)
        self.far_strip.timeline.set_blocks(shown)

    def show_player(self, player: Player, state: StageState, interval: Interval) -> None:
        """Show the player as it is now."""
        self.stage.set_state(state)
        place, left = place_words(interval, player.timeline), left_words(player)
        part = player.progress.part if player.progress else 0.0
        following = upcoming(player)
        if self._far:
            self.far_strip.set_next(following)
            self.far_strip.set_words(place, _("{time} left").format(time=left))
            self.far_strip.timeline.set_position(interval.index, part)
            return
        self._place.setText(place)
        self._left.setText(left)
        self.strip.set_position(interval.index, part)
        self.next_up.set_next(following if state.coming_up is None else None)
        waits = player.is_waiting or interval.waits_for_person
        offered = (interval, waits, player.is_paused)
        if offered != self._offered:
            self._offered = offered
            ready = self.controls.next_words(interval, waits=True) if waits else ""
            self.controls.show_interval(interval, waits=waits)
            self.controls.show_paused(player.is_paused, ready=ready)

    def _top_bar(self) -> QWidget:
        theme = self._theme
        bar = QWidget()
        bar.setFixedHeight(44)
        row = hbox(bar, spacing=8, margins=(0, 12, 0, 0))
        self._logo = Logo(theme, 32)
        self._title = Text(theme, "", "lead", elide=True)
        self._place = Text(theme, "", "body", "ink_2", elide=True)
        self._left_words = Text(theme, _("Session left"), "body", "ink_2")
        self._left = Text(theme, "", "section")
        self._words = self._tool(_("What was said last"), "note", "L")
        self._sound = self._tool(_("Sound off"), "speaker", "B")
        self._mini = self._tool(_("Small window"), "mini", "M")
        self._full = self._tool(_("Full screen"), "full-screen", "F11")
        self._close = self._tool(_("End the session"), "cross", "Esc")
        row.addWidget(self._logo)
        row.addWidget(self._title)
        row.addWidget(self._place)
        row.addStretch(1)
        for widget in (
            self._left_words,
            self._left,
            self._words,
            self._sound,
            self._mini,
            self._full,
            self._close,
        ):
            row.addWidget(widget)
        return bar

    def _tool(self, name: str, icon: str, key: str) -> RoundButton:
        return RoundButton(self._theme, name, icon=icon, size=32, kind=ButtonKind.QUIET, key=key)

    def _lay_out(self) -> None:
        self._foot = QWidget()
        self._foot_row = hbox(self._foot, spacing=16)
        self._foot_row.addWidget(self.next_up, 0, Qt.AlignmentFlag.AlignTop)
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self.controls, 0, Qt.AlignmentFlag.AlignTop)
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self._captioned_pain, 0, Qt.AlignmentFlag.AlignTop)
        self._column = vbox(self)
        for widget in (self._top, self.banner, self.stage, self.strip, self._foot, self.far_strip):
            self._column.addWidget(widget)
        self._column.setStretchFactor(self.stage, 1)

    def _connect(self) -> None:
        controls = self.controls
        for signal, action in (
            (self.stage.clicked, Action.TOGGLE),
            (controls.back, Action.BACK),
            (controls.toggle, Action.TOGGLE),
            (controls.next, Action.NEXT),
            (controls.longer, Action.LONGER),
            (controls.slower, Action.SLOWER),
            (controls.faster, Action.FASTER),
            (self.pain.clicked, Action.PAIN),
            (self._words.clicked, Action.WORDS),
            (self._sound.clicked, Action.BEEPS),
            (self._mini.clicked, Action.MINI),
            (self._full.clicked, Action.FAR),
        ):
            signal.connect(lambda *_args, action=action: self.acted.emit(action))
        self._close.clicked.connect(self.end_wanted)
        self.try_again.clicked.connect(self.try_sound_again)
        self.strip.jump_requested.connect(self.jump_wanted)

    def _arrange(self) -> None:
        narrow = self.width() < NARROW_BELOW and not self._far
        for widget in (self._top, self.strip, self._foot, self.next_up):
            widget.setVisible(not self._far)
        self.far_strip.setVisible(self._far)
        self.stage.set_far(self._far)
        self._full.set_icon("full-screen-exit" if self._far else "full-screen")
        if self._far:
            self.far_strip.setFixedHeight(FarStrip.height_for(self.width(), self.height()))
            self._column.setContentsMargins(0, 0, 0, 0)
            self._column.setSpacing(0)
            return
        self._column.setContentsMargins(*((16, 0, 16, 16) if narrow else (24, 0, 24, 16)))
        self._column.setSpacing(12)
        for widget in (self._logo, self._left_words, self._mini, self._close):
            widget.setVisible(not narrow)
        self._place.setVisible(self.width() >= self._theme.type.px(PLACE_FROM))
        is_low = narrow and self.height() < LABELS_FROM
        self.strip.set_labels(not is_low)
        self.next_up.setVisible(not (is_low and self._trouble))
        self._top.setFixedHeight(max(44, 12 + self._theme.type.line("section")))
        roomy = self.width() >= self._theme.type.px(KEYS_FROM)
        self.controls.set_narrow(narrow)
        self._offered = None  # what fits a narrow window is not what fits a wide one
        self.controls.show_keys(roomy)
        self._captioned_pain.show_keys(roomy)
        self._captioned_pain.set_caption(_("Stop safely") if narrow else _("Ends safely, logs why"))
        self.pain.set_size(SMALL if narrow else LARGE)
        self.pain.setText(_("Pain") if narrow else _("Pain \N{EN DASH} stop"))
        low = self.width() < BESIDE_FROM
        self.next_up.set_narrow(low)
        self._place_next_up(narrow=low)

    def _place_next_up(self, *, narrow: bool) -> None:
        """Put what comes next beside the controls, or above them where there is no room."""
        if narrow == self._foot_is_narrow:
            return
        self._foot_is_narrow = narrow
        if narrow:
            self._foot_row.removeWidget(self.next_up)
            self._column.insertWidget(self._column.indexOf(self._foot), self.next_up)
        else:
            self._column.removeWidget(self.next_up)
            self._foot_row.insertWidget(0, self.next_up, 0, Qt.AlignmentFlag.AlignTop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the arrow keys from moving the focus between buttons: here they lead the session.

        Space on the pause button is the page's own key too, so that a hand that shakes presses once.
        """
        if event.type() == QEvent.Type.KeyPress:
            key_event: QKeyEvent = event  # type: ignore[assignment]
            led = [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down]
            if watched is self.controls.pause:
                led.append(Qt.Key.Key_Space)
            if key_event.key() in led:
                self.keyPressEvent(key_event)
                parent = self.parentWidget()
                if parent is not None and not key_event.isAccepted():
                    parent.keyPressEvent(key_event)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Lay the page out for its new size."""
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Allow the smallest window of the design."""
        return QSize(420, 560)


def left_words(player: Player) -> str:
    """Return the time left of the session; with a "+" where the person decides when something ends."""
    ahead = player.timeline.intervals[player.interval.index if player.interval else 0 :]
    open_ended = any(interval.open for interval in ahead)
    return clock_words(player.left_s) + ("+" if open_ended else "")

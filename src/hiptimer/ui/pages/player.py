"""The player's page: the stage, the timeline, what comes next, and the controls."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hiptimer.engine.cues import VoiceCue
from hiptimer.engine.events import (
    CueDue,
    Done,
    Entered,
    Event,
    Finished,
    Left,
    Outcome,
    Paused,
    Stopped,
    TimelineChanged,
    Waiting,
    Why,
)
from hiptimer.engine.interval import Interval
from hiptimer.engine.pain import PainBand
from hiptimer.language import gettext as _
from hiptimer.ui.actions import Action, action_of
from hiptimer.ui.announcing import announce
from hiptimer.ui.captions import STANDS_S, Captions
from hiptimer.ui.layouts import vbox
from hiptimer.ui.lighting import COUNTED, is_change, is_cue
from hiptimer.ui.pages.over_player import OverPlayer
from hiptimer.ui.pages.player_view import PlayerView
from hiptimer.ui.playback import Playback
from hiptimer.ui.showing import announcement, stage_state
from hiptimer.ui.upcoming import upcoming
from hiptimer.ui.widgets.moments import StageState
from hiptimer.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hiptimer.ui.theme import Theme

DEBOUNCE_S = 0.4  # for hands that shake, and feet on a pedal
TWICE_S = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """What the page needs to know of the run beside its player."""

    title: str
    stop_rule: str = ""
    easier: Callable[[str], str] = lambda _exercise: ""
    """Answers with the name of an exercise's easier version, empty where there is none."""
    bands: tuple[PainBand, ...] = ()
    written_by: str = ""


class PlayerPage(QWidget):
    """Leads the person through one run; it shows and asks, the playback does."""

    far_wanted = Signal(bool)
    mini_wanted = Signal()
    showing = Signal(StageState, str, float)
    asks = Signal()
    sound_wanted = Signal(bool)
    try_sound_again = Signal()
    said_again = Signal(str)
    pulse_wanted = Signal()
    pain_answered = Signal(object, object)
    """Carries the `PainAnswer` and the pain from 0 to 10, each None as long as it was not given."""
    over = Signal()

    def __init__(self, theme: "Theme", clock: Callable[[], float] = time.monotonic) -> None:
        """Show nothing until `show_run`. `clock` is real time, for captions and keys."""
        super().__init__()
        self._theme = theme
        self._clock = clock
        self._playback: Playback | None = None
        self._run = Run("")
        self._captions = Captions(clock)
        self._captions_on = True
        self._again = ("", 0.0)
        self._sound_on = True
        self._sound_fails = False
        self._border_pulse = True
        self._single_letters = True
        self._pressed: tuple[Action | None, float] = (None, -1.0)
        self._escaped_at = -TWICE_S
        self._done: frozenset[int] = frozenset()
        self._not_done: frozenset[int] = frozenset()
        self.view = PlayerView(theme, self)
        self._asking = OverPlayer(theme, self, self.view)
        vbox(self).addWidget(self.view)
        self._toast = Toast(theme, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.acted.connect(self.act)
        self.view.end_wanted.connect(self._ask_end)
        self.view.jump_wanted.connect(self._jump)
        self.view.try_sound_again.connect(self.try_sound_again)
        self._asking.opens.connect(self.asks)
        self._asking.closed.connect(self.refresh)
        self._asking.key_left.connect(self._hear_pain)
        self._asking.pain_answered.connect(self.pain_answered)
        theme.changed.connect(self.refresh)

    def show_run(self, playback: Playback, run: Run) -> None:
        """Show a run that is about to begin."""
        self._playback, self._run = playback, run
        self._captions.forget()
        self._again = ("", 0.0)
        self._done, self._not_done = frozenset(), frozenset()
        self.view.set_title(run.title)
        self.view.lay_strip(playback.player, self._done)
        playback.happened.connect(self._hear)
        playback.moved.connect(self.refresh)
        self.view.controls.pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_single_letters(self, on: bool) -> None:
        """Let keys such as P work by themselves, or not."""
        self._single_letters = on

    def set_captions(self, on: bool) -> None:
        """Show what the voice says as text, or only each interval's own cue."""
        self._captions_on = on

    def set_border_pulse(self, on: bool) -> None:
        """Light the border at each change, or only, at each cue, while nothing is heard."""
        self._border_pulse = on

    def set_sound(self, on: bool) -> None:
        """Show whether sound is on."""
        self._sound_on = on
        self.view.set_sound(on)

    def set_trouble(self, sentence: str, *, sound: bool = False) -> None:
        """Show a sentence about something that does not work, or none; the session goes on.

        `sound` says that nothing is heard: it can be tried again, and each cue lights the border.
        """
        self._sound_fails = sound and bool(sentence)
        self.view.show_trouble(sentence, sound=self._sound_fails)

    def set_far(self, far: bool) -> None:
        """Lay the page out for a whole screen seen from the mat, or for a window."""
        self.view.set_far(far)
        if far:
            self._toast.show_message(
                _("Esc leaves full screen"), icon="full-screen", colour="ink_2"
            )
        else:
            self._toast.hide()
        self.refresh()

    def refresh(self) -> None:
        """Show the player as it is now."""
        if self._playback is None:
            return
        player = self._playback.player
        caption = self._caption_now()
        state = stage_state(player, caption, self._not_done)
        interval = player.interval
        if state is not None and interval is not None:
            self.view.show_player(player, state, interval)
            part = player.progress.part if player.progress else 0.0
            following = _("Next: {name}").format(name=upcoming(player).name)
            self.showing.emit(state, caption or following, part)
        self._asking.go_on(self._captions.said, self._clock())

    def _lay_strip(self) -> None:
        if self._playback is not None:
            self.view.lay_strip(self._playback.player, self._done, self._not_done)

    def _hear(self, events: tuple[Event, ...]) -> None:
        for event in events:
            self._light(event)
            match event:
                case CueDue(cue=VoiceCue() as cue):
                    if cue.topic not in COUNTED:
                        self._captions.say(cue.text)
                case Left(interval=interval, done=done):
                    self._note_left(interval, done)
                case Entered(interval=interval):
                    self._done |= frozenset(range(interval.index)) - self._not_done
                    self._lay_strip()
                    announce(self, announcement(interval))
                case TimelineChanged():
                    self._lay_strip()
                case Waiting():
                    announce(self, _("Press Space when you are ready"))
                case Paused(why=Why.PAIN):
                    self._ask_pain()
                case Paused(why=Why.SLEEP):
                    self._toast.show_message(
                        _("The computer slept. Paused at the start of this side."), icon="clock"
                    )
                case Paused():
                    announce(self, _("Paused"))
                case Finished() | Stopped():
                    self._end()
                case _:
                    pass

    def _end(self) -> None:
        self._asking.close()  # it would lie over the next session
        self.over.emit()

    def _note_left(self, interval: Interval, done: Done) -> None:
        """Remember what was done of an interval, so that what was left out does not look done."""
        hurried = not interval.kind.is_work and done.done_s < interval.duration_s - 0.5
        if hurried or done.outcome is not Outcome.COMPLETE:
            self._captions.drop()  # what was said of it no longer holds
        here = {interval.index}
        short = done.outcome is Outcome.SHORTENED and done.done_s < interval.prescribed_s / 2
        if done.outcome is Outcome.RESTARTED:
            self._done, self._not_done = self._done - here, self._not_done - here
        elif short or done.outcome in (Outcome.SKIPPED, Outcome.PAIN, Outcome.STOPPED):
            self._done, self._not_done = self._done - here, self._not_done | here
        else:
            self._done, self._not_done = self._done | here, self._not_done - here

    def _light(self, event: Event) -> None:
        every = self._sound_fails or not self._sound_on
        if is_cue(event) if every else self._border_pulse and is_change(event):
            self.pulse_wanted.emit()

    def _caption_now(self) -> str:
        if self._captions_on:
            return self._captions.text()
        text, until = self._again
        return text if self._clock() < until else ""

    def act(self, action: Action) -> None:
        """Do what was asked for."""
        if self._playback is None:
            return
        playback = self._playback
        commands: dict[Action, Callable[[], object]] = {
            Action.TOGGLE: playback.toggle,
            Action.NEXT: playback.next,
            Action.BACK: playback.back,
            Action.LONGER: playback.longer,
            Action.SHORTER: playback.shorter,
            Action.SLOWER: playback.slower,
            Action.FASTER: playback.faster,
            Action.PAIN: playback.pain,
            Action.EASIER: self._take_easier,
            Action.AGAIN: self._say_again,
            Action.WORDS: lambda: self._asking.show_said(self._captions.said, self._clock()),
            Action.VOICE: self._toggle_captions,
            Action.BEEPS: lambda: self.sound_wanted.emit(not self._sound_on),
            Action.MINI: self.mini_wanted.emit,
            Action.FAR: lambda: self.far_wanted.emit(not self.view.is_far),
            Action.LEAVE: self._leave,
            Action.KEYS: self._asking.show_keys,
        }
        commands[action]()

    def _take_easier(self) -> None:
        if self._playback is None or self._playback.easier():
            return
        self._toast.show_message(_("There is no easier version of this one."), icon="swap")

    def _say_again(self) -> None:
        interval = self._playback.player.interval if self._playback else None
        if interval is None:
            return
        text = self._captions.last or interval.words
        if not text:
            return
        self._captions.show(text)
        self._again = (text, self._clock() + STANDS_S)
        self.said_again.emit(text)
        self.refresh()

    def _toggle_captions(self) -> None:
        self._captions_on = not self._captions_on
        said = _("Captions on") if self._captions_on else _("Captions off")
        self._toast.show_message(said, icon="speaker", colour="ink_2")

    def _leave(self) -> None:
        """Leave full screen; pressed twice, ask whether to end the session."""
        twice = self._clock() - self._escaped_at < TWICE_S
        self._escaped_at = -TWICE_S if twice else self._clock()
        if twice:
            self._ask_end()
        elif self.view.is_far:
            self.far_wanted.emit(False)
        else:
            self._toast.show_message(_("Press Esc again to end the session"), icon="help")

    def _ask_pain(self) -> None:
        if self._playback is not None:
            self._asking.ask_pain(self._playback, self._run)

    def _ask_end(self) -> None:
        if self._playback is not None:
            self._asking.ask_end(self._playback)

    def _jump(self, index: int) -> None:
        if self._playback is not None:
            self._asking.ask_jump(self._playback, index)

    def _hear_pain(self, key: int) -> None:
        """Stop for pain also while something else is being read or asked."""
        is_pain = action_of(key, single_letters=self._single_letters) is Action.PAIN
        if is_pain and not self._asking.asks_pain:
            self._asking.close()  # first: what it asked may have paused, and goes on as it is closed
            self.act(Action.PAIN)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Do what the key asks for; a key held down or hit twice in a row counts once."""
        action = action_of(event.key(), single_letters=self._single_letters)
        if action is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        event.accept()
        pressed, at = self._pressed
        now = self._clock()
        patient = action in (Action.TOGGLE, Action.NEXT, Action.PAIN, Action.FAR, Action.MINI)
        if event.isAutoRepeat() and action not in (Action.LONGER, Action.SHORTER):
            return
        if patient and pressed is action and now - at < DEBOUNCE_S:
            return
        self._pressed = (action, now)
        self.act(action)

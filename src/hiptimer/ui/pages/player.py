"""The player's page: the stage, the timeline, what comes next, and the controls."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

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
from hiptimer.journal.records import PainAnswer
from hiptimer.language import gettext as _
from hiptimer.ui.actions import Action, action_of
from hiptimer.ui.announcing import announce
from hiptimer.ui.captions import STANDS_S, Captions
from hiptimer.ui.layouts import vbox
from hiptimer.ui.lighting import COUNTED, is_change, is_cue
from hiptimer.ui.pages import asking
from hiptimer.ui.pages.last_words import LastWords
from hiptimer.ui.pages.pain_stop import PainSheet, ways_on
from hiptimer.ui.pages.player_view import PlayerView
from hiptimer.ui.playback import Playback
from hiptimer.ui.showing import announcement, stage_state
from hiptimer.ui.theme import Enlarged
from hiptimer.ui.upcoming import upcoming
from hiptimer.ui.widgets.moments import StageState
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hiptimer.ui.theme import Theme

DEBOUNCE_S = 0.4  # for hands that shake, and feet on a pedal
TWICE_S = 1.5
FAR_TEXT = 1.7  # what is asked stands in letters so much larger on a whole screen


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
        self._sheet: Sheet | None = None
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
        vbox(self).addWidget(self.view)
        self._toast = Toast(theme, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.acted.connect(self.act)
        self.view.end_wanted.connect(self._ask_end)
        self.view.jump_wanted.connect(self._jump)
        self.view.try_sound_again.connect(self.try_sound_again)
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
        if isinstance(self._sheet, LastWords):
            self._sheet.show_said(self._captions.said, self._clock())

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
        if self._sheet is not None:
            self._sheet.finish()  # it would lie over the next session
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
            Action.WORDS: self._show_words,
            Action.VOICE: self._toggle_captions,
            Action.BEEPS: lambda: self.sound_wanted.emit(not self._sound_on),
            Action.MINI: self.mini_wanted.emit,
            Action.FAR: lambda: self.far_wanted.emit(not self.view.is_far),
            Action.LEAVE: self._leave,
            Action.KEYS: self._show_keys,
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

    def _ask_end(self) -> None:
        if self._playback is None or self._sheet is not None:
            return
        was_paused = self._playback.player.is_paused
        self._playback.pause()

        def answered(answer: str) -> None:
            if self._playback is None:
                return
            if answer == asking.END:
                self._playback.stop()
            elif not was_paused:
                self._playback.toggle()

        self._open(asking.end_sheet(self._sheet_theme(), self), answered)

    def _sheet_theme(self) -> "Theme":
        """Return the theme of what is asked: in large letters where it is read from the mat."""
        if not self.view.is_far:
            return self._theme
        percent = round(self._theme.type.percent * FAR_TEXT)
        return cast("Theme", Enlarged(self._theme, percent))

    def _ask_pain(self) -> None:
        if self._playback is None or self._sheet is not None:
            return
        playback, interval = self._playback, self._playback.player.interval
        if interval is None:
            return
        ways = ways_on(playback.player.timeline, interval, self._run.easier)
        sheet = PainSheet(self._sheet_theme(), self, ways, self._run)
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
        announce(self, _("Stopped. Ease out slowly."), assertive=True)
        self._open(sheet, answered)

    def _show_keys(self) -> None:
        if self._sheet is None:
            self._open(asking.key_sheet(self._sheet_theme(), self), lambda _answer: None)

    def _show_words(self) -> None:
        if self._sheet is None:
            sheet = LastWords(self._sheet_theme(), self)
            sheet.show_said(self._captions.said, self._clock())
            self._open(sheet, lambda _answer: None)

    def _open(self, sheet: Sheet, answered: Callable[[str], object]) -> None:
        def closed(answer: str) -> None:
            self._sheet = None
            sheet.deleteLater()
            answered(answer)
            self.refresh()

        self.asks.emit()
        self._sheet = sheet
        sheet.closed.connect(closed)
        sheet.open()

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

    def _jump(self, index: int) -> None:
        if self._playback is None or self._sheet is not None:
            return
        playback = self._playback
        name = playback.player.timeline.intervals[index].name
        sheet = asking.jump_sheet(self._sheet_theme(), self, name)

        def answered(answer: str) -> None:
            if answer == asking.JUMP:
                playback.jump(index)

        self._open(sheet, answered)

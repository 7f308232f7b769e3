"""Playing a run in the terminal: asks the player, shows it, sounds it, writes it down, obeys keys."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from hiptimer.engine.cues import VoiceCue
from hiptimer.engine.events import (
    CueDue,
    Entered,
    Event,
    Finished,
    Outcome,
    Paused,
    Resumed,
    Why,
)
from hiptimer.engine.player import Player
from hiptimer.journal.records import PainAnswer
from hiptimer.language import gettext as _
from hiptimer.sound.hearing import expect, hear
from hiptimer.sound.speaker import Speaker
from hiptimer.terminal.asking import MOMENT_S
from hiptimer.terminal.display import Display, paused_words
from hiptimer.terminal.keys import HungUpError, Key, Keys
from hiptimer.terminal.scene import Asking, Words
from hiptimer.terminal.signals import Asked, stand_still

TICK_S = 0.01  # the sound wants to be tended more often than the eye
SLEEP_S = 2.0  # a longer gap between two looks at the clock means that the computer slept
AGAIN_S = 0.4  # a key held down repeats itself; nobody means to skip a whole session
RING_S = 2.5  # the last tone is heard out
_DIGITS = tuple("0123456789")


class Ending(StrEnum):
    """How the playing ended."""

    FINISHED = "finished"
    LEFT = "left"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Clocks:
    """Real time, and a clock that also counts the time asleep; the player has its own."""

    real: Callable[[], float]
    with_sleep: Callable[[], float]


def system_clocks() -> Clocks:
    """Return the clocks of this computer."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    if boot_time is None:
        return Clocks(time.monotonic, time.monotonic)
    return Clocks(time.monotonic, lambda: time.clock_gettime(boot_time))


class Playing:
    """One run, from its first interval to wherever the person ends it."""

    def __init__(
        self,
        player: Player,
        *,
        keys: Keys,
        display: Display,
        speaker: Speaker,
        write_down: Callable[[Iterable[Event]], str],
        answer_pain: Callable[[PainAnswer | None, int | None], None],
        warn: Callable[[str], None],
        words: Words,
        clocks: Clocks,
    ) -> None:
        """Take everything it needs.

        `write_down` keeps events in the journal and returns a sentence if that failed; `answer_pain`
        keeps what was chosen at a pain stop and how much it hurt, as far as either was said. `warn`
        tells the person what is wrong, once each.
        """
        self._player = player
        self._keys = keys
        self._display = display
        self._speaker = speaker
        self._write_down = write_down
        self._keep_answer = answer_pain
        self._one_at: float | None = None
        self._words = words
        self._warn = warn
        self._clocks = clocks
        self._looked_at = 0.0
        self._asleep_s = 0.0
        self._pressed_at: dict[str, float] = {}
        self._ran_before_asking = False
        self._finished = False

    def play(self, asked: Asked, at: int = 0) -> Ending:
        """Play from interval `at` until the run is over or the system asks to end.

        The terminal is left as it was found, however this ends.
        """
        try:
            self._keys.open()
            self._display.open()
            return self._play(asked, at)
        except HungUpError:
            return Ending.INTERRUPTED
        finally:
            self._speaker.stop_all()
            self._display.close()
            self._keys.close()

    def _play(self, asked: Asked, at: int) -> Ending:
        self._note_time()
        self._tell(self._player.play(at))
        while not self._player.is_over:
            self._display.show(self._player, self._words)
            keys = self._keys.wait(TICK_S)
            if asked.to_end:
                return Ending.INTERRUPTED
            self._look()
            if self._display.is_unread:
                self._tell(self._player.stop())
            for key in keys:
                self._press(key)
            if asked.to_step_aside or asked.came_back:
                self._be_away(asked)
            expect(self._speaker, self._player.interval, self._player.position_s)
            self._speaker.tend()
        if not self._finished:
            return Ending.LEFT
        self._ring_out(asked)
        return Ending.FINISHED

    def _look(self) -> None:
        slept = self._has_slept()
        self._note_time()
        if slept and not self._player.is_paused:
            self._tell(self._player.slept())
        else:
            self._tell(self._player.advance())
        if not self._keys.answers:
            self._go_on_alone()

    def _go_on_alone(self) -> None:
        """Do for a person without keys what only keys can do."""
        progress = self._player.progress
        if progress is None:
            return
        if self._player.is_paused:
            self._tell(self._player.play())
        interval = progress.interval
        # In their own time they take about as long as they would be guided for.
        own_time_s = (interval.count or 0) * interval.count_s
        is_done = interval.waits_for_person and progress.elapsed_s >= own_time_s
        if self._player.is_waiting or is_done:
            self._tell(self._player.next())

    def _press(self, key: str) -> None:
        self._tell(self._player.advance())
        if self._player.is_over:
            return
        self._words.note = ""
        match self._words.asking:
            case Asking.PAIN:
                self._answer_pain(key)
            case Asking.LEAVE:
                self._answer_leave(key)
            case Asking.KEYS:
                self._words.asking = Asking.NOTHING
            case Asking.NOTHING:
                self._command(key)
        self._note_time()

    def _command(self, key: str) -> None:
        player = self._player
        match key:
            case " " | Key.ENTER if self._is_meant(key):
                self._tell(player.toggle())
            case Key.RIGHT if self._is_meant(key):
                self._tell(player.next())
            case Key.LEFT if self._is_meant(key):
                self._tell(player.back())
            case Key.UP | "+":
                self._tell(player.longer())
            case Key.DOWN | "-":
                self._tell(player.shorter())
            case "e":
                self._easier()
            case "p":
                self._tell(player.pain())
                self._words.asking, self._words.pain = Asking.PAIN, None
            case "q":
                self._ran_before_asking = not player.is_paused
                self._tell(player.pause())
                self._words.asking = Asking.LEAVE
            case "?" | "h":
                self._words.asking = Asking.KEYS
            case _:
                pass

    def _answer_pain(self, key: str) -> None:
        player = self._player
        match key:
            case "c":
                self._choose(PainAnswer.CARRY_ON)
                self._tell(player.carry_on())
            case "e":
                if self._easier():
                    self._choose(PainAnswer.EASIER)
                    self._tell(player.play())
            case "s":
                self._choose(PainAnswer.SKIP)
                self._tell([*player.skip_step(Outcome.PAIN), *player.play()])
            case "q":
                self._choose(PainAnswer.END)
                self._tell(player.stop(Why.PAIN))
            case _ if key in _DIGITS:
                self._say_how_much(key)
            case _:
                pass  # only what is offered; a key pressed by mistake must not go on

    def _choose(self, answer: PainAnswer) -> None:
        self._words.asking = Asking.NOTHING
        self._keep_answer(answer, self._words.pain)

    def _say_how_much(self, digit: str) -> None:
        """Take a digit for how much it hurts; a 0 soon after a 1 makes it 10."""
        now, one_at = self._clocks.real(), self._one_at
        is_ten = digit == "0" and one_at is not None and now - one_at <= MOMENT_S
        self._words.pain = 10 if is_ten else int(digit)
        self._one_at = now if digit == "1" else None
        self._keep_answer(None, self._words.pain)  # whatever comes before they choose

    def _answer_leave(self, key: str) -> None:
        self._words.asking = Asking.NOTHING
        if key == "q":
            self._tell(self._player.stop())
        elif self._ran_before_asking:
            self._tell(self._player.play())

    def _easier(self) -> bool:
        events = self._player.easier()
        if not events:
            self._words.note = _("There is no easier version of this one.")
        self._tell(events)
        return bool(events)

    def _is_meant(self, key: str) -> bool:
        """Say whether a key was pressed anew, and does not just repeat itself under a finger."""
        now, before = self._clocks.real(), self._pressed_at.get(key)
        self._pressed_at[key] = now
        return before is None or now - before >= AGAIN_S

    def _tell(self, events: list[Event]) -> None:
        if not events:
            return
        self._display.hear(events, self._player)
        hear(self._speaker, events, self._player.timeline.intervals)
        for event in events:
            self._take_in(event)
        trouble = self._write_down(events) or self._speaker.trouble
        if trouble and trouble != self._words.banner:
            self._warn(trouble)
        self._words.banner = trouble

    def _take_in(self, event: Event) -> None:
        match event:
            case CueDue(VoiceCue(text=text)):
                self._words.caption = text
            case Entered():
                self._words.caption = ""
            case Paused(why):
                self._words.note = paused_words(why) if why is Why.SLEEP else ""
            case Resumed():
                self._words.note = ""
            case Finished():
                self._finished = True
            case _:
                pass

    def _be_away(self, asked: Asked) -> None:
        if asked.to_step_aside:
            self._tell([*self._player.advance(), *self._player.pause()])
            self._display.close()
            self._keys.close()
            stand_still()
            self._note_time()
        # Stopped without a word of warning, the shell may have changed the terminal all the same.
        self._keys.open()
        self._display.open()
        asked.to_step_aside = asked.came_back = False

    def _ring_out(self, asked: Asked) -> None:
        speaker = self._speaker
        if not speaker.is_wanted or speaker.trouble or not speaker.output.device:
            return
        until = self._clocks.real() + RING_S
        while (self._clocks.real() < until or speaker.is_speaking) and not asked.to_end:
            if self._keys.wait(TICK_S):
                return
            self._speaker.tend()

    def _note_time(self) -> None:
        self._looked_at = self._clocks.real()
        self._asleep_s = self._clocks.with_sleep() - self._looked_at

    def _has_slept(self) -> bool:
        now = self._clocks.real()
        asleep_s = self._clocks.with_sleep() - now - self._asleep_s
        return now - self._looked_at > SLEEP_S or asleep_s > SLEEP_S

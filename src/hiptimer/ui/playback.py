"""The Qt side of the player: it owns the only timer, asks the player, and tells what happened."""

import time
from collections.abc import Callable, Iterable
from math import ceil, inf

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from hiptimer.engine.events import Event, Outcome, Paused, Why
from hiptimer.engine.player import Player

ASK_MS = 33
SLEEP_S = 2.0  # a longer gap between two asks means the computer slept, or stood still


class Playback(QObject):
    """Plays one run: `happened` carries the player's events, `moved` says to look at it again."""

    happened = Signal(tuple)
    moved = Signal()

    def __init__(
        self,
        player: Player,
        real_clock: Callable[[], float] = time.monotonic,
        slept_clock: Callable[[], float] | None = None,
    ) -> None:
        """Stand ready. `real_clock` runs at real speed; `slept_clock` also counts the time asleep."""
        super().__init__()
        self.player = player
        self._real_clock = real_clock
        self._slept_clock = slept_clock or clock_with_sleep()
        self._asked_at = 0.0
        self._asleep_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self.ask)
        # A tone is to begin within some milliseconds of its moment, not at the next look at the clock.
        self._cue = QTimer(self, singleShot=True)
        self._cue.setTimerType(Qt.TimerType.PreciseTimer)
        self._cue.timeout.connect(self.ask)

    def begin(self, at: int = 0) -> None:
        """Begin at interval `at` and keep asking until the run is over."""
        self._note_time()
        self._timer.start()
        self._tell(self.player.play(at))

    def ask(self) -> None:
        """Ask the player what has happened; time spent asleep does not count."""
        self._tell(self._catch_up())

    def toggle(self) -> None:
        """Pause or go on; the key that wakes the computer leaves the session paused."""
        events = self._catch_up()
        woke = any(isinstance(event, Paused) and event.why is Why.SLEEP for event in events)
        self._tell(events if woke else [*events, *self.player.toggle()])

    def pause(self) -> None:
        """Stand still."""
        self._do(self.player.pause)

    def next(self) -> None:
        """Leave the interval in hand."""
        self._do(self.player.next)

    def back(self) -> None:
        """Begin this side again, or go to the one before."""
        self._do(self.player.back)

    def jump(self, index: int) -> None:
        """Go to another interval."""
        self._do(lambda: self.player.jump(index))

    def longer(self) -> None:
        """Add ten seconds or one count."""
        self._do(self.player.longer)

    def shorter(self) -> None:
        """Take away ten seconds or one count."""
        self._do(self.player.shorter)

    def slower(self) -> None:
        """Breathe or move more slowly."""
        self._do(self.player.slower)

    def faster(self) -> None:
        """Breathe or move faster."""
        self._do(self.player.faster)

    def easier(self) -> bool:
        """Change to the easier version; answer whether there is one."""
        events = [*self._catch_up(), *(changed := self.player.easier())]
        self._tell(events)
        return bool(changed)

    def pain(self) -> None:
        """Stop at once because something hurts."""
        self._do(self.player.pain)

    def carry_on(self) -> None:
        """Go on after a pain stop."""
        self._do(self.player.carry_on)

    def go_on_easier(self) -> None:
        """Go on after a pain stop with the easier version of the step in hand."""
        self._do(lambda: [*self.player.easier(), *self.player.play()])

    def skip_step(self) -> None:
        """Leave out the rest of this step because of pain, and go on."""
        self._do(lambda: [*self.player.skip_step(Outcome.PAIN), *self.player.play()])

    def stop(self, why: Why = Why.PERSON) -> None:
        """End the session here."""
        self._do(lambda: self.player.stop(why))

    def end(self) -> None:
        """Ask no more, and leave the run as it is."""
        self._timer.stop()
        self._cue.stop()

    def _do(self, command: Callable[[], Iterable[Event]]) -> None:
        events = self._catch_up()
        self._tell([*events, *command()])

    def _catch_up(self) -> list[Event]:
        slept = self._has_slept()
        self._note_time()
        return self.player.slept() if slept and not self.player.is_paused else self.player.advance()

    def _tell(self, events: list[Event]) -> None:
        if self.player.is_over:
            self._timer.stop()
        else:
            self._aim()
        if events:
            self.happened.emit(tuple(events))
        self.moved.emit()

    def _aim(self) -> None:
        """Ask again at the very moment of the next cue, if it comes before the next look."""
        interval = self.player.interval
        if interval is None or self.player.is_paused or not self._timer.isActive():
            return
        here_s = self.player.position_s
        next_s = min((cue.at_s - here_s for cue in interval.cues if cue.at_s > here_s), default=inf)
        if next_s * 1000 < ASK_MS:
            self._cue.start(ceil(next_s * 1000))

    def _note_time(self) -> None:
        self._asked_at = self._real_clock()
        self._asleep_s = self._slept_clock() - self._asked_at

    def _has_slept(self) -> bool:
        now = self._real_clock()
        gap_s = now - self._asked_at
        asleep_s = self._slept_clock() - now - self._asleep_s
        return gap_s > SLEEP_S or asleep_s > SLEEP_S


def clock_with_sleep() -> Callable[[], float]:
    """Return a clock that also counts the time the computer sleeps, where there is one."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    if boot_time is None:
        return time.monotonic
    return lambda: time.clock_gettime(boot_time)

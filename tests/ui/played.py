"""A playback whose clocks are moved by hand."""

from hiptimer.engine.player import Player
from hiptimer.engine.timeline import unroll
from hiptimer.ui.playback import Playback
from made import BOOK, HandClock, session


class Played:
    """A playback whose three clocks are moved by hand, and all that it told."""

    def __init__(self, *entries, wait_for_me=False):
        made = session(*entries)
        self.clock, self.real, self.boot = HandClock(), HandClock(), HandClock(5000.0)
        self.player = Player(
            lambda chosen: unroll(made, BOOK, chosen), self.clock, wait_for_me=wait_for_me
        )
        self.playback = Playback(self.player, self.real, self.boot)
        self.told = []
        self.moves = 0
        self.playback.happened.connect(self._hear)
        self.playback.moved.connect(self._count)

    def _hear(self, events):
        self.told.extend(events)

    def _count(self):
        self.moves += 1

    def wait(self, seconds, *, asleep_s=0.0, speed=1.0):
        """Let real time pass, and more of it by the clock that also counts sleep; do not ask."""
        self.real.now += seconds
        self.boot.now += seconds + asleep_s
        self.clock.now += seconds * speed

    def play(self, seconds, every=0.5, speed=1.0):
        """Let time pass and ask now and then."""
        for _ in range(round(seconds / every)):
            self.wait(every, speed=speed)
            self.playback.ask()

"""A session that is played while the recorder hears it."""

from journal_samples import SESSION, TEXT, TIMELINE, HandClock, player

from hiptimer.engine.settling import Choices
from hiptimer.journal.recorder import Recorder


class Guide:
    """A player whose events the recorder hears."""

    def __init__(self, journal, clock=None, session=SESSION, choices=None):
        self.clock = clock or HandClock()
        self.player = player(self.clock, session, choices)
        self.recorder = Recorder(journal, self.clock.now)

    def begin(self):
        self.recorder.begin(
            SESSION, TEXT, TIMELINE, Choices(scale=100), session_hash="ab" * 32, revision=4
        )
        self.hear(self.player.play())
        return self.recorder.run.id

    def hear(self, events):
        self.recorder.hear(events)

    def go(self, to_s):
        """Let time pass up to `to_s` on the timeline, if nothing holds it up, a second at a time."""
        while self.clock.seconds < to_s:
            self.clock.seconds = min(to_s, self.clock.seconds + 1)
            self.hear(self.player.advance())

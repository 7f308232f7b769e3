"""Play a session as fast as it goes, saying each interval as it is written, until killed."""

import sys
from pathlib import Path

from journal_samples import SESSION, TEXT, TIMELINE, HandClock, player

from hiptimer.engine.settling import Choices
from hiptimer.journal.journal import Journal
from hiptimer.journal.recorder import Recorder


def say(word):
    """Tell the test, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


clock = HandClock()
guide = player(clock)
recorder = Recorder(Journal(Path(sys.argv[1])), clock.now)
recorder.begin(SESSION, TEXT, TIMELINE, Choices(), session_hash="")
say(recorder.run.id)
recorder.hear(guide.play())
for interval in TIMELINE.intervals[:3]:  # get ready, the left side, changing over
    clock.seconds = interval.end_s
    recorder.hear(guide.advance())
    say(interval.index)
sys.stdin.read()  # in the middle of the right side

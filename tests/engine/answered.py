"""What a player answered, in short; and the session that most of its tests play."""

from hiptimer.engine.cues import ToneCue, VoiceCue
from hiptimer.engine.events import CueDue, Entered, Left
from made import cues_in, of, step

# What most tests play. 0 get ready 10 s, 1 hold 30 s left, 2 switch 10 s, 3 hold 30 s right;
# 4 get ready 20 s (to standing), 5 eight reps of 5 s.
LUNGE_THEN_HINGE = (step("lunge"), step("hinge"))


def kinds(events):
    return [type(event) for event in events if not isinstance(event, CueDue)]


def tones(events):
    return [cue.tone for cue in cues_in(events) if isinstance(cue, ToneCue)]


def spoken(events):
    return [cue.text for cue in cues_in(events) if isinstance(cue, VoiceCue)]


def entered(events):
    return [event.interval.index for event in of(Entered, events)]


def dones(events):
    return [(event.interval.index, event.done) for event in of(Left, events)]


def outcomes(events):
    return [(event.interval.index, event.done.outcome) for event in of(Left, events)]

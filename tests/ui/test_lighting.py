"""Which events light the border: changes, and for those who hear nothing every cue."""

import pytest

from hiptimer.engine.cues import Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.events import CueDue, Finished, Paused, Resumed, Why
from hiptimer.ui.lighting import is_change, is_cue

CHANGES = {
    Tone.START,
    Tone.HALFWAY,
    Tone.END,
    Tone.SWITCH,
    Tone.REST,
    Tone.REST_ENDING,
    Tone.MINIMUM,
    Tone.PAUSED,
    Tone.FINISHED,
}
COUNTDOWNS = {Tone.READY_COUNTDOWN, Tone.COUNTDOWN}


def sounded(tone):
    return CueDue(ToneCue(0.0, tone, Priority.CHANGE))


def said(topic):
    return CueDue(VoiceCue(0.0, "So.", topic, Priority.CHANGE))


@pytest.mark.parametrize("tone", Tone)
def test_tones(tone):
    assert is_change(sounded(tone)) == (tone in CHANGES)
    assert is_cue(sounded(tone)) == (tone in CHANGES | COUNTDOWNS)


@pytest.mark.parametrize("topic", Topic)
def test_sentences(topic):
    assert not is_change(said(topic))
    assert is_cue(said(topic)) == (topic not in {Topic.COUNT, Topic.SIDE, Topic.TEMPO})


def test_events():
    for event in (Paused(Why.PAIN), Finished()):
        assert is_change(event)
        assert is_cue(event)
    assert not is_change(Resumed())
    assert not is_cue(Resumed())

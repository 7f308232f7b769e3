"""A short session through the real outputs: which cues are heard, how many, in what order, from where."""

import pytest

from hiptimer.engine.exercise import Side
from sound_server import needs_sound_server
from tools.listen import SHORT, listen
from tools.listening.report import COUNTDOWNS, report

pytestmark = [pytest.mark.sound, needs_sound_server]

# Each tone as it is to be heard: its name, the side, and where the pitch of a glide goes.
TONES = """
    ready-countdown start left last-three end
    switch right start right last-three end
    ready-countdown start breath-in up breath-out down breath-in up breath-out down end
    ready-countdown start tempo-down down tempo-level level tempo-up up
    rep tempo-down down tempo-level level tempo-up up finished
"""
# Said among others, in this order.
SENTENCES = [
    "Left side.",
    "And release.",
    "Right side.",
    "And release.",
    "And release.",
    "Session done.",
]


@pytest.fixture(scope="module")
def run():
    """Play the short session once for all of these tests.

    What a machine with too much else to do loses, it loses by chance; what the program loses, each time.
    """
    for _time in range(3):
        run = listen(SHORT)
        if not run.faults and not run.unasked_s:
            break
    return run


def told(run):
    return "\n".join(report(run))


def tones(run):
    return [one for one in run.results if not one.cue.is_voice]


def test_every_tone_is_heard_in_its_turn_from_its_side_and_goes_its_way(run):
    heard = [one for one in tones(run) if one.is_heard]
    heard.sort(key=lambda one: one.cue.due + one.error_s)
    words = " ".join(f"{one.cue.name} {one.heard_side or ''} {one.way}" for one in heard)
    assert words.split() == TONES.split(), told(run)


def test_a_countdown_has_three_beats(run):
    counted = [one for one in tones(run) if one.cue.tone in COUNTDOWNS]
    assert [len(one.beats_s) for one in counted] == [3] * len(counted), told(run)


def test_a_side_is_much_louder_in_its_own_ear(run):
    left, right = (
        [one.ears_db for one in tones(run) if one.cue.side is side and one.is_heard]
        for side in (Side.LEFT, Side.RIGHT)
    )
    assert min(left) > 9, told(run)
    assert max(right) < -9, told(run)


def test_all_that_is_said_is_heard(run):
    said = [one for one in run.results if one.cue.said]
    assert [one.cue.said for one in said if not one.is_heard] == [], told(run)
    sentences = [f"{sentence}." for one in said for sentence in one.cue.said.split(".")]
    in_order = iter(sentence.strip() for sentence in sentences)
    assert all(sentence in in_order for sentence in SENTENCES), told(run)


def test_nothing_is_heard_that_nobody_asked_for(run):
    assert not run.unasked_s, told(run)
    assert run.peak < 0.99, told(run)


def test_no_cue_is_missing_or_out_of_order(run):
    assert not run.faults, told(run)

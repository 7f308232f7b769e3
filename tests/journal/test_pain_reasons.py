"""Why something was left out after a pain stop, and what was said of the pain."""

import pytest
from journal_samples import NOON, SESSION, TEXT, TIMELINE, WORK, HandClock, player

from hiptimer.engine.events import Outcome, Why
from hiptimer.engine.settling import Choices
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import PainAnswer, Reason, Status, effective

LEFT, RIGHT, TWIST = WORK[:3]


class Hurting:
    """A run in which it hurts on the first side."""

    def __init__(self, journal):
        self.journal = journal
        self.clock = HandClock()
        self.player = player(self.clock)
        self.recorder = Recorder(journal, self.clock.now)
        self.recorder.begin(SESSION, TEXT, TIMELINE, Choices(), session_hash="ab" * 32)
        self.run_id = self.recorder.run.id
        self.recorder.hear(self.player.play())
        self.pass_time(TIMELINE.intervals[LEFT].at_s + 5)
        self.recorder.hear(self.player.pain())

    def pass_time(self, to_s):
        while self.clock.seconds < to_s:
            self.clock.seconds += 1
            self.recorder.hear(self.player.advance())

    def records(self):
        return effective(self.journal.intervals(self.run_id))

    def stop(self):
        (stop,) = self.journal.whole(self.run_id).stops
        return stop


@pytest.fixture
def hurting(journal):
    return Hurting(journal)


def test_all_of_a_step_that_is_left_for_pain_has_that_reason(hurting):
    hurting.recorder.answer_pain(PainAnswer.SKIP, 6)
    hurting.recorder.hear([*hurting.player.skip_step(Outcome.PAIN), *hurting.player.play()])
    records = hurting.records()
    assert (records[LEFT].outcome, records[LEFT].why) == (Outcome.PAIN, Reason.PAIN)
    assert (records[RIGHT].outcome, records[RIGHT].why) == (Outcome.SKIPPED, Reason.PAIN)
    hurting.recorder.hear(hurting.player.next())
    hurting.recorder.hear(hurting.player.skip_step())
    skipped = hurting.records()[TWIST]
    assert (skipped.outcome, skipped.why) == (Outcome.SKIPPED, None), "that was another choice"


def test_a_run_ended_for_pain_has_the_reason_where_it_ended(hurting):
    hurting.recorder.answer_pain(PainAnswer.END, None)
    hurting.recorder.hear(hurting.player.stop(Why.PAIN))
    assert hurting.records()[LEFT].why is Reason.PAIN
    assert hurting.journal.run(hurting.run_id).status is Status.PAIN
    assert (hurting.stop().answer, hurting.stop().pain) == (PainAnswer.END, None)


def test_what_was_said_of_the_pain_is_kept_without_a_choice(hurting):
    hurting.recorder.answer_pain(None, 4)
    stop = hurting.stop()
    assert (stop.pain, stop.answer, stop.side) == (4, None, TIMELINE.intervals[LEFT].side)
    assert stop.at > NOON
    hurting.recorder.answer_pain(PainAnswer.CARRY_ON, 4)
    assert (hurting.stop().pain, hurting.stop().answer) == (4, PainAnswer.CARRY_ON)


def test_another_reason_can_be_given_later(hurting):
    hurting.recorder.hear([*hurting.player.skip_step(Outcome.PAIN), *hurting.player.play()])
    hurting.recorder.explain(hurting.run_id, 0, Reason.OTHER)
    assert {hurting.records()[index].why for index in (LEFT, RIGHT)} == {Reason.OTHER}

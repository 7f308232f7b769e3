"""Why a run was ended early: the reason of the interval it was ended in, and no other's."""

import pytest
from journal_samples import SESSION, TEXT, TIMELINE, WORK, HandClock, a_record, a_run, player

from hiptimer.engine.events import Outcome, Why
from hiptimer.engine.settling import Choices
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import Reason, Status, WholeRun, ended_in

FIRST, SECOND, THIRD = WORK[:3]


class Playing:
    """A run in hand, begun a second ago."""

    def __init__(self, journal):
        self.clock = HandClock()
        self.player = player(self.clock)
        self.recorder = Recorder(journal, self.clock.now)
        self.recorder.begin(SESSION, TEXT, TIMELINE, Choices(), session_hash="ab" * 32)
        self.run_id = self.recorder.run.id
        self.recorder.hear(self.player.play())
        self.clock.seconds += 1
        self.recorder.hear(self.player.advance())


@pytest.fixture
def playing(journal):
    return Playing(journal)


def test_whoever_ends_it_leaves_the_interval_in_hand(playing, journal):
    interval = playing.player.interval
    playing.recorder.hear(playing.player.stop())
    ended = ended_in(journal.whole(playing.run_id))
    assert (ended.index, ended.outcome, ended.why) == (interval.index, Outcome.STOPPED, None)
    playing.recorder.explain(playing.run_id, ended.step, Reason.NO_TIME)
    assert ended_in(journal.whole(playing.run_id)).why is Reason.NO_TIME
    playing.recorder.explain(playing.run_id, ended.step, None)
    assert ended_in(journal.whole(playing.run_id)).why is None


def test_where_it_hurts_the_reason_is_known(playing, journal):
    playing.recorder.hear(playing.player.stop(Why.PAIN))
    assert ended_in(journal.whole(playing.run_id)).why is Reason.PAIN


def test_a_run_that_the_program_broke_off_was_ended_by_nobody(playing, journal):
    journal.let_go(playing.run_id)
    journal.set_cut_off(playing.run_id)
    assert ended_in(journal.whole(playing.run_id)) is None


def ended(*outcomes, status=Status.STOPPED):
    """Return the number of the record in which such a run was ended."""
    run = a_run(status=status)
    records = (a_record(run, index, n, outcome) for n, (index, outcome) in enumerate(outcomes))
    record = ended_in(WholeRun(run, tuple(records)))
    return None if record is None else record.seq


def test_a_pain_stop_on_the_way_is_no_end():
    hurt = (FIRST, Outcome.PAIN)
    assert ended(hurt, (SECOND, Outcome.STOPPED)) == 1
    assert ended(hurt, (SECOND, Outcome.COMPLETE)) is None
    assert ended(hurt, (SECOND, Outcome.PAIN), status=Status.PAIN) == 1
    assert ended((FIRST, Outcome.STOPPED), status=Status.COMPLETE) is None


def test_ended_after_going_back_it_is_the_later_record():
    back = (THIRD, Outcome.RESTARTED)
    begun = ((FIRST, Outcome.COMPLETE), (SECOND, Outcome.STOPPED), back)
    assert ended(*begun, (FIRST, Outcome.STOPPED)) == 3

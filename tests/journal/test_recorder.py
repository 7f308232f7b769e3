"""A run as it is played, written down by the recorder, and gone on with."""

from dataclasses import replace
from datetime import timedelta

import pytest
from journal_samples import NOON, TEXT, TIMELINE, WORK, HandClock
from recording import Guide

from hiptimer import __version__
from hiptimer.engine.events import Done, Left, Outcome, Paused, Resumed, Why
from hiptimer.engine.plain import prescription
from hiptimer.errors import JournalError
from hiptimer.journal.fields import MOST_SECONDS
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.records import Status, WholeRun, choices_at_end, effective, resumable_at


def test_a_session_is_written_down_interval_by_interval(journal, guide):
    run_id = guide.begin()
    begun = journal.run(run_id)
    assert begun.status is Status.RUNNING
    assert (begun.session_id, begun.title, begun.author) == ("hip-a", "Hip session A", "Dana")
    assert (begun.assigned_by, begun.revision) == ("Dana W., physio", 4)
    assert (begun.session_text, begun.session_hash) == (TEXT, "ab" * 32)
    assert (begun.started_at, begun.app_version) == (NOON, __version__)
    assert (begun.scale, begun.week) == (100, 1)
    assert begun.prescribed == tuple(map(prescription, TIMELINE.intervals))
    for interval in TIMELINE.intervals:
        assert [record.index for record in journal.intervals(run_id)] == [*range(interval.index)]
        guide.go(interval.end_s)
    assert guide.recorder.run is None
    whole = journal.whole(run_id)
    assert whole.run.status is Status.COMPLETE
    assert whole.run.ended_at == NOON + timedelta(seconds=TIMELINE.duration_s)
    assert whole.run.active_s == sum(TIMELINE.intervals[index].duration_s for index in WORK)
    assert whole.run.paused_s == 0
    for record, interval in zip(whole.intervals, TIMELINE.intervals, strict=True):
        assert record.prescribed == prescription(interval)
        assert (record.name, record.kind, record.side) == (
            interval.name,
            interval.kind,
            interval.side,
        )
        assert record.outcome is Outcome.COMPLETE
        assert (record.done_s, record.done_count) == (interval.duration_s, interval.count)
        assert record.ended_at - record.started_at == timedelta(seconds=interval.duration_s)


def test_pauses_are_counted_apart(journal, guide):
    run_id = guide.begin()
    guide.go(20)
    guide.hear(guide.player.pause())
    guide.clock.seconds += 40
    guide.hear([Paused(Why.PAIN)])  # said again: the first one counts
    guide.clock.seconds += 20
    guide.hear(guide.player.play())
    guide.hear([Resumed()])  # of no pause
    guide.go(100)
    record = journal.intervals(run_id)[1]
    assert record.done_s == 30
    assert (record.ended_at - record.started_at).total_seconds() == 90
    assert journal.run(run_id).paused_s == 60
    guide.hear(guide.player.pause())
    guide.clock.seconds += 5
    guide.hear(guide.player.stop(Why.PAIN))
    run = journal.run(run_id)
    assert (run.status, run.paused_s) == (Status.PAIN, 65)


def test_a_clock_put_on_by_years_does_not_make_a_pause_that_nobody_can_read(journal, guide):
    run_id = guide.begin()
    guide.hear(guide.player.pause())
    guide.clock.start += timedelta(days=20 * 365)
    guide.hear(guide.player.stop())
    whole = journal.whole(run_id)
    assert whole.run.paused_s == MOST_SECONDS
    assert whole_from_plain(from_json(as_json(whole_as_plain(whole)).encode())) == whole


def test_a_clock_put_back_does_not_make_a_pause_negative(journal, guide):
    run_id = guide.begin()
    guide.hear(guide.player.pause())
    guide.clock.start -= timedelta(hours=1)
    guide.hear(guide.player.play())
    guide.hear(guide.player.stop())
    run = journal.run(run_id)
    assert (run.status, run.paused_s) == (Status.STOPPED, 0)


def test_a_side_done_again_counts_once(journal, guide):
    run_id = guide.begin()
    guide.go(25)  # 15 s into the left side
    guide.hear(guide.player.back())
    guide.go(25 + 30)
    records = journal.intervals(run_id)
    assert [(one.index, one.outcome, one.done_s) for one in records] == [
        (0, Outcome.COMPLETE, 10),
        (1, Outcome.RESTARTED, 15),
        (1, Outcome.COMPLETE, 30),
    ]
    assert effective(records) == {0: records[0], 1: records[2]}
    assert journal.run(run_id).active_s == 45  # all that was done


def test_what_is_jumped_over_is_written_as_skipped(journal, guide):
    run_id = guide.begin()
    guide.go(12)
    guide.hear(guide.player.skip_step())
    records = journal.intervals(run_id)
    assert [(one.index, one.outcome, one.done_s) for one in records] == [
        (0, Outcome.COMPLETE, 10),
        (1, Outcome.SKIPPED, 2),
        (3, Outcome.SKIPPED, 0),
    ]
    assert records[2].started_at == records[2].ended_at


def test_what_was_made_longer_is_compared_with_what_was_asked(journal, guide):
    run_id = guide.begin()
    guide.go(12)
    guide.hear(guide.player.longer())
    guide.go(60)
    record = journal.intervals(run_id)[1]
    assert (record.done_s, record.extra_s) == (40, 10)
    assert record.prescribed["duration_s"] == 30


def test_an_interval_the_prescription_had_not_brings_its_own(journal, guide):
    run_id = guide.begin()
    one = TIMELINE.intervals[1]
    done = Done(Outcome.COMPLETE, 30.0, None, 0.0)
    guide.hear([Left(replace(one, index=99, name="Another"), done)])
    (record,) = journal.intervals(run_id)
    assert record.prescribed["name"] == "Another"


def test_without_a_run_nothing_is_heard(journal, guide):
    guide.hear(guide.player.play())
    guide.hear(guide.player.stop())
    assert journal.runs() == ()
    assert guide.recorder.flush()


# Cut off.
def test_a_run_goes_on_where_it_was_cut_off(journal, journals, guide):
    run_id = guide.begin()
    guide.go(60)  # in the middle of the right side
    guide.hear(guide.player.pause())
    guide.clock.seconds += 7
    guide.hear(guide.player.play())
    guide.hear(guide.player.back())
    journal.close()
    later = journals()
    (cut_off,) = later.unfinished()
    at = resumable_at(cut_off)
    assert at == WORK[1]
    next_guide = Guide(later, HandClock(NOON + timedelta(hours=2)), choices=choices_at_end(cut_off))
    run = next_guide.recorder.resume(run_id)
    assert run == cut_off.run
    next_guide.hear(next_guide.player.play(at))
    next_guide.go(3600)
    whole = later.whole(run_id)
    assert whole.run.status is Status.COMPLETE
    assert whole.run.paused_s == 7
    assert [one.seq for one in whole.intervals] == [*range(len(whole.intervals))]
    assert set(effective(whole.intervals)) == {*range(len(TIMELINE.intervals))}
    assert resumable_at(whole) is None
    work_s = sum(one.done_s for one in whole.intervals if one.kind.is_work)
    assert whole.run.active_s == work_s > 30 * 2


def test_a_run_that_is_over_is_not_resumed(journal, guide):
    run_id = guide.begin()
    guide.hear(guide.player.stop())
    with pytest.raises(JournalError, match="over"):
        guide.recorder.resume(run_id)


def test_a_stopped_interval_is_where_to_go_on(journal, guide):
    run_id = guide.begin()
    guide.go(20)
    guide.hear(guide.player.stop())
    whole = journal.whole(run_id)
    assert whole.intervals[-1].outcome is Outcome.STOPPED
    assert resumable_at(whole) == WORK[0]


def test_the_versions_changed_on_the_way_hold_when_it_is_resumed(journal, guide):
    run_id = guide.begin()
    guide.go(60)
    whole = journal.whole(run_id)
    assert choices_at_end(whole) == whole.run.choices
    easier = replace(whole.intervals[1], version="easier")
    changed = choices_at_end(WholeRun(whole.run, (*whole.intervals, easier)))
    assert changed.versions == {easier.step: "easier"}


def test_a_prescription_without_an_index_is_no_place_to_resume(journal, guide):
    whole = journal.whole(guide.begin())
    odd = ({"index": "one", "kind": "hold"}, {"index": 1, "kind": "hold"})
    assert resumable_at(WholeRun(replace(whole.run, prescribed=odd))) == 1

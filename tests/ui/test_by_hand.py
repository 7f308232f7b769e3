"""Runs added and put right by hand, as the journal takes them."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from hiptimer.engine.events import Outcome
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import CheckIns, Origin, Reason, Status, ended_in
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.finding import load_path
from hiptimer.ui.by_hand import added, correction
from hiptimer.ui.pages.away_sheet import AwayRun
from hiptimer.ui.pages.history_content import Corrected
from hiptimer.ui.past_content import past

WHEN = datetime(2026, 11, 20, 7, 30, tzinfo=timezone(timedelta(hours=1)))
FILE = """\
hiptimer: 1
id: two
title: Two steps
assigned: {to: P-014, by: Dana W.}
steps:
  - {exercise: low-lunge, hold: 30 s, sides: each}
  - {exercise: bridge, reps: 8-10}
"""


@pytest.fixture
def loaded(tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text(FILE)
    loaded, problems = load_path(path, bundled_catalogue())
    assert loaded, problems
    return loaded


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "journal.db")
    yield journal
    journal.close()


def away(loaded, status=Status.COMPLETE, steps=frozenset()):
    timeline = unroll(loaded.session, bundled_catalogue())
    said = AwayRun("key", WHEN, status, "On the train.", steps)
    return added(said, loaded, timeline, Choices())


class TestAdded:
    def test_all_of_it(self, loaded):
        whole = away(loaded)
        run = whole.run
        assert (run.session_id, run.title, run.assigned_by) == ("two", "Two steps", "Dana W.")
        assert (run.origin, run.note, run.started_at) == (Origin.ADDED, "On the train.", WHEN)
        assert run.session_text == FILE
        assert [(one.name, one.outcome) for one in whole.intervals] == [
            ("Low lunge", Outcome.COMPLETE),
            ("Low lunge", Outcome.COMPLETE),
            ("Bridge", Outcome.COMPLETE),
        ]
        assert run.active_s == sum(one.done_s for one in whole.intervals) > 60
        assert past(whole).part == 1

    def test_the_steps_that_were_told(self, loaded):
        whole = away(loaded, Status.STOPPED, frozenset({0}))
        assert [one.step for one in whole.intervals] == [0, 0]
        assert whole.run.active_s == 60
        assert past(whole).part == pytest.approx(0.5)

    def test_nobody_knows_which(self, loaded):
        whole = away(loaded, Status.STOPPED)
        assert (whole.intervals, whole.run.active_s) == ((), 0)
        assert not past(whole).told_apart


def put_right(whole, **changes):
    run = whole.run
    said = Corrected(
        run_id=run.id,
        status=changes.pop("status", run.status),
        note=changes.pop("note", run.note),
        check_ins=changes.pop("check_ins", run.check_ins),
        done=changes.pop("done", {}),
        reasons=changes.pop("reasons", {}),
        why_ended=changes.pop("why_ended", past(whole).why_ended),
    )
    assert not changes
    return correction(whole, said)


class TestCorrection:
    def test_nothing_otherwise_is_no_correction(self, loaded):
        assert put_right(away(loaded)) is None

    def test_what_was_said(self, loaded, journal):
        whole = away(loaded)
        journal.add(whole)
        said = CheckIns(pain_before=1, pain_after=3)
        wanted = put_right(whole, check_ins=said, note="", status=Status.STOPPED)
        journal.correct(whole.run.id, wanted)
        after = journal.run(whole.run.id)
        assert (after.check_ins, after.note, after.status) == (said, "", Status.STOPPED)
        assert after.active_s == whole.run.active_s

    def test_seconds_and_counts_and_the_time_of_work(self, loaded, journal):
        whole = away(loaded)
        journal.add(whole)
        left, _right, bridge = whole.intervals
        done = {left.index: (Outcome.SHORTENED, 12), bridge.index: (Outcome.SHORTENED, 5)}
        journal.correct(whole.run.id, put_right(whole, done=done))
        after = journal.whole(whole.run.id)
        assert [(one.outcome, one.done_count) for one in after.intervals] == [
            (Outcome.SHORTENED, None),
            (Outcome.COMPLETE, None),
            (Outcome.SHORTENED, 5),
        ]
        assert after.intervals[0].done_s == 12
        assert after.intervals[2].done_s == pytest.approx(bridge.done_s / 2)
        fewer = 18 + bridge.done_s / 2
        assert after.run.active_s == pytest.approx(whole.run.active_s - fewer)

    def test_only_how_it_ended_leaves_the_real_seconds(self, loaded):
        whole = away(loaded)
        exact = replace(whole.intervals[0], done_s=29.6)
        whole = replace(whole, intervals=(exact, *whole.intervals[1:]))
        [change] = put_right(whole, done={exact.index: (Outcome.PAIN, 30)}).done
        assert (change.outcome, change.done_s) == (Outcome.PAIN, 29.6)

    def test_what_was_never_recorded_is_put_in_and_taken_out_again(self, loaded, journal):
        whole = away(loaded, Status.STOPPED, frozenset({0}))
        journal.add(whole)
        before = journal.whole(whole.run.id)
        index = next(one["index"] for one in whole.run.prescribed if one["kind"] == "reps")
        wanted = put_right(whole, status=Status.COMPLETE, done={index: (Outcome.COMPLETE, 9)})
        journal.correct(whole.run.id, wanted)
        after = journal.whole(whole.run.id)
        bridge = after.intervals[-1]
        assert (bridge.name, bridge.done_count, bridge.seq) == ("Bridge", 9, 2)
        assert past(after).part == 1
        assert after.run.active_s == pytest.approx(60 + bridge.done_s)
        journal.undo()
        assert journal.whole(whole.run.id) == before

    def test_a_run_nobody_knew_the_parts_of(self, loaded):
        whole = away(loaded, Status.STOPPED)
        index = next(one["index"] for one in whole.run.prescribed if one["kind"] == "hold")
        wanted = put_right(whole, done={index: (Outcome.COMPLETE, 30)})
        assert [(one.seq, one.side.value) for one in wanted.missing] == [(0, "left")]


def ended_early(loaded, journal, why=None):
    """Return a run in the journal that was ended in its first hold, of which a part was done."""
    whole = away(loaded)
    first = replace(whole.intervals[0], outcome=Outcome.STOPPED, done_s=12.0, why=why)
    run = replace(whole.run, origin=Origin.PLAYED, status=Status.STOPPED, active_s=12.0)
    journal.merge([replace(whole, run=run, intervals=(first,))])
    return journal.whole(run.id)


def reasons(whole):
    return [(one.name, one.outcome, one.why) for one in whole.intervals]


class TestReasons:
    def test_of_what_was_cut_short_it_is_given_changed_and_brought_back(self, loaded, journal):
        whole = away(loaded)
        journal.add(whole)
        left = whole.intervals[0]
        done = {left.index: (Outcome.SHORTENED, 12)}
        wanted = put_right(whole, done=done, reasons={left.index: Reason.NO_TIME})
        journal.correct(whole.run.id, wanted)
        after = journal.whole(whole.run.id)
        assert after.intervals[0].why is Reason.NO_TIME
        journal.correct(whole.run.id, put_right(after, reasons={left.index: Reason.KIT}))
        assert journal.whole(whole.run.id).intervals[0].why is Reason.KIT
        assert journal.whole(whole.run.id).intervals[0].done_s == 12
        journal.undo()
        assert journal.whole(whole.run.id).intervals == after.intervals
        journal.correct(whole.run.id, put_right(after, reasons={left.index: None}))
        assert journal.whole(whole.run.id).intervals[0].why is None
        journal.undo()
        journal.undo()
        assert journal.whole(whole.run.id) == whole

    def test_of_what_was_never_recorded(self, loaded, journal):
        whole = away(loaded, Status.STOPPED, frozenset({0}))
        journal.add(whole)
        index = next(one["index"] for one in whole.run.prescribed if one["kind"] == "reps")
        done = {index: (Outcome.SKIPPED, 0)}
        journal.correct(
            whole.run.id, put_right(whole, done=done, reasons={index: Reason.DONT_LIKE})
        )
        after = journal.whole(whole.run.id)
        assert reasons(after)[-1] == ("Bridge", Outcome.SKIPPED, Reason.DONT_LIKE)

    def test_of_all_that_was_not_come_to_it_is_kept_where_the_run_was_ended(self, loaded, journal):
        whole = ended_early(loaded, journal)
        assert put_right(whole) is None
        journal.correct(whole.run.id, put_right(whole, why_ended=Reason.NO_TIME))
        after = journal.whole(whole.run.id)
        assert reasons(after) == [("Low lunge", Outcome.STOPPED, Reason.NO_TIME)]
        assert ended_in(after).why is Reason.NO_TIME
        assert past(after).not_begun == "1 exercise was not begun. Reason: No time"
        journal.correct(whole.run.id, put_right(after, why_ended=None))
        assert ended_in(journal.whole(whole.run.id)).why is None

    def test_where_that_was_done_after_all_the_rest_was_left_out_for_that_reason(
        self, loaded, journal
    ):
        whole = ended_early(loaded, journal, Reason.NO_TIME)
        done = {whole.intervals[0].index: (Outcome.COMPLETE, 30)}
        journal.correct(whole.run.id, put_right(whole, done=done))
        assert reasons(journal.whole(whole.run.id)) == [
            ("Low lunge", Outcome.COMPLETE, None),
            ("Low lunge", Outcome.SKIPPED, Reason.NO_TIME),
            ("Bridge", Outcome.SKIPPED, Reason.NO_TIME),
        ]
        journal.undo()
        assert journal.whole(whole.run.id) == whole

    def test_in_a_run_that_nobody_ended_the_rest_was_left_out_for_that_reason(
        self, loaded, journal
    ):
        whole = away(loaded, Status.STOPPED, frozenset({0}))
        journal.add(whole)
        journal.correct(whole.run.id, put_right(whole, why_ended=Reason.PAIN))
        after = journal.whole(whole.run.id)
        assert reasons(after)[2:] == [("Bridge", Outcome.SKIPPED, Reason.PAIN)]
        assert after.run.active_s == whole.run.active_s
        journal.undo()
        assert journal.whole(whole.run.id) == whole

    def test_what_was_said_of_a_bout_itself_counts_before_that_of_the_rest(self, loaded, journal):
        whole = away(loaded, Status.STOPPED, frozenset({0}))
        journal.add(whole)
        index = next(one["index"] for one in whole.run.prescribed if one["kind"] == "reps")
        done = {index: (Outcome.COMPLETE, 8)}
        journal.correct(whole.run.id, put_right(whole, done=done, why_ended=Reason.PAIN))
        after = journal.whole(whole.run.id)
        assert reasons(after)[2:] == [("Bridge", Outcome.COMPLETE, None)]

"""Runs added and put right by hand, as the journal takes them."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from hiptimer.engine.events import Outcome
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import CheckIns, Origin, Status
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

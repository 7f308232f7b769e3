"""A run that is over, as the finished page and the history show it."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Posture, Side
from hiptimer.engine.plain import prescription
from hiptimer.engine.session import Version
from hiptimer.journal.records import IntervalRecord, Origin, RunRecord, Status, WholeRun
from hiptimer.ui.pages.finished import StepMark
from hiptimer.ui.run_content import figure, finished, is_work, moment, past
from hiptimer.ui.widgets.moments import FigureSpec, Moment
from made import breaths, hold, laid, reps, step

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=1)))


def whole(timeline, *, but=(), status=Status.COMPLETE, **changes):
    """Return a run of a timeline, all done; `but` holds (index, outcome, seconds, count) or (index,)."""
    run = RunRecord(
        id="r1",
        session_id="made",
        title="Made",
        session_hash="ab" * 32,
        session_text="",
        started_at=NOON,
        ended_at=NOON + timedelta(seconds=timeline.duration_s),
        status=status,
        app_version="0.1.0",
        prescribed=tuple(map(prescription, timeline.intervals)),
        active_s=sum(one.duration_s for one in timeline.intervals if one.kind.is_work),
        **changes,
    )
    other = {change[0]: change[1:] for change in but}
    records = []
    for one in timeline.intervals:
        outcome, done_s, count = Outcome.COMPLETE, one.duration_s, one.count
        if one.index in other:
            if not other[one.index]:
                continue
            outcome, done_s, count = other[one.index]
        records.append(
            IntervalRecord(
                run_id="r1",
                seq=len(records),
                index=one.index,
                kind=one.kind,
                step=one.step,
                exercise=one.exercise,
                name=one.name,
                side=one.side,
                set=one.set,
                round=one.round,
                prescribed=prescription(one),
                version=one.version,
                outcome=outcome,
                done_s=done_s,
                done_count=count,
                started_at=NOON,
                ended_at=NOON,
            )
        )
    return WholeRun(run, tuple(records))


TIMELINE = laid(step("lunge", hold(30)), step("bridge", reps(8)), step("twist", breaths(5)))
LEFT, RIGHT, REPS = 1, 3, 5


class TestFinished:
    def test_all_done(self):
        shown = finished(whole(TIMELINE, note="Good."), "14:32", "")
        assert (shown.run_id, shown.title, shown.complete) == ("r1", "Made", True)
        assert (shown.saved_at, shown.trouble, shown.note) == ("14:32", "", "Good.")
        assert [one.name for one in shown.steps] == ["Lunge", "Bridge", "Twist"]
        assert {one.mark for one in shown.steps} == {StepMark.DONE}
        assert shown.steps[1].done == "8 reps"
        assert shown.total_s == pytest.approx(shown.active_s + shown.between_s)
        assert shown.total_s == pytest.approx(TIMELINE.duration_s)

    def test_each_step_has_its_figure_and_field(self):
        shown = finished(whole(TIMELINE), "14:32", "").steps
        assert [one.moment for one in shown] == [Moment.WORK, Moment.WORK, Moment.BREATHE]
        assert [one.figure.exercise for one in shown] == ["lunge", "bridge", "twist"]

    def test_cut_short_left_out_and_never_reached(self):
        done = whole(
            TIMELINE,
            but=[(RIGHT, Outcome.SHORTENED, 12.0, None), (REPS, Outcome.SKIPPED, 0.0, 0)]
            + [(one.index,) for one in TIMELINE.intervals[REPS + 1 :]],
            status=Status.STOPPED,
        )
        shown = finished(done, "14:32", "")
        assert not shown.complete
        marks = [one.mark for one in shown.steps]
        assert marks == [StepMark.CUT_SHORT, StepMark.LEFT_OUT, StepMark.LEFT_OUT]

    def test_to_the_end_with_a_step_left_out_is_not_complete(self):
        done = whole(TIMELINE, but=[(REPS, Outcome.SKIPPED, 0.0, 0)])
        shown = finished(done, "14:32", "")
        assert (shown.complete, shown.to_end, shown.pain) == (False, True, False)
        assert shown.part == pytest.approx(2 / 3)

    def test_ended_for_pain(self):
        done = whole(TIMELINE, but=[(REPS, Outcome.PAIN, 9.0, 3)], status=Status.PAIN)
        shown = finished(done, "14:32", "")
        assert (shown.complete, shown.to_end, shown.pain) == (False, False, True)
        assert shown.steps[1].done.endswith("stopped: pain")
        assert "pain" not in shown.steps[0].done

    def test_not_saved(self):
        shown = finished(whole(TIMELINE), "", "The disk is full.")
        assert (shown.saved_at, shown.trouble) == ("", "The disk is full.")


class TestPast:
    def test_sides_with_what_was_asked_and_done(self):
        shown = past(whole(TIMELINE))
        assert (shown.status, shown.part, shown.away) == (Status.COMPLETE, 1.0, False)
        assert shown.started == NOON
        lunge, bridge, twist = shown.steps
        assert [(one.side, one.asked, one.done) for one in lunge.sides] == [
            ("Left", "30 s", "30 s"),
            ("Right", "30 s", "30 s"),
        ]
        assert [(one.side, one.asked, one.done) for one in bridge.sides] == [
            ("", "8 reps", "8 reps")
        ]
        assert twist.sides[1].asked == "5 breaths"
        assert {one.mark for one in lunge.sides} == {StepMark.DONE}

    def test_one_side_cut_short_the_other_not_reached(self):
        done = whole(
            TIMELINE, but=[(LEFT, Outcome.SHORTENED, 22.0, None), (RIGHT,)], status=Status.STOPPED
        )
        left, right = past(done).steps[0].sides
        assert (left.done, left.mark) == ("22 s", StepMark.CUT_SHORT)
        assert (right.done, right.mark) == ("not done", StepMark.LEFT_OUT)
        assert past(done).part < 1

    def test_sets_are_counted_in_what_was_asked_and_in_what_was_done(self):
        timeline = laid(step("sit", hold(30), sets=3, rest_s=10.0))
        [side] = past(whole(timeline)).steps[0].sides
        assert side.asked == side.done == "3 \N{MULTIPLICATION SIGN} 30 s"
        last = [one.index for one in timeline.intervals if one.kind.is_work][-1]
        [side] = past(whole(timeline, but=[(last, Outcome.SHORTENED, 9.0, None)])).steps[0].sides
        assert (side.done, side.mark) == ("2 \N{MULTIPLICATION SIGN} 30 s, 9 s", StepMark.CUT_SHORT)

    def test_a_range_is_named_and_its_lower_end_is_done(self):
        timeline = laid(step("bridge", reps(6, 8)))
        [side] = past(whole(timeline, but=[(1, Outcome.COMPLETE, 36.0, 6)])).steps[0].sides
        assert (side.asked, side.done, side.mark) == ("6-8 reps", "6 reps", StepMark.DONE)

    def test_a_side_done_again_counts_once(self):
        done = whole(TIMELINE)
        first = next(one for one in done.intervals if one.index == LEFT)
        again = replace(first, seq=99, outcome=Outcome.COMPLETE, done_s=30.0)
        records = tuple(
            replace(one, outcome=Outcome.RESTARTED, done_s=4.0) if one is first else one
            for one in done.intervals
        )
        [left, _right] = past(WholeRun(done.run, (*records, again))).steps[0].sides
        assert (left.done, left.mark) == ("30 s", StepMark.DONE)

    def test_left_out_is_not_whole(self):
        assert past(whole(TIMELINE)).whole
        assert not past(whole(TIMELINE, but=[(REPS, Outcome.SKIPPED, 0.0, 0)])).whole

    def test_a_bout_ended_by_pain_says_so(self):
        [side] = past(whole(TIMELINE, but=[(REPS, Outcome.PAIN, 9.0, 3)])).steps[1].sides
        assert (side.done, side.mark) == ("3 reps · stopped: pain", StepMark.CUT_SHORT)

    def test_the_easier_version_is_named(self):
        done = whole(TIMELINE)
        records = tuple(
            replace(one, version=Version.EASIER, name="Half bridge") if one.index == REPS else one
            for one in done.intervals
        )
        steps = past(WholeRun(done.run, records)).steps
        assert [one.version for one in steps] == ["", "Easier version: Half bridge", ""]

    def test_part_done_and_added_by_hand_is_not_told_apart(self):
        run = whole(TIMELINE, origin=Origin.ADDED, status=Status.STOPPED).run
        shown = past(WholeRun(run))
        assert (shown.part, shown.steps, shown.told_apart) == (None, (), False)
        corrected = past(WholeRun(replace(run, status=Status.COMPLETE)))
        assert (corrected.part, corrected.steps, corrected.whole) == (None, (), True)

    def test_added_by_hand(self):
        assert past(whole(TIMELINE, origin=Origin.ADDED)).away


def test_prescriptions_keep_kind_and_figure():
    plain = [prescription(one) for one in TIMELINE.intervals]
    work = [one.kind.is_work for one in TIMELINE.intervals]
    assert [is_work(one) for one in plain] == work
    assert figure(plain[LEFT]) == FigureSpec("lunge", Posture.HALF_KNEELING, Side.LEFT)
    assert figure(plain[RIGHT]).side is Side.RIGHT
    easier = laid(step("lunge", variant=Version.EASIER), step("march"))
    work = [figure(prescription(one)) for one in easier.intervals if one.kind.is_work]
    assert (work[0].version, work[-1].side) == (Version.EASIER, Side.LEFT)
    assert moment(plain[0]) is Moment.SWITCH

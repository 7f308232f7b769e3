"""A run of the past, as the history shows it in its list and in full."""

from dataclasses import replace

import pytest
from played_runs import LEFT, NOON, REPS, RIGHT, TIMELINE, whole

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.pain import PainLevel, bands
from hiptimer.engine.session import Safety, Version
from hiptimer.journal.calendar import RunLine
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    Origin,
    PainAnswer,
    PainStop,
    Reason,
    Status,
    WholeRun,
)
from hiptimer.ui.pages.finished_content import StepMark
from hiptimer.ui.pages.run_rows import Row
from hiptimer.ui.past_content import past, row
from made import hold, laid, reps, step

USUAL = bands(Safety())


def told(step):
    return [(one.which, one.asked, one.done) for one in step.bouts]


class TestPast:
    def test_sides_with_what_was_asked_and_done(self):
        shown = past(whole(TIMELINE))
        assert (shown.status, shown.part, shown.away) == (Status.COMPLETE, 1.0, False)
        assert shown.started == NOON
        lunge, bridge, twist = shown.steps
        assert told(lunge) == [("Left", "30 s", "30 s"), ("Right", "30 s", "30 s")]
        assert told(bridge) == [("", "8 reps", "8 reps")]
        assert twist.bouts[1].asked == "5 breaths"
        assert {one.mark for one in lunge.bouts} == {StepMark.DONE}

    def test_one_side_cut_short_the_other_not_reached(self):
        done = whole(
            TIMELINE, but=[(LEFT, Outcome.SHORTENED, 22.0, None), (RIGHT,)], status=Status.STOPPED
        )
        left, right = past(done).steps[0].bouts
        assert (left.done, left.mark) == ("22 s", StepMark.CUT_SHORT)
        assert (right.done, right.mark) == ("not done", StepMark.LEFT_OUT)
        assert past(done).part < 1

    def test_every_set_stands_by_itself(self):
        timeline = laid(step("sit", hold(30), sets=3, rest_s=10.0))
        last = [one.index for one in timeline.intervals if one.kind.is_work][-1]
        [shown] = past(whole(timeline, but=[(last, Outcome.SHORTENED, 9.0, None)])).steps
        assert told(shown) == [
            ("Set 1", "30 s", "30 s"),
            ("Set 2", "30 s", "30 s"),
            ("Set 3", "30 s", "9 s"),
        ]

    def test_a_range_is_named_and_its_lower_end_is_done(self):
        timeline = laid(step("bridge", reps(6, 8)))
        [bout] = past(whole(timeline, but=[(1, Outcome.COMPLETE, 36.0, 6)])).steps[0].bouts
        assert (bout.asked, bout.done, bout.mark) == ("6-8 reps", "6 reps", StepMark.DONE)

    @pytest.mark.parametrize(
        ("dose", "said"),
        [
            (hold(20, 30), "20-30 s"),
            (hold(20, open=True), "20 s or more"),
            (reps(8, open=True), "8 or more reps"),
        ],
    )
    def test_what_was_asked_for_keeps_its_range_and_its_or_more(self, dose, said):
        [shown] = past(whole(laid(step("bridge", dose)))).steps
        assert shown.bouts[0].asked == said

    def test_a_side_done_again_counts_once(self):
        done = whole(TIMELINE)
        first = next(one for one in done.intervals if one.index == LEFT)
        again = replace(first, seq=99, outcome=Outcome.COMPLETE, done_s=30.0)
        records = tuple(
            replace(one, outcome=Outcome.RESTARTED, done_s=4.0) if one is first else one
            for one in done.intervals
        )
        [left, _right] = past(WholeRun(done.run, (*records, again))).steps[0].bouts
        assert (left.done, left.mark) == ("30 s", StepMark.DONE)

    def test_seconds_added_and_the_reason_why_are_named(self):
        done = whole(TIMELINE, but=[(REPS, Outcome.SKIPPED, 0.0, 0)])
        records = tuple(
            replace(one, extra_s=10.0)
            if one.index == LEFT
            else replace(one, extra_s=-10.0)
            if one.index == RIGHT
            else replace(one, why=Reason.KIT)
            if one.index == REPS
            else one
            for one in done.intervals
        )
        lunge, bridge, _twist = past(WholeRun(done.run, records)).steps
        assert [one.more for one in lunge.bouts] == ["10 s added", "10 s taken off"]
        assert bridge.why == "Reason: No kit"

    def test_left_out_is_not_whole(self):
        assert past(whole(TIMELINE)).whole
        assert not past(whole(TIMELINE, but=[(REPS, Outcome.SKIPPED, 0.0, 0)])).whole

    def test_a_bout_ended_by_pain_says_so(self):
        [bout] = past(whole(TIMELINE, but=[(REPS, Outcome.PAIN, 9.0, 3)])).steps[1].bouts
        assert (bout.done, bout.mark) == ("3 reps · stopped: pain", StepMark.CUT_SHORT)

    def test_the_easier_version_is_named(self):
        done = whole(TIMELINE)
        records = tuple(
            replace(one, version=Version.EASIER, name="Half bridge") if one.index == REPS else one
            for one in done.intervals
        )
        steps = past(WholeRun(done.run, records)).steps
        assert [one.version for one in steps] == ["", "Easier version: Half bridge", ""]

    def test_added_by_hand_and_not_told_which_part(self):
        run = whole(TIMELINE, origin=Origin.ADDED, status=Status.STOPPED).run
        shown = past(WholeRun(run))
        assert (shown.part, shown.steps, shown.told_apart) == (None, (), False)
        corrected = past(WholeRun(replace(run, status=Status.COMPLETE)))
        assert (corrected.part, corrected.steps, corrected.whole) == (None, (), True)

    def test_added_by_hand_with_the_steps_that_were_done(self):
        done = whole(
            TIMELINE,
            but=[(one.index,) for one in TIMELINE.intervals[REPS:]],
            origin=Origin.ADDED,
            status=Status.STOPPED,
        )
        shown = past(done)
        assert (shown.away, shown.told_apart) == (True, True)
        assert [bout.done for one in shown.steps for bout in one.bouts][:3] == [
            "30 s",
            "30 s",
            "not done",
        ]

    def test_what_was_said_with_the_band_of_the_pain(self):
        said = CheckIns(
            pain_before=2,
            pain_after=4,
            pain_next_morning=1,
            settled=True,
            effort=6,
            difficulty=Difficulty.TOO_HARD,
        )
        shown = past(whole(TIMELINE, check_ins=said), USUAL)
        assert shown.level is PainLevel.CAUTION
        assert shown.answers() == [
            ("Pain before and after", "2 → 4"),
            ("Pain the next morning", "1"),
            ("Settled by the next morning", "yes"),
            ("Effort", "6 of 10"),
            ("How it was", "Too hard"),
        ]
        assert past(whole(TIMELINE)).answers() == []

    def test_where_it_hurt_and_what_was_chosen_then(self):
        done = whole(TIMELINE)
        stop = PainStop(
            run_id="r1",
            seq=0,
            index=RIGHT,
            step=0,
            name="Low lunge",
            side=Side.RIGHT,
            at=NOON,
            pain=6,
            answer=PainAnswer.EASIER,
        )
        silent = replace(stop, seq=1, side=None, pain=None, answer=None)
        assert past(replace(done, stops=(stop, silent))).stops == (
            "Stopped for pain: Low lunge, right · pain 6 · then the easier version",
            "Stopped for pain: Low lunge",
        )

    def test_when_it_was_put_right(self):
        shown = past(whole(TIMELINE, corrected_at=NOON))
        assert shown.corrected == "Put right on 22 November 2026."
        assert past(whole(TIMELINE)).corrected == ""

    def test_what_can_be_put_right(self):
        timeline = laid(step("lunge", hold(20, 30)), step("bridge", reps(6, 8)))
        work = [one.index for one in timeline.intervals if one.kind.is_work]
        done = whole(timeline, but=[(work[0], Outcome.SHORTENED, 12.4, None), (work[2],)])
        left, right, bridge = past(done).bouts
        assert (left.least, left.most, left.done, left.is_counted) == (20, 30, 12, False)
        assert (left.outcome, right.outcome) == (Outcome.SHORTENED, Outcome.COMPLETE)
        assert (bridge.least, bridge.most, bridge.done, bridge.is_counted) == (6, 8, None, True)
        assert bridge.outcome is None

    def test_a_run_in_hand_cannot_be_put_right(self):
        assert past(whole(TIMELINE, status=Status.RUNNING)).bouts == ()


class TestRow:
    LINE = RunLine(
        id="r",
        session_id="s",
        title="Hip session A",
        session_hash="",
        revision=1,
        started=NOON,
        started_us=0,
        status=Status.COMPLETE,
        origin=Origin.ADDED,
        active_s=60.0,
        pain_before=2,
        pain_after=None,
        effort=None,
        some_left_out=True,
    )

    def test_what_a_row_tells(self):
        assert row(self.LINE, USUAL) == Row(
            run_id="r",
            title="Hip session A",
            started=NOON,
            status=Status.COMPLETE,
            active_s=60.0,
            whole=False,
            away=True,
            pain_before=2,
            level=PainLevel.OK,
        )

    @pytest.mark.parametrize(
        ("before", "after", "level"),
        [
            (6, 1, PainLevel.OK),
            (1, 6, PainLevel.STOP),
            (3, None, PainLevel.CAUTION),
            (None, None, None),
        ],
    )
    def test_the_pain_after_counts_if_it_was_told(self, before, after, level):
        line = replace(self.LINE, pain_before=before, pain_after=after)
        assert row(line, USUAL).level is level

"""A run that is over, as the finished page and the history show it."""

import pytest
from played_runs import LEFT, REPS, RIGHT, TIMELINE, whole

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Posture, Side
from hiptimer.engine.plain import prescription
from hiptimer.engine.session import Version
from hiptimer.journal.records import Status
from hiptimer.ui.pages.finished import StepMark
from hiptimer.ui.run_content import figure, finished, is_work, moment
from hiptimer.ui.widgets.moments import FigureSpec, Moment
from made import laid, step


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

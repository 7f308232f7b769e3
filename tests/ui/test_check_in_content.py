"""What is asked before and after a session, as its file says, and what for."""

import pytest
from played_runs import LEFT, REPS, RIGHT, TIMELINE, ended_at, whole

from hiptimer.engine.events import Outcome
from hiptimer.engine.session import Ask, Assigned, PainBands, Safety, When
from hiptimer.engine.settling import Choices
from hiptimer.journal.records import CheckIns, Reason, Status
from hiptimer.ui.pages.detail_content import SessionChoices
from hiptimer.ui.pages.finished import Questions
from hiptimer.ui.pages.finished_content import EndedEarly
from hiptimer.ui.pages.tiles import Asked
from hiptimer.ui.run_content import finished
from hiptimer.ui.session_content import detail
from made import BOOK, session, step

DANA = Assigned(by="Dana W.", times=3)
ALL = Ask(pain=tuple(When), effort=True, difficulty=True, note=True)


def page(**changes):
    return detail(
        "key",
        session(step("lunge"), **changes),
        BOOK,
        Choices(),
        SessionChoices(pain_before=3),
        first_time=False,
    )


class TestBefore:
    def test_asked_where_the_file_asks_with_its_bands_and_its_author(self):
        own = Safety(pain_bands=PainBands(ok_to=3))
        shown = page(assigned=DANA, ask=ALL, safety=own)
        assert shown.asks_pain
        assert shown.bands[0].range_words == "0–3"  # noqa: RUF001
        assert shown.written_by == "Dana W."
        assert shown.choices.pain_before == 3

    @pytest.mark.parametrize("ask", [Ask(), Ask(pain=(When.AFTER, When.NEXT_MORNING))])
    def test_not_asked_otherwise(self, ask):
        assert not page(ask=ask).asks_pain

    def test_nobody_who_was_given_nothing_is_told_of_bands(self):
        assert page().bands == ()


class TestAfter:
    def shown(self, done=None, **changes):
        asked = session(step("lunge"), **changes)
        return finished(done or whole(TIMELINE), "14:32", "", session=asked, asked=Asked(2, 3))

    def test_all_that_the_file_asks(self):
        questions = self.shown(assigned=DANA, ask=ALL).questions
        assert questions.effort
        assert questions.pain
        assert questions.tomorrow
        assert questions.difficulty
        assert questions.note
        assert (len(questions.bands), questions.name) == (3, "Dana W.")

    @pytest.mark.parametrize(
        ("ask", "wanted"),
        [
            (Ask(), set()),
            (Ask(effort=True), {"effort"}),
            (Ask(difficulty=True), {"difficulty"}),
            (Ask(note=True), {"note"}),
            (Ask(pain=(When.BEFORE,)), set()),
            (Ask(pain=(When.AFTER,)), {"pain"}),
            (Ask(pain=(When.NEXT_MORNING,)), {"tomorrow"}),
        ],
    )
    def test_and_nothing_else(self, ask, wanted):
        questions = self.shown(ask=ask).questions
        names = ("effort", "pain", "tomorrow", "difficulty", "note")
        assert {name for name in names if getattr(questions, name)} == wanted
        assert questions.any is bool(wanted)

    def test_without_the_session_nothing_is_asked(self):
        assert finished(whole(TIMELINE), "14:32", "").questions == Questions()

    def test_answers_given_already_come_along(self):
        given = CheckIns(pain_before=2)
        shown = self.shown(whole(TIMELINE, check_ins=given, ask_next_morning=True), ask=ALL)
        assert (shown.check_ins, shown.ask_next_morning) == (given, True)
        assert shown.asked == Asked(2, 3)


class TestReasons:
    def test_asked_for_what_was_left_out_or_cut_short_and_reached(self):
        done = whole(
            TIMELINE,
            but=[(LEFT, Outcome.SKIPPED, 0.0, None), (RIGHT, Outcome.SHORTENED, 12.0, None)]
            + [(REPS, Outcome.STOPPED, 3.0, 1)]
            + [(one.index,) for one in TIMELINE.intervals[REPS + 1 :]],
            status=Status.STOPPED,
        )
        shown = finished(done, "14:32", "")
        # Of the step it was ended in, the reason is that of all that follows.
        assert [one.asks_why for one in shown.steps] == [True, False, False]
        assert [one.step for one in shown.steps] == [0, 1, 2]
        assert shown.ended_early == EndedEarly(step=1, not_begun=1)

    def test_a_reason_that_is_known_is_that_of_all_that_follows(self):
        done = ended_at(REPS, why=Reason.NO_TIME)
        assert finished(done, "14:32", "").ended_early.why is Reason.NO_TIME

    def test_ended_between_two_steps_it_is_asked_all_the_same(self):
        between = TIMELINE.intervals[REPS - 1]
        assert not between.kind.is_work
        shown = finished(ended_at(between.index), "14:32", "")
        assert shown.ended_early == EndedEarly(step=between.step, not_begun=2)
        assert not any(one.asks_why for one in shown.steps)

    def test_ended_in_the_last_step_only_that_is_asked(self):
        last = max(one.index for one in TIMELINE.intervals if one.kind.is_work)
        shown = finished(ended_at(last), "14:32", "")
        assert shown.ended_early is None
        assert [one.asks_why for one in shown.steps] == [False, False, True]

    def test_ended_for_pain_nothing_more_is_asked(self):
        done = ended_at(REPS, Outcome.PAIN, status=Status.PAIN, why=Reason.PAIN)
        assert finished(done, "14:32", "").ended_early is None

    def test_not_asked_for_what_was_done(self):
        hurried = TIMELINE.intervals[0].index
        done = whole(TIMELINE, but=[(hurried, Outcome.SKIPPED, 2.0, None)])
        assert not any(one.asks_why for one in finished(done, "14:32", "").steps)

"""Questions in a terminal: which keys answer what, with time moved by hand."""

import contextlib
import io
from datetime import UTC, datetime, timedelta

import pytest

from hiptimer.engine.events import Done, Left, Outcome
from hiptimer.engine.session import Ask, Assigned, PainBands, Rest, Safety, Step, When
from hiptimer.engine.timeline import unroll
from hiptimer.journal.records import CheckIns, Difficulty, Reason, RunRecord
from hiptimer.terminal.asking import CalledAwayError, EnoughError, Questions, questions
from hiptimer.terminal.check_in import (
    NotDone,
    Said,
    ask_after,
    ask_before,
    ask_morning,
    asks_after,
)
from hiptimer.terminal.keys import HungUpError, Key
from hiptimer.terminal.signals import Asked
from made import LUNGE, catalogue, hold, session

ENTER, ESCAPE = Key.ENTER, Key.ESCAPE
EVERYTHING = Ask(pain=tuple(When), effort=True, difficulty=True, note=True)


class Typist:
    """Presses each key when it is time: `(seconds, key)`, or a key for at once."""

    def __init__(self, presses, asked):
        self.now = 0.0
        self.is_open = False
        self._asked = asked
        self._presses = [one if isinstance(one, tuple) else (0.0, one) for one in presses]

    def open(self):
        self.is_open = True

    def close(self):
        self.is_open = False

    def wait(self, seconds):
        assert self.is_open
        self.now += seconds
        keys = []
        while self._presses and self._presses[0][0] <= self.now:
            keys.append(self._presses.pop(0)[1])
        if not self._presses and not keys and self.now > 100:
            self._asked.to_end = True  # nobody will answer any more
        return keys


def asking(*presses, out=None):
    asked = Asked()
    keys = Typist(presses, asked)
    keys.open()
    out = out or io.StringIO()
    return Questions(keys, out, asked, lambda: keys.now), out


@pytest.mark.parametrize(
    ("presses", "answers"),
    [
        (["0", "9"], [0, 9]),
        (["1", "0", "5"], [10, 5]),
        (["1", (0.9, "0"), "5"], [10, 5]),
        (["1", (1.5, "0"), "5"], [1, 0]),
        (["1", "1", "0"], [1, 10]),
        (["1", "3"], [1, 3]),
        (["1", ENTER, "3"], [1, 3]),
        (["1", " ", "3"], [1, 3]),
        (["x", "é", Key.UP, "-", "2", "2"], [2, 2]),
        ([ENTER, "4"], [None, 4]),
        ([" ", "4"], [None, 4]),
    ],
)
def test_one_key_is_a_number(presses, answers):
    ask, out = asking(*presses)
    assert [ask.number("How much?"), ask.number("And then?")] == answers
    told = ["-" if one is None else str(one) for one in answers]
    assert out.getvalue() == f"How much? {told[0]}\nAnd then? {told[1]}\n"


@pytest.mark.parametrize("presses", [[ESCAPE], ["1", ESCAPE, ESCAPE]])
def test_escape_is_enough_of_questions(presses):
    ask, _out = asking(*presses)
    with pytest.raises(EnoughError):
        [ask.number("How much?") for _ in range(3)]
    ask, _out = asking("a", ESCAPE)
    with pytest.raises(EnoughError):
        ask.words("A note:")


def test_a_choice_is_told_by_its_word():
    answers = {"e": (1, "too easy"), "h": (2, "too hard")}
    ask, out = asking("x", "H", ENTER)
    assert [ask.choice("How?", answers), ask.choice("How?", answers)] == [2, None]
    assert out.getvalue() == "How? too hard\nHow? -\n"


def test_a_decision_cannot_be_left_out():
    ask, _out = asking(" ", ESCAPE, "x", "N", ENTER)
    answers = {Key.ENTER: True, "n": False}
    assert [ask.decision("Go on?", answers), ask.decision("Go on?", answers)] == [False, True]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tight, left", "tight, left"),
        ("\x7fab\x7f\x7f\x7fcd", "cd"),
        ("  é 体\b側 \t\x03", "é 側"),
        ("", ""),
        ("x" * 2000, "x" * 1000),
    ],
)
def test_a_note_is_typed_and_put_right(typed, said):
    ask, _out = asking(*typed, Key.UP, ENTER)
    assert ask.words("A note:") == said


def test_what_is_taken_back_of_a_note_is_taken_from_the_screen():
    ask, out = asking("a", "体", "\x7f", "b", ENTER)
    ask.words("A note:")
    assert out.getvalue() == "A note: a体\b\b  \b\bb\n"


def test_a_key_meant_for_what_was_before_does_not_answer():
    ask, _out = asking(" ", (0.2, ENTER), (0.6, "3"))
    ask.settle()
    assert ask.number("How much?") == 3


def test_whoever_is_called_away_is_asked_nothing_more():
    ask, _out = asking()
    with pytest.raises(CalledAwayError):
        ask.number("How much?")


class Gone(io.StringIO):
    """A terminal whose line was cut."""

    def write(self, _text):
        raise OSError(5, "gone")


def test_a_terminal_that_is_gone_ends_the_questions():
    keys = Typist(["3"], Asked())
    with pytest.raises(CalledAwayError), questions(keys, Gone()) as ask:
        ask.number("How much?")
    assert not keys.is_open

    def cut_off(_seconds):
        raise HungUpError

    keys.wait = cut_off
    with pytest.raises(CalledAwayError), questions(keys, io.StringIO()) as ask:
        ask.number("How much?")


def asked_for(ask=EVERYTHING, **more):
    return session(Step(exercise="lunge", dose=hold(20)), ask=ask, **more)


def after(one, *presses, not_done=(), answers=None):
    said = Said(answers or CheckIns())
    ask, out = asking(*((0.5, key) for key in presses))
    with contextlib.suppress(EnoughError):
        ask_after(one, dict(not_done), said, ask)
    return said, out.getvalue()


def test_what_the_session_asks_is_asked():
    said = Said()
    ask, _out = asking("3")
    ask_before(asked_for(), said, ask)
    assert said.answers == CheckIns(pain_before=3)
    said, out = after(asked_for(), "6", "4", "r", *"ok", ENTER, answers=said.answers)
    assert said.answers == CheckIns(
        pain_before=3, pain_after=4, effort=6, difficulty=Difficulty.ABOUT_RIGHT
    )
    assert said.note == "ok"
    assert "before the session: 3" in out


@pytest.mark.parametrize(
    ("ask", "keys", "answers"),
    [
        (Ask(effort=True), "7", CheckIns(effort=7)),
        (Ask(pain=(When.AFTER,)), "2", CheckIns(pain_after=2)),
        (Ask(difficulty=True), "e", CheckIns(difficulty=Difficulty.TOO_EASY)),
        (Ask(difficulty=True), "h", CheckIns(difficulty=Difficulty.TOO_HARD)),
    ],
)
def test_nothing_else_is_asked(ask, keys, answers):
    said, out = after(asked_for(ask), *keys)
    assert said.answers == answers
    assert out.count("?") == 1


def test_who_has_enough_keeps_what_was_answered():
    said, out = after(asked_for(), "6", ESCAPE)
    assert said.answers == CheckIns(effort=6)
    assert "How was the session" not in out


def test_it_is_known_what_there_is_to_ask():
    for ask, is_asked in (
        (Ask(), False),
        (Ask(pain=(When.BEFORE, When.NEXT_MORNING)), False),
        (Ask(pain=(When.AFTER,)), True),
        (Ask(note=True), True),
    ):
        assert asks_after(asked_for(ask), {}) is is_asked
    # Reasons are for whoever wrote the questions, or gave the session to somebody.
    assert not asks_after(asked_for(Ask()), {0: "Lunge"})
    assert asks_after(asked_for(Ask(), assigned=Assigned(by="Dana")), {0: "Lunge"})
    assert asks_after(asked_for(Ask(pain=(When.BEFORE,))), {0: "Lunge"})


def test_the_authors_words_follow_the_number():
    drawn = PainBands(ok_to=2, caution_to=5, caution="Go slower.")
    own = {"safety": Safety(pain_bands=drawn), "author": "Dana"}
    ask = Ask(pain=(When.BEFORE, When.AFTER))
    for number, words in (("1", ""), ("4", "“Go slower.”"), ("8", "")):
        questions, out = asking(number)
        ask_before(asked_for(ask, **own), Said(), questions)
        assert out.getvalue().splitlines()[2:] == [] if not words else words in out.getvalue()
    for number, words in (("1", "0–2: Carry on"), ("4", "“Go slower.”"), ("8", "6–10: Too much")):  # noqa: RUF001
        assert words in after(asked_for(ask, **own), number)[1]


def test_reasons_are_asked_step_by_step_and_many_together():
    ask = Ask(pain=(When.BEFORE,))
    said, out = after(
        asked_for(ask), "t", ENTER, "d", not_done={0: "Lunge", 2: "Twist", 5: "Camel"}
    )
    assert said.why == {0: Reason.NO_TIME, 5: Reason.DONT_LIKE}
    assert [name in out for name in ("Lunge", "Twist", "Camel")] == [True] * 3
    many = {0: "Lunge", 1: "Twist", 2: "Twist", 3: "Camel"}
    said, out = after(asked_for(ask), "o", not_done=many)
    assert said.why == dict.fromkeys(many, Reason.OTHER)
    assert "Not finished: Lunge, Twist, Camel. Why?" in out
    for key, why in (("p", Reason.PAIN), ("k", Reason.KIT)):
        assert after(asked_for(ask), key, not_done={0: "Lunge"})[0].why == {0: why}


def test_it_is_remembered_what_was_not_done():
    entries = [Step(exercise="lunge", dose=hold(20)) for _ in range(5)]
    timeline = unroll(session(*entries, Rest(rest_s=10.0)), catalogue(LUNGE))
    work = [one for one in timeline.intervals if one.kind.is_work]
    rest = next(one for one in timeline.intervals if not one.kind.is_work)
    left = [
        (work[0], Outcome.SKIPPED),
        (work[1], Outcome.COMPLETE),
        (work[2], Outcome.SKIPPED),
        (work[2], Outcome.RESTARTED),
        (work[2], Outcome.COMPLETE),  # done after all
        (work[4], Outcome.PAIN),
        (work[5], Outcome.SKIPPED),  # with what hurt: the reason is known
        (work[6], Outcome.SHORTENED),
        (rest, Outcome.SKIPPED),
        (work[8], Outcome.STOPPED),
    ]
    not_done = NotDone()
    not_done.hear(Left(one, Done(outcome, 0.0, None, 0.0)) for one, outcome in left)
    assert not_done.unexplained() == {0: "Lunge", 4: "Lunge"}


def test_who_ends_it_between_two_bouts_is_asked_for_the_rest():
    entries = [Step(exercise="lunge", dose=hold(20)) for _ in range(2)]
    timeline = unroll(session(*entries), catalogue(LUNGE))
    ready = next(one for one in timeline.intervals if not one.kind.is_work and one.step == 1)
    not_done = NotDone()
    not_done.hear([Left(ready, Done(Outcome.SKIPPED, 0.0, None, 0.0))])
    assert not_done.unexplained() == {}
    not_done.hear([Left(ready, Done(Outcome.STOPPED, 1.0, None, 0.0))])
    assert not_done.unexplained() == {1: "the rest of the session"}


def test_the_morning_is_asked_once_for_each_day():
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def done(title, hours):
        return RunRecord(
            id=title.lower() + str(hours),
            session_id=title,
            title=title,
            session_hash="",
            session_text="",
            started_at=now - timedelta(hours=hours),
            app_version="1",
        )

    runs = [done("Hips", 10), done("Hips", 12), done("Break", 20), done("Hips", 40)]
    ask, out = asking("2", ENTER)
    answers = [(run.id, pain) for run, pain in ask_morning(runs, now, ask)]
    assert answers == [("hips10", 2), ("hips12", 2), ("break20", 2), ("hips40", None)]
    assert out.getvalue().splitlines()[1:] == [
        "Pain this morning, after Hips, Break yesterday, 0 to 10? 2",
        "Pain yesterday morning, after Hips the day before, 0 to 10? -",
    ]

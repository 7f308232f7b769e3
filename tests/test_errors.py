"""What goes wrong, as a person or an editor reads it."""

from hiptimer.errors import HiptimerError, InputError, Problem, SessionError

FIRST = Problem("a.yaml", 3, 5, "`hodl` is not known here.", "Did you mean `hold`?")
SECOND = Problem("a.yaml", 9, 1, "There are no steps.", "")


def test_a_problem_is_a_line_that_an_editor_can_jump_to():
    assert str(FIRST) == "a.yaml:3:5: `hodl` is not known here. Did you mean `hold`?"
    assert str(SECOND) == "a.yaml:9:1: There are no steps."


def test_a_session_error_tells_every_problem_and_is_the_inputs_fault():
    error = SessionError((FIRST, SECOND))
    assert str(error) == f"{FIRST}\n{SECOND}"
    assert error.problems == (FIRST, SECOND)
    assert isinstance(error, InputError)
    assert isinstance(error, HiptimerError)

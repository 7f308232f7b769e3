"""What is told of broken, boundless and doubtful session files."""

import pytest
import yaml
from trial import HEAD


def told(reading):
    return [str(problem) for problem in reading.problems]


def test_all_errors_come_at_once_in_order_and_each_once(read):
    reading = read(
        "hiptimer: 1\nsound: loud\nsteps:\n  - &bad {exercise: camle, hold: 010}\n  - *bad\n"
        "titel: T\ntitel: U\n"
    )
    assert [(one.line, one.column) for one in reading.errors] == [
        (1, 1),
        (2, 8),
        (4, 21),
        (4, 34),
        (6, 1),
        (7, 1),
    ]
    assert reading.session is None
    assert (
        told(reading)[2] == "trial.yaml:4:21: There is no exercise `camle`. Did you mean `camel`?"
    )


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML's own parser stops at a tab")
def test_tabs_are_told_together_with_everything_else(read):
    reading = read(HEAD + "sound: loud\nsteps:\t# here\n  - {exercise: camel,\thold: 010}\n")
    assert [(one.line, one.column) for one in reading.errors] == [(4, 8), (5, 7), (6, 22), (6, 29)]
    assert str(reading.errors[1]) == "trial.yaml:5:7: A tab stands here. Use spaces instead."
    assert len(read(HEAD + "steps:\t\n" * 500).problems) == 101


@pytest.mark.parametrize(
    "entries",
    [
        "{rest: 13 h}, {exercise: camel}, {rest: 13 h}, {exercise: camel}",
        "{exercise: camel, hold: 30 s, sets: 3, rest: 12 h}",
        "{exercise: camel, get_ready: 13 h, rest_after: 12 h}, {exercise: camel}",
        "{exercise: low-lunge, hold: 30 s, switch: 24 h}",
        "{circuit: {rounds: 3, rest: 12 h, steps: [{exercise: camel}]}}",
        "{exercise: bridge, tempo: 30-0-30-0, reps: 1000, sets: 2}",
        "{exercise: camel, hold: 5 s, week: {4: {hold: 23 h, sets: 2}}}",
        # These are too large to be laid out one by one.
        "{circuit: {rounds: 100, rest: 15 min, steps: [{exercise: camel, sets: 30}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: camel, hold: 1 s, sets: 30}, {rest: 15 min}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: camel, hold: 1 s, sets: 30, rest: 30 s}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: camel, sets: 30, get_ready: 15 min}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: bridge, reps: 10, sets: 30}]}}",
        "{circuit: {rounds: 99, steps: [{exercise: bridge, reps: 5, sides: alternate, sets: 30}]}}",
    ],
)
def test_more_than_a_day_in_all_is_refused(read, entries):
    (error,) = read(HEAD + f"steps: [{entries}]\n").errors
    assert error.said == "All steps together take more than 24 hours."


@pytest.mark.parametrize(
    "entries",
    [
        "{rest: 13 h}, {rest: 13 h}, {exercise: camel}",  # where rests meet, the longest stands
        "{exercise: camel, rest_after: 24 h}",
        "{exercise: bridge, reps: 1000, sets: 20, pace: self}",
        "{circuit: {rounds: 99, steps: [{exercise: bridge, pace: self, sets: 30, rest: 0}, {wait: Go.}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: camel, hold: 1 s, sets: 30, rest: 0}]}}, {rest: 5}",
    ],
)
def test_less_than_a_day_is_no_error(read, entries):
    assert read(HEAD + f"steps: [{entries}]\n").errors == ()


def test_a_flood_of_errors_is_cut_short_and_says_so(read_steps):
    reading = read_steps("".join(f"  - {{exercise: nothing-{n}, hold: 300}}\n" for n in range(300)))
    assert len(reading.problems) == 101
    assert reading.problems[-1].said == "There are 500 more problems."
    assert all(not problem.is_warning for problem in reading.problems)


def test_a_flood_of_wrong_words_is_answered_in_good_time(read_steps):
    # Comparing words is slow: thousands of them must not be compared.
    reading = read_steps("".join(f"  - {{exercise: camel{n}, hodl{n}: 3}}\n" for n in range(1500)))
    assert len(reading.problems) == 101


@pytest.mark.parametrize(
    ("steps", "at", "words"),
    [
        ("  - {exercise: camel, hold: 121}\n", (5, 29), "held for more than 120 s"),
        ("  - {exercise: camel, hold: 100-121}\n", (5, 29), "held for more than 120 s"),
        ("  - {exercise: camel, week: {2: {hold: 3 min}}}\n", (5, 40), "held for more than 120 s"),
        (
            "  - {exercise: low-lunge, sides: both}\n",
            (5, 34),
            "`low-lunge` works one side at a time, and this says both at once.",
        ),
        (
            "  - {exercise: camel, time: 46 min}\n",
            (4, 1),
            "This session takes more than 45 minutes.",
        ),
        ("  - {exercise: camel, week: {9: {sets: 100}}}\n", (4, 1), "This session takes"),
        (
            "  - circuit: {rounds: 3, steps: [{exercise: camel}, {rest: 1}, {exercise: split-squat-rfe}]}",
            (5, 64),
            "fifth change between floor and standing",
        ),
    ],
)
def test_what_is_legal_but_doubtful_is_a_warning(read_steps, steps, at, words):
    reading = read_steps(steps)
    assert reading.session is not None
    assert reading.errors == ()
    (warning,) = reading.warnings
    assert words in warning.said
    assert (warning.line, warning.column) == at


@pytest.mark.parametrize(
    "steps",
    [
        "  - {exercise: camel, hold: 120}\n",
        "  - {exercise: camel, sides: both}\n",
        "  - {exercise: camel, time: 44 min}\n",
        "  - {name: Own, hold: 5}\n  - {name: Own, hold: 5, posture: chair}\n",
        "  - circuit: {rounds: 2, steps: [{exercise: camel}, {exercise: low-lunge, variant: easier}]}\n",
    ],
)
def test_what_is_in_order_is_not_doubted(read_steps, steps):
    assert read_steps(steps).problems == ()


def test_more_than_six_different_exercises_are_doubted_only_if_assigned(read):
    steps = "steps:\n" + "".join(f"  - {{name: Own {n % 7}, hold: 5}}\n" for n in range(20))
    assert read(HEAD + steps).warnings == ()
    (warning,) = read(HEAD + "assigned: {to: J}\n" + steps).warnings
    assert warning.line == 12
    fewer = "steps:\n" + "".join(f"  - {{name: Own {n % 6}, hold: 5}}\n" for n in range(20))
    assert read(HEAD + "assigned: {to: J}\n" + fewer).warnings == ()


def test_doubts_and_errors_stand_together_in_order(read_steps):
    reading = read_steps("  - {exercise: camel, hold: 300}\n  - {exercise: camel, hold: x}\n")
    assert [problem.is_warning for problem in reading.problems] == [True, False]
    assert len(reading.errors) == len(reading.warnings) == 1


def test_a_broken_file_is_told_where(read):
    (problem,) = read(b"a: \xff").problems
    assert (problem.line, problem.column) == (1, 4)

"""How much: every form a person may write, and what is said to the others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Tempo
from hiptimer.engine.session import Auto, Linger, Often
from hiptimer.library import quantities
from hiptimer.library.quantities import Misread


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30 s", 30),
        ("30s", 30),
        ("30", 30),
        (" 30 s ", 30),
        ("30 sec", 30),
        ("30 seconds", 30),
        ("2.5 s", 2.5),
        ("0", 0),
        ("1 min", 60),
        ("1min", 60),
        ("2 minutes", 120),
        ("1 min 30 s", 90),
        ("1.5 min", 90),
        ("30   s", 30),
        ("30\u00a0s", 30),
        ("30 S", 30),
        ("30 Sec", 30),
        ("1 MIN  30 Secs", 90),
        ("1 Hour 2 Mins", 3720),
        ("1:30", 90),
        ("0:45", 45),
        ("90:00", 5400),
        ("1 h", 3600),
        ("1 h 30 min 10 s", 5410),
        ("24 h", 86400),
    ],
)
def test_a_duration(text, seconds):
    assert quantities.duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("30 s", Amount(30, 30)),
        ("20-30 s", Amount(20, 30)),
        ("20 - 30 s", Amount(20, 30)),
        ("20\u201330 s", Amount(20, 30)),
        ("20 to 30 s", Amount(20, 30)),
        ("20 s - 30 s", Amount(20, 30)),
        ("20 s - 30", Amount(20, 30)),
        ("20-30", Amount(20, 30)),
        ("1-2 min", Amount(60, 120)),
        ("45 s - 1 min 30 s", Amount(45, 90)),
        ("1:00-1:30", Amount(60, 90)),
        ("30 s or more", Amount(30, 30, open=True)),
        ("30 s  or   more", Amount(30, 30, open=True)),
        ("30 S or More", Amount(30, 30, open=True)),
        ("20   To 30 Sec", Amount(20, 30)),
        ("1-2  Min", Amount(60, 120)),
        ("1:30 or more", Amount(90, 90, open=True)),
    ],
)
def test_an_amount_of_time(text, amount):
    assert quantities.amount_of_time(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("8", Amount(8, 8)),
        ("6-8", Amount(6, 8)),
        ("6\u20138", Amount(6, 8)),
        ("6 to 8", Amount(6, 8)),
        ("8 or more", Amount(8, 8, open=True)),
        ("8  Or  More", Amount(8, 8, open=True)),
        ("1000", Amount(1000, 1000)),
    ],
)
def test_an_amount_of_counts(text, amount):
    assert quantities.amount_of_counts(text) == amount


def test_the_other_quantities():
    assert quantities.auto_or_duration("auto") is Auto.AUTO
    assert quantities.auto_or_duration(" Auto ") is Auto.AUTO
    assert quantities.auto_or_duration("8 s") == 8
    assert quantities.some_duration("0.5 s") == 0.5
    assert quantities.exact_time("30 s") == Amount(30, 30)
    assert quantities.exact_counts("8") == Amount(8, 8)
    assert quantities.sets("3") == 3
    assert quantities.count("0") == 0
    assert quantities.amount_of_sets("3-4") == Amount(3, 4)
    assert quantities.tempo("2-1-2-0") == Tempo(2, 1, 2, 0)
    assert quantities.tempo("2.5 \u2013 0 \u2013 1 \u2013 0") == Tempo(2.5, 0, 1, 0)
    assert quantities.day("2026-11-23") == date(2026, 11, 23)
    assert quantities.linger("20 s") == Linger(20, in_seconds=True)
    assert quantities.linger("1:30") == Linger(90, in_seconds=True)
    assert quantities.linger("4") == Linger(4, in_seconds=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", True), ("No", False), ("TRUE", True), ("false", False), ("on", True)],
)
def test_yes_and_no(text, value):
    assert quantities.yes_or_no(text) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 per week", (3, Often.PER_WEEK)),
        ("2 per day", (2, Often.PER_DAY)),
        ("daily", (1, Often.PER_DAY)),
        ("every 2 days", (2, Often.EVERY_DAYS)),
    ],
)
def test_how_often(text, value):
    assert quantities.times(text) == value
    assert quantities.times(text.title().replace(" ", "  ")) == value


@pytest.mark.parametrize(
    ("read", "text", "words"),
    [
        (quantities.duration, "25 h", "`25 h` is more than 24 hours."),
        (quantities.duration, "1441:00", "is more than 24 hours."),
        (quantities.duration, "9" * 90, "is more than 24 hours."),
        (quantities.duration, "010 s", "would read 8. Write 10."),
        (quantities.duration, "09 s", "`09 s` begins with a zero. Write 9."),
        (quantities.duration, "0:75", "75 seconds in a minute. Write 1:15."),
        (quantities.duration, "\u22125 s", "less than nothing"),
        (quantities.duration, "x" * 60, "x…` is not a length of time."),
        (quantities.duration, "5  M", "could be minutes or metres. Write 5 min."),
        (quantities.duration, "5 Breaths", "it is not a length of time"),
        (quantities.duration, "30 s ormore", "is not a length of time."),
        (quantities.duration, "\x1b[31m", "`\ufffd[31m` is not a length of time."),
        (quantities.amount_of_time, "20-30 S Or more", "is a range and open as well."),
        (quantities.amount_of_counts, "3 X 10", "Write sets: 3 and reps: 10."),
        (quantities.amount_of_time, "At least  30 S", "Write 30 s or more."),
        (quantities.some_duration, "0.01 s", "no time at all"),
        (quantities.exact_time, "20-30 s", "One number is wanted here, not `20-30 s`."),
        (quantities.exact_counts, "8 or more", "One number is wanted here"),
        (quantities.sets, "3-4", "One number is wanted here"),
        (quantities.amount_of_time, "30-20 s", "runs backwards. Write the lower number first."),
        (quantities.amount_of_time, "1 min - 2", "runs backwards"),
        (quantities.amount_of_time, "1-2 min 30 s", "has no unit. Write the units at both ends"),
        (quantities.amount_of_time, "0.5 s", "less than a second"),
        (quantities.amount_of_time, "0-5 s", "less than a second"),
        (quantities.amount_of_time, "20-30 s or more", "is a range and open as well."),
        (quantities.amount_of_time, "25 h or more", "more than 24 hours"),
        (quantities.amount_of_counts, "8-6", "runs backwards"),
        (quantities.amount_of_counts, "6-8 or more", "is a range and open as well."),
        (quantities.amount_of_counts, "9" * 5000, "is more than 1,000"),
        (quantities.amount_of_counts, "6-1001", "is more than 1,000"),
        (quantities.amount_of_counts, "6.5-8", "is not a whole number"),
        (quantities.amount_of_counts, "3 \u00d7 10", "Write sets: 3 and reps: 10."),
        (quantities.amount_of_sets, "101", "is more than 100"),
        (quantities.amount_of_sets, "2 or more", "has no end"),
        (quantities.amount_of_sets, "two", "`two` is not a number. Write it as 3 or 3-4."),
        (quantities.count, "1.5", "is not a whole number"),
        (quantities.count, "1001", "is more than 1,000"),
        (quantities.tempo, "90000-0-0-0", "more than 24 hours"),
        (quantities.times, "0 per week", "does not say how often"),
        (quantities.times, "200 per week", "is more than 168"),
        (quantities.times, "every 400 days", "is more than 365"),
        (quantities.day, "2026-02-30", "is not a date"),
        (quantities.day, "20261123", "is not a date"),
    ],
)
def test_what_cannot_be_meant_is_told(read, text, words):
    with pytest.raises(Misread) as caught:
        read(text)
    assert words in f"{caught.value.said} {caught.value.meant}"
    assert len(caught.value.said) < 200


READERS = [
    quantities.duration,
    quantities.some_duration,
    quantities.auto_or_duration,
    quantities.amount_of_time,
    quantities.exact_time,
    quantities.count,
    quantities.sets,
    quantities.amount_of_counts,
    quantities.exact_counts,
    quantities.amount_of_sets,
    quantities.tempo,
    quantities.yes_or_no,
    quantities.day,
    quantities.times,
    quantities.linger,
]


@given(
    st.sampled_from(READERS),
    st.text(max_size=30) | st.text("0123456789.:-\u2013+, smihnxor", max_size=16),
)
def test_any_text_is_understood_or_answered(read, text):
    told = ("A value.", "A value.")
    try:
        read(text)
    except Misread as misread:
        told = (misread.said, misread.meant)
    assert all(sentence.endswith(".") for sentence in told)


@given(st.integers(0, 86400))
def test_minutes_and_seconds_are_the_same_as_seconds(seconds):
    written = f"{seconds // 60}:{seconds % 60:02}"
    assert quantities.duration(written) == quantities.duration(f"{seconds} s") == seconds

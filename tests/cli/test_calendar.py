"""`hiptimer calendar`: the file it writes, and what it refuses."""

from datetime import datetime, time, timedelta

import pytest
from icalendar import Calendar

FOR_EVER = """\
hiptimer: 1
title: Evening session
assigned: {by: Dana W., times: 2 per day}
steps:
  - {exercise: camel, hold: 20 s, get_ready: 5 s}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "evening.yaml"
    path.write_text(FOR_EVER, encoding="utf-8")
    return path


def events(path):
    return Calendar.from_ical(path.read_bytes()).walk("VEVENT")


def test_it_is_written_at_the_time_asked_for(quickly, tmp_path, file):
    done = quickly("calendar", "days.ics", "--session", file, "--at", "19:15")
    assert (done.stdout, done.stderr, done.returncode) == ("", "days.ics is written.\n", 0)
    morning, evening = events(tmp_path / "days.ics")
    assert evening["DTSTART"].dt.time() == time(19, 15)
    assert morning["DTSTART"].dt.time() == time(8, 0)
    assert evening["DURATION"].dt == timedelta(minutes=1)
    assert isinstance(evening["DTSTART"].dt, datetime)


def test_six_in_the_evening_unless_told_otherwise(quickly, tmp_path, file):
    assert quickly("calendar", "days.ics", "--session", file).returncode == 0
    assert events(tmp_path / "days.ics")[-1]["DTSTART"].dt.time() == time(18, 0)


def test_what_is_there_already_stays(quickly, tmp_path, file):
    (tmp_path / "days.ics").write_text("mine", encoding="utf-8")
    done = quickly("calendar", "days.ics", "--session", file)
    assert done.returncode == 1
    assert "exists already" in done.stderr
    assert (tmp_path / "days.ics").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("days.txt", "--session", "evening.yaml"), 1, ".ics"),
        (("days.ics",), 2, "--session"),
        (("days.ics", "--session", "evening.yaml", "--at", "25:00"), 2, "25:00"),
        (("days.ics", "--session", "desk-brake"), 1, "desk-break"),
        (("days.ics", "--session", "desk-break"), 1, "times: 3 per week"),
        (("none/days.ics", "--session", "evening.yaml"), 1, "cannot be written"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(quickly, tmp_path, file, words, code, said):
    done = quickly("calendar", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert not list(tmp_path.glob("**/*.ics"))

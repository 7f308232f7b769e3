"""The history as a table and as JSON."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from journal_samples import NOON, PRESCRIBED, WORK, a_record, a_run, a_whole

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.session import Version
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    PainAnswer,
    PainStop,
    Reason,
    WholeRun,
)
from hiptimer.journal.tables import COLUMNS, RUN_COLUMNS, as_plain, write_csv, write_runs_csv

ANSWERS = CheckIns(
    pain_before=0,
    pain_after=4,
    pain_next_morning=10,
    settled=False,
    effort=6,
    difficulty=Difficulty.ABOUT_RIGHT,
)
ANSWERED = {
    "pain_before": "0",
    "pain_after": "4",
    "pain_next_morning": "10",
    "settled": "no",
    "effort": "6",
    "difficulty": "about_right",
}


def rows_of(*wholes, write=write_csv):
    file = io.StringIO(newline="")
    write(wholes, file)
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))


def a_stop(whole, seq, record, after_s, **changes):
    return PainStop(
        run_id=whole.run.id,
        seq=seq,
        index=record.index,
        step=record.step,
        name=record.name,
        side=record.side,
        at=record.started_at + timedelta(seconds=after_s),
        **changes,
    )


def parts_of(row, names):
    return {name: row[name] for name in names}


def test_one_row_is_one_interval():
    whole = a_whole(note="Links, „fest“\nund rechts")
    rows = rows_of(whole)
    assert len(rows) == len(WORK)
    assert list(rows[0]) == list(COLUMNS)
    first = rows[0]
    assert first["title"] == "Hip session A"
    assert first["run_started_at"] == NOON.isoformat()
    assert (first["status"], first["scale"], first["week"]) == ("complete", "80", "2")
    assert (first["kind"], first["side"], first["prescribed_s"]) == ("hold", "left", "30.0")
    assert (first["prescribed_count"], first["done_count"]) == ("", "")
    assert (rows[2]["prescribed_count"], rows[2]["done_count"]) == ("3", "3")
    assert (rows[3]["minimum_count"], rows[3]["prescribed_count"]) == ("4", "6")
    assert first["note"] == "Links, „fest“\nund rechts"


def test_a_run_without_intervals_has_a_row():
    (row,) = rows_of(WholeRun(a_run()))
    assert (row["title"], row["run_ended_at"], row["outcome"]) == ("Hip session A", "", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(start):
    bad = f"{start}HYPERLINK(1)"
    run = a_run(title=bad, note=bad, session_id=bad)
    (row,) = rows_of(WholeRun(run, (a_record(run, name=bad, exercise=bad),)))
    for column in ("title", "note", "session_id", "name", "exercise"):
        assert row[column] == f"'{bad}"


def test_a_number_below_zero_stays_a_number():
    run = a_run()
    (row,) = rows_of(WholeRun(run, (a_record(run, extra_s=-10.0, version=Version.EASIER),)))
    assert (row["extra_s"], row["version"]) == ("-10.0", "easier")


def test_the_json_says_what_was_prescribed_and_what_was_done():
    whole = a_whole()
    short = replace(whole.intervals[0], version=Version.EASIER, done_s=12.5, extra_s=-10.0)
    short = replace(short, why=Reason.KIT)
    (plain,) = json.loads(json.dumps(as_plain([replace(whole, intervals=(short,))])))
    assert (plain["id"], plain["status"], plain["revision"]) == (whole.run.id, "complete", 3)
    assert plain["choices"]["first"] == Side.RIGHT
    (interval,) = plain["intervals"]
    assert interval["prescribed"] == PRESCRIBED[WORK[0]]
    assert interval["done"] == {
        "outcome": "complete",
        "name": "Lunge",
        "version": "easier",
        "done_s": 12.5,
        "count": None,
        "extra_s": -10.0,
        "why": "kit",
    }


def test_every_row_tells_what_the_person_answered():
    whole = a_whole(check_ins=ANSWERS)
    for write in (write_csv, write_runs_csv):
        for row in rows_of(whole, write=write):
            assert parts_of(row, ANSWERED) == ANSWERED
        for row in rows_of(a_whole(), write=write):
            assert set(parts_of(row, ANSWERED).values()) == {""}
    (plain,) = as_plain([whole])
    assert plain["check_ins"] == {
        "pain_before": 0,
        "pain_after": 4,
        "pain_next_morning": 10,
        "settled": False,
        "effort": 6,
        "difficulty": "about_right",
    }
    assert set(as_plain([a_whole()])[0]["check_ins"].values()) == {None}


def test_a_pain_stop_stands_with_the_interval_it_was_in():
    whole = a_whole()
    begun, rest = whole.intervals[0], whole.intervals[1:]
    again = replace(begun, seq=len(whole.intervals))
    again = replace(again, started_at=begun.ended_at, ended_at=begun.ended_at + timedelta(hours=1))
    begun = replace(begun, outcome=Outcome.RESTARTED)
    stops = (
        a_stop(whole, 0, begun, 1, pain=6, answer=PainAnswer.CARRY_ON),
        a_stop(whole, 1, begun, 2, pain=3, answer=PainAnswer.EASIER),
        a_stop(whole, 2, again, 600),
        a_stop(whole, 3, rest[0], -3600, pain=0),  # the clock was put back
    )
    whole = replace(whole, intervals=(begun, *rest, again), stops=stops)
    rows = rows_of(whole)
    names = ("pain_stops", "pain_stop_pain", "pain_stop_answer")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("2", "6", "easier"),
        ("1", "0", ""),
        *[("0", "", "")] * (len(rest) - 1),
        ("1", "", ""),
    ]
    (row,) = rows_of(whole, write=write_runs_csv)
    assert (row["pain_stops"], row["pain_stop_pain"]) == ("4", "6")
    (plain,) = json.loads(json.dumps(as_plain([whole])))
    assert [(one["pain"], one["answer"]) for one in plain["pain_stops"]] == [
        (6, "carry_on"),
        (3, "easier"),
        (None, None),
        (0, None),
    ]


def test_one_row_is_one_run():
    whole = a_whole(note="=1+1")
    first, second, *others = whole.intervals
    done = (
        replace(first, outcome=Outcome.SHORTENED, done_s=15.0, why=Reason.PAIN),
        replace(second, outcome=Outcome.SKIPPED, done_s=0.0, why=Reason.NO_TIME),
        replace(others[0], outcome=Outcome.SKIPPED, done_count=0, why=Reason.NO_TIME),
    )
    rows = rows_of(whole, replace(whole, intervals=done), WholeRun(a_run()), write=write_runs_csv)
    assert list(rows[0]) == list(RUN_COLUMNS)
    steps = ("steps_asked", "steps_done", "steps_in_part", "steps_left_out", "steps_not_reached")
    assert [tuple(row[name] for name in (*steps, "dose_percent")) for row in rows] == [
        ("3", "3", "0", "0", "0", "100"),
        ("3", "0", "1", "1", "1", "8"),  # 15 of 60 s, nothing, and nothing
        ("3", "0", "0", "0", "3", "0"),
    ]
    assert [row["reasons"] for row in rows] == ["", "pain no_time", ""]
    assert (rows[0]["note"], rows[0]["active_s"]) == ("'=1+1", "60.0")
    assert (rows[0]["assigned_by"], rows[0]["revision"]) == ("Dana W., physio", "3")
    (row,) = rows_of(WholeRun(a_run(prescribed=())), write=write_runs_csv)
    assert (row["steps_asked"], row["dose_percent"]) == ("0", "")


def test_every_column_is_explained():
    words = (Path(__file__).resolve().parents[2] / "docs" / "journal-files.md").read_text("utf-8")
    by_run = words[words.index("### One row is one run") :]
    by_interval = words[words.index("### One row is one interval") : words.index(by_run)]
    for columns, told in ((COLUMNS, by_interval), (RUN_COLUMNS, by_run)):
        told_of = [line.split("`")[1] for line in told.splitlines() if line.startswith("| `")]
        assert told_of == list(columns)

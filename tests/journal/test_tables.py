"""The history as a table and as JSON."""

import csv
import io
import json
from dataclasses import replace

import pytest
from journal_samples import NOON, PRESCRIBED, WORK, a_record, a_run, a_whole

from hiptimer.engine.exercise import Side
from hiptimer.engine.session import Version
from hiptimer.journal.records import WholeRun
from hiptimer.journal.tables import COLUMNS, as_plain, write_csv


def rows_of(*wholes):
    file = io.StringIO(newline="")
    write_csv(wholes, file)
    return list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))


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
    }

"""The history for reading, as tables, and in from a file, with all that a person answered."""

import csv
import io
import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hiptimer.engine.events import Outcome
from hiptimer.journal.exchange import export
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    PainAnswer,
    PainStop,
    Reason,
    Status,
)

SILENT = ("--sound", "silent")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def answered(hiptimer, short, data_dir):
    """Leave one run of which everything was answered; return it."""
    hiptimer("play", short, "--speed", "500", *SILENT)
    with closing(Journal(data_dir / "journal.db")) as journal:
        whole = journal.whole(journal.runs()[0].id)
        journal.check_in(
            whole.run.id,
            CheckIns(
                pain_before=2,
                pain_after=4,
                pain_next_morning=1,
                settled=True,
                effort=6,
                difficulty=Difficulty.ABOUT_RIGHT,
            ),
        )
        journal.note(whole.run.id, "Tight.")
        for seq, (pain, answer) in enumerate(((6, PainAnswer.EASIER), (None, None))):
            journal.hurt(
                PainStop(
                    run_id=whole.run.id,
                    seq=seq,
                    index=5,
                    step=1,
                    name="Camel",
                    side=None,
                    at=whole.run.started_at,
                    pain=pain,
                    answer=answer,
                )
            )
        return journal.whole(whole.run.id)


@pytest.fixture
def taken_in(data_dir, answered, tmp_path):
    """Leave a journal in which the camel was left out for some reason."""

    def change(outcome, why):
        records = [
            replace(one, outcome=outcome, why=why) if one.name == "Camel" else one
            for one in answered.intervals
        ]
        (data_dir / "journal.db").unlink()
        with closing(Journal(data_dir / "journal.db")) as journal:
            journal.merge([replace(answered, intervals=tuple(records))])

    return change


@pytest.mark.usefixtures("answered")
def test_what_was_answered_is_read_with_the_run(quickly):
    lines = quickly("history").stdout.splitlines()
    assert (
        "  pain 2 before, 4 after, 1 the next morning; settled by the next morning; effort 6"
        in (lines[1])
    )
    assert lines[1].endswith("; about right")
    assert lines[2] == "  Tight."
    assert lines[-2:] == [
        "  pain stop at Camel; pain 6; went on with the easier version",
        "  pain stop at Camel",
    ]


@pytest.mark.parametrize(
    ("outcome", "why", "how"),
    [
        (Outcome.SKIPPED, None, "left out"),
        (Outcome.SKIPPED, Reason.NO_TIME, "left out (no time)"),
        (Outcome.SHORTENED, Reason.DONT_LIKE, "shortened (did not like it)"),
        (Outcome.STOPPED, Reason.PAIN, "ended here (pain)"),
        (Outcome.PAIN, Reason.PAIN, "stopped because something hurt"),
    ],
)
def test_the_reason_stands_with_what_was_not_done(quickly, taken_in, outcome, why, how):
    taken_in(outcome, why)
    line = next(line for line in quickly("history").stdout.splitlines() if "Camel" in line)
    assert line.endswith(how)


@pytest.mark.parametrize(
    ("why", "how"), [(Reason.NO_TIME, "ended early (no time),"), (None, "ended early,")]
)
def test_why_a_session_was_ended_between_two_exercises_is_told(
    quickly, data_dir, answered, why, how
):
    done = [one for one in answered.intervals if one.name != "Camel" or not one.kind.is_work]
    assert not done[-1].kind.is_work
    done[-1] = replace(done[-1], outcome=Outcome.STOPPED, why=why)
    run = replace(answered.run, status=Status.STOPPED)
    (data_dir / "journal.db").unlink()
    with closing(Journal(data_dir / "journal.db")) as journal:
        journal.merge([replace(answered, run=run, intervals=tuple(done))])
    assert how in quickly("history").stdout.splitlines()[0]


@pytest.mark.usefixtures("answered")
def test_tables_have_a_row_for_each_interval_or_for_each_run(quickly):
    intervals = list(csv.DictReader(io.StringIO(quickly("history", "--csv").stdout)))
    assert len(intervals) > 1
    assert {(row["pain_before"], row["effort"], row["note"]) for row in intervals} == {
        ("2", "6", "Tight.")
    }
    assert sum(int(row["pain_stops"]) for row in intervals) == 2
    (run,) = csv.DictReader(io.StringIO(quickly("history", "--csv", "--runs").stdout))
    assert (run["settled"], run["pain_stops"], run["dose_percent"]) == ("yes", "2", "100")
    (plain,) = json.loads(quickly("history", "--json").stdout)
    assert plain["check_ins"]["pain_next_morning"] == 1
    assert len(plain["pain_stops"]) == 2


@pytest.mark.parametrize("letters", ["utf-8", "latin-1"])
def test_excel_is_told_that_it_is_utf_8(hiptimer, letters):
    done = hiptimer("history", "--csv", "--excel", PYTHONIOENCODING=letters)
    assert done.stdout.encode().startswith(b"\xef\xbb\xbfrun_id,")


@pytest.mark.parametrize("option", ["--runs", "--excel"])
def test_a_form_of_the_table_goes_with_the_table(quickly, option):
    for more in ((), ("--json",)):
        done = quickly("history", option, *more)
        assert done.returncode == 2
        assert "--csv" in done.stderr


@pytest.fixture
def elsewhere(tmp_path, answered):
    """Return a file with the run that is here in another form, the same, and one that is new."""
    path = tmp_path / "elsewhere.jsonl"
    other = replace(answered, run=replace(answered.run, id="b" * 32, title="New"), stops=())
    other = replace(other, intervals=())
    with closing(Journal(tmp_path / "there.db")) as journal:
        journal.merge([replace(answered, run=replace(answered.run, note="Another.")), other])
        export(journal, path)
    return path


def titles(data_dir):
    with closing(Journal(data_dir / "journal.db")) as journal:
        return sorted(run.title for run in journal.runs())


def test_where_nobody_can_be_asked_it_is_told_and_taken_in(hiptimer, elsewhere, data_dir):
    told = hiptimer("import", elsewhere, "--dry-run")
    assert told.stdout.splitlines() == [
        "1 run would be added.",
        "1 is here in another form and stays as it is.",
    ]
    assert titles(data_dir) == ["Short one"]
    done = hiptimer("import", elsewhere)
    assert done.stderr.splitlines()[0] == "1 run would be added."  # told all the same
    assert done.stdout.splitlines()[0] == "1 run added."
    assert titles(data_dir) == ["New", "Short one"]
    assert hiptimer("import", elsewhere, "--yes").stdout.splitlines()[:2] == [
        "0 runs added.",
        "1 run was here already.",
    ]


@pytest.mark.parametrize(
    ("key", "is_taken"), [("y", True), ("n", False), ("\r", False), ("\x1b", False)]
)
def test_at_a_terminal_it_is_told_and_asked_first(terminal, elsewhere, data_dir, key, is_taken):
    shown = terminal("import", elsewhere)
    shown.until("1 run would be added.")
    shown.until("1 is here in another form and stays as it is.")
    shown.until("Take them in? [y/N]")
    shown.press(f"x{key}")
    assert shown.end() == 0
    assert shown.modes == shown.modes_before
    assert ("1 run added." in shown.text) == is_taken
    assert ("Nothing was taken in." in shown.text) != is_taken
    assert ("New" in titles(data_dir)) == is_taken


def test_who_says_yes_beforehand_or_has_nothing_to_gain_is_not_asked(terminal, elsewhere):
    for options, said in ((("--yes",), "1 run added."), ((), "0 runs added.")):
        shown = terminal("import", elsewhere, *options)
        shown.until(said)
        assert shown.end() == 0
        assert "[y/N]" not in shown.text


def test_leaving_at_the_question_takes_nothing_in(terminal, elsewhere, data_dir):
    shown = terminal("import", elsewhere)
    shown.until("Take them in?")
    shown.press("\x03")
    assert shown.end() == 130
    assert titles(data_dir) == ["Short one"]


def test_a_newer_form_is_refused_before_anything_is_asked(terminal, tmp_path):
    path = tmp_path / "newer.jsonl"
    path.write_text('{"hiptimer_journal": 2}\n')
    shown = terminal("import", path)
    shown.until("newer hiptimer")
    assert shown.end() == 1
    assert "[y/N]" not in shown.text


def test_what_the_journal_once_refused_is_told_of_too(hiptimer, quickly, short, tmp_path, data_dir):
    (data_dir / "journal.db").mkdir(parents=True)
    hiptimer("play", short, "--speed", "500", *SILENT)
    (kept,) = data_dir.glob("unsaved-*.jsonl")
    kept = kept.rename(tmp_path / "kept.jsonl")
    (data_dir / "journal.db").rmdir()
    assert quickly("import", kept, "--dry-run").stdout == (
        "1 run would be added, or completed if it is here already.\n"
    )
    assert quickly("import", kept).stdout == "1 run added.\n"
    with closing(Journal(data_dir / "journal.db")) as journal:
        assert [run.status for run in journal.runs()] == [Status.COMPLETE]

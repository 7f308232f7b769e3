"""What the journal once refused says of how many runs it tells."""

from dataclasses import replace

import pytest
from journal_samples import NOON, a_record, a_run

from hiptimer.errors import InputError
from hiptimer.journal.exchange import export, foresee, take_in_any
from hiptimer.journal.records import Status
from hiptimer.journal.spill import Ended, Noted, Written, is_left_over, keep, runs_left_over


def test_each_run_is_counted_once(tmp_path):
    first, second = a_run(), a_run()
    entries = [
        first,
        Written(a_record(first), 1.0, 0.0),
        second,
        Ended(first.id, Status.COMPLETE, NOON, 1.0, 0.0),
        Noted(first.id, "Tight."),
    ]
    kept = keep(entries, tmp_path, ())
    assert is_left_over(kept.path)
    assert runs_left_over(kept.path) == 2
    lines = kept.path.read_bytes().splitlines(keepends=True)
    kept.path.write_bytes(b"".join([*lines[:2], b"damaged\n"]))
    assert runs_left_over(kept.path) == 1
    stray = replace(first, id="c" * 32)
    assert runs_left_over(keep([Noted(stray.id, "x")], tmp_path, ()).path) == 0


def test_it_is_told_what_it_would_add_and_what_it_did(journal, tmp_path):
    run = a_run()
    kept = keep([run, Ended(run.id, Status.COMPLETE, NOON, 1.0, 0.0)], tmp_path, ()).path
    said, is_new = foresee(journal, kept)
    assert said.startswith("1 run would be added, or completed")
    assert is_new
    assert journal.runs() == ()
    assert take_in_any(journal, kept) == "1 run added."
    assert take_in_any(journal, kept).splitlines()[1] == "1 run was here already."
    history = tmp_path / "history.jsonl"
    export(journal, history)
    assert foresee(journal, history) == ("0 runs would be added.\n1 is here already.", False)
    journal.remove(run.id)
    assert take_in_any(journal, history).splitlines()[0] == "0 runs added."


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        runs_left_over(tmp_path / "nowhere.jsonl")

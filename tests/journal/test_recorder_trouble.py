"""A run that the recorder cannot write down: a full disk, a journal that refuses, what is kept aside."""

import json
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from journal_samples import TIMELINE, WORK, a_run, player
from recording import Guide

from hiptimer.engine.events import Outcome
from hiptimer.errors import InputError
from hiptimer.journal.merging import Merged
from hiptimer.journal.records import Status
from hiptimer.journal.spill import is_left_over, keep, other_folders, take_in, take_in_file


def fill(journal):
    with journal.store.reading() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
    journal.store._db.execute(f"PRAGMA max_page_count = {pages}")


def make_room(journal):
    journal.store._db.execute("PRAGMA max_page_count = 1000000")


def test_a_full_disk_stops_nothing_and_nothing_is_lost(journal, guide):
    run_id = guide.begin()
    guide.go(10)
    fill(journal)
    notes = 0
    while not guide.recorder.trouble:  # until the pages that are there are full
        guide.recorder.note(run_id, "x" * 1000 * notes)
        notes += 1
    guide.go(60)
    assert "disk is full" in guide.recorder.trouble
    assert len(journal.intervals(run_id)) == 1
    make_room(journal)
    guide.go(TIMELINE.duration_s)
    assert guide.recorder.trouble == ""
    whole = journal.whole(run_id)
    assert [one.index for one in whole.intervals] == [*range(len(TIMELINE.intervals))]
    assert whole.run.status is Status.COMPLETE
    assert whole.run.note == "x" * 1000 * (notes - 1)


def test_flush_writes_what_was_kept(journal, guide, path):
    journal.open()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        run_id = guide.begin()
        assert "in use by another program" in guide.recorder.trouble
        assert not guide.recorder.flush()
    assert guide.recorder.flush()
    assert guide.recorder.trouble == ""
    assert journal.run(run_id).status is Status.RUNNING


def test_the_next_run_waits_behind_the_one_not_yet_written(journal, guide, path):
    journal.open()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        first = guide.begin()
        guide.hear(guide.player.stop())
        guide.player = player(guide.clock)
        second = guide.begin()
    guide.hear(guide.player.stop())
    assert guide.recorder.trouble == ""
    assert {run.id: run.status for run in journal.runs()} == {
        first: Status.STOPPED,
        second: Status.STOPPED,
    }
    assert len(journal.intervals(first)) == 1


@pytest.fixture
def unwritable(journal, path):
    """A journal that cannot be opened until the folder in its place is gone."""
    path.mkdir(parents=True)
    yield
    if path.is_dir():
        path.rmdir()


@pytest.mark.usefixtures("unwritable")
def test_what_the_journal_refuses_to_the_end_is_taken_in_at_the_next_start(
    journal, journals, guide, path
):
    run_id = guide.begin()
    guide.go(60)
    guide.recorder.note(run_id, "Tight.")
    guide.hear(guide.player.stop())
    assert "cannot be opened" in guide.recorder.trouble
    left_over = guide.recorder.close(path.parent)
    spilled = left_over.path
    assert spilled == path.parent / "unsaved-1.jsonl"
    assert f"kept in {spilled} and taken in at the next start" in left_over.said
    journal.close()
    later = journals()
    (trouble,) = take_in(later, path.parent)
    assert "cannot be opened" in trouble
    assert spilled.exists()
    path.rmdir()
    again = spilled.read_bytes()
    assert take_in(later, path.parent) == ()
    assert not spilled.exists()
    whole = later.whole(run_id)
    assert (whole.run.status, whole.run.note) == (Status.STOPPED, "Tight.")
    assert [one.outcome for one in whole.intervals] == [
        Outcome.COMPLETE,
        Outcome.COMPLETE,
        Outcome.COMPLETE,
        Outcome.STOPPED,
    ]
    assert whole.run.active_s == 40
    spilled.write_bytes(again)  # as if it had not been taken away in time
    assert take_in(later, path.parent) == ()
    assert later.whole(run_id) == whole


def test_a_resumed_run_is_spilled_whole(journal, journals, guide, path):
    run_id = guide.begin()
    guide.go(15)
    guide.recorder.close(path.parent)
    journal.close()
    second_journal = journals()
    second = Guide(second_journal)
    second.recorder.resume(run_id)
    second.hear(second.player.play(WORK[0]))
    second_journal.close()
    for part in path.parent.glob("journal.db*"):
        part.unlink()
    path.mkdir()
    second.go(45)
    assert second.recorder.close(path.parent).path.exists()
    path.rmdir()
    third = journals()
    assert take_in(third, path.parent) == ()
    (whole,) = third.unfinished()
    assert [one.index for one in whole.intervals] == [0, 0, 1]
    assert whole.run.active_s == 30


@pytest.fixture
def not_a_folder(tmp_path):
    path = tmp_path / "file"
    path.touch()
    return path


@pytest.mark.usefixtures("unwritable")
def test_when_nothing_can_be_written_anywhere_it_is_said(guide, not_a_folder):
    guide.begin()
    left_over = guide.recorder.close(not_a_folder, lambda: [not_a_folder / "home"])
    assert left_over.path is None
    assert "lost" in left_over.said
    assert (
        f"{not_a_folder}: File exists; {not_a_folder / 'home'}: Not a directory" in left_over.said
    )


@pytest.mark.usefixtures("unwritable")
def test_what_finds_no_room_beside_the_journal_is_kept_elsewhere_for_an_import(
    journal, journals, guide, path, not_a_folder, tmp_path
):
    run_id = guide.begin()
    guide.go(60)
    home = tmp_path / "at {home}"
    home.mkdir()
    left_over = guide.recorder.close(not_a_folder, lambda: [not_a_folder, home])
    assert left_over.path == home / "hiptimer-unsaved-1.jsonl"
    assert f"hiptimer import '{left_over.path}'" in left_over.said
    if os.name == "posix":
        assert left_over.path.stat().st_mode & 0o077 == 0
    journal.close()
    path.rmdir()
    later = journals()
    assert is_left_over(left_over.path)
    assert take_in_file(later, left_over.path) == Merged(added=1)
    assert take_in_file(later, left_over.path) == Merged(known=1)
    (whole,) = later.unfinished()
    assert (whole.run.id, len(whole.intervals)) == (run_id, 3)
    with left_over.path.open("a") as file:
        file.write("[]\n")
    with pytest.raises(InputError, match=r"1 line of .* could not be read"):
        take_in_file(later, left_over.path)


def test_what_the_journal_has_in_part_is_completed_by_an_import(journal, guide, path, tmp_path):
    run_id = guide.begin()
    guide.go(12)
    fill(journal)
    while not guide.recorder.trouble:
        guide.recorder.note(run_id, (guide.recorder.run.note or "x") * 5000)
    guide.go(TIMELINE.duration_s)
    left_over = guide.recorder.close(tmp_path / "kept")
    make_room(journal)
    assert take_in_file(journal, left_over.path) == Merged(added=1)
    whole = journal.whole(run_id)
    assert whole.run.status is Status.COMPLETE
    assert len(whole.intervals) == len(TIMELINE.intervals)


def test_only_what_was_left_over_is_taken_for_it(journal, tmp_path):
    other = tmp_path / "other.jsonl"
    for content in (b"", b"{", b"[]\n", b'{"hiptimer_journal": 1}\n'):
        other.write_bytes(content)
        assert not is_left_over(other)
    assert not is_left_over(tmp_path / "nowhere")
    with pytest.raises(InputError, match="cannot be read"):
        take_in_file(journal, tmp_path / "nowhere")


def test_on_a_full_disk_no_empty_file_is_left(monkeypatch, tmp_path):
    resource = pytest.importorskip("resource")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "home").mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        left_over = keep([a_run()], tmp_path / "data", other_folders())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert left_over.path is None
    assert str(tmp_path / "home") in left_over.said
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_home_comes_before_the_folder_for_a_while(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert list(other_folders()) == [tmp_path, Path(tempfile.gettempdir())]


def test_with_all_written_nothing_is_spilled(journal, guide, path):
    guide.begin()
    assert guide.recorder.close(path.parent) is None
    assert list(path.parent.glob("unsaved*")) == []
    assert take_in(journal, path.parent) == ()


@pytest.mark.usefixtures("unwritable")
def test_a_spilled_file_cut_short_gives_what_it_has_and_is_kept(journal, journals, guide, path):
    run_id = guide.begin()
    guide.go(60)
    spilled = guide.recorder.close(path.parent).path
    lines = spilled.read_bytes().splitlines(keepends=True)
    orphan = json.dumps({"run_id": "0" * 32, "note": "of a run that is not in the file"})
    spilled.write_bytes(b"".join(lines[:3]) + lines[3][:100] + f"\n{orphan}\n[]\n".encode())
    journal.close()
    path.rmdir()
    later = journals()
    (said,) = take_in(later, path.parent)
    assert said.startswith("3 lines of")
    assert not spilled.exists()
    assert spilled.with_suffix(".damaged").exists()
    (whole,) = later.unfinished()
    assert (whole.run.id, [one.index for one in whole.intervals]) == (run_id, [0, 1])


def test_a_spilled_file_that_cannot_be_read_is_said(journal, path):
    path.parent.joinpath("unsaved-1.jsonl").mkdir(parents=True)
    (said,) = take_in(journal, path.parent)
    assert "could not be taken into the journal" in said

"""A run as it is played, written down by the recorder, whatever the disk does."""

import json
import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from journal_samples import NOON, SESSION, TEXT, TIMELINE, WORK, HandClock, a_run, player

from hiptimer import __version__
from hiptimer.engine.events import Done, Left, Outcome, Paused, Resumed, Why
from hiptimer.engine.plain import prescription
from hiptimer.engine.settling import Choices
from hiptimer.errors import InputError, JournalError
from hiptimer.journal.fields import MOST_SECONDS
from hiptimer.journal.merging import Merged
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import Status, WholeRun, choices_at_end, effective, resumable_at
from hiptimer.journal.spill import is_left_over, keep, other_folders, take_in, take_in_file


class Guide:
    """A player whose events the recorder hears."""

    def __init__(self, journal, clock=None, session=SESSION, choices=None):
        self.clock = clock or HandClock()
        self.player = player(self.clock, session, choices)
        self.recorder = Recorder(journal, self.clock.now)

    def begin(self):
        self.recorder.begin(
            SESSION, TEXT, TIMELINE, Choices(scale=100), session_hash="ab" * 32, revision=4
        )
        self.hear(self.player.play())
        return self.recorder.run.id

    def hear(self, events):
        self.recorder.hear(events)

    def go(self, to_s):
        """Let time pass up to `to_s` on the timeline, if nothing holds it up, a second at a time."""
        while self.clock.seconds < to_s:
            self.clock.seconds = min(to_s, self.clock.seconds + 1)
            self.hear(self.player.advance())


@pytest.fixture
def guide(journal):
    return Guide(journal)


def test_a_session_is_written_down_interval_by_interval(journal, guide):
    run_id = guide.begin()
    begun = journal.run(run_id)
    assert begun.status is Status.RUNNING
    assert (begun.session_id, begun.title, begun.author) == ("hip-a", "Hip session A", "Dana")
    assert (begun.assigned_by, begun.revision) == ("Dana W., physio", 4)
    assert (begun.session_text, begun.session_hash) == (TEXT, "ab" * 32)
    assert (begun.started_at, begun.app_version) == (NOON, __version__)
    assert (begun.scale, begun.week) == (100, 1)
    assert begun.prescribed == tuple(map(prescription, TIMELINE.intervals))
    for interval in TIMELINE.intervals:
        assert [record.index for record in journal.intervals(run_id)] == [*range(interval.index)]
        guide.go(interval.end_s)
    assert guide.recorder.run is None
    whole = journal.whole(run_id)
    assert whole.run.status is Status.COMPLETE
    assert whole.run.ended_at == NOON + timedelta(seconds=TIMELINE.duration_s)
    assert whole.run.active_s == sum(TIMELINE.intervals[index].duration_s for index in WORK)
    assert whole.run.paused_s == 0
    for record, interval in zip(whole.intervals, TIMELINE.intervals, strict=True):
        assert record.prescribed == prescription(interval)
        assert (record.name, record.kind, record.side) == (
            interval.name,
            interval.kind,
            interval.side,
        )
        assert record.outcome is Outcome.COMPLETE
        assert (record.done_s, record.done_count) == (interval.duration_s, interval.count)
        assert record.ended_at - record.started_at == timedelta(seconds=interval.duration_s)


def test_pauses_are_counted_apart(journal, guide):
    run_id = guide.begin()
    guide.go(20)
    guide.hear(guide.player.pause())
    guide.clock.seconds += 40
    guide.hear([Paused(Why.PAIN)])  # said again: the first one counts
    guide.clock.seconds += 20
    guide.hear(guide.player.play())
    guide.hear([Resumed()])  # of no pause
    guide.go(100)
    record = journal.intervals(run_id)[1]
    assert record.done_s == 30
    assert (record.ended_at - record.started_at).total_seconds() == 90
    assert journal.run(run_id).paused_s == 60
    guide.hear(guide.player.pause())
    guide.clock.seconds += 5
    guide.hear(guide.player.stop(Why.PAIN))
    run = journal.run(run_id)
    assert (run.status, run.paused_s) == (Status.PAIN, 65)


def test_a_clock_put_on_by_years_does_not_make_a_pause_that_nobody_can_read(journal, guide):
    run_id = guide.begin()
    guide.hear(guide.player.pause())
    guide.clock.start += timedelta(days=20 * 365)
    guide.hear(guide.player.stop())
    whole = journal.whole(run_id)
    assert whole.run.paused_s == MOST_SECONDS
    assert whole_from_plain(from_json(as_json(whole_as_plain(whole)).encode())) == whole


def test_a_clock_put_back_does_not_make_a_pause_negative(journal, guide):
    run_id = guide.begin()
    guide.hear(guide.player.pause())
    guide.clock.start -= timedelta(hours=1)
    guide.hear(guide.player.play())
    guide.hear(guide.player.stop())
    run = journal.run(run_id)
    assert (run.status, run.paused_s) == (Status.STOPPED, 0)


def test_a_side_done_again_counts_once(journal, guide):
    run_id = guide.begin()
    guide.go(25)  # 15 s into the left side
    guide.hear(guide.player.back())
    guide.go(25 + 30)
    records = journal.intervals(run_id)
    assert [(one.index, one.outcome, one.done_s) for one in records] == [
        (0, Outcome.COMPLETE, 10),
        (1, Outcome.RESTARTED, 15),
        (1, Outcome.COMPLETE, 30),
    ]
    assert effective(records) == {0: records[0], 1: records[2]}
    assert journal.run(run_id).active_s == 45  # all that was done


def test_what_is_jumped_over_is_written_as_skipped(journal, guide):
    run_id = guide.begin()
    guide.go(12)
    guide.hear(guide.player.skip_step())
    records = journal.intervals(run_id)
    assert [(one.index, one.outcome, one.done_s) for one in records] == [
        (0, Outcome.COMPLETE, 10),
        (1, Outcome.SKIPPED, 2),
        (3, Outcome.SKIPPED, 0),
    ]
    assert records[2].started_at == records[2].ended_at


def test_what_was_made_longer_is_compared_with_what_was_asked(journal, guide):
    run_id = guide.begin()
    guide.go(12)
    guide.hear(guide.player.longer())
    guide.go(60)
    record = journal.intervals(run_id)[1]
    assert (record.done_s, record.extra_s) == (40, 10)
    assert record.prescribed["duration_s"] == 30


def test_an_interval_the_prescription_had_not_brings_its_own(journal, guide):
    run_id = guide.begin()
    one = TIMELINE.intervals[1]
    done = Done(Outcome.COMPLETE, 30.0, None, 0.0)
    guide.hear([Left(replace(one, index=99, name="Another"), done)])
    (record,) = journal.intervals(run_id)
    assert record.prescribed["name"] == "Another"


def test_without_a_run_nothing_is_heard(journal, guide):
    guide.hear(guide.player.play())
    guide.hear(guide.player.stop())
    assert journal.runs() == ()
    assert guide.recorder.flush()


# Cut off.


def test_a_run_goes_on_where_it_was_cut_off(journal, journals, guide):
    run_id = guide.begin()
    guide.go(60)  # in the middle of the right side
    guide.hear(guide.player.pause())
    guide.clock.seconds += 7
    guide.hear(guide.player.play())
    guide.hear(guide.player.back())
    journal.close()
    later = journals()
    (cut_off,) = later.unfinished()
    at = resumable_at(cut_off)
    assert at == WORK[1]
    next_guide = Guide(later, HandClock(NOON + timedelta(hours=2)), choices=choices_at_end(cut_off))
    run = next_guide.recorder.resume(run_id)
    assert run == cut_off.run
    next_guide.hear(next_guide.player.play(at))
    next_guide.go(3600)
    whole = later.whole(run_id)
    assert whole.run.status is Status.COMPLETE
    assert whole.run.paused_s == 7
    assert [one.seq for one in whole.intervals] == [*range(len(whole.intervals))]
    assert set(effective(whole.intervals)) == {*range(len(TIMELINE.intervals))}
    assert resumable_at(whole) is None
    work_s = sum(one.done_s for one in whole.intervals if one.kind.is_work)
    assert whole.run.active_s == work_s > 30 * 2


def test_a_run_that_is_over_is_not_resumed(journal, guide):
    run_id = guide.begin()
    guide.hear(guide.player.stop())
    with pytest.raises(JournalError, match="over"):
        guide.recorder.resume(run_id)


def test_a_stopped_interval_is_where_to_go_on(journal, guide):
    run_id = guide.begin()
    guide.go(20)
    guide.hear(guide.player.stop())
    whole = journal.whole(run_id)
    assert whole.intervals[-1].outcome is Outcome.STOPPED
    assert resumable_at(whole) == WORK[0]


# Trouble.


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


def test_the_versions_changed_on_the_way_hold_when_it_is_resumed(journal, guide):
    run_id = guide.begin()
    guide.go(60)
    whole = journal.whole(run_id)
    assert choices_at_end(whole) == whole.run.choices
    easier = replace(whole.intervals[1], version="easier")
    changed = choices_at_end(WholeRun(whole.run, (*whole.intervals, easier)))
    assert changed.versions == {easier.step: "easier"}


def test_a_prescription_without_an_index_is_no_place_to_resume(journal, guide):
    whole = journal.whole(guide.begin())
    odd = ({"index": "one", "kind": "hold"}, {"index": 1, "kind": "hold"})
    assert resumable_at(WholeRun(replace(whole.run, prescribed=odd))) == 1

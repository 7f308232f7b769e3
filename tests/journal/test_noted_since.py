"""The runs written down since the last copy, read again whatever became of their files."""

from dataclasses import replace
from datetime import timedelta

from copied import on
from journal_samples import HandClock, a_whole, written

from hiptimer.journal.backups import Backups
from hiptimer.journal.journal import Journal


def test_runs_written_down_are_read_as_they_were_last(path):
    first, second = a_whole(), a_whole()
    later = replace(first, run=replace(first.run, note="later"))
    on(path).note(first)
    on(path).note(second)
    on(path, days=1).note(later)
    backups = on(path, days=1)
    assert backups.noted() == {first.run.id: later, second.run.id: second}
    assert backups.last_noted() == later
    assert on(path).last_noted() == second  # the other day is yet to come


def test_a_run_changed_while_the_clock_was_wrong_counts_as_it_was_last(path):
    clock = HandClock()
    journal = Journal(path, clock.now)
    backups = Backups(path, clock.now)
    journal.follow(backups.note)
    run_id = written(journal).run.id
    for days, note in ((1, "in time"), (-300, "the clock put back"), (2, "")):
        clock.seconds = timedelta(days=days).total_seconds()
        if note:
            journal.note(run_id, note)
    assert backups.noted()[run_id].run.note == journal.run(run_id).note == "the clock put back"
    journal.close()


def test_a_line_cut_off_takes_no_other_with_it(path):
    first, second = a_whole(), a_whole()
    on(path).note(first)
    on(path).note(second)
    (file,) = on(path).since()
    file.write_bytes(file.read_bytes()[:-50])
    assert on(path).noted() == {first.run.id: first}
    assert on(path).last_noted() == first
    on(path).note(second)
    assert on(path).last_noted() == second
    assert on(path).noted() == {first.run.id: first, second.run.id: second}


def test_a_file_that_cannot_be_read_takes_no_other_with_it(path):
    whole = a_whole()
    on(path).note(whole)
    path.parent.joinpath("backups", "since-2026-11-23.jsonl").mkdir()
    path.parent.joinpath("backups", "since-2026-11-24.jsonl").touch()
    assert on(path, days=2).noted() == {whole.run.id: whole}
    assert on(path, days=2).last_noted() == whole


def test_where_nothing_was_written_down_there_is_nothing(path):
    assert on(path).noted() == {}
    assert on(path).last_noted() is None
    assert on(path).copies() == on(path).since() == ()

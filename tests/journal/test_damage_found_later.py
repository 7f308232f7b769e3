"""Damage to a journal that its log took along, or that shows only when it is read."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import damages
import pytest
from copied import everything, on
from journal_samples import written

from hiptimer.errors import JournalBrokenError
from hiptimer.journal import restoring as module
from hiptimer.journal.changes import Correction


# Its log.
def with_log(path, journals, tmp_path):
    """Return the place of a journal whose newest runs are in the log alone, as after a power cut."""
    journal = journals()
    journal.follow(on(path).note)
    journal.open()
    for _turn in range(4):
        written(journal)
    expected = everything(journal)
    there = tmp_path / "after" / "journal.db"
    shutil.copytree(path.parent, there.parent)
    journal.close()
    return there, there.with_name("journal.db-wal"), expected


@pytest.mark.parametrize("cut_to", [0.9, 0.5, 0.1, 0])
@pytest.mark.usefixtures("kept")
def test_what_a_torn_log_took_with_it_is_put_back(journals, path, tmp_path, cut_to):
    there, log, expected = with_log(path, journals, tmp_path)
    with log.open("r+b") as file:
        file.truncate(int(log.stat().st_size * cut_to))
    journal = journals(there)
    said = journal.open_or_set_aside()
    assert "missing from the journal and w" in said
    assert everything(journal) == expected
    assert journal.open_or_set_aside() == ""


@pytest.mark.usefixtures("kept")
def test_what_a_log_of_garbage_took_with_it_is_put_back(journals, path, tmp_path):
    there, log, expected = with_log(path, journals, tmp_path)
    log.write_bytes(b"garbage" * 5000)
    journal = journals(there)
    assert "4 runs were missing from the journal and were put back." in journal.open_or_set_aside()
    assert everything(journal) == expected


@pytest.mark.usefixtures("kept")
def test_a_whole_log_is_no_reason_to_say_anything(journals, path, tmp_path):
    there, _log, expected = with_log(path, journals, tmp_path)
    journal = journals(there)
    assert journal.open_or_set_aside() == ""
    assert everything(journal) == expected


def test_a_damaged_file_takes_its_log_with_it_and_what_is_in_both_is_read(
    journals, path, kept, tmp_path
):
    there, _log, expected = with_log(path, journals, tmp_path)
    for file in on(there).since():
        file.unlink()
    damages.overwrite(there, damages.root_of(path, "run_started") * damages.PAGE, b"\x13" * 4096)
    journal = journals(there)
    journal.open_or_set_aside()
    assert set(kept) < set(expected)
    assert everything(journal) == expected


# Found later.
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE interval SET outcome = 'dreamt' WHERE run_id = ?",
        "UPDATE interval SET started_at = x'00ff' WHERE run_id = ?",
        "UPDATE run SET choices = '{' WHERE id = ?",
        "UPDATE run SET title = CAST(x'ff' AS TEXT) WHERE id = ?",
    ],
)
@pytest.mark.parametrize("days_of_copies", [(), (0,)])
def test_what_only_shows_when_it_is_read_is_put_right_at_the_next_start(
    journals, path, kept, statement, days_of_copies
):
    last = on(path).last_noted().run.id  # a start looks at this one
    run_id = next(key for key in kept if key != last)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement, (run_id,))
    for day in days_of_copies:
        on(path, day).copy()  # every page is well, so the copy has it too
    journal = journals()
    assert journal.open_or_set_aside() == ""
    with pytest.raises(JournalBrokenError, match="When hiptimer is next started, it restores"):
        journal.whole(run_id)
    journal.close()
    again = journals()
    said = again.open_or_set_aside()
    assert everything(again) == kept
    assert "any more" not in said
    assert again.open_or_set_aside() == ""


@pytest.mark.parametrize(
    "change", ["started_at = '2026-11-22T12:00:00'", "choices = '{'", "ended_at = 'then'"]
)
def test_the_run_written_last_is_put_right_at_once(journals, path, kept, change):
    last = on(path).last_noted().run.id
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"UPDATE run SET {change} WHERE id = ?", (last,))  # noqa: S608
    journal = journals()
    assert journal.open_or_set_aside() == "1 run was missing from the journal and was put back."
    assert everything(journal) == kept


@pytest.mark.parametrize("is_copied", [True, False])
def test_a_run_that_no_copy_has_any_more_is_told_of_and_stands_in_nobodys_way(
    journals, path, kept, copy, is_copied
):
    note = "x" * 3000 if is_copied else ""  # as `kept` writes them
    shown = (one.run for one in kept.values() if one.run.removed_at is None)
    run_id = next(run.id for run in shown if run.note == note)
    for file in (path, copy):
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE run SET choices = '{' WHERE id = ?", (run_id,))
    for file in on(path).since():
        file.unlink()
    with pytest.raises(JournalBrokenError):
        journals().runs()
    journal = journals()
    assert "1 run could not be read any more." in journal.open_or_set_aside()
    assert everything(journal) == {key: kept[key] for key in kept if key != run_id}
    assert journals().open_or_set_aside() == ""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="nothing fails so reliably there")
def test_where_the_disk_does_not_give_a_copy_the_others_are_read(
    journals, path, kept, untouched, copy
):
    """The lost run is in the oldest of three copies; that in the middle cannot be read."""
    oldest = copy.with_name("journal-2026-11-19.db")
    shutil.copyfile(copy, oldest)
    for file in (path, copy):
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE run SET choices = '{' WHERE id = ?", (untouched,))
    copy.with_name("journal-2026-11-20.db").symlink_to("/proc/self/mem")
    with pytest.raises(JournalBrokenError):
        journals().runs()
    journal = journals()
    assert "any more" not in journal.open_or_set_aside()
    assert set(everything(journal)) == set(kept)


def test_a_run_changed_by_hand_that_cannot_be_read_takes_its_changes_with_it(
    journals, path, untouched
):
    journal = journals()
    journal.correct(untouched, Correction(note="once more"))
    journal.close()
    on(path).copy()
    for file in (path, *on(path).copies()):
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("UPDATE run SET choices = '{' WHERE id = ?", (untouched,))
    for file in on(path).since():
        file.unlink()
    with pytest.raises(JournalBrokenError):
        journals().runs()
    again = journals()
    again.open_or_set_aside()
    assert untouched not in everything(again)
    with again.store.reading() as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.usefixtures("kept")
def test_damage_met_while_writing_is_said_and_put_right_at_the_next_start(journals, path, kept):
    journal = journals()
    journal.open()
    damages.pages_overwritten(path)
    damages.table_root_destroyed(path)
    with pytest.raises(JournalBrokenError, match="damaged"):
        written(journal)
    journal.close()
    again = journals()
    again.open_or_set_aside()
    assert {key: everything(again)[key] for key in kept} == kept


def test_a_large_file_is_not_looked_through_at_the_start_but_with_its_copy(
    journals, path, kept, monkeypatch
):
    monkeypatch.setattr(module, "LOOKED_THROUGH", 4096)
    damages.schema_swapped(path)
    journal = journals()
    assert journal.open_or_set_aside() == ""
    with pytest.raises(JournalBrokenError):
        on(path).copy()
    journal.close()
    again = journals()
    assert "restored from the copy of 2026-11-21" in again.open_or_set_aside()
    assert everything(again) == kept


@pytest.mark.parametrize("damage", [damages.garbage, damages.cut_in_half, damages.gone])
def test_a_large_file_that_is_plainly_damaged_is_restored_at_once(
    journals, path, kept, monkeypatch, damage
):
    monkeypatch.setattr(module, "LOOKED_THROUGH", 4096)
    damage(path)
    journal = journals()
    assert "restored from the copy" in journal.open_or_set_aside()
    assert everything(journal) == kept


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE run SET session_text = 99999",
        "DELETE FROM kept",
        "DELETE FROM run WHERE origin = 'played'",
    ],
)
def test_rows_without_those_they_belong_to_are_damage(
    journals, path, kept, statement, large, monkeypatch
):
    if large:
        monkeypatch.setattr(module, "LOOKED_THROUGH", 4096)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)
    journal = journals()
    said = journal.open_or_set_aside()
    if not said:
        assert large
        with pytest.raises(JournalBrokenError, match="belongs to none"):
            on(path).copy()
        journal.close()
        said = journals().open_or_set_aside()
    assert "restored from the copy of 2026-11-21" in said
    assert everything(journals()) == kept


@pytest.mark.parametrize("of_copy", [False, True])
def test_a_table_that_has_lost_a_column_is_damage(journals, path, kept, copy, of_copy):
    for file in (path, copy) if of_copy else (path,):
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("ALTER TABLE interval RENAME COLUMN extra_s TO extra_t")
    journal = journals()
    said = journal.open_or_set_aside()
    assert ("no whole copy" if of_copy else "restored from the copy") in said
    if not of_copy:
        assert everything(journal) == kept


def test_a_file_format_of_which_sqlite_knows_nothing_is_damage(journals, path, kept):
    damages.overwrite(path, 44, b"\0\0\0\x09")
    with pytest.raises(JournalBrokenError, match="unsupported file format"):
        journals().runs()
    journal = journals()
    journal.open_or_set_aside()
    assert everything(journal) == kept

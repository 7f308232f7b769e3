"""Two computers and one shared folder of real files: what is done on one is seen on the other."""

from datetime import timedelta
from pathlib import Path

from computers import AWAY, ids
from journal_samples import NOON, a_run, a_whole, written

from hiptimer.journal.changes import Correction
from hiptimer.journal.exchange import export, take_in
from hiptimer.journal.merging import AT_ONCE
from hiptimer.journal.records import Status
from hiptimer.journal.shared import SharedFolder, Taken, folder_in, follow_shared
from hiptimer.places import Places
from hiptimer.preferences import Preferences


def test_a_run_done_here_is_seen_there(here, there):
    whole = written(here.journal)
    assert there.shared.read() == Taken(added=1, others=1)
    assert there.journal.whole(whole.run.id) == whole
    assert here.shared.read() == Taken()
    assert there.shared.exchange().others == 1
    assert here.shared.exchange() == Taken(others=1)  # its file is there, if empty


def test_each_computer_writes_a_file_of_its_own(here, there, folder):
    first, second = here.play(), there.play()
    for one in (here, there):
        one.shared.exchange()
    assert sorted(folder.iterdir()) == sorted({here.file, there.file})
    assert (ids(here.file), ids(there.file)) == ([first], [second])
    assert here.everything() == there.everything()


def test_what_was_done_before_the_folder_was_chosen_is_written_too(computer, there):
    before = computer(follows=False)
    run_ids = [before.play(), before.play()]
    away = before.journal
    away.add(a_whole(started_at=NOON - timedelta(days=1)))
    assert before.shared.catch_up() == ""
    assert there.shared.read().added == 3
    assert set(run_ids) <= there.notes().keys()


def test_a_run_in_hand_or_cut_off_is_not_written_yet(here, there):
    run = a_run(prescribed=())
    here.journal.begin(run)
    here.journal.note(run.id, "so far")
    here.shared.catch_up()
    assert ids(here.file) == []
    here.journal.set_cut_off(run.id)
    assert ids(here.file) == [run.id]
    assert there.shared.read().added == 1
    assert there.journal.run(run.id).status is Status.CUT_OFF


def test_a_change_is_seen_there_and_what_it_replaced_is_kept(here, there):
    run_id = here.play()
    there.shared.read()
    here.journal.correct(run_id, Correction(note="better", status=Status.STOPPED))
    taken = there.shared.read()
    assert taken == Taken(changed=1, others=1)
    assert taken.is_news
    assert not there.shared.read().is_news
    assert here.everything() == there.everything()
    assert there.superseded() == 1
    assert (here.superseded(), here.journal.run(run_id).note) == (0, "better")


def test_removed_here_it_is_removed_there_and_an_undone_removal_brings_it_back(here, there):
    run_id = here.play()
    there.shared.read()
    here.journal.remove(run_id)
    assert there.shared.read().changed == 1
    assert there.notes() == {}
    here.journal.undo()
    assert there.shared.read().changed == 1
    assert there.notes() == here.notes() == {run_id: ""}


def test_the_same_run_changed_on_both_takes_the_later_form_on_both(here, there):
    run_id = here.play()
    there.shared.read()
    there.clock.seconds += 500
    here.note(run_id, "here, first")
    there.note(run_id, "there, later")
    for one in (here, there):
        one.shared.exchange()
    assert here.notes() == there.notes() == {run_id: "there, later"}
    assert (here.superseded(), there.superseded()) == (1, 0)
    assert here.everything() == there.everything()


def test_removed_on_one_and_changed_later_on_the_other_it_stays(here, there):
    run_id = here.play()
    there.shared.read()
    there.clock.seconds += 500
    here.journal.remove(run_id)
    there.note(run_id, "it was good")
    for one in (here, there):
        one.shared.exchange()
    assert here.notes() == there.notes() == {run_id: "it was good"}


def test_what_the_other_has_changed_since_cannot_be_taken_back_here(here, there):
    run_id = here.play()
    here.journal.correct(run_id, Correction(note="first"))
    there.shared.read()
    there.clock.seconds += 500
    there.note(run_id, "second")
    here.shared.read()
    assert here.journal.last_change() is None
    assert here.journal.undo() is None
    assert here.notes() == {run_id: "second"}


def test_changed_at_the_same_moment_both_agree(here, there):
    run_id = here.play()
    there.shared.read()
    there.clock.seconds = here.clock.seconds
    here.note(run_id, "a")
    there.note(run_id, "b")
    for one in (here, there, here):
        one.shared.exchange()
    assert here.everything() == there.everything()


def test_a_change_counts_though_the_clock_of_that_computer_is_slow(here, there):
    here.clock.seconds += 10_000
    run_id = here.play()
    here.note(run_id, "in the future, as the other sees it")
    there.shared.read()
    there.note(run_id, "last")
    there.shared.read()
    assert there.notes() == {run_id: "last"}
    here.shared.read()
    assert here.everything() == there.everything()
    assert here.notes() == {run_id: "last"}


def test_the_same_again_with_a_later_moment_keeps_nothing_twice(here, there):
    run_id = here.play()
    there.shared.read()
    here.journal.remove(run_id)
    here.journal.undo()
    assert there.shared.read() == Taken(changed=2, others=1)
    here.note(run_id, "")
    assert there.shared.read() == Taken(known=1, others=1)
    assert there.superseded() == 2
    assert here.everything() == there.everything()


def test_a_run_imported_on_both_is_known(here, there, tmp_path):
    written(here.journal)
    export(here.journal, tmp_path / "history.jsonl")
    take_in(there.journal, tmp_path / "history.jsonl")
    assert there.shared.exchange() == Taken(known=1, others=1)
    assert ids(there.file) == ids(here.file)


def test_many_runs_are_written_and_read_with_pauses_for_others(computer, there):
    before = computer(follows=False)
    pauses = []
    for _number in range(AT_ONCE * 2 + 1):
        before.play()
    SharedFolder(
        before.file.parent, before.machine, before.journal, lambda: pauses.append("write")
    ).catch_up()
    assert len(pauses) > AT_ONCE
    pauses.clear()
    reader = SharedFolder(
        before.file.parent, there.machine, there.journal, lambda: pauses.append("read")
    )
    assert reader.read().added == AT_ONCE * 2 + 1
    assert len(pauses) == 3


# What is wired in one line.
def test_followed_a_journal_is_brought_together_with_the_folder(here, computer, tmp_path, folder):
    run_id = here.play()
    places = Places.of(tmp_path / "terminal")
    other = computer("terminal", follows=False).journal
    preferences = Preferences(shared_folder=str(folder))
    assert follow_shared(other, places, preferences) == ()
    assert {run.id for run in other.runs()} == {run_id}
    new = written(other).run.id
    here.shared.read()
    assert here.notes().keys() == {run_id, new}


def test_followed_without_a_folder_nothing_happens(tmp_path, journal):
    assert follow_shared(journal, Places.of(tmp_path / "none"), Preferences()) == ()
    assert not (tmp_path / "none").exists()


def test_followed_what_is_wrong_is_told_but_not_the_journals_own_trouble(tmp_path, computer):
    preferences = Preferences(shared_folder=str(tmp_path / "away"))
    places = Places.of(tmp_path / "here")
    here = computer(follows=False)
    assert follow_shared(here.journal, places, preferences) == (AWAY,)
    broken = computer("broken", follows=False)
    broken.data.mkdir()
    broken.journal.path.write_bytes(b"no journal" * 1000)
    folder = Preferences(shared_folder=str(tmp_path))
    assert follow_shared(broken.journal, Places.of(broken.data), folder) == ()


def test_the_folder_is_where_the_person_says(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert folder_in(Preferences()) is None
    assert folder_in(Preferences(shared_folder="~/Sync")) == tmp_path / "Sync"
    assert folder_in(Preferences(shared_folder=str(tmp_path))) == tmp_path
    nobody = Preferences(shared_folder="~nobody-of-that-name/x")
    assert folder_in(nobody) == Path("~nobody-of-that-name/x").absolute()

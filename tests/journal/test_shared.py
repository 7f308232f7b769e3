"""Two computers and one shared folder of real files, and all that what carries the folder may do to it."""

import os
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from computers import Computer, plain_run, sealed
from journal_samples import NOON, a_run, a_whole, written
from lending import somebody_else

from hiptimer.errors import JournalError
from hiptimer.journal import lines
from hiptimer.journal.changes import Correction
from hiptimer.journal.claim import claim_file
from hiptimer.journal.exchange import export, take_in
from hiptimer.journal.machine import Machine
from hiptimer.journal.records import Status, WholeRun
from hiptimer.journal.shared import AT_ONCE, SharedFolder, Taken, folder_in, follow_shared
from hiptimer.places import Places
from hiptimer.preferences import Preferences

AWAY = "The folder is not there just now; what is done meanwhile is kept and written later."


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def computer(tmp_path, folder):
    """Return what makes computers that look into one folder, without anything that carries it about."""
    made = []

    def make(name="here", **how):
        made.append(Computer(tmp_path / name, folder, **how))
        return made[-1]

    yield make
    for one in made:
        one.journal.close()


@pytest.fixture
def here(computer):
    return computer()


@pytest.fixture
def there(computer):
    return computer("there")


def ids(path):
    return [whole.run.id for whole in lines.runs_in(path)]


# What is done on one computer is seen on the other.


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


# Files that arrive late, twice, in part.


def test_a_file_is_read_again_only_if_it_has_changed(here, there):
    here.play()
    assert there.shared.read().added == 1
    assert there.shared.read() == Taken(others=1)
    os.utime(here.file, (1, 1))
    assert there.shared.read() == Taken(others=1)  # nothing was added
    here.play()
    assert there.shared.read() == Taken(added=1, others=1)  # and only that is read


def test_a_file_that_comes_twice_changes_nothing(here, there):
    here.play()
    there.shared.read()
    data = here.file.read_bytes()
    here.file.unlink()
    assert there.shared.read() == Taken()
    here.file.write_bytes(data)
    assert there.shared.read() == Taken(others=1)
    (there.shared.folder / f"hiptimer-{'0' * 32}.jsonl").write_bytes(data)
    assert there.shared.read() == Taken(known=1, others=2)


def test_an_older_state_of_a_file_after_the_newer_changes_nothing(here, there):
    run_id = here.play()
    older = here.file.read_bytes()
    here.note(run_id, "newer")
    there.shared.read()
    newer = here.file.read_bytes()
    here.file.write_bytes(older)
    assert there.shared.read() == Taken(known=1, others=1)
    here.file.write_bytes(newer)
    assert there.shared.read() == Taken(known=1, others=1)
    assert there.notes() == {run_id: "newer"}


def test_a_file_that_was_written_anew_and_is_longer_is_read_from_the_start(here, there):
    first = here.play()
    there.shared.read()
    lines.write_anew(here.file, [])
    here.shared.catch_up()
    second = here.play(title="t" * 1000)
    third = here.play()
    runs = [here.journal.whole(run_id) for run_id in (second, third, first)]
    lines.write_anew(here.file, runs)
    assert there.shared.read() == Taken(added=2, known=1, others=1)
    assert there.notes().keys() == {first, second, third}


def test_cut_off_at_every_byte_of_the_last_line_nothing_of_the_file_is_taken(here, there):
    first, second = here.play(session_text="x"), here.play(session_text="x")
    data = here.file.read_bytes()
    border = data.index(b"\n") + 1
    waiting = Taken(others=1, waiting=(here.file.name,))
    there.journal.open()
    for size in range(border + 1, len(data)):
        here.file.write_bytes(data[:size])
        assert there.shared.read() == waiting
        assert there.notes() == {}
    here.file.write_bytes(data[:border])
    assert there.shared.read() == Taken(added=1, others=1)  # that is as whole as it was once
    assert there.notes().keys() == {first}
    here.file.write_bytes(data[: border + 9])
    assert there.shared.read() == waiting
    here.file.write_bytes(data)
    assert there.shared.read() == Taken(added=1, others=1)
    assert there.notes().keys() == {first, second}


def test_a_file_damaged_in_the_middle_waits_until_it_is_whole(here, there):
    for _run in range(3):
        here.play()
    data = here.file.read_bytes()
    here.file.write_bytes(data[:400] + b"?" + data[401:])
    taken = there.shared.read()
    assert taken == Taken(others=1, waiting=(here.file.name,))
    assert taken.said() == ("1 file has not wholly arrived yet, and is read later.",)
    here.file.write_bytes(data)
    assert there.shared.read().added == 3


def test_what_was_changed_by_hand_before_forms_were_dated_counts(here, there, folder):
    """The first journal said of a run that was removed or put right no more than when."""
    removed, corrected = plain_run(id="1" * 32), plain_run(id="2" * 32, note="As it was.")
    there.journal.merge([removed, corrected])
    later = NOON + timedelta(days=1)
    right = replace(corrected.run, note="Put right.", corrected_at=later)
    gone = replace(removed.run, removed_at=later)
    here.journal.merge([WholeRun(gone), WholeRun(right)])
    for computer in (there, here, there, here):
        computer.shared.exchange()
    assert here.everything() == there.everything()
    assert here.notes() == {corrected.run.id: "Put right."}


def test_what_arrived_whole_and_makes_no_sense_keeps_nothing_else_out(here, there):
    first, second = here.play(), here.play()
    data = here.file.read_bytes().splitlines(keepends=True)
    strange = [sealed(b'{"form":1,"run":{"id":1}'), sealed(b'{"form":1,"run":null')]
    here.file.write_bytes(b"".join([data[0], *strange, data[1]]))
    taken = there.shared.read()
    assert taken == Taken(added=2, senseless=2, others=1)
    assert taken.said() == ("2 runs in the folder make no sense here and were passed over.",)
    assert there.notes().keys() == {first, second}
    assert there.shared.read() == Taken(others=1)  # and it is said once


def test_one_bad_file_does_not_keep_the_others_out(here, there, folder):
    here.play()
    (folder / f"hiptimer-{'0' * 32}.jsonl").write_bytes(b"nonsense")
    assert there.shared.read() == Taken(added=1, others=2, waiting=(f"hiptimer-{'0' * 32}.jsonl",))


@pytest.mark.parametrize(
    "copy",
    [
        "hiptimer-{id}.sync-conflict-20261122-120000-ABCDEFG.jsonl",
        "hiptimer-{id} (conflicted copy 2026-11-22 120000).jsonl",
        "hiptimer-{id} (1).jsonl",
        "hiptimer-{id} 2.jsonl",
    ],
)
def test_the_copies_of_two_forms_of_a_file_are_read_and_never_written(here, there, folder, copy):
    here.play()
    there.shared.exchange()
    second = folder / copy.format(id=here.machine.id)
    here.file.rename(second)  # the other form has got the name
    kept = second.read_bytes()
    assert there.shared.read().others == 1
    here.play()
    here.shared.exchange()
    assert second.read_bytes() == kept
    assert there.shared.read().others == 1
    assert here.everything() == there.everything()


@pytest.mark.parametrize(
    "name",
    [
        ".syncthing.hiptimer-{id}.jsonl.tmp",
        "~syncthing~hiptimer-{id}.jsonl.tmp",
        ".hiptimer-{id}.jsonl.~1a2b",
        ".hiptimer-{id}.jsonl",
        "hiptimer-{id}.jsonl.part",
        "hiptimer-{id}.jsonl.tmp",
        "hiptimer-{id}.jsonl~",
        "hiptimer-0a1b2c3d4e5f.new",
        "hiptimer-history.jsonl",
        "readme.txt",
    ],
)
def test_what_is_on_its_way_or_none_of_ours_is_passed_over(here, there, folder, name):
    here.play()
    here.file.rename(folder / name.format(id=here.machine.id))
    assert there.shared.read() == Taken()


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes with a name")
def test_what_has_a_files_name_and_is_no_file_is_passed_over(there, folder):
    (folder / f"hiptimer-{'0' * 32}.jsonl").mkdir()
    os.mkfifo(folder / f"hiptimer-{'1' * 32}.jsonl")
    assert there.shared.read() == Taken(others=2)
    (folder / f"hiptimer-{'2' * 32}.jsonl").symlink_to(folder / "nowhere")
    assert there.shared.read().waiting == (f"hiptimer-{'2' * 32}.jsonl",)


def test_a_file_of_a_newer_program_is_left_and_told(here, there):
    here.play()
    with here.file.open("ab") as end:
        end.write(sealed(b'{"form":2,"run":{}'))
    taken = there.shared.read()
    assert taken == Taken(others=1, newer=(here.file.name,))
    (said,) = taken.said()
    assert said == (
        f"{here.file.name} was written by a newer hiptimer and is left as it is. "
        "Install the newer hiptimer on this computer too."
    )
    assert there.notes() == {}


def test_a_run_that_a_stranger_says_is_going_on_is_not_taken(there, folder):
    path = folder / f"hiptimer-{'0' * 32}.jsonl"
    lines.append(path, plain_run(status=Status.RUNNING, ended_at=None))
    assert there.shared.read() == Taken(known=1, others=1)
    assert list(there.journal.every_run()) == []


# A folder that is away, full, or may only be read.


def test_without_the_folder_everything_goes_on_and_is_written_when_it_is_back(here, there, folder):
    moved = folder.with_name("on the stick")
    folder.rename(moved)
    run_id = here.play()
    assert here.shared.catch_up() == AWAY
    assert here.shared.exchange() == Taken(troubles=(AWAY,))
    assert here.shared.read().said() == (AWAY,)
    assert not folder.exists()  # nothing is put in the place of a stick
    moved.rename(folder)
    assert here.shared.exchange() == Taken()
    there.shared.read()
    assert there.notes().keys() == {run_id}


def test_a_file_in_the_place_of_the_folder_counts_as_away(here, folder):
    folder.rmdir()
    folder.write_text("not a folder")
    here.play()
    assert here.shared.exchange() == Taken(troubles=(AWAY,))


@pytest.fixture
def lent(tmp_path):
    """Return a folder that every user can go into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter there")
def test_a_folder_that_may_only_be_read_is_told_and_read(lent, there):
    folder = lent / "shared"
    folder.mkdir()
    writer = Computer(there.data, folder)
    written_there = writer.play()
    data = lent / "data"
    data.mkdir()
    data.chmod(0o777)
    with somebody_else(folder):
        here = Computer(data, folder)
        done_here = here.play()
        said = here.shared.catch_up()
        assert said.startswith("The folder cannot be written (")
        assert said.endswith("); what is done is kept and written later.")
        assert here.shared.exchange() == Taken(added=1, others=1, troubles=(said,))
        assert here.notes().keys() == {written_there, done_here}
        here.journal.close()
    folder.chmod(0o777)
    assert here.shared.catch_up() == ""
    assert writer.shared.read().added == 1
    for one in (here, writer):
        one.journal.close()


@pytest.mark.skipif(os.name != "posix", reason="rights are another matter there")
def test_a_folder_that_may_not_be_looked_into_is_told(lent):
    folder = lent / "shared"
    folder.mkdir()
    data = lent / "data"
    data.mkdir()
    data.chmod(0o777)
    with somebody_else(folder):
        here = Computer(data, folder)
        here.journal.open()
        here.machine.renew()
        with _as_root(folder, 0o000):
            (trouble,) = here.shared.read().troubles
            assert trouble.startswith("The folder cannot be read (")
        here.journal.close()


@contextmanager
def _as_root(folder, mode):
    user = os.geteuid()
    if user and os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(mode)
    if os.geteuid() != user:
        os.seteuid(user)
    yield


def test_a_full_disk_leaves_the_file_whole_and_the_rest_for_later(here, there):
    resource = pytest.importorskip("resource")
    run_id = here.play(title="n" * 90_000)
    for note in "abcdef":  # until the file is larger than the journal
        here.note(run_id, note)
    here.journal.close()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (here.file.stat().st_size + 1000, hard))
    try:
        here.note(run_id, "last")
        said = here.shared.catch_up()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert said == (
        "The folder cannot be written (File too large); what is done is kept and written later."
    )
    there.shared.read()
    assert there.notes() == {run_id: "f"}
    assert here.shared.catch_up() == ""
    there.shared.read()
    assert there.notes() == {run_id: "last"}


def test_a_journal_that_cannot_be_used_is_for_whoever_asks_it_to_tell(here, there):
    whole = plain_run()
    there.play()
    here.data.mkdir()
    here.journal.path.mkdir()
    here.shared.write(whole)
    with pytest.raises(JournalError, match="cannot be opened for writing"):
        here.shared.catch_up()
    with pytest.raises(JournalError, match="cannot be opened for writing"):
        here.shared.read()


# The own file.


def test_two_windows_do_not_write_at_once(here):
    held = claim_file(here.data / "shared-folder.lock")
    run_id = here.play()
    assert here.shared.catch_up() == ""
    assert not here.file.exists()
    held.let_go()
    here.shared.catch_up()
    assert ids(here.file) == [run_id]


def test_two_windows_write_into_one_file(here, computer):
    window = computer()  # on the same data
    run_ids = [here.play(), window.play(), here.play()]
    assert ids(here.file) == run_ids
    assert here.machine.id == window.machine.id


@pytest.mark.parametrize("missing", [1, 5, 100])
def test_a_torn_end_is_put_right(here, there, missing):
    first, second = here.play(), here.play()
    data = here.file.read_bytes()
    here.file.write_bytes(data[:-missing])
    assert there.shared.read().waiting == (here.file.name,)
    assert here.shared.catch_up() == ""
    assert ids(here.file) == [first, second]
    assert there.shared.read().added == 2


def test_a_damaged_middle_is_put_right_where_it_comes_to_light(here, there):
    run_ids = [here.play() for _run in range(3)]
    data = here.file.read_bytes()
    here.file.write_bytes(data[:400] + b"?" + data[401:-1])
    machine = here.machine.id
    here.shared.catch_up()
    assert ids(here.file) == run_ids
    assert here.machine.id == machine
    assert there.shared.read().added == 3


def test_an_own_file_that_is_gone_or_old_is_written_again(here, there):
    first = here.play()
    old = here.file.read_bytes()
    second = here.play()
    here.note(first, "x")
    here.file.write_bytes(old)  # what carries it has brought an older state back
    here.shared.catch_up()
    assert set(ids(here.file)) == {first, second}
    here.file.unlink()
    here.shared.catch_up()
    assert set(ids(here.file)) == {first, second}
    there.shared.read()
    assert there.notes() == {first: "x", second: ""}
    assert Machine(here.data).id == here.machine.id


def test_what_was_written_before_the_power_went_is_not_written_twice(here, folder):
    first = here.play()
    away = folder.rename(folder.with_name("away"))
    second = here.play()
    away.rename(folder)
    lines.append(here.file, here.journal.whole(second))  # and of this the journal knows nothing
    here.shared.catch_up()
    assert ids(here.file) == [first, second]


def test_a_file_that_has_grown_far_beyond_its_runs_is_written_anew(here, there):
    run_id, other = here.play(), here.play()
    for number in range(60):
        here.note(run_id, f"note {number}")
    assert len(ids(here.file)) < 20
    here.shared.catch_up()
    there.shared.read()
    assert there.notes() == {run_id: "note 59", other: ""}
    assert not list(here.file.parent.glob("*.new"))


def test_a_run_that_the_other_has_changed_since_is_the_others_to_tell(here, there, computer):
    run_id = here.play()
    there.shared.read()
    there.note(run_id, "from there")
    here.shared.read()
    here.file.unlink()
    here.shared.catch_up()
    assert ids(here.file) == []
    here.note(run_id, "and from here")
    assert ids(here.file) == [run_id]
    third = computer("third")
    third.shared.read()
    assert third.notes() == {run_id: "and from here"}


# A data folder that was copied.


def test_a_copied_data_folder_becomes_a_computer_of_its_own(here, computer, tmp_path, folder):
    before = here.play()
    copy = here.copied_to(tmp_path / "copy", folder)
    assert copy.machine.id == here.machine.id
    done_here = here.play()
    done_there = copy.play()
    assert copy.machine.id != here.machine.id
    for one in (here, copy, here):
        one.shared.exchange()
    assert here.notes().keys() == copy.notes().keys() == {before, done_here, done_there}
    assert set(ids(copy.file)) == {before, done_there}
    copy.journal.close()


def test_a_journal_put_back_from_a_copy_gets_back_what_it_had_written(here, tmp_path, folder):
    older = here.play()
    copy = here.copied_to(tmp_path / "copy", folder)
    newer = here.play()
    here.note(older, "seen")
    assert copy.shared.exchange() == Taken(added=1, changed=1, others=1)
    assert copy.notes() == {older: "seen", newer: ""}
    copy.journal.close()


def test_a_run_open_on_both_of_two_copies(here, tmp_path, folder):
    run = a_run(prescribed=())
    here.journal.begin(run)
    copy = here.copied_to(tmp_path / "copy", folder)
    here.journal.resume(run.id)
    here.journal.end(run.id, Status.COMPLETE, NOON, active_s=5, paused_s=0)
    copy.machine.renew()
    copy.journal.resume(run.id)
    assert copy.shared.read() == Taken(others=1)  # it is being played here: later
    copy.journal.let_go(run.id)
    assert copy.shared.read() == Taken(changed=1, others=1)
    assert copy.journal.run(run.id).status is Status.COMPLETE
    assert copy.superseded() == 1
    copy.journal.close()


def test_an_own_file_of_a_newer_program_is_left_to_it(here, there):
    run_id = here.play()
    newer = here.file
    with newer.open("ab") as end:
        end.write(sealed(b'{"form":2,"run":{}'))
    kept = newer.read_bytes()
    here.shared.catch_up()
    assert newer.read_bytes() == kept
    assert here.file != newer
    assert ids(here.file) == [run_id]


# The number of a computer.


def test_the_number_is_drawn_once_and_anew_if_it_is_none(tmp_path):
    machine = Machine(tmp_path / "data")
    drawn = machine.id
    assert drawn == Machine(tmp_path / "data").id
    assert machine.path.read_text() == drawn + "\n"
    for nonsense in (b"", b"\xff\xfe", drawn[:-1].encode(), b"../../elsewhere"):
        machine.path.write_bytes(nonsense)
        other = machine.id
        assert other != drawn
        assert other == Machine(tmp_path / "data").id
    assert len({Machine(tmp_path / str(number)).id for number in range(5)}) == 5


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

"""The file that each computer writes into a shared folder, and the number that is its name."""

import os

import pytest
from computers import ids, sealed
from journal_samples import NOON, a_run

from hiptimer.journal import lines
from hiptimer.journal.claim import claim_file
from hiptimer.journal.machine import Machine
from hiptimer.journal.records import Status
from hiptimer.journal.shared import Taken


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


def test_a_damaged_middle_alone_is_put_right_too(here, there):
    run_ids = [here.play() for _run in range(3)]
    data = here.file.read_bytes()
    here.file.write_bytes(data[:400] + b"?" + data[401:])
    assert there.shared.read().waiting == (here.file.name,)
    here.shared.catch_up()
    assert there.shared.read().added == 3
    assert ids(here.file) == run_ids
    os.utime(here.file, ns=(1, 1))  # written again as it was
    here.shared.catch_up()
    assert ids(here.file) == run_ids


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

"""Files of a shared folder that arrive late, twice, in part, or are none of ours."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from computers import plain_run, sealed
from journal_samples import NOON

from hiptimer.journal import lines
from hiptimer.journal.records import Status, WholeRun
from hiptimer.journal.shared import Taken


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

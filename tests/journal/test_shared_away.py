"""A shared folder that is away, full, or may only be read."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from computers import AWAY, Computer, plain_run
from lending import somebody_else

from hiptimer.errors import JournalError
from hiptimer.journal.shared import Taken


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

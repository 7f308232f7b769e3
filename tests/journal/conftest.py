"""One journal per test, in a folder of its own."""

import tempfile
from pathlib import Path

import pytest
from computers import Computer
from copied import NEW, OLD, everything, on
from journal_samples import NOON, a_whole, drawn
from recording import Guide

from hiptimer.journal import store as store_module
from hiptimer.journal.changes import Correction
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import CheckIns


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Where a test holds the file locked, it does so for as long as anybody would wait."""
    monkeypatch.setattr(store_module, "BUSY_S", 0.05)


@pytest.fixture(autouse=True)
def _the_same_ids_each_time(request):
    """Runs have ids without order, yet a test meets the same order whenever it runs."""
    drawn.seed(request.node.name)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def journals(path):
    """Open any number of journals on the same file, as several windows do."""
    opened = []

    def open_one(at=path):
        opened.append(Journal(at, lambda: NOON))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def journal(journals):
    return journals()


@pytest.fixture
def open_to_all():
    """Return a path for a journal in a folder that every user can go into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "data ?#%" / "journal.db"


@pytest.fixture
def elsewhere(journals, tmp_path):
    return journals(tmp_path / "elsewhere" / "journal.db")


@pytest.fixture
def guide(journal):
    return Guide(journal)


@pytest.fixture
def kept(journals, path):
    """Write runs of two days, the copy made between them; return all of them. Nobody has it open."""
    journal = journals()
    journal.follow(on(path).note)
    old = [a_whole(note="x" * 3000) for _turn in range(OLD)]
    journal.merge(old)
    on(path, days=-1).copy()
    for _turn in range(NEW):
        journal.add(a_whole())
    journal.remove(old[0].run.id)
    journal.check_in(old[1].run.id, CheckIns(pain_after=3))
    journal.correct(old[2].run.id, Correction(note="Put right."))
    found = everything(journal)
    journal.close()
    return found


@pytest.fixture
def untouched(kept):
    """Return the id of a run that the copy has, shown and never changed since; ids are random."""
    own = (one.run for one in kept.values() if one.run.note == "x" * 3000)
    return next(run.id for run in own if run.removed_at is None and run.check_ins == CheckIns())


@pytest.fixture
def copy(path):
    return on(path).folder / "journal-2026-11-21.db"


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

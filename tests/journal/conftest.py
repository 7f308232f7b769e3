"""One journal per test, in a folder of its own."""

import tempfile
from pathlib import Path

import pytest
from journal_samples import NOON, drawn

from hiptimer.journal import store as store_module
from hiptimer.journal.journal import Journal


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

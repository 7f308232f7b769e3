"""Computers of one person, each with its data folder, its clock and what it sees of a shared folder."""

import hashlib
import shutil
from dataclasses import replace
from datetime import timedelta

from journal_samples import NOON, HandClock, a_run

from hiptimer.journal import lines
from hiptimer.journal.journal import Journal
from hiptimer.journal.machine import Machine
from hiptimer.journal.records import Status, WholeRun
from hiptimer.journal.shared import SharedFolder

AWAY = "The folder is not there just now; what is done meanwhile is kept and written later."


class Computer:
    """A data folder with a journal that writes what is done into the shared folder."""

    def __init__(self, data, folder, start=NOON, *, follows=True):
        self.data = data
        self.clock = HandClock(start)
        self.journal = Journal(data / "journal.db", self.clock.now)
        self.machine = Machine(data)
        self.shared = SharedFolder(folder, self.machine, self.journal, now=self.clock.now)
        if follows:
            self.journal.follow(self.shared.write)

    @property
    def file(self):
        """Return the file that it writes."""
        return self.shared.own

    def play(self, **changes):
        """Play a short session to its end, and return the run's id."""
        self.clock.seconds += 60
        run = a_run(started_at=self.clock.now(), prescribed=(), **changes)
        self.journal.begin(run)
        self.clock.seconds += 60
        self.journal.end(run.id, Status.COMPLETE, self.clock.now(), active_s=60.0, paused_s=0.0)
        return run.id

    def note(self, run_id, note):
        """Write a note a second later."""
        self.clock.seconds += 1
        self.journal.note(run_id, note)

    def notes(self):
        """Return the note of each run that is shown, by the run's id."""
        return {run.id: run.note for run in self.journal.runs()}

    def everything(self):
        """Return every form there is, with the moment of its last change."""
        return [(whole, whole.run.changed_at) for whole in self.journal.every_run()]

    def superseded(self):
        """Return how many older forms are kept."""
        with self.journal.store.reading() as db:
            return db.execute("SELECT count(*) FROM superseded").fetchone()[0]

    def copied_to(self, data, folder):
        """Return a computer that was begun with a copy of this one's data folder."""
        self.journal.close()
        shutil.copytree(self.data, data)
        return Computer(data, folder, self.clock.now() + timedelta(seconds=1))


def plain_run(**changes):
    """Return a short run that is over."""
    run = a_run(
        prescribed=(),
        status=Status.COMPLETE,
        ended_at=NOON + timedelta(minutes=1),
        active_s=60.0,
    )
    return WholeRun(replace(run, **changes))


def sealed(said):
    """Return a line of such a file with a checksum that fits, whatever it says."""
    sha256 = hashlib.sha256(said).hexdigest().encode()
    return said + b',"sha256":"' + sha256 + b'"}\n'


def ids(path):
    """Return the ids of the runs in a file."""
    return [whole.run.id for whole in lines.runs_in(path)]

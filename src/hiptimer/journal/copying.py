"""The copy of the day, made in the background, and the runs written down as they end."""

import threading
from collections.abc import Callable

from hiptimer.errors import JournalBrokenError, JournalError
from hiptimer.journal.backups import Backups, StoppedError
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import WholeRun
from hiptimer.language import gettext as _


class Copying:
    """Keeps the copies of a journal up to date while the program is open.

    `tell` takes a sentence for the person, and is called from a thread of its own or from the journal's.
    """

    def __init__(self, backups: Backups, tell: Callable[[str], None]) -> None:
        """Follow nothing yet."""
        self._backups = backups
        self._tell = tell
        self._is_open = False
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self._said: set[str] = set()

    def follow(self, journal: Journal) -> None:
        """From now on write down every run of the journal that ends or is changed."""
        journal.follow(self._hear)
        journal.follow_merges(self._copy_anew)

    def start(self) -> None:
        """Make the copy of today unless there is one; from now on do so whenever a day begins."""
        self._is_open = True
        self._begin()

    def close(self) -> None:
        """Give up a copy that is not yet made; it is made at the next start."""
        self._is_open = False
        self._closing.set()
        self.wait()

    def wait(self) -> None:
        """Wait for a copy that is being made."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _hear(self, whole: WholeRun) -> None:
        try:
            self._backups.note(whole)
        except OSError as error:
            said = _(
                "What was done is in the journal, but could not be kept a second time ({why})."
            )
            self._tell_once(said.format(why=error.strerror or error))
        self._begin()

    def _copy_anew(self) -> None:
        """Copy the journal once more: too much has come in at once to be written down a second time."""
        self._backups.outdate()
        self._begin()

    def _begin(self) -> None:
        is_copying = self._thread is not None and self._thread.is_alive()
        if self._is_open and self._backups.is_due() and not is_copying:
            # Not a daemon: it must not be torn away in the middle of SQLite's own work.
            self._thread = threading.Thread(target=self._copy, name="copy of the journal")
            self._thread.start()

    def _copy(self) -> None:
        try:
            self._backups.copy(is_stopped=self._closing.is_set)
        except StoppedError:
            pass
        except JournalBrokenError as error:
            self._tell_once(str(error))
        except JournalError as error:
            said = _("The copy of the journal for today could not be made ({why}).")
            self._tell_once(said.format(why=error.__cause__ or error))

    def _tell_once(self, said: str) -> None:
        if said not in self._said:
            self._said.add(said)
            self._tell(said)

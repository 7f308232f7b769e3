"""Sharing a folder with the person's other computers, in the background."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from hiptimer.errors import JournalError
from hiptimer.journal.journal import Journal
from hiptimer.journal.machine import Machine
from hiptimer.journal.shared import SharedFolder, Taken, folder_in
from hiptimer.journal.store import Now, wall_clock
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.places import Places
from hiptimer.preferences import Preferences
from hiptimer.ui.keeping import Keeping
from hiptimer.ui.window import Window

EVERY_S = 60.0
"""The folder is looked into no more often than that unless something was done here."""

SETTLE_MS = 4000
"""After a session answers follow each other; they go into the folder together."""

REST_S = 0.005  # so that the window has its turn while a long file is read
PATIENCE_S = 3.0  # for the last run to be written as the window closes


class _ClosingError(Exception):
    """The window closes; what is not done yet is done at the next start."""


class Sharing(QObject):
    """Writes what is done here into the shared folder, and takes in what was done elsewhere."""

    news = Signal()
    """The journal holds more than before, or other forms of it."""
    _came = Signal(Path, Taken)

    def __init__(
        self,
        places: Places,
        keeping: Keeping,
        journal: Journal,
        window: Window,
        clock: Callable[[], float] = time.monotonic,
        now: Now = wall_clock,
    ) -> None:
        """Wire the settings; nothing is read yet."""
        super().__init__()
        self._places = places
        self._keeping = keeping
        self._journal = journal
        self._window = window
        self._clock = clock
        self._now = now
        self._folder: Path | None = None
        self._looked_at: float | None = None
        self._thread: threading.Thread | None = None
        self._again = False
        self._closing = threading.Event()
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self._begin)
        self._came.connect(self._hear)
        page = window.settings
        page.choose_shared_folder.connect(self.choose)
        page.changed.connect(self._follow)

    def start(self) -> None:
        """Look into the folder, and from now on tell it of whatever is done."""
        self._journal.follow(lambda _whole: self._settling.start())
        self._follow(self._keeping.preferences)

    def look(self) -> None:
        """Look into the folder unless that was done a moment ago."""
        if self._looked_at is None or self._clock() - self._looked_at >= EVERY_S:
            self._begin()

    def choose(self) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._window, _("Choose the shared folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.use)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def use(self, folder: str) -> None:
        """Share this folder from now on."""
        try:
            replace(self._keeping.preferences, shared_folder=folder)
        except ValueError:
            said = _("The path of this folder is too long, or has signs that cannot be kept.")
            self._window.warn(said)
            return
        self._window.settings.share_in(folder)

    def close(self) -> None:
        """Let what was done last be written if that takes no time, and end."""
        self.wait(PATIENCE_S)
        if self._again or self._settling.isActive():
            self._settling.stop()
            self._begin()
            self.wait(PATIENCE_S)
        self._closing.set()
        self.wait(PATIENCE_S)

    def wait(self, longest_s: float | None = None) -> None:
        """Wait for a look that is under way."""
        if self._thread is not None:
            self._thread.join(longest_s)

    def _follow(self, preferences: Preferences) -> None:
        """Begin with another folder if the person has chosen one."""
        folder = folder_in(preferences)
        if folder == self._folder:
            return
        self._folder = folder
        self._looked_at = None
        self._window.settings.tell_shared(_("Looking into the folder") if folder else "")
        self._begin()

    def _begin(self) -> None:
        is_busy = self._thread is not None and self._thread.is_alive()
        self._again = is_busy
        if self._folder is None or is_busy:
            return
        # Not a daemon: it must not be torn away in the middle of SQLite's own work.
        self._thread = threading.Thread(
            target=self._work, args=(self._folder,), name="shared folder"
        )
        self._thread.start()

    def _work(self, folder: Path) -> None:
        """In a thread of its own, with a journal of its own."""
        journal = Journal(self._places.journal_path, self._now)
        machine = Machine(self._places.data_dir)
        try:
            taken = SharedFolder(folder, machine, journal, self._rest, self._now).exchange()
        except _ClosingError:
            return
        except JournalError as error:
            taken = Taken(troubles=(str(error),))
        finally:
            journal.close()
        self._came.emit(folder, taken)

    def _rest(self) -> None:
        if self._closing.wait(REST_S):
            raise _ClosingError

    def _hear(self, folder: Path, taken: Taken) -> None:
        self._looked_at = self._clock()
        if folder == self._folder:
            self._window.settings.tell_shared(self._words(taken))
        if taken.is_news:
            self.news.emit()
        if self._again:
            self.wait()  # it has nothing left to do but to end
            self._begin()

    def _words(self, taken: Taken) -> str:
        if taken.troubles:
            return " ".join(taken.said())
        at = f"{self._now():%H:%M}"
        if taken.others:
            shared = ngettext(
                "Shared with {n} other computer; last read {time}.",
                "Shared with {n} other computers; last read {time}.",
                taken.others,
            )
        else:
            shared = _("No other computer has written here yet; last read {time}.")
        return " ".join((shared.format(n=taken.others, time=at), *taken.said()))

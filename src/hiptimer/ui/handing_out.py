"""Pages to hand over or to hang up, and days for a calendar: what is offered besides playing."""

from pathlib import Path

from PySide6.QtCore import QObject

from hiptimer.journal.journal import Journal
from hiptimer.journal.store import wall_clock
from hiptimer.ui.choosing import Choosing
from hiptimer.ui.theme import Theme
from hiptimer.ui.window import Window


class HandingOut(QObject):
    """Makes a file when it is asked for; what that needs is read only then: the window opens sooner."""

    def __init__(
        self, theme: Theme, shelf_dir: Path, choosing: Choosing, journal: Journal, window: Window
    ) -> None:
        """Wire the page of a session and the history."""
        super().__init__()
        self._theme = theme
        self._shelf_dir = shelf_dir
        self._choosing = choosing
        self._journal = journal
        self._window = window
        window.detail.print_wanted.connect(self.print)
        window.detail.calendar_wanted.connect(self.schedule)
        window.history.report_wanted.connect(self.report)

    def print(self) -> None:
        """Ask where to save the session as a sheet to print."""
        from hiptimer.ui.printing import Printing  # noqa: PLC0415

        loaded = self._choosing.loaded
        if loaded is not None:
            Printing(self._theme, self._choosing.catalogue, wall_clock, self._window).save(loaded)

    def schedule(self) -> None:
        """Ask where to save the days of an assigned session as a calendar file."""
        from hiptimer.ui.scheduling import Scheduling  # noqa: PLC0415

        loaded = self._choosing.loaded
        if loaded is not None:
            Scheduling(self._theme, self._choosing.catalogue, wall_clock, self._window).save(loaded)

    def report(self) -> None:
        """Ask what to put on the sheet for the physio, and where to save it."""
        from hiptimer.ui.reporting import Reporting  # noqa: PLC0415

        catalogue = self._choosing.catalogue
        Reporting(
            *(self._theme, self._journal, self._shelf_dir, catalogue, wall_clock, self._window)
        ).show()

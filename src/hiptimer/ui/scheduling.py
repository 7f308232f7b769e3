"""Taking the days of an assigned session into the person's own calendar, from the window."""

from datetime import time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.progression import week_in_hand
from hiptimer.engine.session import Session
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from hiptimer.journal.store import Now
from hiptimer.language import gettext as _
from hiptimer.library.finding import Loaded
from hiptimer.ui.saving import Saving
from hiptimer.ui.theme import Theme
from hiptimer.ui.window import Window


class Scheduling(QObject):
    """Makes the calendar file of a session."""

    def __init__(self, theme: Theme, catalogue: Catalogue, now: Now, window: Window) -> None:
        """Ask over `window` where to save; nothing is asked yet."""
        super().__init__(window)
        self._catalogue = catalogue
        self._now = now
        self.saving = Saving(theme, window)

    @staticmethod
    def is_for(session: Session) -> bool:
        """Say whether a session is asked for on any days, and so has something for a calendar."""
        return session.assigned is not None and bool(session.assigned.times)

    def save(self, loaded: Loaded, at: time = time(18, 0)) -> QFileDialog:
        """Ask where to save the days of a session, at that time of day, and save them there.

        A calendar can move them: opened, the file is taken in by whatever calendar the person has.
        """
        return self.saving.ask(
            _("Days for your calendar"),
            _("Exercise days"),  # the name of a file is seen too
            ((_("Calendar file"), ".ics"),),
            lambda _path: self.days(loaded, at),
        )

    def days(self, loaded: Loaded, at: time) -> bytes:
        """Return the calendar file; InputError if no day is left."""
        # Reading the calendar library takes a tenth of a second, which the start of the window need not.
        from hiptimer.report.schedule import calendar  # noqa: PLC0415

        session, now = loaded.session, self._now()
        begun = session.assigned.start if session.assigned else None
        chosen = Choices(week=week_in_hand(begun, now.date()))
        duration_s = unroll(session, self._catalogue, chosen).duration_s
        return calendar(session, duration_s, at, now, revision=loaded.found.revision)

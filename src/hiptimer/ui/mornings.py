"""The morning after: asking once how it was, where a session's file asks for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject

from hiptimer.errors import JournalError
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import CheckIns, RunRecord
from hiptimer.language import gettext as _
from hiptimer.ui.pages.morning import MorningContent
from hiptimer.ui.window import Window


class Mornings(QObject):
    """Knows which run is to be asked about on Today, and writes down what is answered."""

    def __init__(self, journal: Journal, window: Window, show_today: Callable[[], None]) -> None:
        """Wire the page; nothing is read yet. `show_today` shows it anew."""
        super().__init__()
        self._journal = journal
        self._window = window
        self._show_today = show_today
        self._put_off: set[str] = set()
        self._run: RunRecord | None = None
        window.today.morning_answered.connect(self._answer)
        window.today.morning_put_off.connect(self._put_it_off)
        window.today.morning_refused.connect(self._refuse)

    def card(self, today: date) -> MorningContent | None:
        """Return what to ask on that day, if anything; of several runs the newest comes first."""
        try:
            runs = self._journal.to_ask()
        except JournalError:
            return None  # told when the journal was opened
        self._run = next((run for run in runs if run.id not in self._put_off), None)
        return None if self._run is None else _content(self._run, today)

    def _answer(self, run_id: str, pain: int | None, settled: bool | None) -> None:
        if self._run is None or self._run.id != run_id:
            return
        said = partial(replace, pain_next_morning=pain, settled=settled)
        if self._write(run_id, said):
            self._window.today.tell_morning_saved()

    def _put_it_off(self, run_id: str) -> None:
        """Ask again at the next start of the program, if it is not too late by then."""
        self._put_off.add(run_id)
        self._show_today()

    def _refuse(self, run_id: str) -> None:
        if self._run is not None and self._run.id == run_id:
            self._write(run_id, lambda kept: kept, ask=False)
        self._show_today()

    def _write(
        self, run_id: str, answered: Callable[[CheckIns], CheckIns], *, ask: bool | None = None
    ) -> bool:
        try:
            # What else was answered may have been put right since the card was shown.
            run = self._journal.run(run_id)
            if run is not None:
                self._journal.check_in(run_id, answered(run.check_ins), ask_next_morning=ask)
        except JournalError as error:
            self._window.warn(str(error))
            return False
        return True


def _content(run: RunRecord, today: date) -> MorningContent:
    begun = run.started_at.astimezone().date()
    is_today = today - begun <= timedelta(days=1)
    when = _("yesterday") if is_today else f"{begun:%A}"
    return MorningContent(run_id=run.id, title=run.title, when=when, is_today=is_today)

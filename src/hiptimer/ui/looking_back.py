"""Looking back: the history page, and what can be put right there by hand."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from hiptimer.engine.pain import PainBand, bands
from hiptimer.engine.session import Safety, Session
from hiptimer.engine.settling import Choices
from hiptimer.errors import JournalError
from hiptimer.journal import calendar
from hiptimer.journal.calendar import RunLine
from hiptimer.journal.changes import Change
from hiptimer.journal.journal import Journal
from hiptimer.journal.store import wall_clock
from hiptimer.language import gettext as _
from hiptimer.library.finding import OnOffer, load_path, on_offer
from hiptimer.library.sessions import read_session_text
from hiptimer.ui.by_hand import added, correction
from hiptimer.ui.choosing import Choosing
from hiptimer.ui.dose_done import DoseDone
from hiptimer.ui.keeping import Keeping
from hiptimer.ui.overview import Looked, Planned, overview
from hiptimer.ui.pages.away_sheet import AwayRun
from hiptimer.ui.pages.detail_content import SessionChoices
from hiptimer.ui.pages.history_content import Corrected, HistoryContent, Overview
from hiptimer.ui.pages.run_rows import Row
from hiptimer.ui.past_content import past, row
from hiptimer.ui.window import HISTORY, Window

PAGE = 30
"""How many runs are read at a time."""
PIECE_MS = 30


class LookingBack(QObject):
    """Shows what was done and writes down what the person puts right."""

    def __init__(
        self,
        shelf_dir: Path,
        choosing: Choosing,
        journal: Journal,
        keeping: Keeping,
        window: Window,
    ) -> None:
        """Wire the page; nothing is read yet."""
        super().__init__()
        self._shelf_dir = shelf_dir
        self._choosing = choosing
        self._journal = journal
        self._keeping = keeping
        self._window = window
        self._dose = DoseDone(journal)
        self._reckoning: Iterator[None] | None = None
        self._before: float | None = None
        # Not at once: first the page is to be seen, and between two pieces a key is to be heard.
        self._soon = QTimer(self, singleShot=True, interval=PIECE_MS)
        self._soon.timeout.connect(self._reckon_dose)
        self._looked = Looked()
        self._offers: tuple[OnOffer, ...] = ()
        self._planned: tuple[Planned, ...] = ()
        self._bands: dict[str, tuple[PainBand, ...]] = {}
        self._shown = PAGE
        self._last: RunLine | None = None
        self._changes: list[Change | None] = []
        page = window.history
        page.open_run.connect(self._open)
        page.more_wanted.connect(self._show_more)
        page.heat_wanted.connect(lambda last: self._look(replace(self._looked, last=last)))
        page.day_wanted.connect(self._show_day)
        page.charts_wanted.connect(
            lambda days, key: self._look(replace(self._looked, days=days, session_id=key))
        )
        page.target_chosen.connect(self._set_target)
        page.remove_run.connect(self._remove)
        page.undo_wanted.connect(self._undo)
        page.correct_run.connect(self._correct)
        page.add_run.connect(self._add)
        page.sessions_wanted.connect(choosing.show_today)

    def show(self) -> None:
        """Show the history."""
        self._looked, self._shown = Looked(), PAGE
        self._dose.forget()
        self._offers = tuple(on_offer(self._shelf_dir, self._choosing.catalogue))
        self._bands = {}
        self._planned = self._find_planned()
        self._window.history.show_top()
        self.refresh()
        self._window.show_page(HISTORY)

    def close(self) -> None:
        """Reckon no more: the window closes."""
        self._soon.stop()

    def _look(self, looked: Looked) -> None:
        self._looked = looked
        self.refresh()

    def refresh(self, trouble: str = "") -> None:
        """Show what stands in the journal now, where the person is."""
        rows: tuple[Row, ...] = ()
        seen, is_all, now = Overview(), True, wall_clock()
        try:
            rows, is_all = self._read_rows(self._shown, None)
            seen = self._overview(now.date())
        except JournalError as error:
            trouble = str(error)
        self._window.history.show_content(
            HistoryContent(
                rows=rows,
                is_all=is_all,
                overview=seen,
                now=now,
                sessions=tuple(
                    (str(one.path), one.title)
                    for one in self._offers
                    if one.reading.session is not None
                ),
                steps_of=self._steps_of,
                trouble=trouble,
            )
        )

    def _overview(self, today: date) -> Overview:
        dose = None
        if self._planned:
            session_id = self._planned[0].session_id
            dose = self._dose.known(session_id)
            if not self._dose.is_fresh(session_id):
                # It reads whole runs, which may take longer than a page may take to open.
                self._reckoning = None
                self._soon.start()
        with self._journal.store.reading() as db:
            return overview(
                db,
                today,
                self._looked,
                self._planned,
                self._bands_of,
                own_target_min=self._keeping.preferences.weekly_target_min,
                dose=dose,
            )

    def _reckon_dose(self) -> None:
        """Go on reckoning how much of the dose of the session planned was done; in the end, show it."""
        if not self._planned:
            return
        one = self._planned[0]
        if self._reckoning is None:
            self._before = self._dose.known(one.session_id)
            self._reckoning = self._dose.reckon(one.session_id, one.assigned.start)
        try:
            for _some_done in self._reckoning:
                self._soon.start()
                return
        except JournalError as error:
            self._window.warn(str(error))
            return
        self._reckoning = None
        if self._dose.known(one.session_id) != self._before:
            self.refresh()

    # The list.

    def _read_rows(self, most: int, after: RunLine | None) -> tuple[tuple[Row, ...], bool]:
        with self._journal.store.reading() as db:
            lines = calendar.lines(db, most + 1, after)
        is_all, lines = len(lines) <= most, lines[:most]
        self._last = lines[-1] if lines else after
        said = ((one, one.pain_before is not None or one.pain_after is not None) for one in lines)
        return tuple(
            row(one, self._bands_of(one.session_id) if is_said else ()) for one, is_said in said
        ), is_all

    def _show_more(self) -> None:
        try:
            rows, is_all = self._read_rows(PAGE, self._last)
        except JournalError as error:
            self._window.warn(str(error))
            rows, is_all = (), True
        self._shown += len(rows)
        self._window.history.add_rows(rows, is_all=is_all)

    def _show_day(self, day: date) -> None:
        """Read on until the runs of a day are in the list."""
        page = self._window.history
        while self._last is not None and self._last.started.date() > day:
            before = self._last
            self._show_more()
            if self._last is before:
                break
        page.choose_day(day)

    def _open(self, run_id: str) -> None:
        try:
            whole = self._journal.whole(run_id)
            former = self._journal.former(run_id)
        except JournalError as error:
            self._window.warn(str(error))
            return
        if whole is not None:
            run = past(whole, self._bands_of(whole.run.session_id), former)
            self._window.history.show_run(run)

    # What the sessions say.

    def _bands_of(self, session_id: str) -> tuple[PainBand, ...]:
        """Return the bands of a session as its file stands, or as it stood when it was last followed."""
        if session_id not in self._bands:
            session = self._session(session_id) if session_id else None
            self._bands[session_id] = bands(session.safety if session else Safety())
        return self._bands[session_id]

    def _session(self, session_id: str) -> Session | None:
        for one in self._offers:
            if one.id == session_id and one.reading.session is not None:
                return one.reading.session
        with self._journal.store.reading() as db:
            text = calendar.text_of(db, session_id)
        reading = read_session_text(
            text.encode(), session_id, self._shelf_dir, self._choosing.catalogue
        )
        return reading.session

    def _find_planned(self) -> tuple[Planned, ...]:
        """Return the sessions that somebody asked for, the one to be told of first."""
        found = []
        for one in self._offers:
            session = one.reading.session
            # A file that ships with the program is an example, and asks nothing of anybody.
            if one.book is None or session is None:
                continue
            if session.assigned is None or not session.assigned.times:
                continue
            timeline = self._choosing.unroll(session, Choices())
            work_s = sum(one.duration_s for one in timeline.intervals if one.kind.is_work)
            found.append(
                Planned(
                    session_id=session.id,
                    title=session.title,
                    assigned=session.assigned,
                    work_s=work_s,
                )
            )
        today = wall_clock().date()
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    one.assigned.until is not None and one.assigned.until < today,
                    -(one.assigned.start or date.min).toordinal(),
                ),
            )
        )

    def _steps_of(self, key: str) -> tuple[tuple[int, str], ...]:
        loaded, _problems = load_path(Path(key), self._choosing.catalogue)
        if loaded is None:
            return ()
        chosen = self._choosing.timeline_choices(loaded.session, SessionChoices())
        timeline = self._choosing.unroll(loaded.session, chosen)
        names = {one.step: one.name for one in reversed(timeline.intervals) if one.kind.is_work}
        return tuple(sorted(names.items()))

    # What is changed by hand.

    def _set_target(self, minutes: int) -> None:
        self._keeping.change(replace(self._keeping.preferences, weekly_target_min=minutes))
        self.refresh()

    def _remove(self, run_id: str) -> None:
        def remove() -> None:
            run = self._journal.run(run_id)
            self._journal.remove(run_id)
            self._changes.append(self._journal.last_change())
            self._window.history.close_run()
            if run is not None:
                self._window.history.tell_removed(run.title)

        self._change(remove)

    def _undo(self) -> None:
        """Take back the last change that was made here since the program began."""

        def undo() -> None:
            if not self._changes:
                return
            change = self._changes[-1]
            if change is None or change != self._journal.last_change():
                # An older change, or another window's, is not what is to be taken back.
                self._changes.pop()
                self._window.warn(_("That was changed elsewhere since, and stays as it is now."))
                return
            self._journal.undo()
            self._changes.pop()  # only now: what could not be taken back can be tried again
            self._window.history.tell_undone(change.title)
            self._show_again(change.run_id)

        self._change(undo)

    def _correct(self, said: Corrected) -> None:
        def correct() -> None:
            whole = self._journal.whole(said.run_id)
            wanted = correction(whole, said) if whole else None
            if whole is None or wanted is None:
                return
            self._journal.correct(said.run_id, wanted)
            self._changes.append(self._journal.last_change())
            self._window.history.tell_corrected(whole.run.title)
            self._show_again(said.run_id)

        self._change(correct)

    def _add(self, away: AwayRun) -> None:
        loaded, _problems = load_path(Path(away.session_key), self._choosing.catalogue)
        if loaded is None:
            self._window.warn(_("This session cannot be read any more, so nothing was added."))
            return
        chosen = self._choosing.timeline_choices(loaded.session, SessionChoices())
        timeline = self._choosing.unroll(loaded.session, chosen)
        whole = added(away, loaded, timeline, chosen)

        def add() -> None:
            self._journal.add(whole)
            self._changes.append(self._journal.last_change())
            self._window.history.tell_added(whole.run.title)

        self._change(add)
        self._window.history.choose_row(whole.run.id)

    def _show_again(self, run_id: str) -> None:
        """Show the run that is open as it is now; one that is no more is closed."""
        page = self._window.history
        if not page.is_run_open or page.open_run_id != run_id:
            return
        whole = self._journal.whole(run_id)
        if whole is None or whole.run.removed_at is not None:
            page.close_run()
        else:
            self._open(run_id)

    def _change(self, write: Callable[[], object]) -> None:
        trouble = ""
        try:
            write()
        except JournalError as error:
            trouble = str(error)
        self._dose.forget()
        self.refresh(trouble)

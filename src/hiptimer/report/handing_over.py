"""From the journal to a sheet in a file: which session it is about, over which time, in which form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.session import Session
from hiptimer.errors import HiptimerError, InputError
from hiptimer.journal import calendar
from hiptimer.journal.journal import Journal
from hiptimer.journal.tables import BYTE_ORDER_MARK
from hiptimer.language import gettext as _
from hiptimer.library.finding import on_offer
from hiptimer.library.sessions import read_session_text
from hiptimer.library.shelf import Shelf
from hiptimer.report.facts import Facts, gather, period_of
from hiptimer.report.sheet_csv import sheet_csv
from hiptimer.report.sheet_html import sheet_html

ENDINGS: Final = (".pdf", ".html", ".csv")
_LONG_AGO: Final = date(1980, 1, 1)
_CLOCKS: Final = timedelta(hours=14)  # so far the wall clocks of the world are from UTC


class Diary:
    """The journal and the shelf, asked for what goes on a sheet; `today` is the day of the wall clock."""

    def __init__(
        self, journal: Journal, shelf_dir: Path, catalogue: Catalogue, today: date
    ) -> None:
        """Remember where to look."""
        self._journal = journal
        self._shelf_dir = shelf_dir
        self._catalogue = catalogue
        self.today = today

    def done(self) -> Mapping[str, str]:
        """Return the titles of the sessions that were ever done, by their ids, the one done last first."""
        ever = calendar.Period(_LONG_AGO, self.today + timedelta(days=1))
        with self._journal.store.reading() as db:
            return calendar.sessions(db, ever)

    def on_offer(self) -> Mapping[str, str]:
        """Return the titles of the sessions that can be played, by their ids."""
        return {one.id: one.title for one in on_offer(self._shelf_dir, self._catalogue)}

    def chosen(self, word: str) -> Session:
        """Return the session with that id or title, done or not; InputError if there is none."""
        known = {**self.on_offer(), **self.done()}
        for session_id, title in known.items():
            if word.casefold() in (session_id.casefold(), title.casefold()):
                return self.session(session_id)
        said = _("There is no session called {word}. There are: {ids}.")
        raise InputError(said.format(word=word, ids=", ".join(sorted(known))))

    def usual(self) -> Session:
        """Return the assigned session that was done last, else the session that was; InputError if none."""
        done = [self.session(session_id) for session_id in self.done()]
        for session in done:
            if session.assigned is not None:
                return session
        if done:
            return done[0]
        own = Shelf(self._shelf_dir, self._catalogue).books()
        assigned = [one.reading.session for one in own if one.reading.session is not None]
        assigned = [session for session in assigned if session.assigned is not None]
        if len(assigned) == 1:
            return assigned[0]
        said = _("Nothing has been done yet. Name a session with --session; there are: {ids}.")
        raise InputError(said.format(ids=", ".join(sorted(self.on_offer()))))

    def session(self, session_id: str) -> Session:
        """Return a session as it stands on the shelf, else as it was followed last.

        Of one that can be read nowhere any more, the newest run has its title.
        """
        for book in reversed(Shelf(self._shelf_dir, self._catalogue).revisions(session_id)):
            if book.reading.session is not None:
                return book.reading.session
        with self._journal.store.reading() as db:
            text = calendar.text_of(db, session_id)
        if not text:
            for offer in on_offer(self._shelf_dir, self._catalogue):
                if offer.id == session_id and offer.reading.session is not None:
                    return offer.reading.session
        reading = read_session_text(text.encode(), f"{session_id}.yaml", None, self._catalogue)
        if reading.session is not None:
            return replace(reading.session, id=session_id)
        title = self.done().get(session_id, session_id)
        return Session(title=title, id=session_id, entries=())

    def first_day(self, session: Session) -> date | None:
        """Return the day on which a session was done first, None if it never was."""
        with self._journal.store.reading() as db:
            return calendar.first_day(db, session.id)

    def facts(
        self, session: Session, since: date | None = None, until: date | None = None
    ) -> Facts:
        """Return the facts of a session over a time; without one, since it was asked for, or four weeks.

        InputError if the time ends before it begins.
        """
        first = self.first_day(session)
        newest = self._journal.runs(session_id=session.id, limit=1)
        days = [day for day in (first, *(run.started_at.date() for run in newest)) if day]
        period = period_of(session.assigned, days, self.today, since, until)
        if period.since > period.until:
            said = _("The time from {since} to {until} ends before it begins.")
            raise InputError(said.format(since=period.since, until=period.until))
        begin = datetime.combine(period.since, time(), UTC) - _CLOCKS
        runs = self._journal.runs(session_id=session.id, since=begin)
        wholes = (self._journal.whole(run.id) for run in runs)
        told = [whole for whole in wholes if whole is not None]
        return gather(session, told, period, self.today)


def check_ending(path: Path) -> None:
    """InputError if no sheet is written to a file of that name."""
    if path.suffix.lower() not in ENDINGS:
        said = _("{path} is not the name of a sheet. End it with .pdf, .html or .csv.")
        raise InputError(said.format(path=path))


def sheet_bytes(facts: Facts, path: Path, *, paper: str = "a4", large: bool = False) -> bytes:
    """Return the sheet in the form that the ending of `path` names; `paper` and `large` are of a PDF.

    A spreadsheet takes the table for UTF-8 by the mark that it begins with.
    """
    check_ending(path)
    match path.suffix.lower():
        case ".html":
            return sheet_html(facts).encode()
        case ".csv":
            return (BYTE_ORDER_MARK + sheet_csv(facts)).encode()
    try:
        # The other forms need no Qt, and a machine without a screen may lack what it is made of.
        from hiptimer.report.paper import Paper  # noqa: PLC0415
        from hiptimer.report.sheet import sheet_pdf  # noqa: PLC0415
    except ImportError as error:
        said = _("A PDF cannot be made on this machine: {why}. HTML can.")
        raise HiptimerError(said.format(why=error)) from error
    return sheet_pdf(facts, paper=Paper(paper), large=large)

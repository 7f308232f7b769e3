"""Making the adherence sheet from the window: what is asked before, and where it is saved."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.session import Session
from hiptimer.errors import HiptimerError
from hiptimer.journal.journal import Journal
from hiptimer.journal.store import Now
from hiptimer.language import gettext as _
from hiptimer.report.facts import Facts
from hiptimer.report.handing_over import Diary, sheet_bytes
from hiptimer.ui.pages.report_sheet import Reportable, ReportSheet, ReportWish, Span
from hiptimer.ui.printing import LARGE_FROM, usual_paper
from hiptimer.ui.saving import Saving
from hiptimer.ui.theme import Theme
from hiptimer.ui.window import Window

_DAYS = {Span.TWO_WEEKS: 14, Span.FOUR_WEEKS: 28, Span.THREE_MONTHS: 91}


class Reporting(QObject):
    """Asks what to put on an adherence sheet, and saves it."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        shelf_dir: Path,
        catalogue: Catalogue,
        now: Now,
        window: Window,
    ) -> None:
        """Ask over `window`; nothing is asked or read yet."""
        super().__init__(window)
        self._theme = theme
        self._journal = journal
        self._shelf_dir = shelf_dir
        self._catalogue = catalogue
        self._now = now
        self._window = window
        self.saving = Saving(theme, window)

    def show(self) -> ReportSheet | None:
        """Ask which session, time and form; None if there is nothing to report, which is told."""
        diary = self._diary()
        try:
            sessions = {one: diary.session(one) for one in diary.done()}
            usual = diary.usual().id if sessions else ""
        except HiptimerError as error:
            self._window.warn(str(error))
            return None
        if not sessions:
            self._window.tell(_("Nothing has been done yet, so there is nothing to report."))
            return None
        offered = {
            one: Reportable(session.title, session.assigned is not None)
            for one, session in sessions.items()
        }
        large = self._theme.type.percent >= LARGE_FROM
        paper = usual_paper().value
        sheet = ReportSheet(self._theme, self._window, offered, usual, paper=paper, large=large)
        sheet.wanted.connect(self.save)
        sheet.open()
        return sheet

    def save(self, wish: ReportWish) -> QFileDialog | None:
        """Ask where to save the sheet that was wished for, and save it there; None if it cannot be made."""
        diary = self._diary()
        try:
            session = diary.session(wish.session_id)
            facts = self._facts(diary, session, wish.span)
        except HiptimerError as error:
            self._window.warn(str(error))
            return None
        kinds = {
            ".pdf": _("PDF, to print"),
            ".html": _("HTML, to read or send on"),
            ".csv": _("CSV, for a spreadsheet"),
        }
        return self.saving.ask(
            _("Save the report"),
            f"{session.title} {facts.since} {facts.until}",
            ((kinds[wish.ending], wish.ending),),
            lambda path: sheet_bytes(
                facts, path.with_suffix(wish.ending), paper=wish.paper, large=wish.large
            ),
        )

    def _diary(self) -> Diary:
        return Diary(self._journal, self._shelf_dir, self._catalogue, self._now().date())

    def _facts(self, diary: Diary, session: Session, span: Span) -> Facts:
        if span is Span.ASSIGNMENT:
            return diary.facts(session)
        if span is Span.ALL:
            return diary.facts(session, diary.first_day(session) or diary.today, diary.today)
        since = diary.today - timedelta(days=_DAYS[span] - 1)
        return diary.facts(session, since, diary.today)

"""Printing a session from the window: as a PDF or an HTML file, to be hung up or handed on."""

from pathlib import Path

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QFileDialog

from hiptimer.engine.exercise import Catalogue
from hiptimer.journal.store import Now
from hiptimer.language import gettext as _
from hiptimer.library.finding import Loaded
from hiptimer.report.paper import Paper
from hiptimer.report.session_sheet import session_pdf
from hiptimer.report.session_sheet_content import sheet_content
from hiptimer.report.session_sheet_html import session_html
from hiptimer.ui.saving import Saving
from hiptimer.ui.theme import Theme
from hiptimer.ui.window import Window

LARGE_FROM = 150
"""Percent of the text size from which a person is given large print."""


class Printing(QObject):
    """Makes the sheet of a session."""

    def __init__(self, theme: Theme, catalogue: Catalogue, now: Now, window: Window) -> None:
        """Ask over `window` where to save; nothing is asked yet."""
        super().__init__(window)
        self._theme = theme
        self._catalogue = catalogue
        self._now = now
        self.saving = Saving(theme, window)

    def save(self, loaded: Loaded, *, large: bool | None = None) -> QFileDialog:
        """Ask where to save the sheet of a session, and save it there.

        Print is large where the person has large letters on the screen, unless `large` says otherwise.
        """
        wanted = self._theme.type.percent >= LARGE_FROM if large is None else large
        return self.saving.ask(
            _("Print this session"),
            loaded.session.title,
            ((_("PDF, to print"), ".pdf"), (_("HTML, to read or send on"), ".html")),
            lambda path: self.sheet(loaded, path, large=wanted),
        )

    def sheet(self, loaded: Loaded, path: Path, *, large: bool = False) -> bytes:
        """Return the sheet as what the ending of the path names: HTML, else a PDF."""
        content = sheet_content(loaded.session, self._catalogue, self._now().date())
        if path.suffix.lower() in {".html", ".htm"}:
            return session_html(content, large=large).encode()
        return session_pdf(content, paper=usual_paper(), large=large)


def usual_paper() -> Paper:
    """Return the paper that is in the printers of the person's country."""
    size = QLocale().measurementSystem()
    imperial = QLocale.MeasurementSystem.ImperialUSSystem
    return Paper.LETTER if size == imperial else Paper.A4

"""The history into files and in again, from the window: asks where, tells first what would be added."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from hiptimer.errors import HiptimerError
from hiptimer.journal.exchange import export, export_csv, foresee, take_in_any
from hiptimer.journal.journal import Journal
from hiptimer.journal.store import wall_clock
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.pages.exchange_sheet import TAKE_IN, TakeInSheet, TroubleSheet
from hiptimer.ui.theme import Theme
from hiptimer.ui.window import Window


class Exchanging(QObject):
    """Writes the history where the person says, and takes one in when they have seen what it adds."""

    taken_in = Signal()
    """The journal holds more than before."""

    def __init__(self, theme: Theme, journal: Journal, window: Window) -> None:
        """Wire the buttons in the settings."""
        super().__init__()
        self._theme = theme
        self._journal = journal
        self._window = window
        window.settings.export_history.connect(self.export_all)
        window.settings.take_in_history.connect(self.take_in)

    def export_all(self) -> None:
        """Ask for a file, and write the whole history into it."""
        dialog = self._saving(_("Export the whole history"), "jsonl", [_("History (*.jsonl)")])
        dialog.fileSelected.connect(lambda name: self._export_all(Path(name)))
        dialog.open()

    def export_csv(self) -> None:
        """Ask for a file, and write the history into it as a table for a spreadsheet."""
        by_run = _("A row for each session (*.csv)")
        filters = [by_run, _("A row for each exercise, side and set (*.csv)")]
        dialog = self._saving(_("Export as a table"), "csv", filters)
        dialog.fileSelected.connect(
            lambda name: self._export_csv(Path(name), dialog.selectedNameFilter() == by_run)
        )
        dialog.open()

    def take_in(self) -> None:
        """Ask for a file, tell what it would add, and take it in if the person says so."""
        dialog = QFileDialog(self._window, _("Take in a history"))
        dialog.setNameFilters([_("History (*.jsonl)"), _("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._look_at(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _saving(self, title: str, suffix: str, filters: list[str]) -> QFileDialog:
        """Return a dialog that asks for a file to write, and whether to replace one that is there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, title, folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters(filters)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(f"hiptimer-history-{wall_clock():%Y-%m-%d}.{suffix}")
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _export_all(self, path: Path) -> None:
        def write() -> None:
            count = export(self._journal, path, may_replace=True)
            said = ngettext("{n} run written to {path}.", "{n} runs written to {path}.", count)
            self._window.tell(said.format(n=count, path=path))

        self._try(_("The history was not written"), write)

    def _export_csv(self, path: Path, by_run: bool) -> None:
        def write() -> None:
            export_csv(self._journal, path, by_run=by_run, may_replace=True)
            self._window.tell(_("{path} is written.").format(path=path))

        self._try(_("The table was not written"), write)

    def _look_at(self, path: Path) -> None:
        def look() -> None:
            said, is_new = foresee(self._journal, path)
            sheet = TakeInSheet(self._theme, self._window, path.name, said, is_new=is_new)
            sheet.closed.connect(lambda answer: self._answered(path, answer))
            sheet.open()

        self._try(_("This file cannot be taken in"), look)

    def _answered(self, path: Path, answer: str) -> None:
        def add() -> None:
            said = take_in_any(self._journal, path)
            self._window.tell(" ".join(said.splitlines()))
            self.taken_in.emit()

        if answer == TAKE_IN:
            self._try(_("This file cannot be taken in"), add)

    def _try(self, title: str, act: Callable[[], None]) -> None:
        """Do what may take a while, and tell in full what kept it from being done."""
        try:
            with _waiting():
                act()
        except HiptimerError as error:
            TroubleSheet(self._theme, self._window, title, str(error)).open()


@contextmanager
def _waiting() -> Iterator[None]:
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()

"""The history into files and in again, from the window: asks where, tells first what would be added."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from hiptimer.errors import HiptimerError
from hiptimer.journal.exchange import OnTheWay, export, export_csv, foresee, take_in_any
from hiptimer.journal.journal import Journal
from hiptimer.journal.store import wall_clock
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.log import log
from hiptimer.ui.pages.exchange_sheet import TAKE_IN, TakeInSheet, TroubleSheet
from hiptimer.ui.theme import Theme
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.window import FINISHED, PLAYER, PREFLIGHT, Window

REST_S = 0.005  # so that the window has its turn while a long file is read
FREE_MS = 500

_TAKEN: Final = (PREFLIGHT, PLAYER, FINISHED)
"""Pages that a sheet about something else must not cover."""


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """What a file would add, and whether there is anything new in it."""

    path: Path
    said: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class _TakenIn:
    """What was taken in."""

    said: str


_End = _Foreseen | _TakenIn | HiptimerError


class _ClosingError(Exception):
    """The window closes; nobody is there any more to be told."""


class Exchanging(QObject):
    """Writes the history where the person says, and takes one in when they have seen what it adds.

    A file is read and taken in in the background, one at a time.
    """

    taken_in = Signal()
    """The journal holds more than before."""
    _moved = Signal(int)
    _ended = Signal()

    def __init__(self, theme: Theme, journal: Journal, window: Window) -> None:
        """Wire the buttons in the settings."""
        super().__init__()
        self._theme = theme
        self._journal = journal
        self._window = window
        self._thread: threading.Thread | None = None
        self._end: _End | None = None
        self._is_closing = False
        self._has_grown = False
        self._line: Callable[[int], str] = lambda _count: ""
        self._sheet: Callable[[], Sheet] | None = None
        self._until_free = QTimer(self, interval=FREE_MS)
        self._until_free.timeout.connect(self._show_if_free)
        self._moved.connect(self._tell_on_the_way)
        self._ended.connect(self._hear)
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
        if self._is_busy():
            self._window.tell(_("Another history is being taken in. Choose this one after it."))
            return
        dialog = QFileDialog(self._window, _("Take in a history"))
        dialog.setNameFilters([_("History (*.jsonl)"), _("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._look_at(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def close(self) -> None:
        """Wait until what was begun to be taken in is in; of what is only looked at, nothing is lost."""
        self._is_closing = True
        self._until_free.stop()
        if self._is_working():
            self._window.hide()  # whoever has closed it is not to see it stand still
        self.wait()
        if self._has_grown:
            self._journal.tell_merged()
        if isinstance(self._end, HiptimerError):
            log.warning(self._end)
        self._end, self._has_grown = None, False

    def wait(self) -> None:
        """Wait for what is under way in the background."""
        if self._thread is not None:
            self._thread.join()

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

    def _try(self, title: str, act: Callable[[], None]) -> None:
        """Do what may take a while, and tell in full what kept it from being done."""
        try:
            with _waiting():
                act()
        except HiptimerError as error:
            TroubleSheet(self._theme, self._window, title, str(error)).open()

    # Taking in, of which all but the sheets is done in the background.

    def _look_at(self, path: Path) -> None:
        def look(journal: Journal, on_the_way: OnTheWay) -> _End:
            said, is_new = foresee(journal, path, on_the_way)
            return _Foreseen(path, said, is_new)

        self._begin(look, partial(_reading, path.name))

    def _answered(self, path: Path, answer: str) -> None:
        def add(journal: Journal, on_the_way: OnTheWay) -> _End:
            return _TakenIn(take_in_any(journal, path, on_the_way))

        if answer == TAKE_IN:
            self._begin(add, partial(_taking_in, path.name), is_to_end=True)

    def _is_working(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _is_busy(self) -> bool:
        return self._is_working() or self._end is not None or self._sheet is not None

    def _begin(
        self,
        work: Callable[[Journal, OnTheWay], _End],
        line: Callable[[int], str],
        *,
        is_to_end: bool = False,
    ) -> None:
        """Do the work in a thread, unless another is under way; `line` says how far it has come.

        `is_to_end` is whether it is brought to its end even if the window closes.
        """
        if self._is_busy():
            return
        self._line, self._has_grown = line, False
        self._tell_on_the_way(0)
        # Not a daemon: it must not be torn away in the middle of SQLite's own work.
        self._thread = threading.Thread(
            target=self._work, args=(work, is_to_end), name="taking in a history"
        )
        self._thread.start()

    def _work(self, work: Callable[[Journal, OnTheWay], _End], is_to_end: bool) -> None:
        """In a thread of its own, with a journal of its own."""

        def on_the_way(count: int) -> None:
            if self._is_closing:
                if not is_to_end:
                    raise _ClosingError
                return  # nobody looks any more, so it need not be polite
            self._moved.emit(count)
            time.sleep(REST_S)

        def grown() -> None:
            self._has_grown = True

        journal = Journal(self._journal.path)
        journal.follow_merges(grown)
        journal.follow(lambda _whole: grown())
        try:
            self._end = work(journal, on_the_way)
        except _ClosingError:
            return
        except HiptimerError as error:
            self._end = error
        finally:
            journal.close()
            self._ended.emit()

    def _tell_on_the_way(self, count: int) -> None:
        if not self._is_closing:
            self._window.settings.tell_taking_in(self._line(count))

    def _hear(self) -> None:
        if self._is_closing:
            return
        self._window.settings.tell_taking_in("")
        self.wait()  # it has nothing left to do but to end
        end, self._end = self._end, None
        if self._has_grown:  # also where the disk was full on the way
            self._journal.tell_merged()
            self.taken_in.emit()
        match end:
            case _Foreseen():
                self._show(partial(self._take_in_sheet, end))
            case _TakenIn(said):
                self._window.tell(" ".join(said.splitlines()))
            case HiptimerError():
                title = _("This file cannot be taken in")
                self._show(partial(TroubleSheet, self._theme, self._window, title, str(end)))

    def _take_in_sheet(self, seen: _Foreseen) -> Sheet:
        name, is_new = seen.path.name, seen.is_new
        sheet = TakeInSheet(self._theme, self._window, name, seen.said, is_new=is_new)
        sheet.closed.connect(lambda answer: self._answered(seen.path, answer))
        return sheet

    def _show(self, sheet: Callable[[], Sheet]) -> None:
        """Show a sheet, now or when the person has finished what they have begun meanwhile."""
        self._sheet = sheet
        self._show_if_free()

    def _show_if_free(self) -> None:
        sheet = self._sheet
        is_taken = self._window.shell.page_name in _TAKEN
        if is_taken or any(one.isVisible() for one in self._window.findChildren(Sheet)):
            self._until_free.start()
            return
        self._until_free.stop()
        self._sheet = None
        if sheet is not None:
            sheet().open()


def _reading(name: str, count: int) -> str:
    if not count:
        return _("Reading {name}").format(name=name)
    said = ngettext("Reading {name}: {n} run so far", "Reading {name}: {n} runs so far", count)
    return said.format(name=name, n=QLocale().toString(count))


def _taking_in(name: str, count: int) -> str:
    if not count:
        return _("Reading {name} once more").format(name=name)
    said = ngettext("Taking in {name}: {n} run so far", "Taking in {name}: {n} runs so far", count)
    return said.format(name=name, n=QLocale().toString(count))


@contextmanager
def _waiting() -> Iterator[None]:
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()

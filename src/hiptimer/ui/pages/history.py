"""What has been done: a year at a glance, how it felt, both sides, and every run with its detail."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from hiptimer.journal.store import Now, wall_clock
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import vbox
from hiptimer.ui.pages.away_sheet import AwayRun, AwaySheet
from hiptimer.ui.pages.correct_sheet import CorrectSheet
from hiptimer.ui.pages.history_content import Corrected, HistoryContent
from hiptimer.ui.pages.history_overview import OverviewPage
from hiptimer.ui.pages.run_detail import Run, RunPage
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from hiptimer.ui.pages.run_rows import Row
    from hiptimer.ui.theme import Theme


class HistoryPage(QWidget):
    """Shows a `HistoryContent`; a run that is opened covers it until one goes back."""

    open_run = Signal(str)
    """Asks for a run to be shown; `show_run` follows."""
    more_wanted = Signal()
    """Asks for the next runs of the list; `add_rows` follows."""
    heat_wanted = Signal(object)
    """Asks for the year up to a `date`, or up to today for None."""
    day_wanted = Signal(object)
    """Asks for the runs of a `date` to be in the list; `choose_day` follows."""
    charts_wanted = Signal(int, str)
    """Asks for the lower charts over so many days, of a session by its id or of all."""
    target_chosen = Signal(int)
    """Carries the weekly target in minutes, 0 for none."""
    remove_run = Signal(str)
    correct_run = Signal(Corrected)
    add_run = Signal(AwayRun)
    undo_wanted = Signal()
    """Asks for the last change on this page to be taken back."""
    export_wanted = Signal()
    report_wanted = Signal()
    sessions_wanted = Signal()

    def __init__(self, theme: "Theme", clock: Now = wall_clock) -> None:
        """Make the page; `show_content` fills it. A run is added in the past of `clock`."""
        super().__init__()
        self._theme = theme
        self._clock = clock
        self._content: HistoryContent | None = None
        self.setAccessibleName(_("History"))
        self._stack = QStackedWidget()
        vbox(self).addWidget(self._stack)
        self.overview = OverviewPage(theme)
        self.one = RunPage(theme)
        self._stack.addWidget(self.overview)
        self._stack.addWidget(self.one)
        self.list = self.overview.list
        self.toast = Toast(theme, self)
        self.toast.action_taken.connect(self.undo_wanted)
        self._undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        self._undo.activated.connect(self._undo_by_key)
        overview = self.overview
        self.list.opened.connect(self.open_run)
        self.list.more_wanted.connect(self.more_wanted)
        overview.heat.last_wanted.connect(self.heat_wanted)
        overview.heat.heatmap.cell_chosen.connect(self._want_day)
        overview.trend.charts_wanted.connect(self.charts_wanted)
        overview.weeks.target_chosen.connect(self.target_chosen)
        overview.export_button.clicked.connect(self.export_wanted)
        overview.report_button.clicked.connect(self.report_wanted)
        overview.begin_button.clicked.connect(self.sessions_wanted)
        overview.add_button.clicked.connect(self._add)
        self.one.back.connect(self.close_run)
        self.one.remove.connect(self.remove_run)
        self.one.correct.connect(self._correct)

    @property
    def is_run_open(self) -> bool:
        """Whether a run covers the overview."""
        return self._stack.currentWidget() is self.one

    @property
    def open_run_id(self) -> str:
        """The run that is open, or was last; empty if none was."""
        return self.one.run.run_id if self.one.run else ""

    def show_content(self, content: HistoryContent) -> None:
        """Show these runs; the one chosen stays chosen."""
        self._content = content
        self.overview.show_content(content)
        if content.trouble and self.is_run_open:
            # The run covers the overview and what stands there.
            self.toast.show_message(content.trouble, icon="triangle", colour="caution")

    def add_rows(self, rows: "tuple[Row, ...]", *, is_all: bool) -> None:
        """Show the next runs of the list too."""
        self.list.add_rows(rows, is_all=is_all)

    def choose_row(self, run_id: str) -> None:
        """Mark a run in the list, if it is there."""
        self.list.choose(run_id)

    def choose_day(self, day: date) -> None:
        """Go to the newest run of a day in the list, if one is there."""
        if self.list.choose_day(day):
            self.overview.ensureWidgetVisible(self.list)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_day(self, cell: int) -> None:
        heatmap = self.overview.heat.heatmap
        day = heatmap.day(cell)
        if any(day == found for found, _one in heatmap.found()):
            self.day_wanted.emit(day)

    def show_run(self, run: Run) -> None:
        """Show a run over the overview."""
        was_open = self.is_run_open
        self.one.show_run(run)
        self._stack.setCurrentWidget(self.one)
        if not was_open:
            self.one.back_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.one.correct_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_run(self) -> None:
        """Go back to the overview, if a run is open."""
        if self.is_run_open:
            self._stack.setCurrentWidget(self.overview)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_top(self) -> None:
        """Show the overview from its top, as when one comes to this page."""
        self._stack.setCurrentWidget(self.overview)
        self.overview.verticalScrollBar().setValue(0)

    def tell_removed(self, title: str) -> None:
        """Say that a run was removed, and offer to take that back."""
        self._tell(_("Removed: {title}").format(title=title), icon="trash")

    def tell_corrected(self, title: str) -> None:
        """Say that a run was put right, and offer to take that back."""
        self._tell(_("Put right: {title}").format(title=title), icon="pencil")

    def tell_added(self, title: str) -> None:
        """Say that a run was added, and offer to take that back."""
        self._tell(_("Added: {title}").format(title=title), icon="plus")

    def tell_undone(self, title: str) -> None:
        """Say that a change was taken back."""
        said = _("Taken back: {title} is as it was.").format(title=title)
        self.toast.show_message(said, icon="undo", colour="ink_2")

    def _tell(self, said: str, *, icon: str) -> None:
        self.toast.show_message(said, icon=icon, colour="ink_2", action=_("Undo"))

    def _undo_by_key(self) -> None:
        if not any(sheet.isVisible() for sheet in self.window().findChildren(Sheet)):
            self.toast.hide()
            self.undo_wanted.emit()

    def _correct(self, run: Run) -> None:
        sheet = CorrectSheet(self._theme, self.window(), run)
        sheet.corrected.connect(self.correct_run)
        sheet.open()

    def _add(self) -> None:
        content = self._content
        if content is None:
            return
        sheet = AwaySheet(
            self._theme, self.window(), content.sessions, self._clock, content.steps_of
        )
        sheet.added.connect(self.add_run)
        sheet.open()

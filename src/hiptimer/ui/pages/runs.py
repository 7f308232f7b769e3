"""Past runs: what a row tells of one, and the list that shows them newest first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTime,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from hiptimer.engine.wording import length_words
from hiptimer.journal.records import Status
from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.pages.finished import StepMark, percent
from hiptimer.ui.widgets.painting import LEFT, RIGHT, box

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
RUN = Qt.ItemDataRole.UserRole

# A stop is a decision, not a failure: no sign here is red.
SIGNS = {
    Status.COMPLETE: ("tick", "ok"),
    Status.STOPPED: ("pause", "ink_3"),
    Status.PAIN: ("octagon", "ink_3"),
    Status.CUT_OFF: ("minus", "ink_3"),
    Status.RUNNING: ("clock", "ink_3"),
}
SOME_LEFT_OUT = ("skip", "ink_3")


def status_words(status: Status, *, whole: bool = True) -> str:
    """Return the words for how far a run has come; `whole` is whether nothing of it was left out."""
    if status is Status.COMPLETE and not whole:
        return _("Finished, some left out")
    return {
        Status.COMPLETE: _("All done"),
        Status.STOPPED: _("Part done"),
        Status.PAIN: _("Stopped for pain"),
        Status.CUT_OFF: _("Cut off"),
        Status.RUNNING: _("Not finished"),
    }[status]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneSide:
    """What was asked of one side of a step, and what was done: "30 s" and "30 s, 22 s".

    `side` is "Left", "Right" or empty.
    """

    side: str
    asked: str
    done: str
    mark: StepMark = StepMark.DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneStep:
    """A step of a run, with what was done per side; `version` names an easier or deeper one done."""

    name: str
    version: str = ""
    sides: tuple[DoneSide, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run. `part` is how much of the dose was done, 0-1, None where nobody knows.

    `away` is a run done away from the computer and added by hand. `whole` is whether nothing of it was
    cut short or left out. `told_apart` is whether it is known what was done of each step.
    """

    run_id: str
    title: str
    started: datetime
    status: Status
    active_s: float
    part: float | None = None
    away: bool = False
    whole: bool = True
    told_apart: bool = True
    note: str = ""
    steps: tuple[DoneStep, ...] = ()

    def status_words(self) -> str:
        """Return the words for how far it has come."""
        return status_words(self.status, whole=self.whole)

    def percent(self) -> int | None:
        """Return how much of the dose was done, in percent; 100 only if no part of it is missing."""
        return None if self.part is None else percent(self.part)

    def when_words(self, today: date) -> str:
        """Return "Today 14:18", "Fri 12:31" or "2 Nov 12:31"."""
        day, locale = self.started.date(), QLocale()
        shown = QDate(day.year, day.month, day.day)
        time = locale.toString(self._clock(), QLocale.FormatType.ShortFormat)
        if day == today:
            return _("Today {time}").format(time=time)
        if day == today - timedelta(days=1):
            return _("Yesterday {time}").format(time=time)
        if today - timedelta(days=7) < day < today:
            return f"{locale.toString(shown, 'ddd')} {time}"
        pattern = "d MMM" if day.year == today.year else "d MMM yyyy"
        return f"{locale.toString(shown, pattern)} {time}"

    def long_when(self) -> str:
        """Return day and time in full."""
        locale, day = QLocale(), self.started.date()
        shown = QDate(day.year, day.month, day.day)
        time = locale.toString(self._clock(), QLocale.FormatType.ShortFormat)
        return f"{locale.toString(shown, QLocale.FormatType.LongFormat)}, {time}"

    def _clock(self) -> QTime:
        return QTime(self.started.hour, self.started.minute)

    def amount_words(self, *, short: bool = False) -> str:
        """Return active time and how much was done: "9 min 30 s active · 92 % of the dose".

        `short` is for a row: "10 min · 92 %".
        """
        parts = []
        if self.active_s:
            rounded = max(60.0, round(self.active_s / 60) * 60.0)
            time = length_words(rounded if short else self.active_s)
            parts.append(time if short else _("{time} active").format(time=time))
        if (done := self.percent()) is not None:
            said = _("{n} %") if short else _("{n} % of the dose")
            parts.append(said.format(n=done))
        if self.away:
            parts.append(_("away from the computer"))
        return " · ".join(parts)


class Runs(QAbstractListModel):
    """The runs, newest first."""

    def __init__(self) -> None:
        """Hold none yet."""
        super().__init__()
        self._runs: tuple[Run, ...] = ()
        self._today = date.min

    def show_runs(self, runs: tuple[Run, ...], today: date) -> None:
        """Hold other runs."""
        self.beginResetModel()
        self._runs = tuple(sorted(runs, key=lambda run: run.started, reverse=True))
        self._today = today
        self.endResetModel()

    @property
    def today(self) -> date:
        """The day on which they are looked at."""
        return self._today

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._runs)

    def row_of(self, run_id: str) -> int:
        """Return the row of a run, or -1."""
        return next((i for i, run in enumerate(self._runs) if run.run_id == run_id), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the run itself, its title, or what is said of it."""
        run = self._runs[index.row()]
        if role == RUN:
            return run
        if role == Qt.ItemDataRole.DisplayRole:
            return run.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (
                run.title,
                run.when_words(self._today),
                run.status_words(),
                run.amount_words(),
            )
            return ", ".join(word for word in words if word)
        return None


class _RunLook(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, theme: "Theme", view: "RunList") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines and air, or three where the lines are short."""
        line = self._theme.type.line
        rows = 3 if self._view.slim() else 2
        return QSize(120, line("body") + (rows - 1) * line("small") + 24)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw sign, title, status, day and amount."""
        theme, run = self._theme, index.data(RUN)
        rect = QRectF(option.rect).adjusted(4, 2, -4, -2)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            edge = theme.color("ink") if theme.tokens.high_contrast else None
            box(painter, rect, 12, theme.color("accent_soft"), edge, 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, rect, 12, theme.color("sunken"))
        if self._view.shows_focus() and index == self._view.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 11, 11)
        icon, colour = SIGNS[run.status]
        if run.status is Status.COMPLETE and not run.whole:
            icon, colour = SOME_LEFT_OUT
        text = rect.adjusted(48, 8, -12, -8)
        place = QRectF(rect.left() + 14, rect.center().y() - 11, 22, 22)
        paint_icon(painter, place, icon, theme.color(colour))
        line = QRectF(text)
        line.setHeight(theme.type.line("body"))
        first, *others = self._lines(run)
        self._pair(painter, line, first, ("body_strong", "ink"), ("small", "ink_2"))
        for pair in others:
            line.moveTop(line.bottom())
            line.setHeight(theme.type.line("small"))
            self._pair(painter, line, pair, ("small", "ink_2"), ("small", "ink_2"))
        painter.restore()

    def _lines(self, run: Run) -> list[tuple[str, str]]:
        when, status = run.when_words(self._view.today), run.status_words()
        amount = run.amount_words(short=True)
        if self._view.slim():
            done = run.percent()
            part = "" if done is None else _("{n} %").format(n=done)
            return [(run.title, ""), (when, ""), (status, part)]
        return [(run.title, status), (when, amount)]

    def _pair(
        self,
        painter: QPainter,
        line: QRectF,
        words: tuple[str, str],
        left: tuple[str, str],
        right: tuple[str, str],
    ) -> None:
        theme = self._theme
        metrics = QFontMetricsF(theme.font(right[0]))
        wanted = metrics.horizontalAdvance(words[1]) + 2
        room = min(wanted, line.width() * 0.55) if words[1] else 0.0
        end = metrics.elidedText(words[1], Qt.TextElideMode.ElideRight, room + 1)
        painter.setFont(theme.font(right[0]))
        painter.setPen(theme.color(right[1]))
        painter.drawText(line, RIGHT, end)
        begin = line.adjusted(0, 0, -room - (12 if room else 0), 0)
        metrics = QFontMetricsF(theme.font(left[0]))
        painter.setFont(theme.font(left[0]))
        painter.setPen(theme.color(left[1]))
        cut = metrics.elidedText(words[0], Qt.TextElideMode.ElideRight, begin.width())
        painter.drawText(begin, LEFT, cut)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Offer all of it as a tooltip: at a large text size some of it is cut."""
        if not index.isValid():
            return False
        lines = self._lines(index.data(RUN))
        said = (" · ".join(word for word in pair if word) for pair in lines)
        QToolTip.showText(event.globalPos(), "\n".join(said), view)
        return True


class RunList(QListView):
    """The runs, to choose one from; Enter opens it where there is no room for both."""

    selected = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show none yet."""
        super().__init__(parent)
        self._theme = theme
        self._keyboard = False
        self._runs = Runs()
        self.setAccessibleName(_("What you have done"))
        self.setObjectName("plain")
        self.setProperty("own_focus", True)
        self.setModel(self._runs)
        self.setItemDelegate(_RunLook(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda index: self.opened.emit(index.data(RUN).run_id))
        theme.changed.connect(self._measure)

    @property
    def today(self) -> date:
        """The day on which they are looked at."""
        return self._runs.today

    def show_runs(self, runs: tuple[Run, ...], today: date, chosen: str = "") -> None:
        """Show `runs`, with the one that was chosen still chosen, else the newest."""
        self._runs.show_runs(runs, today)
        if runs:
            row = max(0, self._runs.row_of(chosen))
            self.setCurrentIndex(self._runs.index(row))

    def chosen(self) -> Run | None:
        """Return the run that is chosen."""
        index = self.currentIndex()
        return index.data(RUN) if index.isValid() else None

    def slim(self) -> bool:
        """Say whether a row is too short for two things side by side."""
        return self.width() < self._theme.type.px(340)

    def shows_focus(self) -> bool:
        """Say whether the current row has a ring."""
        return self._keyboard and self.hasFocus()

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show the ring when the keyboard brought the focus here."""
        self._keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Open the run with Enter; move with the arrows."""
        self._keyboard = True
        run = self.chosen()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and run is not None:
            self.opened.emit(run.run_id)
            return
        super().keyPressEvent(event)

    def selectionChanged(self, chosen: "QItemSelection", before: "QItemSelection") -> None:
        """Tell which run is chosen."""
        super().selectionChanged(chosen, before)
        if (run := self.chosen()) is not None:
            self.selected.emit(run.run_id)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Rows become higher where they are short."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

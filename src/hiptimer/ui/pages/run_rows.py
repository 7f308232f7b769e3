"""Past runs as rows, newest first, a page at a time, and the words that are said of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTime,
    Signal,
)

from hiptimer.engine.pain import PainLevel
from hiptimer.engine.wording import clock_words, length_words
from hiptimer.journal.records import Status
from hiptimer.language import gettext as _

Index = QModelIndex | QPersistentModelIndex
RUN = Qt.ItemDataRole.UserRole

LEVEL_SIGNS = {
    PainLevel.OK: ("tick", "ok"),
    PainLevel.CAUTION: ("triangle", "caution"),
    PainLevel.STOP: ("octagon", "warn"),
}


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


def day_words(day: date, today: date) -> str:
    """Return a day as people say it: "Today", "Fri", "2 Nov", "2 Nov 2025"."""
    locale, shown = QLocale(), QDate(day.year, day.month, day.day)
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    if today - timedelta(days=7) < day < today:
        return locale.toString(shown, "ddd")
    return locale.toString(shown, "d MMM" if day.year == today.year else "d MMM yyyy")


def clock_format() -> str:
    """Return how the person writes a time of day; where no language is set Qt would add seconds."""
    return QLocale().timeFormat(QLocale.FormatType.ShortFormat).replace(":ss", "")


def clock_time(moment: datetime) -> str:
    """Return the time of a moment: "14:18"."""
    return QLocale().toString(QTime(moment.hour, moment.minute), clock_format())


def stopped_words(moment: datetime, today: date) -> str:
    """Return when a run was broken off, to follow "stopped at": "14:18", "14:18 on Tue 3 Nov"."""
    day = moment.date()
    if day == today:
        return clock_time(moment)
    shown = QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM")
    return _("{time} on {day}").format(time=clock_time(moment), day=shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One run as the list shows it. `whole` is whether nothing of it was cut short or left out.

    `away` is a run done away from the computer and added by hand. `level` is the band in which the
    pain after it lies, or before it where nothing was said after.
    """

    run_id: str
    title: str
    started: datetime
    status: Status
    active_s: float = 0.0
    whole: bool = True
    away: bool = False
    pain_before: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    level: PainLevel | None = None

    def status_words(self) -> str:
        """Return the words for how far it has come."""
        return status_words(self.status, whole=self.whole)

    def when_words(self, today: date) -> str:
        """Return "Today 14:18", "Fri 12:31" or "2 Nov 12:31"."""
        return f"{day_words(self.started.date(), today)} {clock_time(self.started)}"

    def line(self, today: date) -> str:
        """Return when it was, how long the work was, and how it ended unless all was done."""
        parts = [self.when_words(today)]
        if self.active_s:
            parts.append(clock_words(self.active_s))
        if self.status is not Status.COMPLETE:
            parts.append(self.status_words())
        elif not self.whole:
            parts.append(_("some left out"))
        elif self.away:
            parts.append(_("away from the computer"))
        return " · ".join(parts)

    def pain_words(self) -> str:
        """Return the pain before and after: "2 → 3", or the one that is known."""
        return pain_words(self.pain_before, self.pain_after)

    def heard(self, today: date) -> str:
        """Return all of it, for those who hear it."""
        parts = [self.title, self.when_words(today), self.status_words()]
        if self.active_s:
            parts.append(_("{time} of work").format(time=length_words(self.active_s)))
        if self.away:
            parts.append(_("away from the computer"))
        if self.effort is not None:
            parts.append(_("effort {n}").format(n=self.effort))
        if self.pain_before is not None:
            parts.append(_("pain before {n}").format(n=self.pain_before))
        if self.pain_after is not None:
            parts.append(_("pain after {n}").format(n=self.pain_after))
        return ", ".join(parts)


def pain_words(before: int | None, after: int | None) -> str:
    """Return two numbers of pain with an arrow between them; a dash stands for one that is not known."""
    if before is None and after is None:
        return ""
    dash = "\N{EN DASH}"
    first, last = (dash if value is None else str(value) for value in (before, after))
    return f"{first} \N{RIGHTWARDS ARROW} {last}"


class Rows(QAbstractListModel):
    """The runs, newest first, a page at a time."""

    more_wanted = Signal()

    def __init__(self) -> None:
        """Hold none yet."""
        super().__init__()
        self._rows: list[Row] = []
        self._today = date.min
        self._is_all = True

    def show_rows(self, rows: tuple[Row, ...], today: date, *, is_all: bool) -> None:
        """Hold these, in the order given; `is_all` is whether there are no others after them."""
        self.beginResetModel()
        self._rows, self._today, self._is_all = list(rows), today, is_all
        self.endResetModel()

    def add_rows(self, rows: tuple[Row, ...], *, is_all: bool) -> None:
        """Hold the next page too."""
        self._is_all = is_all
        if rows:
            count = len(self._rows)
            self.beginInsertRows(QModelIndex(), count, count + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    @property
    def today(self) -> date:
        """The day on which they are looked at."""
        return self._today

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are so far."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there are others after these."""
        return not parent.isValid() and not self._is_all

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next page."""
        self.more_wanted.emit()

    def row_of(self, run_id: str) -> int:
        """Return the row of a run, or -1."""
        return next((i for i, row in enumerate(self._rows) if row.run_id == run_id), -1)

    def row_on(self, day: date) -> int:
        """Return the first row of a day, or -1."""
        return next((i for i, row in enumerate(self._rows) if row.started.date() == day), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the run itself, its title, or what is said of it."""
        row = self._rows[index.row()]
        if role == RUN:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.heard(self._today)
        return None

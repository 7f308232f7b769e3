"""A year as a heat map: a column for each week, a row for each day from Monday to Sunday."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.widgets.chart import Chart, paint_pain
from hiptimer.ui.widgets.painting import LEFT, box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.theme import Theme

WEEKS = 53
LEAST, MOST = 16.0, 26.0  # from one cell to the next, in pixels at 100 % text
EDGES = (5, 10, 20)  # minutes from which a day is one shade deeper


@dataclass(frozen=True, slots=True)
class HeatDay:
    """What was done on a day: minutes, how many runs, and whether one was stopped for pain."""

    minutes: float
    runs: int
    is_pain: bool = False


def shade(day: HeatDay | None) -> int:
    """Return how deep a day is coloured, 0 to 4; a day with a run is never 0."""
    if day is None or not day.runs:
        return 0
    return 1 + sum(day.minutes >= edge for edge in EDGES)


def day_words(day: date) -> str:
    """Return a day as it is read: "Tue 3 Nov 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "ddd d MMM yyyy")


def amount_words(found: HeatDay | None) -> str:
    """Return what was done on a day."""
    if found is None or not found.runs:
        return _("nothing")
    minutes = max(1, round(found.minutes))
    said = ngettext("{n} min in {runs} session", "{n} min in {runs} sessions", found.runs)
    said = said.format(n=minutes, runs=found.runs)
    return _("{amount}, stopped for pain").format(amount=said) if found.is_pain else said


class Heatmap(Chart):
    """As many weeks as there is room for, at most a year, up to the week of a day."""

    weeks_changed = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(theme, _("Minutes on each day"), parent)
        self._found: Mapping[date, HeatDay] = {}
        self._last = self._today = date(2000, 1, 2)
        self._weeks = WEEKS
        self._pitch = LEAST
        self._places: list[QRectF] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_days(self, found: Mapping[date, HeatDay], last: date, today: date) -> None:
        """Show what was done up to the week of `last`; days after `today` are still to come."""
        self._found, self._last, self._today = found, last, today
        self.lay_out()
        self._tell()

    @property
    def weeks(self) -> int:
        """How many weeks are shown."""
        return self._weeks

    @property
    def first(self) -> date:
        """The first day that is shown."""
        monday = self._last - timedelta(days=self._last.weekday())
        return monday - timedelta(weeks=self._weeks - 1)

    @property
    def last(self) -> date:
        """The last day that is shown."""
        sunday = self._last + timedelta(days=6 - self._last.weekday())
        return min(sunday, self._today)

    def day(self, cell: int) -> date:
        """Return the day of a cell."""
        return self.first + timedelta(days=cell)

    def found(self) -> list[tuple[date, HeatDay]]:
        """Return the days shown on which something was done, the earliest first."""
        return [
            (day, one)
            for day, one in sorted(self._found.items())
            if self.first <= day <= self.last and one.runs
        ]

    def places(self) -> list[QRectF]:
        """Return where each day stands, the earliest first."""
        return self._places

    def words(self, cell: int) -> str:
        """Return a day and what was done on it."""
        day = self.day(cell)
        return _("{day}: {amount}").format(
            day=day_words(day), amount=amount_words(self._found.get(day))
        )

    def step(self, key: Qt.Key) -> int:
        """Go up and down by days, left and right by weeks."""
        return {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -7,
            Qt.Key.Key_Right: 7,
        }.get(key, 0)

    def _side(self) -> float:
        metrics = QFontMetricsF(self._theme.font("caption"))
        return max(metrics.horizontalAdvance(_weekday(row)) for row in range(7)) + 12

    def _top(self) -> int:
        return self._theme.type.line("caption") + 6

    def _fit(self, width: float) -> tuple[int, float]:
        """Return how many weeks fit, and how far they are apart."""
        room = width - self._side()
        type_ = self._theme.type
        weeks = max(1, min(WEEKS, int(room / type_.px(LEAST))))
        return weeks, min(room / weeks, max(type_.px(MOST) * 0.8, MOST))

    def sizeHint(self) -> QSize:
        """Room for a year."""
        width = round(self._side() + WEEKS * self._theme.type.px(LEAST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Take any width: fewer weeks are shown then."""
        return QSize(120, round(self._top() + 7 * self._theme.type.px(LEAST)))

    def hasHeightForWidth(self) -> bool:
        """Say that the cells grow with the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the names of the months and seven days."""
        return round(self._top() + 7 * self._fit(width)[1])

    def lay_out(self) -> None:
        """Place the days."""
        weeks, self._pitch = self._fit(self.width())
        changed = weeks != self._weeks
        self._weeks = weeks
        size, left, top = self._pitch - max(2.5, self._pitch * 0.18), self._side(), self._top()
        count = (self.last - self.first).days + 1
        self._places = [
            QRectF(left + (i // 7) * self._pitch, top + (i % 7) * self._pitch, size, size)
            for i in range(max(0, count))
        ]
        if changed:
            self._tell()
            self.weeks_changed.emit()

    def _tell(self) -> None:
        found = self.found()
        done = ngettext("{n} day with a session", "{n} days with a session", len(found))
        pain = sum(one.is_pain for _day, one in found)
        said = ngettext("stopped for pain on {n} day", "stopped for pain on {n} days", pain)
        parts = [
            _("{first} to {last}").format(first=day_words(self.first), last=day_words(self.last)),
            done.format(n=len(found)),
            _("{n} min").format(n=round(sum(one.minutes for _day, one in found))),
        ]
        if pain:
            parts.append(said.format(n=pain))
        self.set_summary(", ".join(parts) + ".")

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Draw months, weekdays and days."""
        theme = self._theme
        with QPainter(self) as painter:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("ink_2"))
            self._paint_names(painter)
            edge = theme.color("line_strong") if theme.tokens.high_contrast else None
            radius = self._pitch * 0.24
            for i, place in enumerate(self._places):
                if not place.intersects(QRectF(event.rect())):
                    continue
                found = self._found.get(self.day(i))
                box(painter, place, radius, theme.color(f"heat{shade(found)}"), edge)
                if found is not None and found.is_pain:
                    paint_pain(painter, theme, place.center(), self._pitch * 0.19)
                if self.day(i) == self._today:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(theme.color("ink"), 2))
                    painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)
            self.paint_ring(painter)

    def _paint_names(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(painter.font())
        top, pitch, left = self._top(), self._pitch, self._side()
        for row in (0, 2, 4, 6):
            line = QRectF(0, top + row * pitch, left, pitch - 3)
            painter.drawText(line, LEFT | Qt.TextFlag.TextDontClip, _weekday(row))
        free = 0.0
        for week in range(self._weeks):
            monday = self.first + timedelta(weeks=week)
            begins = [monday + timedelta(days=n) for n in range(7)]
            begun = next((day for day in begins if day.day == 1), None)
            if begun is None:
                continue
            name = QLocale().standaloneMonthName(begun.month, QLocale.FormatType.ShortFormat)
            x = left + week * pitch
            if x >= free and x + metrics.horizontalAdvance(name) <= self.width():
                painter.drawText(QPointF(x, metrics.ascent() + 1), name)
                free = x + metrics.horizontalAdvance(name) + 12


def _weekday(row: int) -> str:
    return QLocale().standaloneDayName(row + 1, QLocale.FormatType.ShortFormat)

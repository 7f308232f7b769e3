"""Minutes week by week, beside what the person has planned."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.widgets.chart import Chart
from hiptimer.ui.widgets.painting import CENTRE, RIGHT, box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.theme import Theme

HEIGHT = 176
LEAST = 20.0  # from one bar to the next, in pixels at 100 % text


@dataclass(frozen=True, slots=True)
class WeekBar:
    """A week by the day it begins with, and its minutes."""

    label: str
    minutes: float


class WeekBars(Chart):
    """As many weeks as there is room for, the newest at the right; a tick where the plan was reached."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(theme, _("Minutes each week"), parent)
        self._all: tuple[WeekBar, ...] = ()
        self._bars: tuple[WeekBar, ...] = ()
        self._target = 0
        self._places: list[QRectF] = []
        self._plot = QRectF()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_weeks(self, bars: tuple[WeekBar, ...], target_min: int) -> None:
        """Show weeks, the earliest first, and a line at `target_min` minutes unless that is 0."""
        self._all, self._target = bars, target_min
        self.lay_out()
        self._tell()

    def _tell(self) -> None:
        bars = self._bars
        if not bars:
            self.set_summary("")
            return
        said = [_("This week {n} min.").format(n=round(bars[-1].minutes))]
        if self._target:
            reached = sum(bar.minutes >= self._target for bar in bars)
            count = ngettext("{n} week of {all}", "{n} weeks of {all}", reached)
            said.append(_("Target {n} min a week.").format(n=self._target))
            said.append(
                _("Reached in {weeks}.").format(weeks=count.format(n=reached, all=len(bars)))
            )
        self.set_summary(" ".join(said))

    def places(self) -> list[QRectF]:
        """Return the column of each week."""
        return self._places

    def bars(self) -> tuple[WeekBar, ...]:
        """Return the weeks there is room for."""
        return self._bars

    def words(self, cell: int) -> str:
        """Return a week and its minutes."""
        bar = self._bars[cell]
        said = _("Week of {day}: {n} min").format(day=bar.label, n=round(bar.minutes))
        reached = self._target and bar.minutes >= self._target
        return _("{week}, target reached").format(week=said) if reached else said

    def sizeHint(self) -> QSize:
        """Room for a few months."""
        return QSize(480, HEIGHT + self._theme.type.line("caption"))

    def minimumSizeHint(self) -> QSize:
        """Take any width."""
        return QSize(120, 120 + self._theme.type.line("caption"))

    def _top_minutes(self) -> int:
        """Return a round number that no week and no target is above."""
        most = max([self._target, 10, *(bar.minutes for bar in self._bars)])
        step = 10 if most <= 60 else 30 if most <= 240 else 60
        return math.ceil(most * 1.08 / step) * step

    def lay_out(self) -> None:
        """Place plot and columns."""
        caption = self._theme.type.line("caption")
        axis = QFontMetricsF(self._theme.font("caption")).horizontalAdvance("000") + 8
        top = caption / 2
        self._plot = QRectF(axis, top, self.width() - axis, self.height() - top - caption - 8)
        fit = max(1, int(self._plot.width() / self._theme.type.px(LEAST)))
        before = len(self._bars)
        self._bars = self._all[-fit:]
        each = self._plot.width() / max(1, len(self._bars))
        self._places = [
            QRectF(self._plot.left() + i * each, self._plot.top(), each, self._plot.height())
            for i in range(len(self._bars))
        ]
        if before != len(self._bars):
            self._tell()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw axis, bars, target and days."""
        theme, plot = self._theme, self._plot
        most = self._top_minutes()
        line = theme.type.line("caption")

        def y(minutes: float) -> float:
            return plot.bottom() - plot.height() * minutes / most

        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.font("caption"))
            for minutes in (0, most / 2, most):
                painter.setPen(QPen(theme.color("line"), 1))
                painter.drawLine(
                    QPointF(plot.left(), y(minutes)), QPointF(plot.right(), y(minutes))
                )
                painter.setPen(theme.color("ink_2"))
                place = QRectF(0, y(minutes) - line / 2, plot.left() - 8, line)
                painter.drawText(place, RIGHT, f"{minutes:g}")
            for bar, place in zip(self._bars, self._places, strict=True):
                self._paint_bar(painter, bar, place, y(bar.minutes))
            if self._target:
                pen = QPen(theme.color("ink_2"), 2)
                pen.setDashPattern([3, 3])
                painter.setPen(pen)
                at = y(self._target)
                painter.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at))
            self._paint_days(painter)
            self.paint_ring(painter)

    def _paint_bar(self, painter: QPainter, bar: WeekBar, place: QRectF, top: float) -> None:
        theme, foot = self._theme, self._plot.bottom()
        width = min(28.0, place.width() * 0.62)
        if bar.minutes <= 0:
            return
        rect = QRectF(place.center().x() - width / 2, top, width, max(2.0, foot - top))
        edge = theme.color("ink") if theme.tokens.high_contrast else None
        box(painter, rect, min(4.0, width / 2), theme.color("heat3"), edge)
        if self._target and bar.minutes >= self._target and rect.height() > 18:
            sign = min(14.0, width)
            spot = QRectF(rect.center().x() - sign / 2, rect.top() + 3, sign, sign)
            paint_icon(painter, spot, "tick", theme.color("surface"), 3)

    def _paint_days(self, painter: QPainter) -> None:
        theme = self._theme
        painter.setPen(theme.color("ink_2"))
        metrics = QFontMetricsF(painter.font())
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0.0)
        fit = max(1, int(self._plot.width() / (widest + 16)))
        every = max(1, -(-len(self._bars) // fit))
        line = theme.type.line("caption")
        for i in range(len(self._bars) - 1, -1, -every):
            middle = self._places[i].center().x()
            left = min(max(middle - widest / 2, 0.0), self.width() - widest)
            place = QRectF(left, self._plot.bottom() + 8, widest, line)
            painter.drawText(place, CENTRE, self._bars[i].label)

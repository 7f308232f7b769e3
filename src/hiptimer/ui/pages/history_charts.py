"""The charts of the history, each in a card with its legend and the table behind it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.preferences import MOST_TARGET_MIN
from hiptimer.ui.layouts import Text, hbox
from hiptimer.ui.pages.chart_table import ChartTable, Table
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.history_content import ALL_SESSIONS, DAYS, Charts, Heat, Overview
from hiptimer.ui.pages.words import Link, Words
from hiptimer.ui.widgets.buttons import ButtonKind, RoundButton
from hiptimer.ui.widgets.cards import Card
from hiptimer.ui.widgets.chart import Chart, Sample
from hiptimer.ui.widgets.fields import Select, Stepper
from hiptimer.ui.widgets.heatmap import WEEKS, Heatmap, amount_words, day_words
from hiptimer.ui.widgets.side_bars import SideBars
from hiptimer.ui.widgets.trend import TrendPlot
from hiptimer.ui.widgets.week_bars import WeekBar, WeekBars

if TYPE_CHECKING:
    from hiptimer.ui.layouts import Margins
    from hiptimer.ui.theme import Theme

TARGET_STEP = 10


def short_day(day: date) -> str:
    """Return a day as it stands below a chart: "12 Oct"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


def period_words(days: int) -> str:
    """Return how far back the lower charts go."""
    return {42: _("Last 6 weeks"), 91: _("Last 3 months"), 365: _("Last 12 months")}[days]


class ChartCard(Card):
    """A chart with the same numbers as a table behind it; one of the two is shown."""

    def __init__(self, theme: "Theme", chart: Chart, *, padding: "Margins" = 24) -> None:
        """Show `chart`; a subclass adds heads and feet."""
        super().__init__(theme, padding=padding, spacing=12)
        self.chart = chart
        self.table = ChartTable(theme, chart.accessibleName())
        self.table.hide()
        self.table_button = Link(theme, "")
        self.table_button.clicked.connect(lambda: self.show_table(self.table.isHidden()))
        self._name_button()

    def show_table(self, shown: bool) -> None:
        """Show the table, or the chart."""
        self.table.setVisible(shown)
        self.chart.setVisible(not shown)
        self._name_button()

    def _name_button(self) -> None:
        said = _("Show as a table") if self.table.isHidden() else _("Show as a chart")
        self.table_button.setText(said)
        name = self.chart.accessibleName()
        self.table_button.setAccessibleName(_("{chart}: {does}").format(chart=name, does=said))
        self.table_button.updateGeometry()


class HeatCard(ChartCard):
    """The minutes of each day over a year."""

    last_wanted = Signal(object)
    """Carries the last day to show, None for today."""

    def __init__(self, theme: "Theme") -> None:
        """Show nothing yet."""
        self.heatmap = Heatmap(theme)
        super().__init__(theme, self.heatmap, padding=(24, 16))
        self._heat: Heat | None = None
        self._today = date(2000, 1, 1)
        self.body.addWidget(self.heatmap)
        self.body.addWidget(self.table)
        legend = Flow(across=8, upright=4)
        for i, edge in enumerate((_("0"), _("1–4"), _("5–9"), _("10–19"), _("20 or more min"))):  # noqa: RUF001
            legend.addWidget(Sample(theme, f"heat{i}", edge))
        legend.addWidget(Sample(theme, "pain", _("stopped for pain")))
        self._foot = Flow(across=16, upright=8)
        self._foot.addWidget(self.table_button)
        self._turn = QWidget()
        turn = hbox(self._turn, spacing=4)
        quiet = ButtonKind.QUIET
        self.earlier = RoundButton(theme, _("Earlier"), icon="chevron-left", size=32, kind=quiet)
        self.later = RoundButton(theme, _("Later"), icon="chevron-right", size=32, kind=quiet)
        self._words = Text(theme, "", "small_strong", "ink_2", elide=True)
        turn.addWidget(self.earlier)
        turn.addWidget(self._words)
        turn.addWidget(self.later)
        self._foot.addWidget(self._turn)
        self.earlier.clicked.connect(lambda: self._go(-1))
        self.later.clicked.connect(lambda: self._go(1))
        row = hbox(spacing=16)
        row.addWidget(legend, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._foot)
        self._row = row
        self.body.addLayout(row)
        self.heatmap.weeks_changed.connect(self._write)

    def show_heat(self, heat: Heat, today: date) -> None:
        """Show what was done up to the week of a day."""
        self._heat, self._today = heat, today
        self.heatmap.show_days(heat.days, heat.last, today)
        self._write()

    def set_narrow(self, narrow: bool) -> None:
        """Put the legend above the buttons."""
        ways = self._row.Direction
        self._row.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _write(self) -> None:
        if self._heat is None:
            return
        heatmap = self.heatmap
        is_newest = heatmap.last >= self._today
        if is_newest and heatmap.weeks == WEEKS:
            said = _("Last 12 months")
        elif is_newest:
            weeks = heatmap.weeks
            said = ngettext("Last {n} week", "Last {n} weeks", weeks).format(n=weeks)
        else:
            said = _("{first} to {last}").format(
                first=_month(heatmap.first), last=_month(heatmap.last)
            )
        self._words.setText(said)
        if is_newest and self.later.hasFocus():
            self.earlier.setFocus(Qt.FocusReason.OtherFocusReason)  # not on into another card
        self.later.setEnabled(not is_newest)
        rows = [(day_words(day), amount_words(one)) for day, one in reversed(heatmap.found())]
        self.table.show_table(Table((_("Day"), _("Done")), tuple(rows)))

    def _go(self, way: int) -> None:
        heatmap = self.heatmap
        last = heatmap.last + timedelta(weeks=way * min(52, heatmap.weeks))
        self.last_wanted.emit(None if last >= self._today else last)


def _month(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "MMM yyyy")


class TrendCard(ChartCard):
    """Pain before and after, and effort; and what this and both sides are shown of."""

    charts_wanted = Signal(int, str)
    """Asks for so many days back, of a session by its id or of all."""

    def __init__(self, theme: "Theme") -> None:
        """Show nothing yet."""
        self.plot = TrendPlot(theme)
        super().__init__(theme, self.plot)
        head = Flow(across=16, upright=8)
        head.addWidget(Words(theme, _("Pain and effort"), "section"))
        for sign, words in (
            ("before", _("Pain before")),
            ("after", _("Pain after")),
            ("effort", _("Effort")),
        ):
            head.addWidget(Sample(theme, sign, words))
        self.body.addWidget(head)
        self._none = Words(theme, _("No pain or effort was told in this time."), "body", "ink_2")
        self.body.addWidget(self._none)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.table)
        self._means = Words(theme, _("Each point is the mean of a week."), "small", "ink_2")
        self.body.addWidget(self._means)
        foot = Flow(across=12, upright=8)
        self.period = Select(theme, _("How far back the charts go"))
        for days in DAYS:
            self.period.addItem(period_words(days), days)
        self.session = Select(theme, _("Which session the charts are about"))
        foot.addWidget(self.period)
        foot.addWidget(self.session)
        self.body.addWidget(foot)
        self.body.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(0)
        for select in (self.period, self.session):
            select.activated.connect(self._ask)

    def _ask(self, _index: int) -> None:
        session = self.session.currentData()
        self.charts_wanted.emit(int(self.period.currentData()), str(session or ALL_SESSIONS))

    def _show_choice(self, charts: Charts) -> None:
        self.period.setCurrentIndex(max(0, self.period.findData(charts.days)))
        self.session.clear()
        self.session.addItem(_("All sessions"), ALL_SESSIONS)
        for key, title in charts.sessions:
            self.session.addItem(title, key)
        self.session.setCurrentIndex(max(0, self.session.findData(charts.session_id)))
        self.session.setVisible(len(charts.sessions) > 1)
        self.session.updateGeometry()

    def show_charts(self, charts: Charts) -> None:
        """Show what was said."""
        self._show_choice(charts)
        self.plot.show_points(charts.points, charts.bands)
        some = bool(charts.points)
        self._none.setVisible(not some)
        self._means.setVisible(some and charts.means)
        self.table_button.setVisible(some)
        if not some:
            self.table.hide()
            self.plot.hide()
        else:
            self.show_table(not self.table.isHidden())

        def number(value: float | None) -> str:
            return "" if value is None else f"{value:g}"

        first = _("Week of") if charts.means else _("Day")
        heads = (first, _("Pain before"), _("Pain after"), _("Effort"))
        rows = tuple(
            (one.label, number(one.before), number(one.after), number(one.effort))
            for one in reversed(charts.points)
        )
        self.table.show_table(Table(heads, rows))


class WeeksCard(ChartCard):
    """The minutes of each week, and what the person means to do."""

    target_chosen = Signal(int)

    def __init__(self, theme: "Theme") -> None:
        """Show nothing yet."""
        self.bars = WeekBars(theme)
        super().__init__(theme, self.bars)
        head = Flow(across=16, upright=8)
        head.addWidget(Words(theme, _("Minutes each week"), "section"))
        self.target = Stepper(
            theme,
            _("Weekly target"),
            0,
            MOST_TARGET_MIN,
            step=TARGET_STEP,
            words=self._target_words,
        )
        self.target.value_changed.connect(self.target_chosen)
        place = Flow(across=8, upright=4)
        place.addWidget(Words(theme, _("Weekly target"), "small", "ink_2"))
        place.addWidget(self.target)
        head.addWidget(place)
        self.body.addWidget(head)
        self.body.addWidget(self.bars, 1)
        self.body.addWidget(self.table)
        self._from = Words(theme, "", "small", "ink_2")
        self.body.addWidget(self._from)
        self.body.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(0)

    @staticmethod
    def _target_words(minutes: int) -> str:
        return _("{n} min").format(n=minutes) if minutes else _("none")

    def show_overview(self, overview: Overview) -> None:
        """Show the weeks."""
        target = overview.target_min
        bars = tuple(WeekBar(short_day(one.monday), one.minutes) for one in overview.weeks)
        self.bars.show_weeks(bars, target)
        self.target.set_value(overview.own_target_min)
        assigned = target and not overview.own_target_min
        said = _("The line is at {n} min a week: what you were asked to do.")
        self._from.setText(said.format(n=target) if assigned else "")
        self._from.setVisible(bool(assigned))
        rows = tuple(
            (_("Week of {day}").format(day=short_day(one.monday)), str(round(one.minutes)))
            for one in reversed(overview.weeks)
        )
        self.table.show_table(Table((_("Week"), _("Minutes")), rows))


class SidesCard(ChartCard):
    """What was done on the left and on the right."""

    def __init__(self, theme: "Theme") -> None:
        """Show nothing yet."""
        self.bars = SideBars(theme)
        super().__init__(theme, self.bars)
        self.body.addWidget(Words(theme, _("Left against right"), "section"))
        self._about = Words(theme, "", "small", "ink_2")
        self.body.addWidget(self._about)
        self._none = Words(
            theme, _("Nothing with two sides was done in this time."), "body", "ink_2"
        )
        self.body.addWidget(self._none)
        self.body.addWidget(self.bars)
        self.body.addWidget(self.table)
        self.body.addStretch(1)
        self.body.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_charts(self, charts: Charts) -> None:
        """Show both sides of each exercise."""
        some = bool(charts.sides)
        title = dict(charts.sessions).get(charts.session_id, _("all sessions"))
        self._about.setText(f"{period_words(charts.days)}, {title}")
        self.bars.show_pairs(charts.sides)
        self._none.setVisible(not some)
        self.table_button.setVisible(some)
        if not some:
            self.table.hide()
            self.bars.hide()
        else:
            self.show_table(not self.table.isHidden())
        rows = tuple((one.name, one.left_words, one.right_words) for one in charts.sides)
        self.table.show_table(Table((_("Exercise"), _("Left"), _("Right")), rows))

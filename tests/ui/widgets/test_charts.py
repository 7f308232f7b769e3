"""The painted charts: where the cells stand, what they say, and the keys that lead from one to the next."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from hiptimer.engine.pain import bands
from hiptimer.engine.session import PainBands, Safety
from hiptimer.ui.widgets.heatmap import WEEKS, HeatDay, Heatmap, shade
from hiptimer.ui.widgets.side_bars import SideBars, SidePair
from hiptimer.ui.widgets.trend import TrendPlot, TrendPoint
from hiptimer.ui.widgets.week_bars import WeekBar, WeekBars

TODAY = date(2026, 11, 20)  # a Friday
FOUND = {
    TODAY: HeatDay(9.4, 1),
    TODAY - timedelta(days=1): HeatDay(21, 2, is_pain=True),
    TODAY - timedelta(days=300): HeatDay(0, 1),
}


@pytest.fixture
def heatmap(theme, show):
    heatmap = Heatmap(theme)
    heatmap.show_days(FOUND, TODAY, TODAY)
    return show(heatmap, 980, 150)


def colour_at(widget, place):
    return QColor(widget.grab().toImage().pixel(place.center().toPoint() + QPoint(4, 4)))


class TestHeatmap:
    def test_a_year_of_weeks_from_monday_to_today(self, heatmap):
        assert heatmap.weeks == WEEKS
        assert heatmap.first.weekday() == 0
        assert heatmap.last == TODAY
        assert len(heatmap.places()) == 52 * 7 + 5
        monday, tuesday, next_monday = (heatmap.places()[i] for i in (0, 1, 7))
        assert monday.left() == tuesday.left() < next_monday.left()
        assert monday.top() == next_monday.top() < tuesday.top()
        assert heatmap.places()[-1].right() <= heatmap.width()

    def test_deeper_with_more_minutes_and_never_empty_with_a_run(self):
        assert [shade(HeatDay(minutes, 1)) for minutes in (0, 4.9, 5, 9, 10, 19, 20)] == [
            1,
            1,
            2,
            2,
            3,
            3,
            4,
        ]
        assert shade(None) == shade(HeatDay(0, 0)) == 0

    def test_days_are_painted_in_their_shade(self, heatmap, theme):
        assert colour_at(heatmap, heatmap.places()[-1]) == theme.color("heat2")
        assert colour_at(heatmap, heatmap.places()[-3]) == theme.color("heat0")

    def test_stopped_for_pain_is_more_than_a_colour(self, heatmap, theme):
        place = heatmap.places()[-2].center().toPoint()
        image = heatmap.grab().toImage()
        assert QColor(image.pixel(place)) == theme.color("surface")

    def test_keys_lead_by_days_and_weeks_and_say_what_was_done(self, heatmap):
        heatmap.setFocus(Qt.FocusReason.TabFocusReason)
        assert heatmap.accessibleDescription().startswith("Fri 20 Nov 2026: 9 min in 1 session. ")
        QTest.keyClick(heatmap, Qt.Key.Key_Up)
        said = "Thu 19 Nov 2026: 21 min in 2 sessions, stopped for pain. "
        assert heatmap.accessibleDescription().startswith(said)
        QTest.keyClick(heatmap, Qt.Key.Key_Left)
        assert heatmap.day(heatmap.cell) == TODAY - timedelta(days=8)
        assert heatmap.accessibleDescription().startswith("Thu 12 Nov 2026: nothing. ")
        QTest.keyClick(heatmap, Qt.Key.Key_Home)
        assert heatmap.cell == 0
        QTest.keyClick(heatmap, Qt.Key.Key_Left)
        assert heatmap.cell == 0  # there is nothing before
        QTest.keyClick(heatmap, Qt.Key.Key_End)
        QTest.keyClick(heatmap, Qt.Key.Key_Down)
        assert heatmap.day(heatmap.cell) == TODAY

    def test_the_essential_numbers_are_said(self, heatmap):
        heatmap.clearFocus()
        said = heatmap.accessibleDescription()
        assert "3 days with a session, 30 min, stopped for pain on 1 day." in said
        assert said.startswith("Mon 17 Nov 2025 to Fri 20 Nov 2026")

    def test_the_day_under_the_pointer(self, heatmap):
        place = heatmap.places()[-1].center().toPoint()
        where = heatmap.mapToGlobal(place)
        QApplication.sendEvent(heatmap, QHelpEvent(QHelpEvent.Type.ToolTip, place, where))
        assert QToolTip.text() == "Fri 20 Nov 2026: 9 min in 1 session"
        nowhere = QPoint(1, 1)
        QApplication.sendEvent(
            heatmap, QHelpEvent(QHelpEvent.Type.ToolTip, nowhere, heatmap.mapToGlobal(nowhere))
        )
        assert heatmap.cell_at(nowhere.toPointF()) is None

    def test_a_press_and_enter_choose_a_day(self, heatmap):
        told = []
        heatmap.cell_chosen.connect(told.append)
        QTest.mouseClick(
            heatmap, Qt.MouseButton.LeftButton, pos=heatmap.places()[5].center().toPoint()
        )
        QTest.keyClick(heatmap, Qt.Key.Key_Return)
        assert told == [5, 5]

    @pytest.mark.parametrize("percent", [100, 200])
    def test_fewer_weeks_where_there_is_less_room(self, heatmap, theme, percent):
        theme.set_text_percent(percent)
        told = []
        heatmap.weeks_changed.connect(lambda: told.append(heatmap.weeks))
        heatmap.resize(340, heatmap.heightForWidth(340))
        QApplication.processEvents()
        theme.set_text_percent(100)
        assert told
        assert told[0] < 30
        heatmap.resize(340, heatmap.heightForWidth(340))
        assert heatmap.places()[-1].right() <= 340
        assert heatmap.places()[6].bottom() <= heatmap.height()
        assert heatmap.last == TODAY

    def test_a_year_before(self, heatmap):
        heatmap.show_days({}, TODAY - timedelta(days=364), TODAY)
        assert heatmap.last == date(2025, 11, 23)  # the whole week, up to its Sunday
        assert len(heatmap.places()) == WEEKS * 7


POINTS = (
    TrendPoint("1 Nov", 4, 5, 6),
    TrendPoint("3 Nov", None, 2, None),
    TrendPoint("5 Nov", 0, 10, 3),
)


class TestTrend:
    @pytest.fixture
    def plot(self, theme, show):
        plot = TrendPlot(theme)
        plot.show_points(POINTS, bands(Safety(pain_bands=PainBands(ok_to=3, caution_to=4))))
        return show(plot, 560, 260)

    def test_the_bands_of_the_file_lie_behind(self, plot, theme):
        image = plot.grab().toImage()
        x = round(plot.places()[0].left() + 2)
        for value, token in ((1, "ok"), (4, "caution"), (8, "warn")):
            colour = QColor(image.pixel(x, round(plot._y(value))))
            assert colour == theme.color(f"field_{token}"), value

    def test_bands_with_long_words_show_their_numbers(self, theme, show):
        plot = TrendPlot(theme)
        long = PainBands(ok="Carry on.", stop="Leave this one for today and tell me of it.")
        plot.show_points(POINTS, bands(Safety(pain_bands=long)))
        show(plot, 560, 260)
        assert [words for _band, words in plot._band_words()] == ["0–2", "3–5", "6–10"]  # noqa: RUF001

    def test_columns_stand_evenly_inside(self, plot):
        widths = {round(place.width(), 3) for place in plot.places()}
        assert len(widths) == 1
        assert plot.places()[-1].right() <= plot.width()

    def test_what_is_said_of_all_and_of_each(self, plot):
        plot.clearFocus()
        assert plot.accessibleDescription() == (
            "1 Nov to 5 Nov. Pain before: first 4, last 0, highest 4. "
            "Pain after: first 5, last 10, highest 10. Effort: first 6, last 3, highest 6."
        )
        plot.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(plot, Qt.Key.Key_Left)
        assert plot.words(plot.cell) == "3 Nov: pain after 2"

    def test_one_point_and_none(self, plot):
        plot.show_points(POINTS[:1], ())
        plot.grab()
        assert plot.words(0) == "1 Nov: pain before 4, pain after 5, effort 6"
        plot.show_points((), ())
        plot.grab()
        QTest.keyClick(plot, Qt.Key.Key_Right)
        assert plot.accessibleDescription() == ""


class TestWeeks:
    @pytest.fixture
    def bars(self, theme, show):
        bars = WeekBars(theme)
        weeks = tuple(WeekBar(f"{n}", 10.0 * (n % 4)) for n in range(1, 54))
        bars.show_weeks(weeks, 20)
        return show(bars, 500, 200)

    def test_the_newest_that_fit(self, bars):
        assert bars.bars()[-1].label == "53"
        assert 10 < len(bars.bars()) < 30
        bars.resize(300, 200)
        assert 5 < len(bars.bars()) < 16
        assert bars.bars()[-1].label == "53"

    def test_what_is_said(self, bars):
        bars.clearFocus()
        said = bars.accessibleDescription()
        assert said.startswith("This week 10 min. Target 20 min a week. Reached in ")
        last = len(bars.places()) - 1
        assert bars.words(last) == "Week of 53: 10 min"
        assert bars.words(last - 2) == "Week of 51: 30 min, target reached"
        bars.show_weeks(bars.bars(), 0)
        assert bars.words(last - 2) == "Week of 51: 30 min"
        assert bars.accessibleDescription() == "This week 10 min."

    def test_weeks_below_the_target_look_like_the_others(self, bars, theme):
        image = bars.grab().toImage()
        for cell, bar in enumerate(bars.bars()):
            if bar.minutes:
                place = bars.places()[cell]
                foot = QColor(image.pixel(round(place.center().x()), round(place.bottom() - 6)))
                assert foot == theme.color("heat3"), bar

    def test_none_yet(self, bars):
        bars.show_weeks((), 0)
        bars.grab()
        assert bars.accessibleDescription() == ""


class TestSides:
    @pytest.fixture
    def bars(self, theme, show):
        bars = SideBars(theme)
        bars.show_pairs(
            (
                SidePair("Low lunge", 60, 30, "1 min", "30 s"),
                SidePair("Clam", 0, 12, "nothing", "12 reps"),
            )
        )
        return show(bars, 400, bars.sizeHint().height())

    def test_left_grows_to_the_left_and_right_to_the_right(self, bars, theme):
        image = bars.grab().toImage()
        place = bars.places()[0]
        line = [QColor(image.pixel(x, round(place.bottom() - 10))) for x in range(bars.width())]
        left = [x for x, colour in enumerate(line) if colour == theme.color("left")]
        right = [x for x, colour in enumerate(line) if colour == theme.color("right")]
        assert max(left) < 200 < min(right)
        assert len(left) == pytest.approx(2 * len(right), abs=4)

    def test_what_is_said(self, bars):
        bars.clearFocus()
        assert bars.accessibleDescription() == (
            "Low lunge: left 1 min, right 30 s. Clam: left nothing, right 12 reps."
        )
        bars.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(bars, Qt.Key.Key_Up)
        assert bars.accessibleDescription().startswith("Low lunge: left 1 min, right 30 s. Low")

"""The history page: the list and its charts, the tables behind them, and what it asks to be done."""

from dataclasses import replace
from datetime import timedelta

import pytest
from looked_back import CONTENT, NEW, NOW, OLD, OVERVIEW, RUN, TODAY
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hiptimer.journal.records import Status
from hiptimer.ui.pages.away_sheet import AwaySheet
from hiptimer.ui.pages.history import HistoryPage
from hiptimer.ui.pages.history_content import (
    HistoryContent,
)
from hiptimer.ui.pages.history_tiles import FigureTile
from hiptimer.ui.pages.run_rows import clock_time, status_words, stopped_words


@pytest.fixture
def page(theme, show):
    page = HistoryPage(theme, lambda: NOW)
    page.show_content(CONTENT)
    return show(page, 1092, 760)


def words(page):
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def heard(page):
    model = page.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def cells(table):
    model = table.model()
    heads = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(model.columnCount())]
    rows = [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    return heads, rows


def asked(page, kind):
    [sheet] = [one for one in page.window().findChildren(kind) if one.isVisible()]
    return sheet


@pytest.fixture
def spoken():
    """Return what sets the language of dates and times, and put it back afterwards."""
    before = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "time"), [("C", "15:00"), ("en_GB", "15:00"), ("en_US", "3:00\u202fPM")]
)
def test_a_time_is_written_as_people_there_write_it_and_without_seconds(spoken, language, time):
    spoken(QLocale(language))
    assert clock_time(NOW) == time


def test_of_another_day_the_day_is_said_too(spoken):
    spoken(QLocale("en_GB"))
    assert stopped_words(NOW, TODAY) == "15:00"
    assert stopped_words(NOW, TODAY + timedelta(days=2)) == "15:00 on Sun 22 Nov"


class TestList:
    def test_what_is_heard_of_a_row(self, page):
        new, old = heard(page)
        assert new.startswith("Hip session A, Today 14:00")
        assert new.endswith("All done, 9 min 30 s of work, effort 4, pain before 2, pain after 3")
        assert old.endswith("Part done, away from the computer")

    def test_the_line_below_the_title(self):
        assert NEW.line(TODAY).endswith("· 9:30")
        assert replace(NEW, whole=False).line(TODAY).endswith("· 9:30 · some left out")
        assert OLD.line(TODAY).endswith("· Part done")
        assert replace(NEW, away=True).line(TODAY).endswith("away from the computer")

    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [(2, 3, "2 → 3"), (None, 0, "– → 0"), (5, None, "5 → –"), (None, None, "")],  # noqa: RUF001
    )
    def test_pain_before_and_after(self, before, after, said):
        assert replace(NEW, pain_before=before, pain_after=after).pain_words() == said

    def test_days_as_people_say_them(self):
        said = [
            replace(NEW, started=NOW - timedelta(days=days)).when_words(TODAY).rsplit(" ", 1)[0]
            for days in (0, 1, 2, 6, 7, 400)
        ]
        assert said == ["Today", "Yesterday", "Fri", "Mon", "15 Nov", "18 Oct 2025"]

    def test_every_status_has_words(self):
        assert len({status_words(status) for status in Status}) == len(Status)

    def test_enter_and_a_click_open_a_run(self, page):
        told = []
        page.open_run.connect(told.append)
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        first = page.list.visualRect(page.list.model().index(0, 0)).center()
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
        assert told == ["old", "new"]

    def test_chosen_run_stays_chosen_when_a_newer_one_comes(self, page):
        newer = replace(NEW, run_id="newer", started=NOW)
        page.show_content(replace(CONTENT, rows=(newer, NEW, OLD)))
        assert page.list.chosen() == NEW
        page.choose_row("newer")
        assert page.list.chosen() == newer
        page.choose_row("gone")
        assert page.list.chosen() == newer

    def test_where_the_chosen_run_is_gone_the_next_in_its_place_is_chosen(self, page):
        rows = tuple(replace(OLD, run_id=str(i)) for i in range(4))
        page.show_content(replace(CONTENT, rows=rows))
        page.choose_row("2")
        page.show_content(replace(CONTENT, rows=rows[:2] + rows[3:]))
        assert page.list.chosen() == rows[3]
        page.show_content(replace(CONTENT, rows=rows[:2]))
        assert page.list.chosen() == rows[1]

    def test_more_is_asked_for_at_the_end_until_there_is_no_more(self, page):
        rows = [replace(OLD, run_id=str(i), started=NOW - timedelta(hours=i)) for i in range(90)]
        asked_for = []

        def more():
            begin = page.list.model().rowCount()
            asked_for.append(begin)
            page.add_rows(tuple(rows[begin : begin + 30]), is_all=begin + 30 >= 90)

        page.more_wanted.connect(more)
        page.show_content(replace(CONTENT, rows=tuple(rows[:30]), is_all=False))
        page.list.setFocus()
        for _time in range(6):
            QTest.keyClick(page.list, Qt.Key.Key_End)
            QApplication.processEvents()
        assert asked_for == [30, 60]
        assert page.list.model().rowCount() == 90

    def test_ten_thousand_runs_have_no_widget_each(self, page):
        rows = tuple(replace(OLD, run_id=str(i)) for i in range(10_000))
        page.show_content(replace(CONTENT, rows=rows))
        assert page.list.model().rowCount() == 10_000
        assert len(page.list.findChildren(QLabel)) == 0


class TestOneRun:
    def test_everything_that_is_known_of_it(self, page):
        page.show_run(RUN)
        shown = words(page)
        for said in (
            "Finished, some left out",
            "9 min 30 s active · 92 % of the dose",
            "Put right on 22 November 2026.",
            "2 → 3",
            "4 of 10",
            "Too hard",
            "Stopped for pain: Low lunge, right · pain 6",
            "Easier version: Half lunge",
            "Reason: No time",
            "Left, set 1: 40 s",
            "asked for: 30 s · 10 s added",
            "Right, set 1: 22 s",
        ):
            assert said in shown
        assert "Right hip tighter." in " ".join(shown)

    def test_nobody_knows_which_part(self, page):
        page.show_run(replace(RUN, status=Status.STOPPED, told_apart=False, steps=()))
        assert "Part of it was done; which part was not told." in words(page)

    def test_esc_and_the_link_lead_back_to_the_list(self, page):
        page.show_run(RUN)
        assert page.is_run_open
        assert QApplication.focusWidget() is page.one.back_button
        QTest.keyClick(page.one.back_button, Qt.Key.Key_Escape)
        assert not page.is_run_open
        assert QApplication.focusWidget() is page.list
        page.show_run(RUN)
        QTest.keyClick(page.one.back_button, Qt.Key.Key_Space)
        assert not page.is_run_open

    def test_remove_and_undo(self, page):
        told = []
        page.remove_run.connect(told.append)
        page.undo_wanted.connect(lambda: told.append("undo"))
        page.show_run(RUN)
        page.one.remove_button.click()
        page.tell_removed("Hip session A")
        assert page.toast.accessibleName() == "Removed: Hip session A"
        QTest.mouseClick(page.toast._action, Qt.MouseButton.LeftButton)
        assert told == ["new", "undo"]
        assert not page.toast.isVisible()

    def test_what_could_not_be_written_is_told_where_it_is_seen(self, page):
        page.show_content(replace(CONTENT, trouble="The history cannot be written."))
        assert not page.toast.isVisible(), "it stands on the page itself"
        page.show_run(RUN)
        page.one.remove_button.click()
        page.show_content(replace(CONTENT, trouble="The history cannot be written."))
        assert page.is_run_open
        assert page.toast.isVisible()
        assert page.toast.accessibleName() == "The history cannot be written."

    def test_ctrl_z_but_not_while_something_is_asked(self, page):
        told = []
        page.undo_wanted.connect(lambda: told.append("undo"))
        control = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(page, Qt.Key.Key_Z, control)
        page.overview.add_button.click()
        QTest.keyClick(asked(page, AwaySheet), Qt.Key.Key_Z, control)
        assert told == ["undo"]


class TestTilesAndCharts:
    def test_tiles_are_read_as_a_whole(self, page):
        tiles = page.overview.tiles.findChildren(FigureTile)
        names = [tile.accessibleName() for tile in tiles if tile.isVisible()]
        assert names == ["13 min this week. Usual: 37 min", "2 sessions this year"]

    def test_every_chart_has_a_name_a_description_and_its_table(self, page):
        overview = page.overview
        expected = {
            overview.heat: (
                ["Day", "Done"],
                [
                    ("Sun 22 Nov 2026", "10 min in 1 session, stopped for pain"),
                    ("Sat 14 Nov 2026", "25 min in 2 sessions"),
                ],
            ),
            overview.trend: (
                ["Day", "Pain before", "Pain after", "Effort"],
                [("22 Nov", "", "3", ""), ("20 Nov", "4", "5", "6")],
            ),
            overview.weeks: (
                ["Week", "Minutes"],
                [("Week of 16 Nov", "10"), ("Week of 9 Nov", "25")],
            ),
            overview.sides: (["Exercise", "Left", "Right"], [("Low lunge", "1 min", "45 s")]),
        }
        for card, table in expected.items():
            assert card.chart.accessibleName()
            assert card.chart.accessibleDescription()
            assert cells(card.table) == table

    def test_a_table_takes_the_place_of_its_chart_by_keyboard(self, page):
        card = page.overview.trend
        assert not card.table.isVisible()
        card.table_button.setFocus()
        QTest.keyClick(card.table_button, Qt.Key.Key_Space)
        assert card.table.isVisible()
        assert not card.chart.isVisible()
        card.table.setFocus()
        QTest.keyClick(card.table, Qt.Key.Key_Down)
        assert card.table.currentIndex().row() == 1
        QTest.keyClick(card.table, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is not card.table
        QTest.keyClick(card.table_button, Qt.Key.Key_Space)
        assert card.chart.isVisible()

    @pytest.mark.parametrize("percent", [100, 200])
    def test_no_words_of_a_table_are_cut_in_a_small_window(self, page, theme, qapp, percent):
        theme.set_text_percent(percent)
        page.resize(420, 560)
        overview = page.overview
        for card in (overview.heat, overview.trend, overview.weeks, overview.sides):
            card.show_table(True)
            qapp.processEvents()
            table = card.table
            for column in range(table.model().columnCount()):
                width, most = table.columnWidth(column), table.viewport().width()
                assert width >= min(most, table.sizeHintForColumn(column))
                assert width >= table.horizontalHeader().sectionSizeHint(column)
            for row in range(table.model().rowCount()):
                assert table.rowHeight(row) >= table.sizeHintForRow(row)
        table = overview.heat.table
        table.setFocus()
        QTest.keyClick(table, Qt.Key.Key_Right)
        qapp.processEvents()
        assert table.horizontalScrollBar().value() > 0, "the keys lead to what is out of sight"

    def test_a_mean_is_that_of_a_week(self, page):
        charts = replace(OVERVIEW.charts, means=True)
        page.show_content(replace(CONTENT, overview=replace(OVERVIEW, charts=charts)))
        assert cells(page.overview.trend.table)[0][0] == "Week of"

    def test_back_at_today_the_focus_stays_by_the_year(self, page):
        heat = page.overview.heat
        told = []
        page.heat_wanted.connect(told.append)
        heat.show_heat(replace(OVERVIEW.heat, last=TODAY - timedelta(weeks=60)), TODAY)
        heat.later.setFocus()
        QTest.keyClick(heat.later, Qt.Key.Key_Space)
        heat.show_heat(OVERVIEW.heat, TODAY)
        assert told
        assert not heat.later.isEnabled()
        assert QApplication.focusWidget() is heat.earlier

    def test_a_table_that_is_shown_stays_shown(self, page):
        page.overview.trend.show_table(True)
        page.show_content(CONTENT)
        assert page.overview.trend.table.isVisible()

    def test_nothing_said_and_nothing_with_sides(self, page):
        bare = replace(OVERVIEW, charts=replace(OVERVIEW.charts, points=(), sides=()))
        page.show_content(replace(CONTENT, overview=bare))
        shown = words(page)
        assert "No pain or effort was told in this time." in shown
        assert "Nothing with two sides was done in this time." in shown
        assert not page.overview.trend.table_button.isVisible()

    def test_where_the_target_comes_from(self, page):
        assigned = replace(OVERVIEW, own_target_min=0, target_min=30)
        page.show_content(replace(CONTENT, overview=assigned))
        assert "The line is at 30 min a week: what you were asked to do." in words(page)
        assert page.overview.weeks.target.value() == 0

    def test_how_far_back_and_which_session(self, page):
        told = []
        page.charts_wanted.connect(lambda *said: told.append(said))
        trend = page.overview.trend
        trend.period.setCurrentIndex(1)
        trend.period.activated.emit(1)
        trend.session.setCurrentIndex(2)
        trend.session.activated.emit(2)
        assert told == [(91, ""), (91, "desk")]

    def test_export_and_report_are_asked_for(self, page):
        told = []
        page.export_wanted.connect(lambda: told.append("export"))
        page.report_wanted.connect(lambda: told.append("report"))
        page.overview.export_button.click()
        page.overview.report_button.click()
        assert told == ["export", "report"]

    def test_nothing_done_yet_is_a_sentence_with_one_button(self, page):
        told = []
        page.sessions_wanted.connect(lambda: told.append("sessions"))
        page.show_content(HistoryContent(rows=(), now=NOW))
        assert any(said.startswith("Nothing here yet.") for said in words(page))
        assert not page.list.isVisible()
        assert not page.overview.add_button.isVisible()
        assert not page.overview.export_button.isVisible()
        page.overview.begin_button.click()
        assert told == ["sessions"]

    def test_cards_stand_side_by_side_only_where_there_is_room(self, page, qapp):
        trend, some = page.overview.trend, page.overview.list
        wide = (trend.mapTo(page, trend.rect().topLeft()), some.mapTo(page, some.rect().topLeft()))
        assert wide[0].x() < wide[1].x()
        page.resize(420, 560)
        qapp.processEvents()
        slim = (trend.mapTo(page, trend.rect().topLeft()), some.mapTo(page, some.rect().topLeft()))
        assert slim[0].y() + trend.height() < slim[1].y()

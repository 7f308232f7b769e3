"""Every page at every size: nothing sticks out, nothing is cut, and no second window opens."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLayout,
    QScrollBar,
    QWidget,
)

from hiptimer.engine.exercise import Posture
from hiptimer.engine.pain import PainLevel, bands
from hiptimer.engine.session import Safety
from hiptimer.errors import Problem
from hiptimer.journal.records import CheckIns, Status
from hiptimer.preferences import Preferences
from hiptimer.ui.captions import Said
from hiptimer.ui.layouts import SPACINGS
from hiptimer.ui.pages.away_sheet import AwaySheet
from hiptimer.ui.pages.correct_sheet import CorrectSheet
from hiptimer.ui.pages.detail import DetailPage
from hiptimer.ui.pages.detail_content import DetailContent, StepContent, VersionWords
from hiptimer.ui.pages.exchange_sheet import TakeInSheet, TroubleSheet
from hiptimer.ui.pages.finished import FinishedContent, FinishedPage, FinishedStep, StepMark
from hiptimer.ui.pages.help_sheet import help_sheet
from hiptimer.ui.pages.history import HistoryPage
from hiptimer.ui.pages.history_content import (
    Charts,
    Figure,
    Heat,
    HistoryContent,
    Overview,
    WeekMinutes,
)
from hiptimer.ui.pages.last_words import LastWords
from hiptimer.ui.pages.preflight import PreflightPage
from hiptimer.ui.pages.problems import ProblemsContent, ProblemsPage
from hiptimer.ui.pages.revision_sheet import NewRevisionSheet
from hiptimer.ui.pages.run_detail import DoneBout, DoneStep, EditableBout, Run
from hiptimer.ui.pages.run_rows import Row
from hiptimer.ui.pages.settings import SettingsPage
from hiptimer.ui.pages.tiles import Asked, Tile
from hiptimer.ui.pages.today import ResumeCard, TodayContent, TodayPage
from hiptimer.ui.pages.words import Words
from hiptimer.ui.shell import Shell
from hiptimer.ui.widgets.heatmap import HeatDay
from hiptimer.ui.widgets.moments import FigureSpec, Moment
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.widgets.side_bars import SidePair
from hiptimer.ui.widgets.timeline_strip import Block
from hiptimer.ui.widgets.trend import TrendPoint

# As long as German makes them, with a word that no narrow window can hold in one line.
LONG = "Hüftbeugerdehnungsgrundübungsreihe im Halbkniestand mit langsamer Drehung"
NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
FIGURE = FigureSpec(posture=Posture.SUPINE)
SIZES = [(420, 560), (899, 700), (900, 700), (1180, 760), (1920, 1000)]


def today(theme):
    page = TodayPage(theme)
    hero = Tile(key="a", title=LONG, duration_s=800, by=LONG, asked=Asked(2, 14), kit=(LONG,))
    bad = Tile(key="b", title=LONG, broken=LONG)
    resume = ResumeCard(
        run_id="r", title=LONG, stopped_at="11:40", step=4, steps=6, next_words=LONG
    )
    page.show_content(
        TodayContent(
            greeting=LONG,
            date_text=LONG,
            resume=resume,
            hero=hero,
            hero_label=LONG,
            tiles=(hero, bad, hero, hero, hero),
            note=LONG,
        )
    )
    return page


def detail(theme):
    page = DetailPage(theme)
    step = StepContent(
        index=0,
        number=1,
        name=LONG,
        kind_words=LONG,
        dose="30 s auf jeder Seite",
        sets="3 Sätze, 30 s Pause",
        length_s=334,
        optional=True,
        load=LONG,
        note=LONG,
        instructions=(LONG,),
        feel=LONG,
        mistakes=(LONG,),
        cautions=(LONG,),
        versions=(VersionWords("Leichter", LONG, LONG),),
        figure=FIGURE,
    )
    page.show_content(
        DetailContent(
            key="a",
            title=LONG,
            total_s=4000,
            at_least=True,
            kit=(LONG,),
            author=LONG,
            description=LONG,
            cautions=(LONG,),
            stop_rule=LONG,
            assigned=LONG,
            assigned_by="Dana W.",
            assigned_note=LONG,
            steps=(step, step),
            blocks=(Block(Moment.WORK, 60, 0, LONG), Block(Moment.REST, 20, 1, LONG)),
            first_time=True,
        )
    )
    page._rows[0].open(True)
    return page


def finished(theme):
    page = FinishedPage(theme)
    page.show_content(
        FinishedContent(
            run_id="r",
            title=LONG,
            complete=False,
            total_s=822,
            active_s=600,
            between_s=222,
            steps=(FinishedStep(name=LONG, done=LONG, mark=StepMark.CUT_SHORT, figure=FIGURE),),
            trouble=LONG,
        )
    )
    return page


def settings(theme):
    page = SettingsPage(theme)
    there = [("auto", LONG), ("flite", LONG)]
    page.show_content(Preferences(), "/home/" + "x" * 200, there, there)
    return page


def preflight(theme):
    page = PreflightPage(theme)
    page.show_content(Preferences(), [("usb", LONG)], LONG)
    return page


def preflight_helps(theme):
    page = preflight(theme)
    page.no.click()
    return page


def a_run(number=0):
    bout = DoneBout(which=LONG, asked=LONG, done=LONG, more=LONG, mark=StepMark.LEFT_OUT)
    editable = EditableBout(
        index=0, name=LONG, which=LONG, asked=LONG, is_counted=False, least=20, most=30
    )
    return Run(
        run_id=str(number),
        title=LONG,
        started=NOW - timedelta(days=number),
        status=Status.PAIN,
        active_s=600,
        part=0.5,
        note=LONG,
        check_ins=CheckIns(
            pain_before=10, pain_after=10, pain_next_morning=10, settled=False, effort=10
        ),
        level=PainLevel.STOP,
        stops=(LONG,),
        steps=(DoneStep(name=LONG, why=LONG, bouts=(bout,)),),
        bouts=(editable,),
    )


def a_row(number=0):
    return Row(
        run_id=str(number),
        title=LONG,
        started=NOW - timedelta(days=number),
        status=Status.PAIN,
        active_s=600,
        pain_before=10,
        pain_after=10,
        effort=10,
        level=PainLevel.STOP,
    )


def history_content():
    today = NOW.date()
    points = tuple(TrendPoint(f"{n} Nov", 3, 4, 5) for n in range(1, 20))
    return HistoryContent(
        rows=tuple(map(a_row, range(20))),
        now=NOW,
        overview=Overview(
            figures=(Figure("142", LONG, LONG, LONG),) * 4,
            heat=Heat({today - timedelta(days=n): HeatDay(9, 1, n % 2) for n in range(300)}, today),
            weeks=tuple(WeekMinutes(today - timedelta(weeks=n), 40) for n in range(30)),
            target_min=60,
            charts=Charts(
                points=points,
                bands=bands(Safety()),
                sessions=(("a", LONG), ("b", LONG)),
                means=True,
                sides=(SidePair(LONG, 20, 30, "20 Wiederholungen", "30 Wiederholungen"),) * 3,
            ),
        ),
        sessions=(("a", LONG),),
        trouble=LONG,
    )


def history(theme):
    page = HistoryPage(theme)
    page.show_content(history_content())
    return page


def history_tables(theme):
    page = history(theme)
    for card in (page.overview.heat, page.overview.trend, page.overview.weeks, page.overview.sides):
        card.show_table(True)
    return page


def history_run(theme):
    page = history(theme)
    page.show_run(a_run())
    return page


def problems(theme):
    page = ProblemsPage(theme)
    found = Problem(LONG, 1, 3, LONG, LONG)
    page.show_content(ProblemsContent(file=LONG, text=LONG * 3, problems=(found, found)))
    return page


def last_words(theme, window):
    sheet = LastWords(theme, window)
    sheet.show_said([Said(LONG, 0.0)] * 10, 4000.0)
    return sheet


def away_in_part(theme, window):
    sheet = AwaySheet(
        theme, window, (("a", LONG),), lambda: NOW, lambda _key: ((0, LONG), (1, LONG))
    )
    sheet.status.answers["stopped"].click()
    return sheet


PAGES = [
    today,
    detail,
    finished,
    settings,
    preflight,
    preflight_helps,
    history,
    history_tables,
    history_run,
    problems,
]


def settle():
    for _ in range(5):  # a page is laid out from the outside in
        QApplication.processEvents()


def cut(words):
    """Return what is wrong with a paragraph that does not fit its place."""
    if words.heightForWidth(words.width()) > words.height() + 1:
        return [(words.text(), "is cut", words.size())]
    if not isinstance(words, Words):
        return []
    laid = words._lines(words.width())[0]
    widest = max((laid.lineAt(i).naturalTextWidth() for i in range(laid.lineCount())), default=0)
    return [(words.text(), "runs over", widest)] if widest > words.width() + 1 else []


def sticking_out(root):
    """Return what is wider or higher than what holds it, and words that are cut unseen."""
    found = []
    for widget in root.findChildren(QWidget):
        holder = widget.parentWidget()
        if not widget.isVisible() or widget.isWindow() or isinstance(widget, QScrollBar):
            continue
        if holder.objectName() == "qt_scrollarea_viewport":
            if widget.width() > holder.width():
                found.append((widget, "wider than its view"))
        elif isinstance(holder, QAbstractScrollArea):
            continue
        elif not holder.rect().adjusted(0, 0, 1, 1).contains(widget.geometry()):
            found.append((widget, widget.geometry(), holder, holder.rect()))
        if isinstance(widget, QLabel) and widget.wordWrap():
            found += cut(widget)
        elif not isinstance(widget, QAbstractItemView) and hasattr(widget, "minimumSizeHint"):
            least = widget.minimumSizeHint().boundedTo(widget.maximumSize())
            # What is higher when narrow gives its least height for its least width.
            low = widget.height() < least.height() and not widget.hasHeightForWidth()
            if widget.width() < least.width() or low:
                found.append((widget, widget.size(), "is below", least))
    return found


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
def test_nothing_sticks_out(theme, show, make, percent):
    theme.set_text_percent(percent)
    shell = Shell(theme)
    page = make(theme)
    shell.add_page("today", page)
    shell.show_page("today")
    show(shell, 1180, 760)
    for width, height in SIZES:
        shell.resize(width, height)
        settle()
        assert shell.size().toTuple() == (width, height), "a page pushes its window wider"
        assert sticking_out(shell) == [], (width, height)
    theme.set_text_percent(100)


@pytest.mark.parametrize("percent", [100, 200])
def test_sheets_fit_the_smallest_window(theme, show, percent):
    theme.set_text_percent(percent)
    window = show(QWidget(), 420, 560)
    sheets = [
        lambda: help_sheet(theme, window),
        lambda: NewRevisionSheet(theme, window, LONG, LONG),
        lambda: TakeInSheet(theme, window, f"{LONG}.jsonl", f"{LONG}\n{LONG}", is_new=True),
        lambda: TakeInSheet(theme, window, f"{LONG}.jsonl", LONG, is_new=False),
        lambda: TroubleSheet(theme, window, LONG, "\n".join([LONG] * 12)),
        lambda: CorrectSheet(theme, window, a_run()),
        lambda: AwaySheet(theme, window, (("a", LONG),), lambda: NOW),
        lambda: away_in_part(theme, window),
        lambda: last_words(theme, window),
    ]
    for make in sheets:
        sheet = make()
        sheet.open()
        settle()
        assert sticking_out(sheet) == [], type(sheet).__name__
        sheet.finish()
    theme.set_text_percent(100)


@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
def test_making_a_page_opens_no_window(theme, show, make, qapp):
    page = make(theme)
    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == []
    show(page, 1092, 760)
    page.resize(420, 560)
    settle()
    shown = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert shown == [page]


@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
def test_everything_that_takes_the_focus_has_a_name(theme, show, make):
    page = show(make(theme), 1092, 760)
    settle()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() and not isinstance(widget, Sheet):
            said = widget.accessibleName() or getattr(widget, "text", str)()
            assert said or widget.parentWidget().focusProxy() is widget, widget


@pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)
def test_distances_are_on_the_scale(theme, show, make):
    page = show(make(theme), 1092, 760)
    for layout in page.findChildren(QLayout):
        holder = layout.parentWidget()
        if holder is None or not type(holder).__module__.startswith("hiptimer.ui.pages"):
            continue
        margins = layout.contentsMargins()
        distances = {margins.left(), margins.top(), margins.right(), margins.bottom()}
        assert distances <= set(SPACINGS), (holder, distances)

"""What is asked before, during and after a session fits at every size, in long words too."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from test_fit import FIGURE, LONG, SIZES, detail, finished, settle, sticking_out, today

from hiptimer.engine.pain import bands
from hiptimer.engine.session import PainBands, Safety
from hiptimer.journal.records import CheckIns, Reason
from hiptimer.ui.pages.finished import FinishedStep, Questions, StepMark
from hiptimer.ui.pages.finished_parts import FinishedRow
from hiptimer.ui.pages.morning import MorningContent
from hiptimer.ui.pages.pain_stop import PainSheet, WaysOn
from hiptimer.ui.pages.player import Run
from hiptimer.ui.pages.tiles import Asked
from hiptimer.ui.shell import Shell
from hiptimer.ui.widgets.buttons import Button

OWN = bands(Safety(pain_bands=PainBands(ok=LONG, caution=LONG, stop=LONG)))
USUAL = bands(Safety())


def before(theme, drawn):
    page = detail(theme)
    page.show_content(replace(page._content, asks_pain=True, bands=drawn, written_by=LONG))
    page.pain.scale.type_digit("7")
    return page


def after(theme, drawn):
    page = finished(theme)
    step = FinishedStep(
        name=LONG,
        done=LONG,
        mark=StepMark.CUT_SHORT,
        figure=FIGURE,
        asks_why=True,
        why=Reason.DONT_LIKE,
    )
    questions = Questions(
        effort=True, pain=True, tomorrow=True, difficulty=True, note=True, bands=drawn, name=LONG
    )
    content = replace(
        page._content,
        run_id="asked",
        questions=questions,
        check_ins=CheckIns(pain_before=10, pain_after=10, effort=10),
        asked=Asked(3, 3),
        steps=(step, step),
        saved_at="14:32",
        trouble="",
    )
    page.show_content(content)
    page.findChildren(FinishedRow)[-1].reasons.show()
    return page


def morning(theme, _drawn):
    page = today(theme)
    asked = MorningContent(run_id="r", title=LONG, when=LONG)
    page.show_content(replace(page._content, morning=asked))
    return page


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("drawn", [OWN, USUAL], ids=["own", "usual"])
@pytest.mark.parametrize("make", [before, after, morning], ids=lambda make: make.__name__)
def test_pages_fit(theme, show, make, drawn, percent):
    theme.set_text_percent(percent)
    shell = Shell(theme)
    page = make(theme, drawn)
    shell.add_page("today", page)
    shell.show_page("today")
    show(shell, 1180, 760)
    for width, height in SIZES:
        shell.resize(width, height)
        settle()
        assert shell.size().toTuple() == (width, height), "a page pushes its window wider"
        assert sticking_out(page) == [], (width, height)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [420, 700, 1180])
def test_the_pain_sheet_fits(theme, show, width, percent):
    theme.set_text_percent(percent)
    shell = Shell(theme)
    show(shell, width, 700)
    ways = WaysOn(side="from the start of left", following="next: Bridge", easier="Half bridge")
    sheet = PainSheet(theme, shell, ways, Run("Hips", LONG, bands=OWN, written_by=LONG))
    sheet.open()
    sheet.pain.scale.type_digit("9")
    settle()
    assert sheet.card.width() <= width - 32
    assert sticking_out(sheet.pain) == []


@pytest.mark.parametrize("make", [before, after, morning], ids=lambda make: make.__name__)
def test_asking_opens_no_window_and_every_answer_has_a_name(theme, show, make, qapp):
    page = make(theme, OWN)
    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == []
    show(page, 1092, 760)
    settle()
    assert [widget for widget in qapp.topLevelWidgets() if widget.isVisible()] == [page]
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy():
            said = widget.accessibleName() or getattr(widget, "text", str)()
            assert said or widget.parentWidget().focusProxy() is widget, widget


def test_which_side_it_goes_on_with_is_seen_in_large_words_too(theme, show):
    theme.set_text_percent(200)
    window = show(QWidget(), 420, 560)
    seen = []
    for side in ("left", "right"):
        ways = WaysOn(side=f"from the start of {side}", following="next: Bridge")
        sheet = PainSheet(theme, window, ways, Run("Hips"))
        sheet.open()
        settle()
        carry_on = next(one for one in sheet.findChildren(Button) if one.text() == "Carry on")
        seen.append(carry_on.grab().toImage())
        sheet.finish()
    assert seen[0] != seen[1]

"""The adherence sheet from the window: what is asked, and what is written."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from hiptimer.journal.journal import Journal
from hiptimer.journal.records import WholeRun
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.ui.pages.report_sheet import ReportWish, Span
from hiptimer.ui.reporting import Reporting
from hiptimer.ui.window import Window
from sheet_samples import CET, FILE, four_weeks, played

NOON = datetime(2026, 12, 20, 12, tzinfo=CET)
OWN = FILE.replace(FILE[FILE.index("assigned:") : FILE.index("ask:")], "").replace(
    "hip-week", "own"
)


@pytest.fixture
def window(theme):
    window = Window(theme)
    window.resize(1180, 760)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "journal.db", lambda: NOON)
    yield journal
    journal.close()


@pytest.fixture
def reporting(theme, window, journal, tmp_path):
    return Reporting(
        theme, journal, tmp_path / "sessions", bundled_catalogue(), lambda: NOON, window
    )


def fill(journal):
    for whole in four_weeks():
        journal.add(whole)


def spans(sheet):
    return [Span(sheet.span.itemData(n)) for n in range(sheet.span.count())]


def saved(reporting, path, **wish):
    usual = {
        "session_id": "hip-week",
        "span": Span.ASSIGNMENT,
        "ending": ".html",
        "paper": "a4",
        "large": False,
    }
    dialog = reporting.save(ReportWish(**(usual | wish)))
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    return path.read_bytes()


def test_nothing_done_is_told_and_nothing_is_asked(reporting, window):
    assert reporting.show() is None
    assert window.toast.isVisible()
    assert "nothing to report" in window.toast.accessibleName()


def test_the_assigned_session_is_in_front_with_the_time_it_was_asked_for(reporting, journal):
    fill(journal)
    sheet = reporting.show()
    assert sheet.session.currentText() == "Hip and lower back, at home"
    assert sheet.span.currentData() == Span.ASSIGNMENT
    assert spans(sheet) == list(Span)
    assert (sheet.form.value(), sheet.large.isChecked()) == (".pdf", False)
    sheet.finish()


def test_a_session_of_ones_own_was_asked_for_by_nobody(reporting, journal):
    fill(journal)
    whole = played(19, text=OWN)
    journal.add(WholeRun(replace(whole.run, session_id="own", id="own")))
    sheet = reporting.show()
    assert sheet.session.currentData() == "hip-week"
    sheet.session.setCurrentIndex(sheet.session.findData("own"))
    assert Span.ASSIGNMENT not in spans(sheet)
    assert sheet.span.currentData() == Span.FOUR_WEEKS
    sheet.finish()


def test_paper_and_print_are_of_a_pdf(reporting, journal):
    fill(journal)
    sheet = reporting.show()
    assert sheet.paper.isVisible()
    sheet.form.set_value(".csv")
    sheet.form.chosen.emit(".csv")
    assert not sheet.paper.isVisible()
    assert not sheet.large.isVisible()
    sheet.finish()


def test_what_was_chosen_is_asked_for(reporting, journal):
    fill(journal)
    sheet = reporting.show()
    wishes = []
    sheet.wanted.disconnect()
    sheet.wanted.connect(wishes.append)
    sheet.span.setCurrentIndex(sheet.span.findData(Span.TWO_WEEKS.value))
    sheet.form.set_value(".html")
    sheet.large.setChecked(True)
    sheet.save.click()
    paper = sheet.paper.value()
    assert wishes == [ReportWish("hip-week", Span.TWO_WEEKS, ".html", paper, large=True)]
    assert not sheet.isVisible()


def test_cancel_asks_for_nothing(reporting, journal):
    fill(journal)
    sheet = reporting.show()
    wishes = []
    sheet.wanted.connect(wishes.append)
    sheet.cancel.click()
    assert (wishes, sheet.isVisible()) == ([], False)


def test_a_name_is_proposed_that_says_what_it_is(reporting, journal):
    fill(journal)
    wish = ReportWish("hip-week", Span.ASSIGNMENT, ".pdf", "a4", large=False)
    dialog = reporting.save(wish)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    names = [Path(one).name for one in dialog.selectedFiles()]
    assert names == ["Hip and lower back at home 2026-11-23 2026-12-20.pdf"]
    dialog.reject()


@pytest.mark.parametrize(
    ("ending", "begins"), [(".pdf", b"%PDF-"), (".html", b"<!DOCTYPE"), (".csv", b"\xef\xbb\xbf")]
)
def test_it_is_written_in_the_form_chosen_and_offered_to_open(
    reporting, journal, tmp_path, ending, begins
):
    fill(journal)
    assert saved(reporting, tmp_path / f"a{ending}", ending=ending).startswith(begins)
    assert reporting.saving.toast.isVisible()


@pytest.mark.parametrize(
    ("span", "first"),
    [
        (Span.ASSIGNMENT, "23 Nov"),
        (Span.TWO_WEEKS, "7 Dec"),
        (Span.FOUR_WEEKS, "23 Nov"),
        (Span.THREE_MONTHS, "21 Sep"),
        (Span.ALL, "23 Nov"),
    ],
)
def test_the_time_is_the_one_chosen(reporting, journal, tmp_path, span, first):
    fill(journal)
    text = saved(reporting, tmp_path / "a.html", span=span).decode()
    assert f"Exercise diary, {first} to 20 Dec 2026" in text


def test_a_journal_that_cannot_be_read_is_told(reporting, window, tmp_path):
    (tmp_path / "journal.db").write_bytes(b"no journal" * 100)
    assert reporting.show() is None
    assert window.toast.isVisible()
    wish = ReportWish("hip-week", Span.ALL, ".pdf", "a4", large=False)
    assert reporting.save(wish) is None

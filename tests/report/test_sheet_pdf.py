"""The adherence sheet as a real PDF: read back as words, and looked at as a picture."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from printed import Printed, colours, needs_poppler
from PySide6.QtGui import QTextLayout

from hiptimer import __version__
from hiptimer.journal.records import PainAnswer, Status
from hiptimer.report import lettering, sheet_lines
from hiptimer.report.facts import gather, period_of
from hiptimer.report.lettering import font
from hiptimer.report.paper import MARGIN, Paper
from hiptimer.report.sheet import sheet_pdf
from sheet_samples import (
    BIRD_DOG,
    BRIDGE,
    FILE,
    LEFT,
    LUNGE,
    REVISED,
    added,
    corrected,
    four_weeks,
    played,
    session_of,
)

pytestmark = needs_poppler

LAST = date(2026, 12, 20)
LONG = "and so on " * 12


def facts_of(wholes, text=REVISED, today=LAST, since=None, until=None):
    session = session_of(text)
    days = [whole.run.started_at.date() for whole in wholes]
    return gather(session, wholes, period_of(session.assigned, days, today, since, until), today)


@pytest.fixture(scope="module")
def facts():
    return facts_of(four_weeks())


@pytest.fixture(scope="module")
def sheet(facts, tmp_path_factory):
    return Printed(tmp_path_factory.mktemp("sheet"), sheet_pdf(facts))


def outside(pdf):
    """Return the words that stand in the margin or beyond."""
    return [
        word
        for word, (left, top, right, bottom), (width, height) in pdf.words()
        if left < MARGIN - 1
        or right > width - MARGIN + 1
        or top < MARGIN - 3
        or bottom > height - MARGIN + 6
    ]


def in_order(text, *said):
    at = 0
    for one in said:
        found = text.find(one, at)
        assert found >= 0, f"{one!r} is not there, or not after what comes before it:\n{text[at:]}"
        at = found + len(one)


@pytest.mark.parametrize("paper", list(Paper))
def test_four_weeks_of_six_exercises_are_one_page(facts, tmp_path, paper):
    pdf = Printed(tmp_path, sheet_pdf(facts, paper=paper))
    assert pdf.pages == 1
    assert "Page 1 of 1" in pdf.text
    assert outside(pdf) == []


def test_it_is_all_there_and_in_order(sheet):
    in_order(
        sheet.text,
        "Exercise diary, 23 Nov to 20 Dec 2026",
        "Hip and lower back, at home",
        "For P-014 · Asked for by Dana W., physiotherapist · 3 times a week",
        "Leave a day between two sessions.",
        "11 of 12",
        "95 %",
        "sessions done of asked",
        "Calendar",
        "Mon",
        "23 Nov",
        "2 of 3",
        "done",
        "in part",
        "nothing noted",
        "pain stop",
        "Dose done of asked, exercise by exercise",
        "Knee rolls",
        "59 of 59, 100 %",
        "Bridge",
        "3 × 10 reps",  # noqa: RUF001
        "360 of 390, 92 %",
        "from 7 Dec: 3 × 12 reps",  # noqa: RUF001
        "Side-lying leg raise",
        "354 of 354, 100 %",
        "232 of 236, 98 %",
        "Low lunge",
        "359 of 354 s, 101 %",
        "336 of 354 s, 94 %",
        "Each session, with pain and effort from 0 to 10",
        "Look at these",
        "28 Nov: pain 7 after, pain 7 at a stop, “Sharp at the front of the hip when I went low.”",
        "9 Dec: effort 9, “Long day at work.”",
        "18 Dec: “Could do more of the lunge now.”",
        "Pain stops",
        "28 Nov: Low lunge, right, pain 7 of 10; ended the session",
        "Left out or cut short",
        "Bridge: left out, no time (25 Nov)",
        "Low lunge, right: 12 s of 30 s, pain stop (28 Nov)",
        "Low lunge, left: 20 s of 30 s (2 Dec)",
        "Side-lying leg raise, right: 16 of 20 reps",
        "Session ended by a pain stop with 2 of 6 exercises not begun (28 Nov)",
        "Said afterwards",
        "about right (25 Nov), too hard (28 Nov), settled by the next morning (28 Nov), too easy (18 Dec)",
        "Changed",
        "Low lunge: easier version (30 Nov, 5 Dec)",
        "Whole session at 80 % of the dose (9 Dec)",
        "Low lunge: 15 s added (18 Dec)",
        "* Session added by hand (12 Dec)",
        "† Session corrected by hand (16 Dec)",
        "Another version of the session's file (revision 2) from 7 Dec",
        f"Self-reported diary made with hiptimer {__version__}. Not a medical record.",
    )


def test_each_session_stands_in_a_line_with_its_numbers(sheet):
    # Two tables side by side: the first six sessions beside the other six.
    assert "23 Nov to the end 100 % 3 4 2 5 7 Dec to the end 100 % 2 2 1 5" in sheet.lines
    assert "28 Nov ended: pain 61 % 4 7 3 6 12 Dec to the end * 100 % – – – –" in sheet.lines  # noqa: RUF001
    # Who is read the page hears one after the other.
    in_order(sheet.written, "5 Dec to the end", "7 Dec to the end", "18 Dec to the end")


def test_every_letter_is_in_the_page_and_in_the_font(sheet, facts):
    assert all(one == ("yes", "yes") for one in sheet.fonts)
    assert "\ufffd" not in sheet.text
    for text in (sheet.text, *sheet_lines.change_lines(facts)):
        layout = QTextLayout(text, font(200, 400))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        for run in layout.glyphRuns():
            assert 0 not in run.glyphIndexes()


def test_it_is_black_and_white(sheet):
    (picture,) = sheet.pictures()
    assert colours(picture) == 0
    shades = {picture.pixelColor(x, y).value() for x in range(60, 600, 3) for y in range(60, 900)}
    assert 0 in shades
    assert 255 in shades


def test_large_print_is_at_least_14_points(facts, tmp_path):
    usual = Printed(tmp_path, sheet_pdf(facts))
    heights = {word: place[3] - place[1] for word, place, _page in usual.words()}
    pdf = Printed(tmp_path, sheet_pdf(facts, large=True))
    assert 2 <= pdf.pages <= 3
    assert outside(pdf) == []
    large = {word: place[3] - place[1] for word, place, _page in pdf.words()}
    for word in ("Lunge", "leg", "corrected", "360"):
        if word in large:
            assert large[word] / heights[word] > 1.62  # the usual one may be set tighter
    assert lettering.SMALL.size * 1.65 >= 14
    in_order(
        pdf.text, "11 of 12", "Pain, 0 to 10", "360 of 390, 92 %", "18 Dec to the end", "Changed"
    )


def test_nothing_done_is_a_sheet_that_says_so(tmp_path):
    pdf = Printed(tmp_path, sheet_pdf(facts_of([])))
    assert pdf.pages == 1
    in_order(pdf.text, "0 of 12", "No session was noted in this diary from 23 Nov to 20 Dec 2026.")
    assert "Pain" not in pdf.text
    assert "Each session" not in pdf.text


def test_large_print_without_answers_says_so(tmp_path):
    pdf = Printed(tmp_path, sheet_pdf(facts_of([played(2, hour=8), played(2)]), large=True))
    in_order(pdf.text, "2×", "No pain was noted", "Each session")  # noqa: RUF001
    assert outside(pdf) == []


def test_a_session_of_ones_own_names_nobody(tmp_path):
    text = FILE.replace(FILE[FILE.index("assigned:") : FILE.index("ask:")], "")
    pdf = Printed(tmp_path, sheet_pdf(facts_of([played(2, text=text, pain_after=1)], text=text)))
    assert "Asked for by" not in pdf.text
    assert "P-014" not in pdf.text
    in_order(pdf.text, "Hip and lower back, at home", "1", "session done", "Calendar")


def test_what_is_not_known_is_said(tmp_path):
    some = added(played(4, status=Status.STOPPED, until=0))
    pdf = Printed(tmp_path, sheet_pdf(facts_of([played(2), some])))
    assert "1 session added by hand is not in it, since its parts are not known." in pdf.text
    assert "4 Dec ended early * – – – – –" in pdf.text  # noqa: RUF001


def test_a_long_time_with_much_to_tell_takes_more_pages_and_loses_nothing(tmp_path):
    text = REVISED.replace("2026-12-20", "2027-12-20").replace(
        "title: Hip and lower back, at home", f"title: {'Hip and lower back ' * 6}"
    )
    days = [played(1, text=text, pain_before=pain) for pain in range(11)]
    wholes = [
        replace(one, run=replace(one.run, id=f"{n:03}", started_at=begun, note=f"note{n} {LONG}"))
        for n in range(200)
        for one in (days[n % 11],)
        for begun in (one.run.started_at + timedelta(days=n),)
    ]
    told = facts_of(wholes, text=text, today=date(2027, 6, 30), since=date(2026, 11, 23))
    pdf = Printed(tmp_path, sheet_pdf(told))
    assert pdf.pages > 2
    assert outside(pdf) == []
    written = pdf.written
    assert all(f"note{n} " in written for n in range(200))
    assert f"Page {pdf.pages} of {pdf.pages}" in pdf.text


def test_many_alike_pain_stops_are_told_in_a_line_and_the_sheet_is_one_page(tmp_path):
    stops = [(LUNGE, LEFT, 6, PainAnswer.CARRY_ON), (BRIDGE, None, 4, PainAnswer.EASIER)]
    wholes = [
        played(day, stops=stops, status=Status.PAIN, until=BIRD_DOG, pain_before=3)
        for day in range(1, 20)
    ]
    pdf = Printed(tmp_path, sheet_pdf(facts_of(wholes, text=FILE)))
    assert pdf.pages == 1
    assert "18, 19 Dec: Low lunge, left, pain 6 of 10; carried on" in pdf.text


def test_no_session_is_lost_where_two_tables_stand_side_by_side(tmp_path):
    # Rows that wrap are higher than others, and the left table is longer than the page has room for.
    one = corrected(added(played(1, pain_before=2)))
    wholes = [
        replace(one, run=replace(one.run, id=f"{n:03}", started_at=begun))
        for n in range(80)
        for begun in (one.run.started_at + timedelta(days=n),)
    ]
    told = facts_of(
        wholes, today=date(2027, 3, 1), since=date(2026, 12, 1), until=date(2027, 2, 28)
    )
    pdf = Printed(tmp_path, sheet_pdf(told))
    assert pdf.written.count("to the end *†") == 80
    first = next(line for line in pdf.lines if line.startswith("1 Dec to the end"))
    assert first.count("to the end") == 2
    # The heading is on the page of what it is about.
    written = pdf.written
    assert "Page" not in written[written.index("Each session") : written.index("1 Dec to the end")]


def test_half_a_year_goes_on_over_the_page(tmp_path):
    text = REVISED.replace("2026-11-23", "2026-06-22")
    for large in (False, True):
        told = facts_of([played(2, hour=8), played(2)], text=text, since=date(2026, 6, 22))
        pdf = Printed(tmp_path, sheet_pdf(told, large=large))
        assert outside(pdf) == []
        # 26 weeks, each with its sum; none is left out, and they begin on the first page.
        assert len(re.findall(r"(?<!Page )\b\d of 3\b", pdf.written)) == 26
        assert pdf.written.index("22 Jun 22") < pdf.written.index("Page 1 of")


@pytest.mark.parametrize("large", [False, True])
def test_how_many_sessions_a_day_had_does_not_run_into_the_next_day(tmp_path, large):
    text = FILE.replace("3 per week", "3 per day")
    wholes = [played(day, hour=hour, text=text) for day in range(1, 15) for hour in (8, 12, 18)]
    pdf = Printed(tmp_path, sheet_pdf(facts_of(wholes, text=text), large=large))
    found = [word for word, _place, _page in pdf.words()]
    assert found.count("3×") == 14  # noqa: RUF001


def test_its_words_are_the_same_in_another_face(facts, tmp_path, monkeypatch):
    # The widest of the faces that there may be.
    monkeypatch.setattr(lettering, "_FAMILIES", ("DejaVu Sans",))
    lettering.font.cache_clear()
    try:
        pdf = Printed(tmp_path, sheet_pdf(facts))
    finally:
        lettering.font.cache_clear()
    assert outside(pdf) == []
    assert pdf.pages == 1
    in_order(pdf.text, "360 of 390, 92 %", "Low lunge, left: 20 s of 30 s (2 Dec)")

"""The adherence sheet as HTML and as CSV: the same facts, for people and for programs."""

import csv
import re
import xml.etree.ElementTree as ET
from datetime import date
from html.parser import HTMLParser
from io import StringIO

import pytest

from hiptimer import __version__
from hiptimer.engine.events import Outcome
from hiptimer.journal.records import Reason, Status
from hiptimer.report import sheet_lines
from hiptimer.report.facts import gather, period_of
from hiptimer.report.sheet_csv import COLUMNS, sheet_csv
from hiptimer.report.sheet_html import sheet_html
from sheet_samples import (
    BIRD_DOG,
    FILE,
    LEFT,
    LUNGE,
    REVISED,
    four_weeks,
    held,
    played,
    session_of,
)

LAST = date(2026, 12, 20)
EMPTY = {"meta", "br", "path", "circle"}


def facts_of(wholes, text=REVISED, **where):
    session = session_of(text)
    days = [whole.run.started_at.date() for whole in wholes]
    return gather(session, wholes, period_of(session.assigned, days, LAST, **where), LAST)


@pytest.fixture(scope="module")
def facts():
    return facts_of(four_weeks())


class Reading(HTMLParser):
    """Reads a document: its text by element, its tables, and whether it is nested as it should be."""

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.headings, self.tables, self.items = [], [], [], [], []
        self.attributes = []
        self._text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "br":
            self._text += "\n"
        if tag in EMPTY:
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            scope = dict(attrs).get("scope")
            self.tables[-1][-1].append([tag, scope, ""])
        if tag in ("h1", "h2", "th", "td", "li", "title"):
            self._text = ""

    def handle_startendtag(self, tag, attrs):
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data):
        self._text += data

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)
        if tag in ("h1", "h2"):
            self.headings.append((tag, self._text))
        elif tag in ("th", "td"):
            self.tables[-1][-1][-1][2] = self._text
        elif tag == "li":
            self.items.append(self._text)


@pytest.fixture(scope="module")
def page(facts):
    return Reading(sheet_html(facts))


def cells(table):
    return [[text for _tag, _scope, text in row] for row in table]


def test_it_is_nested_as_it_should_be(page):
    assert (page.wrong, page.open) == ([], [])


def test_it_has_one_title_and_headings_below_it(page):
    assert page.headings[0] == ("h1", "Hip and lower back, at home")
    assert [text for tag, text in page.headings if tag == "h2"] == [
        "Calendar",
        "Dose done of asked, exercise by exercise",
        "Pain, 0 to 10",
        "Each session, with pain and effort from 0 to 10",
        "Look at these",
        "Pain stops",
        "Left out or cut short",
        "Said afterwards",
        "Changed",
    ]


def test_every_table_names_its_columns_and_rows(page):
    assert len(page.tables) == 3
    for head, *rows in page.tables:
        assert {(tag, scope) for tag, scope, _text in head} == {("th", "col")}
        assert all(row[0][:2] == ["th", "row"] for row in rows)
        assert all(tag == "td" for row in rows for tag, _scope, _text in row[1:])
        assert {len(row) for row in rows} == {len(head)}


def test_the_tables_tell_the_facts(page):
    calendar, exercises, sessions = map(cells, page.tables)
    assert calendar[1][0] == "23 Nov"
    assert calendar[1][1] == "23 ●"
    assert calendar[1][6] == "28 ◐ ✕"
    assert calendar[1][8] == "2 of 3"
    assert exercises[2] == [
        "Bridge",
        "3 × 10 reps\nfrom 7 Dec: 3 × 12 reps",  # noqa: RUF001
        "",
        "",
        "360 of 390, 92\u00a0%",
    ]
    assert exercises[3][2:4] == ["354 of 354, 100\u00a0%", "232 of 236, 98\u00a0%"]
    assert sessions[3] == ["Sat 28 Nov", "ended: pain", "61\u00a0%", "4", "7", "3", "6", "too hard"]
    assert sessions[9][1] == "to the end *"
    assert len(sessions) == 13


def test_signs_are_said_in_words_too(page):
    said = [value for _tag, name, value in page.attributes if name == "aria-label"]
    assert "Sat 28 Nov, in part, pain stop" in said
    assert "Tue 24 Nov, nothing noted" in said


def test_lines_are_those_of_the_printed_sheet(page, facts):
    assert page.items == [line for _name, lines in sheet_lines.sections(facts) for line in lines]
    assert len(page.items) == 3 + 1 + 5 + 1 + 6


def test_the_chart_is_drawn_with_a_name_and_its_numbers_stand_in_the_table(facts):
    text = sheet_html(facts)
    drawn = text[text.index("<svg") : text.index("</svg>") + 6]
    chart = ET.fromstring(drawn)  # noqa: S314  (our own)
    assert chart.attrib["role"] == "img"
    assert "before and after" in chart.find("title").text
    assert len(chart.findall("circle")) == 2 * 11  # one session has no answers
    first, second = chart.findall("circle")[:2]
    assert float(first.attrib["cy"]) > float(second.attrib["cy"])  # 3 before is below 4 after


def test_nothing_is_fetched_and_nothing_is_coloured(facts, page):
    text = sheet_html(facts)
    assert "http" not in text.replace("http-equiv", "")
    assert not any(name in ("src", "href") for _tag, name, _value in page.attributes)
    assert set(re.findall(r"(?<!&)#\w+", text)) <= {"#000", "#fff", "#444", "#999"}
    assert __version__ in text


def test_what_a_person_wrote_stays_words(page):
    whole = played(2, note='<script>alert("&")</script>')
    text = sheet_html(facts_of([whole]))
    assert "<script" not in text
    assert Reading(text).items[0] == '2 Dec: “<script>alert("&")</script>”'


def test_without_answers_there_is_no_chart():
    text = sheet_html(facts_of([played(2)]))
    assert "<svg" not in text
    assert "No pain was noted" in text
    assert "No session was noted" not in text


def test_nothing_done_still_says_so():
    reading = Reading(sheet_html(facts_of([])))
    assert reading.wrong == []
    assert len(reading.tables) == 1
    assert "No session was noted in this diary from 23 Nov to 20 Dec 2026." in sheet_html(
        facts_of([])
    )


def test_without_an_assignment_weeks_have_no_sums():
    text = FILE.replace(FILE[FILE.index("assigned:") : FILE.index("ask:")], "")
    reading = Reading(sheet_html(facts_of([played(2, text=text)], text=text)))
    assert len(reading.tables[0][0]) == 8


def test_several_sessions_on_a_day_are_told():
    text = sheet_html(facts_of([played(2, hour=8), played(2, hour=18)]))
    assert "● 2×" in text  # noqa: RUF001
    assert "Wed 2 Dec, done, 2 sessions" in text


def rows_of(facts):
    return list(csv.DictReader(StringIO(sheet_csv(facts), newline="")))


def test_the_table_is_flat(facts):
    rows = rows_of(facts)
    assert tuple(rows[0]) == COLUMNS
    assert all(None not in row for row in rows)
    assert {row["what"] for row in rows} == {
        "sheet",
        "week",
        "day",
        "asked for",
        "exercise",
        "session",
        "pain stop",
        "left out",
        "cut short",
        "not begun",
        "changed",
        "file",
    }


def found(rows, **wanted):
    rows = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    assert len(rows) == 1, rows
    return rows[0]


def test_the_table_holds_what_was_never_begun_and_why():
    but = [(LUNGE, LEFT, held(12.0, Outcome.STOPPED, Reason.NO_TIME))]
    ended = played(2, status=Status.STOPPED, until=BIRD_DOG, but=but)
    row = found(rows_of(facts_of([ended])), what="not begun")
    assert (row["date"], row["reason"]) == ("2026-12-02", "no_time")
    assert (row["done"], row["asked"], row["unit"]) == ("4", "6", "exercises begun")


def test_the_table_holds_the_facts(facts):
    rows = rows_of(facts)
    whole = found(rows, what="sheet")
    assert (whole["date"], whole["until"]) == ("2026-11-23", "2026-12-20")
    assert (whole["asked"], whole["done"], whole["percent"]) == ("12", "11", "95")
    assert [row["done"] for row in rows if row["what"] == "week"] == ["2", "3", "3", "3"]
    assert found(rows, what="day", date="2026-11-28")["status"] == "part, pain stop"
    assert found(rows, what="day", date="2026-11-27")["status"] == "nothing"
    leg = found(rows, what="exercise", name="Side-lying leg raise", side="right")
    assert (float(leg["asked"]), float(leg["done"])) == (236, 232)
    assert (leg["unit"], leg["percent"]) == ("reps", "98")
    hurt = found(rows, what="session", date="2026-11-28")
    assert [hurt[name] for name in ("pain_before", "pain_after", "pain_next_morning")] == [
        "4",
        "7",
        "3",
    ]
    assert (hurt["status"], hurt["difficulty"], hurt["settled"]) == ("pain", "too_hard", "True")
    assert hurt["text"] == "Sharp at the front of the hip when I went low."
    assert found(rows, what="session", date="2026-12-12")["status"] == "complete, added by hand"
    assert found(rows, what="session", date="2026-12-16")["status"] == "complete, corrected by hand"
    stop = found(rows, what="pain stop")
    assert [stop[name] for name in ("name", "side", "pain", "status")] == [
        "Low lunge",
        "right",
        "7",
        "end",
    ]
    assert found(rows, what="left out")["reason"] == "no_time"
    assert found(rows, what="changed", status="scale")["done"] == "80"
    assert found(rows, what="file", status="revision 2")["date"] == "2026-12-07"


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_in_the_table_is_a_formula(note):
    rows = rows_of(facts_of([played(2, note=note)]))
    assert found(rows, what="session")["text"] == f"'{note}"


def test_a_note_with_commas_quotes_and_lines_comes_back(facts):
    note = 'one, "two"\nthree; four'
    assert found(rows_of(facts_of([played(2, note=note)])), what="session")["text"] == note

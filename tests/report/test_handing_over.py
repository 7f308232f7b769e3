"""From a real journal to a file: which session, which time, which form."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hiptimer.errors import InputError
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import WholeRun
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.shelf import Shelf
from hiptimer.report.handing_over import Diary, check_ending, sheet_bytes
from sheet_samples import CET, FILE, REVISED, four_weeks, played, session_of

TODAY = date(2026, 12, 20)
NOON = datetime(2026, 12, 20, 12, tzinfo=CET)
OWN = FILE.replace(FILE[FILE.index("assigned:") : FILE.index("ask:")], "").replace(
    "hip-week", "own"
)


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "journal.db", lambda: NOON)
    yield journal
    journal.close()


@pytest.fixture
def shelf_dir(tmp_path):
    return tmp_path / "sessions"


@pytest.fixture
def diary(journal, shelf_dir):
    return Diary(journal, shelf_dir, bundled_catalogue(), TODAY)


def own(day):
    """Return a run of a session that nobody asked for."""
    whole = played(day, text=OWN)
    run = replace(whole.run, session_id="own", id=f"own{day}")
    return WholeRun(run, tuple(replace(one, run_id=run.id) for one in whole.intervals))


def put(shelf_dir, tmp_path, text):
    path = tmp_path / "hip-week.yaml"
    path.write_text(text, encoding="utf-8")
    return Shelf(shelf_dir, bundled_catalogue()).put(path)


def test_the_session_is_the_assigned_one_done_last(diary, journal):
    for whole in (played(2), own(4)):
        journal.add(whole)
    assert diary.usual().id == "hip-week"
    assert list(diary.done()) == ["own", "hip-week"]


def test_else_the_one_done_last(diary, journal):
    journal.add(own(4))
    assert diary.usual().id == "own"
    assert diary.usual().assigned is None


def test_nothing_done_and_nothing_assigned_is_told(diary):
    with pytest.raises(
        InputError, match=r"Nothing has been done yet.*complete-routine, desk-break"
    ):
        diary.usual()


def test_nothing_done_yet_of_the_one_assigned_session_is_a_sheet(diary, shelf_dir, tmp_path):
    put(shelf_dir, tmp_path, FILE)
    facts = diary.facts(diary.usual())
    assert (facts.session_id, facts.done, facts.asked) == ("hip-week", 0, 12)


@pytest.mark.parametrize("word", ["hip-week", "HIP-WEEK", "Hip and lower back, at home"])
def test_a_session_is_named_by_its_id_or_title(diary, journal, word):
    journal.add(played(2))
    assert diary.chosen(word).id == "hip-week"


def test_no_such_session_names_those_that_there_are(diary, journal):
    journal.add(played(2))
    said = "no session called hip-weak. There are: complete-routine, .*hip-week"
    with pytest.raises(InputError, match=said):
        diary.chosen("hip-weak")


def test_one_that_ships_and_was_never_done_can_be_named(diary):
    assert diary.chosen("physio-example").assigned.to == "J. Example"


def test_who_asked_and_how_often_is_what_stands_on_the_shelf(diary, journal, shelf_dir, tmp_path):
    journal.add(played(2))
    assert diary.session("hip-week").assigned.times == 3
    put(shelf_dir, tmp_path, FILE.replace("3 per week", "5 per week"))
    assert diary.session("hip-week").assigned.times == 5


def test_a_session_whose_file_is_gone_is_read_from_its_newest_run(diary, journal):
    for whole in four_weeks():
        journal.add(whole)
    facts = diary.facts(diary.usual())
    assert (facts.to, facts.done, facts.asked, len(facts.revisions)) == ("P-014", 11, 12, 2)
    assert facts.weeks[0].days[5].pain_stop


def test_one_that_nobody_can_read_any_more_keeps_its_title(diary, journal):
    whole = played(2)
    text = "what a later version might write"
    journal.add(WholeRun(replace(whole.run, session_text=text), whole.intervals))
    session = diary.session("hip-week")
    assert (session.title, session.assigned) == ("Hip and lower back, at home", None)
    facts = diary.facts(session)
    assert (facts.done, facts.exercises[1].name) == (1, "Bridge")


def test_the_time_is_the_one_asked_for(diary, journal):
    for whole in four_weeks():
        journal.add(whole)
    session = diary.usual()
    facts = diary.facts(session, date(2026, 12, 7), date(2026, 12, 9))
    assert [one.on.day for one in facts.runs] == [7, 9]
    assert diary.facts(session, until=date(2026, 11, 25)).done == 2
    assert diary.first_day(session) == date(2026, 11, 23)
    with pytest.raises(InputError, match="from 2026-12-09 to 2026-12-07 ends before it begins"):
        diary.facts(session, date(2026, 12, 9), date(2026, 12, 7))


def test_the_first_and_the_last_minute_of_the_time_are_in_it(diary, journal):
    whole = played(7, hour=0)
    late = played(9, hour=23)
    late_run = replace(late.run, started_at=late.run.started_at + timedelta(minutes=59))
    for one in (whole, WholeRun(late_run, late.intervals), played(6, hour=23), played(10, hour=0)):
        journal.add(one)
    facts = diary.facts(session_of(REVISED), date(2026, 12, 7), date(2026, 12, 9))
    assert [one.on.day for one in facts.runs] == [7, 9]


def test_a_run_in_hand_or_removed_is_on_no_sheet(diary, journal):
    journal.add(played(2))
    journal.add(played(4))
    journal.remove("120218")
    assert [one.on.day for one in diary.facts(diary.usual()).runs] == [4]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.pdf", b"%PDF-"),
        ("a.PDF", b"%PDF-"),
        ("a.html", b"<!DOCTYPE html>"),
        ("a.csv", b"\xef\xbb\xbfwhat,"),
    ],
)
def test_the_form_goes_by_the_ending(diary, journal, tmp_path, name, begins):
    journal.add(played(2))
    assert sheet_bytes(diary.facts(diary.usual()), tmp_path / name).startswith(begins)


@pytest.mark.parametrize("name", ["a.txt", "a", "pdf"])
def test_other_endings_are_told(tmp_path, name):
    with pytest.raises(InputError, match=r"End it with \.pdf, \.html or \.csv"):
        check_ending(tmp_path / name)

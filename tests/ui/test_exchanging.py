"""The history into files and in again through the window, with real files and a real journal."""

import csv
import json
import threading
from contextlib import closing
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from full_disk import no_room
from hiptimer.engine.events import Done, Outcome
from hiptimer.engine.plain import prescription
from hiptimer.engine.session import Step
from hiptimer.engine.timeline import unroll
from hiptimer.journal.exchange import export
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import RunRecord, Status, WholeRun, record_of
from hiptimer.preferences import Preferences
from hiptimer.ui.exchanging import Exchanging
from hiptimer.ui.pages.exchange_sheet import TakeInSheet, TroubleSheet
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.window import Window
from made import LUNGE, catalogue, hold, session

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TIMELINE = unroll(
    session(*[Step(exercise="lunge", dose=hold(20)) for _ in range(2)]), catalogue(LUNGE)
)
WORK = [one for one in TIMELINE.intervals if one.kind.is_work]


def a_whole():
    """Return a run of which everything was done: two steps, each on both sides."""
    run = RunRecord(
        id=uuid4().hex,
        session_id="hips",
        title="Hips",
        session_hash="",
        session_text="",
        started_at=NOON,
        ended_at=NOON,
        status=Status.COMPLETE,
        app_version="1",
        prescribed=tuple(map(prescription, TIMELINE.intervals)),
    )
    done = (
        record_of(
            one,
            Done(Outcome.COMPLETE, 20.0, count=None, extra_s=0.0),
            prescription(one),
            run_id=run.id,
            seq=seq,
            started_at=NOON,
            ended_at=NOON,
        )
        for seq, one in enumerate(WORK)
    )
    return WholeRun(run, tuple(done))


@pytest.fixture
def journal(tmp_path):
    with closing(Journal(tmp_path / "here" / "journal.db")) as journal:
        yield journal


@pytest.fixture
def window(theme, show):
    window = Window(theme)
    window.settings.show_content(Preferences(), "/home/j/hiptimer")
    return show(window, 1180, 760)


@pytest.fixture
def exchanging(theme, journal, window):
    one = Exchanging(theme, journal, window)
    one.told = []
    one.taken_in.connect(lambda: one.told.append("taken in"))
    yield one
    one.close()


@pytest.fixture
def history(tmp_path):
    """Return a file with two runs, of which the first can be put in the journal before."""
    path = tmp_path / "theirs.jsonl"
    with closing(Journal(tmp_path / "there.db")) as there:
        there.merge([a_whole(), a_whole()])
        export(there, path)
    return path


def choose(window, path, name_filter=""):
    """Answer the dialog that asks for a file, and let what is done with it come to its end."""
    dialog = window.findChildren(QFileDialog)[-1]
    if name_filter:
        dialog.selectNameFilter(next(one for one in dialog.nameFilters() if name_filter in one))
    dialog.fileSelected.emit(str(path))
    dialog.done(0)
    come_to_an_end()


def come_to_an_end():
    """Let what goes on in the background come to its end, and be heard of."""
    for thread in threading.enumerate():
        if thread.name == "taking in a history":
            thread.join()
    QApplication.processEvents()


def take_in(sheet):
    """Press what takes the history in."""
    QTest.mouseClick(sheet.take_in, Qt.MouseButton.LeftButton)
    come_to_an_end()


def sheet_of(window, kind=Sheet):
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def said_on(sheet):
    return [label.text() for label in sheet.findChildren(QLabel)]


def test_the_whole_history_goes_out_and_in_again(exchanging, window, journal, tmp_path, history):
    journal.merge([a_whole()])
    path = tmp_path / "mine.jsonl"
    for text in ("", "an older file, which the dialog has asked about"):
        if text:
            path.write_text(text)
        window.settings.export.click()
        choose(window, path)
        assert json.loads(path.read_text().splitlines()[-1]) == {"runs": 1}
        assert window.toast.accessibleName() == f"1 run written to {path}."
    window.settings.take_in.click()
    choose(window, history)
    sheet = sheet_of(window, TakeInSheet)
    assert "theirs.jsonl" in said_on(sheet)
    assert "2 runs would be added." in said_on(sheet)
    assert len(journal.runs()) == 1
    take_in(sheet)
    assert len(journal.runs()) == 3
    assert exchanging.told == ["taken in"]
    assert window.toast.accessibleName() == "2 runs added."
    exchanging.take_in()
    choose(window, history)
    again = sheet_of(window, TakeInSheet)
    assert "2 are here already." in said_on(again)
    assert not hasattr(again, "take_in")
    again.cancel.click()
    assert sheet_of(window) is None
    assert exchanging.told == ["taken in"]


@pytest.mark.parametrize("leave", ["cancel", "escape"])
def test_who_does_not_say_so_takes_nothing_in(exchanging, window, journal, history, leave):
    exchanging.take_in()
    choose(window, history)
    sheet = sheet_of(window, TakeInSheet)
    if leave == "cancel":
        sheet.cancel.click()
    else:
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet_of(window) is None
    assert not journal.path.exists()
    assert exchanging.told == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"hiptimer_journal": 2}\n', "newer hiptimer"),
        ("my letters", "not a history"),
        ('{"hiptimer_journal": 1}\n' + "[]\n" * 30, "20 more lines."),
    ],
)
def test_a_file_that_cannot_be_taken_in_is_told_in_full(
    exchanging, window, journal, tmp_path, text, said
):
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    exchanging.take_in()
    choose(window, path)
    sheet = sheet_of(window, TroubleSheet)
    assert said in " ".join(said_on(sheet))
    sheet.close_it.click()
    assert sheet_of(window) is None
    assert not journal.path.exists()


def test_a_file_that_is_gone_in_the_meantime_is_told_of(exchanging, window, history):
    exchanging.take_in()
    choose(window, history)
    history.unlink()
    take_in(sheet_of(window, TakeInSheet))
    assert "cannot be read" in " ".join(said_on(sheet_of(window, TroubleSheet)))
    assert exchanging.told == []
    assert QApplication.overrideCursor() is None


@pytest.mark.parametrize(("name_filter", "rows"), [("each session", 2), ("each exercise", 8)])
def test_a_table_for_a_spreadsheet(exchanging, window, journal, tmp_path, name_filter, rows):
    wholes = [a_whole(), a_whole()]
    journal.merge(wholes)
    assert sum(len(whole.intervals) for whole in wholes) == 8
    path = tmp_path / "mine.csv"
    exchanging.export_csv()
    choose(window, path, name_filter)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == rows
    assert window.toast.accessibleName() == f"{path} is written."


@pytest.mark.parametrize("what", ["export_all", "export_csv"])
def test_a_disk_without_room_is_told_of(exchanging, window, journal, tmp_path, what):
    journal.merge([a_whole()])
    folder = tmp_path / "full"
    folder.mkdir()
    getattr(exchanging, what)()
    with no_room():
        choose(window, folder / "mine")
    assert "cannot be written" in " ".join(said_on(sheet_of(window, TroubleSheet)))
    assert list(folder.iterdir()) == []


def test_a_damaged_journal_is_told_of(exchanging, window, journal, tmp_path):
    journal.path.parent.mkdir()
    journal.path.write_bytes(b"damaged" * 100)
    exchanging.export_all()
    choose(window, tmp_path / "mine.jsonl")
    assert str(journal.path) in " ".join(said_on(sheet_of(window, TroubleSheet)))
    assert not (tmp_path / "mine.jsonl").exists()


def test_a_name_is_offered_that_says_what_it_is(exchanging, window):
    exchanging.export_all()
    dialog = window.findChildren(QFileDialog)[-1]
    assert dialog.selectedFiles()[0].rsplit("/", 1)[-1].startswith("hiptimer-history-2")
    assert dialog.defaultSuffix() == "jsonl"
    dialog.done(0)

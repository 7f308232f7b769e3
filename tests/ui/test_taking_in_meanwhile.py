"""What goes on while a history is read and taken in: the window is used, closed, or asked once more."""

import threading
from contextlib import closing
from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from hiptimer.app import App
from hiptimer.errors import JournalError
from hiptimer.journal.exchange import export
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import RunRecord, Status, WholeRun
from hiptimer.places import Places
from hiptimer.preferences import Preferences
from hiptimer.ui import exchanging as module
from hiptimer.ui.exchanging import Exchanging
from hiptimer.ui.pages.exchange_sheet import TakeInSheet, TroubleSheet
from hiptimer.ui.window import HISTORY, PLAYER, SETTINGS, TODAY, Window

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RUNS = 45
PATIENT_S = 30


def a_whole(number):
    run = RunRecord(
        id=UUID(int=number).hex,
        session_id="hips",
        title="Hips",
        session_hash="",
        session_text="",
        started_at=NOON,
        ended_at=NOON,
        status=Status.COMPLETE,
        app_version="1",
    )
    return WholeRun(run)


class Gate:
    """Holds the work in the background at the first word of how far it has come."""

    def __init__(self):
        self.open = threading.Event()
        self.open.set()
        self.reached = threading.Event()

    def held(self, work):
        def do(journal, path, on_the_way):
            def hold(count):
                on_the_way(count)
                self.reached.set()
                assert self.open.wait(PATIENT_S)

            return work(journal, path, hold)

        return do

    def close(self):
        self.open.clear()
        self.reached.clear()

    def wait(self):
        """Wait until the work is held."""
        assert self.reached.wait(PATIENT_S)
        QApplication.processEvents()


@pytest.fixture
def gate(monkeypatch):
    gate = Gate()
    monkeypatch.setattr(module, "foresee", gate.held(module.foresee))
    monkeypatch.setattr(module, "take_in_any", gate.held(module.take_in_any))
    yield gate
    gate.open.set()


@pytest.fixture
def journal(tmp_path):
    with closing(Journal(tmp_path / "here" / "journal.db")) as journal:
        yield journal


@pytest.fixture
def window(theme, show):
    window = Window(theme)
    window.settings.show_content(Preferences(), "/home/j/hiptimer")
    window.show_page(SETTINGS)
    return show(window, 1180, 760)


@pytest.fixture
def exchanging(theme, journal, window, gate):
    one = Exchanging(theme, journal, window)
    yield one
    gate.open.set()
    one.close()


@pytest.fixture
def history(tmp_path):
    path = tmp_path / "theirs.jsonl"
    with closing(Journal(tmp_path / "there.db")) as there:
        there.merge(map(a_whole, range(1, RUNS + 1)))
        export(there, path)
    return path


def press_take_in(window):
    QTest.mouseClick(window.settings.take_in, Qt.MouseButton.LeftButton)


def choose(window, path):
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.done(0)


def sheet_of(window, kind):
    found = [one for one in window.findChildren(kind) if one.isVisible()]
    return found[-1] if found else None


def until(condition):
    for _time in range(1000):
        QApplication.processEvents()
        if condition():
            return
        QTest.qWait(5)
    pytest.fail("it does not come to that")


def looked_at(window, history):
    """Choose the file, and return the sheet that says what it would add."""
    press_take_in(window)
    choose(window, history)
    until(lambda: sheet_of(window, TakeInSheet))
    return sheet_of(window, TakeInSheet)


def begin_to_take_in(window, history, gate):
    sheet = looked_at(window, history)
    gate.close()
    QTest.keyClick(sheet.take_in, Qt.Key.Key_Space)
    gate.wait()


def dialogs(window):
    return [one for one in window.findChildren(QFileDialog) if one.isVisible()]


def test_the_window_is_used_while_a_file_is_read(exchanging, window, history, gate):
    gate.close()
    press_take_in(window)
    choose(window, history)
    gate.wait()
    line = window.settings.taking_in
    assert line.isVisible()
    assert line.text() == "Reading theirs.jsonl: 20 runs so far"
    assert QApplication.overrideCursor() is None
    chosen = []
    window.shell.page_chosen.connect(chosen.append)
    QTest.mouseClick(window.shell.rail.items["today"], Qt.MouseButton.LeftButton)
    assert chosen == ["today"]
    gate.open.set()
    until(lambda: sheet_of(window, TakeInSheet))
    assert not line.isVisible()


def test_one_at_a_time(exchanging, window, history, gate):
    gate.close()
    press_take_in(window)
    choose(window, history)
    gate.wait()
    press_take_in(window)
    assert dialogs(window) == []
    assert window.toast.accessibleName().startswith("Another history is being taken in.")
    gate.open.set()
    until(lambda: sheet_of(window, TakeInSheet))
    QTest.keyClick(sheet_of(window, TakeInSheet), Qt.Key.Key_Escape)
    press_take_in(window)
    assert len(dialogs(window)) == 1
    dialogs(window)[0].done(0)


def test_what_is_done_meanwhile_is_written_beside_what_comes_in(
    exchanging, window, journal, history, gate
):
    begin_to_take_in(window, history, gate)
    assert window.settings.taking_in.text() == "Reading theirs.jsonl once more"
    journal.add(a_whole(1000))
    window.show_page(TODAY)
    gate.open.set()
    until(lambda: window.toast.accessibleName() == f"{RUNS} runs added.")
    assert len(journal.runs()) == RUNS + 1
    assert not window.settings.taking_in.isVisible()


def test_whoever_follows_merges_hears_of_it(exchanging, window, journal, history, gate):
    heard = []
    journal.follow_merges(lambda: heard.append("merged"))
    exchanging.taken_in.connect(lambda: heard.append("shown"))
    begin_to_take_in(window, history, gate)
    assert heard == []
    gate.open.set()
    until(lambda: heard)
    assert heard == ["merged", "shown"]


def test_what_is_in_when_the_journal_refuses_the_rest_is_shown(
    exchanging, window, journal, history, monkeypatch
):
    heard = []
    journal.follow_merges(lambda: heard.append("merged"))
    exchanging.taken_in.connect(lambda: heard.append("shown"))
    whole = module.take_in_any

    def refused(journal, path, on_the_way):
        def refuse(count):
            on_the_way(count)
            if count:
                raise JournalError("There is no room.")

        return whole(journal, path, refuse)

    monkeypatch.setattr(module, "take_in_any", refused)
    QTest.keyClick(looked_at(window, history).take_in, Qt.Key.Key_Space)
    until(lambda: sheet_of(window, TroubleSheet))
    assert len(journal.runs()) == 20
    assert heard == ["merged", "shown"]
    QTest.keyClick(sheet_of(window, TroubleSheet), Qt.Key.Key_Escape)
    monkeypatch.setattr(module, "take_in_any", whole)
    sheet = looked_at(window, history)
    assert "25 runs would be added." in [label.text() for label in sheet.findChildren(QLabel)]


def test_a_window_that_closes_meanwhile_loses_nothing(
    exchanging, window, journal, history, gate, monkeypatch
):
    heard = []
    journal.follow_merges(lambda: heard.append("merged"))
    begin_to_take_in(window, history, gate)
    # Nobody is to look at a window that stands still, and only then the rest is taken in.
    monkeypatch.setattr(window, "hide", gate.open.set)
    exchanging.close()
    assert gate.open.is_set()
    assert len(journal.runs()) == RUNS
    assert heard == ["merged"]


def test_a_window_that_closes_does_not_wait_for_what_is_only_looked_at(
    exchanging, window, journal, history, gate, monkeypatch
):
    gate.close()
    press_take_in(window)
    choose(window, history)
    gate.wait()
    monkeypatch.setattr(window, "hide", gate.open.set)
    exchanging.close()
    QApplication.processEvents()
    assert sheet_of(window, TakeInSheet) is None
    assert not journal.path.exists()


def test_what_fails_as_the_window_closes_is_in_the_log(
    exchanging, window, history, gate, monkeypatch, caplog
):
    begin_to_take_in(window, history, gate)
    history.unlink()
    monkeypatch.setattr(window, "hide", gate.open.set)
    exchanging.close()
    assert "theirs.jsonl cannot be read" in caplog.text


def test_no_sheet_comes_over_a_session_that_was_begun_meanwhile(exchanging, window, history, gate):
    exchanging._until_free.setInterval(1)
    gate.close()
    press_take_in(window)
    choose(window, history)
    gate.wait()
    window.shell.show_page(PLAYER)
    gate.open.set()
    until(exchanging._until_free.isActive)
    assert sheet_of(window, TakeInSheet) is None
    exchanging.take_in()
    assert dialogs(window) == []
    window.show_page(HISTORY)
    until(lambda: sheet_of(window, TakeInSheet))
    assert not exchanging._until_free.isActive()


def test_nor_over_another_sheet(exchanging, window, tmp_path, theme, gate):
    exchanging._until_free.setInterval(1)
    bad = tmp_path / "bad.jsonl"
    bad.write_text("my letters")
    other = TroubleSheet(theme, window, "Other", "Something else.")
    other.open()
    exchanging.take_in()
    choose(window, bad)
    until(exchanging._until_free.isActive)
    assert sheet_of(window, TroubleSheet) is other
    QTest.keyClick(other, Qt.Key.Key_Escape)
    until(lambda: sheet_of(window, TroubleSheet) not in (None, other))


def test_the_whole_program_closes_when_all_is_in(qapp, tmp_path, history, gate):
    (tmp_path / "preferences.toml").write_text('sound_level = "silent"\n')
    app = App(qapp, Places.of(tmp_path))
    app.start()
    until(lambda: app.window.shell.page_name == TODAY)
    app.exchanging.take_in()
    choose(app.window, history)
    until(lambda: sheet_of(app.window, TakeInSheet))
    gate.close()
    QTest.keyClick(sheet_of(app.window, TakeInSheet).take_in, Qt.Key.Key_Space)
    gate.wait()
    hide = app.window.hide

    def hidden():
        hide()
        gate.open.set()

    app.window.hide = hidden
    assert app.window.close()
    assert not app.window.isVisible()
    app.window.deleteLater()
    with closing(Journal(tmp_path / "journal.db")) as journal:
        assert len(journal.runs()) == RUNS

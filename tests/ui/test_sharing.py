"""The window and another computer: runs come in, go out, and the settings say so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from hiptimer.app import App
from hiptimer.journal.journal import Journal
from hiptimer.journal.lines import runs_in
from hiptimer.journal.machine import Machine
from hiptimer.journal.records import RunRecord, Status, WholeRun
from hiptimer.journal.shared import SharedFolder
from hiptimer.places import Places
from hiptimer.preferences import LONGEST_TEXT, read_preferences
from hiptimer.ui import sharing
from hiptimer.ui.sharing import EVERY_S
from hiptimer.ui.window import HISTORY, SETTINGS, TODAY

AWAY = "The folder is not there just now; what is done meanwhile is kept and written later."


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


class Elsewhere:
    """The person's other computer."""

    def __init__(self, data, folder):
        self.journal = Journal(data / "journal.db")
        self.shared = SharedFolder(folder, Machine(data), self.journal)
        self.journal.follow(self.shared.write)
        self.ids = (f"{number:032x}" for number in range(1, 100))

    def do(self, **changes):
        """Do a run without the program, and return its id."""
        begun = datetime.now(UTC) - timedelta(hours=1)
        run = RunRecord(
            id=next(self.ids),
            session_id="hips",
            title="Hips, elsewhere",
            session_hash="",
            session_text="",
            started_at=begun,
            ended_at=begun + timedelta(minutes=10),
            status=Status.COMPLETE,
            app_version="0",
        )
        self.journal.add(WholeRun(replace(run, **changes)))
        return run.id

    def titles(self):
        """Take in what others have done, and return the titles of all runs, newest first."""
        self.shared.exchange()
        return [run.title for run in self.journal.runs()]


@pytest.fixture
def elsewhere(tmp_path, folder):
    elsewhere = Elsewhere(tmp_path / "elsewhere", folder)
    yield elsewhere
    elsewhere.journal.close()


@pytest.fixture
def make_app(qapp, tmp_path, monkeypatch):
    """Return what opens the window on the person's data."""
    made = []
    monkeypatch.setattr(sharing, "SETTLE_MS", 1)

    def make():
        app = App(qapp, Places.of(tmp_path / "here"))
        made.append(app)
        app.start()
        until(lambda: app.window.shell.page_name == TODAY)
        settle(app)
        return app

    yield make
    for app in made:
        app.window.close()
        app.window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def app(make_app):
    return make_app()


def until(condition):
    """Let Qt work until something is so."""
    for _time in range(1000):
        QApplication.processEvents()
        if condition():
            return
        QTest.qWait(5)
    pytest.fail("it does not come to that")


def settle(app):
    """Let what goes on in the background come to its end, and be heard of."""
    until(lambda: not app.sharing._settling.isActive())
    app.sharing.wait()
    QApplication.processEvents()
    app.sharing.wait()
    QApplication.processEvents()


def shown(app):
    """Return the runs in the journal of the window."""
    return [run.title for run in app.journal.runs()]


def card(app):
    return app.window.settings.shared


def use(app, folder):
    app.sharing.use(str(folder))
    settle(app)


def test_without_a_folder_nothing_is_written(app, folder):
    app.keeping.show()
    assert not card(app).folder.isVisible()
    assert not card(app).stop.isVisible()
    assert not card(app).said.isVisible()
    assert card(app).choose.text() == "Choose a folder"
    assert not (app.places.data_dir / "machine-id").exists()


def test_a_folder_is_chosen_in_the_systems_own_dialog(app, folder, elsewhere):
    app.keeping.show()
    QTest.mouseClick(card(app).choose, Qt.MouseButton.LeftButton)
    (dialog,) = app.window.findChildren(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    settle(app)
    assert read_preferences(app.places.preferences_path).preferences.shared_folder == str(folder)
    assert card(app).folder.text() == str(folder)
    assert card(app).folder.isVisible()
    assert card(app).said.text().startswith("No other computer has written here yet; last read ")
    assert [path.name for path in folder.iterdir()] == [
        f"hiptimer-{Machine(app.places.data_dir).id}.jsonl"
    ]


def test_what_was_done_elsewhere_comes_in_and_the_settings_say_when(app, folder, elsewhere):
    elsewhere.do()
    use(app, folder)
    assert shown(app) == ["Hips, elsewhere"]
    app.keeping.show()
    said = card(app).said.text()
    assert said.startswith("Shared with 1 other computer; last read ")
    assert said.endswith(".")


def test_the_page_that_is_shown_follows(app, folder, elsewhere):
    use(app, folder)
    app.window.shell.page_chosen.emit(HISTORY)
    refreshed = []
    app.window.history.show_content, before = (
        lambda content: (refreshed.append(len(content.rows)), before(content)),
        app.window.history.show_content,
    )
    elsewhere.do()
    app.sharing._looked_at -= EVERY_S
    app.sharing.look()
    settle(app)
    assert refreshed == [1]
    app.sharing._looked_at -= EVERY_S
    app.sharing.look()
    settle(app)
    assert refreshed == [1]  # nothing has come, and nobody is disturbed


def test_today_follows_too(app, folder, elsewhere):
    use(app, folder)
    refreshed = []
    app.choosing.refresh = lambda: refreshed.append("today")
    app.sharing.news.connect(lambda: refreshed.append("news"))
    elsewhere.do()
    app.sharing._looked_at -= EVERY_S
    app.sharing.look()
    settle(app)
    assert refreshed == ["today", "news"]


def test_what_is_done_here_goes_out_at_once(app, folder, elsewhere):
    use(app, folder)
    other = elsewhere.do(title="Made there")
    app.journal.merge([elsewhere.journal.whole(other)])
    app.journal.note(other, "and noted here")
    settle(app)
    elsewhere.titles()
    assert elsewhere.journal.run(other).note == "and noted here"


def test_it_looks_no_more_often_than_once_a_minute(app, folder, elsewhere):
    use(app, folder)
    app.sharing._clock = lambda at=app.sharing._looked_at: at + EVERY_S - 1
    elsewhere.do()
    app.window.shell.page_chosen.emit(HISTORY)
    app.window.shell.page_chosen.emit(TODAY)
    settle(app)
    assert shown(app) == []
    app.sharing._looked_at -= EVERY_S
    app.window.shell.page_chosen.emit(SETTINGS)
    settle(app)
    assert shown(app) == ["Hips, elsewhere"]


def test_answers_that_follow_each_other_go_out_as_one(app, folder):
    use(app, folder)
    app.journal.add(_away("x"))
    for note in ("a", "b", "c"):
        app.journal.note(_away("x").run.id, note)
    settle(app)
    (file,) = folder.iterdir()
    (whole,) = runs_in(file)
    assert whole.run.note == "c"


def test_what_comes_up_meanwhile_is_done_after(app, folder, elsewhere):
    use(app, folder)
    elsewhere.do()
    for title in ("a", "b", "c"):
        app.journal.add(_away(title))
        app.sharing._settling.timeout.emit()
    settle(app)
    assert len(shown(app)) == 4
    assert len(elsewhere.titles()) == 4


def _away(title):
    begun = datetime.now(UTC)
    return WholeRun(
        RunRecord(
            id=f"{ord(title):032x}",
            session_id="hips",
            title=title,
            session_hash="",
            session_text="",
            started_at=begun,
            ended_at=begun,
            status=Status.COMPLETE,
            app_version="0",
        )
    )


def test_a_folder_that_is_away_is_told_and_taken_up_again(app, folder, elsewhere):
    elsewhere.do()
    folder.rename(away := folder.with_name("on the stick"))
    use(app, folder)
    app.keeping.show()
    assert card(app).said.text() == AWAY
    assert not folder.exists()
    away.rename(folder)
    app.sharing._looked_at -= EVERY_S
    app.sharing.look()
    settle(app)
    assert card(app).said.text().startswith("Shared with 1 other computer")
    assert shown(app) == ["Hips, elsewhere"]


def test_it_can_be_stopped_and_the_files_stay(app, folder, elsewhere):
    use(app, folder)
    app.keeping.show()
    card(app).stop.setFocus()
    QTest.keyClick(card(app).stop, Qt.Key.Key_Space)
    settle(app)
    assert read_preferences(app.places.preferences_path).preferences.shared_folder == ""
    assert not card(app).folder.isVisible()
    assert not card(app).said.isVisible()
    assert not card(app).stop.isVisible()
    assert card(app).choose.hasFocus()
    before = {path: path.read_bytes() for path in folder.iterdir()}
    app.journal.add(_away("x"))
    app.window.shell.page_chosen.emit(TODAY)
    settle(app)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_another_folder_is_written_from_the_start(app, folder, tmp_path):
    use(app, folder)
    app.journal.add(_away("x"))
    settle(app)
    other = tmp_path / "other"
    other.mkdir()
    use(app, other)
    (first,), (second,) = folder.iterdir(), other.iterdir()
    assert first.read_bytes() == second.read_bytes() != b""


def test_a_path_that_cannot_be_kept_is_refused(app, folder):
    use(app, folder)
    use(app, folder / ("x" * LONGEST_TEXT))
    assert app.window.toast.isVisible()
    assert app.keeping.preferences.shared_folder == str(folder)


def test_the_journals_own_trouble_is_told(app, folder):
    path = app.places.journal_path
    app.journal.close()
    for part in path.parent.glob("journal.db*"):
        part.unlink()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"no journal " * 1000)
    use(app, folder)
    app.keeping.show()
    assert "is damaged, or is no journal of hiptimer" in card(app).said.text()
    path.unlink()


def test_the_choice_is_kept_and_the_last_run_written_as_the_window_closes(
    make_app, folder, elsewhere
):
    first = make_app()
    use(first, folder)
    first.journal.add(_away("x"))
    settle(first)
    first.journal.add(_away("y"))
    first.window.close()
    assert sorted(elsewhere.titles()) == ["x", "y"]
    elsewhere.do()
    second = make_app()
    assert len(shown(second)) == 3


def test_closing_does_not_wait_for_a_long_file(app, folder, elsewhere, monkeypatch):
    for _number in range(30):
        elsewhere.do()
    monkeypatch.setattr("hiptimer.ui.sharing.PATIENCE_S", 0.0)
    monkeypatch.setattr("hiptimer.ui.sharing.REST_S", 60.0)
    app.sharing.use(str(folder))
    app.window.close()
    app.sharing.wait(10)
    assert not app.sharing._thread.is_alive()

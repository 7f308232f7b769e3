"""Printing a session and saving its days from the window: what is proposed, written and told."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.finding import load_path
from hiptimer.resources import bundled_sessions
from hiptimer.ui.printing import Printing
from hiptimer.ui.saving import file_name
from hiptimer.ui.scheduling import Scheduling
from hiptimer.ui.window import Window

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def loaded(name):
    path = next(one for one in bundled_sessions() if one.stem == name)
    found, _problems = load_path(path, bundled_catalogue())
    return found


@pytest.fixture
def window(theme):
    window = Window(theme)
    window.resize(1180, 760)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def printing(theme, window):
    return Printing(theme, bundled_catalogue(), lambda: NOW, window)


@pytest.fixture
def scheduling(theme, window):
    return Scheduling(theme, bundled_catalogue(), lambda: NOW, window)


def test_the_title_is_proposed_as_a_name_and_another_sort_changes_its_ending(printing):
    dialog = printing.save(loaded("desk-break"))
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert [Path(one).name for one in dialog.selectedFiles()] == ["5-minute desk break.pdf"]
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert [Path(one).name for one in dialog.selectedFiles()] == ["5-minute desk break.html"]
    dialog.reject()


@pytest.mark.parametrize(("name", "head"), [("a.pdf", b"%PDF-"), ("a.html", b"<!doctype html>")])
def test_what_is_chosen_is_written_and_offered_to_open(
    printing, window, tmp_path, monkeypatch, name, head
):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog = printing.save(loaded("desk-break"))
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.reject()
    assert (tmp_path / name).read_bytes().startswith(head)
    assert printing.saving.toast.isVisible()
    assert name in printing.saving.toast.accessibleName()
    printing.saving.toast.action_taken.emit()
    assert opened == [str(tmp_path / name)]


def test_large_letters_on_the_screen_mean_large_print(printing, theme, tmp_path):
    def pages():
        dialog = printing.save(loaded("desk-break"))
        dialog.fileSelected.emit(str(tmp_path / "a.pdf"))
        dialog.reject()
        return (tmp_path / "a.pdf").read_bytes().count(b"/Type /Page\n")

    usual = pages()
    theme.choose("light", "off", 200)
    assert pages() > usual


def test_a_folder_that_is_gone_is_told_and_nothing_breaks(printing, window, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    printing.saving.write(tmp_path / "file" / "a.pdf", lambda _path: b"words")
    assert "cannot be written" in window.toast.accessibleName()
    assert not printing.saving.toast.isVisible()


def test_days_are_written_at_the_time_given_under_a_name_that_tells_nothing(scheduling, tmp_path):
    dialog = scheduling.save(loaded("physio-example"), time(7, 30))
    assert [Path(one).name for one in dialog.selectedFiles()] == ["Exercise days.ics"]
    dialog.fileSelected.emit(str(tmp_path / "days.ics"))
    dialog.reject()
    (event,) = Calendar.from_ical((tmp_path / "days.ics").read_bytes()).walk("VEVENT")
    assert event["DTSTART"].dt.time() == time(7, 30)


def test_a_session_without_days_says_what_to_write(scheduling, window, tmp_path):
    one = loaded("desk-break")
    assert not Scheduling.is_for(one.session)
    assert Scheduling.is_for(loaded("physio-example").session)
    dialog = scheduling.save(one)
    dialog.fileSelected.emit(str(tmp_path / "days.ics"))
    dialog.reject()
    assert "times: 3 per week" in window.toast.accessibleName()
    assert not (tmp_path / "days.ics").exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Hip reset", "Hip reset"),
        ("../up / and: over?", "up and over"),
        ("Rückbeuge", "Rückbeuge"),
        ("…", "hiptimer"),
        ("a" * 300, "a" * 80),
    ],
)
def test_a_title_becomes_a_name_that_every_disk_takes(title, name):
    assert file_name(title) == name

"""A running window is called by a second start, and what it was doing is not disturbed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hiptimer import app as app_module
from hiptimer.app import App
from hiptimer.engine.session import SoundLevel
from hiptimer.journal.store import wall_clock
from hiptimer.places import Places
from hiptimer.ui import choosing
from hiptimer.ui.keeping import Keeping
from hiptimer.ui.window import DETAIL, PLAYER, SETTINGS, TODAY, Geometry


@pytest.fixture
def app(qapp, tmp_path):
    (tmp_path / "preferences.toml").write_text('sound_checked = true\nwait_for_me = "never"\n')
    app = App(qapp, Places.of(tmp_path))
    app.start()
    while app.window.shell.page_name != TODAY:
        QApplication.processEvents()
    yield app
    app.window.close()
    app.window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "one.yaml"
    file.write_text("hiptimer: 1\ntitle: One\nsteps: [{name: Press, hold: 100 s}]\n")
    return file


def test_a_file_is_opened(app, file):
    app.call(str(file))
    assert app.window.shell.page_name == DETAIL


def test_what_is_asked_just_now_is_answered_first(app, file):
    app.window.shell.show_keys()
    app.call(str(file))
    assert app.window.shell.page_name == TODAY
    assert "one.yaml" in app.window.toast.accessibleName()
    app.window.shell._key_list.finish()
    app.call(str(file))
    assert app.window.shell.page_name == DETAIL


def test_a_session_goes_on(app, file):
    app.call(str(file))
    start(app, SoundLevel.SILENT)
    app.call(str(file))
    assert app.window.shell.page_name == PLAYER
    assert "one.yaml" in app.window.toast.accessibleName()


def start(app, level):
    app.window.detail.start.emit(replace(app.window.detail.choices, sound_level=level))


def test_after_a_silent_run_the_settings_sound_as_they_say(app, file):
    app.call(str(file))
    start(app, SoundLevel.SILENT)
    assert not app.speaker.is_wanted
    app.performing.playback.stop()
    app.window.shell.page_chosen.emit(SETTINGS)
    assert app.speaker.level is SoundLevel(app.keeping.preferences.sound_level)
    assert app.speaker.is_wanted


def test_after_a_silent_run_it_is_still_asked_whether_the_next_is_heard(app, file):
    app.keeping.change(replace(app.keeping.preferences, sound_checked=False))
    app.call(str(file))
    start(app, SoundLevel.SILENT)
    app.performing.playback.stop()
    app.call(str(file))
    start(app, SoundLevel.STANDARD)
    assert app.window.shell.page_name == "preflight"


def test_captions_that_a_key_put_off_are_there_in_the_next_session(app, file):
    app.call(str(file))
    start(app, SoundLevel.STANDARD)
    QTest.keyClick(app.window.player, Qt.Key.Key_V)
    assert not app.window.player._captions_on
    app.performing.playback.stop()
    app.call(str(file))
    start(app, SoundLevel.STANDARD)
    assert app.window.player._captions_on


def test_who_does_not_answer_whether_it_is_heard_is_back_where_they_were(app, tmp_path):
    file = tmp_path / "asks.yaml"
    file.write_text(
        "hiptimer: 1\ntitle: Asks\nask: {pain: [before]}\nsteps: [{name: Press, hold: 100 s}]\n"
    )
    app.keeping.change(replace(app.keeping.preferences, sound_checked=False))
    app.call(str(file))
    page = app.window.detail
    page.choices_changed.emit(replace(page.choices, pain_before=4, sound_level=SoundLevel.FULL))
    page.start.emit(page.choices)
    QTest.keyClick(app.window.preflight, Qt.Key.Key_Escape)
    assert app.window.shell.page_name == DETAIL
    assert page.choices.pain_before == 4


def test_a_window_left_open_overnight_greets_by_the_day_on_which_it_is_seen(app, monkeypatch):
    tomorrow = (wall_clock() + timedelta(days=1)).replace(hour=7)
    for module in (app_module, choosing):
        monkeypatch.setattr(module, "wall_clock", lambda: tomorrow)
    app.window.today._greeting.setText("Good evening")
    other = QWidget()
    other.show()
    turn_to(other)
    assert app.window.today._greeting.text() == "Good evening"
    turn_to(app.window)
    assert app.window.today._greeting.text() == "Good morning"
    assert f"{tomorrow:%A}" in app.window.today._date.text()


def turn_to(window):
    window.activateWindow()
    while not window.isActiveWindow():
        QApplication.processEvents()


def test_a_sample_of_the_sound_does_not_go_on_into_a_session(app, file):
    app.keeping.trying.everything()
    app.call(str(file))
    start(app, SoundLevel.STANDARD)
    assert not app.keeping.trying._timer.isActive()


@pytest.mark.parametrize(
    "kept",
    [
        "null",
        "[]",
        "{",
        '{"left": 1}',
        '{"left": "1", "top": 1, "width": 900, "height": 700}',
        '{"left": null, "top": 1, "width": 900, "height": 700}',
        '{"left": 1.5, "top": 1, "width": 900, "height": 700}',
        '{"left": 99999999999, "top": 1, "width": 900, "height": 700}',
    ],
)
def test_a_place_of_the_window_that_cannot_be_read_is_none(app, kept):
    assert isinstance(app.keeping, Keeping)
    path = app.places.config_dir / "window.json"
    path.write_text('{"left": 1, "top": 2, "width": 900, "height": 700, "maximized": true}')
    assert app.keeping.geometry() == Geometry(1, 2, 900, 700, maximized=True)
    path.write_text(kept)
    assert app.keeping.geometry() is None

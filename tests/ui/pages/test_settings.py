"""The settings: each control shows what is chosen and tells what is changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hiptimer.figure.looks import LookName
from hiptimer.preferences import SOUND_LEVELS, Preferences, ReduceMotion, Theme, WaitForMe
from hiptimer.ui.pages.detail_content import sound_levels
from hiptimer.ui.pages.settings import SettingsPage
from hiptimer.ui.pages.words import Words


@pytest.fixture
def page(theme, show):
    page = SettingsPage(theme)
    page.show_content(Preferences(), "/home/j/hiptimer")
    return show(page, 1092, 760)


@pytest.fixture
def changes(page):
    changes = []
    page.changed.connect(changes.append)
    return changes


def test_every_level_of_sound_is_offered():
    assert tuple(value for value, _words, _line in sound_levels()) == SOUND_LEVELS


def test_shows_what_is_chosen(page):
    chosen = Preferences(
        theme=Theme.DARK,
        text_size=150,
        reduce_motion=ReduceMotion.ON,
        full_screen=False,
        mirror=False,
        figure="moss",
        build="sturdy",
        sound_level="soft",
        volume=35,
        voice_captions=False,
        wait_for_me=WaitForMe.NEVER,
        single_letter_keys=False,
    )
    page.show_content(chosen, "/home/j/hiptimer")
    assert page.colours.value() == "dark"
    assert page.text.value() == 150
    assert page.motion.value() == "on"
    assert page.figure.value() == "moss"
    assert page.build.value() == "sturdy"
    assert page.sound.value() == "soft"
    assert page.volume.value() == 35
    assert page.wait.value() == "never"
    toggles = (page.full, page.mirror, page.captions, page.letters)
    assert not any(toggle.isChecked() for toggle in toggles)


def test_toggles_tell_at_once(page, changes):
    names = ("full_screen", "mirror", "voice_captions", "single_letter_keys")
    toggles = (page.full, page.mirror, page.captions, page.letters)
    expected = Preferences()
    for name, toggle in zip(names, toggles, strict=True):
        QTest.keyClick(toggle, Qt.Key.Key_Space)
        expected = replace(expected, **{name: False})
        assert changes[-1] == expected
    assert len(changes) == 4


def test_choices_tell_at_once(page, changes):
    page.sound.answers["silent"].click()
    page.wait.answers["always"].click()
    page.colours._row._cells["dark"].click()
    page.motion._row._cells["on"].click()
    assert changes[-1] == Preferences(
        sound_level="silent",
        wait_for_me=WaitForMe.ALWAYS,
        theme=Theme.DARK,
        reduce_motion=ReduceMotion.ON,
    )


def test_the_person_drawn_is_chosen_and_described(page, changes):
    page.figure._row._cells["berry"].click()
    page.build._row._cells["sturdy"].click()
    assert changes[-1] == Preferences(figure="berry", build="sturdy")
    words = [label.text() for label in page.findChildren(Words)]
    assert LookName.BERRY.told() in words
    assert LookName.TEAL.told() not in words


def test_arrow_keys_move_a_list_of_answers(page, changes):
    page.sound.answers["standard"].setFocus()
    QTest.keyClick(page.sound.answers["standard"], Qt.Key.Key_Down)
    assert [one.sound_level for one in changes] == ["sparse"]


def test_sliders_by_key(page, changes):
    page.volume.setFocus()
    QTest.keyClick(page.volume, Qt.Key.Key_Minus)
    page.text.setFocus()
    QTest.keyClick(page.text, Qt.Key.Key_Plus)
    assert (changes[-1].volume, changes[-1].text_size) == (75, 105)


def test_text_slider_keeps_the_focus_while_the_page_grows(page, theme, qapp):
    page.changed.connect(lambda one: theme.set_text_percent(one.text_size))
    page.text.setFocus()
    QTest.keyClick(page.text, Qt.Key.Key_End)
    qapp.processEvents()
    assert page.preferences.text_size == 200
    assert QApplication.focusWidget() is page.text
    assert page.text.value() == 200
    theme.set_text_percent(100)


def test_same_content_leaves_the_controls_alone(page):
    slider = page.volume
    page.show_content(page.preferences, "/home/j/hiptimer")
    assert page.volume is slider


def test_preview_and_folder(page):
    told = []
    page.preview.connect(lambda: told.append("preview"))
    page.open_folder.connect(lambda: told.append("folder"))
    page.play.click()
    page.show_folder.click()
    assert told == ["preview", "folder"]
    assert page.folder.text() == "/home/j/hiptimer"
    page.folder.selectAll()
    assert page.folder.selectedText() == "/home/j/hiptimer"
    assert page.folder.isReadOnly()


def test_tab_comes_to_what_is_chosen(page):
    assert page.wait.value() != "always"
    answers = page.wait.answers
    stops = [key for key, one in answers.items() if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [page.wait.value()]
    answers["always"].click()
    stops = [key for key, one in answers.items() if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["always"]

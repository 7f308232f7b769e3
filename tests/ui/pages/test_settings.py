"""The settings: each control shows what is chosen and tells what is changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget

from hiptimer.figure.looks import LookName
from hiptimer.preferences import SOUND_LEVELS, Preferences, ReduceMotion, Theme, WaitForMe
from hiptimer.ui.pages.detail_content import sound_levels
from hiptimer.ui.pages.settings import SettingsPage
from hiptimer.ui.pages.words import Words

VOICES = [("auto", "The best"), ("flite", "Flite")]
DEVICES = [("usb", "USB speaker")]


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
        hear_directions=False,
        hear_form=False,
        hear_counts=False,
        hear_signals=False,
        hear_guide=False,
        voice="flite",
        voice_volume=35,
        tone_volume=65,
        pitch="high",
        mono=True,
        music="pause",
        output_device="usb",
        border_pulse=False,
        voice_captions=False,
        wait_for_me=WaitForMe.NEVER,
        single_letter_keys=False,
    )
    page.show_content(chosen, "/home/j/hiptimer", VOICES, DEVICES)
    assert page.colours.value() == "dark"
    assert page.text.value() == 150
    assert page.motion.value() == "on"
    assert page.figure.value() == "moss"
    assert page.build.value() == "sturdy"
    sound = page.sound
    assert sound.level.value() == "soft"
    assert (sound.voice_volume.value(), sound.tone_volume.value()) == (35, 65)
    assert (sound.voice.currentText(), sound.device.currentText()) == ("Flite", "USB speaker")
    assert (sound.pitch.value(), sound.music.value()) == ("high", "pause")
    assert sound.mono.isChecked()
    kinds = (sound.directions, sound.form, sound.counts, sound.signals, sound.guide)
    assert not any(toggle.isChecked() for toggle in kinds)
    assert page.wait.value() == "never"
    toggles = (page.full, page.mirror, sound.captions, sound.pulse, page.letters)
    assert not any(toggle.isChecked() for toggle in toggles)


TOGGLES = {
    "full_screen": lambda page: page.full,
    "mirror": lambda page: page.mirror,
    "voice_captions": lambda page: page.sound.captions,
    "border_pulse": lambda page: page.sound.pulse,
    "mono": lambda page: page.sound.mono,
    "hear_directions": lambda page: page.sound.directions,
    "hear_form": lambda page: page.sound.form,
    "hear_counts": lambda page: page.sound.counts,
    "hear_signals": lambda page: page.sound.signals,
    "hear_guide": lambda page: page.sound.guide,
    "single_letter_keys": lambda page: page.letters,
}


def test_toggles_tell_at_once(page, changes):
    expected = Preferences()
    for name, toggle in TOGGLES.items():
        QTest.keyClick(toggle(page), Qt.Key.Key_Space)
        expected = replace(expected, **{name: not getattr(expected, name)})
        assert changes[-1] == expected
    assert len(changes) == len(TOGGLES)


def test_choices_tell_at_once(page, changes):
    page.sound.level.answers["silent"].click()
    page.sound.pitch._row._cells["low"].click()
    page.sound.music._row._cells["leave"].click()
    page.wait.answers["always"].click()
    page.colours._row._cells["dark"].click()
    page.motion._row._cells["on"].click()
    assert changes[-1] == Preferences(
        sound_level="silent",
        pitch="low",
        music="leave",
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
    page.sound.level.answers["standard"].setFocus()
    QTest.keyClick(page.sound.level.answers["standard"], Qt.Key.Key_Down)
    assert [one.sound_level for one in changes] == ["sparse"]


def test_sliders_by_key(page, changes):
    page.sound.voice_volume.setFocus()
    QTest.keyClick(page.sound.voice_volume, Qt.Key.Key_Minus)
    page.sound.tone_volume.setFocus()
    QTest.keyClick(page.sound.tone_volume, Qt.Key.Key_Plus)
    page.text.setFocus()
    QTest.keyClick(page.text, Qt.Key.Key_Plus)
    last = changes[-1]
    assert (last.voice_volume, last.tone_volume, last.text_size) == (75, 85, 105)


def test_who_speaks_and_where_by_key(page, changes):
    page.show_content(Preferences(), "/home/j/hiptimer", VOICES, DEVICES)
    QTest.keyClick(page.sound.voice, Qt.Key.Key_Down)
    QTest.keyClick(page.sound.device, Qt.Key.Key_Down)
    assert (changes[-1].voice, changes[-1].output_device) == ("flite", "usb")
    QTest.keyClick(page.sound.device, Qt.Key.Key_Up)
    assert changes[-1].output_device == ""


def test_the_wheel_over_a_list_changes_nothing(page, changes):
    page.show_content(Preferences(), "/home/j/hiptimer", VOICES, DEVICES)
    down = QWheelEvent(
        QPointF(9, 9),
        QPointF(9, 9),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.sound.voice, down)
    assert changes == []


def test_what_was_chosen_and_is_not_here_stays_chosen(page, changes):
    chosen = Preferences(voice="espeak-ng", output_device="bluetooth")
    page.show_content(chosen, "/home/j/hiptimer", VOICES, DEVICES)
    assert page.sound.voice.currentData() == "espeak-ng"
    assert "not on this computer" in page.sound.voice.currentText()
    assert page.sound.device.currentData() == "bluetooth"
    assert "not connected" in page.sound.device.currentText()
    assert page.preferences == chosen
    assert changes == []


def test_a_device_that_comes_keeps_the_choice_and_the_focus(page, changes):
    page.show_content(Preferences(), "/home/j/hiptimer", VOICES, ())
    assert page.sound.device.count() == 1
    page.sound.tone_volume.setFocus()
    page.show_content(Preferences(), "/home/j/hiptimer", VOICES, DEVICES)
    assert page.sound.device.count() == 2
    assert QApplication.focusWidget() is page.sound.tone_volume
    assert changes == []


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
    slider = page.sound.voice_volume
    page.show_content(page.preferences, "/home/j/hiptimer")
    assert page.sound.voice_volume is slider


def test_previews_preflight_and_folder(page):
    told = []
    for name in ("preview_voice", "preview_tone", "preflight_wanted", "open_folder"):
        getattr(page, name).connect(lambda name=name: told.append(name))
    for button in (page.sound.play_voice, page.sound.play_tone, page.sound.try_sound):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    page.show_folder.click()
    assert told == ["preview_voice", "preview_tone", "preflight_wanted", "open_folder"]
    assert page.folder.text() == "/home/j/hiptimer"
    for name in ("export_history", "take_in_history"):
        getattr(page, name).connect(lambda name=name: told.append(name))
    page.export.click()
    page.take_in.click()
    assert told[-2:] == ["export_history", "take_in_history"]
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


def test_tab_comes_through_the_page_as_it_is_read(page):
    order = [page.sound.level.answers["standard"], page.sound.mono, page.text, page.letters]
    order += [page.show_folder, page.shared.choose, page.about]
    here, stops = order[0], []
    while (here := here.nextInFocusChain()) is not order[0]:
        stops.append(here)
    places = [stops.index(one) for one in order[1:]]
    assert places == sorted(places)


def test_the_focus_is_where_it_was_when_one_comes_back(theme, show, qapp):
    page, other = SettingsPage(theme), QPushButton("Other")
    stack = QStackedWidget()
    for one in (page, other):
        stack.addWidget(one)
    page.show_content(Preferences(), "/home/j/hiptimer")
    show(stack, 1092, 760)
    page.sound.mono.setFocus()
    stack.setCurrentWidget(other)
    page.show_content(Preferences(weekly_target_min=60), "/home/j/hiptimer")
    assert QApplication.focusWidget() is other, "the page is not seen yet"
    stack.setCurrentWidget(page)
    qapp.processEvents()
    assert QApplication.focusWidget() is page.sound.mono

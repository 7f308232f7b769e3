"""Is it heard where one exercises: asked until it is answered, and helped where it is not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hiptimer.preferences import Preferences
from hiptimer.ui.pages.preflight import PreflightPage, at_volume
from hiptimer.ui.pages.words import Words

Key = Qt.Key
DEVICES = [("usb", "USB speaker"), ("hdmi", "Monitor")]
SIGNALS = ("play_wanted", "volume_changed", "device_chosen", "try_again", "done", "left")
USUAL = Preferences()


class Asked:
    """The page before a person, and what it told."""

    def __init__(self, theme, show, preferences=USUAL, trouble="", size=(1180, 760)):
        self.page = PreflightPage(theme)
        self.told = []
        for name in SIGNALS:
            signal = getattr(self.page, name)
            signal.connect(lambda *what, name=name: self.told.append((name, *what)))
        self.page.show_content(preferences, DEVICES, trouble)
        show(self.page, *size)

    def tell(self):
        told, self.told = self.told, []
        return told

    def click(self, button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, key):
        QTest.keyClick(QApplication.focusWidget() or self.page, key)

    @property
    def words(self):
        return [one.text() for one in self.page.findChildren(Words) if one.isVisible()]


@pytest.fixture
def asked(theme, show):
    def _asked(*args, **named):
        return Asked(theme, show, *args, **named)

    return _asked


def test_plays_as_it_is_shown_and_again_until_it_is_answered(asked):
    one = asked()
    assert one.words[:2] == ["Sit where you will exercise.", "Do you hear this?"]
    assert one.tell() == [("play_wanted",)]
    assert one.page._again.isActive()
    one.page._again.timeout.emit()
    assert one.tell() == [("play_wanted",)]
    one.click(one.page.yes)
    assert one.tell() == [("done", True)]
    assert not one.page._again.isActive()


def test_is_quiet_while_another_page_is_shown(asked):
    one = asked()
    one.page.hide()
    assert not one.page._again.isActive()


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_yes_has_the_focus(asked, key):
    one = asked()
    one.tell()
    one.press(key)
    assert one.tell() == [("done", True)]


def test_louder_and_quieter_are_heard_at_once(asked):
    one = asked()
    one.tell()
    one.click(one.page.louder)
    assert one.tell() == [("volume_changed", 90), ("play_wanted",)]
    assert "Volume 90 %" in one.words
    one.press(Key.Key_Down)
    one.press(Key.Key_Down)
    assert one.tell() == [
        ("volume_changed", 80),
        ("play_wanted",),
        ("volume_changed", 70),
        ("play_wanted",),
    ]
    assert one.page.volume == 70


def test_at_the_loudest_the_computer_itself_is_named(asked):
    one = asked(Preferences(voice_volume=95, tone_volume=60))
    one.tell()
    one.press(Key.Key_Up)
    one.press(Key.Key_Up)
    assert one.tell() == [("volume_changed", 100), ("play_wanted",), ("play_wanted",)]
    assert [
        words for words in one.words if words.startswith("Volume 100 %") and "computer" in words
    ]


def test_escape_and_the_cross_leave_without_an_answer(asked):
    one = asked()
    one.tell()
    one.press(Key.Key_Escape)
    one.click(one.page._close)
    assert one.tell() == [("left",), ("left",)]
    assert not one.page._again.isActive()


def test_not_heard_shows_what_helps_and_stops_playing(asked):
    one = asked(trouble="No loudspeaker was found.")
    one.tell()
    one.click(one.page.no)
    QApplication.processEvents()
    assert one.page.is_helping
    assert "This may help" in one.words
    assert not one.page._again.isActive()
    assert one.tell() == []
    assert QApplication.focusWidget() is one.page.again
    assert one.page._note.isVisible()
    assert one.page._note.accessibleName() == "No loudspeaker was found."
    one.page.set_trouble("")
    assert not one.page._note.isVisible()


@pytest.fixture
def helped(asked):
    one = asked(Preferences(output_device="hdmi"))
    one.click(one.page.no)
    QApplication.processEvents()
    one.tell()
    return one


def test_another_loudspeaker_is_heard_at_once(helped):
    assert helped.page.device.currentText() == "Monitor"
    helped.page.device.setFocus()
    helped.press(Key.Key_Up)
    assert helped.tell() == [("device_chosen", "usb"), ("play_wanted",)]
    helped.press(Key.Key_Up)
    assert helped.tell() == [("device_chosen", ""), ("play_wanted",)]
    helped.page.set_devices([*DEVICES, ("bt", "Headphones")])
    assert helped.page.device.count() == 4
    assert helped.page.device.currentData() == ""
    assert helped.tell() == []


def test_the_volume_by_slider(helped):
    helped.page.slider.setFocus()
    helped.press(Key.Key_Minus)
    assert helped.tell() == [("volume_changed", 70)]
    assert helped.page._soon.isActive()
    helped.page._soon.timeout.emit()
    assert helped.tell() == [("play_wanted",)]


def test_try_again_asks_again(helped):
    helped.click(helped.page.again)
    QApplication.processEvents()
    assert helped.tell() == [("try_again",), ("play_wanted",)]
    assert not helped.page.is_helping
    assert "Do you hear this?" in helped.words
    assert QApplication.focusWidget() is helped.page.yes


def test_heard_now_or_not_at_all(helped):
    helped.click(helped.page.now)
    helped.click(helped.page.flash)
    assert helped.tell() == [("done", True), ("done", False)]


def test_the_letters_grow_with_the_window(asked, theme):
    one = asked(size=(420, 560))
    small = one.page.yes.font().pixelSize()
    one.page.resize(1920, 1080)
    QApplication.processEvents()
    large = one.page.yes.font().pixelSize()
    assert large >= 40
    assert large > 1.5 * small
    theme.set_text_percent(200)
    QApplication.processEvents()
    assert one.page.yes.font().pixelSize() > large
    theme.set_text_percent(100)


def test_both_volumes_move_together():
    before = Preferences(voice_volume=80, tone_volume=50)
    assert at_volume(before, 90) == replace(before, voice_volume=90, tone_volume=60)
    assert at_volume(before, 20) == replace(before, voice_volume=20, tone_volume=0)
    assert at_volume(before, 80) == before

"""The player's page under the hands: what each key, button and gesture does."""

import pytest
from player_table import HOLD, Key
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hiptimer.engine.events import Resumed
from hiptimer.engine.interval import Kind
from hiptimer.ui.pages.player import DEBOUNCE_S, PlayerPage
from hiptimer.ui.widgets.sheet import Sheet
from made import breaths, of, reps, step


class TestKeys:
    @pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_MediaPlay])
    def test_pause_and_go_on(self, lay, key):
        table = lay()
        table.press(key)
        assert table.player.is_paused
        assert table.state.paused
        table.press(key)
        assert not table.player.is_paused

    @pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_PageDown])
    def test_skip(self, lay, key):
        table = lay()
        table.press(key)
        assert table.player.interval.index == HOLD
        table.press(key)
        assert table.player.interval.kind is Kind.SWITCH

    @pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_PageUp])
    def test_back_begins_this_side_again_and_twice_the_one_before(self, lay, key):
        table = lay()
        table.press(Key.Key_Right)
        table.press(Key.Key_Right)
        table.press(Key.Key_Right)
        table.wait(8)
        second = table.player.interval.index
        table.press(key)
        assert table.player.interval.index == second
        assert table.player.progress.elapsed_s == 0
        table.press(key, pause_s=0.2)
        assert table.player.interval.index < second

    def test_ten_seconds_more_and_less(self, lay):
        table = lay()
        table.press(Key.Key_Right)
        table.press(Key.Key_Up)
        assert table.player.interval.duration_s == 40
        table.press(Key.Key_Down, pause_s=0.1)
        table.press(Key.Key_Down, pause_s=0.1)
        assert table.player.interval.duration_s == 20

    def test_one_rep_more_and_less(self, lay):
        table = lay(step("bridge", reps(8)))
        table.press(Key.Key_Right)
        table.press(Key.Key_Up)
        assert table.player.interval.count == 9
        table.press(Key.Key_Down)
        assert table.player.interval.count == 8

    def test_slower_and_faster(self, lay):
        table = lay(step("twist", breaths(5)))
        table.press(Key.Key_Right)
        table.press(Key.Key_BracketLeft)
        assert table.player.interval.count_s == pytest.approx(11)
        table.press(Key.Key_BracketRight)
        table.press(Key.Key_BracketRight)
        assert table.player.interval.count_s == pytest.approx(9)

    def test_easier_or_a_word_that_there_is_none(self, lay):
        table = lay()
        table.press(Key.Key_E)
        assert table.player.interval.name == "Lunge at a chair"
        table.press(Key.Key_E)
        assert "no easier version" in table.toast

    def test_sound_on_and_off(self, lay):
        table = lay()
        table.press(Key.Key_B)
        table.page.set_sound(False)
        table.press(Key.Key_B)
        assert table.told == [("sound_wanted", False), ("sound_wanted", True)]

    def test_small_window_and_full_screen(self, lay):
        table = lay()
        table.press(Key.Key_M)
        table.press(Key.Key_F11)
        table.page.set_far(True)
        table.press(Key.Key_F11)
        assert table.told == ["mini_wanted", ("far_wanted", True), ("far_wanted", False)]

    def test_the_list_of_keys(self, lay):
        table = lay()
        table.press(Key.Key_Question)
        assert table.sheet.accessibleName() == "Keys"
        assert not table.player.is_paused
        table.press(Key.Key_Escape)
        assert table.sheet is None

    def test_keys_work_from_afar(self, lay):
        table = lay()
        table.page.set_far(True)
        QApplication.processEvents()
        table.press(Key.Key_Space)
        assert table.player.is_paused
        table.press(Key.Key_Space)
        table.press(Key.Key_Right)
        assert table.player.interval.index == HOLD

    def test_single_letters_may_be_off(self, lay):
        table = lay()
        table.page.set_single_letters(False)
        for key in (Key.Key_P, Key.Key_E, Key.Key_B, Key.Key_M, Key.Key_L):
            table.press(key)
        assert table.told == []
        assert not table.player.is_paused
        table.press(Key.Key_Space)
        assert table.player.is_paused

    def test_ctrl_belongs_to_the_window(self, lay):
        table = lay()
        QTest.keyClick(table.page, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        assert not table.player.is_paused

    def test_nothing_is_pressed_before_a_session(self, theme, show):
        page = show(PlayerPage(theme), 1180, 760)
        for key in (Key.Key_Space, Key.Key_Right, Key.Key_P, Key.Key_Escape):
            QTest.keyClick(page, key)
        assert [one for one in page.findChildren(Sheet) if one.isVisible()] == []


class TestShakingHands:
    @pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_MediaPlay])
    def test_pause_twice_at_once_counts_once(self, lay, key):
        table = lay()
        table.press(key)
        table.press(key, pause_s=DEBOUNCE_S / 2)
        assert table.player.is_paused
        table.press(key, pause_s=DEBOUNCE_S)
        assert not table.player.is_paused

    def test_skip_twice_at_once_counts_once(self, lay):
        table = lay()
        table.press(Key.Key_Right)
        table.press(Key.Key_Right, pause_s=DEBOUNCE_S / 2)
        assert table.player.interval.index == HOLD

    def test_another_key_counts_at_once(self, lay):
        table = lay()
        table.press(Key.Key_Right)
        table.press(Key.Key_Space, pause_s=0.01)
        assert (table.player.interval.index, table.player.is_paused) == (HOLD, True)

    def test_a_key_held_down_counts_once_except_for_more_and_less(self, lay):
        table = lay()

        def hold_down(key):
            table.now.now += 1
            for repeat in (False, True, True):
                event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier(0), "", repeat)
                QApplication.sendEvent(table.page, event)
                table.now.now += 0.5

        hold_down(Key.Key_Right)
        assert table.player.interval.index == HOLD
        hold_down(Key.Key_Up)
        assert table.player.interval.duration_s == 60


class TestMouse:
    def test_a_click_on_the_stage_pauses_and_goes_on(self, lay):
        table = lay()
        table.click(table.page.view.stage)
        assert table.player.is_paused
        table.click(table.page.view.stage)
        assert not table.player.is_paused

    @pytest.mark.parametrize("name", ["I'm ready", "Start this side again", "10 seconds more"])
    def test_after_a_click_space_still_pauses(self, lay, name):
        table = lay()
        table.click(table.button(name))
        index = table.player.interval.index
        table.press(Key.Key_Space)
        assert table.player.is_paused
        assert table.player.interval.index == index

    def test_the_buttons_do_what_they_say(self, lay):
        table = lay()
        table.click(table.button("I'm ready"))
        assert table.player.interval.index == HOLD
        table.click(table.button("10 seconds more"))
        assert table.player.interval.duration_s == 40
        table.click(table.button("Skip"))
        assert table.player.interval.kind is Kind.SWITCH
        table.click(table.button("Pause"))
        assert table.player.is_paused
        table.click(table.button("Resume"))
        assert not table.player.is_paused
        table.click(table.button("Sound off"))
        table.click(table.button("Full screen"))
        assert table.told == [("sound_wanted", False), ("far_wanted", True)]

    def test_arrows_lead_the_session_wherever_the_focus_is(self, lay):
        table = lay()
        table.button("Skip" if table.player.interval.index else "I'm ready").setFocus()
        table.press(Key.Key_Right)
        assert table.player.interval.index == HOLD
        table.press(Key.Key_Up)
        assert table.player.interval.duration_s == 40


class TestWaiting:
    def test_space_says_ready(self, lay):
        table = lay(wait_for_me=True)
        table.wait(60)
        assert table.state.waiting
        table.press(Key.Key_Space)
        assert table.player.interval.index == HOLD
        assert not table.player.is_paused

    def test_sleep_is_told(self, lay):
        table = lay()
        table.played.wait(100)
        table.played.playback.ask()
        assert "slept" in table.toast
        table.press(Key.Key_Space)
        assert of(Resumed, table.played.told)

"""What stands where on the player's page, at every size."""

import pytest
from player_table import Key
from PySide6.QtWidgets import QApplication

from hiptimer.engine.interval import Kind
from hiptimer.ui.layouts import Text
from hiptimer.ui.widgets.buttons import Button, RoundButton
from made import breaths, hold, reps, step


class TestLayout:
    def names(self, table):
        view = table.page.view
        parts = {
            "strip": view.strip,
            "next": view.next_up,
            "controls": view.controls,
            "pain": view.pain,
            "far strip": view.far_strip,
            "banner": view.banner,
        }
        return {name for name, part in parts.items() if part.isVisible()}

    def test_in_a_window(self, lay):
        table = lay()
        assert self.names(table) == {"strip", "next", "controls", "pain"}

    def test_from_afar(self, lay):
        table = lay()
        table.page.set_far(True)
        QApplication.processEvents()
        assert self.names(table) == {"far strip"}
        assert table.page.view.stage.width() == table.page.width()
        assert "full screen" in table.toast
        table.page.set_far(False)
        assert table.toast == ""  # it would lie over the controls
        assert self.names(table) == {"strip", "next", "controls", "pain"}

    def test_narrow(self, lay):
        table = lay()
        table.page.resize(480, 760)
        QApplication.processEvents()
        assert self.names(table) == {"strip", "next", "controls", "pain"}
        view = table.page.view
        for part in (view.controls, view.pain, view.stage):
            right = part.mapTo(table.page, part.rect().topRight()).x()
            assert 0 <= right <= 480
        assert not table.button("Small window").isVisible()
        top = view.next_up.mapTo(table.page, view.next_up.rect().topLeft()).y()
        assert top < view.controls.mapTo(table.page, view.controls.rect().topLeft()).y()
        table.page.resize(1180, 760)
        QApplication.processEvents()
        assert table.button("Small window").isVisible()

    def test_narrow_while_breathing_no_button_is_cut(self, lay):
        table = lay(step("twist", breaths(5)))
        table.press(Key.Key_Right)
        table.page.resize(480, 760)
        QApplication.processEvents()
        table.page.refresh()
        QApplication.processEvents()
        pain = table.page.view.pain
        left_of_pain = pain.mapTo(table.page, pain.rect().topLeft()).x()
        shown = [
            one for one in table.page.view.controls.findChildren(RoundButton) if one.isVisible()
        ]
        assert {"Pause", "Skip"} <= {one.accessibleName() for one in shown}
        for one in shown:
            assert one.width() <= one.parentWidget().width()
            assert one.mapTo(table.page, one.rect().topRight()).x() < left_of_pain

    def test_in_the_smallest_window_no_button_is_cut_whatever_its_words(self, lay):
        table = lay()
        table.page.resize(420, 560)
        QApplication.processEvents()
        table.page.refresh()
        QApplication.processEvents()
        view = table.page.view
        shown = [one for one in view.controls.findChildren(RoundButton) if one.isVisible()]
        assert "I'm ready" in {one.accessibleName() for one in shown}
        for one in (*shown, view.pain):
            assert one.width() <= one.parentWidget().width()
            assert one.mapTo(table.page, one.rect().topRight()).x() <= 420 - 16

    def test_in_the_smallest_window_a_banner_leaves_the_stage_its_room(self, lay):
        table = lay()
        table.page.resize(420, 560)
        QApplication.processEvents()
        before = table.page.view.stage.height()
        assert before >= 280
        table.page.set_trouble("The disk is full. Two runs are not yet written.")
        QApplication.processEvents()
        assert "next" not in self.names(table)
        assert table.page.view.stage.height() >= before - 60
        table.page.set_trouble("")
        QApplication.processEvents()
        assert "next" in self.names(table)

    def test_in_large_letters_the_words_below_the_buttons_do_not_overlap(self, lay, theme):
        table = lay()
        theme.set_text_percent(200)
        QApplication.processEvents()
        table.page.refresh()
        QApplication.processEvents()
        for one in table.page.view.controls.findChildren(Text):
            if one.isVisible():
                assert one.width() >= one.sizeHint().width(), one.text()

    def test_narrow_the_words_of_the_pain_sheet_are_whole(self, lay):
        table = lay()
        table.page.resize(480, 760)
        QApplication.processEvents()
        table.press(Key.Key_P)
        for tile in table.sheet.findChildren(Button):
            assert tile.width() >= tile.sizeHint().width()

    def test_a_banner_for_trouble_comes_and_goes(self, lay):
        table = lay()
        table.page.set_trouble("The sound has stopped.")
        assert "banner" in self.names(table)
        assert table.page.view.banner.accessibleName() == "The sound has stopped."
        table.page.set_trouble("")
        assert "banner" not in self.names(table)

    @pytest.mark.parametrize("far", [False, True])
    def test_sound_that_fails_can_be_tried_again(self, lay, far):
        table = lay()
        table.page.set_far(far)
        button = table.page.view.try_again
        table.page.set_trouble("The disk is full.")
        assert not button.isVisible()
        table.page.set_trouble("Nothing is heard.", sound=True)
        QApplication.processEvents()
        assert button.isVisible()
        table.click(button)
        assert table.told == ["try_sound_again"]
        table.page.set_trouble("")
        assert not button.isVisible()
        assert not table.player.is_paused

    def test_the_coming_up_card_says_it_so_the_other_card_is_empty(self, lay):
        table = lay(step("sit", hold(5), sets=2, rest_s=20.0))
        table.wait(16)
        assert table.player.interval.kind is Kind.REST
        assert table.state.coming_up.name == "Sit"
        assert table.page.view.next_up.accessibleName() == "Next up"

    def test_controls_follow_the_kind(self, lay):
        table = lay(step("twist", breaths(3)), step("bridge", reps(3)))
        table.press(Key.Key_Right)
        names = {
            one.accessibleName() for one in table.page.findChildren(RoundButton) if one.isVisible()
        }
        assert "10 seconds more" not in names
        table.played.playback.jump(5)
        names = {
            one.accessibleName() for one in table.page.findChildren(RoundButton) if one.isVisible()
        }
        assert "1 rep more" in names

    def test_the_stage_is_put_into_words(self, lay):
        table = lay()
        table.press(Key.Key_Right)
        table.wait(12)
        stage = table.page.view.stage
        assert stage.accessibleName() == "Lunge, left"
        assert stage.accessibleDescription() == "18 seconds left"

"""What is heard, seen on the player's page: captions, the last words, the border."""

import pytest
from player_table import Key, words_of
from PySide6.QtWidgets import QApplication

from hiptimer.engine.interval import Kind
from hiptimer.engine.session import OwnExercise, Step
from hiptimer.ui.captions import STANDS_S
from made import hold, reps, step


class TestCaptions:
    def test_a_sentence_of_the_voice_stands_a_while_then_the_cue(self, lay):
        table = lay()
        said = table.state.cue
        assert said.startswith(("Next", "First"))
        table.wait(STANDS_S + 0.5)
        assert table.state.cue == table.player.interval.words

    def test_what_was_said_of_the_interval_before_does_not_stay(self, lay):
        table = lay(step("sit", hold(20)))
        said = table.state.cue
        table.press(Key.Key_Right, pause_s=0.5)
        assert table.state.cue != said

    def test_may_be_off(self, lay):
        table = lay()
        table.press(Key.Key_V)
        assert table.toast == "Captions off"
        table.played.playback.ask()
        assert table.state.cue == table.player.interval.words
        table.press(Key.Key_V)
        assert table.toast == "Captions on"

    @pytest.mark.parametrize("on", [True, False])
    def test_say_it_again(self, lay, on):
        table = lay()
        said = table.state.cue
        table.page.set_captions(on)
        table.now.now += STANDS_S
        table.page.refresh()
        assert table.state.cue != said
        table.press(Key.Key_R)
        assert table.state.cue == said
        assert table.told == [("said_again", said)]

    def test_the_end_of_a_side_is_still_to_be_read_when_the_next_begins(self, lay):
        table = lay()
        table.press(Key.Key_Right)
        table.wait(30)
        assert table.player.interval.kind is Kind.SWITCH
        assert "release" in table.state.cue
        table.wait(2)
        assert "Change sides" in table.state.cue

    def test_stand_on_the_card_of_a_rest(self, lay):
        table = lay(step("sit", hold(5), sets=2, rest_s=20.0))
        for _try in range(60):
            if table.player.interval.kind is Kind.REST:
                break
            table.wait(0.5)
        table.wait(2.5)
        assert "Rest, 20 seconds" in table.state.coming_up.words

    def test_counting_is_left_to_the_clock(self, lay):
        table = lay(step("bridge", reps(8)))
        table.press(Key.Key_Right)
        table.wait(20)
        said = [one.text for one in table.page._captions.said]
        assert said
        assert not [text for text in said if text.rstrip(".").lower() in ("one", "two", "three")]

    def test_off_changes_nothing_else(self, lay):
        table = lay()
        table.page.set_captions(False)
        table.press(Key.Key_Right)
        pulses = table.pulses
        table.wait(20)
        assert table.state.cue == table.player.interval.words
        assert table.pulses > pulses
        table.press(Key.Key_L)
        assert "Halfway." in words_of(table.sheet)


class TestSaidAgain:
    def test_what_was_said_last(self, lay):
        table = lay()
        table.press(Key.Key_Right)
        table.wait(20)
        said = []
        table.page.said_again.connect(said.append)
        table.press(Key.Key_R)
        assert said == ["Halfway."]

    def test_before_anything_was_said_nothing_is(self, lay):
        table = lay(Step(exercise=OwnExercise(name="Press"), dose=hold(20)))
        table.page._captions.forget()
        assert table.player.interval.words == ""
        said = []
        table.page.said_again.connect(said.append)
        table.press(Key.Key_R)
        assert said == []


class TestLastWords:
    def test_by_key_the_newest_first_with_how_long_ago(self, lay):
        table = lay()
        table.press(Key.Key_Right)
        table.wait(20)
        table.press(Key.Key_L, pause_s=0)
        assert table.sheet.accessibleName() == "What was said"
        words = words_of(table.sheet)
        assert words[:2] == ["Halfway.", "5 seconds ago"]
        assert words.index("Halfway.") < words.index("Hold, 30 seconds.")
        assert not table.player.is_paused
        table.press(Key.Key_Escape)
        assert table.sheet is None

    def test_by_button(self, lay):
        table = lay()
        table.click(table.button("What was said last"))
        assert table.sheet.accessibleName() == "What was said"
        table.answer("Close")
        assert table.sheet is None

    def test_goes_on_while_it_is_read(self, lay):
        table = lay()
        table.press(Key.Key_Right)
        table.wait(10)
        table.press(Key.Key_L, pause_s=0)
        assert "Halfway." not in words_of(table.sheet)
        table.wait(6)
        QApplication.processEvents()
        assert words_of(table.sheet)[:2] == ["Halfway.", "1 second ago"]

    def test_nothing_yet(self, lay):
        table = lay()
        table.page._captions.forget()
        table.press(Key.Key_L)
        assert words_of(table.sheet) == ["Nothing has been said yet."]


class TestBorder:
    def pulses_of(self, table, seconds):
        before = table.pulses
        table.wait(seconds)
        return table.pulses - before

    def begun(self, lay):
        table = lay()
        table.press(Key.Key_Right)
        table.wait(1)
        return table

    def test_at_each_change(self, lay):
        table = self.begun(lay)
        assert self.pulses_of(table, 12) == 0
        assert self.pulses_of(table, 3) == 1  # halfway
        assert self.pulses_of(table, 13) == 0  # the countdown too
        assert self.pulses_of(table, 3) >= 1  # the end, the change of sides

    def test_when_paused_but_not_when_going_on(self, lay):
        table = self.begun(lay)
        before = table.pulses
        table.press(Key.Key_Space)
        assert table.pulses == before + 1
        table.press(Key.Key_Space)
        assert table.pulses == before + 1

    def test_not_where_it_is_not_wanted(self, lay):
        table = self.begun(lay)
        table.page.set_border_pulse(False)
        assert self.pulses_of(table, 60) == 0

    @pytest.mark.parametrize("wanted", [True, False])
    def test_without_sound_at_every_cue(self, lay, wanted):
        table = self.begun(lay)
        table.page.set_border_pulse(wanted)
        table.page.set_sound(False)
        assert self.pulses_of(table, 7) == 1  # how to do it well, which is said
        assert self.pulses_of(table, 8) == 2  # halfway, with its word
        assert self.pulses_of(table, 12) == 1  # the countdown

    def test_with_trouble_at_every_cue_until_it_is_over(self, lay):
        table = self.begun(lay)
        table.page.set_border_pulse(False)
        table.page.set_trouble("Nothing is heard.", sound=True)
        assert self.pulses_of(table, 15) > 0
        table.page.set_trouble("")
        assert self.pulses_of(table, 12) == 0

    def test_other_trouble_is_no_reason(self, lay):
        table = self.begun(lay)
        table.page.set_border_pulse(False)
        table.page.set_trouble("The disk is full.")
        assert self.pulses_of(table, 60) == 0

"""What the player's page asks: of pain, and whether to end."""

import pytest
from player_table import GET_READY, Key
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from hiptimer.engine.events import Paused, Stopped, Why
from hiptimer.journal.records import PainAnswer
from hiptimer.ui.actions import Action
from hiptimer.ui.pages.player import TWICE_S
from hiptimer.ui.widgets.buttons import Button
from hiptimer.ui.widgets.cards import Note
from hiptimer.ui.widgets.sheet import Sheet
from made import hold, of, step


class TestPain:
    def stopped(self, lay, *entries):
        table = lay(*entries)
        table.press(Key.Key_Right)
        table.wait(5)
        table.press(Key.Key_P)
        assert table.player.is_paused
        return table

    def test_stops_at_once_and_offers_what_can_be_done(self, lay):
        table = self.stopped(lay)
        assert table.sheet.accessibleName() == "Stopped. Ease out slowly."
        assert table.ways() == ["End session", "Skip this one", "Easier version", "Carry on"]
        assert QApplication.focusWidget().text() == "End session"
        subtitles = {
            one.text(): one.accessibleDescription() for one in table.sheet.findChildren(Button)
        }
        assert subtitles["Skip this one"] == "next: Sit"
        assert subtitles["Easier version"] == "Lunge at a chair"
        assert subtitles["Carry on"] == "from the start of left"
        said = [part.accessibleName() for part in table.sheet.findChildren(QWidget)]
        assert "From Dana: “Stop if it is sharp.”" in said

    @pytest.mark.parametrize("key", [Key.Key_L, Key.Key_Question, Key.Key_Q])
    @pytest.mark.parametrize("is_paused", [True, False])
    def test_stops_whatever_else_is_open(self, lay, key, is_paused):
        table = lay()
        table.press(Key.Key_Right)
        table.wait(5)
        if is_paused:
            table.press(Key.Key_Space)
        if key == Key.Key_Q:
            table.page.view.end_wanted.emit()
        else:
            table.press(key)
        assert table.sheet.accessibleName() != "Stopped. Ease out slowly."
        QTest.keyClick(QApplication.focusWidget(), Key.Key_P)
        assert table.sheet.accessibleName() == "Stopped. Ease out slowly."
        assert table.player.is_paused
        assert of(Paused, table.played.told)[-1].why is Why.PAIN

    def test_the_button_does_as_the_key(self, lay):
        table = lay()
        table.click(table.page.view.pain)
        assert table.sheet is not None
        assert table.player.is_paused

    def test_end(self, lay):
        table = self.stopped(lay)
        table.answer("End session")
        assert of(Stopped, table.played.told) == [Stopped(Why.PAIN)]
        assert table.told == ["over"]

    def test_skip(self, lay):
        table = self.stopped(lay)
        table.answer("Skip this one")
        assert table.player.interval.name == "Sit"
        assert not table.player.is_paused
        assert table.sheet is None

    def test_easier(self, lay):
        table = self.stopped(lay)
        table.answer("Easier version")
        assert table.player.interval.name == "Lunge at a chair"
        assert not table.player.is_paused

    def test_no_easier_version_is_not_offered(self, lay):
        table = self.stopped(lay, step("sit", hold(20)))
        assert table.ways() == ["End session", "Skip this one", "Carry on"]

    def test_carry_on_from_the_start_of_the_side(self, lay):
        table = self.stopped(lay)
        table.answer("Carry on")
        assert table.player.interval.index == GET_READY
        assert not table.player.is_paused

    def test_closing_it_leaves_the_session_paused(self, lay):
        table = self.stopped(lay)
        table.press(Key.Key_Escape)
        assert table.sheet is None
        assert table.player.is_paused
        table.press(Key.Key_Space)
        assert not table.player.is_paused

    @pytest.mark.parametrize(
        ("words", "answer"),
        [
            ("End session", PainAnswer.END),
            ("Skip this one", PainAnswer.SKIP),
            ("Easier version", PainAnswer.EASIER),
            ("Carry on", PainAnswer.CARRY_ON),
        ],
    )
    def test_what_is_chosen_is_told_with_how_much_it_hurts(self, lay, words, answer):
        table = self.stopped(lay)
        table.press(Key.Key_6)  # wherever the focus is
        assert QApplication.focusWidget().text() == "End session"
        table.answer(words)
        assert table.hurt == [(None, 6), (answer, 6)]

    def test_how_much_may_be_left_out(self, lay):
        table = self.stopped(lay)
        table.answer("Carry on")
        assert table.hurt == [(PainAnswer.CARRY_ON, None)]

    def test_it_is_told_before_the_run_is_over(self, lay):
        table = self.stopped(lay)
        table.page.over.connect(lambda: table.hurt.append("over"))
        table.answer("End session")
        assert table.hurt == [(PainAnswer.END, None), "over"]

    def test_closed_without_a_choice_what_was_said_of_the_pain_is_told(self, lay):
        table = self.stopped(lay)
        table.press(Key.Key_1)
        table.press(Key.Key_0)
        table.press(Key.Key_Escape)
        assert table.hurt == [(None, 1), (None, 10)]
        table.press(Key.Key_P)
        table.press(Key.Key_Escape)
        assert len(table.hurt) == 2

    def test_the_authors_words_for_the_band_are_quoted(self, lay):
        table = self.stopped(lay)

        def said():
            QApplication.processEvents()
            notes = table.sheet.findChildren(Note)
            return [one.accessibleName() for one in notes if one.isVisible()]

        rule = "From Dana: “Stop if it is sharp.”"
        assert said() == [rule]
        table.press(Key.Key_7)
        assert said() == ["Dana's note for 6–10: “Leave it for today.”", rule]  # noqa: RUF001
        table.press(Key.Key_2)
        assert said() == ["0–2: Carry on.", rule]  # noqa: RUF001

    def test_by_mouse(self, lay):
        table = self.stopped(lay)
        cell = next(one for one in table.sheet.findChildren(QRadioButton) if one.text() == "4")
        table.click(cell)
        assert table.hurt == [(None, 4)]

    def test_when_to_get_help_is_one_press_away(self, lay):
        table = self.stopped(lay)
        table.sheet.help_link.setFocus()
        table.press(Key.Key_Return)
        names = [one.accessibleName() for one in table.page.findChildren(Sheet) if one.isVisible()]
        assert names == ["Stopped. Ease out slowly.", "When to get help"]
        table.press(Key.Key_Escape)
        assert table.sheet.accessibleName() == "Stopped. Ease out slowly."
        assert QApplication.focusWidget() is table.sheet.help_link
        assert table.hurt == []

    def test_no_key_reaches_the_session_behind_it(self, lay):
        table = self.stopped(lay)
        before = table.player.progress
        for key in (Key.Key_Right, Key.Key_Up, Key.Key_P, Key.Key_M):
            table.press(key)
        assert table.player.progress == before
        assert table.told == []

    def test_while_paused(self, lay):
        table = lay()
        table.press(Key.Key_Space)
        table.press(Key.Key_P)
        assert table.sheet is not None
        assert [one.why for one in of(Paused, table.played.told)] == [Why.PERSON, Why.PAIN]


class TestEnding:
    def test_escape_twice_asks_and_pauses_meanwhile(self, lay):
        table = lay()
        table.press(Key.Key_Escape)
        assert table.sheet is None
        assert "again" in table.toast
        table.press(Key.Key_Escape, pause_s=TWICE_S / 2)
        assert table.sheet.accessibleName() == "End the session here?"
        assert table.player.is_paused

    def test_escape_leaves_full_screen_first(self, lay):
        table = lay()
        table.page.set_far(True)
        table.press(Key.Key_Escape)
        assert table.told == [("far_wanted", False)]
        assert table.sheet is None

    def test_two_slow_escapes_do_not_ask(self, lay):
        table = lay()
        table.press(Key.Key_Escape)
        table.press(Key.Key_Escape, pause_s=TWICE_S)
        assert table.sheet is None

    def test_keep_going(self, lay):
        table = lay()
        table.click(table.button("End the session"))
        table.answer("Keep going")
        assert not table.player.is_paused
        assert table.told == []

    def test_keep_going_stays_paused_if_it_was(self, lay):
        table = lay()
        table.press(Key.Key_Space)
        table.click(table.button("End the session"))
        table.answer("Keep going")
        assert table.player.is_paused

    def test_end(self, lay):
        table = lay()
        table.click(table.button("End the session"))
        table.answer("End session")
        assert of(Stopped, table.played.told) == [Stopped(Why.PERSON)]
        assert table.told == ["over"]

    def test_escape_closes_the_question_and_does_not_ask_again_at_once(self, lay):
        table = lay()
        for _time in range(3):
            table.press(Key.Key_Escape, pause_s=0.2)
        assert table.sheet is None
        assert not table.player.is_paused
        table.press(Key.Key_Escape, pause_s=0.2)
        assert table.sheet is None

    def test_the_end_by_itself(self, lay):
        table = lay(step("sit", hold(5)))
        table.wait(20)
        assert table.told == ["over"]

    @pytest.mark.parametrize("action", [Action.KEYS, Action.WORDS])
    def test_what_is_open_at_the_end_does_not_lie_over_the_next_session(self, lay, action):
        table = lay(step("sit", hold(5)))
        table.page.act(action)
        assert table.sheet is not None
        table.wait(20)
        assert table.sheet is None
        assert table.told == ["over"]

    def test_nobody_goes_anywhere_in_a_session_that_is_over(self, lay):
        table = lay(step("sit", hold(5)))
        table.page.view.jump_wanted.emit(0)
        table.wait(20)
        assert table.sheet is None
        assert table.told == ["over"]

"""The player's page: what each key and button does, what is asked, and what is shown where."""

import pytest
from played import Played
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from hiptimer.engine.events import Paused, Resumed, Stopped, Why
from hiptimer.engine.interval import Kind
from hiptimer.engine.pain import bands
from hiptimer.engine.session import PainBands, Safety
from hiptimer.journal.records import PainAnswer
from hiptimer.ui.captions import STANDS_S
from hiptimer.ui.pages.player import DEBOUNCE_S, TWICE_S, PlayerPage, Run
from hiptimer.ui.pages.words import Link, Words
from hiptimer.ui.widgets.buttons import Button, RoundButton
from hiptimer.ui.widgets.cards import Note
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.widgets.toast import Toast
from made import BOOK, HandClock, breaths, hold, of, reps, step

Key = Qt.Key
GET_READY, HOLD = 0, 1  # of the first step
BANDS = bands(Safety(pain_bands=PainBands(stop="Leave it for today.")))


class Table:
    """A page on which a session plays, and the hands of the person before it."""

    def __init__(self, theme, show, *entries, wait_for_me=False):
        self.now = HandClock()
        self.page = PlayerPage(theme, self.now)
        self.played = Played(*entries, wait_for_me=wait_for_me)
        self.player = self.played.player
        self.told = []
        for name in ("far_wanted", "sound_wanted"):
            signal = getattr(self.page, name)
            signal.connect(lambda on, name=name: self.told.append((name, on)))
        self.page.said_again.connect(lambda text: self.told.append(("said_again", text)))
        self.pulses = 0
        self.page.pulse_wanted.connect(self._count_pulse)
        self.hurt = []
        self.page.pain_answered.connect(lambda *said: self.hurt.append(said))
        for name in ("mini_wanted", "over", "try_sound_again"):
            getattr(self.page, name).connect(lambda name=name: self.told.append(name))

        def easier(exercise):
            return BOOK[exercise].easier.name if BOOK[exercise].easier else ""

        run = Run("Hips", "Stop if it is sharp.", easier, BANDS, "Dana")
        self.page.show_run(self.played.playback, run)
        show(self.page, 1180, 760)
        self.page.view.controls.pause.setFocus()
        self.played.playback.begin()

    def _count_pulse(self):
        self.pulses += 1

    def press(self, key, *, pause_s=1.0):
        """Press a key where the focus is, `pause_s` seconds after whatever was before."""
        self.now.now += pause_s
        QTest.keyClick(QApplication.focusWidget() or self.page, key)

    def click(self, widget):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def wait(self, seconds, every=0.5):
        for _step in range(round(seconds / every)):
            self.now.now += every
            self.played.play(every, every)

    def button(self, name):
        found = [one for one in self.page.findChildren(RoundButton) if one.accessibleName() == name]
        assert len(found) == 1, name
        return found[0]

    @property
    def sheet(self):
        sheets = [one for one in self.page.findChildren(Sheet) if one.isVisible()]
        return sheets[0] if sheets else None

    def answer(self, words):
        tile = next(one for one in self.sheet.findChildren(Button) if one.text() == words)
        self.click(tile)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def ways(self):
        """Return what is offered, without the link to the help."""
        offered = self.sheet.findChildren(Button)
        return [one.text() for one in offered if not isinstance(one, Link)]

    @property
    def state(self):
        return self.page.view.stage.state()

    @property
    def toast(self):
        toast = self.page.findChild(Toast)
        return toast.accessibleName() if toast.isVisible() else ""


@pytest.fixture
def lay(theme, show):
    tables = []

    def _lay(*entries, **changes):
        entries = entries or (step("lunge", hold(30)), step("sit", hold(20)))
        tables.append(Table(theme, show, *entries, **changes))
        return tables[-1]

    yield _lay
    for table in tables:
        table.played.playback.end()


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


def words_of(sheet):
    return [label.text() for label in sheet.findChildren(Words) if label.isVisible()]


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

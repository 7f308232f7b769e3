"""Playback: the only timer, sleep, and commands that first let the player catch up."""

import pytest
from played import Played

from hiptimer.engine.events import Entered, Finished, Left, Paused, Resumed, Stopped, Why
from hiptimer.engine.interval import Kind
from hiptimer.ui.playback import SLEEP_S, clock_with_sleep
from made import hold, of, step


@pytest.fixture
def played(qapp):
    played = Played(step("sit", hold(20)), step("lunge", hold(30)))
    yield played
    played.playback.end()


def test_begins_and_tells_what_happens(played):
    played.playback.begin()
    assert [one.interval.index for one in of(Entered, played.told)] == [0]
    played.play(11)
    assert [one.interval.index for one in of(Entered, played.told)] == [0, 1]
    assert played.moves >= 22


def test_begins_at_an_interval_from_getting_into_position(played):
    played.playback.begin(3)
    assert played.player.interval.index == 2


def test_the_timer_asks_by_itself_until_the_end(qapp, played):
    played.playback.begin()
    moves = played.moves
    while played.moves == moves:  # a test without an answer is ended by its own time limit
        qapp.processEvents()
    played.playback.stop()
    assert of(Stopped, played.told) == [Stopped(Why.PERSON)]
    assert not played.playback._timer.isActive()


class TestSleep:
    def into_hold(self, played):
        played.playback.begin()
        played.play(15)
        assert played.player.interval.kind is Kind.HOLD
        played.told.clear()

    def test_a_gap_in_real_time_is_sleep(self, played):
        self.into_hold(played)
        played.wait(SLEEP_S + 0.1)
        played.playback.ask()
        assert of(Paused, played.told) == [Paused(Why.SLEEP)]
        assert played.player.progress.elapsed_s == 0
        assert played.player.is_paused

    def test_a_gap_in_the_boot_clock_alone_is_sleep(self, played):
        self.into_hold(played)
        played.wait(0.1, asleep_s=3600)
        played.playback.ask()
        assert of(Paused, played.told) == [Paused(Why.SLEEP)]

    def test_a_short_gap_is_made_up_for(self, played):
        self.into_hold(played)
        before_s = played.player.progress.elapsed_s
        played.wait(SLEEP_S - 0.1)
        played.playback.ask()
        assert of(Paused, played.told) == []
        assert played.player.progress.elapsed_s == pytest.approx(before_s + SLEEP_S - 0.1)

    def test_a_fast_clock_is_not_sleep(self, played):
        self.into_hold(played)
        played.play(1, every=0.1, speed=100)
        assert of(Paused, played.told) == []
        assert len(of(Entered, played.told)) > 2

    def test_sleep_is_noticed_once(self, played):
        self.into_hold(played)
        played.wait(100)
        played.playback.ask()
        played.play(1)
        assert len(of(Paused, played.told)) == 1

    def test_while_paused_it_does_not_matter(self, played):
        self.into_hold(played)
        played.playback.pause()
        at_s = played.player.progress.elapsed_s
        played.wait(100, asleep_s=100)
        played.playback.ask()
        assert [one.why for one in of(Paused, played.told)] == [Why.PERSON]
        assert played.player.progress.elapsed_s == at_s

    def test_going_on_after_sleep_does_the_side_from_its_start(self, played):
        self.into_hold(played)
        played.wait(100)
        played.playback.ask()
        played.playback.toggle()
        assert of(Resumed, played.told)
        played.play(4)
        assert played.player.progress.elapsed_s == pytest.approx(4)

    def test_the_key_that_wakes_the_computer_does_not_play_over_the_sleep(self, played):
        # The key may come before the timer has had a turn.
        self.into_hold(played)
        played.wait(3600, asleep_s=3600)
        played.playback.toggle()
        assert [one.why for one in of(Paused, played.told)] == [Why.SLEEP]
        assert of(Left, played.told) == []
        assert played.player.is_paused
        assert played.player.progress.elapsed_s == 0

    def test_pain_counts_even_as_the_first_key_after_sleep(self, played):
        self.into_hold(played)
        played.wait(3600)
        played.playback.pain()
        assert [one.why for one in of(Paused, played.told)] == [Why.SLEEP, Why.PAIN]


class TestCommands:
    def test_catch_up_first(self, played):
        played.playback.begin()
        played.play(9)
        played.wait(1.5)  # getting ready has ended meanwhile
        played.playback.next()
        left = of(Left, played.told)
        assert [one.interval.kind for one in left] == [Kind.GET_READY, Kind.HOLD]

    def test_pause_and_go_on(self, played):
        played.playback.begin()
        played.playback.toggle()
        assert played.player.is_paused
        played.playback.toggle()
        assert not played.player.is_paused
        assert len(of(Paused, played.told)) == len(of(Resumed, played.told)) == 1

    def test_next_back_and_jump(self, played):
        playback = played.playback
        playback.begin()
        playback.next()
        assert played.player.interval.index == 1
        played.play(5)
        playback.back()
        assert (played.player.interval.index, played.player.progress.elapsed_s) == (1, 0)
        playback.jump(3)
        assert played.player.interval.index == 3

    def test_longer_and_shorter(self, played):
        played.playback.begin()
        played.playback.next()
        played.playback.longer()
        assert played.player.interval.duration_s == 30
        played.playback.shorter()
        assert played.player.interval.duration_s == 20

    def test_easier_says_whether_there_is_one(self, played):
        played.playback.begin()
        assert not played.playback.easier()
        played.playback.jump(3)
        assert played.playback.easier()
        assert played.player.interval.name == "Lunge at a chair"

    def test_pain_then_carry_on(self, played):
        played.playback.begin()
        played.play(12)
        played.playback.pain()
        assert of(Paused, played.told) == [Paused(Why.PAIN)]
        played.playback.carry_on()
        assert played.player.interval.kind is Kind.GET_READY
        assert not played.player.is_paused

    def test_pain_then_easier(self, played):
        played.playback.begin(3)
        played.playback.next()
        played.playback.pain()
        played.playback.go_on_easier()
        assert played.player.interval.name == "Lunge at a chair"
        assert not played.player.is_paused

    def test_pain_then_skip(self, played):
        played.playback.begin()
        played.play(12)
        played.playback.pain()
        played.playback.skip_step()
        assert played.player.interval.name == "Lunge"
        assert not played.player.is_paused

    def test_skipping_the_last_step_ends_the_session(self, played):
        played.playback.begin(3)
        played.playback.next()
        played.playback.pain()
        played.playback.skip_step()
        assert of(Finished, played.told)
        assert played.player.is_over

    def test_nothing_comes_after_the_end(self, played):
        played.playback.begin()
        played.playback.stop()
        played.told.clear()
        for name in ("toggle", "next", "back", "longer", "pain", "carry_on", "skip_step", "stop"):
            getattr(played.playback, name)()
        assert played.told == []


def test_the_clock_with_sleep_only_grows():
    clock = clock_with_sleep()
    assert clock() <= clock()

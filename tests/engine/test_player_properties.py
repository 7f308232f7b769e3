"""What holds of the player however it is asked and whatever the person does."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hiptimer.engine.events import (
    CueDue,
    Entered,
    Finished,
    Left,
    MinimumReached,
    Outcome,
    Stopped,
    Waiting,
    Why,
)
from hiptimer.engine.player import Player
from hiptimer.engine.session import Rest
from hiptimer.engine.timeline import unroll
from made import BOOK, HandClock, circuit, of, session, step
from strategies import given_sessions

calm = settings(deadline=None, max_examples=15)

# Awkward gaps between two asks: thirds and sevenths never sum exactly, and some asks come very late.
gaps = st.integers(1, 400).map(lambda n: n / 7) | st.floats(0.001, 3.0) | st.just(250.0)
# (gap before asking, seconds of pause after it or none)
askings = st.lists(st.tuples(gaps, st.none() | st.floats(0.01, 590.0)), min_size=1, max_size=12)


def played(drawn, asks):
    """Play to the end, asking ever more rarely.

    Return the timeline and each event with the seconds played when it was told.
    """
    clock = HandClock(98_765.4321)
    player = Player(drawn.unrolled, clock)
    paused_s, told = 0.0, [(0.0, event) for event in player.play()]
    for turn in range(20):
        for gap_s, pause_s in asks:
            clock.now += gap_s * 3**turn
            now = clock.now - 98_765.4321 - paused_s
            told += [(now, event) for event in player.advance()]
            if pause_s is not None and not player.is_over:
                player.pause()
                clock.now += pause_s
                paused_s += pause_s
                player.play()
        if player.is_over:
            break
    assert player.is_over
    return player.timeline, told


def due_times(timeline):
    """Return when each interval ends if nobody does anything, lingers run out."""
    at_s, ends = 0.0, []
    for one in timeline.intervals:
        at_s += one.duration_s + (one.linger_s or 0.0)
        ends.append(at_s)
    return ends


@calm
@given(given_sessions(may_wait=False), askings)
def test_every_interval_is_entered_and_left_once_and_in_order(drawn, asks):
    timeline, told = played(drawn, asks)
    events = [event for _at, event in told]
    everyone = list(range(len(timeline.intervals)))
    assert [event.interval.index for event in of(Entered, events)] == everyone
    assert [event.interval.index for event in of(Left, events)] == everyone
    assert {event.done.outcome for event in of(Left, events)} <= {Outcome.COMPLETE}
    assert isinstance(events[-1], Finished)


@calm
@given(given_sessions(may_wait=False), askings)
def test_each_cue_is_due_exactly_once_and_never_early(drawn, asks):
    timeline, told = played(drawn, asks)
    given_cues = Counter(event.cue for _at, event in told if isinstance(event, CueDue))
    for interval in timeline.intervals:
        until_s = interval.end_s + (interval.linger_s or 0.0)
        for cue in set(interval.cues):
            times = interval.cues.count(cue) if cue.at_s <= until_s + 1e-9 else 0
            assert given_cues[cue] >= times
    laid = Counter(cue for interval in timeline.intervals for cue in interval.cues)
    if not timeline.is_at_least:
        assert given_cues == laid + Counter(timeline.finale)
    extra = given_cues - laid - Counter(timeline.finale)
    # What the player adds by itself are the last words of doses that were open.
    assert sum(extra.values()) <= 2 * sum(one.open for one in timeline.intervals)
    for cue, times in (given_cues - extra).items():
        assert times <= laid[cue] + Counter(timeline.finale)[cue]
    assert all(event.late_s >= 0 for _at, event in told if isinstance(event, CueDue))


@calm
@given(given_sessions(may_wait=False), askings)
def test_intervals_are_left_no_later_than_the_first_ask_after_they_are_due(drawn, asks):
    timeline, told = played(drawn, asks)
    ends = due_times(timeline)
    asked_at = sorted({at for at, _event in told})
    for at, event in told:
        if not isinstance(event, Left):
            continue
        due_s = ends[event.interval.index]
        assert at >= due_s - 1e-6
        asked_between = [one for one in asked_at if due_s + 1e-6 < one < at]
        assert asked_between == []


@calm
@given(given_sessions(may_wait=False), askings)
def test_the_minimum_is_told_once_for_each_dose_that_has_one(drawn, asks):
    timeline, told = played(drawn, asks)
    reached = [event.interval.index for _at, event in told if isinstance(event, MinimumReached)]
    assert reached == [one.index for one in timeline.intervals if one.enough_s is not None]


@calm
@given(given_sessions(may_wait=False), askings, askings)
def test_what_was_done_does_not_depend_on_when_one_asks(drawn, some_asks, other_asks):
    dones = [
        [event.done for _at, event in played(drawn, asks)[1] if isinstance(event, Left)]
        for asks in (some_asks, other_asks)
    ]
    assert dones[0] == dones[1]


def test_hours_of_awkward_asks_do_not_drift():
    made = session(*(circuit(6, step("sit", get_ready=0.1), Rest(rest_s=0.7), rest_s=0.3),) * 100)
    clock = HandClock(123_456.789)
    player = Player(lambda chosen: unroll(made, BOOK, chosen), clock)
    player.play()
    begun_at = clock.now
    asks = 0
    while not player.is_over:
        asks += 1
        clock.now += 1 / 3 + (asks % 7) / 11
        player.advance()
        if player.progress is not None:
            played_s = player.interval.at_s + player.progress.elapsed_s
            assert abs(played_s - (clock.now - begun_at)) < 1e-6
    assert player.timeline.duration_s > 3 * 3600


class AnyPerson(RuleBasedStateMachine):
    """A person who presses whatever they like, whenever they like."""

    @initialize(drawn=given_sessions(), wait_for_me=st.booleans(), at=st.integers(0, 5))
    def begin(self, drawn, wait_for_me, at):
        self.clock = HandClock()
        self.player = Player(drawn.unrolled, self.clock, wait_for_me=wait_for_me)
        self.count = len(self.player.timeline.intervals)
        self.in_hand = None
        self.has_left = True
        self.waiting_told = False
        self.ended = 0
        self.check(self.player.play(min(at, max(0, self.count - 1))))

    def check(self, events):
        for event in events:
            assert not self.ended, "nothing happens after the end"
            if isinstance(event, Entered):
                assert self.has_left
                self.in_hand, self.has_left, self.waiting_told = event.interval, False, False
            elif isinstance(event, Left) and not self.has_left:
                assert event.interval.index == self.in_hand.index
                assert event.done.done_s >= 0
                assert event.done.count is None or event.done.count >= 0
                self.has_left = True
            elif isinstance(event, Left):
                assert event.interval.index > self.in_hand.index
                assert (event.done.outcome, event.done.done_s) == (Outcome.SKIPPED, 0.0)
            elif isinstance(event, Waiting):
                assert not self.waiting_told
                self.waiting_told = True
            elif isinstance(event, Finished | Stopped):
                assert self.has_left
                self.ended += 1

    def do(self, command, *args):
        self.check(self.player.advance())
        if not self.player.is_over:
            self.check(getattr(self.player, command)(*args))

    @rule(seconds=st.floats(0, 90) | st.just(10.0) | st.just(700.0))
    def time_passes(self, seconds):
        self.clock.now += seconds
        self.check(self.player.advance())

    @rule(
        command=st.sampled_from(
            [
                *("toggle", "play", "pause", "next", "back", "repeat", "easier", "skip_step"),
                *("slower", "faster", "pain", "carry_on"),
            ]
        )
    )
    def press(self, command):
        self.do(command)

    @rule(command=st.sampled_from(["longer", "shorter"]))
    def change_the_length(self, command):
        self.waiting_told = False  # ten seconds more at nought run down to nought again
        self.do(command)

    @rule(index=st.integers(-1, 12))
    def jump(self, index):
        self.do("jump", index)

    @rule()
    def sleep(self):
        self.clock.now += 4000
        self.waiting_told = False
        self.check(self.player.slept())

    @precondition(lambda self: self.count > 4)
    @rule(why=st.sampled_from(list(Why)))
    def stop(self, why):
        self.do("stop", why)

    @invariant()
    def the_place_makes_sense(self):
        if not hasattr(self, "player"):
            return
        player = self.player
        intervals = player.timeline.intervals
        assert len(intervals) == self.count
        assert player.left_s >= 0
        assert 0 <= player.position_s <= player.timeline.duration_s
        assert player.is_over == bool(self.ended)
        progress = player.progress
        if progress is None:
            return
        assert progress.interval == intervals[progress.interval.index]
        assert 0 <= progress.elapsed_s <= progress.length_s + 0.001
        assert 0 <= progress.part <= 1
        assert self.in_hand.index == progress.interval.index
        beat = progress.beat
        if beat is not None:
            assert 0 <= beat.part <= 1
            assert beat.number >= 0
            assert progress.interval.open or beat.number <= max(1, progress.interval.count)
        for one, following in pairwise(intervals):
            assert following.at_s >= one.at_s

    def teardown(self):
        if hasattr(self, "player"):
            for _press in range(self.count + 1):
                self.do("next")
            assert self.player.is_over
            assert self.ended == 1


TestAnyPerson = AnyPerson.TestCase
TestAnyPerson.settings = settings(deadline=None, max_examples=40, stateful_step_count=25)

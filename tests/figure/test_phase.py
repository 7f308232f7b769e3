"""Which frame stands for which moment: nothing but the player's seconds moves a figure."""

import itertools

import pytest

from drawn import header, hold
from hiptimer.figure.phase import (
    FORTH_AND_BACK,
    Beginning,
    Held,
    Part,
    Repeated,
    Telling,
    calm_fullness,
    frame_part,
    frames_at,
    repeated_at,
)

MOTION = header(frames=11, path=(0, 10))
MOVE, STILL = Part(2.0, moves=True), Part(1.0, moves=False)
LIFT_HOLD_LOWER = (MOVE, STILL, MOVE)


def places(figure, parts, at=(0.0, 0.5, 1.0)):
    """Return the frames at the beginning, middle and end of each part of a cycle."""
    return [
        [frames_at(figure, Repeated(parts, index, into))[0] for into in at]
        for index in range(len(parts))
    ]


class TestMovement:
    def test_goes_forth_stays_and_comes_back(self):
        assert places(MOTION, LIFT_HOLD_LOWER) == [[0, 5, 10], [10, 10, 10], [10, 5, 0]]

    def test_stays_at_both_ends(self):
        parts = (MOVE, STILL, MOVE, STILL)
        assert places(MOTION, parts) == [[0, 5, 10], [10] * 3, [10, 5, 0], [0] * 3]

    def test_waits_before_it_begins(self):
        assert places(MOTION, (STILL, MOVE, MOVE)) == [[0] * 3, [0, 5, 10], [10, 5, 0]]

    def test_begins_and_ends_gently(self):
        steps = [
            frames_at(header(frames=101, path=(0, 100)), Repeated((MOVE, MOVE), 0, into))[0]
            for into in (0.0, 0.1, 0.5, 0.6, 1.0)
        ]
        assert steps[1] - steps[0] < steps[3] - steps[2]
        assert steps[-1] == 100

    def test_one_phase_is_the_whole_way_there_and_back(self):
        frames = [
            frames_at(MOTION, Repeated((MOVE,), 0, into))[0] for into in (0, 0.25, 0.5, 0.75, 1)
        ]
        assert frames == [0, 3, 10, 3, 0]

    def test_three_phases_share_the_way_there(self):
        assert places(MOTION, (MOVE, MOVE, MOVE)) == [[0, 2, 5], [5, 8, 10], [10, 5, 0]]

    def test_a_loop_goes_on_in_one_direction(self):
        loop = header(frames=11, path=(0, 5, 10), loop=True)
        assert places(loop, (MOVE, MOVE)) == [[0, 2, 5], [5, 8, 10]]

    def test_nothing_moves_where_all_is_still(self):
        assert places(MOTION, (STILL, STILL)) == [[10] * 3] * 2

    @pytest.mark.parametrize("word", ["Hold", "pause", "Stay there", "Wait"])
    def test_the_word_tells_where_nothing_else_does(self, word):
        parts = (Part(2, word="Reach"), Part(5, word=word), Part(1, word="Return"))
        assert places(MOTION, parts) == [[0, 5, 10], [10, 10, 10], [10, 5, 0]]

    def test_a_tempo_is_not_read_by_its_words(self):
        parts = (Part(2, moves=True, word="Hold"), Part(2, moves=True, word="Stay"))
        assert places(MOTION, parts) == [[0, 5, 10], [10, 5, 0]]


class TestListedPhases:
    STEP = header(frames=11, path=(0, 4, 10), phases=((0, 1), (1, 2)))

    def test_lead_from_station_to_station(self):
        parts = (Part(1, word="Step"), Part(2, word="Follow"))
        assert places(self.STEP, parts) == [[0, 2, 4], [4, 7, 10]]

    def test_are_left_aside_for_a_cycle_with_more_phases(self):
        assert places(self.STEP, LIFT_HOLD_LOWER) == [[0, 5, 10], [10] * 3, [10, 5, 0]]

    def test_are_left_aside_where_a_tempo_contradicts_them(self):
        figure = header(frames=11, path=(0, 10), phases=((0, 1), (1, 1), (1, 0)))
        # Lift, lower, and a pause at the bottom: as many phases, but in another order.
        assert places(figure, (MOVE, MOVE, STILL)) == [[0, 5, 10], [10, 5, 0], [0] * 3]

    def test_hold_against_a_word(self):
        figure = header(frames=11, path=(0, 10), phases=((0, 1), (1, 0)))
        parts = (Part(2, word="Hold the knee"), Part(2, word="Return"))
        assert places(figure, parts) == [[0, 5, 10], [10, 5, 0]]


class TestHold:
    HOLD = hold(frames=9)

    def test_follows_the_guided_breath(self):
        fullness = (0.0, 0.25, 0.5, 1.0)
        shown = [frames_at(self.HOLD, Held(99.0, part)) for part in fullness]
        assert shown == [(0,), (2,), (4,), (8,)]

    def test_breathes_calmly_where_nobody_counts(self):
        shown = [frames_at(self.HOLD, Held(at))[0] for at in (0, 2, 4, 7, 10, 12, 14)]
        assert shown == [0, 4, 8, 4, 0, 4, 8]

    def test_stands_still_while_the_clock_does(self):
        assert len({frames_at(self.HOLD, Held(3.3)) for _again in range(9)}) == 1

    def test_breathes_on_through_reps_that_were_asked_of_it(self):
        assert frames_at(self.HOLD, Repeated(LIFT_HOLD_LOWER, 1, 0.2, elapsed_s=4.0)) == (8,)

    def test_a_breath_is_never_more_than_full(self):
        values = [calm_fullness(tenth / 10) for tenth in range(300)]
        assert min(values) >= 0
        assert max(values) <= 1
        assert max(abs(a - b) for a, b in itertools.pairwise(values)) < 0.05


class TestPictures:
    def test_a_list_shows_what_tells_the_most(self):
        assert frames_at(MOTION, Telling()) == (10,)
        assert frames_at(hold(), Telling()) == (0,)

    def test_getting_ready_shows_how_it_begins(self):
        assert frames_at(header(path=(3, 8)), Beginning()) == (3,)
        assert frames_at(hold(), Beginning()) == (0,)

    def test_a_movement_is_held_at_its_end(self):
        assert frames_at(MOTION, Held(3.0)) == (10,)
        assert frames_at(MOTION, Held(3.0, 0.5)) == (10,)

    def test_part_of_the_way(self):
        assert [frame_part(MOTION, part) for part in (0, 0.5, 1)] == [0, 5, 10]
        assert [frame_part(hold(frames=9), part) for part in (0, 0.5, 1)] == [0, 4, 8]


class TestReducedMotion:
    def test_shows_begin_and_end_of_a_movement_side_by_side(self):
        for index, into in ((0, 0.1), (1, 0.9), (2, 0.5)):
            at = Repeated(LIFT_HOLD_LOWER, index, into)
            assert frames_at(MOTION, at, reduced_motion=True) == (0, 10)

    def test_holds_still(self):
        shown = {frames_at(hold(), Held(at), reduced_motion=True) for at in range(20)}
        assert shown == {(0,)}
        assert frames_at(hold(), Held(3.0, 0.8), reduced_motion=True) == (0,)

    def test_one_picture_in_lists_and_before_it_begins(self):
        assert frames_at(MOTION, Telling(), reduced_motion=True) == (10,)
        assert frames_at(MOTION, Beginning(), reduced_motion=True) == (0,)


class TestOwnPace:
    def test_the_cycle_goes_round_by_itself(self):
        found = [repeated_at(LIFT_HOLD_LOWER, at) for at in (0, 1, 2, 2.5, 4, 5, 6)]
        assert [(one.index, one.into) for one in found] == [
            (0, 0),
            (0, 0.5),
            (1, 0),
            (1, 0.5),
            (2, 0.5),
            (0, 0),
            (0, 0.5),
        ]

    def test_moving_without_a_count_goes_forth_and_back(self):
        shown = [frames_at(MOTION, repeated_at(FORTH_AND_BACK, at))[0] for at in (0, 1.5, 3, 4.5)]
        assert shown == [0, 5, 10, 5]

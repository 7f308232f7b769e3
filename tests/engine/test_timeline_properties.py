"""What holds of every timeline, whatever the session says."""

import itertools
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiptimer.engine.cues import Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.exercise import Side, Sides
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Circuit, Step, Version
from strategies import given_sessions

calm = settings(deadline=None, max_examples=25)


def exact(number: float) -> Fraction:
    """Return the number as it is written, not as binary fractions hold it."""
    return Fraction(str(number))


def steps_of(session) -> dict[int, Step]:
    return {number: leaf for number, leaf in session.leaves() if isinstance(leaf, Step)}


@calm
@given(given_sessions())
def test_each_interval_begins_at_the_exact_sum_of_those_before(drawn):
    timeline = drawn.unrolled()
    at_s = Fraction(0)
    for index, interval in enumerate(timeline.intervals):
        assert interval.index == index
        assert exact(interval.at_s) == at_s
        at_s += exact(interval.duration_s)
        assert exact(interval.end_s) == at_s
    assert exact(timeline.duration_s) == at_s
    assert exact(timeline.minimum_s) == sum(exact(one.minimum_s) for one in timeline.intervals)


@calm
@given(given_sessions())
def test_both_sides_get_the_same_dose_unless_the_step_says_otherwise(drawn):
    done = defaultdict(list)
    for one in drawn.unrolled().intervals:
        if one.kind.is_work and one.side:
            dose = (one.kind, one.set, one.round, one.duration_s, one.count, one.cycle, one.open)
            done[one.step, one.side].append(dose)
    for number, step in steps_of(drawn.session).items():
        both = (number, Side.LEFT) in done and (number, Side.RIGHT) in done
        if both and not step.left and not step.right:
            assert done[number, Side.LEFT] == done[number, Side.RIGHT]
        sides = step.sides or (
            drawn.book[step.exercise].sides if isinstance(step.exercise, str) else Sides.BOTH
        )
        if sides is Sides.EACH:
            assert ((number, Side.LEFT) in done) == ((number, Side.RIGHT) in done)


@calm
@given(given_sessions())
def test_lengths_make_sense(drawn):
    timeline = drawn.unrolled()
    for one in timeline.intervals:
        assert one.duration_s > 0 or one.open
        assert 0 <= one.minimum_s <= one.duration_s
        assert one.enough_s is None or 0 < one.enough_s <= one.duration_s
        assert one.linger_s is None or (one.open and one.linger_s >= 0)
        assert 1 <= one.set <= one.sets
        assert 1 <= one.round <= one.rounds
    assert 0 <= timeline.minimum_s <= timeline.duration_s


@calm
@given(given_sessions())
def test_what_may_be_left_out_has_a_minimum_of_nought(drawn):
    steps = steps_of(drawn.session)
    certain_rounds, number = {}, 0
    for entry in drawn.session.entries:
        size = len(entry.steps) if isinstance(entry, Circuit) else 1
        for at in range(number, number + size):
            certain_rounds[at] = entry.rounds.least if isinstance(entry, Circuit) else 1
        number += size
    for one in drawn.unrolled().intervals:
        step = steps.get(one.step)
        extra_round = one.round > certain_rounds[one.step]
        if one.kind is Kind.REST:
            continue  # where rests meet, one that is certain may keep a minimum
        if extra_round or (step is not None and step.optional):
            assert one.minimum_s == 0
        if step is not None and step.sets and not (step.left or step.right or step.weeks):
            assert one.set <= step.sets.least or one.minimum_s == 0


@calm
@given(given_sessions())
def test_what_is_left_out_is_not_there_and_only_that(drawn):
    left_out = {
        number
        for number, step in steps_of(drawn.session).items()
        if step.optional and number in drawn.choices.left_out
    }
    there = {one.step for one in drawn.unrolled().intervals if one.exercise or one.kind.is_work}
    assert there == set(steps_of(drawn.session)) - left_out


@calm
@given(given_sessions())
def test_rests_never_meet_and_none_but_a_written_one_ends_a_session(drawn):
    intervals = drawn.unrolled().intervals
    for one, following in itertools.pairwise(intervals):
        assert not (one.kind is following.kind is Kind.REST)
    if intervals and intervals[-1].kind is Kind.REST:
        assert intervals[-1].step not in steps_of(drawn.session)


@calm
@given(given_sessions())
def test_unrolling_twice_gives_the_same(drawn):
    assert drawn.unrolled() == drawn.unrolled()


@calm
@given(given_sessions(), st.data())
def test_an_easier_version_another_pace_or_an_extra_change_no_number(drawn, data):
    before = drawn.unrolled()
    numbers = st.sampled_from([number for number, _leaf in drawn.session.leaves()])
    places = st.integers(0, len(before.intervals) + 1)
    choices = replace(
        drawn.choices,
        versions=data.draw(st.dictionaries(numbers, st.sampled_from(list(Version)))),
        cycle_percent=data.draw(st.dictionaries(numbers, st.sampled_from([50, 90, 110, 200]))),
        extra=data.draw(st.dictionaries(places, st.sampled_from([-40.0, -10.0, -1.0, 1.0, 10.0]))),
    )
    after = drawn.unrolled(choices)
    shape = [(one.step, one.round, one.set, one.side) for one in before.intervals]
    assert [(one.step, one.round, one.set, one.side) for one in after.intervals] == shape
    at_s = Fraction(0)
    for one in after.intervals:
        assert one.duration_s >= 0
        assert 0 <= one.minimum_s <= one.duration_s
        assert one.count is None or one.count >= 0
        assert one.linger_s is None or one.linger_s >= 0
        assert exact(one.at_s) == at_s
        at_s += exact(one.duration_s)
        check_cues_are_in_their_place(one)


def check_cues_are_in_their_place(interval):
    moments = [cue.at_s for cue in interval.cues]
    assert moments == sorted(moments)
    for cue in interval.cues:
        assert cue.at_s >= interval.at_s
        assert interval.open or cue.at_s <= interval.end_s
        if isinstance(cue, VoiceCue):
            assert cue.text.strip() == cue.text != ""
            assert cue.end_by_s is None or cue.at_s <= cue.end_by_s <= interval.end_s


@calm
@given(given_sessions())
def test_cues_are_in_order_and_inside_their_interval(drawn):
    timeline = drawn.unrolled()
    for interval in timeline.intervals:
        check_cues_are_in_their_place(interval)
    assert {cue.at_s for cue in timeline.finale} == {timeline.duration_s}


@calm
@given(given_sessions())
def test_work_begins_with_the_start_note_and_ends_with_the_end_note(drawn):
    timeline = drawn.unrolled()
    for interval in timeline.intervals:
        if not interval.kind.is_work:
            continue
        starts = [
            cue for cue in interval.cues if isinstance(cue, ToneCue) and cue.tone is Tone.START
        ]
        ends = [cue for cue in interval.cues if isinstance(cue, ToneCue) and cue.tone is Tone.END]
        before = timeline.intervals[interval.index - 1] if interval.index else None
        follows_work = before is not None and before.kind.is_work
        has_time = interval.duration_s > 1.2 or interval.waits_for_person
        at_s = interval.at_s + (0.6 if follows_work and has_time else 0)  # the end note comes first
        assert [cue.at_s for cue in starts] == [pytest.approx(at_s)]
        if interval.open:
            assert ends == []  # it ends when the person ends it: the player tells
            continue
        if interval.index == len(timeline.intervals) - 1:
            assert ends == []  # the finale says that it is done
            assert all(cue.topic is not Topic.END for cue in voices_of(interval))
        else:
            last, after = interval.cues[-1], timeline.intervals[interval.index + 1]
            if interval.kind.is_still and after.kind is Kind.RELEASE and after.words:
                assert all(cue.topic is not Topic.END for cue in voices_of(interval))
            else:
                assert isinstance(last, VoiceCue)
                assert (last.topic, last.at_s) == (Topic.END, interval.end_s)
            assert [cue.at_s for cue in ends] == [interval.end_s]


def voices_of(interval):
    return [cue for cue in interval.cues if isinstance(cue, VoiceCue)]


@calm
@given(given_sessions())
def test_the_end_of_what_is_held_is_quiet(drawn):
    for interval in drawn.unrolled().intervals:
        if interval.kind not in (Kind.HOLD, Kind.BREATHE) or interval.open:
            continue
        quiet_from_s = max(interval.end_s - 4, interval.at_s)
        for cue in interval.cues:
            if not isinstance(cue, VoiceCue) or cue.at_s in (interval.at_s, interval.end_s):
                continue
            if "Last breath." in cue.text:
                others = cue.text.replace("Last breath.", "").replace("Breathe in.", "").strip()
                assert others == "" or " more if it feels good, or " in others
                continue
            assert cue.at_s <= quiet_from_s + 0.0005  # moments are whole milliseconds
            assert cue.end_by_s is None or cue.end_by_s <= quiet_from_s + 0.0005


@calm
@given(given_sessions())
def test_sentences_of_one_moment_are_one(drawn):
    for interval in drawn.unrolled().intervals:
        moments = [cue.at_s for cue in interval.cues if isinstance(cue, VoiceCue)]
        assert len(set(moments)) == len(moments)


@calm
@given(given_sessions())
def test_nobody_is_told_a_side_without_the_part_of_the_body(drawn):
    for interval in drawn.unrolled().intervals:
        announced = (Topic.NEXT, Topic.SWITCH, Topic.REST)
        for cue in interval.cues:
            if not isinstance(cue, VoiceCue) or cue.topic not in announced:
                continue
            words = cue.text.lower().replace("ten seconds left.", "")
            for side in ("left", "right"):
                if side in words:
                    assert f"{side} hip" in words or f"{side} side" in words
        if interval.kind in (Kind.GET_READY, Kind.SWITCH) and interval.side:
            said = " ".join(cue.text.lower() for cue in interval.cues if isinstance(cue, VoiceCue))
            # Where there is little time the way into position may be all that names the side.
            by_position = interval.kind is Kind.SWITCH and interval.side in interval.words.lower()
            assert interval.names_side in said or by_position
            assert interval.side in interval.names_side

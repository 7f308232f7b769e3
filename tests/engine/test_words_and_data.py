"""Timelines as plain data, doses in words, and sentences with a side in them."""

import json
from datetime import date

import pytest

from hiptimer.engine.dose import Breath
from hiptimer.engine.exercise import Posture, Side, told
from hiptimer.engine.interval import Kind
from hiptimer.engine.plain import interval_as_plain, prescription, timeline_as_plain
from hiptimer.engine.progression import week_in_hand
from hiptimer.engine.session import Linger, Pace, Rest, Version, Wait
from hiptimer.engine.settling import Choices
from hiptimer.engine.wording import clock_words, dose_words, kind_words, length_words
from made import breaths, circuit, hold, laid, move, reps, step, work


class TestPlainData:
    def test_the_example_of_the_contract(self):
        plain = timeline_as_plain(laid(step("lunge", hold(30, open=True)), equipment=("mat",)))
        assert plain["title"] == "Made"
        # 10 + 30 + 10 + 30, all of it certain
        assert (plain["duration_s"], plain["minimum_s"], plain["at_least"]) == (80.0, 80.0, True)
        assert plain["equipment"] == ["mat"]
        first, second, *_rest = plain["intervals"]
        assert {key: first[key] for key in list(first) if key != "cues"} == {
            "index": 0,
            "kind": "get_ready",
            "at_s": 0.0,
            "duration_s": 10.0,
            "minimum_s": 10.0,
            "step": 0,
            "exercise": "lunge",
            "name": "Lunge",
            "posture": "half_kneeling",
            "side": "left",
            "set": 1,
            "sets": 1,
            "round": 1,
            "rounds": 1,
            "open": False,
            "names_side": "left hip",
            "words": "Right foot forward, left knee down.",
        }
        assert first["cues"][0] == {
            "at_s": 0.0,
            "kind": "voice",
            "text": "First: lunge. Left hip.",
            "topic": "next",
            "end_by_s": 9.5,
        }
        assert (second["kind"], second["open"], second["linger_s"]) == ("hold", True, 15.0)
        assert second["cues"][0] == {
            "at_s": 10.0,
            "kind": "tone",
            "name": "start",
            "side": "left",
        }

    def test_it_is_json(self):
        timeline = laid(
            step("march"), step("twist"), Wait(text="Well?"), circuit(2, step("clam", load="red"))
        )
        plain = timeline_as_plain(timeline)
        assert json.loads(json.dumps(plain)) == plain

    def test_the_finale_is_among_the_last_cues(self):
        plain = timeline_as_plain(laid(step("sit")))
        assert [cue.get("name") or cue.get("text") for cue in plain["intervals"][-1]["cues"]][
            -2:
        ] == [*("finished", "And release. Session done. Well worked.")]

    def test_nothing_left_is_an_empty_list(self):
        timeline = laid(step("sit", optional=True), choices=Choices(left_out=frozenset({0})))
        assert timeline_as_plain(timeline)["intervals"] == []

    def test_counts_cycle_and_lead_in(self):
        left, _right = work(laid(step("twist", breaths(4, 5))))
        plain = prescription(left)
        assert (plain["count"], plain["minimum_count"], plain["lead_in"]) == (5, 4, 1)
        assert plain["pace"] == "guided"
        assert plain["cycle"] == [
            {"say": "Breathe in", "for_s": 4.0, "breathe": "in"},
            {"say": "Breathe out", "for_s": 6.0, "breathe": "out"},
        ]
        assert "cues" not in plain

    def test_the_length_of_a_glide(self):
        (one,) = work(laid(step("sit", breaths(1), breath=Breath(3, 0, 5, 0))))
        glides = [cue["length_s"] for cue in interval_as_plain(one)["cues"] if "length_s" in cue]
        assert glides == [2.8, 5]  # the start note has the first fifth of a second to itself

    def test_the_side_of_a_tone(self):
        left, right = work(laid(step("lunge")))
        tones = [interval_as_plain(one)["cues"][0] for one in (left, right)]
        assert [tone["side"] for tone in tones] == ["left", "right"]
        (both,) = work(laid(step("bridge")))
        assert "side" not in interval_as_plain(both)["cues"][0]

    def test_alternating_reps_have_no_side_but_one_that_leads(self):
        (one,) = work(laid(step("march")))
        plain = prescription(one)
        assert (plain["side"], plain["first_side"], plain["count"]) == (None, "left", 6)

    def test_ones_own_pace(self):
        (one,) = work(laid(step("bridge", pace=Pace.SELF)))
        plain = prescription(one)
        assert (plain["pace"], plain["open"], plain["duration_s"]) == ("self", True, 0.0)
        assert "cycle" not in plain
        assert "linger_s" not in plain  # it waits for the person

    def test_a_linger_of_nought_is_not_waiting_for_the_person(self):
        (one,) = work(laid(step("sit", hold(30, open=True), linger=Linger(0))))
        assert prescription(one)["linger_s"] == 0

    def test_version_load_note_and_optional(self):
        one = laid(step("lunge", variant=Version.EASIER, load="5 kg", note="Slow", optional=True))
        plain = prescription(one.intervals[1])
        assert (plain["version"], plain["load"], plain["note"], plain["optional"]) == (
            *("easier", "5 kg", "Slow", True),
        )


class TestDoseWords:
    @pytest.mark.parametrize(
        ("dose", "words"),
        [
            (hold(30), "30 s"),
            (hold(20, 30), "20-30 s"),
            (hold(90, 120), "1 min 30 s - 2 min"),
            (hold(45, 90), "45 s - 1 min 30 s"),
            (hold(30, open=True), "30 s or more"),
            (move(90), "1 min 30 s"),
            (reps(8), "8 reps"),
            (reps(1), "1 rep"),
            (reps(6, 8), "6-8 reps"),
            (reps(8, open=True), "8 or more reps"),
            (breaths(5), "5 breaths"),
            (breaths(1), "1 breath"),
        ],
    )
    def test_what_is_asked_for(self, dose, words):
        (one,) = work(laid(step("bridge", dose)))
        assert dose_words(one) == words

    def test_ones_own_pace_is_still_a_number(self):
        (one,) = work(laid(step("bridge", reps(6, 8), pace=Pace.SELF)))
        assert dose_words(one) == "6-8 reps"

    def test_a_range_cut_to_its_lower_end(self):
        timeline = laid(step("sit", hold(20, 30)), choices=Choices(extra={1: -10.0}))
        assert dose_words(work(timeline)[0]) == "20 s"


@pytest.mark.parametrize(
    ("seconds", "length", "clock"),
    [
        (0, "0 s", "0:00"),
        (45, "45 s", "0:45"),
        (59.6, "1 min", "1:00"),
        (60, "1 min", "1:00"),
        (800, "13 min 20 s", "13:20"),
        (3725, "62 min 5 s", "1:02:05"),
    ],
)
def test_lengths(seconds, length, clock):
    assert (length_words(seconds), clock_words(seconds)) == (length, clock)


def test_each_kind_has_a_word():
    words = [kind_words(kind) for kind in Kind]
    assert len(set(words)) == len(Kind)
    assert words[0] == "Get ready"


@pytest.mark.parametrize(
    ("text", "side", "words"),
    [
        ("{side} hip", Side.LEFT, "Left hip"),
        ("{side} hip", Side.RIGHT, "Right hip"),
        ("Lie on your {other} side.", Side.LEFT, "Lie on your right side."),
        (
            "{other} foot forward, {side} knee down.",
            Side.RIGHT,
            "Left foot forward, right knee down.",
        ),
        ("Bend your {side} knee.", None, "Bend your knee."),
        ("{side} knee out.", None, "Knee out."),
        ("", Side.LEFT, ""),
    ],
)
def test_sentences_with_a_side(text, side, words):
    assert told(text, side) == words


@pytest.mark.parametrize(
    ("begun", "today", "week"),
    [
        (None, date(2026, 11, 23), 1),
        (date(2026, 11, 23), date(2026, 11, 23), 1),
        (date(2026, 11, 23), date(2026, 11, 29), 1),
        (date(2026, 11, 23), date(2026, 11, 30), 2),
        (date(2026, 11, 23), date(2026, 12, 20), 4),
        (date(2026, 11, 30), date(2026, 11, 23), 1),  # not begun yet
    ],
)
def test_the_week_in_hand(begun, today, week):
    assert week_in_hand(begun, today) == week


def test_sides_and_postures():
    assert (Side.LEFT.other, Side.RIGHT.other) == (Side.RIGHT, Side.LEFT)
    upright = {posture for posture in Posture if not posture.is_floor}
    assert upright == {Posture.STANDING, Posture.CHAIR}


def test_a_rest_of_its_own_is_a_rest_in_the_data():
    (rest,) = laid(Rest(rest_s=12.5, note="Drink")).intervals
    plain = prescription(rest)
    assert (plain["kind"], plain["duration_s"], plain["exercise"]) == ("rest", 12.5, None)

"""What holds of the guide in every session: tones apart, speech in its place, sides where they belong."""

import itertools
import re

from hypothesis import given, settings

from hiptimer.engine.counting import GLIDES, SHORTEST_TEMPO_S, TEMPO_TONES, side_of
from hiptimer.engine.cues import NOTE_S, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.dose import cycle_s
from hiptimer.engine.interval import Kind
from hiptimer.engine.lengths import said_s
from strategies import given_sessions

calm = settings(deadline=None, max_examples=40)

SIDED = {Tone.START, Tone.SWITCH, Tone.REP, *TEMPO_TONES.values()}
GUIDE = {*GLIDES.values(), *TEMPO_TONES.values()}
HAIR_S = 0.0015  # moments are whole milliseconds


def tones(interval):
    return [cue for cue in interval.cues if isinstance(cue, ToneCue)]


def voices(interval):
    return [cue for cue in interval.cues if isinstance(cue, VoiceCue)]


def over_s(tone):
    return tone.at_s + (tone.length_s or NOTE_S[tone.tone])


def check_no_tone_lies_on_another(timeline):
    for interval in timeline.intervals:
        for one, following in itertools.pairwise(tones(interval)):
            assert over_s(one) <= following.at_s + HAIR_S, (one, following)


def check_the_note_that_ends_a_piece_of_work_is_heard_alone(timeline):
    for one, following in itertools.pairwise(timeline.intervals):
        ends = [tone for tone in tones(one) if tone.tone is Tone.END]
        if ends and (following.open or following.duration_s > 1.2):
            assert all(tone.at_s >= over_s(ends[0]) - HAIR_S for tone in tones(following))


def check_each_glide_ends_at_a_turn_and_lasts_long_enough_to_tell(timeline):
    for interval in timeline.intervals:
        turns = {interval.end_s}
        if interval.cycle and interval.paced:
            one_s, at_s = cycle_s(interval.cycle), 0.0
            last_s = interval.duration_s + (interval.linger_s or 0.0) + 2 * one_s
            while at_s < last_s:
                into_s = at_s
                for phase in interval.cycle:
                    turns |= {interval.at_s + into_s, interval.at_s + into_s + phase.for_s}
                    into_s += phase.for_s
                at_s += one_s
        for tone in tones(interval):
            assert (tone.length_s > 0) is (tone.tone in GUIDE)
            if tone.tone in GUIDE:
                assert tone.length_s >= SHORTEST_TEMPO_S
                is_pulse = tone.tone is Tone.TEMPO_LEVEL
                assert is_pulse or any(abs(over_s(tone) - turn) < 2 * HAIR_S for turn in turns)


def check_a_tone_comes_from_the_side_that_works_and_all_others_from_the_middle(timeline):
    for interval in timeline.intervals:
        for tone in tones(interval):
            if tone.tone not in SIDED:
                assert tone.side is None
            elif interval.first_side is None:
                assert tone.side is interval.side
            elif tone.tone in (Tone.START, Tone.SWITCH):
                assert tone.side is interval.first_side
            else:
                into_s = tone.at_s + (-0.01 if tone.tone is Tone.REP else 0.01) - interval.at_s
                rep = int(into_s // cycle_s(interval.cycle)) - interval.lead_in
                assert tone.side is side_of(interval, rep)


def check_what_is_announced_is_told_half_a_second_before_it_comes(timeline):
    for interval in timeline.intervals:
        if interval.kind not in (Kind.GET_READY, Kind.SWITCH, Kind.REST):
            continue
        for cue in voices(interval):
            assert cue.end_by_s is not None
            early = cue.end_by_s <= interval.end_s - 0.5 + HAIR_S
            no_room = interval.duration_s < 2 or (interval.say and interval.say in cue.text)
            assert early or no_room


def check_sentences_follow_each_other(timeline):
    for interval in timeline.intervals:
        for one, following in itertools.pairwise(voices(interval)):
            if interval.kind.is_work and following.topic is not Topic.END:
                assert one.at_s + said_s(one.text) <= following.at_s + 0.3 + HAIR_S


def check_nothing_but_the_last_breath_is_said_as_a_hold_ends(timeline):
    for interval in timeline.intervals:
        if interval.kind not in (Kind.HOLD, Kind.BREATHE) or interval.open:
            continue
        for cue in voices(interval):
            is_edge = cue.topic in (Topic.NEXT, Topic.START, Topic.END)
            if not is_edge and cue.text != "Last breath." and cue.at_s != interval.at_s:
                assert cue.at_s + said_s(cue.text) <= interval.end_s - 4 + HAIR_S


def check_the_first_and_the_last_exercise_are_announced_as_such(timeline):
    steps = [(one.step, one.round) for one in timeline.intervals if one.kind.is_work]
    for before, interval in itertools.pairwise(timeline.intervals):
        if before.kind is Kind.GET_READY and interval.kind.is_work:
            announced = voices(before)[0].text
            here = (interval.step, interval.round)
            assert announced.startswith("First: ") is (here == steps[0])
            assert announced.startswith("Last exercise: ") is (steps[0] != here == steps[-1])


def check_how_much_is_said_as_a_closed_dose_begins(timeline):
    for interval in timeline.intervals:
        if interval.kind is Kind.HOLD and interval.duration_s >= 8:
            assert re.search(r"\bHold, [\w ]+ (second|minute)s?\.", voices(interval)[0].text)
        elif interval.kind is Kind.REPS and interval.first_side is None and interval.count:
            assert re.search(r"\b\d+ reps?\b", voices(interval)[0].text)


def check_somebody_is_told_of_every_beginning_and_every_end(timeline):
    for interval in timeline.intervals:
        if not interval.kind.is_work:
            continue
        before = timeline.intervals[interval.index - 1] if interval.index else None
        led = before is not None and before.kind in (Kind.GET_READY, Kind.SWITCH, Kind.REST)
        told = " ".join(cue.text for cue in voices(before if led else interval))
        beginnings = ("First: ", "Next: ", "Last exercise: ", "Change sides.")
        assert any(words in told for words in beginnings)
        if interval.side is not None and interval.names_side:
            late = "Change sides. " + before.words if led and before.kind is Kind.SWITCH else None
            assert interval.names_side in told.lower() or (
                late is not None and told.startswith(late) and interval.side.value in told.lower()
            )
        after = [*timeline.intervals[interval.index + 1 :], None][0]
        led_out = after is not None and after.kind is Kind.RELEASE and after.words
        if led_out and interval.kind.is_still:
            assert voices(after)[0].text == after.words
        elif not interval.open and after is not None:
            counts = interval.kind is Kind.REPS and interval.paced and interval.count
            number = f"{interval.count}. " if counts else ""
            assert voices(interval)[-1].text in ("And release.", f"{number}Done.")
    if timeline.intervals:
        assert "Session done." in timeline.finale[1].text


@calm
@given(given_sessions())
def test_the_tones_of_every_session(drawn):
    timeline = drawn.unrolled()
    check_no_tone_lies_on_another(timeline)
    check_the_note_that_ends_a_piece_of_work_is_heard_alone(timeline)
    check_each_glide_ends_at_a_turn_and_lasts_long_enough_to_tell(timeline)
    check_a_tone_comes_from_the_side_that_works_and_all_others_from_the_middle(timeline)


@calm
@given(given_sessions())
def test_the_speech_of_every_session(drawn):
    timeline = drawn.unrolled()
    check_what_is_announced_is_told_half_a_second_before_it_comes(timeline)
    check_sentences_follow_each_other(timeline)
    check_nothing_but_the_last_breath_is_said_as_a_hold_ends(timeline)
    check_somebody_is_told_of_every_beginning_and_every_end(timeline)
    check_the_first_and_the_last_exercise_are_announced_as_such(timeline)
    check_how_much_is_said_as_a_closed_dose_begins(timeline)

from dataclasses import replace
from pathlib import Path

import pytest

from hiptimer.engine.cues import Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Interval
from hiptimer.engine.interval import Kind as Sort
from hiptimer.engine.session import SoundLevel
from hiptimer.preferences import Preferences
from hiptimer.sound.clips import Clips
from hiptimer.sound.levels import GUIDES, Heard, Kind, heard
from hiptimer.sound.output import Silence
from hiptimer.sound.speaker import Speaker
from hiptimer.sound.synthesis import Pitch

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "sounds"
BREATHING = {Tone.BREATH_IN, Tone.BREATH_OUT}


class Tape:
    """An output that writes down what it was asked."""

    device = "tape"

    def __init__(self, trouble=""):
        self.trouble = trouble
        self.prepared = []
        self.played = []
        self.tended = 0
        self.let_gone = []
        self.open = True

    def prepare(self, clips):
        self.prepared += [clip.stem for clip in clips]

    def play(self, clip, volume):
        self.played.append((clip.stem, volume))

    def stop(self, clip=None):
        self.played.append(f"stop {clip.stem}" if clip else "stop")

    def let_go(self, clips):
        self.let_gone += sorted(clip.stem for clip in clips)

    def tend(self):
        self.tended += 1

    def close(self):
        self.open = False


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Voice:
    """Says everything in a second, once it was told beforehand."""

    def __init__(self):
        self.known = []
        self.open = True

    live = None

    def prepare(self, texts, language="en"):
        self.known += [one if isinstance(one, str) else one.text for one in texts]
        self.language = language

    def clip(self, text):
        return Path(f"{text}.wav") if text in self.known else None

    def length_s(self, text):
        return 1.0 if text in self.known else None

    def close(self):
        self.open = False


@pytest.fixture
def voice():
    return Voice()


@pytest.fixture
def tape():
    return Tape()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def speaker(tape, voice, tmp_path, clock):
    wanted = Heard(tone_volume=1.0, voice_volume=1.0)
    return Speaker(Clips(SHIPPED, tmp_path), voice, lambda: tape, wanted, clock=clock)


def cue(tone):
    return ToneCue(0.0, tone, Priority.CHANGE, 4.0 if tone in BREATHING else 0.0)


def said(text, topic=Topic.START, priority=Priority.CHANGE):
    return VoiceCue(0.0, text, topic, priority)


def heard_at(speaker, level):
    speaker.level = level
    return {tone for tone in Tone if speaker.sound(cue(tone))}


def test_full_sounds_everything_and_silent_nothing(speaker, tape):
    assert heard_at(speaker, SoundLevel.SILENT) == set()
    assert [call for call in tape.played if call != "stop"] == []
    assert heard_at(speaker, SoundLevel.FULL) == set(Tone)
    assert len(tape.played) == len(Tone)


def test_standard_puts_no_ticks_over_the_breathing(speaker):
    assert heard_at(speaker, SoundLevel.STANDARD) == set(Tone) - {Tone.BREATH_COUNT}


def test_sparse_keeps_what_must_not_be_missed(speaker):
    heard = heard_at(speaker, SoundLevel.SPARSE)
    assert {Tone.START, Tone.COUNTDOWN, Tone.END, Tone.SWITCH} <= heard
    assert not {Tone.REP, Tone.HALFWAY, Tone.READY_COUNTDOWN, Tone.REST_ENDING} & heard


def test_soft_has_no_beeps_and_no_counting_and_is_quieter(speaker, tape):
    assert heard_at(speaker, SoundLevel.SOFT) == {Tone.START, Tone.END, *BREATHING}
    assert all(0 < volume < 0.5 for _, volume in tape.played)


def test_each_level_is_part_of_the_one_above(speaker):
    standard, full = (heard_at(speaker, level) for level in (SoundLevel.STANDARD, SoundLevel.FULL))
    assert heard_at(speaker, SoundLevel.SPARSE) < standard < full


def test_a_cue_that_comes_too_late_is_not_sounded(speaker, tape):
    assert speaker.sound(cue(Tone.END), late_s=0.25)
    assert not speaker.sound(cue(Tone.END), late_s=0.26)
    assert tape.played == [("end", 1.0)]


def test_the_volume_may_change_at_any_time(speaker, tape):
    speaker.sound(cue(Tone.START))
    speaker.heard = replace(speaker.heard, tone_volume=0.5)
    speaker.sound(cue(Tone.START))
    speaker.heard = replace(speaker.heard, tone_volume=0.0)
    assert not speaker.sound(cue(Tone.START))
    (_, loud), (_, quieter), end = tape.played
    assert 0 < quieter < loud == 1.0
    assert end == "stop"


def test_pausing_cuts_off_what_sounds_before_the_pause_is_sounded(speaker, tape):
    speaker.sound(cue(Tone.COUNTDOWN))
    speaker.pause()
    names = [call if isinstance(call, str) else call[0] for call in tape.played]
    assert names == ["last-three", "stop last-three", "paused"]


def test_pausing_at_bedtime_only_cuts_off(speaker, tape):
    speaker.level = SoundLevel.SOFT
    speaker.sound(cue(Tone.BREATH_IN))
    speaker.pause()
    assert tape.played[1:] == ["stop breath-in-4"]


def test_choosing_silence_cuts_off_what_sounds(speaker, tape):
    speaker.sound(cue(Tone.COUNTDOWN))
    speaker.level = SoundLevel.SILENT
    assert tape.played[-1] == "stop"


def test_all_that_a_session_sounds_is_loaded_beforehand_with_pausing_and_finishing(
    speaker, tape, voice
):
    speaker.prepare([cue(Tone.START), said("Begin."), cue(Tone.BREATH_IN), cue(Tone.FINISHED)])
    assert tape.prepared == ["start", "breath-in-4", "finished", "paused"]
    assert voice.known == ["Begin."]


def test_the_output_is_opened_when_first_needed(tmp_path):
    opened = []

    def open_tape():
        opened.append(Tape())
        return opened[-1]

    speaker = Speaker(Clips(SHIPPED, tmp_path), Voice(), open_tape)
    speaker.stop_all()
    speaker.tend()
    assert speaker.trouble == ""
    speaker.close()
    assert opened == []
    speaker.sound(cue(Tone.START))
    speaker.sound(cue(Tone.END))
    assert len(opened) == 1


def test_looking_for_an_output_again_loads_the_same_session_into_it(tmp_path):
    tapes = [Tape(trouble="No loudspeaker was found."), Tape()]
    left = iter(tapes)
    speaker = Speaker(Clips(SHIPPED, tmp_path), Voice(), lambda: next(left))
    speaker.prepare([cue(Tone.START)])
    assert speaker.trouble == "No loudspeaker was found."
    speaker.reopen()
    assert speaker.trouble == ""
    assert not tapes[0].open
    assert tapes[1].prepared == tapes[0].prepared


def test_trouble_is_no_news_to_a_person_who_wants_silence(tmp_path):
    speaker = Speaker(Clips(SHIPPED, tmp_path), Voice(), lambda: Silence("Nothing there."))
    speaker.prepare([])
    assert speaker.trouble == "Nothing there."
    speaker.level = SoundLevel.SILENT
    assert speaker.trouble == ""
    speaker.heard = Heard(tone_volume=0, voice_volume=0)
    assert speaker.trouble == ""
    speaker.heard = Heard(tone_volume=0, voice_volume=1)
    assert speaker.trouble == "Nothing there."


def test_a_sentence_has_a_volume_of_its_own(speaker, tape, voice):
    voice.prepare(["Hold."])
    speaker.heard = Heard(tone_volume=1.0, voice_volume=0.5)
    assert speaker.say(said("Hold."))
    assert speaker.sound(cue(Tone.START))
    assert tape.played == [("Hold.", 0.25), ("start", 1.0)]


def test_the_voice_can_be_silenced_by_itself(speaker, tape, voice):
    voice.prepare(["Hold."])
    speaker.say(said("Hold."))
    speaker.heard = replace(speaker.heard, voice_volume=0.0)
    assert not speaker.say(said("Hold."))
    assert speaker.sound(cue(Tone.START))
    assert tape.played == [("Hold.", 1.0), "stop Hold.", ("start", 1.0)]


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        (Kind.DIRECTIONS, Topic.NEXT),
        (Kind.FORM, Topic.FORM),
        (Kind.COUNTS, Topic.HALFWAY),
    ],
)
def test_each_kind_of_sentence_can_be_left_out(speaker, voice, kind, topic):
    voice.prepare(["words"])
    assert speaker.say(said("words", topic))
    speaker.stop_all()
    speaker.heard = replace(speaker.heard, kinds=frozenset(Kind) - {kind})
    assert not speaker.say(said("words", topic))


def test_each_kind_of_tone_can_be_left_out(speaker):
    without = replace(speaker.heard, level=SoundLevel.FULL, kinds=frozenset(Kind) - {Kind.GUIDE})
    speaker.heard = without
    assert {tone for tone in Tone if speaker.sound(cue(tone))} == set(Tone) - GUIDES
    speaker.heard = replace(without, kinds=frozenset({Kind.GUIDE}))
    assert {tone for tone in Tone if speaker.sound(cue(tone))} == GUIDES


@pytest.mark.parametrize(
    ("level", "heard_numbers"),
    [
        (SoundLevel.FULL, [1, 2, 3, 4, 5, 10]),
        (SoundLevel.STANDARD, [1, 2, 3, 4, 5, 10]),
        (SoundLevel.SPARSE, [5, 10]),
        (SoundLevel.SOFT, []),
    ],
)
def test_how_many_numbers_are_said(speaker, voice, level, heard_numbers):
    speaker.level = level
    voice.prepare(f"{number}." for number in range(1, 11))
    numbers = [1, 2, 3, 4, 5, 10]
    wanted = [n for n in numbers if speaker.heard.has(said(f"{n}.", Topic.COUNT, Priority.FORM))]
    assert wanted == heard_numbers


def test_few_words_are_the_ones_that_announce(speaker):
    speaker.level = SoundLevel.SPARSE
    assert speaker.heard.has(said("Next: low lunge.", Topic.NEXT))
    assert speaker.heard.has(said("Last breath.", Topic.BREATH))
    assert speaker.heard.has(said("Last one.", Topic.COUNT))
    assert not speaker.heard.has(said("Halfway.", Topic.HALFWAY))
    assert not speaker.heard.has(said("Lift.", Topic.TEMPO))
    assert not speaker.heard.has(said("Tail tucked.", Topic.FORM))


def an_interval(index, *texts):
    cues = tuple(said(text) for text in texts)
    return Interval(
        index=index, kind=Sort.HOLD, step=0, name="Hold", duration_s=10, minimum_s=10, cues=cues
    )


def test_only_what_is_said_now_and_next_is_loaded(speaker, tape, voice):
    voice.prepare(["one", "two", "three"])
    first, second, third = (an_interval(n, words) for n, words in enumerate(voice.known))
    speaker.lead([first, second])
    assert sorted(tape.prepared) == ["one", "two"]
    speaker.lead([second, third])
    assert tape.prepared[2:] == ["three"]
    assert tape.let_gone == ["one"]


def test_what_was_made_too_late_to_be_loaded_is_let_go_as_well(speaker, tape, voice, clock):
    interval = an_interval(0, "late")
    speaker.lead([interval])
    assert tape.prepared == []
    voice.prepare(["late"])
    speaker.say(said("late"))
    speaker.lead([])
    assert tape.let_gone == []  # it is being said
    clock.now = 2.0
    speaker.lead([])
    assert tape.let_gone == ["late"]


def test_a_longer_hold_lets_a_sentence_be_said_to_its_end(speaker, tape, voice):
    voice.prepare(["Hold."])
    speaker.say(said("Hold."))
    speaker.sound(cue(Tone.COUNTDOWN))
    speaker.stop_tones()
    assert tape.played[2:] == ["stop last-three"]


def test_a_sentence_that_the_pause_cut_off_is_said_again(speaker, tape, voice):
    voice.prepare(["Next: low lunge."])
    speaker.say(said("Next: low lunge."))
    speaker.pause()
    speaker.resume()
    names = [call if isinstance(call, str) else call[0] for call in tape.played]
    assert names == ["Next: low lunge.", "stop Next: low lunge.", "paused", "Next: low lunge."]


def test_what_waits_is_said_in_its_turn(speaker, tape, voice, clock):
    voice.prepare(["one", "two"])
    speaker.say(said("one"))
    assert speaker.say(said("two"))
    assert speaker.is_speaking
    clock.now = 1.3
    speaker.tend()
    assert [name for name, _volume in tape.played] == ["one", "two"]
    assert tape.tended == 1


def test_tones_come_from_their_side_unless_all_is_to_sound_alike(speaker, tape):
    on_the_left = replace(cue(Tone.START), side=Side.LEFT)
    speaker.sound(on_the_left)
    speaker.heard = replace(speaker.heard, mono=True)
    speaker.sound(on_the_left)
    speaker.heard = replace(speaker.heard, pitch=Pitch.LOW)
    speaker.sound(on_the_left)
    left, middle, low = (name for name, _volume in tape.played)
    assert middle == "start"
    assert len({left, middle, low}) == 3


def test_a_session_run_too_fast_is_only_looked_at(tape, voice, tmp_path):
    voice.prepare(["Hold."])
    fast = Speaker(Clips(SHIPPED, tmp_path), voice, lambda: tape, speed=60)
    fast.lead([an_interval(0, "Hold.")])
    assert not fast.sound(cue(Tone.START))
    assert not fast.say(said("Hold."))
    assert (tape.prepared, tape.played) == ([], [])


def test_closing_lets_the_voice_go(speaker, voice):
    speaker.close()
    assert not voice.open


def test_what_a_person_prefers_is_what_they_hear():
    chosen = Preferences(
        sound_level="full", hear_form=False, hear_guide=False, voice_volume=35, pitch="low"
    )
    wanted = heard(chosen)
    assert wanted.level is SoundLevel.FULL
    assert wanted.kinds == {Kind.DIRECTIONS, Kind.COUNTS, Kind.SIGNALS}
    assert (wanted.voice_volume, wanted.tone_volume) == (0.35, 0.8)
    assert (wanted.pitch, wanted.mono) == (Pitch.LOW, False)
    assert heard(chosen, SoundLevel.SOFT).level is SoundLevel.SOFT

from pathlib import Path

import pytest

from hiptimer.engine.cues import Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.session import SoundLevel
from hiptimer.sound.clips import Clips
from hiptimer.sound.output import Silence
from hiptimer.sound.speaker import Speaker

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
        self.open = True

    def prepare(self, clips):
        self.prepared += [clip.stem for clip in clips]

    def play(self, clip, volume):
        self.played.append((clip.stem, volume))

    def stop(self):
        self.played.append("stop")

    def tend(self):
        self.tended += 1

    def close(self):
        self.open = False


@pytest.fixture
def tape():
    return Tape()


@pytest.fixture
def speaker(tape, tmp_path):
    return Speaker(Clips(SHIPPED, tmp_path), lambda: tape, SoundLevel.STANDARD, 1.0)


def cue(tone):
    return ToneCue(0.0, tone, Priority.CHANGE, 4.0 if tone in BREATHING else 0.0)


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
    speaker.volume = 0.5
    speaker.sound(cue(Tone.START))
    speaker.volume = 0.0
    assert not speaker.sound(cue(Tone.START))
    (_, loud), (_, quieter), end = tape.played
    assert 0 < quieter < loud == 1.0
    assert end == "stop"


@pytest.mark.parametrize(("asked", "got"), [(-1, 0), (7, 1)])
def test_the_volume_stays_within_bounds(speaker, asked, got):
    speaker.volume = asked
    assert speaker.volume == got


def test_pausing_cuts_off_what_sounds_before_the_pause_is_sounded(speaker, tape):
    speaker.sound(cue(Tone.COUNTDOWN))
    speaker.pause()
    assert [call if call == "stop" else call[0] for call in tape.played] == [
        "last-three",
        "stop",
        "paused",
    ]


def test_pausing_at_bedtime_only_cuts_off(speaker, tape):
    speaker.level = SoundLevel.SOFT
    speaker.sound(cue(Tone.BREATH_IN))
    speaker.pause()
    assert tape.played[1:] == ["stop"]


def test_choosing_silence_cuts_off_what_sounds(speaker, tape):
    speaker.sound(cue(Tone.COUNTDOWN))
    speaker.level = SoundLevel.SILENT
    assert tape.played[-1] == "stop"


def test_all_that_a_session_sounds_is_loaded_beforehand_with_pausing_and_finishing(speaker, tape):
    said = VoiceCue(0.0, "Begin.", Topic.START, Priority.CHANGE)
    speaker.prepare([cue(Tone.START), said, cue(Tone.BREATH_IN), cue(Tone.FINISHED)])
    assert tape.prepared == ["start", "breath-in-4", "finished", "paused"]


def test_the_output_is_opened_when_first_needed(tmp_path):
    opened = []

    def open_tape():
        opened.append(Tape())
        return opened[-1]

    speaker = Speaker(Clips(SHIPPED, tmp_path), open_tape)
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
    speaker = Speaker(Clips(SHIPPED, tmp_path), lambda: next(left))
    speaker.prepare([cue(Tone.START)])
    assert speaker.trouble == "No loudspeaker was found."
    speaker.reopen()
    assert speaker.trouble == ""
    assert not tapes[0].open
    assert tapes[1].prepared == tapes[0].prepared


def test_trouble_is_no_news_to_a_person_who_wants_silence(tmp_path):
    speaker = Speaker(Clips(SHIPPED, tmp_path), lambda: Silence("Nothing there."))
    speaker.prepare([])
    assert speaker.trouble == "Nothing there."
    speaker.level = SoundLevel.SILENT
    assert speaker.trouble == ""
    speaker.level = SoundLevel.FULL
    speaker.volume = 0
    assert speaker.trouble == ""

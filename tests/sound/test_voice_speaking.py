"""The voice: it chooses who speaks, renders ahead, and never lets a session down."""

import math
import threading
import wave
from array import array

import pytest

from hiptimer.engine.cues import Priority, Topic, VoiceCue
from hiptimer.sound.synthesis import LEAD_IN_S, TAIL_S
from hiptimer.sound.voice.adpcm import encode
from hiptimer.sound.voice.dispatcher import SpeechDispatcher
from hiptimer.sound.voice.engines import Engine
from hiptimer.sound.voice.programs import EspeakNg
from hiptimer.sound.voice.recording import BETWEEN_S, Recording
from hiptimer.sound.voice.shipped import INDEX
from hiptimer.sound.voice.speaking import Voice

RATE_HZ = 16_000
LONG_ENOUGH_S = 120
SHIPPED_S = {
    "Low lunge.": 0.5,
    "Left hip.": 0.3,
    "Hold.": 0.2,
    "Next exercise.": 0.4,
    "Left side.": 0.25,
}


def hum(seconds: float, pitch_hz: float = 200) -> Recording:
    count = round(seconds * RATE_HZ)
    values = (round(3_000 * math.sin(math.tau * pitch_hz * at / RATE_HZ)) for at in range(count))
    return Recording(array("h", values), RATE_HZ)


class Humming:
    """An engine whose sentences all last 0.8 s; it counts them, and can be held up or fail."""

    def __init__(self, engine=Engine.ESPEAK_NG, languages=("en",), fails=False):
        self.engine = engine
        self.languages = languages
        self.fails = fails
        self.rendered = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def is_here(self):
        return True

    def voice_for(self, language):
        return language if language in self.languages else None

    def render(self, sentence, voice):
        self.may_go_on.wait(LONG_ENOUGH_S)
        self.rendered.append((sentence, voice))
        return None if self.fails else hum(0.8, 300)

    def close(self):
        self.may_go_on.set()


@pytest.fixture
def shipped(tmp_path):
    folder = tmp_path / "shipped"
    folder.mkdir()
    lines = ["# a comment"]
    for number, (sentence, seconds) in enumerate(SHIPPED_S.items()):
        (folder / f"{number}.wav").write_bytes(encode(hum(seconds).samples, RATE_HZ))
        lines.append(f"{number}.wav\t{round(1000 * seconds)}\tmark\t{sentence}")
    (folder / INDEX).write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture
def make(shipped, tmp_path):
    made = []

    def voice(*engines, engine=Engine.AUTO, kept=tmp_path / "kept", **more):
        made.append(Voice(shipped, kept, engine, clip_engines=engines, **more))
        return made[-1]

    yield voice
    for one in made:
        one.close()


def ready(voice, *texts, language="en"):
    voice.prepare(texts, language)
    assert voice.wait(LONG_ENOUGH_S)
    return voice


def cue(text, topic):
    return VoiceCue(0.0, text, topic, Priority.CHANGE)


def spoken_s(path):
    with wave.open(str(path)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        return sound.getnframes() / sound.getframerate() - TAIL_S


def about(*sentences_s):
    between_s = BETWEEN_S * (len(sentences_s) - 1)
    return pytest.approx(LEAD_IN_S + sum(sentences_s) + between_s, abs=0.002)


def test_a_text_of_shipped_sentences_needs_no_engine(make):
    engine = Humming()
    voice = ready(make(engine), "Low lunge. Left hip.")
    length_s = voice.length_s("Low lunge. Left hip.")
    assert length_s == about(0.5, 0.3)
    assert spoken_s(voice.clip("Low lunge. Left hip.")) == pytest.approx(length_s)
    assert engine.rendered == []


def test_one_voice_says_a_whole_text(make):
    engine = Humming()
    voice = ready(make(engine), "My own move. Left hip.")
    assert voice.length_s("My own move. Left hip.") == about(0.8, 0.8)


def test_an_engine_that_fails_leaves_it_to_the_next(make):
    broken, working = Humming(Engine.FLITE, fails=True), Humming()
    voice = ready(make(broken, working), "Circle your elbow.")
    assert voice.length_s("Circle your elbow.") == about(0.8)
    assert broken.rendered
    assert working.rendered


def test_without_an_engine_something_general_is_said(make):
    voice = ready(make(), cue("Next: my own move. Left knee, in the loop.", Topic.NEXT))
    assert voice.length_s("Next: my own move. Left knee, in the loop.") == about(0.4, 0.25)


def test_without_anything_to_say_there_is_no_clip(make):
    voice = ready(make(), cue("Softly now.", Topic.FORM), "Circle your elbow.", "", "😀")
    for text in ("Softly now.", "Circle your elbow.", "", "😀"):
        assert voice.clip(text) is None
        assert voice.length_s(text) is None


def test_a_chosen_engine_says_even_what_is_shipped(make):
    voice = ready(make(Humming(), engine=Engine.ESPEAK_NG), "Hold.")
    assert voice.length_s("Hold.") == about(0.8)


def test_a_chosen_engine_that_is_not_here_is_replaced(make):
    voice = ready(make(engine=Engine.FLITE), "Hold.")
    assert voice.length_s("Hold.") == about(0.2)


def test_the_shipped_voice_alone_can_be_chosen(make):
    engine = Humming()
    voice = ready(make(engine, engine=Engine.SHIPPED), "Hold.", "Circle your elbow.")
    assert voice.length_s("Hold.") == about(0.2)
    assert voice.clip("Circle your elbow.") is None
    assert engine.rendered == []


@pytest.mark.parametrize("engine", [Engine.NONE, Engine.SPEECH_DISPATCHER])
def test_no_voice_makes_no_clip(make, engine):
    voice = ready(make(Humming(), engine=engine), "Hold.")
    assert voice.clip("Hold.") is None


def test_another_choice_prepares_all_anew(make):
    voice = ready(make(Humming()), "Hold.")
    voice.engine = Engine.ESPEAK_NG
    assert voice.wait(LONG_ENOUGH_S)
    assert voice.length_s("Hold.") == about(0.8)
    voice.engine = Engine.AUTO
    assert voice.wait(LONG_ENOUGH_S)
    assert voice.length_s("Hold.") == about(0.2)


def test_the_session_s_language_chooses_the_voice(make):
    english, german = Humming(Engine.FLITE), Humming(languages=("en", "de"))
    ready(make(english, german), "Kreise den Ellbogen.", language="de")
    assert english.rendered == []
    assert german.rendered == [("Kreise den Ellbogen.", "de")]


def test_what_was_rendered_is_kept_for_the_next_time(make):
    first = ready(make(Humming()), "Circle your elbow.").clip("Circle your elbow.")
    engine = Humming()
    voice = ready(make(engine), "Circle your elbow.")
    assert voice.clip("Circle your elbow.") == first
    assert engine.rendered == []


def test_a_spoilt_file_is_made_anew(make):
    path = ready(make(Humming()), "Circle your elbow.").clip("Circle your elbow.")
    path.write_bytes(b"RIFF")
    voice = ready(make(Humming()), "Circle your elbow.")
    assert voice.length_s("Circle your elbow.") == about(0.8)


def test_a_removed_file_is_no_clip_until_it_is_prepared_again(make):
    voice = ready(make(Humming()), "Circle your elbow.")
    voice.clip("Circle your elbow.").unlink()
    assert voice.clip("Circle your elbow.") is None
    assert ready(voice, "Circle your elbow.").clip("Circle your elbow.").is_file()


def test_preparing_does_not_wait(make):
    engine = Humming()
    engine.may_go_on.clear()
    voice = make(engine)
    voice.prepare(["Circle your elbow.", "Circle your wrist."])
    assert voice.clip("Circle your elbow.") is None
    assert not voice.wait(0)
    engine.may_go_on.set()
    assert voice.wait(LONG_ENOUGH_S)
    assert [sentence for sentence, _voice in engine.rendered] == [
        "Circle your elbow.",
        "Circle your wrist.",
    ]


def test_a_text_that_nobody_prepared_is_made_for_the_next_time(make):
    voice = make()
    assert voice.clip("Hold.") is None
    assert voice.wait(LONG_ENOUGH_S)
    assert voice.clip("Hold.") is not None


def test_what_has_become_ready_is_told_once(make):
    voice = ready(make(), "Hold.", "Left hip.", "Circle your elbow.")
    assert set(voice.new_clips()) == {voice.clip("Hold."), voice.clip("Left hip.")}
    assert voice.new_clips() == []


def test_the_oldest_leave_but_none_that_is_in_use(make, tmp_path):
    one_clip = 2 * RATE_HZ
    old = ready(make(Humming(), most_bytes=one_clip), "Circle your elbow.")
    old_path = old.clip("Circle your elbow.")
    new = ready(make(Humming(), most_bytes=one_clip), "Circle your wrist.", "Circle your hip.")
    assert not old_path.exists()
    assert new.clip("Circle your wrist.")
    assert new.clip("Circle your hip.")


def test_a_place_where_nothing_can_be_written_is_survived(make, tmp_path):
    nowhere = tmp_path / "a-file"
    nowhere.write_text("")
    voice = ready(make(Humming(), kept=nowhere), "Hold.", "Circle your elbow.")
    assert voice.clip("Hold.") is None


def test_a_folder_without_clips_is_survived(make, shipped):
    for path in shipped.iterdir():
        path.unlink()
    assert ready(make(), "Hold.").clip("Hold.") is None


def test_a_spoilt_shipped_clip_is_left_to_an_engine(make, shipped):
    (shipped / "2.wav").write_bytes(b"RIFF")
    assert ready(make(Humming()), "Hold.").length_s("Hold.") == about(0.8)


def test_the_engine_that_plays_by_itself_is_there_only_if_chosen(make, monkeypatch, tmp_path):
    program = tmp_path / "spd-say"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = make(live=SpeechDispatcher())
    assert voice.live is None
    assert [one.engine for one in voice.engines() if one.is_live] == [Engine.SPEECH_DISPATCHER]
    voice.engine = Engine.SPEECH_DISPATCHER
    assert voice.live is not None


def test_closing_in_the_middle_leaves_the_rest_undone(make):
    engine = Humming()
    engine.may_go_on.clear()
    voice = make(engine)
    voice.prepare([f"Circle {number} times." for number in range(50)])
    voice.close()
    assert len(engine.rendered) <= 1
    voice.prepare(["Hold."])
    assert voice.clip("Hold.") is None


def test_a_real_engine_speaks_a_text_that_nobody_foresaw(make):
    if not EspeakNg().is_here():
        pytest.skip("espeak-ng is not installed")
    text = "Now circle your other elbow. Left side."
    voice = ready(make(EspeakNg()), text)
    assert 1.5 < voice.length_s(text) < 6
    assert spoken_s(voice.clip(text)) == pytest.approx(voice.length_s(text))

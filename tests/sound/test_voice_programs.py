"""Programs that speak: real ones, given what a hostile file may hold."""

import threading

import pytest

from hiptimer.sound.voice import programs
from hiptimer.sound.voice.dispatcher import SpeechDispatcher
from hiptimer.sound.voice.engines import Engine, offers
from hiptimer.sound.voice.programs import EspeakNg, Flite, Program
from hiptimer.sound.voice.recording import LEVEL_DBFS, PEAK_DBFS, loudness_dbfs
from hiptimer.sound.voice.system_voice import MacVoice, WindowsVoice

HOSTILE = {
    "dashes": "--help -w /etc/passwd",
    "shell": "\"; touch spoilt; echo '$(touch spoilt) `touch spoilt`",
    "nul": "one\0two",
    "long": "stretch " * 12_500,
    "long-word": "x" * 100_000,
    "emoji": "😀😀😀",
    "arabic": "تمرين الورك",
    "surrogate": "hip \ud800 circle",
    "phonemes": "[[ hello ]]",
    "markup": "<speak><audio src='file:///etc/passwd'/></speak> &amp;",
    "percent": "%n %s %x",
}


def real(engine: Program) -> Program:
    if not engine.is_here():
        pytest.skip(f"{engine.name} is not installed")
    return engine


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """A busy machine is no reason to fail."""
    monkeypatch.setattr(programs, "LONGEST_RUN_S", 600)


@pytest.fixture(params=[EspeakNg, Flite], ids=["espeak-ng", "flite"])
def engine(request):
    return real(request.param())


def test_five_unknown_words_are_spoken(engine):
    recording = engine.render("Slowly circle your other elbow.", engine.voice_for("en"))
    assert 1.0 < recording.length_s < 4.0
    assert loudness_dbfs(recording) == pytest.approx(LEVEL_DBFS, abs=1.5)
    assert max(map(abs, recording.samples)) <= 32_768 * 10 ** (PEAK_DBFS / 20) + 1


def test_the_same_words_sound_the_same(engine):
    voice = engine.voice_for("en")
    assert engine.render("Hold.", voice) == engine.render("Hold.", voice)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_spoken_or_left_unsaid(engine, text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    recording = engine.render(text, engine.voice_for("en"))
    assert recording is None or 0 < recording.length_s <= 60
    assert list(tmp_path.iterdir()) == []
    assert engine.render("Go on.", engine.voice_for("en")) is not None, "it speaks no more"


def test_dashes_are_words_and_no_options(engine):
    assert engine.render("--version", engine.voice_for("en")) is not None


def test_flite_leaves_other_letters_to_others():
    flite = real(Flite())
    assert flite.render("تمرين 5", "rms") is None
    assert flite.render("café", "rms") is not None
    assert flite.voice_for("de") is None


def test_espeak_takes_the_language_of_the_session():
    espeak = real(EspeakNg())
    assert [espeak.voice_for(one) for one in ("en", "de-AT", "fr", "pt-BR", "zz", "", "-v")] == [
        "en-gb",
        "de",
        "fr-fr",
        "pt-br",
        None,
        "en-gb",
        None,
    ]
    assert espeak.render("Dehnung", "de") != espeak.render("Dehnung", "en-gb")


def test_after_it_is_closed_nothing_is_rendered(engine):
    engine.close()
    assert engine.render("Hold.", engine.voice_for("en")) is None


class Made(Program):
    """A program of the test's own: it reads nothing and writes no file."""

    engine = Engine.FLITE
    name = "sh"

    def __init__(self, script: str) -> None:
        super().__init__()
        self.script = script
        self.runs = 0

    def _command(self, voice, file):  # noqa: ARG002
        self.runs += 1
        return ["sh", "-c", self.script]


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$"])
def test_a_program_that_fails_gives_nothing_and_is_left_alone_after_a_while(script):
    broken = Made(script)
    assert [broken.render("Hold.", "") for _turn in range(9)] == [None] * 9
    assert broken.runs == 3


def test_a_program_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(programs, "LONGEST_RUN_S", 0.1)
    assert Made("exec sleep 600").render("Hold.", "") is None


def test_closing_ends_a_program_that_hangs_which_is_no_failure(tmp_path, caplog):
    started = tmp_path / "started"
    hanging = Made(f"touch '{started}'; exec sleep 600")
    said = []
    thread = threading.Thread(target=lambda: said.append(hanging.render("Hold.", "")))
    thread.start()
    while not started.exists():
        thread.join(0.01)
    hanging.close()
    thread.join(60)
    assert said == [None]
    assert hanging.render("Hold.", "") is None
    assert caplog.records == []


def test_a_program_that_is_not_there_gives_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    for engine in (EspeakNg(), Flite(), MacVoice(), WindowsVoice()):
        assert not engine.is_here()
        assert engine.voice_for("en") is None
        assert engine.render("Hold.", "en") is None


def test_what_can_be_chosen_is_what_is_here(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    chosen = offers((EspeakNg(), Flite()), SpeechDispatcher())
    assert [one.engine for one in chosen] == [Engine.AUTO, Engine.SHIPPED, Engine.NONE]


class TestSpeechDispatcher:
    """It plays by itself; here a program of the test's own stands where its program would."""

    @pytest.fixture
    def spoken(self, monkeypatch, tmp_path):
        """Return what reads the words that its program was given, once it has ended."""
        said = tmp_path / "said"
        program = tmp_path / "spd-say"
        program.write_text(
            f"#!/bin/sh\nprintf '%s\\n' \"$@\" >'{said}.new'\nmv '{said}.new' '{said}'\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        return said

    def test_it_is_given_the_words_after_all_options(self, spoken):
        engine = SpeechDispatcher()
        engine.say("--help me", "de-AT", volume=0.5)
        engine._running[0].wait(60)
        words = spoken.read_text().splitlines()
        assert words[-2:] == ["--", "--help me"]
        assert words[words.index("-l") + 1] == "de"
        assert words[words.index("-i") + 1] == "0"

    @pytest.mark.usefixtures("spoken")
    def test_it_is_silenced_only_if_it_speaks(self):
        engine = SpeechDispatcher()
        engine.stop()
        assert not engine._running

    def test_it_says_how_long_it_will_roughly_take(self):
        engine = SpeechDispatcher()
        assert engine.estimated_s("") == 0
        short, long = (
            engine.estimated_s("Hold."),
            engine.estimated_s("Hold. Breathe in slowly now."),
        )
        assert 0.5 < short < long < 5

    def test_without_its_program_nothing_happens(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        engine = SpeechDispatcher()
        engine.say("Hold.", "en")
        engine.stop()
        engine.close()
        assert not engine.is_here()

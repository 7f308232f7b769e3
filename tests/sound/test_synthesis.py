import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hiptimer.engine.cues import Tone
from hiptimer.sound.synthesis import BREATHS, LEAD_IN_S, RATE_HZ, RECIPES, TAIL_S, render, scaled
from listening import dbfs, onsets, peak, pitch, read_wav, strength

BREATH_S = 4.0
LOUD = (Tone.START, Tone.COUNTDOWN, Tone.END, Tone.SWITCH, Tone.FINISHED)
SOFT = (Tone.READY_COUNTDOWN, Tone.REST_ENDING, Tone.REP, Tone.BREATH_COUNT)


def heard(tone, length_s=0.0):
    samples, rate = read_wav(render(tone, length_s or BREATH_S * (tone in BREATHS)))
    assert rate == RATE_HZ
    return samples


def from_s(samples, begin_s, end_s):
    return samples[round((LEAD_IN_S + begin_s) * RATE_HZ) : round((LEAD_IN_S + end_s) * RATE_HZ)]


@pytest.mark.parametrize("tone", Tone)
class TestEveryTone:
    def test_is_loud_enough_and_never_clips(self, tone):
        assert -23 < dbfs(peak(heard(tone))) < -5

    def test_begins_and_ends_in_silence(self, tone):
        samples = heard(tone)
        assert not any(samples[: round(LEAD_IN_S * RATE_HZ)])
        assert not any(samples[-round(TAIL_S * RATE_HZ) :])
        assert any(samples)

    def test_does_not_click(self, tone):
        """The first and last 5 ms of the sound stay well below its peak: the level is led up and down."""
        samples = heard(tone)
        five_ms = RATE_HZ // 200
        start = round(LEAD_IN_S * RATE_HZ)
        assert peak(samples[start : start + five_ms // 2]) < peak(samples) * 0.6
        stop = len(samples) - round(TAIL_S * RATE_HZ)
        assert peak(samples[stop - five_ms : stop]) < peak(samples) * 0.15

    def test_is_centred(self, tone):
        samples = heard(tone)
        assert abs(sum(samples) / len(samples)) < 0.001


@pytest.mark.parametrize("tone", RECIPES)
class TestEveryFixedTone:
    def test_lasts_as_long_as_its_notes(self, tone):
        last = max(note.at_s + note.length_s for note in RECIPES[tone].notes)
        assert len(heard(tone)) == round((LEAD_IN_S + last + TAIL_S) * RATE_HZ)

    def test_has_fundamentals_that_old_ears_and_small_loudspeakers_can_give(self, tone):
        assert all(400 <= note.pitch_hz <= 2000 for note in RECIPES[tone].notes)

    def test_sounds_its_first_note_at_its_pitch(self, tone):
        first = RECIPES[tone].notes[0]
        length_s = min(first.length_s, 0.09)
        measured = pitch(from_s(heard(tone), 0, length_s), RATE_HZ)
        assert measured == pytest.approx(first.pitch_hz, rel=0.02)

    def test_is_richer_than_a_sine(self, tone):
        first = RECIPES[tone].notes[0]
        note = from_s(heard(tone), 0, min(first.length_s, 0.09))
        fundamental = strength(note, RATE_HZ, first.pitch_hz)
        overtones = sum(strength(note, RATE_HZ, first.pitch_hz * n) for n in (2, 3, 4))
        assert 0.05 < overtones / fundamental < 0.9


@pytest.mark.parametrize("tone", [Tone.COUNTDOWN, Tone.READY_COUNTDOWN])
def test_a_countdown_has_three_equal_notes_a_second_apart_to_the_sample(tone):
    samples = heard(tone)
    length = round(RECIPES[tone].notes[0].length_s * RATE_HZ)
    start = round(LEAD_IN_S * RATE_HZ)
    first, second, third = (samples[start + n * RATE_HZ :][:length] for n in range(3))
    assert any(first)
    assert first == second == third
    assert not any(samples[start + length : start + RATE_HZ])
    assert len(onsets(samples, RATE_HZ, threshold=peak(samples) / 10)) == 3


def test_the_end_differs_from_the_countdown_in_pitch_length_and_rhythm():
    end, countdown = RECIPES[Tone.END].notes, RECIPES[Tone.COUNTDOWN].notes
    assert end[0].pitch_hz > countdown[0].pitch_hz * 1.4
    assert end[0].length_s == pytest.approx(0.4)
    assert end[0].length_s > countdown[0].length_s * 2
    assert (len(end), len(countdown)) == (1, 3)


def test_no_two_tones_are_alike():
    shapes = {
        tuple((note.at_s, note.pitch_hz, note.length_s) for note in recipe.notes)
        for recipe in RECIPES.values()
    }
    assert len(shapes) == len(RECIPES)


def test_soft_tones_are_much_softer_than_loud_ones():
    quietest_loud = min(dbfs(peak(heard(tone))) for tone in LOUD)
    loudest_soft = max(dbfs(peak(heard(tone))) for tone in SOFT)
    assert quietest_loud == pytest.approx(-6, abs=0.1)
    assert loudest_soft < quietest_loud - 6


@pytest.mark.parametrize(
    ("tone", "near_start_hz", "near_end_hz"),
    [(Tone.BREATH_IN, 450, 645), (Tone.BREATH_OUT, 645, 450)],
)
def test_a_breath_glides_a_fifth_and_is_silent_at_its_turns(tone, near_start_hz, near_end_hz):
    samples = heard(tone, 6.0)
    assert len(samples) == round((LEAD_IN_S + 6.0 + TAIL_S) * RATE_HZ)
    assert pitch(from_s(samples, 0.3, 0.5), RATE_HZ) == pytest.approx(near_start_hz, abs=15)
    assert pitch(from_s(samples, 2.9, 3.1), RATE_HZ) == pytest.approx((440 * 660) ** 0.5, abs=6)
    assert pitch(from_s(samples, 5.5, 5.7), RATE_HZ) == pytest.approx(near_end_hz, abs=15)
    levels = [peak(from_s(samples, tenth / 10, tenth / 10 + 0.1)) for tenth in range(60)]
    assert levels[0] < 0.1 * max(levels)
    assert levels[-1] < 0.1 * max(levels)
    assert levels[:25] == sorted(levels[:25])
    assert levels[35:] == sorted(levels[35:], reverse=True)


def test_a_breath_without_a_length_is_a_mistake():
    with pytest.raises(ValueError, match="length"):
        render(Tone.BREATH_IN)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.floats(0.5, 2.0), st.sampled_from(sorted(BREATHS)))
def test_a_breath_of_any_length_lasts_so_long_and_no_longer(length_s, tone):
    samples = heard(tone, length_s)
    assert len(samples) / RATE_HZ == pytest.approx(LEAD_IN_S + length_s + TAIL_S, abs=0.001)
    assert peak(samples) < 0.3


@given(st.floats(0, 1))
@settings(max_examples=10)
def test_scaling_keeps_the_sound_and_lowers_it(gain):
    whole = heard(Tone.REP)
    quieter, _ = read_wav(scaled(render(Tone.REP), gain))
    assert len(quieter) == len(whole)
    assert peak(quieter) == pytest.approx(peak(whole) * gain, abs=1 / 32768)

import functools
import itertools
import math

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hiptimer.engine.cues import Tone
from hiptimer.engine.exercise import Side
from hiptimer.sound.synthesis import (
    BREATHS,
    GLIDES,
    LASTING,
    LEAD_IN_S,
    RATE_HZ,
    RECIPES,
    TAIL_S,
    TEMPO,
    Pitch,
    panned,
    render,
    scaled,
)
from listening import (
    dbfs,
    loudness,
    mean_square,
    onsets,
    peak,
    pitch,
    read_channels,
    read_wav,
    strength,
)

GLIDE_S = 1.0
CHANGES = (
    Tone.START,
    Tone.HALFWAY,
    Tone.COUNTDOWN,
    Tone.END,
    Tone.SWITCH,
    Tone.REST,
    Tone.MINIMUM,
    Tone.PAUSED,
    Tone.FINISHED,
)
SOFT = (Tone.READY_COUNTDOWN, Tone.REST_ENDING, Tone.REP, Tone.BREATH_COUNT)
EVERY = [(tone, level) for tone in Tone for level in Pitch]
EVERY_FIXED = [(tone, level) for tone in RECIPES for level in Pitch]


@functools.cache
def rendered(tone, length_s, level):
    return render(tone, length_s, level)


@functools.cache
def heard(tone, length_s=0.0, level=Pitch.MID):
    samples, rate = read_wav(rendered(tone, length_s or GLIDE_S * (tone in LASTING), level))
    assert rate == RATE_HZ
    return samples


@functools.cache
def loud(tone, level=Pitch.MID):
    return loudness(heard(tone, level=level), RATE_HZ)


def from_s(samples, begin_s, end_s):
    return samples[round((LEAD_IN_S + begin_s) * RATE_HZ) : round((LEAD_IN_S + end_s) * RATE_HZ)]


def test_every_tone_is_of_one_kind():
    assert RECIPES.keys() | GLIDES.keys() == set(Tone)
    assert not RECIPES.keys() & GLIDES.keys()
    assert GLIDES.keys() == LASTING == BREATHS | TEMPO


@pytest.mark.parametrize(("tone", "level"), EVERY)
class TestEveryTone:
    def test_is_loud_enough_and_never_clips(self, tone, level):
        assert -23 < dbfs(peak(heard(tone, level=level))) < -5

    def test_begins_and_ends_in_silence(self, tone, level):
        samples = heard(tone, level=level)
        assert not any(samples[: round(LEAD_IN_S * RATE_HZ)])
        assert not any(samples[-round(TAIL_S * RATE_HZ) :])
        assert any(samples)

    def test_does_not_click(self, tone, level):
        """The first and last 5 ms of the sound stay well below its peak: the level is led up and down."""
        samples = heard(tone, level=level)
        five_ms = RATE_HZ // 200
        start = round(LEAD_IN_S * RATE_HZ)
        assert peak(samples[start : start + five_ms // 2]) < peak(samples) * 0.6
        stop = len(samples) - round(TAIL_S * RATE_HZ)
        assert peak(samples[stop - five_ms : stop]) < peak(samples) * 0.15

    def test_is_centred(self, tone, level):
        samples = heard(tone, level=level)
        assert abs(sum(samples) / len(samples)) < 0.001

    def test_is_not_shrill(self, tone, level):
        """By the frequency of a sine whose level changes as fast as this does on average."""
        samples = heard(tone, level=level)
        differences = (now - before for before, now in itertools.pairwise(samples))
        mean_hz = math.sqrt(sum(d * d for d in differences) / sum(s * s for s in samples))
        assert mean_hz * RATE_HZ / math.tau < 2000

    def test_is_as_loud_to_the_ear_at_every_pitch(self, tone, level):
        assert loud(tone, level) == pytest.approx(loud(tone), abs=2)


@pytest.mark.parametrize(("tone", "level"), EVERY_FIXED)
class TestEveryFixedTone:
    def test_lasts_as_long_as_its_notes(self, tone, level):
        last = max(note.at_s + note.length_s for note in RECIPES[tone].notes)
        assert len(heard(tone, level=level)) == round((LEAD_IN_S + last + TAIL_S) * RATE_HZ)

    def test_has_fundamentals_that_old_ears_and_small_loudspeakers_can_give(self, tone, level):
        assert all(400 <= note.pitch_hz * level.factor <= 2000 for note in RECIPES[tone].notes)

    def test_sounds_its_first_note_at_its_pitch(self, tone, level):
        first = RECIPES[tone].notes[0]
        measured = pitch(from_s(heard(tone, level=level), 0, min(first.length_s, 0.09)), RATE_HZ)
        assert measured == pytest.approx(first.pitch_hz * level.factor, rel=0.02)

    def test_is_richer_than_a_sine(self, tone, level):
        first = RECIPES[tone].notes[0]
        note = from_s(heard(tone, level=level), 0, min(first.length_s, 0.09))
        first_hz = first.pitch_hz * level.factor
        overtones = sum(strength(note, RATE_HZ, first_hz * n) for n in (2, 3, 4))
        assert 0.05 < overtones / strength(note, RATE_HZ, first_hz) < 0.9


@pytest.mark.parametrize("tone", [Tone.COUNTDOWN, Tone.READY_COUNTDOWN])
@pytest.mark.parametrize("level", Pitch)
def test_a_countdown_has_three_equal_notes_a_second_apart_to_the_sample(tone, level):
    samples = heard(tone, level=level)
    length = round(RECIPES[tone].notes[0].length_s * RATE_HZ)
    start = round(LEAD_IN_S * RATE_HZ)
    first, second, third = (samples[start + n * RATE_HZ :][:length] for n in range(3))
    assert any(first)
    assert first == second == third
    assert not any(samples[start + length : start + RATE_HZ])
    assert len(onsets(samples, RATE_HZ, threshold=peak(samples) / 10)) == 3


def lasts_s(note):
    threshold = peak(note) / 30
    return sum(abs(value) > threshold for value in note) / RATE_HZ


@pytest.mark.parametrize("level", Pitch)
def test_the_end_differs_from_the_countdown_in_pitch_length_and_rhythm(level):
    end, countdown = heard(Tone.END, level=level), heard(Tone.COUNTDOWN, level=level)
    end_hz = pitch(from_s(end, 0, 0.1), RATE_HZ)
    assert end_hz > 1.4 * pitch(from_s(countdown, 0, 0.1), RATE_HZ)
    end_s, countdown_s = (lasts_s(from_s(samples, 0, 1)) for samples in (end, countdown))
    assert end_s > 2 * countdown_s
    beats = [len(onsets(samples, RATE_HZ)) for samples in (end, countdown)]
    assert beats == [1, 3]


def test_no_two_tones_are_alike():
    shapes = {
        tuple((note.at_s, note.pitch_hz, note.length_s) for note in recipe.notes)
        for recipe in RECIPES.values()
    }
    assert len(shapes) == len(RECIPES)


@pytest.mark.parametrize("level", Pitch)
class TestLoudness:
    def test_of_the_changes_none_sticks_out(self, level):
        levels = {tone: loud(tone, level) for tone in CHANGES}
        assert max(levels.values()) - min(levels.values()) < 4, levels

    def test_the_soft_ones_are_much_softer_and_still_there(self, level):
        start = loud(Tone.START, level)
        for tone in SOFT:
            assert start - 17 < loud(tone, level) < start - 8, tone

    def test_what_lasts_stays_under_every_change(self, level):
        quietest_change = min(loud(tone, level) for tone in CHANGES)
        for tone in LASTING:
            assert loud(tone, level) < quietest_change - 1, tone

    def test_tempo_is_softer_than_breath_and_louder_than_ticks(self, level):
        breaths, tempo = ([loud(tone, level) for tone in tones] for tones in (BREATHS, TEMPO))
        assert max(tempo) < min(breaths)
        assert min(tempo) > loud(Tone.REP, level)
        assert max(tempo) - min(tempo) < 1


@pytest.mark.parametrize("level", Pitch)
@pytest.mark.parametrize(
    ("tone", "near_start_hz", "near_end_hz"),
    [(Tone.BREATH_IN, 450, 645), (Tone.BREATH_OUT, 645, 450)],
)
def test_a_breath_glides_a_fifth_and_is_silent_at_its_turns_at_every_pitch(
    tone, near_start_hz, near_end_hz, level
):
    samples = heard(tone, 6.0, level)
    assert len(samples) == round((LEAD_IN_S + 6.0 + TAIL_S) * RATE_HZ)
    assert pitch(from_s(samples, 0.3, 0.5), RATE_HZ) == pytest.approx(near_start_hz, abs=15)
    assert pitch(from_s(samples, 2.9, 3.1), RATE_HZ) == pytest.approx((440 * 660) ** 0.5, abs=6)
    assert pitch(from_s(samples, 5.5, 5.7), RATE_HZ) == pytest.approx(near_end_hz, abs=15)
    levels = [peak(from_s(samples, tenth / 10, tenth / 10 + 0.1)) for tenth in range(60)]
    assert levels[0] < 0.1 * max(levels)
    assert levels[-1] < 0.1 * max(levels)
    assert levels[:25] == sorted(levels[:25])
    assert levels[35:] == sorted(levels[35:], reverse=True)


def ends_hz(tone, level, length_s=GLIDE_S):
    samples = heard(tone, length_s, level)
    begin, end = ((0.02, 0.12), (length_s - 0.12, length_s - 0.02))
    return [pitch(from_s(samples, *span), RATE_HZ) for span in (begin, end)]


@pytest.mark.parametrize("level", Pitch)
class TestTempo:
    def test_rises_stays_or_falls(self, level):
        low_hz, high_hz = ends_hz(Tone.TEMPO_UP, level)
        level_hz, still_hz = ends_hz(Tone.TEMPO_LEVEL, level)
        top_hz, bottom_hz = ends_hz(Tone.TEMPO_DOWN, level)
        assert 400 <= low_hz < level_hz == still_hz < high_hz <= 2000
        assert bottom_hz == pytest.approx(low_hz, rel=0.01)
        assert top_hz == pytest.approx(high_hz, rel=0.01)

    def test_goes_less_far_than_a_breath_and_far_enough_to_be_told(self, level):
        low_hz, high_hz = ends_hz(Tone.TEMPO_UP, level)
        breath_low_hz, breath_high_hz = ends_hz(Tone.BREATH_IN, level)
        assert 1.2 < high_hz / low_hz < breath_high_hz / breath_low_hz - 0.1

    def test_is_hollow_where_a_breath_is_full(self, level):
        def octave(tone):
            note = from_s(heard(tone, level=level), 0.48, 0.52)
            first_hz = pitch(note, RATE_HZ)
            return strength(note, RATE_HZ, 2 * first_hz) / strength(note, RATE_HZ, first_hz)

        assert all(octave(tone) < 0.05 for tone in TEMPO)
        assert all(octave(tone) > 0.2 for tone in BREATHS)

    def test_is_there_at_once_and_stays(self, level):
        for tone in TEMPO:
            samples = heard(tone, level=level)
            levels = [peak(from_s(samples, n / 20, n / 20 + 0.05)) for n in range(1, 17)]
            assert min(levels) > 0.7 * max(levels)
            assert peak(from_s(samples, 0, 0.002)) < 0.1 * max(levels)

    def test_may_be_short_or_long(self, level):
        for length_s in (0.3, 15.0):
            samples = heard(Tone.TEMPO_UP, length_s, level)
            assert len(samples) == round((LEAD_IN_S + length_s + TAIL_S) * RATE_HZ)
            low_hz, high_hz = ends_hz(Tone.TEMPO_UP, level, length_s)
            assert high_hz > 1.1 * low_hz


@pytest.mark.parametrize("tone", LASTING)
def test_a_lasting_tone_without_a_length_is_a_mistake(tone):
    with pytest.raises(ValueError, match="length"):
        render(tone)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.floats(0.3, 2.0), st.sampled_from(sorted(LASTING)))
def test_a_lasting_tone_of_any_length_lasts_so_long_and_no_longer(length_s, tone):
    samples = heard(tone, length_s)
    assert len(samples) / RATE_HZ == pytest.approx(LEAD_IN_S + length_s + TAIL_S, abs=0.001)
    assert peak(samples) < 0.3


@pytest.mark.parametrize("preset", [Pitch.LOW, Pitch.HIGH])
def test_a_preset_moves_all_tones_alike(preset):
    tones = (Tone.START, Tone.COUNTDOWN, Tone.END, Tone.TEMPO_LEVEL)
    moved, unmoved = (
        [pitch(from_s(heard(tone, level=level), 0, 0.1), RATE_HZ) for tone in tones]
        for level in (preset, Pitch.MID)
    )
    assert moved == pytest.approx([hz * preset.factor for hz in unmoved], rel=0.02)


@pytest.mark.parametrize(
    ("level", "lowest", "highest"),
    [(Pitch.LOW, 400, 730), (Pitch.MID, 490, 890), (Pitch.HIGH, 980, 1800)],
)
def test_the_presets_lie_about_500_700_and_1800_hz(level, lowest, highest):
    notes_hz = [note.pitch_hz * level.factor for tone in CHANGES for note in RECIPES[tone].notes]
    assert lowest < min(notes_hz) < max(notes_hz) < highest


@pytest.mark.parametrize("level", Pitch)
@pytest.mark.parametrize("tone", [Tone.START, Tone.SWITCH, Tone.REP, Tone.TEMPO_UP])
class TestPanned:
    def both(self, tone, level, side=Side.LEFT):
        (left, right), rate = read_channels(
            panned(rendered(tone, GLIDE_S * (tone in LASTING), level), side)
        )
        assert rate == RATE_HZ
        return left, right

    def test_is_12_db_stronger_in_the_ear_of_its_side(self, tone, level):
        left, right = self.both(tone, level)
        assert 10 * math.log10(mean_square(left) / mean_square(right)) == pytest.approx(12, abs=0.1)

    def test_left_and_right_mirror_each_other(self, tone, level):
        left, right = self.both(tone, level)
        assert self.both(tone, level, Side.RIGHT) == (right, left)

    def test_has_the_power_of_the_middle(self, tone, level):
        left, right = self.both(tone, level)
        power = mean_square(left) + mean_square(right)
        assert power == pytest.approx(mean_square(heard(tone, level=level)), rel=0.01)

    def test_is_never_louder_in_sum_than_the_middle(self, tone, level):
        left, right = self.both(tone, level)
        middle = peak(heard(tone, level=level))
        assert max(peak(left), peak(right)) <= middle
        # A middle sound is in both ears: at full strength or, from some players, 3 dB below.
        mixed = peak([one + other for one, other in zip(left, right, strict=True)])
        assert mixed < middle * math.sqrt(2)

    def test_reaches_the_near_ear_on_time_and_the_far_one_hardly_later(self, tone, level):
        left, right = self.both(tone, level)
        middle = heard(tone, level=level)
        assert len(left) == len(right) == len(middle)
        first_left, first_right, first_middle = (
            onsets(samples, RATE_HZ, threshold=peak(samples) / 10)[0]
            for samples in (left, right, middle)
        )
        assert first_left == first_middle
        assert 0 < first_right - first_left <= 0.0004
        assert not any(right[-round((TAIL_S - 0.001) * RATE_HZ) :])


@given(st.floats(0, 1))
@settings(max_examples=10)
def test_scaling_keeps_the_sound_and_lowers_it(gain):
    whole = heard(Tone.REP)
    quieter, _ = read_wav(scaled(render(Tone.REP), gain))
    assert len(quieter) == len(whole)
    assert peak(quieter) == pytest.approx(peak(whole) * gain, abs=1 / 32768)


def test_scaling_keeps_the_sides():
    sided = panned(render(Tone.REP), Side.RIGHT)
    whole, _ = read_channels(sided)
    quieter, rate = read_channels(scaled(sided, 0.5))
    assert rate == RATE_HZ
    for channel, before in zip(quieter, whole, strict=True):
        assert channel == pytest.approx([value / 2 for value in before], abs=1 / 32768)

"""The sentences themselves: how long they take, which of two goes first, what may be said unplanned."""

import pytest
from by_ear import cue_saying, first, said, texts

from hiptimer.engine.cueing import closing
from hiptimer.engine.cues import Priority, Topic
from hiptimer.engine.dose import Every
from hiptimer.engine.interval import Kind
from hiptimer.engine.lengths import spoken_s
from hiptimer.engine.sayings import kit_word, unplanned_words
from hiptimer.engine.session import Rest
from made import hold, laid, reps, step, work


@pytest.mark.parametrize(
    ("kit", "word"), [("mini_band", "mini band"), ("mat", "mat"), ("foam_roller", "foam roller")]
)
def test_kit_in_a_persons_words(kit, word):
    assert kit_word(kit) == word


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [
        ("Hold.", 0.9),
        ("On ya trip, all.", 1.73),  # four syllables and a stop
        ("12 reps.", 1.04),
        ("85 reps.", 1.7),  # "eigh-ty-five": four at most
        ("Тихо.", 1.04),  # letters of which none is known for a vowel
        ("9" * 5000, 2200.6),  # what nobody would say is reckoned all the same
    ],
)
def test_how_long_a_sentence_takes(sentence, seconds):
    assert spoken_s(sentence) == pytest.approx(seconds)


def test_sentences_of_one_moment_are_one_with_the_highest_priority():
    (one,) = work(laid(step("hinge", reps(4), rep=Every(5), say="")))
    form = cue_saying("Tail tucked, ease forward.", one)
    assert (form.topic, form.priority, form.end_by_s) == (Topic.FORM, Priority.FORM, one.end_s - 4)
    assert form.at_s == one.at_s + 5.9  # at a quarter of 20 s the number is said
    last = cue_saying("3. Last one.", one)
    assert (last.topic, last.priority) == (Topic.COUNT, Priority.COUNTDOWN)
    (half,) = work(laid(step("sit", hold(15, 30)), Rest(rest_s=5)))
    both = cue_saying("15 seconds. 15 more if it feels good, or ease out. Halfway.", half)
    assert (both.topic, both.priority) == (Topic.MINIMUM, Priority.COUNTDOWN)


def test_what_no_timeline_holds_is_known_beforehand():
    # The end of an open dose comes when the person says so: nobody knows how many it has been.
    assert unplanned_words() == (
        *("Paused.", "Stopped. Ease out slowly.", "Ready when you are.", "And release.", "Done."),
    )
    timeline = laid(step("hinge", reps(8, open=True)), Rest(rest_s=5))
    (one,) = work(timeline)
    assert "Done" not in " ".join(texts(one))
    assert [cue.text for cue in closing(one, first(Kind.REST, timeline))[1:]] == ["Done."]


def test_no_two_sentences_have_one_moment():
    for interval in laid(step("lunge"), step("march"), step("twist"), step("bridge")).intervals:
        moments = [at_s for at_s, _text in said(interval)]
        assert len(set(moments)) == len(moments)

"""The bands of 0 to 10, and whose words stand for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiptimer.engine.pain import PainLevel, band_of, bands, bands_of, written_by
from hiptimer.engine.session import Ask, Assigned, PainBands, Safety, Session, When

USUAL = Safety()


def session(**said) -> Session:
    return Session(title="Hips", id="hips", entries=(), **said)


def test_without_a_word_from_the_author_the_usual_bands_stand():
    found = bands(USUAL)
    assert [(one.level, one.range_words) for one in found] == [
        (PainLevel.OK, "0–2"),  # noqa: RUF001
        (PainLevel.CAUTION, "3–5"),  # noqa: RUF001
        (PainLevel.STOP, "6–10"),  # noqa: RUF001
    ]
    assert [one.label for one in found] == ["Carry on", "Acceptable", "Too much"]
    assert not any(one.is_own for one in found)
    assert found[0].lead("Dana") == "0–2:"  # noqa: RUF001
    assert found[0].quoted() == "Carry on."


def test_the_authors_lines_and_words_are_taken_word_for_word():
    own = PainBands(
        ok_to=3, caution_to=4, caution="Fine if it is gone by the morning.", stop="Stop."
    )
    ok, caution, stop = bands(Safety(pain_bands=own))
    assert (ok.low, ok.high, ok.label, ok.is_own) == (0, 3, "Carry on", False)
    assert (caution.low, caution.high) == (4, 4)
    assert caution.range_words == "4"
    assert caution.words == "Fine if it is gone by the morning."
    assert caution.label == "", "words that do not fit are not cut: cut, they may say the opposite"
    assert caution.lead("Dana W.") == "Dana W.'s note for 4:"
    assert caution.lead() == "Note for 4:"
    assert caution.quoted() == "“Fine if it is gone by the morning.”"
    assert (stop.label, stop.words, stop.is_own) == ("Stop", "Stop.", True)


def test_a_band_without_a_number_is_left_out():
    all_but_stop = bands(Safety(pain_bands=PainBands(ok_to=3, caution_to=10)))
    assert [one.level for one in all_but_stop] == [PainLevel.OK, PainLevel.CAUTION]
    no_caution = bands(Safety(pain_bands=PainBands(ok_to=3, caution_to=3)))
    assert [one.level for one in no_caution] == [PainLevel.OK, PainLevel.STOP]


@given(st.integers(0, 10), st.integers(0, 10))
def test_every_number_lies_in_exactly_one_band(one, other):
    drawn = bands(Safety(pain_bands=PainBands(ok_to=min(one, other), caution_to=max(one, other))))
    for pain in range(11):
        found = band_of(drawn, pain)
        assert [band for band in drawn if band.low <= pain <= band.high] == [found]


def test_no_number_and_no_bands_have_no_band():
    assert band_of(bands(USUAL), None) is None
    assert band_of((), 4) is None


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({}, False),
        ({"ask": Ask(effort=True)}, False),
        ({"safety": Safety(stop_rule="Mild tightness only.")}, False),
        ({"ask": Ask(pain=(When.AFTER,))}, True),
        ({"assigned": Assigned()}, True),
        ({"safety": Safety(pain_bands=PainBands())}, True),
    ],
)
def test_only_a_session_that_is_assigned_or_speaks_of_pain_has_bands(said, shown):
    assert bool(bands_of(session(**said))) is shown


def test_the_words_are_those_of_who_assigned_it_else_of_the_author():
    assert written_by(session(author="Ann", assigned=Assigned(by="Dana"))) == "Dana"
    assert written_by(session(author="Ann", assigned=Assigned())) == "Ann"
    assert written_by(session()) == ""


@pytest.mark.parametrize("level", PainLevel)
def test_the_usual_words_are_calm_and_claim_nothing(level):
    words = next(one.words for one in bands(USUAL) if one.level is level).lower()
    for not_ours in ("damage", "injur", "push through", "wear", "you have", "treat", "safe", "!"):
        assert not_ours not in words

"""Colours: every pair that is used can be read, and no other module names a colour."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

import hiptimer.ui
from hiptimer.figure.colours import contrast, mix
from hiptimer.ui.tokens import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT

THEMES = [LIGHT, DARK, HIGH_CONTRAST_LIGHT, HIGH_CONTRAST_DARK]
IDS = ["light", "dark", "high-contrast-light", "high-contrast-dark"]
FIELDS = ("field_work", "field_breathe", "field_rest", "field_switch", "sunken")
PAGES = ("bg", "surface", "sunken")

TEXT = [
    *((ink, ground) for ink in ("ink", "ink_2", "ink_3") for ground in PAGES),
    *((ink, ground) for ink in ("ink", "ink_2") for ground in FIELDS),
    *((kind, f"field_{kind}") for kind in ("work", "rest", "switch")),
    ("breathe", "surface"),
    ("work", "surface"),
    ("rest", "sunken"),
    ("rest", "surface"),
    ("ink_2", "idle_work"),
    ("ink_2", "idle_breathe"),
    ("ink_2", "idle_paused"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("accent", "bg"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("ink", "line"),
    ("warn", "surface"),
    ("warn", "field_warn"),
    ("on_warn", "warn"),
    ("ok", "field_ok"),
    ("ok", "bg"),
    ("ok", "surface"),
    ("on_accent", "ok"),
    ("on_accent", "caution"),
    ("caution", "field_caution"),
    ("caution", "surface"),
    ("ink", "field_caution"),
    ("ink", "field_warn"),
    ("ink", "field_ok"),
    ("on_left", "left"),
    ("on_right", "right"),
    ("bg", "ink"),
    *((code, "surface") for code in ("code_key", "code_string", "code_number")),
]
DIGITS = [*(("ink", ground) for ground in FIELDS), ("ink", "breathe_soft"), ("ink", "bg")]
SIGNS = [
    *(("line_strong", ground) for ground in ("bg", "surface")),
    *((kind, f"field_{kind}") for kind in ("work", "breathe", "rest", "switch")),
    *((kind, "bg") for kind in ("work", "breathe", "rest", "switch")),
    *((side, ground) for side in ("left", "right") for ground in FIELDS),
    *(("focus", ground) for ground in ("bg", "surface")),
    *(("fig_near", ground) for ground in FIELDS),
    ("accent", "line"),
    ("breathe", "breathe_room"),
]


def _worst(pairs, theme, least):
    found = {pair: contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) for pair in pairs}
    return {pair: round(value, 2) for pair, value in found.items() if value < least}


# In high contrast the hairline is ink, so nothing is written on it.
def _used(pairs, theme):
    return [p for p in pairs if not (theme.high_contrast and "line" in p)]


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
def test_text_can_be_read(theme):
    assert _worst(_used(TEXT, theme), theme, 4.5) == {}


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
def test_digits_can_be_read_from_afar(theme):
    assert _worst(DIGITS, theme, 7) == {}


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
def test_signs_and_borders_can_be_seen(theme):
    pairs = _used(SIGNS, theme)
    assert _worst(pairs, theme, 3) == {}


def test_contrast_is_that_of_wcag():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


def test_a_mix_lies_between_its_parts():
    assert mix("#FFFFFF", "#000000", 0) == "#000000"
    assert mix("#FFFFFF", "#000000", 1) == "#FFFFFF"
    assert mix("#FF0000", "#0000FF", 0.5) == "#800080"


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
def test_every_token_is_an_opaque_colour(theme):
    flags = {"dark", "high_contrast"}
    values = {f.name: getattr(theme, f.name) for f in fields(theme) if f.name not in flags}
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in values.values()), values


def test_only_tokens_names_colours():
    folder = Path(hiptimer.ui.__file__).parent
    found = {
        path.name: hits
        for path in folder.rglob("*.py")
        if path.name != "tokens.py"
        and (hits := re.findall(r"""["']#[0-9A-Fa-f]{3,8}["']""", path.read_text("utf-8")))
    }
    assert found == {}

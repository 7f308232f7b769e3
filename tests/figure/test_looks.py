"""Who is drawn: every role has its colour, and the figure stands out wherever it stands."""

import colorsys
from dataclasses import fields

import pytest

from hiptimer import preferences
from hiptimer.engine.exercise import Side
from hiptimer.figure.colours import contrast
from hiptimer.figure.looks import LOOKS, Build, LookName, is_role, paints
from hiptimer.ui.tokens import (
    DARK,
    HIGH_CONTRAST_DARK,
    HIGH_CONTRAST_LIGHT,
    LIGHT,
    figure_ground,
)

THEMES = {
    "light": LIGHT,
    "dark": DARK,
    "contrast-light": HIGH_CONTRAST_LIGHT,
    "contrast-dark": HIGH_CONTRAST_DARK,
}
# fmt: off
ROLES = (
    "mat", "mat-edge", "shadow-1", "shadow-2", "shadow-3", "shadow-4", "keyline", "skin",
    "skin-shade", "skin-line", "top", "top-shade", "forearm", "forearm-line", "bottom",
    "bottom-shade", "calf", "calf-line", "hair", "hair-light", "hair-line", "prop", "prop-light",
    "prop-shade", "prop-line", "band", "band-shade", "band-line", "strap", "strap-line", "weight",
    "weight-shade", "cushion", "cushion-shade", "target-1", "target-2", "target-3", "target-4",
    "target-edge", "face-ink", "face-mouth", "face-blush", "nail",
)
# fmt: on


@pytest.fixture(params=THEMES)
def theme(request):
    return THEMES[request.param]


@pytest.fixture(params=LookName)
def look(request):
    return LOOKS[request.param]


def colours(look, theme, side=None):
    return {role: one.colour for role, one in paints(look, figure_ground(theme, side)).items()}


def test_what_can_be_preferred_is_what_there_is():
    assert tuple(LookName) == preferences.LOOKS
    assert tuple(Build) == preferences.BUILDS
    assert LOOKS.keys() == set(LookName)
    assert len(LOOKS) >= 3


def test_every_role_has_a_colour(look, theme):
    assert paints(look, figure_ground(theme, None)).keys() >= set(ROLES)
    assert all(is_role(role) for role in (*ROLES, "sleeve-edge", "calf-edge"))
    assert not is_role("skim")
    assert not is_role("target-5")


def test_every_colour_is_of_a_known_role(look, theme):
    assert all(is_role(role) for role in paints(look, figure_ground(theme, None)))


def test_the_keyline_stands_out_from_every_field(look, theme):
    keyline = colours(look, theme)["keyline"]
    names = [one.name for one in fields(theme) if one.name.startswith("field_")]
    for name in (*names, "surface", "sunken", "bg"):
        assert contrast(keyline, getattr(theme, name)) >= 3, name


def test_the_keyline_is_dark_on_light_and_light_on_dark(look):
    assert contrast(colours(look, LIGHT)["keyline"], "#FFFFFF") > 4.5
    assert contrast(colours(look, DARK)["keyline"], "#000000") > 4.5


def test_no_line_is_black(look, theme):
    for role, colour in colours(look, theme).items():
        if role.endswith("-line"):
            assert contrast(colour, "#000000") > 1.3, role


def test_clothes_stay_away_from_the_colours_of_the_sides(look):
    for theme in (LIGHT, DARK):
        for role in ("top", "bottom"):
            colour = colours(look, theme)[role]
            red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
            hue, _light, saturation = colorsys.rgb_to_hls(red, green, blue)
            is_blue = 190 < hue * 360 < 265
            is_orange = 10 < hue * 360 < 45
            assert saturation < 0.15 or not (is_blue or is_orange), (role, colour)


def test_sleeves_and_leggings_are_cloth_or_skin():
    for look in LOOKS.values():
        found = colours(look, LIGHT)
        assert found["forearm"] == found["top" if look.long_sleeves else "skin"]
        assert found["calf"] == found["bottom" if look.leggings else "skin"]
        # A hem is where the cloth ends.
        assert ("forearm-edge" in found) == look.long_sleeves
        assert ("sleeve-edge" in found) != look.long_sleeves
        assert ("calf-edge" in found) == look.leggings
        assert ("bottom-edge" in found) != look.leggings


def test_looks_differ_in_skin_hair_and_clothes():
    for role in ("skin", "hair", "top", "bottom"):
        assert len({colours(look, LIGHT)[role] for look in LOOKS.values()}) == len(LOOKS)


def test_what_is_felt_has_the_colour_of_the_side(look, theme):
    targets = [colours(look, theme, side)["target-2"] for side in (Side.LEFT, Side.RIGHT, None)]
    assert targets == [theme.tgt_left, theme.tgt_right, theme.tgt_both]


def test_every_look_and_build_is_called_something():
    for one in (*LookName, *Build):
        assert one.words()
    assert len({one.told() for one in LookName}) == len(LookName)

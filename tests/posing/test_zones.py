"""Skin, cloth and hair lie where a person wears them."""

import numpy as np
import pytest

from posing.views import standing
from tools.posing.build import STATURE_M
from tools.posing.skeleton import LENGTHS
from tools.posing.solids import place
from tools.posing.zones import BODY_ZONES, PROP_ZONES, Zone, zones

FRAMES = standing(hipL_flex=60, kneL_flex=80, elbL_flex=70, lum_flex=20)


def zone_of(part: str, point) -> Zone:
    found = zones((part,), np.zeros(1, np.int16), np.array([point]), FRAMES)
    return Zone(int(found[0]))


def along(bone: str, t: float):
    """A point within a limb at a fraction of its length."""
    frame = FRAMES[bone]
    return frame.at - frame.turn[:, 2] * LENGTHS[bone[:-1]] * STATURE_M * t


@pytest.mark.parametrize("side", ["L", "R"])
@pytest.mark.parametrize(
    ("limb", "t", "zone"),
    [
        ("thigh", 0.2, Zone.BOTTOM),
        ("thigh", 0.9, Zone.CALF),
        ("shin", 0.3, Zone.CALF),
        ("shin", 0.95, Zone.SKIN),
        ("upper", 0.2, Zone.TOP),
        ("upper", 0.8, Zone.FOREARM),
        ("fore", 0.5, Zone.FOREARM),
        ("fore", 0.99, Zone.SKIN),
    ],
)
def test_hems_lie_across_the_limbs_however_they_are_turned(limb, t, zone, side):
    assert zone_of(limb + side, along(limb + side, t)) is zone


@pytest.mark.parametrize("part", ["handL", "finger2R", "footL", "toe0R", "earL"])
def test_hands_feet_and_ears_are_bare(part):
    assert zone_of(part, (0, 0, 0)) is Zone.SKIN


@pytest.mark.parametrize(
    ("bone", "at", "zone"),
    [
        ("pelvis", (0.04, 0, -0.03), Zone.BOTTOM),
        ("pelvis", (-0.05, 0.03, 0.0), Zone.BOTTOM),
        ("lum", (0.04, 0, 0.06), Zone.TOP),
        ("tho", (0.05, 0.02, 0.05), Zone.TOP),
        ("tho", (-0.05, 0.02, 0.08), Zone.TOP),
    ],
)
def test_shirt_and_trousers_meet_at_the_waist(bone, at, zone):
    assert zone_of("torso", place(FRAMES[bone], *at)) is zone


def test_the_throat_is_bare():
    assert zone_of("neck", place(FRAMES["neck"], 0.03, 0, 0.03)) is Zone.SKIN


@pytest.mark.parametrize(
    ("at", "zone"),
    [((0.06, 0, 0.035), Zone.SKIN), ((0.0, 0, 0.12), Zone.HAIR), ((-0.06, 0, 0.07), Zone.HAIR)],
)
def test_hair_grows_above_and_behind_the_face(at, zone):
    assert zone_of("head", place(FRAMES["head"], *at)) is zone


@pytest.mark.parametrize("zone", PROP_ZONES)
def test_a_prop_is_called_by_its_kind(zone):
    assert zone_of(f"prop:{zone.name.lower()}:3", (0, 0, 0)) is zone


def test_each_point_goes_by_its_own_part():
    found = zones(("handL", "bun"), np.array([1, 0, 1], np.int16), np.zeros((3, 3)), FRAMES)
    assert found.tolist() == [Zone.HAIR, Zone.SKIN, Zone.HAIR]


def test_every_zone_is_of_a_body_or_a_prop():
    assert {Zone.NONE, *BODY_ZONES, *PROP_ZONES} == set(Zone)
    assert not set(BODY_ZONES) & set(PROP_ZONES)

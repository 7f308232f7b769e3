import numpy as np
import pytest

from tools.posing.build import BUILDS, SLENDER, STURDY
from tools.posing.mass import centre_of_mass
from tools.posing.sites import SITE_INDEX, SITE_NAMES, SOLID_SITES, capsules, locate, sites
from tools.posing.skeleton import (
    COUNT,
    FRAME_INDEX,
    FRAMES,
    HIGHEST,
    LIMITS_DEG,
    LOWEST,
    NAMES,
    angles_from,
    forward,
    mirrored,
    neutral,
    other_side,
    stacked,
)

LEFT_RIGHT = np.array([1, -1, 1])


@pytest.fixture
def postures() -> np.ndarray:
    chance = np.random.default_rng(3)
    return LOWEST + (HIGHEST - LOWEST) * chance.random((40, COUNT))


def test_standing_has_the_height_and_the_feet_on_the_floor():
    frames = forward(neutral(), SLENDER)
    crown, skin = locate(frames, "crown", SLENDER)
    assert crown[2] + skin == pytest.approx(1.70, abs=0.03)
    for site in ("heelL", "heelR", "ballL", "ballR"):
        point, skin = locate(frames, site, SLENDER)
        assert point[2] == pytest.approx(skin, abs=0.005), site


@pytest.mark.parametrize(
    ("guess", "site", "way"),
    [
        ({"hipL.flex": 40}, "kneeL", (1, 0, 1)),
        ({"hipL.abd": 40}, "kneeL", (0, 1, 1)),
        ({"hipR.abd": 40}, "kneeR", (0, -1, 1)),
        ({"hipR.rot": 30}, "toeR", (0, -1, 0)),
        ({"kneL.flex": 60}, "ankleL", (-1, 0, 1)),
        ({"shoR.flex": 60}, "palmR", (1, 0, 1)),
        ({"elbL.flex": 60}, "palmL", (1, 0, 1)),
        ({"ankL.flex": 20}, "toeL", (0, 0, 1)),
        ({"lum.flex": 30}, "chest", (1, 0, -1)),
        ({"tho.side": 20}, "headtop", (0, 1, -1)),
        ({"tho.twist": 30}, "shoulderL", (-1, 0, 0)),
        ({"pitch": 30}, "headtop", (1, 0, -1)),
        ({"yaw": 40}, "toeL", (0, 1, 0)),
    ],
)
def test_an_angle_moves_the_body_its_way(guess, site, way):
    before, _ = locate(forward(neutral(), SLENDER), site, SLENDER)
    after, _ = locate(forward(angles_from(guess), SLENDER), site, SLENDER)
    for axis, sign in enumerate(way):
        if sign:
            assert (after - before)[axis] * sign > 0.005, (guess, axis)


@pytest.mark.parametrize("build", BUILDS.values(), ids=list(BUILDS))
def test_the_mirrored_posture_is_the_exact_reflection(postures, build):
    turns, joints = stacked(postures, build)
    turned, moved = stacked(mirrored(postures), build)
    other = [FRAME_INDEX[other_side(name)] for name in FRAMES]
    assert np.array_equal(moved[:, other] * LEFT_RIGHT, joints)
    points = sites(build).place(turns, joints)
    twins = [SITE_INDEX[other_side(name)] for name in SITE_NAMES]
    np.testing.assert_allclose(
        sites(build).place(turned, moved)[:, twins] * LEFT_RIGHT, points, atol=1e-12
    )
    assert np.array_equal(mirrored(mirrored(postures)), postures)


def test_many_postures_at_once_are_the_same_as_one_by_one(postures):
    many = forward(postures, STURDY)
    for number, angles in enumerate(postures):
        for name, frame in forward(angles, STURDY).items():
            np.testing.assert_allclose(many[name].turn[number], frame.turn, atol=1e-12)
            np.testing.assert_allclose(many[name].at[number], frame.at, atol=1e-12)


def test_frames_stay_frames_and_bones_keep_their_length(postures):
    turns, joints = stacked(postures, SLENDER)
    np.testing.assert_allclose(
        turns @ np.swapaxes(turns, -1, -2), np.broadcast_to(np.eye(3), turns.shape), atol=1e-12
    )
    shin = joints[:, FRAME_INDEX["footL"]] - joints[:, FRAME_INDEX["shinL"]]
    np.testing.assert_allclose(np.linalg.norm(shin, axis=-1), 0.246 * 1.70)


def test_the_shoulder_rises_with_the_arm_and_only_then():
    def shoulder(arm):
        return forward(angles_from({"shoL.flex": arm, "shoL.abd": 0}), SLENDER)["upperL"].at[2]

    assert shoulder(20) == pytest.approx(shoulder(0), abs=1e-9)
    heights = [shoulder(arm) for arm in range(0, 181, 15)]
    assert heights == sorted(heights)
    assert 0.06 < heights[-1] - heights[0] < 0.12


def test_a_guess_takes_both_sides_and_says_what_it_does_not_know():
    angles = dict(zip(NAMES, angles_from({"sho*.flex": 90, "tz": 0.5}), strict=True))
    assert angles["shoL.flex"] == angles["shoR.flex"] == pytest.approx(np.pi / 2)
    assert angles["tz"] == 0.5
    with pytest.raises(KeyError):
        angles_from({"sholder.flex": 3})


def test_the_neutral_stance_is_within_all_limits():
    assert np.all(neutral() >= LOWEST)
    assert np.all(neutral() <= HIGHEST)
    assert len(LIMITS_DEG) == COUNT - 6


def test_the_centre_of_mass_of_a_standing_body_is_at_the_pelvis():
    centre = centre_of_mass(*stacked(neutral(), SLENDER))
    assert 0.53 < centre[2] / 1.70 < 0.60
    assert centre[1] == pytest.approx(0, abs=1e-12)


def test_a_sturdier_build_has_more_flesh_everywhere_it_says_so():
    slender, sturdy = sites(SLENDER), sites(STURDY)
    for name in ("midthighL", "midshinR", "sitL", "forearmL", "scapR"):
        assert sturdy.radius_m[SITE_INDEX[name]] > slender.radius_m[SITE_INDEX[name]]
    assert np.all(capsules(STURDY).radius_m >= capsules(SLENDER).radius_m)
    assert all(slender.radius_m[SITE_INDEX[name]] > 0 for name in SOLID_SITES)

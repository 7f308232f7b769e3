import numpy as np
import pytest

from posing.posefiles import STANDING, pose_of
from tools.posing.build import SLENDER
from tools.posing.checking import at_limits, check_pose, outside
from tools.posing.pose import Pose, Variant
from tools.posing.skeleton import angles_from, mirrored
from tools.posing.solved import Key, Solved, read_solved, write_solved

UPRIGHT = {"tz": 0.905}


def held(pose: Pose, *guesses: dict[str, float]) -> Solved:
    """A hold that is in turn each of some postures."""
    return Solved(pose.id, pose.variant, "slender", tuple(Key(angles_from(g)) for g in guesses))


def failures(pose: Pose, *guesses: dict[str, float]) -> set[str]:
    return {
        result.text for result in check_pose(pose, held(pose, *guesses), SLENDER) if not result.ok
    }


def test_a_body_that_stands_passes_everything(tmp_path):
    assert failures(pose_of(tmp_path, STANDING), UPRIGHT) == set()


@pytest.mark.parametrize(
    ("guess", "text"),
    [
        ({"tz": 0.87}, "nothing sinks into the floor"),
        ({"hipL.abd": -20, "hipR.abd": -20}, "no limb is in another"),
        ({"elbL.flex": 160}, "joints stay within their limits"),
        ({"pitch": 20}, "the weight is over what bears it"),
    ],
)
def test_what_holds_for_everybody_is_found_broken(tmp_path, guess, text):
    assert text in failures(pose_of(tmp_path, STANDING), UPRIGHT | guess)


def test_a_planted_foot_that_moves_with_the_breath_slips(tmp_path):
    pose = pose_of(tmp_path, STANDING)
    assert failures(pose, UPRIGHT, UPRIGHT | {"tx": 0.004}) == set()
    assert failures(pose, UPRIGHT, UPRIGHT | {"tx": 0.006}) == {"what is planted does not slip"}


def test_balance_can_be_waived_and_allowed_parts_may_overlap(tmp_path):
    text = (
        STANDING
        + "unbalanced: held by a helper\nallow_overlap: [[thighL, thighR], [shinL, shinR]]\n"
    )
    pose = pose_of(tmp_path, text)
    assert failures(pose, UPRIGHT | {"pitch": 20}) & {"the weight is over what bears it"} == set()


def test_nothing_may_stand_in_a_box(tmp_path):
    pose = pose_of(tmp_path, STANDING + "props: [{box: [-.2, .3, -.3, .3, 0, .3]}]\n")
    assert "nothing sinks into a prop" in failures(pose, UPRIGHT)


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        ("{over: [kneeL, ankleL], within: .05, axes: [x]}", {}, {"kneL.flex": 40}),
        ("{on_floor: [heelL, ballL], within: .02}", {}, {"hipL.flex": 20}),
        ("{height: heelL, min: .1, max: .5}", {"kneL.flex": 60}, {}),
        ("{tilt: tho.up, max: 15}", {}, {"lum.flex": 20}),
        ("{tilt: tho.up, from: pelvis.up, max: 15}", {"pitch": 30}, {"lum.flex": 20}),
        ("{angle: kneL.flex, min: 78, max: 102}", {"kneL.flex": 90}, {"kneL.flex": 60}),
        (
            "{touch: [palmL, thighL], within: .03}",
            {"shoL.abd": 0, "shoL.flex": 4},
            {"shoL.abd": 40},
        ),
        ("{gap: [ankleL, ankleR], axis: y, min: .1, max: .3}", {}, {"hipL.abd": 40}),
        ("{apart: [thighL.up, thighR.up], min: 30}", {"hipL.abd": 40}, {}),
        ("{line: [shoulderL, hipL, kneeL], max: 10}", {}, {"hipL.flex": 30}),
        ("{symmetric: yes, within: .01}", {"hip*.flex": 30}, {"hipL.flex": 3}),
    ],
)
def test_a_pose_s_own_check_can_hold_and_can_fail(tmp_path, check, good, bad):
    text = STANDING + f"checks: [{check[:-1]}, text: mine}}]\n"
    pose = pose_of(tmp_path, text)
    assert "mine" not in failures(pose, UPRIGHT | good)
    assert "mine" in failures(pose, UPRIGHT | bad)


def test_a_check_is_taken_at_its_station_and_jolts_are_found(tmp_path):
    text = (
        STANDING
        + """
motion: {stations: {up: {}, down: {}}, path: [up, down]}
checks:
  - {angle: kneL.flex, min: 50, text: bent, at: down}
  - {angle: kneL.flex, max: 5, text: straight}
"""
    )
    pose = pose_of(tmp_path, text)
    bends = [30 * (1 - np.cos(np.pi * step / 12)) for step in range(13)]

    def moved(bends):
        keys = [Key(angles_from(UPRIGHT | {"kneL.flex": bend})) for bend in bends]
        keys[0], keys[-1] = Key(keys[0].angles, 0, "up"), Key(keys[-1].angles, 0, "down")
        results = check_pose(pose, Solved(pose.id, Variant.BASE, "slender", tuple(keys)), SLENDER)
        return {result.text: result.ok for result in results}

    even = moved(bends)
    assert even["bent (down)"]
    assert even["straight (up)"]
    assert not even["straight (down)"]
    assert even["it moves evenly"]
    bends[6] += 12
    assert not moved(bends)["it moves evenly"]


def test_joints_at_their_limits_are_named():
    bent = {"kneL.flex": 150, "kneR.flex": 20, "hipR.flex": -24.8, "elbL.flex": 20}
    assert at_limits(angles_from(bent)) == ["kneL.flex", "hipR.flex"]


def test_distance_to_a_hull_is_signed():
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0.5, 0.5)])
    assert outside(np.array([0.5, 0.9]), square) == pytest.approx(-0.1)
    assert outside(np.array([1.3, 0.5]), square) == pytest.approx(0.3)
    assert outside(np.array([0, 0]), np.empty((0, 2))) == np.inf


def test_a_mirrored_solution_passes_the_same_checks(tmp_path):
    pose = pose_of(tmp_path, STANDING)
    key = Key(mirrored(angles_from(UPRIGHT | {"shoL.abd": 50})))
    assert all(
        r.ok for r in check_pose(pose, Solved(pose.id, pose.variant, "slender", (key,)), SLENDER)
    )


def test_solved_poses_come_back_from_their_file(tmp_path):
    pose = pose_of(tmp_path, STANDING)
    solved = Solved(
        pose.id,
        pose.variant,
        "slender",
        (Key(angles_from(UPRIGHT), 0.25, "up"), Key(angles_from({"hipL.flex": 33.3}), 1.0)),
    )
    file = write_solved(solved, pose, tmp_path)
    assert file == tmp_path / "slender" / "standing.json"
    back = read_solved("standing", "slender", tmp_path)
    assert np.abs(back.angles - solved.angles).max() <= 0.5e-5
    assert [(key.breath, key.station) for key in back.keys] == [(0.25, "up"), (1.0, None)]
    assert back.path == (0,)
    file.write_text(file.read_text().replace('"lum.flex"', '"lumbar.flex"'))
    with pytest.raises(ValueError, match="solve it again"):
        read_solved("standing", "slender", tmp_path)

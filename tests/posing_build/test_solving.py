"""Solving: needs scipy, so it is named to be run (`pytest tests/posing_build`)."""

import numpy as np
import pytest

from posing.posefiles import STANDING, pose_of
from tools.posing.build import SLENDER, STURDY
from tools.posing.checking import check_pose
from tools.posing.moving import BREATHS, STEPS, solve_pose
from tools.posing.pose import Pose
from tools.posing.residuals import Placed
from tools.posing.skeleton import HIGHEST, INDEX, LOWEST, mirrored

SQUAT = (
    STANDING
    + """
  - {site: ballL, at: [.1, .15, ~], w: 3}
  - {site: ballR, at: [.1, -.15, ~], w: 3}
aims:
  - {frame: foot*, axis: up, along: [0, 0, 1]}
  - {site: mass, over: ankleL, axes: [x], offset: .04}
guess: {hip*.flex: 30, kne*.flex: 40}
motion:
  stations:
    up: {}
    down: {guess: {hip*.flex: 80, kne*.flex: 90}, aims: [{angle: kne*.flex, is: 85, w: 2}]}
  path: [up, down]
  planted: [heel*, ball*]
"""
)


def failed(pose: Pose, build=SLENDER) -> list[str]:
    return [r.text for r in check_pose(pose, solve_pose(pose, build), build) if not r.ok]


def test_a_wish_is_met_and_limits_are_kept(tmp_path):
    pose = pose_of(tmp_path, STANDING + "  - {site: palmL, at: [.4, .2, 1.2], w: 2}\n")
    solved = solve_pose(pose, SLENDER)
    assert len(solved.keys) == BREATHS
    palm = Placed.of(solved.keys[0].angles, SLENDER).site("palmL")
    np.testing.assert_allclose(palm, [0.4, 0.2, 1.2], atol=0.005)
    assert np.all((solved.angles >= LOWEST) & (solved.angles <= HIGHEST))


def test_breathing_lifts_the_chest_and_leaves_the_feet(tmp_path):
    pose = pose_of(tmp_path, STANDING)
    solved = solve_pose(pose, SLENDER)
    assert [key.breath for key in solved.keys] == pytest.approx(np.linspace(0, 1, BREATHS))
    change = np.degrees(solved.keys[-1].angles - solved.keys[0].angles)
    assert -2 < change[INDEX["lum.flex"]] < -0.5
    assert -2 < change[INDEX["tho.flex"]] < -0.4
    assert failed(pose) == []


def test_a_movement_keeps_its_feet_and_has_no_jolts(tmp_path):
    pose = pose_of(tmp_path, SQUAT)
    solved = solve_pose(pose, STURDY)
    assert solved.path == (0, STEPS)
    assert failed(pose, STURDY) == []
    knee = np.degrees(solved.angles[:, INDEX["kneL.flex"]])
    assert knee[-1] == pytest.approx(85, abs=4)
    assert np.all(np.diff(knee) > 0)


def test_solving_twice_gives_the_same(tmp_path):
    pose = pose_of(tmp_path, SQUAT)
    assert np.array_equal(solve_pose(pose, SLENDER).angles, solve_pose(pose, SLENDER).angles)


def test_a_symmetric_pose_is_its_own_mirror_image(tmp_path):
    text = STANDING + "  - {site: palmL, touch: hipboneL, w: 2}\nsymmetric: yes\n"
    angles = solve_pose(pose_of(tmp_path, text), SLENDER).angles
    np.testing.assert_allclose(mirrored(angles), angles, atol=1e-9)


def test_nobody_stands_inside_a_box(tmp_path):
    pose = pose_of(tmp_path, STANDING + "props: [{box: [.03, .5, -.4, .4, 0, .5]}]\n")
    assert "nothing sinks into a prop" not in failed(pose)

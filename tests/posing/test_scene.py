"""A solved pose becomes a scene, seen in one view for all its keys."""

import numpy as np
import pytest

from hiptimer.figure.baked import UNITS, Sort, check_header
from posing.posefiles import STANDING, pose_of
from posing.views import solved
from tools.posing.build import STATURE_M
from tools.posing.oracle import zones_seen
from tools.posing.profiles import profiles
from tools.posing.scene import header_of, scene_of, view_of
from tools.posing.solved import Key

ARMS_OUT = {"shoL_abd": 80, "shoR_abd": 80}
RISING = """
motion:
  stations: {down: {}, up: {guess: {sho*.flex: 90}}}
  path: [down, up]
  phases: [[0, 1], [1, 0]]
"""


@pytest.mark.parametrize("camera", ["{az: 0, el: 0}", "{az: 57, el: 11}", "{az: 90, el: 30}"])
def test_the_view_holds_every_key_with_room_around(tmp_path, camera):
    pose = pose_of(tmp_path, STANDING + f"camera: {camera}\n")
    found = solved({}, ARMS_OUT)
    view = view_of(pose, found, 160)
    assert max(view.width, view.height) == 160
    for key in found.keys:
        scene = scene_of(pose, "slender", key)
        shown = zones_seen(scene.solids, scene.frames, view, profiles(STATURE_M)) > 0
        assert shown.sum() > 1000
        border = np.concatenate([shown[0], shown[-1], shown[:, 0], shown[:, -1]])
        assert not border.any()


def test_a_view_is_no_wider_than_it_need_be(tmp_path):
    pose = pose_of(tmp_path, STANDING + "camera: {az: 0, el: 0}\n")
    narrow, wide = (view_of(pose, solved(key), 160) for key in ({}, ARMS_OUT))
    assert narrow.height == wide.height == 160
    assert narrow.width < 0.6 * wide.width
    assert narrow.height * narrow.pixel_m == pytest.approx(STATURE_M, abs=0.15)


def test_a_mat_is_seen_whole(tmp_path):
    text = STANDING + "camera: {az: 0, el: 20}\nprops: [{mat: [-.5, .5, -.9, .9]}]\n"
    view = view_of(pose_of(tmp_path, text), solved({}), 160)
    corners = view.pixels(np.array([[x, y, 0] for x in (-0.5, 0.5) for y in (-0.9, 0.9)]))
    assert corners.min() > 0
    assert np.all(corners < [view.width, view.height])


def test_what_the_file_says_of_a_hold(tmp_path):
    pose, found = pose_of(tmp_path, STANDING), solved({}, {})
    view = view_of(pose, found, 300)
    header = header_of(pose, found, view)
    assert (header.id, header.build, header.frames) == ("standing", "slender", 2)
    assert header.sort is Sort.HOLD
    assert max(header.box) == UNITS
    low, high = view.pixels(np.array([[0, 0, 0], view.up]))
    units_per_px = UNITS / max(view.width, view.height)
    assert header.scale == pytest.approx((low[1] - high[1]) * units_per_px)
    check_header(header)


def test_what_the_file_says_of_a_movement(tmp_path):
    pose = pose_of(tmp_path, STANDING + RISING)
    found = solved({}, {"shoL_flex": 90, "shoR_flex": 90})
    header = header_of(pose, found, view_of(pose, found, 300))
    assert header.sort is Sort.MOTION
    assert header.path == (0, 1)
    assert header.phases == ((0, 1), (1, 0))
    assert not header.loop
    check_header(header)


def test_a_breath_in_is_to_be_seen(tmp_path):
    pose, angles = pose_of(tmp_path, STANDING), solved({}).keys[0].angles
    empty, full = (scene_of(pose, "slender", Key(angles, breath)) for breath in (0.0, 1.0))
    change = np.abs(full.solids.rows - empty.solids.rows)
    assert change.max() > 0.002
    torso = empty.solids.parts.index("torso")
    assert set(empty.solids.rows[change.max(axis=1) > 0][:, 1]) == {torso}


def test_builds_differ(tmp_path):
    pose, key = pose_of(tmp_path, STANDING), solved({}).keys[0]
    table, seen = profiles(STATURE_M), []
    for build in ("slender", "sturdy"):
        view = view_of(pose, solved({}, build=build), 160)
        scene = scene_of(pose, build, key)
        shown = zones_seen(scene.solids, scene.frames, view, table) > 0
        seen.append(shown.sum() * view.pixel_m**2)
    assert seen[1] > 1.08 * seen[0]

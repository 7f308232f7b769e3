"""A scene becomes layers of flat shapes."""

from itertools import pairwise

import numpy as np
import pytest

from hiptimer.figure.looks import is_role
from posing.polygons import area, inside, to_outline
from posing.posefiles import STANDING, pose_of
from posing.views import solved
from tools.posing.build import STATURE_M
from tools.posing.drawing import Layer, draw
from tools.posing.picture import picture
from tools.posing.pose import Pose
from tools.posing.profiles import profiles
from tools.posing.scene import scene_of, view_of
from tools.posing.solved import Solved

FULL = """
props: [{mat: [-.5, .5, -.4, .4]}, {box: [-.45, -.25, -.1, .1, 0, .3]}]
target: [quads]
camera: {az: 57, el: 11}
"""
FOUND = solved({"shoL_flex": 40, "elbL_flex": 30})
SIZE_PX = 320


@pytest.fixture(scope="module")
def pose(tmp_path_factory) -> Pose:
    return pose_of(tmp_path_factory.mktemp("poses"), STANDING + FULL)


def drawn(pose: Pose, found: Solved = FOUND) -> list[Layer]:
    view = view_of(pose, found, SIZE_PX)
    return draw(scene_of(pose, found.build, found.keys[0]), view, profiles(STATURE_M))


@pytest.fixture(scope="module")
def layers(pose) -> list[Layer]:
    return drawn(pose)


def first(roles: list[str], *some: str) -> int:
    return min(roles.index(one) for one in some if one in roles)


def last(roles: list[str], *some: str) -> int:
    return max(n for n, role in enumerate(roles) if role in some)


def test_layers_lie_upon_each_other_in_the_right_order(layers):
    roles = [role for role, _ in layers]
    assert roles[:2] == ["mat-edge", "mat"]
    shadows = [role for role in roles if role.startswith("shadow")]
    assert shadows == sorted(shadows)
    fills = ("skin", "top", "forearm", "bottom", "calf", "hair")
    assert last(roles, *shadows) < first(roles, "prop-line", "keyline", "prop")
    assert last(roles, "keyline", "prop-line") < first(roles, "prop", *fills) or (
        roles.index("keyline") < first(roles, *fills)
    )
    assert last(roles, "prop", *fills) < first(roles, *(f"{one}-shade" for one in fills))
    assert last(roles, *(f"{one}-shade" for one in fills)) < roles.index("target-1")
    targets = [role for role in roles if role.startswith("target-") and role != "target-edge"]
    assert targets == sorted(targets)
    assert last(roles, *targets) < first(roles, *(f"{one}-line" for one in fills))
    assert last(roles, "top-line", "calf-line") < first(roles, "face-ink", "hair-light")


def test_every_role_has_a_colour_and_every_layer_a_shape(layers):
    for role, shapes in layers:
        assert is_role(role), role
        assert shapes
        assert all(shape.shape[1] == 2 and len(shape) >= 3 for shape in shapes)


def test_the_keyline_closes_around_the_body(layers):
    by_role = dict(layers)
    for role in ("skin", "top", "bottom", "calf", "hair"):
        corners = np.concatenate(by_role[role])
        outside = ~inside(corners, by_role["keyline"])
        assert outside.mean() < 0.01, role


def test_the_first_fill_lies_under_all_others(layers):
    """So no gap opens between two zones that meet."""
    by_role = dict(layers)
    body = by_role["skin"]
    middles = [shape.mean(axis=0) for role in ("top", "bottom") for shape in by_role[role][:1]]
    assert inside(middles, body).all()


def test_where_it_is_felt_is_drawn_within_the_body_and_smaller_and_smaller(layers):
    by_role = dict(layers)
    levels = [by_role[role] for role in sorted(by_role) if role[-1] in "1234" and "target" in role]
    assert len(levels) >= 3
    for lower, higher in pairwise(levels):
        assert 0 < area(higher) < area(lower)
        corners = np.concatenate(higher)
        outside = corners[~inside(corners, lower)]  # they share the body's edge
        assert all(min(to_outline(one, shape) for shape in lower) < 2 for one in outside)
    assert inside(np.concatenate(levels[0]), by_role["keyline"]).all()


def test_nothing_is_felt_where_nothing_is_to_be(tmp_path):
    roles = {role for role, _ in drawn(pose_of(tmp_path, STANDING))}
    assert not any(role.startswith("target") for role in roles)
    assert "mat" not in roles
    assert "prop" not in roles


def test_a_mirrored_picture_is_the_other_turned_round(tmp_path):
    text = STANDING + "camera: {az: 20, el: 5%s}\n"
    plain, turned = (
        picture(pose_of(tmp_path, text % more), FOUND, 200) for more in ("", ", mirror: yes")
    )
    wide = plain.header().box[0]
    one, other = (dict(taken.layers(FOUND.keys[0])) for taken in (plain, turned))
    assert list(one) == list(other)
    for role, shapes in one.items():
        for shape, back in zip(shapes, other[role], strict=True):
            np.testing.assert_allclose(back[:, 1], shape[:, 1])
            np.testing.assert_allclose(wide - back[:, 0], shape[:, 0], atol=1.0)


def test_a_face_is_seen_from_the_front_and_not_from_behind(tmp_path):
    text = STANDING + "camera: {az: %d, el: 5}\n"
    front, back = (drawn(pose_of(tmp_path, text % azimuth)) for azimuth in (0, 180))
    assert "face-ink" in dict(front)
    assert "face-ink" not in dict(back)


def test_drawing_twice_gives_the_same(pose, layers):
    for (role, shapes), (again, others) in zip(layers, drawn(pose), strict=True):
        assert role == again
        for shape, other in zip(shapes, others, strict=True):
            np.testing.assert_allclose(shape, other, atol=1e-9)

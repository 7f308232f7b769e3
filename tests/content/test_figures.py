"""Every drawn figure: there, small, whole, pointing at something, and unlike the others."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF

from hiptimer.figure.baked import UNITS, Figure, Sort, read_figure
from hiptimer.figure.looks import Build
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.resources import asset
from tools.posing.build import STATURE_M
from tools.posing.oracle import zones_seen
from tools.posing.pose import Variant
from tools.posing.posefile import read_pose
from tools.posing.profiles import profiles
from tools.posing.scene import scene_of, view_of
from tools.posing.solved import made_from, mark_of, read_solved
from tools.posing.zones import Zone

FIGURES = sorted(asset("figures").glob("*/*.figure"))
NAMED = [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in FIGURES]
MOST_BYTES = 12 * 1024 * 1024
LEAST_KEYS = 12
LEAST_TARGET_PX = 400  # of the 400 x 400 that hold the picture
MOST_ALIKE = 0.9
MOST_WRONG = 0.01
SEEN_PX = 240

ALIKE: frozenset[frozenset[str]] = frozenset()
"""Exercises whose outlines are nearly the same, because a prop alone tells them apart."""


def test_every_exercise_and_version_is_drawn_for_each_build():
    drawn = {f"{path.parent.name}/{path.stem}" for path in FIGURES}
    wanted = set()
    for build in Build:
        for exercise in bundled_catalogue().values():
            wanted.add(f"{build}/{exercise.id}")
            for version in ("easier", "deeper"):
                if getattr(exercise, version) is not None:
                    wanted.add(f"{build}/{exercise.id}.{version}")
    assert wanted - drawn == set()
    assert drawn - wanted == set(), "figures of nothing in the catalogue"


@pytest.mark.parametrize("path", NAMED)
def test_a_figure_was_made_from_its_pose_as_it_is(path):
    pose_file = asset("poses") / f"{path.stem.partition('.')[0]}.yaml"
    made = made_from(path.stem, path.parent.name)
    assert made == mark_of(pose_file), "the pose was changed since: make poses"


@pytest.mark.parametrize("build", list(Build))
def test_a_build_takes_little_room(build):
    assert sum(path.stat().st_size for path in FIGURES if path.parent.name == build) <= MOST_BYTES


@pytest.mark.parametrize("path", NAMED)
def test_a_figure_is_whole(path):
    figure = read_figure(path)
    header = figure.header
    assert (header.id, header.build) == (path.stem, path.parent.name)
    assert max(header.box) == UNITS
    if header.sort is Sort.MOTION:
        assert header.path[0] == 0
        assert header.path[-1] == header.frames - 1
        assert header.frames > LEAST_KEYS
        assert all(0 <= one < len(header.path) for pair in header.phases for one in pair)
    for number in range(header.frames):
        figure_lies_in_its_box(figure, number)


def figure_lies_in_its_box(figure: Figure, number: int):
    outlines = {one.role: one for one in figure.frame(number)}
    wide, high = figure.header.box
    assert "keyline" in outlines
    assert min(outlines["keyline"].xs) >= 0
    assert min(outlines["keyline"].ys) >= 0
    assert max(outlines["keyline"].xs) <= wide
    assert max(outlines["keyline"].ys) <= high


@pytest.mark.parametrize("path", NAMED)
def test_a_figure_has_the_phases_of_its_exercise(path):
    header = read_figure(path).header
    exercise = bundled_catalogue()[header.id.partition(".")[0]]
    if not header.phases or exercise.rep is None or isinstance(exercise.rep, tuple):
        return
    cycle = getattr(exercise.rep, "phases", None)
    if cycle:
        assert len(header.phases) == len(cycle)


@pytest.mark.parametrize("path", NAMED)
def test_where_it_is_felt_can_be_seen(path):
    figure = read_figure(path)
    map_of = painted(figure, figure.header.telling, 400, {"target-1": 1})
    assert (map_of == 1).sum() >= LEAST_TARGET_PX


@pytest.mark.parametrize("path", [one for one in NAMED if "slender" in one.id])
def test_nothing_hidden_is_drawn_and_nothing_seen_is_left_out(path):
    """What is painted where is held against a plain depth buffer of the same shapes."""
    figure = read_figure(path)
    exercise, _, version = path.stem.partition(".")
    pose = read_pose(exercise, Variant(version or "base"))
    solved = read_solved(path.stem, path.parent.name)
    view = view_of(pose, solved, SEEN_PX)
    roles = {zone.name.lower(): int(zone) for zone in Zone if zone is not Zone.NONE}
    for number in sorted({*solved.path, figure.header.telling}):
        scene = scene_of(pose, path.parent.name, solved.keys[number])
        seen = zones_seen(scene.solids, scene.frames, view, profiles(STATURE_M))
        if pose.camera.mirror:
            seen = seen[:, ::-1]
        drawn = painted(figure, number, SEEN_PX, roles)
        high, wide = min(seen.shape[0], drawn.shape[0]), min(seen.shape[1], drawn.shape[1])
        seen, drawn = seen[:high, :wide], drawn[:high, :wide]
        sure = inner(seen) & inner(drawn)
        wrong = (sure & (seen != drawn)).sum() / (seen > 0).sum()
        assert wrong < MOST_WRONG, f"frame {number}: {100 * wrong:.1f} % of the points"


def test_no_two_exercises_look_the_same():
    outlines = {path.stem: outline(path) for path in FIGURES if is_base(path)}
    close = {
        frozenset((one, other)): round(overlap(outlines[one], outlines[other]), 2)
        for one, other in itertools.combinations(outlines, 2)
        if overlap(outlines[one], outlines[other]) > MOST_ALIKE
    }
    assert set(close) == set(ALIKE), close


def is_base(path: Path) -> bool:
    return path.parent.name == "slender" and "." not in path.stem


def outline(path: Path) -> np.ndarray:
    """The body's outline, filled, as large as fits into a square."""
    figure = read_figure(path)
    number = figure.header.telling
    map_of = painted(figure, number, 200, {"keyline": 1}) == 1
    rows, columns = np.flatnonzero(map_of.any(axis=1)), np.flatnonzero(map_of.any(axis=0))
    cut = map_of[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    side = max(cut.shape)
    square = np.zeros((side, side), bool)
    top, left = (side - cut.shape[0]) // 2, (side - cut.shape[1]) // 2
    square[top : top + cut.shape[0], left : left + cut.shape[1]] = cut
    at = (np.arange(96) + 0.5) * side / 96
    return square[np.ix_(at.astype(int), at.astype(int))]


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    return float((one & other).sum() / (one | other).sum())


def inner(values: np.ndarray) -> np.ndarray:
    """Where all neighbours, two points around, are alike."""
    same = np.ones(values.shape, bool)
    for shift in itertools.product(range(-2, 3), repeat=2):
        same &= np.roll(values, shift, (0, 1)) == values
    return same


def painted(figure: Figure, number: int, size: int, roles: dict[str, int]) -> np.ndarray:
    """Paint some roles of a frame without smoothing; answer whose number shows at each point."""
    wide, high = figure.header.box
    scale = size / UNITS
    image = QImage(
        max(1, round(wide * scale)), max(1, round(high * scale)), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.scale(scale, scale)
    for one in figure.frame(number):
        if one.role in roles:
            path, start = QPainterPath(), 0
            for length in one.lengths:
                corners = zip(
                    one.xs[start : start + length], one.ys[start : start + length], strict=True
                )
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
                path.closeSubpath()
                start += length
            painter.fillPath(path, QColor(roles[one.role], 0, 0))
    painter.end()
    raw = np.frombuffer(image.constBits(), np.uint8)
    return raw.reshape(image.height(), image.bytesPerLine() // 4, 4)[:, : image.width(), 2].astype(
        int
    )

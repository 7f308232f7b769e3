"""Baking refuses what fails a check, leaves alone what has not changed, and notices what has."""

import shutil
from pathlib import Path

import pytest

from hiptimer.figure.baked import read_figure
from posing.posefiles import STANDING
from tools import bake_poses
from tools.bake_poses import Task, bake, compare, is_done, main
from tools.posing.packing import write_figure
from tools.posing.picture import picture
from tools.posing.pose import Variant
from tools.posing.posefile import read_poses
from tools.posing.solved import read_solved, solved_file, write_solved

SIZE_PX = 160
FLAT = "checks: [{on_floor: [heelL, heelR], within: .015, text: both feet are flat}]\n"
FLYING = "checks: [{height: heelL, min: .3, text: the heel is lifted}]\n"


@pytest.fixture
def task(tmp_path) -> Task:
    return Task(tmp_path / "assets", "standing", Variant.BASE, "slender")


def write(task: Task, text: str) -> None:
    task.pose_file.parent.mkdir(parents=True, exist_ok=True)
    task.pose_file.write_text(text, encoding="utf-8")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_pose_that_fails_a_check_is_refused(task):
    write(task, STANDING + FLYING)
    outcome = bake(task, SIZE_PX)
    assert not outcome.good
    assert any("FAILED the heel is lifted" in line for line in outcome.lines)
    assert files(task.assets) == [task.pose_file]
    assert not is_done(task)


@pytest.fixture(scope="module")
def once(tmp_path_factory) -> Path:
    """What baking leaves in a folder."""
    folder = tmp_path_factory.mktemp("baked")
    task = Task(folder / "assets", "standing", Variant.BASE, "slender")
    write(task, STANDING + FLAT)
    assert bake(task, SIZE_PX).good
    return folder


@pytest.fixture
def baked(task, once) -> Task:
    shutil.copytree(once, task.assets.parent, dirs_exist_ok=True)
    return task


def test_what_was_baked_is_whole_and_is_left_alone(baked):
    figure = read_figure(baked.figure)
    solved = read_solved("standing", "slender", baked.solved_folder)
    assert figure.header.frames == len(solved.keys)
    for number in range(figure.header.frames):
        assert {"keyline", "skin", "top"} <= {outline.role for outline in figure.frame(number)}
    assert is_done(baked)


def test_an_edited_pose_is_baked_again(baked):
    write(baked, STANDING + FLAT + "target: [quads]\n")
    assert not is_done(baked)
    assert bake(baked, SIZE_PX).good
    assert is_done(baked)


def test_a_lost_drawing_is_baked_again(baked):
    baked.figure.unlink()
    assert not is_done(baked)


def test_other_code_bakes_again_but_a_fresh_checkout_trusts_what_it_holds(baked, monkeypatch):
    monkeypatch.setattr(bake_poses, "_code", lambda: "other")
    assert not is_done(baked)
    baked.mark.unlink()
    assert is_done(baked)


def test_a_pose_that_was_only_solved_is_still_to_be_drawn(baked):
    pose = read_poses(baked.pose_file)[Variant.BASE]
    solved = read_solved("standing", "slender", baked.solved_folder)
    write_solved(solved, pose, baked.solved_folder)
    assert not is_done(baked)


def test_what_was_just_baked_compares_well(baked):
    before = {path: path.read_bytes() for path in files(baked.assets)}
    outcome = compare(baked, SIZE_PX)
    assert outcome.good, outcome.lines
    assert {path: path.read_bytes() for path in files(baked.assets)} == before


def test_a_pose_that_moved_is_noticed(baked):
    write(baked, STANDING + FLAT + "guess: {shoL.flex: 20}\n")
    outcome = compare(baked, SIZE_PX)
    assert not outcome.good


def test_a_drawing_that_changed_is_noticed(baked):
    """The angles are the same, but someone drew the hair in the colour of the shirt."""
    pose = read_poses(baked.pose_file)[Variant.BASE]
    solved = read_solved("standing", "slender", baked.solved_folder)
    taken = picture(pose, solved, SIZE_PX)
    frames = [
        [("top" if role == "hair" else role, shapes) for role, shapes in taken.layers(key)]
        for key in solved.keys
    ]
    write_figure(baked.figure, taken.header(), frames)
    assert not compare(baked, SIZE_PX).good


def test_what_was_never_baked_does_not_compare(task):
    write(task, STANDING + FLAT)
    outcome = compare(task, SIZE_PX)
    assert not outcome.good
    assert "it was never baked" in outcome.lines[-1]


def test_a_pose_that_is_not_there_is_told(task, capsys):
    assert main(["nowhere", "--assets", str(task.assets)]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err


def test_the_exit_code_says_whether_all_was_baked(task, capsys):
    write(task, STANDING + FLYING)
    words = ["--assets", str(task.assets), "--jobs", "1", "--build", "sturdy"]
    assert main(words) == 1
    assert "1 of 1 pictures" in capsys.readouterr().out
    assert main([*words, "--variant", "easier"]) == 0
    assert not solved_file("standing", "sturdy", task.solved_folder).exists()

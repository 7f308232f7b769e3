"""The poses that ship: their files are read, and what was solved still passes their checks."""

import pytest

from tools.posing.build import BUILDS
from tools.posing.checking import check_pose
from tools.posing.posefile import FOLDER, read_poses
from tools.posing.solved import read_solved, solved_file

FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_solved_pose_passes_its_checks(file):
    assert (FOLDER.parent / "exercises" / file.name).exists()
    poses = read_poses(file).values()
    assert all(pose.checks for pose in poses)
    for pose in poses:
        for build in BUILDS.values():
            if not solved_file(pose.picture, build.name).exists():
                continue
            results = check_pose(pose, read_solved(pose.picture, build.name), build)
            failed = [f"{result.text}: {result.value:.3f}" for result in results if not result.ok]
            assert not failed, f"{pose.picture} ({build.name})"


def test_there_are_poses():
    assert FILES

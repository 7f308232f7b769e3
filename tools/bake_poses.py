"""Solves, checks and draws poses: `python tools/bake_poses.py [ID…]` writes what the program replays.

From assets/poses/*.yaml it makes assets/poses/solved/BUILD/ID.json (the angles) and
assets/figures/BUILD/ID.figure (the drawings). A pose that fails a check is not baked. What was made from
the pose file as it is, by the code as it is, is left alone. `--compare` writes nothing: it holds what
it solves and draws against what is kept.
"""

import argparse
import hashlib
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

# Before all that loads numpy: it says how many threads that may start.
import tools.posing  # noqa: F401, E402
from hiptimer.figure.baked import read_figure  # noqa: E402
from tools.posing.build import BUILDS  # noqa: E402
from tools.posing.checking import at_limits, check_pose  # noqa: E402
from tools.posing.comparing import Apart, apart, differing  # noqa: E402
from tools.posing.moving import solve_pose  # noqa: E402
from tools.posing.packing import write_figure  # noqa: E402
from tools.posing.picture import LONGER_PX, picture  # noqa: E402
from tools.posing.pose import Pose, Variant  # noqa: E402
from tools.posing.posefile import read_poses  # noqa: E402
from tools.posing.posetree import PoseFileError  # noqa: E402
from tools.posing.solved import (  # noqa: E402
    Solved,
    made_from,
    mark_of,
    read_solved,
    solved_file,
    write_solved,
)

_DRAWS_NOTHING = ("comparing.py", "preview.py", "solve_one.py")


@dataclass(frozen=True, slots=True)
class Task:
    """One picture for one build of the body; `assets` is where poses and figures are kept."""

    assets: Path
    exercise: str
    variant: Variant
    build: str

    @property
    def picture(self) -> str:
        """The name of what is baked, such as low-lunge.easier."""
        return self.exercise if self.variant is Variant.BASE else f"{self.exercise}.{self.variant}"

    @property
    def pose_file(self) -> Path:
        """Where the pose is written down."""
        return self.assets / "poses" / f"{self.exercise}.yaml"

    @property
    def solved_folder(self) -> Path:
        """Where solved poses are kept."""
        return self.assets / "poses" / "solved"

    @property
    def figure(self) -> Path:
        """Where the drawing is kept."""
        return self.assets / "figures" / self.build / f"{self.picture}.figure"

    @property
    def mark(self) -> Path:
        """Where it is noted which code drew the picture here."""
        return self.assets.parent / "build" / "poses" / f"{self.picture}.{self.build}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: lines to print, and whether it is good."""

    lines: tuple[str, ...]
    good: bool


def main(words: list[str]) -> int:
    """Bake or compare what was asked for; 1 if a pose was refused or differs from what is kept."""
    wanted = _parser().parse_args(words)
    try:
        tasks = _tasks(wanted)
    except PoseFileError as error:
        print(error, file=sys.stderr)
        return 2
    if wanted.compare:
        outcomes = _each(compare, tasks, wanted.jobs)
    else:
        todo = [task for task in tasks if wanted.anew or not is_done(task)]
        print(f"{len(tasks) - len(todo)} pictures are up to date, {len(todo)} to bake", flush=True)
        outcomes = _each(bake, todo, wanted.jobs)
    bad = 0
    for outcome in outcomes:
        print("\n".join(outcome.lines), flush=True)
        bad += not outcome.good
    if bad:
        print(f"{bad} of {len(tasks)} pictures are not as they should be.")
    return 1 if bad else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="exercises, such as low-lunge; all if none is named")
    parser.add_argument("--build", choices=list(BUILDS), action="append")
    parser.add_argument("--variant", choices=[one.value for one in Variant], action="append")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--anew", action="store_true", help="bake also what has not changed")
    parser.add_argument(
        "--compare", action="store_true", help="write nothing; compare with what is kept"
    )
    parser.add_argument(
        "--assets", type=Path, default=ROOT / "assets", help="where poses and figures are kept"
    )
    return parser


def _tasks(wanted: argparse.Namespace) -> list[Task]:
    ids = wanted.ids or [file.stem for file in sorted((wanted.assets / "poses").glob("*.yaml"))]
    return [
        Task(wanted.assets, one, variant, build)
        for build in wanted.build or BUILDS
        for one in ids
        for variant in read_poses(wanted.assets / "poses" / f"{one}.yaml")
        if not wanted.variant or variant in wanted.variant
    ]


def _each(do: Callable[[Task], Outcome], tasks: list[Task], jobs: int) -> Iterator[Outcome]:
    """Answer what comes of each task, as they are done; several at a time in processes of their own."""
    if jobs == 1 or len(tasks) < 2:
        yield from map(do, tasks)
        return
    with multiprocessing.get_context("spawn").Pool(min(jobs, len(tasks))) as pool:
        yield from pool.imap_unordered(do, tasks)


def bake(task: Task, longer_px: int = LONGER_PX) -> Outcome:
    """Solve, check, draw and write a picture; refused if a check fails."""
    begun = time.perf_counter()
    mark = mark_of(task.pose_file)
    pose, solved, lines, good = _solved(task)
    if not good:
        return Outcome((*lines, "   refused: mend the pose or its checks"), good=False)
    taken = picture(pose, solved, longer_px)
    frames = [taken.layers(key) for key in solved.keys]
    size = write_figure(task.figure, taken.header(), frames)
    write_solved(solved, pose, task.solved_folder, made_from=mark)  # last: it says that all is done
    task.mark.parent.mkdir(parents=True, exist_ok=True)
    task.mark.write_text(_code())
    took = time.perf_counter() - begun
    lines.append(f"   {len(frames)} frames, {size / 1024:.0f} KB, {took:.0f} s")
    return Outcome(tuple(lines), good=True)


def compare(task: Task, longer_px: int = LONGER_PX) -> Outcome:
    """Hold a picture solved and drawn anew against what is kept; good if another machine explains it."""
    pose, solved, lines, good = _solved(task)
    if not task.figure.is_file() or not _solved_file(task).is_file():
        return Outcome((*lines, "   it was never baked"), good=False)
    taken = picture(pose, solved, longer_px)
    first = taken.layers(solved.keys[0])
    found = Apart(
        *apart(solved, read_solved(task.picture, task.build, task.solved_folder)),
        differing(first, taken.header(), read_figure(task.figure)),
    )
    lines.append(
        f"   from what is kept: {found.joint_m * 1000:.2f} mm, {found.turn_deg:.2f} degrees,"
        f" {found.points:.2%} of the points"
    )
    return Outcome(tuple(lines), good and found.close)


def is_done(task: Task) -> bool:
    """Say whether a picture was made from its pose file as it is, and not here by other code."""
    if not task.figure.is_file() or not _solved_file(task).is_file():
        return False
    if made_from(task.picture, task.build, task.solved_folder) != mark_of(task.pose_file):
        return False
    return not task.mark.is_file() or task.mark.read_text() == _code()


def _solved(task: Task) -> tuple[Pose, Solved, list[str], bool]:
    pose = read_poses(task.pose_file)[task.variant]
    build = BUILDS[task.build]
    solved = solve_pose(pose, build).rounded()
    results = check_pose(pose, solved, build)
    failed = [one for one in results if not one.ok]
    limits = sorted({joint for key in solved.keys for joint in at_limits(key.angles)})
    well = f"{len(results) - len(failed)} of {len(results)} checks hold"
    lines = [
        f"{pose.picture} ({task.build}): {well}; at their limit: {', '.join(limits) or 'no joint'}"
    ]
    lines += [
        f"   FAILED {one.text}: {one.value:.3f} {one.unit}, {one.low} to {one.high}"
        for one in failed
    ]
    return pose, solved, lines, not failed


def _solved_file(task: Task) -> Path:
    return solved_file(task.picture, task.build, task.solved_folder)


@cache
def _code() -> str:
    """Answer a mark of the code that solves and draws."""
    found = hashlib.sha256()
    for file in sorted((ROOT / "tools" / "posing").glob("*.py")):
        if file.name not in _DRAWS_NOTHING:
            found.update(file.read_bytes())
    return found.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

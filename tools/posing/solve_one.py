"""Solves one pose and tells what it found: `python -m tools.posing.solve_one ID`."""

import argparse
import math
import sys
import time
from pathlib import Path

import numpy as np

from tools.posing.build import BUILDS, Build
from tools.posing.checking import Result, at_limits, check_pose
from tools.posing.moving import solve_pose
from tools.posing.pose import Along, Bent, Pose, Variant, Wish
from tools.posing.posefile import FOLDER, read_pose
from tools.posing.posetree import PoseFileError
from tools.posing.residuals import Placed, misses
from tools.posing.skeleton import INDEX, Vector
from tools.posing.solved import Solved, write_solved


def main() -> int:
    """Solve, print residuals over 1 cm, joints at their limits and all checks; 1 if one failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("id", help="the exercise's id, as in assets/poses/ID.yaml")
    parser.add_argument("--variant", choices=[v.value for v in Variant], default=Variant.BASE.value)
    parser.add_argument("--build", choices=list(BUILDS), default="slender")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pose files are")
    parser.add_argument(
        "--write", action="store_true", help="keep the result in assets/poses/solved"
    )
    parser.add_argument("--angles", action="store_true", help="print the solved angles too")
    wanted = parser.parse_args()
    try:
        pose = read_pose(wanted.id, Variant(wanted.variant), wanted.folder)
    except PoseFileError as error:
        print(error, file=sys.stderr)
        return 2
    build = BUILDS[wanted.build]
    begun = time.perf_counter()
    solved = solve_pose(pose, build).rounded()
    took = time.perf_counter() - begun
    print(f"{pose.picture} ({build.name}): {len(solved.keys)} keys in {took:.1f} s")
    for name, wishes, angles in _moments(pose, solved):
        _tell_misses(name, wishes, angles, build)
        if wanted.angles:
            _tell_angles(angles)
    failed = _tell_checks(check_pose(pose, solved, build))
    if wanted.write:
        print("written:", write_solved(solved, pose))
    return 1 if failed else 0


def _moments(pose: Pose, solved: Solved) -> list[tuple[str, tuple[Wish, ...], Vector]]:
    if pose.motion is None:
        return [("hold", pose.wishes, solved.keys[0].angles)]
    return [
        (station.name, station.wishes, solved.keys[place].angles)
        for station, place in zip(pose.motion.stations, solved.path, strict=True)
    ]


def _tell_misses(name: str, wishes: tuple[Wish, ...], angles: Vector, build: Build) -> None:
    placed = Placed.of(angles, build)
    print(f"{name}: joints at their limits: {', '.join(at_limits(angles)) or 'none'}")
    for wish in wishes:
        missed = misses(wish, placed)
        if isinstance(wish, Bent):
            off, unit = math.degrees(abs(float(missed[0]))), "deg"
        elif isinstance(wish, Along):
            half = min(1.0, float(np.linalg.norm(missed)) / 2)
            off, unit = math.degrees(math.asin(half) * 2), "deg"
        else:
            off, unit = float(np.abs(missed).max()) * 100, "cm"
        if off > (1 if unit == "cm" else 4):
            values = " ".join(f"{float(value):+.3f}" for value in missed)
            print(f"   missed {wish.id:<18} by {off:5.1f} {unit:<3} (w {wish.w:g}; {values})")


def _tell_angles(angles: Vector) -> None:
    said = []
    for name, place in INDEX.items():
        value = float(angles[place])
        said.append(f"{name}: {value:.3f}" if place < 3 else f"{name}: {math.degrees(value):.0f}")
    print("   " + ", ".join(said))


def _tell_checks(results: list[Result]) -> int:
    for result in results:
        scale, unit, digits = (100, "cm", 2) if result.unit == "m" else (1, "deg", 1)
        value = f"{result.value * scale:.{digits}f} {unit}"
        bounds = " .. ".join(
            "" if math.isinf(bound) else f"{bound * scale:g}" for bound in (result.low, result.high)
        )
        mark = "ok  " if result.ok else "FAIL"
        note = f" ({result.note})" if result.note else ""
        print(f"   {mark} {result.text:<52} {value:>11}  [{bounds}]{note}")
    failed = sum(not result.ok for result in results)
    print(f"   {len(results) - failed} of {len(results)} checks hold")
    return failed


if __name__ == "__main__":
    sys.exit(main())

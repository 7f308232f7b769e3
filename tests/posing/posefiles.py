"""Writes small pose files for the tests of the posing tools."""

from pathlib import Path

from tools.posing.pose import Pose, Variant
from tools.posing.posefile import read_poses

STANDING = """
title: Standing
contacts:
  - {site: [heel*, ball*], on: floor, w: 6}
"""


def written(folder: Path, text: str) -> Path:
    """Write a pose file."""
    file = folder / "standing.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def pose_of(folder: Path, text: str, variant: Variant = Variant.BASE) -> Pose:
    """Write a pose file and read one of its poses."""
    return read_poses(written(folder, text))[variant]

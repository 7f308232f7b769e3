"""Solved poses as they are kept: the angles of every key, in assets/poses/solved/BUILD/ID.json."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.posing.pose import Pose, Variant
from tools.posing.skeleton import NAMES, Vector

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "poses" / "solved"
_VERSION = 1
_DIGITS = 5  # a hundredth of a millimetre


@dataclass(frozen=True, slots=True)
class Key:
    """One moment: the angles, how full the lungs are (0 to 1), and the station it is, if any."""

    angles: Vector
    breath: float = 0.0
    station: str | None = None


@dataclass(frozen=True, slots=True)
class Solved:
    """A pose's keys, for one build."""

    id: str
    variant: Variant
    build: str
    keys: tuple[Key, ...]

    @property
    def path(self) -> tuple[int, ...]:
        """Which key each station along the path is; none for a hold."""
        return tuple(place for place, key in enumerate(self.keys) if key.station is not None)

    @property
    def angles(self) -> Vector:
        """The angles of all keys (keys, 47)."""
        return np.array([key.angles for key in self.keys])

    def rounded(self) -> "Solved":
        """Answer the same as it would be read back from its file."""
        keys = (
            Key(np.round(k.angles, _DIGITS), round(k.breath, _DIGITS), k.station) for k in self.keys
        )
        return Solved(self.id, self.variant, self.build, tuple(keys))


def solved_file(picture: str, build: str, folder: Path = FOLDER) -> Path:
    """Answer where a picture's solved keys are kept."""
    return folder / build / f"{picture}.json"


def write_solved(
    solved: Solved, pose: Pose, folder: Path = FOLDER, made_from: str | None = None
) -> Path:
    """Write a pose's keys, one to a line, and answer the file.

    `made_from` is a mark of the pose file from which both the keys and the drawing were made.
    """
    file = solved_file(pose.picture, solved.build, folder)
    lines = []
    for key in solved.rounded().keys:
        angles = [float(value) + 0.0 for value in key.angles]
        lines.append(json.dumps({"breath": key.breath, "station": key.station, "angles": angles}))
    head = {"version": _VERSION, "id": solved.id, "variant": solved.variant, "build": solved.build}
    head |= {"made_from": made_from}
    text = json.dumps({**head, "names": NAMES})[:-1]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + ',\n"keys": [\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    return file


def mark_of(pose_file: Path) -> str:
    """Answer a mark of what a pose file says."""
    text = pose_file.read_text(encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def made_from(picture: str, build: str, folder: Path = FOLDER) -> str | None:
    """Answer the mark of the pose file that a picture was baked from, if it was."""
    data = json.loads(solved_file(picture, build, folder).read_text(encoding="utf-8"))
    mark: str | None = data.get("made_from")
    return mark


def read_solved(picture: str, build: str, folder: Path = FOLDER) -> Solved:
    """Read a picture's keys."""
    file = solved_file(picture, build, folder)
    data = json.loads(file.read_text(encoding="utf-8"))
    if data["version"] != _VERSION or data["names"] != list(NAMES):
        raise ValueError(f"{file}: it was solved for another skeleton; solve it again")
    keys = tuple(
        Key(np.array(key["angles"]), key["breath"], key["station"]) for key in data["keys"]
    )
    return Solved(data["id"], Variant(data["variant"]), data["build"], keys)

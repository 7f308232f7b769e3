"""Reads pose files: one exercise's picture, with its easier and deeper ones.

docs/pose-format.md tells people how to write one.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tools.posing.fingers import HandShape
from tools.posing.muscles import MUSCLES
from tools.posing.pose import Camera, Motion, Pose, Prop, Station, Variant, Wish
from tools.posing.poseparts import check, guess, prop, sites_of, wishes_of
from tools.posing.posetree import PoseFileError, Tree, read_tree
from tools.posing.sites import CAPSULE_NAMES

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "poses"

_WISHES = ("contacts", "aims")
_LISTS = ("props", "contacts", "aims", "checks")
_KEYS = (
    "title",
    "camera",
    "guess",
    "hands",
    "target",
    "breath",
    "motion",
    "allow_overlap",
    "symmetric",
    "unbalanced",
    *_LISTS,
)
_STATION_KEYS = ("contacts", "aims", "drop", "guess")

# What a section of the file says, read but not yet laid over another: only what it says is in it.
_Parts = dict[str, Any]


def read_poses(file: Path) -> dict[Variant, Pose]:
    """Read every picture of one exercise; the exercise's id is the file's name."""
    top = read_tree(file)
    variants = [variant.value for variant in Variant if variant is not Variant.BASE]
    entries = top.fields((*_KEYS, *variants), ("title", "contacts"))
    base = _section({key: entries[key] for key in entries if key not in variants})
    poses = {Variant.BASE: _pose(top, file.stem, Variant.BASE, base)}
    for name in variants:
        if name not in entries:
            continue
        tree = entries[name]
        parts = tree.fields(("like", "drop", *_KEYS, *(f"{key}+" for key in _LISTS)))
        like = parts.pop("like", None)
        own = _section(parts)
        if like is not None:
            like.word(("base",))
            own = _laid_over(tree, base, own)
        elif any(key.endswith("+") or key == "drop" for key in own):
            raise tree.wrong("'+' and 'drop' need `like: base`")
        own.setdefault("title", base["title"])
        poses[Variant(name)] = _pose(tree, file.stem, Variant(name), own)
    return poses


def read_pose(exercise: str, variant: Variant = Variant.BASE, folder: Path = FOLDER) -> Pose:
    """Read one picture of an exercise."""
    poses = read_poses(folder / f"{exercise}.yaml")
    if variant not in poses:
        raise PoseFileError(f"{exercise}.yaml: it has no '{variant}' pose")
    return poses[variant]


def _section(entries: dict[str, Tree]) -> _Parts:
    parts: _Parts = {}
    for key, value in entries.items():
        parts[key] = _value(key.removesuffix("+"), value)
    return parts


def _value(key: str, value: Tree) -> Any:
    return _READERS[key](value)


def _wishes(tree: Tree) -> list[Wish]:
    return [wish for item in tree for wish in wishes_of(item)]


def _hands(tree: Tree) -> dict[str, HandShape]:
    shapes = [shape.value for shape in HandShape]
    sides = tree.fields(("L", "R"))
    return {side: HandShape(hand.word(shapes)) for side, hand in sides.items()}


def _muscles(tree: Tree) -> list[str]:
    names = [name + both for name in MUSCLES for both in ("", "_both", "_right")]
    return [item.word(names) for item in tree.one_or_more()]


def _camera(tree: Tree) -> dict[str, float | bool]:
    entries = tree.fields(("az", "el", "mirror"))
    return {
        key: value.yes() if key == "mirror" else value.number() for key, value in entries.items()
    }


def _overlap(tree: Tree) -> tuple[str, str]:
    names = [item.word((*CAPSULE_NAMES, "calfL", "calfR")).replace("calf", "shin") for item in tree]
    if len(names) != 2:
        raise tree.wrong("two parts of the body are needed")
    return names[0], names[1]


def _motion(tree: Tree) -> _Parts:
    entries = tree.fields(("stations", "path", "phases", "planted", "shown"))
    parts: _Parts = {}
    if "stations" in entries:
        parts["stations"] = {
            name: {
                key: _value(key.removesuffix("+"), value)
                for key, value in station.fields((*_STATION_KEYS, "contacts+", "aims+")).items()
            }
            for name, station in entries["stations"].entries().items()
        }
    if "path" in entries:
        parts["path"] = [item.word() for item in entries["path"]]
    if "phases" in entries:
        parts["phases"] = tuple(
            (int(first), int(second))
            for first, second in (item.numbers(2) for item in entries["phases"])
        )
    if "shown" in entries:
        parts["shown"] = entries["shown"].word()
    if "planted" in entries:
        parts["planted"] = tuple(
            site for item in entries["planted"].one_or_more() for site in sites_of(item)
        )
    return parts


_READERS: dict[str, Callable[[Tree], Any]] = {
    "title": Tree.word,
    "camera": _camera,
    "props": lambda tree: [prop(item) for item in tree],
    "guess": guess,
    "contacts": _wishes,
    "aims": _wishes,
    "drop": lambda tree: [item.word() for item in tree.one_or_more()],
    "hands": _hands,
    "target": _muscles,
    "breath": lambda tree: tree.word(("chest", "belly", "none")),
    "motion": lambda tree: None if tree.value is None else _motion(tree),
    "checks": lambda tree: [check(item) for item in tree],
    "allow_overlap": lambda tree: [_overlap(item) for item in tree],
    "symmetric": Tree.yes,
    "unbalanced": Tree.word,
}


def _laid_over(tree: Tree, base: _Parts, own: _Parts) -> _Parts:
    """Lay a variant's parts over the base's: lists replace or append, mappings merge."""
    merged = dict(base)
    for key, value in own.items():
        if key == "drop":
            continue
        if key.endswith("+"):
            plain = key.removesuffix("+")
            if plain in _WISHES:
                for each in _WISHES:
                    merged[each] = _without(merged.get(each, []), {wish.id for wish in value})
            merged[plain] = [*merged.get(plain, []), *value]
        elif key in ("camera", "guess", "hands"):
            merged[key] = {**merged.get(key, {}), **value}
        elif key == "motion" and value is not None and merged.get("motion") is not None:
            merged[key] = {**merged[key], **value}
            stations = dict(base["motion"].get("stations", {}))
            for name, station in value.get("stations", {}).items():
                stations[name] = {**stations.get(name, {}), **station}
            merged[key]["stations"] = stations
        else:
            merged[key] = value
    if "drop" in own:
        _known_ids(tree, own["drop"], {wish.id for key in _WISHES for wish in merged.get(key, [])})
        for key in _WISHES:
            merged[key] = _without(merged.get(key, []), set(own["drop"]))
    return merged


def _known_ids(tree: Tree, wanted: list[str], known: set[str]) -> None:
    for name in wanted:
        if name not in known:
            raise tree.wrong(
                f"nothing to drop is called '{name}'; there are {', '.join(sorted(known))}"
            )


def _without(wishes: Iterable[Wish], ids: set[str]) -> list[Wish]:
    return [wish for wish in wishes if wish.id not in ids]


def _pose(tree: Tree, exercise: str, variant: Variant, parts: _Parts) -> Pose:
    wishes: list[Wish] = [*parts.get("contacts", []), *parts.get("aims", [])]
    if not wishes:
        raise tree.wrong("'contacts' is missing")
    props: list[Prop] = parts.get("props", [])
    pose = Pose(
        id=exercise,
        variant=variant,
        title=parts["title"],
        camera=Camera(**parts.get("camera", {})),
        props=tuple(props),
        guess=parts.get("guess", {}),
        wishes=tuple(wishes),
        hands=parts.get("hands", {}),
        target=tuple(parts.get("target", ())),
        breath=parts.get("breath", "chest"),
        checks=tuple(parts.get("checks", ())),
        allow_overlap=tuple(parts.get("allow_overlap", ())),
        symmetric=parts.get("symmetric", False),
        unbalanced=parts.get("unbalanced", ""),
    )
    if parts.get("motion") is not None:
        pose = replace(pose, motion=_stations(tree, pose, parts["motion"]))
    stations = {station.name for station in pose.motion.stations} if pose.motion else set()
    for each in pose.checks:
        if each.at is not None and each.at not in stations:
            known = ", ".join(sorted(stations)) or "none"
            raise tree.wrong(f"checks: '{each.text}' is at '{each.at}'; the stations are {known}")
    return pose


def _stations(tree: Tree, pose: Pose, parts: _Parts) -> Motion:
    for key in ("stations", "path"):
        if not parts.get(key):
            raise tree.wrong(f"motion: '{key}' is missing")
    made = {}
    for name, station in parts["stations"].items():
        where = Tree(tree.file, f"{tree.path or 'motion'}.stations.{name}", None)
        dropped = station.get("drop", [])
        _known_ids(where, dropped, {wish.id for wish in pose.wishes})
        more = [
            wish
            for key in ("contacts", "contacts+", "aims", "aims+")
            for wish in station.get(key, [])
        ]
        gone = {*dropped, *(wish.id for wish in more)}
        made[name] = Station(name, (*_without(pose.wishes, gone), *more), station.get("guess", {}))
    for name in parts["path"]:
        if name not in made:
            raise tree.wrong(f"motion.path: unknown '{name}'; the stations are {', '.join(made)}")
    if len(parts["path"]) < 2:
        raise tree.wrong("motion.path: two stations at least are needed")
    phases = parts.get("phases")
    if phases is not None and any(
        not 0 <= end < len(parts["path"]) for one in phases for end in one
    ):
        raise tree.wrong(f"motion.phases: places on the path are 0 to {len(parts['path']) - 1}")
    shown = parts.get("shown")
    if shown is not None and shown not in parts["path"]:
        raise tree.wrong(f"motion.shown: one of the path's stations: {', '.join(parts['path'])}")
    return Motion(
        tuple(made[name] for name in parts["path"]), phases, parts.get("planted", ()), shown
    )

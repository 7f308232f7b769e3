"""Reads the single items of a pose file: contacts, aims, props and checks."""

import math
from collections.abc import Iterable

from tools.posing.pose import (
    Along,
    Angle,
    Apart,
    Asymmetry,
    Axis,
    Band,
    Bend,
    Bent,
    Box,
    Chair,
    Check,
    Cushion,
    Desk,
    Difference,
    Direction,
    Facet,
    Fixed,
    Height,
    Level,
    LoosePoint,
    Mat,
    Measure,
    Offset,
    OnFloor,
    Over,
    Point,
    Prop,
    Strap,
    Tilt,
    Touch,
    Touching,
    Weight,
    Wish,
)
from tools.posing.posetree import Tree
from tools.posing.sites import CAPSULE_NAMES, SITE_NAMES
from tools.posing.skeleton import AXES, FRAMES, INDEX, expanded

_WORLD = ("x", "y", "z")
_LIMBS = tuple(name for name in FRAMES if name[-1] in "LR")
_ANGLES = tuple(INDEX)[6:]


def sites_of(tree: Tree) -> list[str]:
    """Answer the sites a word stands for: `heel*` is both heels."""
    name = tree.word()
    if name.endswith("*") and name[:-1] + "L" in SITE_NAMES:
        return [name[:-1] + "L", name[:-1] + "R"]
    return [tree.word(SITE_NAMES)]


def _frames(tree: Tree) -> list[str]:
    name = tree.word()
    if name.endswith("*") and name[:-1] + "L" in FRAMES:
        return [name[:-1] + "L", name[:-1] + "R"]
    return [tree.word(FRAMES)]


def _site(tree: Tree) -> str:
    return tree.word(SITE_NAMES)


def _all_sites(tree: Tree) -> list[str]:
    return [site for item in tree.one_or_more() for site in sites_of(item)]


def _pair(tree: Tree) -> tuple[Tree, Tree]:
    items = tree.items()
    if len(items) != 2:
        raise tree.wrong(f"two are needed, not {len(items)}")
    return items[0], items[1]


def _axes(tree: Tree | None) -> tuple[int, ...]:
    if tree is None:
        return 0, 1
    return tuple(_WORLD.index(item.word(_WORLD)) for item in tree.one_or_more())


def axis_name(tree: Tree) -> Axis:
    """Read an axis of a bone: `tho.up`, or `-tho.up` for the other way."""
    word = tree.word()
    sign = -1.0 if word.startswith("-") else 1.0
    frame, _, name = word.removeprefix("-").partition(".")
    if frame not in FRAMES or name not in AXES:
        raise tree.wrong(
            f"'{word}' is not a bone's axis; write BONE.fwd, BONE.left or BONE.up, "
            f"with one of {', '.join(FRAMES)}"
        )
    return Axis(frame, name, sign)


def _point(tree: Tree) -> Point:
    x, y, z = tree.numbers(3)
    return x, y, z


def _loose_point(tree: Tree) -> LoosePoint:
    items = tree.items()
    if len(items) != 3:
        raise tree.wrong(f"x, y and z are needed (~ for a free one), not {len(items)} values")
    x, y, z = (None if item.value is None else item.number() for item in items)
    return x, y, z


def _direction(tree: Tree) -> Direction:
    if isinstance(tree.value, str):
        return axis_name(tree)
    way = _point(tree)
    length = math.hypot(*way)
    if length == 0:
        raise tree.wrong("a direction needs a length")
    return way[0] / length, way[1] / length, way[2] / length


def guess(tree: Tree) -> dict[str, float]:
    """Read the first guess: degrees, and metres for tx, ty, tz; `sho*.flex` is set for both sides."""
    values: dict[str, float] = {}
    for name, value in tree.entries().items():
        both = expanded(name)
        if not both:
            raise value.wrong(f"unknown angle; allowed are {', '.join(INDEX)}, or * for both sides")
        values.update(dict.fromkeys(both, value.number()))
    return values


_ITEM = ("id", "w")


def wishes_of(tree: Tree) -> list[Wish]:
    """Read the wishes of one item of `contacts` or `aims`; one for each site it names."""
    entries = tree.entries()
    if "site" in entries:
        return _site_wishes(tree, entries)
    if "frame" in entries:
        tree.fields((*_ITEM, "frame", "axis", "along", "across"), ("axis",))
        if ("along" in entries) == ("across" in entries):
            raise tree.wrong("either 'along' or 'across' is needed")
        name, across = entries["axis"].word(tuple(AXES)), "across" in entries
        way = _direction(entries["across" if across else "along"])
        return [
            Along(*_label(entries, f"{frame}.{name}"), Axis(frame, name), way, across)
            for item in entries["frame"].one_or_more()
            for frame in _frames(item)
        ]
    if "angle" in entries:
        tree.fields((*_ITEM, "angle", "is"), ("is",))
        names = expanded(entries["angle"].word())
        if not names or names[0] not in _ANGLES:
            raise entries["angle"].wrong(f"unknown angle; allowed are {', '.join(_ANGLES)}")
        value = entries["is"].number()
        return [Bent(*_label(entries, name), name, value) for name in names]
    raise tree.wrong("an item has 'site' (with on, at, touch or over), 'frame' or 'angle'")


def _label(entries: dict[str, Tree], label: str) -> tuple[str, float]:
    named = entries["id"].word() if "id" in entries else label
    weight = entries["w"].number() if "w" in entries else 1.0
    if weight < 0:
        raise entries["w"].wrong("a weight is not negative")
    return named, weight


def _site_wishes(tree: Tree, entries: dict[str, Tree]) -> list[Wish]:
    names = _all_sites(entries["site"])
    kinds = [kind for kind in ("on", "at", "touch", "over") if kind in entries]
    if len(kinds) != 1:
        raise tree.wrong("a site needs one of 'on', 'at', 'touch' and 'over'")
    kind = kinds[0]
    own = {"on": (), "at": (), "touch": ("side", "gap"), "over": ("axes", "offset")}[kind]
    tree.fields((*_ITEM, "site", kind, *own))
    wishes: list[Wish] = []
    for name in names:
        label, weight = _label(entries, f"{name}.{kind}")
        value = entries[kind]
        match kind:
            case "on":
                height = 0.0 if value.value == "floor" else value.number()
                wishes.append(Level(label, weight, name, height))
            case "at":
                wishes.append(Fixed(label, weight, name, _loose_point(value)))
            case "touch":
                wishes.append(_touch(entries, label, weight, name))
            case _:
                axes = _axes(entries.get("axes"))
                offset = _offsets(entries.get("offset"), len(axes))
                wishes.append(Over(label, weight, name, _site(value), axes, offset))
    return wishes


def _offsets(tree: Tree | None, count: int) -> tuple[float, ...]:
    if tree is None:
        return (0.0,) * count
    if isinstance(tree.value, list):
        return tree.numbers(count)
    return (tree.number(),) * count


def _touch(entries: dict[str, Tree], label: str, weight: float, name: str) -> Touch:
    target = entries["touch"].word((*SITE_NAMES, *CAPSULE_NAMES))
    gap = entries["gap"].number() if "gap" in entries else 0.0
    side = None
    if "side" in entries:
        side = Facet(entries["side"].word([facet.value for facet in Facet]))
        if side in (Facet.INNER, Facet.OUTER) and target[-1] not in "LR":
            raise entries["side"].wrong(f"'{target}' is in the middle: it has no inner side")
    return Touch(label, weight, name, target, side, gap)


_PROPS = (
    "mat",
    "box",
    "wall",
    "desk",
    "chair",
    "cushion",
    "band",
    "strap",
    "weight",
    "ankle_weight",
)


def prop(tree: Tree) -> Prop:
    """Read one prop: a mapping with its kind as the only key."""
    entries = tree.fields(_PROPS)
    if len(entries) != 1:
        raise tree.wrong(f"one kind of prop is needed, of {', '.join(_PROPS)}")
    ((kind, value),) = entries.items()
    match kind:
        case "mat":
            return Mat(*value.numbers(4))
        case "box" | "wall":
            x0, x1, y0, y1, z0, z1 = value.numbers(6)
            if not (x0 < x1 and y0 < y1 and z0 < z1):
                raise value.wrong("x0 x1 y0 y1 z0 z1 are needed, each pair rising")
            return Box(x0, x1, y0, y1, z0, z1, wall=kind == "wall")
        case "desk":
            parts = value.fields(("at", "size", "height"), ("at", "size", "height"))
            at, size = parts["at"].numbers(2), parts["size"].numbers(2)
            return Desk((at[0], at[1]), (size[0], size[1]), parts["height"].number())
        case "chair":
            return _chair(value)
        case "cushion":
            return Cushion(*value.numbers(6))
        case "band":
            parts = value.fields(("around", "t"), ("around", "t"))
            bones = tuple(item.word(_LIMBS) for item in parts["around"])
            return Band(bones, parts["t"].number())
        case "strap":
            return Strap(
                tuple(
                    _site(item) if isinstance(item.value, str) else _point(item) for item in value
                )
            )
        case "weight":
            return Weight(value.word(("handL", "handR")))
        case _:
            return Weight(value.word(("shinL", "shinR")))


def _chair(tree: Tree) -> Chair:
    parts = tree.fields(("at", "facing", "seat", "arms"), ("at",))
    x, y = parts["at"].numbers(2)
    return Chair(
        (x, y),
        parts["facing"].number() if "facing" in parts else 0.0,
        parts["seat"].number() if "seat" in parts else 0.45,
        parts["arms"].yes() if "arms" in parts else False,
    )


# For each kind of check: the keys it may have beside text and at.
_CHECKS = {
    "over": ("within", "axes", "min", "max"),
    "on_floor": ("within", "level"),
    "height": ("min", "max"),
    "tilt": ("from", "min", "max"),
    "angle": ("min", "max"),
    "touch": ("within",),
    "gap": ("axis", "min", "max"),
    "apart": ("min", "max"),
    "line": ("max",),
    "symmetric": ("within",),
}
_SINK_M = -0.015  # how far a site may press into floor or flesh and still rest on it
_PRESS_M = -0.03


def check(tree: Tree) -> Check:
    """Read one check."""
    entries = tree.entries()
    kinds = [kind for kind in _CHECKS if kind in entries]
    if len(kinds) != 1:
        raise tree.wrong(f"one kind of check is needed, of {', '.join(_CHECKS)}")
    kind = kinds[0]
    tree.fields(("text", "at", kind, *_CHECKS[kind]))
    bounds = [key for key in ("within", "min", "max") if key in entries]
    if not bounds:
        raise tree.wrong(
            f"a bound is needed: {_either(k for k in _CHECKS[kind] if k in ('within', 'min', 'max'))}"
        )
    limits = {key: entries[key].number() for key in bounds}
    low = limits.get("min", -math.inf)
    high = limits.get("within", limits.get("max", math.inf))
    if kind == "on_floor":
        low = _SINK_M
    elif kind == "touch":
        low = _PRESS_M
    text = entries["text"].word() if "text" in entries else f"{kind} {_told(entries[kind].value)}"
    at = entries["at"].word() if "at" in entries else None
    return Check(text, _measure(kind, entries), low, high, at)


def _either(words: Iterable[str]) -> str:
    return " or ".join(words)


def _told(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _measure(kind: str, entries: dict[str, Tree]) -> Measure:
    value = entries[kind]
    if kind in ("over", "touch", "gap"):
        return _measure_of_two(kind, entries)
    match kind:
        case "on_floor":
            level = entries["level"].number() if "level" in entries else 0.0
            return OnFloor(tuple(_all_sites(value)), level)
        case "height":
            return Height(_site(value))
        case "tilt":
            way = _direction(entries["from"]) if "from" in entries else (0.0, 0.0, 1.0)
            return Tilt(axis_name(value), way)
        case "angle":
            return Angle(value.word(_ANGLES))
        case "apart":
            one, other = _pair(value)
            return Apart(axis_name(one), axis_name(other))
        case "line":
            sites = [_site(item) for item in value]
            if len(sites) != 3:
                raise value.wrong("three sites are needed")
            return Bend((sites[0], sites[1], sites[2]))
        case _:
            if not value.yes():
                raise value.wrong("only yes is meant here")
            return Asymmetry()


def _measure_of_two(kind: str, entries: dict[str, Tree]) -> Measure:
    first, second = _pair(entries[kind])
    if kind == "over":
        return Offset(_site(first), _site(second), _axes(entries.get("axes")))
    if kind == "touch":
        return Touching(_site(first), second.word((*SITE_NAMES, *CAPSULE_NAMES)))
    if "axis" not in entries:
        raise entries[kind].wrong("'axis' is missing beside it: x, y or z")
    axis = _WORLD.index(entries["axis"].word(_WORLD))
    return Difference(_site(first), _site(second), axis)

"""From what is seen to a picture of flat shapes, each with a role in place of a colour."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import (
    binary_dilation,
    binary_erosion,
    distance_transform_edt,
    find_objects,
    gaussian_filter,
    label,
    zoom,
)

from tools.posing import face, hair
from tools.posing.camera import View
from tools.posing.edges import SMALL, Edges, edges
from tools.posing.muscles import ELSEWHERE, spread
from tools.posing.outlines import Mask, around, of_field, of_share
from tools.posing.scene import Scene
from tools.posing.sight import Sight, look
from tools.posing.solids import Array
from tools.posing.tracing import distances
from tools.posing.zones import BODY_ZONES, PROP_ZONES, Zone

Layer = tuple[str, list[Array]]
"""A role and the polygons, in points of the picture, that are filled with it (even-odd)."""

SLACK_PX = 0.22
_LINE_M = 0.0046  # of a figure of 1.70 m
_SHADE_AT = 0.06
_FOLDS = 0.75  # how much a fold darkens
_SHADE_SOFT_M = 0.007
_LEAST_LINE_M = 0.013  # side of the square as large as the shortest line on cloth
_CLOTH = (Zone.TOP, Zone.BOTTOM, Zone.FOREARM, Zone.CALF)
_LEAST_SHADE_M = 0.022  # smaller spots of light or shade are left out
_TARGET_LEVELS = (0.16, 0.32, 0.48, 0.64)
_LEAST_RIMMED_M = 0.018
_RIM_REACH_PX = 8.0  # from what it parts
_LEAST_RIM_M = 0.024  # side of the square as large as the shortest rim
_LEAST_TARGET_M, _LEAST_BESIDE_M, _LEAST_WIDE_M = (
    0.035,
    0.055,
    0.010,
)  # smaller islands are left out
_TARGET_SOFT_PX = 3.0
_TARGET_EDGE = (0.12, 0.185)  # a thin rim, so that it shows on cloth of any colour
_SHADOW_M = (0.050, 0.030, 0.014, 0.003)
_UNDER_PX = 3
_LIGHT = np.array([-0.52, 0.62, 0.58])  # right, up, towards the eye


def draw(scene: Scene, view: View, profiles: Array) -> list[Layer]:
    """Answer the picture of `scene`, farthest layer first."""
    sight = look(scene.solids, scene.frames, view, profiles)
    seen = sight.seen
    line_px = max(1.5, _LINE_M / view.pixel_m)
    found = edges(
        sight,
        _groups(scene.solids.parts)[seen.part],
        np.clip(seen.normal @ view.towards, 0, 1),
        view.pixel_m,
        line_px,
    )
    layers = _ground(scene, view, profiles)
    layers.append(
        ("prop-line", _ring(sight.cover(PROP_ZONES), np.zeros(sight.zone.shape, bool), line_px))
    )
    others = np.isin(sight.zone, PROP_ZONES) & ~(
        (found.strength > 0) & ~np.isin(found.zone, PROP_ZONES)
    )
    layers.append(("keyline", _ring(sight.cover(BODY_ZONES), others, line_px)))
    layers += _fills(sight)
    layers += _shades(sight, view, scene.solids.parts)
    layers += _targets(scene, sight, view)
    layers += _hems(sight, line_px)
    layers += _lines(found, sight.there, view.pixel_m)
    layers += _features(scene, sight, view)
    return [(role, shapes) for role, shapes in layers if shapes]


def _groups(parts: tuple[str, ...]) -> NDArray[np.int16]:
    """Give every part a number, shared by those without a line between them; -1 stays nothing."""
    numbers = []
    for index, name in enumerate(parts):
        if name.startswith(("finger", "toe")):
            numbers.append(SMALL + index)
        elif name.startswith(("ear", "prop:", "bun")):
            numbers.append(50 + index)
        else:
            numbers.append(_GROUPS.get(name.rstrip("LR"), 0))
    return np.array([*numbers, -1], np.int16)  # index -1 answers the last


_GROUPS = {"hair": 2}


def _ground(scene: Scene, view: View, profiles: Array) -> list[Layer]:
    layers: list[Layer] = []
    if scene.mat is not None:
        x0, x1, y0, y1 = scene.mat
        for role, z in (("mat-edge", -0.014), ("mat", 0.0)):
            layers.append((role, [view.pixels(_rounded(x0, x1, y0, y1, 0.05, z))]))
    if view.towards[2] < 0.02:
        return layers
    step = max(2, round(0.012 / view.pixel_m))
    rows, columns = -(-view.height // step) + 1, -(-view.width // step) + 1
    at = (
        view.corner
        + (np.arange(columns) * step)[None, :, None] * view.pixel_m * view.right
        - (np.arange(rows) * step)[:, None, None] * view.pixel_m * view.up
    )
    on_floor = at - view.towards * (at[..., 2] / view.towards[2])[..., None]
    away = distances(scene.solids, profiles, on_floor.reshape(-1, 3)).reshape(rows, columns)
    fine = zoom(np.minimum(away, 0.4), step, order=1)[: view.height, : view.width]
    fine = gaussian_filter(fine, step * 0.6)
    for number, reach in enumerate(_SHADOW_M, start=1):
        layers.append((f"shadow-{number}", of_field(-fine, -reach, 30, SLACK_PX * 2)))
    return layers


def _rounded(x0: float, x1: float, y0: float, y1: float, radius: float, z: float) -> Array:
    corners = ((x1, y1, 0), (x0, y1, 90), (x0, y0, 180), (x1, y0, 270))
    found = []
    for x, y, start in corners:
        cx = x - radius if x == x1 else x + radius
        cy = y - radius if y == y1 else y + radius
        turns = np.radians(np.linspace(start, start + 90, 7))
        found += [(cx + radius * np.cos(turn), cy + radius * np.sin(turn), z) for turn in turns]
    return np.array(found)


def _ring(share: Array, but_not: Mask, line_px: float) -> list[Array]:
    """Answer what covers `share` of each point, grown by the width of a line."""
    inside = share > 0.5
    if not inside.any():
        return []
    rim = inside & ~binary_erosion(inside)
    rim |= (share > 0.02) & (share < 0.98)
    away, nearest = distance_transform_edt(~rim, return_indices=True)
    outward = 0.5 - share[tuple(nearest)]  # from the middle of a point on the rim to the true edge
    signed = np.where(inside, -away, away) + outward
    return of_field(
        np.where(but_not, -1.0, line_px - gaussian_filter(signed, 0.7)), 0.0, 6, SLACK_PX
    )


def _fills(sight: Sight) -> list[Layer]:
    """Fill the zones one upon the other, each reaching under the later ones, so that no gap opens.

    The first lies under all of the others; the rest only a little, or a rim of their colour would show
    around what is painted over them.
    """
    layers: list[Layer] = []
    for some in (PROP_ZONES, BODY_ZONES):
        present = [one for one in some if (sight.zone == one).any()]
        for number, one in enumerate(present):
            share, level = sight.cover(present[number:]), 0.36
            if number == 0:
                level = 0.5
            else:
                mine = sight.cover([one])
                near = binary_dilation(mine > 0, iterations=_UNDER_PX)
                share = np.where(near, share, mine)
            layers.append((one.name.lower(), of_share(share, 0.6, level, 6, SLACK_PX)))
    return layers


def _shades(sight: Sight, view: View, parts: tuple[str, ...]) -> list[Layer]:
    light = _LIGHT / np.linalg.norm(_LIGHT)
    towards_light = light[0] * view.right + light[1] * view.up + light[2] * view.towards
    folds = np.where(np.isin(sight.seen.part, _headlike(parts)), 0.0, _FOLDS)
    value = sight.seen.normal @ towards_light + folds * (sight.seen.open_air - 1.0)
    soft_px = _SHADE_SOFT_M / view.pixel_m
    least_px2 = (_LEAST_SHADE_M / view.pixel_m) ** 2
    layers: list[Layer] = []
    for one in Zone:
        mask = sight.zone == one
        if one is Zone.NONE or not mask.any():
            continue
        window = around(mask, round(3 * soft_px))
        mine = mask[window].astype(np.float64)
        weight = gaussian_filter(mine, soft_px) + 1e-6
        smooth = gaussian_filter(value[window] * mine, soft_px) / weight
        edge = gaussian_filter(sight.cover([one])[window], 0.6) - 0.48
        dark = np.minimum((_SHADE_AT - smooth) * 4, edge * 2)
        shapes = of_field(dark, 0.0, least_px2, SLACK_PX)
        corner = np.array([window[1].start, window[0].start])
        layers.append((f"{one.name.lower()}-shade", [shape + corner for shape in shapes]))
    return layers


def _headlike(parts: tuple[str, ...]) -> list[int]:
    """Answer the numbers of parts that folds do not darken: under a jaw it would read as a beard."""
    return [number for number, name in enumerate(parts) if name.startswith(("head", "ear"))]


def _targets(scene: Scene, sight: Sight, view: View) -> list[Layer]:
    if not scene.target:
        return []
    body = np.isin(sight.zone, BODY_ZONES)
    most = np.full(int(body.sum()), ELSEWHERE)
    part = sight.seen.part[body]
    for name in scene.target:
        found = spread(name, scene.frames, sight.points[body], scene.solids.parts, part)
        most = np.maximum(most, found)
    value = np.full(body.shape, ELSEWHERE)
    value[body] = np.maximum(most, np.where(most > ELSEWHERE, -1.0, ELSEWHERE))
    shown = value > ELSEWHERE
    if not shown.any():
        return []
    window = around(shown, 12)
    value, shown = value[window], shown[window]
    # smooth it on the parts that show it, without what lies before or behind them
    weight = gaussian_filter(shown.astype(np.float64), _TARGET_SOFT_PX)
    soft = gaussian_filter(np.where(shown, value, 0.0), _TARGET_SOFT_PX) / (weight + 1e-6)
    edge = gaussian_filter(np.minimum(sight.cover(BODY_ZONES)[window], shown), 0.8) - 0.5
    soft = np.where(_large(soft > 0.0, view.pixel_m, _LEAST_TARGET_M), soft, ELSEWHERE)
    well_inside = distance_transform_edt(shown) - 1.5
    low, high = _TARGET_EDGE
    rim = np.minimum(np.minimum(soft - low, high - soft) * 4, well_inside)
    # a rim has something large on either side: around an island or a hole it reads as a stray ring
    for beside in (soft > high, soft < low):
        away = distance_transform_edt(~_large(beside, view.pixel_m, _LEAST_BESIDE_M))
        rim = np.where(away < _RIM_REACH_PX, rim, -1.0)
    # on a sliver the rim would look like a tear
    half_px = distance_transform_edt(shown & (soft > high)).max()
    least_px2 = (_LEAST_RIM_M / view.pixel_m) ** 2
    rims = (
        of_field(rim, 0.0, least_px2, SLACK_PX) if half_px * view.pixel_m > _LEAST_RIMMED_M else []
    )
    layers = [("target-edge", rims)]
    layers += [
        (f"target-{number}", of_field(np.minimum(soft - level, edge), 0.0, 20, SLACK_PX))
        for number, level in enumerate(_TARGET_LEVELS, start=1)
    ]
    corner = np.array([window[1].start, window[0].start])
    return [(role, [shape + corner for shape in shapes]) for role, shapes in layers]


def _large(inside: Mask, pixel_m: float, least_m: float) -> Mask:
    """Answer `inside` without islands smaller than a square of `least_m`: they read as stray marks."""
    numbers, count = label(inside)
    keep = np.zeros(count + 1, bool)
    for number, place in enumerate(find_objects(numbers), start=1):
        island = np.pad(numbers[place] == number, 1)
        wide_m = 2 * distance_transform_edt(island).max() * pixel_m
        keep[number] = island.sum() * pixel_m**2 > least_m**2 and wide_m > _LEAST_WIDE_M
    return np.asarray(keep[numbers])


_HEMS = (
    ("top-edge", Zone.TOP, Zone.SKIN),
    ("top-edge", Zone.TOP, Zone.BOTTOM),
    ("sleeve-edge", Zone.TOP, Zone.FOREARM),
    ("forearm-edge", Zone.FOREARM, Zone.SKIN),
    ("bottom-edge", Zone.BOTTOM, Zone.CALF),
    ("calf-edge", Zone.CALF, Zone.SKIN),
    ("hair-edge", Zone.HAIR, Zone.SKIN),
)


def _hems(sight: Sight, line_px: float) -> list[Layer]:
    found: dict[str, Array] = {}
    for role, cloth, under in _HEMS:
        both = sight.cover([cloth, under])
        if not ((sight.zone == cloth).any() and (sight.zone == under).any()):
            continue
        # where the two meet on one surface, the share of the cloth passes one half
        share = gaussian_filter(sight.cover([cloth]), 1.0) / np.maximum(
            gaussian_filter(both, 1.0), 1e-3
        )
        steep = np.hypot(*np.gradient(share))
        away = np.abs(share - 0.5) / np.maximum(steep, 0.05)
        near = _beside(sight, cloth, under)
        line = np.where(near & (both > 0.9), line_px * 0.5 - away, -1.0)
        found[role] = np.maximum(
            found.get(role, np.full(line.shape, -1.0)), gaussian_filter(line, 0.5)
        )
    return [(role, of_field(line, 0.0, 6, SLACK_PX)) for role, line in found.items()]


def _beside(sight: Sight, cloth: Zone, under: Zone) -> Mask:
    """Say where two zones meet on one surface, without a step in depth, and a little around."""
    mask = np.zeros(sight.zone.shape, bool)
    for one, other in ((np.s_[:-1, :], np.s_[1:, :]), (np.s_[:, :-1], np.s_[:, 1:])):
        a, b = sight.zone[one], sight.zone[other]
        with np.errstate(invalid="ignore"):
            flat = np.abs(sight.seen.depth_m[one] - sight.seen.depth_m[other]) < 0.012
        meet = flat & (((a == cloth) & (b == under)) | ((a == under) & (b == cloth)))
        mask[one] |= meet
        mask[other] |= meet
    return np.asarray(binary_dilation(mask, iterations=3))


def _lines(found: Edges, there: Mask, pixel_m: float) -> list[Layer]:
    layers: list[Layer] = []
    shortest_px2 = (_LEAST_LINE_M / pixel_m) ** 2
    for one in Zone:
        mask = (found.zone == one) & there
        if one is Zone.NONE or not (mask & (found.strength > 0.05)).any():
            continue
        soft = gaussian_filter(np.where(mask, found.strength, 0.0), 0.9)
        least = shortest_px2 if one in _CLOTH else 3  # on skin, short ones are fingers and toes
        layers.append((f"{one.name.lower()}-line", of_field(soft, 0.45, least, SLACK_PX)))
    return layers


def _features(scene: Scene, sight: Sight, view: View) -> list[Layer]:
    """Draw what lies on the head: strands of hair, the lines of nose and ears, lids, brows and mouth."""
    names, part = scene.solids.parts, sight.seen.part
    if "head" not in names:
        return []
    light = _LIGHT / np.linalg.norm(_LIGHT) @ np.array([view.right, view.up, view.towards])
    head, points, normal = scene.frames["head"], sight.points, sight.seen.normal
    strands = np.full(part.shape, -0.01)
    for name in ("head", "bun", "fringe"):
        if name in names:
            where = (part == names.index(name)) & (sight.zone == Zone.HAIR)
            style = hair.KNOT if name == "bun" else hair.BACK if "bun" in names else hair.SHORT
            strands[where] = hair.strands(head, points[where], normal[where], light, style)
    layers: list[Layer] = [("hair-light", of_field(strands, 0.0, 2, SLACK_PX))]
    where = (part == names.index("head")) & (sight.zone == Zone.SKIN)
    for role, inside in (
        ("skin-line", face.contours),
        ("face-ink", face.ink),
        ("face-mouth", face.mouth),
    ):
        values = np.full(part.shape, -0.01)
        values[where] = inside(head, points[where], view.towards)
        layers.append((role, of_field(values, 0.0, 2, SLACK_PX)))
    return layers

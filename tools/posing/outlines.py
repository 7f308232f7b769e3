"""From points of a picture to outlines: masks and fields become closed polygons."""

import numpy as np
from contourpy import LineType, contour_generator
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from tools.posing.solids import Array

Mask = NDArray[np.bool_]


def of_share(
    share: Array, soften_px: float, level: float, least_px2: float, slack_px: float
) -> list[Array]:
    """Answer the outlines of what covers a `share` of each point, 0 to 1; x to the right and y down.

    The edge is softened over `soften_px` and cut at `level` (below 0.5 it grows a little); what is
    smaller than `least_px2` is left out; straight stretches lose points up to `slack_px`.
    """
    if not share.any():
        return []
    return of_field(gaussian_filter(share, soften_px), level, least_px2, slack_px)


def of_field(values: Array, level: float, least_px2: float, slack_px: float) -> list[Array]:
    """Answer where `values` pass `level`, as closed polygons; all but their surroundings is left aside."""
    above = values > level
    rows, columns = np.flatnonzero(above.any(axis=1)), np.flatnonzero(above.any(axis=0))
    if not len(rows):
        return []
    top, left = max(0, rows[0] - 2), max(0, columns[0] - 2)
    values = values[top : rows[-1] + 3, left : columns[-1] + 3]
    corner = np.array([left, top])
    framed = np.pad(values, 1, constant_values=min(float(values.min()), level - 1.0))
    lines = contour_generator(z=framed, line_type=LineType.Separate).lines(level)
    found = []
    for line in lines:
        polygon = (
            np.asarray(line)[:-1] - 0.5 + corner
        )  # less the frame's point, to the middle of a point
        if len(polygon) >= 3 and abs(_area(polygon)) >= least_px2:
            thinned = simplified(_eased(polygon), slack_px)
            if len(thinned) >= 3:
                found.append(thinned)
    return found


def _eased(polygon: Array, rounds: int = 5) -> Array:
    """Take the steps of the grid out of an outline without shrinking it (Taubin's two passes)."""
    if len(polygon) < 8:
        return polygon
    eased = polygon
    for _ in range(rounds):
        for share in (0.55, -0.56):
            middle = (np.roll(eased, 1, axis=0) + np.roll(eased, -1, axis=0)) / 2
            eased = eased + share * (middle - eased)
    return eased


def simplified(polygon: Array, slack: float) -> Array:
    """Leave out corners of a closed polygon within `slack` of the line without them (Douglas, Peucker)."""
    far = int(np.argmax(((polygon - polygon[0]) ** 2).sum(axis=1)))
    first = _thinned(polygon[: far + 1], slack)
    second = _thinned(np.vstack([polygon[far:], polygon[:1]]), slack)
    return np.vstack([first[:-1], second[:-1]])


def _thinned(line: Array, slack: float) -> Array:
    keep = np.zeros(len(line), bool)
    keep[[0, -1]] = True
    todo = [(0, len(line) - 1)]
    while todo:
        start, end = todo.pop()
        if end - start < 2:
            continue
        along = line[end] - line[start]
        away = line[start + 1 : end] - line[start]
        size = float(np.hypot(*along))
        off = (
            np.abs(along[0] * away[:, 1] - along[1] * away[:, 0]) / size
            if size > 1e-9
            else np.hypot(away[:, 0], away[:, 1])
        )
        worst = int(off.argmax())
        if off[worst] > slack:
            middle = start + 1 + worst
            keep[middle] = True
            todo += [(start, middle), (middle, end)]
    kept: Array = line[keep]
    return kept


def _area(polygon: Array) -> float:
    x, y = polygon.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


def around(mask: Mask, margin_px: int) -> tuple[slice, slice]:
    """Answer the rows and columns that hold all of `mask`, with a margin."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return (
        slice(max(0, rows[0] - margin_px), rows[-1] + margin_px + 1),
        slice(max(0, columns[0] - margin_px), columns[-1] + margin_px + 1),
    )

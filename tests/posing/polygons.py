"""Measures polygons, for the tests of what draws."""

import numpy as np


def area(polygons) -> float:
    """What closed polygons cover, holes taken off if they run the other way round."""
    found = 0.0
    for polygon in polygons:
        x, y = np.asarray(polygon).T
        found += float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)
    return abs(found)


def inside(points, polygons) -> np.ndarray:
    """Say which points lie within polygons, by the even-odd rule."""
    x, y = np.asarray(points).T
    odd = np.zeros(len(x), bool)
    for polygon in polygons:
        for (a, b), (c, d) in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
            if b != d:
                odd ^= ((b > y) != (d > y)) & (x < a + (y - b) * (c - a) / (d - b))
    return odd


def to_outline(point, polygon) -> float:
    """How far a point is from the line around a polygon."""
    start, along = polygon, np.roll(polygon, -1, axis=0) - polygon
    t = np.clip(((point - start) * along).sum(axis=1) / (along**2).sum(axis=1), 0, 1)
    return float(np.hypot(*(point - start - t[:, None] * along).T).min())

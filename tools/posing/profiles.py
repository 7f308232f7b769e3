"""How thick the limbs are along their length."""

import numpy as np

from tools.posing.solids import Array

SAMPLES = 96

# Fraction of the bone's length: radius, shift to the front; both in fractions of stature.
# Drawn by eye over the proportions of an adult, then smoothed: straight lines would show as corners.
_LIMBS: dict[str, tuple[tuple[float, float, float], ...]] = {
    "thigh": (
        (0.0, 0.0425, -0.002), (0.08, 0.0452, 0.0), (0.2, 0.0475, 0.003), (0.35, 0.0460, 0.005),
        (0.5, 0.0428, 0.006), (0.65, 0.0388, 0.005), (0.8, 0.0342, 0.004), (0.92, 0.0312, 0.003),
        (1.0, 0.0298, 0.002),
    ),
    "shin": (
        (0.0, 0.0292, 0.002), (0.1, 0.0288, 0.0), (0.2, 0.0306, -0.005), (0.3, 0.0318, -0.0078),
        (0.42, 0.0302, -0.0078), (0.56, 0.0258, -0.005), (0.7, 0.0214, -0.003), (0.85, 0.0178, -0.001),
        (1.0, 0.0170, 0.0),
    ),
    "upper": (
        (0.0, 0.0272, 0.0), (0.12, 0.0285, 0.001), (0.25, 0.0278, 0.002), (0.4, 0.0262, 0.003),
        (0.55, 0.0246, 0.003), (0.75, 0.0220, 0.001), (0.9, 0.0202, 0.0), (1.0, 0.0196, 0.0),
    ),
    "fore": (
        (0.0, 0.0198, 0.0), (0.12, 0.0212, 0.001), (0.26, 0.0220, 0.002), (0.42, 0.0205, 0.002),
        (0.6, 0.0176, 0.001), (0.8, 0.0146, 0.0), (1.0, 0.0126, 0.0),
    ),
}  # fmt: skip

LIMBS = tuple(_LIMBS)


def profiles(stature_m: float) -> Array:
    """Answer the radius and the shift of every limb in metres, shape (limbs, 2, SAMPLES)."""
    at = np.linspace(0.0, 1.0, SAMPLES)
    table = []
    for rows in _LIMBS.values():
        along, radius, shift = np.array(rows).T
        table.append([_smooth(along, values, at) for values in (radius, shift)])
    return np.array(table) * stature_m


def radius(limb: str, along: float) -> float:
    """Answer the radius of a limb at a fraction of its length, in fractions of stature."""
    rows = np.array(_LIMBS[limb])
    return float(np.interp(along, rows[:, 0], rows[:, 1]))


def _smooth(along: Array, values: Array, at: Array) -> Array:
    """Answer a curve through all values that rises and falls only where they do (Fritsch and Butland)."""
    steps, slopes = np.diff(along), np.diff(values) / np.diff(along)
    lean = np.zeros(len(values))
    lean[0], lean[-1] = slopes[0], slopes[-1]
    before, after = slopes[:-1], slopes[1:]
    same = before * after > 0
    heavy, light = 2 * steps[1:] + steps[:-1], steps[1:] + 2 * steps[:-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (heavy + light) / (heavy / before + light / after)
    lean[1:-1] = np.where(same, mean, 0.0)
    k = np.clip(np.searchsorted(along, at, side="right") - 1, 0, len(steps) - 1)
    step = steps[k]
    t = (at - along[k]) / step
    curve: Array = (
        (2 * t**3 - 3 * t**2 + 1) * values[k]
        + (t**3 - 2 * t**2 + t) * step * lean[k]
        + (3 * t**2 - 2 * t**3) * values[k + 1]
        + (t**3 - t**2) * step * lean[k + 1]
    )
    return curve

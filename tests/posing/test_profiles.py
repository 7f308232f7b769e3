"""How thick limbs are: as drawn, and without a bulge that was not drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.posing import profiles as module
from tools.posing.profiles import LIMBS, SAMPLES, profiles, radius

VALUES = st.lists(st.integers(-100, 100).map(lambda n: n / 100), min_size=3, max_size=9)


@given(VALUES, st.data())
def test_a_curve_goes_through_what_was_drawn_and_never_beyond(values, data):
    gaps = st.lists(st.floats(0.05, 1), min_size=len(values), max_size=len(values))
    along, drawn = np.cumsum(data.draw(gaps)), np.array(values)
    np.testing.assert_allclose(module._smooth(along, drawn, along), drawn, atol=1e-9)
    for n in range(len(values) - 1):
        curve = module._smooth(along, drawn, np.linspace(along[n], along[n + 1], 30)[:-1])
        low, high = sorted(drawn[n : n + 2])
        assert curve.min() >= low - 1e-9
        assert curve.max() <= high + 1e-9


def test_a_straight_line_stays_straight():
    at = np.linspace(0, 3, 31)
    curve = module._smooth(np.array([0.0, 1.0, 1.5, 3.0]), np.array([0.0, 2.0, 3.0, 6.0]), at)
    np.testing.assert_allclose(curve, 2 * at, atol=1e-12)


def test_radii_are_in_metres():
    table = profiles(1.7)
    assert table.shape == (len(LIMBS), 2, SAMPLES)
    np.testing.assert_allclose(table, profiles(1.0) * 1.7)
    for number, limb in enumerate(LIMBS):
        assert table[number, 0, 0] == pytest.approx(radius(limb, 0.0) * 1.7)
        assert table[number, 0, -1] == pytest.approx(radius(limb, 1.0) * 1.7)
        middle = table[number, 0, (SAMPLES - 1) // 2] / 1.7
        assert middle == pytest.approx(radius(limb, 0.5), abs=0.001)

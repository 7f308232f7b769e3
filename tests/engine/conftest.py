"""A player at work."""

import pytest
from answered import LUNGE_THEN_HINGE

from made import Run


@pytest.fixture
def run():
    one = Run(*LUNGE_THEN_HINGE)
    one.do("play")
    return one

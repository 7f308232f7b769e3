"""For tests of sheets: the one Qt application of a process, without which nothing prints, and facts."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from gathered import facts_of
from PySide6.QtWidgets import QApplication

from sheet_samples import four_weeks


@pytest.fixture(scope="session", autouse=True)
def _qt():
    """Without it, printing would begin one that no window can be opened in."""
    return QApplication.instance() or QApplication([])


@pytest.fixture(scope="module")
def facts():
    return facts_of(four_weeks())

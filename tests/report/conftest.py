"""Qt for the tests that print: the one application of a process, which tests of the window use as well."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session", autouse=True)
def _qt():
    """Without it, printing would begin one that no window can be opened in."""
    return QApplication.instance() or QApplication([])

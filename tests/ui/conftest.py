"""One QApplication for all tests of the window, off the screen; what Qt warns of fails the test."""

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from hiptimer.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What the offscreen platform says of itself, whatever is asked of it.
_HARMLESS = ("This plugin does not support", "This plugin supports grabbing")


@pytest.fixture(scope="session")
def qapp() -> "QApplication":
    """The application; there can be only one in a process."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return app


@pytest.fixture(autouse=True)
def qt_warnings() -> "Iterator[list[str]]":
    """Collect what Qt warns of, and fail the test for it. A test that means to may empty the list."""
    warnings: list[str] = []

    def note(kind: QtMsgType, _context: object, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not message.startswith(_HARMLESS):
            warnings.append(message)

    before = qInstallMessageHandler(note)
    yield warnings
    qInstallMessageHandler(before)
    assert warnings == []


@pytest.fixture(autouse=True)
def _gone_afterwards(qapp: QApplication) -> "Iterator[None]":
    """Let every widget be gone before the next test: each theme dresses all that there are."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture
def theme(qapp: QApplication) -> "Iterator[Theme]":
    """The light theme at 100 %, started."""
    theme = Theme(qapp)
    theme.start()
    theme.set_scheme("light")
    yield theme
    theme.set_scheme("system")


@pytest.fixture
def show(qapp: QApplication) -> "Iterator[Callable[..., QWidget]]":
    """Show a widget at a size, and close it after the test."""
    shown: list[QWidget] = []

    def _show(widget: QWidget, width: int = 0, height: int = 0) -> QWidget:
        if width:
            widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        shown.append(widget)
        qapp.processEvents()
        return widget

    yield _show
    for widget in shown:
        widget.close()
        widget.deleteLater()
    qapp.processEvents()

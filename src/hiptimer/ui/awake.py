"""Keeping the screen awake while an interval runs."""

import ctypes
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Q_ARG, QMetaObject, QObject, Qt

from hiptimer.language import gettext as _

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusInterface

_APP = "hiptimer"


class Awake(Protocol):
    """A way to ask the system not to dim or lock the screen."""

    def keep(self) -> None:
        """Keep the screen awake from now on."""

    def let_go(self) -> None:
        """Let the system do as it likes again."""


class Unasked:
    """Where there is nobody to ask."""

    def keep(self) -> None:
        """Do nothing."""

    def let_go(self) -> None:
        """Do nothing."""


class ScreenSaverBus(QObject):
    """Linux and the BSDs: the screen saver service on the session bus, which all desktops offer."""

    _SERVICE = "org.freedesktop.ScreenSaver"

    def __init__(self) -> None:
        """Remember nothing yet; the bus is asked when it is needed."""
        super().__init__()
        self._cookie: int | None = None
        self._is_asked = False

    def keep(self) -> None:
        """Ask once, however often this is called: each tone calls it, and the bus may be slow to say no."""
        if self._is_asked:
            return
        self._is_asked = True
        if (service := self._service()) is not None:
            reply = service.call("Inhibit", _APP, _("A session is running"))
            arguments = reply.arguments()
            if not reply.errorName() and arguments and isinstance(arguments[0], int):
                self._cookie = arguments[0]

    def let_go(self) -> None:
        """Take the request back."""
        self._is_asked = False
        if self._cookie is None:
            return
        cookie, self._cookie = self._cookie, None
        if (service := self._service()) is not None:
            # A plain call would send a signed number, which the service refuses. The stubs want the
            # name in bytes, which PySide refuses.
            QMetaObject.invokeMethod(  # type: ignore[call-overload]
                service, "UnInhibit", Qt.ConnectionType.DirectConnection, Q_ARG("uint", cookie)
            )

    def _service(self) -> "QDBusInterface | None":
        from PySide6.QtDBus import QDBusConnection, QDBusInterface  # noqa: PLC0415

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return None
        service = QDBusInterface(self._SERVICE, "/org/freedesktop/ScreenSaver", self._SERVICE, bus)
        return service if service.isValid() else None


class WindowsExecutionState:
    """Windows: the thread says that the display is in use. Written here and not yet run there."""

    _CONTINUOUS, _DISPLAY = 0x80000000, 0x00000002

    def keep(self) -> None:
        """Say that the display is in use."""
        self._set(self._CONTINUOUS | self._DISPLAY)

    def let_go(self) -> None:
        """Say no more."""
        self._set(self._CONTINUOUS)

    def _set(self, flags: int) -> None:
        ctypes.windll.kernel32.SetThreadExecutionState(flags)  # type: ignore[attr-defined,unused-ignore]


class Caffeinate:
    """The Mac: its own small program, which ends with us. Written here and not yet run there."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Start it once."""
        if self._process is None:
            try:
                self._process = subprocess.Popen(["/usr/bin/caffeinate", "-d"])
            except OSError:
                return

    def let_go(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process = None


def awake() -> Awake:
    """Return the way that fits this system."""
    if sys.platform == "win32":
        return WindowsExecutionState()
    if sys.platform == "darwin":
        return Caffeinate()
    try:
        import PySide6.QtDBus  # noqa: F401, PLC0415
    except ImportError:
        return Unasked()
    return ScreenSaverBus()

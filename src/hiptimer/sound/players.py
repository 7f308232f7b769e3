"""Music players on the session bus, which can be turned down and paused; see MPRIS."""

import itertools
import os
import time
from typing import Any

from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant

from hiptimer.sound.source import Sounding, Volumes

_PREFIX = "org.mpris.MediaPlayer2."
_PATH = "/org/mpris/MediaPlayer2"
_PLAYER = "org.mpris.MediaPlayer2.Player"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_BUS, _BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_PATIENCE_MS = 2000
_LOOK_S = 0.005

_numbers = itertools.count()


class Players:
    """Knows players by their names on the bus. To be used in one thread, which may wait for them."""

    lowered = 0.25
    tolerance = 0.02  # many round to a percent

    def __init__(self) -> None:
        """Ask nobody yet."""
        self._bus: QDBusConnection | None = None

    def sounding(self) -> list[Sounding] | None:
        """Return the players whose volume can be known; None without a bus."""
        if not self._is_there():
            return None
        known = [(player, self._get(player, "Volume")) for player in self._others()]
        return [
            Sounding(player, player, (float(volume),), self._status(player) == "Playing")
            for player, volume in known
            if isinstance(volume, int | float)
        ]

    def _is_there(self) -> bool:
        if self._bus is None:
            # One of its own, so that nobody else's threads have anything to do with it. Qt keeps by its
            # name even one that is broken, and D-Bus the address that it found first.
            name = f"hiptimer-music-{next(_numbers)}"
            address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
            where = address or QDBusConnection.BusType.SessionBus
            self._bus = QDBusConnection.connectToBus(where, name)
        return self._bus.isConnected()

    def set_volume(self, one: str, volumes: Volumes) -> None:
        """Turn a player up or down."""
        value = QDBusVariant(volumes[0])
        self._call(one, _PATH, _PROPERTIES, "Set", _PLAYER, "Volume", value)

    def playing(self) -> list[str]:
        """Return the players that are playing."""
        return [one for one in self._others() if self._status(one) == "Playing"]

    def pause(self, player: str) -> None:
        """Pause a player."""
        self._call(player, _PATH, _PLAYER, "Pause")

    def go_on(self, player: str) -> None:
        """Let a player go on, unless its person has stopped it since."""
        if self._status(player) == "Paused":
            self._call(player, _PATH, _PLAYER, "Play")

    def _others(self) -> list[str]:
        """Return the players that are not this program."""
        if not self._is_there():
            return []
        (names,) = self._call(_BUS, _BUS_PATH, _BUS, "ListNames") or ([],)
        players = [str(name) for name in names if str(name).startswith(_PREFIX)]
        return [one for one in players if not self._is_us(one)]

    def _status(self, player: str) -> Any:
        return self._get(player, "PlaybackStatus")

    def _is_us(self, player: str) -> bool:
        answer = self._call(_BUS, _BUS_PATH, _BUS, "GetConnectionUnixProcessID", player)
        return answer == [os.getpid()]

    def _get(self, player: str, name: str) -> Any:
        answer = self._call(player, _PATH, _PROPERTIES, "Get", _PLAYER, name)
        # The stubs do not know that it can be asked for what is in it.
        return answer[0].variant() if answer else None

    def _call(self, service: str, path: str, interface: str, method: str, *words: Any) -> list[Any]:
        """Return the answer; nothing, if there is none in time."""
        if self._bus is None or not self._bus.isConnected():
            return []
        message = QDBusMessage.createMethodCall(service, path, interface, method)
        message.setArguments(list(words))
        # Waiting inside Qt would keep Python, and with it the window, from going on.
        call = self._bus.asyncCall(message, _PATIENCE_MS)
        latest_at = time.monotonic() + 2 * _PATIENCE_MS / 1000
        while not call.isFinished() and time.monotonic() < latest_at:
            time.sleep(_LOOK_S)
        if not call.isFinished() or call.isError():
            return []
        return list(call.reply().arguments())

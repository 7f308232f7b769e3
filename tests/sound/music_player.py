"""A music player on the session bus, as far as MPRIS goes; each line of stdout is what became of it.

Arguments: its name on the bus, and whether it is `Playing` or `Paused`. A line on standard input is a
volume that its own person chooses.
"""

import sys

from PySide6.QtCore import ClassInfo, Property, QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtDBus import QDBusConnection


@ClassInfo({"D-Bus Interface": "org.mpris.MediaPlayer2.Player"})
class Player(QObject):
    """Says what it is told to do."""

    def __init__(self, status):
        super().__init__()
        self._status = status
        self._volume = 0.8

    def status(self):
        return self._status

    def volume(self):
        return self._volume

    def set_volume(self, volume):
        self._volume = volume
        print(f"volume {volume:.2f}", flush=True)

    PlaybackStatus = Property(str, status)
    Volume = Property(float, volume, set_volume)

    @Slot()
    def Pause(self):  # noqa: N802  (the bus's own word)
        self._status = "Paused"
        print("Pause", flush=True)

    @Slot()
    def Play(self):  # noqa: N802
        self._status = "Playing"
        print("Play", flush=True)


def main(name, status):
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    player = Player(status)
    options = QDBusConnection.RegisterOption
    exported = options.ExportAllSlots | options.ExportAllProperties
    assert bus.registerObject("/org/mpris/MediaPlayer2", player, exported)
    assert bus.registerService(f"org.mpris.MediaPlayer2.{name}")
    lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def read():
        line = sys.stdin.readline()
        if line:
            player.set_volume(float(line))
        else:
            app.quit()

    lines.activated.connect(read)
    print("ready", flush=True)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A process of our own that does nothing but play: what a dying sound server takes along is only this.

It is told on standard input what to play, and tells on standard output where that is heard; a line of
JSON for each. It ends when the other end does, or when the sound server is gone: then a new one begins
afresh, which Qt cannot do within one process.
"""

import json
import os
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

from hiptimer.sound.pulse import SoundServer, find_server

if TYPE_CHECKING:
    from hiptimer.sound.qt_output import QtOutput

NO_LIBRARY = 3  # how it ends where Qt's multimedia library cannot be loaded
BEAT_S = 1.0  # how often it says that it is alive, and sees whether the server is

_CHUNK = 65_536


class Listener(QObject):
    """Does what the lines on standard input say."""

    def __init__(self, output: "QtOutput", server: SoundServer) -> None:
        """Take the output and the server behind it; nothing is heard or told until `begin`."""
        super().__init__()
        self._output = output
        self._server = server
        self._unread = b""
        self._told: dict[str, Any] = {}
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._timer = QTimer(self, interval=round(1000 * BEAT_S))

    def begin(self) -> None:
        """Say what there is, then listen."""
        os.set_blocking(sys.stdin.fileno(), False)
        self._notifier.activated.connect(self._read)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._output.changed.connect(self._tell)
        self._tell()
        if not self._output.device and not self._server.is_known:
            _end()  # Qt never notices a server that comes later

    def _beat(self) -> None:
        if not self._server.answers:
            _end()
        self._tell()
        _say({})

    def _tell(self) -> None:
        output = self._output
        trouble = bool(output.trouble)  # put into words, in the person's language, by who asked
        now = {
            "id": output.device_id,
            "device": output.device,
            "devices": output.devices(),
            "trouble": trouble,
        }
        if now != self._told:
            self._told = now
            _say(now)

    def _read(self) -> None:
        try:
            chunk = os.read(sys.stdin.fileno(), _CHUNK)
        except BlockingIOError:
            return
        if not chunk:
            self._notifier.setEnabled(False)
            _end()
            return
        *lines, self._unread = (self._unread + chunk).split(b"\n")
        for line in lines:
            self._do(json.loads(line))

    def _do(self, wish: dict[str, Any]) -> None:
        clip = Path(wish["clip"]) if wish["clip"] else None
        match wish["do"]:
            case "stop":
                self._output.stop(clip)
            case _ if clip is None:
                pass
            case "prepare":
                self._output.prepare([clip])
            case "let go":
                self._output.let_go([clip])
            case "play" if time.monotonic() <= wish["by"]:
                self._output.play(clip, wish["volume"])
            case _:
                pass  # too late


def _say(what: dict[str, Any]) -> None:
    try:
        os.write(sys.stdout.fileno(), json.dumps(what).encode() + b"\n")
    except OSError:
        _end()  # nobody listens, so nobody is to hear anything either


def _end() -> None:
    # At once: a clean end waits for the answer of a server that may be gone.
    os._exit(0)


def main(device: str = "") -> None:
    """Play on a device, by its id, or on the usual one, until there is nobody to play for."""
    sys.excepthook = _tell_of_bug
    try:
        from hiptimer.sound.qt_output import QtOutput, own_application  # noqa: PLC0415
    except ImportError:
        sys.exit(NO_LIBRARY)
    application = own_application()
    # Before Qt looks for it, so that a server that dies meanwhile is missed. Some are started by asking.
    server = find_server()
    output = QtOutput(device)
    if not server.is_known:
        server = find_server()
    listener = Listener(output, server)
    listener.begin()
    application.exec()


def _tell_of_bug(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _say({"bug": "".join(traceback.format_exception(kind, error, trace))})
    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""One window for one folder of a person's files: a second start hands its file to the first and ends."""

import hashlib
import json
import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS: Final = 1_000
# Longer than a first window takes to be built: a second click meanwhile must not bring a second one.
_ANSWER_MS: Final = 5_000
_TURN_MS: Final = 10_000
_LONGEST: Final = 65_536  # bytes that anybody may say to us

HERE: Final = b"hiptimer\n"
"""What the first window answers; anything else there is not ours."""


class FirstWindow(QObject):
    """Listens for later starts. Where it cannot, each start has a window of its own, as without it."""

    called = Signal(str)
    """A later start: the path of the file that it was to open, empty if none."""

    def __init__(self, data_dir: Path) -> None:
        """Take the folder that the window works with; `listen` begins."""
        super().__init__()
        self._name = name_for(data_dir)
        self._server = QLocalServer(self)
        # Nobody else on this computer may open things in this window.
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._place: tuple[int, int] | None = None

    def take_place(self) -> None:
        """Be the first window; what one that was cut short has left behind is cleared away.

        Who calls from now on waits for the answer, which `listen` gives.
        """
        if not self._server.listen(self._name):
            QLocalServer.removeServer(self._name)
            self._server.listen(self._name)
        self._place = _place_of(self._server)

    def listen(self) -> None:
        """Answer, those first who have called meanwhile."""
        self._server.newConnection.connect(self._greet)
        self._greet()

    def close(self) -> None:
        """Be it no longer. One that has come meanwhile, because this one hung, goes on being called."""
        if not self._server.isListening() or self._place == _place_of(self._server):
            self._server.close()
            return
        path = Path(self._server.fullServerName())
        # Qt takes the name away, whoever has it by now.
        turn = _turn(self._name)
        aside = path.with_name(f"{path.name}.aside")
        try:
            path.replace(aside)
            self._server.close()
            aside.replace(path)
        except OSError:
            self._server.close()
        finally:
            turn.unlock()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            self._answer(self._server.nextPendingConnection())

    def _answer(self, caller: QLocalSocket) -> None:
        caller.readyRead.connect(lambda: self._hear(caller))
        caller.disconnected.connect(caller.deleteLater)
        caller.write(HERE)
        if caller.bytesAvailable():
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            if caller.bytesAvailable() > _LONGEST:
                caller.abort()
            return
        said = bytes(caller.readLine(_LONGEST).data())
        caller.disconnectFromServer()
        try:
            file = json.loads(said)["open"]
        except (ValueError, KeyError, TypeError):
            return
        if isinstance(file, str):
            self.called.emit(file)


def first_or_call(data_dir: Path, file: Path | None) -> FirstWindow | None:
    """Hand the file to the window that is open or opening and return None; else take the first one's place.

    Of starts in the same moment one comes after the other, so that one of them alone finds nobody there.
    """
    turn = _turn(name_for(data_dir))
    try:
        if call_first_window(data_dir, file):
            return None
        first = FirstWindow(data_dir)
        first.take_place()
        return first
    finally:
        turn.unlock()


def call_first_window(data_dir: Path, file: Path | None) -> bool:
    """Hand the file to a window that is open already; say whether there is one and it has answered."""
    socket = QLocalSocket()
    socket.connectToServer(name_for(data_dir))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    # One that hangs does not answer; a person who starts again wants a window. The file is named only
    # after the answer, or one that wakes later would open it as well.
    while not socket.canReadLine():
        if not socket.waitForReadyRead(_ANSWER_MS):
            return False
    if bytes(socket.readLine().data()) != HERE:
        return False
    word = json.dumps({"open": str(file.absolute()) if file else ""})
    socket.write(word.encode() + b"\n")
    socket.flush()
    if socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
        socket.waitForDisconnected(_ANSWER_MS)  # it hangs up when it has heard
    return True


def _turn(name: str) -> QLockFile:
    """Wait for one's turn; where it cannot be had, two in the same moment have a window each."""
    turn = QLockFile(f"{QDir.tempPath()}/{name}.lock")
    turn.tryLock(_TURN_MS)
    return turn


def _place_of(server: QLocalServer) -> tuple[int, int] | None:
    """Return which file stands for the name of a server, None where there is none."""
    if os.name != "posix" or not server.isListening():
        return None
    try:
        found = Path(server.fullServerName()).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def name_for(data_dir: Path) -> str:
    """Return the name under which the window for this folder can be called, without the folder in it."""
    return f"hiptimer-{hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:16]}"

"""Whether the sound server of a Linux desktop still answers, which Qt does not notice.

Qt 6.11 goes on "playing" to a server that has died, and libpulse aborts the whole program when Qt then
makes a first sound effect, even if the server is back by that time. So it is asked here, before.
"""

import os
import shutil
import socket
import subprocess
from pathlib import Path

from hiptimer.sound.unstopped import unstopped

_PATIENCE_S = 0.2
_PACTL_PATIENCE_S = 3.0  # it answers in 10 ms, but not on a machine that is very busy


class SoundServer:
    """The server that answered when it was first looked for, if any did."""

    def __init__(self, path: Path | None) -> None:
        """Take the socket of a server that is known to answer, or None where sound needs none."""
        self._path = path
        self._mark = _mark(path)

    @property
    def is_known(self) -> bool:
        """Tell whether there was such a server at all."""
        return self._path is not None

    @property
    def answers(self) -> bool:
        """Tell whether it is still there; True where there never was such a server.

        One that was started anew in its place does not count: Qt goes on waiting for the old one.
        """
        if self._path is None:
            return True
        return _mark(self._path) == self._mark and _connects(self._path)


def find_server() -> SoundServer:
    """Find the server that answers now; there is none on other systems, or with PipeWire alone."""
    return SoundServer(next(filter(_connects, _usual_sockets()), None))


def ask_server(*words: str) -> str | None:
    """Return what `pactl` answers; None where there is no such program, or no server."""
    program = shutil.which("pactl")
    if program is None:
        return None
    try:
        with unstopped():
            answer = subprocess.run(  # noqa: S603 - no shell reads the words
                [program, *words],
                env=os.environ | {"LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_PACTL_PATIENCE_S,
                check=True,
            )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout


def is_gone(device: str) -> bool:
    """Tell whether the server is known to have no such device any more.

    Qt 6.9 is not told of one that goes while another one is the usual one.
    """
    listed = ask_server("list", "short", "sinks")
    return listed is not None and device not in (
        line.split("\t")[1] for line in listed.splitlines() if "\t" in line
    )


def _mark(path: Path | None) -> str:
    """Give what tells a server from its successor: the process number that it leaves beside its socket."""
    if path is None:
        return ""
    try:
        return path.with_name("pid").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _usual_sockets() -> list[Path]:
    named = os.environ.get("PULSE_SERVER", "").removeprefix("unix:")
    folders = [
        os.environ.get("PULSE_RUNTIME_PATH", ""),
        os.environ["XDG_RUNTIME_DIR"] + "/pulse" if os.environ.get("XDG_RUNTIME_DIR") else "",
        "/run/pulse",
    ]
    sockets = [Path(folder) / "native" for folder in folders if folder]
    return [Path(named), *sockets] if named.startswith("/") else sockets


def _connects(path: Path) -> bool:
    family = getattr(socket, "AF_UNIX", None)
    if family is None:
        return False
    with socket.socket(family, socket.SOCK_STREAM) as line:
        line.settimeout(_PATIENCE_S)
        try:
            line.connect(str(path))
        except OSError:
            return False
    return True

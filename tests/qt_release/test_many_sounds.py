"""The installed release of PySide6 can play more than ten sounds through a PulseAudio server.

In 6.10 and 6.11 the socket notifiers of QSoundEffect are switched in another thread than their own; after
some ten sounds the program hangs in an endless complaint, or dies.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sound_server import needs_sound_server, private_sound_server

PROGRAM = Path(__file__).with_name("many_sounds.py")
pytestmark = [pytest.mark.sound, needs_sound_server]


def test_a_session_of_sounds_is_heard_out(tmp_path):
    with (
        private_sound_server(tmp_path / "sound-server") as server,
        (tmp_path / "said").open("w+") as said,
    ):
        run = subprocess.run(
            [sys.executable, PROGRAM],
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            env=os.environ | server.environment,
            timeout=20,
            check=False,
        )
        said.seek(0)
        complaints = [line for line in said.read(100_000).splitlines() if "QSocketNotifier" in line]
    assert complaints == []
    assert (run.returncode, run.stdout) == (0, "heard out\n")

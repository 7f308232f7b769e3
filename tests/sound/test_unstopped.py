import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from hiptimer.sound.unstopped import unstopped

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGTSTP"), reason="no Ctrl+Z")

ECHO = "import sys; sys.stdout.write(sys.stdin.readline())"


def test_a_program_started_so_goes_on_after_ctrl_z():
    with unstopped():
        started = subprocess.Popen(
            [sys.executable, "-c", ECHO],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,
        )
    os.killpg(started.pid, signal.SIGTSTP)
    said, _nothing = started.communicate(b"still here\n", timeout=30)
    assert said == b"still here\n"


@pytest.mark.parametrize("blocked", [set(), {signal.SIGTSTP}])
def test_ctrl_z_stops_us_again_afterwards_if_it_did_before(blocked):
    before = signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    try:
        with suppress(OSError), unstopped():
            assert signal.SIGTSTP in signal.pthread_sigmask(signal.SIG_BLOCK, set())
            raise OSError("no such program")
        assert signal.pthread_sigmask(signal.SIG_BLOCK, set()) == blocked
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

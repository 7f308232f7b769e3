"""Starting other programs without being stopped half way by Ctrl+Z."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unstopped() -> Iterator[None]:
    """Start programs in this block: Ctrl+Z does not stop them, neither before they run nor later.

    Until a new process has become its program it belongs to ours, and ours waits for it inside the
    kernel. If Ctrl+Z stopped it there, our process could neither go on nor be stopped, and the shell would
    never get the terminal back.
    """
    if not hasattr(signal, "SIGTSTP"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTSTP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

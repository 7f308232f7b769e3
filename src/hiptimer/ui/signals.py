"""Ctrl+C in the terminal, and the system's wish to end the program, close the window in good order."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QWidget


@contextmanager
def closing_on_signals(window: QWidget) -> Iterator[list[int]]:
    """Close the window when a signal comes; the list holds the signals that came.

    Python sees a signal only when it runs, and Qt may wait for long: the signal wakes it by a socket.
    """
    asked: list[int] = []

    def close(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        window.close()

    ours, signals = socket.socketpair()
    signals.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: ours.recv(64))
    before = signal.set_wakeup_fd(signals.fileno(), warn_on_full_buffer=False)
    handlers = {one: signal.signal(one, close) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for one, handler in handlers.items():
            signal.signal(one, handler)
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        ours.close()
        signals.close()

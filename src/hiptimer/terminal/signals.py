"""What the system asks of a running player: to end, or to step aside for a while."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

# The line was cut, the machine shuts down, Ctrl-C: the run can be gone on with in each case.
_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


@dataclass(slots=True)
class Asked:
    """What was asked since it was last looked at; noticed between two frames, never inside one."""

    to_end: bool = False
    to_step_aside: bool = False
    came_back: bool = False


@contextmanager
def listening() -> Iterator[Asked]:
    """Note signals instead of obeying them at once, until the end of the block."""
    asked = Asked()

    def end(_number: int, _frame: FrameType | None) -> None:
        asked.to_end = True

    def step_aside(_number: int, _frame: FrameType | None) -> None:
        asked.to_step_aside = True

    def come_back(_number: int, _frame: FrameType | None) -> None:
        asked.came_back = True

    wanted = dict.fromkeys(_ENDING, end) | {"SIGTSTP": step_aside, "SIGCONT": come_back}
    here = {getattr(signal, name): say for name, say in wanted.items() if hasattr(signal, name)}
    # Whoever started us with a signal ignored, as nohup does, wants it to stay so.
    heard = {one: say for one, say in here.items() if signal.getsignal(one) != signal.SIG_IGN}
    before = {one: signal.signal(one, say) for one, say in heard.items()}
    try:
        yield asked
    finally:
        for one, say in before.items():
            signal.signal(one, say)


def stand_still() -> None:
    """Be stopped, as Ctrl-Z would have done; returns when the shell lets us go on."""
    noted = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
    try:
        os.kill(os.getpid(), signal.SIGTSTP)
    finally:
        signal.signal(signal.SIGTSTP, noted)

"""Reading, checking and unrolling a file of 1,000 steps, beside a bare load of the same file."""

import statistics
import sys
from collections.abc import Callable
from time import perf_counter

import yaml

from hiptimer.engine.timeline import unroll
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session_text

STEPS = 1000
STEP = """\
  - exercise: low-lunge
    hold: 10 s or more
    sides: each
    sets: 1
    rest: 20 s
    note: Step {n}
"""


def main() -> int:
    """Print each part and how it compares with the bare load."""
    text = "hiptimer: 1\ntitle: Long\nsteps:\n" + "".join(STEP.format(n=n) for n in range(STEPS))
    data, catalogue = text.encode(), bundled_catalogue()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    bare = _median(lambda: yaml.load(text, loader))  # noqa: S506  (it is a safe loader)
    reading = read_session_text(data, "long.yaml", None, catalogue)
    session = reading.session
    if session is None:
        print(*reading.errors, sep="\n", file=sys.stderr)
        return 1
    read = _median(lambda: read_session_text(data, "long.yaml", None, catalogue))
    unrolled = _median(lambda: unroll(session, catalogue))
    print(f"A session file of {STEPS} steps ({len(data) // 1024} KiB)")
    print(f"  bare yaml load       {bare * 1000:7.0f} ms")
    print(f"  read and checked     {read * 1000:7.0f} ms   {read / bare:.2f} times")
    print(f"  unrolled, with cues  {unrolled * 1000:7.0f} ms   {unrolled / bare:.2f} times")
    return 0


def _median(work: Callable[[], object], runs: int = 5) -> float:
    def once() -> float:
        began = perf_counter()
        work()
        return perf_counter() - began

    return statistics.median(once() for _ in range(runs))


if __name__ == "__main__":
    sys.exit(main())

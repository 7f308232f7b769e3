"""Measurements, printed and never asserted: `make bench`.

Each figure of the program stands beside the same work done with nothing around it, in the same run,
because a ratio travels from machine to machine and a millisecond does not.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run every benchmark, each in processes of its own."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        return _again_on_a_virtual_screen()
    _start_up()
    _playing()
    _inside("reading.py")
    _inside("history.py")
    _inside("figures.py")
    return 0


def _again_on_a_virtual_screen() -> int:
    xvfb = shutil.which("xvfb-run")
    if xvfb is None:
        print("No display and no xvfb-run: the window is not measured.", file=sys.stderr)
        _inside("reading.py")
        _inside("history.py")
        _inside("figures.py")
        return 0
    return subprocess.run([xvfb, "-a", sys.executable, __file__], check=False).returncode


def _inside(script: str) -> None:
    subprocess.run([sys.executable, str(HERE / script)], check=True)


def _start_up(runs: int = 7) -> None:
    """Print the time from the start of the process to the first painted window."""
    print("Start to first painted window")
    bare = _median(lambda: _first_paint("bare"), runs)
    ours = _median(lambda: _first_paint("hiptimer"), runs)
    print(f"  bare PySide6 window  {bare * 1000:7.0f} ms")
    print(f"  hiptimer             {ours * 1000:7.0f} ms   {ours / bare:.2f} times")


def _first_paint(which: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        process = subprocess.Popen(
            [sys.executable, str(HERE / "window.py"), which, "paint", folder],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        painted = perf_counter() - began
        process.terminate()
        process.wait()
        process.stdout.close()
    return painted


def _playing() -> None:
    """Print the processor time and memory of a hold being played for ten seconds."""
    print("A window for 10 s: processor time and memory")
    for which in ("bare", "hiptimer"):
        with tempfile.TemporaryDirectory() as folder:
            told = subprocess.run(
                [sys.executable, str(HERE / "window.py"), which, "play", folder],
                check=True,
                capture_output=True,
                text=True,
            ).stdout.split()
        print(f"  {which:<20} {float(told[0]):6.1f} % of a core  {float(told[1]):6.0f} MB")


def _median(measure: Callable[[], float], runs: int) -> float:
    return statistics.median(measure() for _ in range(runs))


if __name__ == "__main__":
    sys.exit(main())

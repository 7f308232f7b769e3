"""The drawn figure: from file to paint, replayed, and how large the files are."""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from math import cos, pi, sin
from pathlib import Path
from time import perf_counter

TOP = Path(__file__).resolve().parents[1]
CORNERS = 84
OUTLINES = 36
RUNS = 15


def main() -> int:
    """Measure what ships; where nothing ships yet, a made-up figure of the same weight."""
    if sys.argv[1:]:
        return _cold(Path(sys.argv[1]))
    shipped = sorted((TOP / "assets" / "figures").glob("*/*.figure"))
    _sizes(shipped)
    with tempfile.TemporaryDirectory() as folder:
        paths = shipped or [_made_up(Path(folder))]
        if not shipped:
            print("No figure ships yet: a made-up one of 3,000 corners is measured.")
        _first_picture(paths[0])
        for path in paths[:: max(1, len(paths) // 5)][:5]:
            _replay(path)
    return 0


def _sizes(paths: list[Path]) -> None:
    from hiptimer.figure.baked import read_figure

    print("Figures that ship")
    for build in sorted({path.parent.name for path in paths}):
        own = [path for path in paths if path.parent.name == build]
        size = sum(path.stat().st_size for path in own)
        frames = sum(read_figure(path).header.frames for path in own)
        print(
            f"  {build:<20} {len(own):4} files  {frames:5} frames  {size / 1e6:7.2f} MB"
            f"  {size / frames / 1024:6.2f} KB a frame"
        )


def _first_picture(path: Path) -> None:
    """Print the time from the file to the first picture, in processes that have drawn nothing."""
    told = [
        float(
            subprocess.run(
                [sys.executable, __file__, str(path)], check=True, capture_output=True, text=True
            ).stdout
        )
        for _run in range(5)
    ]
    print("File to first picture of 400 px, cold")
    print(f"  {path.parent.name + '/' + path.stem:<28} {statistics.median(told):6.1f} ms")


def _cold(path: Path) -> int:
    from PySide6.QtCore import QSizeF

    from hiptimer.figure.baked import read_figure
    from hiptimer.figure.looks import LookName
    from hiptimer.report.figure_drawing import picture
    from hiptimer.ui.tokens import LIGHT, figure_ground

    began = perf_counter()
    figure = read_figure(path)
    ground = figure_ground(LIGHT, None)
    picture(figure, figure.header.telling, QSizeF(400, 400), LookName.TEAL, ground)
    print((perf_counter() - began) * 1000)
    return 0


def _replay(path: Path) -> None:
    """Print what one frame costs: unpacked, and painted again at several sizes."""
    from PySide6.QtCore import QSizeF

    from hiptimer.figure.baked import read_figure
    from hiptimer.figure.looks import LookName
    from hiptimer.report.figure_drawing import picture
    from hiptimer.ui.tokens import LIGHT, figure_ground

    ground = figure_ground(LIGHT, None)
    last = read_figure(path).header.frames - 1
    unpacked = _median(lambda: read_figure(path).frame(last))
    figure = read_figure(path)
    corners = sum(len(one.xs) for one in figure.frame(last))
    print(f"{path.parent.name}/{path.stem}: {corners} corners, unpacked in {unpacked:.1f} ms")
    for size in (56, 200, 400, 800, 1600):
        spent = _median(
            lambda size=size: picture(figure, last, QSizeF(size, size), LookName.TEAL, ground)
        )
        print(f"  replayed at {size:4} px {spent:6.1f} ms")


def _median(work: Callable[[], object]) -> float:
    times = []
    for _run in range(RUNS):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return statistics.median(times) * 1000


def _made_up(folder: Path) -> Path:
    sys.path.insert(0, str(TOP))
    from hiptimer.figure.baked import Header, Sort
    from tools.posing.packing import write_figure

    roles = ("keyline", "skin", "skin-shade", "skin-line", "top", "top-shade", "bottom", "target-1")

    def blob(number: int, frame: int) -> list[tuple[float, float]]:
        turns = (2 * pi * i / CORNERS for i in range(CORNERS))
        return [
            (
                1500 + 35 * number + (500 + 9 * number + frame) * cos(a) * (1 + 0.2 * sin(3 * a)),
                1800 + 15 * number + 500 * sin(a) * (1 + 0.15 * cos(5 * a + frame / 9)),
            )
            for a in turns
        ]

    frames = [
        [(roles[number % len(roles)], [blob(number, frame)]) for number in range(OUTLINES)]
        for frame in range(8)
    ]
    path = folder / "made-up" / "figure.figure"
    write_figure(path, Header("figure", "made-up", (4096, 3600), 1800.0, 8, Sort.HOLD), frames)
    return path


if __name__ == "__main__":
    sys.exit(main())

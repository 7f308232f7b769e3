"""A history of 100,000 runs and three million intervals beside an empty one: to open, to show, to add to.

The history is made once (`made_history.py`) and copied for each measurement, so that nothing measured here
changes it. Every folder is measured in processes of its own.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP)]

from benchmarks.made_history import ASSIGNED, SESSIONS, Made, made_history  # noqa: E402 - found by the path above

from hiptimer.journal.backups import Backups  # noqa: E402 - found by the path above
from hiptimer.journal.store import wall_clock  # noqa: E402 - found by the path above
from hiptimer.library.exercises import bundled_catalogue  # noqa: E402 - found by the path above
from hiptimer.library.shelf import Shelf  # noqa: E402 - found by the path above
from hiptimer.places import Places  # noqa: E402 - found by the path above

TIMES = 7

PREFERENCES = """\
reduce_motion = "on"
sound_checked = true
music = "leave"
"""

FOUR_WEEKS = timedelta(days=27)

Seconds = dict[str, float]


def main() -> int:
    """Measure everything of both, and print them beside each other."""
    began = perf_counter()
    made = made_history()
    print(
        f"A history of {made.runs:,} runs and {made.intervals:,} intervals"
        f" ({made.size / 1e6:.0f} MB, there after {perf_counter() - began:.0f} s)"
    )
    print(f"  {'':<44} {'empty':>12} {'full':>12}")
    with tempfile.TemporaryDirectory() as folder:
        pair = _folder(Path(folder) / "empty", None), _folder(Path(folder) / "full", made)
        for program in ("history_reading", "history_page"):
            _beside(*(_program(program, one) for one in pair))
        _beside(*(_commands(one) for one in pair))
        _beside(*_program("history_adding", *pair))
    return 0


def _beside(empty: Seconds, full: Seconds) -> None:
    for name, none_s in empty.items():
        some_s = full[name]
        print(
            f"  {name:<44} {none_s * 1000:9.2f} ms {some_s * 1000:9.2f} ms"
            f"   {some_s / none_s:6.2f} times   {(some_s - none_s) * 1000:+9.2f} ms"
        )


def _folder(data: Path, made: Made | None) -> Path:
    """Return a person's folder with the history in it, and its sessions on the shelf."""
    places = Places.of(data)
    data.mkdir()
    places.preferences_path.write_text(PREFERENCES, encoding="utf-8")
    shelf = Shelf(places.shelf_dir, bundled_catalogue())
    for number, text in enumerate(SESSIONS):
        path = data / f"session-{number}.yaml"
        path.write_text(text, encoding="utf-8")
        shelf.put(path)
    if made is not None:
        shutil.copy(made.path, places.journal_path)
    # The copy of the day is there already: it is made in the background and is no part of this.
    backups = Backups(places.journal_path, wall_clock)
    backups.folder.mkdir()
    (backups.folder / f"journal-{wall_clock():%Y-%m-%d}.db").touch()
    return data


def _program(name: str, *folders: Path) -> Any:
    """Return what one of the programs beside this one tells."""
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", *map(str, folders)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=TOP,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    return json.loads(done.stdout)


def _commands(data: Path) -> Seconds:
    """Return what whole commands take, in processes of their own."""
    first = (wall_clock().date() - FOUR_WEEKS).isoformat()
    sheet = data / "sheet.pdf"
    commands = {
        "hiptimer --version": ["--version"],
        "hiptimer report, of four weeks": [
            *("report", "--session", ASSIGNED, "--from", first, str(sheet))
        ],
    }
    told = {}
    for name, words in commands.items():

        def run(words: list[str] = words) -> None:
            sheet.unlink(missing_ok=True)
            line = [sys.executable, "-m", "hiptimer", *words, "--data-dir", str(data)]
            subprocess.run(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

        told[name] = _median(run)
    return told


def _median(work: Callable[[], object]) -> float:
    times = []
    for _time in range(TIMES):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())

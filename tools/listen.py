"""Play a session file through a sound server of its own, record it, and tell how well each cue was heard.

Exits with 1 if a cue that should be heard was not, or not in order, not from its side, or went the wrong
way. Times are printed; how good they are depends on the machine.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "src")]

from tests.sound_server import NEEDED, private_sound_server  # noqa: E402

from hiptimer.terminal.playing import TICK_S  # noqa: E402
from tools.listening.recording import Recorder  # noqa: E402
from tools.listening.report import Run, cues_of, listen_to, report  # noqa: E402

SESSION = CHECKOUT / "sessions" / "desk-break.yaml"
SHORT = CHECKOUT / "tools" / "listening" / "short.yaml"
PERFORMANCE = CHECKOUT / "tools" / "listening" / "performance.py"
AFTER_S = 0.5  # what is on its way at the end is recorded too


class PerformanceError(Exception):
    """The session could not be played."""


def listen(
    session: Path, *, level: str = "", tick_ms: float = 1000 * TICK_S, keep: Path | None = None
) -> Run:
    """Play a session to its end at real speed, and return what was heard of it.

    `level` is a sound level, empty for the session's own; the player is asked every `tick_ms`. With
    `keep`, the recording and the notes stay in that folder.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with private_sound_server(folder / "server") as server:
            recorder = Recorder(server.environment, folder / "heard.raw")
            with recorder:
                words = [str(session), str(folder / "kept"), level, f"{tick_ms:g}"]
                done = subprocess.run(  # noqa: S603 - a script of our own
                    [sys.executable, str(PERFORMANCE), *words],
                    env=server.environment | {"PYTHONPATH": str(CHECKOUT / "src")},
                    capture_output=True,
                    text=True,
                    check=False,
                )
                time.sleep(AFTER_S)
        if done.returncode:
            raise PerformanceError(done.stderr)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / "heard.raw", keep)
            (keep / "notes.jsonl").write_text(done.stdout, encoding="utf-8")
        return listen_to(recorder.heard(), *cues_of(done.stdout.splitlines()))


@contextlib.contextmanager
def busy() -> Iterator[None]:
    """Keep every core busy for as long as the block lasts."""
    command = [sys.executable, "-c", "while True: pass"]
    processes = [
        subprocess.Popen(command)  # noqa: S603 - it does nothing
        for _ in range(os.cpu_count() or 2)
    ]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def main() -> int:
    """Listen once, or idle and busy, and print what was heard."""
    parser = argparse.ArgumentParser(
        description="play a session, record it, and tell what was heard"
    )
    parser.add_argument(
        "session", nargs="?", type=Path, help="without one: a short one, idle and busy"
    )
    parser.add_argument("--busy", action="store_true", help="keep every core busy meanwhile")
    parser.add_argument("--sound", default="", help="full, standard, sparse or soft")
    parser.add_argument(
        "--tick-ms", type=float, default=1000 * TICK_S, help="how often the player is asked"
    )
    parser.add_argument("--keep", type=Path, help="a folder for the recording and the notes")
    given = parser.parse_args()
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 2
    # Neither asked for: a short session both ways tells the most in the least time.
    ways = [given.busy] if given.session or given.busy else [False, True]
    is_good = True
    for is_busy in ways:
        session = given.session or SHORT
        print(f"{session.name}, with every core {'busy' if is_busy else 'idle'}", flush=True)
        with busy() if is_busy else contextlib.nullcontext():
            try:
                run = listen(session, level=given.sound, tick_ms=given.tick_ms, keep=given.keep)
            except PerformanceError as error:
                print(error, file=sys.stderr)
                return 2
        print(*report(run), "", sep="\n", flush=True)
        is_good = is_good and not run.faults
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())

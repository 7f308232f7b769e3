"""Kill hiptimer with `kill -9` again and again while it plays, and look at what is left in the journal.

Each time a fresh process plays a short session with a fast clock, half of them in the terminal and half in
the real window without a screen, all on one folder of a person's files. Each is killed at a random moment:
at its start, while it opens or creates the journal, as the run begins, anywhere in the session, in the
middle of a write, in the questions after it and at its end. Everything that the process was told is
written must be there, unchanged; the database must be whole; the run must be offered to be gone on with
at the interval it was killed in. Now and then one is gone on with to its end.

Exits with 1 if anything of that is not so.
"""

import argparse
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "src")]

from hiptimer.engine.timeline import unroll  # noqa: E402
from hiptimer.errors import SessionError  # noqa: E402
from hiptimer.journal.journal import Journal  # noqa: E402
from hiptimer.journal.lines import runs_in  # noqa: E402
from hiptimer.journal.records import WholeRun, resumable_at  # noqa: E402
from hiptimer.library.exercises import bundled_catalogue  # noqa: E402
from hiptimer.library.sessions import read_session  # noqa: E402
from tools.killing.ledger import Ledger, State, found_state, sorted_out, work_left  # noqa: E402
from tools.killing.victim import MENTION, NEVER, QUESTION, Line, Moment, Victim  # noqa: E402

SESSION: Final = CHECKOUT / "tools" / "killing" / "session.yaml"
SPEED: Final = 80
COUNT: Final = 200
RESUMED_EVERY: Final = 10  # after so many kills one is gone on with to its end
PAIN_AT: Final = 2
SHARE_RESUMED: Final = 0.3
FRONTS: Final = ("lines", "window", "screen", "window")
KINDS: Final = {
    "process": 5,  # within 50 ms of the start of the process
    "creation": 8,  # while the journal's file is made, in a folder of its own
    "opening": 10,
    "begin": 12,
    "session": 40,
    "write": 25,
    "questions": 8,
    "end": 12,
}
PREFERENCES: Final = """\
wait_for_me = "never"
sound_checked = true
sound_level = "silent"
music = "leave"
full_screen = false
shared_folder = "{shared}"
"""


@dataclass(slots=True)
class Figures:
    """What all the kills come to."""

    kinds: Counter[str] = field(default_factory=Counter)
    fronts: Counter[str] = field(default_factory=Counter)
    too_late: int = 0
    acknowledged: int = 0
    found: int = 0
    unacknowledged: int = 0
    lost: int = 0
    most_lost: int = 0
    damaged: int = 0
    due: int = 0
    offered: int = 0
    shown_due: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    played_to_end: int = 0
    over: int = 0
    shared: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Say whether nothing was found that must not be."""
        return not (
            self.wrong
            or self.damaged
            or self.acknowledged != self.found
            or self.due != self.offered
            or self.shown_due != self.shown
            or self.resumed != self.played_to_end
            or self.over != self.shared
        )

    def lines(self) -> list[str]:
        """Return the figures as lines to print."""
        return [
            f"killed                              {_in_all(self.fronts)}",
            f"                                             ({_counted(self.kinds)})",
            f"  over before it could be killed    {self.too_late:6}   (not counted)",
            f"intervals acknowledged              {self.acknowledged:6}",
            f"  found, just as written            {self.found:6}",
            f"  missing                           {self.acknowledged - self.found:6}   (must be 0)",
            f"  found though not acknowledged     {self.unacknowledged:6}",
            f"intervals just over, not written    {self.lost:6}   (at most {self.most_lost} at once)",
            f"damaged databases                   {self.damaged:6}   (must be 0)",
            f"to be offered to go on with         {self.due:6}",
            f"  offered, at the right interval    {self.offered:6}   (must be as many)",
            f"  the next start came to the offer  {_in_all(self.shown_due)}",
            f"  and showed it                     {self.shown.total():6}   (must be as many)",
            f"gone on with, to be played to end   {self.resumed:6}",
            f"  complete                          {self.played_to_end:6}   (must be as many)",
            f"runs that are over at the end       {self.over:6}",
            f"  whole in the shared folder too    {self.shared:6}   (must be as many)",
            f"anything else wrong                 {len(self.wrong):6}   (must be 0)",
        ]


def _in_all(counter: Counter[str]) -> str:
    return f"{counter.total():6}   ({_counted(counter)})"


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(counter.items()))


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in a folder after a kill."""

    runs: dict[str, WholeRun]
    unfinished: tuple[WholeRun, ...]
    damage: str = ""


def look(folder: Path) -> Found:
    """Look at a copy of the journal, so that the next process meets what the killed one left."""
    with tempfile.TemporaryDirectory() as scratch:
        for part in folder.glob("journal.db*"):
            if not part.name.endswith("-shm"):  # only memory; it is made again from the log
                shutil.copy(part, scratch)
        path = Path(scratch) / "journal.db"
        if not path.exists():
            return Found({}, ())
        with closing(sqlite3.connect(path)) as db:
            said = [row[0] for row in db.execute("PRAGMA integrity_check")]
            orphans = db.execute("PRAGMA foreign_key_check").fetchall()
        damage = "" if said == ["ok"] and not orphans else f"{said[:3]} {orphans[:3]}"
        journal = Journal(path)
        with closing(journal):
            runs = {whole.run.id: whole for whole in journal.every_run()}
            return Found(runs, journal.unfinished(), damage)


class Kills:
    """The kills, one after another, on one folder."""

    def __init__(self, folder: Path, seed: int, count: int) -> None:
        """Take an empty folder."""
        self.figures = Figures()
        self._folder, self._count = folder, count
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._ledger = Ledger()
        catalogue = bundled_catalogue()
        reading = read_session(SESSION, catalogue)
        if reading.session is None:
            raise SessionError(reading.errors)
        timeline = unroll(reading.session, catalogue)
        self._intervals = len(timeline.intervals)
        self._lasts_s = timeline.duration_s / SPEED

    def run(self) -> Figures:
        """Kill as often as asked for."""
        every = min(RESUMED_EVERY, max(1, self._count // 2))
        data = self._new_folder("person")
        for number in range(self._count):
            front = FRONTS[number % len(FRONTS)]
            kind = self._random.choices(list(KINDS), list(KINDS.values()))[0]
            if kind == "creation":
                self._kill_in_creation(number, front)
            else:
                self._kill(data, front, kind)
            if number % every == every - 1:
                self._play_to_end(data, FRONTS[(number // every) % len(FRONTS)])
            if number % 20 == 19:
                print(f"{number + 1} of {self._count}", file=sys.stderr, flush=True)
        self._play(data, FRONTS[0], look(data), resumes=False)
        self._audit_end(data)
        return self.figures

    def _audit_end(self, data: Path) -> None:
        """Look at what all the kills together have left, also in the folder shared with other computers."""
        found = look(data)
        if found.damage or list(self._folder.rglob("*damaged*")):
            self.figures.wrong.append(f"at the end: {found.damage or 'something was set aside'}")
        (own,) = (self._folder / f"{data.name}-shared").glob("*.jsonl")
        # A run has a line for each form that it took; the last one counts.
        shared = {whole.run.id: whole for whole in runs_in(own)}
        over = {run_id: one for run_id, one in found.runs.items() if one.run.status != "running"}
        self.figures.over = len(over)
        self.figures.shared = sum(shared.get(run_id) == one for run_id, one in over.items())

    def _kill(self, data: Path, front: str, kind: str) -> None:
        before = look(data)
        while True:
            resumes = self._random.random() < SHARE_RESUMED
            victim = self._start(data, front, before, resumes=resumes)
            was_alive = victim.kill_at(self._moment(kind))
            victim.close()
            found = self._audit(data, victim, front, before)
            if was_alive:
                break
            # It was over already. What it wrote counts, the kill does not.
            self.figures.too_late += 1
            before = found
        self.figures.kinds[kind] += 1
        self.figures.fronts[front] += 1

    def _kill_in_creation(self, number: int, front: str) -> None:
        data = self._new_folder(f"new-{number}")
        ledger, self._ledger = self._ledger, Ledger()
        self._kill(data, front, "creation")
        self._play(data, "lines", look(data), resumes=False)
        self._ledger = ledger

    def _play_to_end(self, data: Path, front: str) -> None:
        """Go on with the newest run that was killed; kill one first if there is none."""
        while not _offered(front, look(data)):
            self._kill(data, front, "write")
        self.figures.resumed += 1
        before = look(data)
        offered = _offered(front, before)
        found = self._play(data, front, before, resumes=True)
        whole = found.runs[offered]
        played = self._ledger.runs[offered]
        if played.status == "complete" and work_left(played, whole.run.prescribed) is None:
            self.figures.played_to_end += 1

    def _play(self, data: Path, front: str, before: Found, *, resumes: bool) -> Found:
        victim = self._start(data, front, before, resumes=resumes, is_hurt=False)
        victim.read_until_over()
        victim.process.kill()  # the window stays open
        victim.wait()
        victim.close()
        return self._audit(data, victim, front, before)

    def _new_folder(self, name: str) -> Path:
        data = self._folder / name
        shared = self._folder / f"{name}-shared"
        for folder in (data, shared):
            folder.mkdir()
        chosen = PREFERENCES.format(shared=shared)
        (data / "preferences.toml").write_text(chosen, encoding="utf-8")
        return data

    def _moment(self, kind: str) -> Moment:
        some = self._random.uniform
        match kind:
            case "process":
                return Moment("", some(0, 0.05))
            case "creation" | "opening":
                return Moment("open_or_set_aside", some(0, 0.04))
            case "begin":
                return Moment("writing", some(0, 0.05))
            case "session":
                return Moment("open_or_set_aside: done", some(0.05, 0.3 + self._lasts_s))
            case "write":
                nth = self._random.randint(1, self._intervals - 1)
                return Moment("writing", some(0, 0.003), "interval", nth)
            case "questions":
                return Moment("writing", some(0, 0.003), "answers")
            case _:
                return Moment("writing", some(0, 0.006), "end")

    def _start(
        self, data: Path, front: str, before: Found, *, resumes: bool, is_hurt: bool = True
    ) -> Victim:
        resumes = resumes and bool(_offered(front, before))
        common = ["--data-dir", str(data), "play", str(SESSION), "--speed", str(SPEED)]
        words = {
            "lines": [*common, "--lines", *(["--resume"] if resumes else [])],
            "screen": [*common],
            "window": [
                *map(str, (data, SESSION, SPEED)),
                "resume" if resumes else "new",
            ],
        }
        return Victim(
            "in_window" if front == "window" else "in_terminal",
            words[front],
            self._folder / "complaints.txt",
            on_terminal=front == "screen",
            answer=b"\r" if resumes else b"n",
            pain_at=PAIN_AT if is_hurt else NEVER,
        )

    def _audit(self, data: Path, victim: Victim, front: str, before: Found) -> Found:
        figures, found = self.figures, look(data)
        told = sorted_out(victim.lines)
        states = {run_id: found_state(whole) for run_id, whole in found.runs.items()}
        audit = self._ledger.audit(told, states)
        figures.acknowledged += audit.acknowledged
        figures.found += audit.found
        figures.unacknowledged += audit.unacknowledged
        figures.lost += audit.lost
        figures.most_lost = max(figures.most_lost, audit.lost)
        figures.damaged += bool(found.damage)
        figures.wrong += [f"{front}: {sentence}" for sentence in audit.wrong]
        if found.damage:
            figures.wrong.append(f"{front}: {found.damage}")
        self._audit_shown(victim, front, before)
        played = {entry["run"] for entry in told.acknowledged}
        for run_id in played:
            self._audit_offer(run_id, found, states)
        return found

    def _audit_offer(self, run_id: str, found: Found, states: dict[str, State]) -> None:
        whole = found.runs.get(run_id)
        if whole is None or states[run_id].status != "running":
            return
        at = work_left(states[run_id], whole.run.prescribed)
        if at is not None:
            self.figures.due += 1
            offered = {one.run.id: resumable_at(one) for one in found.unfinished}
            self.figures.offered += offered.get(run_id) == at

    def _audit_shown(self, victim: Victim, front: str, before: Found) -> None:
        """Look whether the process showed the run that was killed before it, if it came so far."""
        offered = _offered(front, before)
        if not offered:
            return
        if front == "window":
            card: Line | None = next((one for one in victim.lines if one["say"] == "offered"), None)
            if card is not None:
                self.figures.shown_due[front] += 1
                self.figures.shown[front] += card["run"] == offered
            return
        has_begun = any(one["say"] in ("writing", "resume") for one in victim.lines)
        is_asked_for = any(one["say"] == "resume" for one in victim.lines) and front == "lines"
        if has_begun and not is_asked_for:
            self.figures.shown_due[front] += 1
            told = victim.screen
            self.figures.shown[front] += (QUESTION if front == "screen" else MENTION) in told


def _offered(front: str, found: Found) -> str:
    """Return the run that the next start is to offer, empty if none."""
    if front == "window":
        return next((one.run.id for one in found.unfinished if resumable_at(one) is not None), "")
    newest = found.unfinished[:1]
    return newest[0].run.id if newest and resumable_at(newest[0]) is not None else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Kill as often as the command line says; print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AS_WRITTEN)
    parser.add_argument("--count", type=int, default=COUNT, help="how often (%(default)s)")
    parser.add_argument(
        "--seed", type=int, default=None, help="repeats the moments of a run before"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="a new folder to leave it all in")
    options = parser.parse_args(argv)
    seed = random.randrange(1_000_000) if options.seed is None else options.seed  # noqa: S311
    print(f"seed {seed}", flush=True)
    if options.keep is not None:
        options.keep.mkdir(parents=True)
        figures = Kills(options.keep.resolve(), seed, options.count).run()
    else:
        with tempfile.TemporaryDirectory() as folder:
            figures = Kills(Path(folder), seed, options.count).run()
    print(*figures.lines(), sep="\n")
    for sentence in figures.wrong[:20]:
        print(sentence, file=sys.stderr)
    return 0 if figures.is_right else 1


_AS_WRITTEN: Final = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    sys.exit(main())

"""A made-up history of ten years: 100,000 runs of three sessions, three million intervals.

A run of each sort is really played, with a clock that is moved by hand, and really written. All others are
copies of its rows with other moments and answers, put into the tables by plain SQL: what there is of every
column is as the program writes it, whatever form the journal has. The file is kept in the system's folder
for what may be lost, and made anew when this module or the form of the journal has changed.
"""

import hashlib
import random
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from hiptimer.engine.player import Player
from hiptimer.engine.session import Session
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from hiptimer.journal import schema
from hiptimer.journal.journal import Journal
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import CheckIns, Difficulty, PainAnswer, Reason
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session_text

RUNS: Final = 100_000
YEARS: Final = 10
KEPT_FOR: Final = timedelta(days=7)  # the last day of the history must not be long ago
SOME: Final = 2000  # runs that are written at once

ASSIGNED: Final = "made-assigned"
SESSIONS: Final = (
    """\
hiptimer: 1
id: made-assigned
title: Hip strength, stage two
author: Dana W.
assigned: {to: M. P., by: Dana W., times: 3 per week}
ask: {pain: [before, after], effort: yes, difficulty: yes, note: yes}
steps:
  - {exercise: bridge, reps: 10, sets: 3, rest: 60 s}
  - {exercise: side-leg-raise, reps: 10, sets: 2, rest: 45 s, sides: each}
  - {exercise: bird-dog, reps: 6, sets: 2, rest: 45 s}
  - {exercise: hipflexor-stand, hold: 30 s, sides: each}
  - {exercise: low-lunge, hold: 30 s or more, linger: 15 s, sides: each}
  - {exercise: knee-rolls, reps: 5}
  - {exercise: reclined-twist, breaths: 5, sides: each}
""",
    """\
hiptimer: 1
id: made-stretches
title: Evening stretches
steps:
  - {exercise: low-lunge, hold: 30 s, sides: each}
  - {exercise: true-hip-flexor, hold: 30 s, sides: each}
  - {exercise: fig4-chair, hold: 25 s, sides: each}
  - {exercise: hipflexor-stand, hold: 25 s, sides: each}
  - {exercise: reclined-twist, breaths: 6, sides: each}
  - {exercise: seated-straddle-fold, breaths: 5}
  - {exercise: camel, hold: 20 s}
  - {exercise: kneeling-wall-backbend, breaths: 3}
  - {exercise: seated-catcow, reps: 5}
  - {exercise: seated-rotation, reps: 3}
""",
    """\
hiptimer: 1
id: made-desk-break
title: Break at the desk
steps:
  - {exercise: seated-catcow, reps: 5, sets: 2, rest: 20 s}
  - {exercise: fig4-chair, hold: 25 s, sides: each, sets: 2}
  - {exercise: seated-rotation, reps: 3, sets: 2, rest: 20 s}
  - {exercise: sit-to-stand, reps: 8, sets: 2, rest: 30 s}
  - {exercise: hipflexor-stand, hold: 25 s, sides: each}
  - {exercise: standing-extension, reps: 4, sets: 2, rest: 20 s}
""",
)


@dataclass(frozen=True, slots=True)
class Made:
    """The file of a made history, and what is in it."""

    path: Path
    runs: int
    intervals: int

    @property
    def size(self) -> int:
        """Return the bytes of the file."""
        return self.path.stat().st_size


def made_history(runs: int = RUNS, folder: Path | None = None) -> Made:
    """Return the history, made now unless it is kept from before; leave the file as it is."""
    folder = folder or Path(tempfile.gettempdir()) / "hiptimer-made-history"
    path = folder / f"{runs}-{_form()}.db"
    if not path.exists() or _age(path) > KEPT_FOR:
        folder.mkdir(parents=True, exist_ok=True)
        for older in folder.glob("*.db*"):
            older.unlink()  # each is large, and of no use any more
        half = folder / "in-the-making.db"
        _make(half, runs)
        half.rename(path)
    with closing(sqlite3.connect(path)) as db:
        counts = (db.execute(f"SELECT count(*) FROM {one}") for one in ("run", "interval"))  # noqa: S608 - names of our own tables
        return Made(path, *(int(count.fetchone()[0]) for count in counts))


def _form() -> str:
    said = repr((schema.FIRST, schema.MIGRATIONS)).encode() + Path(__file__).read_bytes()
    return hashlib.sha256(said).hexdigest()[:12]


def _age(path: Path) -> timedelta:
    return datetime.now(UTC) - datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _make(path: Path, runs: int) -> None:
    journal = Journal(path)
    patterns = [
        _Pattern(journal, one, play) for one in map(_read, SESSIONS) for play in (*_AS_ASKED, *_NOT)
    ]
    journal.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -1000000")
        for pattern in patterns:
            pattern.read(db)
        for pattern in patterns:
            pattern.remove(db)
        _fill(db, patterns, runs)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill(db: sqlite3.Connection, patterns: list["_Pattern"], runs: int) -> None:
    chance = random.Random(7)  # noqa: S311 - no secret, and the same history each time
    end = datetime.now(UTC).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    span_s = timedelta(days=round(365.25 * YEARS)).total_seconds()
    moments = sorted(end - timedelta(seconds=chance.random() * span_s) for _run in range(runs))
    weights = [pattern.weight for pattern in patterns]
    for first in range(0, runs, SOME):
        db.execute("BEGIN")
        for moment in moments[first : first + SOME]:
            (pattern,) = chance.choices(patterns, weights)
            pattern.copy(db, UUID(int=chance.getrandbits(128), version=4).hex, moment, chance)
        db.execute("COMMIT")


def _read(text: str) -> tuple[Session, str]:
    reading = read_session_text(text.encode(), "made.yaml", None, bundled_catalogue())
    if reading.session is None:
        raise ValueError("\n".join(map(str, reading.errors)))
    return reading.session, text


class _Played:
    """One session, played with a clock moved by hand and written by the program's own recorder."""

    def __init__(self, journal: Journal, session: Session, text: str) -> None:
        self._at_s = 0.0
        self._begun = datetime.now(UTC).astimezone()
        catalogue = bundled_catalogue()
        self.player = Player(lambda chosen: unroll(session, catalogue, chosen), lambda: self._at_s)
        timeline = self.player.timeline
        self.count = len(timeline.intervals)
        self.recorder = Recorder(journal, self._now)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.recorder.begin(session, text, timeline, Choices(), session_hash=digest, revision=1)
        run = self.recorder.run
        assert run is not None
        self.run_id = run.id
        self.recorder.hear(self.player.play())

    def _now(self) -> datetime:
        return self._begun + timedelta(seconds=self._at_s)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._at_s += seconds
        self.recorder.hear(self.player.advance())

    def until(self, index: int) -> None:
        """Play until an interval is reached."""
        while (here := self.player.interval) is not None and here.index < index:
            if self.player.is_waiting:
                self.recorder.hear(self.player.next())
            self.wait(1.0)
            if self.player.is_over:
                return


def _whole(played: _Played) -> None:
    played.until(played.count)


def _with_a_step_left_out(played: _Played) -> None:
    played.until(played.count // 2)
    interval = played.player.interval
    assert interval is not None
    played.recorder.hear(played.player.skip_step())
    played.until(played.count)
    played.recorder.explain(played.run_id, interval.step, Reason.NO_TIME)


def _with_one_cut_short(played: _Played) -> None:
    played.until(played.count // 3)
    played.wait(3.0)
    played.recorder.hear(played.player.next())
    played.until(played.count)


def _with_pain(played: _Played) -> None:
    played.until(played.count // 2)
    played.wait(5.0)
    played.recorder.hear(played.player.pain())
    played.recorder.answer_pain(PainAnswer.CARRY_ON, 4)
    played.wait(20.0)
    played.recorder.hear(played.player.carry_on())
    played.until(played.count)


def _ended_early(played: _Played) -> None:
    played.until(2 * played.count // 3)
    played.wait(2.0)
    played.recorder.hear(played.player.stop())


Play = Callable[[_Played], None]
_AS_ASKED: Final[dict[Play, int]] = {_whole: 70}
_NOT: Final[dict[Play, int]] = {
    _with_a_step_left_out: 10,
    _with_one_cut_short: 10,
    _with_pain: 3,
    _ended_early: 7,
}
"""How many of a hundred runs go so."""


class _Pattern:
    """A run that was really written, to be copied with other moments and answers."""

    def __init__(self, journal: Journal, session: tuple[Session, str], play: Play) -> None:
        self.weight = {**_AS_ASKED, **_NOT}[play]
        played = _Played(journal, *session)
        play(played)
        self._id = played.run_id
        self._asks = session[0].id == ASSIGNED
        answers = CheckIns(pain_before=3, pain_after=2, effort=5, difficulty=Difficulty.ABOUT_RIGHT)
        played.recorder.check_in(played.run_id, answers if self._asks else CheckIns())
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._put: dict[str, str] = {}

    def read(self, db: sqlite3.Connection) -> None:
        """Read the rows to copy."""
        for table, key in (("run", "id"), ("interval", "run_id"), ("pain_stop", "run_id")):
            found = db.execute(f"SELECT * FROM {table} WHERE {key} = ?", (self._id,))  # noqa: S608 - names of our own tables
            names = [column[0] for column in found.description]
            self._rows[table] = [dict(zip(names, row, strict=True)) for row in found]
            columns = ", ".join(f'"{name}"' for name in names)
            values = ", ".join(f":{name}" for name in names)
            self._put[table] = f"INSERT INTO {table} ({columns}) VALUES ({values})"  # noqa: S608 - names of our own tables

    def remove(self, db: sqlite3.Connection) -> None:
        """Take the run itself out again: only its copies belong to the history."""
        for table, key in (("pain_stop", "run_id"), ("interval", "run_id"), ("run", "id")):
            db.execute(f"DELETE FROM {table} WHERE {key} = ?", (self._id,))  # noqa: S608 - names of our own tables

    def copy(
        self, db: sqlite3.Connection, run_id: str, begun: datetime, chance: random.Random
    ) -> None:
        """Write the run once more as one of that id, begun at that moment."""
        (run,) = self._rows["run"]
        later = begun - datetime.fromisoformat(run["started_at"])
        answers: dict[str, object] = {}
        if self._asks:
            pain = chance.choices(range(8), (1, 3, 5, 5, 3, 2, 1, 1))[0]
            answers = {"pain_before": pain, "pain_after": max(0, pain - chance.randrange(3))}
            answers["effort"] = chance.randrange(2, 9)
        started_us = run["started_us"] + later // timedelta(microseconds=1)
        changes = {"id": run_id, "started_us": started_us, **answers}
        db.execute(self._put["run"], {**run, **_moved(run, later), **changes})
        for table in ("interval", "pain_stop"):
            rows = self._rows[table]
            changed = ({**row, **_moved(row, later), "run_id": run_id} for row in rows)
            db.executemany(self._put[table], changed)


def _moved(row: dict[str, Any], later: timedelta) -> dict[str, str]:
    """Return the moments of a row, so much later."""
    return {
        name: (datetime.fromisoformat(text) + later).isoformat()
        for name, text in row.items()
        if text and (name == "at" or name.endswith("_at"))
    }

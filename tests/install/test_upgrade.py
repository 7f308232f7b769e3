"""Real files of the first program, met by this one: nothing that a person has is lost or forgotten."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

OLDER = Path(__file__).parent / "older"

WINDOW = """\
import sys
from dataclasses import replace
from pathlib import Path
from PySide6.QtWidgets import QApplication
from hiptimer.app import App
from hiptimer.places import Places

qt = QApplication(["hiptimer"])
app = App(qt, Places.of(Path(sys.argv[1])))
app.start()
while app.window.shell.page_name != "today":
    qt.processEvents()
chosen = app.keeping.preferences
print(chosen.text_size, chosen.figure, chosen.sound_level, chosen.wait_for_me.value, chosen.mirror)
print(len(app.journal.runs()))
app.keeping.change(replace(chosen, sound_level="soft"))
app.window.close()
"""


@pytest.fixture
def older(tmp_path):
    """The folder of a person who has used the first program, as that program left it."""
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(OLDER / "preferences.toml", folder)
    with closing(sqlite3.connect(folder / "journal.db", isolation_level=None)) as db:
        db.executescript((OLDER / "journal.sql").read_text(encoding="utf-8"))
    return folder


@pytest.fixture
def python(older, tmp_path):
    """Run this program's Python with that person's folder, and return what it printed."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HIPTIMER", "COV"))}
    changed = {
        "HIPTIMER_DATA_DIR": str(older),
        "XDG_RUNTIME_DIR": str(tmp_path / "no-sound-server"),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }

    def run(*words):
        done = subprocess.run(
            [sys.executable, *map(str, words)],
            env=kept | changed,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def rows(path, question):
    with closing(sqlite3.connect(path)) as db:
        return db.execute(question).fetchall()


RUNS = "SELECT id, status, active_s, started_at FROM run ORDER BY started_us"
INTERVALS = "SELECT run_id, seq, name, side, outcome, done_s FROM interval ORDER BY run_id, seq"


def test_the_sample_is_what_the_first_program_wrote(older):
    assert rows(older / "journal.db", "PRAGMA user_version") == [(1,)]
    statuses = [row[1] for row in rows(older / "journal.db", RUNS)]
    assert statuses == ["complete", "complete", "running"]


def test_the_journal_goes_on_and_the_old_file_is_kept_beside_it(older, python, tmp_path):
    journal = older / "journal.db"
    before = rows(journal, RUNS), rows(journal, INTERVALS)
    listed = json.loads(python("-m", "hiptimer", "history", "--json"))
    assert [run["id"] for run in reversed(listed)] == [row[0] for row in before[0]]
    assert (rows(journal, RUNS), rows(journal, INTERVALS)) == before
    assert rows(journal, "PRAGMA user_version") > [(1,)]
    (copy,) = older.glob("journal-before-*.db")
    assert rows(copy, "PRAGMA user_version") == [(1,)]
    assert (rows(copy, RUNS), rows(copy, INTERVALS)) == before
    session = tmp_path / "next.yaml"
    session.write_text(
        "hiptimer: 1\ntitle: Next\nsteps:\n  - {exercise: camel, hold: 20 s}\n", encoding="utf-8"
    )
    python("-m", "hiptimer", "play", session, "--lines", "--speed", "200")
    assert rows(journal, RUNS)[:3] == before[0]
    assert len(rows(journal, RUNS)) == 4


def test_a_run_that_the_first_program_left_half_done_is_gone_on_with(older, python, tmp_path):
    text = rows(older / "journal.db", "SELECT text FROM kept WHERE text LIKE 'hiptimer: 1%'")[0][0]
    session = tmp_path / "after-the-run.yaml"
    session.write_text(text, encoding="utf-8")
    played = python(
        "-m", "hiptimer", "play", session, "--lines", "--resume", "--speed", "200"
    )  # fmt: skip
    assert "right hip" in played
    assert "left hip" not in played
    statuses = [row[1] for row in rows(older / "journal.db", RUNS)]
    assert statuses == ["complete"] * 3


def test_the_window_wears_what_was_chosen_and_keeps_what_it_does_not_know(older, python):
    file = older / "preferences.toml"
    before = tomllib.loads(file.read_text(encoding="utf-8"))
    first, second = python("-c", WINDOW, older).splitlines()
    assert first == "125 moss sparse always False"
    assert second == "3"
    after = tomllib.loads(file.read_text(encoding="utf-8"))
    assert {name: after[name] for name in before} == before | {"sound_level": "soft"}
    assert after["coach"] == "off"
    assert len(after) > len(before)  # what is new has its usual value

"""`hiptimer report`: the files it writes, and what it refuses."""

import csv
import os
import subprocess
import sys

import pytest

from hiptimer.journal.store import wall_clock

RUN = (
    "import sys; from hiptimer.cli import main; code = main(sys.argv[1:]);"
    "print(sorted(m for m in sys.modules if m.startswith('PySide6'))); sys.exit(code)"
)


@pytest.fixture
def done(quickly, short):
    """Play a short session, so that there is something to tell."""
    assert quickly("play", short, "--lines", "--sound", "silent", "--speed", "1000").returncode == 0


@pytest.fixture
def alone(environment, tmp_path):
    """Run the command in a process of its own, without any word of a display."""

    def run(*words):
        kept = {k: v for k, v in environment.items() if not k.startswith("QT_")}
        kept["PYTHONPATH"] = os.pathsep.join(sys.path)
        return subprocess.run(
            [sys.executable, "-c", RUN, *map(str, words)],
            cwd=tmp_path,
            env=kept,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


@pytest.mark.usefixtures("done")
@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.csv"])
def test_needs_no_display_and_qt_for_a_pdf_alone(alone, tmp_path, name):
    said = alone("report", name)
    assert (said.returncode, said.stderr) == (0, f"{name} is written.\n")
    assert (tmp_path / name).stat().st_size > 400
    assert ("PySide6.QtGui" in said.stdout) == name.endswith("pdf")
    assert "PySide6.QtWidgets" not in said.stdout


@pytest.mark.usefixtures("done")
def test_paper_and_print_are_chosen(alone, tmp_path):
    sizes = {}
    for name, words in (
        ("a.pdf", ()),
        ("b.pdf", ("--paper", "letter")),
        ("c.pdf", ("--large",)),
    ):
        assert alone("report", name, *words).returncode == 0
        sizes[name] = (tmp_path / name).read_bytes()
    assert b"/MediaBox [0 0 595" in sizes["a.pdf"]
    assert b"/MediaBox [0 0 612" in sizes["b.pdf"]
    assert len(set(sizes.values())) == 3


@pytest.mark.usefixtures("done")
def test_what_was_played_is_on_it(quickly, tmp_path):
    assert quickly("report", "a.csv", "--session", "short").stderr == "a.csv is written.\n"
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    today = wall_clock().date().isoformat()
    assert [row["date"] for row in rows if row["what"] == "session"] == [today]
    names = [(row["name"], row["side"]) for row in rows if row["what"] == "exercise"]
    assert names[:2] == [("Wall press", "left"), ("Wall press", "right")]
    assert rows[0]["name"] == "Short one"


@pytest.mark.usefixtures("done")
def test_a_time_in_which_nothing_was_done_is_a_sheet_that_says_so(quickly, tmp_path):
    words = ("--from", "2020-01-01", "--until", "2020-01-31")
    assert quickly("report", "a.html", *words).returncode == 0
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "No session was noted in this diary from 1 Jan to 31 Jan 2020." in text


@pytest.mark.usefixtures("done")
def test_a_file_that_is_there_stays(quickly, tmp_path):
    (tmp_path / "a.html").write_text("mine", encoding="utf-8")
    said = quickly("report", "a.html")
    assert said.returncode == 1
    assert "exists already and is left as it is" in said.stderr
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("done")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("a.txt",), 1, "End it with .pdf, .html or .csv."),
        (("a.html", "--session", "shirt"), 1, "There are: complete-routine, desk-break"),
        (("nowhere/a.html",), 1, "cannot be written"),
        (("a.html", "--from", "2026-12-09", "--until", "2026-12-07"), 1, "ends before it begins"),
        (("a.html", "--from", "2026-13-09"), 2, "2026-13-09 is not a date"),
        (("a.html", "--paper", "a3"), 2, "a3"),
        ((), 2, "FILE"),
    ],
)
def test_what_cannot_be_is_told(quickly, tmp_path, words, code, said):
    before = sorted(path.name for path in tmp_path.iterdir())
    told = quickly("report", *words)
    assert (told.returncode, told.stdout) == (code, "")
    assert said in told.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_nothing_done_yet_is_told(quickly):
    told = quickly("report", "a.html")
    assert told.returncode == 1
    assert "Nothing has been done yet. Name a session with --session" in told.stderr


def test_a_journal_that_is_none_is_told(quickly, data_dir):
    data_dir.mkdir()
    (data_dir / "journal.db").write_bytes(b"no journal" * 100)
    told = quickly("report", "a.html")
    assert told.returncode == 1
    assert "journal" in told.stderr

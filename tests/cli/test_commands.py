"""Every command of the real program: what it prints where, and how it ends."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hiptimer import __version__
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.shelf import Shelf
from hiptimer.resources import exercise_files

COMMAND = [sys.executable, "-m", "hiptimer"]
WARNED = """\
hiptimer: 1
title: Long hold
steps:
  - {exercise: camel, hold: 150 s}
"""
WRONG = """\
hiptimer: 1
title: Wrong
steps:
  - {exercise: camell, hold: 30 s}
  - {exercise: camel, hold: 010 s}
"""


def complained(done, *words):
    assert done.stdout == ""
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr
    return done.returncode


def test_version(hiptimer):
    done = hiptimer("--version")
    assert (done.stdout, done.stderr, done.returncode) == (f"hiptimer {__version__}\n", "", 0)


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("nonsense", "--sideways")])
def test_the_quick_answers_load_neither_qt_nor_yaml(environment, words):
    program = (
        "import sys; from hiptimer.cli import main; main(sys.argv[1:]);"
        "sys.exit(sum(m.split('.')[0] in ('PySide6', 'shiboken6', 'yaml', 'sqlite3')"
        " for m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done


def test_no_command_but_the_window_needs_qt(environment, short):
    # Where PySide6 is not installed at all, its import fails like this.
    program = (
        "import sys; sys.modules['PySide6'] = sys.modules['shiboken6'] = None;"
        "from hiptimer.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    for words in (
        ("sessions",),
        ("timeline", short),
        ("check", short),
        ("exercises",),
        ("history",),
        ("schema",),
        ("play", short, "--speed", "500"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", program, *map(str, words)],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done


def test_help_names_what_there_is(hiptimer):
    done = hiptimer("--help")
    assert done.returncode == 0
    assert done.stderr == ""
    for name in ("check", "timeline", "play", "sessions", "exercises", "picture", "history"):
        assert f"    {name} " in done.stdout
    assert "    report " in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sideways",), "--sideways"),
        (("play",), "FILE"),
        (("play", "desk-break", "--speed", "fast"), "fast"),
        (("play", "desk-break", "--speed", "0"), "--speed"),
        (("play", "desk-break", "--sound", "loud"), "loud"),
        (("timeline", "desk-break", "--week", "0"), "--week"),
        (("timeline", "desk-break", "--scale", "200"), "--scale"),
        (("history", "--json", "--csv"), "--csv"),
        (("chek", "desk-break"), "Did you mean check?"),
        (("--data-dir",), "--data-dir"),
        (("desk-break", "complete-routine"), "one"),
    ],
)
def test_a_wrong_command_line_ends_with_2(quickly, words, said):
    assert complained(quickly(*words), said) == 2


@pytest.mark.parametrize("words", [(), ("desk-break",)])
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a display is always there")
def test_without_a_display_the_window_says_what_to_do_instead(quickly, words):
    assert complained(quickly(*words), "no display", "hiptimer play") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("desk-brek",), "Did you mean desk-break?"),
        (("nowhere.yaml",), "nowhere.yaml:1:1"),
        (("play", "nowhere/at-all"), "nowhere/at-all:1:1"),
        (("timeline", "complete-routin"), "Did you mean complete-routine?"),
        (("check", "xyzzy"), "hiptimer sessions"),
        (("exercises", "camell"), "Did you mean camel?"),
        (("import", "nowhere.jsonl"), "nowhere.jsonl"),
        (("export", "nowhere/at-all.jsonl"), "nowhere"),
        (("play", "desk-break", "--resume"), "none to go on with"),
        (("play", "desk-break", "--from", "999"), "999"),
        (("check", "a" * 300), "no session called aaa"),
        (("check", "a" * 300 + ".yaml"), "cannot be read (File name too long)"),
        (("check", "~nobody-called-so/a.yaml"), "no such file"),
        (("a" * 300 + ".yaml",), "cannot be read (File name too long)"),
        (("--data-dir", "a" * 300, "history"), "cannot be looked into: File name too long"),
        (("--data-dir", "~nobody-called-so/a", "history"), "--data-dir"),
    ],
)
def test_wrong_input_ends_with_1(quickly, words, said):
    assert complained(quickly(*words), said) == 1


def test_check_is_silent_when_all_is_well(hiptimer, short):
    done = hiptimer("check", short, "desk-break")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_check_tells_every_error_of_every_file_with_its_place(hiptimer, tmp_path, short):
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(WRONG, encoding="utf-8")
    done = hiptimer("check", "one.yaml", short, "two.yaml")
    for name in ("one.yaml", "two.yaml"):
        assert complained(done, f"{name}:4:16:", f"{name}:5:29:", "camel") == 1
    assert len(done.stderr.splitlines()) == 4


def test_a_warning_is_told_and_is_no_error(hiptimer, tmp_path):
    (tmp_path / "long.yaml").write_text(WARNED, encoding="utf-8")
    assert complained(hiptimer("check", "long.yaml"), "long.yaml:4:", "warning") == 0


def test_a_wrong_file_is_not_played(hiptimer, tmp_path, data_dir):
    (tmp_path / "wrong.yaml").write_text(WRONG, encoding="utf-8")
    assert complained(hiptimer("play", "wrong.yaml"), "wrong.yaml:4:16:") == 1
    assert not data_dir.exists()


def test_timeline_as_a_table(hiptimer, short):
    done = hiptimer("timeline", short)
    assert done.returncode == 0
    assert done.stderr == ""
    rows = [line.split() for line in done.stdout.splitlines() if line.lstrip()[:1].isdigit()]
    assert [row[:2] for row in rows] == [
        ["0", "0:00"],
        ["1", "0:05"],
        ["2", "0:25"],
        ["3", "0:29"],
        ["4", "0:49"],
        ["5", "0:54"],
        ["6", "1:14"],  # the camel's own time to come out of it
    ]
    assert "Wall press" in done.stdout
    assert "right" in done.stdout


def test_timeline_as_json_follows_scale_and_week(quickly, tmp_path):
    text = (
        "hiptimer: 1\ntitle: W\nsteps: [{exercise: camel, hold: 20 s, week: {3: {hold: 30 s}}}]\n"
    )
    (tmp_path / "w.yaml").write_text(text, encoding="utf-8")

    def hold_s(*words):
        plain = json.loads(quickly("timeline", "w.yaml", "--json", *words).stdout)
        return next(one["duration_s"] for one in plain["intervals"] if one["kind"] == "hold")

    assert hold_s() == 20
    assert hold_s("--week", "2") == 20
    assert hold_s("--week", "4") == 30
    assert hold_s("--week", "3", "--scale", "50") == 15


def test_letters_of_a_file_survive_every_encoding(hiptimer, tmp_path):
    text = "hiptimer: 1\ntitle: Hüfte ﬁt\nsteps: [{exercise: camel}]\n"
    (tmp_path / "w.yaml").write_text(text, encoding="utf-8")
    for encoding in ("utf-8", "ascii"):
        done = hiptimer("timeline", "w.yaml", "--json", PYTHONIOENCODING=encoding)
        assert json.loads(done.stdout)["title"] == "Hüfte ﬁt"
    assert hiptimer("timeline", "w.yaml", PYTHONIOENCODING="ascii").returncode == 0


def test_nothing_in_a_file_reaches_the_terminal_as_a_command(hiptimer, tmp_path):
    text = 'hiptimer: 1\ntitle: "a\\u009bb"\nsteps: [{name: "x\\u0085y", time: 5 s}]\n'
    (tmp_path / "w.yaml").write_text(text, encoding="utf-8")
    for words in (("timeline", "w.yaml"), ("play", "w.yaml", "--speed", "500")):
        done = hiptimer(*words)
        assert not {"\x1b", "\x9b", "\x85"} & set(done.stdout + done.stderr)


def test_sessions_lists_the_bundled_and_the_persons_own(hiptimer, data_dir, short):
    Shelf(data_dir / "sessions", bundled_catalogue()).put(short)
    done = hiptimer("sessions")
    assert done.returncode == 0
    rows = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert "yours" in rows["short"]
    assert "1:22" in rows["short"]
    assert "bundled" in rows["desk-break"]
    short.unlink()
    assert "Short one" in hiptimer("timeline", "short").stdout
    assert "Short one" in hiptimer("timeline", "short one").stdout


def test_exercises_lists_them_and_tells_of_one(quickly):
    listed = quickly("exercises").stdout.splitlines()[1:]
    assert [line.split()[0] for line in listed] == [path.stem for path in exercise_files()]
    told = quickly("exercises", "camel")
    assert told.returncode == 0
    assert "Take care" in told.stdout
    assert quickly("exercises", "Ustrasana").stdout == told.stdout


def test_schema_is_one_that_our_own_sessions_keep(hiptimer):
    done = hiptimer("schema")
    assert done.returncode == 0
    Draft202012Validator.check_schema(json.loads(done.stdout))


def test_history_before_anything_was_done(quickly, data_dir):
    assert "Nothing" in quickly("history").stdout
    assert json.loads(quickly("history", "--json").stdout) == []
    assert len(list(csv.reader(io.StringIO(quickly("history", "--csv").stdout)))) == 1
    assert not data_dir.exists()


def test_a_history_goes_out_and_in_again(hiptimer, short, tmp_path):
    hiptimer("play", short, "--speed", "500", "--sound", "silent")
    out = hiptimer("export", "mine.jsonl")
    assert complained(out, "1 run", "mine.jsonl") == 0
    assert complained(hiptimer("export", "mine.jsonl"), "exists already") == 1

    first = hiptimer("import", "mine.jsonl", "--data-dir", tmp_path / "other")
    again = hiptimer("--data-dir", tmp_path / "other", "import", "mine.jsonl")
    assert (first.stdout, first.returncode) == ("1 run added.\n", 0)
    assert again.stdout.startswith("0 runs added.\n")
    here = json.loads(hiptimer("history", "--json").stdout)
    there = json.loads(hiptimer("history", "--json", "--data-dir", tmp_path / "other").stdout)
    assert here == there


def test_the_given_folder_counts_more_than_the_environment(hiptimer, short, tmp_path, data_dir):
    for place in ("before", "after"):
        given = ("--data-dir", str(tmp_path / place))
        words = ("play", short, "--speed", "500", "--sound", "silent")
        hiptimer(*given, *words) if place == "before" else hiptimer(*words, *given)
        assert (tmp_path / place / "journal.db").is_file()
    assert not data_dir.exists()


def test_a_damaged_journal_is_told_of_and_put_right(hiptimer, short, data_dir):
    hiptimer("play", short, "--speed", "500", "--sound", "silent")
    before = hiptimer("history").stdout
    (data_dir / "journal.db").write_bytes(b"no journal at all" * 100)
    done = hiptimer("history")
    assert done.returncode == 0
    assert "The journal was damaged." in done.stderr
    assert done.stdout == before
    assert hiptimer("history").stderr == ""


def test_a_journal_that_cannot_be_opened_is_told_of(hiptimer, data_dir):
    (data_dir / "journal.db").mkdir(parents=True)
    assert complained(hiptimer("history"), "journal.db") == 1


def test_a_reader_that_has_seen_enough_is_no_error(environment):
    whole = subprocess.Popen(
        [*COMMAND, "timeline", "complete-routine", "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    whole.stdout.read(10)
    whole.stdout.close()
    said = whole.stderr.read()
    whole.stderr.close()
    assert (said, whole.wait()) == (b"", 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_output_that_cannot_be_written_is_an_error(environment):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "exercises"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert os.strerror(28).encode() in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there a shell closes nothing")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_harm_nothing(environment, short, data_dir, closed):
    play = f"play {short} --speed 500 --sound silent"
    for words in ("check desk-break", "history", play, "nonsense --sideways"):
        done = subprocess.run(
            ["sh", "-c", f'"$0" -m hiptimer {words} {closed}', sys.executable],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == (2 if "sideways" in words else 0), done
        assert "Traceback" not in done.stderr
    assert (data_dir / "journal.db").is_file()


@pytest.mark.parametrize(
    "words",
    [("history",), ("history", "--json"), ("export", "x"), ("sessions",), ("play", "desk-break")],
)
def test_a_file_in_the_place_of_the_folder_is_told_of(quickly, data_dir, tmp_path, words):
    data_dir.touch()
    assert complained(quickly(*words), str(data_dir), "is a file") == 1
    assert complained(quickly(*words, "--data-dir", data_dir / "in"), str(data_dir)) == 1
    assert not (tmp_path / "x").exists()

"""`hiptimer sheet`: the files it writes, and what it refuses."""

import pytest

WEEKS = """\
hiptimer: 1
title: Three weeks
assigned: {by: Dana W., from: 2026-11-23, until: 2026-12-13, times: 3 per week}
steps:
  - {exercise: camel, hold: 20 s, week: {2: {hold: 35 s}}}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "weeks.yaml"
    path.write_text(WEEKS, encoding="utf-8")
    return path


def test_a_pdf_is_written_without_a_display(hiptimer, tmp_path):
    done = hiptimer("sheet", "a.pdf", "--session", "desk-break", "--large", "--paper", "letter")
    assert (done.stdout, done.stderr, done.returncode) == ("", "a.pdf is written.\n", 0)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_html_is_written_of_a_file(quickly, tmp_path, file):
    done = quickly("sheet", "a.html", "--session", file)
    assert (done.stdout, done.stderr, done.returncode) == ("", "a.html is written.\n", 0)
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Three weeks" in text
    assert "35 s" in text


def test_one_week_alone(quickly, tmp_path, file):
    assert quickly("sheet", "a.html", "--session", file, "--week", "2").returncode == 0
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Hold 35 s" in text
    assert "20 s" not in text
    assert "Week 2" in text
    assert "Week 1" not in text
    assert "Week 3" not in text


def test_what_is_there_already_stays(quickly, tmp_path, file):
    (tmp_path / "a.html").write_text("mine", encoding="utf-8")
    done = quickly("sheet", "a.html", "--session", file)
    assert done.returncode == 1
    assert "exists already" in done.stderr
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("a.docx", "--session", "desk-break"), 1, ".pdf or .html"),
        (("a.pdf",), 2, "--session"),
        (("a.pdf", "--session", "desk-brake"), 1, "desk-break"),
        (("a.pdf", "--session", "none.yaml"), 1, "none.yaml"),
        (("a.pdf", "--session", "desk-break", "--paper", "a3"), 2, "a3"),
        (("a.pdf", "--session", "desk-break", "--week", "0"), 2, "0"),
        (("none/a.html", "--session", "desk-break"), 1, "cannot be written"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(quickly, tmp_path, words, code, said):
    done = quickly("sheet", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert not list(tmp_path.glob("**/a.*"))

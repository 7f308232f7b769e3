"""Nothing is released unless every place that names the version names the same one."""

import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from hiptimer import __version__
from tools.releasing.shipped import PARTS
from tools.releasing.versions import (
    CHANGELOG,
    METAINFO,
    PROGRAM,
    DisagreementError,
    Release,
    agreed,
)

TOP = Path(__file__).parents[2]


class Tree:
    """The three places, and what any of them is changed to say."""

    def __init__(self, top):
        self.top = top
        self.says(PROGRAM, '"""A program."""\n\n__version__ = "1.2.0"\n')
        self.says(
            CHANGELOG, "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-03-04\n\n- New.\n"
        )
        self.lists('<release version="1.2.0" date="2026-03-04"/>')

    def says(self, name, text):
        (self.top / name).parent.mkdir(parents=True, exist_ok=True)
        (self.top / name).write_text(text, encoding="utf-8")

    def lists(self, releases):
        self.says(METAINFO, f"<component><releases>{releases}</releases></component>\n")

    def complaints(self):
        with pytest.raises(DisagreementError) as caught:
            agreed(self.top)
        return str(caught.value).splitlines()


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_where_all_agree_the_release_is_told(tree):
    assert agreed(tree.top) == Release("1.2.0", "2026-03-04")


def test_an_older_release_below_is_not_looked_at(tree):
    heading = "## [1.2.0] - 2026-03-04\n\n- New.\n\n## [1.1.0] - 2025-12-24\n"
    tree.says(CHANGELOG, heading)
    newest = '<release version="1.2.0" date="2026-03-04"/>'
    tree.lists(newest + '<release version="1.1.0" date="2025-12-24"/>')
    assert agreed(tree.top) == Release("1.2.0", "2026-03-04")


def test_a_new_version_of_the_program_is_missed_in_both_others(tree):
    tree.says(PROGRAM, '__version__ = "1.3.0"\n')
    assert tree.complaints() == [
        (
            "CHANGELOG.md: the newest release there is 1.2.0, the program says 1.3.0. "
            "Give what is new a heading of its own: ## [1.3.0] - YYYY-MM-DD"
        ),
        f"{METAINFO}: the first release there is 1.2.0, the program says 1.3.0.",
    ]


def test_a_changelog_with_nothing_released(tree):
    tree.says(CHANGELOG, "# Changelog\n\n## [Unreleased]\n\n- New.\n")
    assert tree.complaints() == [
        (
            "CHANGELOG.md: no release has a heading there. "
            "Give what is new one of its own: ## [1.2.0] - YYYY-MM-DD"
        ),
    ]


@pytest.mark.parametrize("day", ["", " - soon", " - 2026-02-30", " - 4.3.2026", " - 20260304"])
def test_a_heading_without_a_day(tree, day):
    tree.says(CHANGELOG, f"## [1.2.0]{day}\n")
    assert tree.complaints() == [
        (
            "CHANGELOG.md: the heading of 1.2.0 does not say on which day it came out. "
            "Write it as ## [1.2.0] - YYYY-MM-DD"
        ),
    ]


def test_metainfo_that_lists_nothing(tree):
    tree.lists("")
    assert tree.complaints() == [f"{METAINFO}: no release is listed there, the program says 1.2.0."]


def test_metainfo_that_lists_another_first(tree):
    older = '<release version="1.1.0" date="2025-12-24"/>'
    tree.lists(older + '<release version="1.2.0" date="2026-03-04"/>')
    assert tree.complaints() == [
        f"{METAINFO}: the first release there is 1.1.0, the program says 1.2.0."
    ]


def test_metainfo_without_a_day(tree):
    tree.lists('<release version="1.2.0"/>')
    assert tree.complaints() == [
        f"{METAINFO}: the release 1.2.0 has no date of the form YYYY-MM-DD."
    ]


def test_metainfo_with_another_day(tree):
    tree.lists('<release version="1.2.0" date="2026-03-05"/>')
    assert tree.complaints() == [
        f"{METAINFO}: 1.2.0 came out on 2026-03-05 there, and on 2026-03-04 in CHANGELOG.md."
    ]


def test_metainfo_that_is_no_xml(tree):
    tree.says(METAINFO, "<component>")
    (said,) = tree.complaints()
    assert said.startswith(f"{METAINFO}: it cannot be read as XML: ")


def test_a_program_that_names_no_version(tree):
    tree.says(PROGRAM, "")
    assert tree.complaints() == [f"{PROGRAM}: it names no version."]


@pytest.mark.parametrize("name", [PROGRAM, CHANGELOG, METAINFO])
def test_a_place_that_is_not_there(tree, name):
    (tree.top / name).unlink()
    assert tree.complaints() == [f"{name}: it cannot be read: No such file or directory."]


# --- The command, in a copy of what it reads --------------------------------------------------------


@pytest.fixture
def copied(tmp_path):
    for name in (PROGRAM, CHANGELOG, METAINFO):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(TOP / name, tmp_path / name)
    shutil.copytree(TOP / "tools/releasing", tmp_path / "tools/releasing")
    shutil.copy(TOP / "tools/release.py", tmp_path / "tools")
    return tmp_path


def release(top, *words):
    return subprocess.run(
        [sys.executable, top / "tools/release.py", *words],
        capture_output=True,
        text=True,
        check=False,
    )


def test_this_very_tree_agrees(copied):
    done = release(copied, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"hiptimer {__version__}, ")


@pytest.mark.parametrize("command", ["check", "build"])
def test_it_refuses_and_builds_nothing_where_they_disagree(copied, command):
    program = copied / PROGRAM
    program.write_text(
        program.read_text(encoding="utf-8").replace(__version__, "99.0"), encoding="utf-8"
    )
    done = release(copied, command)
    assert done.returncode == 1
    assert "CHANGELOG.md: the newest release there is" in done.stderr
    assert "the program says 99.0." in done.stderr
    assert not (copied / "dist").exists()


# --- The notices ------------------------------------------------------------------------------------


def headings(text):
    lines = text.splitlines()
    return {line for line, below in pairwise(lines) if re.fullmatch("-{2,}", below)}


def test_every_part_has_a_heading_and_names_its_texts_which_are_there():
    text = (TOP / "packaging/NOTICES").read_text(encoding="utf-8")
    named = headings(text)
    licences = {path.name for path in (TOP / "packaging/licences").iterdir()}
    for part in PARTS[1:]:  # the first is hiptimer itself, which the beginning is about
        assert part.name in named
        below = re.split(r"\n\n(?=\S.*\n-)", text.split(f"\n{part.name}\n", 1)[1])[0]
        for licence in part.texts:
            assert licence in licences
            assert licence in below, f"{part.name}: {licence} is not named"


def test_no_licence_lies_there_unnamed():
    text = (TOP / "packaging/NOTICES").read_text(encoding="utf-8")
    for path in (TOP / "packaging/licences").iterdir():
        assert path.name in text

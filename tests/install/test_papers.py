"""The man page and the completions say what the command line takes: `make release-check`."""

import os
import shutil
import subprocess

import pytest

pytest.importorskip("shtab", reason="shtab is not in this environment: make release-check")
pytest.importorskip("argparse_manpage", reason="nor is argparse-manpage")

from hiptimer.terminal.options import command_names
from tools.releasing.papers import completion, man_page

# What bash does when Tab is pressed behind these words.
TAB = """
. "$1"; shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
"$(complete -p hiptimer | sed 's/.*-F \\([^ ]*\\).*/\\1/')" hiptimer
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def completed(tmp_path):
    """Return what bash makes of the last of these words, in a folder with a session and a folder."""
    script = tmp_path / "hiptimer.bash"
    script.write_text(completion("bash"), encoding="utf-8")
    here = tmp_path / "here"
    (here / "a folder").mkdir(parents=True)
    (here / "after-the-run.yaml").touch()

    def press_tab(*words):
        done = subprocess.run(
            ["bash", "-c", TAB, "bash", script, *words],
            cwd=here,
            capture_output=True,
            text=True,
            check=True,
        )
        return sorted(filter(None, done.stdout.splitlines()))

    return press_tab


@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_the_man_page_tells_of_files_and_variables_and_is_sound(tmp_path):
    page = tmp_path / "hiptimer.1"
    page.write_text(man_page("2026-03-04"), encoding="utf-8")
    done = subprocess.run(
        ["man", "--warnings", "--local-file", "--pager=cat", page],
        env=os.environ | {"LC_ALL": "C.UTF-8", "MANWIDTH": "200"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    told = " ".join(done.stdout.split())
    assert "FILE is a path, or the id of a session" in told
    assert "HIPTIMER_DATA_DIR the folder of journal" in told
    assert "where --data-dir names none" in told
    assert "~/.local/share/hiptimer the journal" in told
    for name in command_names():
        assert f"hiptimer {name}" in told


def test_bash_completes_commands_files_and_folders(completed):
    assert completed("hiptimer", "hist") == ["history"]
    assert completed("hiptimer", "play", "aft") == ["after-the-run.yaml"]
    assert completed("hiptimer", "--data-dir", "a") == ["a folder"]


def test_zsh_is_told_where_a_file_may_stand():
    told = completion("zsh")
    commands = told[told.index("_commands() {") :]
    assert "_files" in commands[: commands.index("}")]
    assert "--data-dir" in told
    assert ":DIR:_files -/" in told

"""The man page and the completions of shells, made from the command line's own words."""

import argparse
import gzip
from pathlib import Path
from typing import Final

import shtab
from argparse_manpage.manpage import Manpage

from hiptimer.terminal.options import command_line

# What the command line does not say of itself, in the language of man pages.
SECTIONS: Final = {
    "environment": """\
.TP
.B HIPTIMER_DATA_DIR
the folder of journal, sessions and preferences, where \\-\\-data\\-dir names none
.TP
.B NO_COLOR
if it is set, a session in the terminal is shown without colours""",
    "files": """\
Where neither names a folder:
.TP
.I ~/.local/share/hiptimer
the journal, its copies, and your sessions
.TP
.I ~/.config/hiptimer
the preferences
.TP
.I ~/.local/state/hiptimer
a log of failures
.TP
.I ~/.cache/hiptimer
what can be made again at any time""",
}
_ZSH_COMMANDS: Final = "  _describe 'hiptimer commands' _commands\n"


def write_papers(folder: Path, day: str) -> None:
    """Write `hiptimer.1.gz`, `hiptimer.bash` and `_hiptimer` (zsh) into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    # Without a time in it, the same words make the same file.
    (folder / "hiptimer.1.gz").write_bytes(gzip.compress(man_page(day).encode(), mtime=0))
    for shell, name in (("bash", "hiptimer.bash"), ("zsh", "_hiptimer")):
        (folder / name).write_text(completion(shell), encoding="utf-8")


def man_page(day: str) -> str:
    """Return the man page, dated "2026-11-23"."""
    parser = command_line()
    # Told at its beginning; by itself it would come after all the commands.
    parser.description, parser.epilog = f"{parser.description} {parser.epilog}", None
    page = Manpage(parser, format="single-commands-section")
    page.date, page.manual, page.description = day, "hiptimer", "a guided-workout timer"
    for heading, content in SECTIONS.items():
        page.add_section(heading, "=", content)
    return str(page)


def completion(shell: str) -> str:
    """Return what teaches "bash" or "zsh" to complete commands, options and files."""
    parser = command_line()
    _mark_paths(parser)
    words = str(shtab.complete(parser, shell))
    # In place of a command there may be a file; bash looks for one by itself where no command fits.
    return words.replace(_ZSH_COMMANDS, f"{_ZSH_COMMANDS}  _files\n")


def _mark_paths(parser: argparse.ArgumentParser) -> None:
    """Tell the completion which words are files and folders."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to look at them
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for command in action.choices.values():
                _mark_paths(command)
        elif action.metavar in ("FILE", "DIR"):
            action.complete = shtab.FILE if action.metavar == "FILE" else shtab.DIRECTORY  # type: ignore[attr-defined]

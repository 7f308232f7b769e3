"""The man page and the completions of shells, made from the command line's own words."""

import gzip
from pathlib import Path

import shtab
from argparse_manpage.manpage import Manpage

from hiptimer.terminal.options import command_line


def write_papers(folder: Path, day: str) -> None:
    """Write `hiptimer.1.gz`, `hiptimer.bash` and `_hiptimer` (zsh) into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    page = Manpage(command_line(), format="single-commands-section")
    page.date, page.manual, page.description = day, "hiptimer", "a guided-workout timer"
    # Without a time in it, the same words make the same file.
    (folder / "hiptimer.1.gz").write_bytes(gzip.compress(str(page).encode(), mtime=0))
    (folder / "hiptimer.bash").write_text(shtab.complete(command_line(), "bash"), encoding="utf-8")
    (folder / "_hiptimer").write_text(shtab.complete(command_line(), "zsh"), encoding="utf-8")

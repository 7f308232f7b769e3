"""Writes the adherence sheet of a session into a file: PDF, HTML or CSV; no display is needed."""

from argparse import Namespace
from pathlib import Path

from hiptimer.files import claiming
from hiptimer.report.handing_over import Diary, check_ending, sheet_bytes


def write_report(diary: Diary, options: Namespace) -> None:
    """Write the sheet that the command line asks for, whole or not at all; InputError if it cannot be."""
    path: Path = options.file
    check_ending(path)
    session = diary.chosen(options.session) if options.session else diary.usual()
    facts = diary.facts(session, options.since, options.until)
    data = sheet_bytes(facts, path, paper=options.paper, large=options.large)
    with claiming(path) as file:
        file.write(data)

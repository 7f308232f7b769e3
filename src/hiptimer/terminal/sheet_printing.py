"""Writes a session to hang on a door, as a PDF to print or as one HTML file."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Final

from hiptimer.engine.exercise import Catalogue
from hiptimer.errors import HiptimerError, InputError
from hiptimer.files import claiming
from hiptimer.language import gettext as _
from hiptimer.library.finding import Loaded
from hiptimer.report.session_sheet_content import SheetContent, sheet_content
from hiptimer.report.session_sheet_html import session_html

SUFFIXES: Final = (".pdf", ".html", ".htm")


def write_sheet(loaded: Loaded, catalogue: Catalogue, options: Namespace, today: date) -> None:
    """Write the file that the command line names, whole or not at all; InputError if it cannot be."""
    path: Path = options.file
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        said = _("{path} is neither a PDF nor an HTML file. End its name with .pdf or .html.")
        raise InputError(said.format(path=path))
    content = sheet_content(loaded.session, catalogue, today, options.week)
    data = _pdf(content, options) if suffix == ".pdf" else _html(content, options)
    with claiming(path) as file:
        file.write(data)


def _pdf(content: SheetContent, options: Namespace) -> bytes:
    try:
        # Qt is not needed for HTML, and a machine without a screen may lack what it is made of.
        from hiptimer.report.paper import Paper  # noqa: PLC0415
        from hiptimer.report.session_sheet import session_pdf  # noqa: PLC0415
    except ImportError as error:
        said = _("A PDF cannot be made on this machine: {why}. HTML can.")
        raise HiptimerError(said.format(why=error)) from error
    return session_pdf(content, paper=Paper(options.paper), large=options.large)


def _html(content: SheetContent, options: Namespace) -> bytes:
    return session_html(content, large=options.large).encode()

"""Writes the days of an assigned session into a calendar file."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.progression import week_in_hand
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from hiptimer.errors import InputError
from hiptimer.files import claiming
from hiptimer.language import gettext as _
from hiptimer.library.finding import Loaded
from hiptimer.report.schedule import calendar


def write_calendar(loaded: Loaded, catalogue: Catalogue, options: Namespace, now: datetime) -> None:
    """Write the file that the command line names, whole or not at all; InputError if it cannot be."""
    path: Path = options.file
    if path.suffix.lower() != ".ics":
        said = _("{path} is not the name of a calendar file. End it with .ics.")
        raise InputError(said.format(path=path))
    session = loaded.session
    begun = session.assigned.start if session.assigned else None
    week = week_in_hand(begun, now.date())
    duration_s = unroll(session, catalogue, Choices(week=week)).duration_s
    data = calendar(session, duration_s, options.at, now, revision=loaded.found.revision)
    with claiming(path) as file:
        file.write(data)

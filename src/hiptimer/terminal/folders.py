"""Where the commands find a person's files."""

from argparse import Namespace
from pathlib import Path

from hiptimer.errors import InputError
from hiptimer.language import gettext as _
from hiptimer.places import Places


def places_of(options: Namespace) -> Places:
    """Return the places that the command line means; InputError if nothing can be kept or found there."""
    places = Places.of(options.data_dir)
    try:
        file = _file_among(places.data_dir)
        places.journal_path.exists()  # whether or not it is there, one must be allowed to look
    except OSError as error:
        said = _("{path} cannot be looked into: {why}. Name another folder with --data-dir.")
        raise InputError(said.format(path=places.data_dir, why=error.strerror or error)) from error
    if file is not None:
        said = _(
            "{path} is a file, and the journal and the sessions are kept in a folder. "
            "Move the file away, or name a folder with --data-dir."
        )
        raise InputError(said.format(path=file))
    return places


def _file_among(folder: Path) -> Path | None:
    """Return the file that stands where the folder, or one that it lies in, should be."""
    return next((one for one in (folder, *folder.parents) if one.is_file()), None)

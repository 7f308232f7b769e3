"""Finds the drawn figure of an exercise among those that ship with the program."""

import logging
import re
from functools import lru_cache
from pathlib import Path

from hiptimer.figure.baked import Figure, FigureFileError, read_figure
from hiptimer.figure.looks import Build
from hiptimer.resources import figure_file

log = logging.getLogger(__name__)

_AN_ID = re.compile(r"[a-z0-9-]{1,80}")
_FIGURES_KEPT = 48  # still packed, some 100 KB each
_places: dict[tuple[object, str, str], Path] = {}  # by who looked, build and name


def find_figure(build: Build, exercise: str, version: str | None = None) -> Figure | None:
    """Return the figure of an exercise, or of its version; None where there is none that is whole.

    Where the version is not drawn the exercise itself stands for it, and another build for this one.
    """
    if not _AN_ID.fullmatch(exercise):
        return None  # a step with a name of its own, or a history that was written elsewhere
    names = (f"{exercise}.{version}", exercise) if version else (exercise,)
    paths = (_place(build.value, name) for name in names)
    path = next((path for path in paths if path), None)
    return _read(path) if path else None


def _place(build: str, name: str) -> Path | None:
    """Return where a figure stands; one of this very build is looked for once.

    The stage asks thirty times a second, and each time every folder on the way would be looked up.
    """
    key = (figure_file, build, name)
    if key in _places:
        return _places[key]
    path = figure_file(build, name)
    if path is not None and path.parent.name == build:
        _places[key] = path
    return path


@lru_cache(maxsize=_FIGURES_KEPT)
def _read(path: Path) -> Figure | None:
    try:
        return read_figure(path)
    except FigureFileError as error:
        log.warning(error)
        return None

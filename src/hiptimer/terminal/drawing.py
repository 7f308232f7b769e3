"""Writes the illustration of an exercise into a file, as PNG or SVG; no display is needed."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hiptimer.engine.exercise import Exercise, Side, side_word
from hiptimer.engine.session import Version
from hiptimer.errors import HiptimerError, InputError
from hiptimer.figure.baked import Figure
from hiptimer.figure.finding import find_figure
from hiptimer.figure.looks import LOOKS, Build, Ground, LookName, paints
from hiptimer.figure.phase import frame_part
from hiptimer.figure.svg import svg
from hiptimer.files import claiming
from hiptimer.language import gettext as _
from hiptimer.ui.tokens import DARK, LIGHT, figure_ground

SUFFIXES: Final = (".png", ".svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is to be drawn: `phase` is how far along the movement, or how full the breath is, 0 to 1.

    Without a phase it is the picture that tells the most. `size_px` is the longer side.
    """

    exercise: Exercise
    version: Version | None = None
    side: Side | None = None
    phase: float | None = None
    size_px: int = 800
    dark: bool = False
    look: LookName = LookName.TEAL
    build: Build = Build.SLENDER

    @property
    def ground(self) -> Ground:
        """Return what its theme gives it."""
        return figure_ground(DARK if self.dark else LIGHT, self.side)

    @property
    def id(self) -> str:
        """Return the name of its figure, and of its file where none is given."""
        return f"{self.exercise.id}.{self.version}" if self.version else self.exercise.id


def asked(exercise: Exercise, options: Namespace) -> Drawing:
    """Return what the words of a command line ask for."""
    return Drawing(
        exercise=exercise,
        version=Version(options.variant) if options.variant else None,
        side=Side(options.side) if options.side else None,
        phase=options.phase,
        size_px=options.size,
        dark=options.theme == "dark",
        look=LookName(options.look),
        build=Build(options.build),
    )


def write_drawing(drawing: Drawing, path: Path) -> None:
    """Write it into a new file, whole or not at all; InputError if that cannot be done."""
    if path.suffix.lower() not in SUFFIXES:
        said = _("{path} is neither a PNG nor an SVG. End its name with .png or .svg.")
        raise InputError(said.format(path=path))
    figure = _figure(drawing)
    data = _svg(drawing, figure) if path.suffix.lower() == ".svg" else _png(drawing, figure)
    with claiming(path) as file:
        file.write(data)


def _figure(drawing: Drawing) -> Figure:
    exercise = drawing.exercise
    variants = {Version.EASIER: exercise.easier, Version.DEEPER: exercise.deeper, None: exercise}
    if variants[drawing.version] is None:
        is_easier = drawing.version is Version.EASIER
        said = (
            _("{name} has no easier version.") if is_easier else _("{name} has no deeper version.")
        )
        raise InputError(said.format(name=exercise.name))
    figure = find_figure(drawing.build, exercise.id, drawing.version)
    if figure is None or figure.header.id != drawing.id:
        raise InputError(_("There is no drawing of {id}.").format(id=drawing.id))
    if figure.header.build != drawing.build:
        said = _("There is no drawing of {id} with the build {build}.")
        raise InputError(said.format(id=drawing.id, build=drawing.build))
    return figure


def _number(drawing: Drawing, figure: Figure) -> int:
    if drawing.phase is None:
        return figure.header.telling
    return frame_part(figure.header, drawing.phase)


def _png(drawing: Drawing, figure: Figure) -> bytes:
    try:
        # Qt is not needed for an SVG, and a machine without a screen may lack what it is made of.
        from PySide6.QtCore import QSizeF  # noqa: PLC0415

        from hiptimer.report.figure_drawing import picture, png  # noqa: PLC0415
    except ImportError as error:
        said = _("A PNG cannot be drawn on this machine: {why}. An SVG can.")
        raise HiptimerError(said.format(why=error)) from error
    size = QSizeF(drawing.size_px, drawing.size_px)
    number, mirrored = _number(drawing, figure), drawing.side is Side.RIGHT
    return png(picture(figure, number, size, drawing.look, drawing.ground, mirrored=mirrored))


def _svg(drawing: Drawing, figure: Figure) -> bytes:
    title = drawing.exercise.name
    if drawing.side is not None:
        title += f", {side_word(drawing.side)}"
    text = svg(
        figure.header,
        figure.frame(_number(drawing, figure)),
        paints(LOOKS[drawing.look], drawing.ground),
        title=title,
        longer_px=drawing.size_px,
        mirrored=drawing.side is Side.RIGHT,
    )
    return text.encode()

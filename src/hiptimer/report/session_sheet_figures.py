"""The drawings of a printed session: which frames tell a step, and a look that a photocopier leaves alone.

Limbs and skin are nearly white with black lines round them, the top is dark, and nothing lies between
that turns to black or to nothing when a sheet is copied.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hiptimer.engine.exercise import Side
from hiptimer.figure.baked import Figure, FigureFileError, Frame, Header, Sort
from hiptimer.figure.colours import mix
from hiptimer.figure.finding import find_figure
from hiptimer.figure.looks import Build, Paint
from hiptimer.language import gettext as _
from hiptimer.report.session_sheet_content import SheetStep

INK: Final = "#000000"
WIDE: Final = 1.65
"""So many times as wide as high: such pictures lie one below the other."""
OUTLINE_PT: Final = 1.1
"""How wide a pen goes round the whole figure, in points; half of it lies below the figure."""
CREASE_PT: Final = 0.2
"""How wide it goes along the lines within."""

_BASES: Final = {
    "skin": "#FFFFFF",
    "forearm": "#FFFFFF",
    "nail": "#FFFFFF",
    "hair": "#303030",
    "top": "#8C8C8C",
    "bottom": "#DEDEDE",
    "calf": "#DEDEDE",
    "mat": "#EEEEEE",
    "prop": "#DADADA",
    "band": "#1A1A1A",
    "strap": "#404040",
    "weight": "#606060",
    "cushion": "#D0D0D0",
}
_SHADED: Final = 0.18


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture of a step: its frame, whether it is turned round, and what it is called: "Start"."""

    header: Header
    frame: Frame
    mirrored: bool
    called: str


def paper_paints() -> dict[str, Paint]:
    """Return the greys of every role that is seen on paper; where it is felt is told in words."""
    found = {}
    for base, colour in _BASES.items():
        found[base] = found[f"{base}-light"] = Paint(colour)
        found[f"{base}-shade"] = Paint(mix(INK, colour, _SHADED))
        found[f"{base}-edge"] = found[f"{base}-line"] = Paint(INK)
    found |= dict.fromkeys(("keyline", "sleeve-edge", "face-ink", "face-mouth"), Paint(INK))
    return found


def pen_pt(role: str) -> float:
    """Return how wide a pen goes over a role, in points, so that it is still there after copying."""
    if role == "keyline":
        return OUTLINE_PT
    return CREASE_PT if role.endswith("-line") else 0.0


def drawings(step: SheetStep) -> tuple[Drawn, ...]:
    """Return the start of a movement and its end, or a position; nothing where there is no drawing."""
    figure = find_figure(Build.SLENDER, step.exercise, step.version) if step.exercise else None
    if figure is None:
        return ()
    try:
        return tuple(_drawn(figure, step))
    except FigureFileError:
        return ()  # a damaged drawing costs nobody the sheet


def _drawn(figure: Figure, step: SheetStep) -> Iterator[Drawn]:
    header = figure.header
    mirrored = step.drawn is Side.RIGHT
    if header.sort is Sort.HOLD:
        yield Drawn(header, figure.frame(header.telling), mirrored, "")
        return
    begin, end = _ends(header)
    for number, called in ((begin, _("Start")), (end, _("End"))):
        yield Drawn(header, figure.frame(number), mirrored, called)


def _ends(header: Header) -> tuple[int, int]:
    """Return the frame where a movement begins and the one where it turns back, or is half round."""
    if header.loop:
        return header.path[0], header.telling
    moving = (pair for pair in header.phases if pair[0] != pair[1])
    begin, end = next(moving, (0, len(header.path) - 1))
    return header.path[begin], header.path[end]


def described(step: SheetStep, drawn: Drawn) -> str:
    """Return what a picture shows, for those who do not see it."""
    return ", ".join(filter(None, (step.name, drawn.called.lower(), step.drawn_words)))

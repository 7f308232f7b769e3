"""The letters of a printed page: the family, the sizes, and where lines are broken."""

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QTextLayout, QTextOption

# Read well in small print, and have digits of one width or nearly so; the first one there is taken.
_FAMILIES: Final = (
    "Inter",
    "Noto Sans",
    "Source Sans 3",
    "Open Sans",
    "Liberation Sans",
    "DejaVu Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Arial",
)
# Qt tells a PDF which letter a sign stands for only where the font has the sign for that letter alone.
_NO_LIGATURES: Final = ("liga", "clig", "calt", "dlig")


class Align(StrEnum):
    """Where words stand in their place."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Type:
    """A size of print in points, how bold (400 or 600), how dark (0 black, 1 white), and its lines."""

    size: float
    weight: int = 400
    grey: float = 0.0
    leading: float = 1.32


TITLE: Final = Type(19, 600, leading=1.2)
HEADING: Final = Type(11, 600)
BODY: Final = Type(9.5)
STRONG: Final = Type(9.5, 600)
SMALL: Final = Type(8.5, grey=0.3)
SMALL_STRONG: Final = Type(8.5, 600)


def start_qt() -> None:
    """Begin Qt without a window where there is none yet: letters cannot be measured without it."""
    if QGuiApplication.instance() is not None:
        return
    words = ["hiptimer"]
    if not (sys.platform in ("win32", "darwin") or "QT_QPA_PLATFORM" in os.environ):
        words += ["-platform", "offscreen"]  # there need not be a display to print
    _started.append(QGuiApplication(words))


_started: list[QGuiApplication] = []  # Qt ends when nobody holds it


def font_family() -> str:
    """Return the family that pages are set in: the first there is of those that read well."""
    there = set(QFontDatabase.families())
    usual = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return next((one for one in _FAMILIES if one in there), usual)


@lru_cache(maxsize=64)
def font(dots: int, weight: int) -> QFont:
    """Return the letters of a height in dots of the printer."""
    letters = QFont(font_family())
    letters.setPixelSize(max(1, dots))
    letters.setWeight(QFont.Weight(weight))
    letters.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for name in _NO_LIGATURES:
        letters.setFeature(QFont.Tag(name), 0)
    return letters


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text without what cannot be printed."""
    return [
        " ".join(filter(None, "".join(map(_printed, line)).split(" ")))
        for line in text.splitlines()
    ]


def _printed(sign: str) -> str:
    # A number and its unit stay together: the space between them is one that no line ends at.
    return sign if sign.isprintable() or sign == "\N{NO-BREAK SPACE}" else " "


def broken(text: str, letters: QFont, dots: float) -> list[str]:
    """Return the lines that a paragraph is broken into, none of them longer than `dots`."""
    layout = QTextLayout(text, letters)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    raw = text.encode("utf-16-le", "surrogatepass")  # Qt counts in its units
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, dots))
        begin, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        lines.append(raw[begin:end].decode("utf-16-le", "replace").strip())
    layout.endLayout()
    return lines

"""Draws every figure on sheets, to be looked at: `python tools/contact_sheets.py [FOLDER]`.

Each exercise and version at 96, 400 and 800 pixels, left and right side by side, light and dark; the
sheets are kept in docs/figures/.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from hiptimer.engine.exercise import Side
from hiptimer.figure.baked import Figure, Sort, read_figure
from hiptimer.figure.looks import Build, LookName
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.report.figure_drawing import picture
from hiptimer.resources import figure_file
from hiptimer.ui.tokens import DARK, LIGHT, Tokens, figure_ground

ROOT = Path(__file__).resolve().parents[1]
ACROSS = {96: 16, 400: 10, 800: 6}
"""How many pictures stand beside each other, by their size in pixels."""
WORDS_PX = 26


def main(folder: Path) -> None:
    """Write the sheets into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication([])
    everything = _figures(versions=True)
    exercises = _figures(versions=False)
    for tokens, theme in ((LIGHT, "light"), (DARK, "dark")):
        for size, across in ACROSS.items():
            figures = everything if size < 800 else exercises
            _sheet(figures, size, across, tokens, LookName.TEAL).save(
                str(folder / f"{size}-{theme}.webp"), quality=82
            )
    for look, build in (
        (LookName.PLUM, Build.STURDY),
        (LookName.MOSS, Build.SLENDER),
        (LookName.BERRY, Build.STURDY),
    ):
        some = _figures(versions=False, build=build)
        _sheet(some, 240, 10, LIGHT, look).save(str(folder / f"{look}-{build}.webp"), quality=82)
    application.quit()


def _figures(*, versions: bool, build: Build = Build.SLENDER) -> list[Figure]:
    names = []
    for exercise in bundled_catalogue().values():
        names.append(exercise.id)
        if versions:
            names += [
                f"{exercise.id}.{one}" for one in ("easier", "deeper") if getattr(exercise, one)
            ]
    files = (figure_file(build.value, name) for name in names)
    return [read_figure(file) for file in files if file]


def _sheet(
    figures: Sequence[Figure], size: int, across: int, tokens: Tokens, look: LookName
) -> QImage:
    """Draw the start and the left side's telling frame of each, then the right's mirror."""
    cells: list[tuple[Figure, int, Side]] = []
    for figure in figures:
        telling = figure.header.telling
        if figure.header.sort is Sort.MOTION and figure.header.path[0] != telling:
            cells.append((figure, figure.header.path[0], Side.LEFT))
        cells += [(figure, telling, Side.LEFT), (figure, telling, Side.RIGHT)]
    high = size + WORDS_PX
    rows = -(-len(cells) // across)
    sheet = QImage(across * size, rows * high, QImage.Format.Format_RGB32)
    sheet.fill(QColor(tokens.field_work))
    painter = QPainter(sheet)
    painter.setPen(QColor(tokens.ink))
    painter.setFont(QFont("Inter", 7))
    for place, (figure, number, side) in enumerate(cells):
        left, top = (place % across) * size, (place // across) * high
        image = picture(
            figure, number, QSizeF(size * 0.94, size * 0.94), look, figure_ground(tokens, side),
            mirrored=side is Side.RIGHT,
        )  # fmt: skip
        painter.drawImage(left + (size - image.width()) // 2, top + size - image.height(), image)
        words = f"{figure.header.id} {side}" if size > 100 else figure.header.id.replace(".", "\n")
        wrapped = Qt.TextFlag.TextWrapAnywhere if size < 100 else Qt.TextFlag.TextWordWrap
        painter.drawText(
            QRectF(left + 3, top + size, size - 6, WORDS_PX),
            Qt.AlignmentFlag.AlignCenter | wrapped,
            words,
        )
    painter.end()
    return sheet


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "figures")

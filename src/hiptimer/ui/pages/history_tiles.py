"""The tiles at the top of the history: a number, what it counts, and a line below."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.ui.layouts import Text, grid, hbox
from hiptimer.ui.pages.history_content import Figure
from hiptimer.ui.pages.page import empty
from hiptimer.ui.pages.words import Words
from hiptimer.ui.widgets.cards import Card

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme


class FigureTile(Card):
    """One number."""

    def __init__(self, theme: "Theme", figure: Figure) -> None:
        """Show it."""
        super().__init__(theme, padding=(20, 12), spacing=0)
        self.setAccessibleName(
            ". ".join(
                part
                for part in (f"{figure.number} {figure.words}", figure.below, figure.more)
                if part
            )
        )
        row = hbox(spacing=8)
        row.addWidget(Text(theme, figure.number, "phase"), 0, Qt.AlignmentFlag.AlignVCenter)
        words = Words(theme, figure.words, "body", "ink_2")
        words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
        self.body.addLayout(row)
        for line in (figure.below, figure.more):
            if line:
                self.body.addWidget(Words(theme, line, "small", "ink_2"))
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)


class Tiles(QWidget):
    """All tiles in a row, or in several where there is no room for that."""

    def __init__(self, theme: "Theme") -> None:
        """Show none yet."""
        super().__init__()
        self._theme = theme
        self._figures: tuple[Figure, ...] = ()
        self._columns = 4
        self._grid = grid(self, across=16, upright=16)

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show these."""
        if figures != self._figures:
            self._figures = figures
            self._fill()

    def set_columns(self, columns: int) -> None:
        """Show so many beside each other."""
        if columns != self._columns:
            self._columns = columns
            self._fill()

    def _fill(self) -> None:
        empty(self._grid)
        columns = min(self._columns, max(1, len(self._figures)))
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for i, figure in enumerate(self._figures):
            tile = FigureTile(self._theme, figure)
            self._grid.addWidget(tile, i // columns, i % columns)

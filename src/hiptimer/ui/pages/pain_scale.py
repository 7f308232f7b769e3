"""A pain from 0 to 10, with what the session's file says of the band it lies in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hiptimer.engine.pain import PainBand, PainLevel, band_of
from hiptimer.language import gettext as _
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.words import Words
from hiptimer.ui.widgets.cards import Note, NoteKind
from hiptimer.ui.widgets.scale010 import SIGNS, Band, BandKind, Scale010
from hiptimer.ui.widgets.sheet import Sign

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

_KINDS = {
    PainLevel.OK: BandKind.OK,
    PainLevel.CAUTION: BandKind.CAUTION,
    PainLevel.STOP: BandKind.WARN,
}


def painted(bands: tuple[PainBand, ...]) -> tuple[Band, ...]:
    """Return bands as a scale paints them."""
    return tuple(Band(one.low, one.high, _KINDS[one.level], one.label, one.words) for one in bands)


def ends(theme: "Theme", least: str, most: str) -> QWidget:
    """Return a line with what the lowest and the highest number of a scale mean."""
    line = QWidget()
    row = hbox(line, spacing=16)
    row.addWidget(Words(theme, least, "caption", "ink_2"), 1)
    last = Words(theme, most, "caption", "ink_2")
    last.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    row.addWidget(last, 1)
    return line


class BandWords(QWidget):
    """The words of a band in its colour, with its sign before them."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        row = hbox(self, spacing=8)
        self._sign = Sign(theme, "tick", "ok", theme.type.line("small"))
        self._words = Words(theme, "", "small_strong")
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_band(self, band: PainBand | None, name: str) -> None:
        """Show what is said of a band by the author called `name`; None hides it."""
        self.setVisible(band is not None)
        if band is not None:
            kind = _KINDS[band.level]
            self._sign.set_icon(SIGNS[kind], kind.value)
            self._words.set_role("small_strong", kind.value)
            self._words.setText(f"{band.lead(name)} {band.quoted()}")


class BandNote(Note):
    """The words of a band on its own ground; a sentence of ours while there is none."""

    def __init__(self, theme: "Theme", before: str = "", parent: QWidget | None = None) -> None:
        """Show `before`, or nothing at all."""
        super().__init__(theme, before, parent=parent)
        self._before = before
        if not before:
            self.hide()

    def show_band(self, band: PainBand | None, name: str) -> None:
        """Show what is said of a band by the author called `name`."""
        if band is None:
            self.set_text(self._before, NoteKind.NEUTRAL, "")
            self.setVisible(bool(self._before))
        else:
            kind = NoteKind(_KINDS[band.level].value)
            self.set_text(band.quoted(), kind, band.lead(name))
            self.show()


class PainScale(QWidget):
    """Asks for a pain, and shows below it what is said of the answer."""

    answered = Signal(object)
    """Carries the number, or None when the answer was taken back."""

    def __init__(
        self,
        theme: "Theme",
        question: str,
        bands: tuple[PainBand, ...] = (),
        name: str = "",
        *,
        show_bands: bool = False,
        below: BandNote | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Ask `question`; the words of the bands are those of `name`.

        `show_bands` shows all of them beforehand. `below` is where what is said of the answer stands.
        """
        super().__init__(parent)
        self._bands, self._name = bands, name
        column = vbox(self, spacing=8)
        shown = show_bands and bool(bands)
        self.scale = Scale010(theme, question, painted(bands), show_bands=shown)
        column.addWidget(self.scale)
        if not shown:
            column.addWidget(ends(theme, _("No pain"), _("Worst imaginable")))
        self.words: BandWords | BandNote = below or BandWords(theme)
        column.addWidget(self.words)
        self.scale.value_changed.connect(self._tell)
        self.setFocusProxy(self.scale)

    def value(self) -> int | None:
        """Return the number chosen, or None."""
        return self.scale.value()

    def set_value(self, pain: int | None) -> None:
        """Choose a number, or none, without telling anyone."""
        self.scale.set_value(pain)
        self._show(pain)

    def _tell(self, pain: int | None) -> None:
        self._show(pain)
        self.answered.emit(pain)

    def _show(self, pain: int | None) -> None:
        self.words.show_band(band_of(self._bands, pain), self._name)

"""A scale from 0 to 10, in bands that differ by colour, sign, words and a gap."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from hiptimer.ui.icons import paint_icon
from hiptimer.ui.widgets.painting import CENTRE, LEFT, box, follow, set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

CELL_HEIGHT = 48
GAP, BAND_GAP = 4, 12


class BandKind(StrEnum):
    """How much a band of the scale matters."""

    OK = "ok"
    CAUTION = "caution"
    WARN = "warn"


_SIGNS = {BandKind.OK: "tick", BandKind.CAUTION: "triangle", BandKind.WARN: "octagon"}


@dataclass(frozen=True, slots=True)
class Band:
    """The numbers `low` to `high`, both counted in, with the words that stand below them."""

    low: int
    high: int
    kind: BandKind
    words: str = ""


class _Cell(QRadioButton):
    def __init__(self, theme: "Theme", number: int, band: Band | None, parent: QWidget) -> None:
        super().__init__(str(number), parent)
        self._theme = theme
        self._band = band
        self.tinted = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_focus_radius(self, 10)

    def hitButton(self, pos: "QPoint") -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        theme = self._theme
        kind = self._band.kind.value if self._band else ""
        with QPainter(self) as painter:
            if self.isChecked():
                fill, edge = kind or "accent", ""
                ink = "on_warn" if kind == BandKind.WARN else "on_accent"
            elif kind and self.tinted:
                fill, edge, ink = f"field_{kind}", kind, kind
            else:
                fill, edge, ink = "sunken" if self.underMouse() else "surface", "line_strong", "ink"
            rect = QRectF(self.rect())
            width = 2 if edge and self.underMouse() else theme.border
            box(painter, rect, 10, theme.color(fill), theme.color(edge) if edge else None, width)
            painter.setFont(theme.font("lead"))
            painter.setPen(theme.color(ink))
            painter.drawText(rect, CENTRE, self.text())


class Scale010(QWidget):
    """Eleven answers in a row; a digit chooses, 1 and then 0 means 10, arrows move."""

    value_changed = Signal(int)

    def __init__(
        self,
        theme: "Theme",
        question: str,
        bands: tuple[Band, ...] = (),
        *,
        show_bands: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Ask `question`; without `show_bands` a band is seen only in the colour of the answer."""
        super().__init__(parent)
        self._theme = theme
        self._bands = bands
        self._show_bands = show_bands and bool(bands)
        self.setAccessibleName(question)
        self._group = QButtonGroup(self)
        self._cells: list[_Cell] = []
        for number in range(11):
            band = next((b for b in bands if b.low <= number <= b.high), None)
            cell = _Cell(theme, number, band, self)
            cell.tinted = self._show_bands
            words = f", {band.words}" if band and band.words else ""
            cell.setAccessibleName(f"{question} {number}{words}")
            self._group.addButton(cell, number)
            self._cells.append(cell)
        self.setFocusProxy(self._cells[0])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.idToggled.connect(self._tell)
        follow(theme, self._dress)

    def value(self) -> int | None:
        """Return the number chosen, or None."""
        number = self._group.checkedId()
        return None if number < 0 else number

    def set_value(self, value: int | None) -> None:
        """Choose a number, or none, without telling anyone."""
        blocked = self._group.blockSignals(True)
        self._group.setExclusive(value is not None)
        for number, cell in enumerate(self._cells):
            cell.setChecked(number == value)
        self._group.setExclusive(True)
        self._group.blockSignals(blocked)
        self.setFocusProxy(self._cells[value or 0])

    def _tell(self, number: int, checked: bool) -> None:
        if checked:
            self.setFocusProxy(self._cells[number])
            self.value_changed.emit(number)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Choose by digit."""
        if not event.text().isdecimal() or not event.text().isascii():
            super().keyPressEvent(event)
            return
        number = int(event.text())
        if number == 0 and self.value() == 1:
            number = 10
        self._cells[number].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._cells[number].setChecked(True)

    def _dress(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the cells and, with bands, the words below."""
        below = self._theme.type.line("small") + 8 if self._show_bands else 0
        return QSize(600, CELL_HEIGHT + below)

    def minimumSizeHint(self) -> QSize:
        """Keep every cell at least 28 px wide."""
        return QSize(11 * 28 + 10 * 2, self.sizeHint().height())

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Place the cells."""
        self._place()

    def _place(self) -> None:
        starts = {b.low for b in self._bands if b.low} if self._show_bands else set()
        gap, band_gap = (GAP, BAND_GAP) if self.width() >= 400 else (2, 6)
        gaps = sum(band_gap if n in starts else gap for n in range(1, 11))
        cell = (self.width() - gaps) / 11
        x = 0.0
        for number, button in enumerate(self._cells):
            if number:
                x += band_gap if number in starts else gap
            left = round(x)
            x += cell
            button.setGeometry(left, 0, round(x) - left, CELL_HEIGHT)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Write sign and words below each band."""
        if not self._show_bands:
            return
        with QPainter(self) as painter:
            painter.setFont(self._theme.font("small_strong"))
            for band in self._bands:
                first, last = self._cells[band.low], self._cells[band.high]
                line = self._theme.type.line("small")
                left = first.geometry().left()
                width = last.geometry().right() - left + BAND_GAP - 4
                place = QRectF(left, CELL_HEIGHT + 8, width, line)
                colour = self._theme.color(band.kind.value)
                sign = QRectF(place.left(), place.center().y() - 9, 18, 18)
                paint_icon(painter, sign, _SIGNS[band.kind], colour)
                painter.setPen(colour)
                words = place.adjusted(24, 0, 0, 0)
                text = f"{band.low}–{band.high} {band.words}"  # noqa: RUF001 - a range of numbers
                text = painter.fontMetrics().elidedText(
                    text, Qt.TextElideMode.ElideRight, round(words.width())
                )
                painter.drawText(words, LEFT, text)

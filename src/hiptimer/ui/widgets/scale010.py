"""A scale from 0 to 10, in bands that differ by colour, sign, words and a gap."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from hiptimer.ui.icons import paint_icon
from hiptimer.ui.widgets.painting import CENTRE, LEFT, box, follow, set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

CELL_HEIGHT = 48
GAP, BAND_GAP = 4, 12
NARROW_GAP, NARROW_BAND_GAP = 2, 6
ROOMY = 400  # px; narrower than this, the gaps are too
SECOND_ROW = 6  # the number that begins it, where eleven cells do not fit into one
BAND_SIGN = 18
SHAKE_S = 0.4  # a second press so soon is a hand that shakes, and takes nothing back


class BandKind(StrEnum):
    """How much a band of the scale matters."""

    OK = "ok"
    CAUTION = "caution"
    WARN = "warn"


SIGNS = {BandKind.OK: "tick", BandKind.CAUTION: "triangle", BandKind.WARN: "octagon"}


@dataclass(frozen=True, slots=True)
class Band:
    """The numbers `low` to `high`, both counted in, with the words that stand below them.

    `told` is all there is to say of it, for those who hear it.
    """

    low: int
    high: int
    kind: BandKind
    words: str = ""
    told: str = ""

    @property
    def numbers(self) -> str:
        """Return the numbers as they are read."""
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"  # noqa: RUF001

    @property
    def text(self) -> str:
        """Return the numbers and the words."""
        return f"{self.numbers} {self.words}".strip()


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

    def minimumSizeHint(self) -> QSize:
        words = QFontMetrics(self._theme.font("lead"))
        return QSize(words.horizontalAdvance(self.text()), words.height())

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
            painter.setFont(self._font())
            painter.setPen(theme.color(ink))
            painter.drawText(rect, CENTRE, self.text())

    def _font(self) -> QFont:
        """Return a smaller font for all of them where a ten would touch its border."""
        large = self._theme.font("lead")
        is_tight = QFontMetrics(large).horizontalAdvance("10") + 12 > self.width()
        return self._theme.font("body_strong") if is_tight else large


class Scale010(QWidget):
    """Eleven answers in a row, or in two where they do not fit; Tab comes to it once.

    A digit chooses, 1 and then 0 means 10, arrows move; Delete, or the chosen number again, takes the
    answer back.
    """

    value_changed = Signal(object)
    """Carries the number, or None when the answer was taken back."""

    def __init__(
        self,
        theme: "Theme",
        question: str,
        bands: tuple[Band, ...] = (),
        *,
        show_bands: bool = True,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        """Ask `question`; without `show_bands` a band is seen only in the colour of the answer."""
        super().__init__(parent)
        self._theme = theme
        self._bands = bands
        self._show_bands = show_bands and bool(bands)
        self._clock = clock
        self._told_at = 0.0
        self._is_new = False
        self.setAccessibleName(question)
        self._group = QButtonGroup(self)
        self._cells: list[_Cell] = []
        for number in range(11):
            band = next((b for b in bands if b.low <= number <= b.high), None)
            cell = _Cell(theme, number, band, self)
            cell.tinted = show_bands
            words = f", {band.words}" if band and band.words else ""
            cell.setAccessibleName(f"{question} {number}{words}")
            cell.setAccessibleDescription(band.told if band else "")
            self._group.addButton(cell, number)
            self._cells.append(cell)
        self._starts = {band.low for band in bands if band.low} if show_bands else set()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._lead_to(0)
        self._group.idToggled.connect(self._tell)
        self._group.idClicked.connect(self._clicked)
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
        self._lead_to(value or 0)

    def type_digit(self, text: str) -> bool:
        """Choose what a key with this text stands for; say whether it stands for a number."""
        if len(text) != 1 or not text.isascii() or not text.isdecimal():
            return False
        number = int(text)
        if number == 0 and self.value() == 1:
            number = 10
        self._cells[number].setChecked(True)
        self._is_new = False
        return True

    def take_back(self) -> None:
        """Choose nothing any more, and tell so."""
        if self.value() is None:
            return
        here = self._cells[self.value() or 0]
        had_focus = here.hasFocus()
        self.set_value(None)
        if had_focus:
            self._cells[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.value_changed.emit(None)

    def _tell(self, number: int, checked: bool) -> None:
        if checked:
            self._lead_to(number)
            self._is_new = True
            self._told_at = self._clock()
            self.value_changed.emit(number)

    def _clicked(self, _number: int) -> None:
        # A click on another number has just told it; one on the chosen number tells nothing.
        if not self._is_new and self._clock() - self._told_at >= SHAKE_S:
            self.take_back()
        self._is_new = False

    def _lead_to(self, number: int) -> None:
        # Left to itself, Tab would stop at each of eleven cells as long as none is chosen.
        for each, cell in enumerate(self._cells):
            here = each == number
            policy = Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)
        self.setFocusProxy(self._cells[number])

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Choose by digit, or take the answer back."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_back()
        elif self.type_digit(event.text()):
            self._cells[self.value() or 0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.updateGeometry()
        self._place()
        self.update()

    def _cell_height(self) -> int:
        return max(CELL_HEIGHT, self._theme.type.line("lead") + 16)

    def _is_split(self, width: int) -> bool:
        """Say whether the numbers stand in two rows at that width."""
        widest = QFontMetrics(self._theme.font("lead")).horizontalAdvance("10") + 2
        return (width - self._gaps(range(11), width)) / 11 < widest

    def _gap(self, number: int, width: int) -> int:
        """Return the pixels before a number."""
        gap, band_gap = (GAP, BAND_GAP) if width >= ROOMY else (NARROW_GAP, NARROW_BAND_GAP)
        return band_gap if number in self._starts else gap

    def _gaps(self, row: range, width: int) -> int:
        return sum(self._gap(number, width) for number in row[1:])

    def _lay(self, width: int) -> tuple[list[QRect], list[tuple[QRect, str]], int]:
        """Return the places of the numbers and of the bands' words, and the height of it all."""
        high = self._cell_height()
        cells: list[QRect] = []
        split = self._is_split(width)
        rows = (range(SECOND_ROW), range(SECOND_ROW, 11)) if split else (range(11),)
        widest = max(self._gaps(row, width) for row in rows)
        each = (width - widest) / len(rows[0])
        for row_number, row in enumerate(rows):
            x, top = 0.0, row_number * (high + 8)
            for number in row:
                x += self._gap(number, width) if number > row[0] else 0
                cells.append(QRect(round(x), top, round(x + each) - round(x), high))
                x += each
        below = len(rows) * (high + 8)
        words = self._lay_words(cells, below, width, split=split)
        return cells, words, max((place.bottom() + 1 for place, _text in words), default=below - 8)

    def _lay_words(
        self, cells: list[QRect], top: int, width: int, *, split: bool
    ) -> list[tuple[QRect, str]]:
        """Return what stands below the numbers: each band's below its own, or all below each other."""
        if not self._show_bands:
            return []
        line = self._theme.type.line("small")
        metrics = QFontMetrics(self._theme.font("small_strong"))
        below = []
        for band in self._bands:
            left, right = cells[band.low].left(), cells[band.high].right()
            below.append(QRect(left, top, right - left + BAND_GAP - 4, line))
        texts = [band.text for band in self._bands]
        fits = not split and all(
            metrics.horizontalAdvance(text) + BAND_SIGN + 6 <= place.width()
            for text, place in zip(texts, below, strict=True)
        )
        # Words for some bands only would look as if the others had none.
        if not fits and not all(band.words for band in self._bands):
            texts = [band.numbers for band in self._bands]
            fits = not split
        if not fits:
            below = [QRect(0, top + i * (line + 4), width, line) for i in range(len(texts))]
        return list(zip(below, texts, strict=True))

    def sizeHint(self) -> QSize:
        """Room for the cells and, with bands, the words below."""
        return QSize(600, self._lay(600)[2])

    def minimumSizeHint(self) -> QSize:
        """Keep every cell at least 28 px wide, in two rows if need be."""
        return QSize(SECOND_ROW * (28 + NARROW_GAP), self._cell_height())

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return self._lay(width)[2]

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Place the cells."""
        self._place()

    def _place(self) -> None:
        for cell, place in zip(self._cells, self._lay(self.width())[0], strict=True):
            cell.setGeometry(place)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Write sign and words below each band."""
        if not self._show_bands:
            return
        with QPainter(self) as painter:
            painter.setFont(self._theme.font("small_strong"))
            below = self._lay(self.width())[1]
            for band, (place, text) in zip(self._bands, below, strict=True):
                colour = self._theme.color(band.kind.value)
                middle = place.center().y() - BAND_SIGN / 2
                sign = QRectF(place.left(), middle, BAND_SIGN, BAND_SIGN)
                paint_icon(painter, sign, SIGNS[band.kind], colour)
                painter.setPen(colour)
                words = place.adjusted(BAND_SIGN + 6, 0, 0, 0)
                shown = painter.fontMetrics().elidedText(
                    text, Qt.TextElideMode.ElideRight, words.width()
                )
                painter.drawText(words, LEFT, shown)

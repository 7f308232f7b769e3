"""Fonts by role, the person's text size, digits that do not jitter and text that fits its place."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QTextLayout,
    QTextOption,
)

# Cells as wide as the widest digit look gappy around "1"; this much, and still none jumps.
CELL = 0.94
SMALLEST_PERCENT, LARGEST_PERCENT = 90, 200


@dataclass(frozen=True, slots=True)
class Role:
    """A size of text in pixels at 100 %, with its line height and weight."""

    px: int
    line: int
    weight: int


ROLES = {
    "call": Role(56, 60, 700),
    "name": Role(40, 44, 700),
    "title": Role(32, 40, 700),
    "phase": Role(28, 32, 700),
    "heading": Role(24, 32, 600),
    "section": Role(20, 24, 600),
    "lead": Role(17, 24, 600),
    "lead_plain": Role(17, 24, 400),
    "body": Role(15, 24, 400),
    "body_strong": Role(15, 24, 600),
    "small": Role(14, 20, 400),
    "small_strong": Role(14, 20, 600),
    "caption": Role(13, 16, 400),
    "caption_medium": Role(13, 16, 500),
    "caption_strong": Role(13, 16, 600),
}


class TypeScale:
    """The fonts of one face at one text size; a new one is made when either changes."""

    def __init__(self, percent: int = 100, family: str | None = None) -> None:
        """Take the text size in percent; `family` None means the system's own face."""
        self.percent = max(SMALLEST_PERCENT, min(LARGEST_PERCENT, percent))
        self.family = family or _system_family()

    def px(self, size: float) -> float:
        """Return a size given in pixels at 100 % at the person's text size."""
        return size * self.percent / 100

    def line(self, role: str) -> int:
        """Return the line height of a role in pixels."""
        return round(self.px(ROLES[role].line))

    def font(self, role: str) -> QFont:
        """Return the font of a role at the person's text size."""
        entry = ROLES[role]
        return self.exact(self.px(entry.px), entry.weight)

    def exact(self, px: float, weight: int = 400) -> QFont:
        """Return a font of exactly `px` pixels, whatever the text size."""
        return QFont(_font(self.family, max(1, round(px)), weight))

    def code(self) -> QFont:
        """Return the fixed-width font for session files."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(round(self.px(14)))
        return font


def _system_family() -> str:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


@lru_cache(maxsize=512)
def _font(family: str, px: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    if hasattr(font, "setFeature"):
        font.setFeature(QFont.Tag("tnum"), 1)
    if px >= 28:  # large type is set a little tighter
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return font


def digits_width(text: str, font: QFont) -> float:
    """Return how wide `paint_digits` draws `text`, in pixels."""
    return sum(_cells(text, QFontMetricsF(font)))


def paint_digits(
    painter: QPainter, centre: QPointF, text: str, font: QFont, colour: QColor
) -> None:
    """Draw `text` about `centre`, each digit in a cell of one width, centred on the ink of a 0."""
    metrics = QFontMetricsF(font)
    ink = metrics.tightBoundingRect("0")
    cells = _cells(text, metrics)
    x = centre.x() - sum(cells) / 2
    y = centre.y() - ink.center().y()
    painter.setFont(font)
    painter.setPen(colour)
    for sign, cell in zip(text, cells, strict=True):
        painter.drawText(QPointF(x + (cell - metrics.horizontalAdvance(sign)) / 2, y), sign)
        x += cell


def _cells(text: str, metrics: QFontMetricsF) -> list[float]:
    cell = CELL * max(metrics.horizontalAdvance(digit) for digit in "0123456789")
    return [cell if sign.isdigit() else metrics.horizontalAdvance(sign) for sign in text]


@dataclass(frozen=True, slots=True)
class FittedText:
    """Text broken into lines that fit, with their font; `elided` if some of it was lost."""

    lines: tuple[str, ...]
    font: QFont
    line_height: float
    width: float
    elided: bool = False

    @property
    def height(self) -> float:
        """Height of all lines together."""
        return len(self.lines) * self.line_height

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        colour: QColor,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        vertical: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
    ) -> None:
        """Draw the lines in `rect`; the text was fitted to its width, not to its height."""
        painter.setFont(self.font)
        painter.setPen(colour)
        y = rect.top()
        if vertical == Qt.AlignmentFlag.AlignVCenter:
            y = rect.center().y() - self.height / 2
        elif vertical == Qt.AlignmentFlag.AlignBottom:
            y = rect.bottom() - self.height
        for line in self.lines:
            place = QRectF(rect.left(), y, rect.width(), self.line_height)
            flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
            painter.drawText(place, flags, line)
            y += self.line_height


@lru_cache(maxsize=512)
def fit_text(
    text: str,
    font: QFont,
    width: float,
    *,
    lines: int = 1,
    smallest_px: int = 13,
    leading: float = 1.25,
    balance: bool = False,
) -> FittedText:
    """Break `text` into at most `lines` lines of `width` px, shrinking it first, eliding it last.

    `leading` is the line height as a multiple of the size; `balance` makes the lines about equally
    long, as headings should be.
    """
    width = max(1.0, width)
    for px in range(font.pixelSize(), min(smallest_px, font.pixelSize()) - 1, -1):
        trial = QFont(font)
        trial.setPixelSize(px)
        broken = _break(text, trial, width)
        if broken is not None and len(broken) <= lines:
            if balance and len(broken) > 1:
                broken = _balanced(text, trial, width, broken)
            return _fitted(broken, trial, px * leading)
    smallest = QFont(font)
    smallest.setPixelSize(min(smallest_px, font.pixelSize()))
    wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    broken = _break(text, smallest, width, wrap) or [text]
    kept = broken[: lines - 1]
    rest = text if lines == 1 else " ".join(broken[lines - 1 :])
    kept.append(QFontMetricsF(smallest).elidedText(rest, Qt.TextElideMode.ElideRight, width))
    cut = kept[-1] != rest
    return _fitted(kept, smallest, smallest.pixelSize() * leading, elided=cut)


def _fitted(
    lines: list[str], font: QFont, line_height: float, *, elided: bool = False
) -> FittedText:
    metrics = QFontMetricsF(font)
    widest = max((metrics.horizontalAdvance(line) for line in lines), default=0.0)
    return FittedText(tuple(lines), font, line_height, widest, elided)


def _break(
    text: str,
    font: QFont,
    width: float,
    wrap: QTextOption.WrapMode = QTextOption.WrapMode.WordWrap,
) -> list[str] | None:
    """Return the lines of `text`, or None if one word is wider than `width`."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(wrap)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    fits = True
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        fits = fits and line.naturalTextWidth() <= width + 0.5
        lines.append(_slice(text, line.textStart(), line.textLength()).strip())
    layout.endLayout()
    return lines if fits else None


def _slice(text: str, start: int, length: int) -> str:
    """Cut `text` by Qt's places, which count in UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")


def _balanced(text: str, font: QFont, width: float, broken: list[str]) -> list[str]:
    """Return the same number of lines at the smallest width that still gives it."""
    low, high = width / 2, width
    best = broken
    while high - low > 4:
        middle = (low + high) / 2
        trial = _break(text, font, middle)
        if trial is not None and len(trial) <= len(broken):
            best, high = trial, middle
        else:
            low = middle
    return best

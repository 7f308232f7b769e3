"""Words on a page: paragraphs that break anywhere rather than overflow, and buttons that may be cut."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from hiptimer.ui.layouts import Text
from hiptimer.ui.type_scale import ROLES
from hiptimer.ui.widgets.buttons import Button, ButtonKind
from hiptimer.ui.widgets.painting import set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

SMALLEST = 40
HEADINGS = ("title", "call")
"""Roles whose lines are made about equally long, so that no word stands alone below the others."""


class Words(Text):
    """A paragraph or a heading: as many lines as it takes, and no word wider than its place."""

    def __init__(
        self,
        theme: "Theme",
        text: str = "",
        role: str = "body",
        colour: str = "ink",
        *,
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`; see `Text`."""
        super().__init__(theme, text, role, colour, wrap=True, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # Inside a button, a label would otherwise take the button's colour.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self._dress()

    def hasHeightForWidth(self) -> bool:
        """Say that narrow words are high words."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        lines, line = self._lines(width)[1:]
        return round(max(1, lines) * line)

    def sizeHint(self) -> QSize:
        """Return the size in one line, or in a few where it is long."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        width = min(width, self.fontMetrics().averageCharWidth() * 44)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters' room."""
        return QSize(min(SMALLEST, self.sizeHint().width()), self._line())

    def _line(self) -> int:
        return max(self._theme.type.line(self._role), self.fontMetrics().height())

    def _fitting(self, width: int) -> QFont:
        """Return the font, smaller where a single word is wider than its place."""
        font = QFont(self.font())
        widest = max(map(self.fontMetrics().horizontalAdvance, self.text().split()), default=0)
        if widest > max(width, 0):  # without words there is nothing to fit
            least = min(font.pixelSize(), round(self._theme.type.px(15)))
            font.setPixelSize(max(least, int(font.pixelSize() * width / widest)))
        return font

    def _lines(self, width: int) -> tuple[QTextLayout, int, float]:
        """Return the words laid out, how many lines they are and how high each is."""
        font = self._fitting(width)
        line_height = self._line() * font.pixelSize() / self.font().pixelSize()
        # Within one layout, only this sign ends a line.
        layout = QTextLayout(self.text().replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        level = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        option.setAlignment(QStyle.visualAlignment(self.layoutDirection(), level))
        layout.setTextOption(option)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            air = (line_height - line.height()) / 2
            line.setPosition(QPointF(0, count * line_height + air))
            count += 1
        layout.endLayout()
        return layout, count, line_height

    def _balanced(self) -> int:
        """Return the width to break a heading to: the least that takes no more lines than all of it."""
        least, most = self.width() // 2, self.width()
        count = self._lines(most)[1]
        is_left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        if self._role not in HEADINGS or count < 2 or not is_left:
            return most
        metrics = QFontMetrics(self._fitting(most))
        words = [metrics.horizontalAdvance(word) + 1 for word in self.text().split()]
        least = max([least, *words])
        while most - least > 4:
            middle = (least + most) // 2
            least, most = (least, middle) if self._lines(middle)[1] <= count else (middle, most)
        return most

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the lines."""
        layout, count, line_height = self._lines(self._balanced())
        room = self.height() - count * line_height
        top = room / 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter and room > 0 else 0
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            layout.draw(painter, QPointF(0, top))


class WordButton(Button):
    """A button that shows as much of its words as there is room for, and the rest as a tooltip."""

    def __init__(
        self,
        theme: "Theme",
        text: str,
        *,
        kind: ButtonKind,
        size: int = 40,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`; see `Button`."""
        super().__init__(theme, text, kind=kind, size=size, icon=icon, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 72), hint.height())

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Offer the whole words as a tooltip while they are cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")


class Link(Button):
    """A quiet button as wide as its words, in line with a paragraph."""

    def __init__(
        self,
        theme: "Theme",
        text: str,
        *,
        role: str = "small_strong",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show `text` in a role of the type scale."""
        self._role = role
        super().__init__(theme, text, kind=ButtonKind.QUIET, icon=icon, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 8)

    def _dress(self) -> None:
        super()._dress()
        self.setFont(self._theme.font(self._role))

    def _pad(self) -> int:
        return 4

    def _radius(self) -> float:
        return 8

    def sizeHint(self) -> QSize:
        """As wide as its words, as high as a line and a little air."""
        width = super().sizeHint().width()
        return QSize(width, round(self._theme.type.px(ROLES[self._role].line)) + 12)

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 72), hint.height())

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Offer the whole words as a tooltip while they are cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")

"""Choosing from a list and setting a number, drawn whole so that no half-styled part shows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyledItemDelegate, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.layouts import hbox
from hiptimer.ui.widgets.buttons import ButtonKind, RoundButton
from hiptimer.ui.widgets.painting import CENTRE, LEFT, box, follow, set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from hiptimer.ui.theme import Theme


class _Row(QStyledItemDelegate):
    """A row of the list that opens: tall enough to press, with a tick at the one chosen."""

    def __init__(self, theme: "Theme", owner: QComboBox) -> None:
        super().__init__(owner)
        self._theme, self._owner = theme, owner

    def sizeHint(
        self, option: "QStyleOptionViewItem", index: "QModelIndex | QPersistentModelIndex"
    ) -> QSize:
        """Return the height of a control."""
        return QSize(super().sizeHint(option, index).width() + 40, 40)

    def paint(
        self,
        painter: QPainter,
        option: "QStyleOptionViewItem",
        index: "QModelIndex | QPersistentModelIndex",
    ) -> None:
        """Draw the row."""
        theme, rect = self._theme, QRectF(option.rect)
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.color("accent_soft" if lit else "surface"))
        painter.setFont(self._owner.font())
        painter.setPen(theme.color("ink"))
        painter.drawText(rect.adjusted(12, 0, -36, 0), LEFT, str(index.data()))
        if index.row() == self._owner.currentIndex():
            place = QRectF(rect.right() - 28, rect.center().y() - 8, 16, 16)
            paint_icon(painter, place, "tick", theme.color("accent"))


class Select(QComboBox):
    """One of many, from a list that opens."""

    def __init__(self, theme: "Theme", name: str, parent: QWidget | None = None) -> None:
        """Offer nothing yet; add items as to any QComboBox."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setItemDelegate(_Row(theme, self))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        set_focus_radius(self, 12)
        follow(theme, self._dress)

    def _dress(self) -> None:
        self.setFont(self._theme.font("body"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the longest of the items and the arrow."""
        metrics = self.fontMetrics()
        words = max(
            (metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=60
        )
        return QSize(words + 56, max(40, self._theme.type.line("body") + 16))

    def minimumSizeHint(self) -> QSize:
        """Show at least a few letters."""
        return QSize(min(120, self.sizeHint().width()), self.sizeHint().height())

    def wheelEvent(self, event: "QWheelEvent") -> None:
        """Leave the wheel to the page: a setting must not change by scrolling past it."""
        event.ignore()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw field, words and arrow."""
        theme = self._theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            edge = theme.color("ink" if self.underMouse() else "line_strong")
            box(painter, rect, 12, theme.color("surface"), edge, theme.border)
            painter.setFont(self.font())
            painter.setPen(theme.color("ink" if self.isEnabled() else "ink_3"))
            words = rect.adjusted(13, 0, -40, 0)
            text = self.fontMetrics().elidedText(
                self.currentText(), Qt.TextElideMode.ElideRight, round(words.width())
            )
            painter.drawText(words, LEFT, text)
            arrow = QRectF(rect.right() - 34, rect.center().y() - 10, 20, 20)
            paint_icon(painter, arrow, "chevron-down", theme.color("ink_2"))


class _Value(QWidget):
    def __init__(self, theme: "Theme", parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(max(48, self.fontMetrics().horizontalAdvance(self.text) + 16), 24)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        with QPainter(self) as painter:
            painter.setFont(self._theme.font("body_strong"))
            painter.setPen(self._theme.color("ink"))
            painter.drawText(QRectF(self.rect()), CENTRE, self.text)


class Stepper(QWidget):
    """A number between less and more; the arrow keys and - and + change it too."""

    value_changed = Signal(int)

    def __init__(
        self,
        theme: "Theme",
        name: str,
        low: int,
        high: int,
        *,
        step: int = 1,
        words: Callable[[int], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        """Run from `low` to `high`; `words` writes a value, such as "5 min"."""
        super().__init__(parent)
        self._theme, self._name, self._words = theme, name, words
        self._low, self._high, self._step = low, high, step
        self._value = low
        self._less = RoundButton(theme, _("Less"), icon="minus", size=32, kind=ButtonKind.QUIET)
        self._more = RoundButton(theme, _("More"), icon="plus", size=32, kind=ButtonKind.QUIET)
        self._shown = _Value(theme, self)
        row = hbox(self, margins=4)
        for widget in (self._less, self._shown, self._more):
            row.addWidget(widget)
        for button in (self._less, self._more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._less.clicked.connect(lambda: self._move(-1))
        self._more.clicked.connect(lambda: self._move(1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 12)
        self._write()
        theme.changed.connect(self.update)

    def value(self) -> int:
        """Return the number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Set the number without telling anyone."""
        self._value = min(self._high, max(self._low, value))
        self._write()

    def _move(self, steps: int) -> None:
        before = self._value
        self.set_value(self._value + steps * self._step)
        if self._value != before:
            self.value_changed.emit(self._value)

    def _write(self) -> None:
        self._shown.text = self._words(self._value)
        self._shown.updateGeometry()
        self._shown.update()
        self._less.setEnabled(self._value > self._low)
        self._more.setEnabled(self._value < self._high)
        self.setAccessibleName(f"{self._name}: {self._shown.text}")

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Change the number by keys."""
        steps = {
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Plus: 1,
            Qt.Key.Key_Equal: 1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Minus: -1,
        }.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self._move(steps)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the field round the three parts."""
        theme = self._theme
        with QPainter(self) as painter:
            colours = theme.color("surface"), theme.color("line_strong")
            box(painter, QRectF(self.rect()), 12, *colours, theme.border)


class PacePill(QWidget):
    """Slower, the pace in two short lines, faster: as high as the buttons beside it."""

    slower = Signal()
    faster = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show no pace yet."""
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[str, ...] = ()
        less = RoundButton(
            theme, _("Slower"), icon="minus", size=48, kind=ButtonKind.QUIET, key="["
        )
        more = RoundButton(theme, _("Faster"), icon="plus", size=48, kind=ButtonKind.QUIET, key="]")
        less.clicked.connect(self.slower)
        more.clicked.connect(self.faster)
        row = hbox(self, margins=(4, 8))
        row.addWidget(less)
        row.addStretch(1)
        row.addWidget(more)
        self.setFixedSize(152, 64)
        theme.changed.connect(self.update)

    def set_lines(self, *lines: str) -> None:
        """Show the pace, such as "3 s in" and "5 s out"."""
        self._lines = lines
        self.setAccessibleName(", ".join(lines))
        self.update()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the pill and the pace."""
        theme = self._theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, 32, theme.color("surface"), theme.color("line_strong"), theme.border)
            painter.setFont(theme.type.exact(14, 600))
            painter.setPen(theme.color("ink"))
            painter.drawText(rect, CENTRE, "\n".join(self._lines))

"""Choosing: chips, one of a few, on or off."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from hiptimer.ui.icons import paint_icon
from hiptimer.ui.layouts import hbox
from hiptimer.ui.widgets.painting import CENTRE, box, follow, set_focus_radius

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.theme import Theme

TICK = 16


class Chip(QPushButton):
    """A filter that is on or off, or, not checkable, a quick note to add."""

    def __init__(
        self,
        theme: "Theme",
        text: str,
        *,
        checkable: bool = True,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`; a tick stands before it while on, `icon` while off."""
        super().__init__(text, parent)
        self._theme = theme
        self._icon = icon
        self.setCheckable(checkable)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)
        follow(theme, self._dress)

    def _dress(self) -> None:
        self.setFont(self._theme.font("small_strong"))
        set_focus_radius(self, self.sizeHint().height() / 2)
        self.updateGeometry()
        self.update()

    def _sign(self) -> str:
        return "tick" if self.isChecked() else self._icon

    def sizeHint(self) -> QSize:
        """Room for sign and words."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 26
        return QSize(width + (TICK + 6 if self._sign() else 0), self._theme.type.line("small") + 12)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the pill."""
        theme = self._theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            ground, ink, edge = "surface", "ink_2", "line_strong"
            if self.isChecked():
                ground, ink, edge = "accent_soft", "accent", "accent"
            elif self.underMouse() or self.isDown():
                ground = "sunken"
            colours = theme.color(ground), theme.color(edge)
            box(painter, rect, rect.height() / 2, *colours, theme.border)
            text = rect.adjusted(13, 0, -13, 0)
            if self._sign():
                place = QRectF(text.left() - 1, 0, TICK, rect.height())
                paint_icon(painter, place, self._sign(), theme.color(ink))
                text.setLeft(text.left() + TICK + 6)
            painter.setFont(self.font())
            painter.setPen(theme.color(ink))
            painter.drawText(text, CENTRE, self.text())


class _Cell(QRadioButton):
    """One answer of a `Segmented`."""

    def __init__(self, theme: "Theme", text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 10)
        follow(theme, self._dress)

    def _dress(self) -> None:
        self.setFont(self._theme.font("small_strong"))
        self.updateGeometry()

    def hitButton(self, pos: "QPoint") -> bool:
        """Take a click anywhere on the cell."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Keep room for the tick, so that nothing moves when the choice does."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + TICK + 6 + 24
        return QSize(width, max(38, self._theme.type.line("small") + 16))

    def minimumSizeHint(self) -> QSize:
        """Never cut a word."""
        return self.sizeHint()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw word and tick; the frame and the ground belong to the row."""
        theme = self._theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            ink = theme.color("accent" if self.isChecked() else "ink_2")
            if not self.isEnabled():
                ink = theme.color("ink_3")
            painter.setFont(self.font())
            words = painter.fontMetrics().horizontalAdvance(self.text())
            shift = (TICK + 6) / 2 if self.isChecked() else 0
            if self.isChecked():
                x = rect.center().x() - (words + TICK + 6) / 2
                paint_icon(painter, QRectF(x, 0, TICK, rect.height()), "tick", ink)
            painter.setPen(ink)
            painter.drawText(rect.translated(shift, 0), CENTRE, self.text())


class Segmented(QWidget):
    """One of a few answers side by side; the arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: "Theme",
        name: str,
        options: "Sequence[tuple[str, str]]",
        value: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Offer `options` as (value, words); `name` is what is being chosen, for those who hear it."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._cells: dict[str, _Cell] = {}
        row = hbox(self)
        row.setContentsMargins(1, 1, 1, 1)
        for key, words in options:
            cell = _Cell(theme, words, self)
            cell.setAccessibleName(f"{name}: {words}")
            self._group.addButton(cell)
            self._cells[key] = cell
            row.addWidget(cell)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if value:
            self.set_value(value)
        self._group.buttonToggled.connect(self._tell)
        theme.changed.connect(self.update)

    def value(self) -> str:
        """Return the value chosen, or nothing."""
        return next((key for key, cell in self._cells.items() if cell.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without telling anyone."""
        blocked = self._group.blockSignals(True)
        self._cells[value].setChecked(True)
        self._group.blockSignals(blocked)
        self.update()

    def _tell(self, _cell: _Cell, checked: bool) -> None:
        self.update()
        if checked:
            self.chosen.emit(self.value())

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the frame, the ground of the chosen cell and the lines between."""
        theme = self._theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, 12, theme.color("surface"))
            inside = QPainterPath()
            inside.addRoundedRect(rect, 12, 12)
            painter.setClipPath(inside)
            for i, cell in enumerate(self._cells.values()):
                place = QRectF(cell.geometry()).adjusted(0, -1, 0, 1)
                if cell.isChecked():
                    painter.fillRect(place, theme.color("accent_soft"))
                elif cell.underMouse():
                    painter.fillRect(place, theme.color("sunken"))
                if i:
                    painter.setPen(theme.color("line_strong"))
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                    painter.drawLine(place.topLeft(), place.bottomLeft())
            painter.setClipping(False)
            box(painter, rect, 12, None, theme.color("line_strong"), theme.border)


class Toggle(QCheckBox):
    """A switch: hollow with the knob left is off, filled with the knob right is on."""

    WIDTH, HEIGHT = 44, 24

    def __init__(self, theme: "Theme", name: str, parent: QWidget | None = None) -> None:
        """Make a switch that is off; `name` is what it switches, for those who hear it."""
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFixedSize(self.WIDTH, self.HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_focus_radius(self, self.HEIGHT / 2)
        theme.changed.connect(self.update)

    def hitButton(self, pos: "QPoint") -> bool:
        """Take a click anywhere on the switch."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw groove and knob."""
        theme = self._theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            on = self.isChecked()
            strong = theme.color("accent" if self.isEnabled() else "ink_3")
            hollow = theme.color("line_strong" if self.isEnabled() else "line")
            fill, edge = (strong, None) if on else (theme.color("surface"), hollow)
            box(painter, rect, self.HEIGHT / 2, fill, edge, 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("on_accent") if on else hollow)
            x = self.WIDTH - 12 if on else 12
            painter.drawEllipse(QPointF(x, 12), 9 if on else 7, 9 if on else 7)

"""What the painted charts share: a cell that the arrow keys move, tooltips, and words for all of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hiptimer.figure.colours import mix
from hiptimer.ui.announcing import announce
from hiptimer.ui.widgets.painting import LEFT, box, follow, set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QFocusEvent,
        QHelpEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from hiptimer.ui.theme import Theme


class Chart(QWidget):
    """A picture of numbers. The arrow keys go from cell to cell; Enter and a press choose one.

    What is in it is in `places`, where each cell stands, and `words`, what each says.
    """

    cell_chosen = Signal(int)

    def __init__(self, theme: "Theme", name: str, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._cell = 0
        self._ringed = False
        self._summary = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("own_focus", True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 8)
        theme.changed.connect(self._dress)

    def places(self) -> list[QRectF]:
        """Return where each cell stands."""
        raise NotImplementedError

    def words(self, cell: int) -> str:
        """Return what a cell says."""
        raise NotImplementedError

    def lay_out(self) -> None:
        """Place the cells anew, for another size or other type."""

    def step(self, key: Qt.Key) -> int:
        """Return how many cells on a key leads; 0 for a key that leads nowhere."""
        return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)

    @property
    def cell(self) -> int:
        """The cell that the keys have come to."""
        return self._cell

    def set_summary(self, said: str) -> None:
        """Say all of it in a few words, for those who hear it."""
        self._summary = said
        self._cell = max(0, len(self.places()) - 1)
        self._describe()

    def minimumSizeHint(self) -> QSize:
        """Take any width."""
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Place the cells anew."""
        self.lay_out()

    def _dress(self) -> None:
        self.lay_out()
        self.updateGeometry()
        self.update()

    def cell_at(self, point: QPointF) -> int | None:
        """Return the cell at a point, or None."""
        return next((i for i, place in enumerate(self.places()) if place.contains(point)), None)

    def paint_ring(self, painter: QPainter, radius: float = 6) -> None:
        """Draw the ring about the cell with the focus."""
        places = self.places()
        if not self._ringed or self._cell >= len(places):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("focus"), 3))
        inside = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        ring = places[self._cell].adjusted(-3, -3, 3, 3).intersected(inside)
        painter.drawRoundedRect(ring, radius, radius)

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            self._tip(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def _tip(self, event: "QHelpEvent") -> None:
        cell = self.cell_at(QPointF(event.pos()))
        if cell is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), self.words(cell), self)

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        """Choose the cell pressed."""
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._cell = cell
            self._describe()
            self.cell_chosen.emit(cell)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Go from cell to cell, and choose one."""
        last = len(self.places()) - 1
        key = Qt.Key(event.key())
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if last < 0 or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in ends or self.step(key):
            wanted = ends.get(key, self._cell + self.step(key))
            self._go(wanted if 0 <= wanted <= last else self._cell)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.cell_chosen.emit(self._cell)
        else:
            super().keyPressEvent(event)

    def _go(self, cell: int) -> None:
        self._cell = cell
        self._ringed = True
        self._describe()
        self.update()
        announce(self, self.words(cell))

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show the ring if the focus came by the keyboard."""
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ringed = event.reason() in reasons
        self._describe()
        super().focusInEvent(event)

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        """Take the ring away."""
        self._ringed = False
        self._describe()
        super().focusOutEvent(event)

    def _describe(self) -> None:
        parts = [self._summary]
        if self.hasFocus() and self._cell < len(self.places()):
            parts.insert(0, f"{self.words(self._cell)}.")
        self.setAccessibleDescription(" ".join(part for part in parts if part))
        self.update()


def tinted(theme: "Theme", over: str, under: str, amount: float) -> QColor:
    """Return the opaque colour of one token laid `amount` (0-1) thick on another."""
    tokens = theme.tokens
    return QColor(mix(getattr(tokens, over), getattr(tokens, under), amount))


class Sample(QWidget):
    """An entry of a legend: a sign as it is drawn in the chart, and its words."""

    def __init__(
        self, theme: "Theme", sign: str, words: str, parent: QWidget | None = None
    ) -> None:
        """Show `sign`: "before", "after", "effort", "pain" or the name of a token for a square."""
        super().__init__(parent)
        self._theme, self._sign, self._words = theme, sign, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._size = QSize()
        follow(theme, self._dress)

    def _dress(self) -> None:
        # Measured once: a row that may break asks for it again and again.
        words = QFontMetrics(self._theme.font("small")).horizontalAdvance(self._words) + 2
        self._size = QSize(self._sign_width() + 8 + words, self._theme.type.line("small"))
        self.updateGeometry()

    def _sign_width(self) -> int:
        return 26 if self._sign in ("before", "after") else 14

    def sizeHint(self) -> QSize:
        """Room for sign and words."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut."""
        return QSize(self._sign_width() + 24, self.sizeHint().height())

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw sign and words."""
        theme, width = self._theme, self._sign_width()
        middle = self.height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            centre = QPointF(width / 2, middle)
            match self._sign:
                case "before" | "after":
                    paint_line(
                        painter, theme, self._sign, [QPointF(1, middle), QPointF(25, middle)]
                    )
                    paint_mark(painter, theme, self._sign, centre)
                case "pain":
                    paint_pain(painter, theme, centre, 4)
                case "effort":
                    place = QRectF(width / 2 - 5, middle - 7, 10, 14)
                    box(painter, place, 3, effort_colour(theme))
                case _:
                    place = QRectF(0, middle - 7, 14, 14)
                    edge = theme.color("ink") if theme.tokens.high_contrast else None
                    box(painter, place, 4, theme.color(self._sign), edge)
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("ink_2"))
            words = QRectF(self.rect()).adjusted(width + 8, 0, 2, 0)
            painter.drawText(words, LEFT, self._words)


def effort_colour(theme: "Theme") -> QColor:
    """Return the colour of the bars of effort."""
    return tinted(theme, "ink_3", "surface", 0.45)


def paint_line(painter: QPainter, theme: "Theme", kind: str, points: list[QPointF]) -> None:
    """Draw the line of pain "before" or "after"."""
    if kind == "before":
        pen = QPen(theme.color("left"), 2)
        pen.setDashPattern([2.5, 2])
    else:
        pen = QPen(theme.color("ink"), 2.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPolyline(points)


def paint_mark(painter: QPainter, theme: "Theme", kind: str, centre: QPointF) -> None:
    """Draw one value of pain: a ring before, a square after."""
    if kind == "before":
        painter.setBrush(theme.color("surface"))
        painter.setPen(QPen(theme.color("left"), 2))
        painter.drawEllipse(centre, 4, 4)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("ink"))
        painter.drawRoundedRect(QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9), 2, 2)


def paint_pain(painter: QPainter, theme: "Theme", centre: QPointF, radius: float) -> None:
    """Draw the ring that says: stopped for pain."""
    painter.setBrush(theme.color("surface"))
    painter.setPen(QPen(theme.color("warn"), 2))
    painter.drawEllipse(centre, radius, radius)

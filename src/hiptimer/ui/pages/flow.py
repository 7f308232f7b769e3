"""A row that begins a new line where one thing no longer fits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class Flow(QWidget):
    """Tags, facts and buttons in a row that may become several; nothing is wider than the row.

    A widget that places its children, not a layout: the items of a layout written in Python are
    deleted under it when a page is filled anew, and the program ends.
    """

    def __init__(self, parent: QWidget | None = None, *, across: int = 8, upright: int = 8) -> None:
        """Keep `across` px between things and `upright` px between lines."""
        super().__init__(parent)
        self._things: list[QWidget] = []
        self._across = across
        self._upright = upright
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def addWidget(self, thing: QWidget) -> None:
        """Take a thing at the end."""
        thing.setParent(self)
        self._things.append(thing)
        self.updateGeometry()

    def count(self) -> int:
        """Return how many there are."""
        return len(self._things)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._lay(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        """Return the size with all in one line."""
        hints = [thing.sizeHint() for thing in self._shown()]
        width = sum(hint.width() for hint in hints) + self._across * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the size of the largest thing alone."""
        sizes = [_least(thing) for thing in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def event(self, event: QEvent) -> bool:
        """Place everything anew when a thing has changed its size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._lay(self.rect(), place=True)
        return super().event(event)

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Place everything."""
        self._lay(self.rect(), place=True)

    def _shown(self) -> list[QWidget]:
        return [thing for thing in self._things if not thing.isHidden()]

    def _lay(self, rect: QRect, *, place: bool) -> int:
        lines: list[list[tuple[QWidget, QSize]]] = []
        x = 0
        for thing in self._shown():
            size = thing.sizeHint().expandedTo(_least(thing)).boundedTo(thing.maximumSize())
            width = min(size.width(), rect.width())
            height = thing.heightForWidth(width) if thing.hasHeightForWidth() else size.height()
            if not lines or x + width > rect.width():
                lines.append([])
                x = 0
            lines[-1].append((thing, QSize(width, height)))
            x += width + self._across
        y = rect.y()
        for line in lines:
            high = max(size.height() for _, size in line)
            x = rect.x()
            for thing, size in line:
                if place:
                    spot = QRect(QPoint(x, y + (high - size.height()) // 2), size)
                    thing.setGeometry(self._mirrored(spot, rect))
                x += size.width() + self._across
            y += high + self._upright
        return y - rect.y() - self._upright if lines else 0

    def _mirrored(self, spot: QRect, rect: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            spot.moveRight(rect.right() - (spot.x() - rect.x()))
        return spot


def _least(thing: QWidget) -> QSize:
    return thing.minimumSizeHint().expandedTo(thing.minimumSize())

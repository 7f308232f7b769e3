"""A layout that puts things side by side and begins a new line where one no longer fits."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Tags, facts and buttons in a row that may become several; nothing is wider than the row."""

    def __init__(self, parent: QWidget | None = None, *, across: int = 8, upright: int = 8) -> None:
        """Keep `across` px between things and `upright` px between lines."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._across = across
        self._upright = upright
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(across)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item there, if there is one."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item there."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._lay(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place everything."""
        super().setGeometry(rect)
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            air = rect.height() - self.heightForWidth(rect.width())
            rect = rect.translated(0, max(0, air // 2))
        self._lay(rect, place=True)

    def sizeHint(self) -> QSize:
        """Return the size with all in one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._across * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest thing alone."""
        sizes = [item.minimumSize() for item in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, place: bool) -> int:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._shown():
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
            if not lines or x + width > rect.width():
                lines.append([])
                x = 0
            lines[-1].append((item, QSize(width, height)))
            x += width + self._across
        y = rect.y()
        for line in lines:
            high = max(size.height() for _, size in line)
            x = rect.x()
            for item, size in line:
                if place:
                    spot = QRect(QPoint(x, y + (high - size.height()) // 2), size)
                    item.setGeometry(self._mirrored(spot, rect))
                x += size.width() + self._across
            y += high + self._upright
        return y - rect.y() - self._upright if lines else 0

    def _mirrored(self, spot: QRect, rect: QRect) -> QRect:
        parent = self.parentWidget()
        if parent and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            spot.moveRight(rect.right() - (spot.x() - rect.x()))
        return spot

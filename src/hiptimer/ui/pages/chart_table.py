"""The numbers of a chart as a table, for those who hear it or would rather read than look."""

from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from hiptimer.ui.widgets.painting import follow

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from hiptimer.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_STYLE = Template("""
QTableView { background: $surface; alternate-background-color: $sunken; border: none; color: $ink;
  selection-background-color: $accent_soft; selection-color: $ink; }
QTableView::item { padding: 0 8px; border: none; }
QTableView::item:selected { background: $accent_soft; color: $ink; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $ink_2; border: none;
  border-bottom: 1px solid $line; padding: 0 8px; }
""")
MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of the columns, and the rows."""

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class _Cells(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._table = Table()

    def show_table(self, table: Table) -> None:
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._table.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what stands in a cell, and with its head for those who hear it."""
        words = self._table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._table.heads[index.column()]}: {words}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


class ChartTable(QTableView):
    """A table that is read only; the arrow keys move in it, and Tab leads on.

    No column is narrower than its words: where they do not fit, the table scrolls sideways, and words
    wider than all of it are broken.
    """

    def __init__(self, theme: "Theme", name: str, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._theme = theme
        self._cells = _Cells()
        self.setModel(self._cells)
        self.setAccessibleName(name)
        self.setObjectName("plain")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(0)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        follow(theme, self._dress)

    def _dress(self) -> None:
        theme = self._theme
        self.setFont(theme.font("small"))
        self.horizontalHeader().setFont(theme.font("small_strong"))
        self.horizontalHeader().setFixedHeight(self._line())
        tokens = theme.tokens
        self.setStyleSheet(
            _STYLE.substitute(
                {
                    name: getattr(tokens, name)
                    for name in ("surface", "sunken", "ink", "ink_2", "line", "accent_soft")
                }
            )
        )
        self._fit_columns()
        self.updateGeometry()

    def _line(self) -> int:
        return max(self._theme.type.line("small"), QFontMetrics(self.font()).height()) + 10

    def show_table(self, table: Table) -> None:
        """Show these rows, the first of which is chosen."""
        self._cells.show_table(table)
        self._fit_columns()
        if table.rows:
            self.setCurrentIndex(self._cells.index(0, 0))
        self.updateGeometry()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Give the columns the room there is."""
        super().resizeEvent(event)
        self._fit_columns()

    def showEvent(self, event: "QShowEvent") -> None:
        """Give them the room there is by now."""
        super().showEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        head, count = self.horizontalHeader(), self._cells.columnCount()
        if not count or not self.isVisible():
            return  # measuring a year of words takes its time
        wide = self.viewport().width()
        least = [max(self.sizeHintForColumn(n), head.sectionSizeHint(n)) for n in range(count)]
        equal = wide // count
        spare = max(0, wide - sum(least)) // count
        fits = max(least) <= equal
        for n, one in enumerate(least):
            head.resizeSection(n, equal if fits else min(one, wide) + spare)
        self.verticalHeader().setDefaultSectionSize(self._line())
        if max(least) > wide:
            self.resizeRowsToContents()

    def sizeHint(self) -> QSize:
        """Room for a few rows; more scroll."""
        rows = min(MOST_ROWS, max(1, self._cells.rowCount()))
        return QSize(320, (rows + 1) * self._line() + 2)

    def minimumSizeHint(self) -> QSize:
        """Take any width."""
        return QSize(120, 4 * self._line())

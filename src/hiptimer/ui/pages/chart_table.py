"""The numbers of a chart as a table, for those who hear it or would rather read than look."""

from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from hiptimer.ui.widgets.painting import follow

if TYPE_CHECKING:
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
    """A table that is read only; the arrow keys move in it, and Tab leads on."""

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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        follow(theme, self._dress)

    def _dress(self) -> None:
        theme = self._theme
        self.setFont(theme.font("small"))
        self.horizontalHeader().setFont(theme.font("small_strong"))
        self.verticalHeader().setDefaultSectionSize(self._line())
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
        self.updateGeometry()

    def _line(self) -> int:
        return max(self._theme.type.line("small"), QFontMetrics(self.font()).height()) + 10

    def show_table(self, table: Table) -> None:
        """Show these rows, the last one, which is the newest, first chosen."""
        self._cells.show_table(table)
        if table.rows:
            self.setCurrentIndex(self._cells.index(0, 0))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for a few rows; more scroll."""
        rows = min(MOST_ROWS, max(1, self._cells.rowCount()))
        return QSize(320, (rows + 1) * self._line() + 2)

    def minimumSizeHint(self) -> QSize:
        """Take any width."""
        return QSize(120, 4 * self._line())

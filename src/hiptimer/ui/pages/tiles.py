"""The sessions to choose from: what a tile tells, and the list that shows them as a grid."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from hiptimer.engine.session import Often
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.pages.page import paint_thumb
from hiptimer.ui.type_scale import FittedText, fit_text
from hiptimer.ui.widgets.moments import FigureSpec, Moment
from hiptimer.ui.widgets.painting import box

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
TILE = Qt.ItemDataRole.UserRole
GAP = 16
SMALLEST_TILE = 228
PICTURE = 148.0
# The words about an assignment may take so many lines; a name of a person does not fit into one.
MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """How often a session was asked for, and how often it has been done in the time that counts.

    `following` is the day on which that time begins anew, None if it does not.
    """

    done: int
    times: int
    often: Often = Often.PER_WEEK
    following: date | None = None

    @property
    def is_due(self) -> bool:
        """Return whether less was done than is asked for."""
        return self.done < (1 if self.often is Often.EVERY_DAYS else self.times)

    def words(self) -> str:
        """Return "2 of 3 this week", or how often, where no such sum makes sense."""
        if self.often is Often.EVERY_DAYS:
            return ngettext("every day", "every {times} days", self.times).format(times=self.times)
        weekly = self.often is Often.PER_WEEK
        said = _("{done} of {times} this week") if weekly else _("{done} of {times} today")
        words = said.format(done=min(self.done, self.times), times=self.times)
        more = self.done - self.times
        return _("{sum}, and {n} more").format(sum=words, n=more) if more > 0 else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A session to choose; `key` is what the signals carry.

    `duration_s` is a lower bound where `at_least`. `by` is who assigned it, `asked` how often.
    `broken` says in a few words why a file cannot be played ("3 things to put right").
    """

    key: str
    title: str
    duration_s: float = 0.0
    at_least: bool = False
    steps: int = 0
    kit: tuple[str, ...] = ()
    by: str = ""
    asked: Asked | None = None
    broken: str = ""
    figure: FigureSpec = FigureSpec()
    moment: Moment = Moment.WORK

    def length_words(self) -> str:
        """Return "13 min", rounded, or "at least 9 min"."""
        minutes = max(1, round(self.duration_s / 60))
        said = _("at least {n} min") if self.at_least else _("{n} min")
        return said.format(n=minutes)

    def kit_words(self) -> str:
        """Return what is needed."""
        return ", ".join(self.kit) if self.kit else _("no kit")

    def steps_words(self) -> str:
        """Return how many steps it has."""
        return ngettext("{n} step", "{n} steps", self.steps).format(n=self.steps)

    def facts(self) -> str:
        """Return kit and number of steps in one line."""
        return self.broken or f"{self.steps_words()} · {self.kit_words()}"

    def assigned_words(self) -> str:
        """Return "From Dana W. · 2 of 3 this week", or nothing."""
        parts = [_("From {name}").format(name=self.by)] if self.by else []
        if self.asked:
            parts.append(self.asked.words())
        return " · ".join(parts)

    def spoken(self) -> str:
        """Return all of it as one sentence, for those who hear it."""
        if self.broken:
            said = _("{title}: cannot be played. {broken}")
            return said.format(title=self.title, broken=self.broken)
        parts = (self.title, self.length_words(), self.facts(), self.assigned_words())
        return ", ".join(part for part in parts if part)


class Tiles(QAbstractListModel):
    """The tiles of the day."""

    def __init__(self, tiles: tuple[Tile, ...] = ()) -> None:
        """Hold `tiles`."""
        super().__init__()
        self._tiles = tiles

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Hold other tiles."""
        self.beginResetModel()
        self._tiles = tiles
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the tile itself, its title, or what is said of it."""
        tile = self._tiles[index.row()]
        if role == TILE:
            return tile
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tile.spoken()
        return None


class _TileLook(QStyledItemDelegate):
    """Paints a tile."""

    def __init__(self, theme: "Theme", view: "TileGrid") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of the cell."""
        return self._view.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw card, figure, length and words."""
        theme, tile = self._theme, index.data(TILE)
        rect = self._view.card(QRectF(option.rect), index.row())
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        edge = "line_strong" if hover else "line"
        painter.save()
        box(painter, rect, 20, theme.color("surface"), theme.color(edge), theme.border)
        words = self._words_height(self._view.cell().width() - GAP)
        picture = rect.adjusted(8, 8, -8, -words)
        if tile.broken:
            box(painter, picture, 14, theme.color("field_warn"))
            sign = QRectF(0, 0, 56, 56)
            sign.moveCenter(picture.center())
            paint_icon(painter, sign, "triangle", theme.color("warn"))
        else:
            length, pill = self._length(picture, tile)
            clear = pill.bottom() - picture.top() + 6
            paint_thumb(painter, theme, picture, tile.figure, tile.moment, clear=clear)
            box(painter, pill, pill.height() / 2, theme.color("surface"))
            middle = Qt.AlignmentFlag.AlignVCenter
            within = pill.adjusted(10, 0, -10, 0)
            length.paint(painter, within, theme.color("ink"), vertical=middle)
        text = QRectF(rect.left() + 16, picture.bottom() + 10, rect.width() - 28, 0)
        for fitted, colour in self._lines(tile, text.width()):
            text.setHeight(len(fitted.lines) * (QFontMetricsF(fitted.font).height() + 4))
            middle = Qt.AlignmentFlag.AlignVCenter
            fitted.paint(painter, text, theme.color(colour), vertical=middle)
            text.moveTop(text.bottom())
        if self._view.shows_focus() and index == self._view.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 19, 19)
        painter.restore()

    def _length(self, picture: QRectF, tile: Tile) -> tuple[FittedText, QRectF]:
        """Return how long it takes, and the pill in which that stands."""
        font = self._theme.font("small_strong")
        fitted = fit_text(tile.length_words(), font, picture.width() - 40)
        height = max(28.0, fitted.line_height + 8)
        pill = QRectF(picture.left() + 8, picture.top() + 8, fitted.width + 20, height)
        return fitted, pill

    def _lines(self, tile: Tile, width: float) -> list[tuple[FittedText, str]]:
        """Return title, facts and who assigned it, of one size on every tile."""
        facts = "warn" if tile.broken else "ink_2"
        lines = [(tile.title, "lead", "ink", 1), (tile.facts(), "small", facts, 1)]
        if tile.assigned_words():
            lines.append((tile.assigned_words(), "small_strong", "accent", MOST_LINES))
        return [
            (self._fitted(text, role, width, most), colour) for text, role, colour, most in lines
        ]

    def _fitted(self, text: str, role: str, width: float, most: int) -> FittedText:
        font = self._theme.font(role)
        return fit_text(text, font, width, lines=most, smallest_px=font.pixelSize())

    def _words_height(self, width: float) -> float:
        font = self._theme.font
        assigned = (
            len(self._fitted(words, "small_strong", width - 28, MOST_LINES).lines)
            for words in self._view.assigned_words()
        )
        rows = 1 + max(assigned, default=0)
        small = QFontMetricsF(font("small")).height() + 4
        return QFontMetricsF(font("lead")).height() + 4 + rows * small + 24

    def height(self, width: float) -> float:
        """Return how high a tile of that width is, its gaps left out."""
        return 8 + min(PICTURE, (width - 16) * 0.58) + self._words_height(width)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Offer what is cut as a tooltip."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            tile = index.data(TILE)
            room = self._view.card(QRectF(option.rect), index.row()).width() - 28
            said = tile.title, tile.facts(), tile.assigned_words()
            lines = self._lines(tile, room)
            cut = (words for words, line in zip(said, lines, strict=False) if line[0].elided)
            QToolTip.showText(event.globalPos(), "\n".join(cut), view)
            return True
        return super().helpEvent(event, view, option, index)


class TileGrid(QListView):
    """All tiles, as many beside each other as there is room for; it is as high as they need."""

    chosen = Signal(str)

    def __init__(self, theme: "Theme", name: str, parent: QWidget | None = None) -> None:
        """Show none yet; `name` is said to those who hear it."""
        super().__init__(parent)
        self._theme = theme
        self._tiles = Tiles()
        self._look = _TileLook(theme, self)
        self._keyboard = False
        self.setAccessibleName(name)
        self.setProperty("own_focus", True)
        self.setObjectName("plain")
        self.setModel(self._tiles)
        self.setItemDelegate(self._look)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._choose)
        theme.changed.connect(self._fit)

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Show `tiles`."""
        self._tiles.show_tiles(tiles)
        if tiles:
            self.setCurrentIndex(self._tiles.index(0))
        self._fit()

    def assigned_words(self) -> tuple[str, ...]:
        """Return what is said of assignments, so that all tiles keep room for it."""
        rows = range(self._tiles.rowCount())
        said = (self._tiles.index(row).data(TILE).assigned_words() for row in rows)
        return tuple(words for words in said if words)

    def shows_focus(self) -> bool:
        """Say whether the current tile has a ring."""
        return self._keyboard and self.hasFocus()

    def columns(self) -> int:
        """Return how many tiles stand side by side."""
        least = max(self._theme.type.px(SMALLEST_TILE * 0.8), SMALLEST_TILE)
        return max(1, int((self.viewport().width() + GAP) // (least + GAP)))

    def cell(self) -> QSize:
        """Return the size of a cell: a tile with its share of the gaps, and the gap below."""
        columns = self.columns()
        room = self.viewport().width() - 1
        width = max(1, room // columns)
        # Tiles that got lower when the page's bar takes room would need none, and higher again one.
        whole = max(1, (room + self._bar_width()) // columns)
        return QSize(width, round(self._look.height(whole - GAP)) + GAP)

    def _bar_width(self) -> int:
        """Return how much room the bar of the page takes beside the tiles at the moment."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent.width() - parent.viewport().width() if parent is not None else 0

    def card(self, cell: QRectF, row: int) -> QRectF:
        """Return where in its cell a tile stands, so that the outer ones touch the edges."""
        columns = self.columns()
        before = row % columns
        share = GAP / columns
        return cell.adjusted(before * share, 0, -(columns - 1 - before) * share, -GAP)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Fit as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        cell = self.cell()
        rows = -(-self._tiles.rowCount() // self.columns())
        self.setGridSize(cell)
        self.setFixedHeight(max(1, rows * cell.height()))
        self.viewport().update()

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show the ring when the keyboard brought the focus here."""
        self._keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Open the current tile with Enter or Space; move with the arrows."""
        self._keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)
        self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(TILE).key)

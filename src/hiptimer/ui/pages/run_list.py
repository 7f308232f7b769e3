"""The list of past runs: title and day, effort and pain."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
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
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.pages.run_rows import LEVEL_SIGNS, RUN, Index, Row, Rows
from hiptimer.ui.widgets.painting import LEFT, RIGHT, box

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

EFFORT_WIDTH, PAIN_WIDTH = 52, 86  # in pixels at 100 % text


class _RowLook(QStyledItemDelegate):
    """Paints a row."""

    def __init__(self, theme: "Theme", view: "RunList") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines and air, or three where the lines are short."""
        line = self._theme.type.line
        rows = 2 if self._view.slim() else 1
        return QSize(120, line("body") + rows * line("small") + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw title, day, effort and pain."""
        theme, row = self._theme, index.data(RUN)
        rect = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            edge = theme.color("ink") if theme.tokens.high_contrast else None
            box(painter, rect, 12, theme.color("accent_soft"), edge, 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, rect, 12, theme.color("sunken"))
        if self._view.shows_focus() and index == self._view.currentIndex():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 11, 11)
        text = rect.adjusted(16, 5, -16, -5)
        first = QRectF(text.left(), text.top(), text.width(), theme.type.line("body"))
        second = QRectF(text.left(), first.bottom(), text.width(), theme.type.line("small"))
        if self._view.slim():
            third = second.translated(0, second.height())
            self._paint_numbers(painter, row, third, is_below=True)
        else:
            beside = theme.type.px(EFFORT_WIDTH + PAIN_WIDTH)
            self._paint_numbers(painter, row, text, is_below=False)
            first.setWidth(first.width() - beside)
            second.setWidth(second.width() - beside)
        self._words(painter, first, row.title, "body_strong", "ink")
        self._words(painter, second, row.line(self._view.today), "small", "ink_2")
        painter.restore()

    def _words(self, painter: QPainter, place: QRectF, words: str, role: str, colour: str) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(colour))
        metrics = QFontMetricsF(self._theme.font(role))
        painter.drawText(
            place, LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        )

    def _paint_numbers(self, painter: QPainter, row: Row, place: QRectF, *, is_below: bool) -> None:
        theme = self._theme
        if is_below:
            parts = []
            if row.effort is not None:
                parts.append(_("effort {n}").format(n=row.effort))
            if row.pain_words():
                parts.append(_("pain {words}").format(words=row.pain_words()))
            self._words(painter, place, " · ".join(parts), "small", "ink_2")
            return
        dash = "\N{EN DASH}"
        pain = QRectF(place)
        pain.setLeft(place.right() - theme.type.px(PAIN_WIDTH))
        effort = QRectF(place)
        effort.setRight(pain.left())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("ink"))
        painter.drawText(effort, RIGHT, dash if row.effort is None else str(row.effort))
        said = row.pain_words()
        if not said:
            painter.setPen(theme.color("ink_2"))
            painter.drawText(pain, RIGHT, dash)
            return
        painter.setFont(theme.font("body_strong"))
        sign, colour = LEVEL_SIGNS[row.level] if row.level else ("", "ink")
        painter.setPen(theme.color(colour))
        painter.drawText(pain, RIGHT, said)
        if sign:
            size = theme.type.px(15)
            left = pain.right() - QFontMetricsF(painter.font()).horizontalAdvance(said) - size - 7
            spot = QRectF(left, pain.center().y() - size / 2, size, size)
            paint_icon(painter, spot, sign, theme.color(colour))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        _option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Offer all of it as a tooltip: at a large text size some of it is cut."""
        if not index.isValid():
            return False
        QToolTip.showText(event.globalPos(), index.data(RUN).heard(self._view.today), view)
        return True


class RunList(QListView):
    """The runs, to choose one from; Enter opens it where there is no room for both."""

    opened = Signal(str)
    resized = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show none yet."""
        super().__init__(parent)
        self._theme = theme
        self._keyboard = False
        self._rows = Rows()
        self.more_wanted = self._rows.more_wanted
        self.setAccessibleName(_("What you have done"))
        self.setObjectName("plain")
        self.setProperty("own_focus", True)
        self.setModel(self._rows)
        self.setItemDelegate(_RowLook(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda index: self.opened.emit(index.data(RUN).run_id))
        theme.changed.connect(self._measure)

    @property
    def today(self) -> date:
        """The day on which they are looked at."""
        return self._rows.today

    def show_rows(
        self, rows: tuple[Row, ...], today: date, chosen: str = "", *, is_all: bool = True
    ) -> None:
        """Show `rows`, with the one that was chosen still chosen, else the one now in its place."""
        before = self.currentIndex().row()
        self._rows.show_rows(rows, today, is_all=is_all)
        if rows:
            row = self._rows.row_of(chosen)
            row = row if row >= 0 else min(max(0, before), len(rows) - 1)
            self.setCurrentIndex(self._rows.index(row))

    def add_rows(self, rows: tuple[Row, ...], *, is_all: bool) -> None:
        """Show the next page too."""
        self._rows.add_rows(rows, is_all=is_all)

    def choose(self, run_id: str) -> None:
        """Mark a run, if it is here."""
        row = self._rows.row_of(run_id)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row))

    def choose_day(self, day: date) -> bool:
        """Mark the newest run of a day; say whether there is one here."""
        row = self._rows.row_on(day)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row))
        return row >= 0

    def chosen(self) -> Row | None:
        """Return the run that is chosen."""
        index = self.currentIndex()
        return index.data(RUN) if index.isValid() else None

    def slim(self) -> bool:
        """Say whether a row is too short for two things side by side."""
        return self.width() < self._theme.type.px(320)

    def shows_focus(self) -> bool:
        """Say whether the current row has a ring."""
        return self._keyboard and self.hasFocus()

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show the ring when the keyboard brought the focus here."""
        if event.reason() != Qt.FocusReason.OtherFocusReason:  # as when a run is closed again
            self._keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Open the run with Enter; move with the arrows."""
        self._keyboard = True
        run = self.chosen()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and run is not None:
            self.opened.emit(run.run_id)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Rows become higher where they are short."""
        super().resizeEvent(event)
        self._measure()
        self.resized.emit()

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

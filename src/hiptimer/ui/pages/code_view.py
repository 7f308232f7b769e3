"""A file's text with line numbers, and what is wrong with it below the lines it is about."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextBlockUserData,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.widgets.painting import set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QTextDocument

    from hiptimer.errors import Problem
    from hiptimer.ui.theme import Theme


class _Told(QTextBlockUserData):
    """Marks a block as a message about the line above it, not as a line of the file."""

    def __init__(self, problem: "Problem") -> None:
        super().__init__()
        self.problem = problem


class _Line(QTextBlockUserData):
    """The number of a line of the file, from 1, and whether something is wrong with it."""

    def __init__(self, number: int, problem: "Problem | None") -> None:
        super().__init__()
        self.number = number
        self.problem = problem


class _Colours(QSyntaxHighlighter):
    """Keys, strings, numbers and comments; it colours what is typed, right or wrong."""

    def __init__(self, theme: "Theme", document: "QTextDocument") -> None:
        super().__init__(document)
        self._theme = theme

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if isinstance(self.currentBlockUserData(), _Told):
            return
        code, hash_sign, comment = text.partition(" #") if " #" in text else (text, "", "")
        if text.lstrip().startswith("#"):
            self._colour(0, len(text), "ink_3")
            return
        if hash_sign:
            self._colour(len(code), len(comment) + 2, "ink_3")
        key, colon, value = code.partition(":")
        if not colon:
            return
        start = len(key) - len(key.lstrip(" -"))
        self._colour(start, len(key) - start, "code_key")
        value_at = len(key) + 1 + len(value) - len(value.lstrip())
        name = "code_number" if value.strip()[:1].isdigit() else "code_string"
        self._colour(value_at, len(code) - value_at, name)

    def _colour(self, start: int, count: int, token: str) -> None:
        look = QTextCharFormat()
        look.setForeground(self._theme.color(token))
        self.setFormat(start, count, look)


class _Margin(QWidget):
    """The line numbers."""

    def __init__(self, view: "CodeView") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        return QSize(self._view.margin_width(), 0)

    def paintEvent(self, event: "QPaintEvent") -> None:
        self._view.paint_margin(event.rect())


class CodeView(QPlainTextEdit):
    """Read-only; the messages stand between the lines but are not copied with them."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Show no text yet."""
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[str, ...] = ()
        self._problems: tuple[Problem, ...] = ()
        self._margin = _Margin(self)
        self._colours = _Colours(theme, self.document())
        self.document().setDocumentMargin(0)
        self.setAccessibleName(_("Text of the file"))
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        set_focus_radius(self, 12)
        self.blockCountChanged.connect(lambda _n: self._place_margin())
        self.updateRequest.connect(self._scroll_margin)
        theme.changed.connect(self._dress)
        self._dress()

    def show_file(self, text: str, problems: "tuple[Problem, ...]") -> None:
        """Show `text` with each problem below its line."""
        self._lines = tuple(text.splitlines()) or ("",)
        self._problems = problems
        self._write()

    def go_to(self, problem: "Problem") -> None:
        """Show the place a problem is about, and put the cursor there."""
        block = self.document().begin()
        while block.isValid():
            data = block.userData()
            if isinstance(data, _Line) and data.number == max(1, problem.line):
                cursor = QTextCursor(block)
                move = min(max(0, problem.column - 1), block.length() - 1)
                cursor.movePosition(
                    QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, move
                )
                self.setTextCursor(cursor)
                self.centerCursor()
                return
            block = block.next()

    def current_line(self) -> int:
        """Return the number of the file's line that the cursor is in or below, from 1."""
        block = self.textCursor().block()
        while block.isValid():
            data = block.userData()
            if isinstance(data, _Line):
                return data.number
            block = block.previous()
        return 1

    def createMimeDataFromSelection(self) -> "QMimeData":
        """Copy the file's own lines alone."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        lines = []
        block = self.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            if isinstance(block.userData(), _Line):
                start = max(0, first - block.position())
                lines.append(block.text()[start : last - block.position()])
            block = block.next()
        data = super().createMimeDataFromSelection()
        # Qt fills it on the first look, which must not come after ours.
        data.text()
        data.clear()
        data.setText("\n".join(lines))
        return data

    def _dress(self) -> None:
        self.setFont(self._theme.type.code())
        self.setViewportMargins(self.margin_width(), 0, 0, 0)
        if self._lines:
            self._write()

    def _write(self) -> None:
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        by_line: dict[int, list[Problem]] = {}
        for problem in self._problems:
            line = min(max(1, problem.line), len(self._lines))
            by_line.setdefault(line, []).append(problem)
        for number, text in enumerate(self._lines, 1):
            here = by_line.get(number, [])
            worst = next((p for p in here if not p.is_warning), here[0] if here else None)
            self._block(cursor, text, _Line(number, worst), first=number == 1)
        cursor.endEditBlock()
        self._told(by_line)

    def _block(
        self, cursor: QTextCursor, text: str, data: QTextBlockUserData, *, first: bool = False
    ) -> None:
        if not first:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        cursor.block().setUserData(data)
        cursor.insertText(text, QTextCharFormat())

    def _told(self, by_line: "dict[int, list[Problem]]") -> None:
        waves: list[QTextEdit.ExtraSelection] = []
        block = self.document().begin()
        while block.isValid():
            data = block.userData()
            here = by_line.get(data.number, []) if isinstance(data, _Line) else []
            for problem in here:
                waves.extend(self._line_looks(block, problem))
            for problem in here:
                block = self._message(block, problem)
                waves.append(self._ground(block, problem))
            block = block.next()
        self.setExtraSelections(waves)

    def _message(self, after: QTextBlock, problem: "Problem") -> QTextBlock:
        cursor = QTextCursor(after)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertBlock(QTextBlockFormat())
        # Before the words, so that the highlighter knows it for a message.
        cursor.block().setUserData(_Told(problem))
        look = QTextCharFormat()
        look.setFont(self._theme.font("small"))
        look.setForeground(self._theme.color("ink"))
        strong = QTextCharFormat(look)
        strong.setFont(self._theme.font("small_strong"))
        strong.setForeground(self._theme.color("caution" if problem.is_warning else "warn"))
        cursor.insertText(problem.said, strong)
        if problem.meant:
            cursor.insertText(" " + problem.meant, look)
        return cursor.block()

    def _tint(self, problem: "Problem") -> QColor:
        return self._theme.color("field_caution" if problem.is_warning else "field_warn")

    def _ground(self, block: QTextBlock, problem: "Problem") -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(block)
        selection.format.setBackground(self._tint(problem))
        selection.format.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        return selection

    def _line_looks(self, block: QTextBlock, problem: "Problem") -> list[QTextEdit.ExtraSelection]:
        wave = QTextEdit.ExtraSelection()
        cursor = QTextCursor(block)
        text = block.text()
        start = min(max(0, problem.column - 1), max(0, len(text.rstrip()) - 1))
        cursor.setPosition(block.position() + start)
        end = block.position() + len(text.rstrip())
        cursor.setPosition(max(end, cursor.position()), QTextCursor.MoveMode.KeepAnchor)
        wave.cursor = cursor
        wave.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        colour = "caution" if problem.is_warning else "warn"
        wave.format.setUnderlineColor(self._theme.color(colour))
        return [self._ground(block, problem), wave]

    def margin_width(self) -> int:
        """Return the width of the line numbers in pixels."""
        digits = len(str(max(1, len(self._lines))))
        return self.fontMetrics().horizontalAdvance("9") * max(2, digits) + 44

    def paint_margin(self, rect: QRect) -> None:
        """Draw the numbers of the lines in view, and a sign at each message."""
        theme = self._theme
        with QPainter(self._margin) as painter:
            painter.setFont(self.font())
            block = self.firstVisibleBlock()
            width = self._margin.width()
            while block.isValid():
                place = self.blockBoundingGeometry(block).translated(self.contentOffset())
                if place.top() > rect.bottom():
                    break
                data = block.userData()
                problem = data.problem if isinstance(data, _Line | _Told) else None
                if problem is not None:
                    painter.fillRect(
                        QRectF(4, place.top(), width - 4, place.height()), self._tint(problem)
                    )
                if isinstance(data, _Told):
                    warning = data.problem.is_warning
                    sign = "triangle" if warning else "octagon"
                    ink = theme.color("caution" if warning else "warn")
                    spot = QRectF(width - 32, place.top() + 1, 18, 18)
                    paint_icon(painter, spot, sign, ink)
                elif isinstance(data, _Line):
                    painter.setPen(theme.color("ink_3"))
                    line = QRectF(0, place.top(), width - 14, self.fontMetrics().height())
                    painter.drawText(line, Qt.AlignmentFlag.AlignRight, str(data.number))
                block = block.next()

    def _place_margin(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)
        inner = self.contentsRect()
        self._margin.setGeometry(inner.left(), inner.top(), self.margin_width(), inner.height())

    def _scroll_margin(self, rect: QRect, moved: int) -> None:
        if moved:
            self._margin.scroll(0, moved)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Keep the numbers beside the lines."""
        super().resizeEvent(event)
        self._place_margin()

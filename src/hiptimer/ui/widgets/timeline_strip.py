"""The whole session to scale, as one strip with a playhead."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.widgets.moments import Moment
from hiptimer.ui.widgets.painting import LEFT, box, set_focus_radius

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

TALL, LOW = 16, 6
STEP_GAP, BLOCK_GAP = 10, 2
HEAD = 8  # above the bars, for the dot of the playhead
LEAST = 3  # an open block has no length of its own, but can still be seen and pressed


class BlockState(StrEnum):
    """Whether a block is over."""

    TO_DO = "to do"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Block:
    """One interval: its kind, length in seconds, the step it belongs to (from 0) and its words.

    `label` is the short name of the step, `title` what the interval is ("Spinal twist, left"), for
    the tooltip and for those who hear the strip.
    """

    kind: Moment
    seconds: float
    step: int
    label: str
    title: str = ""
    state: BlockState = BlockState.TO_DO


def length_text(seconds: float) -> str:
    """Return a length as "45 s" or "2:05"."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02d}"


class TimelineStrip(QWidget):
    """Bars by kind, tall for work and low for rest; a press asks to jump to a block.

    Left and Right go from block to block, Enter or Space asks for the one in the ring.
    """

    jump_requested = Signal(int)

    def __init__(
        self, theme: "Theme", *, labels: bool = True, parent: QWidget | None = None
    ) -> None:
        """Show no blocks yet; without `labels` the strip is only as high as its bars."""
        super().__init__(parent)
        self._theme = theme
        self._labels = labels
        self._blocks: tuple[Block, ...] = ()
        self._places: list[QRectF] = []
        self._at: tuple[int, float] | None = None
        self._cell = 0
        self._painted_x = 0.0
        self._ringed = False
        self._unit = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("own_focus", True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 8)
        self.setAccessibleName(_("Timeline of the session"))
        theme.changed.connect(self._dress)

    def set_labels(self, shown: bool) -> None:
        """Write the steps below their bars, or let the strip be only as high as its bars."""
        if shown != self._labels:
            self._labels = shown
            self._dress()

    def set_unit(self, unit: float) -> None:
        """Draw bars and gaps larger, for the far mode."""
        self._unit = unit
        self._lay_out()
        self._dress()

    def set_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Show these blocks."""
        self._blocks = tuple(blocks)
        self._cell = min(self._cell, max(0, len(blocks) - 1))
        if self._at is not None and self._at[0] >= len(blocks):
            self._at = None  # of a longer session that was shown before
        self._lay_out()
        self._describe()
        self.update()

    def set_position(self, index: int | None, fraction: float = 0.0) -> None:
        """Put the playhead into a block, `fraction` (0-1) of the way; None takes it away."""
        old = self._head_rect()
        moved = self._at is None or index is None or self._at[0] != index
        self._at = None if index is None else (index, min(1.0, max(0.0, fraction)))
        if moved:
            self._describe()
            self.update()
        elif abs((self._head_x() or 0.0) - self._painted_x) >= 0.5 / self.devicePixelRatioF():
            self.update(old.united(self._head_rect()).toAlignedRect())

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks shown."""
        return self._blocks

    def places(self) -> list[QRectF]:
        """Return where each block stands."""
        return list(self._places)

    def sizeHint(self) -> QSize:
        """Bars, and a line of labels below them."""
        label = self._theme.type.line("caption") + 8 if self._labels else 0
        return QSize(600, round((HEAD + TALL + 8) * self._unit) + label)

    def minimumSizeHint(self) -> QSize:
        """Take any width."""
        return QSize(120, self.sizeHint().height())

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()

    def _lay_out(self) -> None:
        blocks, width = self._blocks, float(self.width())
        self._places = []
        if not blocks:
            return
        steps = sum(1 for a, b in pairwise(blocks) if a.step != b.step)
        inner = len(blocks) - 1 - steps
        # Gaps give way before bars do, so that a long session still fits.
        step_gap = min(STEP_GAP * self._unit, width * 0.2 / max(1, steps))
        gap = min(BLOCK_GAP * self._unit, width * 0.1 / max(1, inner))
        room = width - steps * step_gap - inner * gap
        least = min(LEAST, room / len(blocks) / 2)
        whole = sum(block.seconds for block in blocks) or 1.0
        spare = room - least * len(blocks)
        x = 0.0
        for i, block in enumerate(blocks):
            if i:
                x += step_gap if blocks[i - 1].step != block.step else gap
            length = least + spare * block.seconds / whole
            tall = block.kind in (Moment.WORK, Moment.BREATHE)
            top = HEAD + (0 if tall else (TALL - LOW) / 2)
            height = TALL if tall else LOW
            self._places.append(QRectF(x, top * self._unit, length, height * self._unit))
            x += length

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Scale the bars anew."""
        self._lay_out()

    def _done(self, i: int) -> float:
        """Return how much of a block is over, 0-1."""
        if self._blocks[i].state is BlockState.DONE:
            return 1.0
        if self._at is not None and self._at[0] == i:
            return self._at[1]
        return 0.0

    def _head_rect(self) -> QRectF:
        """Return the strip of the playhead, as high as the bars."""
        x = self._head_x()
        if x is None:
            return QRectF()
        u = self._unit
        return QRectF(x - 9 * u, 0, 18 * u, (HEAD + TALL + 8) * u)

    def _head_x(self) -> float | None:
        if self._at is None or self._at[0] >= len(self._places):
            return None
        place = self._places[self._at[0]]
        return place.left() + place.width() * self._at[1]

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Draw bars, labels, playhead and the ring about the block with the focus."""
        dirty = QRectF(event.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for i, place in enumerate(self._places):
                if place.intersects(dirty):
                    self._paint_block(painter, i, place)
            if self._labels and dirty.bottom() > (HEAD + TALL + 8) * self._unit:
                self._paint_labels(painter)
            x = self._head_x()
            if x is not None:
                self._painted_x = x
                ink = self._theme.color("ink")
                u = self._unit
                x = min(self.width() - 5 * u, max(5 * u, x))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                painter.drawRoundedRect(
                    QRectF(x - 2 * u, 3 * u, 4 * u, (HEAD + TALL + 3) * u), 2, 2
                )
                painter.drawEllipse(QPointF(x, 5 * u), 5 * u, 5 * u)
            if self._ringed and self._places:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._theme.color("focus"), 3))
                cell = self._places[self._cell]
                ring = QRectF(cell.left() - 3, 2, cell.width() + 6, HEAD + TALL + 4)
                ring = ring.intersected(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
                painter.drawRoundedRect(ring, 6, 6)

    def _paint_block(self, painter: QPainter, i: int, place: QRectF) -> None:
        block, theme = self._blocks[i], self._theme
        solid, tint = theme.color(block.kind.value), theme.color(f"todo_{block.kind.value}")
        radius = min(3.0 * self._unit, place.height() / 2, place.width() / 2)
        if block.state is BlockState.SKIPPED or theme.tokens.high_contrast:
            box(painter, place, radius, theme.color("bg"), solid, min(1.5, place.width() / 3))
        else:
            box(painter, place, radius, tint)
        part = self._done(i)
        if part <= 0:
            return
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(place, radius, radius)
        painter.setClipPath(clip)
        painter.fillRect(place.adjusted(0, 0, -place.width() * (1 - part), 0), solid)
        painter.restore()

    def _paint_labels(self, painter: QPainter) -> None:
        theme = self._theme
        top = HEAD + TALL + 8
        height = theme.type.line("caption") + 4
        current = self._blocks[self._at[0]].step if self._at and self._blocks else None
        for step, first, last in self._steps():
            left, end = self._places[first].left(), self._places[last].right()
            # The last label may not leave the strip; any other may use the gap after its step.
            room = min(end + STEP_GAP - 4, self.width()) - left
            over = all(
                self._blocks[i].state is not BlockState.TO_DO for i in range(first, last + 1)
            )
            here = step == current
            role = "caption_strong" if here else "caption"
            painter.setFont(theme.font(role))
            painter.setPen(theme.color("ink" if here else "ink_2"))
            sign = 16 if over and not here else 0
            text = self._label(
                step, first, QFontMetricsF(painter.font()), room - sign, bare=bool(sign)
            )
            if not text and not (sign and room >= sign):
                continue
            if sign:
                place = QRectF(left - 1, top + (height - 13) / 2, 13, 13)
                done = any(
                    self._blocks[i].state is BlockState.DONE
                    and self._blocks[i].kind in (Moment.WORK, Moment.BREATHE)
                    for i in range(first, last + 1)
                )
                sign_name = "tick" if done else "minus"  # a step left out does not look done
                paint_icon(painter, place, sign_name, theme.color("ink_2"), 2.6)
            painter.drawText(QRectF(left + sign, top, room - sign + 1, height), LEFT, text)

    def _label(
        self, step: int, first: int, metrics: QFontMetricsF, room: float, *, bare: bool
    ) -> str:
        """Return "2 Spinal twist" if it fits, else the number, else nothing."""
        name, number = self._blocks[first].label, str(step + 1)
        for text in [name] if bare else [f"{number} {name}", number]:
            if metrics.horizontalAdvance(text) <= room:
                return text
        return ""

    def _steps(self) -> list[tuple[int, int, int]]:
        """Return each step with its first and its last block."""
        steps: list[tuple[int, int, int]] = []
        for i, block in enumerate(self._blocks):
            if steps and steps[-1][0] == block.step:
                steps[-1] = (block.step, steps[-1][1], i)
            else:
                steps.append((block.step, i, i))
        return steps

    def block_at(self, x: float) -> int | None:
        """Return the block at a place from the left, or the nearest one."""
        if not self._places:
            return None
        return min(
            range(len(self._places)),
            key=lambda i: max(self._places[i].left() - x, x - self._places[i].right(), 0.0),
        )

    def _title(self, i: int) -> str:
        block = self._blocks[i]
        words = block.title or block.label
        return _("{name}, {length}").format(name=words, length=length_text(block.seconds))

    def event(self, event: QEvent) -> bool:
        """Show name and length of the block under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            self._tip(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def _tip(self, event: "QHelpEvent") -> None:
        i = self.block_at(event.pos().x())
        if i is None:
            return
        QToolTip.showText(event.globalPos(), self._title(i), self)

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        """Ask to jump to the block pressed."""
        i = self.block_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and i is not None:
            self.jump_requested.emit(i)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Go from block to block, and ask to jump."""
        last = len(self._blocks) - 1
        if last < 0:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: self._cell - 1,
            Qt.Key.Key_Right: self._cell + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in moves:
            self._cell = min(last, max(0, moves[key]))
            self._ringed = True
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.jump_requested.emit(self._cell)
        else:
            super().keyPressEvent(event)

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
        if not self._blocks:
            self.setAccessibleDescription("")
            return
        steps = self._steps()
        count = ngettext("{n} step", "{n} steps", len(steps)).format(n=len(steps))
        names = ", ".join(self._blocks[first].label for _step, first, _last in steps)
        parts = [f"{count}: {names}"]
        if self._at is not None and self._at[0] < len(self._blocks):
            parts.append(_("now: {title}").format(title=self._title(self._at[0])))
        if self.hasFocus():
            parts.insert(0, self._title(self._cell))
        self.setAccessibleDescription(". ".join(parts))

"""A place to drop a session file on, or to choose one from."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.type_scale import fit_text
from hiptimer.ui.widgets.painting import box, follow, set_focus_radius

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent

    from hiptimer.ui.theme import Theme


class DropState(StrEnum):
    """What the zone is showing."""

    IDLE = "idle"
    OVER = "over"
    BAD = "bad"


class DropZone(QPushButton):
    """Takes one dropped file; pressed, it asks to choose one."""

    file_dropped = Signal(Path)

    def __init__(
        self,
        theme: "Theme",
        *,
        text: str = "",
        endings: tuple[str, ...] = (".yaml", ".yml"),
        parent: QWidget | None = None,
    ) -> None:
        """Take files with one of `endings`; `clicked` asks for a file dialog."""
        super().__init__(parent)
        self._theme = theme
        self._text = text or _("Drop a session file here")
        self._endings = endings
        self._state = DropState.IDLE
        self._reason = ""
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 20)
        follow(theme, self._dress)

    def state(self) -> DropState:
        """Return what the zone is showing."""
        return self._state

    def set_bad(self, reason: str) -> None:
        """Say why the file could not be opened; an empty reason takes it back."""
        self._show(DropState.BAD if reason else DropState.IDLE, reason)

    def _show(self, state: DropState, reason: str = "") -> None:
        self._state = state
        self._reason = reason
        self._dress()

    def _words(self) -> tuple[str, str]:
        if self._state is DropState.OVER:
            return _("Drop to open"), ""
        if self._state is DropState.BAD:
            return self._reason, _("or choose another file")
        endings = ", ".join(self._endings[:1])
        return self._text, _("{endings}, or choose a file").format(endings=endings)

    def _dress(self) -> None:
        self.setAccessibleName(". ".join(part for part in self._words() if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines and air."""
        return QSize(316, max(72, self._theme.type.line("body") * 2 + 24))

    def minimumSizeHint(self) -> QSize:
        """Words are fitted to the width there is."""
        return QSize(200, self.sizeHint().height())

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Say what will happen when let go."""
        if not event.mimeData().hasUrls():
            return
        reason = self._refusal([url.toLocalFile() for url in event.mimeData().urls()])
        self._show(DropState.BAD if reason else DropState.OVER, reason)
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: "QDragLeaveEvent") -> None:
        """Be as before."""
        self._show(DropState.IDLE)

    def dropEvent(self, event: "QDropEvent") -> None:
        """Hand the file on, or keep saying why not."""
        names = [url.toLocalFile() for url in event.mimeData().urls()]
        reason = self._refusal(names)
        self._show(DropState.BAD if reason else DropState.IDLE, reason)
        event.acceptProposedAction()
        if not reason:
            self.file_dropped.emit(Path(names[0]))

    def _refusal(self, names: list[str]) -> str:
        if len(names) != 1:
            return _("One file at a time, please.")
        if not names[0]:
            return _("Only files on this computer can be opened.")
        if Path(names[0]).suffix.lower() not in self._endings:
            return _("{name} is not a session file ({endings}).").format(
                name=Path(names[0]).name, endings=", ".join(self._endings)
            )
        return ""

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw border, icon and words."""
        theme = self._theme
        edge, fill, icon, ink = {
            DropState.IDLE: ("line_strong", "", "drop", "ink_2"),
            DropState.OVER: ("accent", "accent_soft", "drop", "accent"),
            DropState.BAD: ("warn", "field_warn", "triangle", "warn"),
        }[self._state]
        if self._state is DropState.IDLE and self.underMouse():
            fill = "sunken"
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, 20, theme.color(fill) if fill else None)
            pen = QPen(theme.color(edge), 2)
            if self._state is DropState.IDLE:
                pen.setDashPattern([4, 3])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 19, 19)
            sign = QRectF(22, rect.center().y() - 13, 26, 26)
            paint_icon(painter, sign, icon, theme.color(ink))
            text = rect.adjusted(60, 0, -16, 0)
            first, second = self._words()
            bad = self._state is DropState.BAD
            strong = theme.font("small_strong" if bad else "body_strong")
            head = fit_text(first, strong, text.width(), lines=2 if bad else 1)
            font = theme.font("small")
            foot = fit_text(second, font, text.width()) if second else None
            y = text.center().y() - (head.height + (foot.height + 2 if foot else 0)) / 2
            place = QRectF(text.left(), y, text.width(), head.height)
            head.paint(painter, place, theme.color("ink"))
            if foot:
                place.moveTop(place.bottom() + 2)
                place.setHeight(QFontMetricsF(font).height())
                foot.paint(painter, place, theme.color("accent" if not self._reason else "ink"))

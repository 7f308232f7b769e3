"""Cards, and notes that stand in a line of a page."""

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from hiptimer.ui.icons import paint_icon
from hiptimer.ui.layouts import Text, hbox, vbox
from hiptimer.ui.widgets.painting import box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.layouts import Margins
    from hiptimer.ui.theme import Theme


class Card(QFrame):
    """A surface with a hairline round it; fill its `body`."""

    def __init__(
        self,
        theme: "Theme",
        *,
        padding: "Margins" = 24,
        spacing: int = 16,
        radius: int = 20,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self._theme = theme
        self._radius = radius
        self.body = vbox(self, spacing=spacing, margins=padding)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the surface."""
        theme = self._theme
        with QPainter(self) as painter:
            colours = theme.color("surface"), theme.color("line")
            box(painter, QRectF(self.rect()), self._radius, *colours, theme.border)


class Line(QFrame):
    """A hairline between rows."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make a level line."""
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the line."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("line"))


class NoteKind(StrEnum):
    """How much a note matters."""

    NEUTRAL = "neutral"
    OK = "ok"
    CAUTION = "caution"
    WARN = "warn"


_NOTES = {
    NoteKind.NEUTRAL: ("sunken", "ink_2", "note"),
    NoteKind.OK: ("field_ok", "ok", "tick"),
    NoteKind.CAUTION: ("field_caution", "caution", "triangle"),
    NoteKind.WARN: ("field_warn", "warn", "octagon"),
}


class Note(QFrame):
    """A sentence on a tinted ground, with a sign before it and room for a button after it."""

    def __init__(
        self,
        theme: "Theme",
        text: str,
        *,
        kind: NoteKind = NoteKind.NEUTRAL,
        lead: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show `text`, after `lead` in bold if there is one ("Dana's note for 3-5:")."""
        super().__init__(parent)
        self._theme = theme
        self._kind = NoteKind(kind)
        self._lead = lead
        self._text = text
        self._role = "body"
        self._words = Text(theme, "", self._role, "ink", wrap=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self.row = hbox(self, spacing=16, margins=(48, 8, 16, 12))
        self.row.addWidget(self._words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._sign_place = QRectF()
        self._words.installEventFilter(self)
        self._write()
        theme.changed.connect(self._write)

    def set_text(self, text: str, kind: NoteKind | None = None, lead: str | None = None) -> None:
        """Show another sentence."""
        self._text = text
        self._kind = NoteKind(kind) if kind else self._kind
        self._lead = self._lead if lead is None else lead
        self._write()
        self.update()

    def set_large(self, large: bool) -> None:
        """Write it large enough to be read from the mat, or as on a page."""
        self._role = "title" if large else "body"
        self._words.set_role(self._role)
        self._write()

    def add_widget(self, widget: QWidget) -> None:
        """Put a button or a switch at the end."""
        self.row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def _write(self) -> None:
        def plain(text: str) -> str:
            return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")

        lead = f"<b>{plain(self._lead)}</b> " if self._lead else ""
        line = self._theme.type.line(self._role)
        said = lead + plain(self._text)
        self._words.setText(f'<div style="line-height: {line}px">{said}</div>')
        self.setAccessibleName(f"{self._lead} {self._text}".strip())
        self._place_sign()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move the sign along with the words."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place_sign()
        return False

    def _place_sign(self) -> None:
        # Not while painting: measuring rich text lays it out anew, and that asks for another paint.
        words = self._words.geometry()
        # Beside the first line, wherever a tall button at the end has pushed the words.
        text = self._words.heightForWidth(words.width())
        top = words.top() + max(0, words.height() - text) / 2
        # Qt gives a line that is higher than its letters all of its air above them.
        letters = self._words.fontMetrics().height()
        line = max(letters, self._theme.type.line(self._role))
        side = min(self._theme.type.px(22), 26)  # with air on both sides in its margin
        self._sign_place = QRectF(36 - side, top + line - (letters + side) / 2, side, side)
        self.update()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw ground and sign."""
        ground, ink, sign = _NOTES[self._kind]
        theme = self._theme
        edge = theme.color("ink") if theme.tokens.high_contrast else None
        with QPainter(self) as painter:
            box(painter, QRectF(self.rect()), 14, theme.color(ground), edge, 2)
            paint_icon(painter, self._sign_place, sign, theme.color(ink))

"""The window's inside: a rail of pages at the side, or a bar below, and the page that is shown."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QStackedWidget, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon, paint_logo
from hiptimer.ui.layouts import grid, hbox
from hiptimer.ui.pages.page import NARROW
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.type_scale import fit_text
from hiptimer.ui.widgets.badges import Kbd
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.painting import box, follow, set_focus_radius
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

RAIL = 88
BAR = 72
UNBOUND = 16777215


@dataclass(frozen=True, slots=True)
class KeyWords:
    """Keys as they stand on the keyboard, and what they do."""

    keys: tuple[str, ...]
    does: str


def window_keys() -> tuple[KeyWords, ...]:
    """Return the keys that work on every page."""
    return (
        KeyWords(("Ctrl", "1"), _("Today")),
        KeyWords(("Ctrl", "2"), _("History")),
        KeyWords(("Ctrl", "3"), _("Settings")),
        KeyWords(("Ctrl", ","), _("Settings")),
        KeyWords(("Ctrl", "O"), _("Open a session file")),
        KeyWords(("Tab",), _("Go to the next button or field")),
        KeyWords(("↑", "↓"), _("Move in a list")),
        KeyWords(("Enter",), _("Open or press what is marked")),
        KeyWords(("Esc",), _("Close a sheet")),
        KeyWords(("F1", "?"), _("These keys")),
        KeyWords(("Ctrl", "Q"), _("Close the window")),
    )


class NavItem(QAbstractButton):
    """One entry of the rail: an icon over a word."""

    def __init__(
        self, theme: "Theme", icon: str, text: str, key: str, parent: QWidget | None = None
    ) -> None:
        """Show `icon` and `text`; `key` stands in the tooltip."""
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setText(text)
        self.setToolTip(f"{text} ({key})")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_focus_radius(self, 16)
        follow(theme, self._dress)

    def _dress(self) -> None:
        self.setFont(self._theme.font("caption_strong"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """At least 72 x 64, and more for large words."""
        words = self.fontMetrics().horizontalAdvance(self.text()) + 12
        return QSize(max(72, min(words, 128)), max(64, 44 + self._theme.type.line("caption") + 4))

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut."""
        return QSize(64, self.sizeHint().height())

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw ground, icon and word."""
        theme = self._theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            ink = "accent" if self.isChecked() else "ink_2"
            if self.isChecked():
                edge = theme.color("ink") if theme.tokens.high_contrast else None
                box(painter, rect, 16, theme.color("accent_soft"), edge, 2)
            elif self.underMouse() or self.isDown():
                box(painter, rect, 16, theme.color("sunken"))
            font = theme.font("caption_strong" if self.isChecked() else "caption")
            words = fit_text(self.text(), font, rect.width() - 6)
            top = (rect.height() - 24 - 4 - words.line_height) / 2
            paint_icon(painter, QRectF(0, top, rect.width(), 24), self._icon, theme.color(ink))
            place = QRectF(0, top + 28, rect.width(), words.line_height)
            words.paint(painter, place, theme.color(ink), Qt.AlignmentFlag.AlignHCenter)


class Rail(QWidget):
    """The pages of the window, one of them chosen; upright at the side, or level below."""

    chosen = Signal(str)

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Offer the pages."""
        super().__init__(parent)
        self._theme = theme
        self._level = False
        self.setAccessibleName(_("Pages"))
        self._group = QButtonGroup(self)
        self.items: dict[str, NavItem] = {}
        entries = (
            ("today", "today", _("Today"), "Ctrl+1"),
            ("history", "history", _("History"), "Ctrl+2"),
            ("settings", "settings", _("Settings"), "Ctrl+3"),
        )
        for name, icon, words, key in entries:
            item = NavItem(theme, icon, words, key, self)
            item.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self._group.addButton(item)
            self.items[name] = item
        self._group.setExclusive(True)
        theme.changed.connect(self._measure)

    def show_chosen(self, name: str) -> None:
        """Mark the page that is shown; a page that is not in the rail leaves the mark."""
        if name in self.items:
            self.items[name].setChecked(True)

    def lie(self, level: bool) -> None:
        """Lie level at the foot of the window, or stand at its side."""
        self._level = level
        self._measure()

    def _measure(self) -> None:
        wide = max(item.sizeHint().width() for item in self.items.values()) + 16
        high = max(item.sizeHint().height() for item in self.items.values()) + 8
        if self._level:
            self.setMinimumSize(0, max(BAR, high))
            self.setMaximumSize(UNBOUND, max(BAR, high))
        else:
            self.setMinimumSize(max(RAIL, wide), 0)
            self.setMaximumSize(max(RAIL, wide), UNBOUND)
        self._place()

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Place the entries."""
        self._place()

    def _place(self) -> None:
        items = list(self.items.values())
        high = items[0].sizeHint().height()
        if self._level:
            each = min(160, (self.width() - 16) // len(items))
            left = (self.width() - each * len(items)) // 2
            for i, item in enumerate(items):
                item.setGeometry(left + i * each + 2, (self.height() - high) // 2, each - 4, high)
        else:
            for i, item in enumerate(items):
                item.setGeometry(8, 80 + i * (high + 8), self.width() - 16, high)
        self.update()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the hairline and the mark of the app."""
        theme = self._theme
        line = theme.color("line")
        with QPainter(self) as painter:
            if self._level:
                painter.fillRect(0, 0, self.width(), 1, line)
                return
            painter.fillRect(self.width() - 1, 0, 1, self.height(), line)
            place = QRectF((self.width() - 40) / 2, 16, 40, 40)
            paint_logo(painter, place, theme.color("accent"), theme.color("on_accent"))


class KeyList(Sheet):
    """Every key that works here."""

    def __init__(self, theme: "Theme", parent: QWidget, keys: tuple[KeyWords, ...]) -> None:
        """Make the list over `parent`."""
        super().__init__(theme, parent, _("Keys"), width=520)
        rows = grid(across=16, upright=8)
        for row, entry in enumerate(keys):
            signs = hbox(spacing=4)
            for key in entry.keys:
                signs.addWidget(Kbd(theme, key))
            signs.addStretch(1)
            rows.addLayout(signs, row, 0)
            rows.addWidget(Words(theme, entry.does), row, 1)
        rows.setColumnStretch(1, 1)
        self.body.addLayout(rows)
        close = WordButton(theme, _("Close"), kind=ButtonKind.SECONDARY)
        close.clicked.connect(lambda: self.finish())
        self.actions.addStretch(1)
        self.actions.addWidget(close)


class Shell(QWidget):
    """Rail and pages. A page added as bare fills the window without the rail, as the player does."""

    page_chosen = Signal(str)
    open_file_wanted = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make a shell without pages; `add_page` brings them."""
        super().__init__(parent)
        self._theme = theme
        self._pages: dict[str, QWidget] = {}
        self._bare: set[str] = set()
        self._name = ""
        self._shortcuts: list[QShortcut] = []
        self._key_list: KeyList | None = None
        self.rail = Rail(theme, self)
        self.stack = QStackedWidget(self)
        self.rail.chosen.connect(self.page_chosen)
        for keys, act in (
            ("Ctrl+1", lambda: self._ask("today")),
            ("Ctrl+2", lambda: self._ask("history")),
            ("Ctrl+3", lambda: self._ask("settings")),
            ("Ctrl+,", lambda: self._ask("settings")),
            ("Ctrl+O", self._ask_file),
            ("F1", self.show_keys),
            ("?", self.show_keys),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)
            self._shortcuts.append(shortcut)

    @property
    def page_name(self) -> str:
        """Return the name of the page that is shown, or nothing."""
        return self._name

    def add_page(self, name: str, page: QWidget, *, bare: bool = False) -> None:
        """Add a page under a name; `bare` hides the rail while it is shown."""
        self._pages[name] = page
        if bare:
            self._bare.add(name)
        self.stack.addWidget(page)

    def page(self, name: str) -> QWidget:
        """Return a page by its name."""
        return self._pages[name]

    def show_page(self, name: str) -> None:
        """Show a page and mark it in the rail."""
        self._name = name
        self.rail.show_chosen(name)
        bare = name in self._bare
        self.rail.setVisible(not bare)
        # A bare page has keys of its own, and leaving it is its own to decide.
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not bare)
        self.stack.setCurrentWidget(self._pages[name])
        self._place()

    def show_keys(self) -> None:
        """Show every key that works."""
        if self.sheet_is_open():
            return
        if self._key_list is not None:
            self._key_list.deleteLater()
        self._key_list = KeyList(self._theme, self, window_keys())
        self._key_list.open()

    def _ask(self, name: str) -> None:
        if not self.sheet_is_open():
            self.page_chosen.emit(name)

    def _ask_file(self) -> None:
        if not self.sheet_is_open():
            self.open_file_wanted.emit()

    def sheet_is_open(self) -> bool:
        """Say whether something is asked over the pages, which are then left as they are."""
        return any(sheet.isVisible() for sheet in self.window().findChildren(Sheet))

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Put the rail at the side, or below in a narrow window."""
        self._place()

    def _place(self) -> None:
        level = self.width() < NARROW
        self.rail.lie(level)
        width, height = self.width(), self.height()
        if self._name in self._bare:
            self.stack.setGeometry(0, 0, width, height)
        elif level:
            bar = self.rail.maximumHeight()
            self.stack.setGeometry(0, 0, width, height - bar)
            self.rail.setGeometry(0, height - bar, width, bar)
        else:
            rail = self.rail.maximumWidth()
            self.rail.setGeometry(0, 0, rail, height)
            self.stack.setGeometry(rail, 0, width - rail, height)

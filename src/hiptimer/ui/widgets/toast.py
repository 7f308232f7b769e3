"""A short message at the foot of the window that goes away by itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.announcing import announce
from hiptimer.ui.layouts import Text, hbox
from hiptimer.ui.widgets.buttons import Button, ButtonKind, RoundButton
from hiptimer.ui.widgets.painting import box
from hiptimer.ui.widgets.sheet import Sign

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hiptimer.ui.theme import Theme

STAY_MS = 4000
LETTER_MS = 60  # read without haste


class Toast(QWidget):
    """One for each window; a new message takes the place of the one before."""

    action_taken = Signal()

    def __init__(self, theme: "Theme", window: QWidget) -> None:
        """Lie over `window`, unseen until `show_message`."""
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._sign = Sign(theme, "tick", "ok", 20)
        self._words = Text(theme, "", "body_strong", "ink", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._action = Button(theme, "", kind=ButtonKind.QUIET)
        dismiss = RoundButton(theme, _("Dismiss"), icon="cross", size=32, kind=ButtonKind.QUIET)
        row = hbox(self, spacing=8, margins=(16, 8, 8, 8))
        for widget in (self._sign, self._words, self._action, dismiss):
            row.addWidget(widget)
        row.setStretch(1, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        dismiss.clicked.connect(self.hide)
        self._action.clicked.connect(self._act)
        window.installEventFilter(self)
        self.hide()

    def show_message(
        self, text: str, *, icon: str = "tick", colour: str = "ok", action: str = ""
    ) -> None:
        """Show `text` for as long as it takes to read, at least four seconds.

        There is a button if `action` names one; `action_taken` follows.
        """
        self._words.setText(text)
        self._sign.set_icon(icon, colour)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        announce(self, text)
        self.show()
        self._place()
        self.raise_()
        # With something to press, four seconds are too few to get there by keyboard.
        self._timer.start(max(STAY_MS * (3 if action else 1), LETTER_MS * len(text)))

    def _act(self) -> None:
        self.hide()
        self.action_taken.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window as it grows."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        window = self._window
        room = window.width() - 48
        metrics = self._words.fontMetrics()
        beside = 16 + 20 + 8 * 4 + 32
        if not self._action.isHidden():
            beside += self._action.sizeHint().width() + 8
        width = min(room, max(240, metrics.horizontalAdvance(self._words.text()) + beside + 8))
        height = max(56, self._words.heightForWidth(width - beside) + 24)
        self.setGeometry(
            (window.width() - width) // 2, window.height() - height - 24, width, height
        )

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the surface."""
        theme = self._theme
        with QPainter(self) as painter:
            colours = theme.color("surface"), theme.color("line_strong")
            box(painter, QRectF(self.rect()), 16, *colours, theme.border)

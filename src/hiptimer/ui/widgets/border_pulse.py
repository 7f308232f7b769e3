"""The border of a window, lit once at a change: the twin of a tone for eyes that look elsewhere."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from hiptimer.ui.theme import Theme

# One flash is safe for everyone; more than three in a second are not (WCAG 2.3.1).
PULSE_MS = 400
STILL_PULSE_MS = 1000  # in reduced motion
DARK_MS = 600  # so long at least it is dark before the next: one a second, and each is seen as one
WIDTH = 8


class BorderPulse(QWidget):
    """One for each window; it takes no clicks, and is nothing but the border."""

    def __init__(self, theme: "Theme", window: QWidget) -> None:
        """Lie round the edge of `window`, unseen until `pulse`."""
        super().__init__(window)
        self._window = window
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lit = QTimer(self)
        self._between = QTimer(self)
        for timer in (self._lit, self._between):
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._lit.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def pulse(self) -> None:
        """Light the border for a moment, at most once a second; standing longer in reduced motion."""
        if self._between.isActive():
            return
        lit_ms = STILL_PULSE_MS if self._theme.reduced_motion else PULSE_MS
        self._lit.start(lit_ms)
        self._between.start(lit_ms + DARK_MS)
        self._place()
        self.show()
        self.raise_()

    def pulsing(self) -> bool:
        """Say whether the border is lit."""
        return self._lit.isActive()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay at the edge as the window grows."""
        if event.type() == QEvent.Type.Resize and self.pulsing():
            self._place()
        return False

    def resizeEvent(self, _event: "QResizeEvent") -> None:
        """Be the border alone, so that nothing inside it is drawn anew."""
        inside = self.rect().adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)
        self.setMask(QRegion(self.rect()) - QRegion(inside))

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw the border."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("ink"))

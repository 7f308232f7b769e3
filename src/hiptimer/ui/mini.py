"""The small window that stays above the others: what to do, which side, how long."""

from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from hiptimer.engine.exercise import Side
from hiptimer.language import gettext as _
from hiptimer.ui.icons import paint_icon
from hiptimer.ui.type_scale import digits_width, fit_text
from hiptimer.ui.widgets.badges import side_word
from hiptimer.ui.widgets.border_pulse import BorderPulse
from hiptimer.ui.widgets.buttons import ButtonKind, PauseButton, RoundButton
from hiptimer.ui.widgets.moments import (
    BreathClock,
    OpenClock,
    RepsClock,
    SecondsClock,
    StageState,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QShowEvent

    from hiptimer.ui.theme import Theme

WIDTH, HEIGHT = 320, 140
SLAB = 64
BAR = 8
DIGITS = 58


class MiniPlayer(QWidget):
    """Shows a stage's state in 320 x 140 pixels; its keys are those of the player's page."""

    toggled = Signal()
    large_wanted = Signal()
    key_pressed = Signal(object)

    def __init__(self, theme: "Theme") -> None:
        """Make the window, unseen."""
        super().__init__(None, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self._theme = theme
        self._state: StageState | None = None
        self._next = ""
        self._part = 0.0
        self._seen: tuple[object, ...] | None = None
        self.setFixedSize(WIDTH, HEIGHT)
        self.setWindowTitle(_("hiptimer"))
        self._pause = PauseButton(theme, size=52)
        self._pause.setFixedSize(52, 52)
        self._pause.setParent(self)
        self._pause.move(WIDTH - 68, 46)
        self._pause.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._large = RoundButton(
            theme, _("Large window"), icon="full-screen", size=32, kind=ButtonKind.QUIET, key="M"
        )
        self._large.setParent(self)
        self._large.move(WIDTH - 40, 8)
        self._large.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pause.clicked.connect(self.toggled)
        self._large.clicked.connect(self.large_wanted)
        self._border = BorderPulse(theme, self)
        theme.changed.connect(self.update)

    def pulse(self) -> None:
        """Light the border for a moment, as a change of phase."""
        self._border.pulse()

    def show_state(self, state: StageState, following: str, part: float) -> None:
        """Show a moment; `following` is what comes next, `part` how much of this is over (0-1)."""
        self._state, self._next, self._part = state, following, part
        if self.isVisible():
            self._show_anew()

    def showEvent(self, event: "QShowEvent") -> None:
        """Show the moment that came last while the window was hidden."""
        super().showEvent(event)
        self._show_anew()

    def _show_anew(self) -> None:
        """Say and draw the moment, if it looks other than the one that is shown."""
        state = self._state
        if state is None:
            return
        words = (state.name, _big(state), _beside(state), self._next)
        bar = round(WIDTH * self._part * self.devicePixelRatioF())
        seen = (state.moment, state.side, state.paused, words, bar)
        if seen == self._seen:
            return
        self._seen = seen
        self._pause.set_paused(state.paused)
        self.setAccessibleName(f"{state.name}, {_big(state)}")
        self.update()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Hand the key on to the player's page."""
        self.key_pressed.emit(event)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Come back to the large window instead of ending anything."""
        event.ignore()
        self.large_wanted.emit()

    def paintEvent(self, _event: "QPaintEvent") -> None:
        """Draw field, slab, name, digits and what comes next."""
        state, theme = self._state, self._theme
        if state is None:
            return
        field = "sunken" if state.paused else f"field_{state.moment.value}"
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), theme.color(field))
            left = 16.0
            if state.side is not None:
                self._paint_slab(painter, state.side)
                left += SLAB
            self._line(painter, state.name, QRectF(left, 12, WIDTH - left - 48, 24), 16, 700, "ink")
            self._line(painter, _big(state), QRectF(left, 36, 140, 68), DIGITS, 700, "ink")
            wide = digits_width(_big(state), theme.type.exact(DIGITS, 700))
            beside = QRectF(left + wide + 8, 68, WIDTH - 76 - left - wide - 8, 20)
            self._line(painter, _beside(state), beside, 14, 600, "ink_2")
            self._line(
                painter, self._next, QRectF(left, 108, WIDTH - left - 16, 20), 13, 400, "ink_2"
            )
            bar = QRectF(0, HEIGHT - BAR, WIDTH, BAR)
            painter.fillRect(bar, theme.color("sunken"))
            bar.setWidth(WIDTH * self._part)
            painter.fillRect(bar, theme.color(state.moment.value))

    def _paint_slab(self, painter: QPainter, side: Side) -> None:
        theme = self._theme
        painter.fillRect(QRectF(0, 0, SLAB, HEIGHT), theme.color(side.value))
        ink = theme.color(f"on_{side.value}")
        arrow = "arrow-left" if side is Side.LEFT else "arrow-right"
        paint_icon(painter, QRectF(18, 24, 28, 28), arrow, ink)
        painter.setPen(ink)
        word = side_word(side)
        painter.setFont(theme.type.exact(34, 800))
        painter.drawText(QRectF(0, 52, SLAB, 40), Qt.AlignmentFlag.AlignCenter, word[:1])
        painter.setFont(theme.type.exact(13, 700))
        painter.drawText(QRectF(0, 94, SLAB, 20), Qt.AlignmentFlag.AlignCenter, word)

    def _line(
        self, painter: QPainter, text: str, rect: QRectF, px: int, weight: int, colour: str
    ) -> None:
        font = self._theme.type.exact(px, weight)
        fitted = fit_text(text, font, rect.width(), lines=1, smallest_px=round(px * 0.6))
        fitted.paint(painter, rect, self._theme.color(colour))


def _big(state: StageState) -> str:
    match state.clock:
        case SecondsClock() as clock:
            return clock.digits()
        case RepsClock(rep=number) | BreathClock(breath=number):
            return str(number)
        case OpenClock(big=big):
            return big
        case _:
            assert_never(state.clock)


def _beside(state: StageState) -> str:
    if state.waiting:
        return _("press Space")
    return "" if isinstance(state.clock, OpenClock) else state.clock.below

"""The window: its pages, full screen, and where on the screen it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.actions import Action
from hiptimer.ui.layouts import vbox
from hiptimer.ui.mini import MiniPlayer
from hiptimer.ui.pages.detail import DetailPage
from hiptimer.ui.pages.failure_sheet import FailureSheet
from hiptimer.ui.pages.finished import FinishedPage
from hiptimer.ui.pages.history import HistoryPage
from hiptimer.ui.pages.player import PlayerPage
from hiptimer.ui.pages.preflight import PreflightPage
from hiptimer.ui.pages.problems import ProblemsPage
from hiptimer.ui.pages.settings import SettingsPage
from hiptimer.ui.pages.today import TodayPage
from hiptimer.ui.shell import Shell
from hiptimer.ui.widgets.border_pulse import BorderPulse
from hiptimer.ui.widgets.focus_ring import FocusRing
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from hiptimer.ui.theme import Theme

TODAY, DETAIL, PROBLEMS, PREFLIGHT, PLAYER, FINISHED, HISTORY, SETTINGS = (
    "today",
    "detail",
    "problems",
    "preflight",
    "player",
    "finished",
    "history",
    "settings",
)
USUAL = QSize(1180, 760)
SMALLEST = QSize(420, 560)


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where the window was and whether it filled the screen."""

    left: int
    top: int
    width: int
    height: int
    maximized: bool = False


def on_a_screen(place: QRect, screens: Sequence[QRect]) -> QRect:
    """Return the place, moved so that a hand can take hold of the window, and no larger than its screen.

    The screen is that on which most of it lies, the first one if it lies on none.
    """

    def shared(screen: QRect) -> int:
        both = screen.intersected(place)
        return both.width() * both.height()

    if not screens:
        return place
    screen = max(screens, key=shared)
    kept = QRect(place.topLeft(), place.size().boundedTo(screen.size()).expandedTo(SMALLEST))
    right, bottom = screen.right() + 1 - kept.width(), screen.bottom() + 1 - kept.height()
    kept.moveTo(
        max(screen.left(), min(kept.left(), right)), max(screen.top(), min(kept.top(), bottom))
    )
    return kept


class Window(QWidget):
    """Holds the pages and shows one of them; what they mean together is told by their signals."""

    activated = Signal()
    """The person has turned to the window."""
    closing = Signal()

    def __init__(self, theme: "Theme") -> None:
        """Make every page; none is filled yet."""
        super().__init__()
        self.setWindowTitle(_("hiptimer"))
        self.setMinimumSize(SMALLEST)
        self.shell = Shell(theme)
        vbox(self).addWidget(self.shell)
        self.today = TodayPage(theme)
        self.detail = DetailPage(theme)
        self.problems = ProblemsPage(theme)
        self.preflight = PreflightPage(theme)
        self.player = PlayerPage(theme)
        self.finished = FinishedPage(theme)
        self.history = HistoryPage(theme)
        self.settings = SettingsPage(theme)
        for name, page, bare in (
            (TODAY, self.today, False),
            (DETAIL, self.detail, False),
            (PROBLEMS, self.problems, False),
            (PREFLIGHT, self.preflight, True),
            (PLAYER, self.player, True),
            (FINISHED, self.finished, True),
            (HISTORY, self.history, False),
            (SETTINGS, self.settings, False),
        ):
            self.shell.add_page(name, page, bare=bare)
        self.toast = Toast(theme, self)
        self._ring = FocusRing(theme, self)
        self._border = BorderPulse(theme, self)
        self._theme = theme
        self._failure: tuple[str, str] | None = None
        self._was_maximized = False
        self._mini = MiniPlayer(theme)
        self._mini.large_wanted.connect(lambda: self.set_mini(False))
        self._mini.toggled.connect(lambda: self.player.act(Action.TOGGLE))
        self._mini.key_pressed.connect(self.player.keyPressEvent)
        self.player.showing.connect(self._mini.show_state)
        self.player.mini_wanted.connect(lambda: self.set_mini(not self._mini.isVisible()))
        self.player.pulse_wanted.connect(self._border.pulse)
        self.player.pulse_wanted.connect(self._mini.pulse)
        self.player.asks.connect(lambda: self.set_mini(False))
        # A session in hand is offered for going on with at the next start.
        for shown in (self, self._mini):
            QShortcut(QKeySequence("Ctrl+Q"), shown).activated.connect(self.close)

    def show_restored(self, geometry: Geometry | None) -> None:
        """Show the window where it was, as far as that place is still on a screen."""
        self.resize(USUAL)
        if geometry is not None:
            place = QRect(geometry.left, geometry.top, geometry.width, geometry.height)
            place.setSize(place.size().expandedTo(SMALLEST))
            screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
            place = on_a_screen(place, screens)
            self.resize(place.size())
            self.move(place.topLeft())
        self._ring.start()
        if geometry is not None and geometry.maximized:
            self.showMaximized()
        else:
            self.show()

    def geometry_now(self) -> Geometry:
        """Return where the window is, or was before it filled the screen."""
        # Put back is the frame, whose corner is not that of what is inside it.
        frame = self.geometry().topLeft() - self.frameGeometry().topLeft()
        place = self.normalGeometry().translated(-frame)
        maximized = self.isMaximized() or (self.isFullScreen() and self._was_maximized)
        return Geometry(place.x(), place.y(), place.width(), place.height(), maximized)

    def show_page(self, name: str) -> None:
        """Show a page."""
        self.shell.show_page(name)
        if name != PLAYER:
            self._show_failure()

    def set_far(self, far: bool) -> None:
        """Let the player fill the screen, or come back to the window."""
        if far == self.isFullScreen():
            self.player.set_far(far)
            return
        if far:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()
        elif self._was_maximized:
            self.showMaximized()
        else:
            self.showNormal()
        self.player.set_far(far)

    def set_mini(self, mini: bool) -> None:
        """Show the session in the small window alone, or in this one."""
        if mini == self._mini.isVisible():
            return
        self._mini.setVisible(mini)
        self.setVisible(not mini)
        if not mini:
            self.raise_()
            self.activateWindow()

    def come_forward(self) -> None:
        """Be seen: out of the task bar, and before other windows as far as the system allows it."""
        if self._mini.isVisible():
            self._mini.raise_()
            return
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    @property
    def is_pulsing(self) -> bool:
        """Whether the border is lit by a change just now."""
        return self._border.pulsing()

    def tell(self, sentence: str, *, undo: bool = False) -> None:
        """Tell the person something in a line that goes away by itself."""
        self.toast.show_message(sentence, action=_("Undo") if undo else "")

    def warn(self, sentence: str) -> None:
        """Tell the person of something that did not work."""
        self.toast.show_message(sentence, icon="triangle", colour="caution")

    def fail(self, details: str, log_path: str) -> None:
        """Tell of a failure of our own; a running session goes on, and the details come after it."""
        self._failure = (details, log_path)
        if self.shell.page_name == PLAYER:
            self.warn(_("Something went wrong inside hiptimer. The session goes on."))
        else:
            self._show_failure()

    def _show_failure(self) -> None:
        if self._failure is None or any(one.isVisible() for one in self.findChildren(Sheet)):
            return
        details, log_path = self._failure
        self._failure = None
        FailureSheet(self._theme, self, details, log_path).open()

    def changeEvent(self, event: "QEvent") -> None:
        """Tell when the person turns to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Tell that the window closes, while everything is still there."""
        self._mini.hide()
        self.closing.emit()
        event.accept()

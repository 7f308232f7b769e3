"""The running program before a camera."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = "en"

from PySide6.QtGui import QCursor, QFontDatabase
from PySide6.QtWidgets import QApplication, QScrollArea, QScrollBar, QWidget

from hiptimer.app import App
from hiptimer.engine.pain import bands_of, written_by
from hiptimer.engine.player import Player
from hiptimer.engine.session import Session
from hiptimer.engine.timeline import unroll
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session
from hiptimer.places import Places
from hiptimer.ui.pages.player import Run
from hiptimer.ui.playback import Playback
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.widgets.toast import Toast
from hiptimer.ui.window import PLAYER

ASK_S = 0.5


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        """Begin at some moment."""
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.now


class Studio:
    """The running program before a camera."""

    def __init__(self, folder: Path) -> None:
        """Start the program with the files of nobody."""
        self._qt = QApplication(sys.argv[:1])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "preferences.toml").write_text('sound_level = "silent"\n', encoding="utf-8")
        self.app = App(self._qt, Places.of(folder), speed=5000)
        self.window = self.app.window
        self.catalogue = bundled_catalogue()
        self._folder = folder
        self._playback: Playback | None = None
        QCursor.setPos(0, 0)  # nothing is to look as if it were pointed at
        self.app.start()
        if "Inter" in QFontDatabase.families():
            self.app.theme.set_family("Inter")
        self.settle()

    def settle(self) -> None:
        """Let layouts find their sizes and words their places."""
        for _turn in range(6):
            self._qt.processEvents()

    def until(self, done: Callable[[], bool]) -> None:
        """Let the program run until something is done."""
        while not done():
            self._qt.processEvents()

    def light(self, scheme: str, size: tuple[int, int], text: int = 100) -> None:
        """Set the colours, the size of the window, and that of the letters in percent."""
        self.app.theme.set_scheme(scheme)
        self.app.theme.set_text_percent(text)
        self.window.resize(*size)
        self.until(lambda: (self.window.width(), self.window.height()) == size)
        self.settle()

    def take(self, path: Path, *, toasts: bool = False) -> None:
        """Take the picture, and another one of the end of what does not fit into the window."""
        for toast in self.window.findChildren(Toast):
            if not toasts:
                toast.hide()
        self._save(path)
        bar = self._scroll_bar()
        if bar is not None:
            bar.setValue(bar.maximum())
            self._save(path.with_stem(f"{path.stem}-end"))
            bar.setValue(0)

    def _save(self, path: Path) -> None:
        self.settle()
        self.until(lambda: not self.window.is_pulsing)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        print(path)

    def _scroll_bar(self) -> QScrollBar | None:
        """Return what moves the sheet in front, or else the page, if not all of it is in sight."""
        sheets = [one for one in self.window.findChildren(Sheet) if one.isVisible()]
        front: QWidget = sheets[-1] if sheets else self.window.shell.stack.currentWidget()
        areas = [one for one in (front, *front.findChildren(QScrollArea)) if one.isVisible()]
        bars = [one.verticalScrollBar() for one in areas if isinstance(one, QScrollArea)]
        shown = (bar for bar in bars if bar.isVisible() and bar.maximum() > 0)
        return next(shown, None)

    def close_sheets(self) -> None:
        """Close what is asked, unanswered."""
        for sheet in self.window.findChildren(Sheet):
            sheet.finish()
        self.settle()

    def file(self, name: str, text: str) -> Path:
        """Write a session file and return its path."""
        path = self._folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def session(self, path: Path) -> Session:
        """Read a session file that is known to be good."""
        session = read_session(path, self.catalogue).session
        if session is None:
            raise ValueError(f"{path} has errors")
        return session

    def play(
        self,
        session: Session,
        index: int,
        seconds: float,
        *,
        waits: bool = False,
    ) -> Playback:
        """Show the player so many seconds into an interval."""
        clock = Hand()
        player = Player(
            lambda chosen: unroll(session, self.catalogue, chosen), clock, wait_for_me=waits
        )
        if self._playback is not None:
            self._playback.end()
        self._playback = playback = Playback(player, clock, clock)
        page = self.window.player
        known = self.catalogue
        page.show_run(
            playback,
            Run(
                session.title,
                session.safety.stop_rule,
                lambda one: variant.name if (variant := known[one].easier) else "",
                bands_of(session),
                written_by(session),
            ),
        )
        self.window.show_page(PLAYER)
        playback.begin()
        playback.end()  # the clock stands still, and so does the picture
        playback.jump(index)
        for _ask in range(round(seconds / ASK_S)):
            clock.now += ASK_S
            playback.ask()
        # What was jumped over counts as left out; in a picture it is to look as if it had been done.
        page.view.lay_strip(player, frozenset(range(index)))
        self.until(lambda: not self.window.is_pulsing)
        return playback

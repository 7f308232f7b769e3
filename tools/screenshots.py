"""Makes pictures of the window from its real widgets, without a screen.

tools/screenshots.py                  docs/player.png, the picture in the README
tools/screenshots.py FOLDER [WORD…]   every page and every moment, light and dark, in three sizes; with
                                      words, those whose names hold one of them
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LANGUAGE"] = "en"

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from hiptimer.app import App
from hiptimer.engine.interval import Kind
from hiptimer.engine.player import Player
from hiptimer.engine.session import Session
from hiptimer.engine.timeline import unroll
from hiptimer.journal.records import Status
from hiptimer.journal.store import wall_clock
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.sessions import read_session
from hiptimer.places import Places
from hiptimer.resources import bundled_sessions
from hiptimer.ui.actions import Action
from hiptimer.ui.pages.away_sheet import AwayRun
from hiptimer.ui.pages.player import Run
from hiptimer.ui.playback import Playback
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.widgets.toast import Toast
from hiptimer.ui.window import HISTORY, PLAYER, SETTINGS

README_PICTURE = Path(__file__).parent.parent / "docs" / "player.png"
WINDOW, NARROW, FAR = (1180, 760), (480, 760), (1920, 1080)
ASK_S = 0.5

# Every kind of interval, and every way of asking for a dose that looks different.
EVERY_KIND = """\
hiptimer: 1
id: every-kind
title: Every kind of moment
steps:
  - {exercise: low-lunge, hold: 30 s, sides: each, sets: 2, rest: 45 s}
  - {exercise: low-lunge, hold: 20-30 s, sides: left}
  - {exercise: low-lunge, hold: 30 s or more, sides: right}
  - {exercise: reclined-twist, breaths: 5, lead_in: 1, sides: each}
  - wait: Fetch the band.
  - {exercise: band-clam, reps: 12, sides: each, load: red band}
  - {exercise: split-squat-rfe, reps: 8, sides: alternate}
  - {exercise: bridge, reps: 10, pace: self}
  - {exercise: camel, hold: 30 s}
  - {name: Wall press, time: 40 s, posture: standing, instructions: [Press and breathe.]}
"""
WRONG = EVERY_KIND.replace("low-lunge, hold: 30 s,", "low-lung, hold: 30 s,").replace(
    "lead_in: 1", "lead: 1"
)


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

    def light(self, scheme: str, size: tuple[int, int]) -> None:
        """Set the colours and the size of the window."""
        self.app.theme.set_scheme(scheme)
        self.window.resize(*size)
        self.settle()

    def take(self, path: Path) -> None:
        """Take the picture."""
        for toast in self.window.findChildren(Toast):
            toast.hide()
        self.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        print(path)

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
            ),
        )
        self.window.show_page(PLAYER)
        playback.begin()
        playback.end()  # the clock stands still, and so does the picture
        playback.jump(index)
        for _ask in range(round(seconds / ASK_S)):
            clock.now += ASK_S
            playback.ask()
        self.until(lambda: not self.window.is_pulsing)
        return playback


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the player: the nth interval of a kind, so many seconds into it, and then."""

    kind: Kind
    nth: int = 0
    seconds: float = 0.0
    waits: bool = False
    then: Callable[[Studio, Playback], object] = lambda _studio, _playback: None


def _trouble(studio: Studio, _playback: Playback) -> None:
    studio.window.player.set_trouble(
        "No loudspeaker or headphones were found, so sessions are shown but not heard.",
        sound=True,
    )


MOMENTS = {
    "get-ready": Moment(Kind.GET_READY, seconds=4),
    "get-ready-waiting": Moment(Kind.GET_READY, seconds=40, waits=True),
    "hold-left": Moment(Kind.HOLD, seconds=12),
    "hold-right": Moment(Kind.HOLD, 1, seconds=12),
    "hold-second-set": Moment(Kind.HOLD, 2, seconds=12),
    "hold-range": Moment(Kind.HOLD, 4, seconds=12),
    "hold-past-minimum": Moment(Kind.HOLD, 5, seconds=34),
    "hold-last-seconds": Moment(Kind.HOLD, seconds=28),
    "hold-paused": Moment(Kind.HOLD, seconds=12, then=lambda _studio, playback: playback.pause()),
    "hold-trouble": Moment(Kind.HOLD, seconds=12, then=_trouble),
    "switch": Moment(Kind.SWITCH, seconds=4),
    "rest": Moment(Kind.REST, seconds=15),
    "breathe-lead-in": Moment(Kind.BREATHE, seconds=3),
    "breathe": Moment(Kind.BREATHE, seconds=27),
    "wait": Moment(Kind.WAIT),
    "reps": Moment(Kind.REPS, seconds=14),
    "reps-alternate": Moment(Kind.REPS, 2, seconds=20),
    "reps-own-pace": Moment(Kind.REPS, 3, seconds=5),
    "release": Moment(Kind.RELEASE, seconds=3),
    "move": Moment(Kind.MOVE, seconds=12),
    "pain": Moment(Kind.HOLD, seconds=12, then=lambda _studio, playback: playback.pain()),
    "end": Moment(
        Kind.HOLD,
        seconds=12,
        then=lambda studio, _playback: studio.window.player.view.end_wanted.emit(),
    ),
    "keys": Moment(
        Kind.HOLD, seconds=12, then=lambda studio, _playback: studio.window.player.act(Action.KEYS)
    ),
}

PAGES = ("today", "detail", "problems", "finished", "history", "settings")


def show_page(studio: Studio, name: str) -> None:
    """Show a page that is not the player's."""
    routine = next(path for path in bundled_sessions() if path.stem == "complete-routine")
    choosing, shell = studio.app.choosing, studio.window.shell
    match name:
        case "today":
            choosing.show_today()
        case "detail":
            choosing.open_key(str(routine))
        case "problems":
            choosing.open_file(studio.file("every-kind.yaml", WRONG))
        case "finished":
            _finish_a_session(studio)
        case "history":
            _fill_the_history(studio, routine)
            shell.page_chosen.emit(HISTORY)
        case "settings":
            shell.page_chosen.emit(SETTINGS)
        case _:
            raise ValueError(name)


def _finish_a_session(studio: Studio) -> None:
    desk = next(path for path in bundled_sessions() if path.stem == "desk-break")
    detail = studio.window.detail
    studio.app.choosing.open_key(str(desk))
    detail.start.emit(detail.choices)

    def over() -> bool:
        playback = studio.app.performing.playback
        if playback is not None and playback.player.is_waiting:
            playback.next()
        return playback is None

    studio.until(over)


def _fill_the_history(studio: Studio, routine: Path) -> None:
    now = wall_clock()
    for days, status, note in (
        (1, Status.COMPLETE, ""),
        (3, Status.STOPPED, "The band was in the wash."),
        (4, Status.COMPLETE, ""),
        (9, Status.PAIN, "A pinch in the right hip."),
    ):
        when = now - timedelta(days=days, hours=2)
        studio.window.history.add_run.emit(AwayRun(str(routine), when, status, note))


def show_moment(studio: Studio, session: Session, moment: Moment) -> None:
    """Show a moment of a session in the player."""
    found = [one for one in unroll(session, studio.catalogue).intervals if one.kind is moment.kind]
    index = found[moment.nth].index
    studio.window.player.set_trouble("")
    playback = studio.play(session, index, moment.seconds, waits=moment.waits)
    moment.then(studio, playback)


def for_readme(studio: Studio) -> None:
    """Take the picture for the README: a hold on the left side, as it is on a desk."""
    routine = next(path for path in bundled_sessions() if path.stem == "complete-routine")
    show_moment(studio, studio.session(routine), MOMENTS["hold-left"])
    studio.light("light", WINDOW)
    studio.take(README_PICTURE)


def into_folder(studio: Studio, folder: Path, words: list[str]) -> None:
    """Take every picture whose name holds one of the words, or all of them."""

    def take_all(name: str, show: Callable[[], object]) -> None:
        wanted = [
            (scheme, size, f"{name}-{size[0]}x{size[1]}-{scheme}")
            for size in (WINDOW, NARROW, FAR)
            for scheme in ("light", "dark")
        ]
        wanted = [one for one in wanted if not words or any(word in one[2] for word in words)]
        if not wanted:
            return
        shown_at = None
        for scheme, size, full_name in wanted:
            studio.light(scheme, size)
            if size != shown_at:  # what is asked is made for the size it is asked at
                studio.close_sheets()
                studio.window.player.set_far(size == FAR)
                show()
                shown_at = size
            studio.take(folder / f"{full_name}.png")
        studio.close_sheets()
        studio.window.player.set_far(False)

    every_kind = studio.session(studio.file("good.yaml", EVERY_KIND))
    for name, moment in MOMENTS.items():
        take_all(name, lambda moment=moment: show_moment(studio, every_kind, moment))  # type: ignore[misc]
    for name in PAGES:
        take_all(name, lambda name=name: show_page(studio, name))  # type: ignore[misc]


def main() -> int:
    """Take the pictures that the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, help="where to; without it, docs/player.png")
    asked.add_argument("word", nargs="*", help="only pictures whose name has one of these words")
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder) / "data")
        if wanted.folder is None:
            for_readme(studio)
        else:
            into_folder(studio, wanted.folder, wanted.word)
        studio.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

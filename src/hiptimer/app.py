"""The composition root of the window: builds every object, wires it, and starts Qt."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from hiptimer import __version__
from hiptimer.journal.backups import Backups
from hiptimer.journal.copying import Copying
from hiptimer.journal.journal import Journal
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.store import wall_clock
from hiptimer.language import gettext as _
from hiptimer.language import speak_the_persons_language
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.log import log
from hiptimer.places import Places
from hiptimer.preferences import read_preferences
from hiptimer.resources import asset
from hiptimer.sound.clips import Clips
from hiptimer.sound.ducking import Ducking, Music
from hiptimer.sound.output import open_output
from hiptimer.sound.speaker import Speaker
from hiptimer.sound.voice.speaking import Voice
from hiptimer.ui.awake import awake
from hiptimer.ui.checking_sound import CheckingSound
from hiptimer.ui.choosing import Choosing
from hiptimer.ui.exchanging import Exchanging
from hiptimer.ui.failures import watch_for_failures
from hiptimer.ui.handing_out import HandingOut
from hiptimer.ui.icons import logo_icon
from hiptimer.ui.keeping import Keeping
from hiptimer.ui.looking_back import LookingBack
from hiptimer.ui.opened_files import OpenedFiles
from hiptimer.ui.performing import Performing
from hiptimer.ui.sharing import Sharing
from hiptimer.ui.signals import closing_on_signals
from hiptimer.ui.single import first_or_call
from hiptimer.ui.telling import Telling
from hiptimer.ui.theme import Theme
from hiptimer.ui.window import HISTORY, SETTINGS, TODAY, Window

INTERRUPTED = 130


class App:
    """Every object of the running program."""

    def __init__(self, qt: QApplication, places: Places, *, speed: float = 1.0) -> None:
        """Build it all; nothing is shown or sounded until `start`.

        The colours come first: Qt crashed now and then when its style was changed under living widgets.
        `speed` lets sessions run faster than written, for tests and for trying a file out.
        """
        self.places = places
        self._speed = speed
        self._read = read_preferences(places.preferences_path)
        self.theme = Theme(qt)
        chosen = self._read.preferences
        self.theme.choose(chosen.theme.value, chosen.reduce_motion.value, chosen.text_size)
        self.theme.choose_person(chosen.figure, chosen.build)
        self.theme.start()
        self.journal = Journal(places.journal_path, wall_clock)
        self.recorder = Recorder(self.journal, wall_clock)
        kept = places.sound_cache_dir
        voice = Voice(asset("voice"), kept)
        ducking = Ducking(Music(chosen.music), kept)
        self.speaker = Speaker(
            Clips(asset("sounds"), kept),
            voice,
            lambda: open_output(kept, self.keeping.preferences.output_device),
            quiet=ducking,
            speed=speed,
        )
        self.window = Window(self.theme)
        self._telling = Telling()
        self._telling.said.connect(self.window.warn)
        backups = Backups(places.journal_path, wall_clock)
        self._copying = Copying(backups, self._telling.said.emit)
        self._copying.follow(self.journal)
        self.keeping = Keeping(places, self.theme, self.speaker, voice, ducking, self.window)
        self.choosing = Choosing(
            places, bundled_catalogue(), self.journal, self.keeping, self.window
        )
        checking = CheckingSound(self.keeping, self.speaker, self.window)
        self.performing = Performing(
            self.choosing,
            self.keeping,
            self.journal,
            self.recorder,
            self.speaker,
            awake(),
            checking,
            self.window,
            speed=speed,
        )
        self.looking_back = LookingBack(
            places.shelf_dir, self.choosing, self.journal, self.keeping, self.window
        )
        self.exchanging = Exchanging(self.theme, self.journal, self.window)
        self.exchanging.taken_in.connect(self._refresh)
        self.handing_out = HandingOut(
            self.theme, places.shelf_dir, self.choosing, self.journal, self.window
        )
        self.window.history.export_wanted.connect(self.exchanging.export_csv)
        self.sharing = Sharing(places, self.keeping, self.journal, self.window)
        self.sharing.news.connect(self._refresh)
        self.window.shell.page_chosen.connect(self._show)
        self.window.closing.connect(self.close)
        self._day = wall_clock().date()
        self.window.activated.connect(self._keep_to_the_day)

    def start(self, file: Path | None = None, ready: Callable[[], None] | None = None) -> None:
        """Show the window, then do what may take a moment; `ready` is called when `call` may be."""
        self.keeping.start(self._read)
        self.window.show_restored(self.keeping.geometry())
        QTimer.singleShot(0, lambda: self._after_first_paint(file, ready))

    def _after_first_paint(self, file: Path | None, ready: Callable[[], None] | None) -> None:
        self.keeping.mend_music()
        self.choosing.open_journal()
        self._copying.start()
        self.sharing.start()
        if file is None:
            self.choosing.show_today()
        else:
            self.choosing.open_file(file)
        if ready is not None:
            ready()

    def _show(self, page: str) -> None:
        {
            TODAY: self.choosing.show_today,
            HISTORY: self.looking_back.show,
            SETTINGS: self.keeping.show,
        }[page]()
        self.sharing.look()

    def _refresh(self) -> None:
        """Show what came from another computer or out of a file, where it can be seen."""
        if self.window.shell.page_name == TODAY:
            self.choosing.refresh()
        elif self.window.shell.page_name == HISTORY:
            self.looking_back.refresh()

    def _keep_to_the_day(self) -> None:
        """Greet, ask and count by the day on which a window left open overnight is seen again."""
        before, self._day = self._day, wall_clock().date()
        if before != self._day:
            self._refresh()

    def call(self, file: str) -> None:
        """Come to the front, as a second start asks, and open its file unless that would disturb."""
        self.window.come_forward()
        if file and self.performing.playback is not None:
            said = _("A session is running. Open {name} when it is over.")
            self.window.tell(said.format(name=Path(file).name))
        elif file and self.window.shell.sheet_is_open():
            said = _("Something is open here. Close it, then open {name} again.")
            self.window.tell(said.format(name=Path(file).name))
        elif file:
            self.choosing.open_file(Path(file))

    def close(self) -> None:
        """Stop what runs and keep what is not yet written; a session in hand can be gone on with."""
        self.performing.close()
        self.looking_back.close()
        self.window.finished.flush()
        self.keeping.keep_geometry(self.window)
        left_over = self.recorder.close(self.places.data_dir)
        if left_over is not None:
            # There is no window any more to show it in.
            log.warning(left_over.said)
            sys.stderr.write(left_over.said + "\n")
        self.exchanging.close()
        self._copying.close()
        self.sharing.close()
        self.journal.close()
        self.speaker.close()


def run(places: Places, file: Path | None = None, *, speed: float = 1.0) -> int:
    """Open the window and return the program's exit code when it is closed."""
    QGuiApplication.setDesktopFileName("hiptimer")
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(qt, QApplication):
        raise TypeError("a Qt application without windows is running already")
    qt.setApplicationName("hiptimer")
    qt.setApplicationDisplayName("hiptimer")
    qt.setApplicationVersion(__version__)
    speak_the_persons_language(asset("translations"))
    first = first_or_call(places.data_dir, file)
    if first is None:
        return 0
    app = App(qt, places, speed=speed)
    watch_for_failures(
        places.log_path, lambda details: app.window.fail(details, str(places.log_path))
    )
    qt.setWindowIcon(logo_icon(app.theme.color("accent"), app.theme.color("on_accent")))
    first.called.connect(app.call)
    # By itself Qt does not end where the small window was shown in the place of the one that closes.
    app.window.closing.connect(qt.exit)
    opened = OpenedFiles()
    opened.asked.connect(app.call)
    if sys.platform == "darwin":  # elsewhere nobody asks, and it would see every event for nothing
        qt.installEventFilter(opened)
    app.start(file, ready=first.listen)
    with closing_on_signals(app.window) as asked:
        code = qt.exec()
    first.close()
    return INTERRUPTED if asked else code

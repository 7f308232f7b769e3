"""A player's page on which a session plays, and the hands of the person before it."""

from played import Played
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hiptimer.engine.pain import bands
from hiptimer.engine.session import PainBands, Safety
from hiptimer.ui.pages.player import PlayerPage, Run
from hiptimer.ui.pages.words import Link, Words
from hiptimer.ui.widgets.buttons import Button, RoundButton
from hiptimer.ui.widgets.sheet import Sheet
from hiptimer.ui.widgets.toast import Toast
from made import BOOK, HandClock

Key = Qt.Key
GET_READY, HOLD = 0, 1  # of the first step
BANDS = bands(Safety(pain_bands=PainBands(stop="Leave it for today.")))


class Table:
    """A page on which a session plays, and the hands of the person before it."""

    def __init__(self, theme, show, *entries, wait_for_me=False):
        self.now = HandClock()
        self.page = PlayerPage(theme, self.now)
        self.played = Played(*entries, wait_for_me=wait_for_me)
        self.player = self.played.player
        self.told = []
        for name in ("far_wanted", "sound_wanted"):
            signal = getattr(self.page, name)
            signal.connect(lambda on, name=name: self.told.append((name, on)))
        self.page.said_again.connect(lambda text: self.told.append(("said_again", text)))
        self.pulses = 0
        self.page.pulse_wanted.connect(self._count_pulse)
        self.hurt = []
        self.page.pain_answered.connect(lambda *said: self.hurt.append(said))
        for name in ("mini_wanted", "over", "try_sound_again"):
            getattr(self.page, name).connect(lambda name=name: self.told.append(name))

        def easier(exercise):
            return BOOK[exercise].easier.name if BOOK[exercise].easier else ""

        run = Run("Hips", "Stop if it is sharp.", easier, BANDS, "Dana")
        self.page.show_run(self.played.playback, run)
        show(self.page, 1180, 760)
        self.page.view.controls.pause.setFocus()
        self.played.playback.begin()

    def _count_pulse(self):
        self.pulses += 1

    def press(self, key, *, pause_s=1.0):
        """Press a key where the focus is, `pause_s` seconds after whatever was before."""
        self.now.now += pause_s
        QTest.keyClick(QApplication.focusWidget() or self.page, key)

    def click(self, widget):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def wait(self, seconds, every=0.5):
        for _step in range(round(seconds / every)):
            self.now.now += every
            self.played.play(every, every)

    def button(self, name):
        found = [one for one in self.page.findChildren(RoundButton) if one.accessibleName() == name]
        assert len(found) == 1, name
        return found[0]

    @property
    def sheet(self):
        sheets = [one for one in self.page.findChildren(Sheet) if one.isVisible()]
        return sheets[0] if sheets else None

    def answer(self, words):
        tile = next(one for one in self.sheet.findChildren(Button) if one.text() == words)
        self.click(tile)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def ways(self):
        """Return what is offered, without the link to the help."""
        offered = self.sheet.findChildren(Button)
        return [one.text() for one in offered if not isinstance(one, Link)]

    @property
    def state(self):
        return self.page.view.stage.state()

    @property
    def toast(self):
        toast = self.page.findChild(Toast)
        return toast.accessibleName() if toast.isVisible() else ""


def words_of(sheet):
    return [label.text() for label in sheet.findChildren(Words) if label.isVisible()]

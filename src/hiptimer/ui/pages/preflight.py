"""Before a session is heard: "sit where you will exercise: do you hear this?", and what helps if not."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.preferences import Preferences
from hiptimer.ui.layouts import grid, hbox, vbox
from hiptimer.ui.pages.page import WIDEST, Page, empty
from hiptimer.ui.pages.setting_rows import fixed_percent, wide
from hiptimer.ui.pages.sound_settings import Named, choice, offered_devices
from hiptimer.ui.pages.words import Words
from hiptimer.ui.theme import Enlarged
from hiptimer.ui.type_scale import ROLES
from hiptimer.ui.widgets.buttons import Button, ButtonKind, RoundButton
from hiptimer.ui.widgets.cards import Note, NoteKind
from hiptimer.ui.widgets.slider import Slider

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from hiptimer.ui.theme import Theme

AGAIN_MS = 12_000  # time to walk to the mat and sit down, and it is still to be heard
SOON_MS = 400  # after a slider came to rest
STEP = 10
USUAL_WIDTH, USUAL_HEIGHT = 1180, 760
LARGER = 1.25  # all of it, in the usual window; more on a whole screen, to be read from 3 m
SMALL = 440  # px of page, at 100 % of these letters: a smaller one is read from near by
TILES = {"heading": 72, "lead": 56}  # their height, by the role of their words
TWO_TILES = {"heading": 560, "lead": 440}  # px of page for two of them side by side


def louder_of(preferences: Preferences) -> int:
    """Return the volume that the person is shown here, in percent: the louder of voice and tones."""
    return max(preferences.voice_volume, preferences.tone_volume)


def at_volume(preferences: Preferences, volume: int) -> Preferences:
    """Return the preferences with voice and tones moved together, so that the louder is at `volume`."""
    by = volume - louder_of(preferences)
    return replace(
        preferences,
        voice_volume=min(100, max(0, preferences.voice_volume + by)),
        tone_volume=min(100, max(0, preferences.tone_volume + by)),
    )


class _Tile(Button):
    """A button to be read from the mat; its sign is as large as its words."""

    def __init__(
        self, theme: "Theme", text: str, role: str, *, kind: ButtonKind, icon: str, subtitle: str
    ) -> None:
        """Show `text` in a role of the type scale."""
        self._role = role
        size = round(theme.type.px(TILES[role]))
        super().__init__(theme, text, kind=kind, size=size, icon=icon, subtitle=subtitle)

    def _dress(self) -> None:
        super()._dress()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFont(self._theme.font(self._role))

    def _icon_px(self) -> int:
        return round(self._theme.type.px(ROLES[self._role].px * 1.15))

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut rather than push the window wider."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 160), hint.height())


class PreflightPage(Page):
    """Asks whether the sounds are heard; it plays nothing by itself, it tells when to.

    `done` tells whether they are: without, each cue lights the border. `left` is Esc: nothing is
    settled then.
    """

    play_wanted = Signal()
    volume_changed = Signal(int)
    device_chosen = Signal(str)
    try_again = Signal()
    done = Signal(bool)
    left = Signal()

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Ask nothing until `show_content`."""
        super().__init__(theme, _("Do you hear this?"), parent)
        self._volume = 80
        self._devices: Named = ()
        self._device = ""
        self._trouble = ""
        self._helping = False
        self._measured = (100, "", False)
        self._level: Words | None = None
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.play_wanted)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.play_wanted)
        self.body.addStretch(1)
        self._parts = vbox(spacing=24)
        self.body.addLayout(self._parts)
        self.body.addStretch(1)
        self._build()

    @property
    def is_helping(self) -> bool:
        """Whether the page shows what helps, and no longer asks."""
        return self._helping

    @property
    def volume(self) -> int:
        """The volume shown, in percent."""
        return self._volume

    def show_content(
        self, preferences: Preferences, devices: Named = (), trouble: str = ""
    ) -> None:
        """Ask anew; see `SettingsPage.show_content` for the devices, `set_trouble` for the trouble."""
        self._volume = louder_of(preferences)
        self._devices, self._device = tuple(devices), preferences.output_device
        self._trouble = trouble
        self._show(helping=False)

    def set_trouble(self, sentence: str) -> None:
        """Show a sentence on why nothing can be heard, or none."""
        if sentence != self._trouble:
            self._trouble = sentence
            self._note.set_text(sentence)
            self._note.setVisible(bool(sentence))

    def set_devices(self, devices: Named) -> None:
        """Offer other loudspeakers, as they come and go."""
        if tuple(devices) != self._devices:
            self._devices = tuple(devices)
            if self._helping:
                self._show(helping=True)

    def _show(self, *, helping: bool) -> None:
        self._helping = helping
        self._build()
        if not self.isVisible():
            return
        if helping:
            self._again.stop()
        else:
            self._play()
        self._focus_first()

    def _focus_first(self) -> None:
        # What is new in a layout is shown later, and only what is shown can have the focus.
        self._first.show()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _play(self) -> None:
        """Let it be heard now, and again and again until the person has answered."""
        self._again.start()
        self.play_wanted.emit()

    def _answer(self, heard: bool) -> None:
        self._again.stop()
        self._soon.stop()
        self.done.emit(heard)

    def _leave(self) -> None:
        self._again.stop()
        self.left.emit()

    def _try_again(self) -> None:
        self.try_again.emit()
        self._show(helping=False)

    def _move(self, by: int) -> None:
        self._set_volume(min(100, max(0, self._volume + by)))
        self._play()

    def _set_volume(self, volume: int) -> None:
        if volume != self._volume:
            self._volume = volume
            self.volume_changed.emit(volume)
        if self._level is not None:
            self._level.setText(self._level_words())

    def _level_words(self) -> str:
        words = _("Volume {n} %").format(n=self._volume)
        if self._volume == 100:
            words += " \N{MIDDLE DOT} " + _("now turn up the computer itself")
        return words

    def _choose_device(self, device: str) -> None:
        self._device = device
        self.device_chosen.emit(device)
        self.play_wanted.emit()

    def _build(self) -> None:
        empty(self._parts)
        percent, _family, small = self._measured
        self._large = cast("Theme", Enlarged(self._theme, percent))
        self._role = "lead" if small else "heading"
        theme = self._large
        head = hbox(spacing=16)
        told = _("Not heard") if self._helping else _("Sit where you will exercise.")
        words = Words(theme, told, "section" if small else "title", "ink_2")
        head.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        close = RoundButton(
            self._theme, _("Leave"), icon="cross", size=40, kind=ButtonKind.QUIET, key="Esc"
        )
        close.clicked.connect(self._leave)
        self._close = close
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._parts.addLayout(head)
        asked = _("This may help") if self._helping else _("Do you hear this?")
        self._parts.addWidget(Words(theme, asked, "title" if small else "call"))
        self._note = Note(theme, self._trouble, kind=NoteKind.CAUTION)
        if not self._trouble:
            self._note.hide()  # shown before it has its place, it would be a window
        self._parts.addWidget(self._note)
        self._level = None
        if self._helping:
            self._help(theme)
        else:
            self._level = Words(theme, self._level_words(), self._role, "ink_2")
            self._parts.addWidget(self._level)
            self._ask(theme)

    def _ask(self, theme: "Theme") -> None:
        self.yes = self._tile(_("Yes, I hear it"), "tick", lambda: self._answer(True), first=True)
        self.louder = self._tile(_("Louder"), "arrow-up", lambda: self._move(STEP))
        self.quieter = self._tile(_("Quieter"), "arrow-down", lambda: self._move(-STEP))
        self.no = self._tile(_("I do not hear it"), "speaker-off", lambda: self._show(helping=True))
        self._lay_tiles(theme, self.yes, self.louder, self.no, self.quieter)
        self._first = self.yes

    def _help(self, theme: "Theme") -> None:
        said = _("Are headphones plugged in? Is the computer itself turned up?")
        self._parts.addWidget(Words(theme, said, "lead_plain", "ink_2"))
        stack = self._is_slim(theme)
        offered = offered_devices(self._devices, self._device)
        self.device = choice(theme, _("Loudspeaker"), offered, self._device)
        self.device.currentIndexChanged.connect(
            lambda _index: self._choose_device(str(self.device.currentData()))
        )
        place = QWidget()
        vbox(place).addWidget(self.device)
        self._parts.addLayout(wide(theme, _("Loudspeaker"), place, stack=stack))
        self.slider = Slider(theme, _("Volume"), 0, 100, step=STEP)
        self.slider.setValue(self._volume)
        percent = fixed_percent(theme, self._volume)
        self.slider.valueChanged.connect(lambda n: percent.setText(_("{n} %").format(n=n)))
        self.slider.valueChanged.connect(self._set_volume)
        self.slider.valueChanged.connect(lambda _n: self._soon.start())
        place = QWidget()
        row = hbox(place, spacing=12)
        row.addWidget(self.slider, 1)
        row.addWidget(percent)
        self._parts.addLayout(wide(theme, _("Volume"), place, stack=stack))
        self.again = self._tile(_("Try again"), "repeat", self._try_again, first=True)
        self.now = self._tile(_("I hear it now"), "tick", lambda: self._answer(True))
        self.flash = self._tile(
            _("Go on without sound"),
            "full-screen",
            lambda: self._answer(False),
            subtitle=_("the border lights up at each cue"),
        )
        self._lay_tiles(theme, self.again, self.now, self.flash)
        self._first = self.again

    def _tile(
        self,
        words: str,
        icon: str,
        does: Callable[[], None],
        *,
        first: bool = False,
        subtitle: str = "",
    ) -> _Tile:
        theme = self._large
        kind = ButtonKind.PRIMARY if first else ButtonKind.SECONDARY
        tile = _Tile(theme, words, self._role, kind=kind, icon=icon, subtitle=subtitle)
        tile.clicked.connect(lambda _checked=False: does())
        tile.installEventFilter(self)
        return tile

    def _lay_tiles(self, theme: "Theme", *tiles: _Tile) -> None:
        across = 1 if self._is_slim(theme) else 2
        place = grid(across=16, upright=16)
        for number, tile in enumerate(tiles):
            row, column = divmod(number, across)
            last_alone = across == 2 and column == 0 and number == len(tiles) - 1
            place.addWidget(tile, row, column, 1, 2 if last_alone else 1)
        for column in range(across):
            place.setColumnStretch(column, 1)
        self._parts.addLayout(place)

    def _is_slim(self, theme: "Theme") -> bool:
        return self.width() < theme.type.px(TWO_TILES[self._role])

    def _measure(self) -> None:
        super()._measure()
        part = min(self.width() / USUAL_WIDTH, self.height() / USUAL_HEIGHT)
        self._inner.setMaximumWidth(round(max(self._inner.maximumWidth(), WIDEST * part)))
        larger = max(1.0, LARGER * part)
        # In steps, so that a window drawn larger is not built anew at every pixel.
        percent = round(self._theme.type.percent * larger / 10) * 10
        measured = (percent, self._theme.type.family, self.width() < SMALL * percent / 100)
        if measured != self._measured:
            self._measured = measured
            self._build()
            if self.isVisible():
                self._focus_first()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Make it louder and quieter by the arrows, instead of moving between the buttons."""
        if event.type() == QEvent.Type.KeyPress and not self._helping:
            key = cast("QKeyEvent", event).key()
            by = {Qt.Key.Key_Up: STEP, Qt.Key.Key_Down: -STEP}.get(Qt.Key(key))
            if by is not None:
                self._move(by)
                return True
        return False

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: "QShowEvent") -> None:
        """Begin to ask."""
        super().showEvent(event)
        if not self._helping:
            self._play()
        self._focus_first()

    def hideEvent(self, event: "QHideEvent") -> None:
        """Fall silent when another page is shown."""
        super().hideEvent(event)
        self._again.stop()
        self._soon.stop()

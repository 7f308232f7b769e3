"""The part of the settings that is about sound: how much, which kinds, by whom, where, and its twins."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hiptimer.language import gettext as _
from hiptimer.preferences import Preferences
from hiptimer.sound.voice.engines import Engine, name_of
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.detail_content import sound_levels
from hiptimer.ui.pages.setting_rows import (
    OneOf,
    RadioList,
    fixed_percent,
    labelled,
    setting_card,
    setting_toggle,
    wide,
)
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind, RoundButton
from hiptimer.ui.widgets.cards import Card, Line
from hiptimer.ui.widgets.choices import Toggle
from hiptimer.ui.widgets.fields import Select
from hiptimer.ui.widgets.slider import Slider

if TYPE_CHECKING:
    from hiptimer.ui.theme import Theme

Named = Sequence[tuple[str, str]]
"""What can be chosen: each with its name in the preferences and its words for the person."""


def offered_voices(voices: Named, chosen: str) -> list[tuple[str, str]]:
    """Return the voices to choose from, the chosen one among them even if it is not here."""
    offered = list(voices) or [(Engine.AUTO.value, name_of(Engine.AUTO))]
    if chosen not in dict(offered):
        said = _("{name} (not on this computer)").format(name=name_of(Engine(chosen)))
        offered.append((chosen, said))
    return offered


def offered_devices(devices: Named, chosen: str) -> list[tuple[str, str]]:
    """Return the loudspeakers to choose from: the usual one first, and the chosen one even if away."""
    offered = [("", dict(devices).get("", _("The usual one")))]
    offered += [(key, words) for key, words in devices if key]
    if chosen not in dict(offered):
        offered.append((chosen, _("{name} (not connected)").format(name=chosen)))
    return offered


def choice(theme: "Theme", name: str, offered: Named, chosen: str) -> Select:
    """Return a field to choose from a list; the data of each item is its name in the preferences."""
    select = Select(theme, name)
    for key, words in offered:
        select.addItem(words, key)
    select.setCurrentIndex(select.findData(chosen))
    return select


class SoundSettings(QObject):
    """The cards, and what is pressed on them; `chosen` names a preference and its new value."""

    chosen = Signal(str, object)
    preview_voice = Signal()
    preview_tone = Signal()
    try_wanted = Signal()

    def __init__(
        self,
        theme: "Theme",
        preferences: Preferences,
        voices: Named,
        devices: Named,
        *,
        tight: bool,
        parent: QObject | None = None,
    ) -> None:
        """Show what is chosen; `tight` puts names over their controls."""
        super().__init__(parent)
        self._theme = theme
        self._preferences = preferences
        self._tight = tight
        self.cards: tuple[Card, ...] = (
            self._sound(voices, devices),
            self._kinds(),
            self._twins(),
        )

    def _sound(self, voices: Named, devices: Named) -> Card:
        theme, now, tight = self._theme, self._preferences, self._tight
        card = setting_card(theme, _("Sound"), tight=tight)
        self.level = RadioList(theme, _("Sound"), sound_levels(), now.sound_level)
        self._tell(self.level.chosen, "sound_level")
        card.body.addWidget(self.level)
        card.body.addWidget(Line(theme))

        self.voice_volume, self.play_voice = self._volume(
            card, _("Voice"), "voice_volume", _("Hear the voice")
        )
        self.tone_volume, self.play_tone = self._volume(
            card, _("Tones"), "tone_volume", _("Hear a tone")
        )
        self.play_voice.clicked.connect(self.preview_voice)
        self.play_tone.clicked.connect(self.preview_tone)

        offered = offered_voices(voices, now.voice)
        self.voice = self._select(card, _("Who speaks"), "voice", offered)
        offered = offered_devices(devices, now.output_device)
        self.device = self._select(card, _("Loudspeaker"), "output_device", offered)

        words = _("Try the sound where you exercise")
        self.try_sound = WordButton(theme, words, kind=ButtonKind.SECONDARY, icon="speaker")
        self.try_sound.clicked.connect(self.try_wanted)
        row = hbox()
        row.addWidget(self.try_sound)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _kinds(self) -> Card:
        theme, now, tight = self._theme, self._preferences, self._tight
        card = setting_card(theme, _("What you hear"), tight=tight)
        said = _("As far as the level of sound allows.")
        card.body.addWidget(Words(theme, said, "small", "ink_2"))
        self.directions = self._toggle(
            card,
            _("What comes, and on which side"),
            _("Said, with when to begin, to change and to let go"),
            "hear_directions",
        )
        self.form = self._toggle(
            card, _("How to do it well"), _("Said once for each exercise"), "hear_form"
        )
        self.counts = self._toggle(
            card,
            _("Counting"),
            _("Said: halfway, the reps, and the first breaths and the last"),
            "hear_counts",
        )
        self.signals = self._toggle(
            card,
            _("Signals"),
            _("Tones for start, halfway, the last three seconds and the end"),
            "hear_signals",
        )
        self.guide = self._toggle(
            card,
            _("Tones to breathe and move by"),
            _("They rise and fall with each breath and each rep"),
            "hear_guide",
        )
        card.body.addWidget(Line(theme))
        pitches = (("low", _("Low")), ("mid", _("Middle")), ("high", _("High")))
        self.pitch = OneOf(theme, _("Pitch of the tones"), pitches, now.pitch)
        self._tell(self.pitch.chosen, "pitch")
        said = _("The one that you hear best")
        card.body.addLayout(labelled(theme, _("Pitch of the tones"), self.pitch, said, stack=tight))
        self.mono = self._toggle(
            card,
            _("The same in both ears"),
            _("Left and right are then only said, not heard from their side"),
            "mono",
        )
        music = (("leave", _("Leave")), ("lower", _("Turn down")), ("pause", _("Pause")))
        self.music = OneOf(theme, _("Other music"), music, now.music)
        self._tell(self.music.chosen, "music")
        said = _("While something is said")
        card.body.addLayout(labelled(theme, _("Other music"), self.music, said, stack=tight))
        return card

    def _twins(self) -> Card:
        card = setting_card(self._theme, _("Sound you can see"), tight=self._tight)
        self.captions = self._toggle(
            card,
            _("Show what the voice says"),
            _("Its words stand on the screen as well"),
            "voice_captions",
        )
        self.pulse = self._toggle(
            card,
            _("Light the border at each change"),
            _("Once, softly; always while there is no sound"),
            "border_pulse",
        )
        return card

    def _volume(self, card: Card, name: str, field: str, hear: str) -> tuple[Slider, RoundButton]:
        theme = self._theme
        slider = Slider(theme, _("Volume: {name}").format(name=name), 0, 100, step=5)
        slider.setValue(getattr(self._preferences, field))
        percent = fixed_percent(theme, slider.value())
        play = RoundButton(theme, hear, icon="play", size=40, kind=ButtonKind.SOFT)
        control = QWidget()
        row = hbox(control, spacing=12)
        row.addWidget(slider, 1)
        row.addWidget(percent)
        row.addWidget(play)
        slider.valueChanged.connect(lambda n: percent.setText(_("{n} %").format(n=n)))
        self._tell(slider.valueChanged, field)
        card.body.addLayout(wide(theme, name, control, stack=self._tight))
        return slider, play

    def _select(self, card: Card, name: str, field: str, offered: Named) -> Select:
        select = choice(self._theme, name, offered, getattr(self._preferences, field))
        select.currentIndexChanged.connect(
            lambda _index: self.chosen.emit(field, select.currentData())
        )
        control = QWidget()
        vbox(control).addWidget(select)
        card.body.addLayout(wide(self._theme, name, control, stack=self._tight))
        return select

    def _toggle(self, card: Card, name: str, explained: str, field: str) -> Toggle:
        on = getattr(self._preferences, field)
        toggle = setting_toggle(self._theme, card, name, explained, on=on)
        self._tell(toggle.toggled, field)
        return toggle

    def _tell(self, signal: Any, field: str) -> None:
        signal.connect(lambda value: self.chosen.emit(field, value))

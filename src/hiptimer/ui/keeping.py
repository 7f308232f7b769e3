"""Keeping what the person prefers: applied to window and sound, and written as it changes."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from hiptimer.language import gettext as _
from hiptimer.places import Places
from hiptimer.preferences import Preferences, PreferencesRead, write_preferences
from hiptimer.sound.ducking import Ducking, Music
from hiptimer.sound.levels import heard
from hiptimer.sound.speaker import Speaker
from hiptimer.sound.voice.engines import Engine
from hiptimer.sound.voice.speaking import Voice
from hiptimer.ui.theme import Theme
from hiptimer.ui.trying import Trying
from hiptimer.ui.window import SETTINGS, Geometry, Window

_FURTHEST: Final = 100_000  # px; nobody's screens reach so far, and Qt counts no further than 2³¹


class Keeping(QObject):
    """Holds the preferences in force."""

    def __init__(
        self,
        places: Places,
        theme: Theme,
        speaker: Speaker,
        voice: Voice,
        ducking: Ducking,
        window: Window,
    ) -> None:
        """Begin with what is built in; `start` brings what was kept."""
        super().__init__()
        self._places = places
        self.theme = theme
        self._speaker = speaker
        self._voice = voice
        self._ducking = ducking
        self._window = window
        self.preferences = Preferences()
        self._voices: list[tuple[str, str]] = []
        self._loudspeakers: list[tuple[str, str]] = []
        window.settings.changed.connect(self.change)
        self.trying = Trying(speaker)
        self.trying.trouble.connect(window.warn)
        window.settings.preview_tone.connect(self.trying.tone)
        window.settings.preview_voice.connect(self.trying.sentence)
        window.settings.open_folder.connect(self._open_folder)

    def start(self, read: PreferencesRead) -> None:
        """Use the preferences that were kept, and tell of those that could not be."""
        self.preferences = read.preferences
        self._apply()
        self._fill_settings()
        for message in read.messages:
            self._window.warn(message)

    def change(self, preferences: Preferences) -> None:
        """Use other preferences from now on, and keep them."""
        moved = preferences.output_device != self.preferences.output_device
        self.preferences = preferences
        self._apply()
        if moved:
            self._speaker.reopen()
        try:
            write_preferences(self._places.preferences_path, preferences)
        except OSError as error:
            said = _("The settings could not be saved: {why}.").format(why=error.strerror)
            self._window.warn(said)

    def show(self) -> None:
        """Show the settings, and let what is tried out there sound as they say, not as in the last run."""
        self._apply()
        self._fill_settings(anew=True)
        self._window.show_page(SETTINGS)

    def mend_music(self) -> None:
        """Turn up what a program that was cut short has left turned down."""
        self._ducking.mend()

    @property
    def devices(self) -> list[tuple[str, str]]:
        """Return the id and the words of each loudspeaker that can be chosen."""
        return self._speaker.output.devices()

    def geometry(self) -> Geometry | None:
        """Return where the window was, if that was kept and can be read."""
        try:
            kept = Geometry(**json.loads(self._geometry_path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None  # the window then opens where the system puts it
        place = (kept.left, kept.top, kept.width, kept.height)
        return kept if all(type(one) is int and abs(one) <= _FURTHEST for one in place) else None

    def keep_geometry(self, window: Window) -> None:
        """Keep where the window is; not worth a word if that fails."""
        try:
            self._geometry_path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps(asdict(window.geometry_now()))
            self._geometry_path.write_text(text, encoding="utf-8")
        except OSError:
            return

    @property
    def _geometry_path(self) -> Path:
        return self._places.config_dir / "window.json"

    def _apply(self) -> None:
        chosen = self.preferences
        self.theme.choose(chosen.theme.value, chosen.reduce_motion.value, chosen.text_size)
        self.theme.choose_person(chosen.figure, chosen.build)
        self._speaker.heard = heard(chosen)
        self._voice.engine = Engine(chosen.voice)
        self._ducking.mode = Music(chosen.music)
        self._window.player.set_single_letters(chosen.single_letter_keys)
        self._window.player.set_captions(chosen.voice_captions)
        self._window.player.set_border_pulse(chosen.border_pulse)

    def _fill_settings(self, *, anew: bool = False) -> None:
        """Show what is chosen; `anew` also looks for the voices and loudspeakers there are."""
        if anew:
            self._voices = [(one.engine.value, one.name) for one in self._voice.engines()]
            self._loudspeakers = self.devices
        self._window.settings.show_content(
            self.preferences, str(self._places.data_dir), self._voices, self._loudspeakers
        )

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._places.data_dir)))

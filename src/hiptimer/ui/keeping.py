"""Keeping what the person prefers: applied to window and sound, and written as it changes."""

import json
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from hiptimer.engine.cues import Tone
from hiptimer.engine.session import SoundLevel
from hiptimer.language import gettext as _
from hiptimer.places import Places
from hiptimer.preferences import Preferences, PreferencesRead, write_preferences
from hiptimer.sound.speaker import Speaker
from hiptimer.ui.theme import Theme
from hiptimer.ui.window import SETTINGS, Geometry, Window


class Keeping(QObject):
    """Holds the preferences in force."""

    def __init__(self, places: Places, theme: Theme, speaker: Speaker, window: Window) -> None:
        """Begin with what is built in; `start` brings what was kept."""
        super().__init__()
        self._places = places
        self.theme = theme
        self._speaker = speaker
        self._window = window
        self.preferences = Preferences()
        window.settings.changed.connect(self.change)
        window.settings.preview.connect(self._preview)
        window.settings.open_folder.connect(self._open_folder)

    def start(self, read: PreferencesRead) -> None:
        """Use the preferences that were kept, and tell of those that could not be."""
        self.preferences = read.preferences
        self._apply()
        self._window.settings.show_content(self.preferences, str(self._places.data_dir))
        for message in read.messages:
            self._window.warn(message)

    def change(self, preferences: Preferences) -> None:
        """Use other preferences from now on, and keep them."""
        self.preferences = preferences
        self._apply()
        try:
            write_preferences(self._places.preferences_path, preferences)
        except OSError as error:
            said = _("The settings could not be saved: {why}.").format(why=error.strerror)
            self._window.warn(said)

    def show(self) -> None:
        """Show the settings."""
        self._window.settings.show_content(self.preferences, str(self._places.data_dir))
        self._window.show_page(SETTINGS)

    def set_sound(self, level: str) -> None:
        """Use another sound level for the session in hand; the preference stays."""
        self._speaker.level = SoundLevel(level)

    def geometry(self) -> Geometry | None:
        """Return where the window was, if that was kept and can be read."""
        try:
            kept = json.loads(self._geometry_path.read_text(encoding="utf-8"))
            return Geometry(**kept)
        except (OSError, ValueError, TypeError):
            return None  # the window then opens where the system puts it

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
        self._speaker.level = SoundLevel(chosen.sound_level)
        self._speaker.volume = chosen.volume / 100
        self._window.player.set_single_letters(chosen.single_letter_keys)
        self._window.player.set_captions(chosen.voice_captions)

    def _preview(self) -> None:
        self._speaker.sound_tone(Tone.END)
        if self._speaker.trouble:
            self._window.warn(self._speaker.trouble)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._places.data_dir)))

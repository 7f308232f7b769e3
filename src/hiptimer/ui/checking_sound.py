"""Asking whether the sounds are heard where the person will exercise, then going on."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from hiptimer.sound.speaker import Speaker
from hiptimer.ui.keeping import Keeping
from hiptimer.ui.pages.preflight import at_volume
from hiptimer.ui.window import PREFLIGHT, Window


class CheckingSound(QObject):
    """Owns the page that asks."""

    def __init__(self, keeping: Keeping, speaker: Speaker, window: Window) -> None:
        """Ask nothing until `ask`."""
        super().__init__()
        self._keeping = keeping
        self._speaker = speaker
        self._window = window
        self._then: Callable[[bool], None] = lambda _heard: None
        self._back: Callable[[], None] = lambda: None
        page = window.preflight
        page.play_wanted.connect(self._play)
        page.volume_changed.connect(self._set_volume)
        page.device_chosen.connect(self._choose_device)
        page.try_again.connect(self._try_again)
        page.done.connect(self._done)
        page.left.connect(self._leave)
        window.settings.preflight_wanted.connect(
            lambda: self.ask(lambda _heard: keeping.show(), keeping.show)
        )

    def is_due(self) -> bool:
        """Tell whether the person has not been asked yet and wants to hear something."""
        return not self._keeping.preferences.sound_checked and self._speaker.is_wanted

    def ask(self, then: Callable[[bool], None], back: Callable[[], None]) -> None:
        """Ask; tell `then` whether they are heard, or do `back` if the person leaves."""
        self._then, self._back = then, back
        devices, trouble = self._keeping.devices, self._speaker.trouble
        self._window.preflight.show_content(self._keeping.preferences, devices, trouble)
        self._window.show_page(PREFLIGHT)

    def _play(self) -> None:
        self._keeping.trying.everything()
        self._window.preflight.set_trouble(self._speaker.trouble)

    def _set_volume(self, percent: int) -> None:
        self._keeping.change(at_volume(self._keeping.preferences, percent))

    def _choose_device(self, device: str) -> None:
        self._keeping.change(replace(self._keeping.preferences, output_device=device))

    def _try_again(self) -> None:
        self._speaker.reopen()
        self._window.preflight.set_devices(self._keeping.devices)
        self._window.preflight.set_trouble(self._speaker.trouble)

    def _done(self, heard: bool) -> None:
        self._keeping.trying.stop()
        if heard:
            self._keeping.change(replace(self._keeping.preferences, sound_checked=True))
        self._then(heard)

    def _leave(self) -> None:
        self._keeping.trying.stop()
        self._back()

"""Trying the sound out: a sentence as it is said, and the tones that must not be missed."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from hiptimer.engine.cues import Priority, Tone, Topic, VoiceCue
from hiptimer.language import gettext as _
from hiptimer.sound.speaker import Speaker

_LOOK_MS = 50
_PATIENCE_S = 4.0  # for a sentence to be made that nobody has made ready
_BETWEEN_S = 0.7
_COUNT_S = 3.0  # from the first of the last three seconds to the end


class Trying(QObject):
    """Plays a sample; `trouble` tells, in a sentence, why it is not heard."""

    trouble = Signal(str)

    def __init__(self, speaker: Speaker, clock: Callable[[], float] = time.monotonic) -> None:
        """Play nothing yet."""
        super().__init__()
        self._speaker = speaker
        self._clock = clock
        self._sentence: VoiceCue | None = None
        self._give_up_at = 0.0
        self._tones: list[tuple[float, Tone]] = []  # with the moments at which they are due
        self._tones_follow = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def tone(self) -> None:
        """Play one tone."""
        self._speaker.sound_tone(Tone.END)
        self._tell()

    def sentence(self) -> None:
        """Say one sentence."""
        self._begin(tones_follow=False)

    def everything(self) -> None:
        """Say a sentence, then play a start, the last three seconds and an end."""
        self._begin(tones_follow=True)

    def stop(self) -> None:
        """Fall silent."""
        self._timer.stop()
        self._tones.clear()
        self._sentence = None
        self._speaker.stop_all()

    def _begin(self, *, tones_follow: bool) -> None:
        self.stop()
        words = _("Next: low lunge. Left hip.")
        self._sentence = VoiceCue(0.0, words, Topic.NEXT, Priority.STOP)
        self._tones_follow = tones_follow
        self._speaker.prepare([self._sentence])
        self._give_up_at = self._clock() + _PATIENCE_S
        self._timer.start()
        self._look()
        self._tell()

    def _look(self) -> None:
        """Begin what is due; a sentence may have to be made first."""
        now = self._clock()
        self._speaker.go_on()
        if self._sentence is not None:
            if not self._speaker.say(self._sentence) and now < self._give_up_at:
                return
            self._sentence = None
        if self._speaker.is_speaking:
            return
        if self._tones_follow:
            self._tones_follow = False
            start, count = now + _BETWEEN_S, now + 2 * _BETWEEN_S
            self._tones = [
                (start, Tone.START),
                (count, Tone.COUNTDOWN),
                (count + _COUNT_S, Tone.END),
            ]
        while self._tones and self._tones[0][0] <= now:
            self._speaker.sound_tone(self._tones.pop(0)[1])
        if not self._tones:
            self._timer.stop()

    def _tell(self) -> None:
        if self._speaker.trouble:
            self.trouble.emit(self._speaker.trouble)

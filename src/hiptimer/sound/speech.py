"""Who speaks when: one sentence at a time, over before what it announces, the important one first.

A sentence that finds the voice busy cuts off a less important one, or waits if it is important itself
and there is time left; what is late and unimportant is never said.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from hiptimer.engine.cues import Priority, VoiceCue

# How late a sentence may begin that announces nothing, in seconds, by its importance.
_PATIENCE_S = {
    Priority.FORM: 0.3,
    Priority.HALFWAY: 0.3,
    Priority.COUNTDOWN: 0.5,
    Priority.END: 1.5,
    Priority.CHANGE: 4.0,
    Priority.STOP: 10.0,
}
_WAITS_FROM = Priority.END  # less important ones are dropped, never queued
_OVERRUN_S = 0.5  # what announces a change may run into its own half second of quiet
_BETWEEN_S = 0.15  # from one sentence to the next


class Live(Protocol):
    """Who speaks by themselves, without a clip."""

    def estimated_s(self, text: str) -> float:
        """Return roughly how long the text takes to say."""


class Voice(Protocol):
    """Who knows how a sentence sounds."""

    @property
    def live(self) -> Live | None:
        """Return who speaks by themselves, if that is the choice; there are no clips then."""

    def clip(self, text: str) -> Path | None:
        """Return a file in which it is spoken, if there is one by now."""

    def length_s(self, text: str) -> float | None:
        """Return how long it takes to say, if there is a clip."""


class Mouth(Protocol):
    """What is spoken with."""

    def speak(self, text: str, clip: Path | None) -> None:
        """Begin a clip; without one the text is for whoever speaks by themselves."""

    def hush(self) -> None:
        """Cut off what was begun last."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that waits or is being said: it may begin until `latest_at`, on the real clock."""

    text: str
    clip: Path | None
    length_s: float
    priority: Priority
    latest_at: float


class Speech:
    """Says the voice cues of a run, as their moments come.

    `clock` runs in real seconds, in which speech takes its time; `speed` is how many times as fast the
    session runs.
    """

    def __init__(
        self, voice: Voice, mouth: Mouth, clock: Callable[[], float], speed: float = 1.0
    ) -> None:
        """Say nothing yet."""
        self._voice = voice
        self._mouth = mouth
        self._clock = clock
        self._speed = speed
        self._saying: _Sentence | None = None
        self._over_at = 0.0
        self._waiting: list[_Sentence] = []
        self._cut_off: tuple[_Sentence, float] | None = None  # with how long it may wait

    @property
    def is_speaking(self) -> bool:
        """Tell whether a sentence is being said."""
        return self._saying is not None and self._clock() < self._over_at

    @property
    def clips(self) -> frozenset[Path]:
        """The clips of what is being said and of what waits to be."""
        saying = (self._saying,) if self._saying is not None and self.is_speaking else ()
        return frozenset(one.clip for one in (*saying, *self._waiting) if one.clip is not None)

    def say(self, cue: VoiceCue, late_s: float = 0.0) -> bool:
        """Say a cue that came due `late_s` seconds of the session ago; tell whether it is, or will be."""
        sentence = self._sentence(cue, late_s)
        return sentence is not None and self._place(sentence)

    def go_on(self) -> None:
        """Begin the sentence that has waited, if the one before is over; call every 50 ms or so."""
        now = self._clock()
        if self._saying is not None and now < self._over_at + _BETWEEN_S:
            return
        self._saying = None
        while self._waiting:
            sentence = self._waiting.pop(0)
            if now <= sentence.latest_at:
                self._begin(sentence)
                return

    def silence(self) -> None:
        """Cut off what is being said, and forget what waits."""
        if self.is_speaking:
            self._mouth.hush()
        self._saying = None
        self._waiting.clear()
        self._cut_off = None

    def pause(self) -> None:
        """Cut off what is being said; what told of a change is said again after the pause."""
        saying = self._saying if self.is_speaking else None
        self.silence()
        if saying is not None and saying.priority >= _WAITS_FROM:
            self._cut_off = saying, saying.latest_at - self._clock()

    def resume(self) -> None:
        """Say again what the pause cut off, if there is time for it still."""
        if self._cut_off is None:
            return
        sentence, patience_s = self._cut_off
        self._cut_off = None
        now = self._clock()
        # It had begun by its time; from the start it needs some more.
        latest_at = now + max(patience_s, _PATIENCE_S[Priority.END])
        self._place(replace(sentence, latest_at=latest_at))

    def _sentence(self, cue: VoiceCue, late_s: float) -> _Sentence | None:
        """Return the cue as a sentence with its times, shortened if it is too long for them."""
        now = self._clock()
        patience_s = _PATIENCE_S[cue.priority]
        if cue.end_by_s is None:
            return self._of(cue.text, cue.priority, now + patience_s - late_s / self._speed)
        over_by = now + (cue.end_by_s - cue.at_s - late_s) / self._speed
        over_by += _OVERRUN_S if cue.priority >= _WAITS_FROM else 0.0
        for shorter in shortened(cue):
            length_s = self._length_s(shorter.text)
            if length_s is not None and now <= over_by - length_s:
                return self._of(shorter.text, cue.priority, over_by - length_s)
        return None

    def _of(self, text: str, priority: Priority, latest_at: float) -> _Sentence | None:
        length_s = self._length_s(text)
        clip = self._voice.clip(text) if self._voice.live is None else None
        if length_s is None or (clip is None and self._voice.live is None):
            return None
        return _Sentence(text, clip, length_s, priority, latest_at)

    def _length_s(self, text: str) -> float | None:
        live = self._voice.live
        return self._voice.length_s(text) if live is None else live.estimated_s(text)

    def _place(self, sentence: _Sentence) -> bool:
        """Begin a sentence, have it wait, or drop it."""
        now = self._clock()
        if now > sentence.latest_at:
            return False
        if not self.is_speaking:
            self._begin(sentence)
            return True
        free_at = (
            self._over_at + _BETWEEN_S + sum(one.length_s + _BETWEEN_S for one in self._waiting)
        )
        in_time = free_at <= sentence.latest_at
        if sentence.priority >= _WAITS_FROM and in_time:
            self._waiting.append(sentence)
            return True
        if self._saying is None or sentence.priority > self._saying.priority:
            self._waiting.clear()
            self._mouth.hush()
            self._begin(sentence)
            return True
        return False

    def _begin(self, sentence: _Sentence) -> None:
        self._saying = sentence
        self._over_at = self._clock() + sentence.length_s
        self._mouth.speak(sentence.text, sentence.clip)


def shortened(cue: VoiceCue) -> list[VoiceCue]:
    """Return the cue, then, if it announces a change, without more and more of its last sentences."""
    text = cue.text
    if cue.end_by_s is None or cue.priority < _WAITS_FROM:
        return [cue]
    ends = [place + 1 for place in range(len(text) - 1) if text[place : place + 2] == ". "]
    return [cue, *(replace(cue, text=text[:end]) for end in reversed(ends))]

"""What the voice says, as text: each sentence stands long enough to be read, and can be read again."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

STANDS_S = 3.0
"""A sentence stands at least so many seconds."""
KEPT = 10
"""So many sentences can be read again."""
TOGETHER = 64
"""Two sentences of so many letters in all stand side by side; of longer ones the next follows."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and when it was said by the clock that the captions go by, in seconds."""

    text: str
    at_s: float


class Captions:
    """Holds what is to be read now; two at most stand at a time, and the next waits for its turn."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with nothing said. `clock` is real time in seconds."""
        self._clock = clock
        self._standing: list[tuple[str, float]] = []  # each with the moment it may go
        self._waiting: deque[str] = deque()
        self._said: deque[Said] = deque(maxlen=KEPT)

    def say(self, text: str) -> None:
        """Take a sentence that is said now."""
        self._said.append(Said(text, self._clock()))
        self.show(text)

    def show(self, text: str) -> None:
        """Let a sentence stand that is not said anew."""
        if text not in self._waiting and text not in (one for one, _until in self._standing):
            self._waiting.append(text)
        self._move_on()

    def text(self) -> str:
        """Return what is to be read now; empty when all has stood long enough."""
        self._move_on()
        return " ".join(text for text, _until in self._standing)

    def drop(self) -> None:
        """Take away what stands and waits, because it no longer holds true."""
        self._standing.clear()
        self._waiting.clear()

    def forget(self) -> None:
        """Begin anew, for another session."""
        self.drop()
        self._said.clear()

    @property
    def last(self) -> str:
        """What was said last; empty when nothing was."""
        return self._said[-1].text if self._said else ""

    @property
    def said(self) -> Sequence[Said]:
        """The last sentences, the newest first."""
        return tuple(reversed(self._said))

    def _move_on(self) -> None:
        now = self._clock()
        self._standing = [one for one in self._standing if one[1] > now]
        while self._waiting and self._has_room(self._waiting[0]):
            self._standing.append((self._waiting.popleft(), now + STANDS_S))

    def _has_room(self, text: str) -> bool:
        if not self._standing:
            return True
        return len(self._standing) == 1 and len(self._standing[0][0]) + len(text) <= TOGETHER

"""An interval among its neighbours, and the moments that its cues hang on."""

from collections.abc import Iterator, Sequence
from math import inf

from hiptimer.engine.cues import NOTE_S, Tone
from hiptimer.engine.exercise import Posture
from hiptimer.engine.interval import Interval, Kind, to_ms

SPEECH_ENDS_BEFORE_S = 0.5
AFTER_END_S = 1.5  # "And release." is over by then
AFTER_END_NOTE_S = 0.6  # the end note has faded by then
AFTER_END_WORDS_S = 1.2  # a tone then is heard after the words
TONE_AFTER_WORDS_FROM_S = 5.5  # in a shorter time it has to come with them

# What begins with a tone that can wait for the words that ended a piece of work.
_BETWEEN = {Kind.SWITCH: Tone.SWITCH, Kind.REST: Tone.REST, Kind.WAIT: Tone.SWITCH}


class Context:
    """An interval, what lies before and after it, and the language and the kit of the session."""

    def __init__(
        self,
        intervals: Sequence[Interval],
        index: int,
        language: str,
        equipment: tuple[str, ...] = (),
    ) -> None:
        """Stand at interval `index`."""
        self.interval = intervals[index]
        self.previous = intervals[index - 1] if index else None
        self.following = intervals[index + 1] if index + 1 < len(intervals) else None
        self.language = language
        self.equipment = equipment
        self._intervals = intervals
        self._index = index

    # One by one, for the answer is near: with ten thousand sets, copies took longer than all the rest.
    @property
    def _backwards(self) -> Iterator[Interval]:
        return (self._intervals[at] for at in reversed(range(self._index)))

    @property
    def _after(self) -> Iterator[Interval]:
        return (self._intervals[at] for at in range(self._index + 1, len(self._intervals)))

    @property
    def start_s(self) -> float:
        """Return when it begins."""
        return self.interval.at_s

    @property
    def end_s(self) -> float:
        """Return when it is due to end."""
        return self.interval.end_s

    @property
    def length_s(self) -> float:
        """Return how long it lasts, if nobody stays longer."""
        return self.interval.duration_s

    @property
    def room_s(self) -> float:
        """Return the time there is for what is said; without end where the person is waited for."""
        return inf if self.interval.waits_for_person else self.length_s

    @property
    def posture_before(self) -> Posture | None:
        """Return the posture of what was done before; None if there was nothing, or none was named."""
        step, place = self.interval.step, self.interval.round
        done = (one for one in self._backwards if one.kind.is_work)
        return next((one.posture for one in done if (one.step, one.round) != (step, place)), None)

    @property
    def is_first_step(self) -> bool:
        """Say whether nothing has been done before."""
        return not any(one.kind.is_work for one in self._backwards)

    @property
    def is_last_step(self) -> bool:
        """Say whether all that is still to be done is this exercise, in this round."""
        here = (self.interval.step, self.interval.round)
        return all((one.step, one.round) == here for one in self._after if one.kind.is_work)

    @property
    def follows_work(self) -> bool:
        """Say whether a piece of work has just ended."""
        return self.previous is not None and self.previous.kind.is_work

    @property
    def is_announced(self) -> bool:
        """Say whether what begins now was told before."""
        kinds = (Kind.GET_READY, Kind.SWITCH, Kind.REST)
        return self.previous is not None and self.previous.kind in kinds

    @property
    def leads_out(self) -> bool:
        """Say whether it tells the way out of a position: the only words as that ends."""
        before, interval = self.previous, self.interval
        still = before is not None and before.kind.is_still
        return still and interval.kind is Kind.RELEASE and bool(interval.words)

    def voice_from_s(self) -> float:
        """Return when speech may begin: after what ended a piece of work, and after the tone."""
        if not self.follows_work:
            return self.start_s
        late_s = AFTER_END_NOTE_S if self.leads_out else AFTER_END_S
        if self._tone_waits_for_words():
            late_s = max(late_s, AFTER_END_WORDS_S + NOTE_S[_BETWEEN[self.interval.kind]])
        return to_ms(self.start_s + min(late_s, self.room_s / 3))

    def tone_from_s(self) -> float:
        """Return when a tone may sound: after what ended a piece of work, or its note at least."""
        if self._tone_waits_for_words():
            return to_ms(self.start_s + AFTER_END_WORDS_S)
        late = self.follows_work and self.room_s > 2 * AFTER_END_NOTE_S
        return to_ms(self.start_s + (AFTER_END_NOTE_S if late else 0.0))

    def _tone_waits_for_words(self) -> bool:
        return (
            self.follows_work
            and self.interval.kind in _BETWEEN
            and self.room_s >= TONE_AFTER_WORDS_FROM_S
        )

    def note_until_s(self) -> float:
        """Return until when the note sounds that ended a piece of work, if there is time for it."""
        late = self.tone_from_s() > self.start_s
        return to_ms(self.start_s + NOTE_S[Tone.END]) if late else self.start_s

    def over_by_s(self) -> float:
        """Return when speech must be over that announces what comes after this interval."""
        return max(self.voice_from_s(), to_ms(self.end_s - SPEECH_ENDS_BEFORE_S))

"""The playhead: goes along a timeline as time passes.

It never waits and never counts ticks. Ask it to `advance` as often or as rarely as you like, and it
answers with whatever has happened since you last asked; an interval begins when the one before was
due to end, so nothing drifts.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from hiptimer.engine.cueing import closing
from hiptimer.engine.cues import Cue, Priority, Tone, ToneCue, Topic, VoiceCue
from hiptimer.engine.events import (
    CueDue,
    Done,
    Entered,
    Event,
    Finished,
    Left,
    MinimumReached,
    Outcome,
    Paused,
    Resumed,
    TimelineChanged,
    Waiting,
    Why,
)
from hiptimer.engine.interval import Interval, Kind
from hiptimer.engine.progress import Progress
from hiptimer.engine.sayings import paused_words, ready_words, stopped_words
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import Timeline

Clock = Callable[[], float]
"""Answers with seconds that only ever grow."""

Unroller = Callable[[Choices], Timeline]
"""Unrolls the session in hand for the person's choices."""

LONG_PAUSE_S = 600.0  # after this a side begins anew: nobody stays in position for ten minutes
REMIND_S = 60.0  # so often somebody with closed eyes is told that the session still stands


class Playhead:
    """Where a run of a session is, and what happened on the way there."""

    def __init__(
        self,
        unroller: Unroller,
        clock: Clock,
        *,
        choices: Choices | None = None,
        wait_for_me: bool = False,
    ) -> None:
        """Stand still before the first interval.

        With `wait_for_me`, getting ready and changing sides hold at zero until `next`.
        """
        self._unroller = unroller
        self._clock = clock
        self._choices = choices or Choices()
        self._wait_for_me = wait_for_me
        self._timeline = unroller(self._choices)
        self._progress: Progress | None = None
        self._running_since: float | None = None
        self._paused_at: float | None = None
        self._paused_for: Why | None = None
        self._reminded = 0
        self._over = False

    @property
    def timeline(self) -> Timeline:
        """Return the timeline as it stands: a version or a pace chosen on the way changes it."""
        return self._timeline

    @property
    def choices(self) -> Choices:
        """Return what the person has chosen, including what they chose on the way."""
        return self._choices

    @property
    def progress(self) -> Progress | None:
        """Return how far the interval in hand has come; None before the start and after the end."""
        if self._progress is None:
            return None
        return self._at(self._progress, self._clock())

    @property
    def interval(self) -> Interval | None:
        """Return the interval in hand."""
        return self._progress.interval if self._progress else None

    @property
    def following(self) -> Interval | None:
        """Return the interval after the one in hand."""
        if self._progress is None:
            return None
        index = self._progress.interval.index + 1
        return self._timeline.intervals[index] if index < len(self._timeline.intervals) else None

    @property
    def is_paused(self) -> bool:
        """Say whether the session has begun and stands still."""
        return self._progress is not None and self._running_since is None

    @property
    def is_over(self) -> bool:
        """Say whether the session is finished or stopped."""
        return self._over

    @property
    def is_waiting(self) -> bool:
        """Say whether getting ready is over and the person has not yet said so."""
        progress = self.progress
        return progress is not None and self._holds(progress) and progress.is_up

    @property
    def left_s(self) -> float:
        """Return the seconds left of the session; a lower bound where something ahead is open."""
        progress = self.progress
        if progress is None:
            return 0.0 if self._over else self._timeline.duration_s
        return max(0.0, progress.remaining_s) + max(
            0.0, self._timeline.duration_s - progress.interval.end_s
        )

    @property
    def position_s(self) -> float:
        """Return the place on the timeline, in seconds from its start."""
        progress = self.progress
        if progress is None:
            return self._timeline.duration_s if self._over else 0.0
        return progress.interval.at_s + progress.part * progress.interval.duration_s

    def advance(self) -> list[Event]:
        """Return what has happened since the last call, oldest first."""
        return list(self._catch_up())

    def play(self, at: int = 0) -> list[Event]:
        """Begin at interval `at`, from getting into position for it, or go on after a pause."""
        if self._over or self._running_since is not None:
            return []
        now = self._clock()
        self._running_since = now
        self._paused_for = None
        if self._progress is None:
            return [*self._enter(self._lead_of(at)), *self.advance()]
        resumed: list[Event] = [Resumed()]
        if self._paused_at is not None and now - self._paused_at > LONG_PAUSE_S:
            lead = self._lead_of(self._progress.interval.index)
            return resumed + self._leave(self._progress, Outcome.RESTARTED, lead)
        return resumed

    def pause(self, why: Why = Why.PERSON) -> list[Event]:
        """Stand still, keeping every fraction of a second already spent."""
        if self._progress is None or self._running_since is None:
            return []
        self._progress = self.progress
        return self._stand(why)

    def _stand(self, why: Why) -> list[Event]:
        """Stand still from now on; after pain the way out is told at once."""
        self._running_since, self._paused_at, self._paused_for = None, self._clock(), why
        self._reminded = 0
        stopped: list[Event] = [Paused(why)]
        return stopped + (due(self._stopped_cue()) if why is Why.PAIN else [])

    def _stopped_cue(self) -> Cue:
        return VoiceCue(self.position_s, stopped_words(), Topic.STOP, Priority.STOP)

    def _remind(self) -> Iterator[Event]:
        """Yield "Paused." once a minute, but not to somebody in pain or who has gone away."""
        if self._over or self._paused_at is None or self._paused_for in (None, Why.PAIN):
            return
        paused_s = self._clock() - self._paused_at
        times = int(paused_s // REMIND_S)
        if times > self._reminded and paused_s <= LONG_PAUSE_S:
            self._reminded = times
            cue = VoiceCue(self.position_s, paused_words(), Topic.PAUSED, Priority.FORM)
            yield from due(cue, late_s=paused_s - times * REMIND_S)

    def _at(self, begun: Progress, now: float) -> Progress:
        return begun if self._running_since is None else begun.after(now - self._running_since)

    def _catch_up(self) -> Iterator[Event]:
        yield from self._remind()
        while self._progress is not None and self._running_since is not None:
            now, begun_at = self._clock(), self._running_since - self._progress.elapsed_s
            progress = self._at(self._progress, now)
            late_s = max(0.0, now - begun_at - progress.length_s)
            yield from self._notice(self._progress, progress, late_s)
            if not progress.is_up or self._waits_for_person() or self._holds(progress):
                return
            yield from self._closing(progress, late_s)
            yield from self._left(progress, self._outcome(progress))
            due_at = begun_at + progress.length_s
            yield from self._enter(progress.interval.index + 1, begun_at=due_at)

    def _notice(self, begun: Progress, progress: Progress, late_s: float) -> Iterator[Event]:
        """Yield what came due inside the interval in hand, once each."""
        for cue, ago_s in progress.due():
            # Nothing is counted down to where the person says when it begins.
            if not (self._holds(progress) and _counts_down(cue)):
                yield CueDue(cue, late_s + ago_s)
        noticed = begun.heard_until(progress.elapsed_s)
        enough_s = progress.interval.enough_s
        if enough_s is not None and progress.elapsed_s >= enough_s and not progress.said_enough:
            yield MinimumReached(progress.interval)
            noticed = replace(noticed, said_enough=True)
        if progress.is_up and self._holds(progress) and not progress.said_waiting:
            yield Waiting(progress.interval)
            at_s = progress.interval.end_s
            yield from due(VoiceCue(at_s, ready_words(), Topic.WAIT, Priority.CHANGE))
            noticed = replace(noticed, said_waiting=True)
        self._progress = noticed

    def _closing(self, progress: Progress, late_s: float = 0.0) -> list[Event]:
        """Return the end of an open dose: it comes when it comes, so the timeline has no cue for it."""
        interval = progress.interval
        if not (interval.open and interval.kind.is_work):
            return []
        return due(*closing(interval, self.following), late_s=late_s)

    def _holds(self, progress: Progress) -> bool:
        return self._wait_for_me and progress.interval.kind in (Kind.GET_READY, Kind.SWITCH)

    def _waits_for_person(self) -> bool:
        interval = self.interval
        return interval is not None and interval.waits_for_person

    def _outcome(self, progress: Progress) -> Outcome:
        if not progress.interval.kind.is_work or progress.is_enough:
            return Outcome.COMPLETE
        return broken_off(progress)

    def _left(self, progress: Progress, outcome: Outcome) -> list[Event]:
        interval = progress.interval
        # At one's own pace nobody counts along: only "done" tells how many there were.
        told = interval.paced or outcome is Outcome.COMPLETE
        count = progress.counts_done if told else None
        done = Done(outcome, round(progress.elapsed_s, 3), count, interval.extra_s)
        return [Left(interval, done)]

    def _leave(self, progress: Progress, outcome: Outcome, index: int) -> list[Event]:
        return self._left(progress, outcome) + self._enter(index)

    def _enter(self, index: int, begun_at: float | None = None) -> list[Event]:
        if index >= len(self._timeline.intervals):
            self._end()
            late_s = 0.0 if begun_at is None else max(0.0, self._clock() - begun_at)
            return [*due(*self._timeline.finale, late_s=late_s), Finished()]
        changed: list[Event] = []
        if index in self._choices.extra:  # done again, it has its written length again
            extra = {key: value for key, value in self._choices.extra.items() if key != index}
            self._relay(replace(self._choices, extra=extra))
            changed = [TimelineChanged()]
        interval = self._timeline.intervals[index]
        self._move_to(Progress(interval), begun_at)
        return [*changed, Entered(interval)]

    def _end(self) -> None:
        self._progress, self._running_since, self._over = None, None, True

    def _lead_of(self, index: int) -> int:
        """Return where to begin so that the person gets into position for interval `index`."""
        before = self._timeline.intervals[max(0, index - 1) : index]
        leads = bool(before) and before[0].kind in (Kind.GET_READY, Kind.SWITCH)
        return index - 1 if leads else index

    def _relay(self, choices: Choices) -> None:
        self._choices = choices
        self._timeline = self._unroller(choices)

    def _move_to(self, progress: Progress, begun_at: float | None = None) -> None:
        self._progress = progress
        if self._running_since is not None:
            self._running_since = self._clock() if begun_at is None else begun_at


def broken_off(progress: Progress) -> Outcome:
    """Return how work ends that is left before it is done."""
    return Outcome.SHORTENED if progress.elapsed_s >= 1 else Outcome.SKIPPED


def _counts_down(cue: Cue) -> bool:
    return isinstance(cue, ToneCue) and cue.tone is Tone.READY_COUNTDOWN


def due(*cues: Cue, late_s: float = 0.0) -> list[Event]:
    """Return the events of cues whose moment is now, or was `late_s` seconds ago."""
    return [CueDue(cue, late_s) for cue in cues]

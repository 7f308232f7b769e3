"""The player: a playhead at the person's word."""

from dataclasses import replace

from hiptimer.engine.events import (
    Done,
    Event,
    Left,
    Lengthened,
    Outcome,
    Resumed,
    Stopped,
    TimelineChanged,
    Why,
)
from hiptimer.engine.interval import Interval
from hiptimer.engine.playhead import Playhead, broken_off
from hiptimer.engine.progress import Progress
from hiptimer.engine.session import Version

MORE_S = 10.0
BACK_AGAIN_S = 3.0  # pressed again within this, "back" means the one before
CYCLE_STEP_PERCENT = 10
CYCLE_PERCENT = range(50, 201)


class Player(Playhead):
    """Plays one run of a session against a clock.

    Each command returns the events it caused; call `advance` before a command if time may have passed.
    """

    def toggle(self) -> list[Event]:
        """Do what the one big key does: go on if the session is paused or waits, pause it if it runs."""
        if self._running_since is None:
            return self.play()
        return self.next() if self.is_waiting or self._waits_for_person() else self.pause()

    def next(self) -> list[Event]:
        """Leave the interval in hand: "I'm ready", "done", or "skip"."""
        progress = self.progress
        if progress is None:
            return []
        outcome = self._outcome(progress)
        events = self._closing(progress) if progress.is_enough else []
        return events + self._leave(progress, outcome, progress.interval.index + 1)

    def skip_step(self, outcome: Outcome = Outcome.SKIPPED) -> list[Event]:
        """Leave out the rest of the step in hand, with the sets and sides that follow in this round."""
        progress = self.progress
        if progress is None:
            return []
        here = progress.interval
        events = self._left(progress, outcome)
        index = here.index + 1
        while index < len(self._timeline.intervals):
            ahead = self._timeline.intervals[index]
            if (ahead.step, ahead.round) != (here.step, here.round):
                break
            if ahead.kind.is_work:
                events.append(_passed_over(ahead))
            index += 1
        return events + self._enter(index)

    def back(self) -> list[Event]:
        """Begin this side again; pressed again at once, go to the one before."""
        progress = self.progress
        if progress is None:
            return []
        if progress.elapsed_s >= BACK_AGAIN_S:
            return self._leave(progress, Outcome.RESTARTED, progress.interval.index)
        before = self._work_before(progress.interval.index)
        return self._leave(progress, Outcome.RESTARTED, self._lead_of(before))

    def repeat(self) -> list[Event]:
        """Do the side in hand again from getting into position; between two sides, the one just done."""
        progress = self.progress
        if progress is None:
            return []
        interval = progress.interval
        index = interval.index if interval.kind.is_work else self._work_before(interval.index)
        return self._leave(progress, Outcome.RESTARTED, self._lead_of(index))

    def jump(self, index: int) -> list[Event]:
        """Go to interval `index`; work that is jumped over is noted as skipped."""
        progress = self.progress
        if progress is None or not 0 <= index < len(self._timeline.intervals):
            return []
        if index <= progress.interval.index:
            return self._leave(progress, Outcome.RESTARTED, index)
        # At one's own pace only "done" says that it is.
        own_pace = progress.interval.kind.is_work and self._waits_for_person()
        outcome = broken_off(progress) if own_pace else self._outcome(progress)
        events = self._left(progress, outcome)
        for ahead in self._timeline.intervals[progress.interval.index + 1 : index]:
            if ahead.kind.is_work:
                events.append(_passed_over(ahead))
        return events + self._enter(index)

    def longer(self) -> list[Event]:
        """Add ten seconds, or one breath or rep, to the interval in hand."""
        return self._lengthen(1)

    def shorter(self) -> list[Event]:
        """Take ten seconds, or one breath or rep, from what is left of the interval in hand."""
        return self._lengthen(-1)

    def easier(self) -> list[Event]:
        """Change the step in hand to its easier version, from getting into position.

        An exercise without an easier version answers with nothing.
        """
        progress = self.progress
        if progress is None or progress.interval.exercise is None:
            return []
        interval = progress.interval
        versions = {**self._choices.versions, interval.step: Version.EASIER}
        timeline = self._unroller(replace(self._choices, versions=versions))
        if timeline.intervals[interval.index].version is not Version.EASIER:
            return []
        if interval.version is Version.EASIER:
            return []
        outcome = Outcome.RESTARTED if interval.kind.is_work else Outcome.COMPLETE
        events = self._left(progress, outcome)
        self._relay(replace(self._choices, versions=versions))
        return [*events, TimelineChanged(), *self._enter(self._lead_of(interval.index))]

    def slower(self) -> list[Event]:
        """Let each breath or rep of the step in hand take a tenth longer than written."""
        return self._pace(CYCLE_STEP_PERCENT)

    def faster(self) -> list[Event]:
        """Let each breath or rep of the step in hand take a tenth less than written."""
        return self._pace(-CYCLE_STEP_PERCENT)

    def pain(self) -> list[Event]:
        """Stop at once because something hurts; the session stays paused until the person chooses."""
        events = self.advance()
        if self._progress is None:
            return events
        if self._running_since is None:
            return events + self._stand(Why.PAIN)
        return events + self.pause(Why.PAIN)

    def carry_on(self) -> list[Event]:
        """Go on after a pain stop, from getting into position for the side in hand."""
        progress = self.progress
        if progress is None or self._running_since is not None:
            return []
        self._running_since, self._paused_for = self._clock(), None
        lead = self._lead_of(progress.interval.index)
        return [Resumed(), *self._leave(progress, Outcome.RESTARTED, lead)]

    def slept(self) -> list[Event]:
        """Stand still at the start of the side in hand: what passed while the computer slept is void.

        Call it instead of `advance` when the gap was noticed.
        """
        if self._progress is None:
            return []
        self._progress = Progress(self._progress.interval)
        return self._stand(Why.SLEEP)

    def stop(self, why: Why = Why.PERSON) -> list[Event]:
        """End the session here; what was done stays done."""
        progress = self.progress
        if progress is None:
            return []
        events = self._left(progress, Outcome.PAIN if why is Why.PAIN else Outcome.STOPPED)
        self._end()
        return [*events, Stopped(why)]

    def _lengthen(self, by: int) -> list[Event]:
        progress = self.progress
        if progress is None or self._waits_for_person():
            return []
        interval = progress.interval
        before = self._choices.extra.get(interval.index, 0.0)
        if interval.count is not None:
            may_lose_one = (
                progress.length_s - progress.elapsed_s > interval.count_s and interval.count > 1
            )
            after = before + (by if by > 0 or may_lose_one else 0)
        else:
            after = before + max(by * MORE_S, progress.elapsed_s - progress.length_s)
        if after == before:
            return []
        self._relay(replace(self._choices, extra={**self._choices.extra, interval.index: after}))
        laid = self._timeline.intervals[interval.index]
        self._move_to(progress.moved_to(laid, progress.elapsed_s))
        return [Lengthened(laid.extra_s - interval.extra_s), TimelineChanged(), *self.advance()]

    def _pace(self, by_percent: int) -> list[Event]:
        progress = self.progress
        if progress is None or not (progress.interval.cycle and progress.interval.paced):
            return []
        step = progress.interval.step
        before = self._choices.cycle_percent.get(step, 100)
        after = before + by_percent
        if after not in CYCLE_PERCENT:
            return []
        percents = {**self._choices.cycle_percent, step: after}
        self._relay(replace(self._choices, cycle_percent=percents))
        laid = self._timeline.intervals[progress.interval.index]
        self._move_to(progress.moved_to(laid, progress.elapsed_s * after / before))
        return [TimelineChanged()]

    def _work_before(self, index: int) -> int:
        """Return the last work interval before `index`, or the first interval."""
        before = self._timeline.intervals[:index]
        return next((one.index for one in reversed(before) if one.kind.is_work), 0)


def _passed_over(interval: Interval) -> Left:
    count = None if interval.count is None else 0
    return Left(interval, Done(Outcome.SKIPPED, 0.0, count, 0.0))

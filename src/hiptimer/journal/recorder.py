"""Writes down what the player does, and never stands in its way.

What cannot be written is kept in order and tried again with whatever comes next.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from hiptimer import __version__
from hiptimer.engine.events import (
    Entered,
    Event,
    Finished,
    Left,
    Outcome,
    Paused,
    Resumed,
    Stopped,
    Why,
)
from hiptimer.engine.interval import Interval
from hiptimer.engine.plain import prescription
from hiptimer.engine.session import Session, When
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import Timeline
from hiptimer.errors import JournalError
from hiptimer.journal.entries import Answered, Ended, Entry, Explained, Noted, Written, enter
from hiptimer.journal.fields import MOST_SECONDS
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import (
    CheckIns,
    PainAnswer,
    PainStop,
    Reason,
    RunRecord,
    Status,
    record_of,
)
from hiptimer.journal.spill import LeftOver, keep, other_folders
from hiptimer.journal.store import Now

if TYPE_CHECKING:
    from datetime import datetime


class Recorder:
    """Takes the player's events of one run after another, and writes each interval as it ends."""

    def __init__(self, journal: Journal, now: Now) -> None:
        """Wait for a run to begin."""
        self._journal = journal
        self._now = now
        self._run: RunRecord | None = None
        self._entries: list[Entry] = []
        self._saved = 0
        self._seq = 0
        self._entered: tuple[Interval, datetime] | None = None
        self._stop: PainStop | None = None
        self._stops = 0
        self._hurting: int | None = None
        self._paused_at: datetime | None = None
        self._active_s = 0.0
        self._paused_s = 0.0
        self._trouble = ""

    @property
    def run(self) -> RunRecord | None:
        """Return the run in hand, as it was when it began."""
        return self._run

    @property
    def trouble(self) -> str:
        """Return the sentence that says why something is not yet written; empty if all is."""
        return self._trouble

    def begin(
        self,
        session: Session,
        text: str,
        timeline: Timeline,
        choices: Choices,
        *,
        session_hash: str,
        revision: int | None = None,
        check_ins: CheckIns | None = None,
    ) -> None:
        """Begin a run of the session, which stands in the file as `text`, on this timeline.

        `check_ins` is what the person has answered before it.
        """
        run = RunRecord(
            id=uuid4().hex,
            session_id=session.id,
            title=session.title,
            session_hash=session_hash,
            session_text=text,
            revision=revision,
            author=session.author,
            assigned_by=session.assigned.by if session.assigned else "",
            started_at=self._now(),
            app_version=__version__,
            choices=choices,
            prescribed=tuple(map(prescription, timeline.intervals)),
            check_ins=check_ins or CheckIns(),
            ask_next_morning=When.NEXT_MORNING in session.ask.pain,
        )
        self._take(run, seq=0)
        self._entries.append(run)
        self.flush()

    def resume(self, run_id: str) -> RunRecord:
        """Go on with a run that was cut off; what was done of it stays.

        Raises `JournalError` if it is over, or played in another window, or cannot be read.
        """
        whole = self._journal.resume(run_id)
        self._take(whole.run, seq=max((one.seq for one in whole.intervals), default=-1) + 1)
        self._stops = len(whole.stops)
        # What is there already belongs to the run, should all of it have to be spilled.
        before = [Written(one, self._active_s, self._paused_s) for one in whole.intervals]
        here: list[Entry] = [whole.run, *before, *whole.stops]
        self._entries, self._saved = [*here, *self._entries], len(here)
        return whole.run

    def hear(self, events: Iterable[Event]) -> None:
        """Write down what has happened; without a run in hand, nothing."""
        count_before = len(self._entries)
        self._hurting = None
        for event in events:
            if self._run is not None:
                self._hear(self._run, event)
        if len(self._entries) > count_before:
            self.flush()

    def note(self, run_id: str, note: str) -> None:
        """Write the person's own words about a run, in hand or over."""
        self._entries.append(Noted(run_id, note))
        self.flush()

    def check_in(
        self, run_id: str, answers: CheckIns, *, ask_next_morning: bool | None = None
    ) -> None:
        """Write what the person answers around a run; None leaves as it is whether to ask tomorrow."""
        self._entries.append(Answered(run_id, answers, ask_next_morning))
        self.flush()

    def explain(self, run_id: str, step: int, why: Reason | None) -> None:
        """Write why a step was left out or cut short."""
        self._entries.append(Explained(run_id, step, why))
        self.flush()

    def answer_pain(self, answer: PainAnswer | None, pain: int | None) -> None:
        """Write what the person chose after the last pain stop of the run, and how much it hurt.

        None where they have not said; written again, the later answer counts.
        """
        if self._stop is not None:
            self._stop = replace(self._stop, answer=answer, pain=pain)
            self._entries.append(self._stop)
            self.flush()

    def flush(self) -> bool:
        """Write what is not yet written; say whether all of it is now."""
        try:
            while self._saved < len(self._entries):
                enter(self._journal, self._entries[self._saved])
                self._saved += 1
        except JournalError as error:
            self._trouble = str(error)
            return False
        self._trouble = ""
        return True

    def close(
        self, folder: Path, elsewhere: Callable[[], Iterable[Path]] = other_folders
    ) -> LeftOver | None:
        """Write what is left; None if all of it is in the journal now.

        If the journal still refuses, it goes into a file of its own: in the folder, where `spill.take_in`
        finds it at the next start, else in one of the folders elsewhere, for the person to import.
        """
        if self.flush():
            return None
        # All of it, not only what is unsaved: who knows whether the journal can be read again.
        return keep(self._entries, folder, elsewhere())

    def _take(self, run: RunRecord, *, seq: int) -> None:
        self._entries = self._entries[self._saved :]
        self._saved = 0
        self._run, self._seq = run, seq
        self._entered = self._paused_at = self._stop = None
        self._stops = 0
        self._active_s, self._paused_s = run.active_s, run.paused_s

    def _hear(self, run: RunRecord, event: Event) -> None:
        match event:
            case Entered(interval):
                self._entered = (interval, self._now())
            case Left():
                self._left(run, event)
            case Paused(why):
                self._paused_at = self._paused_at or self._now()
                if why is Why.PAIN:
                    self._hurt(run)
            case Resumed():
                self._go_on()
            case Finished():
                self._end(run, Status.COMPLETE)
            case Stopped(why):
                self._end(run, Status.PAIN if why is Why.PAIN else Status.STOPPED)
            case _:
                pass

    def _left(self, run: RunRecord, left: Left) -> None:
        interval, done, now = left.interval, left.done, self._now()
        # What follows of a step that is left because it hurts is left for the same reason.
        if done.outcome is Outcome.PAIN:
            self._hurting = interval.step
        hurts = interval.step == self._hurting
        if interval.kind.is_work:
            self._active_s += done.done_s
        entered = self._entered
        record = record_of(
            interval,
            done,
            _asked(run, left),
            run_id=run.id,
            seq=self._seq,
            # Work that was jumped over was never entered.
            started_at=entered[1] if entered and entered[0].index == interval.index else now,
            ended_at=now,
            why=Reason.PAIN if hurts else None,
        )
        self._seq += 1
        self._entries.append(Written(record, self._active_s, self._paused_s))

    def _hurt(self, run: RunRecord) -> None:
        if self._entered is None:
            return
        interval = self._entered[0]
        self._stop = PainStop(
            run_id=run.id,
            seq=self._stops,
            index=interval.index,
            step=interval.step,
            name=interval.name,
            side=interval.side,
            at=self._now(),
        )
        self._stops += 1
        self._entries.append(self._stop)

    def _go_on(self) -> None:
        if self._paused_at is not None:
            paused_s = (self._now() - self._paused_at).total_seconds()
            # The clock on the wall may be put back, or on by years.
            self._paused_s = min(self._paused_s + max(0.0, paused_s), MOST_SECONDS)
            self._paused_at = None

    def _end(self, run: RunRecord, status: Status) -> None:
        self._go_on()
        self._entries.append(Ended(run.id, status, self._now(), self._active_s, self._paused_s))
        self._run = None


def _asked(run: RunRecord, left: Left) -> dict[str, object]:
    """Return what was asked for when the run began, whatever was changed on the way."""
    index = left.interval.index
    return run.prescribed[index] if index < len(run.prescribed) else prescription(left.interval)

"""What one run of a session was: when it was done, what was asked for, and what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from hiptimer.engine.events import Done, Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Interval, Kind
from hiptimer.engine.plain import Plain
from hiptimer.engine.session import Version
from hiptimer.engine.settling import Choices


class Status(StrEnum):
    """How far a run has come."""

    RUNNING = "running"
    COMPLETE = "complete"  # played to its end, whatever was left out on the way
    STOPPED = "stopped"
    PAIN = "pain"
    CUT_OFF = "cut_off"  # the program ended in the middle, and it was not resumed


class Origin(StrEnum):
    """How a run came into the journal; one taken in from another journal keeps its own."""

    PLAYED = "played"
    ADDED = "added"


class Difficulty(StrEnum):
    """What the person says of the session afterwards."""

    TOO_EASY = "too_easy"
    ABOUT_RIGHT = "about_right"
    TOO_HARD = "too_hard"


class Reason(StrEnum):
    """Why a step was left out or cut short, as the person says."""

    NO_TIME = "no_time"
    PAIN = "pain"
    KIT = "kit"
    DONT_LIKE = "dont_like"
    OTHER = "other"


class PainAnswer(StrEnum):
    """What the person chose after a pain stop."""

    CARRY_ON = "carry_on"
    EASIER = "easier"
    SKIP = "skip"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIns:
    """What the person answered around a run; None where nothing was answered.

    Pain and effort are numbers from 0 to 10. `settled` is whether what was felt after the session had
    gone by the next morning.
    """

    pain_before: int | None = None
    pain_after: int | None = None
    pain_next_morning: int | None = None
    settled: bool | None = None
    effort: int | None = None
    difficulty: Difficulty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainStop:
    """One pain stop: where in the session it was, how much from 0 to 10, and what was chosen then.

    `seq` counts the stops of a run from 0; `index` is the interval's place on the timeline. `pain` and
    `answer` are None as long as the person has not said.
    """

    run_id: str
    seq: int
    index: int
    step: int
    name: str
    side: Side | None = None
    at: datetime
    pain: int | None = None
    answer: PainAnswer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One time a session was done.

    `session_text` is the session file as it was followed and `session_hash` the SHA-256 of its bytes.
    `prescribed` holds `engine.plain.prescription` of every interval as it stood when the run began, so
    the record needs neither the file nor the catalogue to be understood. `choices` are those it began
    with. All moments know their time zone. `active_s` are the seconds spent in work, `paused_s` those
    in which the session stood still. `corrected_at` is when it was last put right by hand;
    `changed_at` is when anything about it was last written after its end, and is no part of what two
    records are compared by. `ask_next_morning` is whether to ask for the pain the morning after.
    """

    id: str
    session_id: str
    title: str
    session_hash: str
    session_text: str
    revision: int | None = None
    author: str = ""
    assigned_by: str = ""
    started_at: datetime
    ended_at: datetime | None = None
    status: Status = Status.RUNNING
    origin: Origin = Origin.PLAYED
    app_version: str
    choices: Choices = field(default_factory=Choices)
    prescribed: tuple[Plain, ...] = ()
    active_s: float = 0.0
    paused_s: float = 0.0
    note: str = ""
    check_ins: CheckIns = field(default_factory=CheckIns)
    ask_next_morning: bool = False
    removed_at: datetime | None = None
    corrected_at: datetime | None = None
    changed_at: datetime | None = field(default=None, compare=False)

    @property
    def scale(self) -> int:
        """Return the dose in percent of what is written."""
        return self.choices.scale

    @property
    def week(self) -> int:
        """Return which week of the progression was followed."""
        return self.choices.week


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalRecord:
    """What became of one interval.

    `seq` counts the records of a run in the order in which they were written, from 0; `index` is the
    interval's place on the timeline, which comes twice if a side was done again. `name` and `version`
    are as it was played, `prescribed` is what was asked for when the run began. `done_s`, `done_count`
    and `extra_s` are those of `engine.events.Done`. `why` is the reason for what was not done; where the
    run was ended early, it is the reason for what was not come to as well (see `ended_in`).
    """

    run_id: str
    seq: int
    index: int
    kind: Kind
    step: int
    exercise: str | None = None
    name: str
    side: Side | None = None
    set: int = 1
    round: int = 1
    prescribed: Plain
    version: Version | None = None
    outcome: Outcome
    done_s: float
    done_count: int | None = None
    extra_s: float = 0.0
    why: Reason | None = None
    started_at: datetime
    ended_at: datetime


def record_of(
    interval: Interval,
    done: Done,
    prescribed: Plain,
    *,
    run_id: str,
    seq: int,
    started_at: datetime,
    ended_at: datetime,
    why: Reason | None = None,
) -> IntervalRecord:
    """Return what became of an interval of a timeline, as it was played."""
    return IntervalRecord(
        run_id=run_id,
        seq=seq,
        index=interval.index,
        kind=interval.kind,
        step=interval.step,
        exercise=interval.exercise,
        name=interval.name,
        side=interval.side,
        set=interval.set,
        round=interval.round,
        prescribed=prescribed,
        version=interval.version,
        outcome=done.outcome,
        done_s=done.done_s,
        done_count=done.count,
        extra_s=done.extra_s,
        why=why,
        started_at=started_at,
        ended_at=ended_at,
    )


@dataclass(frozen=True, slots=True)
class WholeRun:
    """A run with the records of its intervals in the order written, and its pain stops."""

    run: RunRecord
    intervals: tuple[IntervalRecord, ...] = ()
    stops: tuple[PainStop, ...] = ()


def effective(intervals: Iterable[IntervalRecord]) -> Mapping[int, IntervalRecord]:
    """Return the record that counts for each interval of the timeline, by its index.

    A side may be done again: the last record counts that was not left in order to begin anew.
    """
    counts: dict[int, IntervalRecord] = {}
    for record in sorted(intervals, key=lambda record: record.seq):
        if record.outcome is not Outcome.RESTARTED:
            counts[record.index] = record
    return counts


def ended_in(whole: WholeRun) -> IntervalRecord | None:
    """Return the record of the interval in which the person ended the run early, None if there is none.

    Its `why` is why the run was ended there, and so why nothing that follows was done.
    """
    endings = {
        Status.STOPPED: {Outcome.STOPPED},
        Status.PAIN: {Outcome.STOPPED, Outcome.PAIN},
    }.get(whole.run.status, set())
    ended = [one for one in effective(whole.intervals).values() if one.outcome in endings]
    return max(ended, key=lambda record: record.seq, default=None)


def resumable_at(whole: WholeRun) -> int | None:
    """Return the index of the first work interval that is neither done nor left out by choice.

    None if there is none: all the work was done before the run was cut off.
    """
    counts = effective(whole.intervals)
    for prescription in whole.run.prescribed:
        index = prescription["index"]
        if not isinstance(index, int) or not Kind(str(prescription["kind"])).is_work:
            continue
        if index not in counts or counts[index].outcome is Outcome.STOPPED:
            return index
    return None


def choices_at_end(whole: WholeRun) -> Choices:
    """Return the choices to go on with: those at the start and the versions changed on the way."""
    changed = {
        record.step: record.version
        for record in sorted(whole.intervals, key=lambda record: record.seq)
        if record.version is not None
    }
    return replace(whole.run.choices, versions={**whole.run.choices.versions, **changed})

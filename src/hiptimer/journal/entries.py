"""What is said of a run while it is in hand and after: each entry is one transaction of the journal."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from hiptimer.journal.journal import Journal
from hiptimer.journal.records import CheckIns, IntervalRecord, PainStop, Reason, RunRecord, Status


@dataclass(frozen=True, slots=True)
class Written:
    """An interval's record, and the run's seconds of work and of pause up to its end."""

    record: IntervalRecord
    active_s: float
    paused_s: float


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    run_id: str
    status: Status
    ended_at: datetime
    active_s: float
    paused_s: float


@dataclass(frozen=True, slots=True)
class Noted:
    """The person's own words about a run."""

    run_id: str
    note: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the person answered around a run, and whether to ask again the morning after."""

    run_id: str
    answers: CheckIns
    ask_next_morning: bool | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a step of a run was left out or cut short."""

    run_id: str
    step: int
    why: Reason | None


Entry = RunRecord | Written | Ended | Noted | Answered | Explained | PainStop
"""What is written into the journal in one transaction."""


def enter(journal: Journal, entry: Entry) -> None:
    """Write an entry into the journal."""
    match entry:
        case RunRecord():
            journal.begin(entry)
        case Written(record, active_s, paused_s):
            journal.write(record, active_s=active_s, paused_s=paused_s)
        case Ended(run_id, status, ended_at, active_s, paused_s):
            journal.end(run_id, status, ended_at, active_s=active_s, paused_s=paused_s)
        case Noted(run_id, note):
            journal.note(run_id, note)
        case Answered(run_id, answers, ask):
            journal.check_in(run_id, answers, ask_next_morning=ask)
        case Explained(run_id, step, why):
            journal.explain(run_id, step, why)
        case PainStop():
            journal.hurt(entry)
        case _:
            assert_never(entry)

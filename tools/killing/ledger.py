"""What the killed processes have told of their writes, held against what the journal has."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from hiptimer.journal.records import CheckIns, WholeRun

WORK: Final = ("hold", "breathe", "reps", "move")

Entry = Mapping[str, Any]
"""What is written in one transaction, as `told.py` tells of it."""


@dataclass(frozen=True, slots=True)
class State:
    """What a journal says of a run, in the words of the pipe; `intervals` and `stops` by their `seq`."""

    status: str = "running"
    intervals: Mapping[int, tuple[int, str, float]] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=lambda: asdict(CheckIns()))
    stops: Mapping[int, str | None] = field(default_factory=dict)


def found_state(whole: WholeRun) -> State:
    """Return what the journal says of a run."""
    return State(
        status=whole.run.status.value,
        intervals={one.seq: (one.index, one.outcome.value, one.done_s) for one in whole.intervals},
        answers=asdict(whole.run.check_ins),
        stops={one.seq: one.answer and one.answer.value for one in whole.stops},
    )


def after(state: State | None, entry: Entry) -> State:
    """Return what a journal says of the run once the entry is written."""
    match entry["what"]:
        case "begin":
            return state or State(answers=entry["answers"])
        case _ if state is None:
            raise ValueError(f"{entry} belongs to no run")
        case "interval":
            record = (entry["index"], entry["outcome"], entry["done_s"])
            return replace(state, intervals={**state.intervals, entry["seq"]: record})
        case "answers":
            return replace(state, answers=entry["answers"])
        case "stop":
            return replace(state, stops={**state.stops, entry["seq"]: entry["answer"]})
        case _:
            return replace(state, status=entry["status"])


@dataclass(slots=True)
class Told:
    """What one process has told before its end."""

    acknowledged: list[Entry] = field(default_factory=list)
    in_flight: Entry | None = None
    ended: list[tuple[str, int]] = field(default_factory=list)
    """The run and the index of each interval that ended."""
    last_look: int = 0
    """How many of these ended at the same look at the clock as the last one."""


def sorted_out(lines: Iterable[Mapping[str, Any]]) -> Told:
    """Return what the lines of a process come to."""
    told = Told()
    before = ""
    for line in lines:
        say = line["say"]
        if say == "writing":
            told.in_flight = line["entry"]
        elif say == "written":
            told.acknowledged.append(line["entry"])
            told.in_flight = None
        elif say == "ended":
            told.ended.append((line["run"], line["index"]))
            told.last_look = told.last_look + 1 if before == "ended" else 1
        before = say
    return told


@dataclass(slots=True)
class Audit:
    """What was found after one kill. `wrong` holds a sentence for each thing that must not be."""

    acknowledged: int = 0
    """Intervals that the process was told are written."""
    found: int = 0
    """Those of them that are there, as they were written."""
    unacknowledged: int = 0
    """Intervals that are there though the process died before it was told so."""
    lost: int = 0
    """Intervals that had just ended, of which nothing was acknowledged, and that are not there."""
    wrong: list[str] = field(default_factory=list)


class Ledger:
    """What the journal has to hold, of every run of every process so far."""

    def __init__(self) -> None:
        """Begin with an empty journal."""
        self.runs: dict[str, State] = {}

    def audit(self, told: Told, journal: Mapping[str, State]) -> Audit:
        """Hold the journal against all that was told; what is found counts from now on."""
        audit = Audit()
        flying = told.in_flight
        for entry in told.acknowledged:
            self.runs[entry["run"]] = after(self.runs.get(entry["run"]), entry)
            if entry["what"] == "interval":
                audit.acknowledged += 1
                there = journal.get(entry["run"], State()).intervals.get(entry["seq"])
                audit.found += there == (entry["index"], entry["outcome"], entry["done_s"])
        if flying is not None:
            before = self.runs.get(flying["run"])
            perhaps = after(before, flying)
            if journal.get(flying["run"]) == perhaps and perhaps != before:
                self.runs[flying["run"]] = perhaps
                audit.unacknowledged += flying["what"] == "interval"
        audit.lost = self._lost(told, audit)
        for run_id in sorted(self.runs.keys() | journal.keys()):
            if self.runs.get(run_id) != journal.get(run_id):
                audit.wrong.append(
                    f"run {run_id}: told {self.runs.get(run_id)}, found {journal.get(run_id)}"
                )
        return audit

    @staticmethod
    def _lost(told: Told, audit: Audit) -> int:
        lost = len(told.ended) - audit.acknowledged - audit.unacknowledged
        # Only what ended at the very look at the clock during which the process was killed.
        if lost > told.last_look:
            audit.wrong.append(f"{lost} intervals had ended and are not there")
        return lost


def work_left(state: State, prescribed: Iterable[Mapping[str, Any]]) -> int | None:
    """Return the index of the first work interval that nothing is written of; None if there is none."""
    done = {index for index, outcome, _s in state.intervals.values() if outcome != "restarted"}
    return next(
        (one["index"] for one in prescribed if one["kind"] in WORK and one["index"] not in done),
        None,
    )

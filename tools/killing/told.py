"""Has the journal of this process tell a pipe what it writes, before and after each write.

A line in the pipe outlives the process, and is there before the next statement runs.
"""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, Final

from hiptimer.engine.events import Event, Finished, Left, Paused, Why
from hiptimer.journal.journal import Journal
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import (
    CheckIns,
    IntervalRecord,
    PainAnswer,
    PainStop,
    RunRecord,
    Status,
)

_told_fd = -1


def tell(say: str, **more: Any) -> None:
    """Put a line into the pipe: in one piece, for it is shorter than what a pipe takes at once."""
    os.write(_told_fd, json.dumps({"say": say, **more}).encode() + b"\n")


def _begun(run: RunRecord) -> dict[str, Any]:
    return {"what": "begin", "run": run.id, "answers": asdict(run.check_ins)}


def _interval(record: IntervalRecord, **_seconds: float) -> dict[str, Any]:
    return {
        "what": "interval",
        "run": record.run_id,
        "seq": record.seq,
        "index": record.index,
        "outcome": record.outcome.value,
        "done_s": record.done_s,
    }


def _ended(run_id: str, status: Status, *_moment: object, **_seconds: float) -> dict[str, Any]:
    return {"what": "end", "run": run_id, "status": status.value}


def _cut_off(run_id: str) -> dict[str, Any]:
    return {"what": "end", "run": run_id, "status": Status.CUT_OFF.value}


def _answered(run_id: str, answers: CheckIns, **_ask: object) -> dict[str, Any]:
    return {"what": "answers", "run": run_id, "answers": asdict(answers)}


def _hurt(stop: PainStop) -> dict[str, Any]:
    answer = stop.answer and stop.answer.value
    return {"what": "stop", "run": stop.run_id, "seq": stop.seq, "answer": answer}


WRITES: Final[dict[str, Callable[..., dict[str, Any]]]] = {
    "begin": _begun,
    "write": _interval,
    "end": _ended,
    "set_cut_off": _cut_off,
    "check_in": _answered,
    "hurt": _hurt,
}


def listen_in(pipe: int) -> None:
    """Have all that is written be told, and every question be answered, from now on."""
    global _told_fd  # noqa: PLW0603  (one process, one pipe)
    _told_fd = pipe
    _tell_of_writes()
    _answer_everything()


def _tell_of_writes() -> None:
    for name, as_entry in WRITES.items():
        setattr(Journal, name, _telling(getattr(Journal, name), as_entry))
    for name in ("open_or_set_aside", "resume"):
        setattr(Journal, name, _announced(getattr(Journal, name), name))


def _telling(
    write: Callable[..., object], as_entry: Callable[..., dict[str, Any]]
) -> Callable[..., object]:
    def telling(journal: Journal, *words: Any, **more: Any) -> object:
        entry = as_entry(*words, **more)
        tell("writing", entry=entry)
        result = write(journal, *words, **more)
        tell("written", entry=entry)
        return result

    return telling


def _announced(do: Callable[..., object], name: str) -> Callable[..., object]:
    def announced(journal: Journal, *words: Any) -> object:
        tell(name)
        result = do(journal, *words)
        tell(f"{name}: done")
        return result

    return announced


def _answer_everything() -> None:
    begin, hear = Recorder.begin, Recorder.hear

    def answered_begin(recorder: Recorder, *words: Any, **more: Any) -> None:
        more["check_ins"] = more.get("check_ins") or CheckIns(pain_before=2)
        begin(recorder, *words, **more)

    def telling_hear(recorder: Recorder, events: Iterable[Event]) -> None:
        heard, run = tuple(events), recorder.run
        for event in heard:
            if isinstance(event, Left) and run is not None:
                tell("ended", run=run.id, index=event.interval.index)
        hear(recorder, heard)
        for event in heard:
            if run is not None and isinstance(event, Finished):
                answers = CheckIns(pain_before=2, pain_after=3, effort=5)
                recorder.check_in(run.id, answers, ask_next_morning=True)
            elif isinstance(event, Paused) and event.why is Why.PAIN:
                recorder.answer_pain(PainAnswer.CARRY_ON, 4)

    setattr(Recorder, "begin", answered_begin)  # noqa: B010  (mypy knows it for a method)
    setattr(Recorder, "hear", telling_hear)  # noqa: B010

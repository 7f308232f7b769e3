"""Records as JSON values, and back; what comes back is checked as if a stranger had written it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.plain import Plain
from hiptimer.engine.session import Version
from hiptimer.engine.settling import Choices
from hiptimer.journal.fields import (
    Fields,
    by_number,
    file_text,
    flag,
    list_of,
    moment,
    number,
    run_id,
    seconds,
    text,
    unusable,
    whole_number,
    zero_to_ten,
)
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    IntervalRecord,
    Origin,
    PainAnswer,
    PainStop,
    Reason,
    RunRecord,
    Status,
    WholeRun,
)
from hiptimer.language import gettext as _


def as_json(value: object) -> str:
    """Return JSON without needless space, the letters of every language as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def from_json(data: bytes) -> Any:
    """Return what a piece of JSON says; ValueError if it says nothing, or what JSON cannot say."""
    try:
        value = json.loads(data.decode("utf-8-sig"))
        as_json(value).encode()  # NaN, or half of a character that takes two
    except (ValueError, RecursionError) as error:
        raise ValueError(_("It is no JSON, or too much of it.")) from error
    return value


def moment_text(at: datetime | None) -> str | None:
    """Return a moment with its time zone as text."""
    return at.isoformat() if at else None


def run_as_plain(run: RunRecord) -> Plain:
    """Return a run, without its intervals, as JSON values."""
    return {
        "id": run.id,
        "session_id": run.session_id,
        "title": run.title,
        "session_hash": run.session_hash,
        "session_text": run.session_text,
        "revision": run.revision,
        "author": run.author,
        "assigned_by": run.assigned_by,
        "started_at": run.started_at.isoformat(),
        "ended_at": moment_text(run.ended_at),
        "status": run.status.value,
        "origin": run.origin.value,
        "app_version": run.app_version,
        "choices": choices_as_plain(run.choices),
        "prescribed": list(run.prescribed),
        "active_s": run.active_s,
        "paused_s": run.paused_s,
        "note": run.note,
        "removed_at": moment_text(run.removed_at),
        "check_ins": check_ins_as_plain(run.check_ins),
        "ask_next_morning": run.ask_next_morning,
        "corrected_at": moment_text(run.corrected_at),
        "changed_at": moment_text(run.changed_at),
    }


def check_ins_as_plain(answers: CheckIns) -> Plain:
    """Return what the person answered as JSON values; what was not answered is left out."""
    said: Plain = {
        "pain_before": answers.pain_before,
        "pain_after": answers.pain_after,
        "pain_next_morning": answers.pain_next_morning,
        "settled": answers.settled,
        "effort": answers.effort,
        "difficulty": answers.difficulty and answers.difficulty.value,
    }
    return {name: value for name, value in said.items() if value is not None}


def stop_as_plain(stop: PainStop) -> Plain:
    """Return a pain stop as JSON values; its run is told by where it stands."""
    return {
        "seq": stop.seq,
        "index": stop.index,
        "step": stop.step,
        "name": stop.name,
        "side": stop.side and stop.side.value,
        "at": stop.at.isoformat(),
        "pain": stop.pain,
        "answer": stop.answer and stop.answer.value,
    }


def interval_as_plain(record: IntervalRecord) -> Plain:
    """Return what became of an interval as JSON values; its run is told by where it stands."""
    return {
        "seq": record.seq,
        "index": record.index,
        "kind": record.kind.value,
        "step": record.step,
        "exercise": record.exercise,
        "name": record.name,
        "side": record.side and record.side.value,
        "set": record.set,
        "round": record.round,
        "prescribed": record.prescribed,
        "version": record.version and record.version.value,
        "outcome": record.outcome.value,
        "done_s": record.done_s,
        "done_count": record.done_count,
        "extra_s": record.extra_s,
        "why": record.why and record.why.value,
        "started_at": record.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat(),
    }


def whole_as_plain(whole: WholeRun) -> Plain:
    """Return a run with its intervals as JSON values; prescriptions stand in it once."""
    intervals = [interval_as_plain(record) for record in whole.intervals]
    for plain, record in zip(intervals, whole.intervals, strict=True):
        if whole.run.prescribed[record.index : record.index + 1] == (record.prescribed,):
            del plain["prescribed"]  # it stands in the run
    stops = [stop_as_plain(stop) for stop in whole.stops]
    return run_as_plain(whole.run) | {"intervals": intervals, "pain_stops": stops}


def choices_as_plain(choices: Choices) -> Plain:
    """Return choices as JSON values."""
    return {
        "scale": choices.scale,
        "week": choices.week,
        "first": choices.first and choices.first.value,
        "left_out": sorted(choices.left_out),
        "versions": {str(step): version.value for step, version in choices.versions.items()},
        "cycle_percent": {str(step): percent for step, percent in choices.cycle_percent.items()},
        "extra": {str(index): extra for index, extra in choices.extra.items()},
    }


def run_from_plain(value: object) -> RunRecord:
    """Return the run; ValueError says what about it cannot be used."""
    said = Fields.of(value, "run")
    return RunRecord(
        id=said.read("id", run_id),
        session_id=said.read("session_id", text),
        title=said.read("title", text),
        session_hash=said.read("session_hash", text),
        session_text=said.read("session_text", file_text),
        revision=said.maybe("revision", whole_number),
        author=said.read("author", text),
        assigned_by=said.read("assigned_by", text),
        started_at=said.read("started_at", moment),
        ended_at=said.maybe("ended_at", moment),
        status=said.read("status", Status),
        origin=said.read("origin", Origin),
        app_version=said.read("app_version", text),
        choices=said.read("choices", choices_from_plain),
        prescribed=said.read("prescribed", list_of(_prescription)),
        active_s=said.read("active_s", seconds),
        paused_s=said.read("paused_s", seconds),
        note=said.read("note", text),
        removed_at=said.maybe("removed_at", moment),
        corrected_at=said.maybe("corrected_at", moment),
        # What follows came with the second form of the journal; older files have none of it.
        check_ins=said.maybe("check_ins", check_ins_from_plain) or CheckIns(),
        ask_next_morning=bool(said.maybe("ask_next_morning", flag)),
        changed_at=said.maybe("changed_at", moment),
    )


def check_ins_from_plain(value: object) -> CheckIns:
    """Return what the person answered; ValueError says what about it cannot be used."""
    said = Fields.of(value, "check_ins")
    return CheckIns(
        pain_before=said.maybe("pain_before", zero_to_ten),
        pain_after=said.maybe("pain_after", zero_to_ten),
        pain_next_morning=said.maybe("pain_next_morning", zero_to_ten),
        settled=said.maybe("settled", flag),
        effort=said.maybe("effort", zero_to_ten),
        difficulty=said.maybe("difficulty", Difficulty),
    )


def stop_from_plain(of_run: str, value: object) -> PainStop:
    """Return a pain stop of the run; ValueError says what about it cannot be used."""
    said = Fields.of(value, "pain_stop")
    return PainStop(
        run_id=of_run,
        seq=said.read("seq", whole_number),
        index=said.read("index", whole_number),
        step=said.read("step", whole_number),
        name=said.read("name", text),
        side=said.maybe("side", Side),
        at=said.read("at", moment),
        pain=said.maybe("pain", zero_to_ten),
        answer=said.maybe("answer", PainAnswer),
    )


def interval_from_plain(of_run: str, value: object, usual: Sequence[Plain] = ()) -> IntervalRecord:
    """Return what became of an interval of the run; ValueError says what cannot be used.

    `usual` are the run's prescriptions: they hold for an interval that brings none.
    """
    said = Fields.of(value, "interval")
    index = said.read("index", whole_number)
    own = said.maybe("prescribed", _prescription)
    if own is None and index < len(usual):
        own = usual[index]
    if own is None:
        raise unusable("prescribed")
    return IntervalRecord(
        run_id=of_run,
        seq=said.read("seq", whole_number),
        index=index,
        kind=said.read("kind", Kind),
        step=said.read("step", whole_number),
        exercise=said.maybe("exercise", text),
        name=said.read("name", text),
        side=said.maybe("side", Side),
        set=said.read("set", whole_number),
        round=said.read("round", whole_number),
        prescribed=own,
        version=said.maybe("version", Version),
        outcome=said.read("outcome", Outcome),
        done_s=said.read("done_s", seconds),
        done_count=said.maybe("done_count", whole_number),
        extra_s=said.read("extra_s", number),
        why=said.maybe("why", Reason),
        started_at=said.read("started_at", moment),
        ended_at=said.read("ended_at", moment),
    )


def whole_from_plain(value: object) -> WholeRun:
    """Return the run with its intervals; ValueError says what about it cannot be used."""
    run = run_from_plain(value)
    intervals = Fields.of(value, "run").read(
        "intervals", list_of(lambda one: interval_from_plain(run.id, one, run.prescribed))
    )
    stops = Fields.of(value, "run").maybe(
        "pain_stops", list_of(lambda one: stop_from_plain(run.id, one))
    )
    for numbered in (intervals, stops or ()):
        if len({one.seq for one in numbered}) < len(numbered):
            raise unusable("seq")
    return WholeRun(
        run,
        tuple(sorted(intervals, key=lambda record: record.seq)),
        tuple(sorted(stops or (), key=lambda stop: stop.seq)),
    )


def choices_from_plain(value: object) -> Choices:
    """Return the choices; ValueError says what about them cannot be used."""
    said = Fields.of(value, "choices")
    return Choices(
        scale=said.read("scale", whole_number),
        week=said.read("week", whole_number),
        first=said.maybe("first", Side),
        left_out=frozenset(said.read("left_out", list_of(whole_number))),
        versions=said.read("versions", by_number(Version)),
        cycle_percent=said.read("cycle_percent", by_number(whole_number)),
        extra=said.read("extra", by_number(number)),
    )


def _prescription(value: object) -> Plain:
    """Check what is read again from a prescription, and keep whatever else it holds."""
    said = Fields.of(value, "prescribed")
    for name in ("index", "step", "set", "sets", "round", "rounds"):
        said.read(name, whole_number)
    for name in ("at_s", "duration_s", "minimum_s"):
        said.read(name, seconds)
    said.read("kind", Kind)
    said.read("name", text)
    said.read("open", flag)
    said.maybe("side", Side)
    said.maybe("first_side", Side)
    said.maybe("exercise", text)
    said.maybe("version", Version)
    said.maybe("optional", flag)
    said.maybe("pace", text)
    for name in ("count", "minimum_count"):
        said.maybe(name, whole_number)
    return dict(said.values)

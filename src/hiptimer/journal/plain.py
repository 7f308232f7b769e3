"""Records as JSON values, and back; what comes back is checked as if a stranger had written it."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any, Final, TypeVar

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.plain import Plain
from hiptimer.engine.session import Version
from hiptimer.engine.settling import Choices
from hiptimer.journal.records import IntervalRecord, Origin, RunRecord, Status, WholeRun
from hiptimer.language import gettext as _

_T = TypeVar("_T")

# Far above what anybody does, and far below what makes a computer stumble.
MOST_INTERVALS: Final = 10_000
_MOST_SECONDS: Final = 10_000_000
_MOST: Final = 1_000_000
_LONGEST_FILE: Final = 1_048_576
_LONGEST_TEXT: Final = 100_000
_YEARS: Final = range(1970, 9000)


def as_json(value: object) -> str:
    """Return JSON without needless space, the letters of every language as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def from_json(text: bytes) -> Any:
    """Return what a piece of JSON says; ValueError if it says nothing, or what JSON cannot say."""
    try:
        value = json.loads(text.decode("utf-8-sig"))
        as_json(value).encode()  # NaN, or half of a character that takes two
    except (ValueError, RecursionError) as error:
        raise ValueError(_("It is no JSON, or too much of it.")) from error
    return value


def moment_text(moment: datetime | None) -> str | None:
    """Return a moment with its time zone as text."""
    return moment.isoformat() if moment else None


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
        "corrected_at": moment_text(run.corrected_at),
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
        "started_at": record.started_at.isoformat(),
        "ended_at": record.ended_at.isoformat(),
    }


def whole_as_plain(whole: WholeRun) -> Plain:
    """Return a run with its intervals as JSON values; prescriptions stand in it once."""
    intervals = [interval_as_plain(record) for record in whole.intervals]
    for plain, record in zip(intervals, whole.intervals, strict=True):
        if whole.run.prescribed[record.index : record.index + 1] == (record.prescribed,):
            del plain["prescribed"]  # it stands in the run
    return run_as_plain(whole.run) | {"intervals": intervals}


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
    said = _Fields.of(value, "run")
    return RunRecord(
        id=said.read("id", _id),
        session_id=said.read("session_id", _text),
        title=said.read("title", _text),
        session_hash=said.read("session_hash", _text),
        session_text=said.read("session_text", _file),
        revision=said.maybe("revision", _whole),
        author=said.read("author", _text),
        assigned_by=said.read("assigned_by", _text),
        started_at=said.read("started_at", _moment),
        ended_at=said.maybe("ended_at", _moment),
        status=said.read("status", Status),
        origin=said.read("origin", Origin),
        app_version=said.read("app_version", _text),
        choices=said.read("choices", choices_from_plain),
        prescribed=said.read("prescribed", _list_of(_prescription)),
        active_s=said.read("active_s", _seconds),
        paused_s=said.read("paused_s", _seconds),
        note=said.read("note", _text),
        removed_at=said.maybe("removed_at", _moment),
        corrected_at=said.maybe("corrected_at", _moment),
    )


def interval_from_plain(run_id: str, value: object, usual: Sequence[Plain] = ()) -> IntervalRecord:
    """Return what became of an interval of the run; ValueError says what cannot be used.

    `usual` are the run's prescriptions: they hold for an interval that brings none.
    """
    said = _Fields.of(value, "interval")
    index = said.read("index", _whole)
    own = said.maybe("prescribed", _prescription)
    if own is None and index < len(usual):
        own = usual[index]
    if own is None:
        raise _unusable("prescribed")
    return IntervalRecord(
        run_id=run_id,
        seq=said.read("seq", _whole),
        index=index,
        kind=said.read("kind", Kind),
        step=said.read("step", _whole),
        exercise=said.maybe("exercise", _text),
        name=said.read("name", _text),
        side=said.maybe("side", Side),
        set=said.read("set", _whole),
        round=said.read("round", _whole),
        prescribed=own,
        version=said.maybe("version", Version),
        outcome=said.read("outcome", Outcome),
        done_s=said.read("done_s", _seconds),
        done_count=said.maybe("done_count", _whole),
        extra_s=said.read("extra_s", _number),
        started_at=said.read("started_at", _moment),
        ended_at=said.read("ended_at", _moment),
    )


def whole_from_plain(value: object) -> WholeRun:
    """Return the run with its intervals; ValueError says what about it cannot be used."""
    run = run_from_plain(value)
    intervals = _Fields.of(value, "run").read(
        "intervals", _list_of(lambda one: interval_from_plain(run.id, one, run.prescribed))
    )
    if len({record.seq for record in intervals}) < len(intervals):
        raise _unusable("seq")
    return WholeRun(run, tuple(sorted(intervals, key=lambda record: record.seq)))


def choices_from_plain(value: object) -> Choices:
    """Return the choices; ValueError says what about them cannot be used."""
    said = _Fields.of(value, "choices")
    return Choices(
        scale=said.read("scale", _whole),
        week=said.read("week", _whole),
        first=said.maybe("first", Side),
        left_out=frozenset(said.read("left_out", _list_of(_whole))),
        versions=said.read("versions", _by_number(Version)),
        cycle_percent=said.read("cycle_percent", _by_number(_whole)),
        extra=said.read("extra", _by_number(_number)),
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    """The named values of one JSON object."""

    values: Mapping[str, object]

    @classmethod
    def of(cls, value: object, name: str) -> "_Fields":
        if not isinstance(value, dict):
            raise _unusable(name)
        return cls(value)

    def read(self, name: str, reader: Callable[[Any], _T]) -> _T:
        """Return what stands under the name, as the reader understands it."""
        if name not in self.values:
            raise _unusable(name)
        try:
            return reader(self.values[name])
        except _UnusableError:
            raise
        except (ValueError, TypeError) as error:
            raise _unusable(name) from error

    def maybe(self, name: str, reader: Callable[[Any], _T]) -> _T | None:
        """Return the same, or None where nothing stands there."""
        return None if self.values.get(name) is None else self.read(name, reader)


class _UnusableError(ValueError):
    """A value that cannot be used; the text names it."""


def _unusable(name: str) -> _UnusableError:
    return _UnusableError(_("“{name}” is missing or cannot be used.").format(name=name))


def _check(holds: bool) -> None:
    if not holds:
        raise ValueError


def _text(value: object) -> str:
    _check(isinstance(value, str) and len(value) <= _LONGEST_TEXT)
    return str(value)


def _file(value: object) -> str:
    _check(isinstance(value, str) and len(value) <= _LONGEST_FILE)
    return str(value)


def _id(value: object) -> str:
    # It also becomes part of a file's name.
    _check(isinstance(value, str) and re.fullmatch("[0-9a-f]{32}", value) is not None)
    return str(value)


def _flag(value: object) -> bool:
    _check(isinstance(value, bool))
    return bool(value)


def _whole(value: Any) -> int:
    _check(isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST)
    return int(value)


def _number(value: Any) -> float:
    _check(isinstance(value, int | float) and not isinstance(value, bool))
    _check(isfinite(value) and abs(value) <= _MOST_SECONDS)
    return float(value)


def _seconds(value: Any) -> float:
    _check(_number(value) >= 0)
    return float(value)


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    _check(moment.tzinfo is not None and moment.year in _YEARS)
    return moment


def _list_of(reader: Callable[[Any], _T]) -> Callable[[Any], tuple[_T, ...]]:
    def read(value: Any) -> tuple[_T, ...]:
        _check(isinstance(value, list) and len(value) <= MOST_INTERVALS)
        return tuple(reader(one) for one in value)

    return read


def _by_number(reader: Callable[[Any], _T]) -> Callable[[Any], dict[int, _T]]:
    def read(value: Any) -> dict[int, _T]:
        _check(isinstance(value, dict) and len(value) <= MOST_INTERVALS)
        return {_whole(int(name)): reader(one) for name, one in value.items()}

    return read


def _prescription(value: object) -> Plain:
    """Check what is read again from a prescription, and keep whatever else it holds."""
    said = _Fields.of(value, "prescribed")
    for name in ("index", "step", "set", "sets", "round", "rounds"):
        said.read(name, _whole)
    for name in ("at_s", "duration_s", "minimum_s"):
        said.read(name, _seconds)
    said.read("kind", Kind)
    said.read("name", _text)
    said.read("open", _flag)
    said.maybe("side", Side)
    said.maybe("first_side", Side)
    said.maybe("exercise", _text)
    said.maybe("version", Version)
    said.maybe("optional", _flag)
    said.maybe("pace", _text)
    for name in ("count", "minimum_count"):
        said.maybe(name, _whole)
    return dict(said.values)

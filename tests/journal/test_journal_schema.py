"""The written schema of an exported history says what the program writes and takes in."""

import json
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest
from any_runs import HEADER, changed, wholes
from hypothesis import HealthCheck, given, settings
from journal_samples import NOON, a_record, a_run, a_whole
from jsonschema import Draft202012Validator

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.session import Version
from hiptimer.journal.exchange import VERSION, export
from hiptimer.journal.journal import Journal
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    Origin,
    PainAnswer,
    PainStop,
    Reason,
    Status,
    WholeRun,
)

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "docs" / "journal.schema.json").read_bytes()
)
LINE = Draft202012Validator(SCHEMA)


def a_full_whole():
    """Return a run in which everything that can be said is said."""
    whole = a_whole(
        check_ins=CheckIns(
            pain_before=0,
            pain_after=10,
            pain_next_morning=3,
            settled=True,
            effort=7,
            difficulty=Difficulty.TOO_HARD,
        ),
        ask_next_morning=True,
        note="tight\non the left",
        removed_at=NOON,
        corrected_at=NOON,
        changed_at=NOON,
    )
    left_out = replace(whole.intervals[0], outcome=Outcome.SKIPPED, why=Reason.DONT_LIKE)
    stops = tuple(
        PainStop(
            run_id=whole.run.id,
            seq=seq,
            index=seq,
            step=0,
            name="Lunge",
            side=side,
            at=NOON,
            pain=pain,
            answer=answer,
        )
        for seq, (side, pain, answer) in enumerate(
            [(Side.LEFT, 6, PainAnswer.SKIP), (None, None, None)]
        )
    )
    return replace(whole, intervals=(left_out, *whole.intervals[1:]), stops=stops)


def in_json(whole):
    return from_json(as_json(whole_as_plain(whole)).encode())


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_every_line_of_a_real_export_keeps_it(tmp_path):
    journal = Journal(tmp_path / "journal.db", lambda: NOON)
    open_run = a_run()
    journal.merge(
        [a_full_whole(), a_whole(), WholeRun(open_run, (a_record(open_run),)), WholeRun(a_run())]
    )
    export(journal, tmp_path / "history.jsonl")
    journal.close()
    lines = (tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 6
    for line in lines:
        LINE.validate(json.loads(line))


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(wholes())
def test_any_run_keeps_it(whole):
    LINE.validate(in_json(whole))


def test_it_names_every_value_and_every_field_there_is():
    defs = SCHEMA["$defs"]

    def values(where, name):
        said = defs[where]["properties"][name] if name else defs[where]
        return set(next((one for one in said.get("anyOf", ()) if "enum" in one), said)["enum"])

    places: dict[tuple[str, str], type[StrEnum]] = {
        ("run", "status"): Status,
        ("run", "origin"): Origin,
        ("interval", "outcome"): Outcome,
        ("interval", "why"): Reason,
        ("check_ins", "difficulty"): Difficulty,
        ("pain_stop", "answer"): PainAnswer,
        ("kind", ""): Kind,
        ("side", ""): Side,
        ("version", ""): Version,
    }
    for place, words in places.items():
        assert values(*place) == set(map(str, words)), place
    plain = in_json(a_full_whole())
    assert set(plain) == set(defs["run"]["properties"])
    for name, of in (("check_ins", plain["check_ins"]), ("choices", plain["choices"])):
        assert set(of) == set(defs[name]["properties"])
    assert set(plain["pain_stops"][0]) == set(defs["pain_stop"]["properties"])
    assert set(plain["intervals"][0]) | {"prescribed"} == set(defs["interval"]["properties"])
    assert defs["header"]["properties"]["hiptimer_journal"]["const"] == VERSION


@pytest.mark.parametrize(
    "line",
    [
        [],
        {},
        HEADER | {"hiptimer_journal": 2},
        HEADER | {"hiptimer_journal": "1"},
        {"runs": -1},
        {"runs": 1, "of": 2},
    ],
)
def test_what_is_no_line_of_a_history_is_refused(line):
    assert not LINE.is_valid(line)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("id",), "A" * 32),
        (("title",), ...),
        (("title",), "x" * 100_001),
        (("session_text",), "x" * 1_048_577),
        (("revision",), 1.5),
        (("started_at",), "2026-11-22T12:00:00"),
        (("started_at",), "0001-01-01T00:00:00+14:00"),
        (("started_at",), 1795345200),
        (("status",), "dreamt"),
        (("origin",), "stolen"),
        (("choices", "scale"), True),
        (("choices", "scale"), 10**30),
        (("choices", "first"), "up"),
        (("choices", "left_out"), [[]]),
        (("choices", "versions"), {"one": "easier"}),
        (("choices", "extra"), {"1": "much"}),
        (("prescribed",), None),
        (("prescribed", 0, "kind"), "dance"),
        (("prescribed", 0, "duration_s"), -1),
        (("prescribed", 0, "duration_s"), 1e300),
        (("prescribed", 0, "index"), ...),
        (("paused_s",), False),
        (("removed_at",), "never"),
        (("check_ins",), []),
        (("check_ins", "pain_before"), 11),
        (("check_ins", "pain_after"), -1),
        (("check_ins", "pain_next_morning"), 2.5),
        (("check_ins", "settled"), "yes"),
        (("check_ins", "effort"), True),
        (("check_ins", "difficulty"), "hard"),
        (("ask_next_morning",), "no"),
        (("changed_at",), 7),
        (("intervals",), ...),
        (("intervals", 0, "prescribed"), {"index": 1}),
        (("intervals", 0, "outcome"), "won"),
        (("intervals", 0, "done_s"), -0.5),
        (("intervals", 0, "done_count"), 2.5),
        (("intervals", 0, "ended_at"), None),
        (("intervals", 0, "why"), "tired"),
        (("pain_stops",), {}),
        (("pain_stops", 0, "pain"), 11),
        (("pain_stops", 0, "answer"), "ignore"),
        (("pain_stops", 0, "at"), ...),
    ],
)
def test_the_schema_and_the_program_refuse_the_same(place, value):
    good = in_json(a_full_whole())
    assert LINE.is_valid(good)
    assert whole_from_plain(good)
    bad = changed(good, place, value)
    assert not LINE.is_valid(bad)
    with pytest.raises(ValueError, match="cannot be used"):
        whole_from_plain(bad)


def test_the_schema_and_the_program_take_in_the_same():
    good = in_json(a_full_whole())
    bare = changed(good, ("check_ins",), None)
    for name in ("revision", "removed_at", "corrected_at", "changed_at", "ask_next_morning"):
        bare = changed(bare, (name,), ...)
    for one in (bare, changed(bare, ("pain_stops",), ...), good | {"mood": {"of": "the day"}}):
        assert LINE.is_valid(one)
        assert whole_from_plain(one)

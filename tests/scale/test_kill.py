"""A few kills of real programs, and an audit that notices when something is missing."""

import pytest

from tools import kill_test
from tools.killing.ledger import Ledger, State, Told, after, sorted_out, work_left

RUN = "ab" * 16
BEGIN = {"what": "begin", "run": RUN, "answers": {}}
END = {"what": "end", "run": RUN, "status": "complete"}


def interval(seq, outcome="complete"):
    return {
        "what": "interval",
        "run": RUN,
        "seq": seq,
        "index": seq,
        "outcome": outcome,
        "done_s": 8.0,
    }


def state_after(*entries):
    state = None
    for entry in entries:
        state = after(state, entry)
    return state


def said(*entries, flying=None, over=()):
    lines = [{"say": "ended", "run": RUN, "index": index} for index in over]
    for entry in entries:
        lines += [{"say": "writing", "entry": entry}, {"say": "written", "entry": entry}]
    return [*lines, {"say": "writing", "entry": flying}] if flying else lines


def test_six_kills_lose_nothing(capsys):
    code = kill_test.main(["--count", "6", "--seed", "11"])
    printed = capsys.readouterr()
    assert code == 0, printed.out + printed.err
    assert "damaged databases                        0" in printed.out


def test_what_was_acknowledged_has_to_be_there():
    told = sorted_out(said(BEGIN, interval(0), interval(1)))
    audit = Ledger().audit(told, {RUN: state_after(BEGIN, interval(0))})
    assert (audit.acknowledged, audit.found) == (2, 1)
    assert audit.wrong


@pytest.mark.parametrize("there", [[BEGIN, interval(0)], [BEGIN, interval(0), interval(1)]])
def test_what_was_being_written_may_be_there_or_not(there):
    told = sorted_out(said(BEGIN, interval(0), flying=interval(1)))
    audit = Ledger().audit(told, {RUN: state_after(*there)})
    assert (audit.acknowledged, audit.found, audit.unacknowledged) == (1, 1, len(there) - 2)
    assert audit.wrong == []


@pytest.mark.parametrize(
    "there",
    [
        [BEGIN, interval(0, "skipped")],
        [BEGIN, interval(0), interval(1)],
        [BEGIN, interval(0), END],
    ],
)
def test_what_nobody_wrote_must_not_be_there(there):
    told = sorted_out(said(BEGIN, interval(0)))
    assert Ledger().audit(told, {RUN: state_after(*there)}).wrong


def test_a_run_of_an_earlier_process_has_to_stay_as_it_was():
    ledger = Ledger()
    kept = state_after(BEGIN, interval(0))
    assert not ledger.audit(sorted_out(said(BEGIN, interval(0))), {RUN: kept}).wrong
    assert not ledger.audit(Told(), {RUN: kept}).wrong
    assert ledger.audit(Told(), {}).wrong
    assert ledger.audit(Told(), {RUN: kept, "cd" * 16: State()}).wrong


def test_only_what_ended_at_the_last_look_at_the_clock_may_be_lost():
    kept = {RUN: state_after(BEGIN, interval(0))}
    begun = said(BEGIN)
    first = said(interval(0), over=[0])
    audit = Ledger().audit(sorted_out([*begun, *first, *said(over=[1])]), kept)
    assert (audit.lost, audit.wrong) == (1, [])
    later = [*said(over=[1]), {"say": "open_or_set_aside"}, *said(over=[2])]
    assert Ledger().audit(sorted_out([*begun, *first, *later]), kept).wrong


def test_a_run_goes_on_at_the_first_work_of_which_nothing_is_written():
    prescribed = [
        {"index": 0, "kind": "get_ready"},
        {"index": 1, "kind": "hold"},
        {"index": 2, "kind": "hold"},
    ]
    assert work_left(state_after(BEGIN, interval(0)), prescribed) == 1
    assert work_left(state_after(BEGIN, interval(1)), prescribed) == 2
    assert work_left(state_after(BEGIN, interval(1), interval(2, "restarted")), prescribed) == 2
    assert work_left(state_after(BEGIN, interval(1), interval(2)), prescribed) is None

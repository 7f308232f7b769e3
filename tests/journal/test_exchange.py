"""The history out and in again, from friend and stranger."""

import csv
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from any_runs import HEADER, changed, wholes
from hypothesis import given, settings
from hypothesis import strategies as st
from journal_samples import NOON, PRESCRIBED, a_record, a_run, a_whole, written

from full_disk import no_room
from hiptimer.errors import InputError, JournalBrokenError
from hiptimer.journal import exchange
from hiptimer.journal.changes import Correction
from hiptimer.journal.exchange import export, export_csv, foretold, look, take_in, told
from hiptimer.journal.journal import Journal
from hiptimer.journal.merging import Merged
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.records import Status, WholeRun


@pytest.fixture
def file(tmp_path):
    return tmp_path / "history.jsonl"


def lines_of(*wholes):
    return [HEADER, *map(whole_as_plain, wholes), {"runs": len(wholes)}]


def put(file, lines):
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_the_whole_history_goes_to_another_computer(journal, elsewhere, file):
    wholes = [written(journal, started_at=NOON - timedelta(days=day)) for day in range(3)]
    journal.remove(wholes[1].run.id)
    journal.correct(wholes[2].run.id, Correction(note="Right."))
    assert export(journal, file, lambda: NOON) == 3
    header = json.loads(file.read_text().splitlines()[0])
    assert header == HEADER
    assert look(elsewhere, file) == Merged(added=3)
    assert not elsewhere.path.exists()  # looking writes nothing
    assert take_in(elsewhere, file) == Merged(added=3)
    assert list(elsewhere.every_run()) == list(journal.every_run())
    assert len(elsewhere.runs()) == 2
    assert take_in(elsewhere, file) == Merged(known=3)
    assert look(elsewhere, file) == Merged(known=3)
    assert take_in(journal, file) == Merged(known=3)
    again = file.with_name("again.jsonl")
    export(elsewhere, again, lambda: NOON)
    assert again.read_bytes() == file.read_bytes()
    assert elsewhere.last_change() is None  # what was done by hand there is not undone here


def test_an_empty_history_is_a_history(journal, elsewhere, file):
    assert export(journal, file) == 0
    assert take_in(elsewhere, file) == Merged()


def test_what_is_here_is_never_overwritten(journal, elsewhere, file):
    mine, same = written(journal), written(journal)
    export(journal, file)
    take_in(elsewhere, file)
    elsewhere.correct(mine.run.id, Correction(note="my own words"))
    before = list(elsewhere.every_run())
    assert look(elsewhere, file) == Merged(known=1, kept_yours=1)
    assert take_in(elsewhere, file) == Merged(known=1, kept_yours=1)
    assert list(elsewhere.every_run()) == before
    assert same in before


def test_a_run_told_twice_is_taken_once(elsewhere, file):
    whole = a_whole()
    other = replace(whole, run=replace(whole.run, note="another"))
    put(file, lines_of(whole, whole, other))
    expected = Merged(added=1, known=1, kept_yours=1)
    assert look(elsewhere, file) == expected
    assert take_in(elsewhere, file) == expected
    assert list(elsewhere.every_run()) == [whole]


def test_a_run_that_stood_open_was_cut_off(elsewhere, file):
    run, empty = a_run(), a_run()
    record = a_record(run)
    put(file, lines_of(WholeRun(run, (record,)), WholeRun(empty)))
    assert take_in(elsewhere, file) == Merged(added=2)
    found = elsewhere.run(run.id)
    assert (found.status, found.ended_at) == (Status.CUT_OFF, record.ended_at)
    assert elsewhere.run(empty.id).ended_at == empty.started_at
    assert elsewhere.unfinished() == ()
    assert take_in(elsewhere, file) == Merged(known=2)


def test_an_existing_file_is_not_overwritten(journal, file):
    file.write_text("my letters")
    with pytest.raises(InputError, match="exists already"):
        export(journal, file)
    assert file.read_text() == "my letters"


def test_a_file_that_may_be_replaced_is(journal, elsewhere, file):
    file.write_text("an older history")
    whole = written(journal)
    assert export(journal, file, may_replace=True) == 1
    assert take_in(elsewhere, file) == Merged(added=1)
    with no_room(), pytest.raises(InputError, match="cannot be written"):
        export(journal, file, may_replace=True)
    assert take_in(elsewhere, file) == Merged(known=1)
    assert list(elsewhere.every_run()) == [whole]


@pytest.mark.parametrize("by_run", [False, True])
def test_a_table_is_written_for_excel(journal, tmp_path, by_run):
    older = written(journal, title="Hüften", started_at=NOON - timedelta(days=1))
    newer, gone = written(journal), written(journal)
    journal.remove(gone.run.id)
    path = tmp_path / "history.csv"
    export_csv(journal, path, by_run=by_run)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfrun_id,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = [
        whole.run.id for whole in (newer, older) for _ in ((1,) if by_run else whole.intervals)
    ]
    assert [row["run_id"] for row in rows] == expected
    assert rows[-1]["title"] == "Hüften"
    with pytest.raises(InputError, match="exists already"):
        export_csv(journal, path)
    journal.remove(older.run.id)
    export_csv(journal, path, by_run=by_run, may_replace=True)
    assert "Hüften" not in path.read_text(encoding="utf-8")


def test_what_is_told_before_and_after():
    assert foretold(Merged()) == "0 runs would be added."
    assert told(Merged()) == "0 runs added."
    assert foretold(Merged(added=1, known=1, kept_yours=1)).splitlines() == [
        "1 run would be added.",
        "1 is here already.",
        "1 is here in another form and stays as it is.",
    ]
    assert foretold(Merged(added=12, kept_yours=2)).splitlines() == [
        "12 runs would be added.",
        "2 are here in another form and stay as they are.",
    ]
    assert told(Merged(added=2, known=3)).splitlines() == [
        "2 runs added.",
        "3 runs were here already.",
    ]


def test_an_export_that_cannot_be_written_leaves_nothing(journal, tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        export(journal, tmp_path / "no folder" / "history.jsonl")

    folder = tmp_path / "out"
    folder.mkdir()
    with no_room(), pytest.raises(InputError, match="too large"):
        export(journal, folder / "history.jsonl")
    assert list(folder.iterdir()) == []


def test_an_export_of_a_damaged_journal_leaves_nothing(journal, path, tmp_path):
    path.parent.mkdir()
    path.write_bytes(b"damaged" * 100)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(JournalBrokenError):
        export(journal, folder / "history.jsonl")
    assert list(folder.iterdir()) == []


# From strangers.


def test_a_missing_file_is_said(elsewhere, tmp_path):
    for path in (tmp_path / "nowhere.jsonl", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            take_in(elsewhere, path)


@pytest.mark.parametrize(
    "first",
    [b"", b"\n", b"[1]", b"{}", b'{"hiptimer_journal": "1"}', b'{"hiptimer_journal": 0}', b"\xff"],
)
def test_what_is_no_history_is_refused(elsewhere, file, first):
    file.write_bytes(first + b"\n")
    with pytest.raises(InputError, match="not a history exported by hiptimer"):
        take_in(elsewhere, file)


def test_a_newer_history_is_refused(elsewhere, file):
    put(file, [HEADER | {"hiptimer_journal": 2}, {"in a way": "not known yet"}])
    with pytest.raises(InputError, match="newer hiptimer"):
        take_in(elsewhere, file)


def test_windows_line_ends_blank_lines_and_a_byte_order_mark_are_no_damage(elsewhere, file):
    whole = a_whole()
    text = "\r\n\r\n".join(json.dumps(line) for line in lines_of(whole))
    file.write_text(text, encoding="utf-8-sig", newline="")
    assert take_in(elsewhere, file) == Merged(added=1)
    assert list(elsewhere.every_run()) == [whole]


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_file_whose_end_is_missing_is_refused(elsewhere, file, gone):
    put(file, lines_of(a_whole(), a_whole())[:-gone])
    with pytest.raises(InputError, match="not the whole file"):
        take_in(elsewhere, file)
    assert elsewhere.runs() == ()


def test_damaged_lines_are_told_by_number_and_nothing_is_taken_in(elsewhere, file):
    good = [json.dumps(line) for line in lines_of(a_whole(), a_whole(), a_whole())]
    good[2] = good[2][:200]
    good[3] = '{"id": "../../etc/passwd"}'
    file.write_text("\n".join(good))
    for use in (take_in, look):
        with pytest.raises(InputError) as caught:
            use(elsewhere, file)
        assert str(caught.value).splitlines()[1:] == [
            "Line 3: It is no JSON, or too much of it.",
            "Line 4: “id” is missing or cannot be used.",
        ]
    assert elsewhere.runs() == ()


def test_not_every_one_of_many_damaged_lines_is_told(elsewhere, file):
    put(file, [HEADER, *[[]] * 15])
    with pytest.raises(InputError) as caught:
        take_in(elsewhere, file)
    assert len(str(caught.value).splitlines()) == 12
    assert str(caught.value).endswith("5 more lines.")


def test_a_line_without_end_is_refused(elsewhere, file, monkeypatch):
    monkeypatch.setattr(exchange, "_LONGEST_LINE", 1000)
    file.write_bytes(json.dumps(HEADER).encode() + b"\n" + b"[" * 1001)
    with pytest.raises(InputError, match="Line 2 is too long"):
        take_in(elsewhere, file)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("id",), "A" * 32),
        (("id",), "../" + "a" * 29),
        (("id",), 7),
        (("title",), ...),
        (("title",), None),
        (("title",), "x" * 100_001),
        (("title",), "\ud800"),
        (("session_text",), "x" * 1_048_577),
        (("session_text",), ["x"]),
        (("revision",), -1),
        (("revision",), 1.5),
        (("started_at",), "2026-11-22T12:00:00"),
        (("started_at",), "0001-01-01T00:00:00+14:00"),
        (("started_at",), 1795345200),
        (("started_at",), "yesterday"),
        (("status",), "dreamt"),
        (("status",), []),
        (("origin",), "stolen"),
        (("choices",), []),
        (("choices", "scale"), True),
        (("choices", "scale"), 10**30),
        (("choices", "first"), "up"),
        (("choices", "left_out"), {"1": 1}),
        (("choices", "left_out"), [[]]),
        (("choices", "versions"), {"one": "easier"}),
        (("choices", "versions"), {"-1": "easier"}),
        (("choices", "versions"), ["easier"]),
        (("choices", "extra"), {"1": "much"}),
        (("prescribed",), None),
        (("prescribed",), [[]]),
        (("prescribed",), [{}] * 10_001),
        (("prescribed", 0, "kind"), "dance"),
        (("prescribed", 0, "duration_s"), -1),
        (("prescribed", 0, "duration_s"), 1e300),
        (("prescribed", 0, "open"), 1),
        (("prescribed", 0, "count"), "many"),
        (("prescribed", 0, "index"), ...),
        (("active_s",), "long"),
        (("active_s",), float("inf")),
        (("paused_s",), float("nan")),
        (("paused_s",), False),
        (("note",), {}),
        (("removed_at",), "never"),
        (("intervals",), ...),
        (("intervals", 0), "a hold"),
        (("intervals", 0, "seq"), 1),
        (("intervals", 0, "index"), 99),
        (("intervals", 0, "index"), 10**19),
        (("intervals", 0, "prescribed"), {"index": 1}),
        (("intervals", 0, "side"), "top"),
        (("intervals", 0, "outcome"), "won"),
        (("intervals", 0, "done_s"), -0.5),
        (("intervals", 0, "extra_s"), "1"),
        (("intervals", 0, "done_count"), 2.5),
        (("intervals", 0, "ended_at"), None),
    ],
)
def test_a_run_that_makes_no_sense_is_refused(elsewhere, file, place, value):
    good = a_whole()
    put(file, [HEADER, whole_as_plain(good), changed(whole_as_plain(a_whole()), place, value)])
    with pytest.raises(InputError, match=r"Line 3: .*(cannot be used|no JSON)"):
        take_in(elsewhere, file)
    assert elsewhere.runs() == ()


def test_nesting_without_end_is_refused(elsewhere, file):
    file.write_text(json.dumps(HEADER) + "\n" + "[" * 100_000 + "]" * 100_000)
    with pytest.raises(InputError, match="Line 2"):
        take_in(elsewhere, file)


def test_names_of_later_days_are_left_aside(elsewhere, file):
    whole = a_whole()
    plain = changed(whole_as_plain(whole), ("mood",), {"of": "the day"})
    put(file, [HEADER, changed(plain, ("intervals", 0, "pulse"), 90), {"runs": 1}])
    assert take_in(elsewhere, file) == Merged(added=1)
    assert list(elsewhere.every_run()) == [whole]


# Any record survives the way out and in.


@settings(deadline=None)
@given(wholes())
def test_any_run_survives_the_way_through_a_line(whole):
    line = as_json(whole_as_plain(whole)).encode()
    assert b"\n" not in line
    assert whole_from_plain(from_json(line)) == whole


@settings(max_examples=15, deadline=None)
@given(st.lists(wholes(), max_size=3, unique_by=lambda whole: whole.run.id))
def test_any_history_survives_the_way_through_two_journals(tmp_path_factory, runs):
    folder = tmp_path_factory.mktemp("two")
    here, there = Journal(folder / "here.db"), Journal(folder / "there.db")
    try:
        here.merge(runs)
        export(here, folder / "history.jsonl")
        assert take_in(there, folder / "history.jsonl") == Merged(added=len(runs))
        assert list(there.every_run()) == list(here.every_run())
        assert sorted(one.run.id for one in there.every_run()) == sorted(one.run.id for one in runs)
        for whole in runs:
            assert there.whole(whole.run.id) == whole
    finally:
        here.close()
        there.close()


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_line_does_anything_but_be_refused(junk):
    with pytest.raises(ValueError, match=r"\w"):
        whole_from_plain(from_json(junk))


def test_the_longest_session_that_there_can_be_survives_it():
    """Sets and rounds together may be ten thousand, each on both sides and with rests between them."""
    asked = tuple({**PRESCRIBED[0], "index": index} for index in range(40_000))
    whole = WholeRun(a_run(prescribed=asked, status=Status.COMPLETE, ended_at=NOON))
    line = as_json(whole_as_plain(whole)).encode()
    assert len(line) < exchange._LONGEST_LINE
    assert whole_from_plain(from_json(line)) == whole
